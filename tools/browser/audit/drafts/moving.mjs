// A draft of an older edition goes on in the newest one, when somebody asks for it: first what changes is
// shown, then a new draft is made of it. The old one stays as it is. What fits is the engine's to say.

import { copyText, fill, focusOn, make, need, one } from "../page/dom.mjs";
import { form, page } from "../form/questions.mjs";
import { draftOf, inEdition, shortId } from "./records.mjs";
import { current, flush, moveTo, whyReading } from "./session.mjs";
import { editionsAfter, placeIn } from "../page/where.mjs";
import { tell } from "../page/speech.mjs";
import { now, say } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */
/** @typedef {import("../types.mjs").Moved} Moved */
/** @typedef {import("../types.mjs").SetAside} SetAside */
/** @typedef {import("../types.mjs").EditionChange} EditionChange */

const ABOUT = ["questions", "standards", "rules"];

/** What was shown: the draft as it was then, and how it would stand. @type {{record: string, moved: Moved} | null} */
let shown = null;

/** The edition that the open draft could go to, or "". */
export function target() {
  const draft = current();
  if (!draft || draft.finished || !["", "moved"].includes(whyReading())) return "";
  if (draft.edition === form.edition) return editionsAfter(form.edition).at(-1) ?? (draft.record.tool.version === form.version ? "" : form.edition);
  return form.edition;
}

/** Shows what moving the open draft would change. @param {Engine} engine */
export async function showMove(engine) {
  const view = need("move");
  const draft = current();
  const edition = target();
  shown = null;
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (one(view, `[data-move-${name}]`));
  for (const name of ["waits", "fails", "retired", "plan"]) part(name).hidden = name !== "waits";
  fill(view, { edition, old: draft?.edition ?? "" });
  const moved = draft && edition ? await asked(engine, draft.record) : null;
  if (current() !== draft) return;
  const told = moved === null ? "fails" : moved.tool ? "plan" : "retired";
  for (const name of ["waits", "fails", "retired", "plan"]) part(name).hidden = name !== told;
  if (told !== "plan") tell(part(told).textContent ?? "");
  if (!draft || !moved?.tool) return;
  shown = { record: JSON.stringify(draft.record.answers), moved };
  for (const about of ABOUT) showChanges(part(about), moved.changes.filter((one) => one.about === about));
  const aside = part("aside");
  aside.hidden = moved.set_aside.length === 0;
  one(aside, "div")?.replaceChildren(...moved.set_aside.flatMap(entryOf));
  part("none").hidden = moved.changes.length + moved.set_aside.length > 0;
}

/** @param {Engine} engine @param {import("../types.mjs").AuditRecord} record @returns {Promise<Moved | null>} */
async function asked(engine, record) {
  engine.start();
  try {
    const later = await Promise.all(
      (record.edition === form.edition ? editionsAfter(form.edition) : []).map(async (edition) => {
        const response = await fetch(`${form.root}catalogue/${edition}.json`);
        if (!response.ok) throw new Error(`${response.status} for the catalogue of ${edition}`);
        return response.json();
      }),
    );
    return await engine.ask("move", { record, later, now: now() });
  } catch {
    return null; // no connection: nothing is said of what is not known
  }
}

/** @param {HTMLElement} box @param {EditionChange[]} changes */
function showChanges(box, changes) {
  box.hidden = changes.length === 0;
  one(box, "ul")?.replaceChildren(...changes.map(changeOf));
}

/** One change: the words for it, the name, before and after, and why. @param {EditionChange} change */
function changeOf(change) {
  const words = (change.words.length > 0 ? change.words : [change.what]).map((word) => say(`moving.${word}`));
  const parts = [make("p", "", make("strong", "", words.join(" ")), " ", change.name)];
  if (change.before) parts.push(make("p", "qa-quiet", say("moving.before", { text: change.before })));
  if (change.after) parts.push(make("p", "qa-quiet", say("moving.after", { text: change.after })));
  parts.push(...change.reasons.map((reason) => make("p", "qa-quiet", say("moving.why", { reason }))));
  return make("li", "", ...parts);
}

/** An answer that is set aside: its question and its words. @param {SetAside} entry */
function entryOf(entry) {
  const lines = entry.lines.map((line) => make("p", "qa-lines", String(line)));
  return [make("p", "", make("strong", "", String(entry.ask)), " ", say("moving.of", { edition: String(entry.edition), id: String(entry.question) })), ...lines];
}

/** Makes the new draft and goes there. @param {Engine} engine */
export async function moveNow(engine) {
  const draft = current();
  if (!draft || !shown?.moved.tool) return;
  await flush(true);
  if (current() !== draft || !target() || JSON.stringify(draft.record.answers) !== shown.record) return showMove(engine); // another tab's change, or one of this
  const practice = page.dataset["practice"] !== undefined && shown.moved.edition === form.edition;
  const beside = draft.loaded ? { loaded: draft.loaded } : {};
  const made = { ...draftOf(inEdition(draft.record, shown.moved, practice)), ...beside, case_ref: draft.case_ref };
  try {
    await moveTo(made);
  } catch {
    const fails = /** @type {HTMLElement} */ (one(need("move"), "[data-move-fails]"));
    fails.hidden = false;
    focusOn(fails);
    return;
  }
  shown = null; // it is done: nothing of what was shown is left to do
  location.assign(address(made));
}

/** Where a draft is gone on with: in the form of its own edition. @param {{record_id: string, edition: string}} draft */
const address = (draft) => `${form.root}${placeIn(draft.edition, `tools/${form.tool}/form/`)}#draft-${shortId(draft)}`;

/** Leads from the top notes to a draft in the form of another edition. @param {string} name @param {{record_id: string, edition: string}} draft */
export function leadTo(name, draft) {
  const anchor = /** @type {HTMLAnchorElement | null} */ (one(need("qa-notes"), `[data-note="${name}"] a`));
  if (anchor) anchor.href = address(draft);
}

/** On the list of sections: the way to a newer edition, and what was set aside on the way to this one. */
export function showWhereItStands() {
  const edition = target();
  const way = need("move-way");
  way.hidden = edition === "" || whyReading() === "moved";
  fill(way, { edition });
  const entries = current()?.record.sitting?.set_aside ?? [];
  const went = current()?.moved_to;
  if (went) leadTo("moved", went);
  const aside = need("set-aside");
  aside.hidden = entries.length === 0;
  one(aside, "summary")?.replaceChildren(say("moving.set_aside", { n: entries.length }));
  one(aside, "[data-entries]")?.replaceChildren(...entries.flatMap(entryOf));
}

/** Copies what was set aside, as text. */
export async function copyAside() {
  const text = one(need("set-aside"), "[data-entries]")?.innerText ?? "";
  const copied = await copyText(text);
  const said = say(copied ? "moving.copied" : "moving.not_copied");
  one(need("set-aside"), "[data-copied]")?.replaceChildren(said);
  tell(said);
}
