"""What the pages of meetings, of reports and data, and of the calendar show, as plain values.

One function a page. The facts of an entry come from `facts`, the days from `rhythm`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from macros import addresses
from macros.dates import month
from macros.facts import FREQUENCY, NOT_GIVEN, Fact, facts
from macros.handbook import Link
from macros.rhythm import IN_THE_CALENDAR, Occasion, months, occasions
from macros.views import Entry, entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from macros.handbook import Handbook
    from practice_audit.documents import Json
    from practice_audit.model import Item

OBSESSION = "data.obsession."
PLAN = "children_young_peoples_plan"
"""The setting that says where the plan stands from which the obsessions come."""

SENTENCES = frozenset({"expectation", "indicator", "term"})
"""Kinds that a list of links leaves out: whole sentences, and words that are explained where they stand."""

WHO = frozenset({"chair", "author", "producer", "audience"})
"""The facts that a line of the calendar shows."""

_MEETINGS = (
    ("Every week", ("weekly",)),
    ("Every month", ("monthly",)),
    ("Every quarter or during the year", ("quarterly", "six-monthly", "yearly", "during-the-year")),
    ("For each child or family", ("per-case", "per-audit")),
    ("Regularly or when needed", ("live", "regular", "as-needed", "once")),
    ("How often is not said", (NOT_GIVEN,)),
)
"""The headings of the page of meetings, each with the frequencies that stand under it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathering:
    """One entry with its facts, and what else a reader may want."""

    entry: Entry
    facts: tuple[Fact, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Entries under one heading. `plan` is the plan that they come from, as settings.yaml has it."""

    title: str
    anchor: str
    gatherings: tuple[Gathering, ...]
    lead: str = ""
    plan: Mapping[str, Json] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the calendar. `due` is the day that the framework fixes, in ISO 8601, or ""."""

    link: Link
    kind: str
    facts: tuple[Fact, ...]
    due: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Season:
    """What happens in one rhythm. `days` says where it stands in the file, "" where it does not."""

    title: str
    anchor: str
    days: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Year:
    """The whole calendar, and the first day in the file (ISO 8601)."""

    seasons: tuple[Season, ...]
    first: str


def meetings(handbook: Handbook) -> tuple[Part, ...]:
    """The meetings of today by how often they are held, and those of earlier years."""
    every = handbook.catalogue.of_kind("meeting")
    today = [item for item in every if "period" not in item.details]
    return tuple(
        _part(handbook, title, often[0], (item for item in today if item.details[FREQUENCY][0] in often))
        for title, often in _MEETINGS
        if any(item.details[FREQUENCY][0] in often for item in today)
    ) + tuple(_earlier(handbook, every))


def reports_and_data(handbook: Handbook) -> tuple[Part, ...]:
    """The reports of today, the data, the obsessions, and the reports of earlier years."""
    reports = handbook.catalogue.of_kind("report")
    data = handbook.catalogue.of_kind("data-product")
    today = (item for item in reports if "period" not in item.details)
    products = (item for item in data if not item.id.startswith(OBSESSION))
    obsessions = (item for item in data if item.id.startswith(OBSESSION))
    return (
        _part(handbook, "Reports", "reports", today),
        _part(handbook, "Data", "data", products),
        Part(
            title="The three obsessions",
            anchor="obsessions",
            gatherings=_gatherings(handbook, obsessions),
            plan=handbook.settings["links"][PLAN],
        ),
        *_earlier(handbook, reports),
    )


def _part(handbook: Handbook, title: str, anchor: str, items: Iterable[Item]) -> Part:
    return Part(title=title, anchor=anchor, gatherings=_gatherings(handbook, items))


def _earlier(handbook: Handbook, items: Iterable[Item]) -> Iterator[Part]:
    years = sorted({item.details["period"] for item in items if "period" in item.details})
    for year in years:
        yield Part(
            title=f"From {year}",
            anchor=f"from-{year}",
            lead=handbook.word("earlier", "lead").format(year=year, edition=handbook.catalogue.edition.id),
            gatherings=_gatherings(handbook, (item for item in items if item.details.get("period") == year)),
        )


def _gatherings(handbook: Handbook, items: Iterable[Item]) -> tuple[Gathering, ...]:
    return tuple(
        Gathering(entry=one, facts=facts(handbook, one.item), links=tuple(_more(handbook, one)))
        for one in entries(handbook, items)
    )


def _more(handbook: Handbook, entry: Entry) -> Iterator[Link]:
    """The links of an entry. What has the name of the entry itself is told apart by its kind."""
    for link in entry.links:
        kind = handbook.kind(link.id) if handbook.known(link.id) else ""
        if kind not in SENTENCES:
            alike = link.text == entry.item.name
            yield replace(link, text=f"{link.text} ({handbook.word('kinds', kind)})") if alike else link


def year(handbook: Handbook) -> Year:
    """The quality-assurance calendar: what happens every week, every month, and so on."""
    found = occasions(handbook)
    first = min(one.first for one in found if one.first and not one.fixed)
    seasons = (
        Season(
            title=handbook.word("frequencies", frequency),
            anchor=frequency,
            days=_days(handbook, next((one for one in same if one.first and not one.fixed), None)),
            lines=tuple(_line(handbook, one) for one in same),
        )
        for frequency, same in ((key, tuple(group)) for key, group in groupby(found, key=lambda one: one.frequency))
    )
    return Year(seasons=tuple(seasons), first=first.isoformat())


def _days(handbook: Handbook, occasion: Occasion | None) -> str:
    if occasion is None or occasion.first is None:
        return ""
    names = [month(number) for number in months(occasion.first, occasion.frequency)]
    listed = " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    return handbook.word("days", occasion.frequency).format(months=listed)


def _line(handbook: Handbook, occasion: Occasion) -> Line:
    item = occasion.item
    return Line(
        link=Link(id=item.id, text=occasion.title, href=addresses.reading(item.id)),
        kind=handbook.word("kinds", item.kind),
        facts=tuple(fact for fact in facts(handbook, item) if fact.key in WHO),
        due=occasion.first.isoformat() if occasion.fixed and occasion.first else "",
    )


__all__ = ["IN_THE_CALENDAR", "Gathering", "Line", "Part", "Season", "Year", "meetings", "reports_and_data", "year"]
