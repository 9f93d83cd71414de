// From the controls of one field to its answer, and back. A field is a question or one cell of a
// row; its controls carry the ids `<field>-value`, `<field>-<option>`, `<field>-detail-<option>` and
// so on. Rows are put together in rows.mjs. Empty answers are null.

import { all, control } from "../page/dom.mjs";

/** @typedef {import("../types.mjs").Answer} Answer */

/** Records that were loaded from a file: they have no control that could hold them. @type {WeakMap<Element, Answer>} */
const loaded = new WeakMap();
const DATE_PARTS = /** @type {const} */ (["day", "month", "year"]);
const TEXT_PARTS = /** @type {const} */ (["where", "reason"]);

/**
 * The answer that the controls of a field hold, or null.
 * @param {HTMLElement} field
 * @returns {Answer | null}
 */
export function read(field) {
  const id = field.id;
  const answer = { ...(loaded.get(field) ?? readValue(field, id)) };
  for (const part of DATE_PARTS) put(answer, part, textIn(`${id}-${part}`));
  for (const part of TEXT_PARTS) put(answer, part, textIn(`${id}-${part}`));
  if (isChecked(`${id}-none`)) answer.none = true;
  return Object.keys(answer).length > 0 ? answer : null;
}

/** @param {HTMLElement} field @param {string} id @returns {Answer} */
function readValue(field, id) {
  /** @type {Answer} */
  const answer = {};
  const chosen = ownChoices(field)
    .filter((box) => box.checked)
    .map((box) => box.value);
  if (field.dataset["many"] !== undefined) {
    if (chosen.length > 0) answer.value = chosen;
  } else if (chosen[0] !== undefined) {
    answer.value = chosen[0];
    const which = all(field, `input[name="${CSS.escape(`${id}-which`)}"]:checked`);
    if (which.length > 0 && shows(field, "which")) {
      answer.which = which.map((box) => /** @type {HTMLInputElement} */ (box).value);
    }
  } else {
    put(answer, "value", textIn(`${id}-value`));
  }
  for (const value of chosen) put(answer, "detail", textIn(`${id}-detail-${value}`));
  return answer;
}

/** Whether the chosen option shows this part. @param {HTMLElement} field @param {string} part */
function shows(field, part) {
  return ownChoices(field).some((box) => box.checked && box.dataset["reveals"]?.split(" ").includes(part));
}

/** The radios or boxes that are the field's own options. @param {HTMLElement} field @returns {HTMLInputElement[]} */
function ownChoices(field) {
  return all(field, `input[name="${CSS.escape(field.id)}"]`);
}

/** @param {Answer} answer @param {"value" | "detail" | "where" | "reason" | "day" | "month" | "year"} key @param {string} text */
function put(answer, key, text) {
  if (text !== "") answer[key] = text;
}

/** @param {string} id */
function textIn(id) {
  const found = control(id);
  if (!found || (found instanceof HTMLInputElement && ["radio", "checkbox", "file"].includes(found.type))) return "";
  return found.value.trim() === "" ? "" : found.value;
}

/** @param {string} id */
function isChecked(id) {
  const box = control(id);
  return box instanceof HTMLInputElement && box.checked;
}

/**
 * Puts an answer into the controls of a field; null empties them.
 * @param {HTMLElement} field
 * @param {Answer | null} answer
 */
export function write(field, answer) {
  const id = field.id;
  const given = answer ?? {};
  if (field.dataset["type"] === "record" && given.value !== undefined && given.completed_on !== undefined) {
    loaded.set(field, given);
  } else {
    loaded.delete(field);
  }
  const values = (Array.isArray(given.value) ? given.value : [given.value]).map(String);
  for (const box of ownChoices(field)) box.checked = given.value !== undefined && values.includes(box.value);
  setText(`${id}-value`, loaded.has(field) ? "" : String(given.value ?? ""));
  const start = `${id}-detail-`;
  for (const part of all(field, `[id^="${CSS.escape(start)}"]`)) {
    setText(part.id, values.includes(part.id.slice(start.length)) ? (given.detail ?? "") : "");
  }
  for (const box of all(field, `input[name="${CSS.escape(`${id}-which`)}"]`)) {
    const which = /** @type {HTMLInputElement} */ (box);
    which.checked = given.which?.includes(which.value) ?? false;
  }
  const [year, month, day] = isoParts(given);
  const typed = { day, month, year };
  for (const part of DATE_PARTS) setText(`${id}-${part}`, given[part] ?? typed[part] ?? "");
  for (const part of TEXT_PARTS) setText(`${id}-${part}`, given[part] ?? "");
  const none = control(`${id}-none`);
  if (none instanceof HTMLInputElement) none.checked = given.none === true;
}

/** Year, month and day of an answer that came as a whole date. @param {Answer} answer */
function isoParts(answer) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typeof answer.value === "string" ? answer.value : "");
  return found ? [found[1], String(Number(found[2])), String(Number(found[3]))] : [];
}

/** @param {string} id @param {string} text */
function setText(id, text) {
  const found = control(id);
  if (!found || (found instanceof HTMLInputElement && ["radio", "checkbox", "file"].includes(found.type))) return;
  if (found.value !== text) found.value = text;
}
