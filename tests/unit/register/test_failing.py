"""What SQLite says of a file, in words: real errors of real files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from practice_audit.documents import canonical_bytes
from practice_audit.records import has_its_seal
from practice_audit.register.failing import in_words, is_damage
from tests.unit.register.test_register import record

if TYPE_CHECKING:
    from pathlib import Path


def said_of(file: Path, mode: str, statement: str) -> sqlite3.Error:
    """The error that a statement meets."""
    with pytest.raises(sqlite3.Error) as met, closing(sqlite3.connect(f"{file.as_uri()}?mode={mode}", uri=True)) as it:
        it.execute(statement).fetchall()
    return met.value


def test_a_file_that_fails(tmp_path: Path) -> None:
    """What cannot be opened or written is said in words; it is no damage."""
    missing = said_of(tmp_path / "none.db", "ro", "SELECT 1")
    assert (in_words(missing), is_damage(missing)) == ("its file cannot be opened", False)
    with closing(sqlite3.connect(tmp_path / "some.db")) as connection:
        connection.execute("CREATE TABLE one (text)")
    locked_in = said_of(tmp_path / "some.db", "ro", "CREATE TABLE two (text)")
    assert (in_words(locked_in), is_damage(locked_in)) == ("it cannot be written to", False)
    other = said_of(tmp_path / "some.db", "ro", "SELECT * FROM three")
    assert (in_words(other), is_damage(other)) == ("SQLite says: no such table: three", False)


def test_damage(tmp_path: Path) -> None:
    """A file that is no database, and bytes that are no text, are damage."""
    (tmp_path / "other.db").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 8)
    assert is_damage(said_of(tmp_path / "other.db", "ro", "SELECT * FROM sqlite_master"))
    assert is_damage(said_of(tmp_path / "new.db", "rwc", "SELECT CAST(x'ff' AS TEXT)"))


def test_the_seal_of_a_canonical_text() -> None:
    """A record has its seal while its text is the one of which its digest was made, and with no other."""
    one = record(1, answers={"a": {"value": '"content_sha256":"00",'}})
    text = canonical_bytes(one).decode()
    assert has_its_seal(one, text)
    assert not has_its_seal(one, text.replace("AU-12", "AU-13"))
    assert not has_its_seal({**one, "content_sha256": "00"}, text)
