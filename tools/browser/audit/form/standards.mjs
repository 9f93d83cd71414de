// "Which standards does it show?": the standards of the section as boxes, those that the auditor
// marked down first, and a finder that brings any other standard up into that list.

import { all, need, one } from "../page/dom.mjs";
import { choice } from "./evidence.mjs";
import { tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../types.mjs").Answers} Answers */
/** @typedef {import("./questions.mjs").SectionPlace} SectionPlace */

const FALLS_SHORT = ["partly", "not_met"];

/** @type {Map<string, string> | undefined} */
let sentences;

/** The sentence of a standard, or its id. @param {string} id */
export function sentenceOf(id) {
  const finder = /** @type {HTMLTemplateElement} */ (need("qa-finder"));
  sentences ??= new Map(
    all(finder.content, "[data-standard]").map((item) => [item.dataset["standard"] ?? "", item.textContent?.trim() ?? ""]),
  );
  return sentences.get(id) ?? id;
}

/** @param {HTMLElement} field */
const nearList = (field) => /** @type {HTMLElement} */ (one(field, "[data-near]"));

/** @param {HTMLElement} field @returns {HTMLInputElement[]} */
const nearBoxes = (field) => all(nearList(field), "input");

/**
 * Makes sure that the near list holds these standards, so that an answer can be written into it.
 * @param {HTMLElement} field
 * @param {unknown} values
 */
export function bringNear(field, values) {
  if (!Array.isArray(values)) return;
  const there = new Set(nearBoxes(field).map((box) => box.value));
  for (const value of values) {
    if (!there.has(value)) nearList(field).append(choice(field.id, "checkbox", value, sentenceOf(value)));
  }
}

/**
 * Puts the standards first that the section's questions found wanting.
 * @param {SectionPlace} section
 * @param {Answers} answers
 */
export function putMarkedFirst(section, answers) {
  const fields = all(section.element, "[data-standards]");
  if (fields.length === 0) return;
  const marked = new Set(
    section.questions.flatMap((place) => {
      const answer = answers[place.id];
      if (place.type !== "met" || !FALLS_SHORT.includes(String(answer?.value))) return [];
      return answer?.which ?? place.element.dataset["links"]?.split(" ") ?? [];
    }),
  );
  for (const field of fields) {
    if (field.contains(document.activeElement)) continue;
    const items = nearBoxes(field).map((box) => /** @type {HTMLElement} */ (box.parentElement));
    const first = items.filter((item) => marked.has(/** @type {HTMLInputElement} */ (item.firstElementChild).value));
    nearList(field).prepend(...first);
  }
}

/**
 * Fills the finder of a field when it is opened for the first time.
 * @param {HTMLElement} field
 */
export function openFinder(field) {
  const finder = /** @type {HTMLElement} */ (one(field, "[data-finder]"));
  if (one(finder, "[data-groups]")) return;
  const template = /** @type {HTMLTemplateElement} */ (need("qa-finder"));
  const content = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
  const search = /** @type {HTMLInputElement} */ (one(content, "[data-find]"));
  search.id = `${field.id}-find`;
  const label = /** @type {HTMLLabelElement | null} */ (one(content, "label"));
  if (label) label.htmlFor = search.id;
  const near = new Set(nearBoxes(field).map((box) => box.value));
  for (const item of all(content, "[data-standard]")) {
    const id = item.dataset["standard"] ?? "";
    if (near.has(id)) item.remove();
    else item.replaceWith(choice(field.id, "checkbox", id, item.textContent?.trim() ?? ""));
  }
  finder.append(content);
  filter(content, "");
  search.addEventListener("input", () => tell(filter(content, search.value)));
  content.addEventListener("change", (event) => {
    const item = /** @type {HTMLElement} */ (event.target).closest(".qa-choice");
    if (!item) return;
    nearList(field).append(item);
    filter(content, search.value);
    tell(say("standards.added"));
    search.focus();
  });
}

/**
 * Shows the standards that hold every word; gives the sentence that says how many there are.
 * @param {HTMLElement} content
 * @param {string} text
 */
function filter(content, text) {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const group of all(content, "[data-group]")) {
    let here = 0;
    for (const item of all(group, ".qa-choice")) {
      const words = `${item.textContent} ${one(item, "input")?.getAttribute("value")}`.toLowerCase();
      item.hidden = !wanted.every((word) => words.includes(word));
      if (!item.hidden) here += 1;
    }
    group.hidden = here === 0;
    found += here;
  }
  const result = say("standards.found", { n: found });
  one(content, "[data-found]")?.replaceChildren(text ? result : "");
  return result;
}
