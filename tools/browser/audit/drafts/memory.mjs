// Small notes in the browser's storage, beside the store of drafts: which draft this tab has open, a
// file on its way from one page to the next (all of it, for this tab only), and which drafts this
// computer should have, so that the page can say when the browser has deleted one. Every one of them
// may be missing; nothing depends on them. What is kept is told in macros/stored.yaml.

/** @typedef {import("../types.mjs").Draft} Draft */

const OPEN = "practice-audit.open.";
const FILE = "practice-audit.file";
const KNOWN = "practice-audit.drafts";
const LEFT = "practice-audit.left.";
const PRINT = "practice-audit.print-standards";
const USED = "practice-audit.used.";
const OURS = "practice-audit.";

/**
 * @template T
 * @param {() => T} work
 * @param {T} otherwise
 * @returns {T}
 */
function quietly(work, otherwise) {
  try {
    return work();
  } catch {
    return otherwise; // the browser keeps nothing for this site, or its space is used up
  }
}

/** The id of the draft that this tab has open for a tool. @param {string} tool @returns {string | null} */
export function openDraftOf(tool) {
  return quietly(() => sessionStorage.getItem(OPEN + tool), null);
}

/** @param {string} tool @param {string | null} id */
export function setOpenDraftOf(tool, id) {
  quietly(() => (id ? sessionStorage.setItem(OPEN + tool, id) : sessionStorage.removeItem(OPEN + tool)), undefined);
}

/** The ids of the drafts of a tool that this tab has open in any edition. @param {string} tool  without its edition @returns {string[]} */
export function openDraftsOf(tool) {
  return quietly(() => {
    const keys = Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.key(index) ?? "");
    return keys.filter((key) => key.startsWith(OPEN) && key.endsWith(`/${tool}`)).map((key) => sessionStorage.getItem(key) ?? "");
  }, []);
}

/** Leaves a file for the next page. Says whether it could. @param {string} text */
export function leaveFile(text) {
  return quietly(() => {
    sessionStorage.setItem(FILE, text);
    return true;
  }, false);
}

/** The file that the page before left. It stays, so that a reload shows it again. @returns {string | null} */
export function leftFile() {
  return quietly(() => sessionStorage.getItem(FILE), null);
}

export function dropFile() {
  quietly(() => sessionStorage.removeItem(FILE), undefined);
}

/**
 * Leaves a draft behind as the page goes away: the browser takes such a note at once, where the store of drafts
 * needs a page that waits for it. Records that were loaded into the draft stay out where there is no room.
 * @param {Draft} draft
 */
export function leaveDraft(draft) {
  const { loaded: _, ...small } = draft;
  const key = LEFT + draft.record_id;
  const put = (/** @type {Draft} */ what) =>
    quietly(() => {
      localStorage.setItem(key, JSON.stringify(what));
      return true;
    }, false);
  return put(draft) || put(small);
}

/** The drafts that pages left behind. @returns {Draft[]} */
export function leftDrafts() {
  const ids = keptKeys("local").flatMap((key) => (key.startsWith(LEFT) ? [key.slice(LEFT.length)] : []));
  return ids.flatMap((id) => {
    const left = quietly(() => JSON.parse(localStorage.getItem(LEFT + id) ?? ""), null);
    if (left?.record_id === id) return [left];
    dropLeft(id); // none of ours
    return [];
  });
}

/** @param {string} id */
export function dropLeft(id) {
  quietly(() => localStorage.removeItem(LEFT + id), undefined);
}

/** Whether the standards are printed with the questions. */
export function printsStandards() {
  return quietly(() => sessionStorage.getItem(PRINT) === "yes", false);
}

/** @param {boolean} on */
export function setPrintsStandards(on) {
  quietly(() => sessionStorage.setItem(PRINT, on ? "yes" : "no"), undefined);
}

/** The edition of the last record of a tool that was finished on this computer, or "". @param {string} tool */
export function usedEdition(tool) {
  return quietly(() => localStorage.getItem(USED + tool) ?? "", "");
}

/** @param {string} tool @param {string} edition */
export function setUsedEdition(tool, edition) {
  quietly(() => localStorage.setItem(USED + tool, edition), undefined);
}

/** The ids of the drafts that this computer should have. @returns {string[]} */
export function knownDrafts() {
  return quietly(() => JSON.parse(localStorage.getItem(KNOWN) ?? "[]"), []);
}

/** @param {string} id */
export function rememberDraft(id) {
  const ids = knownDrafts();
  if (!ids.includes(id)) quietly(() => localStorage.setItem(KNOWN, JSON.stringify([...ids, id])), undefined);
}

/** @param {string} id */
export function forgetDraft(id) {
  const rest = knownDrafts().filter((other) => other !== id);
  quietly(() => localStorage.setItem(KNOWN, JSON.stringify(rest)), undefined);
}

/** The drafts that were here at the last visit and are not any more; says so once. @param {string[]} present */
export function goneDrafts(present) {
  const gone = knownDrafts().filter((id) => !present.includes(id));
  gone.forEach(forgetDraft);
  return gone;
}

/** The keys of this site in one of the two storages, the theme's settings included. @param {"local" | "session"} which */
export function keptKeys(which) {
  return quietly(() => {
    const storage = which === "local" ? localStorage : sessionStorage;
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
    return keys.filter((key) => key.startsWith(OURS) || isOfTheTheme(key));
  }, []);
}

/** Forgets everything that this site keeps outside the store of drafts, the theme's settings included. */
export function forgetEverything() {
  quietly(() => keptKeys("local").forEach((key) => localStorage.removeItem(key)), undefined);
  quietly(() => keptKeys("session").forEach((key) => sessionStorage.removeItem(key)), undefined);
}

/** The theme names its settings by the site's path: "/handbook/.__palette". @param {string} key */
function isOfTheTheme(key) {
  const at = key.indexOf(".__");
  return at >= 0 && location.pathname.startsWith(key.slice(0, at));
}
