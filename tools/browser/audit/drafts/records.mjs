// A draft as a record: a new one, one that replaces another, and its file. The engine fills in what
// only it knows (its version, author and case, the check sum) when it exports.

import { say, now } from "../page/words.mjs";

/** @typedef {import("../types.mjs").AuditRecord} AuditRecord */
/** @typedef {import("../types.mjs").Draft} Draft */

export const FORMAT = "practice-audit-record";
export const FORMAT_VERSION = 1;

/**
 * A new draft record without answers.
 * @param {{tool: string, version: number, edition: string, digest: string, practice: boolean}} form
 * @returns {AuditRecord}
 */
export function newRecord(form) {
  return {
    read_me: [say("record.read_me")],
    format: FORMAT,
    format_version: FORMAT_VERSION,
    record_id: newId(),
    record_type: form.tool,
    tool: { id: form.tool, version: form.version },
    edition: form.edition,
    catalogue_digest: form.digest,
    ...(form.practice ? { practice: true } : {}),
    engine_version: null,
    status: "draft",
    created: now(),
    completed: null,
    author: { ref: null, role: null },
    case: { ref: null },
    relates_to: [],
    answers: {},
    sitting: { sections_done: [], last_section: "" },
    content_sha256: null,
  };
}

/**
 * A new draft with the answers of a finished record, which it will replace. That of a made-up record is made up.
 * @param {AuditRecord} finished
 * @param {{tool: string, version: number, edition: string, digest: string, practice: boolean, madeUp: string}} form
 * @returns {AuditRecord}
 */
export function correctionOf(finished, form) {
  const others = finished.relates_to.filter((row) => row.relation !== "replaces");
  const made = newRecord(form);
  return {
    ...made,
    read_me: [finished.read_me].flat()[0] === form.madeUp ? [form.madeUp, ...made.read_me] : made.read_me,
    relates_to: [...others, { relation: "replaces", record_id: finished.record_id }],
    answers: structuredClone(finished.answers),
    ...(finished.not_personal ? { not_personal: structuredClone(finished.not_personal) } : {}),
  };
}

/**
 * What this computer keeps for a record that it has not kept before.
 * @param {AuditRecord} record
 * @returns {Draft}
 */
export function draftOf(record) {
  return {
    record_id: record.record_id,
    tool: record.tool.id,
    edition: record.edition,
    record: { ...record, sitting: { sections_done: [], last_section: "", ...record.sitting } },
    revision: 0,
    case_ref: record.case?.ref ?? "",
    saved_at: now(),
    downloaded_at: null,
    finished: null,
    to_put_right: {},
  };
}

/** The same record under an id of its own. @param {AuditRecord} record @returns {AuditRecord} */
export function newIdFor(record) {
  return { ...record, record_id: newId(), content_sha256: null };
}

/**
 * A record in a newer edition, with the answers that have a place there; the others are set aside in it.
 * @param {AuditRecord} record
 * @param {import("../types.mjs").Moved} moved
 * @param {boolean} practice  whether the newer edition is not in force
 * @returns {AuditRecord}
 */
export function inEdition(record, moved, practice) {
  const { practice: _, not_personal: __, ...rest } = structuredClone(record);
  const { sections_done: done = [], last_section: last = "", set_aside: before = [], loaded = {} } = rest.sitting ?? {};
  const told = Object.entries(loaded).filter(([id]) => Object.hasOwn(moved.answers, id));
  return {
    ...rest,
    ...(practice ? { practice: true } : {}),
    record_id: newId(),
    tool: moved.tool ?? record.tool,
    edition: moved.edition,
    catalogue_digest: moved.digest,
    engine_version: null,
    answers: moved.answers,
    ...(moved.not_personal.length > 0 ? { not_personal: moved.not_personal } : {}),
    sitting: {
      sections_done: done.filter((id) => moved.sections.includes(id) && !moved.changed.includes(id)),
      last_section: moved.sections.includes(last) ? last : "",
      moved_from: { record_id: record.record_id, edition: record.edition },
      set_aside: [...before, ...moved.set_aside],
      ...(told.length > 0 ? { loaded: Object.fromEntries(told) } : {}),
    },
    content_sha256: null,
  };
}

/**
 * A random id (UUID version 4). `crypto.randomUUID` is missing where the page came over plain HTTP.
 * @returns {string}
 */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/**
 * A draft's file as the page makes it when the engine is not there.
 * @param {AuditRecord} record
 * @param {string} moment  UTC
 * @returns {{text: string, filename: string}}
 */
export function draftFile(record, moment) {
  const plain = { ...record, engine_version: null, content_sha256: null };
  const day = moment.slice(0, 10).replaceAll("-", "");
  return {
    text: `${JSON.stringify(plain, null, 2)}\n`,
    filename: `audit_${record.edition}_${record.tool.id}_${shortId(record)}_draft_${day}.json`,
  };
}

/** The first eight letters of a record's id. @param {{record_id: string}} record */
export function shortId(record) {
  return record.record_id.slice(0, 8);
}
