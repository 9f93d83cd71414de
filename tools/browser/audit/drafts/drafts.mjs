// Drafts on this computer: one IndexedDB store, one entry per record id. A save counts when its
// transaction is complete, and never overwrites what another tab has saved in between.
// Each function does the whole of one job and reopens the database once if the browser closed it.

import { announceRemoval } from "./lease.mjs";
import { dropLeft, forgetDraft, knownDrafts, leftDrafts, rememberDraft } from "./memory.mjs";

/** @typedef {import("../types.mjs").Draft} Draft */

export const NAME = "practice-audit";
const STORE = "drafts";
const OPEN_WITHIN = 20_000;
/** What browsers say when they have closed a connection. */
const LOST = ["InvalidStateError", "UnknownError"];

/** The draft was saved by another tab since this one read it. */
export class Overtaken extends Error {
  name = "Overtaken";
}

/** @type {Promise<IDBDatabase> | null} */
let database = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    const late = setTimeout(() => reject(new Error("the store of drafts did not open")), OPEN_WITHIN);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "record_id" });
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      clearTimeout(late);
      const opened = request.result;
      const lose = () => {
        closed.add(opened);
        database = null;
      };
      opened.onclose = lose; // some phones close it while the page is hidden
      opened.onversionchange = () => {
        opened.close();
        lose();
      };
      resolve(opened);
    };
  });
  database.catch(() => (database = null));
  return database;
}

/**
 * Runs one transaction and gives the result of `work` once it is complete.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore, give: (result: T) => void, fail: (reason: Error) => void) => void} work
 * @param {boolean} [strict]  wait until the disk has it
 * @param {boolean} [again]  whether to try once more on a closed connection
 * @returns {Promise<T>}
 */
async function run(mode, work, strict = false, again = true) {
  const opened = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = opened.transaction(STORE, mode, { durability: strict ? "strict" : "default" });
      /** @type {T} */
      let result;
      /** @type {Error | null} */
      let failure = null;
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = () => reject(failure ?? transaction.error ?? new Error("the save was stopped"));
      work(
        transaction.objectStore(STORE),
        (value) => (result = value),
        (reason) => {
          failure = reason;
          transaction.abort();
        },
      );
    });
  } catch (error) {
    if (again && isLost(opened, error)) {
      database = null;
      return run(mode, work, strict, false);
    }
    throw error;
  }
}

/** Connections that the browser has closed. @type {WeakSet<IDBDatabase>} */
const closed = new WeakSet();

/** Whether the connection is gone, so that another one may still work. @param {IDBDatabase} opened @param {unknown} error */
function isLost(opened, error) {
  return closed.has(opened) || (error instanceof DOMException && LOST.includes(error.name));
}

/**
 * Saves a draft and gives its new revision. Rejects with Overtaken if the stored revision is not
 * the one that this tab knows.
 * @param {Draft} draft
 * @param {boolean} [strict]
 * @returns {Promise<number>}
 */
export async function save(draft, strict = false) {
  const revision = await run(
    "readwrite",
    (/** @type {IDBObjectStore} */ store, /** @type {(revision: number) => void} */ give, fail) => {
      const stored = store.get(draft.record_id);
      stored.onsuccess = () => {
        const known = /** @type {Draft | undefined} */ (stored.result)?.revision ?? draft.revision;
        if (known !== draft.revision) {
          fail(new Overtaken(draft.record_id));
          return;
        }
        store.put({ ...draft, revision: known + 1 });
        give(known + 1);
      };
    },
    strict,
  );
  rememberDraft(draft.record_id);
  return revision;
}

/**
 * Puts what pages left behind when they went away with their drafts, unless a draft is gone or was saved since.
 * A save that was under way then may have come to its end, with less than was left.
 */
async function takeIn() {
  for (const left of leftDrafts()) {
    const work = (/** @type {IDBObjectStore} */ store) => {
      const found = store.get(left.record_id);
      found.onsuccess = () => {
        const stored = /** @type {Draft | undefined} */ (found.result);
        const isLast = stored && stored.revision <= left.revision + 1 && stored.saved_at <= left.saved_at;
        if (isLast && !holds(stored, left)) store.put({ ...stored, ...left, revision: stored.revision + 1 });
      };
    };
    const done = await run("readwrite", work, true).then(
      () => true,
      () => false, // no room, perhaps: it stays where it was left, and is tried again
    );
    if (done) dropLeft(left.record_id);
  }
}

/**
 * Whether a stored draft holds all that was left of it, as after another page has put the same: putting it again would
 * overtake whoever has opened the draft meanwhile.
 * @param {Draft} stored
 * @param {Draft} left
 */
function holds(stored, left) {
  const same = { revision: 0, saved_at: "" };
  return JSON.stringify({ ...stored, ...left, ...same }) === JSON.stringify({ ...stored, ...same });
}

/** @param {string} id @returns {Promise<Draft | undefined>} */
export async function get(id) {
  await takeIn();
  return run("readonly", (store, give) => {
    const request = store.get(id);
    request.onsuccess = () => give(request.result);
  });
}

/** Every draft, the last saved first. @returns {Promise<Draft[]>} */
export async function list() {
  await takeIn();
  /** @type {Draft[]} */
  const drafts = await run("readonly", (store, give) => {
    const request = store.getAll();
    request.onsuccess = () => give(request.result);
  });
  return drafts.sort((a, b) => b.saved_at.localeCompare(a.saved_at));
}

/** The draft whose id starts like this. @param {string} start @returns {Promise<Draft | undefined>} */
export async function find(start) {
  return (await list()).find((draft) => draft.record_id.startsWith(start));
}

/** @param {string} id */
export async function remove(id) {
  await run("readwrite", (store) => void store.delete(id), true);
  forgetDraft(id);
  dropLeft(id);
  announceRemoval(id);
}

/** Deletes every draft and the store itself. What is in it is gone even where another tab keeps it open. */
export async function deleteStore() {
  if (!("indexedDB" in globalThis)) return;
  if (await anyKept()) await run("readwrite", (store) => void store.clear(), true);
  (await database?.catch(() => null))?.close();
  database = null;
  await deleteDatabase(NAME);
}

/** Deletes a database of this site; done as well where another tab keeps it open: it goes when that tab lets go. @param {string} name @returns {Promise<void>} */
export function deleteDatabase(name) {
  return new Promise((done) => {
    const request = indexedDB.deleteDatabase(name);
    for (const end of /** @type {const} */ (["onsuccess", "onerror", "onblocked"])) request[end] = () => done();
  });
}

/** Whether drafts were ever kept here; looking does not create the store. @returns {Promise<boolean>} */
export async function anyKept() {
  if (!("indexedDB" in globalThis)) return false;
  if (!indexedDB.databases) return knownDrafts().length > 0;
  const known = await indexedDB.databases();
  return known.some((entry) => entry.name === NAME);
}
