"""Learning material and reading lists: what standards/training.yaml holds, as typed values.

It is no part of the framework: it may change at any time without a new edition, and records never name
it. Each link to the framework says for which edition's text it was chosen. Knows nothing of pages, and
judges nothing: `training_checks` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from practice_audit.problems import pointer_to
from practice_audit.sources.shapes import flag_of, group_of, groups_of, text_of, texts_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from practice_audit.documents import Json, Place
    from practice_audit.sources.yaml_text import Document

MATERIAL: Final = "material"
READING_LIST: Final = "reading-list"
"""The kinds of id that the file holds, as pages call them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """An id that someone chose, for the text it has in an `edition`. `say` is their own sentence about it."""

    id: str
    edition: str
    say: str = ""
    place: Place | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """Something to learn from.

    It stands at an `address` outside the handbook ("" where nobody has set it), or on a `page` of it: an
    id, or an address from the site's root. `check`: the address may be out of date. An empty `audience`
    is everyone. `review_on` is the last day (ISO 8601) on which it needs no second look.
    """

    id: str
    title: str
    kind: str
    audience: tuple[str, ...]
    about: str
    teaches: tuple[Target, ...]
    edition: str
    review_on: str
    address: str = ""
    page: str = ""
    check: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingList:
    """Ids to read in this order, each with a sentence. An empty `audience` is everyone."""

    id: str
    title: str
    audience: tuple[str, ...]
    lead: str
    edition: str
    entries: tuple[Target, ...]


@dataclass(frozen=True, kw_only=True)
class Training:
    """All learning material and all reading lists, in the order of the file."""

    material: tuple[Material, ...] = ()
    lists: tuple[ReadingList, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Material | ReadingList]:
        """Both kinds by id."""
        return {**{one.id: one for one in self.material}, **{one.id: one for one in self.lists}}

    def kind(self, identity: str) -> str:
        """What an id is: material, a reading list, or "" where it is neither."""
        one = self.by_id.get(identity)
        return "" if one is None else MATERIAL if isinstance(one, Material) else READING_LIST

    def chosen(self) -> Iterator[tuple[str, Target]]:
        """Every id that material teaches or that a list holds, with the id of the material or list."""
        for material in self.material:
            for target in material.teaches:
                yield material.id, target
        for listed in self.lists:
            for target in listed.entries:
                yield listed.id, target

    @cached_property
    def _naming(self) -> Mapping[str, tuple[tuple[str, Target], ...]]:
        found: dict[str, list[tuple[str, Target]]] = {}
        for source, target in self.chosen():
            found.setdefault(target.id, []).append((source, target))
        return {identity: tuple(several) for identity, several in found.items()}

    def naming(self, identity: str) -> tuple[tuple[str, Target], ...]:
        """The material that teaches an id, then the lists that hold it, each with what it says of the id."""
        return self._naming.get(identity, ())

    def overdue(self, today: dt.date) -> tuple[Material, ...]:
        """The material that somebody should have looked at again by now."""
        return tuple(one for one in self.material if one.review_on < today.isoformat())


NOTHING: Final = Training()
"""Neither material nor lists."""


def read_training(document: Document | None, settings: Mapping[str, Json]) -> Training:
    """What the file holds; nothing where it is not there or cannot be read.

    `settings` has the documents outside the handbook that material may name by their key.
    """
    if document is None or document.value is None:
        return NOTHING
    documents = group_of(settings, "links")
    return Training(
        material=tuple(
            _material(entry, documents, tuple(_taught(document, entry, pointer)))
            for entry, pointer in groups_of(document.value, "material")
        ),
        lists=tuple(
            _list(entry, tuple(_entries(document, entry, pointer)))
            for entry, pointer in groups_of(document.value, "reading_lists")
        ),
    )


def _material(entry: dict[str, Json], documents: dict[str, Json], teaches: tuple[Target, ...]) -> Material:
    outside = {**group_of(documents, text_of(entry, "document")), **entry}
    return Material(
        id=text_of(entry, "id"),
        title=text_of(outside, "title"),
        kind=text_of(entry, "kind"),
        audience=texts_of(entry, "audience"),
        about=text_of(entry, "about"),
        teaches=teaches,
        edition=text_of(entry, "edition"),
        review_on=text_of(entry, "review_on"),
        address=text_of(outside, "address"),
        page=text_of(entry, "page"),
        check=flag_of(outside, "check", default=False) or False,
    )


def _taught(document: Document, entry: dict[str, Json], pointer: str) -> Iterator[Target]:
    for number, identity in enumerate(texts_of(entry, "teaches")):
        place = document.places.value(pointer + pointer_to("teaches", number))
        yield Target(id=identity, edition=text_of(entry, "edition"), place=place)


def _list(entry: dict[str, Json], entries: tuple[Target, ...]) -> ReadingList:
    return ReadingList(
        id=text_of(entry, "id"),
        title=text_of(entry, "title"),
        audience=texts_of(entry, "audience"),
        lead=text_of(entry, "lead"),
        edition=text_of(entry, "edition"),
        entries=entries,
    )


def _entries(document: Document, entry: dict[str, Json], pointer: str) -> Iterator[Target]:
    for one, at in groups_of(entry, "entries", pointer):
        edition = text_of(one, "edition", text_of(entry, "edition"))
        yield Target(id=text_of(one, "id"), edition=edition, say=text_of(one, "say"), place=document.places.value(at))
