"""The checklist and the conversation with the worker: R030 to R035."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.rules import reading
from practice_audit.rules.answers_present import absent
from practice_audit.rules.dates import not_before
from practice_audit.rules.days import in_words
from practice_audit.rules.parts import PARTS
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.problems import Problem
    from practice_audit.rules.answers import Answer
    from practice_audit.rules.audit import Audit


@rule("R030")
def checklist_came_first(audit: Audit) -> Iterator[Problem]:
    """There is a checklist for this case (or a reason), dated by the day of the conversation (S1.4-PC)."""
    loaded = audit.one("checklist")
    if loaded:
        if not loaded.settled:
            yield absent(audit, loaded, "R030")
        yield from _same_case(audit, loaded)
        finished = reading.date_of({"value": reading.mapping(loaded.raw).get("completed_on")}).day
        held = audit.day("conversation-on")
        if finished and held and finished > held:
            yield audit.problem(
                "R030",
                loaded.pointer,
                f"The checklist was finished on {in_words(finished)}, after the conversation on {in_words(held)}. "
                "Ask the practitioner when it was finished.",
                "Load the checklist that was finished before the conversation.",
            )
    own, planned = audit.one("checklist-on"), audit.one("conversation-planned-on")
    if own and planned and own.day and planned.day and own.day > planned.day:
        yield audit.problem(
            "R030",
            own.pointer,
            f"The date you finished the checklist must be on or before {in_words(planned.day)}, "
            "the day planned for the conversation",
            "Check both dates. If the conversation was moved, enter its new date.",
        )


def _same_case(audit: Audit, loaded: Answer) -> Iterator[Problem]:
    theirs = reading.trimmed(reading.mapping(reading.mapping(loaded.raw).get("case")).get("ref"))
    ours = audit.text("case-ref")
    if theirs and ours and theirs.casefold() != ours.casefold():
        yield audit.problem(
            "R030",
            loaded.pointer,
            f"This checklist is for case {theirs}. Your audit is for case {ours}. Choose the checklist for {ours}.",
            "Take the checklist out and load the one for this case.",
        )


@rule("R031")
def with_the_allocated_worker(audit: Audit) -> Iterator[Problem]:
    """The conversation was with the practitioner or the manager of the child, or both (S1.4-PC)."""
    people = audit.one("conversation-with")
    if people is None:
        return
    if not people.settled:
        yield absent(audit, people, "R031")
    elif not set(PARTS["conversation-with"].values) & {*people.choices, people.text}:
        yield audit.problem(
            "R031",
            people.pointer,
            "Select the practitioner, the manager or both: the conversation is with one of them at least",
            "Talk with the worker or the manager who is allocated to the child.",
        )


@rule("R032")
def questions_came_from_preparation(audit: Audit) -> Iterator[Problem]:
    """At least one question is noted, each with what prompted it; reading began by then (S1.4-PC)."""
    questions = audit.one("conversation-questions")
    if questions and not questions.rows:
        yield absent(audit, questions, "R032")
    for row in audit.rows("conversation-questions"):
        prompt = row.field("prompted_by")
        if prompt and not prompt.settled:
            yield absent(audit, prompt, "R032")
    held, began = audit.one("conversation-on"), audit.day("read-from")
    if held and began:
        yield from not_before(audit, "R032", held, began, "when you began reading the file")


@rule("R033")
def both_sides_were_shared(audit: Audit) -> Iterator[Problem]:
    """The auditor told the worker of good practice and of areas for development (S1.4-PC)."""
    for part, what in (
        ("shared-good", "the good practice that you saw"),
        ("shared-development", "what you saw that needs to develop"),
    ):
        for answer in audit.all(part):
            if not answer.settled:
                yield absent(audit, answer, "R033")
            elif answer.text != "yes":
                yield audit.problem(
                    "R033",
                    answer.pointer,
                    f"Tell the worker {what} before you finish the audit, and select yes",
                    "A worker hears both from you: what was good and what needs to develop.",
                )


@rule("R034")
def helped_both_sides(audit: Audit) -> Iterator[Problem]:
    """What was of use to the worker and what the auditor learned are each noted (S1.4-PC)."""
    for part in ("helped-worker", "helped-auditor"):
        for answer in audit.all(part):
            if not answer.settled:
                yield absent(audit, answer, "R034")


@rule("R035")
def checklist_is_the_workers(audit: Audit) -> Iterator[Problem]:
    """The checklist is by a practitioner or a manager, and never by the auditor (S1.4-PC)."""
    role, own = audit.one("author-role"), audit.one("checklist-on")
    if own and role:
        listed = {option.value for option in role.question.options}
        if not role.settled:
            yield absent(audit, role, "R035")
        elif listed and role.text not in listed:
            yield audit.problem(
                "R035",
                role.pointer,
                "Select practitioner or manager: the checklist is filled in by one of them",
                "Ask the practitioner or the manager of the case to fill in the checklist.",
            )
    loaded, auditor = audit.one("checklist"), audit.text("author-ref")
    if loaded and auditor:
        by = reading.trimmed(reading.mapping(reading.mapping(loaded.raw).get("author")).get("ref"))
        if by.casefold() == auditor.casefold():
            yield audit.problem(
                "R035",
                loaded.pointer,
                "This checklist has your own staff code. Load the checklist that the practitioner or manager filled in",
                "An auditor never fills in the checklist.",
            )
