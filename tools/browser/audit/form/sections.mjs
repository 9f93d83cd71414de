// Sections and the answers of the open draft: a section's controls are filled when it is first
// shown (the whole form is long, and most of it stays unseen), and read question by question.

import { all, one } from "../page/dom.mjs";
import { read, write } from "./answers.mjs";
import { readRows, rowsOf, fieldsOf, writeRows } from "./rows.mjs";
import { offerEvidence } from "./evidence.mjs";
import { offerPreparation } from "../conversation/talk.mjs";
import { bringNear, putMarkedFirst } from "./standards.mjs";
import { showLoaded } from "../files/loaded.mjs";
import { sections } from "./questions.mjs";

/** @typedef {import("../types.mjs").Answers} Answers */
/** @typedef {import("../types.mjs").Answer} Answer */
/** @typedef {import("./questions.mjs").SectionPlace} SectionPlace */
/** @typedef {import("./questions.mjs").QuestionPlace} QuestionPlace */

const WRITABLE = "input:not([type=radio], [type=checkbox], [type=file]), textarea";
/** All that changes an answer; "Save and continue" leads on for those who only read, too. */
const SWITCHES = "input[type=radio], input[type=checkbox], input[type=file], select, button[data-do]:not([data-do^=save-])";

/** @type {Set<string>} */
const filled = new Set();

/** The answer that a question's controls hold, or null. @param {QuestionPlace} place @returns {Answer | null} */
export function readQuestion(place) {
  return one(place.element, "[data-rows]") ? readRows(place.element) : read(place.element);
}

/**
 * Puts one answer into the page.
 * @param {QuestionPlace} place
 * @param {Answer | null} answer
 */
export function writeQuestion(place, answer) {
  if (one(place.element, "[data-rows]")) {
    writeRows(place.element, answer);
    rowsOf(place.element).forEach((row, index) => {
      for (const field of all(row, "[data-standards]")) {
        const cell = answer?.rows?.[index]?.[field.dataset["question"] ?? ""];
        bringNear(field, cell?.value);
        write(field, cell ?? null);
      }
    });
  } else {
    write(place.element, answer);
  }
  if (place.type === "record") showLoaded(place.element, answer);
}

/**
 * Fills a section if it has not been filled, and brings the choices up to date that come from
 * other answers.
 * @param {SectionPlace} section
 * @param {Answers} answers
 */
export function fillSection(section, answers) {
  const first = !filled.has(section.id);
  filled.add(section.id);
  if (first) for (const place of section.questions) writeQuestion(place, answers[place.id] ?? null);
  offerEvidence(section.element, answers);
  offerPreparation(section.element, answers);
  for (const place of section.questions) rewriteOffered(place, answers[place.id] ?? null);
  putMarkedFirst(section, answers);
}

/** Writes the controls again whose choices have just been made. @param {QuestionPlace} place @param {Answer | null} answer */
function rewriteOffered(place, answer) {
  if (place.element.dataset["from"]) write(place.element, answer);
  for (const [index, row] of (one(place.element, "[data-rows]") ? rowsOf(place.element) : []).entries()) {
    for (const field of fieldsOf(row).filter((cell) => cell.dataset["from"])) {
      write(field, answer?.rows?.[index]?.[field.dataset["question"] ?? ""] ?? null);
    }
  }
}

/** Fills everything, for print. @param {Answers} answers */
export function fillAll(answers) {
  for (const section of sections) fillSection(section, answers);
}

/** Forgets what the sections show, so that each is filled anew. */
export function emptySections() {
  filled.clear();
}

/**
 * Makes a section's controls read-only, or lets people answer again. Text can still be selected. What is
 * locked stays as it is.
 * @param {HTMLElement} element
 * @param {boolean} reading
 */
export function setReading(element, reading) {
  const fixed = (/** @type {Element} */ one) => reading || one.closest("[data-locked]") !== null;
  for (const text of all(element, WRITABLE)) /** @type {HTMLInputElement} */ (text).readOnly = fixed(text);
  for (const box of all(element, SWITCHES)) /** @type {HTMLInputElement} */ (box).disabled = fixed(box);
}
