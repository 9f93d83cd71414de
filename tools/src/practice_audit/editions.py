"""What changed between two editions of the framework, id by id.

Two catalogues are compared by their fingerprints, by where each id stands and by their links; what the
change means is a word that people choose (`WORDS`). Works on any two catalogues, so several years are
compared as one. Knows nothing of files, pages or dates.
"""

from __future__ import annotations

import re
from collections import ChainMap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from practice_audit.fingerprints import Subject, subjects

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from practice_audit.documents import Json
    from practice_audit.model import Catalogue, Change

REWORDED: Final = ("wording", "clarified", "raised", "lowered")
"""Words for an id whose text, level or answers changed."""
GONE: Final = ("retired", "split", "merged", "moved")
"""Words for an id that is no longer there."""
WORDS: Final = (*REWORDED, "moved", "split", "merged", "new", "retired")
"""Every word for a change."""
MEANING: Final = frozenset(WORDS) - {"wording", "moved"}
"""Words for a change of what is expected of practice; the others leave the meaning as it was."""

JUDGED_BY: Final = frozenset(
    {
        "principle", "framing", "chapter", "expectation", "indicator-section", "indicator", "grade",
        "grading-criterion", "method", "starting-point", "value",
    }
)  # fmt: skip
"""Kinds of entries that cases are judged by: they change with an approval only, never in a revision of the tools."""

CONTROL: Final = "document-field"
"""Entries of this kind say which edition this is: they differ each time, and no word is asked for them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkChange:
    """A link that came (`added`) or went."""

    source: str
    target: str
    added: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """What became of one id between two editions.

    `what` is the plain fact: reworded, moved, new or gone. `words` and `reasons` are what people said
    of it, oldest first, none where nobody did. `successors` are what an id that is gone is now.
    `before` and `after` hold the parts of its content that differ, and its kind and place where those do.
    `links` are the links that came or went because of it.
    """

    id: str
    kind: str
    what: str
    name: str
    words: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    before: Mapping[str, Json] = field(default_factory=dict)
    after: Mapping[str, Json] = field(default_factory=dict)
    links: tuple[LinkChange, ...] = ()

    @property
    def has_moved(self) -> bool:
        """Whether it stands somewhere else now."""
        return "place" in self.after or (self.what == "gone" and self.words[-1:] == ("moved",))


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Everything that differs between two editions.

    `differences` need a word each; `control` are entries of document control, which need none;
    `links` came or went with no other change.
    """

    before: str
    after: str
    differences: tuple[Difference, ...]
    control: tuple[Difference, ...] = ()
    links: tuple[LinkChange, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """The comparison as plain JSON, for other programs."""
        return {
            "before": self.before,
            "after": self.after,
            "changes": [_as_json(one) for one in self.differences],
            "document_control": [_as_json(one) for one in self.control],
            "links": [_link_as_json(link) for link in self.links],
        }


def _as_json(one: Difference) -> dict[str, Json]:
    return {
        "id": one.id,
        "kind": one.kind,
        "what": one.what,
        "name": one.name,
        "words": list(one.words),
        "reasons": list(one.reasons),
        "successors": list(one.successors),
        "before": dict(one.before),
        "after": dict(one.after),
        "links": [_link_as_json(link) for link in one.links],
    }


def _link_as_json(link: LinkChange) -> dict[str, Json]:
    return {"source": link.source, "target": link.target, "added": link.added}


def in_time(edition: str) -> tuple[int, ...]:
    """The order of editions: 2023 before 2023.2 before 2023.10 before 2024."""
    return tuple(int(part) if part.isdigit() else 0 for part in edition.split("."))


def called(edition: str) -> str:
    """An edition that a file names, as messages call it: what stands in its place may be the name of a person."""
    return f"edition {edition}" if _ID.fullmatch(edition) else "another edition"


_ID: Final = re.compile(r"[0-9]{4}(\.[1-9][0-9]{0,2})?", re.ASCII)
"""What the id of an edition looks like; no telephone number fits."""


def compare(before: Catalogue, after: Catalogue, said: Sequence[Iterable[Change]] = ()) -> Comparison:
    """What differs between two editions, with what people `said` of the changes since `before`, oldest first.

    `said` holds the changes of every edition after `before` up to `after`; without it, those of `after`.
    """
    then, now = subjects(before), subjects(after)
    told = _Told([tuple(changes) for changes in said] or [after.changes])
    successors = {one: told.now(one, now) for one in then if one not in now}
    succeeding = {new for several in successors.values() for new in several}
    places = {one.place for one in then.values()} & {one.place for one in now.values()}
    found = [
        *(_changed(then[one], now[one], told, places) for one in now if one in then),
        *(
            _new(now[one], told)
            for one in now
            if one not in then and (one in told or not _comes_along(now[one], then, now, succeeding))
        ),
        *(
            _gone(then[one], told, several)
            for one, several in successors.items()
            if one in told or not _comes_along(then[one], now, then, ())
        ),
    ]
    place = {one: number for number, one in enumerate((*then, *(one for one in now if one not in then)))}
    differences = sorted(filter(None, found), key=lambda one: place[one.id])
    owned, loose = _owners(then, now, differences, successors)
    whole = [_with_links(one, owned.get(one.id, ())) for one in differences]
    return Comparison(
        before=before.edition.id,
        after=after.edition.id,
        differences=tuple(one for one in whole if one.kind != CONTROL),
        control=tuple(one for one in whole if one.kind == CONTROL),
        links=loose,
    )


class _Told:
    """What people said of changes, edition by edition, oldest first."""

    def __init__(self, editions: Sequence[tuple[Change, ...]]) -> None:
        self._by_id: dict[str, list[Change]] = {}
        for change in (change for changes in editions for change in changes):
            self._by_id.setdefault(change.id, []).append(change)

    def __contains__(self, identity: str) -> bool:
        return identity in self._by_id

    def words(self, identity: str) -> tuple[str, ...]:
        return tuple(change.change for change in self._by_id.get(identity, ()))

    def reasons(self, identity: str) -> tuple[str, ...]:
        return tuple(change.reason for change in self._by_id.get(identity, ()))

    def now(self, identity: str, present: Mapping[str, Subject]) -> tuple[str, ...]:
        """What an id that is gone has become among those that are there, through any number of editions."""
        seen: dict[str, None] = {}
        waiting = [identity]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen[one] = None
                successors = (new for change in self._by_id.get(one, ()) for new in change.successors)
                waiting.extend(() if one in present else reversed(tuple(successors)))
        return tuple(one for one in seen if one in present)


def _comes_along(
    one: Subject, absent: Mapping[str, Subject], present: Mapping[str, Subject], succeeding: Iterable[str]
) -> bool:
    """Whether an id came or went with what holds it, or took the place of another: then it is no change of its own."""
    return one.id in succeeding or (one.container in present and one.container not in absent)


def _changed(then: Subject, now: Subject, told: _Told, places: Container[str]) -> Difference | None:
    """What differs of an id that is there still; `places` are those of both editions: a heading may have a new name."""
    keys = [
        key for key in ChainMap(dict(now.content), dict(then.content)) if then.content.get(key) != now.content.get(key)
    ]
    reworded = then.fingerprint != now.fingerprint
    moved = then.place != now.place and (then.place in places or now.place in places)
    if not reworded and not moved:
        return None
    more: tuple[dict[str, Json], dict[str, Json]] = ({}, {})
    for name, differs in (("kind", then.kind != now.kind), ("place", moved)):
        if differs:
            more[0][name], more[1][name] = getattr(then, name), getattr(now, name)
    return Difference(
        id=now.id,
        kind=now.kind,
        what="reworded" if reworded else "moved",
        name=now.name,
        words=told.words(now.id),
        reasons=told.reasons(now.id),
        before={**{key: then.content[key] for key in keys if key in then.content}, **more[0]},
        after={**{key: now.content[key] for key in keys if key in now.content}, **more[1]},
    )


def _new(now: Subject, told: _Told) -> Difference:
    return Difference(
        id=now.id,
        kind=now.kind,
        what="new",
        name=now.name,
        words=told.words(now.id),
        reasons=told.reasons(now.id),
        after=now.content,
    )


def _gone(then: Subject, told: _Told, successors: tuple[str, ...]) -> Difference:
    return Difference(
        id=then.id,
        kind=then.kind,
        what="gone",
        name=then.name,
        words=told.words(then.id),
        reasons=told.reasons(then.id),
        successors=successors,
        before=then.content,
    )


def _with_links(one: Difference, links: Iterable[LinkChange]) -> Difference:
    values = {name: getattr(one, name) for name in Difference.__slots__}
    return Difference(**{**values, "links": tuple(links)})


def _owners(
    then: Mapping[str, Subject],
    now: Mapping[str, Subject],
    differences: Sequence[Difference],
    successors: Mapping[str, tuple[str, ...]],
) -> tuple[dict[str, list[LinkChange]], tuple[LinkChange, ...]]:
    """The links that came or went, each under the change that caused it; and those that nothing caused."""
    changes = {one.id for one in differences}
    causing = {new: old for old, several in successors.items() if old in changes for new in several}
    causing.update({one: one for one in changes})

    def cause(link: LinkChange) -> str:
        """The change of its target, or of its source, or of what holds the source."""
        for end in (link.target, link.source):
            if end in causing:
                return causing[end]
        held: Subject | None = now.get(link.source) or then[link.source]
        while held is not None and held.container:
            if held.container in causing:
                return causing[held.container]
            held = now.get(held.container) or then.get(held.container)
        return ""

    owned: dict[str, list[LinkChange]] = {}
    for link in _link_changes(then, now):
        owned.setdefault(cause(link), []).append(link)
    return owned, tuple(owned.pop("", ()))


def _link_changes(then: Mapping[str, Subject], now: Mapping[str, Subject]) -> Iterator[LinkChange]:
    for source in dict.fromkeys((*then, *now)):
        old = then[source].links if source in then else ()
        new = now[source].links if source in now else ()
        for target in old:
            if target not in new:
                yield LinkChange(source=source, target=target, added=False)
        for target in new:
            if target not in old:
                yield LinkChange(source=source, target=target, added=True)


def fitting(one: Difference) -> tuple[str, ...]:
    """The words that can be said of a change."""
    if one.what == "reworded":
        return REWORDED
    return {"moved": ("moved",), "new": ("new",), "gone": GONE}[one.what]
