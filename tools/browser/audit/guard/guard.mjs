// Personal details while someone types: once typing pauses the engine looks at the answer, and a quiet
// panel below it says what it may hold, offers role words, and takes "not a person's detail". It waits
// for nobody, and without an engine it is not there.

import { all, control, copy, make, one } from "../page/dom.mjs";
import { forgetHeld } from "./held.mjs";
import { addMark, removeMark } from "./marks.mjs";
import { listed } from "./names.mjs";
import { labelOf, questionOf, questions } from "../form/questions.mjs";
import { replaceText, undo } from "./replacing.mjs";
import { current, whyReading } from "../drafts/session.mjs";
import { tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */
/** @typedef {import("../form/questions.mjs").QuestionPlace} QuestionPlace */
/** @typedef {{control: string, field: string, kind: string, words: string, sure: boolean, text: string, word: string}} Hit */

const LOOK_AFTER = 800;
const LONGEST = 80;

/** Questions that were typed in since they were looked at. @type {Set<string>} */
const typedIn = new Set();
/** What each block of a panel is about. @type {WeakMap<Element, Hit>} */
const hits = new WeakMap();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let made = 0;

/** Something was typed into an answer. @param {Element} target @param {QuestionPlace} place @param {Engine} engine */
export function guardSoon(target, place, engine) {
  if (!target.matches("textarea, input[type=text]") || target.closest("[data-guard]")) return;
  typedIn.add(place.id);
  clearTimeout(timer);
  timer = setTimeout(() => void guardNow(engine), LOOK_AFTER);
}

/** Looks now: the control is left, or the engine has arrived. @param {Engine} engine */
export async function guardNow(engine) {
  clearTimeout(timer);
  if (!engine.isReady) return;
  const asked = [...typedIn];
  typedIn.clear();
  for (const id of asked) await look(id, engine);
}

/** Another draft is open. */
export function forgetGuard() {
  typedIn.clear();
  clearTimeout(timer);
  for (const panel of all(document, "[data-guard]")) panel.remove();
  forgetHeld();
}

/** @param {string} id @param {Engine} engine */
async function look(id, engine) {
  const draft = current();
  const place = questions.get(id);
  if (!draft || !place) return;
  const { answers, not_personal } = draft.record;
  const record = { answers: { [id]: answers[id] ?? {} }, not_personal: not_personal ?? [] };
  /** @type {{found: Hit[]} | null} */
  const seen = await engine.ask("guard", { record, question: id, names: listed() });
  if (seen && current() === draft) show(place, seen.found);
}

/**
 * Looks at a section that has just come up: its panels are there again after a reload, or for a draft from a file.
 * Nothing is told aloud: that was done when it was typed, or when the file came.
 * @param {import("../form/questions.mjs").SectionPlace | undefined} section
 * @param {Engine} engine
 */
export async function lookAt(section, engine) {
  const draft = current();
  if (!section || !draft || !engine.isReady || whyReading()) return;
  const { answers, not_personal } = draft.record;
  const own = Object.fromEntries(section.questions.flatMap(({ id }) => (answers[id] ? [[id, answers[id]]] : [])));
  /** @type {{found: Hit[]} | null} */
  const seen = await engine.ask("guard", { record: { answers: own, not_personal: not_personal ?? [] }, question: "", names: listed() });
  if (!seen || current() !== draft || whyReading()) return;
  for (const place of section.questions) {
    if (typedIn.has(place.id)) continue; // it is about to be looked at as it is now
    show(place, seen.found.filter((hit) => hit.field.split("/")[0] === place.id), true);
  }
}

/** Looks again at every answer that has a panel. @param {Engine} engine */
export async function lookAgain(engine) {
  const shown = all(document, "[data-guard]").map((panel) => questionOf(panel)?.id ?? "");
  for (const id of new Set(shown.filter(Boolean))) await look(id, engine);
}

/** @param {Hit} hit */
const keyOf = (hit) => `${hit.kind} ${hit.text.toLowerCase()}`;

/** @param {QuestionPlace} place @param {Hit[]} found @param {boolean} [quiet] */
function show(place, found, quiet = false) {
  let isNew = false;
  for (const panel of all(place.element, "[data-guard]")) {
    const mine = new Set(found.filter((hit) => hit.control === panel.dataset["guard"]).map(keyOf));
    for (const block of all(panel, ".qa-guard__hit")) {
      const hit = hits.get(block);
      if (hit && !mine.has(keyOf(hit))) block.remove();
    }
    tidy(panel);
  }
  for (const hit of found) {
    const panel = panelFor(hit.control);
    if (!panel || all(panel, ".qa-guard__hit").some((block) => keyOf(/** @type {Hit} */ (hits.get(block))) === keyOf(hit))) continue;
    panel.append(blockFor(hit));
    tidy(panel);
    isNew = true;
  }
  if (isNew && !quiet) tell(say("guard.told", { question: labelOf(place.element) }));
}

/** A panel without anything in it goes; with lines of what was done only, it has no heading. @param {HTMLElement} panel */
function tidy(panel) {
  const blocks = all(panel, ".qa-guard__hit").length;
  const title = one(panel, "[data-guard-title]");
  if (title) title.hidden = blocks === 0;
  if (blocks === 0 && all(panel, ".qa-undo").length === 0) panel.remove();
}

/** The panel below a control, made where there is none. @param {string} id */
function panelFor(id) {
  const field = control(id)?.closest("[data-question]");
  const box = field?.matches(".qa-field") ? field : (field && one(field, ".qa-field")) || field;
  if (!box) return null;
  const there = one(box, `[data-guard="${CSS.escape(id)}"]`);
  if (there) return there;
  const panel = copy("qa-guard");
  panel.dataset["guard"] = id;
  const title = one(panel, "[data-guard-title]");
  made += 1;
  if (title) title.id = `qa-guard-title-${made}`;
  panel.setAttribute("aria-labelledby", `qa-guard-title-${made}`);
  box.append(panel);
  return panel;
}

/** @param {Hit} hit */
function blockFor(hit) {
  const block = copy("qa-guard-hit");
  hits.set(block, hit);
  made += 1;
  const text = hit.text.length > LONGEST ? `${hit.text.slice(0, LONGEST)}…` : hit.text;
  const entry = hit.kind === "listed" ? "guard.listed" : hit.sure ? "guard.sure" : "guard.doubtful";
  one(block, "[data-said]")?.replaceChildren(say(entry, { text, kind: hit.words }));
  for (const what of all(block, "[data-what]")) what.textContent = say("guard.what", { text });
  const select = /** @type {HTMLSelectElement} */ (one(block, "select"));
  select.id = `qa-guard-word-${made}`;
  one(block, "label")?.setAttribute("for", select.id);
  const first = hit.word || (hit.kind === "name" ? "" : hit.words);
  const known = [...select.options].find((option) => option.value === first);
  if (first && !known) select.prepend(make("option", "", first));
  select.value = first || (select.options[0]?.value ?? "");
  if (hit.sure || hit.kind === "listed") one(block, "[data-do=guard-mark]")?.remove();
  return block;
}

/** Puts the chosen words in place of what a block is about. @param {HTMLElement} button @param {Engine} engine */
export async function replaceHit(button, engine) {
  const block = /** @type {HTMLElement} */ (button.closest(".qa-guard__hit"));
  const panel = /** @type {HTMLElement} */ (block.closest("[data-guard]"));
  const hit = hits.get(block);
  const question = questionOf(block)?.id ?? "";
  const word = /** @type {HTMLSelectElement} */ (one(block, "select")).value;
  if (!hit || !question) return;
  const done = await replaceText(engine, { question, text: hit.text, word });
  if (!done) {
    tell(say("guard.not_replaced"));
    return;
  }
  const said = say("guard.replaced", { n: done.n, word });
  const line = doneLine(said, say("guard.undo_what", { word }));
  block.replaceWith(line);
  tidy(panel);
  const steps = [done];
  const back = /** @type {HTMLElement} */ (one(line, "button"));
  back.addEventListener("click", () => {
    const kept = steps.reverse().reduce((sum, step) => sum + undo(step), 0);
    takeAway(line, panel, kept > 0 ? say("guard.undone_part", { n: kept }) : say("guard.undone"));
    void look(question, engine);
  });
  if (done.elsewhere > 0) line.append(" ", moreButton(line, steps, { text: hit.text, word, n: done.elsewhere }, engine));
  back.focus();
  tell(said); // the button that has the focus reads its own words
  await look(question, engine);
}

/**
 * "Replace it in 3 more answers".
 * @param {HTMLElement} line
 * @param {import("./replacing.mjs").Replaced[]} steps
 * @param {{text: string, word: string, n: number}} what
 * @param {Engine} engine
 */
function moreButton(line, steps, { text, word, n }, engine) {
  const more = make("button", "qa-button qa-button--text", say("guard.elsewhere", { n }));
  more.type = "button";
  more.addEventListener("click", async () => {
    const done = await replaceText(engine, { question: "", text, word });
    if (done) steps.push(done);
    const said = say("guard.replaced", { n: steps.reduce((sum, step) => sum + step.n, 0), word });
    one(line, "[data-text]")?.replaceChildren(said);
    one(line, "button")?.focus();
    more.remove();
    tell(said);
    await lookAgain(engine);
  });
  return more;
}

/** Marks what a block is about as no person's detail. @param {HTMLElement} button @param {Engine} engine */
export function markHit(button, engine) {
  const block = /** @type {HTMLElement} */ (button.closest(".qa-guard__hit"));
  const panel = /** @type {HTMLElement} */ (block.closest("[data-guard]"));
  const hit = hits.get(block);
  const question = questionOf(block)?.id ?? "";
  if (!hit) return;
  const mark = { field: hit.field, kind: hit.kind };
  addMark(mark);
  const said = say("guard.marked", { kind: hit.words });
  const line = doneLine(said, say("guard.mark_what", { kind: hit.words }));
  block.replaceWith(line);
  tidy(panel);
  const back = /** @type {HTMLElement} */ (one(line, "button"));
  back.addEventListener("click", () => {
    removeMark(mark);
    takeAway(line, panel, say("guard.undone"));
    void look(question, engine);
  });
  back.focus();
  tell(said); // the button that has the focus reads its own words
  void look(question, engine);
}

/** A line that says what was done, with the way back. @param {string} text @param {string} what */
export function doneLine(text, what) {
  const line = copy("qa-undo");
  one(line, "[data-text]")?.replaceChildren(text);
  one(line, "button")?.append(say("guard.undo"), " ", make("span", "qa-hidden", what));
  return line;
}

/** The line goes; the focus goes back to the answer. @param {HTMLElement} line @param {HTMLElement} panel @param {string} said */
function takeAway(line, panel, said) {
  line.remove();
  control(panel.dataset["guard"] ?? "")?.focus();
  tidy(panel);
  tell(said);
}
