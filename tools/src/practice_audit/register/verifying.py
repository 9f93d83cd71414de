"""Is a register still what was imported? Every record, its digest, its row, its relations, and the database itself.

Changes nothing and prints nothing: what is wrong comes as problems, in words, few at a time. Knows no rules
and no YAML.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from practice_audit.problems import Problem, Severity
from practice_audit.records import seal
from practice_audit.register.schema import COUNTS, PURGED, RECORDS, RELATIONS, relations, row
from practice_audit.register.store import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.register.store import Register

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "REG006": "A record in the register is not what was imported",
    "REG007": "The register is damaged",
    "REG008": "A record names one that the register does not hold",
}

_RESTORE: Final = (
    "Keep the register as it is, and restore the last backup into another file. Then import the records that came "
    "after it."
)


def verify(register: Register) -> Iterator[tuple[Problem, ...]]:
    """What is wrong with a register: with the database, then page by page with its records, then with what is missing.

    All is of one state: who imports waits meanwhile, or goes unseen.
    """
    with register.transaction(reading=True) as connection:
        yield tuple(_damaged(fault) for fault in _database(connection))
        after = ""
        while True:
            wanted = sa.select(RECORDS).where(RECORDS.c.record_id > after).order_by(RECORDS.c.record_id).limit(PAGE)
            rows = [dict(each) for each in connection.execute(wanted).mappings()]
            if not rows:
                break
            named = _named(connection, [each["record_id"] for each in rows])
            found = ((each["record_id"], _why_not(each, named.get(each["record_id"], set()))) for each in rows)
            yield tuple(_changed(record_id, why) for record_id, why in found if why)
            after = rows[-1]["record_id"]
        yield tuple(_missing(connection))


def _database(connection: sa.Connection) -> Iterator[str]:
    """What the database says of itself."""
    if connection.dialect.name == "sqlite":
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if said != "ok":
                yield f"SQLite says: {said}"
    stray = sa.select(RELATIONS.c.record_id).where(RELATIONS.c.record_id.not_in(sa.select(RECORDS.c.record_id)))
    for record_id in connection.execute(stray.distinct()).scalars():
        yield f"there are relations of a record {record_id[:8]} that is not there"
    both = sa.select(PURGED.c.record_id).where(PURGED.c.record_id.in_(sa.select(RECORDS.c.record_id)))
    for record_id in connection.execute(both).scalars():
        yield f"the record {record_id[:8]} was deleted when its time was over, and is there"
    counted = connection.execute(sa.select(sa.func.coalesce(sa.func.sum(COUNTS.c.records), 0))).scalar_one()
    purged = connection.execute(sa.select(sa.func.count()).select_from(PURGED)).scalar_one()
    if int(counted) != purged:
        yield f"{purged} records were deleted when their time was over, and {counted} were counted"


def _named(connection: sa.Connection, record_ids: list[str]) -> dict[str, set[tuple[str, str]]]:
    """What the table of relations says of these records."""
    wanted = sa.select(RELATIONS).where(RELATIONS.c.record_id.in_(record_ids))
    found: dict[str, set[tuple[str, str]]] = {}
    for record_id, relation, target in connection.execute(wanted):
        found.setdefault(record_id, set()).add((relation, target))
    return found


def _why_not(stored: Mapping[str, Any], named: set[tuple[str, str]]) -> str | None:
    """Why a stored record is not what was imported; None where it is."""
    try:
        record = json.loads(stored["document"])
        if seal(record) != stored["content_sha256"]:
            return "its text does not match its digest"
        if row(record) != stored:
            return "its row says something else than its text"
        if {(each["relation"], each["target"]) for each in relations(record)} != named:
            return "its relations are not those of its text"
    except (ValueError, TypeError, KeyError, AttributeError):
        return "its text is no record"
    return None


def _missing(connection: sa.Connection) -> Iterator[Problem]:
    """The records that are named, never came, and were not deleted when their time was over."""
    known = (RELATIONS.c.target.not_in(sa.select(table.c.record_id)) for table in (RECORDS, PURGED))
    wanted = sa.select(RELATIONS).where(*known).order_by(RELATIONS.c.record_id, RELATIONS.c.target)
    for record_id, relation, target in connection.execute(wanted):
        yield Problem(
            code="REG008",
            severity=Severity.WARNING,
            message=f"The record {record_id[:8]} names {target[:8]} ({relation}), which is not here.",
            remedy="Import that record too, if you have it.",
        )


def _changed(record_id: str, why: str) -> Problem:
    return Problem(code="REG006", message=f"The record {record_id[:8]} was changed: {why}.", remedy=_RESTORE)


def _damaged(why: str) -> Problem:
    return Problem(code="REG007", message=f"The register is damaged: {why}.", remedy=_RESTORE)
