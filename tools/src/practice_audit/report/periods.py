"""The periods that a report looks back on: a calendar quarter or a calendar year.

A record belongs to the quarter of the day on which its work was finished. Quarters are those of the
calendar, January to March being the first, and not those of a financial year. Knows no records.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

FIRST_YEAR: Final = 2000
"""No record is older; an earlier year is a slip of the pen."""
_QUARTER: Final = re.compile(r"(\d{4})-[Qq]([1-4])", re.ASCII)
_YEAR: Final = re.compile(r"\d{4}", re.ASCII)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A quarter ("2026-Q3") or a year ("2026"): its id, its two days, and the quarters in it, oldest first."""

    id: str
    first: dt.date
    last: dt.date
    quarters: tuple[str, ...]

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return len(self.quarters) > 1

    @property
    def words(self) -> str:
        """The period as it is read: "July to September 2026", or "2026"."""
        if self.is_year:
            return self.id
        return f"{_MONTHS[self.first.month - 1]} to {_MONTHS[self.last.month - 1]} {self.last.year}"

    @property
    def months(self) -> tuple[str, ...]:
        """Its months, as "2026-07"."""
        return tuple(f"{self.first.year}-{month:02d}" for month in range(self.first.month, self.last.month + 1))


def period(text: str) -> Period:
    """The period that is written as "2026-Q3" or "2026".

    Raises ValueError, whose message says how a period is written.
    """
    quarter, year = _QUARTER.fullmatch(text.strip()), _YEAR.fullmatch(text.strip())
    number = int(quarter[1]) if quarter else int(text) if year else 0
    if number < FIRST_YEAR or number == dt.MAXYEAR:
        raise ValueError("A period is a quarter, for example 2026-Q3, or a year, for example 2026.")
    return _quarter(number, int(quarter[2])) if quarter else _year(number)


def _year(number: int) -> Period:
    quarters = tuple(f"{number}-Q{place}" for place in range(1, 5))
    return Period(id=str(number), first=dt.date(number, 1, 1), last=dt.date(number, 12, 31), quarters=quarters)


def _quarter(number: int, place: int) -> Period:
    after = dt.date(number + place // 4, place % 4 * 3 + 1, 1)
    name = f"{number}-Q{place}"
    return Period(id=name, first=dt.date(number, place * 3 - 2, 1), last=after - dt.timedelta(days=1), quarters=(name,))


def before(one: Period) -> Period:
    """The period of the same length that ends where this one begins."""
    number, place = one.first.year, (one.first.month + 2) // 3
    if one.is_year:
        return _year(number - 1)
    return _quarter(number, place - 1) if place > 1 else _quarter(number - 1, 4)


def last_day(month: str) -> dt.date:
    """The last day of a month ("2026-07")."""
    year, place = int(month[:4]), int(month[5:7])
    return dt.date(year + place // 12, place % 12 + 1, 1) - dt.timedelta(days=1)


def month_in_words(month: str) -> str:
    """A month as it is read: "July 2026" for "2026-07"."""
    return f"{_MONTHS[int(month[5:7]) - 1]} {month[:4]}"


def in_words(day: dt.date) -> str:
    """A day as it is read: "30 September 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
