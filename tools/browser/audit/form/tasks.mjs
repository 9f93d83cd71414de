// The list of sections: how far each one is, and what the bar says about the section on screen.
// Before the engine is there, answers are counted; what is required is the engine's to say.

import { all, one, need } from "../page/dom.mjs";
import { byPart, sections } from "./questions.mjs";
import { notedIn } from "../conversation/talk.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../types.mjs").Draft} Draft */
/** @typedef {import("../types.mjs").Look} Look */
/** @typedef {import("./questions.mjs").SectionPlace} SectionPlace */
/** @typedef {"done" | "part" | "none" | "bad" | "off"} Status */

/**
 * How far a section is.
 * @param {SectionPlace} section
 * @param {Draft} draft
 * @param {Look | null} look
 * @returns {Status}
 */
function statusOf(section, draft, look) {
  if (look?.sections.find((seen) => seen.id === section.id)?.asked === false) return "off";
  if ((draft.to_put_right[section.id] ?? 0) > 0) return "bad";
  if (draft.record.sitting?.sections_done.includes(section.id)) return "done";
  return answeredIn(section, draft) > 0 ? "part" : "none";
}

/** @param {SectionPlace} section @param {Draft} draft */
function answeredIn(section, draft) {
  return section.questions.filter((place) => draft.record.answers[place.id]).length;
}

/**
 * "11 of 15 answered", or "11 answered" before the engine is there.
 * @param {SectionPlace} section
 * @param {Draft} draft
 * @param {Look | null} look
 */
export function countOf(section, draft, look) {
  const seen = look?.sections.find((entry) => entry.id === section.id);
  if (seen && seen.required > 0) return say("count.of", { n: seen.answered_required, all: seen.required });
  return say("count.answered", { n: answeredIn(section, draft) });
}

/** How many sections are done, and how many are asked. @param {Draft} draft @param {Look | null} look */
export function progressOf(draft, look) {
  const statuses = sections.map((section) => statusOf(section, draft, look));
  return {
    n: statuses.filter((status) => status === "done").length,
    all: statuses.filter((status) => status !== "off").length,
  };
}

/** Brings the list up to date. @param {Draft | null} draft @param {Look | null} look */
export function showTasks(draft, look) {
  const list = need("tasks");
  for (const element of all(list, "[data-with-draft]")) element.hidden = draft === null;
  if (!draft) {
    for (const status of all(list, "[data-status]")) status.textContent = "";
    return;
  }
  one(list, "[data-progress]")?.replaceChildren(say("tasks.progress", progressOf(draft, look)));
  for (const section of sections) showRow(list, section, draft, look);
  const last = sections.find((section) => section.id === draft.record.sitting?.last_section) ?? sections[0];
  const carryOn = /** @type {HTMLAnchorElement | null} */ (one(list, "[data-carry-on]"));
  if (carryOn && last) {
    carryOn.hash = last.id;
    carryOn.textContent = say("tasks.carry_on", { section: last.title });
  }
}

/** @param {HTMLElement} list @param {SectionPlace} section @param {Draft} draft @param {Look | null} look */
function showRow(list, section, draft, look) {
  const row = one(list, `[data-task="${section.id}"]`);
  const element = row && one(row, "[data-status]");
  if (!row || !element) return;
  const status = statusOf(section, draft, look);
  element.className = `qa-status qa-status--${status === "off" ? "none" : status}`;
  element.textContent = say(`status.${status}`, { n: draft.to_put_right[section.id] ?? 0 });
  const hint = one(row, "[data-task-hint]");
  if (!hint) return;
  const noted = notedIn(draft.record.answers);
  const prepared = noted > 0 && byPart("conversation-questions")?.section === section;
  const own = hint.dataset["taskHint"] ?? "";
  hint.textContent = prepared ? say("tasks.prepared", { n: noted }) : status === "part" ? countOf(section, draft, look) : own;
}
