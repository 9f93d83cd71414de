"""What every table for a spreadsheet has in common, as CSV and as a sheet of a workbook: texts stay texts.

Shared by the published edition and by reports. Knows neither: rows of plain values in, bytes or cells
out. Excel is never told to work anything out, and asked for no link.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST: Final = 32_767
"""The letters that a cell of a workbook can hold."""

TEXTS_ONLY: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
"""How a workbook is opened: no text becomes anything else, and nothing is written to a disk on the way."""

_FORMULA: Final = re.compile(r"'*(\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")
_A4: Final = 9


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula when it opens a CSV file.

    A text that begins with = + - @ (or their wide forms, with or without spaces before), a tab or a
    line end gets an apostrophe before it. One that already has apostrophes before such a sign gets
    one more, so that taking one away always gives back the text.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def csv_bytes(head: Sequence[str], rows: Iterable[Iterable[str | int | float]]) -> bytes:
    """A table as RFC 4180 has it, in UTF-8, with every text `harmless`; a number stays a number.

    It begins with a byte order mark, without which Excel reads UTF-8 as if it were the letters of
    an old code page.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow(harmless(value) if isinstance(value, str) else value for value in row)
    return out.getvalue().encode("utf-8-sig")


def fitting(text: str, cut: str) -> str:
    """The text, or as much of it as a cell of a workbook can hold, with the words `cut` at its end.

    A cell counts as Excel does: a sign beyond the first 65,536 of Unicode is two letters.
    """
    if len(text) <= LONGEST // 2 or len(units := text.encode("utf-16-le", "surrogatepass")) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - len(cut))].decode("utf-16-le", "ignore") + cut


def write_text(sheet: Any, row: int, column: int, text: str, style: Any = None) -> None:
    """One text cell. Raises ValueError for a text that a cell cannot hold."""
    if sheet.write_string(row, column, text, style):
        raise ValueError(f"A cell of a workbook cannot hold a text of {len(text)} letters: “{text[:60]} ...”")


def print_on_a4(sheet: Any, head: int = 0) -> None:
    """A printed sheet is as wide as its paper, and has the row `head` on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
