// Answers read back: before the record is saved, and when a finished record is opened. Questions and
// options are called as the form calls them, so this works without the engine, too.

import { all, idle, link, make, one } from "../page/dom.mjs";
import { evidenceOf } from "./evidence.mjs";
import { labelOf, optionLabel, own, sections } from "./questions.mjs";
import { sentenceOf } from "./standards.mjs";
import { dayOf, say } from "../page/words.mjs";

/** @typedef {import("../types.mjs").Answer} Answer */
/** @typedef {import("../types.mjs").Answers} Answers */
/** @typedef {import("./questions.mjs").QuestionPlace} QuestionPlace */
/** @typedef {import("./questions.mjs").SectionPlace} SectionPlace */

/**
 * @typedef {object} Manner
 * @property {boolean} change  with a link to change each answer
 * @property {Set<string>} notAsked  questions that are left out
 * @property {import("./questions.mjs").FormMap} [map]  of the form that the answers are of, where it is another
 * @property {boolean} [folds]  each section can be folded away
 */

/**
 * Writes the sections' answers into an element, in short steps. While an element that held nothing fills, it is marked
 * as coming: the buttons below it are not there yet, since they would move away from under a finger that presses them.
 * One that held answers keeps them until the new ones are ready.
 * @param {HTMLElement} target
 * @param {SectionPlace[]} order
 * @param {Answers} answers
 * @param {Manner} manner
 * @returns {Promise<boolean>} whether they are there: not if others were asked for meanwhile, or the view was left
 */
export async function readBack(target, order, answers, manner) {
  const run = nextRun(target);
  const isWanted = () => target.dataset["run"] === run;
  if (!target.hasChildNodes()) target.dataset["coming"] = "";
  try {
    const written = await allWritten(order, answers, manner, isWanted);
    if (written) target.replaceChildren(written);
    return written !== null;
  } finally {
    if (isWanted()) delete target.dataset["coming"];
  }
}

/**
 * The sections' answers, or null as soon as they are not wanted any more.
 * @param {SectionPlace[]} order
 * @param {Answers} answers
 * @param {Manner} manner
 * @param {() => boolean} isWanted
 */
async function allWritten(order, answers, manner, isWanted) {
  const written = document.createDocumentFragment();
  const map = manner.map ?? own;
  /** What an answer may name: a question, or a piece of evidence. @type {Map<string, string>} */
  const names = new Map([...map.questions.values()].map((place) => [place.id, labelOf(place.element)]));
  for (const { value, label } of evidenceOf(answers, map)) names.set(value, label);
  for (const section of order) {
    await idle();
    if (!isWanted()) return null;
    const shown = section.questions.filter((place) => place.type !== "show" && !manner.notAsked.has(place.id));
    const rows = shown.flatMap((place) => rowsFor(place, answers[place.id], names, manner));
    if (rows.length === 0) continue;
    const list = make("dl", "qa-summary", ...rows);
    if (manner.folds) written.append(folded(section.title, list));
    else written.append(make("h2", "", section.title), list);
  }
  return written;
}

/** What is read back there from now on; what was being written is not. @param {HTMLElement} target */
function nextRun(target) {
  return (target.dataset["run"] = String(Number(target.dataset["run"] ?? 0) + 1));
}

/** Takes the answers out of a view that is left: what is read there next may differ. @param {HTMLElement} view */
export function forgetAnswers(view) {
  const target = one(view, "[data-answers]");
  if (!target) return;
  nextRun(target);
  target.replaceChildren();
}

/** A section that can be folded away once it is read. @param {string} title @param {HTMLElement} list */
function folded(title, list) {
  const part = make("details", "qa-standard qa-folds", make("summary", "", title), list);
  part.open = true;
  return part;
}

/** The sections in the order of a record: grade and reasons, actions, then as they come. @param {SectionPlace[]} [of] */
export function recordOrder(of = sections) {
  const rank = (/** @type {SectionPlace} */ section) =>
    section.questions.some((place) => place.part === "grade") ? 0 : section.questions.some((place) => place.part === "actions") ? 1 : 2;
  return [...of].sort((a, b) => rank(a) - rank(b) || a.number - b.number);
}

/** @param {QuestionPlace} place @param {Answer | undefined} answer @param {Map<string, string>} names @param {Manner} manner */
function rowsFor(place, answer, names, manner) {
  if (!answer && (!manner.change || place.part === "warning-reply")) return [];
  const rows = answer?.rows ?? [];
  if (rows.length > 0) {
    return rows.map((row, index) => {
      const name = say("rows.name", { name: one(place.element, "[data-rows]")?.dataset["rowName"] ?? "", n: index + 1 });
      return entry(name, fieldLines(place, row, names), place.id, manner);
    });
  }
  const text = answer ? linesOf(place.element, answer, names) : [];
  return [entry(labelOf(place.element), paragraphs(text), place.id, manner)];
}

/** @param {string} name @param {Node[]} lines @param {string} id @param {Manner} manner */
function entry(name, lines, id, manner) {
  const what = lines.length > 0 ? lines : [make("p", "qa-muted", say("review.not_answered"))];
  const row = make("div", "", make("dt", "", name), make("dd", "", ...what));
  if (manner.change) {
    const change = link(`#${id}`, say("review.change"), " ", make("span", "qa-hidden", name));
    change.dataset["do"] = "change";
    row.append(make("dd", "qa-screen", change));
  }
  return row;
}

/** @param {string[]} lines */
const paragraphs = (lines) => lines.map((line) => make("p", "qa-lines", line));

/** @param {QuestionPlace} place @param {import("../types.mjs").Row} row @param {Map<string, string>} names */
function fieldLines(place, row, names) {
  return fieldTexts(place, row, names).map(([label, text]) => make("p", "qa-lines", make("span", "qa-muted", label), " ", text));
}

/** The fields of a row: what each is called, and its answer. @param {QuestionPlace} place @param {import("../types.mjs").Row} row @param {Map<string, string>} names @returns {[string, string][]} */
function fieldTexts(place, row, names) {
  const template = /** @type {HTMLTemplateElement} */ (one(place.element, "template[data-row-template]"));
  return all(template.content, "[data-question]").flatMap((field) => {
    const answer = row[field.dataset["question"] ?? ""];
    if (!answer) return [];
    return [/** @type {[string, string]} */ ([labelOf(field), linesOf(field, answer, names).join(say("review.between"))])];
  });
}

/**
 * An answer in words, a row in one line.
 * @param {QuestionPlace} place
 * @param {Answer} answer
 * @param {Map<string, string>} names  of evidence
 * @returns {string[]}
 */
export function shownAnswer(place, answer, names) {
  if (!answer.rows?.length) return linesOf(place.element, answer, names);
  const called = one(place.element, "[data-rows]")?.dataset["rowName"] ?? "";
  return answer.rows.map((row, index) => {
    const fields = fieldTexts(place, row, names).map(([label, text]) => `${label} ${text}`);
    return say("review.with", { answer: say("rows.name", { name: called, n: index + 1 }), detail: fields.join(say("review.between")) });
  });
}

/**
 * One answer in words, line by line.
 * @param {HTMLElement} field
 * @param {Answer} answer
 * @param {Map<string, string>} names  of evidence
 * @returns {string[]}
 */
function linesOf(field, answer, names) {
  const lines = [];
  if (answer.completed_on !== undefined) {
    const ref = answer.case?.ref ?? "";
    lines.push(say(ref ? "review.record_case" : "review.record", { day: dayOf(answer.completed_on), case: ref, author: answer.author?.ref ?? "" }));
  } else if (field.dataset["type"] === "date") {
    lines.push(...dateLine(answer));
  } else if (answer.value !== undefined) {
    const values = Array.isArray(answer.value) ? answer.value : [String(answer.value)];
    const words = values.map((value) => names.get(value) ?? nameOf(field, value));
    const detail = answer.detail;
    lines.push(...words.map((word, index) => (detail && index === words.length - 1 ? say("review.with", { answer: word, detail }) : word)));
  }
  if (answer.which) lines.push(...answer.which.map((id) => say("review.which", { standard: sentenceOf(id) })));
  if (answer.where) lines.push(say("review.where", { where: answer.where }));
  if (answer.reason) lines.push(answer.reason);
  if (answer.none) lines.push(noneLabel(field));
  return lines;
}

/** @param {HTMLElement} field @param {string} value */
function nameOf(field, value) {
  return field.dataset["standards"] === undefined ? optionLabel(field, value) : sentenceOf(value);
}

/** @param {Answer} answer @returns {string[]} */
function dateLine(answer) {
  const { day, month, year } = answer;
  if (typeof answer.value === "string" && day === undefined) return [dayOf(answer.value)];
  const parts = [day, month, year].map(Number);
  if (parts.every((part) => Number.isInteger(part) && part > 0)) {
    const two = (/** @type {number | undefined} */ part) => String(part).padStart(2, "0");
    return [dayOf(`${parts[2]}-${two(parts[1])}-${two(parts[0])}`)];
  }
  const typed = [day, month, year].filter(Boolean).join(" ");
  return typed ? [typed] : [];
}

/** @param {HTMLElement} field */
function noneLabel(field) {
  const box = all(field, "input[type=checkbox]").find((input) => input.id.endsWith("-none"));
  return (box && field.querySelector(`label[for="${CSS.escape(box.id)}"]`)?.textContent?.trim()) ?? "";
}
