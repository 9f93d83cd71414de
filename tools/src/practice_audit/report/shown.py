"""How the values of a report read: the same text in every format, with nothing hidden in it.

Knows no format. Hidden characters are shown by number, as in messages; a line end stays one.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final, TypeGuard

from practice_audit.problems import visible
from practice_audit.report.layout import Column, Withheld
from practice_audit.rules.days import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practice_audit.report.layout import Cell, Report, Table

SAMPLE: Final = "Sample: made-up records, no report of real work"
"""What stands on every page of a report of made-up records. True, too, where real ones are among them."""

CONTENTS: Final = "Contents"
WARNING: Final = "Note"
HANDBOOK: Final = "In the handbook"

_ELSEWHERE: Final = {
    False: "The table “{title}” ({rows:,} rows) is in the Excel workbook and among the CSV files.",
    True: "The table “{title}” (1 row) is in the Excel workbook and among the CSV files.",
}
_FACT: Final = Column(id="value", title="")
_DECIMALS: Final = 2  # that a number is shown with, at most


def text(value: str) -> str:
    """A text as it may stand in a report: hidden characters by number, a tab as a space, line ends as they are."""
    if value.isprintable():  # hidden characters never are, and few texts have any
        return value
    lines = value.replace("\r\n", "\n").replace("\t", " ").split("\n")
    return "\n".join(visible(line) for line in lines)


def line(value: str) -> str:
    """A text in one line, for a title or a name."""
    return " ".join(text(value).split())


def lines(value: str) -> tuple[str, ...]:
    """The lines of a text that have anything in them; one empty line where none has."""
    return tuple(one.strip() for one in text(value).split("\n") if one.strip()) or ("",)


def period(report: Report) -> str:
    """The days that a report looks back on."""
    return f"{in_words(report.first)} to {in_words(report.last)}"


def elsewhere(table: Table) -> str:
    """What stands on a page in place of a table that stands in data only."""
    return _ELSEWHERE[len(table.rows) == 1].format(title=line(table.title), rows=len(table.rows))


def rounded(value: float, decimals: int) -> Decimal:
    """A number with so many decimals, a half upwards as a spreadsheet rounds it."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def decimals(values: Iterable[Cell]) -> int:
    """How many decimals the numbers of a column are shown with: as many as one of them needs, two at most."""
    numbers = [rounded(value, _DECIMALS).normalize() for value in values if is_number(value)]
    return max([0, *(-int(number.as_tuple().exponent) for number in numbers)])


def is_number(value: Cell) -> TypeGuard[int | float]:
    """Whether a cell holds a figure (True and False are none)."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def number(value: float, column: Column, places: int = _DECIMALS) -> str:
    """A figure of this column: 1,204 or 62% or 0.62."""
    if column.kind == "percent":
        return f"{rounded(value, 0):,}%"
    return f"{rounded(value, 0 if column.kind == 'count' else places):,}"


def cell(value: Cell, column: Column, places: int = _DECIMALS) -> str:
    """A cell of this column as text; nothing where nothing belongs."""
    if value is None:
        return ""
    if isinstance(value, Withheld):
        return line(value.words)
    if isinstance(value, dt.date):
        return in_words(value)
    if isinstance(value, str):
        return text(value)
    return number(value, column, places)


def fact(value: Cell) -> str:
    """A value under the title of a report as text."""
    return cell(value, _FACT, 0)


def places_of(table: Table) -> tuple[int, ...]:
    """The decimals of each column of a table."""
    return tuple(
        decimals(row[at] for row in table.rows) if column.kind == "number" else 0
        for at, column in enumerate(table.columns)
    )


def is_figure(column: Column) -> bool:
    """Whether the cells of a column are figures, which stand to the right."""
    return column.kind in {"count", "percent", "number"}
