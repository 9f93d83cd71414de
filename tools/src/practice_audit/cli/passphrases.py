"""Where the command line has a passphrase from, and what files hold once they are unlocked with it.

A passphrase is read from a file or asked for at a terminal, never taken from the command line, where
other people of the computer could read it. It is never printed. Knows nothing of records.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from practice_audit import locked_files, record_files
from practice_audit.documents import read_json
from practice_audit.problems import Unreadable

if TYPE_CHECKING:
    from pathlib import Path

_MARK = locked_files.FORMAT.encode()


class Passphrase:
    """The passphrase of one run, asked for at most once; and the files that it has unlocked."""

    def __init__(self, path: Path | None) -> None:
        self._known = None if path is None else _first_line(path)
        self._unlocked: dict[Path, bytes] = {}

    def content(self, path: Path) -> bytes:
        """The bytes of a file, of the file inside where it is locked. Raises Unreadable."""
        if path not in self._unlocked:
            data = record_files.content(path)
            if not may_be_locked(data):
                return data
            value = read_json(data, str(path))
            if not locked_files.is_locked(value):
                return data
            self._unlocked[path] = locked_files.unlock(value, self._wanted(path), str(path))
        return self._unlocked[path]

    def _wanted(self, path: Path) -> str:
        if self._known is None:
            if not sys.stdin.isatty():
                raise Unreadable([locked_files.locked_problem(str(path))])
            self._known = str(click.prompt("Passphrase", hide_input=True, err=True))
        return self._known

    def needed(self) -> None:
        """Raises click.UsageError where there is neither a file of the passphrase nor anybody to ask."""
        if self._known is None and not sys.stdin.isatty():
            raise click.UsageError("Name a file that holds the passphrase, with --passphrase-file.")

    def to_lock_with(self) -> str:
        """A passphrase that is long enough, typed twice where it is asked for. Raises click.UsageError."""
        self.needed()
        if self._known is None:
            self._known = str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True))
        if len(locked_files.prepared(self._known).decode()) < locked_files.MINIMUM:
            raise click.UsageError(
                f"A passphrase has at least {locked_files.MINIMUM} letters. Three or four words that do not belong "
                "together are easy to remember and hard to guess."
            )
        return self._known


def may_be_locked(data: bytes) -> bool:
    """Whether the bytes of a file have the mark of locked files somewhere; all that are locked have it."""
    return _MARK in data


def is_locked(path: Path) -> bool:
    """Whether a file is locked. Raises Unreadable."""
    data = record_files.content(path)
    return may_be_locked(data) and locked_files.is_locked(read_json(data, str(path)))


def _first_line(path: Path) -> str:
    """The first line of a small text file. Raises click.UsageError where there is none."""
    try:
        with path.open(encoding="utf-8") as file:
            line = file.readline(10_000).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError("The file of the passphrase cannot be read.") from error
    if not locked_files.prepared(line):
        raise click.UsageError("The file of the passphrase begins with an empty line: its first line is used.")
    return line
