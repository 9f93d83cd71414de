"""What became of every id through the editions: since when it is there, what it said, what changed and why.

Works on the catalogues of the editions, oldest first. Knows nothing of addresses, words or markup.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from practice_audit.fingerprints import subjects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practice_audit.fingerprints import Subject
    from practice_audit.model import Catalogue, Change


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """One edition in the history of an id.

    `text` is what it said, "" where it said the same as in the edition before, `level` its level then.
    `change` is the word that people gave the change, if there was one. `since` and `until` are the first
    and the last day on which the edition was in force, `until` "" for the newest and for one without the id.
    """

    edition: str
    since: str
    until: str
    text: str
    level: str
    is_new: bool
    change: Change | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Gone:
    """An id that is no longer in the framework: its last name and kind, and what became of it."""

    id: str
    kind: str
    name: str
    edition: str
    successors: tuple[str, ...]
    change: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Histories:
    """The editions, oldest first; the last is the one shown."""

    editions: tuple[Catalogue, ...]

    @cached_property
    def _subjects(self) -> tuple[Mapping[str, Subject], ...]:
        return tuple(map(subjects, self.editions))

    @cached_property
    def _changes(self) -> tuple[Mapping[str, Change], ...]:
        return tuple({change.id: change for change in edition.changes} for edition in self.editions)

    @cached_property
    def _days(self) -> tuple[str, ...]:
        return tuple(edition.edition.in_force_from for edition in self.editions)

    def _until(self, number: int) -> str:
        return day_before(self._days[number + 1]) if number + 1 < len(self.editions) else ""

    @cached_property
    def gone(self) -> Mapping[str, Gone]:
        """Every id that an edition took out and that is not there now, in the order in which they went."""
        found: dict[str, Gone] = {}
        now = self._subjects[-1]
        for number in range(1, len(self.editions)):
            before, after = self._subjects[number - 1], self._subjects[number]
            for identity, subject in before.items():
                if identity in after or identity in now:
                    continue
                change = self._changes[number].get(identity) or self._brought_along(subject, before, number)
                found[identity] = Gone(
                    id=identity,
                    kind=subject.kind,
                    name=subject.name,
                    edition=self.editions[number].edition.id,
                    successors=self._now(change.successors, number) if change else (),
                    change=change.change if change else "retired",
                    reason=change.reason if change else "",
                )
        return found

    @cached_property
    def _before(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for gone in self.gone.values():
            for successor in gone.successors:
                found.setdefault(successor, []).append(gone.id)
        return {identity: tuple(several) for identity, several in found.items()}

    def before(self, identity: str) -> tuple[str, ...]:
        """The ids that are gone and whose place this one has taken."""
        return self._before.get(identity, ())

    def _now(self, successors: tuple[str, ...], number: int) -> tuple[str, ...]:
        """What took the place of an id that went in this edition, among what is there now."""
        found: dict[str, None] = {}
        for successor in successors:
            if successor in self._subjects[-1]:
                found[successor] = None
                continue
            later = [place for place in range(number + 1, len(self.editions)) if successor in self._changes[place]]
            for place in later[-1:]:
                found.update(dict.fromkeys(self._now(self._changes[place][successor].successors, place)))
        return tuple(found)

    def _brought_along(self, subject: Subject, before: Mapping[str, Subject], number: int) -> Change | None:
        """What was said of the tool or section with which an id went."""
        while subject.container:
            if change := self._changes[number].get(subject.container):
                return change
            subject = before[subject.container]
        return None

    def subject(self, edition: str, identity: str) -> Subject | None:
        """What an id was in an edition; None where it did not stand in it."""
        ids = [each.edition.id for each in self.editions]
        return self._subjects[ids.index(edition)].get(identity)

    def chosen(self, edition: str, identity: str) -> Subject | None:
        """What an id was in an edition, or in the first one after it that has it; None for an unknown edition."""
        ids = [each.edition.id for each in self.editions]
        later = self._subjects[ids.index(edition) :] if edition in ids else ()
        return next((each[identity] for each in later if identity in each), None)

    def changed_since(self, edition: str, identity: str) -> bool:
        """Whether an id says something else now than when somebody chose it, in an edition."""
        then, now = self.chosen(edition, identity), self._subjects[-1].get(identity)
        return then is not None and now is not None and then.fingerprint != now.fingerprint

    def of(self, identity: str) -> tuple[Chapter, ...]:
        """The editions in which an id stands or from which it went, oldest first."""
        chapters: list[Chapter] = []
        before: Subject | None = None
        for number, edition in enumerate(self.editions):
            subject = self._subjects[number].get(identity)
            change = self._changes[number].get(identity)
            if subject is not None or change is not None:
                same = subject is not None and before is not None and subject.fingerprint == before.fingerprint
                chapters.append(
                    Chapter(
                        edition=edition.edition.id,
                        since=self._days[number],
                        until=self._until(number) if subject is not None else "",
                        text="" if subject is None or same else said(subject),
                        level="" if subject is None or same else str(subject.content.get("level", "")),
                        is_new=subject is not None and before is None,
                        change=change,
                    )
                )
            before = subject
        return tuple(chapters)


def day_before(day: str) -> str:
    """The last day before another, both as ISO 8601 text."""
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()


def said(subject: Subject) -> str:
    """What an id says, in one line: its title and text, or what it asks."""
    keys = ("title", "text", "statement", "lead", "ask")
    parts = (str(subject.content[key]) for key in keys if subject.content.get(key))
    return " – ".join(parts)
