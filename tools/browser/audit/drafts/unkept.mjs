// Practice without keeping anything: what is typed lives in this page only. Nothing is stored, saved as a
// file or printed, the browser is asked not to keep it for "Back" or a reload, and it is gone with the page.

import { all } from "../page/dom.mjs";
import { bar, note } from "../page/bar.mjs";
import { page } from "../form/questions.mjs";
import { dropUnkept, hasTyped, isUnkept } from "./session.mjs";
import { tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";

/** Whether this tool offers practice. */
export const offersPractice = page.dataset["unkept"] !== undefined;
const FORM = "qa-unkept";
const CONTROLS = "input, textarea, select";
/** What the buttons at the end of a section say where they save nothing. */
const BUTTONS = { "save-continue": "practice.go_on", "save-tasks": "practice.to_tasks", "save-check": "practice.to_check" };

/** Makes sure that nothing outlives the page. */
export function guardPractice() {
  addEventListener("beforeunload", (event) => {
    if (isUnkept() && hasTyped()) event.preventDefault(); // asked once: there is no way back
  });
  addEventListener("pagehide", () => {
    if (!isUnkept()) return;
    dropUnkept();
    emptyControls();
  });
  page.addEventListener("submit", (event) => event.preventDefault());
}

/**
 * Makes the page ready for practice. Browsers keep what stands in controls for a reload, but not in a form that
 * asks them not to.
 */
export function preparePractice() {
  if (document.getElementById(FORM)) return;
  for (const [deed, words] of Object.entries(BUTTONS)) for (const button of all(page, `[data-do=${deed}]`)) button.textContent = say(words);
  for (const hint of all(page, ".qa-end .qa-hint")) hint.textContent = ""; // "Your answers are kept" would not be true
  const form = document.createElement("form");
  Object.assign(form, { id: FORM, autocomplete: "off", hidden: true });
  page.append(form);
  const templates = /** @type {HTMLTemplateElement[]} */ (all(page, "template"));
  for (const part of [page, ...templates.map((template) => template.content)]) {
    for (const control of all(part, CONTROLS)) control.setAttribute("form", form.id);
  }
}

/**
 * The address opens something else: loads the page again, so that nothing of the practice stays, neither what was
 * typed nor what the buttons say. The browser asks first where something was typed; who would rather stay is where
 * they were.
 * @returns {Promise<never>}
 */
export function leavePractice() {
  location.reload();
  return new Promise(() => undefined);
}

function emptyControls() {
  for (const control of /** @type {(HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[]} */ (all(page, CONTROLS))) {
    if (control instanceof HTMLInputElement && ["radio", "checkbox"].includes(control.type)) control.checked = false;
    else control.value = "";
  }
}

/** Says at the top and in the bar that nothing is kept. */
export function showPractice() {
  document.body.classList.toggle("qa-unkept", isUnkept());
  note("unkept", isUnkept());
  if (isUnkept()) bar("save", say("practice.bar"));
}

/** Says why there is no file. */
export function refuseFile() {
  tell(say("practice.no_download"));
}
