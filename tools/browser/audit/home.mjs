// The note on the home page about drafts on this computer. It never creates the store of drafts.

import { all, fill, make, one } from "./dom.mjs";
import { anyKept, list } from "./drafts.mjs";
import { whenOf } from "./words.mjs";

const slot = one(document, "[data-drafts]");

async function show() {
  if (!slot || !(await anyKept())) return;
  /** @type {Record<string, {title: string, form: string}>} */
  const tools = JSON.parse(slot.dataset["tools"] ?? "{}");
  const drafts = (await list()).filter((draft) => tools[draft.tool] && !draft.finished);
  const newest = drafts[0];
  const tool = newest && tools[newest.tool];
  if (!newest || !tool) return;
  const template = /** @type {HTMLTemplateElement | null} */ (one(document, `template[data-word=${drafts.length === 1 ? "drafts-one" : "drafts-more"}]`));
  if (!template) return;
  const note = make("div", "qa-note", document.importNode(template.content, true));
  fill(note, { n: drafts.length, tool: tool.title, case: newest.case_ref, when: whenOf(newest.saved_at) });
  for (const part of all(note, "[data-if-case]")) part.hidden = newest.case_ref === "";
  const carryOn = /** @type {HTMLAnchorElement | null} */ (one(note, "a[data-slot=link]"));
  if (carryOn) carryOn.href = `${tool.form}#draft-${newest.record_id.slice(0, 8)}`;
  slot.replaceChildren(note);
  slot.hidden = false;
}

show().catch(() => undefined); // a note that cannot be shown is not missed
