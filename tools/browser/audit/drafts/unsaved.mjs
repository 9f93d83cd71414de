// Tells the other tabs of this site, and its service worker, whether something typed here is not saved: a
// shared Web Lock is held for as long. A tab that is closed or killed lets go of it by itself.

import { UNSAVED } from "../device/kept.mjs";

/** @type {{wanted: boolean, letGo: () => void} | null} */
let held = null;

/** @param {boolean} isUnsaved */
export function tellUnsaved(isUnsaved) {
  if (!navigator.locks || isUnsaved === (held !== null)) return;
  if (!isUnsaved && held) {
    held.wanted = false;
    held.letGo();
    held = null;
    return;
  }
  const mine = { wanted: true, letGo: () => {} };
  held = mine;
  const hold = () => (mine.wanted ? new Promise((done) => (mine.letGo = () => done(undefined))) : undefined);
  navigator.locks.request(UNSAVED, { mode: "shared" }, hold).catch(() => undefined); // barred, as all storage: then nothing is kept here either
}
