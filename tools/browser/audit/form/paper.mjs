// The form on paper: every section with the draft's answers, or blank with room to write.

import { all, fill, nameCase, one } from "../page/dom.mjs";
import { printsStandards } from "../drafts/memory.mjs";
import { form, page, questions } from "./questions.mjs";
import { shortId } from "../drafts/records.mjs";
import { addRow, rowsOf } from "./rows.mjs";
import { emptySections, fillAll } from "./sections.mjs";
import { answers, caseRef, current, isUnkept } from "../drafts/session.mjs";
import { headSheets } from "../page/sheets.mjs";
import { dayOf, say, today } from "../page/words.mjs";

const ROWS = 3;

/** What the head of each sheet says: tool, case and record. @type {string | null} */
let reference = null;

/** Names what is printed: a finished record, or null for the form itself. @param {import("../types.mjs").AuditRecord | null} record */
export function nameSheets(record) {
  reference = record ? named(shortId(record), record.case?.ref ?? "") : null;
}

/** @param {string} record @param {string} theirs */
const named = (record, theirs) => say(theirs ? "paper.head_case" : "paper.head", { tool: form.title, record, case: theirs });

/** Makes the whole form ready for paper. */
export function preparePaper() {
  const draft = isUnkept() ? null : current(); // what is practised is not printed
  if (isUnkept()) {
    emptySections();
    nameCase(page, "");
  }
  const head = reference ?? (draft ? named(shortId(draft.record), caseRef()) : form.title);
  headSheets(head);
  fillAll(draft ? answers() : {});
  if (!draft) addRows();
  document.body.classList.toggle("qa-print-standards", printsStandards());
  document.body.classList.toggle("qa-print-filled", draft !== null);
  for (const line of all(page, "[data-print-blank]")) line.hidden = draft !== null;
  for (const line of all(page, "[data-print-draft]")) {
    line.hidden = draft === null;
    if (draft) fill(line, { record: shortId(draft.record), day: dayOf(today()) });
  }
}

/** A blank form has room for several rows. */
function addRows() {
  for (const { element } of questions.values()) {
    if (!one(element, "[data-rows]")) continue;
    while (rowsOf(element).length < ROWS) addRow(element, {});
  }
}

/**
 * Takes the empty rows away again.
 * @param {() => void} show  shows the view anew
 */
export function clearPaper(show) {
  if (current() && !isUnkept()) return;
  emptySections();
  show();
}
