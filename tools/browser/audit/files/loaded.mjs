// A record that was loaded into a question (the practitioner's checklist, the selection): what it
// is, in place of the file control.

import { fill, nameCase, one } from "../page/dom.mjs";
import { dayOf } from "../page/words.mjs";

/** @typedef {import("../types.mjs").Answer} Answer */

/**
 * Shows the loaded record, or the file control again.
 * @param {HTMLElement} question
 * @param {Answer | null} answer
 */
export function showLoaded(question, answer) {
  const loaded = one(question, "[data-loaded]");
  const choose = one(question, "[data-choose]");
  if (!loaded || !choose) return;
  const there = answer?.completed_on !== undefined;
  loaded.hidden = !there;
  choose.hidden = there;
  if (!there) return;
  fill(loaded, { day: dayOf(String(answer.completed_on)), author: answer.author?.ref ?? "" });
  nameCase(loaded, answer.case?.ref ?? "");
}
