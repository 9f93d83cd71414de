"""Records that stand in chosen files, held as a register holds them: `held.Held` without a database.

Of each record that has entered, one line is kept: which file, who it names, its digest. The record
itself is read again when somebody asks for it, so that thousands never stand in memory together.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practice_audit.desk.files import ChangedError
from practice_audit.problems import Unreadable
from practice_audit.relations import consistency
from practice_audit.relations.held import Outcome
from practice_audit.rules.reading import mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from practice_audit.desk.files import Files
    from practice_audit.model import Catalogue
    from practice_audit.problems import Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """What is kept of one record: where it is, and what others ask of it without reading it."""

    place: int
    record_id: str
    completed: str
    content_sha256: str
    record_type: str
    case_ref: str


class Shelf:
    """The records that have entered, of one choice of files."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._place = 0
        self._lines: dict[str, Line] = {}
        self._naming: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._of_case: defaultdict[tuple[str, str], list[str]] = defaultdict(list)

    def enter(
        self, record: Mapping[str, Any], place: int, catalogues: Callable[[str], Catalogue | None]
    ) -> tuple[Outcome, tuple[Problem, ...]]:
        """Put the valid record of a file in, unless it is spoken against: as it would enter a register."""
        self._place = place
        return consistency.enter(record, self, catalogues)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Nobody else is here."""
        yield

    def compare(self, record: Mapping[str, Any]) -> Outcome | None:
        """Whether a record is already there or in conflict; None if nothing here has its id."""
        known = self._lines.get(record["record_id"])
        if known is None:
            return None
        return Outcome.ALREADY_THERE if known.content_sha256 == record["content_sha256"] else Outcome.CONFLICT

    def was_purged(self, record_id: str) -> bool:
        """Never: files know nothing of what was deleted elsewhere."""
        del record_id
        return False

    def add(self, record: Mapping[str, Any]) -> Outcome:
        """Keep a line of the record in the file that is entering."""
        line = Line(
            place=self._place,
            record_id=record["record_id"],
            completed=record["completed"],
            content_sha256=record["content_sha256"],
            record_type=record["record_type"],
            case_ref=str(mapping(record.get("case")).get("ref") or ""),
        )
        self._lines[line.record_id] = line
        if line.case_ref:
            self._of_case[line.record_type, line.case_ref.lower()].append(line.record_id)
        for row in record.get("relates_to") or ():
            self._naming[row["record_id"], row["relation"]].append(line.record_id)
        return Outcome.IMPORTED

    def place(self, record_id: str) -> int:
        """The place of the file that holds a record which is here."""
        return self._lines[record_id].place

    def record(self, record_id: str) -> dict[str, Any] | None:
        """One record, or None where it is not here."""
        line = self._lines.get(record_id)
        return self._read(line) if line else None

    def holds(self, record_ids: Iterable[str]) -> frozenset[str]:
        """Those of these records that are here."""
        return frozenset(each for each in record_ids if each in self._lines)

    def of_case(self, record_type: str, case_ref: str) -> Iterator[dict[str, Any]]:
        """The records of one type on one case, oldest first, less those that a correction replaced."""
        replaced = self.replaced()
        wanted = self._of_case.get((record_type, case_ref.lower()), ())
        return self._in_order(each for each in wanted if each not in replaced)

    def naming(self, record_id: str, relation: str) -> Iterator[dict[str, Any]]:
        """The records that name this one by this relation, oldest first."""
        return self._in_order(dict.fromkeys(self._naming.get((record_id, relation), ())))

    def replaced(self) -> frozenset[str]:
        """The ids that a correction here replaces."""
        return frozenset(target for target, relation in self._naming if relation == "replaces")

    def corrections(self) -> tuple[tuple[str, str], ...]:
        """Each correction here, with the id that it replaces."""
        return tuple(
            (correction, target)
            for (target, relation), named in self._naming.items()
            for correction in named
            if relation == "replaces"
        )

    def lines(self) -> tuple[Line, ...]:
        """A line of every record, by completion time, then id, as a register gives them."""
        return tuple(sorted(self._lines.values(), key=_order))

    def documents(self, lines: Iterable[Line] | None = None) -> Iterator[dict[str, Any]]:
        """The records of these lines, one at a time; all of them where none are named."""
        return (self._read(line) for line in (self.lines() if lines is None else lines))

    def _in_order(self, record_ids: Iterable[str]) -> Iterator[dict[str, Any]]:
        return self.documents(sorted((self._lines[each] for each in record_ids), key=_order))

    def _read(self, line: Line) -> dict[str, Any]:
        """A record as it entered. Raises ChangedError where its file is no longer what it was."""
        try:
            record = self._files.record(line.place)
        except Unreadable as unreadable:
            raise ChangedError(self._files.names[line.place]) from unreadable
        if (record.get("record_id"), record.get("content_sha256")) != (line.record_id, line.content_sha256):
            raise ChangedError(self._files.names[line.place])
        return record


def _order(line: Line) -> tuple[str, str]:
    return line.completed, line.record_id
