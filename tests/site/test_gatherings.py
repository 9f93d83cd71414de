"""Meetings, reports, data and the calendar: what their pages show, and that they show what is left open."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from macros import addresses, gatherings, id_views, rendering
from macros.facts import facts
from macros.rhythm import IN_THE_CALENDAR, MONTHS, first_day, months, occasions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from macros import Handbook
    from macros.facts import Fact
    from practice_audit.documents import Json
    from practice_audit.model import Item
    from tests.site.document import Document


def _said(text: str) -> str:
    return " ".join(text.split())


def _with(handbook: Handbook, identity: str, **details: Json) -> tuple[Handbook, Item]:
    """The handbook with other details of one entry, and that entry."""
    changed = replace(handbook.graph.items[identity], details={**handbook.graph.items[identity].details, **details})
    items = tuple(changed if item.id == identity else item for item in handbook.catalogue.items)
    return replace(handbook, catalogue=replace(handbook.catalogue, items=items)), changed


def _told(made: tuple[Fact, ...]) -> dict[str, tuple[str, ...]]:
    return {fact.label: fact.texts for fact in made}


@pytest.mark.parametrize(
    ("kind", "address"),
    [("meeting", "meetings/"), ("report", "reports-and-data/"), ("data-product", "reports-and-data/")],
)
def test_every_entry_shows_its_facts_in_both_places(
    handbook: Handbook, documents: Mapping[str, Document], kind: str, address: str
) -> None:
    """The reading page and the permanent page of an entry show the same facts, in the same words."""
    for item in handbook.catalogue.of_kind(kind):
        rows = {row.label: row.texts for row in id_views.identity(handbook, item.id).rows}
        for fact in facts(handbook, item):
            assert rows[fact.label] == fact.texts
            for text in fact.texts:
                assert _said(text) in documents[address].text, item.id
                assert _said(text) in documents[addresses.permanent(item.id)].text
        assert f"../{addresses.permanent(item.id)}" in documents[address].links


def test_facts_come_in_the_order_of_the_words(handbook: Handbook) -> None:
    """A meeting says how often, who and what, then what is left open, then its note."""
    made = facts(handbook, handbook.graph.items["meeting.slt-qa"])

    assert [fact.key for fact in made] == ["frequency", "members", "inputs", "outputs", "open", "note"]
    assert _told(made)["Left open"] == ("The source does not say who chairs it or who hears of it.",)


@pytest.mark.parametrize(
    ("identity", "key", "label", "said"),
    [
        ("meeting.audit-qa", "chair", "Chair", "The source does not say who chairs it."),
        ("report.quarterly", "author", "Written by", "The source does not say who writes it."),
        ("report.quarterly", "audience", "Written for", "The source does not say who receives it."),
        ("data.reports", "producer", "Made by", "The source does not say how often it is made or who makes it."),
    ],
)
def test_what_the_source_does_not_say_is_said_to_be_open(
    handbook: Handbook, identity: str, key: str, label: str, said: str
) -> None:
    """A fact that is empty in the YAML has no line of its own: it stands in the sentence of what is open."""
    other, item = _with(handbook, identity, **{key: ""})

    assert label in _told(facts(handbook, handbook.graph.items[identity]))
    assert label not in _told(facts(other, item))
    assert _told(facts(other, item))["Left open"] == (said,)


def test_nothing_is_open_where_everything_is_said(handbook: Handbook) -> None:
    """An entry that is whole has no such sentence."""
    assert "Left open" not in _told(facts(handbook, handbook.graph.items["meeting.audit-qa"]))


def test_several_frequencies_are_one_phrase(handbook: Handbook) -> None:
    """A report that is quarterly and yearly says both; one whose rhythm is not given says that it is open."""
    assert _told(facts(handbook, handbook.graph.items["report.service"]))["How often"] == (
        "Every quarter and every year",
    )
    assert _told(facts(handbook, handbook.graph.items["meeting.our-voices"]))["Left open"] == (
        "The source does not say how often it is held, who chairs it or who hears of it.",
    )


def test_meetings_stand_by_how_often_and_earlier_ones_last(handbook: Handbook) -> None:
    """Every meeting stands under one heading, and those that only the report of 2012 knows come at the end."""
    parts = gatherings.meetings(handbook)
    shown = [one.entry.item.id for part in parts for one in part.gatherings]

    assert sorted(shown) == sorted(item.id for item in handbook.catalogue.of_kind("meeting"))
    assert [part.title for part in parts][:3] == ["Every week", "Every month", "Every quarter or during the year"]
    assert [part.anchor for part in parts][-1] == "from-2012"
    for part in parts:
        assert {"period" in one.entry.item.details for one in part.gatherings} == {part.anchor == "from-2012"}


def test_every_frequency_of_a_meeting_has_a_heading(handbook: Handbook) -> None:
    """Whatever frequency a meeting gets, its page shows it."""
    for frequency in handbook.words["frequencies"]:
        other, item = _with(handbook, "meeting.team", frequency=[frequency])
        shown = [one.entry.item for part in gatherings.meetings(other) for one in part.gatherings]
        assert item in shown, frequency


def test_obsessions_say_from_which_plan_they_come(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """The three obsessions stand together, with the years of the plan and a warning about its link."""
    part = next(part for part in gatherings.reports_and_data(handbook) if part.anchor == "obsessions")

    assert len(part.gatherings) == handbook.catalogue.edition.counts["obsessions"]
    assert all("2018-2023" in one.facts[0].texts[0] for one in part.gatherings)
    assert "Check this link: it may be out of date." in documents["reports-and-data/"].text


def test_links_tell_namesakes_apart(handbook: Handbook) -> None:
    """The method that has the name of its meeting is called a method; indicators and words are left out."""
    weekly = next(
        one
        for part in gatherings.meetings(handbook)
        for one in part.gatherings
        if one.entry.item.id == "meeting.referral-review"
    )

    assert weekly.links[0].text == "Weekly Referral Review Meeting (Method)"
    assert not [link for link in weekly.links if link.id.startswith(("wgll.", "term."))]


def test_the_calendar_shows_whatever_has_a_rhythm(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """Each entry of today with a frequency of the calendar stands under it, linked; entries of 2012 do not."""
    year = gatherings.year(handbook)
    shown = {(line.link.id, season.anchor) for season in year.seasons for line in season.lines}
    wanted = {
        (item.id, frequency)
        for item in handbook.catalogue.items
        for frequency in item.details.get("frequency", ())
        if frequency in IN_THE_CALENDAR and "period" not in item.details
    }

    assert shown == wanted | {("doc.review-cycle", "yearly")}
    assert [season.anchor for season in year.seasons] == list(IN_THE_CALENDAR)
    page = documents["calendar/"]
    for season in year.seasons:
        assert {f"../{line.link.href}" for line in season.lines} <= set(page.links)
    assert "../calendar.ics" in page.links
    assert "../meetings/#meeting.qa-staff-quarterly" not in page.links


def test_the_calendar_says_where_each_rhythm_stands_in_the_file(handbook: Handbook) -> None:
    """The months are those in which the file has the days; what has no day says nothing."""
    days = {season.anchor: season.days for season in gatherings.year(handbook).seasons}

    assert days == {
        "weekly": "every Tuesday",
        "monthly": "the second Tuesday of every month",
        "quarterly": "the second Tuesday of April, July, October and January",
        "six-monthly": "the second Tuesday of April and October",
        "yearly": "the second Tuesday of April",
        "during-the-year": "",
    }


@pytest.mark.parametrize(
    ("built_on", "said"),
    [(dt.date(2024, 3, 28), "Due by 28 March 2024."), (dt.date(2024, 3, 29), "Overdue since 28 March 2024.")],
)
def test_the_calendar_says_when_the_framework_is_due(handbook: Handbook, built_on: dt.date, said: str) -> None:
    """The framework's own review has a day, and is overdue from the day after (R002)."""
    other = replace(handbook, built_on=built_on)

    assert said in rendering.render(other, "calendar.html.jinja", "calendar/", gatherings.year(other))


@pytest.mark.parametrize(
    ("approved_on", "first"),
    [
        ("2023-03-28", dt.date(2023, 4, 11)),
        ("2023-01-01", dt.date(2023, 4, 11)),
        ("2023-04-01", dt.date(2023, 7, 11)),
        ("2024-12-31", dt.date(2025, 1, 14)),
        ("2023-09-30", dt.date(2023, 10, 10)),
        ("2024-08-01", dt.date(2024, 10, 8)),
    ],
)
def test_days_start_in_the_first_quarter_after_approval(approved_on: str, first: dt.date) -> None:
    """The second Tuesday of the next January, April, July or October; never a bank holiday of England."""
    assert first_day(approved_on) == first


def test_months_go_round_the_year() -> None:
    """Each rhythm names the months that it falls in, from the first day on."""
    assert {frequency: months(dt.date(2023, 10, 10), frequency) for frequency in MONTHS} == {
        "weekly": (),
        "monthly": (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9),
        "quarterly": (10, 1, 4, 7),
        "six-monthly": (10, 4),
        "yearly": (10,),
    }


def test_a_review_in_another_rhythm_moves_in_the_calendar(handbook: Handbook) -> None:
    """A framework that is reviewed twice a year stands there; one in a rhythm without a name does not."""
    found = {}
    for number in (6, 18):
        edition = replace(handbook.catalogue.edition, control={**handbook.control, "review_months": number})
        other = replace(handbook, catalogue=replace(handbook.catalogue, edition=edition))
        found[number] = [one.frequency for one in occasions(other) if one.fixed]

    assert found == {6: ["six-monthly"], 18: []}
