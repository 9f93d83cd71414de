// The marks "this is not a person's detail": of one answer, one kind. They are part of the record, so
// that whoever moderates it sees them; the words that were marked are not.

import { all, make, one } from "../page/dom.mjs";
import { forgetFile } from "../files/finish.mjs";
import { labelOf, questions } from "../form/questions.mjs";
import { answers, change } from "../drafts/session.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../types.mjs").AuditRecord} AuditRecord */
/** @typedef {import("../types.mjs").Mark} Mark */

/** @param {Mark} one @param {Mark} other */
const same = (one, other) => one.field === other.field && one.kind === other.kind;

/** Marks a kind in an answer. @param {Mark} mark */
export function addMark(mark) {
  write((marks) => [...marks.filter((one) => !same(one, mark)), mark]);
}

/** Takes a mark back. @param {Mark} mark */
export function removeMark(mark) {
  write((marks) => marks.filter((one) => !same(one, mark)));
}

/** @param {(marks: Mark[]) => Mark[]} changed */
function write(changed) {
  change(({ record }) => {
    const marks = changed(record.not_personal ?? []);
    if (marks.length > 0) record.not_personal = marks;
    else delete record.not_personal;
  });
  forgetFile(); // a finished record that was made before has other marks
}

/**
 * Lists the marks of a record, each with a button where they can be taken back.
 * @param {HTMLElement} view
 * @param {AuditRecord} record
 * @param {boolean} changing
 */
export function showMarks(view, record, changing) {
  const box = one(view, "[data-marks]");
  if (!box) return;
  const marks = (record.not_personal ?? []).filter((mark) => questions.has(placeOf(mark)));
  box.hidden = marks.length === 0;
  one(box, "ul")?.replaceChildren(...marks.map((mark) => line(mark, record, changing)));
}

/** @param {Mark} mark */
const placeOf = (mark) => String(mark.field).split("/")[0] ?? "";

/** @param {Mark} mark @param {AuditRecord} record @param {boolean} changing */
function line(mark, record, changing) {
  const text = say("guard.mark_of", { question: calledIn(mark, record), kind: kindOf(mark.kind) });
  const item = make("li", "", text);
  if (!changing) return item;
  const button = make("button", "qa-button qa-button--text qa-screen", say("guard.take_back"), " ", make("span", "qa-hidden", text));
  button.type = "button";
  button.dataset["do"] = "mark-back";
  button.dataset["field"] = mark.field;
  button.dataset["kind"] = mark.kind;
  item.append(" ", button);
  return item;
}

/** The kind in words; one that this page does not know as it is written. @param {string} kind */
function kindOf(kind) {
  try {
    return say(`kinds.${kind}`);
  } catch {
    return kind;
  }
}

/** @param {Mark} mark @param {AuditRecord} record */
function calledIn(mark, record) {
  const [id, row, name] = String(mark.field).split("/");
  const place = questions.get(id ?? "");
  if (!place) return mark.field;
  const index = (record.answers[place.id]?.rows ?? answers()[place.id]?.rows ?? []).findIndex((one) => one.id === row);
  if (row === undefined || index < 0) return labelOf(place.element);
  const rows = one(place.element, "[data-rows]");
  const template = /** @type {HTMLTemplateElement | null} */ (one(place.element, "template[data-row-template]"));
  const field = template && all(template.content, "[data-question]").find((cell) => cell.dataset["question"] === name);
  return say("check.of_section", {
    section: say("rows.name", { name: rows?.dataset["rowName"] ?? "", n: index + 1 }),
    message: field ? labelOf(field) : labelOf(place.element),
  });
}
