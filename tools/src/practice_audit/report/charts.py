"""A chart as a drawing (SVG), and what it shows in sentences for whoever does not see it.

Static: no script, no font, no link. The figures stand in the table beside it, so a drawing may leave
one out where there is no room. Every writer takes drawing and sentences from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.report import chart_bars, chart_lines, drawing, shown
from practice_audit.report.layout import Withheld
from practice_audit.report.markup import svg
from practice_audit.report.naming import safe

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from practice_audit.report.layout import Chart

EMPTY: Final = "There are no figures to draw."
_KINDS: Final = {
    "bars": chart_bars.bars,
    "stacked": chart_bars.stacked,
    "run": chart_lines.lines,
    "limits": chart_lines.lines,
}


def alone(chart: Chart, *, styled: bool = True) -> str:
    """The chart as an SVG file of its own; without `styled`, in its colours for paper only."""
    return svg(drawn(chart, f"chart-{safe(chart.id, '-')}", styled=styled))


def drawn(chart: Chart, identity: str, *, styled: bool = False) -> ET.Element:
    """The chart as an element of a page, where `identity` is unique and the style sheet has `drawing.STYLE`."""
    made = _KINDS[chart.kind](chart, identity) if chart.table.rows else (30.0, [drawing.text((0, 20), EMPTY)])
    return drawing.framed(identity, chart.title, described(chart), made, styled=styled)


def described(chart: Chart) -> str:
    """What is to be seen, with everything that the drawing marks, in words."""
    return " ".join((shown.line(chart.description), *notes(chart)))


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
    if chart.kind != "limits" or chart_lines.drawn_limits(chart) == (chart.lower, chart.upper):
        return []
    given = ((chart.lower, "lower"), (chart.upper, "upper"))
    beyond = [
        f"the {name} one is worked out as {shown.rounded(limit, 1)}%"
        for limit, name in given
        if limit is not None and not 0 <= limit <= chart_lines.HUNDRED
    ]
    return [f"The limits are drawn between 0% and 100%: {' and '.join(beyond)}."]
