"""A report made ready to be written: each table stands once, and each chart has its table beneath it.

Every writer asks for this first: those of pages for what is read, those of tables for the data. So all formats
hold the same in the same order, but for long tables, which pages only name. Knows no format.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from practice_audit.report import shown
from practice_audit.report.layout import Chart, Paragraph, Points, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from practice_audit.report.layout import Block, Report, Section


def arranged(report: Report) -> Report:
    """The report with the table of each chart among its blocks, once.

    A table that is told as a block stays where it is; another is put beneath the first chart that
    draws it. Raises ValueError for a report that contradicts itself: two tables, charts or sections
    of one id, a row of another length than the head, a chart of columns that its table has not.
    """
    blocks = [block for _, section in sections(report) for block in section.blocks]
    placing = _Placing(own={block.id for block in blocks if isinstance(block, Table)})
    return replace(report, sections=tuple(placing.section(section) for section in report.sections))


def for_pages(report: Report) -> Report:
    """The report as it is read, arranged: a sentence leads to each table that stands in data only."""

    def read(block: Block) -> tuple[Block, ...]:
        where = block.where if isinstance(block, Table) else "everywhere"
        if isinstance(block, Table) and where == "data":
            return (Paragraph(text=shown.elsewhere(block)),)
        return () if where == "told" else (_on_page(block) if isinstance(block, Table) else block,)

    return _each_block(arranged(report), read)


def _on_page(table: Table) -> Table:
    """The table as it is read: its total beneath its rows, and no column that is for data only."""
    rows = (*table.rows, table.total) if table.total else table.rows
    kept = [at for at, column in enumerate(table.columns) if column.where == "everywhere"]
    if len(kept) == len(table.columns):
        return replace(table, rows=rows, total=()) if table.total else table
    columns = tuple(table.columns[at] for at in kept)
    return replace(table, columns=columns, rows=tuple(tuple(row[at] for at in kept) for row in rows), total=())


def for_data(report: Report) -> Report:
    """The report as data, arranged: without the tables that stand on pages only. Totals stay apart from rows."""
    return _each_block(
        arranged(report), lambda block: () if isinstance(block, Table) and block.where == "pages" else (block,)
    )


def _each_block(report: Report, made: Callable[[Block], tuple[Block, ...]]) -> Report:
    def section(one: Section) -> Section:
        blocks = tuple(block for each in one.blocks for block in made(each))
        return replace(one, blocks=blocks, sections=tuple(section(below) for below in one.sections))

    return replace(report, sections=tuple(section(one) for one in report.sections))


def sections(report: Report) -> Iterator[tuple[int, Section]]:
    """Every section with its depth, 1 for the highest, in the order of reading."""
    yield from _below(report.sections, 1)


def tables(report: Report) -> Iterator[tuple[Section, Table]]:
    """Every table of an arranged report with its section."""
    for _, section in sections(report):
        yield from ((section, block) for block in section.blocks if isinstance(block, Table))


def charts(report: Report) -> Iterator[tuple[Section, Chart]]:
    """Every chart with its section."""
    for _, section in sections(report):
        yield from ((section, block) for block in section.blocks if isinstance(block, Chart))


def _below(given: tuple[Section, ...], depth: int) -> Iterator[tuple[int, Section]]:
    for section in given:
        yield depth, section
        yield from _below(section.sections, depth + 1)


@dataclass(kw_only=True)
class _Placing:
    """What has been met on the way through the report; `own` are tables that stand as blocks."""

    own: set[str]
    placed: set[str] = field(default_factory=set)
    seen: dict[str, Table] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def section(self, section: Section) -> Section:
        self._new(f"section {section.id}")
        blocks = tuple(block for each in section.blocks for block in self._block(each))
        return replace(section, blocks=blocks, sections=tuple(self.section(one) for one in section.sections))

    def _block(self, block: Block) -> Iterator[Block]:
        if isinstance(block, Paragraph | Points):
            yield block
        elif isinstance(block, Table):
            self._same(block)
            if block.id not in self.placed:
                self.placed.add(block.id)
                yield block
        else:
            self._new(f"chart {block.id}")
            self._same(block.table)
            _check_chart(block)
            yield block
            if block.table.id not in self.own | self.placed:
                self.placed.add(block.table.id)
                yield block.table

    def _new(self, identity: str) -> None:
        if identity in self.ids:
            raise ValueError(f"Two parts of the report have the id “{identity}”")
        self.ids.add(identity)

    def _same(self, table: Table) -> None:
        if self.seen.setdefault(table.id, table) != table:
            raise ValueError(f"Two tables of the report have the id “{table.id}”")
        width = len({column.id for column in table.columns})
        rows = (*table.rows, table.total) if table.total else table.rows
        if not width or any(len(row) != width for row in (table.columns, *rows)):
            raise ValueError(f"The table “{table.id}” has a row that does not fit its columns")
        if not all(math.isfinite(cell) for row in rows for cell in row if isinstance(cell, float)):
            raise ValueError(f"The table “{table.id}” has a number without an end")


def _check_chart(chart: Chart) -> None:
    """Raises ValueError for a chart that draws what its table has not."""
    columns = {column.id for column in chart.table.columns}
    if not chart.series or not {chart.label, *chart.series} <= columns:
        raise ValueError(f"The chart “{chart.id}” draws a column that its table has not")
    if chart.table.where != "everywhere":
        raise ValueError(f"The chart “{chart.id}” draws a table that does not stand beside it everywhere")
    if chart.kind in {"run", "limits"} and len(chart.series) > 1:
        raise ValueError(f"The chart “{chart.id}” can draw one line only")
    if any(not 0 <= at < len(chart.table.rows) for at in (*chart.signals, *chart.breaks)):
        raise ValueError(f"The chart “{chart.id}” marks a row that its table has not")
