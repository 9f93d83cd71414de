"""What finished records say about earlier audits: which case was audited last and when, and what is not yet moderated.

Takes records one at a time, from a register or from files, in any order, and keeps only what it needs
of each. What a correction replaced counts no longer. Knows nothing of where the records come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.records import finished_on, tool_of
from practice_audit.rules.reading import mapping
from practice_audit.sampling.vocabulary import AUDIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from practice_audit.model import Catalogue

    Record: TypeAlias = Mapping[str, Any]
    Catalogues: TypeAlias = Callable[[str], Catalogue | None]

WANTED: Final = frozenset({AUDIT, "moderation-1", "moderation-2"})
"""The kinds of record that are looked at; others may be left out beforehand."""
_MODERATES: Final = frozenset({"moderates-1", "moderates-2"})


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Audited:
    """One completed audit: the case, the day on which the audit was completed, and the record that says so."""

    case_ref: str
    completed_on: date
    record_id: str

    def to_json(self) -> dict[str, str]:
        """The audit as a receipt keeps it."""
        return {
            "case_ref": self.case_ref,
            "completed_on": self.completed_on.isoformat(),
            "record_id": self.record_id,
        }


@dataclass(frozen=True, slots=True)
class History:
    """The audits that count, and which of them were moderated."""

    audits: tuple[Audited, ...]
    moderated: frozenset[str]

    def of_cases(self, case_refs: Iterable[str], day: date) -> tuple[Audited, ...]:
        """The last audit of each of these cases up to a day, and the last one after it, by case, called as it is here.

        A case may have both, one or none.
        """
        called = {ref.casefold(): ref for ref in case_refs}
        last: dict[tuple[str, bool], Audited] = {}
        for audit in sorted(self.audits, key=lambda each: (each.completed_on, each.record_id)):
            ref = called.get(audit.case_ref.casefold())
            if ref is not None:
                known = Audited(case_ref=ref, completed_on=audit.completed_on, record_id=audit.record_id)
                last[ref, audit.completed_on > day] = known
        return tuple(sorted(last.values()))

    def unmoderated(self, meeting_on: date) -> tuple[str, ...]:
        """The record numbers of audits that were completed by the day of a meeting and are not moderated."""
        found = (
            audit.record_id
            for audit in self.audits
            if audit.completed_on <= meeting_on and audit.record_id not in self.moderated
        )
        return tuple(sorted(found))


def history_of(records: Iterable[Record], catalogues: Catalogues) -> History:
    """What these finished records say; drafts and records made for practice count for nothing."""
    audits: dict[str, Audited] = {}
    replaces: dict[str, tuple[str, ...]] = {}
    moderates: dict[str, tuple[str, ...]] = {}
    for record in records:
        if record["status"] != "complete" or "practice" in record:
            continue
        number = record["record_id"]
        replaces[number] = tuple(_named(record, {"replaces"}))
        if record["record_type"] == AUDIT:
            case = mapping(record.get("case")).get("ref")
            day = completed_on(record, catalogues)
            audits[number] = Audited(case_ref=str(case or ""), completed_on=day, record_id=number)
        elif record["record_type"] in WANTED:
            moderates[number] = tuple(_named(record, _MODERATES))
    replaced = {target for targets in replaces.values() for target in targets}
    named = {target for number, targets in moderates.items() if number not in replaced for target in targets}
    standing = tuple(audit for number, audit in sorted(audits.items()) if number not in replaced)
    moderated = {audit.record_id for audit in standing if named & _earlier(audit.record_id, replaces)}
    return History(standing, frozenset(moderated))


def completed_on(record: Record, catalogues: Catalogues) -> date:
    """When a record was completed: as its author says, else the day on which it was made."""
    catalogue = catalogues(record["edition"])
    tool = tool_of(catalogue, record) if catalogue else None
    return finished_on(record, tool.finished_in if tool else "")


def _earlier(number: str, replaces: Mapping[str, tuple[str, ...]]) -> set[str]:
    """A record and all that it and its forerunners replaced."""
    found: set[str] = set()
    waiting = [number]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting.extend(replaces.get(each, ()))
    return found


def _named(record: Record, relations: Iterable[str]) -> Iterator[str]:
    wanted = set(relations)
    return (row["record_id"] for row in record["relates_to"] if row["relation"] in wanted)
