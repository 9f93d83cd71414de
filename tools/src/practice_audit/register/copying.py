"""A copy of a register's file that is whole, whatever is written meanwhile, and on the disk when it is said to be.

SQLite's own copying: page by page, under its locks. Knows nothing of what the file holds.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

BUSY_SECONDS: Final = 60


def copy(source: Path, target: Path) -> None:
    """Copy a database into a new file, for its owner's eyes only; in whatever folder, for nobody else uses it yet.

    Raises FileExistsError rather than write over another, else OSError or sqlite3.Error; what was begun is taken
    away then.
    """
    with open(target, "xb", opener=_private):
        pass
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)) as whole,
            closing(sqlite3.connect(f"{target.absolute().as_uri()}?nolock=1", uri=True)) as copied,
        ):
            whole.backup(copied)
            check(copied)
        _to_disk(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def copy_beside(source: Path, target: Path) -> None:
    """The same, in the place of an older copy where there is one: it is there whole or as it was."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    copy(source, part)
    part.replace(target)
    _folder_to_disk(target.parent)


def check(connection: sqlite3.Connection) -> None:
    """Go through the whole database. Raises sqlite3.DatabaseError where it is damaged."""
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise sqlite3.DatabaseError("the copy is damaged")


def _to_disk(path: Path) -> None:
    """Wait until a file, and its name in its folder, are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    _folder_to_disk(path.parent)


def _folder_to_disk(folder: Path) -> None:
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
