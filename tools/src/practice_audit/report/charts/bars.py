"""Charts of bars, one row beneath the other: one bar for each series, or the series as parts of one bar.

What is withheld has its words where its bar would be. Knows geometry only; its words come from the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.report import shown
from practice_audit.report.charts import parts
from practice_audit.report.layout import Withheld
from practice_audit.report.markup import element

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from practice_audit.report.layout import Cell, Chart, Column
    from practice_audit.report.markup import Attributes

LABELS: Final = 190  # pixels for the names of the rows
BAR: Final = 18
STACK: Final = 26
BETWEEN: Final = 16
LEFT: Final = LABELS + 12
_PLATE: Final = 14  # pixels around a figure that stands in a part of a bar
STANDS_OUT: Final = "◆ stands out"
ENDS: Final = "not comparable with the rows above"
LONGEST_NAME: Final = 24


def bars(chart: Chart, identity: str) -> parts.Drawn:
    """A bar for each series in each row: the height of the drawing, and what is in it."""
    series = _series(chart)
    values = [value for _, at in series for value in (row[at] for row in chart.table.rows)]
    highest, lowest = _ends(values, percent=all(column.kind == "percent" for column, _ in series))
    named = len(series) > 1
    names = [parts.cut(column.title, LONGEST_NAME) for column, _ in series]
    room = parts.wide(max(names, key=len) + ": 100.00%") if named else parts.wide(" 10,000.00")
    scale = (parts.WIDTH - LEFT - room) / ((highest - lowest) or 1)
    zero = LEFT - lowest * scale
    places = shown.places_of(chart.table)
    made: list[ET.Element] = [parts.patterns(identity, len(series))]
    y = _signal_key(chart, 6.0, made)
    axis = y
    for number, row in enumerate(chart.table.rows):
        y = _row_break(chart, number, y, made)
        height = len(series) * (BAR + 3) - 3
        y = _label(chart, number, y, height, made)
        for place, (column, at) in enumerate(series):
            top = y + place * (BAR + 3)
            value = row[at]
            said = _said(value, column, places[at])
            end = zero
            if shown.is_number(value):
                length = float(value) * scale
                made.append(parts.box(identity, place, (min(zero, zero + length), top, abs(length), BAR)))
                end = max(zero, zero + length)
            words = f"{names[place]}: {said}" if named else said
            made.append(parts.text((end + 7, top + 14), words, kind="plain" if shown.is_number(value) else "muted"))
        y += max(height, 2 * parts.LINE) + BETWEEN - 4 if named else height + BETWEEN
    made.append(parts.rule((zero, axis - 6), (zero, y - BETWEEN / 2)))
    return y, made


def stacked(chart: Chart, identity: str) -> parts.Drawn:
    """The series as parts of one bar in each row, told apart by pattern, with a key above."""
    series = _series(chart)
    percent = all(column.kind == "percent" for column, _ in series)
    totals = [sum(_positive(row[at]) for _, at in series) for row in chart.table.rows]
    longest = 100.0 if percent else max([*totals, 1.0])
    places = shown.places_of(chart.table)
    after = [_after(chart, number, total, percent=percent) for number, total in enumerate(totals)]
    room = min(parts.wide(max(after, key=len)) + 7, parts.WIDTH / 3)
    scale = (parts.WIDTH - LEFT - room) / longest
    made: list[ET.Element] = [parts.patterns(identity, len(series))]
    y = _signal_key(chart, _key(identity, [column.title for column, _ in series], made), made)
    for number, row in enumerate(chart.table.rows):
        y = _row_break(chart, number, y, made)
        y = _label(chart, number, y, STACK, made)
        x = free = float(LEFT)
        for place, (column, at) in enumerate(series):
            length = _positive(row[at]) * scale
            if length:
                made.append(parts.box(identity, place, (x, y, max(length - 2, 1), STACK)))
                said = _said(row[at], column, places[at])
                if parts.wide(said) + _PLATE < length:
                    made += _plate(x + length / 2 - 1, y, said)
                else:  # above its part, beside what stands there
                    start = max(x + length / 2 - 1 - parts.wide(said) / 2, free)
                    made.append(parts.text((start, y - 3), said))
                    free = start + parts.wide(said) + 3
            x += length
        made.append(parts.text((x + 7, y + 18), after[number], kind="muted"))
        y += STACK + BETWEEN
    return y, made


def _series(chart: Chart) -> list[tuple[Column, int]]:
    """Each column that is drawn, with its place in the table."""
    place = {column.id: at for at, column in enumerate(chart.table.columns)}
    return [(chart.table.columns[place[identity]], place[identity]) for identity in chart.series]


def _ends(values: list[Cell], *, percent: bool) -> tuple[float, float]:
    """The highest and the lowest value that the scale reaches to; 0 is always on it."""
    numbers = [float(value) for value in values if shown.is_number(value)]
    return max([100.0 if percent else 0.0, *numbers]), min([0.0, *numbers])


def _positive(value: Cell) -> float:
    return max(float(value), 0.0) if shown.is_number(value) else 0.0


def _said(value: Cell, column: Column, places: int) -> str:
    return shown.cell(value, column, places) or "no figure"


def _label(chart: Chart, number: int, y: float, height: float, made: list[ET.Element]) -> float:
    """Write the name of a row beside its bars; where the bars begin."""
    at = [column.id for column in chart.table.columns].index(chart.label)
    mark = "◆ " if number in chart.signals else ""
    lines = parts.wrapped(mark + shown.cell(chart.table.rows[number][at], chart.table.columns[at]), LABELS)
    top = y + max(0.0, (len(lines) * parts.LINE - height) / 2)
    first = top + height / 2 - (len(lines) - 1) * parts.LINE / 2 + 5
    made += [parts.text((LABELS, first + n * parts.LINE), one, "end") for n, one in enumerate(lines)]
    return top


def _signal_key(chart: Chart, y: float, made: list[ET.Element]) -> float:
    """Say what the mark before a name means, where there is one; where the first row begins."""
    if not chart.signals:
        return y
    made.append(parts.text((LEFT, y + 8), STANDS_OUT))
    return y + 22


def _row_break(chart: Chart, number: int, y: float, made: list[ET.Element]) -> float:
    """Draw the line before a row that cannot be compared with those above; where the row begins."""
    if number not in chart.breaks:
        return y
    made.append(parts.rule((0, y), (parts.WIDTH, y), dashes="2 4"))
    made.append(parts.text((LEFT, y + parts.LINE), ENDS, kind="muted"))
    return y + parts.LINE + 12


def _key(identity: str, titles: list[str], made: list[ET.Element]) -> float:
    """Draw which pattern is which; where the first row begins."""
    x, y = 0.0, 2.0
    for place, title in enumerate(titles):
        said = parts.cut(title, LONGEST_NAME * 2)
        if x and x + 26 + parts.wide(said) > parts.WIDTH:
            x, y = 0.0, y + 24
        made += [parts.box(identity, place, (x + 1, y, 18, 15)), parts.text((x + 26, y + 13), said)]
        x += 26 + parts.wide(said) + 20
    return y + 34


def _plate(middle: float, y: float, said: str) -> list[ET.Element]:
    """A figure on a plate inside its part of the bar."""
    width = parts.wide(said) + 8
    plate: Attributes = {"class": "c-paper", "fill": parts.PAPER, "x": middle - width / 2, "y": y + 4, "width": width}
    return [
        element("rect", {**plate, "height": STACK - 8, "rx": 2}),
        parts.text((middle, y + 18), said, "middle"),
    ]


def _after(chart: Chart, number: int, total: float, *, percent: bool) -> str:
    """What stands behind a bar: what is withheld, or else how many it is of."""
    row = chart.table.rows[number]
    hidden = [cell.words for cell in (row[at] for _, at in _series(chart)) if isinstance(cell, Withheld)]
    return f"and {shown.line(hidden[0])}" if hidden else "" if percent else f"{shown.rounded(total, 0):,} in all"
