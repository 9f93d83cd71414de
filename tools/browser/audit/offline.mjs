// On every page: lets go of what this tab keeps when the device is cleared in another one, and, where the
// service worker is here already, says that a newer version is ready or that this is a copy. It stores nothing,
// and a browser without service worker goes on without it. The words stand in templates of the page.

import { fill } from "./page/dom.mjs";
import { ROOT } from "./device/kept.mjs";
import { endKeeping, registration } from "./device/keeping.mjs";
import { onClearing } from "./drafts/lease.mjs";
import { forgetEverything } from "./drafts/memory.mjs";

const ANSWERS_WITHIN = 30_000;

/** Asks a service worker something; null if it does not answer. @param {ServiceWorker} worker @param {string} kind @returns {Promise<any>} */
function ask(worker, kind) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((answered) => {
    const patience = setTimeout(() => answered(null), ANSWERS_WITHIN);
    port1.onmessage = ({ data }) => {
      clearTimeout(patience);
      answered(data);
    };
    worker.postMessage({ kind }, [port2]);
  });
}

/** Puts a note from a template at the top of the page, once. @param {string} id */
function show(id) {
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById(id));
  const content = document.querySelector(".md-content__inner");
  if (!template || !content) return null;
  const note = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
  template.remove();
  content.prepend(note);
  return note;
}

/** @param {ServiceWorkerRegistration} here */
async function offer(here) {
  const { waiting } = here;
  if (!waiting || !(await ask(waiting, "version"))) return; // one that removes itself has no version
  const note = show("qa-newer");
  note?.querySelector("button")?.addEventListener("click", () => void update(here, note));
}

/** Updates if everything typed is saved, and says so if not. @param {ServiceWorkerRegistration} here @param {HTMLElement} note */
async function update(here, note) {
  const button = /** @type {HTMLButtonElement} */ (note.querySelector("button"));
  const unsaved = /** @type {HTMLElement} */ (note.querySelector("[data-unsaved]"));
  if (!here.waiting) return location.reload(); // another tab has updated
  button.disabled = true;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  const said = await ask(here.waiting, "update");
  if (said?.updated) return undefined;
  button.disabled = false;
  unsaved.hidden = false;
  return button.focus();
}

/** @param {ServiceWorker} worker */
async function sayIfCopy(worker) {
  const from = await ask(worker, "from");
  if (!from?.at) return;
  const day = new Date(from.at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const note = show("qa-copy");
  if (note) fill(note, { day });
}

let isWatching = false;

/** Watches for newer versions from now on, if the service worker is here and serves this page. */
async function watch() {
  const here = await registration();
  const worker = navigator.serviceWorker.controller;
  if (isWatching || !here || !worker || !worker.scriptURL.startsWith(ROOT.href)) return;
  isWatching = true;
  const follow = (/** @type {ServiceWorker | null} */ coming) => coming?.addEventListener("statechange", () => coming.state === "installed" && void offer(here));
  here.addEventListener("updatefound", () => follow(here.installing));
  follow(here.installing); // one that is on its way already
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void here.update().catch(() => undefined));
  await Promise.all([sayIfCopy(worker), offer(here)]);
}

onClearing(() => {
  endKeeping();
  forgetEverything();
});
if ("serviceWorker" in navigator) {
  const begin = () => void watch().catch(() => undefined); // a browser that bars service workers: there is nothing to say
  navigator.serviceWorker.addEventListener("controllerchange", begin); // it comes with the first visit to a tool
  begin();
}
