"""What was asked under one id in several editions: where it is one line, where the line breaks, and why.

The words that people chose for a change decide (`editions.WORDS`): what was reworded, made clearer or
moved goes on as one line. What was raised or lowered breaks it: figures before and after stand apart.
What is new, retired, split or merged has nothing to be compared with. Knows no figures and no pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from practice_audit import editions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practice_audit.editions import Difference
    from practice_audit.model import Catalogue, Item

JOINING: Final = frozenset({"wording", "clarified", "moved"})
"""Words after which figures go on as one line."""
UNSAID: Final = "unsaid"
"""The text differs, and nobody said how: figures stand apart, too."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Break:
    """Why a line does not go on: the edition, the word for the change, and the reason that people gave."""

    edition: str
    word: str
    reason: str = ""
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """What means the same through one or several editions.

    `id` is its id in the last of them, `since` the first of them. `began` says why it does not go
    further back (None: the first edition that is known), `ended` why it does not go on (None: it does).
    `before` is the line whose meaning was raised or lowered into this one.
    """

    id: str
    since: str
    began: Break | None = None
    ended: Break | None = None
    before: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lines:
    """The lines of all ids through the given editions, and which line an id of an edition belongs to.

    A line goes by a number, as text: `lines["12"]`.
    """

    lines: Mapping[str, Line]
    of: Mapping[tuple[str, str], str]
    items: Mapping[str, Item] = field(default_factory=dict)

    def line(self, edition: str, identity: str) -> Line | None:
        """The line to which an id of an edition belongs; None where the edition has no such id."""
        number = self.of.get((edition, identity))
        return self.lines[number] if number else None

    def item(self, identity: str) -> Item | None:
        """What an id stands for in the newest edition that has it."""
        return self.items.get(identity)


def lines_of(catalogues: Sequence[Catalogue]) -> Lines:
    """The lines through editions, which are given oldest first and without a gap."""
    found: dict[str, Line] = {}
    of: dict[tuple[str, str], str] = {}
    items: dict[str, Item] = {}
    earlier: Catalogue | None = None
    for catalogue in catalogues:
        edition = catalogue.edition.id
        if earlier is None:
            differences: dict[str, Difference] = {}
        else:
            told = editions.compare(earlier, catalogue, [catalogue.changes])
            differences = {one.id: one for one in told.differences}
        moved = {
            one.successors[0]: one.id
            for one in differences.values()
            if one.what == "gone" and one.words[-1:] == ("moved",) and len(one.successors) == 1
        }
        heirs = {new: one for one in differences.values() if one.what == "gone" for new in one.successors}
        for item in catalogue.items:
            items[item.id] = item
            source = moved.get(item.id, item.id)
            number = of.get((earlier.edition.id, source), "") if earlier else ""
            broken = _broken(differences.get(item.id), edition) if number else None
            if number and broken is None:
                found[number] = _renamed(found[number], item.id)
                of[edition, item.id] = number
                continue
            own = str(len(found))
            of[edition, item.id] = own
            began = broken or (_began(item.id, differences, heirs, edition) if earlier else None)
            found[own] = Line(id=item.id, since=edition, began=began, before=number)
            if number:
                found[number] = _ended(found[number], broken)
        for one in differences.values():
            if one.what == "gone" and earlier is not None and one.id not in moved.values():
                number = of.get((earlier.edition.id, one.id), "")
                if number:
                    word, reason = _told(one)
                    end = Break(edition=edition, word=word, reason=reason, successors=one.successors)
                    found[number] = _ended(found[number], end)
        earlier = catalogue
    return Lines(lines=found, of=of, items=items)


def _told(one: Difference) -> tuple[str, str]:
    return (one.words[-1] if one.words else UNSAID, one.reasons[-1] if one.reasons else "")


def _broken(one: Difference | None, edition: str) -> Break | None:
    """Why an id that was there before means something else now; None where it does not."""
    if one is None or one.what != "reworded":
        return None
    word, reason = _told(one)
    return None if word in JOINING else Break(edition=edition, word=word, reason=reason)


def _began(
    identity: str, differences: Mapping[str, Difference], heirs: Mapping[str, Difference], edition: str
) -> Break:
    """Why a line begins: it is new, or takes the place of one that was split or merged."""
    heir = heirs.get(identity)
    word, reason = _told(heir) if heir else ("new", "")
    if heir is None and identity in differences:
        word, reason = "new", (differences[identity].reasons or ("",))[-1]
    return Break(edition=edition, word=word, reason=reason)


def _renamed(line: Line, identity: str) -> Line:
    return Line(id=identity, since=line.since, began=line.began, ended=line.ended, before=line.before)


def _ended(line: Line, end: Break | None) -> Line:
    return Line(id=line.id, since=line.since, began=line.began, ended=end, before=line.before)
