// What the engine sees in the answers so far, beside the questions that it matters to: the counts
// before the grade, what still lacks an action, what the checklist said, what is not asked.

import { all, link, make, one } from "../page/dom.mjs";
import { showLift } from "../conversation/lift.mjs";
import { form, questions } from "./questions.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../types.mjs").Look} Look */
/** @typedef {import("../types.mjs").Answers} Answers */

/**
 * Brings one section up to date with what the engine sees.
 * @param {HTMLElement} section
 * @param {Look} look
 */
export function showPanels(section, look) {
  showNotAsked(section, look);
  showGaps(section, look);
  const soFar = one(section, "[data-panel=so-far]");
  if (soFar) showSoFar(soFar, look);
  const lead = one(section, "[data-panel=action-lead]");
  if (lead && look.action_lead) lead.textContent = look.action_lead;
  const without = one(section, "[data-panel=without-action]");
  if (without) showWithout(without, look);
  const lift = one(section, "[data-panel=lift]");
  if (lift) showLift(lift, look.lift ?? []);
}

/** @param {HTMLElement} section @param {Look} look */
function showNotAsked(section, look) {
  for (const question of all(section, ".qa-q[data-question]")) {
    if (question.dataset["onRule"] !== undefined) continue; // shown by a check
    const seen = look.questions[question.id];
    const line = question.previousElementSibling?.matches(".qa-not-asked") ? question.previousElementSibling : null;
    if (seen && !seen.asked) {
      if (line) line.textContent = seen.note;
      else question.before(make("p", "qa-not-asked", seen.note));
      question.hidden = !question.contains(document.activeElement); // nothing goes away under the hands of whoever types in it
    } else {
      line?.remove();
      question.hidden = false;
    }
  }
}

/** @param {HTMLElement} section @param {Look} look */
function showGaps(section, look) {
  for (const panel of all(section, "[data-gap]")) panel.remove();
  for (const [id, gaps] of Object.entries(look.gaps ?? {})) {
    const place = questions.get(id);
    if (place?.section.element !== section) continue;
    const side = one(place.element, ".qa-side");
    for (const gap of gaps) {
      const heading = make("strong", "", say("gap.heading", { value: gap.value_words }));
      const panel = make("p", "qa-from", heading, gap.words ? say("gap.words", { words: gap.words }) : "");
      panel.dataset["gap"] = "";
      side?.append(panel);
    }
  }
}

/** @param {HTMLElement} panel @param {Look} look */
function showSoFar(panel, look) {
  const body = /** @type {HTMLElement} */ (one(panel, "[data-body]"));
  const lines = look.so_far?.lines ?? [];
  const core = look.so_far?.core_not_met ?? [];
  panel.hidden = lines.length === 0;
  body.replaceChildren(...lines.map((line) => make("p", "", line)));
  if (core.length === 0) return;
  const list = make("ul", "", ...core.map((item) => make("li", "", link(`${form.root}id/${item.id}/`, item.text))));
  body.append(make("p", "", say("so_far.core")), list);
}

/** @param {HTMLElement} panel @param {Look} look */
function showWithout(panel, look) {
  const missing = look.without_action ?? [];
  panel.hidden = missing.length === 0;
  const list = /** @type {HTMLElement} */ (one(panel, "ul"));
  list.replaceChildren(
    ...missing.map((item) => {
      const button = make("button", "qa-button qa-button--text", say("action.add"), " ", make("span", "qa-hidden", item.text));
      button.type = "button";
      button.dataset["do"] = "add-action";
      button.dataset["for"] = item.id;
      return make("li", "", item.text, " ", button);
    }),
  );
}

/** Shows every question of a section again: the engine is gone, or another draft is open. @param {HTMLElement} section */
export function dropPanels(section) {
  showPanels(section, { questions: {}, sections: [], without_action: [], gaps: {} });
}
