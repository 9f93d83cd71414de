// What both pages of a draw do alike: the day of today, the files to save, and a draw held against its receipt.

import { leftOut, listProblems, save, showCounted, showFields, showProblems } from "./showing.mjs";
import { all, control, focusOn, make, need, one } from "../page/dom.mjs";
import { tell } from "../page/speech.mjs";
import { dayOf, say, today } from "../page/words.mjs";

/** @typedef {import("./showing.mjs").Told} Told */
/** @typedef {import("./showing.mjs").Counted} Counted */
/** @typedef {import("./showing.mjs").Made} Made */
/** @typedef {import("./showing.mjs").Lacking} Lacking */
/** @typedef {{fields: Lacking, problems: Told[], differences?: Told[], seed: string, day: string, records?: Counted | null}} Verified */

/** Fills a date with today, where nothing stands in it. @param {string} name */
export function fillToday(name) {
  const [year = "", month = "", day = ""] = today().split("-");
  for (const [part, value] of Object.entries({ day, month, year })) {
    const box = control(`${name}-${part}`);
    if (box && !box.value) box.value = String(Number(value));
  }
}

/**
 * Shows what came of a draw, in lines and with its files. What it does not know of comes first, and is spoken with
 * the first line.
 * @param {string[]} lines
 * @param {Made[]} files
 * @param {string} unknown  what it does not know of, or ""
 */
export function showDrawn(lines, files, unknown) {
  const warning = unknown ? [make("li", "", make("strong", "", unknown))] : [];
  need("desk-lines").replaceChildren(...warning, ...lines.map((text) => make("li", "", text)));
  need("desk-files").replaceChildren(...files.map((file) => make("li", "", saver(file))));
  need("desk-result").hidden = false;
  focusOn(need("result"));
  tell([unknown, lines[0]].filter(Boolean).join(" "));
}

/** A button that saves a file, called as the file is. @param {Made} file */
function saver(file) {
  const button = make("button", "qa-button qa-button--second", file.name);
  button.type = "button";
  button.addEventListener("click", () => save(file, button));
  return button;
}

/** Shows what came of a comparison; a draw that stands on the page stays as it is. @param {Verified} answer @param {string} without  what is said where no records were chosen */
export function showVerified(answer, without) {
  if (need("desk-result").hidden) showCounted(answer.records ?? null);
  showProblems(answer.problems, "desk-wrong-verify");
  if (showFields(answer.fields) || !answer.differences) return;
  showDifferences(answer, answer.differences, without);
}

/** @param {Verified} answer @param {Told[]} differences @param {string} without */
function showDifferences({ seed, day, records }, differences, without) {
  const result = need("desk-verified");
  const n = differences.length;
  const words = n > 0 ? say("desk.differs", { n }) : say("desk.same", { seed, day: dayOf(day) });
  for (const outcome of all(result, "[data-outcome]")) outcome.textContent = words;
  for (const list of all(result, "[data-differences]")) listProblems(list, differences);
  const left = leftOut(records);
  for (const line of all(result, "[data-register]")) line.hidden = n === 0 || !records;
  for (const line of all(result, "[data-no-records]")) {
    line.hidden = Boolean(records) && left === 0;
    line.textContent = records ? say("desk.compared_without", { n: left }) : without;
  }
  result.hidden = false;
  focusOn(/** @type {HTMLElement} */ (one(result, "h3")));
  tell(words);
}
