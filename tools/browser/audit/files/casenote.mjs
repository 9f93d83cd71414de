// A short note for the case file, to copy or to print: what was done, on which day, by which code, and
// what came of it. It is made of the finished record, which this page can send to nobody.

import { copyText, make, one } from "../page/dom.mjs";
import { moderatedIn } from "../moderation/grades.mjs";
import { byPart, form, optionLabel } from "../form/questions.mjs";
import { shortId } from "../drafts/records.mjs";
import { tell } from "../page/speech.mjs";
import { dayOf, now, say } from "../page/words.mjs";

/** @typedef {import("../types.mjs").AuditRecord} AuditRecord */

/** What the answer of the question with a part is called, or "". @param {AuditRecord} record @param {string} part */
function chosen(record, part) {
  const place = byPart(part);
  const value = place && record.answers[place.id]?.value;
  return place && value !== undefined ? optionLabel(place.element, String(value)) : "";
}

/** The note. @param {AuditRecord} record */
function noteOf(record) {
  const slots = {
    tool: form.title,
    edition: record.edition,
    case: record.case?.ref ?? "",
    record: shortId(record),
    day: dayOf(record.completed ?? now()),
    author: record.author.ref ?? "",
  };
  const audit = moderatedIn(record);
  if (audit) {
    const view = byPart("grade-view");
    const theirs = audit.kept?.["grade"];
    return say("finish.note_moderated", {
      ...slots,
      audit: String(audit.value ?? "").slice(0, 8),
      audit_day: dayOf(String(audit.completed_on ?? "")),
      auditor: audit.author?.ref ?? "",
      auditor_grade: view && theirs ? optionLabel(view.element, theirs) : "",
      justified: chosen(record, "justified"),
      grade: chosen(record, "grade-view"),
      example: chosen(record, "good-example"),
    });
  }
  const grade = chosen(record, "grade");
  return say(grade ? "finish.note_graded" : "finish.note", { ...slots, grade });
}

/** Shows the note, so that it can be copied by hand as well. @param {AuditRecord} record @param {HTMLElement} view */
function show(record, view) {
  const note = noteOf(record);
  const slot = /** @type {HTMLElement} */ (one(view, "[data-note-text]"));
  slot.replaceChildren(make("p", "", note));
  slot.hidden = false;
  return note;
}

/**
 * Copies the note for the case file.
 * @param {AuditRecord} record
 * @param {HTMLElement} view
 */
export async function copyNote(record, view) {
  const note = show(record, view);
  tell(say((await copyText(note)) ? "finish.note_copied" : "finish.note_shown"));
}

/**
 * Prints the note alone.
 * @param {AuditRecord} record
 * @param {HTMLElement} view
 */
export function printNote(record, view) {
  show(record, view);
  document.body.classList.add("qa-print-note");
  addEventListener("afterprint", () => document.body.classList.remove("qa-print-note"), { once: true });
  print();
}
