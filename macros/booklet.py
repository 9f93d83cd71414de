"""The whole framework as one booklet: every item once, in the order in which it is read on paper.

Plain values, as in `views`. Nothing opens on paper, so an item names others by what they are called,
and the template adds their pages. The tools are not in it: their blank forms print by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from macros import id_views, views

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from macros.handbook import Handbook
    from macros.id_views import Row
    from macros.views import Group
    from practice_audit.model import Item

BACK = (
    ("Meetings", ("meeting",)),
    ("Reports", ("report",)),
    ("Data", ("data-product",)),
    ("Feedback", ("feedback-channel",)),
    ("Reviews from outside", ("external-review",)),
    ("What families are told", ("leaflet-point",)),
    ("Guidance", ("guidance",)),
    ("Processes", ("process",)),
    ("Forms", ("form",)),
    ("Roles and teams", ("role", "team")),
    ("About this edition", ("document-field",)),
)
"""The back of the booklet, in order: a heading and the kinds under it. One without items is left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """Another place in the booklet. Without `text`, its id is what it is called."""

    id: str
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Aside:
    """What an item points at, under one label."""

    label: str
    to: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """One item as it stands in the booklet."""

    item: Item
    rows: tuple[Row, ...]
    asides: tuple[Aside, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What stands under one heading. `headed` is the item that the heading names, where it names one."""

    title: str
    anchor: str
    lead: str = ""
    headed: Said | None = None
    said: tuple[Said, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def items(self) -> Iterator[Item]:
        """Every item of the part, in reading order."""
        for said in (*filter(None, [self.headed]), *self.said):
            yield said.item
        yield from chain.from_iterable(part.items for part in self.parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Booklet:
    """The booklet of one edition. `edition` is the line that stands on every page."""

    edition: str
    in_force: bool
    proposed: bool
    parts: tuple[Part, ...]


def edition_line(handbook: Handbook) -> str:
    """Which edition a piece of paper belongs to, and that it is a draft where it is one."""
    edition = f"{handbook.control['subtitle']}, edition {handbook.catalogue.edition.id}"
    return edition if _in_force(handbook) else f"{edition}: {handbook.word('paper', 'draft')}"


def _in_force(handbook: Handbook) -> bool:
    return handbook.catalogue.edition.status == "current"


def booklet(handbook: Handbook) -> Booklet:
    """Every item of the handbook's edition, each once."""
    front = (
        _grouped(handbook, "Vision and purpose", "purpose", views.purpose(handbook)),
        _practice_model(handbook),
        _standards(handbook),
        _good(handbook),
        _grades(handbook),
        _grouped(handbook, "Methods", "methods", views.methods(handbook)),
    )
    glossary = _glossary(handbook)
    stands = {item.kind for part in (*front, glossary) for item in part.items}
    every = (*front, *_back(handbook, stands), glossary)
    return Booklet(
        edition=edition_line(handbook),
        in_force=_in_force(handbook),
        proposed=any(item.level_status == "proposed" for item in handbook.catalogue.items),
        parts=tuple(part for part in every if next(part.items, None)),
    )


def _practice_model(handbook: Handbook) -> Part:
    framing, principles = views.practice_model(handbook)
    return _grouped(handbook, "Practice Model", "practice-model", (principles, framing))


def _standards(handbook: Handbook) -> Part:
    introduction = Part(
        title="What the standards are",
        anchor="practice-standards-introduction",
        said=_each(handbook, (entry.item for entry in views.introduction(handbook))),
    )
    chapters = (
        _headed(handbook, chapter.item, parts=_groups(handbook, chapter.item.id, chapter.groups))
        for chapter in views.chapters(handbook)
    )
    return Part(title="Practice Standards", anchor="practice-standards", parts=(introduction, *chapters))


def _good(handbook: Handbook) -> Part:
    sections = (
        _headed(handbook, handbook.graph.items[group.anchor], said=_each(handbook, (one.item for one in group.entries)))
        for group in views.good(handbook)
    )
    lead = "What a reader of the file sees when practice is good."
    return Part(title="What Good Looks Like", anchor="what-good-looks-like", lead=lead, parts=tuple(sections))


def _grades(handbook: Handbook) -> Part:
    grades, criteria = views.grades(handbook)
    groups = (
        views.Group(title="The grades, from the top down", anchor="from-the-top", entries=grades),
        views.Group(title="How to grade", anchor="how", lead="A good judgement shows these things.", entries=criteria),
    )
    return _grouped(handbook, "Grades", "grades", groups)


def _back(handbook: Handbook, stands: set[str]) -> Iterator[Part]:
    """The parts of the table, then those of kinds that it does not name: nothing is ever left out."""
    named = {kind for _, kinds in BACK for kind in kinds}
    others = dict.fromkeys(item.kind for item in handbook.catalogue.items if item.kind not in named | stands)
    for title, kinds in (*BACK, *((handbook.word("kinds_plural", kind), (kind,)) for kind in others)):
        anchor = f"all-{kinds[0]}"
        groups = tuple(
            Part(
                title=handbook.word("kinds_plural", kind),
                anchor=f"all-{kind}",
                said=_each(handbook, handbook.catalogue.of_kind(kind)),
            )
            for kind in kinds
        )
        if len(groups) == 1:
            yield replace(groups[0], title=title)
        else:
            yield Part(title=title, anchor=f"{anchor}-and-more", parts=groups)


def _glossary(handbook: Handbook) -> Part:
    terms = chain.from_iterable(letter.items for letter in views.glossary(handbook))
    return Part(title="A to Z of words we use", anchor="glossary", said=_each(handbook, terms))


def _grouped(handbook: Handbook, title: str, anchor: str, groups: Iterable[Group]) -> Part:
    return Part(title=title, anchor=anchor, parts=_groups(handbook, anchor, groups))


def _groups(handbook: Handbook, within: str, groups: Iterable[Group]) -> tuple[Part, ...]:
    """Groups of a reading page as parts. Their anchors are their own on one page only."""
    return tuple(
        Part(
            title=group.title,
            anchor=f"{within}-{group.anchor}",
            lead=group.lead,
            said=_each(handbook, (entry.item for entry in group.entries)),
        )
        for group in groups
        if group.entries
    )


def _headed(handbook: Handbook, item: Item, *, said: tuple[Said, ...] = (), parts: tuple[Part, ...] = ()) -> Part:
    """A part whose heading is the title of an item."""
    return Part(title=item.title, anchor=item.id, headed=_said(handbook, item), said=said, parts=parts)


def _each(handbook: Handbook, items: Iterable[Item]) -> tuple[Said, ...]:
    return tuple(_said(handbook, item) for item in items)


def _said(handbook: Handbook, item: Item) -> Said:
    serving = handbook.graph.named_by(item.id) if item.kind == "principle" else ()
    expectations = (*item.expectations, *(one for one in serving if handbook.kind(one) == "expectation"))
    asides = (
        Aside(label="Principles", to=_titled(handbook, item.principles)),
        Aside(label="What good looks like", to=tuple(Reference(id=one) for one in item.indicators)),
        Aside(label=_SERVING.get(item.kind, "Expectations"), to=tuple(Reference(id=one) for one in expectations)),
        Aside(label="See also", to=_titled(handbook, (one for one in item.links if one not in expectations))),
    )
    rows = id_views.details(handbook, item)
    linking = (Aside(label=row.label, to=_titled(handbook, (link.id for link in row.links))) for row in rows)
    return Said(
        item=item,
        rows=tuple(row for row in rows if any(row.texts)),
        asides=tuple(aside for aside in (*linking, *asides) if aside.to),
    )


_SERVING = {"principle": "Expectations that serve it", "indicator": "Expectations it shows"}


def _titled(handbook: Handbook, identities: Iterable[str]) -> tuple[Reference, ...]:
    """References to items by their titles; to an item without one, by what it stands in. No tools, no rules."""
    items = [handbook.graph.items[one] for one in identities if one in handbook.graph.items]
    named = (item if item.title else handbook.graph.items.get(item.part_of) for item in items)
    return tuple(dict.fromkeys(Reference(id=item.id, text=item.title) for item in named if item))
