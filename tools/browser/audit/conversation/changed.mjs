// What changed in the standards since the edition that was last used here, or in which this audit began
// (R017). Which editions to compare, and what counts as a change of meaning, is the engine's to say.

import { all, link, make, need, one } from "../page/dom.mjs";
import { note } from "../page/bar.mjs";
import { usedEdition } from "../drafts/memory.mjs";
import { byPart, form } from "../form/questions.mjs";
import { writeQuestion } from "../form/sections.mjs";
import { answer, answers, current, when } from "../drafts/session.mjs";
import { tell } from "../page/speech.mjs";
import { dayOf, say } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */
/** @typedef {import("../types.mjs").Answer} Answer */
/** @typedef {import("../types.mjs").Changes} Changes */

/** Every published edition and since when it is in force, oldest first. @type {{edition: string, since: string}[]} */
const editions = JSON.parse(need("qa-edition-days").textContent ?? "[]");
/** Comparisons that were fetched; null where that failed. @type {Map<string, unknown>} */
const fetched = new Map();
let asked = 0;
let began = "";
/** @type {Changes | null} */
let latest = null;

/** Looks again whenever the day on which reading began is answered anew. @param {Engine} engine */
export function followChanges(engine) {
  when("answered", () => {
    const now = JSON.stringify(answers()[byPart("read-from")?.id ?? ""] ?? null);
    if (now === began) return;
    began = now;
    void showChanged(engine);
  });
}

/**
 * Brings the panel beside "I have read the standards" and the note at the top up to date.
 * @param {Engine} engine
 */
export async function showChanged(engine) {
  const draft = current();
  const place = byPart("standards-read");
  if (!place || editions.length < 2) return;
  const mine = (asked += 1);
  /** @type {{before: string, after: string, later: string} | null} */
  const span = draft && (await engine.ask("since", { record: draft.record, editions, used: usedEdition(form.tool) }));
  const address = span?.before ? `editions/changes/${span.before}-${span.after}` : "";
  const comparison = address ? await comparisonAt(`${form.root}${address}.json`) : null;
  /** @type {Changes | null} */
  const changes = comparison ? await engine.ask("changes", { comparison }) : null;
  if (mine !== asked || current() !== draft) return; // another look is under way
  latest = changes;
  const touching = changes && changes.touching > 0 ? say("changed.touching", { n: changes.touching }) : "";
  note("standards-changed", Boolean(span?.later) && changes !== null && changes.count > 0, { day: dayOf(span?.later ?? ""), touching });
  const panel = /** @type {HTMLElement | null} */ (one(place.section.element, "[data-panel=changed]"));
  if (panel) showPanel(panel, address, changes);
}

/** @param {string} address */
async function comparisonAt(address) {
  if (!fetched.get(address)) {
    const response = await fetch(address).catch(() => null);
    fetched.set(address, response?.ok ? await response.json().catch(() => null) : null);
  }
  return fetched.get(address) ?? null;
}

/** @param {HTMLElement} panel @param {string} address @param {Changes | null} changes */
function showPanel(panel, address, changes) {
  panel.hidden = address === "";
  if (panel.hidden) return;
  const { before = "", after = "", count = 0, touching = 0 } = changes ?? {};
  const told = changes === null ? "" : count === 0 ? say("changed.none", { before, after }) : say("changed.count", { n: count, before, after });
  one(panel, "[data-count]")?.replaceChildren(touching > 0 ? `${told} ${say("changed.touching", { n: touching })}` : told);
  for (const missing of all(panel, "[data-missing]")) missing.hidden = changes !== null;
  for (const button of all(panel, "[data-do=changes-read]")) button.hidden = count === 0;
  for (const anchor of all(panel, "[data-all]")) /** @type {HTMLAnchorElement} */ (anchor).href = `${form.root}${address}/`;
  one(panel, "ul")?.replaceChildren(...(changes?.changes ?? []).map(lineOf));
}

/** @param {Changes["changes"][number]} change */
function lineOf(change) {
  const words = change.words.map((word) => say(`changed.${word}`)).join(" ");
  const item = make("li", "", link(`${form.root}id/${encodeURIComponent(change.id)}/`, change.name), " ", words);
  if (change.touches) item.append(" ", make("span", "qa-muted", say("changed.touches")));
  return item;
}

/** Notes in the answer that the changes were read, and which: behind what stands there. */
export function changesRead() {
  const place = byPart("standards-read");
  if (!place || !latest?.noted) return;
  const detail = String(answers()[place.id]?.detail ?? "");
  /** @type {Answer} */
  const noted = { value: "yes", detail: detail.includes(latest.noted) ? detail : `${detail} ${latest.noted}`.trim() };
  answer(place.id, noted);
  writeQuestion(place, noted);
  tell(say("changed.noted"));
}
