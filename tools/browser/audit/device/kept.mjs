// What this site keeps in the browser for work without a connection, and how it is looked up. Pages and
// the service worker share this module, so it knows neither. Files of the tools are kept under their
// content's hash, so that two versions of one file can lie side by side; reading pages under their address.
// What belongs to a version is said by its manifest, offline.json, which the build writes.

/** What the build says of a version: each file with its hash and bytes, and which files belong together. @typedef {{version: string, files: Record<string, [string, number]>, sets: Record<string, string[]>}} Manifest */
/** Which version the service worker serves, and which it served before: open pages may be of that one. @typedef {{version: string, previous: string}} Served */

/** The root of the site, wherever it lies: this file is two folders below it. */
export const ROOT = new URL("../../../", import.meta.url);
const OURS = "practice-audit.";
/** Two sites of one server have caches of their own. */
const HERE = ` ${ROOT.pathname}`;
export const FILES = `${OURS}files${HERE}`;
export const PAGES = `${OURS}pages${HERE}`;
export const NOTES = `${OURS}notes${HERE}`;
/** Held, shared, by every tab in which something typed is not saved. */
export const UNSAVED = `${OURS}unsaved`;
export const WORKER = "offline-worker.mjs";
const MANIFEST = "offline.json";
const HASH = "x-handbook-hash";
const BYTES = "x-handbook-bytes";
const DIGITS = 32;
const AT_ONCE = 4;

/** The sets that a tool needs. @param {string} tool  the address of its start page, as "tools/ila/" */
export const setsOf = (tool) => ["frame", "engine", tool];

/** The caches of this site. @returns {Promise<string[]>} */
export async function ourCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS) && name.endsWith(HERE));
}

/** The address of a file from the site's root, or null: it is none of this site. @param {string} url */
export function addressOf(url) {
  const { origin, pathname } = new URL(url);
  return origin === ROOT.origin && pathname.startsWith(ROOT.pathname) ? pathname.slice(ROOT.pathname.length) : null;
}

/** @param {string} address @param {string} hash */
const keyOf = (address, hash) => `${ROOT.href}${address}?${hash}`;

/** @param {string} key */
const placeOf = (key) => `${ROOT.href}-/${key}`;

/** What was noted under a key, or null. @param {string} key @returns {Promise<any>} */
export async function noted(key) {
  if (!(await caches.has(NOTES))) return null;
  const found = await (await caches.open(NOTES)).match(placeOf(key));
  return found ? found.json() : null;
}

/** Notes something; null takes the note away. @param {string} key @param {unknown} value */
export async function note(key, value) {
  const notes = await caches.open(NOTES);
  if (value === null) await notes.delete(placeOf(key));
  else await notes.put(placeOf(key), new Response(JSON.stringify(value)));
}

/** The keys of notes that begin like this, without their beginning. @param {string} beginning @returns {Promise<string[]>} */
export async function notedBelow(beginning) {
  if (!(await caches.has(NOTES))) return [];
  const all = (await (await caches.open(NOTES)).keys()).map((request) => request.url);
  return all.filter((url) => url.startsWith(placeOf(beginning))).map((url) => decodeURI(url.slice(placeOf(beginning).length)));
}

/** The manifest of the newest version on the server. @returns {Promise<Manifest>} */
export async function fetchManifest() {
  const response = await fetch(new URL(MANIFEST, ROOT), { cache: "no-store" });
  if (!response.ok) throw new Error(`${response.status} for ${MANIFEST}`);
  return response.json();
}

/** The manifest of a version that is kept here, or null. @param {string} version @returns {Promise<Manifest | null>} */
export const manifestOf = (version) => noted(`version/${version}`);

/** Which version is served here, or null before there is one. @returns {Promise<Served | null>} */
export const served = () => noted("served");

/** @param {BufferSource} content */
export async function hashOf(content) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, DIGITS);
}

/** A response that can be kept: as it was sent, unpacked. @param {Response} response @param {ArrayBuffer} body @param {string} hash */
export function keepable(response, body, hash) {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
  headers.set(HASH, hash);
  headers.set(BYTES, String(body.byteLength));
  return new Response(body, { status: response.status, headers });
}

/**
 * A file as the server has it, if it is the one that the manifest means: a server may be between two versions.
 * @param {string} address @param {string} hash @param {AbortSignal} [signal]
 */
async function fetched(address, hash, signal) {
  const response = await fetch(new URL(address, ROOT), { cache: "no-cache", ...(signal ? { signal } : {}) });
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  const body = await response.arrayBuffer();
  if ((await hashOf(body)) !== hash) throw new Error(`${address} is of another version`);
  return keepable(response, body, hash);
}

/** @param {Manifest} manifest @param {string[]} sets */
function needs(manifest, sets) {
  const addresses = sets.flatMap((name) => manifest.sets[name] ?? []);
  return [...new Set(addresses)].map((address) => ({ address, hash: manifest.files[address]?.[0] ?? "" }));
}

/** Whether every file of these sets is here. @param {Manifest} manifest @param {string[]} sets */
export async function hasSets(manifest, sets) {
  if (!sets.every((name) => Object.hasOwn(manifest.sets, name)) || !(await caches.has(FILES))) return false;
  const files = await caches.open(FILES);
  const found = await Promise.all(needs(manifest, sets).map(({ address, hash }) => files.match(keyOf(address, hash))));
  return found.every(Boolean);
}

/**
 * Keeps every file of these sets that is not here yet; what another version has alike is not fetched again.
 * @param {Manifest} manifest @param {string[]} sets @param {AbortSignal} [signal]
 */
export async function keepSets(manifest, sets, signal) {
  const files = await caches.open(FILES);
  await inTurn(needs(manifest, sets), async ({ address, hash }) => {
    if (signal?.aborted || (await files.match(keyOf(address, hash)))) return;
    const response = await fetched(address, hash, signal);
    if (!signal?.aborted) await files.put(keyOf(address, hash), response);
  });
}

/**
 * Keeps every page and file of the handbook, each under its address; those that are here alike stay.
 * @param {Manifest} manifest @param {(done: number, all: number) => void} progress @param {AbortSignal} signal
 */
export async function keepAll(manifest, progress, signal) {
  const pages = await caches.open(PAGES);
  const all = Object.entries(manifest.files);
  let done = 0;
  await inTurn(all, async ([address, [hash]]) => {
    const kept = await pages.match(ROOT.href + address);
    if (kept?.headers.get(HASH) !== hash) {
      const response = await fetched(address, hash, signal);
      if (!signal.aborted) await pages.put(ROOT.href + address, response);
    }
    done += 1;
    progress(done, all.length);
  });
  if (signal.aborted) throw new DOMException("stopped", "AbortError");
}

/** Works through a list, a few at once; stops at the first fault. @template T @param {T[]} list @param {(one: T) => Promise<void>} work */
async function inTurn(list, work) {
  const waiting = list.values();
  let failed = false;
  const worker = async () => {
    for (const one of waiting) {
      if (failed) return;
      try {
        await work(one);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** A file of a version, or undefined. @param {Manifest} manifest @param {string} address */
export async function fileOf(manifest, address) {
  const hash = Object.hasOwn(manifest.files, address) ? manifest.files[address]?.[0] : undefined;
  if (!hash || !(await caches.has(FILES))) return undefined;
  return (await caches.open(FILES)).match(keyOf(address, hash));
}

/** Drops the files and manifests that none of these versions has. @param {Manifest[]} versions */
export async function dropOthers(versions) {
  const wanted = new Set(versions.flatMap(({ files }) => Object.entries(files).map(([address, [hash]]) => keyOf(address, hash))));
  const files = await caches.open(FILES);
  for (const request of await files.keys()) if (!wanted.has(request.url)) await files.delete(request);
  const names = versions.map(({ version }) => version);
  for (const version of await notedBelow("version/")) if (!names.includes(version)) await note(`version/${version}`, null);
}

/** How much is kept in a cache, without creating it. @param {string} name @returns {Promise<{addresses: string[], bytes: number}>} */
export async function contentOf(name) {
  if (!(await caches.has(name))) return { addresses: [], bytes: 0 };
  const cache = await caches.open(name);
  const addresses = [];
  let bytes = 0;
  for (const request of await cache.keys()) {
    addresses.push(addressOf(request.url) ?? "");
    bytes += Number((await cache.match(request))?.headers.get(BYTES) ?? 0);
  }
  return { addresses, bytes };
}
