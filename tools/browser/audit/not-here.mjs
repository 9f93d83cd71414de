// The page that stands for one that is not on this device: which one was asked for, and what is here.

import { link, make, need } from "./page/dom.mjs";
import { addressOf, contentOf, PAGES, ROOT } from "./device/kept.mjs";

const SHOWN = 50;

/** The page that was asked for, if it is one of this site. */
function asked() {
  const url = new URL(location.hash.slice(2), ROOT); // "#/id/R053/"
  return location.hash.startsWith("#/") && addressOf(url.href) !== null ? url : null;
}

async function show() {
  const url = asked();
  const again = /** @type {HTMLAnchorElement} */ (need("asked-for"));
  need("asked").hidden = !url;
  if (url) {
    again.href = url.href;
    again.textContent = decodeURI(url.pathname);
  }
  const read = (await contentOf(PAGES)).addresses.filter((address) => (address === "" || address.endsWith("/")) && ROOT.href + address !== location.href.split("#")[0]);
  const pages = read.reverse().slice(0, SHOWN); // the last read first
  const cache = pages.length > 0 ? await caches.open(PAGES) : null;
  const titled = await Promise.all(pages.map(async (address) => ({ address, title: titleOf((await (await cache?.match(ROOT.href + address))?.text()) ?? "") })));
  need("here").hidden = titled.length === 0;
  need("here-list").replaceChildren(...titled.filter(({ title }) => title).map(({ address, title }) => make("li", "", link(ROOT.href + address, title))));
}

/** The title of a kept page. It is parsed apart from this page: nothing in it runs. @param {string} html */
const titleOf = (html) => new DOMParser().parseFromString(html, "text/html").title;

addEventListener("hashchange", () => void show());
show().catch(() => undefined); // the page says what to do without its list
