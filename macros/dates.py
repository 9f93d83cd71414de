"""When a review falls due, and dates as the handbook writes them."""

from __future__ import annotations

import calendar
import datetime as dt

from practice_audit.rules import days


def in_words(date: dt.date | str) -> str:
    """A date as people write it: "28 March 2023". Takes ISO 8601 text too."""
    return days.in_words(dt.date.fromisoformat(date) if isinstance(date, str) else date)


def month_in_words(date: str) -> str:
    """The month of a date in ISO 8601: "November 2012"."""
    return in_words(date).partition(" ")[2]


def month(number: int) -> str:
    """The name of a month of the year, from 1 for January."""
    return in_words(dt.date(2000, number, 1)).split()[1]


def review_due(approved_on: str, months: int) -> dt.date:
    """The day this many calendar months after approval, or the month's last day where there is none such."""
    approved = dt.date.fromisoformat(approved_on)
    count = approved.month - 1 + months
    year, month = approved.year + count // 12, count % 12 + 1
    return dt.date(year, month, min(approved.day, calendar.monthrange(year, month)[1]))
