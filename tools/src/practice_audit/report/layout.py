"""A report as plain values: sections of prose, lists, tables and charts. It says nothing of how it is written.

Every text is plain text: a writer escapes it for its format, and takes nothing in it for markup, a
formula or a link. A number is a number and a day is a date, so that each writer can show it in its way.
A chart never stands alone: it draws columns of the table that belongs to it, and the table is shown too.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["text", "count", "percent", "number", "date"]
"""What a column holds. A percent is given as 0 to 100."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Withheld:
    """A figure that is not shown, and why in a few words: "fewer than 5", "fewer than 10 audits", "not recorded"."""

    words: str


Where: TypeAlias = Literal["everywhere", "pages", "data", "told"]
"""Where a table stands: everywhere, or on pages that are read only, or in data only (workbook, CSV, JSON).

Of a table in data a page says where it is, unless the page has `told` it in other words (decision 0038).
"""

ColumnWhere: TypeAlias = Literal["everywhere", "data"]
"""Where a column of a table stands: wherever its table does, or in data only."""

Cell: TypeAlias = str | int | float | dt.date | Withheld | None
"""One cell of a table; None where nothing belongs."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column of a table. `id` is its permanent name in data files (lower case, words joined by _).

    `meaning` says in a sentence what it holds. A column of the `data` only is left out of pages.
    """

    id: str
    title: str
    kind: Kind = "text"
    meaning: str = ""
    where: ColumnWhere = "everywhere"


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Rows of cells under named columns; the first column names its row. `id` is permanent, as a column's.

    `where` says in which formats it stands. What stands on pages only is a part of a table in data, or the same
    figures in another order. `total` is a row for all rows together: a page has it beneath them, data never among them.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    where: Where = "everywhere"
    total: tuple[Cell, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """A drawing of columns of a table.

    `title` is the message in at most ten words or so, `description` says what is to be seen. `label` is
    the id of the column that names each point, `series` the ids of those that are drawn. In "bars" each
    row has a bar for each series; in "stacked" its series are parts of one bar; "run" is a line of values
    with the median `centre`; "limits" is an XmR chart with `centre`, `lower` and `upper`. `signals` are
    the places (0 first) of the rows that stand out, `breaks` those before which comparison ends.
    """

    id: str
    kind: Literal["bars", "stacked", "run", "limits"]
    title: str
    description: str
    table: Table
    label: str
    series: tuple[str, ...]
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    signals: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """One paragraph; a `warning` is set apart from the others."""

    text: str
    warning: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One item of a list; `details` are short facts about it ("Owner: ...", "Due: ..."), shown beneath.

    `links` are ids of the handbook that it speaks of.
    """

    text: str
    details: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Points:
    """A list. `none` is what is said where it is empty: a part of a report is there even then."""

    items: tuple[Point, ...]
    none: str
    title: str = ""


Block: TypeAlias = Paragraph | Points | Table | Chart


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of a report under one heading. `id` is unique in the report and permanent."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """A whole report. `first` and `last` are the days that it looks back on, `made_on` the day of its making.

    `sample` marks a report of made-up records: every format says so on every page. `facts` stand under
    the title, as label and value ("Edition", "2023.1").
    """

    id: str
    title: str
    lead: str
    first: dt.date
    last: dt.date
    made_on: dt.date
    sections: tuple[Section, ...]
    facts: tuple[tuple[str, Cell], ...] = ()
    sample: bool = False
