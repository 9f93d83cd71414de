"""What the pages about editions show: which there are, what changed between two, what a revision still needs.

Plain values; addresses are relative to the site's root. Knows nothing of files or of how an edition is published.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from macros import addresses
from macros.handbook import Link
from macros.histories import day_before
from macros.id_history import pinned
from practice_audit.editions import Comparison, compare, fitting
from practice_audit.fingerprints import subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from macros.handbook import Handbook, Waiting
    from practice_audit.documents import Json
    from practice_audit.editions import Difference
    from practice_audit.model import Catalogue
    from practice_audit.problems import Problem
    from practice_audit.sources.training import Material

CHANGES = "editions/changes/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One edition in the list of all: its days in force (ISO 8601 text, "" where open) and where it stands."""

    id: str
    since: str
    until: str
    approved_by: str
    is_in_force: bool
    page: str
    changes: str


@dataclass(frozen=True, kw_only=True)
class Editions:
    """Every published edition, the newest first, and every pair of them that a page compares."""

    listed: tuple[Listed, ...]
    pairs: tuple[Link, ...]

    @cached_property
    def for_script(self) -> str:
        """Since when each edition is in force, the newest first, as JSON."""
        return json.dumps([{"edition": one.id, "since": one.since} for one in self.listed])


def editions(handbook: Handbook) -> Editions:
    """The published editions."""
    published = handbook.editions
    days = [each.edition.in_force_from for each in published]
    listed = [
        Listed(
            id=each.edition.id,
            since=days[number],
            until=day_before(days[number + 1]) if number + 1 < len(days) else "",
            approved_by=str(each.edition.control["approved_by"]),
            is_in_force=number + 1 == len(days),
            page=addresses.edition(each.edition.id),
            changes=_page(published[number - 1], each) if number else "",
        )
        for number, each in enumerate(published)
    ]
    pairs = tuple(
        Link(
            id=f"{before.edition.id}-{after.edition.id}",
            text=f"From edition {before.edition.id} to edition {after.edition.id}",
            href=_page(before, after),
        )
        for before, after in combinations(published, 2)
    )
    return Editions(listed=tuple(reversed(listed)), pairs=pairs)


def _page(before: Catalogue, after: Catalogue) -> str:
    return f"{CHANGES}{before.edition.id}-{after.edition.id}/"


def changes_before(handbook: Handbook) -> str:
    """The page of what changed from the edition before to the one shown; "" where there is none."""
    ids = [each.edition.id for each in handbook.editions]
    shown = handbook.catalogue.edition.id
    number = ids.index(shown) if shown in ids else 0
    return _page(handbook.editions[number - 1], handbook.editions[number]) if number else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """What a page of changes shows: the comparison, in words."""

    before: str
    after: str
    changes: tuple[Shown, ...]
    control: tuple[Shown, ...]
    links: tuple[tuple[bool, Link, Link], ...]
    as_json: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One change in words. `was` and `now` are what it said and says; `links` are (came, from, to)."""

    link: Link
    kind: str
    words: tuple[str, ...]
    reasons: tuple[str, ...]
    successors: tuple[Link, ...]
    was: tuple[tuple[str, str], ...]
    now: tuple[tuple[str, str], ...]
    links: tuple[tuple[bool, Link, Link], ...]
    choices: tuple[str, ...]


_COMPARED: dict[tuple[str, ...], Comparison] = {}
"""Published editions never change: what differs between two of them is worked out once a process."""


def _compared(chain: tuple[Catalogue, ...]) -> Comparison:
    key = tuple(each.digest for each in chain)
    if key not in _COMPARED:
        _COMPARED[key] = compare(chain[0], chain[-1], [each.changes for each in chain[1:]])
    return _COMPARED[key]


def comparisons(handbook: Handbook) -> Iterator[Pair]:
    """Each pair of published editions, the years between them included."""
    published = handbook.editions
    for first, last in combinations(range(len(published)), 2):
        yield _pair(handbook, _compared(published[first : last + 1]))


def _pair(handbook: Handbook, comparison: Comparison) -> Pair:
    return Pair(
        before=comparison.before,
        after=comparison.after,
        changes=tuple(_shown(handbook, one) for one in comparison.differences),
        control=tuple(_shown(handbook, one) for one in comparison.control),
        links=_links(handbook, comparison.links),
        as_json=f"{CHANGES}{comparison.before}-{comparison.after}.json",
    )


def _shown(handbook: Handbook, one: Difference) -> Shown:
    both = one.what in {"reworded", "moved"}
    return Shown(
        link=Link(id=one.id, text=one.name, href=addresses.permanent(one.id)),
        kind=handbook.word("kinds", one.kind),
        words=tuple(handbook.word("changes", word) for word in one.words),
        reasons=one.reasons,
        successors=handbook.links(one.successors),
        was=tuple(_parts(one.before)) if both or one.what == "gone" else (),
        now=tuple(_parts(one.after)) if both or one.what == "new" else (),
        links=_links(handbook, one.links),
        choices=fitting(one),
    )


def _parts(content: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """The parts of a content that people read, with their names."""
    for key, value in content.items():
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
            yield key, "; ".join(f"{name}: {one}" for name, one in value.items())
        elif isinstance(value, list) and all(isinstance(one, dict) and "label" in one for one in value):
            yield key, "; ".join(one["label"] for one in value)
        else:
            yield key, json.dumps(value, ensure_ascii=False, sort_keys=True)  # the same wherever the edition came from


def _links(handbook: Handbook, links: Iterable[Json]) -> tuple[tuple[bool, Link, Link], ...]:
    return tuple((link.added, handbook.link(link.source), handbook.link(link.target)) for link in links)


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """The to-do list of the revision under way; `overdue` is material that nobody looked at again in time."""

    pair: Pair | None
    missing: tuple[Problem, ...]
    waiting: tuple[tuple[Waiting, Link, Link], ...]
    overdue: tuple[Material, ...]


def workbench(handbook: Handbook) -> Revision:
    """What changed so far, what is missing, and which links to look at again."""
    bench = handbook.workbench
    if bench is None:
        raise ValueError("nobody works on this edition")
    return Revision(
        pair=_pair(handbook, bench.comparison) if bench.comparison else None,
        missing=bench.missing,
        waiting=tuple((one, handbook.link(one.source), handbook.link(one.target)) for one in bench.waiting),
        overdue=handbook.training.overdue(handbook.built_on),
    )


def index_of(handbook: Handbook, catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Every id of a published edition with its kind, name and place there, for scripts and other programs."""
    edition = catalogue.edition.id
    return {
        identity: {"kind": subject.kind, "name": subject.name, "address": pinned(handbook, edition, identity)}
        for identity, subject in subjects(catalogue).items()
    }


def changes_as_json(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """Address and content of each comparison as a file."""
    published = handbook.editions
    for first, last in combinations(range(len(published)), 2):
        comparison = _compared(published[first : last + 1])
        text = json.dumps(comparison.to_json(), indent=1, ensure_ascii=False)
        yield f"{CHANGES}{comparison.before}-{comparison.after}.json", text + "\n"
