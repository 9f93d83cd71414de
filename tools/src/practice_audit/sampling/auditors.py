"""The people who may audit, by code, each with the most cases that they can take.

The columns are `COLUMNS`. Knows nothing of cases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from practice_audit.documents import digest
from practice_audit.problems import Problem, Unreadable, has_errors
from practice_audit.sampling.frame import cell_problem, code_problems
from practice_audit.sampling.table import About, limited, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practice_audit.sampling.table import Row
    from practice_audit.sampling.vocabulary import Vocabulary

COLUMNS: Final[Mapping[str, bool]] = {"auditor_ref": True, "max_cases": False}
"""The columns of the list of auditors; those marked True have to be there."""
ABOUT: Final = About(row="an auditor", fewer="Leave out whoever cannot audit in this draw.")
_NUMBER: Final = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Auditor:
    """One auditor; without `max_cases` there is no limit."""

    auditor_ref: str
    max_cases: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The auditor as digests are taken of them."""
        return {"auditor_ref": self.auditor_ref, "max_cases": self.max_cases}


def auditors_sha256(auditors: tuple[Auditor, ...]) -> str:
    """The digest of what the list of auditors says, whatever its file looked like."""
    return digest([auditor.to_json() for auditor in auditors])


def read_auditors(data: bytes | str, known: Vocabulary) -> tuple[tuple[Auditor, ...] | None, tuple[Problem, ...]]:
    """The auditors in a CSV file by code, and every problem of it; None where one is an error."""
    try:
        table = read_table(data, COLUMNS, known.names, ABOUT)
    except Unreadable as unreadable:
        return None, unreadable.problems
    problems = list(table.problems)
    found: dict[str, tuple[Auditor, int]] = {}
    for row in table.rows:
        auditor = _auditor(row, problems)
        if auditor is None:
            continue
        _, line = found.setdefault(auditor.auditor_ref.casefold(), (auditor, row.line))
        if line != row.line:
            message = f"This auditor stands in line {line} too."
            problems.append(Problem(code="DRW007", message=message, remedy="Leave one of the two rows.", line=row.line))
    auditors = tuple(found[key][0] for key in sorted(found))
    return None if has_errors(problems) else auditors, limited(problems)


def _auditor(row: Row, problems: list[Problem]) -> Auditor | None:
    ref, most = row.cells["auditor_ref"], row.cells.get("max_cases", "")
    wrong = code_problems(row, "auditor_ref", ref, "AU-12")
    if most and not _NUMBER.fullmatch(most):
        remedy = "Write a number like 3, or nothing where there is no limit."
        wrong.append(cell_problem(row, "max_cases", "is not a number", remedy))
    problems += wrong
    return None if wrong else Auditor(auditor_ref=ref, max_cases=int(most) if most else None)
