"""What an audit and a family's feedback say together: R040 and R042 over two records of the register.

The feedback that an audit names is the feedback that it asks for, and of its own case. A child's feedback
stands in the register only where no audit of the case and of that time says that consent was not given;
an audit that was corrected counts no longer. Judged alike whichever record came first. Knows nothing of
files, pages or editions: how a record is seen by the rules is an argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.records import finished_on
from practice_audit.relations.corrections import current
from practice_audit.rules.reading import mapping, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from practice_audit.problems import Problem
    from practice_audit.relations.held import Held
    from practice_audit.rules.audit import Audit

    Record: TypeAlias = Mapping[str, Any]
    Seen: TypeAlias = Callable[[Record], Audit | None]

CHILD: Final = "child-feedback"
SAID: Final[Mapping[str, tuple[str, str]]] = {
    "parent-feedback": ("R040", "feedback of the parent or carer"),
    CHILD: ("R042", "child’s feedback"),
}
"""The parts of an audit that name what a family said -> the rule, and what messages call it."""


def feedback_clashes(record: Record, register: Held, seen: Seen) -> Iterator[Problem]:
    """What speaks against this record beside the audits and the feedback that the register holds."""
    own = seen(record)
    if own is None:
        return
    for part in SAID:
        named = own.one(part)
        said = register.record(text_of(named.raw)) if named else None
        if named and said:
            yield from _named(own, record, said, (part, named.question.accepts), named.pointer)
        for audit in current(register.naming(record["record_id"], "feeds"), record, register):
            asking = seen(audit)
            question = asking.one(part) if asking else None
            if question and text_of(question.raw) == record["record_id"]:
                yield from _named(own, audit, record, (part, question.question.accepts), "/case/ref")
    yield from _without_consent(own, record, register, seen)


def _named(own: Audit, audit: Record, said: Record, asked: tuple[str, str], pointer: str) -> Iterator[Problem]:
    """What speaks against an audit and the feedback that it names; `own` is the record that is to enter."""
    (part, accepts), (first, second) = asked, (said["record_id"][:8], audit["record_id"][:8])
    rule_id, called = SAID[part]
    if said["record_type"] != accepts:
        yield own.problem(
            rule_id,
            pointer,
            f"The record {first}, which the audit {second} names as the {called}, is not that, but "
            f"{own.titled(said['record_type'])}",
            "Enter the record number of the feedback. It stands in the file, after “record_id”.",
        )
    elif _case(said) and _case(audit) and _case(said) != _case(audit):
        yield own.problem(
            rule_id,
            pointer,
            f"The {called} {first} and the audit {second} that names it are about two cases",
            "An audit names the feedback of its own case. Check both case references.",
        )


def _without_consent(own: Audit, record: Record, register: Held, seen: Seen) -> Iterator[Problem]:
    """R042: a child's feedback beside an audit of that time which says that consent was not given."""
    takers = {
        tool.id: question.accepts
        for tool in own.catalogue.tools
        for question in tool.questions.values()
        if question.part == CHILD
    }
    kind, case = record["record_type"], mapping(record.get("case")).get("ref")
    if not isinstance(case, str):
        return
    if kind in takers:
        consent = own.one("child-consent")
        for said in register.of_case(takers[kind], case) if consent and not _consents(own) else ():
            other = seen(said)
            if consent and other and _in_time(own, other):
                yield _refusal(own, consent.pointer, said, record)
    audits = (audit for tool, accepts in takers.items() if accepts == kind for audit in register.of_case(tool, case))
    for audit in current(audits, record, register):
        asking = seen(audit)
        if asking and asking.one("child-consent") and not _consents(asking) and _in_time(asking, own):
            yield _refusal(own, "/case/ref", record, audit)


def _refusal(own: Audit, pointer: str, said: Record, audit: Record) -> Problem:
    return own.problem(
        "R042",
        pointer,
        f"There is a child’s feedback {said['record_id'][:8]}, and the audit {audit['record_id'][:8]} of that time "
        "says that consent for the child was not given",
        "Ask the auditor which is right. A child’s answers are kept only when consent was given.",
    )


def _consents(audit: Audit) -> bool:
    return audit.text("child-consent") == "given"


def _in_time(audit: Audit, said: Audit) -> bool:
    """Whether feedback was given between the selection of an audit's case and its end."""
    begun, day = audit.day("selected-on"), _done(said)
    return (begun is None or begun <= day) and day <= _done(audit)


def _done(one: Audit) -> date:
    return finished_on(one.record, one.tool.finished_in)


def _case(record: Record) -> str:
    return str(mapping(record.get("case")).get("ref") or "").casefold()
