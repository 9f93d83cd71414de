"""A report as Markdown, for readers that take no HTML: headings, lists and tables, and every text as text.

Each sign that some reader of Markdown could take for a command is written as a reference to its number
or with a backslash, so nothing of a text becomes a link, an element or a list. Charts are told in words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practice_audit.report import shown
from practice_audit.report.charts import drawings
from practice_audit.report.layout import Chart, Paragraph, Points, Table, Withheld
from practice_audit.report.writers.arranging import for_pages
from practice_audit.report.writers.linking import address
from practice_audit.rules.days import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.report.layout import Block, Point, Report, Section

_SIGNS: Final = re.compile(
    r"[\\`*_{}\[\]#!<>|~@^$]|&(?=[#\w])|:(?=//)|(?<=[A-Za-z]):(?=[^\s])|(?<=www)\.|(?<=\+)\+|(?<=-)-|(?<==)=",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(r"[-+=:.?/%]|\d+(?=[.)](?:\s|$))")
_DEEPEST: Final = 6


def text(report: Report, *, handbook: str = "") -> str:
    """The report as Markdown, with a line end at its end. With the address of a `handbook`, ids lead to it."""
    address(handbook, "")
    made = for_pages(report)
    parts = [*_top(made), *(part for one in made.sections for part in _section(one, 2, handbook))]
    return "\n\n".join([*parts, f"Made on {in_words(made.made_on)}."]) + "\n"


def escaped(said: str) -> str:
    """One line of text with nothing in it that Markdown would read."""
    return (
        _FIRST.sub(_by_number, _SIGNS.sub(_by_number, said.strip()), count=1)
        if _FIRST.match(said.strip())
        else _SIGNS.sub(_by_number, said.strip())
    )


def _by_number(found: re.Match[str]) -> str:
    """A sign as a reference to its number; that of figures, where a list could begin, is to the first of them."""
    sign = found.group()
    return f"&#{ord(sign[0])};{sign[1:]}"


def _line(said: str) -> str:
    return escaped(shown.line(said))


def _lines(said: str, indent: str = "") -> str:
    """A text with a break at each line end; two spaces at the end of a line are a break."""
    return f"  \n{indent}".join(escaped(one) for one in shown.lines(said))


def _top(report: Report) -> Iterator[str]:
    yield f"# {_line(report.title)}"
    if report.sample:
        yield f"**{shown.SAMPLE}**"
    yield shown.period(report)
    yield _lines(report.lead)
    if report.facts:
        yield "\n".join(f"* **{_line(label)}:** {_lines(shown.fact(value), '    ')}" for label, value in report.facts)


def _section(section: Section, level: int, handbook: str) -> Iterator[str]:
    yield f"{'#' * min(level, _DEEPEST)} {_line(section.title)}"
    for block in section.blocks:
        yield from _block(block, handbook)
    for one in section.sections:
        yield from _section(one, level + 1, handbook)


def _block(block: Block, handbook: str) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"**{shown.WARNING}:** {_lines(block.text)}" if block.warning else _lines(block.text)
    elif isinstance(block, Points):
        if block.title:
            yield f"**{_line(block.title)}**"
        yield "\n".join(_point(point, handbook) for point in block.items) or _lines(block.none)
    elif isinstance(block, Table):
        yield f"**{_line(block.title)}**"
        yield _table(block)
        if block.note:
            yield _lines(block.note)
    elif isinstance(block, Chart):
        yield f"**{_line(block.title)}**"
        yield _lines(drawings.described(block))


def _point(point: Point, handbook: str) -> str:
    details = [_lines(detail, "        ") for detail in point.details]
    if point.links:
        details.append(f"{shown.HANDBOOK}: {', '.join(_link(handbook, identity) for identity in point.links)}")
    return "\n".join([f"* {_lines(point.text, '    ')}", *(f"    * {detail}" for detail in details)])


def _link(handbook: str, identity: str) -> str:
    where = address(handbook, identity)
    return f"[{_line(identity)}]({where})" if where else _line(identity)


def _table(table: Table) -> str:
    places = shown.places_of(table)
    head = [_line(column.title) for column in table.columns]
    ways = ["---:" if shown.is_figure(column) else "---" for column in table.columns]
    rows = [
        [
            f"*{_line(cell.words)}*" if isinstance(cell, Withheld) else _line(shown.cell(cell, column, places[at]))
            for at, (cell, column) in enumerate(zip(row, table.columns, strict=True))
        ]
        for row in table.rows
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ways, *rows))
