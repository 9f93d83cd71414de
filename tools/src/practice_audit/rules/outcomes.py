"""How often each expectation was met, partly met, not met or not applicable in one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.rules import reading
from practice_audit.rules.asking import Answers, asked

if TYPE_CHECKING:
    from practice_audit.model import Catalogue, Question, Tool

OUTCOMES = ("met", "partly", "not_met", "na")


def judged(catalogue: Catalogue, question: Question, answer: object) -> tuple[str, ...]:
    """The expectations that one answer speaks about.

    "Met" and "not applicable" speak about all that the question links to. "Partly" and "not met"
    speak about the single one, or about those named as `which`: the others stay uncounted.
    """
    linked = tuple(item.id for item in catalogue.expectations_of(question))
    if reading.text_of(answer) in ("partly", "not_met") and len(linked) > 1:
        named = reading.choices_of(answer, "which")
        return tuple(link for link in linked if link in named)
    return linked


def expectation_outcomes(
    catalogue: Catalogue, tool: Tool, answers: Answers, applying: frozenset[str] | None = None
) -> dict[str, dict[str, int]]:
    """Counts per expectation, over asked questions of type `met`, in order of first appearance.

    `{"ps.plans.current": {"met": 1, "partly": 0, "not_met": 0, "na": 0}}`; an expectation without
    any outcome is not listed. `applying` where it is known what is asked.
    """
    counts: dict[str, dict[str, int]] = {}
    if applying is None:
        applying = asked(tool, answers)
    for question in tool.questions.values():
        if question.type != "met" or question.id not in applying:
            continue
        outcome = reading.text_of(answers.get(question.id))
        if outcome not in OUTCOMES:
            continue
        for expectation in judged(catalogue, question, answers.get(question.id)):
            counts.setdefault(expectation, dict.fromkeys(OUTCOMES, 0))[outcome] += 1
    return counts
