// Keeps a tool, or the whole handbook, on this device, and lets it go again. Only a page of a tool, or somebody
// who asks for the handbook, brings the service worker into this browser; whoever only reads has none.
// Whatever fails here, the page works as it would without: nothing of a draft is touched.

import { hasSets, keepAll, keepSets, manifestOf, note, noted, PAGES, ROOT, served, setsOf, WORKER } from "./kept.mjs";

/** @typedef {import("./kept.mjs").Manifest} Manifest */

/** So much room is left for drafts, in bytes. */
const SPARE = 50_000_000;
/** Stops all keeping in this page. */
let stop = new AbortController();
/** Everything was deleted from this device: what this page keeps by itself would come back at once. */
let cleared = false;

/** Whether this browser, at this address, can keep pages at all. `make serve` has no such template. */
export const canKeep = () => "serviceWorker" in navigator && "caches" in globalThis && document.getElementById("qa-offline") !== null;

/** The service worker of this very site, not that of another site around it. */
export async function registration() {
  if (!("serviceWorker" in navigator)) return undefined;
  const found = await navigator.serviceWorker.getRegistration(ROOT.href);
  return found?.scope === ROOT.href ? found : undefined;
}

/** Brings the service worker here and gives the manifest of what it serves, or null. @returns {Promise<Manifest | null>} */
async function start() {
  const here = await navigator.serviceWorker.register(new URL(WORKER, ROOT), { type: "module", updateViaCache: "none" });
  const worker = here.active ?? here.waiting ?? here.installing;
  if (!worker) return null;
  await new Promise((done) => {
    const look = () => ["activated", "redundant"].includes(worker.state) && done(undefined);
    worker.addEventListener("statechange", look);
    look();
  });
  if (!cleared) return current();
  await here.unregister(); // it was under way while everything was deleted
  return null;
}

/** The manifest of the version that is served here, or null. */
async function current() {
  const now = await served();
  return now && manifestOf(now.version);
}

/** @param {Manifest} manifest @param {string[]} [sets] */
function sizeOf(manifest, sets) {
  const addresses = sets ? sets.flatMap((name) => manifest.sets[name] ?? []) : Object.keys(manifest.files);
  return addresses.reduce((sum, address) => sum + (manifest.files[address]?.[1] ?? 0), 0);
}

/** Whether there is room for so many bytes, with enough left for drafts. @param {number} bytes */
async function hasRoom(bytes) {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined || usage === undefined || quota - usage > bytes + SPARE;
}

/**
 * Keeps all that a tool needs. Says whether every file of it is here.
 * @param {string} tool  the address of its start page from the site's root
 */
export async function keepTool(tool) {
  if (!canKeep() || cleared) return false;
  const { signal } = stop;
  try {
    const manifest = await start();
    if (!manifest || !Object.hasOwn(manifest.sets, tool)) return false;
    const sets = setsOf(tool);
    if (await hasSets(manifest, sets)) return true;
    if (!navigator.onLine || !(await hasRoom(sizeOf(manifest, sets)))) return false;
    if (signal.aborted) return false;
    await note(`tool/${tool}`, true);
    await keepSets(manifest, sets, signal);
    return !signal.aborted && (await hasSets(manifest, sets));
  } catch {
    return false; // no connection, no room, or a browser that keeps nothing for this site
  }
}

/**
 * Keeps the whole handbook. Says what came of it.
 * @param {(done: number, all: number) => void} progress
 * @returns {Promise<"kept" | "full" | "failed" | "stopped">}
 */
export async function keepHandbook(progress) {
  const { signal } = stop;
  cleared = false; // somebody asks for it
  try {
    const manifest = await start();
    if (!manifest) return "failed";
    if (!(await hasRoom(sizeOf(manifest)))) return "full";
    await keepAll(manifest, progress, signal);
    await note("handbook", { version: manifest.version });
    return "kept";
  } catch (error) {
    if (signal.aborted) return "stopped";
    const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
    if (isFull) await dropHandbook().catch(() => undefined); // what is left is for drafts
    return isFull ? "full" : "failed";
  }
}

/** The version of the handbook that is kept here as a whole, or null. @returns {Promise<{version: string} | null>} */
export const keptHandbook = () => noted("handbook");

/** Fetches again what has changed since the whole handbook was kept, if it was. */
export async function renewHandbook() {
  const kept = await keptHandbook();
  const now = kept && (await served());
  if (now && now.version !== kept?.version) await keepHandbook(() => {});
}

/** Takes the kept handbook away, with the pages that were kept as they were read; tools stay. */
export async function dropHandbook() {
  stopKeeping();
  await caches.delete(PAGES);
  await note("handbook", null);
  if (await served()) await caches.open(PAGES);
}

/** Nothing more is kept by what was begun in this page. */
function stopKeeping() {
  stop.abort();
  stop = new AbortController();
}

/** Everything is deleted from this device: this page keeps nothing more by itself until it is loaded again. */
export function endKeeping() {
  cleared = true;
  stopKeeping();
}
