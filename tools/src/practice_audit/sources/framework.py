"""Turns the files of standards/ into the items, rules and edition of a catalogue, each with its place.

A file says by its keys what it holds: `chapter`, `section`, `rules`, `announced`, `control`, `changes`,
`confirmed` or plain `items`. Nested files become one flat list of items; what they inherit (chapter,
group, level status) is filled in. Knows nothing of tools, and judges nothing: `checks` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from practice_audit.editions import GONE
from practice_audit.model import Change, Edition, Item, Rule
from practice_audit.sources.codes import Placed
from practice_audit.sources.shapes import group_of, groups_of, text_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practice_audit.documents import Json
    from practice_audit.sources.yaml_text import Document

CHANGES: Final = "standards/changes/"
"""Where each edition says what changed in it."""

# Keys of an expectation or indicator that are not fields of Item go into its details.
_OWN_DETAILS: Final = ("note", "cell", "certainty", "compound")


@dataclass(frozen=True, kw_only=True, slots=True)
class Framework:
    """What the files of standards/ hold, in reading order.

    `changes` and `confirmed` (source and target of a link -> fingerprint) are those of this edition.
    `retired` holds every id that any edition took out, with what it is now.
    """

    items: list[Placed[Item]] = field(default_factory=list)
    rules: list[Placed[Rule]] = field(default_factory=list)
    announced: list[Placed[str]] = field(default_factory=list)
    editions: list[Placed[Edition]] = field(default_factory=list)
    changes: list[Placed[Change]] = field(default_factory=list)
    confirmed: dict[tuple[str, str], str] = field(default_factory=dict)
    retired: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def by_id(self) -> dict[str, Placed[Item]]:
        """The items by id; the first of those that share one."""
        found: dict[str, Placed[Item]] = {}
        for placed in self.items:
            found.setdefault(placed.value.id, placed)
        return found


def read_framework(documents: Sequence[Document]) -> Framework:
    """Everything that these files hold, in their order."""
    framework = Framework()
    for document in documents:
        data = document.value
        if "control" in data:
            framework.editions.append(Placed(value=_edition(data), document=document, pointer=""))
        if "chapter" in data:
            _chapter(document, framework)
        elif "section" in data:
            _section(document, framework)
        _rules(document, framework)
        for number, announced in enumerate(texts_of(data, "announced")):
            if announced:
                framework.announced.append(Placed(value=announced, document=document, pointer=f"/announced/{number}"))
        if "section" not in data:
            _items(document, framework, data, "")
    for edition in framework.editions:
        _changes(documents, framework, edition.value.id)
    return framework


def _rules(document: Document, framework: Framework) -> None:
    for entry, pointer in groups_of(document.value, "rules"):
        if text_of(entry, "id"):
            framework.rules.append(Placed(value=_rule(entry), document=document, pointer=pointer))


def _changes(documents: Sequence[Document], framework: Framework, edition: str) -> None:
    """What people said of the changes of this edition, and what earlier ones took out."""
    present = framework.by_id()
    for document in documents:
        if not document.path.startswith(CHANGES):
            continue
        mine = document.path in {f"{CHANGES}{edition}.yaml", f"{CHANGES}{edition}-confirmed.yaml"}
        for entry, pointer in groups_of(document.value, "changes"):
            change = _change(entry)
            if change.change in GONE and change.id and change.id not in present:
                framework.retired[change.id] = change.successors
            if mine and change.id:
                framework.changes.append(Placed(value=change, document=document, pointer=pointer))
        for entry, _ in groups_of(document.value, "confirmed") if mine else ():
            framework.confirmed[text_of(entry, "from"), text_of(entry, "to")] = text_of(entry, "fingerprint")


def in_reading_order(documents: Iterable[Document]) -> list[Document]:
    """The readable files in the order that edition.yaml gives (`order`); the others after them, by path."""
    readable = [document for document in documents if document.value is not None]
    order = [path for document in readable if "control" in document.value for path in texts_of(document.value, "order")]
    place = {path: number for number, path in reversed(list(enumerate(order)))}
    return sorted(readable, key=lambda document: (place.get(document.path, len(order)), document.path))


def _items(  # noqa: PLR0913 - what an item inherits from the file around it
    document: Document,
    framework: Framework,
    data: Json,
    pointer: str,
    *,
    part_of: str = "",
    group: str = "",
    level_status: str = "",
) -> None:
    for entry, at in groups_of(data, "items", pointer):
        if not text_of(entry, "id"):
            continue
        item = _item(entry, part_of=part_of, group=group, level_status=level_status)
        framework.items.append(Placed(value=item, document=document, pointer=at))


def _item(entry: dict[str, Json], *, part_of: str = "", group: str = "", level_status: str = "") -> Item:
    details: dict[str, Json] = {key: entry[key] for key in _OWN_DETAILS if key in entry}
    return Item(
        id=text_of(entry, "id"),
        kind=text_of(entry, "kind"),
        text=text_of(entry, "text"),
        source=text_of(entry, "source"),
        title=text_of(entry, "title"),
        part_of=part_of,
        group=group,
        level=text_of(entry, "level"),
        level_status=text_of(entry, "level_status", level_status),
        applies=text_of(entry, "applies"),
        origin=text_of(entry, "origin", "stated"),
        principles=texts_of(entry, "principles"),
        indicators=texts_of(entry, "indicators"),
        expectations=texts_of(entry, "expectations"),
        links=texts_of(entry, "links"),
        aliases=texts_of(entry, "aliases"),
        details={**details, **group_of(entry, "details")},
    )


def _chapter(document: Document, framework: Framework) -> None:
    """A chapter of the Practice Standards: the chapter itself, then its expectations group by group."""
    data = document.value
    chapter = _head(document, framework, "chapter")
    status = text_of(data, "level_status")
    for group, pointer in groups_of(data, "groups"):
        title = text_of(group, "title")
        _items(document, framework, group, pointer, part_of=chapter, group=title, level_status=status)


def _section(document: Document, framework: Framework) -> None:
    """A section of What Good Looks Like: the section itself, then its indicators."""
    section = _head(document, framework, "section")
    _items(document, framework, document.value, "", part_of=section)


def _head(document: Document, framework: Framework, key: str) -> str:
    """Take the entry that the rest of its file is part of; its id."""
    item = _item(group_of(document.value, key))
    if item.id:
        framework.items.append(Placed(value=item, document=document, pointer=f"/{key}"))
    return item.id


def _rule(entry: dict[str, Json]) -> Rule:
    return Rule(
        id=text_of(entry, "id"),
        title=text_of(entry, "title"),
        statement=text_of(entry, "statement"),
        source=text_of(entry, "source"),
        origin=text_of(entry, "origin"),
        severity=text_of(entry, "severity"),
        enforced=texts_of(entry, "enforced"),
        links=texts_of(entry, "links"),
    )


def _change(entry: dict[str, Json]) -> Change:
    return Change(
        id=text_of(entry, "id"),
        change=text_of(entry, "change"),
        reason=text_of(entry, "reason"),
        successors=texts_of(entry, "successors"),
    )


def _edition(data: Json) -> Edition:
    counts = {key: count for key, count in group_of(data, "counts").items() if isinstance(count, int)}
    return Edition(
        id=text_of(data, "id"), status=text_of(data, "status"), control=group_of(data, "control"), counts=counts
    )
