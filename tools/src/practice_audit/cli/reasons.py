"""The file that says why records were refused: of every import, until their files enter.

It is a list of problems, as `--format json` prints them, the name of each file whole. Nothing else is written over.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from practice_audit.cli.common import CHECK_READING, Stop, as_json, write_over
from practice_audit.problems import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practice_audit.problems import Problem

    Reason = dict[str, Any]

MOST: Final = 500_000_000
"""Bytes: a list of reasons is not larger, however much was refused."""


def earlier(path: Path) -> list[Reason]:
    """The reasons in a file, none where there is none. Stops where it holds anything else, before that is lost."""
    try:
        if not path.exists():
            return []
        found = _reasons(path.read_bytes()) if path.stat().st_size <= MOST else None
    except OSError as error:
        raise Stop(visible(f"{path} cannot be read: {error.strerror}. {CHECK_READING}")) from error
    if found is None:
        raise Stop(
            visible(
                f"{path} is there already, and holds no reasons of an earlier import. Nothing was imported, and "
                "nothing was written over it. Name another file after --reasons."
            )
        )
    return found


def keep(path: Path, refused: Iterable[Problem], files: Iterable[Path]) -> int:
    """Write why these were refused beside what earlier imports left there; the number of such earlier reasons.

    `files` are those of this import: what was said of them before is over.
    """
    looked_at = {str(each.resolve()) for each in files}
    new = [_whole(problem.to_json()) for problem in refused]
    again = looked_at | {each["source"] for each in new}
    before = [each for each in earlier(path) if each.get("source") not in again]
    if new or path.exists():
        write_over(path, as_json([*before, *new]) + "\n")
    return len(before)


def _whole(reason: Reason) -> Reason:
    """The same with the name of its file from the root: the next import may run in another folder."""
    source = reason["source"]
    return {**reason, "source": str(Path(source).resolve())} if source else reason


def _reasons(data: bytes) -> list[Reason] | None:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    is_one = isinstance(value, list) and all(
        isinstance(each, dict) and {"code", "message"} <= each.keys() for each in value
    )
    return value if is_one else None
