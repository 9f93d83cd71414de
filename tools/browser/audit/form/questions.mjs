// The form document as a map: its sections and questions, found once, by the attributes that the
// build printed. Nothing here knows a question's id: parts of a tool are found by `data-part`.

import { all, need } from "../page/dom.mjs";

/** @typedef {{id: string, type: string, part: string, required: boolean, element: HTMLElement, section: SectionPlace}} QuestionPlace */
/** @typedef {{id: string, number: number, title: string, element: HTMLElement, questions: QuestionPlace[]}} SectionPlace */
/** @typedef {{sections: SectionPlace[], questions: Map<string, QuestionPlace>}} FormMap */

export const page = need("qa-main");

/** What the document is: tool, edition, and the way to the site's root. */
export const form = {
  tool: page.dataset["tool"] ?? "",
  title: page.dataset["title"] ?? "",
  version: Number(page.dataset["version"]),
  edition: page.dataset["edition"] ?? "",
  digest: page.dataset["digest"] ?? "",
  root: page.dataset["root"] ?? "",
  /** The first line of a record that is made up. */
  madeUp: page.dataset["madeUp"] ?? "",
  draftDays: Number(page.dataset["draftDays"] ?? 0),
  /** Whether the edition is not in force: what is made with it is for practice. */
  practice: page.dataset["practice"] !== undefined,
};

/**
 * The sections and the questions of a form document, this one or another.
 * @param {ParentNode} document
 * @returns {FormMap}
 */
export function mapOf(document) {
  const sections = all(document, "[data-section]").map((element, index) => {
    /** @type {SectionPlace} */
    const section = { id: element.id, number: index + 1, title: element.dataset["title"] ?? "", element, questions: [] };
    section.questions = all(element, ".qa-q[data-question]").map((question) => ({
      id: question.id,
      type: question.dataset["type"] ?? "",
      part: question.dataset["part"] ?? "",
      required: "required" in question.dataset,
      element: question,
      section,
    }));
    return section;
  });
  return { sections, questions: new Map(sections.flatMap((section) => section.questions.map((place) => [place.id, place]))) };
}

/** This document: its sections, and every question by its id. */
export const own = mapOf(page);
export const { sections, questions } = own;

/** The first question that plays a part in the rules. @param {string} part @param {FormMap} [map] */
export function byPart(part, map = own) {
  return [...map.questions.values()].find((place) => place.part === part);
}

/** The question that an element belongs to. @param {Element} element */
export function questionOf(element) {
  return questions.get(element.closest(".qa-q[data-question]")?.id ?? "");
}

/** The section with this id, or that holds the question with this id. @param {string} id */
export function sectionOf(id) {
  return sections.find((section) => section.id === id) ?? questions.get(id)?.section;
}

/**
 * What a question or a field of a row is called on the page, without "(optional)".
 * @param {HTMLElement} field
 */
export function labelOf(field) {
  const label = field.querySelector(".qa-legend, .qa-label");
  return label?.firstChild?.textContent?.trim() ?? "";
}

/**
 * What the chosen option is called on the page, without its hint.
 * @param {HTMLElement} field
 * @param {string} value
 */
export function optionLabel(field, value) {
  const option = all(field, "input[type=radio], input[type=checkbox], option").find(
    (input) => /** @type {HTMLInputElement} */ (input).value === value,
  );
  if (option instanceof HTMLOptionElement) return option.text;
  const label = option && field.querySelector(`label[for="${CSS.escape(option.id)}"]`);
  return (label?.querySelector("strong") ?? label?.firstChild)?.textContent?.trim() ?? value;
}
