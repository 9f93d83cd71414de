"""Kinds of plan and assessment, and the five SMART checks: R012 to R014."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.rules.answers_present import absent, lacks_detail
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.problems import Problem
    from practice_audit.rules.audit import Audit


@rule("R012")
def five_smart_checks(audit: Audit) -> Iterator[Problem]:
    """Each of the five SMART checks that is asked about has its answer (S1.2-MP).

    The five are the expectations that the rule itself links to.
    """
    smart = {link for text in audit.catalogue.rules if text.id == "R012" for link in text.links}
    for answer in audit.answers:
        if (
            answer.question.type in ("met", "multi")
            and smart.intersection(answer.question.links)
            and not answer.settled
        ):
            yield absent(audit, answer, "R012")


@rule("R013")
def kind_of_plan(audit: Audit) -> Iterator[Problem]:
    """The plan is of a kind that the tool lists, or there is a reason for having none yet (S1.2-MP)."""
    yield from named_choice(audit, "R013", "plan-kind")


@rule("R014")
def kind_of_assessment(audit: Audit) -> Iterator[Problem]:
    """The assessment is of a kind that the tool lists, or another with its name (S1.2-AS)."""
    yield from named_choice(audit, "R014", "assessment-kind")


def named_choice(audit: Audit, code: str, part: str) -> Iterator[Problem]:
    """The question with this part has one of its options, with the line that the option asks for."""
    for answer in audit.all(part):
        if not answer.text:
            yield absent(audit, answer, code)
            continue
        if answer.question.options and answer.text not in {option.value for option in answer.question.options}:
            labels = ", ".join(option.label for option in answer.question.options)
            message = f"Select {answer.called}: one of those that the form lists"
            yield audit.problem(code, answer.pointer, message, f"Choose one of: {labels}.")
        elif answer.text in answer.question.details:
            yield from lacks_detail(audit, answer, code, "")
