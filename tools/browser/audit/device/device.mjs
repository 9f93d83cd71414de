// What this site has in this browser: looks at every place, deletes everything, and looks again. The list of
// what may be there is the page's (macros/stored.yaml); whatever else is there under this site's names counts too.

import { anyKept, deleteDatabase, deleteStore, list, NAME } from "../drafts/drafts.mjs";
import { contentOf, FILES, NOTES, ourCaches, PAGES } from "./kept.mjs";
import { endKeeping, registration } from "./keeping.mjs";
import { announceRemoval } from "../drafts/lease.mjs";
import { forgetEverything, keptKeys } from "../drafts/memory.mjs";

/** @typedef {"database" | "local" | "session" | "cache" | "worker"} Place */
/** @typedef {{place: Place, name: string}} Found  one thing that is stored; the name is the browser's */

/** The places, in the order in which people are told of them. @type {Place[]} */
export const PLACES = ["database", "local", "session", "cache", "worker"];
/** What the page that looks at the browser makes, and deletes again. */
const OF_THE_CHECK = "practice-audit-check";
/** Other tabs may need a moment to let go: so many milliseconds, and so many between two tries. */
const PATIENCE = 6_000;
const BETWEEN = 400;

/** The databases of this site; a browser that does not name them is asked for drafts only. @returns {Promise<string[]>} */
async function databases() {
  if (!("indexedDB" in globalThis)) return [];
  if (!indexedDB.databases) return (await anyKept()) ? [NAME] : [];
  return (await indexedDB.databases()).map(({ name }) => name ?? "").filter((name) => [NAME, OF_THE_CHECK].includes(name));
}

/** Everything of this site that is in this browser, as this tab can see it. @returns {Promise<Found[]>} */
export async function look() {
  const names = {
    database: await databases(),
    local: keptKeys("local"),
    session: keptKeys("session"),
    cache: "caches" in globalThis ? await ourCaches().catch(() => []) : [],
    worker: ((await registration().catch(() => undefined)) ? ["offline-worker.mjs"] : []),
  };
  return PLACES.flatMap((place) => names[place].map((name) => ({ place, name })));
}

/** How many drafts are here, and how much is kept for work without a connection. */
export async function amounts() {
  const [files, pages] = await Promise.all([contentOf(FILES), contentOf(PAGES)]);
  return { drafts: (await anyKept()) ? (await list()).length : 0, files: files.addresses.length, pages: pages.addresses.length, bytes: files.bytes + pages.bytes };
}

/** Deletes everything and looks again: gives what is still there. @returns {Promise<Found[]>} */
export async function clearDevice() {
  endKeeping();
  announceRemoval();
  const end = performance.now() + PATIENCE;
  for (;;) {
    await deleteAll();
    const left = await look();
    if (left.length === 0 || performance.now() > end) return left;
    await new Promise((soon) => setTimeout(soon, BETWEEN));
  }
}

/** Each place by itself: what goes wrong in one keeps nothing in another. */
async function deleteAll() {
  const worker = async () => void (await (await registration())?.unregister());
  const kept = async () => {
    if ("caches" in globalThis) await Promise.all([...(await ourCaches()), NOTES].map((name) => caches.delete(name)));
  };
  await Promise.allSettled([deleteStore(), deleteDatabase(OF_THE_CHECK), worker()]);
  await kept().catch(() => undefined);
  forgetEverything();
}
