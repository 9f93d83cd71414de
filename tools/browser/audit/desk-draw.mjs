// The page "Draw cases at random": asks the engine for a draw, or to draw again from a receipt, and shows what came.

import { Choice, records, showChosen, typed, typedDate } from "./desk/choosing.mjs";
import { ask, begin, when } from "./desk/desk.mjs";
import { fillTable, listProblems, save, showCounted, showFields, showProblems } from "./desk/showing.mjs";
import { all, control, focusOn, make, need, one } from "./page/dom.mjs";
import { tell } from "./page/speech.mjs";
import { dayOf, now, say, today } from "./page/words.mjs";

/** @typedef {import("./desk/showing.mjs").Told} Told */
/** @typedef {import("./desk/showing.mjs").Counted} Counted */
/** @typedef {import("./desk/showing.mjs").Made} Made */
/**
 * @typedef {object} Draw
 * @property {Record<string, string>} fields
 * @property {Told[]} problems
 * @property {Counted | null} records
 * @property {boolean} [draft]
 * @property {number} population
 * @property {{ticket: string, case: string, area: string, plan: string, auditor: string}[]} [drawn]
 * @property {{case: string, reason: string, audited_on: string}[]} excluded
 * @property {{case: string, reason: string, replaced_by: string}[]} replaced
 * @property {Made[]} files
 */
/** @typedef {{fields: Record<string, string>, problems: Told[], differences?: Told[], seed: string, selected_on: string, records: Counted | null}} Verified */

const page = need("qa-main");
const titles = { bad: page.dataset["bad"] ?? "", good: page.dataset["good"] ?? "" };

async function draw() {
  const choice = new Choice();
  const payload = {
    cases: choice.single("cases"),
    auditors: choice.single("auditors"),
    records: choice.many(records("records")),
    seed: typed("seed"),
    number: typed("number"),
    selected_on: typedDate("selected_on"),
    by: typed("by"),
    role: typed("role"),
    told_on: typedDate("told_on"),
    record_id: crypto.randomUUID(),
    now: now(),
    today: today(),
    files: choice.names,
  };
  /** @type {Draw | null} */
  const answer = await ask("draw", payload, choice.files);
  if (!answer) return;
  showCounted(answer.records ?? null);
  showProblems(answer.problems, titles);
  if (showFields(answer.fields) || !answer.drawn) return;
  fillTable("drawn", answer.drawn.map((row) => [row.case, row.auditor, row.area, row.plan, row.ticket]));
  fillTable("excluded", answer.excluded.map((row) => [row.case, row.reason, row.audited_on && dayOf(row.audited_on)]));
  fillTable("replaced", answer.replaced.map((row) => [row.case, row.reason, row.replaced_by]));
  for (const name of /** @type {const} */ (["excluded", "replaced"])) {
    const part = one(page, `[data-rows=${name}]`);
    if (part) part.hidden = answer[name].length === 0;
  }
  const first = say("desk.drawn", { n: answer.drawn.length, population: answer.population });
  const lines = [first, say(answer.draft ? "desk.is_draft" : "desk.is_finished")];
  if (answer.excluded.length > 0) lines.splice(1, 0, say("desk.excluded", { n: answer.excluded.length }));
  if (!answer.records) lines.push(say("desk.no_records"));
  need("desk-lines").replaceChildren(...lines.map((text) => make("li", "", text)));
  need("desk-files").replaceChildren(...answer.files.map((file) => make("li", "", saver(file))));
  need("desk-result").hidden = false;
  focusOn(need("result"));
  tell(first);
}

/** A button that saves a file, called as the file is. @param {Made} file */
function saver(file) {
  const button = make("button", "qa-button qa-button--second", file.name);
  button.type = "button";
  button.addEventListener("click", () => save(file));
  return button;
}

async function verify() {
  const choice = new Choice();
  const payload = {
    receipt: choice.single("receipt"),
    cases: choice.single("cases"),
    auditors: choice.single("auditors"),
    records: choice.many(records("records")),
    today: today(),
    files: choice.names,
  };
  /** @type {Verified | null} */
  const answer = await ask("verify", payload, choice.files);
  if (!answer) return;
  showCounted(answer.records ?? null);
  showProblems(answer.problems, titles);
  if (showFields(answer.fields) || !answer.differences) return;
  const result = need("desk-verified");
  const n = answer.differences.length;
  const words = n > 0 ? say("desk.differs", { n }) : say("desk.same", { seed: answer.seed, day: dayOf(answer.selected_on) });
  for (const outcome of all(result, "[data-outcome]")) outcome.textContent = words;
  for (const list of all(result, "[data-differences]")) listProblems(list, answer.differences);
  for (const line of all(result, "[data-no-records]")) {
    line.hidden = answer.records !== null;
    line.textContent = say("desk.no_records_verify");
  }
  result.hidden = false;
  focusOn(/** @type {HTMLElement} */ (one(result, "h3")));
  tell(words);
}

const [year = "", month = "", day = ""] = today().split("-");
for (const [part, value] of Object.entries({ day, month, year })) {
  const box = control(`selected_on-${part}`);
  if (box && !box.value) box.value = String(Number(value));
}
showChosen("records");
when("work", draw);
when("verify", verify);
begin();
