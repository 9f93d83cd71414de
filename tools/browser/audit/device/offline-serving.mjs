// The service worker: pages come from the server as long as it answers, and from what is kept here when it
// does not. A correction of the handbook is therefore never hidden by what is kept. Only an open page of a
// tool gets its other files from the version that it came with, so that no page runs with files of another.
// What must not pass through here: requests that ask for no cache at all, and anything of another site.

import { addressOf, dropOthers, fetchManifest, fileOf, hashOf, keepable, keepSets, manifestOf, NOTES, note, noted, notedBelow, PAGES, ROOT, served, setsOf, UNSAVED } from "./kept.mjs";

/** @typedef {import("./kept.mjs").Manifest} Manifest */
/** @typedef {Event & {waitUntil(work: Promise<unknown>): void}} Life */
/** @typedef {Life & {request: Request, clientId: string, resultingClientId: string, respondWith(answer: Promise<Response>): void}} Asked */
/** @typedef {Life & {data: {kind: string}, ports: MessagePort[], source: {id: string}}} Told */
/** @typedef {{version: string, at: string}} Pin  which version a page of a tool is of; `at`: when the copy of a reading page was made, "" for a page from the server */
/** @typedef {{clients: {claim(): Promise<void>, get(id: string): Promise<unknown>, matchAll(which: {includeUncontrolled: boolean}): Promise<{id: string, url: string}[]>}, skipWaiting(): Promise<void>}} Self */

const me = /** @type {Self} */ (/** @type {unknown} */ (globalThis));
/** The page that stands for one that is not here. */
const INSTEAD = "offline/";
/** So long a page may take where a copy of it is here. */
const PATIENCE = 8_000;
/** So many reading pages are kept unasked. */
const READ = 100;
/** So long an update waits for a tab to save. */
const SAVING = 3_000;
const ASK_AGAIN = 100;
/** What is kept of its own by the browser, or must always be the server's. */
const NEVER = ["offline-worker.mjs", "offline.json"];

/** Which version each page is of, as far as this run of the worker knows. @type {Map<string, Pin | null>} */
const pins = new Map();
/** @type {Map<string, Promise<Manifest | null>>} */
const manifests = new Map();

/** @param {string} version */
function manifest(version) {
  const known = manifests.get(version) ?? manifestOf(version);
  manifests.set(version, known);
  return known;
}

/** Serves the site from here on. Called as the worker starts. @param {string} version  the one that the build has just made */
export function serve(version) {
  addEventListener("install", (event) => /** @type {Life} */ (event).waitUntil(install(version)));
  addEventListener("activate", (event) => /** @type {Life} */ (event).waitUntil(activate(version)));
  addEventListener("fetch", (event) => hear(/** @type {Asked} */ (event), version));
  addEventListener("message", (event) => void told(/** @type {Told} */ (/** @type {unknown} */ (event)), version));
}

/** Fetches what has changed in all that is kept here; the old version is served all the while. @param {string} version */
async function install(version) {
  const found = await fetchManifest();
  if (found.version !== version) throw new Error("the server is between two versions");
  const tools = (await notedBelow("tool/")).filter((tool) => Object.hasOwn(found.sets, tool));
  await keepSets(found, tools.length > 0 ? tools.flatMap(setsOf) : ["frame"]);
  await note(`version/${version}`, found);
  await caches.open(PAGES);
}

/** From here on this version is served. The first one takes over the pages that are open. @param {string} version */
async function activate(version) {
  const before = await served();
  const previous = before && before.version !== version ? before.version : (before?.previous ?? "");
  await note("served", { version, previous });
  const kept = (await Promise.all([version, previous].map((one) => (one ? manifest(one) : null)))).filter((one) => one !== null);
  await dropOthers(kept);
  await dropPins();
  if (before) return;
  for (const { id, url } of await me.clients.matchAll({ includeUncontrolled: true })) {
    if (kept[0] && isOfTool(kept[0], addressOf(url) ?? "")) await keepPin(id, { version, at: "" });
  }
  await me.clients.claim();
}

async function dropPins() {
  for (const id of await notedBelow("page/")) if (!(await me.clients.get(id))) await note(`page/${id}`, null);
}

/** @param {Asked} event @param {string} version */
function hear(event, version) {
  const { request } = event;
  const address = addressOf(request.url);
  if (address === null || NEVER.includes(address) || request.cache === "no-store" || !["GET", "HEAD"].includes(request.method)) return;
  const answered = request.mode === "navigate" ? page(event, version, address) : file(event, version, address);
  event.respondWith(answered.catch(() => fetch(request))); // what is kept here cannot be read: as if there were none
}

/** A page: the server's if it comes in time. @param {Asked} event @param {string} version @param {string} address */
async function page(event, version, address) {
  const copy = await copyOf(version, address);
  const coming = fetch(event.request, { cache: "no-cache" }); // what the browser keeps by itself may be old
  const late = copy ? new Promise((resolve) => setTimeout(resolve, PATIENCE)) : coming;
  const response = /** @type {Response | undefined} */ (await Promise.race([coming, late]).catch(() => undefined));
  coming.catch(() => undefined); // one that fails later is not missed
  if (response && response.status < 500) {
    await remember(event, version, address, response);
    return response;
  }
  if (copy) {
    const isRead = copy.version === "" && address !== INSTEAD;
    pin(event, event.resultingClientId, { version: copy.version, at: isRead ? (copy.response.headers.get("date") ?? "") : "" });
    return copy.response;
  }
  if (response) return response;
  if (!address.endsWith("/") && (await copyOf(version, `${address}/`))) return Response.redirect(`${ROOT.href}${address}/`);
  const instead = await copyOf(version, INSTEAD);
  return instead ? Response.redirect(`${ROOT.href}${INSTEAD}#/${address}`) : Response.error();
}

/** What is kept of an address: a tool's file of this version, or of the one before; else the newest copy. @param {string} version @param {string} address */
async function copyOf(version, address) {
  const before = (await served())?.previous ?? "";
  const read = (await caches.has(PAGES)) && (await (await caches.open(PAGES)).match(ROOT.href + address));
  for (const one of [version, before]) {
    const known = one && (await manifest(one));
    const response = known && (await fileOf(known, address));
    if (response && isOfTool(known, address)) return { response, version: one };
    if (response && (!read || dateOf(response) >= dateOf(read))) return { response, version: "" };
  }
  return read ? { response: read, version: "" } : null;
}

/** When a copy was sent by the server, as a number. @param {Response} response */
const dateOf = (response) => Date.parse(response.headers.get("date") ?? "") || 0;

/** @param {Manifest} known @param {string} address */
const isOfTool = (known, address) => Object.entries(known.sets).some(([set, files]) => set.includes("/") && files.includes(address));

/** A page has come from the server: which version a tool's page is of is noted, a reading page is kept. @param {Asked} event @param {string} version @param {string} address @param {Response} response */
async function remember(event, version, address, response) {
  const known = await manifest(version);
  if (!known || !Object.hasOwn(known.files, address) || response.status !== 200 || !(await caches.has(PAGES))) return;
  const copy = response.clone();
  if (!isOfTool(known, address)) {
    event.waitUntil(keepPage(address, copy).catch(() => undefined)); // no room: it is not kept
    return;
  }
  const isSame = (await hashOf(await copy.arrayBuffer())) === known.files[address]?.[0];
  if (isSame) pin(event, event.resultingClientId, { version, at: "" });
}

/** @param {string} address @param {Response} response */
async function keepPage(address, response) {
  const body = await response.arrayBuffer();
  const pages = await caches.open(PAGES);
  await pages.delete(ROOT.href + address); // the last read stands last
  await pages.put(ROOT.href + address, keepable(response, body, await hashOf(body)));
  if (await noted("handbook")) return;
  const kept = await pages.keys();
  for (const oldest of kept.slice(0, Math.max(0, kept.length - READ))) await pages.delete(oldest);
}

/** Any other file: a tool's page gets those of its own version, everything else the server's. @param {Asked} event @param {string} version @param {string} address */
async function file(event, version, address) {
  const pinned = await pinOf(event.clientId);
  if (pinned?.version) {
    if (event.request.destination === "worker" && event.resultingClientId) pin(event, event.resultingClientId, pinned);
    const known = await manifest(pinned.version);
    const own = known && (await fileOf(known, address));
    if (own) return answer(event.request, own);
  }
  const response = await fetch(event.request).catch(() => undefined);
  if (response && response.status < 500) return response;
  const copy = await copyOf(version, address);
  return copy ? answer(event.request, copy.response) : (response ?? Response.error());
}

/** @param {Request} request @param {Response} kept */
const answer = (request, kept) => (request.method === "HEAD" ? new Response(null, { status: kept.status, headers: kept.headers }) : kept);

/** Notes of which version a page is, for this run of the worker and for later ones. @param {Asked} event @param {string} id @param {Pin} given */
function pin(event, id, given) {
  pins.set(id, given);
  event.waitUntil(keepPin(id, given).catch(() => undefined)); // no room: this run knows it
}

/** @param {string} id @param {Pin} given */
async function keepPin(id, given) {
  pins.set(id, given);
  if (await caches.has(NOTES)) await note(`page/${id}`, given);
}

/** @param {string} id @returns {Promise<Pin | null>} */
async function pinOf(id) {
  const known = pins.get(id);
  if (known !== undefined) return known;
  const found = id ? /** @type {Pin | null} */ (await noted(`page/${id}`)) : null;
  pins.set(id, found);
  return found;
}

/** What a page asks. @param {Told} event @param {string} version */
async function told(event, version) {
  const reply = event.ports[0];
  if (event.data.kind === "version") reply?.postMessage({ version });
  if (event.data.kind === "from") reply?.postMessage({ at: (await pinOf(event.source.id))?.at ?? "" });
  if (event.data.kind !== "update") return;
  const isSaved = await everythingSaved();
  reply?.postMessage({ updated: isSaved });
  if (isSaved) await me.skipWaiting();
}

/** Whether no tab holds anything unsaved; tabs have a moment to save. */
async function everythingSaved() {
  for (let waited = 0; waited < SAVING; waited += ASK_AGAIN) {
    const { held } = await navigator.locks.query();
    if (!held?.some((lock) => lock.name === UNSAVED)) return true;
    await new Promise((soon) => setTimeout(soon, ASK_AGAIN));
  }
  return false;
}
