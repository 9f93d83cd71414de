"""Whether a JSON value is a sound record: structure first, then the envelope, then the rules.

    validate(catalogue, value, today=..., source=...)   every problem of a record, in document order
    structure(catalogue, tool, record)                  only what its JSON Schema says, in sentences

Any JSON value is judged and none raises. Drafts are judged by structure alone: what is missing in
them is not wrong yet. The sentences are for people who have never seen JSON. Knows nothing of files,
registers or pages; loads the schema library when the first record is judged, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from practice_audit import records, rules
from practice_audit.rules.guard import unrepeated
from practice_audit.validation.envelope import NOT_ASKED, envelope_problems, wrong_edition
from practice_audit.validation.shapes import PROBLEM_CODES as _STRUCTURE_CODES
from practice_audit.validation.shapes import structure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from practice_audit.documents import Json
    from practice_audit.model import Catalogue
    from practice_audit.problems import Problem

__all__ = ["PROBLEM_CODES", "structure", "validate"]

PROBLEM_CODES: Final[Mapping[str, str]] = {
    **_STRUCTURE_CODES,
    "REC022": "The file was changed after it was saved",
    NOT_ASKED: "An answer was kept that was not asked for",
    "REC027": "Two rows have the same id",
    "REC028": "The record was not made with its edition as it was published",
}


def validate(catalogue: Catalogue, value: Json, *, today: date, source: str = "") -> tuple[Problem, ...]:
    """Every problem of a record, in document order; none for a sound one.

    A value that is no record of this edition is judged no further, and one of a wrong structure not
    by the rules: what its answers mean is not known. `source` names the file in the problems. None of
    them repeats what looks like personal data, not even a stray key (R170).
    """
    return tuple(unrepeated(problem).at(source) for problem in _problems(catalogue, value, today))


def _problems(catalogue: Catalogue, value: Any, today: date) -> tuple[Problem, ...]:
    not_ours = records.format_problem(value)
    if not_ours is not None:
        return (not_ours,)
    tool, elsewhere = wrong_edition(catalogue, value)
    if tool is None or elsewhere:
        return elsewhere
    shape = structure(catalogue, tool, value)
    envelope = envelope_problems(catalogue, tool, value, today=today, sound=not shape)
    if shape or value["status"] == "draft":
        return (*shape, *envelope)
    ruled = rules.check(catalogue, tool, value, today=today)
    named = {problem.pointer for problem in ruled}
    return (*(problem for problem in envelope if problem.code != NOT_ASKED or problem.pointer not in named), *ruled)
