// What the buttons of the privacy guard do, by their `data-do`, and the list of names as it is used.

import { all, need, one } from "../page/dom.mjs";
import { doneLine, lookAgain, markHit, replaceHit } from "./guard.mjs";
import { removeMark, showMarks } from "./marks.mjs";
import { addName, forgetNames, nameOf, removeName, showNames } from "./names.mjs";
import { replaceText, undo } from "./replacing.mjs";
import { current } from "../drafts/session.mjs";
import { tell } from "../page/speech.mjs";
import * as views from "../form/views.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */

/** What changes answers or marks: not done where they may only be read. */
export const GUARD_CHANGES = ["guard-replace", "guard-mark", "mark-back", "names-replace"];

/**
 * @param {Engine} engine
 * @returns {Record<string, (button: HTMLElement) => unknown>}
 */
export function guardButtons(engine) {
  return {
    "guard-replace": (button) => replaceHit(button, engine),
    "guard-mark": (button) => markHit(button, engine),
    "mark-back": (button) => takeMarkBack(button),
    "names-add": () => addName(engine),
    "names-remove": (button) => removeName(button, engine),
    "names-replace": (button) => replaceName(button, engine),
  };
}

/** The list goes with the page, and Enter adds a name. @param {Engine} engine */
export function listenToNames(engine) {
  addEventListener("pagehide", () => {
    /** @type {HTMLInputElement} */ (need("names-name")).value = "";
    forgetNames();
  });
  need("names-name").addEventListener("keydown", (event) => {
    if (event.key === "Enter") addName(engine);
  });
}

/** @param {HTMLElement} button */
function takeMarkBack(button) {
  const { field = "", kind = "" } = button.dataset;
  removeMark({ field, kind });
  const view = views.current();
  const draft = current();
  if (view && draft) showMarks(view, draft.record, true);
  views.focusHeading();
  tell(say("guard.undone"));
}

/** @param {HTMLElement} button @param {Engine} engine */
async function replaceName(button, engine) {
  const name = nameOf(button);
  if (!name) return;
  const list = /** @type {HTMLElement} */ (one(need("tasks"), "[data-names-list]"));
  const done = await replaceText(engine, { question: "", text: name.name, word: name.word });
  if (!done) {
    tell(say("guard.not_replaced"));
    return;
  }
  for (const old of all(/** @type {ParentNode} */ (list.parentNode), ".qa-undo")) old.remove();
  const said = say("guard.replaced", { n: done.n, word: name.word });
  const line = doneLine(said, say("guard.undo_what", { word: name.word }));
  const back = /** @type {HTMLElement} */ (one(line, "button"));
  back.addEventListener("click", () => {
    const kept = undo(done);
    line.remove();
    need("names-name").focus();
    tell(kept > 0 ? say("guard.undone_part", { n: kept }) : say("guard.undone"));
    void showNames(engine);
    void lookAgain(engine);
  });
  list.after(line);
  back.focus();
  tell(said);
  void showNames(engine);
  void lookAgain(engine);
}
