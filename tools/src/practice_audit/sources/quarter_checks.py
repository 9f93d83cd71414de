"""Reads published quarters (standards/findings/*.json), and says what is wrong with their numbers.

A program wrote them, and nobody should have edited them since: a number that was put in by hand can give
away what is hidden. They are read like every YAML file, so that each problem has its line; JSON is YAML.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from practice_audit.documents import pretty_text
from practice_audit.problems import Problem, pointer_to
from practice_audit.shown_counts import ALL, EVIDENCE, HIDDEN, OUTCOMES, STATES
from practice_audit.sources.shapes import group_of, number_of, text_of
from practice_audit.sources.yaml_text import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.documents import Json
    from practice_audit.sources.codes import Placed
    from practice_audit.sources.yaml_text import Document

PATTERN: Final = "standards/findings/*.json"
_SCHEMA: Final = "../schemas/quarter.schema.json"
_AGAIN: Final = "Put the file back as practice-audit publish-quarter wrote it."
_PARTS: Final = {"standards": OUTCOMES, "evidence": EVIDENCE, "actions": STATES}


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
    for pointer, row, parts in _rows(counts):
        for name, number in row.items():
            if isinstance(number, int) and 0 < number < threshold:
                message = f"The number {number} is shown, though numbers under {threshold} are hidden here."
                quarter.report("STD071", message, _AGAIN, pointer + pointer_to(name))
        hidden = [name for name in (*parts, ALL) if row.get(name) == HIDDEN]
        numbers = [number for name in parts if isinstance(number := row.get(name, 0), int)]
        if len(hidden) == 1:
            message = "One number is hidden in this row, and can be worked out from the others."
            quarter.report("STD071", message, _AGAIN, pointer + pointer_to(hidden[0]))
        elif not hidden and row and sum(numbers) != row.get(ALL):
            message = f"The numbers of this row come to {sum(numbers)}, and not to its total."
            quarter.report("STD072", message, _AGAIN, pointer + pointer_to(ALL))


def _rows(counts: Json) -> Iterator[tuple[str, Mapping[str, Json], tuple[str, ...]]]:
    """Each row with its pointer, and the names of the counts that make up its total."""
    grades = group_of(counts, "grades")
    yield pointer_to("counts", "grades"), grades, tuple(name for name in grades if name != ALL)
    for part, names in _PARTS.items():
        for standard, row in group_of(counts, part).items():
            if isinstance(row, dict):
                yield pointer_to("counts", part, standard), row, names
