// What would lift it: what falls short, beside the third part of the reasons. The text is offered, and
// stands in the reasons only if the auditor puts it there; it can be taken out again as it came.

import { focusOn, make, need, one } from "../page/dom.mjs";
import { byPart } from "../form/questions.mjs";
import { writeQuestion } from "../form/sections.mjs";
import { answer, answers } from "../drafts/session.mjs";
import { tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../types.mjs").Lift} Lift */
/** @typedef {import("../types.mjs").Answer} Answer */

const LEVELS = ["core", "enhanced", "indicator"];

/** @type {Lift[]} */
let offered = [];

/** What stands in the third part now. */
const written = () => String(answers()[byPart("higher")?.id ?? ""]?.value ?? "");

/**
 * Brings the panel up to date; it is written anew only where something in it has changed.
 * @param {HTMLElement} panel
 * @param {Lift[]} lifts
 */
export function showLift(panel, lifts) {
  const text = written();
  const state = JSON.stringify([lifts, lifts.map((lift) => text.includes(lift.offer))]);
  if (panel.dataset["state"] === state) return;
  panel.dataset["state"] = state;
  offered = lifts;
  panel.hidden = lifts.length === 0;
  one(panel, "summary")?.replaceChildren(say("lift.summary", { n: lifts.length }));
  const others = lifts.filter((lift) => !LEVELS.includes(lift.level));
  const groups = [...LEVELS.map((level) => /** @type {const} */ ([level, lifts.filter((lift) => lift.level === level)])), /** @type {const} */ (["other", others])];
  const body = groups.filter(([, group]) => group.length > 0).flatMap(([level, group]) => groupOf(level, group, text));
  one(panel, "[data-body]")?.replaceChildren(...body);
}

/** @param {string} level @param {Lift[]} lifts @param {string} text */
function groupOf(level, lifts, text) {
  return [make("p", "qa-strong", say(`lift.${level}`)), make("ul", "qa-plain", ...lifts.map((lift) => itemOf(lift, text)))];
}

/** @param {Lift} lift @param {string} text  what stands in the third part */
function itemOf(lift, text) {
  const item = make("li", "", make("p", "", lift.text, " ", make("span", "qa-muted", `(${say(`lift.${lift.outcome}`)})`)));
  if (lift.good.length > 0) item.append(make("ul", "", ...lift.good.map((good) => make("li", "", good))));
  const there = text.includes(lift.offer);
  const button = make("button", "qa-button qa-button--text", say(there ? "lift.undo" : "lift.put"), " ");
  button.append(make("span", "qa-hidden", say(there ? "lift.undo_what" : "lift.put_what", { standard: lift.text })));
  button.type = "button";
  button.dataset["do"] = there ? "lift-undo" : "lift-put";
  button.dataset["for"] = lift.id;
  item.append(make("p", "", there ? `${say("lift.there")} ` : "", button));
  return item;
}

/**
 * Puts the offered text of a standard behind what stands in the third part, or takes it out again.
 * @param {HTMLElement} button
 * @param {boolean} put
 */
export function lift(button, put) {
  const place = byPart("higher");
  const id = button.dataset["for"] ?? "";
  const offer = offered.find((one) => one.id === id)?.offer;
  if (!place || !offer) return;
  const text = written();
  const rest = put ? text : text.replace(`\n${offer}`, () => "").replace(offer, () => "");
  const value = put && rest.trim() !== "" ? `${rest.trimEnd()}\n${offer}` : put ? offer : rest;
  const { value: _, ...sides } = answers()[place.id] ?? {};
  /** @type {Answer | null} */
  const changed = value.trim() === "" ? (Object.keys(sides).length > 0 ? sides : null) : { ...sides, value };
  answer(place.id, changed);
  writeQuestion(place, changed);
  const panel = /** @type {HTMLElement} */ (button.closest("[data-panel=lift]"));
  showLift(panel, offered);
  focusOn(one(panel, `button[data-for="${CSS.escape(id)}"]`) ?? need(place.id));
  tell(say(put ? "lift.added" : "lift.taken"));
}
