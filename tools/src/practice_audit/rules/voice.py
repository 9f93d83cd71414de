"""What the family was asked and what it said: R040 to R043, R045, R046.

In an audit, and in the forms that a family fills in itself: a form whose first answer is "no" gives
no record, so that nothing is kept about somebody who does not want to take part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.rules import reading
from practice_audit.rules.answers_present import absent, first_rule
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.problems import Problem
    from practice_audit.rules.audit import Audit

CHILD: Final = "child"
GAPS: Final = frozenset({"declined", "not_asked"})


@rule("R040")
def parent_was_contacted(audit: Audit) -> Iterator[Problem]:
    """The auditor contacted the parent or carer, or tried to: date (or reason) and outcome (S1.4-VOICE)."""
    for part in ("parent-contact-on", "parent-outcome"):
        yield from (absent(audit, answer, "R040") for answer in audit.all(part) if not answer.settled)
    yield from _said_no(audit, "R040")


@rule("R041")
def in_the_way_that_suits(audit: Audit) -> Iterator[Problem]:
    """When the parent or carer takes part, the way that suited them is recorded (S1.4-VOICE, S1.4-LEAF)."""
    if audit.text("parent-outcome") == "took_part":
        yield from (absent(audit, answer, "R041") for answer in audit.all("parent-way") if not answer.settled)


@rule("R042")
def child_takes_part_with_consent(audit: Audit) -> Iterator[Problem]:
    """Consent for the child was asked for; a child's answers stand only where it was given (S1.4-VOICE).

    In a finished record this looks at the child's answers even where the tool would not ask them.
    """
    yield from _said_no(audit, "R042")
    consent = audit.one("child-consent")
    if consent is None:
        return
    if not consent.settled:
        yield absent(audit, consent, "R042")
    if consent.text == "given":
        yield from (absent(audit, answer, "R042") for answer in audit.all("child-consent-by") if not answer.settled)
        return
    shown = {answer.question.id for answer in audit.answers}
    finished = audit.record.get("status") == "complete"
    for question in audit.tool.questions.values():
        looked_at = question.part == "child-feedback" and (finished or question.id in shown)
        if looked_at and reading.holds(audit.raw_answers.get(question.id)):
            yield audit.problem(
                "R042",
                f"/answers/{question.id}",
                "Take the child’s feedback out, or select that consent was given",
                "A child’s answers are kept only when consent for the child to take part was given.",
            )


@rule("R043")
def declining_has_its_reason(audit: Audit) -> Iterator[Problem]:
    """Declining or no answer never blocks the audit, but the outcome says which it was (S1.4-VOICE).

    The same for every voice: a row for the child is always there, and a row in which somebody declined
    or was not asked says why.
    """
    yield from (absent(audit, answer, "R043") for answer in audit.all("parent-outcome") if not answer.settled)
    for answer in audit.all("voices"):
        if answer.rows and not any(row.text("who") == CHILD for row in answer.rows):
            yield audit.problem(
                "R043",
                answer.pointer,
                "Add the child to the list of voices, and say whether the child was heard",
                "Where the child was not asked, or did not want to, the row says so and gives the reason.",
            )
        for row in answer.rows:
            reason = row.field("reason")
            if reason is not None and row.text("state") in GAPS and not reason.settled:
                yield absent(audit, reason, "R043")


def _said_no(audit: Audit, rule_id: str) -> Iterator[Problem]:
    """Whoever was asked does not want to take part: there is no record of that in a form of their own."""
    for answer in audit.all("own-consent"):
        if answer.text == "no" and first_rule(answer) == rule_id:
            yield audit.problem(
                rule_id,
                answer.pointer,
                "They do not want to take part, so there is no record to save",
                "Delete this draft. The audit has a place to say that they declined.",
            )


@rule("R045")
def complaint_route_was_explained(audit: Audit) -> Iterator[Problem]:
    """When a family raises a complaint, the way to complain was explained (S1.4-LEAF)."""
    if audit.text("complaint") != "yes":
        return
    for answer in audit.all("complaint-explained"):
        if not answer.settled:
            yield absent(audit, answer, "R045")
        elif answer.text != "yes":
            yield audit.problem(
                "R045",
                answer.pointer,
                "Explain to the family how to complain before you finish the audit, and select yes",
                "The leaflet “How are we doing?” says how. Feedback in an audit is not a complaint.",
            )


@rule("R046")
def comment_on_the_audit_was_offered(audit: Audit) -> Iterator[Problem]:
    """A family that took part is offered a way to comment on the audit itself (S1.4-VOICE)."""
    child = audit.one("child-feedback")
    took_part = audit.text("parent-outcome") == "took_part" or (child is not None and child.settled)
    for answer in audit.all("process-offer") if took_part else ():
        if not answer.settled:
            yield absent(audit, answer, "R046")
        elif answer.text != "yes":
            yield audit.problem(
                "R046",
                answer.pointer,
                "The family took part and was not offered a way to comment on the audit itself",
                "Offer it now if you can: the leaflet says how parents and children can have a say.",
            )
