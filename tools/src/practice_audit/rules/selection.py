"""How the case was drawn and by whom it is read: R020 to R022, R025, R080."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.rules.answers_present import absent
from practice_audit.rules.days import audited_too_recently, in_words
from practice_audit.rules.plans import named_choice
from practice_audit.rules.reading import date_of
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from practice_audit.problems import Problem
    from practice_audit.rules.answers import Answer
    from practice_audit.rules.audit import Audit

_DRAW = ("population", "sample-size", "seed", "cases")
_STAFF = ("practitioner-ref", "manager-ref")


@rule("R020")
def drawn_at_random(audit: Audit) -> Iterator[Problem]:
    """The case was chosen at random, and the selection record is named (S1.4-ILA).

    A selection record itself holds population, sample size, seed and as many cases as it drew, no
    more than there were.
    """
    method = audit.one("selection-method")
    if method and method.text and method.text != "random":
        yield audit.problem(
            "R020",
            method.pointer,
            "Select a case that was chosen at random: another choice cannot be finished with this tool",
            "Use a thematic audit for a case that was chosen in another way.",
        )
    needed = [method, audit.one("selection-record"), *(audit.one(part) for part in _DRAW)]
    yield from (absent(audit, answer, "R020") for answer in needed if answer and not answer.settled)
    yield from _draw_adds_up(audit)


def _draw_adds_up(audit: Audit) -> Iterator[Problem]:
    population, size = audit.one("population"), audit.one("sample-size")
    yield from _no_more_than(audit, "R020", size, population)
    yield from _all_listed(audit, "R020", size, audit.one("cases"), "case_ref")


def _no_more_than(audit: Audit, code: str, drawn: Answer | None, pool: Answer | None) -> Iterator[Problem]:
    if (
        not drawn
        or not pool
        or drawn.number is None
        or pool.number is None
        or pool.number < (pool.question.minimum or 0)
    ):
        return  # not there yet, or a pool that is itself at fault
    if drawn.number > pool.number:
        yield audit.problem(
            code,
            drawn.pointer,
            f"{drawn.called_first} must be {pool.number} or less, which is {pool.called}",
            "Check both numbers.",
        )


def _all_listed(
    audit: Audit, code: str, number: Answer | None, drawn: Answer | None, field_id: str
) -> Iterator[Problem]:
    """As many rows as the number says, and none of them twice."""
    if not drawn or not drawn.settled:
        return
    if number and number.number is not None and number.number != len(drawn.rows):
        yield audit.problem(
            code,
            drawn.pointer,
            f"List {drawn.called}: the list has {len(drawn.rows)}, and {number.called} is {number.number}",
            "Add what is not listed, or take out what was not drawn.",
        )
    seen: set[str] = set()
    for row in drawn.rows:
        field, reference = row.field(field_id), row.text(field_id).casefold()
        if field and reference in seen:
            message = f"{field.called_first} must not be that of an earlier one: each is drawn once"
            yield audit.problem(code, field.pointer, message, "Take out the one that is there twice.")
        seen |= {reference} - {""}


@rule("R021")
def not_audited_in_the_last_twelve_months(audit: Audit) -> Iterator[Problem]:
    """No audit of the same case in the 12 months before its selection (S1.4-ILA).

    Counted by calendar date: exactly 12 months earlier is outside; 29 February counts as 28 in
    other years.
    """
    selected = audit.day("selected-on")
    if selected is None:
        return
    previous = audit.one("previous-audit-on")
    if previous:
        yield from _too_recent(audit, previous, selected)
    for row in audit.rows("cases"):
        field = row.field("last_audit_on")
        if field:
            yield from _too_recent(audit, field, selected)


def _too_recent(audit: Audit, previous: Answer, selected: date) -> Iterator[Problem]:
    day = date_of(previous.raw).day
    if day and audited_too_recently(day, selected):
        yield audit.problem(
            "R021",
            previous.pointer,
            f"The last audit must be 12 months or more before the selection on {in_words(selected)}",
            "Check both dates. If they are right, ask the quality team to draw another case.",
        )


@rule("R022")
def unconnected_with_the_case(audit: Audit) -> Iterator[Problem]:
    """The auditor declares no connection, and no worker of the record has the auditor's code (S1.4-ILA)."""
    declared = audit.one("independent")
    if declared and not declared.text:
        yield absent(audit, declared, "R022")
    elif declared and declared.text != "yes":
        yield audit.problem(
            "R022",
            declared.pointer,
            "You are connected with this case, so another auditor must read it",
            "Tell the quality team: they will give you another case.",
        )
    yield from _drawn_auditors(audit)
    author = audit.one("author-ref")
    if declared is None or author is None or not author.text:
        return
    for words, code in _workers(audit):
        if code.casefold() == author.text.casefold():
            yield audit.problem(
                "R022",
                author.pointer,
                f"Your staff code is the same as {words}. Enter your own code, "
                "or tell the quality team that you are connected with the case",
                "An auditor has no part in the case or in its line management.",
            )
            return


def _drawn_auditors(audit: Audit) -> Iterator[Problem]:
    """In a selection record: the auditor found for a case is not its practitioner."""
    for row in audit.rows("cases"):
        auditor, worker = row.field("auditor_ref"), row.text("practitioner_ref")
        if auditor and worker and auditor.text.casefold() == worker.casefold():
            yield audit.problem(
                "R022",
                auditor.pointer,
                f"{auditor.called_first} is the same as the practitioner’s: choose another auditor",
                "An auditor has no part in the case or in its line management.",
            )


def _workers(audit: Audit) -> Iterator[tuple[str, str]]:
    """The staff codes of workers on the record, with whose they are in words."""
    for part, words in (("practitioner-ref", "the worker’s"), ("manager-ref", "the manager’s")):
        yield from ((words, answer.text) for answer in audit.all(part))
    yield from (("that of a worker in another service", row.text("ref")) for row in audit.rows("services"))


def staff_codes(audit: Audit) -> frozenset[str]:
    """Every staff code of the record, the auditor's too, in lower case."""
    parts = ("author-ref", *_STAFF)
    codes = [answer.text for part in parts for answer in audit.all(part)]
    codes += [row.text("ref") for row in audit.rows("services")]
    return frozenset(code.casefold() for code in codes if code)


@rule("R025")
def service_is_named(audit: Audit) -> Iterator[Problem]:
    """The leading service is one that the tool names, or another with its name (S1.4-ILA)."""
    yield from named_choice(audit, "R025", "service")


@rule("R080")
def number_to_moderate_was_fixed(audit: Audit) -> Iterator[Problem]:
    """A moderation sample records meeting date, number and pool, and draws from that pool (S1.4-MOD).

    A moderation names the sample in which its audit was drawn.
    """
    held, number, pool, audits = (audit.one(part) for part in ("meeting-on", "number", "pool", "audits"))
    wanted = (held, pool, number, audits, audit.one("moderation-sample"))
    yield from (absent(audit, answer, "R080") for answer in wanted if answer and not answer.settled)
    yield from _no_more_than(audit, "R080", number, pool)
    yield from _all_listed(audit, "R080", number, audits, "audit_ref")
