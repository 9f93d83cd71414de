"""New files, whole or not at all: written beside, on the disk, then moved to their names. For their owner's eyes only.

Whoever opens a file by its name finds all of it. Where the disk is full, or the power goes, nothing stands there
under that name, and nothing that was there before is written over. Knows nothing of what files hold.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PART: Final = ".part"
"""How the name of a file ends that is not whole yet; it begins with a dot."""
_LONGEST: Final = 40


def write(path: Path, data: bytes) -> None:
    """Write a new file. Raises FileExistsError rather than write over another, else OSError."""
    write_all({path: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write new files, all of them or none; their folders are there. Raises FileExistsError, else OSError."""
    parts: dict[Path, Path] = {}
    placed: list[Path] = []
    for path in files:
        if os.path.lexists(path):
            raise _is_there(path)
    try:
        for path, data in files.items():
            parts[path] = begin(path)
            _fill(parts[path], data)
        for path, part in parts.items():
            place(part, path)
            placed.append(path)
    except BaseException:
        for path in (*parts.values(), *placed):
            path.unlink(missing_ok=True)
        raise
    for folder in {path.parent for path in files}:
        folder_to_disk(folder)


def write_over(path: Path, data: bytes) -> None:
    """Write a file whole, in the place of what was there before. Raises OSError, and leaves that as it was."""
    part = begin(path)
    try:
        _fill(part, data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    folder_to_disk(path.parent)


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to be filled, which takes its name once everything is in it; nothing is left of it otherwise.

    Raises FileExistsError where anything stands in a folder of that name, else OSError.
    """
    if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise _is_there(folder)
    beside = Path(tempfile.mkdtemp(prefix=_prefix(folder), suffix=PART, dir=folder.parent))
    try:
        yield beside
        with suppress(FileNotFoundError):
            folder.rmdir()  # it is empty, or stops this
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    folder_to_disk(folder.parent)


def create(path: Path, data: bytes) -> None:
    """A new file in a folder that has no name yet. Raises OSError."""
    with open(path, "xb", opener=_private) as file:
        file.write(data)


def begin(path: Path) -> Path:
    """A new, empty file beside the one that is to be; `place` moves it there. Raises OSError."""
    number, name = tempfile.mkstemp(prefix=_prefix(path), suffix=PART, dir=path.parent)
    os.close(number)
    return Path(name)


def place(part: Path, path: Path) -> None:
    """Move a file to its name, in the same folder. Raises FileExistsError rather than write over another."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a file system without links
        create(path, b"")  # so that nobody else takes the name meanwhile
        try:
            part.replace(path)
        except OSError:
            path.unlink()
            raise
    else:
        part.unlink()


def to_disk(path: Path) -> None:
    """Wait until what a file holds is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def folder_to_disk(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some folders cannot be asked, and the file in it is whole
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _prefix(path: Path) -> str:
    """So that whoever finds a part that was left, by a computer that stopped, knows what it was to be."""
    return f".{path.name[:_LONGEST]}."


def _is_there(path: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _fill(part: Path, data: bytes) -> None:
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
