"""The edition being worked on, beside the newest published one: what changed, what is missing, what is suspect.

`python -m site_build edition status` prints it, a page of `make serve` shows it, and `edition publish`
refuses while anything is missing. Pure: takes what was read, gives problems and plain values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from macros.histories import Histories
from practice_audit.editions import GONE, JUDGED_BY, compare, fitting, in_time
from practice_audit.fingerprints import subjects
from practice_audit.problems import Problem, in_order
from practice_audit.sources.framework import CHANGES
from practice_audit.sources.training import NOTHING
from site_build.publication import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from practice_audit.documents import Place
    from practice_audit.editions import Comparison, Difference
    from practice_audit.fingerprints import Subject
    from practice_audit.model import Catalogue, Tool
    from practice_audit.sources import Sources
    from practice_audit.sources.training import Training
    from site_build.publication import Publication

EDITION: Final = "standards/edition.yaml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Suspect:
    """A link that was written for another text of its target. `place` is where the link's holder stands.

    `edition` stands where learning material or a reading list holds it: the edition for which they chose it.
    """

    source: str
    target: str
    written_for: str
    now: str
    place: Place | None = None
    edition: str = ""


@dataclass(frozen=True, kw_only=True)
class Revision:
    """The YAML as it stands, beside the published editions (oldest first)."""

    working: Catalogue
    published: tuple[Publication, ...] = ()
    confirmed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    change_places: Mapping[str, Place] = field(default_factory=dict)
    training: Training = NOTHING

    @property
    def newest(self) -> Publication | None:
        """The newest published edition."""
        return self.published[-1] if self.published else None

    @property
    def is_published(self) -> bool:
        """Whether the YAML is, word for word, the newest published edition."""
        return self.newest is not None and self.newest.catalogue.digest == self.working.digest

    @property
    def changes_file(self) -> str:
        """Where the changes of this edition have their words."""
        return f"standards/changes/{self.working.edition.id}.yaml"

    @cached_property
    def comparison(self) -> Comparison | None:
        """What changed since the newest published edition; None where there is none."""
        return compare(self.newest.catalogue, self.working) if self.newest else None

    @cached_property
    def _now(self) -> Mapping[str, Subject]:
        return subjects(self.working)

    @cached_property
    def written_for(self) -> Mapping[tuple[str, str], str]:
        """For which fingerprint of its target each link was written, source and target -> fingerprint.

        A link is taken to be written for the text that its target had when the link was last published
        or confirmed; a new one, for the text of today.
        """
        before = self.newest
        then = subjects(before.catalogue) if before else {}
        found: dict[tuple[str, str], str] = {}
        for source, subject in self._now.items():
            for target in subject.links:
                if target not in self._now:
                    continue  # a finding: not of this framework, and it never changes
                known = self.confirmed.get((source, target), "")
                if not known and before and source in then and target in then[source].links and target in then:
                    known = before.written_for.get(source, {}).get(target, then[target].fingerprint)
                found[source, target] = known or self._now[target].fingerprint
        return found

    @property
    def suspects(self) -> tuple[Suspect, ...]:
        """Links whose target was changed since they were written: those of the framework, then what teaches it."""
        return (*self.in_framework, *self.in_training)

    @cached_property
    def in_framework(self) -> tuple[Suspect, ...]:
        """Those links between entries of the framework, in the order of their holders."""
        return tuple(
            Suspect(source=source, target=target, written_for=known, now=now, place=self.places.get(source))
            for (source, target), known in self.written_for.items()
            if known != (now := self._now[target].fingerprint)
        )

    @cached_property
    def in_training(self) -> tuple[Suspect, ...]:
        """What learning material and reading lists chose for a text that has changed, in the order of their file."""
        histories = Histories(editions=_editions(self.published, self.working))
        return tuple(
            Suspect(
                source=source,
                target=target.id,
                written_for=then.fingerprint,
                now=self._now[target.id].fingerprint,
                place=target.place,
                edition=target.edition,
            )
            for source, target in self.training.chosen()
            if histories.changed_since(target.edition, target.id)
            and (then := histories.chosen(target.edition, target.id))
        )

    @cached_property
    def missing(self) -> tuple[Problem, ...]:
        """Why this edition cannot be published yet; nothing where it can."""
        return in_order([*self._control(), *self._words(), *self._successors(), *self._versions()])

    def _control(self) -> Iterator[Problem]:
        edition, newest = self.working.edition, self.newest
        if edition.status != "current":
            message = f"Edition {edition.id} is marked as a draft."
            yield self._of_edition("R004", message, "Once it is approved, write “status: current”.")
        if newest is None:
            return
        if in_time(edition.id) <= in_time(newest.edition):
            message = f"Edition {edition.id} does not come after edition {newest.edition}, which is published."
            yield self._of_edition("STD066", message, "Give the new edition a later id.")
        if edition.in_force_from <= newest.in_force_from:
            message = f"Edition {edition.id} was not approved after edition {newest.edition}."
            yield self._of_edition(
                "STD066", message, "Mend “approved_on”, or “revised_on” where only tools were revised."
            )
        if edition.revised_on:
            yield from self._unapproved()

    def _unapproved(self) -> Iterator[Problem]:
        """A revision of the tools leaves what cases are judged by as it was approved."""
        newest, control = self.newest, self.working.edition.control
        if newest is None or self.comparison is None:
            return
        if control.get("approved_on") != newest.catalogue.edition.control.get("approved_on"):
            message = "The edition has a day of approval and a day of revision of its own."
            yield self._of_edition("STD066", message, "Take “revised_on” out: an edition that was approved needs none.")
        for one in self.comparison.differences:
            if one.kind in JUDGED_BY:
                message = (
                    f"“{one.id}” changed, but the edition was only revised: cases are judged by what was approved."
                )
                yield self._of_edition("STD066", message, "Take the change back, or have the edition approved.")

    @staticmethod
    def _of_edition(code: str, message: str, remedy: str) -> Problem:
        return Problem(code=code, message=message, remedy=remedy, source=EDITION)

    def _words(self) -> Iterator[Problem]:
        """Each change has a word that fits; each word, a change."""
        if self.comparison is None:
            return
        said = {change.id: change for change in self.working.changes}
        for one in self.comparison.differences:
            change = said.pop(one.id, None)
            if change is None:
                yield self._wordless(one)
            elif change.change not in fitting(one) and not (change.change == "moved" and one.has_moved):
                message = f"“{one.id}” is said to be {change.change}, but it is {one.what}."
                yield self._at_change("STD064", one.id, message, f"Choose one of: {', '.join(fitting(one))}.")
        for left in said:
            message = f"“{left}” has a word, but nothing about it changed."
            yield self._at_change("STD064", left, message, "Take the entry out.")

    def _wordless(self, one: Difference) -> Problem:
        if one.what == "gone":
            message = f"“{one.id}” is gone, and nothing says what became of it."
            remedy = f"Add it to {self.changes_file}: {', '.join(GONE)}, with its successors (or []) and a reason."
            return Problem(code="R010", message=message, remedy=remedy, source=self.changes_file)
        words = ", ".join(fitting(one))
        message = f"“{one.id}” is {one.what}, and the change has no word."
        remedy = f"Add it to {self.changes_file} with one of these words and a reason: {words}."
        place = self.places.get(one.id)
        problem = Problem(code="STD063", message=message, remedy=remedy)
        return problem.at(place.path, place.line, place.column) if place else problem.at(self.changes_file)

    def _at_change(self, code: str, identity: str, message: str, remedy: str) -> Problem:
        place = self.change_places.get(identity)
        problem = Problem(code=code, message=message, remedy=remedy)
        return problem.at(place.path, place.line, place.column) if place else problem.at(self.changes_file)

    def _successors(self) -> Iterator[Problem]:
        for change in self.working.changes:
            for successor in change.successors:
                if successor not in self._now:
                    message = f"“{change.id}” is said to be “{successor}” now, which is not there."
                    yield self._at_change("STD065", change.id, message, "Name an id of this edition.")
            if change.change == "moved" and not change.successors and change.id not in self._now:
                message = f"“{change.id}” is said to be moved, and nothing says where to."
                yield self._at_change("R010", change.id, message, "Name its new id under “successors”.")

    def _versions(self) -> Iterator[Problem]:
        """A tool whose questions changed has a higher version than before."""
        if self.newest is None:
            return
        before = {tool.id: tool for tool in self.newest.catalogue.tools}
        then = subjects(self.newest.catalogue)
        for tool in self.working.tools:
            old = before.get(tool.id)
            if old is None or tool.version > old.version or _asked(tool, self._now) == _asked(old, then):
                continue
            message = f"The {tool.title} was changed, and its version is still {tool.version}."
            place = self.places.get(f"tool.{tool.id}")
            problem = Problem(code="STD067", message=message, remedy=f"Write “version: {old.version + 1}”.")
            yield problem.at(place.path, place.line, place.column) if place else problem

    def written_for_in_file(self) -> dict[str, dict[str, str]]:
        """The suspect links as the published file keeps them."""
        kept: dict[str, dict[str, str]] = {}
        for suspect in self.in_framework:
            kept.setdefault(suspect.source, {})[suspect.target] = suspect.written_for
        return kept


def _asked(tool: Tool, known: Mapping[str, Subject]) -> list[tuple[str, str]]:
    """What a tool asks, in order: the fingerprint of each question."""
    return [(question, known[question].fingerprint) for question in tool.questions]


def _editions(published: Sequence[Publication], working: Catalogue) -> tuple[Catalogue, ...]:
    """The published editions and, last, the one being worked on."""
    return (*(each.catalogue for each in published if each.edition != working.edition.id), working)


def revision(found: Sources, published: Sequence[Publication]) -> Revision:
    """The revision of YAML that has no errors. Raises ValueError where it has."""
    if found.catalogue is None:
        raise ValueError("the YAML has errors")
    return Revision(
        working=found.catalogue,
        published=tuple(published),
        confirmed=found.confirmed,
        places=found.places,
        change_places=found.change_places,
        training=found.training,
    )


def problems(found: Sources, published: Sequence[Publication]) -> tuple[Problem, ...]:
    """What stops every build.

    Standards changed after they were published, an id used again, changes of no edition, a wrong edition named.
    """
    if found.catalogue is None:
        return ()
    return (
        *_unlike_published(found.catalogue, published),
        *_used_again(found, published),
        *_strays(found, [*(each.edition for each in published), found.catalogue.edition.id]),
        *(_unknown_editions(found.training, _editions(published, found.catalogue)) if published else ()),
    )


def _unlike_published(working: Catalogue, published: Sequence[Publication]) -> Iterator[Problem]:
    for publication in published:
        if publication.edition == working.edition.id and publication.catalogue.digest != working.digest:
            yield Problem(
                code="STD062",
                message=f"Edition {publication.edition} is published, and the standards or tools were changed since.",
                remedy="Begin the next edition: give “id” in edition.yaml a later one and write “status: draft”. "
                f"Or take the change back; what was published stands in {path_of(publication.edition)}.",
                source=EDITION,
            )


def _used_again(found: Sources, published: Sequence[Publication]) -> Iterator[Problem]:
    """R010: an id that an edition took out never comes back."""
    present = subjects(found.catalogue) if found.catalogue else {}
    gone = {
        change.id: publication.edition
        for publication in published
        for change in publication.catalogue.changes
        if change.change in GONE and change.id not in subjects(publication.catalogue)
    }
    for identity in present:
        if identity in gone:
            place = found.places.get(identity)
            problem = Problem(
                code="R010",
                message=f"The id “{identity}” was taken out in edition {gone[identity]} and is used again.",
                remedy="Give the new entry an id that was never used.",
            )
            yield problem.at(place.path, place.line, place.column) if place else problem


def _strays(found: Sources, editions: Sequence[str]) -> Iterator[Problem]:
    """STD068: a file of changes whose edition got another name, or whose published file is gone, would go unread."""
    for document in found.documents:
        edition = document.path.removeprefix(CHANGES).removesuffix(".yaml").removesuffix("-confirmed")
        if document.path.startswith(CHANGES) and edition not in editions:
            yield Problem(
                code="STD068",
                message=f"Edition {edition} is neither published nor being worked on.",
                remedy=f"Give the file the name of its edition; or bring {path_of(edition)} back from version control.",
                source=document.path,
            )


def _unknown_editions(training: Training, editions: Sequence[Catalogue]) -> Iterator[Problem]:
    """STD031: what people learn from was chosen for an edition that there is.

    Before the first edition is published its name may still change: then nothing is asked.
    """
    known = [each.edition.id for each in editions]
    seen: set[tuple[str, str]] = set()
    for source, target in training.chosen():
        if target.edition in known or (source, target.edition) in seen:
            continue
        seen.add((source, target.edition))
        problem = Problem(
            code="STD031",
            message=f"“{source}” was chosen for edition {target.edition}, which does not exist.",
            remedy=f"Write one of: {', '.join(known)}.",
        )
        yield problem.at(target.place.path, target.place.line, target.place.column) if target.place else problem
