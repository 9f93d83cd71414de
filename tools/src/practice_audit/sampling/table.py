"""A list that comes as CSV, read strictly: every row by the names of its columns, with its line.

A file of a stranger: its size, its text, its columns and its rows are judged here, and what looks like
a person's detail is refused wherever it stands, also in a column that is not used. Nothing of it is
repeated. Knows nothing of what the cells mean.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practice_audit.problems import Problem, Severity, Unreadable, visible
from practice_audit.rules.guard import KINDS, hits, unrepeated
from practice_audit.sampling.vocabulary import refused_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_ROWS: Final = 50_000
MOST_BYTES: Final = 200 * MOST_ROWS
"""Bytes of a list: rows of a case have about half as many."""
MOST_PROBLEMS: Final = 100
_LONGEST_NAME: Final = 40

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "DRW001": "The list cannot be read",
    "DRW002": "A column is missing",
    "DRW003": "A column stands twice",
    "DRW004": "A column is not used",
    "DRW005": "A row has more or fewer cells than the list has columns",
    "DRW006": "A cell cannot be read",
    "DRW007": "A row stands twice",
    "DRW008": "A cell looks like a personal detail",
    "DRW009": "One area is written in two ways",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row of a list: its cells by column, without outer spaces, and the line on which it begins."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The rows of a list that have the right number of cells, and what is wrong with the others."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What the rows of a list are, in the words in which the list is refused."""

    row: str
    """One row, with its article: “a case”."""
    fewer: str
    """What to do where there are too many rows."""


def read_table(data: bytes | str, columns: Mapping[str, bool], names: frozenset[str], about: About) -> Table:
    """The rows of a list with these columns; those marked True have to be there.

    `names` are the capitalised words that are nobody's name (`Catalogue.own_words`). Raises Unreadable
    where there are no such columns, or no text at all.
    """
    reader = csv.reader(io.StringIO(_text(data), newline=""), strict=True)
    rows = _lines(reader)
    header = next(rows, (1, []))[1]
    used, problems = _columns(header, columns)
    kept: list[Row] = []
    for line, cells in rows:
        if len(kept) == MOST_ROWS:
            raise Unreadable([_unreadable(f"The list has more than {MOST_ROWS:,} rows.", line, about.fewer)])
        if len(cells) != len(header):
            message = f"This row has {len(cells)} cells, and the list has {len(header)} columns."
            remedy = "Put a cell that holds a comma in quotation marks, or save the list again from the spreadsheet."
            problems.append(Problem(code="DRW005", message=message, remedy=remedy, line=line))
            continue
        problems += _strangers(line, header, cells, used, names)
        kept.append(Row(line=line, cells={name: cells[place].strip() for name, place in used.items()}))
    if not kept and not problems:
        remedy = f"Below the names of the columns, write {about.row} into each row."
        raise Unreadable([_unreadable("The list has no rows below the names of its columns.", 1, remedy)])
    return Table(rows=tuple(kept), problems=tuple(problems))


def limited(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems in order of their lines, without what they might repeat, and of very many only the first."""
    ordered = sorted(problems, key=lambda problem: problem.line or 0)
    told = [unrepeated(problem) for problem in ordered[:MOST_PROBLEMS]]
    if len(ordered) > MOST_PROBLEMS:
        message = f"{len(ordered) - MOST_PROBLEMS} more problems were found and are not listed."
        remedy = "Put these right first, then try again."
        told.append(Problem(code="DRW001", message=message, remedy=remedy))
    return tuple(told)


def _text(data: bytes | str) -> str:
    if len(data) > MOST_BYTES:
        remedy = f"Leave out the columns that are not used: {MOST_ROWS:,} rows of codes and short names then fit."
        message = f"The list is too large: it may have {MOST_BYTES // 1_000_000} MB."
        raise Unreadable([_unreadable(message, None, remedy)])
    try:
        text = data if isinstance(data, str) else data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Unreadable([_unreadable("The list is not UTF-8 text.", line)]) from error
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise Unreadable([_unreadable("The list is empty.", None)])
    return text


def _lines(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line on which it begins."""
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1  # type: ignore[attr-defined]  # the reader of csv has it
    except csv.Error as error:
        message = "A cell in this row cannot be told from the next: a quotation mark is missing or stands alone."
        if "limit" in str(error):
            message = "A cell in this row is longer than any code or name, or a quotation mark is missing."
        raise Unreadable([_unreadable(message, begins)]) from error


def _columns(header: list[str], columns: Mapping[str, bool]) -> tuple[dict[str, int], list[Problem]]:
    """Where each known column stands, and the problems that keep nobody from reading the rows."""
    names = [cell.strip().casefold() for cell in header]
    faults: list[Problem] = []
    if len(names) == 1 and any(mark in names[0] for mark in ";\t"):
        faults.append(_unreadable("The cells of this list are not separated by commas.", 1))
    elif missing := [name for name, needed in columns.items() if needed and name not in names]:
        message = f"The list has no column {', '.join(missing)}."
        remedy = f"Write the names of the columns into the first row. They are: {', '.join(columns)}."
        faults.append(Problem(code="DRW002", message=message, remedy=remedy, line=1))
    for name, number in Counter(filter(None, names)).items():
        if number > 1:
            message = f"The column {called(name)} stands {number} times in the list."
            faults.append(Problem(code="DRW003", message=message, remedy="Leave one of them.", line=1))
    if faults:
        raise Unreadable(limited(faults))
    problems = [
        Problem(
            code="DRW004",
            severity=Severity.WARNING,
            message=f"The column {called(name)}, number {place} from the left, is not used.",
            remedy="Leave it out: a list holds no more than the draw needs.",
            line=1,
        )
        for place, name in enumerate(names, start=1)
        if name and name not in columns  # spreadsheets leave columns without a name and without cells
    ]
    return {name: names.index(name) for name in columns if name in names}, problems


def _strangers(
    line: int, header: list[str], cells: list[str], used: Mapping[str, int], names: frozenset[str]
) -> Iterator[Problem]:
    """What looks like a person's detail in the columns that are not used."""
    places = set(used.values())
    for place, cell in enumerate(cells):
        kind = _detail(cell, names) if place not in places else ""
        if kind:
            yield personal(line, header[place].strip().casefold(), KINDS[kind])


def _detail(cell: str, names: frozenset[str]) -> str:
    """The kind of personal detail that a cell seems to hold, or "": as lists write them, too (BROWN, EMMA; ls14ap)."""
    surname, _, first = cell.partition(",")
    turned = f"{first} {surname}".title() if first and cell.count(",") == 1 else ""
    forms = (cell, cell.title() if cell.isupper() else "", turned)
    found = [hit.kind for form in forms if form for hit in hits(form, names) if refused_kind(hit)]
    found += [hit.kind for hit in hits(cell.upper()) if hit.kind == "postcode"]
    return next(iter(found), "")


def called(column: str) -> str:
    """A column as messages name it; not by a name that looks like a person's."""
    if not column:
        return "without a name"
    return "“…”" if _detail(column.upper(), frozenset()) else f"“{visible(column, _LONGEST_NAME)}”"


def personal(line: int, column: str, what: str) -> Problem:
    """A cell that is refused because of what it seems to tell; the cell is not repeated."""
    return Problem(
        code="DRW008",
        message=f"The cell in the column {called(column)} looks like {what}, so it is not repeated.",
        remedy="Take it out of the list. Cases and people stand in it by codes only.",
        line=line,
    )


_SAVE_AGAIN: Final = "Save the list from the spreadsheet as “CSV UTF-8 (comma delimited)”, and choose that file."


def _unreadable(message: str, line: int | None, remedy: str = _SAVE_AGAIN) -> Problem:
    return Problem(code="DRW001", message=message, remedy=remedy, line=line)
