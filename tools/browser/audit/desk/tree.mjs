// Elements of a report, as the engine tells them by name, put into the page. Only names and attributes that are
// listed here get in, text is text, and a link leads to the handbook or to a place in the page.

/** @typedef {[string, Record<string, string>, (Tree | string)[]]} Tree */

const HTML = new Set("a br caption dd div dl dt figcaption figure h3 h4 h5 h6 li p section span table tbody td th thead tr ul".split(" "));
const SVG = new Set("circle defs desc g line path pattern polygon polyline rect svg text title tspan".split(" "));
const ATTRIBUTES = new Set("aria-describedby aria-label aria-labelledby id role scope tabindex".split(" "));
const DRAWING = new Set(
  (
    "class cx cy d dx dy fill font-family font-size font-weight height paint-order patternTransform patternUnits points r " +
    "stroke stroke-dasharray stroke-linejoin stroke-width text-anchor transform viewBox width x x1 x2 y y1 y2"
  ).split(" "),
);
/** What the report calls things, as this site calls them. @type {Record<string, string>} */
const CLASSES = { scroll: "qa-table", warning: "qa-note", none: "qa-muted", note: "qa-quiet", seen: "qa-quiet", label: "qa-caption", withheld: "qa-muted", figure: "qa-desk__figure", details: "qa-plain qa-desk__details", facts: "qa-desk__facts", lead: "qa-lead" };
const SPACE = "http://www.w3.org/2000/svg";

/**
 * @param {Tree} tree
 * @param {string} home  the address of the handbook
 * @returns {Element}
 */
export function grown([name, attributes, children], home) {
  const isDrawn = SVG.has(name);
  if (!isDrawn && !HTML.has(name)) throw new Error(`no such part of a report: ${name}`);
  const element = isDrawn ? document.createElementNS(SPACE, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (ATTRIBUTES.has(key) || (isDrawn && DRAWING.has(key))) element.setAttribute(key, value);
    else if (key === "class" && CLASSES[value]) element.setAttribute(key, CLASSES[value]);
    else if (name === "a" && key === "href" && (value.startsWith(home) || value.startsWith("#"))) element.setAttribute(key, value);
  }
  if (name === "table") element.setAttribute("class", "qa-grid");
  element.append(...children.map((child) => (typeof child === "string" ? child : grown(child, home))));
  return element;
}
