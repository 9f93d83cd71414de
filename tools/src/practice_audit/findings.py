"""What a report found, theme by theme, as typed values: strengths, areas, actions and figures.

The report of 2012 has this shape, and the quarterly reports share it: each theme has four lists
(R145), a figure keeps its qualifier and its source (R150), an agreed action says when it falls due
and who owns it, or is listed as not saying so (R146).

    Findings.from_json(findings.to_json()) == findings

The reader trusts its input: `sources` has checked it. A finding says that practice is good or falls
short; a problem says that a file is wrong. Knows nothing of YAML, records, pages or words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from . import plain
from .shown_counts import ShownCounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .documents import Json

DATED: Final = frozenset({"day", "month", "from-month"})
"""The precisions of a due date that stand for a date: a day, the end of a month, the start of one."""
CLOSED: Final = frozenset({"done", "not-done"})
"""The statuses of an action that nobody works on any more (R077)."""
MEASURED_PARTS: Final = ("summary", "progress", "opportunities")
"""Where a figure may belong that is not a theme's."""
_OPEN_ENDED: Final = ("vague", "ongoing", "none")
HEADLINE: Final = ("developments", "improvements", "challenges", "changes_to_qa")
"""The lists of a report's headline."""

_ID: Final = re.compile(r"[fam](?P<period>[0-9]{4}(?:-[a-z0-9]+)*)\.")
_SHORT: Final = {"2012": "2012-11"}
"""The one report whose ids carry less than its own id."""


def report_of(identity: str) -> str:
    """The id of the report that an id belongs to by its first part (`f2012.ei`, `m2026-q1.x`); "" if to none."""
    match = _ID.match(identity)
    return _SHORT.get(match["period"], match["period"]) if match else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """What a report looks back on: two dates (ISO 8601), and a note in words."""

    from_: str
    to: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """When an action falls due, as exactly as the source says.

    `precision` is day, month (`date` is its last day), from-month (its first, on which the action
    begins), vague, ongoing or none. `words` are the source's own; `date` is "" unless dated.
    """

    precision: str = "none"
    date: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """One figure. `value` is None where the source has words only.

    `qualifier` is exact, about, over, nearly, almost or words-only; `unit` percent, count or months;
    `of` what it is a share of; `polarity` strength or concern. `theme` is a theme's id or the part of
    the report that it belongs to. `source` is a code ("S2.EI") or says in words who found it.
    """

    id: str
    theme: str
    label: str
    unit: str
    polarity: str
    qualifier: str
    source: str
    value: int | None = None
    words: str = ""
    of: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """One sentence that a report states: a strength, an area for development, a development.

    `children` are the ids of statements of the same list that are parts of this one.
    """

    id: str
    text: str
    title: str = ""
    measures: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    note: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """Something that was undertaken or agreed. The list in which it stands says which of the two.

    `addresses` are the areas that it is to mend. `same_as` is the action that this one repeats.
    `owner_role` and `status` (open, in-hand, done, not-done) are "" where the source does not say.
    """

    id: str
    text: str
    due: Due = field(default_factory=Due)
    owner_role: str = ""
    status: str = ""
    addresses: tuple[str, ...] = ()
    same_as: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Theme:
    """One theme with its four lists. `standards` are the chapters that it speaks to."""

    id: str
    title: str
    strengths: tuple[Statement, ...]
    areas: tuple[Statement, ...]
    undertaken: tuple[Action, ...]
    agreed: tuple[Action, ...]
    sources: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    note: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """What a report says first."""

    developments: tuple[Statement, ...] = ()
    improvements: tuple[Statement, ...] = ()
    challenges: tuple[Statement, ...] = ()
    changes_to_qa: tuple[Statement, ...] = ()
    planning_informed: tuple[str, ...] = ()


Entry: TypeAlias = Theme | Statement | Action | Measure
"""Anything in a report that has a permanent id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """One entry with where it stands: its report, its theme if any, and its list ("areas")."""

    report: Findings
    part: str
    entry: Entry
    theme: Theme | None = None

    @property
    def kind(self) -> str:
        """What sort of entry it is: theme, finding, action or measure."""
        kinds = {Theme: "theme", Statement: "finding", Action: "action", Measure: "measure"}
        return kinds[type(self.entry)]

    @property
    def name(self) -> str:
        """What the entry is called: its title, its sentence or its label."""
        entry = self.entry
        if isinstance(entry, Measure):
            return entry.label
        if isinstance(entry, Action):
            return entry.text
        return entry.title or (entry.text if isinstance(entry, Statement) else "")

    @property
    def source(self) -> str:
        """Where it comes from: what the entry says itself, else its theme, else its report."""
        own = "" if isinstance(self.entry, Action) else self.entry.source
        return own or (self.theme.source if self.theme else "") or self.report.source

    @property
    def targets(self) -> tuple[str, ...]:
        """Every id that it points at, each once."""
        entry = self.entry
        if isinstance(entry, Theme):
            return entry.standards
        if isinstance(entry, Statement):
            return tuple(dict.fromkeys((*entry.children, *entry.measures, *entry.links)))
        if isinstance(entry, Action):
            return tuple(dict.fromkeys((*entry.addresses, *filter(None, (entry.same_as,)))))
        return ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """One action that was still to be done when its report was written; `agreed`, or undertaken and not finished."""

    theme: Theme
    action: Action
    agreed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many of each a theme holds, or a whole report. A part of an area is not counted by itself.

    `due` counts the agreed actions by the precision of their due date.
    """

    strengths: int
    areas: int
    undertaken: int
    agreed: int
    due: Mapping[str, int]

    @property
    def dated(self) -> int:
        """The agreed actions with a date, start dates included."""
        return sum(self.due.get(precision, 0) for precision in DATED)


@dataclass(frozen=True, kw_only=True)
class Findings:
    """One report's findings. `approach` are the ids of the methods that fed it.

    `counts` stands where a quarter was published from records, and not in a report that people wrote.
    """

    id: str
    title: str
    source: str
    period: Period
    themes: tuple[Theme, ...]
    measures: tuple[Measure, ...] = ()
    epigraph: str = ""
    approach: tuple[str, ...] = ()
    other_processes: tuple[str, ...] = ()
    headline: Headline = field(default_factory=Headline)
    progress: tuple[Statement, ...] = ()
    opportunities: tuple[Statement, ...] = ()
    counts: ShownCounts | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> Findings:
        """Read one report from plain values."""
        return plain.read(cls, data, _PARTS)

    def to_json(self) -> dict[str, Json]:
        """The report as plain values; keys whose value is the default are left out."""
        return plain.written(self, _PARTS)

    @cached_property
    def by_id(self) -> dict[str, Found]:
        """Everything with an id, in the order in which it is read; figures last."""
        return {found.entry.id: found for found in self._all()}

    def _all(self) -> Iterator[Found]:
        for part in HEADLINE:
            yield from (Found(report=self, part=part, entry=one) for one in getattr(self.headline, part))
        yield from (Found(report=self, part="progress", entry=one) for one in self.progress)
        yield from (Found(report=self, part="opportunities", entry=one) for one in self.opportunities)
        for theme in self.themes:
            yield Found(report=self, part="themes", entry=theme)
            for part in ("strengths", "areas", "undertaken", "agreed"):
                yield from (Found(report=self, part=part, entry=one, theme=theme) for one in getattr(theme, part))
        themes = {theme.id: theme for theme in self.themes}
        yield from (
            Found(report=self, part="measures", entry=one, theme=themes.get(one.theme)) for one in self.measures
        )


# Fields that hold records of their own; every other list is a tuple of plain values.
_PARTS: Final[Mapping[tuple[str, str], type]] = {
    ("Findings", "period"): Period,
    ("Findings", "headline"): Headline,
    **{("Headline", part): Statement for part in HEADLINE},
    ("Findings", "progress"): Statement,
    ("Findings", "opportunities"): Statement,
    ("Findings", "themes"): Theme,
    ("Findings", "measures"): Measure,
    ("Findings", "counts"): ShownCounts,
    ("Theme", "strengths"): Statement,
    ("Theme", "areas"): Statement,
    ("Theme", "undertaken"): Action,
    ("Theme", "agreed"): Action,
    ("Action", "due"): Due,
}


def counts(*themes: Theme) -> Counts:
    """The numbers of one theme, or of several together."""
    children = {child for theme in themes for area in theme.areas for child in area.children}
    return Counts(
        strengths=sum(len(theme.strengths) for theme in themes),
        areas=sum(area.id not in children for theme in themes for area in theme.areas),
        undertaken=sum(len(theme.undertaken) for theme in themes),
        agreed=sum(len(theme.agreed) for theme in themes),
        due=dict(Counter(action.due.precision for theme in themes for action in theme.agreed)),
    )


def agreed_once(themes: Iterable[Theme]) -> tuple[Action, ...]:
    """The agreed actions, without those that repeat another one of these themes."""
    agreed = [action for theme in themes for action in theme.agreed]
    ids = {action.id for action in agreed}
    return tuple(action for action in agreed if action.same_as not in ids)


def by_date(report: Findings) -> tuple[Waiting, ...]:
    """What is still to be done, in the order of the dates: every agreed action, and what else has a due date.

    Dates come first, a month's start dates after its other ones; then what is vague, ongoing and
    without any date. Actions of one date keep the report's order.
    """
    waiting = [
        *(Waiting(theme=theme, action=one, agreed=False) for theme in report.themes for one in theme.undertaken),
        *(Waiting(theme=theme, action=one, agreed=True) for theme in report.themes for one in theme.agreed),
    ]
    order = [theme.id for theme in report.themes]

    def key(one: Waiting) -> tuple[int, str, bool, str, int]:
        due, place = one.action.due, order.index(one.theme.id)
        if due.precision in DATED:
            return 0, due.date[:7], due.precision == "from-month", due.date, place
        return 1 + _OPEN_ENDED.index(due.precision), "", False, "", place

    return tuple(sorted((one for one in waiting if one.agreed or one.action.due.precision != "none"), key=key))


def without_date(report: Findings) -> tuple[Action, ...]:
    """The agreed actions that fall due on no date (R146)."""
    return tuple(action for action in _agreed(report) if action.due.precision not in DATED)


def without_owner(report: Findings) -> tuple[Action, ...]:
    """The agreed actions that name no role as their owner (R146)."""
    return tuple(action for action in _agreed(report) if not action.owner_role)


def overdue(report: Findings, day: str) -> tuple[Action, ...]:
    """The agreed actions that fell due before a day (ISO 8601) and are not known to be closed (R147).

    A start date is no due date.
    """
    return tuple(
        action
        for action in _agreed(report)
        if action.due.precision in DATED - {"from-month"} and action.due.date < day and action.status not in CLOSED
    )


def _agreed(report: Findings) -> Iterator[Action]:
    return (action for theme in report.themes for action in theme.agreed)
