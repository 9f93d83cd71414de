"""Chosen files are taken in as the command `import` takes them: each record whole or not at all, oldest first.

What is left out is told with its file and its reason. Knows nothing of reports or draws.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practice_audit import validation
from practice_audit.desk.shelf import Shelf
from practice_audit.held import Outcome
from practice_audit.problems import Unreadable, has_errors
from practice_audit.record_files import is_looked_at
from practice_audit.rules.guard import unrepeated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from practice_audit.desk.editions import Editions
    from practice_audit.desk.files import Files, Progress
    from practice_audit.problems import Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What came of the files: the records, how many had which outcome, and the problems of each that was refused.

    `others` is how many files were passed over because of their names.
    """

    shelf: Shelf
    outcomes: Mapping[str, int]
    refused: tuple[tuple[str, tuple[Problem, ...]], ...]
    others: int


def take(files: Files, places: Iterable[int], editions: Editions, today: dt.date, progress: Progress) -> Taken:
    """Take in the records of these files; those that are none by their names are passed over."""
    chosen = list(places)
    wanted = [place for place in chosen if is_looked_at(files.names[place].rpartition("/")[2])]
    shelf, outcomes, refused = Shelf(files), Counter[str](), []
    for done, place in enumerate(_oldest_first(files, wanted, progress), 1):
        outcome, problems = _enter(files, place, shelf, editions, today)
        outcomes[outcome] += 1
        if outcome in {Outcome.REFUSED, Outcome.CONFLICT}:
            refused.append((files.names[place], tuple(problems)))
        progress("check", done, len(wanted))
    refused.sort(key=lambda one: one[0])
    return Taken(shelf=shelf, outcomes=outcomes, refused=tuple(refused), others=len(chosen) - len(wanted))


def _oldest_first(files: Files, places: Sequence[int], progress: Progress) -> list[int]:
    """In order of completion, then content: which of two records enters never depends on the names of their files."""
    keys: dict[int, tuple[str, str, str]] = {}
    for done, place in enumerate(places, 1):
        name = files.names[place]
        try:
            record = files.record(place)
            keys[place] = (str(record.get("completed")), str(record.get("content_sha256")), name)
        except Unreadable:
            keys[place] = ("", "", name)
        progress("read", done, len(places))
    return sorted(places, key=lambda place: keys[place])


def _enter(
    files: Files, place: int, shelf: Shelf, editions: Editions, today: dt.date
) -> tuple[Outcome, Sequence[Problem]]:
    """What became of the record in a file, and its problems where it was refused."""
    name = files.names[place]
    try:
        record = files.record(place)
    except Unreadable as unreadable:
        return Outcome.REFUSED, [unrepeated(problem) for problem in unreadable.problems]
    problems = _judged(record, name, editions, today)
    if has_errors(problems) and record.get("status") != "draft":
        return Outcome.REFUSED, [problem for problem in problems if has_errors([problem])]
    outcome, found = shelf.enter(record, place, editions.known)
    return outcome, [problem.at(name) for problem in found]


def _judged(record: dict[str, Any], name: str, editions: Editions, today: dt.date) -> tuple[Problem, ...]:
    catalogue = editions.known(record.get("edition")) or editions.newest
    return validation.validate(catalogue, record, today=today, source=name)
