// A finished record, to read: one that was opened from a file, or the one that was just made.
// Nothing in it is a control. What is wrong with the file is said above it, and never hides it.

import { all, fill, make, nameCase, need, one } from "../page/dom.mjs";
import { sort } from "./files.mjs";
import { showGrades } from "../moderation/grades.mjs";
import { showMarks } from "../guard/marks.mjs";
import { leftFile } from "../drafts/memory.mjs";
import { form } from "../form/questions.mjs";
import { readBack, recordOrder } from "../form/review.mjs";
import { shortId } from "../drafts/records.mjs";
import { dayOf, now, say } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */
/** @typedef {import("../types.mjs").AuditRecord} AuditRecord */
/** @typedef {import("../types.mjs").Opened} Opened */

const RELATIONS = ["prepares", "audits", "moderates-1", "moderates-2", "feeds", "updates", "replaces"];

/** What can be said of a record's file. */
const STATES = ["checking", "sound", "unchecked", "problems"];

/** The view as it was before it showed a record. */
const blank = new DocumentFragment();

/** The record in the file that the start page left for this page, if it is one of this tool. */
export function leftRecord() {
  const text = leftFile();
  const sorted = text === null ? null : sort(text);
  if (!sorted || !("record" in sorted) || sorted.record.tool.id !== form.tool) return null;
  return { text: text ?? "", record: sorted.record };
}

/**
 * Shows a record.
 * @param {AuditRecord} record
 */
export async function showRecord(record) {
  const view = need("record");
  if (!blank.hasChildNodes()) blank.append(...[...view.childNodes].map((node) => node.cloneNode(true)));
  if (view.dataset["record"] !== record.record_id) {
    for (const state of STATES) /** @type {HTMLElement} */ (one(view, `[data-record-${state}]`)).hidden = true; // of another
    view.dataset["record"] = record.record_id;
  }
  const theirs = record.case?.ref ?? "";
  view.dataset["title"] = say("bar.record", { record: shortId(record) });
  fill(view, {
    record: shortId(record),
    edition: record.edition,
    day: dayOf(record.completed ?? record.created),
    author: record.author.ref ?? "",
    case: theirs,
  });
  nameCase(view, theirs);
  const practice = one(view, "[data-record-practice]");
  if (practice) practice.hidden = record.practice !== true;
  showRelations(view, record);
  showGrades(view, record);
  const notAsked = new Set(/** @type {string[]} */ ([]));
  const isThere = await readBack(/** @type {HTMLElement} */ (one(view, "[data-answers]")), recordOrder(), record.answers, { change: false, notAsked });
  showMarks(view, record, false);
  return isThere;
}

/** Takes what was shown of a record out of the page. */
export function forgetRecord() {
  const view = need("record");
  if (blank.hasChildNodes()) view.replaceChildren(blank.cloneNode(true));
  delete view.dataset["title"];
  delete view.dataset["record"];
}

/** The records that this one names: as what, and their numbers. @param {HTMLElement} view @param {AuditRecord} record */
function showRelations(view, record) {
  const part = /** @type {HTMLElement} */ (one(view, "[data-relations]"));
  const rows = record.relates_to.filter((row) => typeof row?.record_id === "string");
  part.hidden = rows.length === 0;
  const named = rows.map((row) => {
    const what = RELATIONS.includes(row.relation) ? say(`relations.${row.relation}`) : String(row.relation);
    return make("div", "", make("dt", "", what), make("dd", "", make("code", "", row.record_id)));
  });
  one(part, "dl")?.replaceChildren(...named);
}

/**
 * Says above the record what the engine finds wrong with its file.
 * @param {string} text
 * @param {Engine} engine
 */
export async function judge(text, engine) {
  const view = need("record");
  const [checking, sound, unchecked, panel] = STATES.map(
    (name) => /** @type {HTMLElement} */ (one(view, `[data-record-${name}]`)),
  );
  checking.hidden = [sound, unchecked, panel].some((said) => !said.hidden);
  /** @type {Opened | null} */
  const opened = await engine.ask("open", { text, now: now(), tool: form.tool, case_ref: null });
  const problems = opened?.problems ?? [];
  const message = opened?.message ?? "";
  checking.hidden = true;
  unchecked.hidden = opened !== null;
  panel.hidden = problems.length === 0 && message === "";
  sound.hidden = opened === null || !panel.hidden;
  one(panel, "[data-message]")?.replaceChildren(message);
  const lead = one(panel, "[data-problems-lead]");
  if (lead) lead.hidden = problems.length === 0;
  const list = /** @type {HTMLElement} */ (one(panel, "ul"));
  list.replaceChildren(...problems.map((problem) => make("li", "", problem.message)));
}

/** Prints only the record. */
export function printRecord() {
  document.body.classList.add("qa-print-record");
  for (const closed of all(need("record"), "details")) closed.setAttribute("open", "");
  print();
  if (location.hash !== "#record") document.body.classList.remove("qa-print-record");
}
