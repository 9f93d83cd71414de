"""Record files that are named on the command line: which they are, what they hold, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from practice_audit import record_files, records
from practice_audit.cli.clock import today
from practice_audit.cli.editions import catalogue_of, editions, known_catalogue
from practice_audit.cli.passphrases import Passphrase
from practice_audit.problems import Problem, Unreadable
from practice_audit.rules.guard import unrepeated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """The files that are meant, and what could not be looked into. Nothing at all is wrong usage."""
    files, problems = record_files.find(paths)
    if not files and not problems:
        raise click.UsageError("There is no .json file in what you named.")
    return files, problems


def read(path: Path, passphrase: Passphrase | None = None) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The record that a file holds (None if it cannot be read at all) and every problem found in it.

    A locked file is read with the `passphrase`.
    """
    try:
        data = (passphrase or Passphrase(None)).content(path)
    except Unreadable as unreadable:
        return unread(unreadable)
    return judged(data, str(path))


def unread(unreadable: Unreadable) -> tuple[None, list[Problem]]:
    """No record, and why there is none."""
    return None, [unrepeated(problem) for problem in unreadable.problems]


def judged(data: bytes, source: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The record that bytes are (None if they are none) and every problem found in it; `source` names their file."""
    from practice_audit import validation  # noqa: PLC0415 - --help is there at once

    try:
        record = records.read(data, source)
    except Unreadable as unreadable:
        return unread(unreadable)
    catalogue = known_catalogue(record.get("edition")) or catalogue_of(editions()[-1])
    return record, list(validation.validate(catalogue, record, today=today(), source=source))
