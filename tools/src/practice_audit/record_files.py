"""Which files are meant, and their bytes: the one place that opens the files of strangers.

Nothing here waits for ever or reads more than a record may hold: pipes, devices and files of any size
are told of and left. Knows nothing of what the bytes mean.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practice_audit.documents import MAX_BYTES
from practice_audit.problems import Problem, Unreadable
from practice_audit.sampling.naming import RECEIPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

REFUSED: Final = ".refused."
"""Stands in the name of the file that says why records were refused; such files are no records."""

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "REG001": "The file cannot be opened",
    "REG002": "The file is not an ordinary file",
}


def find(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """The files named and every .json file below the folders named, each once, those of a folder by name.

    With a problem for every folder that cannot be read.
    """
    found: dict[Path, None] = {}
    problems: list[Problem] = []
    for path in paths:
        found.update(dict.fromkeys(_below(path, problems) if path.is_dir() else [path]))
    return list(found), problems


def is_looked_at(name: str) -> bool:
    """Whether a file of a folder may be a record by its name; what the commands write beside records is none."""
    return name.endswith(".json") and REFUSED not in name and RECEIPT not in name


def content(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of an ordinary file, one more than `most` (what a record may have) at the most. Raises Unreadable."""
    try:
        with open(path, "rb", opener=_without_waiting) as opened:
            if stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                return opened.read(most + 1)
    except OSError as error:
        raise Unreadable([_unopened(path, error)]) from error
    message, remedy = "This is not an ordinary file.", "Name the file that the audit tool saved."
    raise Unreadable([Problem(code="REG002", source=str(path), message=message, remedy=remedy)])


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe with nobody at its other end is opened too."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _below(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        problems.append(_unopened(Path(error.filename), error))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names) if is_looked_at(name))


def _unopened(path: Path, error: OSError) -> Problem:
    return Problem(
        code="REG001",
        source=str(path),
        message=f"This cannot be opened: {error.strerror or type(error).__name__}.",
        remedy="Check that it is there and that you may read it.",
    )
