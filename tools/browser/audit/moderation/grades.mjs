// Grades side by side: the auditor's, the provisional one and the moderated one, never one over the
// other. A moderation holds them all; beside an audit stand those of the moderations that are opened.

import { focusOn, make, one } from "../page/dom.mjs";
import { noRecord, sort, textOf } from "../files/files.mjs";
import { askBefore } from "../files/unlocking.mjs";
import { byPart, optionLabel, own } from "../form/questions.mjs";
import { sheetOf } from "./sheet.mjs";
import { dayOf, say } from "../page/words.mjs";

/** @typedef {import("../types.mjs").AuditRecord} AuditRecord */
/** @typedef {import("../types.mjs").Answer} Answer */
/** @typedef {import("../form/questions.mjs").FormMap} FormMap */
/** @typedef {{whose: string, grade: string, by: string, day: string}} Graded */

const MODERATED = ["moderated-first", "moderated-again"];
const VIEW = "grade-view";

/** The audit and moderations that are shown now. @type {{audit: AuditRecord, moderations: {record: AuditRecord, map: FormMap}[]} | null} */
let together = null;

/** @param {AuditRecord} record @param {string} part @param {FormMap} map @returns {Answer | undefined} */
const answerOf = (record, part, map) => record.answers[byPart(part, map)?.id ?? ""];

/** What a grade is called on a form. @param {unknown} value @param {FormMap} map */
function called(value, map) {
  const place = byPart(VIEW, map) ?? byPart("grade", map);
  return place && value !== undefined ? optionLabel(place.element, String(value)) : "";
}

/** The answer that names the audit. @param {AuditRecord} record @param {FormMap} map */
export const moderatedIn = (record, map = own) => MODERATED.map((part) => answerOf(record, part, map)).find((answer) => answer !== undefined);

/** The grades that a moderation holds, in the order in which they were given. @param {AuditRecord} record @param {FormMap} map @returns {Graded[]} */
function gradesIn(record, map) {
  const audit = moderatedIn(record, map);
  const first = answerOf(record, "first-moderation", map);
  const day = (/** @type {string | null | undefined} */ moment) => (moment ? dayOf(moment) : "");
  const mine = { by: record.author.ref ?? "", day: day(String(answerOf(record, "completed-on", map)?.value ?? record.completed ?? "")) };
  const given = [
    { whose: say("grades.auditor"), grade: called(audit?.kept?.["grade"], map), by: audit?.author?.ref ?? "", day: day(audit?.completed_on) },
    { whose: say("grades.first"), grade: called(first?.kept?.[VIEW], map), by: first?.author?.ref ?? "", day: day(first?.completed_on) },
    { whose: say("grades.provisional"), grade: called(answerOf(record, "provisional-grade", map)?.value, map), ...mine },
    { whose: say("grades.moderated"), grade: called(answerOf(record, VIEW, map)?.value, map), ...mine },
  ];
  return given.filter((row) => row.grade !== "");
}

/**
 * Shows the grades of a record that is read: of a moderation all that it holds, of an audit those of the
 * moderations that were opened beside it. It is shown again once checks are ready, and they stay.
 * @param {HTMLElement} view
 * @param {AuditRecord} record
 */
export function showGrades(view, record) {
  if (!one(view, "[data-grades]")) return;
  if (byPart(VIEW)) return table(view, gradesIn(record, own));
  if (together?.audit.record_id !== record.record_id) together = { audit: record, moderations: [] };
  return table(view, sideBySide(together.audit, together.moderations));
}

/** @param {HTMLElement} view @param {Graded[]} rows */
function table(view, rows) {
  const part = /** @type {HTMLElement} */ (one(view, "[data-grades]"));
  part.hidden = rows.length === 0;
  const cells = rows.map((row) => {
    const head = make("th", "", row.whose);
    head.scope = "row";
    return make("tr", "", head, make("td", "", row.grade), make("td", "", row.by), make("td", "", row.day));
  });
  one(part, "tbody")?.replaceChildren(...cells);
}

/**
 * Opens moderations beside the audit that is read.
 * @param {HTMLInputElement} input
 */
export async function openBeside(input) {
  const view = /** @type {HTMLElement} */ (input.closest(".qa-view"));
  const audit = together?.audit;
  const files = [...(input.files ?? [])];
  const place = /** @type {HTMLElement} */ (input.closest(".qa-field"));
  if (!together || !audit) return;
  let refusal = "";
  for (const file of files) {
    const chosen = await textOf(file);
    const text = sort(chosen).kind === "locked" ? await askBefore(place, chosen ?? "") : chosen;
    if (text === null && chosen !== null) continue; // it is left locked
    const sorted = sort(text);
    if (!("record" in sorted)) refusal = noRecord(sorted.kind);
    else if (sorted.kind === "draft") refusal = say("files.not_finished");
    else if (!isOf(sorted.record, audit)) refusal = say("grades.of_another");
    else {
      const map = await sheetOf(sorted.record);
      if (map) together.moderations = [...together.moderations.filter((one) => one.record.record_id !== sorted.record.record_id), { record: sorted.record, map }];
      else refusal = say("grades.away");
    }
  }
  input.value = "";
  const slot = /** @type {HTMLElement} */ (one(view, "[data-grades-outcome]"));
  slot.textContent = refusal;
  slot.hidden = refusal === "";
  table(view, sideBySide(together.audit, together.moderations));
  focusOn(refusal ? slot : /** @type {HTMLElement} */ (one(view, "[data-grades] h2")));
}

/** Whether a record moderates this audit. @param {AuditRecord} record @param {AuditRecord} audit */
const isOf = (record, audit) =>
  record.relates_to.some((row) => String(row?.relation).startsWith("moderates-") && row.record_id === audit.record_id);

/** The audit's own grade first, then those of its moderations, the earliest first; nothing where there are none. @param {AuditRecord} audit @param {{record: AuditRecord, map: FormMap}[]} moderations @returns {Graded[]} */
function sideBySide(audit, moderations) {
  if (moderations.length === 0) return [];
  const day = dayOf(String(answerOf(audit, "completed-on", own)?.value ?? audit.completed ?? ""));
  const theirs = { whose: say("grades.auditor"), grade: called(answerOf(audit, "grade", own)?.value, own), by: audit.author.ref ?? "", day };
  const inTime = [...moderations].sort((a, b) => String(a.record.completed).localeCompare(String(b.record.completed)));
  const views = inTime.flatMap(({ record, map }) => gradesIn(record, map).filter((row) => row.by === record.author.ref));
  return [theirs, ...views.filter((row) => row.whose !== theirs.whose)];
}
