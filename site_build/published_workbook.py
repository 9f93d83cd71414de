"""The workbook of one edition for spreadsheets: a sheet about it, and one for each table.

Every text is written as text. The date of its making is the edition's day of approval, never the
clock's, so equal input gives equal bytes. Knows the tables as rows of texts, not the framework.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Final

import xlsxwriter  # type: ignore[import-untyped]

from macros import columns
from practice_audit.spreadsheets import TEXTS_ONLY, print_on_a4, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from practice_audit.documents import Json

_WIDTHS: Final = {
    **dict.fromkeys(("text", "ask", "statement"), 70),
    **dict.fromkeys(("title", "section_title", "tool_title", "hint", "options", "fields", "details", "address"), 40),
    **dict.fromkeys(("id", "from", "to", "part_of", "principles", "indicators", "expectations", "links"), 30),
}
_WIDTH: Final = 16  # of every other column, in letters


def workbook(
    made: Mapping[str, Json], tables: Mapping[str, Iterable[Sequence[str]]], words: Mapping[str, Json]
) -> bytes:
    """The workbook of a published document (`made`), with the rows of each table by its sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, TEXTS_ONLY)
    edition = made["edition"]
    approved = dt.datetime.fromisoformat(edition["approved_on"])
    book.set_properties(
        {
            "title": edition["title"],
            "subject": f"{edition['subtitle']}, edition {edition['id']}",
            "comments": words["workbook"]["licence"],
            "created": approved,
        }
    )
    styles = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "label": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 16}),
        "date": book.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"}),
        "number": book.add_format({"align": "left", "valign": "top"}),
    }
    _about(book.add_worksheet("About"), styles, made, words)
    for name, rows in tables.items():
        _table(book.add_worksheet(name), styles, columns.SHEETS[name], rows)
    book.close()
    return out.getvalue()


def _about(sheet: Json, styles: Mapping[str, Json], made: Mapping[str, Json], words: Mapping[str, Json]) -> None:
    """What this is: document control, digest, licence, how to cite, and what columns and codes mean."""
    edition, says = made["edition"], words["data"]
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    write_text(sheet, 0, 0, edition["title"], styles["title"])
    facts: list[tuple[str, str | int | dt.date]] = [
        (edition["subtitle"], f"Edition {edition['id']}"),
        ("Status", edition["status"]),
        ("Purpose", edition["purpose"]),
        ("Approved by", edition["approved_by"]),
        ("Approved on", dt.date.fromisoformat(edition["approved_on"])),
        *([("Tools revised on", dt.date.fromisoformat(edition["revised_on"]))] if edition["revised_on"] else []),
        ("Months to the next review", edition["review_months"]),
        *([("Address", made["site"])] if made["site"] else []),
        ("Digest", made["digest"]),
        ("Licence", words["workbook"]["licence"]),
        ("How to cite", words["workbook"]["cite"]),
        ("For example", f"{_example(made)}, edition {edition['id']}"),
        ("Columns", words["workbook"]["columns"]),
        *((column, f"{', '.join(places)}: {says[column]}") for column, places in _in_sheets()),
        ("Codes", says["codes"]),
        *((f"{key}: {code}", meaning) for key, codes in made["codes"].items() for code, meaning in codes.items()),
    ]
    for row, (label, value) in enumerate(facts, start=2):
        write_text(sheet, row, 0, label, styles["label"])
        if isinstance(value, dt.date):
            sheet.write_datetime(row, 1, value, styles["date"])
        elif isinstance(value, int):
            sheet.write_number(row, 1, value, styles["number"])
        else:
            write_text(sheet, row, 1, value, styles["text"])


def _example(made: Mapping[str, Json]) -> str:
    """An id to cite: that of the first expectation, or of whatever comes first."""
    items = made["items"]
    found: str = next((item["id"] for item in items if item["level"]), items[0]["id"])
    return found


def _in_sheets() -> Iterable[tuple[str, list[str]]]:
    for column, tables in columns.places().items():
        sheets = [table for table in tables if table in columns.SHEETS]
        if sheets:
            yield column, sheets


def _table(sheet: Json, styles: Mapping[str, Json], names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """One table: its head stays in sight and on every printed page, and each column has a filter."""
    last = 0
    for number, name in enumerate(names):
        sheet.set_column(number, number, _WIDTHS.get(name, _WIDTH))
        write_text(sheet, 0, number, name, styles["head"])
    for last, row in enumerate(rows, start=1):
        for number, text in enumerate(row):
            write_text(sheet, last, number, text, styles["text"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(names) - 1)
    print_on_a4(sheet)
