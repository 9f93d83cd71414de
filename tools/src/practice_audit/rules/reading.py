"""Answers as typed, read without surprise: a wrong shape reads as empty and never raises.

The shapes of an answer are those of the record format: `{"value": ...}` with the sides `detail`,
`which`, `where`, `none` and `reason`, `{"rows": [...]}`, and for typed dates `day`, `month`, `year`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

EMPTY: Mapping[str, object] = {}
_MAPPINGS = (dict, Mapping)  # the first is the quick and usual case
CODE = r"^(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9._/-]{0,39}(?![\s\S])"
"""What a code of a case or a person looks like: a digit and no space, so no name. JSON Schemas hold it, too."""
_TYPED = frozenset({"day", "month", "year"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_SHORT_NUMBER = re.compile(r"\d{1,2}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,15}", re.ASCII)


def mapping(value: object) -> Mapping[str, object]:
    """The value if it is an object, else an empty one."""
    if value is None:  # the usual case beside a dict, and slow to tell from any other kind of mapping
        return EMPTY
    return value if isinstance(value, _MAPPINGS) else EMPTY


def trimmed(value: object) -> str:
    """Text without outer white space and with plain line ends; "" for anything that is not text."""
    if not isinstance(value, str):
        return ""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if "\r" in value else value.strip()


def text_of(answer: object) -> str:
    """The text or the choice of an answer, trimmed."""
    value = answer.get("value") if isinstance(answer, dict) else mapping(answer).get("value")
    return value.strip() if isinstance(value, str) and "\r" not in value else trimmed(value)


def side_of(answer: object, side: str) -> str:
    """The text of one side of an answer: `detail`, `reason` or `where`, trimmed."""
    return trimmed(mapping(answer).get(side))


def choices_of(answer: object, key: str = "value") -> tuple[str, ...]:
    """The ticked values of an answer with several, or of its `which`, without repeats."""
    values = mapping(answer).get(key)
    if not isinstance(values, list):
        return ()
    return tuple(dict.fromkeys([value for value in values if isinstance(value, str) and value]))


def none_of(answer: object) -> bool:
    """Whether "none found" is ticked."""
    return mapping(answer).get("none") is True


def rows_of(answer: object) -> tuple[tuple[int, Mapping[str, object]], ...]:
    """The rows of an answer that hold anything, each with its position from 0 over all rows."""
    rows = mapping(answer).get("rows")
    if not isinstance(rows, list):
        return ()
    return tuple((place, row) for place, row in enumerate(rows) if isinstance(row, _MAPPINGS) and _row_holds(row))


def holds(answer: object) -> bool:
    """Whether an answer holds anything at all, whole or in part."""
    sides = mapping(answer)
    if not sides:
        return False
    if trimmed(sides.get("value")) or rows_of(answer) or none_of(answer):
        return True
    if any(trimmed(sides.get(key)) for key in ("detail", "reason", "where", "day", "month", "year")):
        return True
    value = sides.get("value")
    return bool(choices_of(answer)) or (isinstance(value, int) and not isinstance(value, bool))


def _row_holds(row: Mapping[str, object]) -> bool:
    for field, answer in row.items():
        value = answer.get("value") if isinstance(answer, dict) else None
        if isinstance(value, str) and field != "id" and value.strip():  # the usual case, told quickly
            return True
    return any(holds(answer) for field, answer in row.items() if field != "id")


@dataclass(frozen=True, kw_only=True, slots=True)
class DateReading:
    """A date as typed: `day` if it could be read, else which `side` is at fault and what it `lacks`.

    `lacks` ends the sentence "The date of the visit ..." and is "" for a date that can be read and
    for one that is not there at all.
    """

    day: date | None = None
    side: str = ""
    lacks: str = ""


def date_of(answer: object) -> DateReading:
    """The date of an answer: its typed parts where there are any, else its ISO 8601 value."""
    sides = mapping(answer)
    if not _TYPED.isdisjoint(sides):
        typed = {side: _part(sides.get(side)) for side in ("day", "month", "year")}
        if any(typed.values()):
            return _typed_date(typed)
    value = trimmed(sides.get("value"))
    if not value:
        return DateReading()
    return _iso_date(value) if len(value) == len("2023-05-12") else DateReading(lacks="must be a real date")


@lru_cache(maxsize=4096)
def _iso_date(value: str) -> DateReading:
    """The date of a text; kept, since the same days come again and again where many records are read."""
    parts = _ISO.fullmatch(value)
    day = _real_date(*(int(part) for part in parts.groups())) if parts else None
    return DateReading(day=day) if day else DateReading(lacks="must be a real date")


def number_of(answer: object) -> int | None:
    """The whole number of an answer, as a number or as typed ("1,200" and " 12 " are read), or None."""
    value = mapping(answer).get("value")
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    typed = trimmed(value).replace(",", "").replace(" ", "")
    return int(typed) if _WHOLE_NUMBER.fullmatch(typed) else None


def _part(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if 0 <= value <= 9999 else "?"  # noqa: PLR2004 - no longer than a year
    return trimmed(value).rstrip(".,")


def _typed_date(typed: Mapping[str, str]) -> DateReading:
    absent = [side for side in ("day", "month", "year") if not typed[side]]
    if absent:
        return DateReading(side=absent[0], lacks="must include a " + " and a ".join(absent))
    if not _YEAR.fullmatch(typed["year"]):
        return DateReading(side="year", lacks="must have a year of four digits, for example 2023")
    month = _month(typed["month"])
    day_number = int(typed["day"]) if _SHORT_NUMBER.fullmatch(typed["day"]) else 0
    if not month:
        return DateReading(side="month", lacks="must be a real date")
    day = _real_date(int(typed["year"]), month, day_number)
    return DateReading(day=day) if day else DateReading(side="day", lacks="must be a real date")


def _month(typed: str) -> int:
    """The month of "3", "03", "Mar", "sept" or "march"; 0 if it is none."""
    if _SHORT_NUMBER.fullmatch(typed):
        number = int(typed)
        return number if 1 <= number <= len(_MONTHS) else 0
    word = typed.casefold()
    if word in _MONTHS:
        return _MONTHS.index(word) + 1
    if word == "sept":
        return 9
    return _MONTH_NAMES.index(word) + 1 if word in _MONTH_NAMES else 0


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
