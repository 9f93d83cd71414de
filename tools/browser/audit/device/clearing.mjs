// "Clear this device": asks, deletes, and proves it. The panel is in the page; it is the same on the start page
// of each tool and on the page about what is stored.

import { clearDevice, PLACES } from "./device.mjs";
import { focusOn, make, need, one } from "../page/dom.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("./device.mjs").Found} Found */

/**
 * Wires the panel.
 * @param {() => number} drafts  how many drafts are on this device
 * @param {() => Promise<unknown>} cleared  shows the page anew
 */
export function wireClearing(drafts, cleared) {
  const confirm = need("clear-confirm");
  need("clear-ask").addEventListener("click", () => {
    need("clear-done").hidden = true;
    confirm.hidden = false;
    need("clear-lead").textContent = drafts() > 0 ? say("clear.lead", { n: drafts() }) : say("clear.lead_none");
    focusOn(/** @type {HTMLElement} */ (one(confirm, "h3")));
  });
  need("clear-keep").addEventListener("click", () => {
    confirm.hidden = true;
    need("clear-ask").focus();
  });
  need("clear-do").addEventListener("click", async () => {
    const left = await clearDevice();
    confirm.hidden = true;
    await cleared();
    show(left);
  });
}

/** What was looked at afterwards, and what was found there. @param {Found[]} left */
function show(left) {
  const done = need("clear-done");
  const message = say(left.length === 0 ? "clear.nothing_left" : "clear.something_left");
  const heading = /** @type {HTMLElement} */ (one(done, "h3"));
  heading.textContent = message;
  done.classList.toggle("qa-note--bad", left.length > 0);
  need("clear-close").hidden = left.length === 0;
  need("clear-looked").replaceChildren(...PLACES.map((place) => make("li", "", line(place, left))));
  done.hidden = false;
  focusOn(heading); // which is read out: no other voice says it again
}

/** @param {import("./device.mjs").Place} place @param {Found[]} left */
function line(place, left) {
  const names = left.filter((found) => found.place === place).map(({ name }) => name);
  const what = say(`device.place_${place}`);
  return names.length === 0 ? say("clear.nothing", { place: what }) : say("clear.still", { place: what, names: names.join(", ") });
}
