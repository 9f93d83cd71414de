"""What a report says in numbers, read from tallies: answers about each standard, options with their labels.

Ids of several editions are brought together by their lines (`lines`). Knows no sentences and no layout.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from practice_audit.report.counting.tallies import Tally, together
from practice_audit.rules.days import quarter_of
from practice_audit.statistics.proportions import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practice_audit.model import Catalogue, Item, Tool
    from practice_audit.report.counting.folding import Folded
    from practice_audit.report.counting.tallies import Text
    from practice_audit.report.counting.trend_lines import Lines
    from practice_audit.report.periods import Period

THEMES: Final = ("chapter", "indicator-section")
"""The kinds of entries that are themes: chapters of the standards, sections of What Good Looks Like."""
EARLIER: Final = "earlier"
"""A grade that an edition had, and that the newest one does not have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standard:
    """What was answered and noted about one standard through one line of editions.

    `line` is the number of its line. `met`, `partly`, `not_met` and `na` count answers; `good` and `less`
    count pieces of evidence that show it as a strength or as something to develop.
    """

    line: str
    met: int = 0
    partly: int = 0
    not_met: int = 0
    na: int = 0
    good: int = 0
    less: int = 0

    @property
    def judged(self) -> int:
        """The answers that say how far it is met: not those in which it is not applicable."""
        return self.met + self.partly + self.not_met

    @property
    def surely_met(self) -> float:
        """How much of it is met at least, as far as this many answers can tell: an order, and no figure to show."""
        return wilson(self.met, self.judged).low if self.judged else 0.0

    @property
    def surely_not(self) -> float:
        """How much of it is not or partly met at least, as far as this many answers can tell."""
        return wilson(self.judged - self.met, self.judged).low if self.judged else 0.0


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The records of one period, and of the one before, in numbers.

    `catalogues` are all editions that matter, oldest first; the newest gives names and labels.
    """

    period: Period
    folded: Folded
    lines: Lines
    catalogues: tuple[Catalogue, ...]
    earlier_quarters: tuple[str, ...] = ()

    @cached_property
    def now(self) -> Tally:
        """Everything of the period."""
        return together(self.folded.tally(quarter) for quarter in self.period.quarters)

    @cached_property
    def earlier(self) -> Tally:
        """Everything of the period before."""
        return together(self.folded.tally(quarter) for quarter in self.earlier_quarters)

    @property
    def day(self) -> dt.date:
        """The day as of which everything stands."""
        return dt.date.fromisoformat(self.folded.as_at)

    @property
    def is_over(self) -> bool:
        """Whether the period is over on that day: until then nothing is missing in it yet."""
        return self.day >= self.period.last

    @cached_property
    def quarters(self) -> tuple[str, ...]:
        """The quarters of the period that have begun by that day; its first one always."""
        latest = quarter_of(self.folded.as_at)
        return tuple(one for one in self.period.quarters if one <= latest) or self.period.quarters[:1]

    @property
    def newest(self) -> Catalogue:
        """The newest edition: what things are called."""
        return self.catalogues[-1]

    @cached_property
    def standards(self) -> dict[str, Standard]:
        """The standards of the period by line, in the order of the newest edition, earlier lines after theirs."""
        return self.standards_of(self.now)

    def standards_of(self, tally: Tally) -> dict[str, Standard]:
        """The standards of a tally, by line."""
        found: dict[str, Counter[str]] = {}
        for kind in ("standard", "seen"):
            for (edition, identity, value), number in tally.under(kind).items():
                line = self.lines.of.get((edition, identity))
                if line is not None:
                    found.setdefault(line, Counter())[_NAMES.get(value, value)] += number
        order = {item.id: place for place, item in enumerate(self.newest.items)}

        def place(line: str) -> tuple[int, int]:
            return order.get(self.lines.lines[line].id, len(order)), -int(line)

        return {
            line: Standard(line=line, **{name: found[line][name] for name in _COUNTED})
            for line in sorted(found, key=place)
        }

    def noted(self, theme: str, kind: str) -> int:
        """The pieces of evidence of one kind that show standards of a theme, each piece once."""
        return self.now.total("noted", theme, kind)

    def shown(self, line: str, kind: str) -> Text | None:
        """The newest piece of evidence about a line, as a strength or as something to develop."""
        names = (name for name, number in self.lines.of.items() if number == line)
        texts = [text for name in names for text in self.now.of("shown", *name, kind)]
        return min(texts, default=None)

    def name(self, identity: str) -> str:
        """What an id is called in the newest edition that has it."""
        item = self.lines.item(identity)
        return item.name if item else identity

    def is_expected(self, line: str) -> bool:
        """Whether a line says what is expected of practice; what only explains (level info) does not compete."""
        item = self.lines.item(self.lines.lines[line].id)
        return item is not None and item.level != "info"

    def themes(self) -> tuple[Item, ...]:
        """The themes of the newest edition."""
        return self.newest.of_kind(*THEMES)

    @cached_property
    def theme_ids(self) -> frozenset[str]:
        """Their ids."""
        return frozenset(item.id for item in self.themes())

    def tool(self, tool_id: str) -> Tool | None:
        """A form by its id, from the newest edition that has it."""
        for catalogue in reversed(self.catalogues):
            for tool in catalogue.tools:
                if tool.id == tool_id:
                    return tool
        return None

    def labels(self, part: str) -> dict[str, str]:
        """The labels of the choices of a part, by value, from the newest edition that has them."""
        found: dict[str, str] = {}
        for catalogue in self.catalogues:
            for tool in catalogue.tools:
                for question in tool.questions.values():
                    if question.part == part:
                        found.update({option.value: option.label for option in question.options})
        return found

    def field_labels(self, part: str, name: str) -> dict[str, str]:
        """The labels of the choices of one field of the rows of a part."""
        found: dict[str, str] = {}
        for catalogue in self.catalogues:
            for tool in catalogue.tools:
                for question in tool.questions.values():
                    for each in question.fields if question.part == part else ():
                        if each.id == name:
                            found.update({option.value: option.label for option in each.options})
        return found

    @cached_property
    def grades(self) -> tuple[Item, ...]:
        """The grades of the newest edition, the best first."""
        return tuple(sorted(self.newest.of_kind("grade"), key=lambda item: int(str(item.details.get("rank", 0)))))

    def grade_counts(self, tally: Tally) -> Counter[str]:
        """How many audits were given each grade, by its id in the newest edition.

        EARLIER are those with a grade that the newest edition does not have; what is no grade goes under "".
        """
        ids = {grade.id for grade in self.grades}
        found: Counter[str] = Counter()
        for (edition, grade), number in tally.under("grade").items():
            line = self.lines.line(edition, grade)
            found[line.id if line and line.id in ids else EARLIER if line else ""] += number
        return found

    def areas(self, tally: Tally, kind: str) -> list[tuple[str, str]]:
        """The areas under a kind of counter, each with its label, in the order of the form."""
        labels = self.labels("area")
        found = {key[0]: 1 for key in tally.under(kind)}
        return [(area, labels.get(area, area)) for area, _ in ordered(found, labels)]

    def grades_in(self, tally: Tally, area: str) -> Counter[str]:
        """How many audits of an area were given each grade, as `grade_counts`."""
        own = Tally()
        for (edition, grade), number in tally.under("grade-by-area", area).items():
            own.counts["grade", edition, grade] += number
        return self.grade_counts(own)

    @cached_property
    def _upper(self) -> frozenset[tuple[str, str]]:
        """The grades that need no action, each by its edition and its id there."""
        return frozenset(
            (catalogue.edition.id, grade.id)
            for catalogue in self.catalogues
            for grade in catalogue.of_kind("grade")
            if grade.details.get("actions") != "required"
        )

    def upper(self, tally: Tally) -> int:
        """The audits with a grade that needs no action by their own edition."""
        return sum(number for grade, number in tally.under("grade").items() if grade in self._upper)

    def upper_in(self, tally: Tally, area: str) -> int:
        """The same, of the audits of an area."""
        return sum(number for grade, number in tally.under("grade-by-area", area).items() if grade in self._upper)


_NAMES: Final = {"strength": "good", "development": "less"}
_COUNTED: Final = ("met", "partly", "not_met", "na", "good", "less")


def ordered(counter: Mapping[str, int], known: Iterable[str]) -> list[tuple[str, int]]:
    """The counts in the order of the known values, then all others by name."""
    names = [name for name in known if name in counter]
    return [(name, counter[name]) for name in (*names, *sorted(set(counter) - set(names)))]
