// A loaded record, shown in the form to read: the audit beside its moderation. What would lead the
// moderator stays folded away until "Show …" is pressed; what was answered before is then locked.
// The record itself is kept with the draft on this computer, and is no part of the record that is made.

import { all, focusOn, one } from "../page/dom.mjs";
import { byPart, questions } from "../form/questions.mjs";
import { readBack, recordOrder } from "../form/review.mjs";
import { setReading, writeQuestion } from "../form/sections.mjs";
import { answer, answers, current, flush, whyReading } from "../drafts/session.mjs";
import { sheetOf } from "./sheet.mjs";
import { tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../form/questions.mjs").QuestionPlace} QuestionPlace */
/** @typedef {import("../form/questions.mjs").FormMap} FormMap */

const PROVISIONAL = "provisional-grade";
const unfolding = byPart("unfolded");
const provisional = byPart(PROVISIONAL);
/** The questions whose loaded record is kept to read. */
const loads = [...questions.values()].filter((place) => place.element.dataset["keeps"] !== undefined);

const saw = () => unfolding !== undefined && answers()[unfolding.id]?.value !== undefined;

/** Whether what is in this record has been seen, so that no other one may take its place. @param {QuestionPlace} place */
export const isUnfolded = (place) => place.part.startsWith("moderated-") && saw();

/** Whether an answer stays as it was given, because the judgement has been seen since. @param {QuestionPlace} place */
export const isFixed = (place) => saw() && (place === unfolding || place === provisional || isUnfolded(place));

/** The record of a question, where this computer has it. @param {string} question */
function recordIn(question) {
  const record = current()?.loaded?.[question];
  return record && record.record_id === answers()[question]?.value ? record : null;
}

/**
 * Brings a section up to date: the records that it shows, what is folded away, what is locked.
 * @param {HTMLElement} section
 */
export async function showBeside(section) {
  if (loads.length === 0) return;
  fromTheStart();
  lock();
  showLoads();
  for (const shown of all(section, "[data-shows]")) await showSheet(shown);
}

/** Where nothing is folded away, the record says so. */
function fromTheStart() {
  const value = unfolding && one(unfolding.element, "[data-unfold]")?.dataset["from"];
  if (unfolding && value && !saw() && !whyReading()) answer(unfolding.id, { value });
}

/** What was answered before the judgement was seen stays as it was. */
function lock() {
  if (!unfolding) return;
  const button = one(unfolding.element, "[data-do=unfold]");
  const said = one(unfolding.element, "[data-seen]");
  if (button) button.hidden = saw();
  if (said) said.hidden = !saw();
  if (!provisional) return;
  provisional.element.toggleAttribute("data-locked", saw());
  const note = one(provisional.element, "[data-locked-note]");
  if (note) note.hidden = !saw();
  setReading(provisional.element, whyReading() !== "");
}

/** A loaded record can be taken out until it has been seen; one that is not on this computer can be chosen again. */
export function showLoads() {
  for (const place of loads) {
    const there = answers()[place.id]?.value !== undefined;
    const missing = there && recordIn(place.id) === null;
    for (const button of all(place.element, "[data-do=take-out], [data-do=load-another]")) button.hidden = isUnfolded(place);
    const choose = one(place.element, "[data-choose]");
    if (choose) choose.hidden = there && !missing;
    const note = one(place.element, "[data-not-here]");
    if (note) note.hidden = !missing;
  }
}

/** @param {HTMLElement} shown */
async function showSheet(shown) {
  const id = shown.dataset["shows"] ?? "";
  const record = recordIn(id);
  const folded = shown.dataset["only"] !== undefined && !saw();
  const map = record && !folded ? await sheetOf(record) : null;
  if (recordIn(id) !== record) return; // another one was loaded meanwhile
  const state = answers()[id]?.value === undefined ? "none" : folded ? "folded" : !record ? "missing" : map ? "sheet" : "away";
  for (const part of all(shown, "[data-state]")) part.hidden = part.dataset["state"] !== state;
  const body = /** @type {HTMLElement} */ (one(shown, "[data-state=sheet]"));
  const wanted = record && map ? record.record_id : "";
  if (body.dataset["shown"] === wanted) return; // it stays as it was folded
  body.dataset["shown"] = wanted;
  body.replaceChildren();
  if (record && map) await readBack(body, partsOf(map, shown), record.answers, { change: false, notAsked: new Set(), map, folds: true });
}

/** The sections of a record that are shown here. @param {FormMap} map @param {HTMLElement} shown */
function partsOf(map, shown) {
  const listed = (shown.dataset["only"] ?? shown.dataset["leavesOut"] ?? "").split(" ");
  const only = shown.dataset["only"] !== undefined;
  return recordOrder(map.sections.filter((section) => section.questions.some((place) => listed.includes(place.part)) === only));
}

/**
 * "Show the auditor's judgement": not before the audit is there and a provisional grade is given.
 * @param {HTMLElement} button
 */
export async function unfold(button) {
  if (!unfolding || whyReading()) return;
  const first = !loads.some((place) => place.part.startsWith("moderated-") && answers()[place.id]?.value !== undefined)
    ? say("beside.load_first")
    : provisional && answers()[provisional.id]?.value === undefined
      ? say("beside.grade_first")
      : "";
  const slot = one(unfolding.element, "[data-unfold-first]");
  if (slot) {
    slot.textContent = first;
    slot.hidden = first === "";
  }
  if (first) {
    if (slot) focusOn(slot);
    return;
  }
  answer(unfolding.id, { value: button.dataset["value"] ?? "" });
  writeQuestion(unfolding, answers()[unfolding.id] ?? null);
  lock();
  showLoads();
  const said = one(unfolding.element, "[data-seen]");
  if (said) focusOn(said);
  tell(say("beside.unfolded"));
  await flush(true);
}

