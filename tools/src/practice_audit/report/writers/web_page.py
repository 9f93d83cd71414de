"""A report as one page of HTML that needs nothing else: its style stands in it, and it has no script.

Its policy allows that one style sheet and nothing besides, so that a text that came through as markup
could still load and run nothing. Knows the layout only; looks are in `page_style`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from practice_audit.report import shown
from practice_audit.report.charts import drawings
from practice_audit.report.layout import Chart, Paragraph, Points, Section, Table, Withheld
from practice_audit.report.markup import element, html, in_lines
from practice_audit.report.naming import names
from practice_audit.report.writers import page_style
from practice_audit.report.writers.arranging import for_pages, sections
from practice_audit.report.writers.linking import address
from practice_audit.rules.days import in_words

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterator, Mapping

    from practice_audit.report.layout import Block, Cell, Column, Point, Report
    from practice_audit.report.markup import Node

_DEEPEST = 6


def page(report: Report, *, handbook: str = "") -> bytes:
    """The report as a page in UTF-8. With the address of a `handbook`, ids lead to it."""
    address(handbook, "")  # an odd address is told before anything is made
    made = for_pages(report)
    title = shown.line(made.title)
    sheet = page_style.style(title, shown.period(made), shown.SAMPLE if made.sample else "")
    writer = _writer(made, handbook)
    policy = f"default-src 'none'; style-src {page_style.digest(sheet)}; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("title", {}, f"{title} ({shown.SAMPLE})" if made.sample else title),
        element("style", {}, sheet),
    )
    body = element(
        "body",
        {},
        element("a", {"class": "skip", "href": "#report"}, "Skip to the report"),
        _top(made),
        _contents(made, writer.places),
        element("main", {"id": "report", "tabindex": "-1"}, *(writer.section(one, 2) for one in made.sections)),
        element("footer", {"class": "made"}, f"Made on {in_words(made.made_on)}."),
    )
    return html(element("html", {"lang": "en-GB"}, head, body)).encode()


def inside(report: Report, level: int, *, handbook: str = "") -> ET.Element:
    """The parts of a report below its title, to stand in another page: headings begin at this level.

    A list of its sections, without those inside them, leads to each.
    """
    made = for_pages(report)
    writer = _writer(made, handbook)
    lead = element("p", {"class": "lead"}, *in_lines(made.lead))
    contents = element("ul", {}, *(_entry(one, writer.places) for one in made.sections))
    parts = (writer.section(one, level) for one in made.sections)
    return element("div", {}, lead, *_facts(made), element(f"h{level}", {}, shown.CONTENTS), contents, *parts)


def _writer(made: Report, handbook: str) -> _Writer:
    places = names((section.id for _, section in sections(made)), "-")
    return _Writer(handbook=handbook, places={identity: f"part-{name}" for identity, name in places.items()})


def _top(report: Report) -> ET.Element:
    """What the report is, of which days, and whether it is a sample."""
    mark = [element("p", {"class": "sample"}, shown.SAMPLE)] if report.sample else []
    return element(
        "header",
        {},
        *mark,
        element("h1", {}, shown.line(report.title)),
        element("p", {"class": "period"}, shown.period(report)),
        element("p", {"class": "lead"}, *in_lines(report.lead)),
        *_facts(report),
    )


def _facts(report: Report) -> list[ET.Element]:
    facts = [
        node
        for label, value in report.facts
        for node in (element("dt", {}, *in_lines(label)), element("dd", {}, *in_lines(shown.fact(value))))
    ]
    return [element("dl", {"class": "facts"}, *facts)] if facts else []


def _contents(report: Report, places: Mapping[str, str]) -> ET.Element:
    def listed(given: tuple[Section, ...]) -> list[ET.Element]:
        items = [_entry(one, places, *listed(one.sections)) for one in given]
        return [element("ul", {}, *items)] if items else []

    title = element("h2", {"id": "contents"}, shown.CONTENTS)
    return element("nav", {"aria-labelledby": "contents"}, title, *listed(report.sections))


def _entry(section: Section, places: Mapping[str, str], *below: ET.Element) -> ET.Element:
    return element("li", {}, element("a", {"href": f"#{places[section.id]}"}, shown.line(section.title)), *below)


@dataclass(kw_only=True)
class _Writer:
    """Writes sections in their order, and numbers tables and charts."""

    handbook: str
    places: Mapping[str, str]
    tables: dict[str, int] = field(default_factory=dict)
    drawings: int = 0

    def section(self, section: Section, level: int) -> ET.Element:
        heading = element(f"h{min(level, _DEEPEST)}", {}, shown.line(section.title))
        blocks = [node for block in section.blocks for node in self._block(block, min(level + 1, _DEEPEST))]
        below = [self.section(one, level + 1) for one in section.sections]
        return element("section", {"id": self.places[section.id]}, heading, *blocks, *below)

    def _block(self, block: Block, level: int) -> Iterator[ET.Element]:
        if isinstance(block, Paragraph):
            yield element("p", {"class": "warning"} if block.warning else {}, *in_lines(block.text))
        elif isinstance(block, Points):
            yield from self._points(block, level)
        elif isinstance(block, Table):
            yield from self._table(block)
        else:
            yield self._chart(block)

    def _points(self, points: Points, level: int) -> Iterator[ET.Element]:
        if points.title:
            yield element(f"h{level}", {}, shown.line(points.title))
        if points.items:
            yield element("ul", {"class": "points"}, *(self._point(point) for point in points.items))
        else:
            yield element("p", {"class": "none"}, *in_lines(points.none))

    def _point(self, point: Point) -> ET.Element:
        details = [element("li", {}, *in_lines(detail)) for detail in point.details]
        if point.links:
            named: list[Node] = [f"{shown.HANDBOOK}: "]
            for number, identity in enumerate(point.links):
                where = address(self.handbook, identity)
                said = shown.line(identity)
                named += [", "] if number else []
                named.append(element("a", {"href": where}, said) if where else said)
            details.append(element("li", {}, *named))
        below = [element("ul", {"class": "details"}, *details)] if details else []
        return element("li", {}, *in_lines(point.text), *below)

    def _chart(self, chart: Chart) -> ET.Element:
        self.drawings += 1
        label = f"Chart {self.drawings}"
        title = shown.line(chart.title)
        drawing = drawings.drawn(chart, f"chart-{self.drawings}")
        frame = element("div", _frame(f"{label}: {title}"), drawing)
        seen = element("p", {"class": "seen"}, *in_lines(drawings.described(chart)))
        caption = element("figcaption", {}, element("span", {"class": "label"}, label), title)
        return element("figure", {}, caption, frame, seen)

    def _table(self, table: Table) -> Iterator[ET.Element]:
        number = self.tables.setdefault(table.id, len(self.tables) + 1)
        label, title = f"Table {number}", shown.line(table.title)
        places = shown.places_of(table)
        caption = element("caption", {}, element("span", {"class": "label"}, label), title)
        head = element("tr", {}, *(_head(column) for column in table.columns))
        rows = [
            element(
                "tr",
                {},
                *(
                    _cell(value, column, places[at], "td" if at else "th")
                    for at, (value, column) in enumerate(zip(row, table.columns, strict=True))
                ),
            )
            for row in table.rows
        ]
        made = element("table", {}, caption, element("thead", {}, head), element("tbody", {}, *rows))
        yield element("div", _frame(f"{label}: {title}"), made)
        if table.note:
            yield element("p", {"class": "note"}, *in_lines(table.note))


def _frame(name: str) -> dict[str, str | float]:
    """What makes an element a region that can be scrolled by keyboard."""
    return {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": name}


def _head(column: Column) -> ET.Element:
    return element("th", {"scope": "col", **_kind(column)}, shown.line(column.title))


def _cell(value: Cell, column: Column, places: int, name: str) -> ET.Element:
    """A cell; one that is called `th` names its row."""
    said: list[Node] = list(in_lines(shown.cell(value, column, places))) if value is not None else []
    if isinstance(value, Withheld):
        said = [element("span", {"class": "withheld"}, *said)]
    return element(name, {**({"scope": "row"} if name == "th" else {}), **_kind(column)}, *said)


def _kind(column: Column) -> dict[str, str | float]:
    if shown.is_figure(column):
        return {"class": "figure"}
    return {"class": "day"} if column.kind == "date" else {}
