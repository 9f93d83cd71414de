"""Who stands behind what was found: how many members of staff, counted and then forgotten.

A number about few members of staff says how those few work, even where it is about many children. Codes
are kept while records are read, to be counted and to be looked for in what is published; none of them gets
further. Knows no file and no figure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from practice_audit.report.folding import finished_on, outcomes_of
from practice_audit.report.periods import quarter_of
from practice_audit.report.plans import plan_of
from practice_audit.rules.reading import choices_of, mapping, rows_of, text_of, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from practice_audit.model import Catalogue
    from practice_audit.report.plans import Plan

WORKERS: Final = ("practitioner-ref",)
"""The parts that say whose work a record looks at."""
CODES: Final = (*WORKERS, "manager-ref", "author-ref", "case-ref")
"""The parts that hold the code of a person or of a case."""


@dataclass(slots=True)
class Behind:
    """Takes complete records, and keeps who stands behind those that were finished in one quarter.

    `staff` are all of them; `judged` and `noted` are those behind the answers about each standard, and
    behind the evidence, by its edition and id. `editions` are
    those of the records. `codes` are the codes of cases, people and records of any time, in lower case.
    """

    quarter: str
    catalogue_of: Callable[[str], Catalogue | None]
    replaced: Collection[str] = frozenset()
    staff: set[str] = field(default_factory=set)
    judged: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    noted: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    editions: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    _plans: dict[tuple[str, str], Plan | None] = field(default_factory=dict)

    def add(self, record: Mapping[str, Any]) -> None:
        """Take one record in."""
        plan = self._plan(record["edition"], record["record_type"])
        if plan is None:
            return
        self.codes.update(_codes(plan, record))
        if record["record_id"] in self.replaced or quarter_of(finished_on(plan, record)) != self.quarter:
            return
        self.editions.add(plan.edition)
        if not (plan.is_audit or plan.judged or plan.rows or plan.evidence):
            return
        who = next(_of_parts(plan, record, WORKERS), "") or _author(record)
        if who:
            self.staff.add(who)
            for standard in _judged(plan, record["answers"]):
                self.judged.setdefault((plan.edition, standard), set()).add(who)
            for standard in _noted(plan, record["answers"]):
                self.noted.setdefault((plan.edition, standard), set()).add(who)

    def _plan(self, edition: str, record_type: str) -> Plan | None:
        name = (edition, record_type)
        if name not in self._plans:
            catalogue = self.catalogue_of(edition)
            tool = next((each for each in catalogue.tools if each.id == record_type), None) if catalogue else None
            self._plans[name] = plan_of(catalogue, tool) if catalogue and tool else None
        return self._plans[name]


def _codes(plan: Plan, record: Mapping[str, Any]) -> Iterator[str]:
    yield record["record_id"].casefold()
    yield from filter(None, (_author(record), *_of_parts(plan, record, CODES)))


def _author(record: Mapping[str, Any]) -> str:
    return trimmed(mapping(record.get("author")).get("ref")).casefold()


def _of_parts(plan: Plan, record: Mapping[str, Any], parts: tuple[str, ...]) -> Iterator[str]:
    """The codes in the questions that play these parts."""
    for part in parts:
        for question in plan.parts.get(part, ()):
            if code := text_of(record["answers"].get(question)).casefold():
                yield code


def _judged(plan: Plan, answers: Mapping[str, Any]) -> Iterator[str]:
    yield from outcomes_of(answers, plan.judged)
    for question, judged in plan.rows:
        for _, row in rows_of(answers.get(question)):
            yield from outcomes_of(row, judged)


def _noted(plan: Plan, answers: Mapping[str, Any]) -> Iterator[str]:
    for question in plan.evidence:
        for _, row in rows_of(answers.get(question)):
            yield from choices_of(row.get("links"))
