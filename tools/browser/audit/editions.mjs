// The page of editions: which one was in force on a day, and what it said of an id. The words stand in
// templates of the page; the list of ids of an edition is fetched when it is asked for.

import { make, need, one } from "./page/dom.mjs";

const page = need("qa-main");
const root = page.dataset["root"] ?? "";
/** The newest first. @type {{edition: string, since: string}[]} */
const editions = JSON.parse(document.getElementById("qa-editions")?.textContent ?? "[]");
const form = /** @type {HTMLFormElement | null} */ (one(page, "[data-on]"));
const answer = /** @type {HTMLElement | null} */ (one(page, "[data-answer]"));

/** What a template of the page says, with its places filled. @param {string} name @param {Record<string, string>} slots @param {string} [href] */
function said(name, slots, href = "") {
  const template = /** @type {HTMLTemplateElement} */ (one(page, `template[data-say=${name}]`));
  const part = /** @type {DocumentFragment} */ (document.importNode(template.content, true));
  for (const slot of part.querySelectorAll("[data-slot]")) {
    const key = slot.getAttribute("data-slot") ?? "";
    if (key === "link") slot.setAttribute("href", root + href);
    else slot.textContent = slots[key] ?? "";
  }
  return make("div", "", part);
}

/** Whether a text is a day of the calendar, the year first. @param {string} day */
function isDay(day) {
  const moment = new Date(`${day}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

/** @param {string} day @param {string} id */
async function answers(day, id) {
  if (!isDay(day)) return [said("day", {})];
  const found = editions.find((one) => one.since <= day);
  if (!found) return [said("none", { day })];
  const { edition } = found;
  const first = said("edition", { day, edition }, `editions/${edition}/`);
  if (!id) return [first];
  const fetched = await fetch(`${root}editions/${edition}/index.json`).catch(() => null);
  if (!fetched?.ok) return [first, said("offline", {})];
  /** @type {Record<string, {name: string, address: string}>} */
  const known = await fetched.json();
  const entry = Object.hasOwn(known, id) ? known[id] : undefined;
  if (!entry) return [first, said("unknown", { edition, id }, `id/${encodeURIComponent(id)}/`)];
  return [first, said("id", { id, name: entry.name }, entry.address)];
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const value = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (need(id)).value.trim();
  answer?.replaceChildren(...(await answers(value("on-day"), value("on-id"))));
});
