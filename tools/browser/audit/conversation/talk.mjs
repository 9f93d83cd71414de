// "Ask about this in the conversation": a question of the audit becomes a row of the section about
// the conversation. What prompted a row is a part of the file, a question, or a piece of evidence.

import { all, make, one } from "../page/dom.mjs";
import { evidenceOf } from "../form/evidence.mjs";
import { byPart, labelOf, questions } from "../form/questions.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../types.mjs").Answers} Answers */
/** @typedef {import("../types.mjs").AuditRecord} AuditRecord */

const PROMPT = "prompted_by";
const FALLS_SHORT = ["partly", "not_met"];

/**
 * Puts the questions that were marked and the evidence there is into each "What prompted it?".
 * @param {HTMLElement} section
 * @param {Answers} answers
 */
export function offerPreparation(section, answers) {
  const selects = all(section, "[data-from=preparation] select");
  if (selects.length === 0) return;
  const offered = [...promptsOf(answers), ...evidenceOf(answers)];
  for (const select of /** @type {HTMLSelectElement[]} */ (selects)) {
    for (const option of all(select, "[data-offered]")) option.remove();
    for (const { value, label } of offered) {
      const option = make("option", "", label);
      option.value = value;
      option.dataset["offered"] = "";
      select.append(option);
    }
  }
}

/** What rows of the conversation came from: questions, pieces of evidence. @param {Answers} answers @returns {Set<string>} */
function promptsIn(answers) {
  const rows = answers[byPart("conversation-questions")?.id ?? ""]?.rows ?? [];
  return new Set(rows.map((row) => String(row[PROMPT]?.value ?? "")).filter(Boolean));
}

/** How many questions of the audit are noted for the conversation. @param {Answers} answers */
export function notedIn(answers) {
  return [...promptsIn(answers)].filter((prompt) => questions.has(prompt)).length;
}

/** The questions that rows of the conversation came from, and those that found something wanting. @param {Answers} answers */
function promptsOf(answers) {
  const asked = promptsIn(answers);
  return [...questions.values()]
    .filter((place) => asked.has(place.id) || (place.type === "met" && FALLS_SHORT.includes(String(answers[place.id]?.value))))
    .map((place) => ({ value: place.id, label: labelOf(place.element) }));
}

/**
 * Adds a question to the conversation, in the answers. Gives the sentence to say, or "" if this
 * tool has no conversation.
 * @param {AuditRecord} record
 * @param {string} question
 */
export function askAbout(record, question) {
  const place = byPart("conversation-questions");
  if (!place) return "";
  const answer = (record.answers[place.id] ??= {});
  const rows = (answer.rows ??= []);
  const numbers = rows.map((row) => Number(row.id)).filter(Number.isFinite);
  rows.push({ id: String(1 + Math.max(0, ...numbers)), [PROMPT]: { value: question } });
  return say("talk.added", { n: rows.length });
}

/**
 * Shows on the buttons of a section which questions are already in the conversation.
 * @param {HTMLElement} section
 * @param {Answers} answers
 */
export function markAsked(section, answers) {
  const asked = promptsIn(answers);
  for (const button of all(section, "[data-do=ask-about]")) {
    const added = asked.has(button.dataset["for"] ?? "");
    button.hidden = added;
    const note = one(/** @type {ParentNode} */ (button.parentNode), "[data-asked]");
    if (note) note.hidden = !added;
  }
}
