"""`Register`: records go in once and whole, are looked up, and come back in order.

UNIQUE keys in the database tell a record from another, so two imports at once cannot both succeed.
SQLAlchemy Core, the same statements for SQLite and PostgreSQL. Knows nothing of rules, YAML or pages.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from practice_audit.records import has_its_seal
from practice_audit.register import opening
from practice_audit.register.copying import copy_beside
from practice_audit.register.failing import RESTORE, in_words, is_damage
from practice_audit.register.migrations import migrate
from practice_audit.register.opening import NOT_OURS, RegisterDamaged, RegisterUnusable, damaged
from practice_audit.register.schema import ABOUT, COUNTS, FORMAT, METADATA, PURGED, RECORDS, RELATIONS, relations, row
from practice_audit.relations.held import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from practice_audit.register.opening import Database

PAGE: Final = 100
"""Records that are in memory at once while all are gone through."""

# Asked many times for each record that enters, so made once.
_WANTED: Final = sa.bindparam("wanted", type_=sa.Text())
_DIGEST: Final = sa.select(RECORDS.c.content_sha256).where(RECORDS.c.record_id == _WANTED)
_DOCUMENT: Final = sa.select(RECORDS.c.document).where(RECORDS.c.record_id == _WANTED)
_GONE: Final = sa.select(PURGED.c.record_id).where(PURGED.c.record_id == _WANTED)
_NAMING: Final = (
    sa.select(RECORDS.c.document)
    .join(RELATIONS, RELATIONS.c.record_id == RECORDS.c.record_id)
    .where(RELATIONS.c.target == _WANTED, RELATIONS.c.relation == sa.bindparam("how", type_=sa.Text()))
    .order_by(RECORDS.c.completed, RECORDS.c.record_id)
)
_ADD: Final = sa.insert(RECORDS)
_RELATE: Final = sa.insert(RELATIONS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of the register: the envelope of a record, without its answers (dates as ISO 8601 text)."""

    record_id: str
    record_type: str
    edition: str
    completed: str
    author_role: str | None
    case_ref: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """How many records of one kind were deleted when their time was over; "" as `grade` means that they had none.

    `quarter` is that in which their work was finished, "2023-Q2". `replaced` says how many of the `records` counted
    no longer, because a correction had replaced them.
    """

    quarter: str
    record_type: str
    edition: str
    grade: str
    records: int
    replaced: int


class Register:
    """The records of a quality team in one database; to be used by one thread at a time.

    `address` is an SQLAlchemy URL. With `create`, an empty database becomes a register; one of an older
    format is brought to today's. Every method raises RegisterUnusable where the database cannot be used,
    is none of ours or is of a newer format.
    """

    def __init__(self, address: str | sa.URL | Database, *, create: bool) -> None:
        self._database = address if isinstance(address, opening.Database) else opening.at_address(address)
        self._connection: sa.Connection | None = None
        try:
            with self.transaction(reading=True) as connection:
                ready = self._is_ready(connection, create=create)
            if not ready:
                with self.transaction() as connection:
                    self._make_ready(connection, create=create)
        except BaseException:
            self.close()
            raise

    @classmethod
    def in_file(cls, path: Path, *, create: bool) -> Register:
        """The register in a file of this machine; without `create` the file must be there."""
        return cls(opening.in_file(path, create=create), create=create)

    @classmethod
    def at(cls, place: str, *, create: bool) -> Register:
        """The register at a PostgreSQL address, or else in the file of that path."""
        if opening.is_address(place):
            return cls(opening.on_server(place), create=create)
        return cls.in_file(Path(place), create=create)

    @classmethod
    def copied(cls, path: Path) -> Register:
        """A copy of a register that nobody else uses, in whatever folder; to be looked at, not to be worked with."""
        return cls(opening.in_file(path, create=False, alone=True), create=False)

    @property
    def name(self) -> str:
        """What messages call it: the path of its file, or its address without a password."""
        return self._database.name

    @property
    def file(self) -> Path | None:
        """The file that it stands in, where it stands in one."""
        return self._database.file

    def close(self) -> None:
        """Let go of the database."""
        self._database.engine.dispose()

    @contextmanager
    def transaction(self, *, reading: bool = False) -> Iterator[sa.Connection]:
        """All calls inside see one state and take effect together or not at all; nothing comes between.

        Within another transaction it is a part of that one.
        """
        if self._connection is not None:
            yield self._connection
            return
        try:
            engine = self._database.engine
            with engine.connect().execution_options(reading=reading) as connection, connection.begin() as begun:
                self._connection = connection
                yield connection
                if reading:
                    begun.rollback()  # there is nothing to keep, and SQLite commits nothing after it met damage
        except sa.exc.DBAPIError as error:
            raise self._database.unusable(error) from error
        finally:
            self._connection = None

    def compare(self, record: Mapping[str, Any]) -> Outcome | None:
        """Whether a record is already there or in conflict; None if nothing here has its id."""
        with self.transaction(reading=True) as connection:
            known = connection.execute(_DIGEST, {"wanted": record["record_id"]}).scalar()
        if known is None:
            return None
        return Outcome.ALREADY_THERE if known == record["content_sha256"] else Outcome.CONFLICT

    def was_purged(self, record_id: str) -> bool:
        """Whether a record was here and was deleted when its time was over."""
        with self.transaction(reading=True) as connection:
            return connection.execute(_GONE, {"wanted": record_id}).scalar() is not None

    def add(self, record: Mapping[str, Any]) -> Outcome:
        """Put one complete, valid record in, whole or not at all, whatever other imports do meanwhile."""
        with self.transaction() as connection:
            try:
                with connection.begin_nested():
                    connection.execute(_ADD, row(record))
                    named = relations(record)
                    if named:
                        connection.execute(_RELATE, named)
            except sa.exc.IntegrityError:
                return self.compare(record) or Outcome.CONFLICT
        return Outcome.IMPORTED

    def record(self, record_id: str) -> dict[str, Any] | None:
        """One record as it was imported, or None where the register does not hold it."""
        with self.transaction(reading=True) as connection:
            document = connection.execute(_DOCUMENT, {"wanted": record_id}).scalar()
        return None if document is None else self.read(document)

    def read(self, document: str) -> dict[str, Any]:
        """The record in the text that stands for it here. Raises RegisterDamaged where it is not what was imported."""
        try:
            record = dict(json.loads(document))
            sound = has_its_seal(record, document)
        except (AttributeError, TypeError, ValueError):
            sound = False
        if not sound:
            raise RegisterDamaged(
                f"A record in the register {self.name} is damaged, so this command stopped. practice-audit verify "
                f"says which one it is. {RESTORE}"
            )
        return record

    def holds(self, record_ids: Iterable[str]) -> frozenset[str]:
        """Those of these records that are here."""
        with self.transaction(reading=True) as connection:
            wanted = sa.select(RECORDS.c.record_id).where(RECORDS.c.record_id.in_(list(record_ids)))
            return frozenset(connection.execute(wanted).scalars())

    def replaced(self) -> frozenset[str]:
        """The ids that a correction here replaces: those records stay, and count no longer."""
        with self.transaction(reading=True) as connection:
            wanted = sa.select(RELATIONS.c.target).where(RELATIONS.c.relation == "replaces")
            return frozenset(connection.execute(wanted).scalars())

    def corrections(self) -> tuple[tuple[str, str], ...]:
        """Each correction here, with the id that it replaces."""
        with self.transaction(reading=True) as connection:
            wanted = sa.select(RELATIONS.c.record_id, RELATIONS.c.target).where(RELATIONS.c.relation == "replaces")
            rows = connection.execute(wanted.order_by(RELATIONS.c.record_id, RELATIONS.c.target))
            return tuple((record_id, target) for record_id, target in rows)

    def size(self) -> int:
        """How many records are here."""
        with self.transaction(reading=True) as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(RECORDS)).scalar_one())

    def counts(self) -> tuple[Count, ...]:
        """How many records were deleted when their time was over, by quarter, type, edition and grade."""
        columns = [COUNTS.c[name] for name in Count.__dataclass_fields__]
        with self.transaction(reading=True) as connection:
            rows = connection.execute(sa.select(*columns).order_by(*columns[:4]))
            return tuple(Count(**each) for each in rows.mappings())

    def of_case(self, record_type: str, case_ref: str) -> Iterator[dict[str, Any]]:
        """The records of one type on one case, oldest first, less those that a correction replaced."""
        correction = sa.exists().where(RELATIONS.c.target == RECORDS.c.record_id, RELATIONS.c.relation == "replaces")
        return self._documents(
            RECORDS.c.record_type == record_type, sa.func.lower(RECORDS.c.case_ref) == case_ref.lower(), ~correction
        )

    def naming(self, record_id: str, relation: str) -> Iterator[dict[str, Any]]:
        """The records that name this one by this relation, oldest first."""
        with self.transaction(reading=True) as connection:
            asked = {"wanted": record_id, "how": relation}
            documents = connection.execute(_NAMING, asked).scalars().all()
        return (self.read(document) for document in documents)

    def entries(self) -> tuple[Entry, ...]:
        """Every record's envelope, by completion time, then id: the same whatever the order of import."""
        columns = [RECORDS.c[name] for name in Entry.__dataclass_fields__]
        with self.transaction(reading=True) as connection:
            rows = connection.execute(sa.select(*columns).order_by(RECORDS.c.completed, RECORDS.c.record_id))
            return tuple(Entry(**each) for each in rows.mappings())

    def documents(
        self, first: date | None = None, last: date | None = None, record_types: Collection[str] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Every record whole, by completion time, then id: of these days, both included, and of these types.

        However many there are, few are in memory at once. Corrections and what they replaced come
        alike: see `replaced`. Within `transaction(reading=True)` all are of one state.
        """
        conditions: list[sa.ColumnElement[bool]] = []
        if first is not None:
            conditions.append(RECORDS.c.completed >= first.isoformat())
        if last is not None:
            conditions.append(RECORDS.c.completed < (last + timedelta(days=1)).isoformat())
        if record_types is not None:
            conditions.append(RECORDS.c.record_type.in_(sorted(record_types)))
        place = sa.tuple_(RECORDS.c.completed, RECORDS.c.record_id)
        wanted = (
            sa.select(RECORDS.c.completed, RECORDS.c.record_id, RECORDS.c.document)
            .where(*conditions)
            .order_by(RECORDS.c.completed, RECORDS.c.record_id)
            .limit(PAGE)
        )
        after: tuple[str, str] | None = None
        while True:
            page = wanted if after is None else wanted.where(place > after)
            with self.transaction(reading=True) as connection:
                rows = connection.execute(page).all()
            for _, _, document in rows:
                yield self.read(document)
            if len(rows) < PAGE:
                return
            after = (rows[-1].completed, rows[-1].record_id)

    def write_anew(self) -> None:
        """Have the database written again without what was deleted: no remains stay in its files."""
        lite = self._database.engine.dialect.name == "sqlite"
        options = {"outside": True} if lite else {"outside": True, "isolation_level": "AUTOCOMMIT"}
        try:
            with self._database.engine.connect().execution_options(**options) as connection:
                connection.exec_driver_sql("VACUUM" if lite else "VACUUM FULL records, relations")
        except sa.exc.DBAPIError as error:
            raise self._database.unusable(error) from error

    def _documents(self, *conditions: sa.ColumnElement[bool]) -> Iterator[dict[str, Any]]:
        wanted = sa.select(RECORDS.c.document).where(*conditions).order_by(RECORDS.c.completed, RECORDS.c.record_id)
        with self.transaction(reading=True) as connection:
            documents = connection.execute(wanted).scalars().all()
        return (self.read(document) for document in documents)

    def _is_ready(self, connection: sa.Connection, *, create: bool) -> bool:
        """Whether the tables are those of today; False where they can be made so."""
        tables = sa.inspect(connection).get_table_names()
        if create and not tables:
            return False
        found = connection.execute(sa.select(sa.func.max(ABOUT.c.format))).scalar() if ABOUT.name in tables else None
        if not isinstance(found, int):
            raise RegisterUnusable(NOT_OURS.format(self.name))
        if found > FORMAT:
            raise RegisterUnusable(
                f"The register {self.name} was made by a newer version of practice-audit. "
                "Install that version, then run the command again."
            )
        return found == FORMAT

    def _make_ready(self, connection: sa.Connection, *, create: bool) -> None:
        """Make the tables, or bring them to today's format; another program may have done so meanwhile."""
        if self._is_ready(connection, create=create):
            return
        if ABOUT.name not in sa.inspect(connection).get_table_names():
            METADATA.create_all(connection)
            connection.execute(sa.insert(ABOUT).values(format=FORMAT))
            return
        found = int(connection.execute(sa.select(sa.func.max(ABOUT.c.format))).scalar_one())
        if self.file is not None:
            self._copy_first(self.file, self.file.with_name(f"{self.file.name}.format-{found}"))
        migrate(connection, found, FORMAT)

    def _copy_first(self, file: Path, beside: Path) -> None:
        """Keep the register as it was, in a file beside it."""
        try:
            copy_beside(file, beside)
        except (OSError, sqlite3.Error) as error:
            if is_damage(error):
                raise damaged(self.name) from error
            why = error.strerror if isinstance(error, OSError) else in_words(error)
            raise RegisterUnusable(
                f"The register {self.name} is of an older version, and the copy {beside} that is made before it is "
                f"brought up to date cannot be written: {why}. Nothing was changed. Make room or ask for the right "
                "to write there, then run the command again."
            ) from error
