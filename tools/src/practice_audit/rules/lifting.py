"""What would lift the work: the standards that fall short, and what good looks like there.

Taken from the answers as they stand. It ranks nothing, counts nothing and proposes no grade (R066):
whether any of it would change the grade is the auditor's to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practice_audit.rules.judgement import chosen_grade, grades

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.model import Item
    from practice_audit.rules.audit import Audit

CORE = "core"
FALLS_SHORT = ("partly", "not_met")


@dataclass(frozen=True, kw_only=True, slots=True)
class Lift:
    """A standard that falls short, the worst that was said of it (`partly`, `not_met`), and what good looks like."""

    standard: Item
    outcome: str
    good: tuple[Item, ...]


def lifts(audit: Audit) -> tuple[Lift, ...]:
    """What falls short: core expectations first, then those beyond core, then indicators that stand alone.

    Inside each, in order of appearance. Nothing where the grade is the top one: nothing lies above it.
    """
    grade = chosen_grade(audit)
    if grade is not None and grade == grades(audit)[0]:
        return ()
    found = tuple(_expectations(audit))
    return (
        *(lift for lift in found if lift.standard.level == CORE),
        *(lift for lift in found if lift.standard.level != CORE),
        *_indicators(audit),
    )


def _expectations(audit: Audit) -> Iterator[Lift]:
    for name, counts in audit.outcomes.items():
        item = audit.item(name)
        if item is None or not (counts["partly"] or counts["not_met"]):
            continue
        good = (audit.item(indicator) for indicator in item.indicators)
        outcome = "not_met" if counts["not_met"] else "partly"
        yield Lift(standard=item, outcome=outcome, good=tuple(one for one in good if one is not None))


def _indicators(audit: Audit) -> Iterator[Lift]:
    """Indicators of questions that look at no expectation."""
    worst: dict[str, str] = {}
    for answer in audit.answers:
        if answer.question.type != "met" or answer.text not in FALLS_SHORT:
            continue
        if audit.catalogue.expectations_of(answer.question):
            continue
        for link in answer.question.links:
            item = audit.item(link)
            if item is not None and item.kind == "indicator":
                worst[link] = "not_met" if "not_met" in (answer.text, worst.get(link)) else "partly"
    for link, outcome in worst.items():
        yield Lift(standard=audit.catalogue.by_id[link], outcome=outcome, good=())
