"""Records whose time is over: which they are, and how they go for good while their numbers stay.

A record never changes, but it does not stay for ever. With a record go those that say something about it:
its moderations, its corrections, what became of its actions. What stays is a count by quarter, type,
edition and grade, so that the totals of past years still add up, and the record's id, so that it does not
enter again and count twice. How long records are kept, and what their grade is, are arguments.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import sqlalchemy as sa

from practice_audit.register.schema import COUNTS, PURGED, RECORDS, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from practice_audit.register.store import Entry, Register

    GradeOf: TypeAlias = Callable[[Mapping[str, Any]], str]

ABOUT_IT: Final = ("moderates-1", "moderates-2", "audits", "updates", "replaces")
"""Relations of records that say something about the one they name, and mean nothing without it."""

AT_ONCE: Final = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A record whose time is over; `because_of` is the id of the record that it goes with, where it is younger."""

    entry: Entry
    because_of: str | None


def months_before(day: date, months: int) -> date:
    """The same day of the month some months earlier; the last of the month where that has no such day.

    Raises ValueError where there is no such year.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 27, -1):
        try:
            return day.replace(year=year, month=month + 1, day=last)
        except ValueError:
            if last == 28:  # noqa: PLR2004 - every month has 28 days
                raise
    return day.replace(year=year, month=month + 1)


def due(register: Register, before: date) -> tuple[Due, ...]:
    """The records that were completed before a day, and those that go with them, oldest first."""
    with register.transaction(reading=True) as connection:
        entries = register.entries()
        about = sa.select(RELATIONS.c.record_id, RELATIONS.c.target).where(RELATIONS.c.relation.in_(ABOUT_IT))
        naming: dict[str, list[str]] = {}
        for record_id, target in connection.execute(about.order_by(RELATIONS.c.record_id)):
            naming.setdefault(target, []).append(record_id)
        gone = list(connection.execute(sa.select(PURGED.c.record_id)).scalars())
    reasons: dict[str, str | None] = {
        entry.record_id: None for entry in entries if entry.completed < before.isoformat()
    }
    queue = [*reasons, *gone]
    while queue:
        target = queue.pop()
        for record_id in naming.get(target, ()):
            if record_id not in reasons:
                reasons[record_id] = target
                queue.append(record_id)
    return tuple(Due(entry=each, because_of=reasons[each.record_id]) for each in entries if each.record_id in reasons)


def purge(register: Register, record_ids: Sequence[str], grade_of: GradeOf) -> int:
    """Delete these records and keep their counts, all or nothing; returns how many were still there.

    Their text is out of the database's files only after `Register.write_anew`.
    """
    deleted = 0
    with register.transaction() as connection:
        replaced = register.replaced()
        for start in range(0, len(record_ids), AT_ONCE):
            some = record_ids[start : start + AT_ONCE]
            wanted = sa.select(RECORDS.c.document).where(RECORDS.c.record_id.in_(some))
            records = [json.loads(document) for document in connection.execute(wanted).scalars()]
            _count(connection, records, replaced, grade_of)
            here = [record["record_id"] for record in records]
            connection.execute(sa.delete(RELATIONS).where(RELATIONS.c.record_id.in_(here)))
            connection.execute(sa.delete(RECORDS).where(RECORDS.c.record_id.in_(here)))
            deleted += len(here)
    return deleted


def _count(
    connection: sa.Connection, records: Iterable[Mapping[str, Any]], replaced: frozenset[str], grade_of: GradeOf
) -> None:
    """Add these records to the counts, and note that they were here."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    corrected: Counter[tuple[str, str, str, str]] = Counter()
    ids = []
    for record in records:
        key = (quarter(record["completed"]), record["record_type"], record["edition"], grade_of(record))
        found[key] += 1
        corrected[key] += record["record_id"] in replaced
        ids.append({"record_id": record["record_id"]})
    if ids:
        connection.execute(sa.insert(PURGED), ids)
    for key, number in sorted(found.items()):
        same = [column == value for column, value in zip(list(COUNTS.c)[:4], key, strict=True)]
        more = {"records": COUNTS.c.records + number, "replaced": COUNTS.c.replaced + corrected[key]}
        if not connection.execute(sa.update(COUNTS).where(*same).values(more)).rowcount:
            names = [column.name for column in list(COUNTS.c)[:4]]
            new = {**dict(zip(names, key, strict=True)), "records": number, "replaced": corrected[key]}
            connection.execute(sa.insert(COUNTS).values(new))


def quarter(completed: str) -> str:
    """The quarter of a day or time as ISO 8601 text: `2023-Q2`."""
    return f"{completed[:4]}-Q{(int(completed[5:7]) + 2) // 3}"
