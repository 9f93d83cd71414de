// What both pages of a draw do alike: the day of today, the files to save, and a draw held against its receipt.

import { listProblems, save } from "./showing.mjs";
import { all, control, focusOn, make, need, one } from "../page/dom.mjs";
import { tell } from "../page/speech.mjs";
import { dayOf, say, today } from "../page/words.mjs";

/** @typedef {import("./showing.mjs").Told} Told */
/** @typedef {import("./showing.mjs").Counted} Counted */
/** @typedef {import("./showing.mjs").Made} Made */
/** @typedef {{fields: Record<string, string>, problems: Told[], differences?: Told[], seed: string, day: string, records: Counted | null}} Verified */

/** Fills a date with today, where nothing stands in it. @param {string} name */
export function fillToday(name) {
  const [year = "", month = "", day = ""] = today().split("-");
  for (const [part, value] of Object.entries({ day, month, year })) {
    const box = control(`${name}-${part}`);
    if (box && !box.value) box.value = String(Number(value));
  }
}

/** Shows what came of a draw, in lines and with its files; the first line is spoken. @param {string[]} lines @param {Made[]} files */
export function showDrawn(lines, files) {
  need("desk-lines").replaceChildren(...lines.map((text) => make("li", "", text)));
  need("desk-files").replaceChildren(...files.map((file) => make("li", "", saver(file))));
  need("desk-result").hidden = false;
  focusOn(need("result"));
  tell(lines[0] ?? "");
}

/** A button that saves a file, called as the file is. @param {Made} file */
function saver(file) {
  const button = make("button", "qa-button qa-button--second", file.name);
  button.type = "button";
  button.addEventListener("click", () => save(file));
  return button;
}

/** Shows what differs between a receipt and the draw done again. @param {Verified} answer @param {string} without  what is said where no records were chosen */
export function showVerified({ differences = [], seed, day, records }, without) {
  const result = need("desk-verified");
  const n = differences.length;
  const words = n > 0 ? say("desk.differs", { n }) : say("desk.same", { seed, day: dayOf(day) });
  for (const outcome of all(result, "[data-outcome]")) outcome.textContent = words;
  for (const list of all(result, "[data-differences]")) listProblems(list, differences);
  for (const line of all(result, "[data-register]")) line.hidden = n === 0 || records === null;
  for (const line of all(result, "[data-no-records]")) {
    line.hidden = records !== null;
    line.textContent = without;
  }
  result.hidden = false;
  focusOn(/** @type {HTMLElement} */ (one(result, "h3")));
  tell(words);
}
