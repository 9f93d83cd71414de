"""Is a register still what was imported? Every record, its digest, its row, its relations, and the database itself.

Changes nothing and prints nothing: what is wrong comes as problems, in words, few at a time. Knows no rules
and no YAML: what its corrections say of each other is judged in `kept_corrections`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from practice_audit.problems import Problem, Severity
from practice_audit.records import seal
from practice_audit.register.failing import RESTORE, is_damage
from practice_audit.register.schema import COUNTS, PURGED, RECORDS, RELATIONS, relations, row
from practice_audit.register.store import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practice_audit.register.store import Register

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "REG006": "A record in the register is not what was imported",
    "REG007": "The register is damaged",
    "REG008": "A record names one that the register does not hold",
}


def verify(register: Register) -> Iterator[tuple[Problem, ...]]:
    """What is wrong with a register: with the database, then page by page with its records, then with what is missing.

    All is of one state: who imports waits meanwhile, or goes unseen. Where a part of the file cannot be read, the
    rest is looked at all the same.
    """
    with register.transaction(reading=True) as connection:
        for look in (_whole, _strays, _came_back, _counts):
            yield _as_far_as_it_goes(look(connection))
        after: str | None = ""
        while after is not None:
            found, after = _page(connection, after)
            yield found
        yield _as_far_as_it_goes(_missing(connection))


def _as_far_as_it_goes(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """These problems, and one more where the file cannot be read any further."""
    problems: list[Problem] = []
    try:
        problems.extend(found)
    except sa.exc.DBAPIError as error:
        _let_through(error)
        problems.append(damaged("a part of its file cannot be read"))
    return tuple(problems)


def _let_through(error: sa.exc.DBAPIError) -> None:
    """Raises what is no damage: a lock, a disk, a server."""
    if not is_damage(error.orig):
        raise error


def envelopes_of_corrections(register: Register) -> dict[str, dict[str, Any]]:
    """The envelopes of the records here that correct others or are corrected, by id, as `kept_corrections` asks.

    What a damaged row cannot say is left out: `verify` tells of that row.
    """
    named = sa.select(RELATIONS).where(RELATIONS.c.relation == "replaces").subquery()
    concerned = sa.or_(*(RECORDS.c.record_id.in_(sa.select(named.c[end])) for end in ("record_id", "target")))
    columns = (RECORDS.c[name] for name in ("record_id", "record_type", "completed", "author_ref", "case_ref"))
    with register.transaction(reading=True) as connection:
        rows = connection.execute(sa.select(*columns).where(concerned)).all()
    return {
        record_id: {
            "record_id": record_id,
            "record_type": record_type,
            "completed": completed,
            "author": {"ref": author},
            "case": {"ref": case},
        }
        for record_id, record_type, completed, author, case in rows
        if all(isinstance(each, str) for each in (record_id, record_type, completed))
    }


def _whole(connection: sa.Connection) -> Iterator[Problem]:
    """What the database says of its own file."""
    if connection.dialect.name == "sqlite":
        said = "\n".join(each for (each,) in connection.exec_driver_sql("PRAGMA integrity_check"))
        faults = [line for line in said.splitlines() if line != "ok" and not line.startswith("***")]
        if faults:
            yield damaged(f"its file is not whole. Of what SQLite finds ({len(faults)}), the first is: {faults[0]}")


def _strays(connection: sa.Connection) -> Iterator[Problem]:
    wanted = sa.select(RELATIONS.c.record_id).where(RELATIONS.c.record_id.not_in(sa.select(RECORDS.c.record_id)))
    for record_id in connection.execute(wanted.distinct()).scalars():
        yield damaged(f"there are relations of a record {record_id[:8]} that is not there")


def _came_back(connection: sa.Connection) -> Iterator[Problem]:
    wanted = sa.select(PURGED.c.record_id).where(PURGED.c.record_id.in_(sa.select(RECORDS.c.record_id)))
    for record_id in connection.execute(wanted).scalars():
        yield damaged(f"the record {record_id[:8]} was deleted when its time was over, and is there")


def _counts(connection: sa.Connection) -> Iterator[Problem]:
    counted = connection.execute(sa.select(sa.func.coalesce(sa.func.sum(COUNTS.c.records), 0))).scalar_one()
    purged = connection.execute(sa.select(sa.func.count()).select_from(PURGED)).scalar_one()
    if int(counted) != purged:
        yield damaged(f"{purged} records were deleted when their time was over, and {counted} were counted")


def _page(connection: sa.Connection, after: str) -> tuple[tuple[Problem, ...], str | None]:
    """What is wrong with the next records, and the id of the last of them; None where there are no more."""
    wanted = sa.select(RECORDS).where(RECORDS.c.record_id > after).order_by(RECORDS.c.record_id).limit(PAGE)
    try:
        rows, lost = _rows(connection, wanted)
    except sa.exc.DBAPIError as error:
        _let_through(error)
        return (_not_found(after),), None
    named = _named(connection, list(rows))
    found = dict.fromkeys(lost, "it cannot be read, for its place in the file is damaged")
    found |= {record_id: why for record_id, each in rows.items() if (why := _why_not(each, named))}
    last = max((*rows, *lost), default=None)
    told = tuple(_changed(*each) for each in sorted(found.items()))
    return (told, last) if last is None or last > after else ((*told, _not_found(after)), None)


def _not_found(after: str) -> Problem:
    return damaged(f"the records after {after[:8]} cannot be found" if after else "its records cannot be found")


def _rows(connection: sa.Connection, wanted: sa.Select[Any]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """The wanted rows by their ids, and the ids of those that cannot be read."""
    try:
        return {each["record_id"]: dict(each) for each in connection.execute(wanted).mappings()}, []
    except sa.exc.DBAPIError as error:
        _let_through(error)
    rows, lost = {}, []
    for record_id in list(connection.execute(wanted.with_only_columns(RECORDS.c.record_id)).scalars()):
        try:
            one = connection.execute(sa.select(RECORDS).where(RECORDS.c.record_id == record_id)).mappings().first()
        except sa.exc.DBAPIError as error:
            _let_through(error)
            one = None
        if one is None:
            lost.append(record_id)
        else:
            rows[record_id] = dict(one)
    return rows, lost


def _named(connection: sa.Connection, record_ids: list[Any]) -> dict[Any, set[tuple[str, str]]] | None:
    """What the table of relations says of these records; None where it cannot be read, as others tell."""
    wanted = sa.select(RELATIONS).where(RELATIONS.c.record_id.in_(record_ids))
    found: dict[Any, set[tuple[str, str]]] = {}
    try:
        for record_id, relation, target in connection.execute(wanted):
            found.setdefault(record_id, set()).add((relation, target))
    except sa.exc.DBAPIError as error:
        _let_through(error)
        return None
    return found


def _why_not(stored: Mapping[str, Any], named: Mapping[Any, set[tuple[str, str]]] | None) -> str | None:
    """Why a stored record is not what was imported; None where it is."""
    try:
        record = json.loads(stored["document"])
        if seal(record) != stored["content_sha256"]:
            return "its text does not match its digest"
        if row(record) != stored:
            return "its row says something else than its text"
        told = {(each["relation"], each["target"]) for each in relations(record)}
        if named is not None and told != named.get(stored["record_id"], set()):
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
    return Problem(code="REG006", message=f"The record {record_id[:8]} was changed: {why}.", remedy=RESTORE)


def damaged(why: str) -> Problem:
    """A fault of the database itself; `why` is a part of a sentence, without a full stop."""
    return Problem(code="REG007", message=f"The register is damaged: {why}.", remedy=RESTORE)
