// Files that are locked with a passphrase: the same format as the command line reads and writes. The
// key is made by PBKDF2 with SHA-256, the content is encrypted with AES-GCM, and everything that stands
// before it is authenticated with it. Whether a passphrase is wrong or a file was changed cannot be told.

import { say } from "../page/words.mjs";

export const LOCKED_FORMAT = "practice-audit-locked";
export const LOCKED_VERSION = 1;
/** Letters that a passphrase has at least. */
export const MINIMUM = 12;
const ITERATIONS = 600_000;
const MOST_ITERATIONS = 10_000_000;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const DERIVATION = "PBKDF2-SHA-256";
const CIPHER = "AES-256-GCM";
const CHUNK = 0x8000; // letters that are handed over at once: a call takes only so many arguments

/** Whether this browser can lock and unlock: it cannot where the page came over plain HTTP. */
export const canLock = () => globalThis.crypto?.subtle !== undefined;

/**
 * A passphrase as it is used: without spaces around it, alike however a keyboard composes its letters.
 * @param {string} passphrase
 */
export function prepared(passphrase) {
  return passphrase.normalize("NFKC").replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
}

/**
 * The text of a locked file, with a salt and a nonce of its own.
 * @param {string} text
 * @param {string} passphrase
 * @returns {Promise<string>}
 */
export async function lock(text, passphrase) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const head = {
    read_me: say("locked.read_me"),
    format: LOCKED_FORMAT,
    format_version: LOCKED_VERSION,
    key: { name: DERIVATION, iterations: ITERATIONS, salt: written(salt) },
    cipher: { name: CIPHER, nonce: written(nonce) },
  };
  const key = await derivedKey(passphrase, salt, ITERATIONS);
  const algorithm = { name: "AES-GCM", iv: nonce, additionalData: authenticated(head) };
  const content = await crypto.subtle.encrypt(algorithm, key, new TextEncoder().encode(text));
  return `${JSON.stringify({ ...head, content: written(new Uint8Array(content)) }, null, 2)}\n`;
}

/**
 * The text inside a locked file, or null: the passphrase is wrong, or the file was changed or cut.
 * @param {string} file
 * @param {string} passphrase
 * @returns {Promise<string | null>}
 */
export async function unlock(file, passphrase) {
  try {
    const value = JSON.parse(file);
    const [salt, nonce, content] = [read(value.key.salt), read(value.cipher.nonce), read(value.content)];
    const { iterations } = value.key;
    if (value.key.name !== DERIVATION || value.cipher.name !== CIPHER || value.format_version !== LOCKED_VERSION) return null;
    if (salt.length !== SALT_BYTES || nonce.length !== NONCE_BYTES) return null;
    if (!Number.isInteger(iterations) || iterations < ITERATIONS || iterations > MOST_ITERATIONS) return null;
    const key = await derivedKey(passphrase, salt, iterations);
    const algorithm = { name: "AES-GCM", iv: nonce, additionalData: authenticated(value) };
    const inside = await crypto.subtle.decrypt(algorithm, key, content);
    return new TextDecoder("utf-8", { fatal: true }).decode(inside);
  } catch {
    return null;
  }
}

/** @param {string} passphrase @param {Uint8Array<ArrayBuffer>} salt @param {number} iterations */
async function derivedKey(passphrase, salt, iterations) {
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(prepared(passphrase)), "PBKDF2", false, ["deriveKey"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(derivation, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** Everything but the content, as one sequence of bytes that the command line writes alike. @param {any} value */
function authenticated(value) {
  const { read_me, format, format_version, key, cipher } = value;
  return new TextEncoder().encode(
    JSON.stringify([read_me, format, format_version, key.name, key.iterations, key.salt, cipher.name, cipher.nonce]),
  );
}

/** @param {Uint8Array} bytes @returns {string} */
function written(bytes) {
  let text = "";
  for (let start = 0; start < bytes.length; start += CHUNK) text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  return btoa(text);
}

/** The bytes that a text stands for; none where it could be written in another way. @param {string} text */
function read(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return written(bytes) === text ? bytes : new Uint8Array();
}
