"""A register of an older format is brought to today's: all or nothing, after a copy of it as it was."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from practice_audit.register import FORMAT, Register, RegisterUnusable, migrations
from practice_audit.register.schema import METADATA, relations, row
from practice_audit.register.verifying import verify
from tests.unit.register.test_register import held, record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORMAT_1 = """
CREATE TABLE about (format INTEGER NOT NULL, PRIMARY KEY (format));
CREATE TABLE records (
    record_id TEXT NOT NULL, content_sha256 TEXT NOT NULL, record_type TEXT NOT NULL, tool_version INTEGER NOT NULL,
    edition TEXT NOT NULL, created TEXT NOT NULL, completed TEXT NOT NULL, author_ref TEXT, author_role TEXT,
    case_ref TEXT, document TEXT NOT NULL, PRIMARY KEY (record_id), UNIQUE (content_sha256)
);
CREATE INDEX ix_records_completed ON records (completed);
CREATE INDEX records_of_one_case ON records (record_type, lower(case_ref));
CREATE TABLE relations (
    record_id TEXT NOT NULL, relation TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (record_id, relation, target),
    FOREIGN KEY(record_id) REFERENCES records (record_id)
);
CREATE INDEX ix_relations_target ON relations (target);
INSERT INTO about VALUES (1);
"""
"""The tables as the first version made them."""

SOME = [record(number, relates_to=[{"relation": "feeds", "record_id": record(1)["record_id"]}]) for number in (1, 2, 3)]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A register of format 1 with some records."""
    file = tmp_path / "register.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(FORMAT_1)
        for each in SOME:
            connection.execute(f"INSERT INTO records VALUES ({', '.join('?' * 11)})", tuple(row(each).values()))  # noqa: S608
            connection.executemany("INSERT INTO relations VALUES (:record_id, :relation, :target)", relations(each))
        connection.commit()
    return file


def shape(register: Register) -> dict[str, object]:
    """Columns, keys and indexes of every table."""
    with register.transaction(reading=True) as connection:
        asked = sa.inspect(connection)
        lite = connection.dialect.name == "sqlite"
        indexes = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            if lite
            else "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        )
        found: dict[str, object] = {name: str(made) for name, made in indexes}
        for table in asked.get_table_names():
            columns = [(each["name"], str(each["type"]), each["nullable"]) for each in asked.get_columns(table)]
            found[table] = (columns, asked.get_pk_constraint(table)["constrained_columns"])
        return found


def test_every_format_has_its_step() -> None:
    """From each format below today's there is a step to the next."""
    assert list(migrations.STEPS) == list(range(1, FORMAT))


@pytest.mark.parametrize("create", [True, False])
def test_from_the_first_format(old: Path, tmp_path: Path, *, create: bool) -> None:
    """A register of the first format has today's tables afterwards, the same records, and a copy beside it."""
    before = old.read_bytes()
    register = Register.in_file(old, create=create)
    new = Register.in_file(tmp_path / "new.db", create=True)
    for each in SOME:
        new.add(each)
    assert shape(register) == shape(new)
    assert held(register) == held(new)
    assert [problem.code for page in verify(register) for problem in page] == []
    register.close()
    new.close()
    copy = old.with_name("register.db.format-1")
    assert sqlite_dump(copy) == sqlite_dump_of(before, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("reg")) == [
        "register.db",
        "register.db.format-1",
    ]
    again = Register.in_file(old, create=create)
    assert [each["record_id"] for each in again.documents()] == [each["record_id"] for each in SOME]
    again.close()


def sqlite_dump(file: Path) -> list[str]:
    """All that a database says."""
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


def sqlite_dump_of(data: bytes, folder: Path) -> list[str]:
    """All that a database of these bytes says."""
    (folder / "bytes.db").write_bytes(data)
    return sqlite_dump(folder / "bytes.db")


def test_on_a_server(new_database: Callable[[], str]) -> None:
    """The steps lead to today's tables on PostgreSQL as well."""
    address, other = new_database(), new_database()
    Register(other, create=True).close()
    engine = sa.create_engine(sa.make_url(address).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        for statement in FORMAT_1.replace(" TEXT", ' TEXT COLLATE "C"').split(";"):
            if statement.strip():
                connection.exec_driver_sql(statement)
    engine.dispose()
    register, new = Register(address, create=False), Register(other, create=False)
    assert shape(register) == shape(new)
    assert set(METADATA.tables) < set(shape(register))
    register.add(record(1))
    assert register.size() == 1
    register.close()
    new.close()


def test_a_step_that_fails_changes_nothing(old: Path) -> None:
    """Where a step cannot be done, the register is of the old format as it was, and can be opened later."""
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("CREATE TABLE purged (something)")  # in the way of the step
        connection.commit()
    before = sqlite_dump(old)
    with pytest.raises(RegisterUnusable, match="cannot be used"):
        Register.in_file(old, create=False)
    assert sqlite_dump(old) == before


def test_no_room_for_the_copy(old: Path) -> None:
    """Where the copy cannot be written, nothing is changed, and the words say what to do."""
    (old.with_name("register.db.format-1")).mkdir()
    before = old.read_bytes()
    with pytest.raises(RegisterUnusable, match=r"format-1 .* cannot be written.*Nothing was changed"):
        Register.in_file(old, create=False)
    assert old.read_bytes() == before


KILLED = """
import os, signal, sys
from pathlib import Path
from practice_audit.register import Register, migrations
place, after = Path(sys.argv[1]), int(sys.argv[2])
steps = migrations.STEPS[1]("TEXT")
def and_die(connection, found, wanted):
    for statement in steps[:after]:
        connection.exec_driver_sql(statement)
    os.kill(os.getpid(), signal.SIGKILL)
from practice_audit.register import store
store.migrate = and_die
Register.in_file(place, create=False)
"""


@pytest.mark.parametrize("after", [1, 4])
def test_killed_while_it_is_brought_up_to_date(root: Path, old: Path, after: int) -> None:
    """Killed between two statements, the register is of the old format, whole, and opens the next time."""
    before = sqlite_dump(old)
    done = subprocess.run([sys.executable, "-c", KILLED, str(old), str(after)], cwd=root, check=False)
    assert done.returncode != 0
    left = old.with_name("left.db")
    for path in list(old.parent.iterdir()):
        if path.name in {"register.db", "register.db-journal"}:
            shutil.copy(path, path.with_name(path.name.replace("register", "left")))
    assert sqlite_dump(left) == before
    register = Register.in_file(old, create=False)
    assert register.size() == len(SOME)
    register.close()
