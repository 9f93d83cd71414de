"""Small pieces that the sections of a report are made of: a share as a cell, a table of counts, a chart of one.

A share stands beside its two counts, and is withheld under 10 (`percentage`). Knows no records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.report.layout import Cell, Chart, Column, Table, Withheld
from practice_audit.report.shown import rounded
from practice_audit.report.words import say
from practice_audit.statistics.proportions import Change, change, percentage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def share(k: int, n: int) -> Cell:
    """The share k of n in per cent, as it is; withheld where n is too small, nothing where n is 0."""
    if not n:
        return None
    stated = percentage(k, n)
    return Withheld(words=say("withheld.few")) if stated is None else stated


def in_words(k: int, n: int) -> str:
    """The share k of n as it is read after its two numbers, " (80%)"; nothing where n is too small."""
    stated = percentage(k, n) if n else None
    return "" if stated is None else f" {say('share', percent=rounded(stated, 0))}"


def changed(now: tuple[int, int], before: tuple[int, int]) -> str:
    """What may be said of a share after the one before, each as its count and out of how many."""
    if not now[1] or not before[1]:
        return say("change.nothing")
    return say(_CHANGES[change(*before, *now)])


_CHANGES = {
    Change.UP: "change.up",
    Change.DOWN: "change.down",
    Change.UNCLEAR: "change.unclear",
    Change.TOO_FEW: "change.too_few",
}


def shares(identity: str, title: str, first: Column, rows: Sequence[tuple[str, int]], number: Column) -> Table:
    """A table of counts that make up a whole: each with its share of all."""
    whole = sum(count for _, count in rows)
    return Table(
        id=identity,
        title=title,
        columns=(first, number, Column(id="share", title=say("column.share"), kind="percent")),
        rows=tuple((name, count, share(count, whole)) for name, count in rows),
    )


def column(name: str, kind: str = "text") -> Column:
    """A column whose id is `name` and whose title stands in the words under it."""
    return Column(id=name, title=say(f"column.{name}"), kind=kind)  # type: ignore[arg-type]


def bars(identity: str, table: Table, series: Iterable[str], *, title: str, description: str) -> Chart:
    """Columns of a table as bars; the table's first column names them."""
    return Chart(
        id=identity,
        kind="bars",
        title=title,
        description=description,
        table=table,
        label=table.columns[0].id,
        series=tuple(series),
    )
