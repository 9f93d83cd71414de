// Forms that children and families fill in: a page is done when it is left, a question can be skipped,
// and a "no" at the start leads to a kind end. Knows nothing of what the questions are about.

import { all, focusOn, one } from "../page/dom.mjs";
import { seen } from "../engine/looking.mjs";
import { page, sections } from "../form/questions.mjs";

/** @typedef {import("../form/questions.mjs").QuestionPlace} QuestionPlace */
/** @typedef {import("../form/questions.mjs").SectionPlace} SectionPlace */

const ENDED = "ended";

/** Whether this form is one of them. */
export const isPaced = page.dataset["readers"] !== undefined;

/** Where such a form begins: on its first page, not at the list of sections. Undefined for every other form. */
export const firstPage = isPaced ? sections[0]?.id : undefined;

/**
 * The section that comes after this one. In these forms, pages of which nothing is asked are passed over.
 * @param {SectionPlace} section
 * @returns {SectionPlace | undefined}
 */
export function pageAfter(section) {
  const look = isPaced ? seen() : null;
  const notAsked = new Set(look?.sections.flatMap(({ id, asked }) => (asked ? [] : [id])));
  return sections.slice(section.number).find((other) => !notAsked.has(other.id));
}

/** The view that thanks whoever has just said no; undefined where nobody has. @param {SectionPlace} section */
export function endedAfter(section) {
  return isPaced && one(section.element, "input[data-stops]:checked") ? ENDED : undefined;
}

/**
 * Takes the choice of a question away, which nothing else can undo; what was written stays until its writer
 * deletes it. Then goes to the next question of the page, if there is one.
 * @param {QuestionPlace} place
 * @returns {boolean}  whether there was one
 */
export function skipOn(place) {
  for (const box of all(place.element, "input:checked")) /** @type {HTMLInputElement} */ (box).checked = false;
  const next = place.section.questions.slice(place.section.questions.indexOf(place) + 1).find(({ element }) => !element.hidden);
  if (next) focusOn(next.element);
  return next !== undefined;
}
