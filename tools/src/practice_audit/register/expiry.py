"""Records whose time is over: which they are, and how they go for good while their numbers stay.

A record never changes, but it does not stay for ever. With a record go those that say something about it:
its moderations, its corrections, what became of its actions. What stays is a count by quarter, type,
edition and grade, so that the totals of past years still add up, and the record's id, so that it does not
enter again and count twice. How long records are kept, and what each counts as, are arguments.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import sqlalchemy as sa

from practice_audit.register.schema import COUNTS, PURGED, RECORDS, RELATIONS
from practice_audit.relations.first_versions import dated, first_versions
from practice_audit.rules.days import quarter_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from practice_audit.register.store import Entry, Register

    CountedAs: TypeAlias = Callable[[Mapping[str, Any]], tuple[date, str]]
    """The day on which the work of a record was finished, and its grade, or "" where it has none."""

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
    """The records that were completed before a day, and those that go with them, oldest first.

    What a correction replaced goes with it, too, whatever its day says: alone it would count again.
    """
    with register.transaction(reading=True) as connection:
        entries = register.entries()
        about = sa.select(RELATIONS).where(RELATIONS.c.relation.in_(ABOUT_IT))
        naming: dict[str, list[str]] = {}
        for record_id, relation, target in connection.execute(about.order_by(RELATIONS.c.record_id)):
            naming.setdefault(target, []).append(record_id)
            if relation == "replaces":
                naming.setdefault(record_id, []).append(target)
        gone = list(connection.execute(sa.select(PURGED.c.record_id)).scalars())
    reasons: dict[str, str | None] = {
        entry.record_id: None for entry in entries if entry.completed < before.isoformat()
    }
    here = {entry.record_id for entry in entries}
    queue = [*reasons, *gone]
    while queue:
        target = queue.pop()
        for record_id in naming.get(target, ()):
            if record_id not in reasons and record_id in here:
                reasons[record_id] = target
                queue.append(record_id)
    return tuple(Due(entry=each, because_of=reasons[each.record_id]) for each in entries if each.record_id in reasons)


def purge(register: Register, record_ids: Sequence[str], counted_as: CountedAs) -> int:
    """Delete these records and keep their counts, all or nothing; returns how many were still there.

    Their text is out of the database's files only after `Register.write_anew`.
    """
    deleted = 0
    with register.transaction() as connection:
        replaced, first = register.replaced(), first_versions(register.corrections(), register.record)
        for start in range(0, len(record_ids), AT_ONCE):
            some = record_ids[start : start + AT_ONCE]
            wanted = sa.select(RECORDS.c.document).where(RECORDS.c.record_id.in_(some))
            records = [register.read(document) for document in connection.execute(wanted).scalars()]
            _count(connection, dated(records, first), replaced, counted_as)
            here = [record["record_id"] for record in records]
            connection.execute(sa.delete(RELATIONS).where(RELATIONS.c.record_id.in_(here)))
            connection.execute(sa.delete(RECORDS).where(RECORDS.c.record_id.in_(here)))
            deleted += len(here)
    return deleted


def _count(
    connection: sa.Connection, records: Iterable[Mapping[str, Any]], replaced: frozenset[str], counted_as: CountedAs
) -> None:
    """Add these records to the counts, and note that they were here."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    corrected: Counter[tuple[str, str, str, str]] = Counter()
    ids = []
    for record in records:
        day, grade = counted_as(record)
        key = (quarter_of(day.isoformat()), record["record_type"], record["edition"], grade)
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
