"""A report as a folder of CSV files for Power BI and other programs: one file a table, every column documented.

Names of files and columns come from permanent ids. Figures stay figures: a cell that is withheld is
empty, and `withheld.csv` says why. Each row names its report, so that folders of many can be put together.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from practice_audit.report import shown
from practice_audit.report.layout import Withheld
from practice_audit.report.writers import lists
from practice_audit.report.writers.arranging import for_data, tables
from practice_audit.spreadsheets import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practice_audit.report.layout import Cell, Column, Report, Table

README: Final = """{title}
{period}
{sample}
Each file is one table: UTF-8, a comma between cells, days as 2025-12-31. Open them in Excel, or choose "Folder"
in Power BI.

report.csv      the report: its title, its days, whether it is a sample
facts.csv       what is told about it, such as its edition
sections.csv    its sections
words.csv       its texts, its lists, and what its charts show
tables.csv      its tables, each with its section and its note
columns.csv     every column of every file: its title, its kind, what it holds and of what it is a number or a share
totals.csv      the figures for all rows of a table together: no table has a row of totals, so its rows can be added up
withheld.csv    every figure that is not shown, by table, row and column, with the reason
{files}

Every file has a column "report": it leads to report.csv, so that the files of several reports can be put together.
Every table has a column "row_number": "at_row" in withheld.csv leads to it. "table" leads to tables.csv,
"section" to sections.csv. Every report of a quarter has the same files with the same columns, and so has every report
of a year: a table without rows has its head. Names of files and columns stay the same from report to report.

An action has the same "action_key" in table_actions.csv and table_overdue.csv of every report.

A figure that is not shown is an empty cell, never 0. A percentage is given from 0 to 100. A text that a spreadsheet
could take for a formula has an apostrophe before it.
"""

_EVERY: Final = (
    ("every file", lists.COMMON[0], "Report", "text", "The id of the report."),
    ("every table", lists.COMMON[1], "Row", "a whole number", "The number of the row, from 1."),
)
"""What is said of the columns that no table has of its own."""


def files(report: Report) -> tuple[tuple[str, bytes], ...]:
    """Every file of the folder: its name, and its bytes."""
    made = for_data(report)
    named = lists.table_names(made)
    told = {named[table.id]: table for _, table in tables(made)}
    common = (lists.about, lists.facts, lists.parts, lists.words, lists.contents, lists.totals, lists.withheld)
    fixed = {table.id: table for table in (make(made) for make in common)}
    explained = lists.columns_of({**fixed, "columns": lists.columns_of({}), **told})
    identity = shown.line(report.id)
    written = {**fixed, "columns": explained}
    return (
        ("README.txt", _readme(made, told)),
        *((f"{name}.csv", _file(identity, table, counted=False)) for name, table in written.items()),
        *((f"{name}.csv", _file(identity, table, counted=True)) for name, table in told.items()),
    )


def _file(report: str, table: Table, *, counted: bool) -> bytes:
    """One table. Those of the report count their rows."""
    start = lists.COMMON if counted else lists.COMMON[:1]
    rows = (
        [report, *([number] if counted else []), *map(_value, row, table.columns)]
        for number, row in enumerate(_rows(table), start=1)
    )
    return csv_bytes((*start, *lists.column_names(table).values()), rows)


def _rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table; the list of columns begins with the columns that every file has."""
    return (*_EVERY, *table.rows) if table.id == "columns" else table.rows


def _value(value: Cell, column: Column) -> str | int | float:
    """A cell as data: a number as a number, a day as ISO 8601 has it, nothing where nothing is shown."""
    if isinstance(value, str):
        return shown.text(value)
    if value is None or isinstance(value, Withheld):
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    return int(shown.rounded(value, 0)) if column.kind == "count" else value


def _readme(report: Report, told: Mapping[str, Table]) -> bytes:
    """What the files are, for people."""
    text = README.format(
        title=shown.line(report.title),
        period=shown.period(report),
        sample=f"{shown.SAMPLE}\n" if report.sample else "",
        files="\n".join(f"{name}.csv    {shown.line(table.title)}" for name, table in told.items()),
    )
    return text.replace("\n", "\r\n").encode("utf-8-sig")
