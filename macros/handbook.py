"""Everything that pages are made of, read once: the edition shown, those published, words, examples, the date.

The catalogue, its places in YAML and the settings come from the engine's `sources`; examples and the
published editions are given by whoever builds. Knows nothing of templates, markup or the site generator.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from macros import addresses
from macros.dates import in_words, review_due
from macros.graph import TOOL, Graph
from macros.histories import Histories
from practice_audit import sources
from practice_audit.problems import Unreadable
from practice_audit.sources.training import NOTHING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from practice_audit.documents import Json, Place
    from practice_audit.editions import Comparison
    from practice_audit.findings import Findings
    from practice_audit.model import Catalogue
    from practice_audit.problems import Problem
    from practice_audit.sources.training import Training

WORDS = Path(__file__).parent / "words.yaml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """Something that a page points at. `href` is relative to the site's root.

    An empty `href` means that the id is announced for a later release and has no page yet. `note` is what
    a page says of this link, after it.
    """

    id: str
    text: str
    href: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """One example record of a tool (by its id) that a rule refuses, and the same record mended."""

    tool: str
    about: str
    problem: Problem
    record: Mapping[str, Json]
    mended: Mapping[str, Json]


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A link between two ids that was written for an older text of its target; `place` is its file and line.

    `edition` stands where the holder says itself for which edition it was chosen.
    """

    source: str
    target: str
    place: str
    edition: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Workbench:
    """What the revision of the framework still needs: the changes so far, what is missing, links to look at again."""

    comparison: Comparison | None
    missing: tuple[Problem, ...]
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, kw_only=True, repr=False)  # MkDocs's macros print whatever there is at each build
class Handbook:
    """What every page may show.

    `catalogue` is the edition shown, `editions` are those published, oldest first. `in_force`: the edition
    shown is the one that people work with, and no draft. `base` is where its pages begin, "" at the root.
    `built_on` is the build's date, an input. `site_url` may be "". `results` are those of the last
    accessibility run, if any. `workbench` stands only where the quality team works on the next edition.
    `findings` are the reports, which are no part of an edition, and `training` what people learn from.
    """

    catalogue: Catalogue
    places: Mapping[str, Place]
    settings: Mapping[str, Json]
    wording: Mapping[str, Json]
    words: Mapping[str, Mapping[str, str]]
    built_on: dt.date
    site_url: str = ""
    examples: tuple[Example, ...] = ()
    results: Mapping[str, Json] = field(default_factory=dict)
    editions: tuple[Catalogue, ...] = ()
    in_force: bool = True
    base: str = ""
    root_edition: str = ""
    workbench: Workbench | None = None
    findings: tuple[Findings, ...] = ()
    training: Training = NOTHING

    @cached_property
    def graph(self) -> Graph:
        """Who points at whom."""
        return Graph(catalogue=self.catalogue, findings=self.findings, training=self.training)

    @property
    def control(self) -> Mapping[str, Json]:
        """Document control of the edition: title, approval, review and so on."""
        return self.catalogue.edition.control

    @property
    def review_due_on(self) -> dt.date:
        """The last day on which the framework is not overdue for review (R002)."""
        return review_due(self.control["approved_on"], int(self.control["review_months"]))

    @property
    def review_due_in_words(self) -> str:
        """The same day in words, for the foot of every page."""
        return in_words(self.review_due_on)

    @property
    def review_overdue(self) -> bool:
        """Whether the build's date is past the day on which the review was due (R002)."""
        return self.built_on > self.review_due_on

    def name(self, identity: str) -> str:
        """What an id is called: its title, its sentence, or what it asks. The id itself if it is unknown."""
        graph = self.graph
        if identity in graph.items:
            return graph.items[identity].name
        if identity in graph.sections:
            tool, section, _ = graph.sections[identity]
            return f"{tool.title}: {section.title}"
        if identity in graph.questions:
            return graph.questions[identity][0].question.ask
        titled = graph.tools.get(identity) or graph.rules.get(identity) or self.training.by_id.get(identity)
        if titled:
            return titled.title
        other = graph.found.get(identity) or self.histories.gone.get(identity)
        return other.name if other else identity

    def kind(self, identity: str) -> str:
        """The kind of an id: an item's or a finding's own, or tool, section, question, rule, material, reading-list."""
        graph = self.graph
        if identity in graph.items:
            return graph.items[identity].kind
        if identity in graph.found:
            return graph.found[identity].kind
        kinds = {"tool": graph.tools, "section": graph.sections, "question": graph.questions, "rule": graph.rules}
        found = (kind for kind, subjects in kinds.items() if identity in subjects)
        return next(found, "") or self.training.kind(identity) or self.histories.gone[identity].kind

    def word(self, group: str, key: str) -> str:
        """The word of a group in words.yaml; KeyError names what is missing."""
        try:
            return self.words[group][key]
        except KeyError as error:
            raise KeyError(f"macros/words.yaml has no {group}.{key}") from error

    def announced(self, identity: str) -> str:
        """What an id without an entry is called: "A form", "A report"."""
        return self.word("announced", identity.split(".", maxsplit=1)[0])

    def source(self, codes: str) -> tuple[str, ...]:
        """Where an item stands in its source documents, in words, for "S1.2-AS, S1.A"."""
        return tuple(self.word("sources", code.strip()) for code in codes.split(","))

    def known(self, identity: str) -> bool:
        """Whether an id has a permanent page."""
        return identity in self._subjects

    @cached_property
    def _subjects(self) -> frozenset[str]:
        return frozenset((*self.graph.subjects, *self.histories.gone))

    def link(self, identity: str) -> Link:
        """A link to an id's permanent page."""
        href = addresses.permanent(identity) if self.known(identity) else ""
        return Link(id=identity, text=self.name(identity), href=href)

    def links(self, identities: Iterable[str]) -> tuple[Link, ...]:
        """Links to several ids, in their order."""
        return tuple(self.link(identity) for identity in identities)

    @cached_property
    def histories(self) -> Histories:
        """What became of every id, edition by edition."""
        shown = self.catalogue.edition.id
        others = [edition for edition in self.editions if edition.edition.id != shown]
        return Histories(editions=(*others, self.catalogue))

    def of_edition(self, catalogue: Catalogue) -> Handbook:
        """The handbook as a published edition shows it, at an address of its own."""
        base = addresses.edition(catalogue.edition.id)
        made = replace(
            self,
            catalogue=catalogue,
            base=base,
            root_edition=self.at_root,
            places={},
            examples=(),
            workbench=None,
            training=NOTHING,
        )
        vars(made)["histories"] = self.histories  # the same for all: worked out once
        return made

    @property
    def newest(self) -> Catalogue:
        """The newest published edition; where there is none, the one shown."""
        return self.editions[-1] if self.editions else self.catalogue

    @property
    def at_root(self) -> str:
        """The id of the edition at the site's root."""
        return self.root_edition or self.catalogue.edition.id

    @property
    def is_older(self) -> bool:
        """Whether a later edition than the one shown is published."""
        return self.base != "" and self.catalogue.edition.id != self.newest.edition.id

    def setting(self, *keys: str) -> Json:
        """A value of standards/settings.yaml, or "" where it is not set."""
        value: Json = self.settings
        for key in keys:
            value = value.get(key, "") if isinstance(value, dict) else ""
        return "" if value is None else value


def load(root: Path, built_on: dt.date, *, site_url: str = "", found: sources.Sources | None = None) -> Handbook:
    """The checkout at `root`, without examples; `found` is its YAML where it has been read already.

    Raises Unreadable when the YAML has errors.
    """
    read = found or sources.read(root)
    if read.catalogue is None:
        raise Unreadable(read.problems)
    results = root / "build" / "test-results" / "accessibility.json"
    return Handbook(
        catalogue=read.catalogue,
        places=read.places,
        settings=read.settings,
        wording=read.wording,
        words=yaml.safe_load(WORDS.read_text(encoding="utf-8")),
        built_on=built_on,
        site_url=site_url or read.settings["site"]["url"],
        training=read.training,
        findings=read.findings,
        results=json.loads(results.read_text(encoding="utf-8")) if results.exists() else {},
    )


__all__ = ["TOOL", "Example", "Handbook", "Link", "Waiting", "Workbench", "load"]
