"""When things happen that happen again and again: the quality-assurance calendar as plain values.

The framework says how often and never on which day. The days here are starting points: a Tuesday every
week, or the second Tuesday of a month, since Mondays and the first days of a month are often bank
holidays. They are counted from the first quarter after the edition was approved, so that they stay the
same from build to build. The one day that the framework fixes is that of its own review.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.facts import FREQUENCY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.handbook import Handbook
    from practice_audit.model import Item

MONTHS = {"weekly": 0, "monthly": 1, "quarterly": 3, "six-monthly": 6, "yearly": 12}
"""How many months lie between two times, for each frequency that has a day; 0 is a week."""

IN_THE_CALENDAR = (*MONTHS, "during-the-year")
"""The frequencies that the calendar lists, in its order."""

REVIEW = "doc.review-cycle"
"""What stands for the review of the framework itself."""

DAY = "2TU"
"""The day of a month on which things stand, as RFC 5545 writes the second Tuesday."""

_TUESDAY = 1
_QUARTER = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Occasion:
    """One entry at one of its frequencies. `first` is its first day, None for what has no day.

    `title` is what the calendar calls it. `fixed`: the day is the framework's own, and no starting point.
    """

    item: Item
    title: str
    frequency: str
    first: dt.date | None
    fixed: bool = False


def occasions(handbook: Handbook) -> tuple[Occasion, ...]:
    """Everything in the calendar: by frequency, then in the order of the framework.

    Entries of an earlier period are left out: nobody says that they still go on.
    """
    found = (*_entries(handbook), *_review(handbook))
    return tuple(sorted(found, key=lambda one: IN_THE_CALENDAR.index(one.frequency)))


def _entries(handbook: Handbook) -> Iterator[Occasion]:
    first = first_day(handbook.control["approved_on"])
    for item in handbook.catalogue.items:
        if "period" not in item.details:
            for frequency in item.details.get(FREQUENCY, ()):
                if frequency in IN_THE_CALENDAR:
                    day = first if frequency in MONTHS else None
                    yield Occasion(item=item, title=item.name, frequency=frequency, first=day)


def _review(handbook: Handbook) -> Iterator[Occasion]:
    often = {months: frequency for frequency, months in MONTHS.items()}.get(handbook.control["review_months"])
    item = handbook.graph.items.get(REVIEW)
    if often and item:
        title = handbook.word("calendar", "review")
        yield Occasion(item=item, title=title, frequency=often, first=handbook.review_due_on, fixed=True)


def first_day(approved_on: str) -> dt.date:
    """The second Tuesday of the first quarter that begins after an approval (ISO 8601)."""
    approved = dt.date.fromisoformat(approved_on)
    years, month = divmod((approved.month - 1) // _QUARTER * _QUARTER + _QUARTER, 12)
    day = dt.date(approved.year + years, month + 1, 1)
    return day + dt.timedelta(days=(_TUESDAY - day.weekday()) % 7 + 7)


def months(first: dt.date, frequency: str) -> tuple[int, ...]:
    """The months of the year (1 to 12) in which something falls that begins on `first`, in their order from there."""
    step = MONTHS[frequency]
    return tuple((first.month - 1 + passed) % 12 + 1 for passed in range(0, 12, step)) if step else ()
