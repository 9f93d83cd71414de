"""Whether each asked question has a whole answer: missing, half given, contradictory or too short.

These checks run for every tool, whatever its completion list says. A missing answer carries the
first rule that its question serves as code, or ANS001 if it serves none. Reasons for "not
applicable" are a rule of their own (R174).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.problems import Problem, Severity
from practice_audit.rules import reading
from practice_audit.rules.asking import ADVISED, REQUIRED, need
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practice_audit.rules.answers import Answer
    from practice_audit.rules.audit import Audit

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "ANS001": "An answer is missing",
    "ANS002": "Nobody said which standard is not met",
    "ANS003": "A date is not a real date",
    "ANS004": "An answer and its opposite stand together",
    "ANS005": "A text is too short",
    "ANS006": "A number is not a whole number, or too small or too large",
}

NARRATIVE_MINIMUM = 40  # characters; a question's own `minimum` wins
NOT_APPLICABLE = "na"
_VERBS = {"date": "enter", "int": "enter", "multi": "select", "single": "select", "record": "load"}


def answer_problems(audit: Audit) -> Iterator[Problem]:
    """Every problem of single answers, fields of rows included."""
    for answer in audit.everything:
        needed = need(answer.question, audit.in_row(answer))
        yield from _presence(audit, answer, needed)
        if not answer.raw:
            continue  # nothing there to be half given, contradictory or too short
        yield from _rows(audit, answer)
        yield from _details(audit, answer)
        yield from _which(audit, answer)
        yield from unreadable((answer,))
        yield from _contradiction(audit, answer)
        yield from _length(audit, answer, needed)


def absent(audit: Audit, answer: Answer, code: str = "", *, severity: Severity | None = None) -> Problem:
    """The problem of an answer that is not there, in the words of its question."""
    wanted = code or first_rule(answer)
    return audit.problem(
        wanted,
        answer.pointer,
        answer.lacking,
        f"Answer “{answer.question.ask}” in “{answer.section.title}”.",
        severity=severity,
    )


def first_rule(answer: Answer) -> str:
    """The rule that a missing answer breaks first."""
    return next(iter(answer.question.rules), "ANS001")


def _presence(audit: Audit, answer: Answer, needed: str) -> Iterator[Problem]:
    if needed not in (REQUIRED, ADVISED) or answer.settled:
        return
    if reading.date_of(answer.raw).lacks or (answer.question.type == "int" and answer.holds):
        return  # there, but not readable: that is the problem to name
    yield absent(audit, answer, severity=Severity.WARNING if needed == ADVISED else Severity.ERROR)


def _rows(audit: Audit, answer: Answer) -> Iterator[Problem]:
    """Some rows, and fewer than the tool asks for; none at all is a missing answer."""
    count, wanted = len(answer.rows), answer.question.at_least
    if 0 < count < wanted:
        message = f"Add more to {answer.called}: there are {count} of at least {wanted}"
        remedy = f"Add another {answer.row_name.lower()} and fill it in."
        yield audit.problem(first_rule(answer), answer.pointer, message, remedy)


def _details(audit: Audit, answer: Answer) -> Iterator[Problem]:
    """The line that a chosen option asks for."""
    chosen = next((found for value in answer.chosen if (found := answer.question.details.get(value))), None)
    if chosen is None or not chosen.required or answer.text == NOT_APPLICABLE:
        return
    yield from lacks_detail(audit, answer, first_rule(answer), "")
    if chosen.long and answer.detail and _too_short(answer.detail, NARRATIVE_MINIMUM):
        yield _say_more(audit, f"{answer.pointer}/detail", answer.called, NARRATIVE_MINIMUM)


def lacks_detail(audit: Audit, answer: Answer, code: str, otherwise: str) -> Iterator[Problem]:
    """No line under the chosen option; `otherwise` is the sentence where the tool has none for it."""
    if answer.detail:
        return
    chosen = next((answer.question.details[value] for value in answer.chosen if value in answer.question.details), None)
    message = answer.words(chosen.missing) if chosen else otherwise
    remedy = f"Answer “{chosen.ask}” under “{answer.question.ask}”." if chosen else "Give the reason in a few words."
    yield audit.problem(code, f"{answer.pointer}/detail", message, remedy)


@rule("R174")
def not_applicable_has_a_reason(audit: Audit) -> Iterator[Problem]:
    """Each answer "not applicable" says why (product)."""
    for answer in audit.everything:
        if answer.text == NOT_APPLICABLE:
            otherwise = f"Say why {answer.called} is not applicable"
            yield from lacks_detail(audit, answer, "R174", otherwise)


def _which(audit: Audit, answer: Answer) -> Iterator[Problem]:
    """Which of two or more linked expectations a "partly" or "not met" is about."""
    if answer.question.type != "met" or answer.text not in ("partly", "not_met"):
        return
    linked = {item.id for item in audit.catalogue.expectations_of(answer.question)}
    if len(linked) > 1 and linked.isdisjoint(answer.which):
        yield audit.problem(
            "ANS002",
            f"{answer.pointer}/which",
            f"Select which of these is not met: {answer.called}",
            f"Tick at least one standard under “{answer.question.ask}”.",
        )


def unreadable(answers: Iterable[Answer]) -> Iterator[Problem]:
    """Dates that are none (ANS003) and numbers that are none or out of bounds (ANS006)."""
    for answer in answers:
        if answer.question.type == "date":
            yield from _date_fault(answer)
        elif answer.question.type == "int" and answer.holds:
            yield from _number_fault(answer)


def _date_fault(answer: Answer) -> Iterator[Problem]:
    fault = reading.date_of(answer.raw)
    if fault.lacks:
        yield Problem(
            code="ANS003",
            pointer=f"{answer.pointer}/{fault.side}" if fault.side else answer.pointer,
            message=f"{answer.called_first} {fault.lacks}",
            remedy="Enter a day, a month and a year, for example 27 3 2023.",
        )


def _number_fault(answer: Answer) -> Iterator[Problem]:
    low, high, number = answer.question.minimum, answer.question.maximum, answer.number
    if number is None:
        wanted = "must be a whole number"
    elif low is not None and number < low:
        wanted = f"must be {low} or more"
    elif high is not None and number > high:
        wanted = f"must be {high} or less"
    else:
        return
    message = f"{answer.called_first} {wanted}"
    yield Problem(code="ANS006", pointer=answer.pointer, message=message, remedy="Enter a whole number, such as 12.")


def _contradiction(audit: Audit, answer: Answer) -> Iterator[Problem]:
    """An answer, and "none found" ticked or a reason given in its place as well."""
    if not answer.none and not answer.reason:
        return
    dated = answer.question.type == "date" and (answer.day or reading.date_of(answer.raw).lacks)
    if not (answer.text or answer.choices or answer.rows or dated):
        return
    verb = "list" if answer.question.fields else _VERBS.get(answer.question.type, "write about")
    start = f"Choose one: {verb} {answer.called}, or"
    if answer.none:
        words = f"{start} tick “{answer.words(answer.question.or_none)}”"
        yield audit.problem("ANS004", f"{answer.pointer}/none", words, "Take the tick away, or take out the rest.")
    if answer.reason and not answer.question.fields:
        remedy = "Take out the reason, or take out the rest."
        yield audit.problem("ANS004", f"{answer.pointer}/reason", f"{start} give the reason", remedy)


def _length(audit: Audit, answer: Answer, needed: str) -> Iterator[Problem]:
    if answer.question.type != "narrative" or needed not in (REQUIRED, ADVISED) or not answer.text:
        return
    least = NARRATIVE_MINIMUM if answer.question.minimum is None else answer.question.minimum
    if _too_short(answer.text, least):
        yield _say_more(audit, answer.pointer, answer.called, least, advised=needed == ADVISED)


def _say_more(audit: Audit, pointer: str, called: str, least: int, *, advised: bool = False) -> Problem:
    return audit.problem(
        "ANS005",
        pointer,
        f"Say more about {called}: write at least one full sentence",
        f"Write {least} characters or more, so that a later reader can follow.",
        severity=Severity.WARNING if advised else None,
    )


def _too_short(text: str, least: int) -> bool:
    return len(" ".join(text.split())) < least
