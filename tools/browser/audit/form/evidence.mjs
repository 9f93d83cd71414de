// Choices that come from the answers themselves: the evidence of all sections, as boxes under the
// grade and as options in the conversation. A piece of evidence is `<question>/<row>`.

import { all, make, one } from "../page/dom.mjs";
import { own } from "./questions.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../types.mjs").Answers} Answers */

const LONGEST = 90;

/**
 * Every piece of evidence in the answers, with a name for it.
 * @param {Answers} answers
 * @param {import("./questions.mjs").FormMap} [map]  of the form that the answers are of
 * @returns {{value: string, label: string}[]}
 */
export function evidenceOf(answers, map = own) {
  return [...map.questions.values()]
    .filter((place) => place.type === "evidence")
    .flatMap((place) =>
      (answers[place.id]?.rows ?? []).map((row, index) => ({
        value: `${place.id}/${row.id}`,
        label: say("evidence.choice", {
          section: place.section.title,
          n: index + 1,
          text: shortened(Object.values(row).find((field) => typeof field.value === "string")?.value ?? ""),
        }),
      })),
    );
}

/** @param {string} text */
function shortened(text) {
  const line = text.trim().replaceAll(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST).replace(/\s\S*$/, "")}…` : line;
}

/**
 * Puts the evidence there is into every control of a section that offers it. What was chosen stays
 * chosen by the answers, which are written afterwards.
 * @param {HTMLElement} section
 * @param {Answers} answers
 */
export function offerEvidence(section, answers) {
  const fields = all(section, "[data-from=evidence]");
  if (fields.length === 0) return;
  const offered = evidenceOf(answers);
  for (const field of fields) {
    const select = /** @type {HTMLSelectElement | null} */ (one(field, "select"));
    if (select) offerOptions(select, offered);
    else offerBoxes(field, offered);
  }
}

/** @param {HTMLSelectElement} select @param {{value: string, label: string}[]} offered */
function offerOptions(select, offered) {
  const chosen = select.value;
  for (const option of all(select, "[data-evidence]")) option.remove();
  for (const { value, label } of offered) {
    const option = make("option", "", label);
    option.value = value;
    option.dataset["evidence"] = "";
    select.append(option);
  }
  select.value = chosen;
}

/** @param {HTMLElement} field @param {{value: string, label: string}[]} offered */
function offerBoxes(field, offered) {
  const list = /** @type {HTMLElement} */ (one(field, ".qa-choices"));
  const chosen = new Set(all(list, "input:checked").map((box) => /** @type {HTMLInputElement} */ (box).value));
  const boxes = offered.map(({ value, label }) => choice(field.id, "checkbox", value, label, chosen.has(value)));
  list.replaceChildren(...boxes);
  const none = one(field, "[data-no-evidence]");
  if (none) none.hidden = offered.length > 0;
}

/**
 * A box or radio with its label, as the templates print it.
 * @param {string} field  id of the field
 * @param {"checkbox" | "radio"} type
 * @param {string} value
 * @param {string} label
 * @param {boolean} [checked]
 */
export function choice(field, type, value, label, checked = false) {
  const box = make("input", "");
  Object.assign(box, { type, id: `${field}-${value}`, name: field, value, checked });
  const name = make("label", "", label);
  name.htmlFor = box.id;
  return make("div", "qa-choice", box, name);
}
