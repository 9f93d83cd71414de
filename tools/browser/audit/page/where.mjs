// Which editions this site keeps, and where their pages are. A draft is of the edition that began it, for good.

import { need } from "./dom.mjs";

const page = need("qa-main");
/** The edition at the site's root. */
const atRoot = page.dataset["atRoot"] ?? page.dataset["edition"] ?? "";
/** Every published edition, oldest first. */
const kept = (page.dataset["editions"] ?? "").split(" ").filter(Boolean);

/**
 * Where an edition has a page, from the site's root. An edition that is not kept has none: the page at the root says so.
 * @param {string} edition
 * @param {string} path  as it is at the root
 */
export function placeIn(edition, path) {
  return edition !== atRoot && kept.includes(edition) ? `editions/${edition}/${path}` : path;
}

/** Where the form of a tool that the edition at the root does not have is kept, or "". @param {string} edition @param {string} tool */
export function keptForm(edition, tool) {
  const isName = /^[a-z][a-z0-9-]*$/.test(tool);
  return isName && edition !== atRoot && kept.includes(edition) ? `editions/${edition}/tools/${tool}/form/` : "";
}

/** The edition with which something new begins on a page of this one: an older edition begins nothing. @param {string} edition */
export function beginsWith(edition) {
  return edition === atRoot ? edition : (kept.at(-1) ?? edition);
}

/** The editions after one, oldest first, up to the one with which something new begins. @param {string} edition @returns {string[]} */
export function editionsAfter(edition) {
  const last = kept.at(-1) ?? atRoot;
  return kept.includes(edition) ? kept.filter((known) => isAfter(known, edition) && !isAfter(known, last)) : [];
}

/** Whether an edition came after every one that this site knows. @param {string} edition */
export function isNewer(edition) {
  return [atRoot, ...kept].every((known) => isAfter(edition, known));
}

/** 2023 comes before 2023.2, that before 2023.10, and that before 2024. @param {string} one @param {string} other */
function isAfter(one, other) {
  const [first, second] = [one, other].map((id) => id.split(".").map(Number));
  for (let place = 0; place < Math.max(first?.length ?? 0, second?.length ?? 0); place += 1) {
    const difference = (first?.[place] ?? 0) - (second?.[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
