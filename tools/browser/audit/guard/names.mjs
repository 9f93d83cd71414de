// The names to keep out of a record: a list in this variable and nowhere else. It is never written to
// a store, a draft, a record, an address or a log, and it goes with the page. Where the names stand is
// the engine's to say.

import { focusOn, make, need, one } from "../page/dom.mjs";
import { note } from "../page/bar.mjs";
import { current } from "../drafts/session.mjs";
import { tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */
/** @typedef {{name: string, word: string}} Name */
/** @typedef {{names: number[], questions: {question: string, control: string, label: string, n: number}[]}} Counted */

const SHORTEST = 2;

/** @type {Name[]} */
let names = [];
/** The record that the list was typed for. */
let record = "";

/** The list, for a question to the engine. */
export const listed = () => names;

/** Empties the list: the page is left. */
export function forgetNames() {
  names = [];
  drawNames(null);
}

/** Another draft is open: the list was of another case. */
export function keepNamesOf() {
  const now = current()?.record_id ?? "";
  if (now !== record) forgetNames();
  record = now;
}

const panel = () => /** @type {HTMLElement} */ (one(need("tasks"), "[data-names]"));
const input = () => /** @type {HTMLInputElement} */ (need("names-name"));

/** Puts the name that was typed into the list. @param {Engine} engine */
export function addName(engine) {
  const name = input().value.trim();
  const word = /** @type {HTMLSelectElement} */ (need("names-word")).value;
  const error = /** @type {HTMLElement} */ (one(panel(), "[data-names-error]"));
  error.hidden = name.length >= SHORTEST;
  error.textContent = error.hidden ? "" : say("guard.need_name");
  if (!error.hidden) {
    if (document.activeElement === input()) tell(error.textContent);
    else input().focus(); // it is read with the control, which it describes
    return;
  }
  names = [...names.filter((known) => known.name.toLowerCase() !== name.toLowerCase()), { name, word }];
  input().value = "";
  input().focus();
  tell(say("guard.added", { n: names.length }));
  void showNames(engine);
}

/** Takes a name off the list. @param {HTMLElement} button @param {Engine} engine */
export function removeName(button, engine) {
  names = names.filter((_, index) => index !== Number(button.dataset["index"]));
  drawNames(null);
  focusOn(input());
  tell(say("guard.removed"));
  void showNames(engine);
}

/** The name that a button in the list is about. @param {HTMLElement} button */
export const nameOf = (button) => names[Number(button.dataset["index"])];

/**
 * How many answers hold the names; null without an engine or without names.
 * @param {Engine} engine
 * @returns {Promise<Counted | null>}
 */
async function count(engine) {
  const draft = current();
  if (!draft || names.length === 0 || !engine.isReady) return null;
  return engine.ask("named", { record: draft.record, names });
}

/** Shows the list with what the engine counts. @param {Engine} engine */
export async function showNames(engine) {
  const asked = names;
  drawNames(null);
  const counted = await count(engine);
  if (asked === names) drawNames(counted);
}

/** @param {Counted | null} counted */
function drawNames(counted) {
  const list = /** @type {HTMLElement} */ (one(panel(), "[data-names-list]"));
  const none = one(panel(), "[data-names-none]");
  if (none) none.hidden = names.length > 0;
  const rows = names.map((name, index) => row(name, index, counted?.names[index]));
  if (rows.length === list.children.length && list.contains(document.activeElement)) {
    rows.forEach((fresh, index) => list.children[index]?.replaceChildren(...fresh.childNodes));
  } else list.replaceChildren(...rows);
}

/** @param {Name} name @param {number} index @param {number | undefined} n */
function row(name, index, n) {
  const line = make("li", "", say("guard.name_line", { ...name }));
  if (n !== undefined) line.append(" ", n > 0 ? say("guard.name_in", { n }) : say("guard.name_nowhere"));
  if (n) line.append(" ", button("names-replace", say("guard.replace_in", { n }), name, index));
  line.append(" ", button("names-remove", say("guard.remove"), name, index));
  return line;
}

/** @param {string} deed @param {string} text @param {Name} name @param {number} index */
function button(deed, text, name, index) {
  const made = make("button", "qa-button qa-button--text", text, " ", make("span", "qa-hidden", say("guard.what", { text: name.name })));
  made.type = "button";
  made.dataset["do"] = deed;
  made.dataset["index"] = String(index);
  return made;
}

/**
 * Says above the page in which answers of a draft that has just been downloaded names stand.
 * @param {Engine} engine
 * @returns {Promise<boolean>} whether there are any
 */
export async function warnOfNames(engine) {
  const counted = await count(engine);
  const found = counted?.questions ?? [];
  const list = found.map(({ label, n }) => say("guard.count", { question: label, n })).join(say("guard.between"));
  note("names-left", found.length > 0, { list });
  return found.length > 0;
}
