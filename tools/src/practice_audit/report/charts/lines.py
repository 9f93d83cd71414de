"""Charts over time: a run chart with its median, and an XmR chart with its limits.

A point that stands out has another shape, and the key says so; a point that is withheld leaves a gap
with a cross on the axis; the line stops where comparison ends. Works out no statistics.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practice_audit.report import shown
from practice_audit.report.charts import parts
from practice_audit.report.markup import element

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterator

    from practice_audit.report.layout import Chart, Column

TOP: Final = 64
PLOT: Final = 220
LEFT: Final = 56
RIGHT: Final = parts.WIDTH - 146
BOTTOM: Final = TOP + PLOT
HEIGHT: Final = BOTTOM + 40 + parts.LINE
HUNDRED: Final = 100.0
ENDS: Final = "comparison ends"
_STEPS: Final = 5  # at most so many spaces between lines of the grid
_LABEL: Final = 15  # letters of a line of a name on the axis, which has two


@dataclass(frozen=True, kw_only=True, slots=True)
class _Scale:
    """Where values and points lie in the drawing."""

    low: float
    high: float
    points: int

    def x(self, at: float) -> float:
        """How far to the right a point lies."""
        return LEFT + 22 + (RIGHT - LEFT - 44) * (at / (self.points - 1) if self.points > 1 else 0.5)

    def y(self, value: float) -> float:
        """How far down a value lies."""
        return BOTTOM - PLOT * (value - self.low) / ((self.high - self.low) or 1)


def lines(chart: Chart, identity: str) -> parts.Drawn:  # noqa: ARG001 - as every kind is drawn
    """A line of values over their names: the height of the drawing, and what is in it."""
    column, values = _values(chart)
    levels = _levels(chart, column)
    scale = _scale(chart, column, values, [level for _, level, _ in levels])
    made = [
        *_grid(scale, column),
        *_names(chart, scale),
        *_breaks(chart, scale),
        *_level_lines(levels, scale, scale.x(max(chart.breaks) - 0.5) if chart.breaks else LEFT),
        *_path(chart, values, scale),
        *_points(chart, values, scale, column),
        *_key(chart, column, values),
    ]
    return HEIGHT, made


def drawn_limits(chart: Chart) -> tuple[float | None, float | None]:
    """The lower and the upper limit as they are drawn: those of a percentage between 0 and 100."""
    column, _ = _values(chart)
    if column.kind != "percent":
        return chart.lower, chart.upper
    return tuple(None if one is None else min(max(one, 0.0), HUNDRED) for one in (chart.lower, chart.upper))  # type: ignore[return-value]  # two in, two out


def _values(chart: Chart) -> tuple[Column, list[float | None]]:
    at = [column.id for column in chart.table.columns].index(chart.series[0])
    cells = (row[at] for row in chart.table.rows)
    return chart.table.columns[at], [float(cell) if shown.is_number(cell) else None for cell in cells]


def _levels(chart: Chart, column: Column) -> list[tuple[str, float, str]]:
    """Each line across: its name, its value, and how it is dashed."""
    low, high = drawn_limits(chart)
    centre = "Median" if chart.kind == "run" else "Mean"
    given = ((centre, chart.centre, "9 4"), ("Upper limit", high, "3 4"), ("Lower limit", low, "3 4"))
    return [
        (f"{name} {shown.number(value, column, 1)}", value, dashes)
        for name, value, dashes in given
        if value is not None
    ]


def _scale(chart: Chart, column: Column, values: list[float | None], levels: list[float]) -> _Scale:
    numbers = [0.0, *levels, *(value for value in values if value is not None)]
    if column.kind == "percent":
        return _Scale(low=0.0, high=HUNDRED, points=len(chart.table.rows))
    step = _step(max(numbers) - min(numbers))
    low, high = math.floor(min(numbers) / step) * step, math.ceil(max(numbers) / step) * step
    return _Scale(low=low, high=high or step, points=len(chart.table.rows))


def _step(reach: float) -> float:
    """The space between two lines of the grid: 1, 2 or 5, times a power of ten."""
    rough = (reach or 1) / _STEPS
    power: float = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough)


def _grid(scale: _Scale, column: Column) -> Iterator[ET.Element]:
    step = _step(scale.high - scale.low)
    for number in range(round((scale.high - scale.low) / step) + 1):
        value = scale.low + number * step
        y = scale.y(value)
        yield parts.rule((LEFT, y), (RIGHT, y), "grid")
        said = shown.number(value, column, shown.decimals([step]))
        yield parts.text((LEFT - 8, y + 5), said, "end", "muted")
    yield parts.rule((LEFT, BOTTOM), (RIGHT, BOTTOM))


def _names(chart: Chart, scale: _Scale) -> Iterator[ET.Element]:
    """The names of the points, as many as there is room for."""
    at = [column.id for column in chart.table.columns].index(chart.label)
    said = (shown.cell(row[at], chart.table.columns[at]) for row in chart.table.rows)
    names = [parts.wrapped(name, _LABEL * parts.LETTER) for name in said]
    room = max([parts.wide(line) for name in names for line in name], default=1) + 12
    every = max(1, math.ceil(room * max(len(names) - 1, 1) / (RIGHT - LEFT - 44)))
    for number, name in enumerate(names):
        yield parts.rule((scale.x(number), BOTTOM), (scale.x(number), BOTTOM + 5))
        if number % every == 0:
            for down, line in enumerate(name):
                yield parts.text((scale.x(number), BOTTOM + 22 + down * parts.LINE), line, "middle")


def _breaks(chart: Chart, scale: _Scale) -> Iterator[ET.Element]:
    for number in chart.breaks:
        x = scale.x(number - 0.5)
        yield parts.rule((x, TOP - 8), (x, BOTTOM), dashes="2 4")
        yield parts.text((min(max(x, 60), RIGHT - 40), TOP - 14), ENDS, "middle", "muted")


def _level_lines(levels: list[tuple[str, float, str]], scale: _Scale, begin: float) -> Iterator[ET.Element]:
    """The lines across what is compared, with their names at the right, moved apart where they would lie on each other.

    They `begin` so far to the right: what comes before cannot be compared with them.
    """
    lowest = TOP - 20.0
    for name, value, dashes in sorted(levels, key=lambda level: -level[1]):
        y = scale.y(value)
        yield parts.rule((begin, y), (RIGHT, y), dashes=dashes)
        lowest = max(y + 5, lowest + parts.LINE)
        yield parts.text((RIGHT + 8, lowest), name)


def _path(chart: Chart, values: list[float | None], scale: _Scale) -> Iterator[ET.Element]:
    """The line between points that follow each other and can be compared."""
    pairs = [
        (number, values[number - 1], value)
        for number, value in enumerate(values)
        if number and number not in chart.breaks
    ]
    for number, before, value in pairs:
        if before is not None and value is not None:
            ends = (scale.x(number - 1), scale.y(before), scale.x(number), scale.y(value))
            yield element("path", {**_EDGE, "d": "M{:.2f} {:.2f}L{:.2f} {:.2f}".format(*ends)})


def _points(chart: Chart, values: list[float | None], scale: _Scale, column: Column) -> Iterator[ET.Element]:
    shown_last = max((number for number, value in enumerate(values) if value is not None), default=-1)
    for number, value in enumerate(values):
        x = scale.x(number)
        if value is None:
            yield _cross(x, BOTTOM - 12)
            continue
        y = scale.y(value)
        signal = number in chart.signals
        yield _diamond(x, y) if signal else _circle(x, y)
        if signal or number == shown_last:
            said = shown.number(value, column, 1)
            yield parts.text((x, y - 14), said, "middle", "signal" if signal else "point")


def _key(chart: Chart, column: Column, values: list[float | None]) -> Iterator[ET.Element]:
    """What the shapes mean, in words."""
    entries = [(_circle, parts.cut(column.title, 36))]
    entries += [(_diamond, "stands out")] if chart.signals else []
    entries += [(_cross, "not shown")] if None in values else []
    x = 10.0
    for mark, said in entries:
        yield mark(x, 12)
        yield parts.text((x + 16, 17), said)
        x += 16 + parts.wide(said) + 34


_EDGE: Final = {"class": "c-edge", "stroke": parts.SERIES, "stroke-width": "2.5", "fill": "none"}


def _circle(x: float, y: float) -> ET.Element:
    return element("circle", {"class": "c-fill", "fill": parts.SERIES, "cx": float(x), "cy": float(y), "r": "4.5"})


def _diamond(x: float, y: float) -> ET.Element:
    """The shape of a point that stands out: larger, empty inside."""
    shape = f"M{x:.2f} {y - 9:.2f}L{x + 9:.2f} {y:.2f}L{x:.2f} {y + 9:.2f}L{x - 9:.2f} {y:.2f}Z"
    return element("path", {**_EDGE, "class": "c-edge c-paper", "fill": parts.PAPER, "d": shape})


def _cross(x: float, y: float) -> ET.Element:
    """The mark of a point that is withheld."""
    shape = f"M{x - 5:.2f} {y - 5:.2f}l10 10m0 -10l-10 10"
    return element("path", {**_EDGE, "class": "c-rule", "stroke": parts.RULE, "d": shape})
