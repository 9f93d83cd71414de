// Both views of what is on file, and the sheet for the conversation: strengths, questions, differences.
// Strengths and questions come from the answers; the two views are the engine's to put side by side.

import { all, fill, link, make, one } from "../page/dom.mjs";
import { evidenceOf } from "../form/evidence.mjs";
import { byPart, labelOf, optionLabel, questions } from "../form/questions.mjs";
import { answers, current } from "../drafts/session.mjs";
import { dayOf, say, today } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */
/** @typedef {import("../types.mjs").Row} Row */
/** @typedef {import("../types.mjs").Said} Said */
/** @typedef {import("../types.mjs").Talk} Talk */
/** @typedef {import("../types.mjs").ViewPair} ViewPair */

export const SHEET = "conversation";
/** The groups of pairs, in the order in which they are talked about; the first two are where the two sides differ. */
const DIFFER = ["practitioner_higher", "auditor_higher"];
const REST = ["agree", "others", "not_applicable"];

/** Goes up with each showing: what the engine says late is of the past. */
let shown = 0;

/**
 * Shows everything that is known for the conversation.
 * @param {HTMLElement} view
 * @param {Engine} engine
 */
export async function showConversation(view, engine) {
  const draft = current();
  if (!draft) return;
  shown += 1;
  const mine = shown;
  fill(view, { day: dayOf(today()) });
  showStrengths(view);
  showQuestions(view);
  for (const [part, on] of /** @type {const} */ ([["waiting", engine.isComing], ["missing", !engine.isComing && !engine.isReady]])) show(view, `views-${part}`, on);
  /** @type {Talk | null} */
  const talk = await engine.ask("talk", { record: draft.record, today: today() });
  if (mine !== shown || current() !== draft) return;
  show(view, "views-waiting", false);
  show(view, "views-missing", talk === null);
  showSaid(view, "proud", talk?.strengths ?? []);
  showSaid(view, "wishes", talk?.wishes ?? []);
  showPairs(view, talk);
}

/** @param {HTMLElement} view @param {string} part @param {boolean} on */
function show(view, part, on) {
  for (const element of all(view, `[data-${part}]`)) element.hidden = !on;
}

/** @param {HTMLElement} view */
function showStrengths(view) {
  const rows = [...questions.values()]
    .filter((place) => place.type === "evidence")
    .flatMap((place) => answers()[place.id]?.rows ?? [])
    .filter((row) => row["kind"]?.value === "strength" && row["what"]?.value);
  one(view, "[data-strengths]")?.replaceChildren(...rows.map((row) => make("li", "qa-lines", strengthOf(row))));
  show(view, "no-strengths", rows.length === 0);
}

/** @param {Row} row */
function strengthOf(row) {
  const what = String(row["what"].value);
  return row["where"]?.value ? say("views.strength", { what, where: String(row["where"].value) }) : what;
}

/** @param {HTMLElement} view */
function showQuestions(view) {
  const rows = answers()[byPart("conversation-questions")?.id ?? ""]?.rows ?? [];
  const names = new Map(evidenceOf(answers()).map(({ value, label }) => [value, label]));
  one(view, "[data-questions]")?.replaceChildren(...rows.map((row) => questionOf(row, names)));
  show(view, "no-questions", rows.length === 0);
}

/** @param {Row} row @param {Map<string, string>} names */
function questionOf(row, names) {
  const prompt = String(row["prompted_by"]?.value ?? "");
  const what = names.get(prompt) ?? labelOfPrompt(prompt);
  const asked = row["question"]?.value ? String(row["question"].value) : say("views.no_words");
  const item = make("li", "", make("p", "qa-lines", asked));
  if (what) item.append(make("p", "qa-muted", say("views.prompt", { what })));
  if (row["reply"]?.value) item.append(make("p", "qa-lines", String(row["reply"].value)));
  item.append(make("p", "qa-room"));
  return item;
}

/** What prompted a question: another question, or a part of the file. @param {string} prompt */
function labelOfPrompt(prompt) {
  const place = questions.get(prompt);
  if (place) return labelOf(place.element);
  const select = byPart("conversation-questions")?.element;
  const field = select && one(select, '[data-question="prompted_by"]');
  return prompt && field ? optionLabel(field, prompt) : "";
}

/** @param {HTMLElement} view @param {"proud" | "wishes"} part @param {Said[]} said */
function showSaid(view, part, said) {
  show(view, part, said.length > 0);
  const list = one(view, `[data-${part}] dl`);
  list?.replaceChildren(...said.map(({ ask, words }) => make("div", "", make("dt", "", ask), make("dd", "qa-lines", words))));
}

/** @param {HTMLElement} view @param {Talk | null} talk */
function showPairs(view, talk) {
  const pairs = talk?.pairs ?? [];
  const loaded = talk !== null && talk.loaded;
  const of = (/** @type {string} */ stand) => pairs.filter((pair) => pair.stand === stand);
  const compared = [...DIFFER, "agree"].some((stand) => of(stand).length > 0);
  show(view, "views-lead", loaded);
  show(view, "views-one", talk !== null && !loaded);
  show(view, "no-difference", compared && !DIFFER.some((stand) => of(stand).length > 0));
  const both = one(view, "[data-both]");
  both?.classList.toggle("qa-screen", !loaded);
  const groups = [...DIFFER, ...REST].filter((stand) => of(stand).length > 0).map((stand) => groupOf(stand, of(stand)));
  const left = of("unanswered").length;
  const open = left > 0 ? [make("p", "qa-muted qa-screen", say("views.unanswered", { n: left }))] : [];
  one(view, "[data-views]")?.replaceChildren(...groups, ...open);
}

/** @param {string} stand @param {ViewPair[]} pairs */
function groupOf(stand, pairs) {
  const differ = DIFFER.includes(stand);
  const heading = say("views.heading", { stand: say(`views.${stand}`), n: pairs.length });
  const list = make("dl", "qa-summary", ...pairs.map((pair) => pairOf(pair, differ)));
  if (differ) return make("div", "qa-sheet", make("h3", "", heading), list);
  return make("details", "qa-standard qa-screen", make("summary", "", heading), list);
}

/** @param {ViewPair} pair @param {boolean} differ  on paper it has room for what is said */
function pairOf(pair, differ) {
  const { value, words } = pair.theirs;
  const theirs = words ? say("views.theirs_said", { value, words }) : value;
  const line = (/** @type {string} */ key, /** @type {string} */ text) => make("p", "", make("strong", "", say(`views.${key}`)), " ", text);
  const about = pair.standards.map((standard) => make("p", "qa-muted", say("views.about"), " ", standard.text));
  const go = make("p", "qa-screen", link(`#${pair.question}`, say("views.look"), make("span", "qa-hidden", `: ${pair.ask}`)));
  const said = make("dd", "", line("theirs", theirs), line("mine", pair.mine), ...about, go);
  if (differ) said.append(make("p", "qa-room"));
  return make("div", "", make("dt", "", pair.ask), said);
}

/** Prints only the sheet. */
export function printSheet() {
  document.body.classList.add("qa-print-sheet");
  print();
}
