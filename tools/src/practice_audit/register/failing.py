"""What SQLite says when a file fails it, in words for people.

Its own words help nobody who keeps a register ("database disk image is malformed"), and some of them quote what a
record holds. Knows nothing of registers and records.
"""

from __future__ import annotations

import sqlite3
from typing import Final

BUSY_SECONDS: Final = 60
"""How long whoever writes is waited for."""

RESTORE: Final = (
    "Keep the file as it is, and restore the last backup into another file. Then import the records that came after it."
)
"""What to do where a register is not what it was."""

_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_UNREADABLE_TEXT: Final = "Could not decode"
"""How Python's own message begins where bytes are no text; what follows are these bytes."""
_HELD: Final = f"another program holds it, and did not let go of it within {BUSY_SECONDS} seconds"
_WORDS: Final = {
    sqlite3.SQLITE_PERM: "you do not have the right to use it",
    sqlite3.SQLITE_BUSY: _HELD,
    sqlite3.SQLITE_LOCKED: _HELD,
    sqlite3.SQLITE_NOMEM: "this computer has too little memory free",
    sqlite3.SQLITE_READONLY: "it cannot be written to",
    sqlite3.SQLITE_IOERR: "its disk could not read or write it",
    sqlite3.SQLITE_FULL: "its disk is full",
    sqlite3.SQLITE_CANTOPEN: "its file cannot be opened",
}


class DamagedFile(sqlite3.DatabaseError):
    """A database was gone through, and is not whole."""


def is_damage(error: BaseException | None) -> bool:
    """Whether the file of a database is no longer what SQLite wrote, as far as this error tells."""
    if isinstance(error, DamagedFile) or _code(error) in _DAMAGE:
        return True
    return isinstance(error, sqlite3.OperationalError) and str(error).startswith(_UNREADABLE_TEXT)


def in_words(error: BaseException | None) -> str:
    """Why a file fails that is not damaged: a part of a sentence, without a full stop."""
    known = _WORDS.get(_code(error))
    return known or f"SQLite says: {' '.join(str(error).split()).rstrip('.')}"


def _code(error: BaseException | None) -> int:
    """The first of SQLite's numbers for what went wrong; -1 where it has none."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else -1
