"""Quarters and years: how they are written, their days, what comes before, and which quarter a day is in."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice_audit.report.periods import before, period
from practice_audit.rules.days import quarter_of


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2026-Q1", dt.date(2026, 1, 1), dt.date(2026, 3, 31), "January to March 2026"),
        ("2024-q1", dt.date(2024, 1, 1), dt.date(2024, 3, 31), "January to March 2024"),
        ("2026-Q4", dt.date(2026, 10, 1), dt.date(2026, 12, 31), "October to December 2026"),
        ("2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31), "2026"),
    ],
)
def test_a_period_has_its_days(text: str, first: dt.date, last: dt.date, words: str) -> None:
    """A quarter is one of the calendar, a year is a calendar year."""
    one = period(text)
    assert (one.first, one.last, one.words) == (first, last, words)


@pytest.mark.parametrize("text", ["", "2026-Q5", "2026-Q0", "26-Q3", "2026Q3", "2026-3", "1999", "9999", "²026", "x"])
def test_what_is_no_period_is_refused_with_the_way_out(text: str) -> None:
    """The message shows how a period is written."""
    with pytest.raises(ValueError, match="2026-Q3"):
        period(text)


def test_what_comes_before() -> None:
    """The quarter or the year before, over the turn of a year too."""
    assert before(period("2026-Q1")).id == "2025-Q4"
    assert before(period("2026-Q3")).id == "2026-Q2"
    assert before(period("2026")).quarters == ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")


@given(st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2999, 12, 31)))
def test_a_day_lies_in_its_quarter(day: dt.date) -> None:
    """The quarter of a day holds the day, and its months hold the day's month."""
    one = period(quarter_of(day.isoformat()))
    assert one.first <= day <= one.last
    assert day.isoformat()[:7] in one.months
    assert (before(one).last - one.first).days == -1
