"""The quality-assurance calendar as a file for calendar programs (RFC 5545): handbook in, bytes out.

One all-day series for each entry and rhythm that has a day. Identifiers come from ids and days from the
edition's approval, so that a newer file updates what an older one brought. Knows no page and no file.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from icalendar import Calendar, Event

from macros import addresses
from macros.facts import facts
from macros.rhythm import DAY, MONTHS, Occasion, occasions

if TYPE_CHECKING:
    from macros import Handbook

ADDRESS = "calendar.ics"
"""Where the file stands on the site."""

MAKER = "-//Practice handbook//Quality-assurance calendar//EN"
OWNER = "practice-handbook"
"""The right side of identifiers. It names no host, so that they stay the same wherever the site stands."""


def calendar_file(handbook: Handbook) -> bytes:
    """The whole calendar, with lines folded and ended as the standard asks."""
    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", handbook.word("calendar", "name"))
    for occasion in occasions(handbook):
        if occasion.first:
            made.add_component(_event(handbook, occasion, occasion.first))
    content: bytes = made.to_ical()
    return content


def _event(handbook: Handbook, occasion: Occasion, first: dt.date) -> Event:
    item = occasion.item
    made = Event()
    made.add("uid", f"{item.id}.{occasion.frequency}@{OWNER}")
    made.add("dtstamp", dt.datetime.combine(handbook.built_on, dt.time(tzinfo=dt.UTC)))
    made.add("dtstart", first)
    made.add("rrule", _rule(occasion, first.month))
    made.add("summary", occasion.title)
    made.add("description", _description(handbook, occasion))
    made.add("categories", [handbook.word("kinds", item.kind), handbook.word("frequencies", occasion.frequency)])
    made.add("transp", "TRANSPARENT")  # a reminder takes nobody's time
    if handbook.site_url:
        made.add("url", handbook.site_url + addresses.permanent(item.id))
    return made


def _rule(occasion: Occasion, month: int) -> dict[str, Any]:
    step = MONTHS[occasion.frequency]
    if not step:
        return {"freq": "weekly"}
    rule: dict[str, Any] = {"freq": "monthly", "interval": step} if step > 1 else {"freq": "monthly"}
    if step == MONTHS["yearly"]:
        rule = {"freq": "yearly"} if occasion.fixed else {"freq": "yearly", "bymonth": month}
    return rule if occasion.fixed else {**rule, "byday": DAY}


def _description(handbook: Handbook, occasion: Occasion) -> str:
    item = occasion.item
    told = (f"{fact.label}: {'; '.join(fact.texts)}" for fact in facts(handbook, item))
    day = handbook.word("calendar", "fixed" if occasion.fixed else "moved")
    slash = "" if handbook.site_url else "/"
    page = f"{handbook.word('calendar', 'page')}: {handbook.site_url}{slash}{addresses.permanent(item.id)}"
    return "\n".join((item.text, *told, day, page))
