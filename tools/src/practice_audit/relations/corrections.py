"""What a correction and the record that it replaces say together: R175, whichever of the two comes first.

A correction is of its own kind, replaces one record that nothing else has replaced, is no older than that
record, and leads back to itself over no other. A mistyped case or code may be put right, so where these
differ it is only pointed out. Knows nothing of files, pages, rules of audits or the database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.problems import Problem, Severity
from practice_audit.rules.reading import mapping, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practice_audit.relations.held import Held

    Record: TypeAlias = Mapping[str, Any]

REPLACES: Final = "replaces"
GONE: Final = "was deleted from this register when its time was over"
_NEWEST: Final = "Start the correction from the newest record of the audit, then send that."
_ASK: Final = "Ask the author of {} which record it corrects. Both records stay as they are."


def clashes(record: Record, register: Held) -> Iterator[Problem]:
    """What speaks against this record as a correction, or as what a record of the register corrects."""
    named = [place for place, row in enumerate(record["relates_to"]) if row["relation"] == REPLACES]
    if len(named) > 1:
        yield _error(
            _place(named[1]),
            "A correction replaces one record. This one names more than one.",
            "Start one correction from each record that is wrong, then send those.",
        )
        return
    if _leads_back(record, register):
        yield _error(
            _place(named[0]),
            f"The record {record['record_id'][:8]} is itself replaced by what it corrects, directly or over others, "
            "so none of them would count.",
            _NEWEST,
        )
        return
    for place in named:
        yield from _of_what_it_replaces(record, place, register)
    for correction in register.naming(record["record_id"], REPLACES):
        yield from pair(correction, record, ("/record_type", "/completed"), _ASK.format(correction["record_id"][:8]))


def targets(record: Record) -> tuple[str, ...]:
    """The ids that a record replaces: one at most, unless it is from before this was asked."""
    return tuple(row["record_id"] for row in record["relates_to"] if row["relation"] == REPLACES)


def is_replaced(record: Record, register: Held) -> bool:
    """Whether a correction of this record is here, so that it counts no longer, be it the next to enter."""
    return any(True for _ in register.naming(record["record_id"], REPLACES))


def current(records: Iterable[Record], record: Record, register: Held) -> Iterator[Record]:
    """Those that no correction has replaced, be it the record that is to enter."""
    replaced = targets(record)
    for each in records:
        if each["record_id"] not in replaced and not is_replaced(each, register):
            yield each


def newest(record: Record, register: Held) -> Record:
    """The last correction of a record that is here, or the record itself."""
    seen = set[str]()
    while record["record_id"] not in seen:
        seen.add(record["record_id"])
        record = next(register.naming(record["record_id"], REPLACES), record)
    return record


def replaced_by(record: Record, register: Held) -> Iterator[Record]:
    """The records here that a record replaces, directly or over others, newest first."""
    waiting, seen = list(targets(record)), {record["record_id"]}
    while waiting:
        each = waiting.pop()
        older = None if each in seen else register.record(each)
        seen.add(each)
        if older is not None:
            yield older
            waiting += targets(older)


def versions(record: Record, register: Held) -> frozenset[str]:
    """The ids of a record, of all here that it replaces and of all that replace it."""
    chain = (newest(record, register), *replaced_by(newest(record, register), register), record)
    return frozenset(each["record_id"] for each in (*chain, *replaced_by(record, register)))


def lacks_what_it_replaces(record: Record, register: Held) -> bool:
    """Whether a record that this one replaces, directly or over others, is not here: what that replaced is unknown."""
    chain = (record, *replaced_by(record, register))
    named = {each for one in chain for each in targets(one)}
    return bool(named - register.holds(named)) if named else False


def same(first: Record, second: Record, who: str) -> bool | None:
    """Whether two records have the same author or case; None where one of them names none."""
    one, other = (trimmed(mapping(each.get(who)).get("ref")).casefold() for each in (first, second))
    return one == other if one and other else None


def pair(correction: Record, replaced: Record, places: tuple[str, str], remedy: str) -> Iterator[Problem]:
    """What speaks against a correction and the record that it replaces; `remedy` is for errors."""
    kind, day = places
    first, second = correction["record_id"][:8], replaced["record_id"][:8]
    if correction["record_type"] != replaced["record_type"]:
        yield _error(
            kind, f"The correction {first} is of another kind than the record {second} that it replaces.", remedy
        )
        return
    if correction["completed"] < replaced["completed"]:
        yield _error(
            day,
            f"The correction {first} was finished before the record {second} that it replaces.",
            remedy,
        )
    asked = f"Else ask the author of {first} which record it corrects: {second} counts no longer"
    if same(correction, replaced, "case") is False:
        yield _warning(
            "/case/ref",
            f"The correction {first} is about another case than the record {second} that it replaces.",
            f"If the case reference was mistyped, all is well. {asked}, and its case can be drawn again.",
        )
    if same(correction, replaced, "author") is False:
        yield _warning(
            "/author/ref",
            f"The correction {first} was finished by another person than the record {second} that it replaces.",
            f"If somebody else put the record right, or the staff code was mistyped, all is well. {asked}.",
        )


def _leads_back(record: Record, register: Held) -> bool:
    chain = (record, *replaced_by(record, register))
    return any(record["record_id"] in targets(each) for each in chain)


def _of_what_it_replaces(record: Record, place: int, register: Held) -> Iterator[Problem]:
    target, pointer = record["relates_to"][place]["record_id"], _place(place)
    if register.was_purged(target):
        yield _error(
            pointer,
            f"The record {target[:8]} that this one corrects {GONE}. What was deleted cannot be corrected.",
            "Its count stays in the totals. Delete this file, too.",
        )
        return
    replaced = register.record(target)
    found = tuple(pair(record, replaced, (pointer, pointer), _NEWEST)) if replaced else ()
    others = [other["record_id"] for other in register.naming(target, REPLACES)]
    if others and all(problem.severity is not Severity.ERROR for problem in found):
        yield _error(pointer, f"The record {target[:8]} was replaced before, by {others[0][:8]}.", _NEWEST)
    yield from found


def _place(place: int) -> str:
    return f"/relates_to/{place}/record_id"


def _error(pointer: str, message: str, remedy: str) -> Problem:
    return Problem(code="R175", pointer=pointer, message=message, remedy=remedy)


def _warning(pointer: str, message: str, remedy: str) -> Problem:
    return Problem(code="R175", severity=Severity.WARNING, pointer=pointer, message=message, remedy=remedy)
