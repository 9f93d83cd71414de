"""Many records in one database: each enters once and whole, and never changes.

The same record again is already there; the same id with other content is a conflict and changes
nothing. UNIQUE keys in the database tell them apart, so two imports at once cannot both succeed.
SQLAlchemy Core, so that another database than SQLite is one address away. Knows nothing of rules,
YAML or pages; whoever calls has validated the record.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from practice_audit.documents import canonical_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

BUSY_SECONDS: Final = 60
FORMAT: Final = 1
_SQLITE: Final = b"SQLite format 3\0"
_NOT_OURS: Final = (
    "{} is not a register of practice-audit, and nothing in it was changed. "
    "Name the file that the first import wrote, or a new one."
)

METADATA = sa.MetaData()
ABOUT = sa.Table("about", METADATA, sa.Column("format", sa.Integer, primary_key=True))
RECORDS = sa.Table(
    "records",
    METADATA,
    sa.Column("record_id", sa.Text, primary_key=True),
    sa.Column("content_sha256", sa.Text, nullable=False, unique=True),
    sa.Column("record_type", sa.Text, nullable=False),
    sa.Column("tool_version", sa.Integer, nullable=False),
    sa.Column("edition", sa.Text, nullable=False),
    sa.Column("created", sa.Text, nullable=False),
    sa.Column("completed", sa.Text, nullable=False, index=True),
    sa.Column("author_ref", sa.Text),
    sa.Column("author_role", sa.Text),
    sa.Column("case_ref", sa.Text),
    sa.Column("document", sa.Text, nullable=False),
)
RELATIONS = sa.Table(
    "relations",
    METADATA,
    sa.Column("record_id", sa.Text, sa.ForeignKey("records.record_id"), primary_key=True),
    sa.Column("relation", sa.Text, primary_key=True),
    sa.Column("target", sa.Text, primary_key=True, index=True),
)
sa.Index("records_of_one_case", RECORDS.c.record_type, sa.func.lower(RECORDS.c.case_ref))


class Outcome(StrEnum):
    """What became of one record."""

    IMPORTED = "imported"
    ALREADY_THERE = "already there"
    CONFLICT = "conflict"
    REFUSED = "refused"


class RegisterUnusable(Exception):  # noqa: N818 - reads as what it says
    """The database cannot be opened, read or written; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of the register: the envelope of a record, without its answers (dates as ISO 8601 text)."""

    record_id: str
    record_type: str
    edition: str
    completed: str
    author_role: str | None
    case_ref: str | None


class Register:
    """The records of a quality team in one database; to be used by one thread at a time.

    `address` is an SQLAlchemy URL. With `create`, an empty database becomes a register. Every method
    raises RegisterUnusable where the database cannot be used, is none of ours or is of a newer format.
    """

    def __init__(self, address: str | sa.URL, *, create: bool, name: str = "") -> None:
        self._engine = sa.create_engine(address)
        self._name = name or str(self._engine.url)
        self._connection: sa.Connection | None = None
        if self._engine.dialect.name == "sqlite":
            sa.event.listen(self._engine, "connect", _prepare_sqlite)
            sa.event.listen(self._engine, "begin", _begin_sqlite)
        with self.transaction(reading=not create) as connection:
            self._check_format(connection, create=create)

    @classmethod
    def in_file(cls, path: Path, *, create: bool) -> Register:
        """The register in a file of this machine; without `create` the file must be there."""
        if _is_foreign(path):
            raise RegisterUnusable(_NOT_OURS.format(path))
        query = {"uri": "true", "mode": "rwc" if create else "rw"}
        return cls(
            sa.URL.create("sqlite", database=path.absolute().as_uri(), query=query), create=create, name=str(path)
        )

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def transaction(self, *, reading: bool = False) -> Iterator[sa.Connection]:
        """All calls inside see one state and take effect together or not at all; nothing comes between.

        Within another transaction it is a part of that one.
        """
        if self._connection is not None:
            yield self._connection
            return
        try:
            with self._engine.connect().execution_options(reading=reading) as connection, connection.begin():
                self._connection = connection
                yield connection
        except sa.exc.DBAPIError as error:
            raise RegisterUnusable(
                f"The register {self._name} cannot be used: {error.orig}. Check that this is a register, that its "
                "folder exists and can be written, that the disk has room, and that no other program holds the file. "
                "A register stands on a disk of this machine, not in a folder that is synchronised or shared."
            ) from error
        finally:
            self._connection = None

    def compare(self, record: Mapping[str, Any]) -> Outcome | None:
        """Whether a record is already there or in conflict; None if nothing here has its id."""
        with self.transaction(reading=True) as connection:
            wanted = sa.select(RECORDS.c.content_sha256).where(RECORDS.c.record_id == record["record_id"])
            known = connection.execute(wanted).scalar()
        if known is None:
            return None
        return Outcome.ALREADY_THERE if known == record["content_sha256"] else Outcome.CONFLICT

    def add(self, record: Mapping[str, Any]) -> Outcome:
        """Put one complete, valid record in, whole or not at all, whatever other imports do meanwhile."""
        with self.transaction() as connection:
            try:
                with connection.begin_nested():
                    connection.execute(sa.insert(RECORDS).values(**_row(record)))
                    relations = _relations(record)
                    if relations:
                        connection.execute(sa.insert(RELATIONS), relations)
            except sa.exc.IntegrityError:
                return self.compare(record) or Outcome.CONFLICT
        return Outcome.IMPORTED

    def record(self, record_id: str) -> dict[str, Any] | None:
        """One record as it was imported, or None where the register does not hold it."""
        return next(self._documents(RECORDS.c.record_id == record_id), None)

    def holds(self, record_ids: Iterable[str]) -> frozenset[str]:
        """Those of these records that are here."""
        with self.transaction(reading=True) as connection:
            wanted = sa.select(RECORDS.c.record_id).where(RECORDS.c.record_id.in_(list(record_ids)))
            return frozenset(connection.execute(wanted).scalars())

    def of_case(self, record_type: str, case_ref: str) -> Iterator[dict[str, Any]]:
        """The records of one type on one case, oldest first, less those that a correction replaced."""
        correction = sa.exists().where(RELATIONS.c.target == RECORDS.c.record_id, RELATIONS.c.relation == "replaces")
        return self._documents(
            RECORDS.c.record_type == record_type, sa.func.lower(RECORDS.c.case_ref) == case_ref.lower(), ~correction
        )

    def naming(self, record_id: str, relation: str) -> Iterator[dict[str, Any]]:
        """The records that name this one by this relation, oldest first."""
        named = sa.select(RELATIONS.c.record_id).where(
            RELATIONS.c.target == record_id, RELATIONS.c.relation == relation
        )
        return self._documents(RECORDS.c.record_id.in_(named))

    def entries(self) -> tuple[Entry, ...]:
        """Every record's envelope, by completion time, then id: the same whatever the order of import."""
        columns = [RECORDS.c[name] for name in Entry.__dataclass_fields__]
        with self.transaction(reading=True) as connection:
            rows = connection.execute(sa.select(*columns).order_by(RECORDS.c.completed, RECORDS.c.record_id))
            return tuple(Entry(**row) for row in rows.mappings())

    def _documents(self, *conditions: sa.ColumnElement[bool]) -> Iterator[dict[str, Any]]:
        wanted = sa.select(RECORDS.c.document).where(*conditions).order_by(RECORDS.c.completed, RECORDS.c.record_id)
        with self.transaction(reading=True) as connection:
            documents = connection.execute(wanted).scalars().all()
        return (json.loads(document) for document in documents)

    def _check_format(self, connection: sa.Connection, *, create: bool) -> None:
        tables = sa.inspect(connection).get_table_names()
        if create and not tables:
            METADATA.create_all(connection)
            connection.execute(sa.insert(ABOUT).values(format=FORMAT))
            return
        found = connection.execute(sa.select(sa.func.max(ABOUT.c.format))).scalar() if ABOUT.name in tables else None
        if not isinstance(found, int):
            raise RegisterUnusable(_NOT_OURS.format(self._name))
        if found > FORMAT:
            raise RegisterUnusable(
                f"The register {self._name} was made by a newer version of practice-audit. "
                "Install that version, then run the command again."
            )


def _is_foreign(path: Path) -> bool:
    """Whether something other than a database is there; SQLite would take a very short file for an empty one."""
    if not path.is_file():
        return path.exists()
    try:
        with path.open("rb") as opened:
            return opened.read(len(_SQLITE)) not in {b"", _SQLITE}
    except OSError:  # SQLite will say why it cannot be read
        return False


def _prepare_sqlite(connection: Any, _: object) -> None:
    """Wait for other writers, hold foreign keys, and write each transaction through to the disk."""
    connection.isolation_level = None  # our own BEGIN stands below
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    """Take the write lock at once where something is written: taken after a read, it could not be waited for."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _row(record: Mapping[str, Any]) -> dict[str, Any]:
    author, case = record.get("author") or {}, record.get("case") or {}
    return {
        "record_id": record["record_id"],
        "content_sha256": record["content_sha256"],
        "record_type": record["record_type"],
        "tool_version": record["tool"]["version"],
        "edition": record["edition"],
        "created": record["created"],
        "completed": record["completed"],
        "author_ref": author.get("ref"),
        "author_role": author.get("role"),
        "case_ref": case.get("ref"),
        "document": canonical_bytes(record).decode("utf-8"),
    }


def _relations(record: Mapping[str, Any]) -> list[dict[str, str]]:
    unique = dict.fromkeys((row["relation"], row["record_id"]) for row in record.get("relates_to") or ())
    return [{"record_id": record["record_id"], "relation": relation, "target": target} for relation, target in unique]
