"""A list of staff as CSV: codes, and the group to which each person belongs.

It answers one question only, who has no experience of audit yet (R024), and none about anybody's work.
Read as strictly as the list of cases for a draw: what looks like a person's detail is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from practice_audit.problems import Problem, Unreadable, has_errors
from practice_audit.report.words import say
from practice_audit.rules.reading import CODE
from practice_audit.sampling.table import limited, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS: Mapping[str, bool] = {"code": True, "group": False}
"""The columns of the list; those marked True have to be there."""


def staff_list(data: bytes, names: frozenset[str]) -> dict[str, str]:
    """The group of each staff code. `names` are words that are nobody's name (`Catalogue.own_words`).

    Raises Unreadable, with every problem found, for a list that cannot be used.
    """
    table = read_table(data, COLUMNS, names)
    problems = [problem for problem in table.problems if has_errors([problem])]
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    for row in table.rows:
        code = row.cells["code"]
        if not re.match(CODE, code):
            problems.append(_cell(row.line))
        elif code.casefold() in lines:
            message = f"This staff code stands in line {lines[code.casefold()]}, too."
            problems.append(Problem(code="DRW007", message=message, remedy="Leave one of them.", line=row.line))
        else:
            lines[code.casefold()] = row.line
            found[code] = row.cells.get("group") or say("staff.no_group")
    if problems:
        raise Unreadable(limited(problems))
    return found


def _cell(line: int) -> Problem:
    return Problem(
        code="DRW006",
        message="The cell in the column “code” is no staff code.",
        remedy="A staff code has at least one figure and no space, for example PR-31. Names have no place here.",
        line=line,
    )
