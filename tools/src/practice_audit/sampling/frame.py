"""The list of cases that a draw uses, in an order of its own: the same cases are the same frame.

The columns are `COLUMNS`; the page “Draw cases at random” explains them. Knows nothing of seeds, registers or days
other than those in the list.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from practice_audit.documents import digest
from practice_audit.problems import Problem, Severity, Unreadable, has_errors, visible
from practice_audit.rules.reading import date_of
from practice_audit.sampling import vocabulary as words
from practice_audit.sampling.table import About, limited, personal, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from practice_audit.sampling.table import Row
    from practice_audit.sampling.vocabulary import Vocabulary

COLUMNS: Final[Mapping[str, bool]] = {
    "case_ref": True,
    "service": True,
    "area": True,
    "plan_kind": True,
    "practitioner_ref": True,
    "manager_ref": True,
    "other_refs": False,
    "last_audit_on": False,
}
"""The columns of the list of cases; those marked True have to be there."""
ABOUT: Final = About(
    row="a case",
    fewer="Leave out what cannot be drawn, such as closed cases. A part of the list would shift the shares.",
)
STAFF_CODE: Final = "PR-31"
"""The code of a member of staff, as messages show it."""
_CODES: Final[Mapping[str, str]] = {"case_ref": "CR-0417", "practitioner_ref": STAFF_CODE, "manager_ref": "MG-02"}
"""The columns with one code, each with an example."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case that may be drawn: codes only. `other_refs` are workers of other services."""

    case_ref: str
    service: str
    area: str
    plan_kind: str
    practitioner_ref: str
    manager_ref: str
    other_refs: tuple[str, ...] = ()
    last_audit_on: date | None = None

    @cached_property
    def workers(self) -> frozenset[str]:
        """Everybody who has a part in the case, in small letters: none of them can audit it."""
        return frozenset(ref.casefold() for ref in (self.practitioner_ref, self.manager_ref, *self.other_refs))

    @property
    def stratum(self) -> tuple[str, str]:
        """The group in which the case is drawn: its area and its kind of plan."""
        return (self.area, self.plan_kind)

    def to_json(self) -> dict[str, Any]:
        """The case as digests are taken of it."""
        return {
            "case_ref": self.case_ref,
            "service": self.service,
            "area": self.area,
            "plan_kind": self.plan_kind,
            "practitioner_ref": self.practitioner_ref,
            "manager_ref": self.manager_ref,
            "other_refs": list(self.other_refs),
            "last_audit_on": self.last_audit_on.isoformat() if self.last_audit_on else None,
        }


@dataclass(frozen=True)
class Frame:
    """All cases of a list, by reference."""

    cases: tuple[Case, ...]

    @classmethod
    def of(cls, cases: tuple[Case, ...]) -> Frame:
        """The frame of these cases, in whatever order they come."""
        return cls(tuple(sorted(cases, key=lambda case: (case.case_ref.casefold(), case.case_ref))))

    @property
    def sha256(self) -> str:
        """The digest of what the list says, whatever the file looked like."""
        return digest([case.to_json() for case in self.cases])


def read_cases(data: bytes | str, known: Vocabulary, today: date) -> tuple[Frame | None, tuple[Problem, ...]]:
    """The list of cases in a CSV file, and every problem of it, with its line; no frame where one is an error.

    No case can have been audited after `today`.
    """
    try:
        table = read_table(data, COLUMNS, known.names, ABOUT)
    except Unreadable as unreadable:
        return None, unreadable.problems
    problems = list(table.problems)
    cases = [case for row in table.rows if (case := _case(row, known, today, problems)) is not None]
    problems += [*_twice(table.rows), *_two_spellings(table.rows), *_looked_up(table.rows)]
    problems += _perhaps_people(table.rows, known)
    frame = None if has_errors(problems) else Frame.of(tuple(cases))
    return frame, limited(problems)


def _case(row: Row, known: Vocabulary, today: date, problems: list[Problem]) -> Case | None:
    before = len(problems)
    for column, such_as in _CODES.items():
        problems += code_problems(row, column, row.cells[column], such_as)
    others = [ref for each in row.cells.get("other_refs", "").split(";") if (ref := each.strip())]
    for ref in others:
        problems += code_problems(row, "other_refs", ref, "HV-07")
    area, service = _collapsed(row.cells["area"]), _collapsed(row.cells["service"])
    offered = known.services.get(words.key(service), "")
    for column, text in (("area", area), *((("service", service),) if not offered else ())):
        problems += name_problems(row, column, text, known.names)
    kind = known.plan_kinds.get(words.key(row.cells["plan_kind"]), "")
    if not kind:
        problems.append(_no_plan(row, known, problems))
    typed = row.cells.get("last_audit_on", "")
    day = _day(typed)
    if typed and day is None:
        problems.append(cell_problem(row, "last_audit_on", "is not a date", "Write the date like 2026-03-27."))
    elif day is not None and day > today:
        remedy = "Write the date on which the case was last audited, or leave the cell empty."
        problems.append(cell_problem(row, "last_audit_on", "is in the future", remedy))
    if len(problems) > before:
        return None
    return Case(
        case_ref=row.cells["case_ref"],
        service=offered or service,
        area=area,
        plan_kind=kind,
        practitioner_ref=row.cells["practitioner_ref"],
        manager_ref=row.cells["manager_ref"],
        other_refs=tuple(sorted(set(others))),
        last_audit_on=day,
    )


def _no_plan(row: Row, known: Vocabulary, problems: list[Problem]) -> Problem:
    """That a cell is no kind of plan; all kinds are listed for the first such row only."""
    kinds = ", ".join(known.plan_labels or dict.fromkeys(known.plan_kinds.values()))
    first = cell_problem(row, "plan_kind", "is not a kind of plan", f"Write one of: {kinds}.")
    earlier = next((each.line for each in problems if each.message == first.message), None)
    return (
        first if earlier is None else replace(first, remedy=f"Write one of those that are listed for line {earlier}.")
    )


def code_problems(row: Row, column: str, text: str, such_as: str) -> list[Problem]:
    """What keeps a text from being the code of a case or a person; `such_as` is one of the kind that is asked for."""
    if what := words.detail_in_code(text) if text else "":
        return [personal(row.line, column, what)]
    if not words.is_code(text):
        trouble = "is not a code" if text else "is empty"
        remedy = f"Write a code with a digit and without a space, for example {such_as}."
        return [cell_problem(row, column, trouble, remedy)]
    return []


def cell_problem(row: Row, column: str, trouble: str, remedy: str) -> Problem:
    """A cell that cannot be read, which is not repeated; `trouble` ends the sentence."""
    return Problem(code="DRW006", message=f"The cell in the column “{column}” {trouble}.", remedy=remedy, line=row.line)


def name_problems(row: Row, column: str, text: str, names: frozenset[str]) -> list[Problem]:
    """What keeps a text from being the name of an area, a service or a group of people.

    `names` are words that are nobody's name (`Catalogue.own_words`).
    """
    if what := words.detail_in_words(text, names):
        return [personal(row.line, column, what)]
    if not words.is_plain(text):
        trouble = "holds a sign that no name of it has, or is too long" if text else "is empty"
        return [cell_problem(row, column, trouble, f"Write the name of the {column} in letters and digits.")]
    return []


def _twice(rows: tuple[Row, ...]) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for row in rows:
        line = first.setdefault(row.cells["case_ref"].casefold(), row.line)
        if line != row.line and row.cells["case_ref"]:
            message = f"This case stands in line {line} too."
            problems.append(Problem(code="DRW007", message=message, remedy="Leave one of the two rows.", line=row.line))
    return problems


def _two_spellings(rows: tuple[Row, ...]) -> list[Problem]:
    """An area that is written in two ways would be drawn as two."""
    spelt: dict[str, tuple[str, int]] = {}
    problems = []
    for row in rows:
        area = _collapsed(row.cells["area"])
        first, line = spelt.setdefault(words.key(area), (area, row.line))
        if area != first:
            message = f"The area in this row is the same as in line {line}, written in another way."
            problems.append(Problem(code="DRW009", message=message, remedy="Write both alike.", line=row.line))
    return problems


def _looked_up(rows: tuple[Row, ...]) -> list[Problem]:
    """One warning for the list where references may be numbers of another system."""
    lines = [row.line for row in rows if words.can_be_looked_up(row.cells["case_ref"])]
    if not lines:
        return []
    message = f"The case references of {len(lines)} rows look like numbers that others can look up."
    remedy = "Use a reference that only the quality team can take back to the case."
    return [Problem(code="DRW008", severity=Severity.WARNING, message=message, remedy=remedy, line=lines[0])]


def _perhaps_people(rows: tuple[Row, ...], known: Vocabulary) -> list[Problem]:
    """One warning for the list where areas or services may be people: places are written like them."""
    first: dict[str, int] = {}
    for row in rows:
        for text in (_collapsed(row.cells["area"]), _collapsed(row.cells["service"])):
            if text not in first and words.key(text) not in known.services:
                first[text] = row.line
    lines = [line for text, line in first.items() if _may_be_a_person(text, known)]
    if not lines:
        return []
    stands = "1 area or service is" if len(lines) == 1 else f"{len(lines)} areas or services are"
    message = f"{stands} written like the first and last name of a person."
    remedy = (
        "Look at each. If it is a place or a team, do nothing. If it is a person, write a code or the area instead."
    )
    return [Problem(code="DRW008", severity=Severity.WARNING, message=message, remedy=remedy, line=lines[0])]


def _may_be_a_person(text: str, known: Vocabulary) -> bool:
    """What is refused as a name is told of with its line, and not once more here."""
    return words.perhaps_a_name(text, known.names) and not words.detail_in_words(text, known.names)


def _day(typed: str) -> date | None:
    """A day as `2026-03-27`, or as a British spreadsheet writes it: `27/03/2026`."""
    parts = typed.split("/")
    if len(parts) == 3:  # noqa: PLR2004 - day, month, year
        return date_of(dict(zip(("day", "month", "year"), parts, strict=True))).day
    return date_of({"value": typed}).day


def _collapsed(text: str) -> str:
    return " ".join(visible(text).split())
