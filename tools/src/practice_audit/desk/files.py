"""The files that somebody chose, as the page hands them over: by name and place, read when they are needed.

Only the page can read them. One that it cannot read, or no longer, is told of and never guessed at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit import locked_files, records
from practice_audit.documents import MAX_BYTES, read_json
from practice_audit.problems import Problem, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    Content: TypeAlias = Callable[[int, int], bytes | memoryview | None]
    Progress: TypeAlias = Callable[[str, int, int], None]

_UNLOCK: Final = "Enter its passphrase below the files that you chose, or ask whoever sent the file for it."
_MARK: Final = locked_files.FORMAT.encode()


class ChangedError(Exception):
    """A file was changed or taken away after it had been read once."""


@dataclass(frozen=True, slots=True)
class Files:
    """Files in the order in which they were chosen; `content` gives so many bytes of one, None if it cannot be read."""

    names: tuple[str, ...]
    content: Content

    def data(self, place: int, most: int = MAX_BYTES) -> bytes:
        """The bytes of a file, one more than `most` (what a record may have) at the most. Raises Unreadable."""
        data = self.content(place, most + 1)
        if data is None:
            message = "This was changed or taken away since it was chosen, or you may not read it."
            remedy = "Choose it again."
            raise Unreadable([Problem(code="REG001", source=self.names[place], message=message, remedy=remedy)])
        return bytes(data)

    def record(self, place: int) -> dict[str, Any]:
        """The record in a file, not yet judged. Raises Unreadable, also for a locked file."""
        data, name = self.data(place), self.names[place]
        if _MARK in data and locked_files.is_locked(read_json(data, name)):
            raise Unreadable([replace(locked_files.locked_problem(name), remedy=_UNLOCK)])
        return records.read(data, name)
