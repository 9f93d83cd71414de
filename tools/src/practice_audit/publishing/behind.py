"""Who stands behind what was found: for each number some of the members of staff and of the children.

A number about few members of staff says how those few work, even where it is about many children; one about
few children says what happened to those. Only as many codes are kept of each number as tell that there are
enough. They are kept while records are read, to be counted and to be looked for in what is published; none
of them gets further. A member of staff is whoever's work a record looks at, and a child is its case. A
record that names none adds none: it may be about somebody who is counted already. Knows no file and no figure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.made_up import is_made_up
from practice_audit.publishing.codes import case_of, codes_of, plain
from practice_audit.records import finished_on
from practice_audit.report.counting.folding import outcomes_of
from practice_audit.report.counting.plans import plan_of
from practice_audit.rules.days import quarter_of
from practice_audit.rules.following import agreed
from practice_audit.rules.reading import choices_of, rows_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from practice_audit.model import Catalogue, Tool
    from practice_audit.report.counting.plans import Key, Plan

WORKER: Final = "practitioner-ref"
"""The part that says whose work a record looks at."""
CASE: Final = "case-ref"
"""The part that says which case a record is about, where the record does not say so itself."""

People: TypeAlias = tuple[frozenset[str], frozenset[str]]
"""Codes of members of staff and of children: some of them, or all where they are few."""
NOBODY: Final[People] = (frozenset(), frozenset())


def together(several: Iterable[People], threshold: int) -> People:
    """All of them as one; of each kind as many as tell that there are enough."""
    staff, children = set[str](), set[str]()
    for more_staff, more_children in several:
        staff |= more_staff
        children |= more_children
    return frozenset(sorted(staff)[:threshold]), frozenset(sorted(children)[:threshold])


def enough(people: People, threshold: int) -> bool:
    """Whether as many members of staff, and as many children, stand behind a number."""
    return all(len(codes) >= threshold for codes in people)


@dataclass(slots=True)
class Behind:
    """Takes complete records, and keeps who stands behind those that were finished in one quarter.

    `everybody` stands behind all of them together, `found` behind each number by its name in a tally
    (`report.tallies`), and `agreed` behind the actions of each record by its id. `editions` are those of the
    records. Of any time are the `codes` of cases, people and records, plain (`codes`), and the `quarters` in
    which records were finished.
    """

    quarter: str
    catalogue_of: Callable[[str], Catalogue | None]
    replaced: Collection[str]
    threshold: int
    everybody: People = NOBODY
    found: dict[Key, People] = field(default_factory=dict)
    agreed: dict[str, People] = field(default_factory=dict)
    editions: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    quarters: set[str] = field(default_factory=set)
    _own: set[str] = field(default_factory=set)
    _made_up: dict[str, frozenset[str]] = field(default_factory=dict)
    _plans: dict[tuple[str, str], tuple[Tool, Plan] | None] = field(default_factory=dict)

    def add(self, record: Mapping[str, Any]) -> None:
        """Take one record in."""
        known = self._plan(record["edition"], record["record_type"])
        if known is None:
            return
        tool, plan = known
        self.codes.update(codes_of(tool, record))
        quarter = quarter_of(finished_on(record, plan.day).isoformat())
        if quarter == self.quarter:
            self._own.add(record["record_id"])
            self._own.update(row["record_id"] for row in record["relates_to"] if row["relation"] == "replaces")
        if is_made_up(record):
            self._made_up[record["record_id"]] = frozenset(row["record_id"] for row in record["relates_to"])
        if record["record_id"] in self.replaced:
            return
        self.quarters.add(quarter)
        if quarter != self.quarter:
            return
        self.editions.add(plan.edition)
        answers = record["answers"]
        worker, child = (plain(text_of(answers.get(plan.first(part)))) for part in (WORKER, CASE))
        people = tuple(frozenset(filter(None, (code,))) for code in (worker, child or case_of(record)))
        who: People = (people[0], people[1])
        if who == NOBODY:
            return
        names = {*_grade(plan, answers), *_judged(plan, answers), *_noted(plan, answers)}
        for name in names:
            self.found[name] = self._with(self.found.get(name, NOBODY), who)
        if names:
            self.everybody = self._with(self.everybody, who)
        if next(agreed(tool, answers), None):
            self.agreed[record["record_id"]] = who

    @property
    def made_up(self) -> int:
        """How many made-up records are of the quarter, or speak of one that is: of its actions, say, long after."""
        return sum(not self._own.isdisjoint({identity, *others}) for identity, others in self._made_up.items())

    def _with(self, people: People, more: People) -> People:
        """These people and one more of each kind, unless there are enough."""
        if enough(people, self.threshold):  # as it is for most numbers, after a few records
            return people
        return together((people, more), self.threshold)

    def _plan(self, edition: str, record_type: str) -> tuple[Tool, Plan] | None:
        name = (edition, record_type)
        if name not in self._plans:
            catalogue = self.catalogue_of(edition)
            tool = next((each for each in catalogue.tools if each.id == record_type), None) if catalogue else None
            self._plans[name] = (tool, plan_of(catalogue, tool)) if catalogue and tool else None
        return self._plans[name]


def _grade(plan: Plan, answers: Mapping[str, Any]) -> Iterator[Key]:
    if plan.is_audit:
        yield "grade", plan.edition, text_of(answers.get(plan.first("grade")))


def _judged(plan: Plan, answers: Mapping[str, Any]) -> Iterator[Key]:
    rows = ((row, judged) for question, judged in plan.rows for _, row in rows_of(answers.get(question)))
    for given, judged in ((answers, plan.judged), *rows):
        yield from (("standard", plan.edition, *found) for found in outcomes_of(given, judged).items())


def _noted(plan: Plan, answers: Mapping[str, Any]) -> Iterator[Key]:
    for question in plan.evidence:
        for _, row in rows_of(answers.get(question)):
            kind = text_of(row.get("kind"))
            yield from (("seen", plan.edition, link, kind) for link in choices_of(row.get("links")))
