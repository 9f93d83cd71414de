// What a draft seems to hold of people, told where its file leaves or arrives: each question with the kinds
// and how many, never the words themselves. It holds nothing up, and without the engine it claims nothing.

import { link, need, one } from "../page/dom.mjs";
import { note } from "../page/bar.mjs";
import { warnOfNames } from "./names.mjs";
import { current } from "../drafts/session.mjs";
import { tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */
/** @typedef {{question: string, label: string, kinds: {words: string, n: number}[]}} Held */

const LEFT = "details-left";
const ARRIVED = "details-arrived";

/**
 * Says above the page what the open draft seems to hold.
 * @param {Engine} engine
 * @param {typeof LEFT | typeof ARRIVED} which  the note: of a file that leaves, or that arrives
 * @returns {Promise<boolean>} whether there is anything
 */
async function showHeld(engine, which) {
  const draft = current();
  /** @type {{questions: Held[]} | null} */
  const held = draft && engine.isReady ? await engine.ask("held", { record: draft.record }) : null;
  const questions = current() === draft ? (held?.questions ?? []) : [];
  for (const name of [LEFT, ARRIVED]) note(name, name === which && questions.length > 0);
  const list = one(need("qa-notes"), `[data-note="${which}"] [data-held]`);
  list?.replaceChildren(...questions.flatMap((each, index) => [...(index > 0 ? [say("guard.between")] : []), ...lineOf(each)]));
  return questions.length > 0;
}

/** Another draft is open. */
export function forgetHeld() {
  for (const name of [LEFT, ARRIVED]) note(name, false);
}

/** "Why this grade? (a telephone number; an NHS number, 2)", with a link to the question. @param {Held} held */
function lineOf({ question, label, kinds }) {
  const told = kinds.map(({ words, n }) => (n > 1 ? say("guard.kind_times", { kind: words, n }) : words)).join(say("guard.between"));
  return [question ? link(`#${question}`, label) : label, ` (${told})`];
}

/**
 * Says above the page what is in a draft that has just been downloaded, names of the list and other details.
 * @param {Engine} engine
 * @returns {Promise<string>} what is to be told aloud, or "" where there is nothing to add
 */
export async function warnOfLeft(engine) {
  const named = await warnOfNames(engine);
  const held = await showHeld(engine, LEFT);
  return named && held ? say("guard.exported_both") : named ? say("guard.exported") : held ? say("guard.exported_details") : "";
}

/** Says what is in a draft that has just been opened from a file. @param {Engine} engine */
export async function warnOfArrived(engine) {
  if (await showHeld(engine, ARRIVED)) tell(say("guard.arrived"));
}
