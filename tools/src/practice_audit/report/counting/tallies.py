"""What is kept of many records: numbers by name, and a few texts. Never a record, and nobody's code.

A tally grows with what is counted and not with how many records there are. Under each name a fixed
number of texts is kept, the least by their rank; which ones does not depend on the order in which
records came. Tallies are added up as if their records had been counted in one. Knows neither tools
nor words.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practice_audit.report.counting.plans import Key

ACTIONS: Final = 20_000
"""How many actions are listed in data, at most: more than councils have, and few enough for a sheet and for memory."""
EXAMPLES: Final = 500
"""How many good examples of a quarter can be chosen from, at most. A report quotes a few of them."""
KEPT: Final[Mapping[str, int]] = {
    "shown": 1,
    "example": EXAMPLES,
    "reason": 12,
    **dict.fromkeys(("agreed", "done", "overdue", "every"), ACTIONS),
}
"""How many texts are kept under a name, by its first part."""
_OTHERS: Final = 10
_ONCE: Final = frozenset({"example", "reason", "learnt", "said"})
"""Under these names words that stand in several records are kept once."""
_TURNED: Final = str.maketrans("0123456789", "9876543210")


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Text:
    """One text of a record. `rank` decides which ones are kept; `record` is the number of its record.

    `place` tells the texts of one record apart; `facts` are short values beside it, such as a role and a
    due date.
    """

    rank: str
    record: str
    place: str
    text: str
    facts: tuple[str, ...] = ()


def newest_first(day: str) -> str:
    """A rank by which later days (ISO 8601 text) come first."""
    return day.translate(_TURNED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """Numbers and texts of the records of one quarter, or of several; where it does not quote, numbers only."""

    counts: Counter[Key] = field(default_factory=Counter)
    texts: dict[Key, list[Text]] = field(default_factory=dict)
    quotes: bool = True

    def keep(self, key: Key, text: Text) -> None:
        """Keep a text under a name, unless enough lesser ones are there."""
        if not self.quotes:
            return
        kept = self.texts.setdefault(key, [])
        if key[0] in _ONCE:
            same = next((one for one in kept if one.text == text.text), None)
            if same is not None:
                if text >= same:
                    return
                kept.remove(same)
        if len(kept) == KEPT.get(key[0], _OTHERS):
            if text >= kept[-1]:
                return
            kept.pop()
        insort(kept, text)

    def add(self, other: Tally) -> None:
        """Add what another tally holds."""
        self.counts.update(other.counts)
        for key, texts in other.texts.items():
            for text in texts:
                self.keep(key, text)

    def under(self, *start: str) -> Counter[Key]:
        """The counters whose name starts so, by the rest of their name."""
        length = len(start)
        found: Counter[Key] = Counter()
        for key, number in self.counts.items():
            if key[:length] == start:
                found[key[length:]] += number
        return found

    def total(self, *start: str) -> int:
        """The sum of all counters whose name starts so."""
        return sum(self.under(*start).values())

    def by_last(self, *start: str) -> Counter[str]:
        """The counters whose name starts so, by the last part of their name."""
        found: Counter[str] = Counter()
        for key, number in self.under(*start).items():
            found[key[-1]] += number
        return found

    def of(self, *key: str) -> tuple[Text, ...]:
        """The texts under a name, in order."""
        return tuple(self.texts.get(key, ()))


def together(tallies: Iterable[Tally]) -> Tally:
    """One tally of several."""
    whole = Tally()
    for each in tallies:
        whole.add(each)
    return whole
