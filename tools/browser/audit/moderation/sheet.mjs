// The form document of any tool as a map, so that its records can be read back on the page of another
// one: fetched once, from the edition that the record is of. Nothing in it is shown or run.

import { form, mapOf } from "../form/questions.mjs";
import { placeIn } from "../page/where.mjs";

/** @typedef {import("../form/questions.mjs").FormMap} FormMap */

/** @type {Map<string, Promise<FormMap>>} */
const known = new Map();

/**
 * The form that a record was made with, or null where it cannot be had now.
 * @param {import("../types.mjs").AuditRecord} record
 * @returns {Promise<FormMap | null>}
 */
export async function sheetOf(record) {
  if (!/^[a-z][a-z0-9-]*$/.test(record.tool.id)) return null;
  const address = new URL(form.root + placeIn(record.edition, `tools/${record.tool.id}/form/`), location.href).href;
  const coming = known.get(address) ?? fetched(address);
  known.set(address, coming);
  return coming.catch(() => {
    known.delete(address); // it may be there the next time
    return null;
  });
}

/** @param {string} address @returns {Promise<FormMap>} */
async function fetched(address) {
  const answer = await fetch(address);
  const main = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html").getElementById("qa-main");
  if (!main) throw new Error(`no form at ${address}`);
  return mapOf(main);
}
