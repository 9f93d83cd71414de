"""The draw of cases: who may be drawn, who is, who is passed over and why, and who reads which case.

Cases are taken by ticket, each group (area and kind of plan) up to its quota. One that was audited in
the last twelve months, or with which every auditor is connected, is left out beforehand. One for which
no unconnected auditor is left is passed over, and the next of its group takes its place. A draw is
whole or none at all. Knows nothing of files, records or the clock.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from practice_audit.problems import Problem, Severity
from practice_audit.rules.days import audited_in_the_12_months_before, audited_too_recently, in_words
from practice_audit.sampling.allocation import Allocation
from practice_audit.sampling.strata import quotas
from practice_audit.sampling.tickets import number_problem, seed_problem, ticket

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from practice_audit.sampling.auditors import Auditor
    from practice_audit.sampling.frame import Case, Frame
    from practice_audit.sampling.history import Audited
    from practice_audit.sampling.strata import Stratum

    Watched: TypeAlias = Callable[[list[tuple[str, Case]]], Iterable[tuple[str, Case]]]

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "DRW012": "There are fewer cases than are to be drawn",
    "DRW013": "The auditors cannot take as many cases as are to be drawn",
    "DRW014": "Some groups give no case",
    "DRW017": "A case was audited after the day of the draw",
}
_NAMED: Final = 5
"""As many cases are named in a message."""


class Reason(StrEnum):
    """Why a case is not drawn."""

    AUDITED = "audited in the 12 months up to the day of the draw"
    CONNECTED = "every auditor has a part in the case"
    NOBODY_LEFT = "no unconnected auditor is left"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What a draw is asked. `auditors` is None where nobody is to be given the cases yet.

    `audits` may hold some after the day of the draw: the draw goes as if they were not there, and says so. With
    `later_audits_count` they leave their cases out, as they did in draws of an earlier version.
    """

    seed: str
    number: int
    selected_on: date
    frame: Frame
    auditors: tuple[Auditor, ...] | None = None
    audits: tuple[Audited, ...] = ()
    later_audits_count: bool = False

    def keeps_out(self, completed: date) -> bool:
        """Whether an audit of this day leaves its case out (R021)."""
        wanted = audited_too_recently if self.later_audits_count else audited_in_the_12_months_before
        return wanted(completed, self.selected_on)

    def is_later(self, completed: date) -> bool:
        """Whether an audit of this day is none for this draw."""
        return completed > self.selected_on and not self.later_audits_count


@dataclass(frozen=True, kw_only=True, slots=True)
class Excluded:
    """A case that could not be drawn. `audited_on` and `record_id` say of the last audit what is known."""

    case_ref: str
    reason: Reason
    audited_on: date | None = None
    record_id: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Replaced:
    """A case whose turn it was, and the one that was drawn in its place."""

    case_ref: str
    ticket: str
    reason: Reason
    replaced_by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A group in which is drawn: how many cases could be drawn in it, and how many are."""

    area: str
    plan_kind: str
    cases: int
    quota: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """A case that is drawn, with its ticket and, where auditors were named, its auditor."""

    case: Case
    ticket: str
    auditor_ref: str | None
    last_audit_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Draw:
    """What came of a draw; `drawn` and `replaced` stand in the order of their tickets."""

    question: Question
    population: int
    groups: tuple[Group, ...]
    excluded: tuple[Excluded, ...]
    replaced: tuple[Replaced, ...]
    drawn: tuple[Drawn, ...]
    loads: Mapping[str, int]


def draw_cases(question: Question, watched: Watched = iter) -> tuple[Draw | None, tuple[Problem, ...]]:
    """The draw, or the problems that stand against it; never fewer cases than asked for. Warnings come with a draw.

    `watched` gives the cases back one by one, and may show how far the draw is.
    """
    faults = [each for each in (seed_problem(question.seed), number_problem(question.number)) if each]
    if faults:
        return None, tuple(faults)
    allocation = Allocation(question.auditors or (), question.seed)
    last = _last_audits(question)
    excluded: list[Excluded] = []
    eligible: list[tuple[str, Case]] = []
    for case in question.frame.cases:
        day, record_id = last.get(case.case_ref, (None, None))
        if day and question.keeps_out(day):
            excluded.append(
                Excluded(case_ref=case.case_ref, reason=Reason.AUDITED, audited_on=day, record_id=record_id)
            )
        elif question.auditors is not None and allocation.connected_with_all(case):
            excluded.append(Excluded(case_ref=case.case_ref, reason=Reason.CONNECTED))
        else:
            eligible.append((ticket(question.seed, case.case_ref), case))
    if question.number > len(eligible):
        return None, (_too_few(question, len(eligible), excluded),)
    sizes = Counter(case.stratum for _, case in eligible)
    shares = quotas(sizes, question.number, question.seed)
    by_ticket = sorted(eligible, key=lambda pair: pair[0])
    chosen, passed = _taken(watched(by_ticket), shares, allocation if question.auditors is not None else None)
    if len(chosen) < question.number:
        return None, (_too_few_auditors(question, len(chosen)),)
    draw = Draw(
        question=question,
        population=len(eligible),
        groups=tuple(Group(area=a, plan_kind=p, cases=sizes[a, p], quota=quota) for (a, p), quota in shares.items()),
        excluded=tuple(excluded),
        replaced=_replacements(by_ticket, shares, chosen, passed),
        drawn=tuple(
            Drawn(
                case=case,
                ticket=number,
                auditor_ref=allocation.auditor_of.get(case.case_ref),
                last_audit_on=last.get(case.case_ref, (None, None))[0],
            )
            for number, case in by_ticket
            if case.case_ref in chosen
        ),
        loads=allocation.loads,
    )
    empty = sum(quota == 0 for quota in shares.values())
    told = [_groups_without(empty, len(shares))] if empty else []
    return draw, (*told, *_audited_later(draw))


def _last_audits(question: Question) -> dict[str, tuple[date, str | None]]:
    """The last audit of each case that had one, with its record if it has one: the later of both sources."""
    last: dict[str, tuple[date, str | None]] = {
        case.case_ref: (case.last_audit_on, None)
        for case in question.frame.cases
        if case.last_audit_on and not question.is_later(case.last_audit_on)
    }
    for audit in question.audits:
        if question.is_later(audit.completed_on):
            continue
        known = last.get(audit.case_ref)
        if known is None or audit.completed_on >= known[0]:
            last[audit.case_ref] = (audit.completed_on, audit.record_id)
    return last


def _taken(
    by_ticket: Iterable[tuple[str, Case]], shares: Mapping[Stratum, int], allocation: Allocation | None
) -> tuple[set[str], set[str]]:
    """The cases that are drawn, and those whose turn it was without an auditor."""
    left = dict(shares)
    chosen: set[str] = set()
    passed: set[str] = set()
    for _, case in by_ticket:
        if not left[case.stratum]:
            continue
        if allocation is None or allocation.add(case):
            chosen.add(case.case_ref)
            left[case.stratum] -= 1
        else:
            passed.add(case.case_ref)
    return chosen, passed


def _replacements(
    by_ticket: list[tuple[str, Case]], shares: Mapping[Stratum, int], chosen: set[str], passed: set[str]
) -> tuple[Replaced, ...]:
    """Each case that was passed over, with the one that took its place in its group: in turn, by ticket.

    A case that was tried for a place and passed over too is replaced by the one that took that place.
    """
    seen: Counter[Stratum] = Counter()
    places: dict[Stratum, list[list[str]]] = {stratum: [] for stratum in shares}
    taken: dict[str, str] = {}
    for _, case in by_ticket:
        open_places, beyond = places[case.stratum], seen[case.stratum] >= shares[case.stratum]
        seen[case.stratum] += 1
        if case.case_ref in passed and beyond:
            open_places[0].append(case.case_ref)
        elif case.case_ref in passed:
            open_places.append([case.case_ref])
        elif case.case_ref in chosen and beyond:
            taken.update(dict.fromkeys(open_places.pop(0), case.case_ref))
    return tuple(
        Replaced(case_ref=case.case_ref, ticket=number, reason=Reason.NOBODY_LEFT, replaced_by=taken[case.case_ref])
        for number, case in by_ticket
        if case.case_ref in taken
    )


def _audited_later(draw: Draw) -> list[Problem]:
    """One warning where cases are drawn that were audited after the day of the draw, as a draw made late may do."""
    asked = draw.question
    later = {audit.case_ref for audit in asked.audits if asked.is_later(audit.completed_on)}
    later |= {case.case_ref for case in asked.frame.cases if case.last_audit_on and asked.is_later(case.last_audit_on)}
    drawn = [each.case.case_ref for each in draw.drawn if each.case.case_ref in later]
    if not drawn:
        return []
    named = ", ".join(drawn[:_NAMED]) + (f" and {len(drawn) - _NAMED} more" if len(drawn) > _NAMED else "")
    were = "1 case that is drawn was" if len(drawn) == 1 else f"{len(drawn)} cases that are drawn were"
    return [
        Problem(
            code="DRW017",
            severity=Severity.WARNING,
            message=f"{were} audited after {in_words(asked.selected_on)}, the day of the draw: {named}.",
            remedy="If the draw was really made on that day, do nothing. If not, draw again with the right day: cases "
            "that were audited in the 12 months up to it are then left out.",
        )
    ]


def _too_few(question: Question, could: int, excluded: list[Excluded]) -> Problem:
    counted = Counter(each.reason for each in excluded)
    why = "".join(f" Left out, {reason}: {number:,}." for reason, number in sorted(counted.items()))
    return Problem(
        code="DRW012",
        message=f"To be drawn: {question.number:,}. In the list: {len(question.frame.cases):,}.{why} "
        f"That can be drawn: {could:,}. Nothing was drawn.",
        remedy="Ask for no more than can be drawn, or look whether the list holds every open case.",
    )


def _too_few_auditors(question: Question, placed: int) -> Problem:
    return Problem(
        code="DRW013",
        message=f"To be drawn: {question.number:,}. Of these, with an unconnected auditor in the order of the draw: "
        f"{placed:,}. Nothing was drawn.",
        remedy="Name more auditors, let them take more cases (max_cases), or draw fewer.",
    )


def _groups_without(empty: int, groups: int) -> Problem:
    return Problem(
        code="DRW014",
        severity=Severity.WARNING,
        message=f"Groups of area and kind of plan: {groups:,}. Of these, groups that give no case: {empty:,}.",
        remedy=f"To have a case of each, draw at least {groups}.",
    )
