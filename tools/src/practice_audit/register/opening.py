"""From a path or an address to a database that is ready to use, and what to say where that cannot be.

SQLite in a file of this machine, or PostgreSQL by its address. Whoever writes holds the one lock of the
register from the first statement to the last, so that what was looked up stays true. A password of an
address never stands in a message. Knows nothing of records.
"""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, quote_plus

import sqlalchemy as sa

from practice_audit.register.failing import BUSY_SECONDS, RESTORE, in_words, is_damage
from practice_audit.register.places import shared_here

if TYPE_CHECKING:
    from pathlib import Path

ONE_WRITER: Final = 0x70726163746963  # the number of PostgreSQL's lock that a writer holds
NOT_OURS: Final = (
    "{} is not a register of practice-audit, and nothing in it was changed. "
    "Name the file that the first import wrote, or a new one. If it is that file, it is damaged: restore the last "
    "backup."
)
_ADDRESS: Final = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+://")
_POSTGRESQL: Final = frozenset({"postgresql", "postgres", "postgresql+psycopg"})
_SQLITE: Final = b"SQLite format 3\0"


class RegisterUnusable(Exception):  # noqa: N818 - reads as what it says
    """The database cannot be opened, read or written; the message says why and what to do."""


class RegisterDamaged(RegisterUnusable):
    """The file of the register is not what was written into it, so that a part of it cannot be read."""


def damaged(name: str) -> RegisterDamaged:
    """What to say of a register whose file is damaged, whatever was asked of it."""
    return RegisterDamaged(
        f"The register {name} is damaged: a part of its file cannot be read, so this command stopped. "
        f"practice-audit verify says what can no longer be read. {RESTORE}"
    )


@dataclass(frozen=True, kw_only=True)
class Database:
    """An engine, what messages call it, the words that never stand in them, and the file where there is one."""

    engine: sa.Engine
    name: str
    secrets: frozenset[str] = frozenset()
    file: Path | None = None

    def unusable(self, error: sa.exc.DBAPIError) -> RegisterUnusable:
        """Why the database failed, in words that say what to do."""
        if self.engine.dialect.name == "postgresql":
            why = without(self.secrets, " ".join(str(error.orig).split()).rstrip("."))
            return RegisterUnusable(f"The register {self.name} cannot be used: {why}. {_OF_A_SERVER}")
        if is_damage(error.orig):
            return damaged(self.name)
        return RegisterUnusable(f"The register {self.name} cannot be used: {in_words(error.orig)}. {_OF_A_FILE}")


_OF_A_FILE: Final = (
    "Check that this is a register, that its folder exists and can be written, that the disk has room, and that no "
    "other program holds the file. A register stands on a disk of this machine, not in a folder that is "
    "synchronised or shared."
)
_OF_A_SERVER: Final = (
    "Check that the address is right, that the server runs and can be reached, that this user may read and write "
    "there, and that its disk has room."
)


def is_address(place: str) -> bool:
    """Whether this is the address of a database server, and not the path of a file."""
    return _ADDRESS.match(place) is not None


def at_address(address: str | sa.URL, name: str = "", file: Path | None = None) -> Database:
    """The database at an address, not yet asked for anything. Raises RegisterUnusable."""
    try:
        url = sa.make_url(address)
        if url.drivername in _POSTGRESQL:
            url = url.set(drivername="postgresql+psycopg")
        if url.get_backend_name() not in _LISTENERS:
            raise RegisterUnusable(_NO_SUCH_ADDRESS)
        engine = sa.create_engine(url)
    except (sa.exc.ArgumentError, ValueError):
        raise RegisterUnusable(_NO_SUCH_ADDRESS) from None
    except ModuleNotFoundError:
        raise RegisterUnusable(
            "The program that speaks to PostgreSQL is not installed. Install it with: "
            'pip install "practice-audit[postgres]"'
        ) from None
    for event, listener in _LISTENERS[url.get_backend_name()]:
        sa.event.listen(engine, event, listener)
    return Database(engine=engine, name=name or _shown(url), secrets=_secrets(url), file=file)


_NO_SUCH_ADDRESS: Final = (
    "A register is a file of this machine, or a PostgreSQL database: postgresql://user@server/database."
)


def on_server(address: str) -> Database:
    """The PostgreSQL database at an address; the address of a file is none. Raises RegisterUnusable."""
    database = at_address(address)
    if database.engine.dialect.name != "postgresql":
        raise RegisterUnusable(_NO_SUCH_ADDRESS)
    return database


def in_file(path: Path, *, create: bool, alone: bool = False) -> Database:
    """The database in a file; without `create` the file must be there. Raises RegisterUnusable.

    With `alone`, nobody else uses the file, so that it may stand anywhere.
    """
    is_there = _is_there(path)
    if path.is_dir():
        raise RegisterUnusable(f"{path} is a folder, and a register is a file. Name the file that stands in it.")
    if _is_foreign(path):
        raise RegisterUnusable(NOT_OURS.format(path))
    if not create and is_empty(path):
        raise RegisterDamaged(
            f"The file {path} is empty: no register stands in it. Check the name. If a register stood there, what it "
            f"held is lost. {RESTORE}"
        )
    service = None if alone else shared_here(path)
    if service:
        raise RegisterUnusable(
            f"The register {path} stands in a folder that {service} shares with other computers, where two programs "
            "that write at once can destroy it. Nothing was changed. Keep the register in a folder of this machine "
            "alone, or use a PostgreSQL database: --register postgresql://user@server/database."
        )
    if not is_there and not create:
        raise RegisterUnusable(f"There is no register {path}. Check the name. The first import writes it.")
    if create and not is_there:
        _make_for_owner(path)
    query = {"uri": "true", "mode": "rwc" if create else "rw", **({"nolock": "1"} if alone else {})}
    url = sa.URL.create("sqlite", database=path.absolute().as_uri(), query=query)
    return at_address(url, name=str(path), file=path)


def _make_for_owner(path: Path) -> None:
    """An empty file that only its owner may read: everything in a register is personal data."""
    with contextlib.suppress(OSError):  # the database says why a file cannot be made
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def without(secrets: frozenset[str], text: str) -> str:
    """The text with every one of these words hidden."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


def _shown(url: sa.URL) -> str:
    """An address without its password and without its options, which may hold another."""
    return url.set(query={}, drivername=url.get_backend_name()).render_as_string(hide_password=True)


def _secrets(url: sa.URL) -> frozenset[str]:
    """The passwords of an address, as they are typed and as they are meant."""
    meant = [url.password, *(value for key, value in url.query.items() if "password" in key)]
    plain = [each for each in meant if isinstance(each, str) and each]
    return frozenset(form for each in plain for form in (each, quote(each, safe=""), quote_plus(each)))


def _is_there(path: Path) -> bool:
    """Whether anything stands there. Raises RegisterUnusable where that cannot be told."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise RegisterUnusable(f"The register {path} cannot be used: {error.strerror}. {_OF_A_FILE}") from error
    return True


def is_empty(path: Path) -> bool:
    """Whether a file is there that holds nothing."""
    try:
        return path.is_file() and path.stat().st_size == 0
    except OSError:  # SQLite will say why it cannot be read
        return False


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
    """Wait for other writers, hold foreign keys, write each transaction through to the disk, leave no remains."""
    connection.isolation_level = None  # our own BEGIN stands below
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    """Take the write lock at once where something is written: taken after a read, it could not be waited for."""
    options = connection.get_execution_options()
    if not options.get("outside"):  # of any transaction
        connection.exec_driver_sql("BEGIN" if options.get("reading") else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: sa.Connection) -> None:
    """One state for whoever reads; whoever writes waits for the writer before, and for the server's disk."""
    options = connection.get_execution_options()
    if options.get("outside"):
        return
    if options.get("reading"):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
    connection.exec_driver_sql("SET LOCAL synchronous_commit = on")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_WRITER})")


_LISTENERS: Final = {
    "sqlite": (("connect", _prepare_sqlite), ("begin", _begin_sqlite)),
    "postgresql": (("begin", _begin_postgresql),),
}
