"""What a report says besides its tables, as tables too: its texts, its sections, its columns, what is withheld.

For the formats that have nothing but tables, CSV and workbook. Each of these tables has the same
columns in every report, so that another program can rely on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.report import shown
from practice_audit.report.charts import drawings
from practice_audit.report.layout import Chart, Column, Paragraph, Points, Table, Withheld
from practice_audit.report.naming import names
from practice_audit.report.writers.arranging import sections, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.report.layout import Block, Cell, Report

KINDS: Final = {
    "text": "text",
    "count": "a whole number",
    "percent": "a percentage, from 0 to 100",
    "number": "a number",
    "date": "a day",
}
"""What each kind of column holds."""

COMMON: Final = ("report", "row_number")
"""The columns that a row in a file has besides those of its table."""

_SECTION: Final = Column(id="section", title="Section", meaning="The id of the section in the report.")
_TABLE: Final = Column(id="table", title="Table", meaning="The name of the table.")
_COLUMN: Final = Column(id="column", title="Column", meaning="The name of the column in its table.")
_TITLE: Final = Column(id="title", title="Title", meaning="The title, as people read it.")


def table_names(report: Report) -> Mapping[str, str]:
    """The name of each table in data: that of its file, and of its table in a workbook."""
    made = names((table.id for _, table in tables(report)), "_")
    return {identity: f"table_{name}" for identity, name in made.items()}


def column_names(table: Table) -> Mapping[str, str]:
    """The name of each column in data; none is called like a column that every table has."""
    made = names((column.id for column in table.columns), "_")
    return {identity: f"{name}_here" if name in COMMON else name for identity, name in made.items()}


def about(report: Report) -> Table:
    """The report itself, in one row."""
    columns = (
        Column(id="title", title="Title", meaning="The title of the report."),
        Column(id="lead", title="In short", meaning="What the report is about."),
        Column(id="first", title="First day", kind="date", meaning="The first day that the report looks back on."),
        Column(id="last", title="Last day", kind="date", meaning="The last day that the report looks back on."),
        Column(id="made_on", title="Made on", kind="date", meaning="The day on which the report was made."),
        Column(id="sample", title="Sample", meaning="“yes” where the records are made up."),
    )
    row = (report.title, report.lead, report.first, report.last, report.made_on, "yes" if report.sample else "no")
    return Table(id="report", title="The report", columns=columns, rows=(row,))


def facts(report: Report) -> Table:
    """What stands under the title."""
    columns = (
        Column(id="fact", title="Fact", meaning="What is told about the report."),
        Column(id="value", title="Value", meaning="How it is for this report."),
    )
    return Table(id="facts", title="About the report", columns=columns, rows=report.facts)


def parts(report: Report) -> Table:
    """Every section."""
    above = {one.id: section.id for _, section in sections(report) for one in section.sections}
    columns = (
        _SECTION,
        _TITLE,
        Column(id="part_of", title="Part of", meaning="The section that it is a part of; empty where it is none."),
    )
    rows = tuple((section.id, section.title, above.get(section.id, "")) for _, section in sections(report))
    return Table(id="sections", title="Sections", columns=columns, rows=rows)


def contents(report: Report) -> Table:
    """Every table of the report."""
    named = table_names(report)
    columns = (
        _TABLE,
        _TITLE,
        _SECTION,
        Column(id="rows", title="Rows", kind="count", meaning="How many rows the table has."),
        Column(id="note", title="Note", meaning="What has to be known to read it."),
    )
    rows = tuple(
        (named[table.id], table.title, section.id, len(table.rows), table.note) for section, table in tables(report)
    )
    return Table(id="tables", title="Tables", columns=columns, rows=rows)


def columns_of(given: Mapping[str, Table], kinds: Mapping[str, str] = KINDS) -> Table:
    """Every column of these tables, which come by their names. `kinds` says what each kind of column holds."""
    columns = (
        _TABLE,
        _COLUMN,
        _TITLE,
        Column(id="kind", title="Kind", meaning="What kind of values it holds."),
        Column(id="meaning", title="Meaning", meaning="What it holds, in plain words."),
    )
    rows = tuple(
        (name, column_names(table)[column.id], column.title, kinds[column.kind], column.meaning)
        for name, table in given.items()
        for column in table.columns
    )
    return Table(id="columns", title="Columns", columns=columns, rows=rows)


def words(report: Report) -> Table:
    """Everything that is said in words: paragraphs, items of lists, what charts show."""
    columns = (
        _SECTION,
        Column(id="kind", title="Kind", meaning="Text, note, item of a list, empty list, or chart."),
        Column(id="heading", title="Heading", meaning="The title of the list or chart."),
        Column(id="text", title="Text", meaning="What is said."),
        Column(id="details", title="Details", meaning="Short facts about an item, with a line end between them."),
        Column(id="ids", title="Ids", meaning="The ids of the handbook that an item speaks of, with spaces between."),
    )
    rows = tuple(
        (section.id, *row) for _, section in sections(report) for block in section.blocks for row in _said(block)
    )
    return Table(id="words", title="What the report says", columns=columns, rows=rows)


def withheld(report: Report) -> Table:
    """Every cell whose figure is not shown, with the words that stand for it."""
    named = table_names(report)
    columns = (
        _TABLE,
        Column(id="at_row", title="Row", kind="count", meaning="The `row_number` of the row in its table."),
        _COLUMN,
        Column(id="words", title="Why", meaning="Why the figure is not shown."),
    )
    rows = tuple(
        (named[table.id], number, column_names(table)[column.id], cell.words)
        for _, table in tables(report)
        for number, row in enumerate(table.rows, start=1)
        for column, cell in zip(table.columns, row, strict=True)
        if isinstance(cell, Withheld)
    )
    return Table(id="withheld", title="Figures that are not shown", columns=columns, rows=rows)


def totals(report: Report) -> Table:
    """Every figure for all rows of a table together, which stands beneath the table on pages."""
    named = table_names(report)
    columns = (
        _TABLE,
        _COLUMN,
        Column(id="total", title="Total", kind="number", meaning="The figure for all rows of the table together."),
    )
    rows = tuple(
        (named[table.id], column_names(table)[column.id], cell)
        for _, table in tables(report)
        for column, cell in zip(table.columns, table.total, strict=False)
        if shown.is_number(cell)
    )
    return Table(id="totals", title="Totals", columns=columns, rows=rows)


def _said(block: Block) -> Iterator[tuple[Cell, ...]]:
    if isinstance(block, Paragraph):
        yield ("note" if block.warning else "text", "", block.text, "", "")
    elif isinstance(block, Points):
        for point in block.items:
            yield ("item", block.title, point.text, "\n".join(point.details), shown.line(" ".join(point.links)))
        if not block.items:
            yield ("empty list", block.title, block.none, "", "")
    elif isinstance(block, Chart):
        yield ("chart", block.title, drawings.described(block), "", "")
