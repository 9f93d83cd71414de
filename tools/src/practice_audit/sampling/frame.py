"""The list of cases from which is drawn, in an order of its own: the same cases are the same frame.

The columns are `COLUMNS`; the page “Draw cases at random” explains them. Knows nothing of seeds, registers or days
other than those in the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from practice_audit.documents import digest
from practice_audit.problems import Problem, Severity, Unreadable, has_errors, visible
from practice_audit.rules.reading import date_of
from practice_audit.sampling import vocabulary as words
from practice_audit.sampling.table import limited, personal, read_table

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
_CODES: Final = ("case_ref", "practitioner_ref", "manager_ref")


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


def read_cases(data: bytes | str, known: Vocabulary) -> tuple[Frame | None, tuple[Problem, ...]]:
    """The list of cases in a CSV file, and every problem of it, with its line; no frame where one is an error."""
    try:
        table = read_table(data, COLUMNS, known.names)
    except Unreadable as unreadable:
        return None, unreadable.problems
    problems = list(table.problems)
    cases = [case for row in table.rows if (case := _case(row, known, problems)) is not None]
    problems += [*_twice(table.rows), *_two_spellings(table.rows), *_looked_up(table.rows)]
    frame = None if has_errors(problems) else Frame.of(tuple(cases))
    return frame, limited(problems)


def _case(row: Row, known: Vocabulary, problems: list[Problem]) -> Case | None:
    before = len(problems)
    for column in _CODES:
        problems += code_problems(row, column, row.cells[column])
    others = [ref for each in row.cells.get("other_refs", "").split(";") if (ref := each.strip())]
    for ref in others:
        problems += code_problems(row, "other_refs", ref)
    area, service = _collapsed(row.cells["area"]), _collapsed(row.cells["service"])
    offered = known.services.get(words.key(service), "")
    for column, text in (("area", area), *((("service", service),) if not offered else ())):
        problems += _name_problems(row, column, text)
    kind = known.plan_kinds.get(words.key(row.cells["plan_kind"]), "")
    if not kind:
        kinds = ", ".join(dict.fromkeys(known.plan_kinds.values()))
        problems.append(cell_problem(row, "plan_kind", "is no kind of plan", f"Write one of: {kinds}."))
    typed = row.cells.get("last_audit_on", "")
    day = _day(typed)
    if typed and day is None:
        problems.append(cell_problem(row, "last_audit_on", "is no date", "Write the date like 2026-03-27."))
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


def code_problems(row: Row, column: str, text: str) -> list[Problem]:
    """What keeps a text from being the code of a case or a person."""
    if what := words.detail_in_code(text) if text else "":
        return [personal(row.line, column, what)]
    if not words.is_code(text):
        trouble = "is no code" if text else "is empty"
        return [
            cell_problem(row, column, trouble, "Write a code with a digit and without a space, for example CR-0417.")
        ]
    return []


def cell_problem(row: Row, column: str, trouble: str, remedy: str) -> Problem:
    """A cell that cannot be read, which is not repeated; `trouble` ends the sentence."""
    return Problem(code="DRW006", message=f"The cell in the column “{column}” {trouble}.", remedy=remedy, line=row.line)


def _name_problems(row: Row, column: str, text: str) -> list[Problem]:
    if what := words.detail_in_words(text):
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


def _day(typed: str) -> date | None:
    """A day as `2026-03-27`, or as a British spreadsheet writes it: `27/03/2026`."""
    parts = typed.split("/")
    if len(parts) == 3:  # noqa: PLR2004 - day, month, year
        return date_of(dict(zip(("day", "month", "year"), parts, strict=True))).day
    return date_of({"value": typed}).day


def _collapsed(text: str) -> str:
    return " ".join(visible(text).split())
