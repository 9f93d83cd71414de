// Every file in what was dropped on the page, with all folders inside. Knows nothing of what the files are.

/** @typedef {import("./choosing.mjs").Chosen} Chosen */

/**
 * The files that were dropped, called by their paths. To be asked while the drop is handled; fails where one of
 * the folders cannot be read.
 * @param {DataTransfer | null} carried
 * @returns {Promise<Chosen[]>}
 */
export async function dropped(carried) {
  const given = [...(carried?.items ?? [])].filter((item) => item.kind === "file");
  const entries = given.map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  return (await Promise.all(entries.map(within))).flat();
}

/** @param {FileSystemEntry | File | null} entry @returns {Promise<Chosen[]>} */
async function within(entry) {
  if (entry === null) return [];
  if (entry instanceof File) return [{ file: entry, name: entry.name }];
  if (entry.isFile) return [await fileOf(/** @type {FileSystemFileEntry} */ (entry))];
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {FileSystemEntry[]} */
  const inside = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((done, failed) => reader.readEntries(done, failed)); // a hundred at a time
    if (some.length === 0) break;
    inside.push(...some);
  }
  return (await Promise.all(inside.map(within))).flat();
}

/** @param {FileSystemFileEntry} entry @returns {Promise<Chosen>} */
async function fileOf(entry) {
  /** @type {File} */
  const file = await new Promise((done, failed) => entry.file(done, failed));
  return { file, name: entry.fullPath.replace(/^\//, "") };
}
