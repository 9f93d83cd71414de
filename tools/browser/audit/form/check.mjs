// Problems on the page: the summary above the heading, the same sentence beside each question, and
// the panel of things that are worth another look. They stay until the next check.

import { all, copy, focusOn, link, make, one, need } from "../page/dom.mjs";
import { form, questions, sections } from "./questions.mjs";
import { isUnkept } from "../drafts/session.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../types.mjs").CheckResult} CheckResult */
/** @typedef {{message: string, severity: string, section: string, sectionTitle: string, question: string, control: string, rule: string}} Found */

const MOST = 10;
const CHECK = "check";

/** What was found, by the view that shows it. @type {Map<string, Found[]>} */
const found = new Map();

/** @param {CheckResult} result @returns {Found[]} */
function together(result) {
  return result.problems.map((problem, index) => {
    const place = result.places[index];
    return {
      message: problem.message,
      severity: problem.severity,
      section: place?.section ?? "",
      sectionTitle: place?.section_title ?? "",
      question: place?.question ?? "",
      control: place?.control ?? "",
      rule: place?.rule ?? "",
    };
  });
}

/**
 * Takes in the result of a check of one section, or of everything.
 * @param {CheckResult} result
 * @param {string | null} scope  the section, or null
 * @returns {Record<string, number>} how many answers are to put right, by section
 */
export function takeIn(result, scope) {
  const everything = together(result);
  const seen = scope === null ? [...sections.map((section) => section.id), CHECK] : [scope];
  for (const view of seen) found.set(view, view === CHECK ? everything : everything.filter((one) => one.section === view));
  if (scope !== null) found.delete(CHECK);
  return Object.fromEntries(seen.filter((view) => view !== CHECK).map((view) => [view, errorsOf(view).length]));
}

/** Forgets everything that was found, for another draft. */
export function forgetFound() {
  found.clear();
}

/** @param {string} view */
export const errorsOf = (view) => (found.get(view) ?? []).filter((one) => one.severity === "error");

/** @param {string} view */
const warningsOf = (view) => (found.get(view) ?? []).filter((one) => one.severity === "warning");

/**
 * Shows on a view what was found there.
 * @param {HTMLElement} view
 * @param {boolean} [focus]  put the focus on the summary
 */
export function showFound(view, focus = false) {
  const errors = errorsOf(view.id);
  const box = drawSummary(view, errors);
  drawBeside(view, view.id === CHECK ? [] : errors);
  drawWarnings(view);
  if (focus && box) focusOn(box);
}

/** @param {HTMLElement} view @param {Found[]} errors */
function drawSummary(view, errors) {
  const slot = need("qa-summary");
  slot.replaceChildren();
  if (errors.length === 0) return null;
  const box = copy("qa-errors-box");
  const whole = view.id === CHECK;
  one(box, "[data-lead]")?.replaceChildren(say(isUnkept() ? "practice.to_put_right" : whole ? "check.lead_all" : "check.lead_section", { n: errors.length }));
  const list = /** @type {HTMLElement} */ (one(box, "ul"));
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const error of errors) {
    const count = (counts.get(error.section) ?? 0) + 1;
    counts.set(error.section, count);
    if (count > MOST) continue;
    const text = whole && error.sectionTitle ? say("check.of_section", { section: error.sectionTitle, message: error.message }) : error.message;
    list.append(make("li", "", error.control ? wayTo(error, text, whole) : text));
  }
  for (const [section, count] of counts) {
    if (count > MOST) list.append(make("li", "", say("check.more", { n: count - MOST, section: titleOf(section) })));
  }
  slot.append(box);
  return box;
}

/**
 * A link to the control; from the list of everything it offers the way back, as "Change" does.
 * @param {Found} problem
 * @param {string} text
 * @param {boolean} whole
 */
function wayTo(problem, text, whole) {
  const anchor = link(`#${problem.control}`, text);
  if (whole) anchor.dataset["do"] = "change";
  return anchor;
}

/** @param {string} id */
const titleOf = (id) => sections.find((section) => section.id === id)?.title ?? "";

/** @param {HTMLElement} view @param {Found[]} errors */
function drawBeside(view, errors) {
  for (const old of all(view, ".qa-error")) old.remove();
  for (const marked of all(view, ".qa-q--error")) marked.classList.remove("qa-q--error");
  for (const input of all(view, "[data-error]")) {
    input.classList.remove("qa-input--error", "qa-text--error");
    describe(input, input.dataset["error"] ?? "", false);
    delete input.dataset["error"];
  }
  for (const error of errors) drawOne(error);
}

/** @param {Found} error */
function drawOne(error) {
  const question = questions.get(error.question)?.element;
  if (!question) return;
  question.classList.add("qa-q--error");
  const control = document.getElementById(error.control);
  const field = /** @type {HTMLElement} */ (control?.closest("[data-question]") ?? question);
  const text = make("span", "qa-error", make("span", "qa-hidden", say("check.error")), error.message);
  text.id = `${field.id}-error-${all(field, ".qa-error").length + 1}`;
  if (error.rule) {
    const why = link(`${form.root}id/${error.rule}/`, say("check.why", { rule: error.rule }));
    text.append(" ", make("span", "qa-why", why));
  }
  const box = field.matches(".qa-field") ? field : (one(field, ".qa-field") ?? field);
  const before = [...box.children].filter((child) => child.matches(".qa-legend, .qa-label, .qa-hint, .qa-error, legend")).at(-1);
  if (before) before.after(text);
  else box.prepend(text);
  for (const element of [control, box.matches("fieldset") ? box : null]) {
    if (!(element instanceof HTMLElement) || element === field) continue;
    element.dataset["error"] = `${element.dataset["error"] ?? ""} ${text.id}`.trim();
    describe(element, text.id, true);
  }
  if (control?.matches(".qa-input")) control.classList.add("qa-input--error");
  if (control?.matches(".qa-text")) control.classList.add("qa-text--error");
}

/**
 * Adds ids to what describes an element, or takes them out.
 * @param {HTMLElement} element
 * @param {string} ids
 * @param {boolean} on
 */
function describe(element, ids, on) {
  const given = ids.split(" ");
  const others = (element.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !given.includes(id));
  const all = on ? [...others, ...given] : others;
  if (all.length > 0) element.setAttribute("aria-describedby", all.join(" "));
  else element.removeAttribute("aria-describedby");
}

/** @param {HTMLElement} view */
function drawWarnings(view) {
  one(view, "[data-warnings]")?.remove();
  const warnings = warningsOf(view.id);
  const own = all(view, "[data-on-rule]");
  for (const question of own) {
    const mine = warnings.filter((one) => one.rule === question.dataset["onRule"]);
    const text = one(question, "[data-warning]");
    if (text) text.textContent = mine.map((one) => one.message).join(" ");
    question.hidden = mine.length === 0 && !question.dataset["answered"];
  }
  const rest = warnings.filter((warning) => !own.some((question) => question.dataset["onRule"] === warning.rule));
  if (rest.length === 0) return;
  const panel = copy("qa-warnings-panel");
  const list = /** @type {HTMLElement} */ (one(panel, "ul"));
  for (const warning of rest) {
    const text = view.id === CHECK && warning.sectionTitle ? say("check.of_section", { section: warning.sectionTitle, message: warning.message }) : warning.message;
    list.append(make("li", "", warning.control ? wayTo(warning, text, view.id === CHECK) : text));
  }
  (one(view, ".qa-lead") ?? one(view, "h1"))?.after(panel);
}
