// The end of a sitting: once in a sitting, whoever comes back to the list of sections after changing
// answers is offered to save a copy to their files. It is never asked twice.

import { need } from "../page/dom.mjs";
import { current, isUnkept, when, whyReading } from "./session.mjs";

/** The draft that was changed since its last copy, by its number. */
let changed = "";
/** Drafts for which the offer was made and answered in this sitting. @type {Set<string>} */
const answered = new Set();

/** Follows what happens to the open draft. */
export function watchSitting() {
  when("answered", () => {
    changed = current()?.record_id ?? "";
  });
}

/** A copy was saved: nothing is offered until something changes, and in this sitting not again. */
export function copySaved() {
  changed = "";
  declineCopy();
}

/** The offer was answered, with a copy or without one. */
export function declineCopy() {
  const id = current()?.record_id;
  if (id) answered.add(id);
  need("sitting-end").hidden = true;
}

/** Shows the offer where it is due. */
export function showSittingEnd() {
  const id = current()?.record_id ?? "";
  need("sitting-end").hidden = id === "" || isUnkept() || whyReading() !== "" || changed !== id || answered.has(id);
}
