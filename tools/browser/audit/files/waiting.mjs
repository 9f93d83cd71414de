// A record that an audit was begun with: it is kept with the draft until the engine has judged it and it stands in
// the question that takes it, so that whoever loads the page again meanwhile does not lose it. It knows no wording.

import { attach } from "./attach.mjs";
import { sort } from "./files.mjs";
import { note } from "../page/bar.mjs";
import { questions } from "../form/questions.mjs";
import { answers, change, current, whyReading } from "../drafts/session.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */

/** Drafts whose record is being loaded now: loading fills in answers, which opens the draft anew. @type {Set<string>} */
const loading = new Set();

/**
 * Loads the record that the open draft was begun with, once.
 * @param {Engine} engine
 */
export async function loadWaiting(engine) {
  await null; // whatever else is told that a draft is open, or is free again, has its turn first
  const draft = current();
  const text = draft?.waiting;
  if (!draft || !text || whyReading() || loading.has(draft.record_id)) return;
  loading.add(draft.record_id);
  try {
    const said = await load(text, engine);
    if (current()?.record_id !== draft.record_id || whyReading()) return; // it waits for the next time that the draft is open here
    note("not-attached", said.refusal !== "", { message: said.refusal });
    note("attached", said.caution !== "", { message: said.caution });
    change((open) => (open.waiting = null));
  } finally {
    loading.delete(draft.record_id);
    note("attaching", false);
  }
}

/** @param {string} text @param {Engine} engine @returns {Promise<import("./attach.mjs").Attached>} */
async function load(text, engine) {
  const sorted = sort(text);
  const record = "record" in sorted ? sorted.record : null;
  const taker = [...questions.values()].find((place) => place.element.dataset["accepts"]?.split(" ").includes(record?.record_type ?? ""));
  const there = taker && answers()[taker.id]?.value;
  if (!taker || (there !== undefined && there !== record?.record_id)) return { refusal: "", caution: "" }; // no question takes it, or one has another
  note("attaching", engine.isComing);
  return attach(text, taker.id, engine);
}
