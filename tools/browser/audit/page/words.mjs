// Every word that the script puts into the page: read from the page, where the build printed it
// from tools/wording.yaml. No wording stands in this folder.

/** @typedef {{[key: string]: string | Words}} Words */

/** @type {Words} */
const words = JSON.parse(document.getElementById("qa-words")?.textContent ?? "{}");
const SLOT = /\{(\w+)\}/g;

/**
 * The words with this key, their slots filled. Where one thing and several things are called
 * differently, the entry holds `one` and `other` and the slot `n` decides.
 * @param {string} key  for example "save.saved"
 * @param {Record<string, string | number>} [slots]
 * @returns {string}
 */
export function say(key, slots = {}) {
  /** @type {string | Words | undefined} */
  let entry = words;
  for (const part of key.split(".")) entry = typeof entry === "object" ? entry[part] : undefined;
  if (typeof entry === "object") entry = entry[Number(slots["n"]) === 1 ? "one" : "other"];
  if (typeof entry !== "string") throw new Error(`no words for ${key}`);
  return entry.replace(SLOT, (_, name) => String(slots[name] ?? ""));
}

const LOCALE = "en-GB";
/** Made when first needed: the browser takes its time over them. @type {Record<string, Intl.DateTimeFormat>} */
const formats = {};
const CLOCK = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit" });
const CALENDAR = /** @type {const} */ ({ day: "numeric", month: "long", year: "numeric" });
const DAY = 24 * 60 * 60 * 1000;

/** "10:42". @param {string} moment  ISO 8601 */
export function timeOf(moment) {
  formats["clock"] ??= new Intl.DateTimeFormat(LOCALE, CLOCK);
  return formats["clock"].format(new Date(moment));
}

/** "8 March 2023". @param {string} moment  ISO 8601, date or time */
export function dayOf(moment) {
  const day = new Date(moment.length === 10 ? `${moment}T12:00:00` : moment);
  formats["calendar"] ??= new Intl.DateTimeFormat(LOCALE, CALENDAR);
  return Number.isNaN(day.getTime()) ? moment : formats["calendar"].format(day);
}

/** "today at 10:42", "on 8 March 2023 at 16:20". @param {string} moment  ISO 8601 */
export function whenOf(moment) {
  const age = daysSince(moment);
  const slots = { day: dayOf(moment), time: timeOf(moment) };
  if (age === 0) return say("when.today", slots);
  return say(age === 1 ? "when.yesterday" : "when.earlier", slots);
}

/** Midnights between a moment and now, by the clock of this computer. @param {string} moment */
export function daysSince(moment) {
  const then = new Date(moment);
  const now = new Date();
  return Math.round((now.setHours(0, 0, 0, 0) - then.setHours(0, 0, 0, 0)) / DAY);
}

/** This moment in UTC, to the second, as records write it. */
export function now() {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

/** Today by the clock of this computer, as records write dates. */
export function today() {
  const date = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
