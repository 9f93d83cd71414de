"""The draw of completed audits that are to be moderated (R080). Knows nothing of what the audits say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practice_audit.problems import Problem
from practice_audit.sampling.tickets import number_problem, seed_problem, ticket

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

PROBLEM_CODES: Final[Mapping[str, str]] = {"DRW015": "There are fewer audits than are to be moderated"}


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditDraw:
    """What came of a draw of audits: the pool by record number, and those drawn, each with its ticket, lowest first."""

    seed: str
    number: int
    meeting_on: date
    pool: tuple[str, ...]
    drawn: tuple[tuple[str, str], ...]


def draw_audits(
    pool: tuple[str, ...], *, seed: str, number: int, meeting_on: date
) -> tuple[AuditDraw | None, tuple[Problem, ...]]:
    """As many audits of the pool as the meeting fixed, or the problems that stand against it."""
    faults = [each for each in (seed_problem(seed), number_problem(number)) if each]
    if faults:
        return None, tuple(faults)
    if number > len(pool):
        message = f"To be moderated: {number:,}. Completed and not moderated: {len(pool):,}. Nothing was drawn."
        remedy = "Import the records that are missing, or take the number back to the meeting."
        return None, (Problem(code="DRW015", message=message, remedy=remedy),)
    tickets = sorted((ticket(seed, record_id), record_id) for record_id in pool)
    drawn = tuple((record_id, number_of) for number_of, record_id in tickets[:number])
    return AuditDraw(seed=seed, number=number, meeting_on=meeting_on, pool=tuple(sorted(pool)), drawn=drawn), ()
