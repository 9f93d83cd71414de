// Role words put into answers, and taken out again. The engine says what changes where; here it is
// done only to answers that are still as they were when it was asked, so that nothing typed is lost.

import { control } from "../page/dom.mjs";
import { listed } from "./names.mjs";
import { answer, answers, current, whyReading } from "../drafts/session.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */
/** @typedef {import("../types.mjs").Answers} Answers */
/** @typedef {{question: string, control: string, before: string, after: string}} Change */
/** @typedef {{changes: Change[], before: Answers, after: Answers, n: number, elsewhere: number}} Replaced */

/** @param {unknown} value */
const frozen = (value) => JSON.stringify(value ?? null);
/** As a control holds it. @param {string} text */
const inControl = (text) => text.replaceAll(/\r\n?/g, "\n");

/**
 * Puts a word in place of a text, in one answer or ("") everywhere. Null where nothing was changed.
 * @param {Engine} engine
 * @param {{question: string, text: string, word: string}} what
 * @returns {Promise<Replaced | null>}
 */
export async function replaceText(engine, what) {
  const draft = current();
  if (!draft || whyReading()) return null;
  const before = structuredClone(draft.record.answers);
  /** @type {{changes: Change[], answers: Answers, elsewhere: number} | null} */
  const told = await engine.ask("replace", { record: { answers: before }, ...what, names: listed() });
  if (!told || current() !== draft || whyReading()) return null;
  const changed = Object.keys(told.answers).filter((id) => frozen(answers()[id]) === frozen(before[id]));
  const changes = told.changes.filter((change) => changed.includes(change.question));
  if (changes.length === 0) return null;
  for (const id of changed) answer(id, structuredClone(told.answers[id] ?? null));
  for (const change of changes) write(change.control, change.before, change.after);
  return { changes, before, after: told.answers, n: new Set(changes.map((change) => change.control)).size, elsewhere: told.elsewhere };
}

/**
 * Puts the answers back as they were. Gives how many have changed since and stay as they are.
 * @param {Replaced} done
 */
export function undo(done) {
  const changed = [...new Set(done.changes.map((change) => change.question))];
  const mine = changed.filter((id) => frozen(answers()[id]) === frozen(done.after[id]));
  for (const id of mine) answer(id, structuredClone(done.before[id] ?? null));
  for (const change of done.changes) if (mine.includes(change.question)) write(change.control, change.after, change.before);
  return changed.length - mine.length;
}

/** Writes into a control that shows the text; one that was not filled yet takes it from the answers. @param {string} id @param {string} was @param {string} text */
function write(id, was, text) {
  const found = control(id);
  if (found && !(found instanceof HTMLSelectElement) && found.value === inControl(was)) found.value = inControl(text);
}
