"""Small pieces that the sections of a report are made of: a share as a cell, a table of counts, a chart of one.

A share stands beside its two counts, and is withheld under 10 (`percentage`). Knows no records.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from practice_audit.report.layout import Cell, Chart, Column, Paragraph, Table, Withheld
from practice_audit.report.sections.meanings import meaning
from practice_audit.report.shown import rounded
from practice_audit.report.words import say
from practice_audit.statistics.proportions import Change, change, percentage, wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practice_audit.report.layout import Block, ColumnWhere, Kind


def share(k: int, n: int) -> Cell:
    """The share k of n in per cent, as it is; withheld where n is too small, nothing where n is 0."""
    if not n:
        return None
    stated = percentage(k, n)
    return Withheld(words=say("withheld.few")) if stated is None else stated


def interval(k: int, n: int) -> tuple[Cell, Cell]:
    """Both ends of Wilson's interval of the share k of n, in per cent; nothing where the share is not shown."""
    if not n or percentage(k, n) is None:
        return (None, None)
    found = wilson(k, n)
    return (100 * found.low, 100 * found.high)


def no_surprise(k: int, n: int) -> str:
    """What the share k of n could as well have been, as a sentence after a space; nothing where it is not shown."""
    low, high = interval(k, n)
    if low is None or high is None:
        return ""
    return f" {say('share.no_surprise', low=rounded(float(str(low)), 0), high=rounded(float(str(high)), 0))}"


def main_share(figure: str, k: int, n: int) -> tuple[Paragraph, ...]:
    """A share in a sentence of its own, with what it could as well have been; nothing where it is not shown."""
    said = no_surprise(k, n)
    return (Paragraph(text=say("share.of", figure=figure, k=k, n=n, share=in_words(k, n)) + said),) if said else ()


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
        columns=(first, number, column("share", "percent")),
        rows=tuple((name, count, share(count, whole)) for name, count in rows),
    )


def chosen(table: Table) -> Table:
    """A table of `shares` of cases of which others could have been chosen: each share with its interval."""
    counts = [int(str(row[1])) for row in table.rows]
    rows = tuple((*row, *interval(count, sum(counts))) for row, count in zip(table.rows, counts, strict=True))
    return replace(table, columns=(*table.columns, *INTERVAL), rows=rows)


def column(name: str, kind: Kind = "text", *, means: str = "", where: ColumnWhere = "everywhere") -> Column:
    """A column whose id is `name`; its title and its meaning stand under it, or under `means` where that is given."""
    return Column(id=name, title=say(f"column.{name}"), kind=kind, meaning=meaning(means or name), where=where)


INTERVAL: Final = (column("low", "percent", where="data"), column("high", "percent", where="data"))
"""The columns of `interval`. They are data: a page says it in words where a share is a main figure."""


def counting(identity: str, title: str, means: str) -> Column:
    """A column of counts that is named by what it counts, such as a grade: its title is a part of its meaning."""
    return Column(id=identity, title=title, kind="count", meaning=meaning(means, title=title))


def in_data(table: Table) -> Table:
    """The table for data only, where a page tells the same in words, or that there is none."""
    return replace(table, where="told")


def or_else(table: Table, *otherwise: Block) -> tuple[Block, ...]:
    """The table; where it has no row, what is said instead, and its head as data: each report has the same files."""
    return (table,) if table.rows else (*otherwise, in_data(table))


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
