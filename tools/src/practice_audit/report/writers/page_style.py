"""How the page of a report looks: on a screen, light or dark, on a phone, and on paper with its head and foot.

The one style sheet of the page, which its policy names by its hash. Texts of the report come into it
in one place only, the head and foot of a printed page, and as nothing but numbers of letters.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Final

from practice_audit.report import shown
from practice_audit.report.charts.parts import STYLE as CHARTS

_ONLY: Final = 120  # letters of a text in the head or foot of a printed page

SCREEN: Final = """
:root {
  color-scheme: light dark;
  --ink: #0b0c0c; --muted: #4a5356; --paper: #fff; --wash: #f2f6f7; --line: #cfd9dc; --edge: #5d6f75;
  --act: #1d4a55; --link: #0a5a69; --warn: #b35900; --mark: #fff3d6; --mark-ink: #4a2c00;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ink: #eef3f4; --muted: #b9c5c8; --paper: #14191b; --wash: #1f272a; --line: #3d4c51; --edge: #94a6ac;
    --act: #8fd3df; --link: #8fd3df; --warn: #ffbf66; --mark: #3d2f10; --mark-ink: #ffe2a8;
  }
}
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body {
  margin: 0 auto; max-width: 64rem; padding: 0 1.5rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.55 Arial, Helvetica, "Liberation Sans", sans-serif; overflow-wrap: break-word;
}
h1, h2, h3, h4, h5, h6, caption, figcaption { line-height: 1.25; text-wrap: balance }
h1 { font-size: clamp(1.75rem, 5vw, 2.75rem); margin: 1.5rem 0 1rem; letter-spacing: -.015em; max-width: 44rem }
h2 { font-size: clamp(1.4rem, 4vw, 1.9rem); margin: 3.5rem 0 1rem; padding-top: 1rem; border-top: 3px solid var(--act) }
h3 { font-size: 1.4rem; margin: 2.5rem 0 .75rem }
h4, h5, h6 { font-size: 1.15rem; margin: 2rem 0 .5rem }
p, ul, dl, figure { margin: 0 0 1.1rem }
p, .points, .facts { max-width: 44rem }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: max(1px, .0625em) }
a:hover { text-decoration-thickness: .15em }
:focus-visible { outline: 3px solid var(--warn); outline-offset: 2px }
main:focus { outline: 0 }
.skip { position: absolute; left: -999rem }
.skip:focus { left: 1rem; top: .5rem; padding: .5rem 1rem; background: var(--paper); border: 2px solid var(--act) }
.sample {
  margin: 0 -1.5rem; padding: .6rem 1.5rem; max-width: none; background: var(--mark); color: var(--mark-ink);
  font-weight: bold; border-bottom: 3px double var(--warn);
}
.period { font-size: 1.25rem; color: var(--muted); margin-bottom: .6rem }
.lead { font-size: 1.3rem; line-height: 1.45 }
.facts {
  display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem; padding: 1rem 0;
  border-block: 1px solid var(--line);
}
.facts dt { font-weight: bold } .facts dd { margin: 0; min-width: 0 }
nav h2 { font-size: 1.15rem; border: 0; padding: 0; margin: 2rem 0 .5rem }
nav ul { list-style: none; padding: 0; margin: 0 }
nav ul ul { padding-left: 1.5rem }
nav li { padding: .2rem 0 }
nav a { display: inline-block; min-height: 1.5rem }
.warning { border-left: .5rem solid var(--warn); padding: .3rem 0 .3rem 1rem; font-weight: bold }
.points { padding-left: 1.3rem } .points > li { margin-bottom: .9rem }
.points > li::marker { color: var(--act) }
.details { list-style: none; padding: 0; margin: .2rem 0 0; color: var(--muted); font-size: 1rem }
.details li { display: inline; margin-right: 1rem } .details li::after { content: " " }
.none, .note, .seen { color: var(--muted); font-size: 1rem }
figure { margin-top: 2rem }
figcaption, caption { font-weight: bold; text-align: left }
figcaption { margin-bottom: .8rem; max-width: 44rem }
.label { display: block; font-size: .95rem; font-weight: normal; color: var(--muted) }
.scroll {
  overflow-x: auto; max-width: 100%; margin-bottom: .8rem;
  background:
    linear-gradient(90deg, var(--paper) 50%, transparent) left / 2rem 100% no-repeat local,
    linear-gradient(270deg, var(--paper) 50%, transparent) right / 2rem 100% no-repeat local,
    linear-gradient(90deg, var(--edge), transparent) left / .6rem 100% no-repeat scroll,
    linear-gradient(270deg, var(--edge), transparent) right / .6rem 100% no-repeat scroll;
}
.scroll svg { display: block; width: 100%; min-width: 34rem; max-width: 46rem; height: auto }
table {
  border-collapse: collapse; font-size: 1rem; line-height: 1.4; font-variant-numeric: tabular-nums;
  min-width: min(100%, 34rem);
}
caption { padding-bottom: .6rem }
th, td {
  padding: .55rem 1.25rem .55rem 0; text-align: left; vertical-align: top; overflow-wrap: normal;
  border-bottom: 1px solid var(--line);
}
thead th { border-bottom: 2px solid var(--edge); vertical-align: bottom }
tbody th { font-weight: normal; min-width: 9rem }
tbody tr:hover > * { background: var(--wash) }
.day { white-space: nowrap }
.figure { text-align: right; padding-left: .5rem; white-space: nowrap }
thead .figure { white-space: normal }
.figure + :not(.figure) { padding-left: .75rem }
.withheld { color: var(--muted); font-style: italic; white-space: normal; font-variant-numeric: normal }
.made { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--muted); font-size: 1rem }
@media (max-width: 30em) {
  body { padding: 0 1rem 3rem; font-size: 1.0625rem } .sample { margin: 0 -1rem; padding: .6rem 1rem }
  .facts { grid-template-columns: minmax(0, 1fr); gap: 0 } .facts dd { margin-bottom: .5rem }
  .lead { font-size: 1.15rem } th, td { padding-right: .75rem } tbody th { min-width: 6.5rem }
}
"""

PAPER: Final = """
@media print {
  html { font-size: 10pt } body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.35 }
  .skip, nav { display: none }
  .sample { margin: 0; border: 1pt solid; background: none; color: #000; padding: .3rem .6rem }
  h1 { margin: .8rem 0 .4rem } h2 { margin: 1.6rem 0 .5rem; padding-top: .4rem; border-top-width: 1.5pt }
  h3 { margin: 1.3rem 0 .3rem } h4, h5, h6 { margin: .9rem 0 .2rem }
  h1, h2, h3, h4, h5, h6, figcaption, caption { break-after: avoid }
  p, ul, dl, figure { margin-bottom: .6rem } p, .points, .facts { max-width: none }
  p, li { orphans: 3; widows: 3 }
  figure, tr, .points > li, .scroll:not(:has(tbody tr:nth-child(9))) { break-inside: avoid }
  tbody tr:first-child { break-before: avoid }
  h1, h2, h3, h4, h5, h6, caption, figcaption { text-wrap: wrap }
  .points > li { margin-bottom: .4rem } .details, .none, .note, .seen { font-size: 9pt }
  figure { margin-top: .8rem } figcaption, caption { margin-bottom: 0; padding-bottom: .2rem }
  .label { display: inline; font-size: inherit } .label::after { content: ": " }
  thead { display: table-header-group }
  .scroll { overflow: visible; background: none } .scroll svg { min-width: 0; max-width: 13.5cm }
  table { font-size: 9pt; line-height: 1.25; min-width: 0; width: 100% }
  th, td { overflow-wrap: normal; padding: .18rem .8rem .18rem 0 } .withheld { white-space: nowrap }
  .made { margin-top: 1.5rem }
  a { color: inherit; text-decoration: none }
}
"""


def style(title: str, period: str, mark: str) -> str:
    """The style sheet of a report: with its title, its period and a mark in the head and foot of each page."""
    return f"""{SCREEN}{CHARTS}{PAPER}
@page {{
  size: A4; margin: 22mm 18mm 20mm; font: 9pt Arial, Helvetica, "Liberation Sans", sans-serif;
  @top-left {{ content: {_quoted(title)}; width: 62%; text-align: left }}
  @top-right {{ content: {_quoted(period)}; text-align: right }}
  @bottom-left {{ content: {_quoted(mark)}; font-weight: bold; text-align: left }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages); text-align: right }}
}}
"""


def digest(sheet: str) -> str:
    """The style sheet as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()}'"


def _quoted(text: str) -> str:
    """A text as CSS has it, each letter by its number: nothing in it can end the text or the sheet."""
    said = shown.line(text)
    said = said if len(said) <= _ONLY else said[: _ONLY - 1] + "…"
    return '"{}"'.format("".join(f"\\{ord(letter):06x}" for letter in said))
