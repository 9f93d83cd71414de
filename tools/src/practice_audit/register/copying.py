"""A copy of a register's file that is whole, whatever is written meanwhile, and on the disk when it is said to be.

SQLite's own copying: page by page, under its locks. Knows nothing of what the file holds.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from practice_audit import new_files
from practice_audit.register.failing import BUSY_SECONDS, DamagedFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def copy(source: Path, target: Path) -> None:
    """Copy a database into a new file, for its owner's eyes only; in whatever folder, for nobody else uses it yet.

    Raises FileExistsError rather than write over another, else OSError or sqlite3.Error; nothing is left then.
    """
    if os.path.lexists(target):
        raise FileExistsError(target)
    with _copied(source, new_files.begin(target)) as part:
        new_files.place(part, target)
    new_files.folder_to_disk(target.parent)


def copy_beside(source: Path, target: Path) -> None:
    """The same, in the place of an older copy where there is one: it is there whole or as it was."""
    part = target.with_name(f"{target.name}{new_files.PART}")  # what an earlier one left is written over
    part.unlink(missing_ok=True)
    new_files.create(part, b"")
    with _copied(source, part):
        part.replace(target)
    new_files.folder_to_disk(target.parent)


@contextmanager
def _copied(source: Path, part: Path) -> Iterator[Path]:
    """A database, copied into an empty file and on the disk; neither that nor what SQLite wrote beside it is left."""
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)) as whole,
            closing(sqlite3.connect(f"{part.absolute().as_uri()}?nolock=1", uri=True)) as copied,
        ):
            whole.backup(copied)
            check(copied)
        new_files.to_disk(part)
        yield part
    finally:
        for each in (part, part.with_name(f"{part.name}-journal")):
            each.unlink(missing_ok=True)


def check(connection: sqlite3.Connection) -> None:
    """Go through the whole database. Raises DamagedFile where it is damaged."""
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise DamagedFile("the copy is damaged")
