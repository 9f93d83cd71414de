// From section to section, and from the last one to the finished record: what happens on "Save and
// continue" and on "Check and continue". Nothing waits for an engine that is not there yet.

import { all, focusOn, need, one } from "../page/dom.mjs";
import { note } from "../page/bar.mjs";
import { errorsOf, showFound, takeIn } from "./check.mjs";
import { complete } from "../files/finish.mjs";
import { listed } from "../guard/names.mjs";
import { endedAfter, isPaced, pageAfter } from "../family/paced.mjs";
import { sectionOf, sections } from "./questions.mjs";
import { change, current, flush, isUnkept, mayFinish, whyReading } from "../drafts/session.mjs";
import { tell } from "../page/speech.mjs";
import * as views from "./views.mjs";
import { say, today } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */
/** @typedef {import("./questions.mjs").SectionPlace} SectionPlace */
/** @typedef {import("../types.mjs").CheckResult} CheckResult */

/** Sections, or "" for everything, that are checked as soon as the engine is there. @type {Set<string>} */
const waiting = new Set();

export const isWaiting = () => waiting.size > 0;

/** "Your answers will be checked as soon as checks are ready." */
const waitingLine = () => /** @type {HTMLElement} */ (one(need("check"), "[data-check-waits]"));

/** What is chosen under "Have you finished this section?". @param {SectionPlace} section */
function saysDone(section) {
  if (isPaced) return true; // there a page is done when it is left
  return one(section.element, `input[name="${CSS.escape(section.id)}-done"][value=yes]:checked`) !== null;
}

/**
 * Shows under "Have you finished this section?" what was said before.
 * @param {SectionPlace} section
 */
export function showDone(section) {
  if (!current()?.record.sitting?.sections_done.includes(section.id)) return;
  const yes = /** @type {HTMLInputElement | null} */ (one(section.element, `input[name="${CSS.escape(section.id)}-done"][value=yes]`));
  if (yes) yes.checked = true;
}

/** Nothing is said yet about any section: another draft is open. */
export function forgetDone() {
  for (const { element, id } of sections) {
    for (const radio of all(element, `input[name="${CSS.escape(id)}-done"]`)) /** @type {HTMLInputElement} */ (radio).checked = false;
  }
}

/** @param {string} section @param {boolean} done */
function markDone(section, done) {
  change((draft) => {
    const others = draft.record.sitting?.sections_done.filter((id) => id !== section) ?? [];
    if (draft.record.sitting) draft.record.sitting.sections_done = done ? [...others, section] : others;
    if (!done) delete draft.to_put_right[section];
  });
}

/**
 * Asks the engine what is wrong. Null while it is not there, or where another draft is open by then.
 * @param {Engine} engine
 * @param {string | null} scope
 * @returns {Promise<CheckResult | null>}
 */
async function check(engine, scope) {
  const draft = current();
  /** @type {CheckResult | null} */
  const result = draft && engine.isReady ? await engine.ask("check", { record: draft.record, scope, today: today(), names: listed() }) : null;
  if (current() !== draft) return null;
  if (result) {
    const counts = takeIn(result, scope);
    change((open) => Object.assign(open.to_put_right, counts));
  }
  return result;
}

/**
 * "Save and continue", and its neighbours. Without errors, or with "No", it goes on.
 * @param {SectionPlace} section
 * @param {Engine} engine
 * @param {string} [to]  where to, if not to the next section
 */
export async function saveAndGo(section, engine, to) {
  const after = pageAfter(section);
  const ended = endedAfter(section); // nobody who says no is shown what a check finds
  const next = to ?? ended ?? after?.id ?? "check";
  if (whyReading()) return views.go(next);
  if (ended || !saysDone(section)) {
    markDone(section.id, ended !== undefined);
    void flush(true);
    return views.go(next);
  }
  const draft = current();
  const result = await check(engine, section.id);
  if (current() !== draft) return undefined;
  const stayed = views.isOn(section.element); // whoever went on meanwhile is not called back
  if (!result && engine.isComing) waiting.add(section.id);
  if (errorsOf(section.id).length > 0 && result) {
    markPutRight(section);
    void flush(true);
    if (!stayed || to !== undefined) {
      if (stayed && to !== undefined) views.go(to); // whoever asks to leave is let go; the list says what is to put right
      tell(say("section.to_put_right", { section: section.title, n: errorsOf(section.id).length }));
      return undefined;
    }
    showFound(section.element, true);
    views.title();
    return undefined;
  }
  markDone(section.id, true);
  void flush(true);
  if (stayed && result && to === undefined && asksForMore(section)) return undefined;
  if (stayed) views.go(next);
  const slots = { section: section.title, number: after?.number ?? 0, total: sections.length, next: after?.title ?? "" };
  const done = say(stayed && after && next === after.id ? "section.done" : "section.done_last", slots);
  tell(waiting.has(section.id) ? `${done} ${waitingLine().textContent}` : done);
  return undefined;
}

/**
 * Whether the check has brought up a question of its own ("Why is the grade right?"). It stops nobody: it
 * is shown once, and whoever saves again goes on.
 * @param {SectionPlace} section
 */
function asksForMore(section) {
  const waiting = all(section.element, "[data-on-rule][hidden]");
  showFound(section.element);
  const question = waiting.find((element) => !element.hidden);
  if (question) focusOn(question);
  return question !== undefined;
}

/** A section with errors is not done, and says how many there are. @param {SectionPlace} section */
function markPutRight(section) {
  const errors = errorsOf(section.id).length;
  change((draft) => {
    if (draft.record.sitting) draft.record.sitting.sections_done = draft.record.sitting.sections_done.filter((id) => id !== section.id);
    draft.to_put_right[section.id] = errors;
  });
}

/**
 * "Check and continue": to the finished record if nothing stands against it.
 * @param {Engine} engine
 */
export async function checkAndGo(engine) {
  const draft = current();
  const stayed = () => current() === draft && views.isOn(need("check"));
  await flush(true);
  if (!stayed()) return;
  const line = waitingLine();
  line.hidden = !engine.isComing;
  if (engine.isComing) {
    waiting.add("");
    tell(line.textContent ?? "");
    return;
  }
  const result = await check(engine, null);
  if (!stayed()) {
    const errors = errorsOf("check").length;
    if (result && errors > 0) tell(say(isUnkept() ? "practice.to_put_right" : "check.lead_all", { n: errors })); // it stands in the list of sections, too
    return;
  }
  note("check-failed", result === null);
  if (!result) return;
  note("unkept-checked", isUnkept() && errorsOf("check").length === 0);
  if (errorsOf("check").length === 0 && mayFinish()) {
    const made = await complete(engine);
    if (!stayed()) return;
    note("check-failed", made === null);
    if (made && made.problems.some((problem) => problem.severity === "error")) change((open) => Object.assign(open.to_put_right, takeIn(made, null)));
    else if (made) {
      for (const section of sections) markDone(section.id, true);
      views.go("finish");
      return;
    }
  }
  showFound(need("check"), true);
  views.title();
}

/**
 * The engine has arrived: does the checks that were asked for meanwhile.
 * @param {Engine} engine
 */
export async function checkWaiting(engine) {
  const scopes = [...waiting];
  waiting.clear();
  for (const scope of scopes.filter(Boolean)) {
    const section = sectionOf(scope);
    if (!section || !(await check(engine, scope))) continue;
    const errors = errorsOf(scope).length;
    if (errors === 0) continue;
    markPutRight(section);
    if (views.current() === section.element) showFound(section.element);
    tell(say("section.to_put_right", { section: section.title, n: errors }));
  }
  if (scopes.includes("") && views.current()?.id === "check") await checkAndGo(engine);
}

/** Whether a record could be made is asked again where someone comes straight to its view. @param {Engine} engine */
export async function remake(engine) {
  const made = engine.isReady ? await complete(engine) : null;
  return made !== null && !made.problems.some((problem) => problem.severity === "error");
}

/** Puts the focus on what a panel asks for. @param {HTMLElement} row */
export function focusFirst(row) {
  focusOn(one(row, "textarea, input, select") ?? row);
}
