"""Calendar dates in words, and the twelve months that rules count by."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def in_words(day: date) -> str:
    """`6 March 2023`: as the handbook writes dates, whatever the machine's language."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def twelve_months_after(day: date) -> date:
    """The same calendar date a year later; 29 February becomes 28 February.

    Raises OverflowError in the last year that a date can hold.
    """
    if day.year == date.max.year:
        raise OverflowError("there is no year after this one")
    leap_day = day.month == 2 and day.day == 29  # noqa: PLR2004 - 29 February
    return day.replace(year=day.year + 1, day=28 if leap_day else day.day)


def audited_too_recently(previous: date, selected: date) -> bool:
    """Whether an audit lies within the 12 months before a selection (R021).

    An audit exactly 12 months earlier by calendar date does not count as within; one after the
    selection does.
    """
    return previous.year >= selected.year or twelve_months_after(previous) > selected
