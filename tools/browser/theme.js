// Repairs of the theme that need a script, on every page; and the class that tells the styles that a script runs.
// No words of the handbook stand here except names of the theme's own parts, which have no place in a page's text.

document.documentElement.classList.add("qa-js");

/** Names and roles that the theme leaves out or gets wrong. */
function nameThings() {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search the handbook");
  document.querySelector(".md-search-result__meta")?.setAttribute("role", "status"); // how many were found is read out
  for (const nav of document.querySelectorAll(".md-nav--primary .md-nav[aria-labelledby]")) {
    const named = nav.parentElement?.querySelector(":scope > .md-nav__container > a, :scope > label");
    const label = named?.textContent?.trim() ?? "";
    nav.removeAttribute("aria-labelledby");
    nav.setAttribute("aria-label", `${label}: pages`);
    nav.removeAttribute("aria-expanded"); // not allowed on nav
  }
}

/** On narrow screens the theme opens its menu and its search with labels that no key can reach: make them buttons. */
function realButton(toggleId, name, firstInside) {
  const toggle = document.getElementById(toggleId);
  const label = document.querySelector(`.md-header__inner > label[for="${toggleId}"]`);
  if (!toggle || !label) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = `${label.className} qa${toggleId.replace("__", "-open-")}`; // qa-open-drawer, qa-open-search
  button.setAttribute("aria-label", name);
  button.append(...label.childNodes);
  label.replaceWith(button);
  const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
  tell();
  button.addEventListener("click", () => {
    toggle.click();
    if (toggle.checked) setTimeout(() => document.querySelector(firstInside)?.focus(), 300); // after the theme's slide
  });
  toggle.addEventListener("change", tell); // the theme opens the search, too, when Tab passes: no focus is moved then
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && toggle.checked && toggleId === "__drawer") {
      toggle.click();
      button.focus();
    }
  });
}

/** Leaving the open search by Tab closes it on narrow screens, so that it never covers what has focus. */
function closeSearchOnLeaving() {
  document.querySelector(".md-search")?.addEventListener("focusout", (event) => {
    if (!matchMedia("(max-width: 59.984375em)").matches) return; // wide screens: nothing is covered
    const toggle = document.getElementById("__search");
    const left = event.relatedTarget && !event.currentTarget.contains(event.relatedTarget);
    if (toggle?.checked && left) toggle.click();
  });
}

/** The theme acts on single letters (search, next page) wherever the focus is; people who speak to their computer set them off unawares. */
function noSingleLetters() {
  const writes = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=file])";
  const quiet = (event) => {
    const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && event.key !== " " && !event.target.closest?.(writes)) event.stopPropagation();
  };
  addEventListener("keydown", quiet, { capture: true });
}

/** Each address as it is here, and the button beside it, if there is one, copies it. The words stand in the page. */
function copyAddresses() {
  const root = document.querySelector("#qa-main")?.dataset.root ?? "";
  for (const shown of document.querySelectorAll("[data-address]")) {
    const address = new URL(root + shown.dataset.address, location.href).href;
    shown.textContent = address;
    const button = shown.parentElement.querySelector(":scope > [data-copy]");
    button?.addEventListener("click", () => void copy(address, shown, button));
  }
}

async function copy(address, shown, button) {
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    getSelection()?.selectAllChildren(shown); // no leave to copy: select it, so that the keys can
    return;
  }
  const said = document.querySelector('[data-word="address-copied"]')?.content.textContent ?? "";
  document.getElementById("qa-say").textContent = said;
  button.removeAttribute("aria-label"); // what is seen is what is read out
  button.textContent = said;
}

/** The foot of a printed page says when it was printed. The words around the day stand in the edition's style sheet. */
function sayWhenPrinted() {
  const { lang, style } = document.documentElement;
  addEventListener("beforeprint", () => {
    const day = new Date().toLocaleDateString(lang, { day: "numeric", month: "long", year: "numeric" });
    style.setProperty("--qa-when", `var(--qa-printed) " ${day}"`);
  });
}

/** Pages of an older edition: the way to the same thing today leads to the very id that was asked for. */
function sameToday() {
  const note = document.querySelector(".qa-older");
  const link = note?.querySelector("[data-today]");
  if (!note || !link) return;
  const page = link.href;
  const point = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const known = id && document.getElementById(id)?.matches(".qa-exp, .qa-q, .qa-summary > div");
    link.href = known ? new URL(`${note.dataset.root}id/${encodeURIComponent(id)}/`, location.href).href : page;
  };
  point();
  addEventListener("hashchange", point);
}

nameThings();
realButton("__drawer", "Menu", ".md-sidebar--primary a");
realButton("__search", "Search", ".md-search__input");
closeSearchOnLeaving();
noSingleLetters();
copyAddresses();
sayWhenPrinted();
sameToday();
