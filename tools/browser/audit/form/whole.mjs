// The whole sentence of a chosen standard, under a list that has no room for it: who looks at a case has to
// read all of what is expected.

import { all, one } from "../page/dom.mjs";

/** Shows what is chosen in each list of standards below an element. @param {ParentNode} root */
export function showWhole(root) {
  for (const place of all(root, "[data-whole]")) {
    const list = place.previousElementSibling;
    const chosen = list instanceof HTMLSelectElement && list.value !== "" ? (list.selectedOptions[0]?.text ?? "") : "";
    place.textContent = chosen;
    place.hidden = chosen === "";
  }
}

document.addEventListener("change", ({ target }) => {
  const field = target instanceof HTMLSelectElement ? target.closest("[data-question]") : null;
  if (field && one(field, "[data-whole]")) showWhole(field);
});
