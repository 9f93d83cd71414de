// The page "What this site stores on your device": what is here now, the whole handbook to keep or to take away,
// and clearing everything.

import { wireClearing } from "./device/clearing.mjs";
import { amounts, look } from "./device/device.mjs";
import { all, need, one } from "./page/dom.mjs";
import { fetchManifest } from "./device/kept.mjs";
import { canKeep, dropHandbook, keepHandbook, keptHandbook, renewHandbook } from "./device/keeping.mjs";
import { tell } from "./page/speech.mjs";
import { say } from "./page/words.mjs";

/** @typedef {import("./device/device.mjs").Found} Found */

const MEGA = 1_000_000;
const page = need("qa-main");
const button = /** @type {HTMLButtonElement} */ (need("keep-do"));
const progress = /** @type {HTMLProgressElement} */ (need("keep-progress"));

/** How many drafts are here. */
let drafts = 0;

/** @param {number} bytes */
const inMega = (bytes) => Math.max(1, Math.round(bytes / MEGA)).toLocaleString("en-GB");

/** Shows beside each entry of the list whether it is here now. */
async function showStored() {
  const found = await look();
  const { drafts: n, files, pages, bytes } = await amounts();
  drafts = n;
  for (const entry of all(page, "[data-stored]")) {
    const here = found.filter((one) => one.place === entry.dataset["stored"] && isNamed(one.name, entry.dataset["name"] ?? ""));
    const line = one(entry, "[data-now]");
    if (line) line.textContent = say(here.length > 0 ? "device.here" : "device.not_here");
  }
  const lines = [drafts > 0 ? say("device.drafts", { n: drafts }) : say("device.drafts_none")];
  if (files + pages > 0) lines.push(say("device.kept", { n: files + pages, mb: inMega(bytes) }));
  need("amounts").textContent = found.length === 0 ? say("device.nothing") : lines.join(" ");
  need("amounts").hidden = false;
}

/** Whether a name is meant by one of the list, in which a star stands for any text. @param {string} name @param {string} listed */
function isNamed(name, listed) {
  const [start = "", end] = listed.split("*");
  return end === undefined ? name === start : name.startsWith(start) && name.endsWith(end);
}

async function showHandbook() {
  const kept = await keptHandbook();
  need("keep-state").textContent = kept ? say("device.handbook_here") : "";
  for (const id of ["keep-drop", "keep-drop-means"]) need(id).hidden = !kept;
  button.hidden = kept !== null;
}

async function keep() {
  button.disabled = true;
  progress.hidden = false;
  tell(say("device.keeping"));
  const came = await keepHandbook((done, all) => {
    progress.max = all;
    progress.value = done;
    need("keep-state").textContent = say("device.progress", { done: done.toLocaleString("en-GB"), all: all.toLocaleString("en-GB") });
  });
  progress.hidden = true;
  button.disabled = false;
  await show();
  if (came !== "kept") need("keep-state").textContent = say(`device.handbook_${came}`);
  tell(need("keep-state").textContent ?? "");
  if (came === "kept") need("keep-drop").focus();
}

async function show() {
  await showStored();
  await showHandbook();
}

async function begin() {
  wireClearing(() => drafts, show);
  button.addEventListener("click", () => void keep());
  need("keep-drop").addEventListener("click", async () => {
    await dropHandbook();
    await show();
    tell(say("device.handbook_gone"));
    button.focus();
  });
  await show();
  need("keep").hidden = !canKeep();
  need("keep-cannot").hidden = canKeep();
  if (!canKeep()) return;
  await renewHandbook();
  const manifest = await fetchManifest().catch(() => null); // no connection: its size is not known
  const bytes = Object.values(manifest?.files ?? {}).reduce((sum, [, size]) => sum + size, 0);
  if (manifest) need("keep-size").textContent = say("device.size", { mb: inMega(bytes) });
}

begin().catch(() => undefined); // the list stands there without a script
