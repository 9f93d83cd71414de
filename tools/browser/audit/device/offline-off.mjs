// The kill switch: a service worker that takes the place of offline-worker.mjs on the server, deletes what this
// site kept for work without a connection, and removes itself. Drafts are elsewhere and stay. It stands alone:
// whatever is wrong with the other files, it works. `make build` writes it to build/servers/offline-off/.

const self = /** @type {any} */ (globalThis);
const HERE = ` ${new URL("./", self.location.href).pathname}`;

async function remove() {
  const ours = (await caches.keys()).filter((name) => name.startsWith("practice-audit.") && name.endsWith(HERE));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await self.registration.unregister();
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(remove()));
