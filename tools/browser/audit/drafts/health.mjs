// How safely this browser keeps drafts, as far as it says so itself: whether it promises not to clear
// them, and how much space is left. What it does not say is not guessed at.

import { say } from "../page/words.mjs";

const NEARLY = 0.9;
const LITTLE = 5 * 1024 * 1024; // bytes: a few dozen drafts with their next versions

/** @typedef {"kept" | "not_promised" | "unknown"} Promised */

/**
 * Asks the browser not to clear what this site keeps, where it has not promised that yet. Called when a
 * draft is begun: some browsers ask the person then, and it is clear what for.
 */
export async function askToKeep() {
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch {
    // a browser that knows no such promise keeps drafts all the same
  }
}

/** What the browser says of keeping drafts. @returns {Promise<Promised>} */
async function promised() {
  try {
    return (await navigator.storage.persisted()) ? "kept" : "not_promised";
  } catch {
    return "unknown";
  }
}

/** What stands on the list of sections about how drafts are kept here. @returns {Promise<string>} */
export async function keepingLine() {
  const word = await promised();
  return say(`storage.${word}`);
}

/** Whether the space for this site is nearly used up. @returns {Promise<boolean>} */
export async function isNearlyFull() {
  try {
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    return quota > 0 && (usage / quota > NEARLY || quota - usage < LITTLE);
  } catch {
    return false;
  }
}
