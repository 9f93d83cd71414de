"""The calendar file, read back by the library of another house: whole, stable, well formed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from macros import addresses
from macros.rhythm import DAY, MONTHS, REVIEW
from site_build.calendar_file import calendar_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from macros import Handbook

AWKWARD = "Teams, panels; “both” ways \\ back\nand – " + "für " * 40


def events(content: bytes) -> dict[str, Any]:
    """The events of a file by their identifiers."""
    found = Calendar.from_ical(content).walk("VEVENT")
    by_uid = {str(event["UID"]): event for event in found}
    assert len(by_uid) == len(found), "identifiers are unique"
    return by_uid


def _fixed(handbook: Handbook) -> Iterable[str]:
    for item in handbook.catalogue.items:
        for frequency in item.details.get("frequency", ()):
            if frequency in MONTHS and "period" not in item.details:
                yield f"{item.id}.{frequency}"


def test_every_entry_with_a_rhythm_is_an_event(handbook: Handbook) -> None:
    """One event for each entry and fixed frequency, and one for the review of the framework; no other."""
    made = events(calendar_file(handbook))
    wanted = [*_fixed(handbook), f"{REVIEW}.yearly"]

    assert len(wanted) > 20
    assert sorted(made) == sorted(f"{one}@practice-handbook" for one in wanted)


@pytest.mark.parametrize(
    ("uid", "rule"),
    [
        ("data.obsessions-tracker.weekly", {"FREQ": ["WEEKLY"]}),
        ("meeting.slt-qa.monthly", {"FREQ": ["MONTHLY"], "BYDAY": [DAY]}),
        ("report.quarterly.quarterly", {"FREQ": ["MONTHLY"], "INTERVAL": [3], "BYDAY": [DAY]}),
        ("report.voice.six-monthly", {"FREQ": ["MONTHLY"], "INTERVAL": [6], "BYDAY": [DAY]}),
        ("report.annual.yearly", {"FREQ": ["YEARLY"], "BYMONTH": [4], "BYDAY": [DAY]}),
        ("doc.review-cycle.yearly", {"FREQ": ["YEARLY"]}),
    ],
)
def test_each_rhythm_is_a_rule_that_calendars_know(handbook: Handbook, uid: str, rule: dict[str, Any]) -> None:
    """Every week, the second Tuesday of each month, third month, sixth month or April, or a date."""
    assert dict(events(calendar_file(handbook))[f"{uid}@practice-handbook"]["RRULE"]) == rule


def test_every_event_is_a_whole_day_that_takes_nobodys_time(handbook: Handbook) -> None:
    """A date without a time, the second Tuesday of a month but for the review, and free in every calendar."""
    for uid, event in events(calendar_file(handbook)).items():
        day = event.decoded("DTSTART")
        assert type(day) is dt.date, uid
        assert "DTEND" not in event
        assert event["TRANSP"] == "TRANSPARENT"
        if uid.startswith(REVIEW):
            assert day == handbook.review_due_on
        else:
            assert (day.weekday(), (day.day + 6) // 7) == (1, 2), uid


def test_an_event_says_what_it_is_and_where_to_read_on(handbook: Handbook) -> None:
    """Its name, its facts, that the day may be moved, its permanent address, its kind and rhythm."""
    event = events(calendar_file(handbook))["meeting.slt-qa.monthly@practice-handbook"]
    item = handbook.graph.items["meeting.slt-qa"]
    told = str(event["DESCRIPTION"])

    assert str(event["SUMMARY"]) == item.title
    assert told.startswith(item.text)
    assert "The source does not say who chairs it" in told
    assert "This day is only a starting point." in told
    assert told.endswith(addresses.permanent(item.id))
    assert event["CATEGORIES"].to_ical() == b"Meeting,Every month"


def test_the_address_is_whole_where_the_site_has_one(handbook: Handbook) -> None:
    """With the site's address an event has a link; without one, the path stands in words only."""
    uid = "report.voice.six-monthly@practice-handbook"
    with_address = events(calendar_file(replace(handbook, site_url="https://site.invalid/")))[uid]
    without = events(calendar_file(replace(handbook, site_url="")))[uid]

    assert str(with_address["URL"]) == "https://site.invalid/id/report.voice/"
    assert str(with_address["DESCRIPTION"]).endswith(": https://site.invalid/id/report.voice/")
    assert "URL" not in without
    assert str(without["DESCRIPTION"]).endswith(": /id/report.voice/")


def test_the_same_handbook_gives_the_same_bytes(handbook: Handbook) -> None:
    """Nothing comes from the clock; another day of building changes the stamp and neither days nor identifiers."""
    later = replace(handbook, built_on=handbook.built_on + dt.timedelta(days=40))
    now, then = events(calendar_file(handbook)), events(calendar_file(later))

    assert calendar_file(handbook) == calendar_file(replace(handbook))
    assert {uid: event.decoded("DTSTART") for uid, event in now.items()} == {
        uid: event.decoded("DTSTART") for uid, event in then.items()
    }
    assert {event.decoded("DTSTAMP").date() for event in then.values()} == {later.built_on}


def test_awkward_text_is_escaped_folded_and_read_back(handbook: Handbook) -> None:
    """Commas, semicolons, backslashes, line ends and long lines come back as they were written."""
    items = tuple(
        replace(item, title=AWKWARD, text=AWKWARD) if item.id == "report.voice" else item
        for item in handbook.catalogue.items
    )
    content = calendar_file(replace(handbook, catalogue=replace(handbook.catalogue, items=items)))
    event = events(content)["report.voice.six-monthly@practice-handbook"]

    assert str(event["SUMMARY"]) == AWKWARD
    assert str(event["DESCRIPTION"]).startswith(AWKWARD)
    assert b"Teams\\, panels\\;" in content


def test_lines_end_and_fold_as_the_standard_asks(handbook: Handbook) -> None:
    """No line has more than 75 bytes, each ends with CR and LF, and a folded one goes on after a space."""
    lines = calendar_file(handbook).split(b"\r\n")

    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert any(line.startswith(b" ") for line in lines)
    assert lines[0] == b"BEGIN:VCALENDAR"


def test_the_site_has_the_file(handbook: Handbook, site: Path) -> None:
    """At the site's root stand the same events, byte by byte as they were made."""
    content = (site / "calendar.ics").read_bytes()

    assert events(content).keys() == events(calendar_file(handbook)).keys()
    assert content.count(b"\n") == content.count(b"\r\n") > 100
