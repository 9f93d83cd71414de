"""What a moderation and the other records of the same audit say together: R080, R085, R086, R089, R090, R176.

Whichever record enters last is held against those that are here, so the order of import does not
matter. What a correction replaced counts no longer. Knows nothing of files, pages or how the register
keeps records.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.records import RECORD_ID, finished_on
from practice_audit.relations.corrections import GONE, current, lacks_what_it_replaces, same, versions
from practice_audit.rules.days import in_words
from practice_audit.rules.moderation import kept, moderated
from practice_audit.rules.reading import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from practice_audit.problems import Problem
    from practice_audit.relations.held import Held
    from practice_audit.rules.audit import Audit

    Record: TypeAlias = Mapping[str, Any]
    Seen: TypeAlias = Callable[[Record], Audit | None]

FIRST: Final = "moderates-1"
SECOND: Final = "moderates-2"
_CODES: Final = "Auditor, first moderator and second moderator are three different people. Check the staff codes."


def clashes(record: Record, register: Held, seen: Seen) -> Iterator[Problem]:
    """What this record and those in the register say against each other about a moderated audit.

    `seen` gives a record as the rules see it, or None where its tool is not known here. Problems of
    severity warning do not keep the record out.
    """
    own = seen(record)
    if own is None:
        return
    for relation in (FIRST, SECOND):
        for moderation in _standing(register, record, relation):
            places = ("/record_type", "/author/ref", "/completed", "/case/ref")
            yield from _with_its_audit(own, (moderation, record), register, seen, places)
    for target, relation in _moderated_by(record):
        yield from _of_a_moderation(own, record, (target, relation), register, seen)
    for moderation in _naming(register, record["record_id"], "feeds", record):
        yield from _is_a_sample(own, moderation, record, seen, "/record_type")
        audits = (register.record(target) for target, _ in _moderated_by(moderation))
        for audit in filter(None, audits):
            yield from _sampled(own, moderation, audit, register, seen)


def _of_a_moderation(
    own: Audit, record: Record, about: tuple[str, str], register: Held, seen: Seen
) -> Iterator[Problem]:
    """A moderation that is to enter, against its audit, its sample and the other moderations."""
    target, relation = about
    named = moderated(own)
    place = named.pointer if named else "/relates_to"
    audit = register.record(target)
    if audit:
        places = (place, "/author/ref", "/completed", place)
        yield from _with_its_audit(own, (record, audit), register, seen, places)
    other = SECOND if relation == FIRST else FIRST
    for moderation in _naming(register, target, other, record):
        if same(moderation, record, "author"):
            message = f"The same person did the {_WORDS[other]} of this audit, {moderation['record_id'][:8]}"
            yield own.problem("R086", "/author/ref", message, _CODES)
    sampled = own.one("moderation-sample")
    sample = register.record(text_of(sampled.raw)) if sampled else None
    if sampled and sample:
        yield from _is_a_sample(own, record, sample, seen, sampled.pointer)
    if relation == SECOND:
        yield from _first(own, record, target, register)


def _with_its_audit(
    own: Audit, both: tuple[Record, Record], register: Held, seen: Seen, places: tuple[str, str, str, str]
) -> Iterator[Problem]:
    """A moderation and the audit that it names, of which `own` is to enter; the rest is asked only of an audit."""
    moderation, audit = both
    kind, author, day, case = places
    wrong = tuple(_is_an_audit(own, moderation, audit, seen, kind))
    yield from wrong
    if not wrong:
        yield from _together(own, moderation, audit, seen, (author, day, case))
        yield from _sampled(own, moderation, audit, register, seen)


_WORDS: Final = {FIRST: "first moderation", SECOND: "second moderation"}


def _together(
    own: Audit, moderation: Record, audit: Record, seen: Seen, places: tuple[str, str, str]
) -> Iterator[Problem]:
    """What speaks against one moderation and its audit; `own` is the record that is to enter."""
    author, day, place = places
    names = (moderation["record_id"][:8], audit["record_id"][:8])
    if same(moderation, audit, "author"):
        message = f"The moderation {names[0]} was done by the auditor of {names[1]}"
        yield own.problem("R086", author, message, _CODES)
    looking, looked_at = seen(moderation), seen(audit)
    if looking is None or looked_at is None:
        return
    done, begun = _done(looking), _done(looked_at)
    if done < begun:
        yield own.problem(
            "R176",
            day,
            f"The moderation {names[0]} was finished on {in_words(done)}, before the audit {names[1]} on "
            f"{in_words(begun)}",
            "Check both dates.",
        )
    grade, told = looked_at.text("grade"), kept(moderated(looking), "grade")
    if grade and told and grade != told:
        yield own.problem(
            "R089",
            place,
            f"The moderation {names[0]} gives the audit {names[1]} another grade than its auditor did",
            "The auditor’s grade stays as it is. Load the audit that the register holds, and moderate that.",
        )
    if same(moderation, audit, "case") is False:
        message = f"The moderation {names[0]} and the audit {names[1]} are about two cases"
        yield own.problem("R090", place, message, "Check both case references.")


def _first(own: Audit, record: Record, target: str, register: Held) -> Iterator[Problem]:
    """R085: there is a first moderation of the same audit, and it is the one that is named."""
    named = own.one("first-moderation")
    place = named.pointer if named else "/relates_to"
    firsts = [each["record_id"] for each in _naming(register, target, FIRST, record)]
    chosen = register.record(text_of(named.raw)) if named else None
    if chosen and (target, FIRST) not in _moderated_by(chosen):
        message = f"The record {chosen['record_id'][:8]}, which is named, is not a first moderation of this audit"
        yield own.problem("R085", place, message, "Name the first moderation of the same audit.")
    elif named and not firsts and register.was_purged(text_of(named.raw)):
        message = f"The first moderation of the audit {target[:8]} {GONE}"
        yield own.problem("R085", place, message, "It cannot enter again.")
    elif not firsts and not chosen:
        message = f"The register holds no first moderation of the audit {target[:8]}"
        yield own.problem("R085", place, message, "Import the first moderation, too.")


def _is_an_audit(own: Audit, moderation: Record, audit: Record, seen: Seen, place: str) -> Iterator[Problem]:
    """R090: what a moderation names as its audit is one; `own` is the one of the two that is to enter."""
    looking = seen(moderation)
    named = moderated(looking) if looking else None
    if named and audit["record_type"] != named.question.accepts:
        yield own.problem(
            "R090",
            place,
            f"The record {audit['record_id'][:8]}, which the moderation {moderation['record_id'][:8]} names as its "
            f"audit, is not an audit, but {own.titled(audit['record_type'])}",
            "The moderation needs the record number of the audit that it looked at.",
        )


def _is_a_sample(own: Audit, moderation: Record, sample: Record, seen: Seen, place: str) -> Iterator[Problem]:
    """R080: what a moderation names as its sample is one; `own` is the one of the two that is to enter."""
    looking = seen(moderation)
    named = looking.one("moderation-sample") if looking else None
    if named and text_of(named.raw) == sample["record_id"] and sample["record_type"] != named.question.accepts:
        yield own.problem(
            "R080",
            place,
            f"The record {sample['record_id'][:8]}, which the moderation {moderation['record_id'][:8]} names as the "
            "moderation sample, is of another kind",
            "The moderation needs the record number of its moderation sample.",
        )


def _sampled(own: Audit, moderation: Record, audit: Record, register: Held, seen: Seen) -> Iterator[Problem]:
    """R080: the sample that a moderation names drew its audit, or what that corrects; `own` is the one to enter."""
    looking = seen(moderation)
    named = looking.one("moderation-sample") if looking else None
    number = text_of(named.raw) if named else ""
    sample = own.record if own.record["record_id"] == number else register.record(number) if number else None
    drawn = seen(sample) if sample else None
    listed = {row.text("audit_ref").strip().lower() for row in drawn.rows("audits")} if drawn else set[str]()
    if not named or not drawn or not listed or lacks_what_it_replaces(audit, register):
        return
    whole = all(re.search(RECORD_ID, each) for each in listed)  # otherwise somebody typed what no program can compare
    if whole and listed.isdisjoint(versions(audit, register)):
        places = {moderation["record_id"]: named.pointer, number: drawn.all("audits")[0].pointer}
        yield own.problem(
            "R080",
            places.get(own.record["record_id"], "/record_id"),
            f"The audit {audit['record_id'][:8]} is not among those that the sample {number[:8]} drew, which its "
            f"moderation {moderation['record_id'][:8]} names",
            "Check the record number of the audit in the moderation, and that of the sample.",
        )


def _moderated_by(record: Record) -> list[tuple[str, str]]:
    """The audits that a record moderates, each with its relation."""
    rows = record["relates_to"]
    return [(row["record_id"], row["relation"]) for row in rows if row["relation"] in {FIRST, SECOND}]


def _standing(register: Held, record: Record, relation: str) -> list[Record]:
    return _naming(register, record["record_id"], relation, record)


def _naming(register: Held, target: str, relation: str, record: Record) -> list[Record]:
    """The moderations of an audit that are here, less those that a correction replaced, or now replaces."""
    return list(current(register.naming(target, relation), record, register))


def _done(audit: Audit) -> date:
    return finished_on(audit.record, audit.tool.finished_in)
