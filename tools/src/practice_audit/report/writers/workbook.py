"""A report as a workbook: cover, contents, notes, texts, and one table a sheet.

Every text is a text cell, a figure a number and a day a date, each with its format; there is no formula
and no link. The time of its making is the report's, so equal input gives equal bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from practice_audit import spreadsheets
from practice_audit.report import shown
from practice_audit.report.layout import Column, Table, Withheld
from practice_audit.report.naming import sheet_names
from practice_audit.report.writers import lists
from practice_audit.report.writers.arranging import for_data, sections, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practice_audit.report.layout import Cell, Report

HEAD: Final = 3  # the row of the head of each table, counted from 0
NOTES: Final = (
    "One table a sheet. Its title is in the first row, its note in the third, the names of its columns in the fourth.",
    "Where a figure is not shown, words say why. Such a cell is a text, never 0.",
    "A row for all rows together stands apart, beneath an empty row. It is no part of its table.",
    "A percentage is shown as a whole number; the cell holds it exactly.",
    "Nothing in this workbook is worked out by it: it has no formulas and no links.",
)
"""What is said on the sheet of notes about all tables."""
CUT: Final = " … This is too long for a cell and is cut here. The whole text is among the CSV files."

_FIRST: Final = ("Cover", "Contents", "Notes", "Columns", "Text")
_WIDEST, _NARROWEST = 60, 10  # letters of a column
_LONGEST_HEAD: Final = 250
_LINE, _MOST_LINES = 16, 25  # points of a line; a row of a sheet is 409 points high at most
_IN_FOOT: Final = 100
_SHARE: Final = "a percentage: the cell holds a share, from 0 to 1"
_NOTE: Final = 2  # the row of the note of a table
_SAID: Final = (str, Withheld)  # asked of every cell


def workbook(report: Report) -> bytes:
    """The workbook of a report. A text that is too long for a cell is cut, and says so."""
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - only who writes a workbook needs it

    made = for_data(report)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, spreadsheets.TEXTS_ONLY)
    day = dt.datetime(made.made_on.year, made.made_on.month, made.made_on.day)  # noqa: DTZ001 - a day has no zone
    about = shown.SAMPLE if made.sample else ""
    book.set_properties({"title": _cut(shown.line(made.title)), "comments": about, "created": day})
    told = {table.id: table for _, table in tables(made)}
    writer = _Writer(book=book, report=made, styles=_styles(book), names=lists.table_names(made))
    sheets = sheet_names(told, _FIRST)
    writer.cover()
    writer.table("Contents", _titled(_contents(made, sheets), made))
    writer.notes()
    writer.table("Columns", _columns({sheets[identity]: table for identity, table in told.items()}))
    writer.table("Text", _titled(lists.words(made), made))
    for identity, table in told.items():
        writer.table(sheets[identity], table)
    book.close()
    return out.getvalue()


def _contents(report: Report, sheets: Mapping[str, str]) -> Table:
    """The tables, each with the name of its sheet before it."""
    given = lists.contents(report)
    sheet = Column(id="sheet", title="Sheet")
    rows = tuple((name, *row[1:]) for name, row in zip(sheets.values(), given.rows, strict=True))
    return Table(id="contents", title=shown.CONTENTS, columns=(sheet, *given.columns[1:]), rows=rows)


def _columns(told: Mapping[str, Table]) -> Table:
    """Every column of every sheet; without a column of meanings where all titles tell them."""
    given = lists.columns_of(told, {**lists.KINDS, "percent": _SHARE})
    if any(row[-1] for row in given.rows):
        return given
    return replace(given, columns=given.columns[:-1], rows=tuple(row[:-1] for row in given.rows))


def _titled(table: Table, report: Report) -> Table:
    """A table for people: with the titles of sections, not their ids."""
    titles = {section.id: shown.line(section.title) for _, section in sections(report)}
    at = [column.id for column in table.columns].index("section")
    rows = tuple((*row[:at], titles[str(row[at])], *row[at + 1 :]) for row in table.rows)
    return replace(table, rows=rows)


def _styles(book: Any) -> Mapping[str, Any]:
    top = {"valign": "top", "text_wrap": True}
    looks = {
        "title": {"bold": True, "font_size": 16},
        "sample": {"bold": True, "font_color": "#7a3e00"},
        "label": {"bold": True, "align": "left", "indent": 1, **top},
        "note": top,
        "head": {"bold": True, "bottom": 2, "align": "left", "indent": 1, **top},
        "figure_head": {"bold": True, "bottom": 2, "align": "right", **top},
        "text": {"align": "left", "indent": 1, **top},
        "date": {"num_format": "d mmmm yyyy", "align": "left", "indent": 1, "valign": "top"},
        "fact": {"num_format": "#,##0", "align": "left", "indent": 1, "valign": "top"},
        "count": {"num_format": "#,##0", "valign": "top"},
        "percent": {"num_format": "0%", "valign": "top"},
        "withheld": {"italic": True, "align": "right", **top},
        **{f"number{n}": {"num_format": "#,##0" + "." * bool(n) + "0" * n, "valign": "top"} for n in range(3)},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Look:
    """How the cells of a column are shown: its numbers, what stands for one that is withheld, shares as such."""

    number: Any
    withheld: Any
    is_share: bool


@dataclass(frozen=True, kw_only=True)
class _Writer:
    """Writes the sheets in their order."""

    book: Any
    report: Report
    styles: Mapping[str, Any]
    names: Mapping[str, str]

    def cover(self) -> None:
        """What the report is."""
        sheet = self._sheet("Cover", shown.line(self.report.title))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 90)
        facts: dict[str, Cell] = {
            "In short": self.report.lead,
            "From": self.report.first,
            "To": self.report.last,
            "Made on": self.report.made_on,
            **dict(self.report.facts),
        }
        for row, (label, value) in enumerate(facts.items(), start=HEAD):
            spreadsheets.write_text(sheet, row, 0, shown.text(label), self.styles["label"])
            sheet.set_row(row, _LINE * _height([str(value)], [90]))
            if shown.is_number(value):
                sheet.write_number(row, 1, value, self.styles["fact"])
            else:
                self._cell(sheet, (row, 1), value, shown.fact(value), self._look(Column(id="value", title=""), 0))
        sheet.activate()

    def notes(self) -> None:
        """How to read the tables."""
        sheet = self._sheet("Notes", "Notes")
        sheet.set_column(0, 0, 110)
        for row, text in enumerate(NOTES, start=HEAD):
            spreadsheets.write_text(sheet, row, 0, text, self.styles["text"])

    def table(self, name: str, table: Table) -> None:
        """One table on a sheet of its own, whose head stays in sight and stands on every printed page."""
        sheet = self._sheet(name, shown.line(table.title))
        places = shown.places_of(table)
        last = HEAD + len(table.rows)
        heads, rows = _heads(table), _texts(table, places)
        widths = [_width(head, [row[at] for row in rows]) for at, head in enumerate(heads)]
        if table.note:
            self._note(sheet, shown.line(table.note), widths)
        for number, texts in enumerate([heads, *rows], start=HEAD):
            sheet.set_row(number, _LINE * _height(texts, widths))
        if table.rows:
            columns = [
                {"header": head, "header_format": self.styles["figure_head" if shown.is_figure(column) else "head"]}
                for head, column in zip(heads, table.columns, strict=True)
            ]
            about = {"name": self.names.get(table.id, f"list_{table.id}"), "columns": columns, "style": None}
            if sheet.add_table(HEAD, 0, last, len(heads) - 1, about):
                raise ValueError(f"The table “{table.id}” does not fit on a sheet")
        for at, (column, head) in enumerate(zip(table.columns, heads, strict=True)):
            sheet.set_column(at, at, widths[at])
            if not table.rows:
                spreadsheets.write_text(sheet, HEAD, at, head, self.styles["head"])
            look = self._look(column, places[at])
            for number, (row, said) in enumerate(zip(table.rows, rows, strict=True), start=HEAD + 1):
                self._cell(sheet, (number, at), row[at], said[at], look)
            if table.total:  # apart from the table: whoever adds up its rows does not count twice
                value = table.total[at]
                self._cell(sheet, (last + 2, at), value, shown.cell(value, column, places[at]), look)
        sheet.freeze_panes(HEAD + 1, 1)

    def _sheet(self, name: str, title: str) -> Any:
        """A new sheet with its title and the mark of a sample, and what stands on its printed pages."""
        sheet = self.book.add_worksheet(name)
        spreadsheets.write_text(sheet, 0, 0, title, self.styles["title"])
        mark = shown.SAMPLE if self.report.sample else ""
        if mark:
            spreadsheets.write_text(sheet, 1, 0, mark, self.styles["sample"])
        spreadsheets.print_on_a4(sheet, HEAD)
        said = shown.line(self.report.title)[:_IN_FOOT].replace("&", "\uff06")  # an & begins a code
        sheet.set_header(f"&L&9 {said}&R&9 {shown.period(self.report)}")
        sheet.set_footer(f"&L&9 {mark}&R&9 Page &P of &N")
        return sheet

    def _note(self, sheet: Any, note: str, widths: list[int]) -> None:
        """A note above a table, as wide as the table: a longer line would make a printed page very small."""
        if len(widths) > 1:
            sheet.merge_range(_NOTE, 0, _NOTE, len(widths) - 1, "", self.styles["note"])
        spreadsheets.write_text(sheet, _NOTE, 0, note, self.styles["note"])
        sheet.set_row(_NOTE, _LINE * _height([note], [sum(widths)]))

    def _look(self, column: Column, places: int) -> _Look:
        """How the cells of a column are shown."""
        kind = f"number{places}" if column.kind in {"number", "text", "date"} else column.kind
        withheld = self.styles["withheld" if shown.is_figure(column) else "text"]
        return _Look(number=self.styles[kind], withheld=withheld, is_share=column.kind == "percent")

    def _cell(self, sheet: Any, place: tuple[int, int], value: Cell, said: str, look: _Look) -> None:
        """One cell; what is neither a number nor a day is `said` as a text."""
        if value is None:
            return
        if isinstance(value, _SAID):
            style = self.styles["text"] if isinstance(value, str) else look.withheld
            spreadsheets.write_text(sheet, *place, spreadsheets.fitting(said, CUT), style)
        elif isinstance(value, dt.date):
            sheet.write_datetime(*place, value, self.styles["date"])
        else:
            sheet.write_number(*place, value / 100 if look.is_share else value, look.number)


def _heads(table: Table) -> list[str]:
    """The names of the columns, as a table of a workbook wants them: none twice, none empty, none too long."""
    found: list[str] = []
    for column in table.columns:
        head = _cut(shown.line(column.title)) or column.id
        number, name = 1, head
        while name.lower() in {one.lower() for one in found}:
            number += 1
            name = f"{head} ({number})"
        found.append(name)
    return found


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_HEAD else text[: _LONGEST_HEAD - 1] + "…"


def _texts(table: Table, places: tuple[int, ...]) -> list[list[str]]:
    return [[shown.cell(*about) for about in zip(row, table.columns, places, strict=True)] for row in table.rows]


def _height(texts: list[str], widths: list[int]) -> int:
    """How many lines a row needs: a workbook does not say, and not every program finds out."""
    most = 1
    for text, width in zip(texts, widths, strict=True):
        if len(text) > width - 2 or "\n" in text:
            most = max(most, sum(max(1, -(-len(line) // (width - 2))) for line in text.split("\n")))
    return min(most, _MOST_LINES)


def _width(head: str, texts: Iterable[str]) -> int:
    """How many letters wide a column is: as its longest line, within limits; a head may take two lines."""
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(longest, len(head) // 2 + 2, max(map(len, head.split()), default=0), _NARROWEST) + 3, _WIDEST)
