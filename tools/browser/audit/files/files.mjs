// Files that people choose and files that they save. A file is read on this computer; what kind of
// file it is can be told without the engine, whether it is right cannot.

import { make } from "../page/dom.mjs";
import { LOCKED_FORMAT, LOCKED_VERSION } from "./locked.mjs";
import { FORMAT, FORMAT_VERSION } from "../drafts/records.mjs";
import { isNewer } from "../page/where.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../types.mjs").AuditRecord} AuditRecord */
/** @typedef {{kind: "broken" | "empty" | "foreign" | "large" | "newer" | "misnumbered" | "locked"} | {kind: "draft" | "record", record: AuditRecord}} Sorted */

const LARGEST = 5 * 1024 * 1024;
const LET_GO_AFTER = 60_000;
/** A record's number as these tools write it: a random UUID (version 4), in small letters. */
const NUMBER = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * The text of a chosen file: "" if it cannot be read, null if it is too large for an audit file.
 * @param {File} file
 * @returns {Promise<string | null>}
 */
export async function textOf(file) {
  if (file.size > LARGEST) return null;
  return file.text().catch(() => "");
}

/**
 * What a file is, as far as the page can tell.
 * @param {string | null} text  null of a file that is too large
 * @returns {Sorted}
 */
export function sort(text) {
  if (text === null) return { kind: "large" };
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    const inside = text.trim();
    return { kind: inside === "" ? "empty" : inside.startsWith("{") ? "broken" : "foreign" };
  }
  if (isObject(json) && json["format"] === LOCKED_FORMAT) return { kind: Number(json["format_version"]) > LOCKED_VERSION ? "newer" : "locked" };
  if (!isObject(json) || json["format"] !== FORMAT) return { kind: "foreign" };
  if (Number(json["format_version"]) > FORMAT_VERSION || isNewer(String(json["edition"]))) return { kind: "newer" };
  if (!isRecord(json)) return { kind: "broken" };
  if (!NUMBER.test(json["record_id"])) return { kind: "misnumbered" };
  const record = /** @type {AuditRecord} */ (json);
  return { kind: record.status === "complete" ? "record" : "draft", record };
}

/** Why no record can be had of a file, in words; one that is locked even inside is none of ours. @param {Sorted["kind"]} kind */
export const noRecord = (kind) => say(`files.${kind === "locked" ? "broken" : kind}`);

/** @param {unknown} value @returns {value is Record<string, any>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the page can show it; the engine says whether it is right. @param {Record<string, any>} json */
function isRecord(json) {
  return (
    typeof json["record_id"] === "string" &&
    isObject(json["tool"]) &&
    typeof json["tool"]["id"] === "string" &&
    isObject(json["answers"]) &&
    Object.values(json["answers"]).every(isAnswer) &&
    isObject(json["author"]) &&
    isObject(json["case"] ?? {}) &&
    Array.isArray(json["relates_to"]) &&
    isSitting(json["sitting"] ?? {})
  );
}

/** @param {unknown} value */
function isAnswer(value) {
  return isObject(value) && (value["rows"] === undefined || (Array.isArray(value["rows"]) && value["rows"].every(isRow)));
}

/** A row: its id, and an answer in each cell. @param {unknown} value */
function isRow(value) {
  return isObject(value) && typeof value["id"] === "string" && Object.entries(value).every(([name, cell]) => name === "id" || isObject(cell));
}

/** @param {unknown} value */
function isSitting(value) {
  if (!isObject(value)) return false;
  const aside = value["set_aside"] ?? [];
  return (
    isObject(value["loaded"] ?? {}) &&
    Array.isArray(value["sections_done"] ?? []) &&
    typeof (value["last_section"] ?? "") === "string" &&
    Array.isArray(aside) &&
    aside.every((entry) => isObject(entry) && isObject(entry["answer"]) && Array.isArray(entry["lines"]))
  );
}

/**
 * Hands a file to the browser, which puts it where it puts downloads.
 * @param {string | Blob} content  a text is JSON
 * @param {string} filename
 */
export function download(content, filename) {
  const blob = typeof content === "string" ? new Blob([content], { type: "application/json" }) : content;
  const address = URL.createObjectURL(blob);
  const anchor = make("a", "");
  anchor.href = address;
  anchor.download = filename;
  anchor.hidden = true;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), LET_GO_AFTER);
}
