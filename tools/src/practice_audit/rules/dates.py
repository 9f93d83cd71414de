"""Dates in the order in which things happen, and none in the future: R176."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.rules.days import in_words
from practice_audit.rules.reading import date_of, mapping
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from practice_audit.problems import Problem
    from practice_audit.rules.answers import Answer
    from practice_audit.rules.audit import Audit

# One step of an audit after the other, each with what happened that day; the dates of one step stand
# in no order to each other. A part of rows goes with the field that holds the date.
STEPS: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (("selected-on", "", "when the case was selected"),),
    (
        ("area-told-on", "", "when the area team was told"),
        ("areas-told", "told_on", "when an area team was told"),
        ("family-told-on", "", "when the family was told"),
    ),
    (("read-from", "", "when you began reading the file"),),
    (("conversation-on", "", "when you talked with the worker"),),
)
# Further pairs that hold beside the steps: the second is not before the first.
PAIRS: tuple[tuple[str, str, str], ...] = (
    ("read-from", "read-to", "when you began reading the file"),
    ("family-told-on", "parent-contact-on", "when the family was told"),
)
# Records that were finished before what is said about them, and what happened that day.
LOADED: tuple[tuple[str, str], ...] = (
    ("moderated-first", "when the audit was finished"),
    ("moderated-again", "when the audit was finished"),
    ("first-moderation", "when the first moderation was finished"),
)
AFTER_LOADED = ("fed-back-on", "on-file-on", "completed-on")
FINISHED = ("completed-on", "checklist-on")
AHEAD = ("conversation-planned-on",)  # may lie ahead, as may the due date of an action


@rule("R176")
def dates_are_in_order(audit: Audit) -> Iterator[Problem]:
    """Selected, told, file reading, conversation, completed, moderated; none after today (product).

    Due dates of actions and planned dates may lie ahead.
    """
    yield from _steps(audit)
    yield from _after_loaded(audit)
    for first, second, happening in PAIRS:
        earlier, later = audit.day(first), audit.one(second)
        if earlier and later:
            yield from not_before(audit, "R176", later, earlier, happening)
    dated = [
        answer for answer in audit.everything if answer.question.type == "date" and answer.day and _has_happened(answer)
    ]
    for answer in dated:
        if answer.day and answer.day > audit.today:
            message = f"{answer.called_first} must be today or in the past"
            yield audit.problem("R176", answer.pointer, message, "Check the day, the month and the year.")
    yield from _finished_last(audit, dated)


def _steps(audit: Audit) -> Iterator[Problem]:
    latest: tuple[date, str] | None = None
    for step in STEPS:
        here = [(answer, happening) for part, field, happening in step for answer in _dates(audit, part, field)]
        if latest:
            for answer, _ in here:
                yield from not_before(audit, "R176", answer, *latest)
        days = [(answer.day, happening) for answer, happening in here if answer.day]
        latest = max([*([latest] if latest else []), *days], key=lambda pair: pair[0], default=None)


def _after_loaded(audit: Audit) -> Iterator[Problem]:
    """What is said about a finished record comes after it."""
    for part, happening in LOADED:
        answer = audit.one(part)
        finished = date_of({"value": mapping(answer.raw).get("completed_on")}).day if answer else None
        for later in (audit.one(each) for each in AFTER_LOADED) if finished else ():
            if later and finished:
                yield from not_before(audit, "R176", later, finished, happening)


def _dates(audit: Audit, part: str, field: str) -> Iterator[Answer]:
    if not field:
        yield from audit.all(part)
        return
    yield from (answer for row in audit.rows(part) if (answer := row.field(field)) is not None)


def _finished_last(audit: Audit, dated: list[Answer]) -> Iterator[Problem]:
    """The day on which the tool was finished is not before any other date that has come."""
    finished = next((answer for part in FINISHED if (answer := audit.one(part)) is not None), None)
    past = [answer for answer in dated if answer.day and answer.day <= audit.today]
    if finished is None or not past:
        return
    last = max(past, key=lambda answer: answer.day or audit.today)
    if last.day:
        yield from not_before(audit, "R176", finished, last.day, _happening(last))


def _happening(answer: Answer) -> str:
    words = {part: words for step in STEPS for part, field, words in step if not field}
    return words.get(answer.question.part, answer.called)


def not_before(audit: Audit, code: str, later: Answer, earlier: date, happening: str) -> Iterator[Problem]:
    """A date that comes before something that had to happen first; `happening` ends the sentence."""
    if later.day and later.day < earlier:
        yield audit.problem(
            code,
            later.pointer,
            f"{later.called_first} must be on or after {in_words(earlier)}, {happening}",
            "Check both dates.",
        )


def _has_happened(answer: Answer) -> bool:
    due = bool(answer.row) and answer.question.id == "due"
    return answer.question.type == "date" and answer.question.part not in AHEAD and not due
