"""A list of staff as CSV: codes, and the group to which each person belongs.

It answers one question only, who has no experience of audit yet (R024), and none about anybody's work.
Read as strictly as the list of cases for a draw: what looks like a person's detail is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.problems import Problem, Unreadable, has_errors
from practice_audit.report.words import say
from practice_audit.sampling.frame import STAFF_CODE, code_problems, name_problems
from practice_audit.sampling.table import About, limited, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS: Final[Mapping[str, bool]] = {"code": True, "group": False}
"""The columns of the list; those marked True have to be there."""
ABOUT: Final = About(row="a staff code", fewer="Leave out whoever has left, and whoever has no part in casework.")


def staff_list(data: bytes, names: frozenset[str]) -> dict[str, str]:
    """The group of each staff code. `names` are words that are nobody's name (`Catalogue.own_words`).

    Raises Unreadable, with every problem found, for a list that cannot be used.
    """
    table = read_table(data, COLUMNS, names, ABOUT)
    problems = [problem for problem in table.problems if has_errors([problem])]
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    for row in table.rows:
        code, group = row.cells["code"], " ".join(row.cells.get("group", "").split())
        wrong = code_problems(row, "code", code, STAFF_CODE)
        wrong += name_problems(row, "group", group, names) if group else []
        if not wrong and code.casefold() in lines:
            message = f"This staff code stands in line {lines[code.casefold()]}, too."
            wrong.append(Problem(code="DRW007", message=message, remedy="Leave one of them.", line=row.line))
        problems += (problem for problem in wrong if has_errors([problem]))
        if not wrong:
            lines[code.casefold()] = row.line
            found[code] = group or say("staff.no_group")
    if problems:
        raise Unreadable(limited(problems))
    return found
