"""Reads published quarters (standards/findings/*.json), and says what is wrong with their numbers.

A program wrote them, and nobody should have edited them since: a number that was put in by hand can give
away what is hidden. They are read like every YAML file, so that each problem has its line; JSON is YAML.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, TypeAlias

from practice_audit.documents import pretty_text
from practice_audit.problems import Problem, pointer_to
from practice_audit.quarter_files import states_in
from practice_audit.shown_counts import ALL, EVIDENCE, HIDDEN, OUTCOMES
from practice_audit.sources.shapes import group_of, number_of, text_of
from practice_audit.sources.yaml_text import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practice_audit.documents import Json
    from practice_audit.sources.codes import Placed
    from practice_audit.sources.yaml_text import Document

    Row: TypeAlias = tuple[str, Mapping[str, Json], tuple[str, ...]]
    Sum: TypeAlias = tuple[Mapping[str, Json], Mapping[str, Json]]
    """A total and its parts, each by where it stands."""

PATTERN: Final = "standards/findings/*.json"
_SCHEMA: Final = "../schemas/quarter.schema.json"
ACTIONS: Final = "actions"
_AGAIN: Final = "Put the file back as practice-audit publish-quarter wrote it."


def read_quarter(data: bytes, path: str) -> Document:
    """One file. What is wrong with its text is in `problems`; its schema is the same for all."""
    document = replace(read_yaml(data, path), schema=_SCHEMA)
    if document.value is None or document.problems:
        return document
    if pretty_text(document.value).encode() != data:
        message = "This published quarter does not stand as it was written."
        document.report("", Problem(code="STD070", message=message, remedy=_AGAIN))
    elif text_of(document.value, "id") != PurePosixPath(path).stem:
        message = f"The quarter “{text_of(document.value, 'id')}” stands in a file of another name."
        document.report("/id", Problem(code="STD016", message=message, remedy="Name the file after its quarter."))
    return document


def check_numbers(quarter: Placed[Json]) -> None:
    """No number is small, none can be worked out from its neighbours, and what is shown adds up."""
    counts = group_of(quarter.value, "counts")
    threshold = number_of(counts, "threshold") or 0
    rows = [*_rows(counts, states_in(quarter.value))]
    for pointer, row, _ in rows:
        for name, number in row.items():
            if isinstance(number, int) and 0 < number < threshold:
                message = f"The number {number} is shown, though numbers under {threshold} are hidden here."
                quarter.report("STD071", message, _AGAIN, pointer + pointer_to(name))
    for total, parts in (*_across(rows), *_down(counts)):
        hidden = [place for place, number in {**parts, **total}.items() if number == HIDDEN]
        numbers = [number for number in parts.values() if isinstance(number, int)]
        ((place, whole),) = total.items()
        if len(hidden) == 1:
            message = "One number is hidden in this sum, and can be worked out from the others."
            quarter.report("STD071", message, _AGAIN, hidden[0])
        elif not hidden and sum(numbers) != whole:
            message = f"The numbers of this sum come to {sum(numbers)}, and not to its total."
            quarter.report("STD072", message, _AGAIN, place)


def _rows(counts: Json, states: tuple[str, ...]) -> Iterator[Row]:
    """Each row with its pointer, and the names of the counts that make up its total; none, where it stands alone."""
    grades = group_of(counts, "grades")
    yield pointer_to("counts", "grades"), grades, tuple(name for name in grades if name != ALL)
    for part, names in {"standards": OUTCOMES, "evidence": EVIDENCE, ACTIONS: states}.items():
        for standard, row in group_of(counts, part).items():
            if isinstance(row, dict):
                yield pointer_to("counts", part, standard), row, names if names[0] in row else ()


def _across(rows: Iterable[Row]) -> Iterator[Sum]:
    """Each row and its total."""
    for pointer, row, names in rows:
        if names and row:
            parts = {pointer + pointer_to(name): row.get(name, 0) for name in names}
            yield {pointer + pointer_to(ALL): row.get(ALL)}, parts


def _down(counts: Json) -> Iterator[Sum]:
    """The actions of all themes and their total: files of version 1 have none."""
    actions = group_of(counts, ACTIONS)
    whole = group_of(actions, ALL)
    themes = {theme: row for theme, row in actions.items() if theme != ALL and isinstance(row, dict) and len(row) > 1}
    for name in whole:
        parts = {pointer_to("counts", ACTIONS, theme, name): row.get(name, 0) for theme, row in themes.items()}
        yield {pointer_to("counts", ACTIONS, ALL, name): whole[name]}, parts
