"""Chosen files are taken in as the command `import` takes them: each record whole or not at all, oldest first.

What is left out is told with its file and its reason. Knows nothing of reports or draws.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from practice_audit import validation
from practice_audit.desk.shelf import Shelf
from practice_audit.made_up import is_made_up
from practice_audit.problems import Unreadable, has_errors
from practice_audit.record_files import is_looked_at
from practice_audit.relations.held import Outcome
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

    `others` is how many files were passed over because of their names, `made_up` how many of the records that
    were taken in are made up.
    """

    shelf: Shelf
    outcomes: Mapping[str, int]
    refused: tuple[tuple[str, tuple[Problem, ...]], ...]
    others: int
    made_up: int = 0


def take(files: Files, places: Iterable[int], editions: Editions, today: dt.date, progress: Progress) -> Taken:
    """Take in the records of these files; those that are none by their names are passed over."""
    chosen = list(places)
    wanted = [place for place in chosen if is_looked_at(files.names[place].rpartition("/")[2])]
    shelf, outcomes, refused = Shelf(files), Counter[str](), []
    samples = 0
    for done, place in enumerate(_oldest_first(files, wanted, progress), 1):
        outcome, problems, sample = _enter(files, place, shelf, editions, today)
        outcomes[outcome] += 1
        samples += sample
        if outcome in {Outcome.REFUSED, Outcome.CONFLICT}:
            refused.append((files.names[place], tuple(problems)))
        progress("check", done, len(wanted))
    refused.sort(key=lambda one: one[0])
    others = len(chosen) - len(wanted)
    return Taken(shelf=shelf, outcomes=outcomes, refused=tuple(refused), others=others, made_up=samples)


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
) -> tuple[Outcome, Sequence[Problem], bool]:
    """What became of the record in a file, its problems where it was refused, and whether it is in and made up."""
    name = files.names[place]
    try:
        record = files.record(place)
    except Unreadable as unreadable:
        return Outcome.REFUSED, [unrepeated(problem) for problem in unreadable.problems], False
    problems = _judged(record, name, editions, today)
    if has_errors(problems) and record.get("status") != "draft":
        return Outcome.REFUSED, [problem for problem in problems if has_errors([problem])], False
    outcome, found = shelf.enter(record, place, editions.known)
    if outcome is Outcome.CONFLICT:
        found = tuple(_of_both(problem, files.names[shelf.place(record["record_id"])]) for problem in found)
    return outcome, [problem.at(name) for problem in found], outcome is Outcome.IMPORTED and is_made_up(record)


def _of_both(problem: Problem, other: str) -> Problem:
    """That two files hold the same record with different content: which was changed, nobody can tell from them."""
    return replace(
        problem,
        message=f"This file and {other} hold the same record with different content: one of them was changed. "
        f"{other} was read, and this one was left out.",
        remedy="Trust neither until you know which was changed. Ask the author for the record as it was finished.",
    )


def _judged(record: dict[str, Any], name: str, editions: Editions, today: dt.date) -> tuple[Problem, ...]:
    catalogue = editions.known(record.get("edition")) or editions.newest
    return validation.validate(catalogue, record, today=today, source=name)
