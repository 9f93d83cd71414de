// Rows that repeat: evidence, actions, services, questions for the conversation. A row's id is its
// own for ever; its number is its place among the rows that are there.

import { all, copy, focusOn, make, one } from "../page/dom.mjs";
import { read, write } from "./answers.mjs";
import { tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";
import { showWhole } from "./whole.mjs";

/** @typedef {import("../types.mjs").Row} Row */
/** @typedef {import("../types.mjs").Answer} Answer */

const NEW_ROW = "__ROW__";
/** A row that another answer refers to: "<question>/<row>". */
const REFERENCE = /"([^"/]+)\/(\d+)"/g;

/** The list of rows of a question. @param {HTMLElement} question */
const listOf = (question) => /** @type {HTMLElement} */ (one(question, "[data-rows]"));

/** The rows that are there, in order. @param {HTMLElement} question */
export const rowsOf = (question) => all(listOf(question), ".qa-row");

/** The fields of a row. @param {HTMLElement} row */
export const fieldsOf = (row) => all(row, "[data-question]");

/**
 * The rows as an answer, or null. Empty rows at the end are left out; one in between keeps its place.
 * @param {HTMLElement} question
 * @returns {Answer | null}
 */
export function readRows(question) {
  const rows = rowsOf(question).map(readRow);
  while (rows.length > 0 && isEmpty(/** @type {Row} */ (rows.at(-1)))) rows.pop();
  /** @type {Answer} */
  const answer = rows.length > 0 ? { rows } : {};
  const beside = read(question);
  if (beside?.none) answer.none = true;
  if (beside?.reason !== undefined) answer.reason = beside.reason;
  return Object.keys(answer).length > 0 ? answer : null;
}

/** @param {HTMLElement} row @returns {Row} */
function readRow(row) {
  /** @type {Row} */
  const answers = { id: row.dataset["row"] ?? "" };
  for (const field of fieldsOf(row)) {
    const answer = read(field);
    if (answer) answers[field.dataset["question"] ?? ""] = answer;
  }
  return answers;
}

/** @param {Row} row */
const isEmpty = (row) => Object.keys(row).length === 1;

/**
 * Puts rows into the page; at least one row is always shown.
 * @param {HTMLElement} question
 * @param {Answer | null} answer
 */
export function writeRows(question, answer) {
  const list = listOf(question);
  const rows = answer?.rows?.length ? answer.rows : [{ id: "1" }];
  const elements = rows.map((row) => rowElement(question, row.id));
  list.replaceChildren(...elements);
  delete list.dataset["highest"];
  elements.forEach((element, index) => {
    for (const field of fieldsOf(element)) write(field, rows[index]?.[field.dataset["question"] ?? ""] ?? null);
  });
  write(question, { ...(answer?.none ? { none: true } : {}), ...(answer?.reason ? { reason: answer.reason } : {}) });
  number(question);
  showWhole(list);
}

/** @param {HTMLElement} question @param {string} id */
function rowElement(question, id) {
  const template = /** @type {HTMLTemplateElement} */ (one(question, "template[data-row-template]"));
  const row = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
  for (const element of [row, ...all(row, "*")]) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes(NEW_ROW)) attribute.value = attribute.value.replaceAll(NEW_ROW, id);
    }
  }
  return row;
}

/** "Evidence 2". @param {HTMLElement} row */
export function nameOf(row) {
  const rows = all(/** @type {ParentNode} */ (row.parentNode), ".qa-row");
  return say("rows.name", { name: row.dataset["name"] ?? "", n: rows.indexOf(row) + 1 });
}

/** "evidence 2": inside a sentence. @param {string} name */
const inSentence = (name) => name.charAt(0).toLowerCase() + name.slice(1);

/** Numbers the rows again. @param {HTMLElement} question */
function number(question) {
  for (const row of rowsOf(question)) {
    const name = nameOf(row);
    one(row, "legend")?.replaceChildren(name);
    one(row, "[data-do=remove-row]")?.replaceChildren(say("rows.remove", { row: inSentence(name) }));
  }
}

/**
 * Adds an empty row and gives it back.
 * @param {HTMLElement} question
 * @param {import("../types.mjs").Answers} answers  ids that other answers refer to are not used again
 * @param {Record<string, Answer>} [values]  answers of the new row, by field
 * @returns {HTMLElement}
 */
export function addRow(question, answers, values = {}) {
  const first = rowsOf(question)[0];
  const unused = first && rowsOf(question).length === 1 && isEmpty(readRow(first)) && Object.keys(values).length > 0;
  const row = unused ? first : rowElement(question, nextId(question, answers));
  if (!unused) listOf(question).append(row);
  for (const field of fieldsOf(row)) write(field, values[field.dataset["question"] ?? ""] ?? null);
  number(question);
  return row;
}

/**
 * An id that no row of this question has or had while the draft was open: in a correction, a row that was taken
 * out stands in the record that it corrects, and others speak of it by its id.
 * @param {HTMLElement} question
 * @param {import("../types.mjs").Answers} answers
 */
function nextId(question, answers) {
  const referred = [...JSON.stringify(answers).matchAll(REFERENCE)].filter((found) => found[1] === question.id);
  return String(1 + highest(question, ...referred.map((found) => Number(found[2]))));
}

/** The highest id so far, which the list keeps. @param {HTMLElement} question @param {number[]} others */
function highest(question, ...others) {
  const list = listOf(question);
  const known = [list.dataset["highest"] ?? 0, ...rowsOf(question).map((row) => row.dataset["row"])].map(Number);
  const found = Math.max(0, ...known.filter(Number.isFinite), ...others);
  list.dataset["highest"] = String(found);
  return found;
}

/** Adds a row because someone asked for it. @param {HTMLElement} question @param {import("../types.mjs").Answers} answers */
export function addByHand(question, answers) {
  const row = addRow(question, answers);
  tell(say("rows.added", { row: nameOf(row) }));
  one(row, "input, textarea, select")?.focus();
  return row;
}

/**
 * Takes a row out and leaves a line from which it can be put back.
 * @param {HTMLElement} question
 * @param {HTMLElement} row
 * @param {boolean} used  whether the reasons for the grade rest on it
 * @param {() => void} changed  called again when the row is put back
 */
export function removeRow(question, row, used, changed) {
  highest(question);
  const name = nameOf(row);
  const text = say(used ? "rows.removed_used" : "rows.removed", { row: name });
  const line = copy("qa-undo");
  const button = /** @type {HTMLElement} */ (one(line, "button"));
  button.append(say("rows.undo"), " ", make("span", "qa-hidden", say("rows.undo_what", { row: inSentence(name) })));
  one(line, "[data-text]")?.replaceChildren(text);
  button.addEventListener("click", () => {
    line.replaceWith(row);
    number(question);
    changed();
    tell(say("rows.back", { row: nameOf(row) }));
    focusOn(/** @type {HTMLElement} */ (one(row, "legend")));
  });
  row.replaceWith(line);
  number(question);
  button.focus();
  tell(`${text} ${say("rows.undo")}`);
}

/** Takes away the undo lines of a section that is left. @param {HTMLElement} section */
export function dropUndoLines(section) {
  for (const line of all(section, ".qa-undo")) line.remove();
}
