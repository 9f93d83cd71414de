"""The whole framework as one booklet: every item once, in the order in which it is read on paper.

Plain values, as in `views`. Nothing opens on paper, so an item names others by what they are called,
and the template adds their pages. The tools are not in it: their blank forms print by themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from macros import feedback_views, gatherings, id_items, process_views, views
from macros.views import Group

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from macros.handbook import Handbook
    from macros.rows import Row
    from practice_audit.model import Item


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
    approved: bool
    proposed: bool
    parts: tuple[Part, ...]


def edition_line(handbook: Handbook) -> str:
    """Which edition a piece of paper belongs to, and that it is a draft where nobody has published it."""
    edition = f"{handbook.control['subtitle']}, edition {handbook.catalogue.edition.id}"
    return edition if handbook.in_force or handbook.base else f"{edition}: {handbook.word('paper', 'draft')}"


def booklet(handbook: Handbook) -> Booklet:
    """Every item of the edition that the handbook shows, each once."""
    front = (
        _grouped(handbook, "Vision and purpose", "purpose", views.purpose(handbook)),
        _practice_model(handbook),
        _standards(handbook),
        _good(handbook),
        _grades(handbook),
        _grouped(handbook, "Methods", "methods", views.methods(handbook)),
    )
    arranged = (*front, *_back(handbook))
    glossary = _glossary(handbook)
    rest = _rest(handbook, chain.from_iterable(part.items for part in (*arranged, glossary)))
    return Booklet(
        edition=edition_line(handbook),
        approved=handbook.catalogue.edition.status == "current",
        proposed=any(item.level_status == "proposed" for item in handbook.catalogue.items),
        parts=tuple(part for part in (*arranged, *rest, glossary) if next(part.items, None)),
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
        Group(title="The grades, from the top down", anchor="from-the-top", entries=grades),
        Group(title="How to grade", anchor="how", lead="A good judgement shows these things.", entries=criteria),
    )
    return _grouped(handbook, "Grades", "grades", groups)


def _back(handbook: Handbook) -> Iterator[Part]:
    """What stands behind the methods, in order, each arranged as on its reading page."""
    leaflet = views.entries(handbook, handbook.catalogue.of_kind("leaflet-point"))
    table: tuple[tuple[str, Iterable[Group]], ...] = (
        ("Meetings and panels", map(_gathered, gatherings.meetings(handbook))),
        ("Reports and data", map(_gathered, gatherings.reports_and_data(handbook))),
        ("Feedback", feedback_views.feedback(handbook).groups),
        ("Outside reviews", feedback_views.outside_reviews(handbook)),
        ("How are we doing?", [Group(title="The leaflet for families", anchor="leaflet", entries=leaflet)]),
        ("Guidance", views.guidance(handbook)),
        ("Processes", map(_theme, process_views.processes(handbook))),
        ("Forms", views.forms(handbook)),
        ("Roles and teams", views.roles(handbook)),
    )
    for title, groups in table:
        yield _grouped(handbook, title, "-".join(re.findall("[a-z]+", title.lower())), groups)


def _gathered(part: gatherings.Part) -> Group:
    inside = tuple(one.entry for one in part.gatherings)
    return Group(title=part.title, anchor=part.anchor, lead=part.lead, entries=inside)


def _theme(theme: process_views.Theme) -> Group:
    return Group(title=theme.title, anchor=theme.anchor, entries=tuple(one.entry for one in theme.processes))


def _rest(handbook: Handbook, shown: Iterable[Item]) -> Iterator[Part]:
    """Items that stand nowhere yet, under the names of their kinds: nothing is ever left out."""
    stands = {item.id for item in shown}
    left = [item for item in handbook.catalogue.items if item.id not in stands]
    for kind in dict.fromkeys(item.kind for item in left):
        said = _each(handbook, (item for item in left if item.kind == kind))
        yield Part(title=handbook.word("kinds_plural", kind), anchor=f"all-{kind}", said=said)


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
    rows = id_items.details(handbook, item)
    told = {link.id for row in rows for link in row.links}
    linking = (Aside(label=row.label, to=_titled(handbook, (link.id for link in row.links))) for row in rows)
    return Said(
        item=item,
        rows=tuple(row for row in map(partial(_in_words, handbook), rows) if any(row.texts)),
        asides=tuple(aside for aside in (*linking, *_asides(handbook, item, told)) if aside.to),
    )


def _in_words(handbook: Handbook, row: Row) -> Row:
    """A row with the names of what is not in the booklet, such as tools."""
    names = (link.text for link in row.links if link.id not in handbook.graph.items)
    return replace(row, texts=(*row.texts, *names))


def _asides(handbook: Handbook, item: Item, told: Container[str]) -> Iterator[Aside]:
    """What an item points at, but for what its rows have told."""
    serving = handbook.graph.named_by(item.id) if item.kind == "principle" else ()
    expectations = (*item.expectations, *(one for one in serving if handbook.kind(one) == "expectation"))
    yield Aside(label="Principles", to=_titled(handbook, item.principles))
    yield Aside(label="What good looks like", to=tuple(Reference(id=one) for one in item.indicators))
    yield Aside(label=_SERVING.get(item.kind, "Expectations"), to=tuple(Reference(id=one) for one in expectations))
    more = (one for one in item.links if one not in expectations and one not in told)
    yield Aside(label="See also", to=_titled(handbook, more))


_SERVING = {"principle": "Expectations that serve it", "indicator": "Expectations it shows"}


def _titled(handbook: Handbook, identities: Iterable[str]) -> tuple[Reference, ...]:
    """References to items by their titles; to an item without one, by what it stands in. No tools, no rules."""
    items = [handbook.graph.items[one] for one in identities if one in handbook.graph.items]
    named = (item if item.title else handbook.graph.items.get(item.part_of) for item in items)
    return tuple(dict.fromkeys(Reference(id=item.id, text=item.title) for item in named if item))
