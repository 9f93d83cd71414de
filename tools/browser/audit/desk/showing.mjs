// What the pages of the desk show of an answer: what is to be put right, rows of tables, files to save.

import { download } from "../files/files.mjs";
import { all, copy, focusOn, link, make, need, one } from "../page/dom.mjs";
import { tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";

/** @typedef {{code: string, severity: string, source: string, line: number | null, message: string, remedy: string, more?: number}} Told */
/** @typedef {{outcomes: Record<string, number>, others: number, made_up: number, refused: Told[], unlisted: number}} Counted */
/** @typedef {{name: string, base64: string}} Made */
/** What fields lack: the end of a key of words, or what the engine says of it. @typedef {Record<string, string | {said: string}>} Lacking */

const page = need("qa-main");
const title = document.title;
const FEW = 10; // so many files that were left out are shown at once

/** Takes away what an earlier answer said. */
export function clear() {
  clearFields();
  hide("desk-wrong", "desk-result", "desk-counted", "desk-report", "desk-wrong-verify", "desk-verified");
}

/** Takes away what an earlier comparison said; a draw that stands on the page stays. */
export function clearVerified() {
  clearFields();
  hide("desk-wrong-verify", "desk-verified");
}

/** @param {...string} ids */
function hide(...ids) {
  for (const id of ids) {
    const part = document.getElementById(id);
    if (part) part.hidden = true;
  }
}

function clearFields() {
  document.title = title;
  document.getElementById("desk-saved")?.remove();
  need("qa-summary").replaceChildren();
  for (const error of all(page, ".qa-error")) error.remove();
  for (const field of all(page, ".qa-desk__field--error")) field.classList.remove("qa-desk__field--error");
  for (const control of all(page, "[data-described]")) describe(control, "");
}

/** Names what describes a control, beside its hint. @param {HTMLElement} control @param {string} id */
function describe(control, id) {
  control.dataset["described"] ??= control.getAttribute("aria-describedby") ?? "";
  const ids = [control.dataset["described"], id].filter(Boolean).join(" ");
  if (ids) control.setAttribute("aria-describedby", ids);
  else control.removeAttribute("aria-describedby");
}

/** Says beside each field, and above all of them, what it lacks. @param {Lacking} fields @returns {boolean} whether there was anything */
export function showFields(fields) {
  const lacking = all(page, "[data-field]").filter((field) => (field.dataset["field"] ?? "") in fields);
  if (lacking.length === 0) return false;
  const box = copy("qa-errors-box");
  for (const field of lacking) {
    const name = field.dataset["field"] ?? "";
    const lacks = fields[name] ?? "";
    const words = typeof lacks === "string" ? say(`desk.fields.${name}_${lacks}`) : lacks.said;
    const control = /** @type {HTMLElement} */ (one(field, "input, select"));
    const error = make("span", "qa-error", make("span", "qa-hidden", say("check.error")), words);
    error.id = `${name}-error`;
    field.classList.add("qa-desk__field--error");
    (one(field, ".qa-hint") ?? one(field, ".qa-legend"))?.after(error);
    describe(control, error.id);
    const jump = link(`#${control.id}`, words);
    jump.addEventListener("click", (event) => {
      event.preventDefault();
      control.focus();
    });
    one(box, "ul")?.append(make("li", "", jump));
  }
  need("qa-summary").append(box);
  document.title = say("title_error", { title });
  focusOn(box);
  return true;
}

/** One problem in words: where, what, what to do. @param {Told} told */
function inWords({ source, line, message, remedy }) {
  const where = source && line ? say("desk.line", { name: source, line }) : source;
  return make("li", "", ...(where ? [make("strong", "", where), " "] : []), message, " ", make("span", "qa-quiet", remedy));
}

/** Lists problems of lists and of the draw; with errors, focus goes there. @param {Told[]} problems @param {string} [id]  where */
export function showProblems(problems, id = "desk-wrong") {
  const place = need(id);
  place.replaceChildren();
  place.hidden = problems.length === 0;
  if (problems.length === 0) return;
  const isBad = problems.some((each) => each.severity === "error");
  const box = copy("desk-problems");
  box.classList.add("qa-note");
  if (isBad) box.classList.add("qa-note--bad");
  const head = /** @type {HTMLElement} */ (one(box, "h3"));
  head.textContent = page.dataset[isBad ? "bad" : "good"] ?? "";
  head.id = `${id}-title`;
  box.setAttribute("aria-labelledby", head.id);
  one(box, "ul")?.append(...problems.map(inWords));
  place.append(box);
  if (!isBad) return;
  document.title = say("title_error", { title });
  focusOn(box);
}

/** Lists differences. @param {HTMLElement} list @param {Told[]} problems */
export function listProblems(list, problems) {
  list.replaceChildren(...problems.map(inWords));
}

/** Fills the rows of a table; the first cell names its row. @param {string} name @param {string[][]} rows */
export function fillTable(name, rows) {
  const body = one(page, `[data-table=${name}] tbody`);
  body?.replaceChildren(
    ...rows.map(([first = "", ...rest]) => {
      const head = make("th", "", first);
      head.scope = "row";
      return make("tr", "", head, ...rest.map((text) => make("td", "", text)));
    }),
  );
}

/** Says what the chosen files hold, and which were left out. @param {Counted | null} counted */
export function showCounted(counted) {
  need("desk-counted").hidden = !counted;
  if (!counted) return;
  const { outcomes, others, made_up, refused, unlisted } = counted;
  const left = leftOut(counted);
  /** @type {[string, number][]} */
  const lines = [["imported", outcomes["imported"] ?? 0], ["already_there", outcomes["already_there"] ?? 0], ["refused", left], ["others", others], ["made_up", made_up]];
  const words = lines.filter(([, n]) => n > 0).map(([key, n]) => say(`desk.${key}`, { n: n.toLocaleString("en-GB") }));
  if (!outcomes["imported"]) words.unshift(say("desk.none"));
  one(need("desk-counted"), "ul")?.replaceChildren(...words.map((text) => make("li", "", text)));
  /** @type {HTMLDetailsElement | null} */
  const part = one(need("desk-counted"), "[data-refused]");
  if (part) {
    part.hidden = left === 0;
    part.open = left <= FEW;
  }
  fillTable("refused", refused.map(({ source, message, remedy, more }) => [source, more ? `${message} (${say("desk.more", { n: more })})` : message, remedy]));
  const rest = one(need("desk-counted"), "[data-unlisted]");
  if (rest) {
    rest.hidden = unlisted === 0;
    rest.textContent = say("desk.unlisted", { n: unlisted });
  }
}

/** How many of the chosen files were left out. @param {Counted | null | undefined} counted */
export const leftOut = (counted) => (counted?.outcomes["refused"] ?? 0) + (counted?.outcomes["conflict"] ?? 0);

/** Hands a file to the browser, and says so beside the button, too. @param {Made} made @param {HTMLElement} button */
export function save({ name, base64 }, button) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  download(new Blob([bytes], { type: "application/octet-stream" }), name);
  const words = say("desk.saved", { name });
  const line = document.getElementById("desk-saved") ?? make("p", "qa-quiet");
  line.id = "desk-saved";
  line.textContent = words;
  const row = button.closest("li");
  if (row) row.append(line);
  else button.closest(".qa-actions")?.after(line);
  tell(words);
}
