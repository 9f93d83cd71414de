// A file of a draft that is already on this computer. Every way keeps both versions: the one that goes on
// elsewhere, or that a file takes the place of, becomes a draft of its own that says where it came from.
// Whether the file is right is the engine's to say, in the form.

import { get, remove, save } from "../drafts/drafts.mjs";
import { draftOf, newIdFor } from "../drafts/records.mjs";
import { now } from "../page/words.mjs";

/** @typedef {import("../types.mjs").Draft} Draft */
/** @typedef {import("../types.mjs").AuditRecord} AuditRecord */
/** Why a file may not take the place of what is here; "" where it may. @typedef {"" | "finished" | "seen" | "unknown"} Fixed */

/**
 * Whether the draft that is here stays what it is: a finished record of its number is out, its tool is not known
 * here, or what was folded away in it has been shown, so that nothing that was answered before may change.
 * @param {Draft} stored
 * @param {string | undefined} seen  the question that says so, "" where the tool has none, undefined where the tool is not known
 * @returns {Fixed}
 */
export function whyFixed(stored, seen) {
  if (stored.finished) return "finished";
  if (seen === undefined) return "unknown";
  return seen !== "" && stored.record.answers[seen]?.value !== undefined ? "seen" : "";
}

/** What a file does not hold: the records that were loaded to be read. @param {Draft} stored @returns {Partial<Draft>} */
const beside = (stored) => (stored.loaded ? { loaded: stored.loaded } : {});

/**
 * The file as a draft of its own, beside the one that is here.
 * @param {AuditRecord} record
 * @param {Draft} stored
 * @param {string | null} arrived
 * @returns {Draft}
 */
export function besideIt(record, stored, arrived) {
  return { ...draftOf(newIdFor(record)), ...beside(stored), arrived, origin: { how: "beside", at: now() } };
}

/**
 * Puts the file in the place of what is here, which is kept first as a draft of its own: what other tabs have
 * saved meanwhile with it. Null where the draft has become fixed or goes on in another tab this moment.
 * @param {AuditRecord} record
 * @param {string} id  of the draft that is here
 * @param {string | null} arrived
 * @param {string | undefined} seen
 * @returns {Promise<Draft | null>}
 */
export async function inItsPlace(record, id, arrived, seen) {
  const stored = await get(id);
  if (!stored) return { ...draftOf(record), arrived }; // it was deleted meanwhile: nothing is replaced
  if (whyFixed(stored, seen)) return null;
  const own = newIdFor(stored.record);
  const replaced = { ...stored, record_id: own.record_id, record: own, revision: 0, origin: { how: /** @type {const} */ ("replaced"), at: now() } };
  await save(replaced, true);
  const made = { ...draftOf(record), ...beside(stored), arrived, revision: stored.revision, origin: { how: /** @type {const} */ ("file"), at: now() } };
  try {
    made.revision = await save(made, true);
  } catch {
    await remove(replaced.record_id);
    return null;
  }
  return made;
}
