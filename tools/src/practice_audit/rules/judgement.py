"""The grade and its reasons: R060 to R065. The tool never sets a grade and never changes one (R066)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from practice_audit.rules.answers_present import absent
from practice_audit.rules.reading import choices_of
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.model import Item
    from practice_audit.problems import Problem
    from practice_audit.rules.audit import Audit

ONE_SIDED = 4  # more than four pieces on one side for each on the other
_WRITTEN_ID = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9]*+(?:[.-][a-z0-9]++)+")


def grades(audit: Audit) -> tuple[Item, ...]:
    """The grades of this edition, from the top down."""
    return tuple(sorted(audit.catalogue.of_kind("grade"), key=lambda item: int(item.details.get("rank", 0))))


def chosen_grade(audit: Audit) -> Item | None:
    """The grade that the auditor chose, if it is one of this edition."""
    return next((grade for grade in grades(audit) if grade.id == audit.text("grade")), None)


def needs_actions(grade: Item | None) -> bool:
    """Whether a grade must have at least one action."""
    return grade is not None and grade.details.get("actions") == "required"


def core_not_met(audit: Audit) -> tuple[Item, ...]:
    """The core expectations that are not met somewhere in the record, in order of appearance."""
    found = (audit.item(name) for name, counts in audit.outcomes.items() if counts["not_met"])
    return tuple(item for item in found if item is not None and item.level == "core")


@rule("R060")
def judgement_and_grade(audit: Audit) -> Iterator[Problem]:
    """The overall grade and the written judgement are both there (S1.4-GRADE)."""
    for part in ("grade", "why"):
        yield from (absent(audit, answer, "R060") for answer in audit.all(part) if not answer.settled)


@rule("R061")
def one_of_the_four(audit: Audit) -> Iterator[Problem]:
    """The grade is exactly one of those of this edition (S1.4-GRADE)."""
    answer = audit.one("grade")
    if answer and answer.settled and chosen_grade(audit) is None:
        names = ", ".join(grade.title for grade in grades(audit))
        message = "Select one of the grades of this edition"
        yield audit.problem("R061", answer.pointer, message, f"Choose one of: {names}.")


@rule("R062")
def three_parts(audit: Audit) -> Iterator[Problem]:
    """Why this grade, the evidence, and what would have earned a higher one; not at the top (S1.4-GRADE)."""
    grade, ranked = chosen_grade(audit), grades(audit)
    top = grade is not None and grade == ranked[0]
    for part in ("why", "evidence-basis", "evidence-words", *(() if top else ("higher",))):
        yield from (absent(audit, answer, "R062") for answer in audit.all(part) if not answer.settled)


@rule("R063")
def both_sides(audit: Audit) -> Iterator[Problem]:
    """At least one example of good service delivery, and a barrier or "none found" (S1.4-GRADE)."""
    for part in ("good", "barriers"):
        yield from (absent(audit, answer, "R063") for answer in audit.all(part) if not answer.settled)


@rule("R064")
def cites_the_standards(audit: Audit) -> Iterator[Problem]:
    """The judgement cites at least one expectation of the Practice Standards (S1.4-GRADE).

    Cited are the standards of the evidence that it rests on, and ids written in its narratives.
    """
    basis = audit.one("evidence-basis")
    place = basis or audit.one("why")
    if place is None or not place.settled:
        return  # nothing there yet: R062 says so
    chosen = set(basis.choices) if basis else set()
    rows = [row for row in audit.rows("evidence") if row.reference in chosen]
    cited = {link for row in rows for link in choices_of(row.answers.get("links"))}
    for part in ("why", "evidence-words"):
        cited.update(_WRITTEN_ID.findall(audit.text(part).casefold()))
    items = (audit.item(name) for name in cited)
    if not any(item is not None and item.kind == "expectation" for item in items):
        yield audit.problem(
            "R064",
            place.pointer,
            "Select evidence that shows at least one practice standard: the grade rests on the Practice Standards",
            "Choose a piece of evidence that names an expectation, or write the id of one, such as it stands beside "
            "the questions.",
        )


@rule("R065")
def grade_and_answers_agree(audit: Audit) -> Iterator[Problem]:
    """Warn when grade and answers seem to disagree and no reply says why the grade is right (S1.4-GRADE).

    A grade that needs no actions although a core expectation is not met; the lowest grade although
    none is; more than four pieces of evidence on one side for each on the other, where none counts
    as one, so that fewer than five pieces are never one-sided.
    """
    grade, place, reply = chosen_grade(audit), audit.one("grade"), audit.one("warning-reply")
    if grade is None or place is None or (reply and reply.settled):
        return
    seen = [*_grade_mismatch(audit, grade), *_one_sided(audit)]
    if seen:
        yield audit.problem(
            "R065",
            reply.pointer if reply else place.pointer,
            f"{' '.join(seen)} Both can be right. Say why, so that a moderator can follow you.",
            "Write why the grade is right, or look again at the grade and the answers.",
        )


def _grade_mismatch(audit: Audit, grade: Item) -> Iterator[str]:
    unmet = core_not_met(audit)
    if unmet and not needs_actions(grade):
        count = "1 core standard is" if len(unmet) == 1 else f"{len(unmet)} core standards are"
        yield f"The grade is {grade.title}, and {count} not met."
    if not unmet and grade == grades(audit)[-1]:
        yield f"The grade is {grade.title}, and no core standard is recorded as not met."


def _one_sided(audit: Audit) -> Iterator[str]:
    kinds = [row.text("kind") for row in audit.rows("evidence")]
    good, less = kinds.count("strength"), kinds.count("development")
    if max(good, less) > ONE_SIDED * max(1, min(good, less)):
        strengths = "1 strength" if good == 1 else f"{good} strengths"
        yield f"The evidence leans to one side: {strengths}, {less} to develop."
