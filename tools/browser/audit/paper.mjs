// The form on paper: every section with the draft's answers, or blank with room to write.

import { all, fill, nameCase, one } from "./dom.mjs";
import { printsStandards } from "./memory.mjs";
import { page, questions } from "./questions.mjs";
import { shortId } from "./records.mjs";
import { addRow, rowsOf } from "./rows.mjs";
import { emptySections, fillAll } from "./sections.mjs";
import { answers, current, isUnkept } from "./session.mjs";
import { dayOf, today } from "./words.mjs";

const ROWS = 3;

/** Makes the whole form ready for paper. */
export function preparePaper() {
  const draft = isUnkept() ? null : current(); // what is practised is not printed
  if (isUnkept()) {
    emptySections();
    nameCase(page, "");
  }
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
