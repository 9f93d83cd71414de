"""What the pages about feedback show: the ways to give it, the family leaflet, reviews from outside, related documents.

Plain values, without markup. What differs from council to council (how to reach a team, where a document
is) comes from the settings and may be empty: templates show the gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from macros.views import Group, entries, entry, tool_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from macros.handbook import Handbook, Link
    from macros.views import Entry
    from practice_audit.documents import Json
    from practice_audit.model import Catalogue

VOICE_TEAM: Final = "team.vic"
REACHED_AT: Final = {
    "feedback.family.lets-talk": "lets_talk",
    "feedback.family.vic": "children_voice",
    "feedback.complaints": "complaints",
    "leaflet.not-complaint": "complaints",
    "leaflet.children-more": "children_voice",
    "leaflet.parents-more": "lets_talk",
}
"""What leads to a team that people can reach -> the contact in the settings."""

FOLLOWS: Final = {"feedback.complaints": ("corporate_complaints_procedure", "statutory_complaints_procedure")}
"""What follows a document -> the documents in the settings."""

_STAFF: Final = "feedback.workforce."
_VERDICTS: Final = frozenset({"feedback.complaints", "feedback.compliments", "feedback.cfl-awards"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Feedback:
    """The ways to give feedback, in groups. `team` brings together what families say.

    `easy` and `forms` as in `Leaflet`.
    """

    groups: tuple[Group, ...]
    team: Entry | None
    contacts: Mapping[str, Mapping[str, Json]]
    documents: Mapping[str, tuple[Mapping[str, Json], ...]]
    easy: bool
    forms: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaflet:
    """The points of the family leaflet in their order, and who to ask by the id of a point.

    `easy`: each point has easy words, too. `forms` are the tools that children and families fill in.
    """

    points: tuple[Entry, ...]
    contacts: Mapping[str, Mapping[str, Json]]
    easy: bool
    forms: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Related:
    """One document outside the handbook as the settings hold it, and where it is named, in words."""

    document: Mapping[str, Json]
    named_in: tuple[str, ...]


def feedback(handbook: Handbook) -> Feedback:
    """The ways to give feedback: of families, of staff, complaints and compliments, of earlier years."""
    every = entries(handbook, handbook.catalogue.of_kind("feedback-channel"))
    titles = {
        "families": "Children, young people and families",
        "staff": "Staff",
        "complaints": "Complaints, compliments and awards",
    }
    years = sorted({str(one.item.details["period"]) for one in every if "period" in one.item.details})
    headings = {**titles, **{f"feedback-{year}": f"Feedback of {year}" for year in years}}
    team = handbook.graph.items.get(VOICE_TEAM)
    return Feedback(
        groups=tuple(
            Group(title=title, anchor=anchor, entries=tuple(one for one in every if _anchor(one) == anchor))
            for anchor, title in headings.items()
        ),
        team=entry(handbook, team) if team else None,
        contacts=_contacts(handbook, every),
        documents={
            identity: tuple(handbook.settings["links"][key] for key in keys) for identity, keys in FOLLOWS.items()
        },
        easy=has_easy_words(handbook.catalogue),
        forms=_forms(handbook),
    )


def _anchor(one: Entry) -> str:
    """The group in which a way to give feedback stands."""
    if "period" in one.item.details:
        return f"feedback-{one.item.details['period']}"
    if one.item.id in _VERDICTS:
        return "complaints"
    return "staff" if one.item.id.startswith(_STAFF) else "families"


def _contacts(handbook: Handbook, shown: Iterable[Entry]) -> Mapping[str, Mapping[str, Json]]:
    ids = (one.item.id for one in shown)
    return {one: handbook.settings["contacts"][REACHED_AT[one]] for one in ids if one in REACHED_AT}


def leaflet(handbook: Handbook) -> Leaflet:
    """The leaflet for families. An older edition may have no easy words, and no forms for families."""
    points = entries(handbook, handbook.catalogue.of_kind("leaflet-point"))
    return Leaflet(
        points=points,
        contacts=_contacts(handbook, points),
        easy=has_easy_words(handbook.catalogue),
        forms=_forms(handbook),
    )


def has_easy_words(catalogue: Catalogue) -> bool:
    """Whether each point of the leaflet is there in easy words, too."""
    points = catalogue.of_kind("leaflet-point")
    return bool(points) and all("easy" in point.details for point in points)


def _forms(handbook: Handbook) -> tuple[Link, ...]:
    """The tools that children and families fill in."""
    return tuple(tool_link(tool) for tool in handbook.catalogue.tools if tool.readers)


def outside_reviews(handbook: Handbook) -> tuple[Group, ...]:
    """Reviews from outside: those of today, and those that the report of 2012 tells of."""
    every = entries(handbook, handbook.catalogue.of_kind("external-review"))
    today = tuple(one for one in every if "period" not in one.item.details)
    before = tuple(one for one in every if "period" in one.item.details)
    return (
        Group(title="Reviews of today", anchor="today", entries=today),
        Group(title="From the report of 2012", anchor="report-2012", entries=before),
    )


def related(handbook: Handbook) -> tuple[Related, ...]:
    """Every document outside the handbook that the settings name, in their order."""
    return tuple(
        Related(document=document, named_in=handbook.source(document["source"]) if "source" in document else ())
        for document in handbook.settings["links"].values()
    )
