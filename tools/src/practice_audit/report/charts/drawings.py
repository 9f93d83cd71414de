"""A chart as a drawing (SVG), and what it shows in sentences for whoever does not see it.

Static: no script, no font, no link. The figures stand in the table beside it, so a drawing may leave
one out where there is no room. Every writer takes drawing and sentences from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.report import shown
from practice_audit.report.charts import bars, lines, parts
from practice_audit.report.layout import Withheld
from practice_audit.report.markup import svg
from practice_audit.report.naming import safe

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from practice_audit.report.layout import Cell, Chart

FEW_FIGURES: Final = {"bars": 24, "stacked": 24, "run": 12, "limits": 12}
"""So many figures are all told in the words of a picture."""
LOWEST, HIGHEST, LAST = "lowest", "highest", "last"
EMPTY: Final = "There are no figures to draw."
_KINDS: Final = {
    "bars": bars.bars,
    "stacked": bars.stacked,
    "run": lines.lines,
    "limits": lines.lines,
}


def alone(chart: Chart, *, styled: bool = True) -> str:
    """The chart as an SVG file of its own; without `styled`, in its colours for paper only."""
    return svg(drawn(chart, f"chart-{safe(chart.id, '-')}", styled=styled))


def drawn(chart: Chart, identity: str, *, styled: bool = False) -> ET.Element:
    """The chart as an element of a page, where `identity` is unique and the style sheet has `parts.STYLE`."""
    made = _KINDS[chart.kind](chart, identity) if chart.table.rows else (30.0, [parts.text((0, 20), EMPTY)])
    return parts.framed(identity, chart.title, described(chart), made, styled=styled)


def described(chart: Chart) -> str:
    """What is to be seen, with everything that the drawing marks, in words."""
    return " ".join((shown.line(chart.description), *notes(chart)))


def alternative(chart: Chart) -> str:
    """The chart for whoever hears of the picture only: its message, what is to be seen, and its figures."""
    return " ".join((f"{shown.line(chart.title).rstrip('.')}.", described(chart), *_figures(chart)))


def _figures(chart: Chart) -> tuple[str, ...]:
    """Every figure where there are few; of many the lowest and the highest, and of a line the last."""
    table, places = chart.table, shown.places_of(chart.table)
    at = [column.id for column in table.columns].index(chart.label)
    drawn_at = [place for place, column in enumerate(table.columns) if column.id in chart.series]

    def said(row: tuple[Cell, ...], place: int) -> str:
        return shown.line(shown.cell(row[place], table.columns[place], places[place]))

    if len(table.rows) * len(drawn_at) <= FEW_FIGURES[chart.kind]:
        parts = (
            f"{said(row, at)}: {', '.join(_named(chart, place, said(row, place)) for place in drawn_at)}"
            for row in table.rows
        )
        return tuple(f"{'; '.join(parts)}." for parts in (list(parts),) if parts)
    found = []
    for place in drawn_at:
        numbers = [(float(cell), row) for row in table.rows if shown.is_number(cell := row[place])]
        if numbers:
            least, most = (some(numbers, key=lambda one: one[0])[1] for some in (min, max))
            last = [(LAST, numbers[-1][1])] if chart.kind in {"run", "limits"} else []
            ends = [(LOWEST, least), (HIGHEST, most), *last]
            told = ", ".join(f"{name} {said(row, place)} ({said(row, at)})" for name, row in ends)
            found.append(f"{shown.line(table.columns[place].title)}: {told}.")
    return tuple(found)


def _named(chart: Chart, place: int, figure: str) -> str:
    """A figure with the name of its series where there are several."""
    return f"{shown.line(chart.table.columns[place].title)} {figure}" if len(chart.series) > 1 else figure


def notes(chart: Chart) -> tuple[str, ...]:
    """What the drawing marks, a sentence each: what stands out, where comparison ends, what is not shown."""
    at = [column.id for column in chart.table.columns].index(chart.label)
    names = [shown.line(shown.cell(row[at], chart.table.columns[at])) for row in chart.table.rows]
    out = ", ".join(names[number] for number in chart.signals)
    ends = ", ".join(names[number] for number in chart.breaks)
    found = [
        *([f"Stands out: {out}."] if out else []),
        *([f"Not comparable with what comes before: {ends}."] if ends else []),
        *_hidden(chart, names),
        *_clipped(chart),
    ]
    return tuple(found)


def _hidden(chart: Chart, names: list[str]) -> list[str]:
    """The rows that have a figure which is not shown, by the reason."""
    drawn_at = [at for at, column in enumerate(chart.table.columns) if column.id in chart.series]
    found: dict[str, dict[str, None]] = {}
    for name, row in zip(names, chart.table.rows, strict=True):
        for at in drawn_at:
            cell = row[at]
            if isinstance(cell, Withheld):
                found.setdefault(shown.line(cell.words), {})[name] = None
    return [f"Not shown ({words}): {', '.join(rows)}." for words, rows in found.items()]


def _clipped(chart: Chart) -> list[str]:
    """What is said where a limit lies beyond what a percentage can be."""
    if chart.kind != "limits" or lines.drawn_limits(chart) == (chart.lower, chart.upper):
        return []
    given = ((chart.lower, "lower"), (chart.upper, "upper"))
    beyond = [
        f"the {name} one is worked out as {shown.rounded(limit, 1)}%"
        for limit, name in given
        if limit is not None and not 0 <= limit <= lines.HUNDRED
    ]
    return [f"The limits are drawn between 0% and 100%: {' and '.join(beyond)}."]
