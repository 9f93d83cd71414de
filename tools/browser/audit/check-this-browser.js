// The page /check/: looks at everything that the tools need, line by line, and makes one text of it. Nothing
// leaves the page. The words stand in the page. This is a .js file and imports nothing at its start, so that
// it runs where the server sends .mjs files with a wrong type: that is one of the things to find.

/** @typedef {"works" | "fails" | "unsure"} Status */
/** @typedef {{status: Status, found: string, slots?: Record<string, string | number>, reason?: string}} Seen */
/** @typedef {{type: string, status: number, ok: boolean, headers: Headers}} Answer */

const page = /** @type {HTMLElement} */ (document.getElementById("qa-main"));
const facts = JSON.parse(document.getElementById("qa-check-facts")?.textContent ?? "{}");
const labels = facts.words.labels;
const PATIENCE = 30_000;
const ENOUGH = 5; // megabytes
const MEGABYTE = 1_000_000;
const STORE = "practice-audit-check"; // never that of the drafts
const SCRIPT = "assets/audit/engine/engine.mjs";
const OFFLINE = "offline-worker.mjs";
const WORKER = "assets/audit/engine/engine.worker.mjs";
const RUNS = /^(text|application)\/(x-)?(java|ecma)script\b/;
const SMALLEST = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** @type {Map<string, Status>} */
const seen = new Map();
const here = (/** @type {string} */ path) => new URL((page.dataset["root"] ?? "") + path, location.href).href;

/** @param {string} text @param {Record<string, string | number>} [slots] */
const filled = (text, slots = {}) => text.replace(/\{(\w+)\}/g, (_, name) => String(slots[name] ?? ""));

/** @param {ParentNode} parent @param {string} selector */
const part = (parent, selector) => /** @type {HTMLElement} */ (parent.querySelector(selector));

/** @template T @param {Promise<T>} work @returns {Promise<T>} */
const inTime = (work) => Promise.race([work, new Promise((_, late) => void setTimeout(() => late(new Error(`${PATIENCE / 1000} s`)), PATIENCE))]);

/** The head of a file as the server sends it. @param {string} path @returns {Promise<Answer | null>} */
async function head(path) {
  try {
    let response = await inTime(fetch(here(path), { method: "HEAD", cache: "no-store" }));
    if (!response.ok) {
      response = await inTime(fetch(here(path), { cache: "no-store" })); // some hosts answer only whole requests
      void response.body?.cancel();
    }
    const type = (response.headers.get("content-type") ?? "").split(";")[0]?.trim() || "?";
    return { type, status: response.status, ok: response.ok, headers: response.headers };
  } catch {
    return null;
  }
}

/** What to say of a file that did not come, or null where it came. @param {string} path @param {Answer | null} answer @returns {Seen | null} */
function absent(path, answer) {
  const address = here(path);
  if (!answer) return { status: "fails", found: "missing", slots: { address } };
  return answer.ok ? null : { status: "fails", found: "status", slots: { address, status: answer.status } };
}

/** @returns {Seen} */
function secure() {
  return isSecureContext ? { status: "works", found: "works" } : { status: "fails", found: "fails", slots: { address: location.origin } };
}

/** @returns {Promise<Seen>} */
async function scripts() {
  const answer = await head(SCRIPT);
  const trouble = absent(SCRIPT, answer);
  if (trouble || !answer) return trouble ?? { status: "fails", found: "missing" };
  const slots = { type: answer.type };
  if (!RUNS.test(answer.type)) return { status: "fails", found: "type", slots };
  try {
    await inTime(import(here(SCRIPT)));
    return { status: "works", found: "works", slots };
  } catch (error) {
    return { status: "fails", found: "refused", slots, reason: String(error) };
  }
}

/** Starts a worker and gives what it says: "" where WebAssembly works there. @returns {Promise<string>} */
async function askWorker() {
  /** @type {Worker | undefined} */
  let worker;
  try {
    return await inTime(
      new Promise((resolve, reject) => {
        worker = new Worker(new URL("./check-this-browser.worker.mjs", import.meta.url), { type: "module" });
        worker.onmessage = (event) => resolve(JSON.parse(event.data).reason);
        worker.onerror = (event) => reject(new Error(event.message));
      }),
    );
  } finally {
    worker?.terminate();
  }
}

/** @param {Promise<string>} asked @returns {Promise<Seen>} */
async function worker(asked) {
  try {
    await asked;
    return { status: "works", found: "works" };
  } catch (error) {
    return { status: "fails", found: "fails", reason: error instanceof Error ? error.message : String(error) };
  }
}

/** @param {Promise<string>} asked @returns {Promise<Seen>} */
async function wasm(asked) {
  const said = await asked.catch(() => null);
  if (said === "") return { status: "works", found: "works" };
  if (said !== null) return { status: "fails", found: "fails", reason: said };
  try {
    await WebAssembly.compile(SMALLEST);
    return { status: "unsure", found: "page" };
  } catch (error) {
    return { status: "fails", found: "fails", reason: String(error) };
  }
}

/** @returns {Promise<Seen>} */
async function wasmFile() {
  const path = "engine/pyodide.asm.wasm";
  const answer = await head(path);
  const trouble = absent(path, answer);
  if (trouble || !answer) return trouble ?? { status: "fails", found: "missing" };
  const isRight = answer.type === facts.types[".wasm"];
  return { status: isRight ? "works" : "fails", found: isRight ? "works" : "type", slots: { type: answer.type } };
}

/** @returns {Promise<Seen>} */
async function data() {
  const files = ["engine/engine.json", facts.catalogue];
  try {
    const manifest = await (await inTime(fetch(here("engine/engine.json"), { cache: "no-store" }))).json();
    files.push(`engine/${manifest.stdlib}`, `engine/${manifest.pack}`);
  } catch {
    // the line says so: the same file is asked for below
  }
  for (const path of files) {
    const trouble = absent(path, await head(path));
    if (trouble) return trouble;
  }
  const isWhole = files.length > 2;
  return { status: isWhole ? "works" : "fails", found: isWhole ? "works" : "missing", slots: { n: files.length, address: here("engine/engine.json") } };
}

/** @returns {Promise<Seen>} */
async function checks() {
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1);
  const start = { engine: here("engine/"), catalogue: here(facts.catalogue), tool: facts.tool, wording: facts.wording };
  try {
    const { Engine } = await inTime(import(here(SCRIPT)));
    /** @type {import("./engine/engine.mjs").Engine | undefined} */
    let engine;
    await new Promise((done) => {
      const made = new Engine(start, (/** @type {string} */ state) => void (["ready", "missing"].includes(state) && done(state)));
      engine = made;
      made.start();
    });
    const reason = engine?.reason ?? "";
    if (engine?.isReady) return { status: "works", found: "works", slots: { seconds: seconds() } };
    return { status: "fails", found: "fails", slots: { seconds: seconds() }, reason };
  } catch (error) {
    return { status: "fails", found: "fails", slots: { seconds: seconds() }, reason: String(error) };
  }
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Opens a store of its own, writes, reads it back and deletes it. @returns {Promise<Seen>} */
async function keep() {
  if (!globalThis.indexedDB) return { status: "fails", found: "missing" };
  try {
    const request = indexedDB.open(STORE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("look");
    const opened = await inTime(done(request));
    const store = () => opened.transaction("look", "readwrite").objectStore("look");
    const mark = String(performance.now());
    await inTime(done(store().put(mark, "mark")));
    const back = await inTime(done(store().get("mark")));
    opened.close();
    await inTime(done(indexedDB.deleteDatabase(STORE)));
    return back === mark ? { status: "works", found: "works" } : { status: "fails", found: "fails" };
  } catch (error) {
    return { status: "fails", found: "fails", reason: String(error) };
  }
}

/** @returns {Promise<Seen>} */
async function persist() {
  const kept = await navigator.storage?.persisted?.().catch(() => undefined);
  if (kept === undefined) return { status: "unsure", found: "missing" };
  return kept ? { status: "works", found: "works" } : { status: "unsure", found: "unsure" };
}

/** @returns {Promise<Seen>} */
async function space() {
  const { quota, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  if (quota === undefined) return { status: "unsure", found: "unsure" };
  const free = Math.floor((quota - usage) / MEGABYTE);
  const isEnough = free >= ENOUGH;
  return { status: isEnough ? "works" : "fails", found: isEnough ? "works" : "fails", slots: { free } };
}

/** Whether the file that serves pages without a connection arrives; it is not started here. @returns {Promise<Seen>} */
async function offline() {
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) return { status: "fails", found: "missing_here" };
  const answer = await head(OFFLINE);
  const trouble = absent(OFFLINE, answer);
  if (trouble || !answer) return trouble ?? { status: "fails", found: "missing" };
  if (!RUNS.test(answer.type)) return { status: "fails", found: "type", slots: { type: answer.type } };
  try {
    await Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]);
    return { status: "works", found: "works" };
  } catch (error) {
    return { status: "fails", found: "fails", reason: String(error) };
  }
}

/** Whether a few bytes can be locked and opened again. @returns {Promise<Seen>} */
async function lock() {
  if (!globalThis.crypto?.subtle) return { status: "fails", found: "missing" };
  try {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    const how = { name: "AES-GCM", iv: bytes.slice(0, 12) };
    const secret = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveKey"]);
    const from = { name: "PBKDF2", hash: "SHA-256", salt: bytes.slice(12), iterations: 1000 };
    const key = await crypto.subtle.deriveKey(from, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const back = new Uint8Array(await crypto.subtle.decrypt(how, key, await crypto.subtle.encrypt(how, key, bytes)));
    return back.join() === bytes.join() ? { status: "works", found: "works" } : { status: "fails", found: "fails" };
  } catch (error) {
    return { status: "fails", found: "fails", reason: String(error) };
  }
}

/** Whether a policy lets WebAssembly be compiled; several policies all have to. @param {string} policy */
function letsCompile(policy) {
  return policy.split(",").every((one) => {
    const rules = new Map(one.split(";").map((rule) => rule.trim().split(/\s+/)).map(([name = "", ...values]) => [name.toLowerCase(), values]));
    const values = rules.get("script-src") ?? rules.get("default-src");
    return !values || values.some((value) => /^'(wasm-)?unsafe-eval'$/i.test(value));
  });
}

/** @returns {Promise<Seen>} */
async function policy() {
  if (!document.querySelector("meta[http-equiv=Content-Security-Policy]")) return { status: "fails", found: "page" };
  const [ofPage, ofScript] = await Promise.all(["check/", WORKER].map(async (path) => (await head(path))?.headers.get("content-security-policy")));
  const narrow = [ofPage, ofScript].find((one) => one && !letsCompile(one));
  if (narrow) return { status: "fails", found: "wasm", slots: { policy: narrow } };
  if (!ofPage) return { status: "fails", found: "none" };
  return ofScript ? { status: "works", found: "works" } : { status: "fails", found: "script" };
}

/** @returns {Promise<Seen>} */
async function headers() {
  const answer = await head("check/");
  const lacking = facts.headers.filter((/** @type {string} */ name) => !answer?.headers.has(name));
  const isRight = lacking.length === 0;
  return { status: isRight ? "works" : "fails", found: isRight ? "works" : "fails", slots: { names: lacking.join(", ") } };
}

/** Shows what was seen on a line. @param {string} id @param {Seen} what */
function show(id, { status, found, slots, reason }) {
  seen.set(id, status);
  const line = part(page, `[data-line=${id}]`);
  const shown = part(line, "[data-status]");
  shown.textContent = facts.words.status[status];
  shown.className = `qa-status ${{ works: "qa-status--done", fails: "qa-status--bad", unsure: "qa-status--part" }[status]}`;
  const words = part(line, "[data-found]");
  const said = reason ? ` ${filled(labels.browser_says, { reason })}` : "";
  words.textContent = `${labels.found} ${filled(facts.found[id][found], slots)}${said}`;
  words.hidden = false;
  for (const trouble of line.querySelectorAll("[data-trouble]")) /** @type {HTMLElement} */ (trouble).hidden = status === "works";
}

/** The first sentence: what people can do here. */
function outcome() {
  const words = facts.words.outcome;
  const count = (/** @type {Status} */ status) => [...seen.values()].filter((one) => one === status).length;
  const some = (/** @type {"some" | "unsure"} */ key, /** @type {number} */ n) => filled(words[key][n === 1 ? "one" : "other"], { n });
  if (seen.get("keep") === "fails") return words.keep;
  if (seen.get("engine") === "fails") return words.engine;
  if (count("fails") > 0) return some("some", count("fails"));
  return count("unsure") > 0 ? some("unsure", count("unsure")) : words.all;
}

/** Everything as one text. @param {string} first */
function asText(first) {
  const lines = [...page.querySelectorAll("[data-line]")].map((line) => {
    const shown = [...line.querySelectorAll("[data-found], [data-trouble]")].filter((one) => !(/** @type {HTMLElement} */ (one).hidden));
    const status = part(line, "[data-status]").textContent ?? "";
    return [`${part(line, "[data-title]").textContent}: ${status.toUpperCase()}`, ...shown.map((one) => `  ${one.textContent}`)].join("\n");
  });
  const when = new Date().toISOString().slice(0, 16).replace("T", " ") + " UTC";
  const top = filled(labels.text_head, { title: facts.words.title, address: location.href, edition: facts.edition, when });
  return [top, filled(labels.text_browser, { browser: navigator.userAgent }), "", first, "", ...lines, ""].join("\n");
}

async function copyText() {
  const text = part(page, "[data-text]");
  const say = /** @type {HTMLElement} */ (document.getElementById("qa-say"));
  try {
    await navigator.clipboard.writeText(text.textContent ?? "");
    say.textContent = labels.copied;
    part(page, "[data-copy-text]").textContent = labels.copied;
  } catch {
    getSelection()?.selectAllChildren(text); // no leave to copy: select it, so that the keys can
    text.scrollIntoView();
    say.textContent = labels.not_copied;
    part(page, "[data-copy-text]").textContent = labels.not_copied;
  }
}

async function look() {
  const first = part(page, "[data-outcome]");
  first.textContent = facts.words.looking;
  const asked = askWorker();
  /** @type {Record<string, Seen | Promise<Seen>>} */
  const looks = {
    secure: secure(),
    scripts: scripts(),
    worker: worker(asked),
    wasm: wasm(asked),
    wasm_file: wasmFile(),
    data: data(),
    engine: checks(),
    keep: keep(),
    persist: persist(),
    space: space(),
    offline: offline(),
    lock: lock(),
    policy: policy(),
    headers: headers(),
  };
  await Promise.all(Object.entries(looks).map(async ([id, look]) => show(id, await look)));
  const said = outcome();
  part(page, "[data-text]").textContent = asText(said);
  for (const waiting of page.querySelectorAll("[data-when-done]")) /** @type {HTMLElement} */ (waiting).hidden = false;
  first.textContent = said;
}

part(page, "[data-copy-text]").addEventListener("click", () => void copyText());
void look();

export {};
