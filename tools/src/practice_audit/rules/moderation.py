"""A completed audit looked at again: R081 to R086 and R088 to R090.

The audit is a loaded record. What is known of it stands in the answer that names it: its day, its
author's code, and under `kept` its grade. What only the register can show is for `moderations`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.problems import Severity
from practice_audit.rules.answers_present import absent
from practice_audit.rules.reading import mapping, trimmed
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.problems import Problem
    from practice_audit.rules.answers import Answer
    from practice_audit.rules.audit import Audit

MODERATED: Final = ("moderated-first", "moderated-again")
FIRST_MODERATORS: Final = ("role.hos",)
SECOND_MODERATORS: Final = ("role.psw", "role.chief-officer")
_AGREES: Final = "Both stand in the record. Change one of the two answers, or say in your reasons why both are right."


def moderated(audit: Audit) -> Answer | None:
    """The answer that names the audit to moderate; None in every other tool."""
    return next((answer for part in MODERATED if (answer := audit.one(part)) is not None), None)


def kept(answer: Answer | None, part: str) -> str:
    """What was kept of a loaded record: the choice or the record number in one of its parts; "" if nothing."""
    return trimmed(mapping(mapping(answer.raw).get("kept")).get(part)) if answer else ""


def author_of(answer: Answer | None) -> str:
    """The staff code of the author of a loaded record; "" if it is not known."""
    return trimmed(mapping(mapping(answer.raw).get("author")).get("ref")) if answer else ""


@rule("R081")
def first_moderator_is_a_head_of_service(audit: Audit) -> Iterator[Problem]:
    """The first moderation is done by a Head of Service (S1.4-MOD)."""
    message = "A first moderation is done by a Head of Service, so this one cannot be finished by you"
    yield from _role(audit, "R081", FIRST_MODERATORS, message)


@rule("R084")
def second_moderator_is_a_senior_leader(audit: Audit) -> Iterator[Problem]:
    """The second moderation is done by the Principal Social Worker or a Chief Officer (S1.4-MOD)."""
    message = (
        "A second moderation is done by the Principal Social Worker or a Chief Officer, so this one cannot be "
        "finished by you"
    )
    yield from _role(audit, "R084", SECOND_MODERATORS, message)


def _role(audit: Audit, code: str, roles: tuple[str, ...], message: str) -> Iterator[Problem]:
    answer = audit.one("author-role")
    if answer and answer.text and answer.text not in roles:
        yield audit.problem(code, answer.pointer, message, "Tell the quality team: they ask another moderator.")


@rule("R082")
def grade_was_held_against_the_evidence(audit: Audit) -> Iterator[Problem]:
    """The moderation says whether the evidence justifies the grade, and why (S1.4-MOD).

    It warns where that answer and the moderated grade point different ways.
    """
    for part in ("unfolded", "justified", "justified-why"):
        yield from (absent(audit, answer, "R082") for answer in audit.all(part) if not answer.settled)
    view, theirs, justified = audit.one("grade-view"), kept(moderated(audit), "grade"), audit.text("justified")
    if view is None or not view.text or not theirs:
        return
    other = view.text != theirs
    if justified == "yes" and other:
        message = "The evidence justifies the auditor’s grade, and your grade is another one."
    elif justified == "no" and not other:
        message = "The evidence does not justify the auditor’s grade, and your grade is the same."
    else:
        return
    yield audit.problem("R082", view.pointer, message, _AGREES, severity=Severity.WARNING)


@rule("R083")
def auditor_hears_what_can_be_learnt(audit: Audit) -> Iterator[Problem]:
    """Learning points, or that there are none, and the date on which the auditor heard (S1.4-MOD)."""
    for part in ("learning", "fed-back-on"):
        for answer in audit.all(part):
            if not answer.settled and answer.question.required == "always":
                yield absent(audit, answer, "R083")


@rule("R085")
def second_follows_a_first(audit: Audit) -> Iterator[Problem]:
    """A second moderation points to a first moderation of the same audit (S1.4-MOD).

    Whether that only warns or stops is the severity of the rule in this edition.
    """
    first, about = audit.one("first-moderation"), moderated(audit)
    if first is None:
        return
    if not first.settled:
        if audit.severity("R085") is Severity.ERROR:  # else the question's own sentence says so, as a warning
            message = "Load the file of the first moderation: a second one follows it"
            yield audit.problem("R085", first.pointer, message, "Ask the quality team for the file.")
        return
    named = kept(first, "moderated-first")
    if about and about.text and named != about.text:
        yield audit.problem(
            "R085",
            first.pointer,
            "The first moderation that you loaded is not about this audit",
            "Take it out, and load the first moderation of the audit that you are looking at.",
        )


@rule("R086")
def three_different_people(audit: Audit) -> Iterator[Problem]:
    """Auditor, first moderator and second moderator have three different codes (S1.4-ILA, S1.4-MOD)."""
    about, first, own = moderated(audit), audit.one("first-moderation"), audit.one("author-ref")
    if own is None or not own.text:
        return
    for answer, whose in ((about, "the auditor’s"), (first, "the first moderator’s")):
        if author_of(answer).casefold() == own.text.casefold():
            message = f"Your staff code is the same as {whose}. Enter your own code, or tell the quality team"
            remedy = "Auditor, first moderator and second moderator are three different people."
            yield audit.problem("R086", own.pointer, message, remedy)
    if first and author_of(first) and author_of(first).casefold() == author_of(about).casefold():
        message = "The first moderation was done by the auditor, so it does not count"
        yield audit.problem("R086", first.pointer, message, "Tell the quality team: another person moderates first.")


@rule("R088")
def moderation_is_on_the_case_file(audit: Audit) -> Iterator[Problem]:
    """A moderation is closed once its note is on the case file, on a date; until then it awaits it (S1.4-MOD)."""
    for answer in audit.all("on-file-on"):
        if not answer.settled:
            yield absent(audit, answer, "R088")
    on_file = audit.one("on-file")
    if on_file is None or on_file.text == "yes":
        return
    if not on_file.settled:
        yield absent(audit, on_file, "R088", severity=Severity.WARNING)
        return
    yield audit.problem(
        "R088",
        on_file.pointer,
        "Awaiting file note: the moderation is not yet recorded on the case file",
        "Put the note on the case file. Then start a correction of this record, and say so there.",
        severity=Severity.WARNING,
    )


@rule("R089")
def grades_stand_side_by_side(audit: Audit) -> Iterator[Problem]:
    """A moderated grade stands beside the auditor's, which the record keeps as it was (product)."""
    about = moderated(audit)
    if about and about.settled and not kept(about, "grade"):
        yield audit.problem(
            "R089",
            about.pointer,
            "Load the file of the audit again: the auditor’s grade has to stand beside yours",
            "Take the audit out and choose its file once more, when checks are ready.",
        )
    for part in ("provisional-grade", "grade-view"):
        yield from (absent(audit, answer, "R089") for answer in audit.all(part) if not answer.settled)


@rule("R090")
def only_a_complete_audit_is_moderated(audit: Audit) -> Iterator[Problem]:
    """The audit was complete when it was loaded (S1.4-MOD)."""
    about = moderated(audit)
    if about is None:
        return
    if not about.settled:
        yield absent(audit, about, "R090")
    elif not mapping(about.raw).get("completed_on"):
        yield audit.problem(
            "R090",
            about.pointer,
            "Load the finished record of the audit from its file: only a complete audit can be moderated",
            "Ask the quality team for the file. A draft cannot be moderated.",
        )
