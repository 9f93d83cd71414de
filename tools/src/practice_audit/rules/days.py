"""Calendar dates in words, their quarters, and the twelve months that rules count by."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def in_words(day: date) -> str:
    """`6 March 2023`: as the handbook writes dates, whatever the machine's language."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def quarter_of(day: str) -> str:
    """The quarter of a day or a month (ISO 8601 text), as "2026-Q3"."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def twelve_months_after(day: date) -> date:
    """The same calendar date a year later; 29 February becomes 28 February.

    Raises OverflowError in the last year that a date can hold.
    """
    if day.year == date.max.year:
        raise OverflowError("there is no year after this one")
    leap_day = day.month == 2 and day.day == 29  # noqa: PLR2004 - 29 February
    return day.replace(year=day.year + 1, day=28 if leap_day else day.day)


def audited_too_recently(previous: date, selected: date) -> bool:
    """Whether what is told of as the last audit before a selection is less than 12 months before it (R021).

    An audit exactly 12 months earlier by calendar date is far enough back; one after the selection is not.
    """
    return previous.year >= selected.year or twelve_months_after(previous) > selected


def audited_in_the_12_months_before(completed: date, selected: date) -> bool:
    """Whether an audit keeps a case from being selected (R021): the day of the selection counts, no later one does."""
    return completed <= selected and audited_too_recently(completed, selected)
