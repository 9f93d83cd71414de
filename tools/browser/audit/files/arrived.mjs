// A draft that has just come from a file: as soon as the engine is there it says whether the file is as it
// was saved, and what it may hold of people. Nothing is kept from the person meanwhile, and nothing is refused: it is their work.

import { warnOfArrived } from "../guard/held.mjs";
import { note } from "../page/bar.mjs";
import { form } from "../form/questions.mjs";
import { change, current, whyReading } from "../drafts/session.mjs";
import { now } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */
/** @typedef {import("../types.mjs").Opened} Opened */

/**
 * Has the file of the open draft judged, once.
 * @param {Engine} engine
 */
export async function judgeArrived(engine) {
  const draft = current();
  const text = draft?.arrived;
  if (!draft || !text || whyReading() || !engine.isReady) return;
  /** @type {Opened | null} */
  const opened = await engine.ask("open", { text, now: now(), tool: form.tool, case_ref: null });
  if (!opened || current() !== draft) return;
  const isChanged = opened.problems?.some((problem) => problem.code === "REC022") ?? false;
  note("file-changed", isChanged);
  void warnOfArrived(engine);
  if (!isChanged) change((judged) => (judged.arrived = null)); // else it is said again until the draft is let go
}
