// What the engine sees in the draft between checks: asked for once typing pauses, one look at a time.

import { current } from "../drafts/session.mjs";
import { today } from "../page/words.mjs";

/** @typedef {import("./engine.mjs").Engine} Engine */
/** @typedef {import("../types.mjs").Look} Look */

const LOOK_AFTER = 400;

/** @type {Look | null} */
let latest = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let isLooking = false;
let looksAgain = false;

/** What the engine last saw, or null: it is not there, or has not seen this draft yet. */
export const seen = () => latest;

/** Another draft is open. */
export function forgetLook() {
  latest = null;
}

/**
 * Looks soon: a call that comes in between starts the waiting anew.
 * @param {Engine} engine
 * @param {() => void} done
 */
export function lookSoon(engine, done) {
  clearTimeout(timer);
  timer = setTimeout(() => void lookNow(engine, done), LOOK_AFTER);
}

/**
 * Looks now, or as soon as the look that is under way is done.
 * @param {Engine} engine
 * @param {() => void} done
 * @returns {Promise<void>}
 */
export async function lookNow(engine, done) {
  clearTimeout(timer);
  const draft = current();
  if (!draft || !engine.isReady) return;
  if (isLooking) {
    looksAgain = true;
    return;
  }
  isLooking = true;
  /** @type {Look | null} */
  const look = await engine.ask("look", { record: draft.record, today: today() });
  isLooking = false;
  if (look && current() === draft) {
    latest = look;
    done();
  }
  if (!looksAgain) return;
  looksAgain = false;
  await lookNow(engine, done);
}
