"""What the quality team keeps besides audits: R122, R135 and R140."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.rules.answers_present import absent
from practice_audit.rules.plans import named_choice
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.problems import Problem
    from practice_audit.rules.audit import Audit

AUDIT_AND_QUALITY: Final = "meeting.audit-qa"
CHAIRING_TEAM: Final = "team.capacity-change"
_JUDGED: Final = ("information", "decision", "action_taken")


@rule("R122")
def chaired_by_capacity_and_change(audit: Audit) -> Iterator[Problem]:
    """The Audit and Quality Assurance meeting is chaired by the Capacity and Change Team (S1.4-MTG)."""
    chair = audit.one("meeting-chair")
    if audit.text("meeting") != AUDIT_AND_QUALITY or chair is None or not chair.text:
        return
    if chair.text != CHAIRING_TEAM:
        yield audit.problem(
            "R122",
            chair.pointer,
            "The Audit and Quality Assurance meeting is chaired by the Capacity and Change Team",
            "Check the meeting and the role. If both are right, the record can be finished all the same.",
        )


@rule("R135")
def complaint_names_its_procedure(audit: Audit) -> Iterator[Problem]:
    """Each complaint names its procedure: corporate or statutory (S1.6-CC)."""
    yield from named_choice(audit, "R135", "procedure")


@rule("R140")
def each_referral_is_judged(audit: Audit) -> Iterator[Problem]:
    """Of each referral the information, the decision and the action are judged (S2.REF)."""
    for answer in audit.all("referrals"):
        if not answer.settled:
            yield absent(audit, answer, "R140")
        for row in answer.rows:
            for name in _JUDGED:
                field = row.field(name)
                if field and not field.settled:
                    yield absent(audit, field, "R140")
