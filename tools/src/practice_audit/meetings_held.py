"""Which regular meetings have no note: R120, R121, R122 each month, R157 each quarter.

A note counts for the month of its meeting, not for that of its making. Records in, values out; knows
nothing of registers, files or pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.records import tool_of
from practice_audit.rules.reading import date_of, mapping, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from practice_audit.model import Catalogue

    Record: TypeAlias = Mapping[str, Any]
    Catalogues: TypeAlias = Callable[[str], Catalogue | None]

MONTHLY: Final = (
    ("R120", "meeting.slt-qa"),
    ("R121", "meeting.slt-performance"),
    ("R122", "meeting.audit-qa"),
)
QUARTERLY: Final = (("R157", "meeting.qa-staff-quarterly"),)


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """A meeting without a note: its rule, the id of the meeting, the first day of the month or quarter."""

    rule: str
    meeting: str
    begins: date


def missing_months(records: Iterable[Record], first: date, last: date, catalogues: Catalogues) -> Iterator[Missing]:
    """Each month from that of `first` to that of `last` without a note of one of the three monthly meetings."""
    yield from _missing(held(records, catalogues), first, last, (MONTHLY, 1))


def missing_quarters(records: Iterable[Record], first: date, last: date, catalogues: Catalogues) -> Iterator[Missing]:
    """Each quarter from that of `first` to that of `last` in which all who work on quality did not meet."""
    yield from _missing(held(records, catalogues), first, last, (QUARTERLY, 3))


def held(records: Iterable[Record], catalogues: Catalogues) -> frozenset[tuple[str, date]]:
    """Which meetings the notes among these records tell of: the id of the meeting and its day."""
    replaced, found = set[str](), list[tuple[str, str, date]]()
    for record in records:
        replaced |= {row["record_id"] for row in record["relates_to"] if row["relation"] == "replaces"}
        catalogue = catalogues(record["edition"])
        tool = tool_of(catalogue, record) if catalogue else None
        if tool is None or record["status"] != "complete" or "practice" in record:
            continue
        answers = mapping(record["answers"])
        by_part = {question.part: answers.get(question.id) for question in tool.questions.values()}
        day = date_of(by_part.get("held-on")).day
        if day is not None and text_of(by_part.get("meeting")):
            found.append((record["record_id"], text_of(by_part["meeting"]), day))
    return frozenset((meeting, day) for record_id, meeting, day in found if record_id not in replaced)


def _missing(
    notes: frozenset[tuple[str, date]], first: date, last: date, every: tuple[tuple[tuple[str, str], ...], int]
) -> Iterator[Missing]:
    meetings, months = every
    there = {(meeting, _begin(day, months)) for meeting, day in notes}
    begins = _begin(first, months)
    while begins <= last:
        for rule, meeting in meetings:
            if (meeting, begins) not in there:
                yield Missing(rule=rule, meeting=meeting, begins=begins)
        ahead = begins.month - 1 + months
        begins = date(begins.year + ahead // 12, ahead % 12 + 1, 1)


def _begin(day: date, months: int) -> date:
    """The first day of the month, or of the quarter, in which a day lies."""
    return date(day.year, (day.month - 1) // months * months + 1, 1)
