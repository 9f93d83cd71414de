// Two versions of one draft, question by question: the one that is here, and the one that came in a file
// and is kept as a draft of its own. Only where they differ is something asked, and what is here stays
// unless somebody chooses otherwise.

import { copy, make, need, one } from "../page/dom.mjs";
import { get } from "./drafts.mjs";
import { evidenceOf } from "../form/evidence.mjs";
import { isFixed } from "../moderation/beside.mjs";
import { labelOf, questions } from "../form/questions.mjs";
import { shownAnswer } from "../form/review.mjs";
import { answers, change, current, fillIn, whyReading } from "./session.mjs";
import { tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../types.mjs").Answer} Answer */
/** @typedef {import("../types.mjs").Answers} Answers */
/** @typedef {import("../form/questions.mjs").QuestionPlace} QuestionPlace */

/** Types of which both versions can stand in one answer. */
const TEXTS = ["narrative"];

/** The answers of the other version, while the two are compared. @type {Answers | null} */
let theirs = null;
/** What records that were loaded into it tell, by question. @type {Record<string, unknown>} */
let told = {};
/** The number of the draft that they are compared with. */
let mineId = "";

export const isComparing = () => theirs !== null && current()?.record_id === mineId;

/** Takes in the other version, which is kept here under its own number. @param {string} id */
export async function compareWith(id) {
  mineId = current()?.record_id ?? "";
  const other = (await get(id).catch(() => undefined))?.record;
  theirs = other?.answers ?? null;
  told = other?.sitting?.loaded ?? {};
}

/** Forgets the other version: another draft is open, or all is chosen. It stays a draft of its own. */
function endComparing() {
  theirs = null;
}

/** The questions that the two versions answer otherwise and that can still be changed, in the order of the form. @returns {QuestionPlace[]} */
function differing() {
  const mine = answers();
  return [...questions.values()].filter((place) => place.type !== "show" && !isFixed(place) && ordered(mine[place.id]) !== ordered(theirs?.[place.id]));
}

/** An answer as text that is the same for the same answer. @param {unknown} value @returns {string} */
function ordered(value) {
  if (value === undefined || value === null) return "";
  return JSON.stringify(value, (_, part) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** Shows each question whose answers differ. */
export function showCompare() {
  const view = need("compare");
  const places = differing();
  const list = /** @type {HTMLElement} */ (one(view, "[data-differences]"));
  list.replaceChildren(...places.map(difference));
  one(view, "[data-compare-lead]")?.replaceChildren(places.length > 0 ? say("compare.lead", { n: places.length }) : say("compare.alike"));
  for (const name of ["choose-all", "save"]) {
    const part = one(view, `[data-compare-${name}]`);
    if (part) part.hidden = places.length === 0 || whyReading() !== "";
  }
}

/** @param {QuestionPlace} place @param {number} index */
function difference(place, index) {
  const box = copy("qa-difference");
  box.dataset["differs"] = place.id;
  one(box, "legend")?.replaceChildren(labelOf(place.element));
  const sides = { mine: answers()[place.id], theirs: theirs?.[place.id] };
  for (const choice of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-side]"))) {
    const side = /** @type {"mine" | "theirs" | "both"} */ (choice.dataset["side"]);
    const input = /** @type {HTMLInputElement} */ (one(choice, "input"));
    const label = /** @type {HTMLLabelElement} */ (one(choice, "label"));
    input.id = label.htmlFor = `compare-${index}-${side}`;
    input.name = `compare-${index}`;
    if (side === "both") choice.hidden = !canHaveBoth(place, sides.mine, sides.theirs);
    else label.append(...said(place, sides[side], side === "mine" ? answers() : (theirs ?? {})));
  }
  return box;
}

/** An answer in words, as parts of a label. @param {QuestionPlace} place @param {Answer | undefined} answer @param {Answers} all */
function said(place, answer, all) {
  const names = new Map(evidenceOf(all).map(({ value, label }) => [value, label]));
  const lines = answer ? shownAnswer(place, answer, names) : [];
  return (lines.length > 0 ? lines : [say("review.not_answered")]).map((line) => make("span", "qa-side-line", line));
}

/** @param {QuestionPlace} place @param {Answer | undefined} mine @param {Answer | undefined} other */
function canHaveBoth(place, mine, other) {
  if (!mine || !other) return false;
  if (mine.rows?.length && other.rows?.length) return true;
  return TEXTS.includes(place.type) && Boolean(mine.value) && Boolean(other.value);
}

/** Both versions in one answer: one text after the other, or the rows of both, each once. @param {Answer} mine @param {Answer} other @returns {Answer} */
function both(mine, other) {
  if (!mine.rows || !other.rows) return { ...other, ...mine, value: `${mine.value}\n\n${other.value}` };
  const ids = newIds(mine, other);
  const added = other.rows.flatMap((row) => (ids.has(row.id) ? [{ ...row, id: ids.get(row.id) ?? "" }] : []));
  return { ...other, ...mine, rows: [...mine.rows, ...added] };
}

/** The ids that the rows of the other version get where they stand beside those of this one; a row that is here already has none. @param {Answer} mine @param {Answer} other */
function newIds(mine, other) {
  const known = (mine.rows ?? []).map(ordered);
  const taken = new Set((mine.rows ?? []).map((row) => row.id));
  /** @type {Map<string, string>} */
  const ids = new Map();
  for (const row of (other.rows ?? []).filter((one) => !known.includes(ordered(one)))) {
    let id = row.id;
    for (let number = 1; taken.has(id); number += 1) id = `f${number}`;
    taken.add(id);
    ids.set(row.id, id);
  }
  return ids;
}

/** An answer of the other version that names its pieces of evidence as they are called here. @template T @param {T} value @param {Map<string, string>} names @returns {T} */
function renamed(value, names) {
  return JSON.parse(JSON.stringify(value), (_, part) => (typeof part === "string" ? (names.get(part) ?? part) : part));
}

/** Chooses the same side everywhere. @param {string} side */
export function chooseAll(side) {
  const inputs = need("compare").querySelectorAll(`[data-side="${side}"]:not([hidden]) input`);
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (inputs)) input.checked = true;
}

/** Writes into the draft what was chosen. Says whether it could. */
export function saveChosen() {
  const mine = answers();
  const other = theirs;
  if (!other || whyReading()) return false;
  const sides = new Map(
    [.../** @type {NodeListOf<HTMLElement>} */ (need("compare").querySelectorAll("[data-differs]"))].map((box) => {
      const input = /** @type {HTMLInputElement | null} */ (box.querySelector("input:checked"));
      return [box.dataset["differs"] ?? "", input?.value];
    }),
  );
  /** What the file calls its rows, and what they are called beside those that are here. @type {Map<string, string>} */
  const names = new Map();
  for (const [id, side] of sides) {
    if (side !== "both") continue;
    for (const [was, is] of newIds(mine[id] ?? {}, other[id] ?? {})) names.set(`${id}/${was}`, `${id}/${is}`);
  }
  /** @type {Record<string, Answer | null>} */
  const chosen = {};
  for (const [id, side] of sides) {
    const [here, there] = [mine[id], other[id] ? renamed(other[id], names) : null];
    if (side === "theirs") chosen[id] = there;
    else if (side === "both" && here && there) chosen[id] = both(structuredClone(here), there);
  }
  takeTold(Object.keys(chosen).filter((id) => questions.get(id)?.type === "record"));
  endComparing();
  fillIn(chosen);
  tell(say("compare.saved", { n: Object.keys(chosen).length }));
  return true;
}

/** With a loaded record that was taken from the file comes what it tells, and what the other one told goes. @param {string[]} ids */
function takeTold(ids) {
  if (ids.length === 0) return;
  change(({ record: { sitting } }) => {
    if (!sitting) return;
    const others = Object.entries(sitting.loaded ?? {}).filter(([id]) => !ids.includes(id));
    sitting.loaded = Object.fromEntries([...others, ...Object.entries(told).filter(([id]) => ids.includes(id))]);
  });
}
