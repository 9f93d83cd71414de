// The head of every sheet when a page is printed. The sheet's style (qa.css) shows what is set here.

/** A text as a string of CSS: what would end the string stands as its number. @param {string} text */
const quoted = (text) => `"${text.replaceAll(/["\\\n\r\f]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;

/** @param {string} text */
export function headSheets(text) {
  document.documentElement.style.setProperty("--qa-reference", quoted(text));
}
