"""What pages show of learning material and reading lists, as plain values; addresses relative to the site's root.

What material or a list names, and this edition does not have yet, is left out until an edition has it.
Knows nothing of markup or files.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from macros import addresses
from macros.dates import in_words
from macros.handbook import Link
from macros.rows import Row
from practice_audit.sources.training import Material

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from macros.handbook import Handbook
    from practice_audit.documents import Json
    from practice_audit.sources.training import ReadingList, Target


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One piece of material on the page of all. `document` is where it stands outside the handbook, if it does.

    `place` is where it stands inside. An empty `audience` is everyone. `changed` is how many of the texts it
    teaches changed since; `overdue`: nobody looked at it in time.
    """

    material: Material
    document: Mapping[str, Json] | None
    place: Link | None
    audience: tuple[Link, ...]
    teaches: tuple[Link, ...]
    lists: tuple[Link, ...]
    changed: int
    overdue: bool
    page: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """The material of one kind, under one heading."""

    title: str
    anchor: str
    material: tuple[Shown, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry of a reading list: what it is, why to read it here, and whether its text has changed (`note`)."""

    link: Link
    kind: str
    say: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A reading list. `handout` is the page that prints, `page` its permanent page. No audience is everyone."""

    id: str
    title: str
    lead: str
    edition: str
    audience: tuple[Link, ...]
    entries: tuple[Entry, ...]
    handout: str
    page: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Learning:
    """The page of all: the lists, then the material by kind."""

    lists: tuple[Listed, ...]
    kinds: tuple[Kind, ...]


def learning(handbook: Handbook) -> Learning:
    """All learning material and all reading lists."""
    material = handbook.training.material
    headings: Mapping[str, str] = handbook.words["material_headings"]
    shown = [_shown(handbook, one) for one in material]
    kinds = (
        Kind(title=title, anchor=f"kind-{kind}", material=tuple(one for one in shown if one.material.kind == kind))
        for kind, title in headings.items()
    )
    return Learning(lists=lists(handbook), kinds=tuple(kind for kind in kinds if kind.material))


def lists(handbook: Handbook) -> tuple[Listed, ...]:
    """The reading lists, in the order of the file."""
    return tuple(_listed(handbook, one) for one in handbook.training.lists)


def _listed(handbook: Handbook, one: ReadingList) -> Listed:
    return Listed(
        id=one.id,
        title=one.title,
        lead=one.lead,
        edition=one.edition,
        audience=handbook.links(one.audience),
        entries=tuple(
            Entry(
                link=handbook.link(target.id),
                kind=handbook.word("kinds", handbook.kind(target.id)),
                say=target.say,
                note=_suspect(handbook, target),
            )
            for target in one.entries
            if handbook.known(target.id)
        ),
        handout=addresses.reading_list(one.id),
        page=addresses.permanent(one.id),
    )


def _shown(handbook: Handbook, one: Material) -> Shown:
    inside = bool(one.page)
    teaches = _targets(handbook, one.teaches)
    return Shown(
        material=one,
        document=None if inside else {"title": one.title, "address": one.address, "check": one.check},
        place=_inside(handbook, one) if inside else None,
        audience=handbook.links(one.audience),
        teaches=teaches,
        lists=naming(handbook, one.id),
        changed=sum(1 for link in teaches if link.note),
        overdue=one in handbook.training.overdue(handbook.built_on),
        page=addresses.permanent(one.id),
    )


def _inside(handbook: Handbook, one: Material) -> Link:
    """The page of this handbook on which material stands: that of an id, or another."""
    if "/" in one.page:
        return Link(id="", text=one.title, href=one.page)
    return handbook.link(one.page)


def _targets(handbook: Handbook, targets: Iterable[Target]) -> tuple[Link, ...]:
    known = (target for target in targets if handbook.known(target.id))
    return tuple(replace(handbook.link(target.id), note=_suspect(handbook, target)) for target in known)


def _suspect(handbook: Handbook, target: Target) -> str:
    """What is said of a text that is no longer the one for which it was chosen; "" where it still is."""
    if not handbook.histories.changed_since(target.edition, target.id):
        return ""
    return handbook.word("learning", "suspect").format(edition=target.edition)


def naming(handbook: Handbook, identity: str) -> tuple[Link, ...]:
    """The material that teaches an id and the lists that hold it, each with what it is and whether the text changed."""
    return tuple(
        replace(handbook.link(source), note=_note(_called(handbook, source), _suspect(handbook, target)))
        for source, target in handbook.training.naming(identity)
    )


def _note(*words: str) -> str:
    return "; ".join(filter(None, words))


def _called(handbook: Handbook, source: str) -> str:
    one = handbook.training.by_id[source]
    return handbook.word("material_kinds", one.kind) if isinstance(one, Material) else handbook.word("learning", "list")


def identity(handbook: Handbook, subject: str) -> tuple[tuple[Row, ...], dict[str, str]]:
    """What the permanent page of material or of a list shows: its rows, and what stands above them."""
    one = handbook.training.by_id[subject]
    if isinstance(one, Material):
        return tuple(_of_material(handbook, one)), {"lead": one.about}
    return tuple(_of_list(handbook, one)), {"lead": one.lead}


def _of_material(handbook: Handbook, one: Material) -> Iterator[Row]:
    yield Row(label="Kind", texts=(handbook.word("material_kinds", one.kind).capitalize(),))
    yield from _where(handbook, one)
    yield _for_whom(handbook, one.audience)
    yield Row(label="What it teaches", links=_targets(handbook, one.teaches), ids=True)
    yield _chosen_for(one.edition)
    yield Row(label="To be looked at again by", texts=(in_words(one.review_on),))
    place = Link(id="", text=handbook.word("learning", "name"), href=addresses.reading(one.id))
    yield Row(label="Where it stands", links=(place,))


def _where(handbook: Handbook, one: Material) -> Iterator[Row]:
    label = "Where to find it"
    if one.page:
        yield Row(label=label, links=(_inside(handbook, one),))
        return
    if not one.address:
        yield Row(label=label, texts=(handbook.word("learning", "gap"),))
        return
    doubt = handbook.word("learning", "check") if one.check else ""
    yield Row(label=label, links=(Link(id="", text=one.title, href=one.address, note=doubt),))


def _of_list(handbook: Handbook, one: ReadingList) -> Iterator[Row]:
    place = Link(id="", text=f"{one.title}, as a page to read and to print", href=addresses.reading_list(one.id))
    yield Row(label="Where it stands", links=(place,))
    yield _for_whom(handbook, one.audience)
    yield Row(label="What to read", links=_targets(handbook, one.entries), ids=True)
    yield _chosen_for(one.edition)


def _for_whom(handbook: Handbook, audience: tuple[str, ...]) -> Row:
    if not audience:
        return Row(label="Who it is for", texts=(handbook.word("learning", "everyone"),))
    return Row(label="Who it is for", links=handbook.links(audience))


def _chosen_for(edition: str) -> Row:
    return Row(label="Chosen for the text of", texts=(f"Edition {edition}",))
