// The note on the home page about drafts on this computer. It never creates the store of drafts.

import { fill, make, nameCase, need, one } from "./page/dom.mjs";
import { anyKept, list } from "./drafts/drafts.mjs";
import { keptForm, placeIn } from "./page/where.mjs";
import { whenOf } from "./page/words.mjs";

async function show() {
  const slot = one(document, "[data-drafts]");
  if (!slot || !(await anyKept())) return;
  /** @type {Record<string, {title: string, form: string}>} */
  const tools = JSON.parse(need("qa-tools").textContent ?? "{}");
  const drafts = (await list()).filter((draft) => (tools[draft.tool] ?? keptForm(draft.edition, draft.tool)) && !draft.finished);
  const newest = drafts[0];
  const own = newest && Object.hasOwn(tools, newest.tool) ? tools[newest.tool] : undefined;
  const tool = newest && { title: own?.title ?? newest.tool, form: own ? placeIn(newest.edition, own.form) : keptForm(newest.edition, newest.tool) };
  const word = drafts.length === 1 ? "drafts-one" : "drafts-more";
  const template = /** @type {HTMLTemplateElement | null} */ (one(document, `template[data-word=${word}]`));
  if (!newest || !tool || !template) return;
  const note = make("div", "qa-note", document.importNode(template.content, true));
  fill(note, { n: drafts.length, tool: tool.title, when: whenOf(newest.saved_at) });
  nameCase(note, newest.case_ref);
  const carryOn = /** @type {HTMLAnchorElement | null} */ (one(note, "a[data-carry-on]"));
  if (carryOn) carryOn.href += `${tool.form}#draft-${newest.record_id.slice(0, 8)}`;
  slot.replaceChildren(note);
  slot.hidden = false;
}

show().catch(() => undefined); // a note that cannot be shown is not missed
