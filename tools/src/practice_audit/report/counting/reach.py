"""Whether the records reach into a period at all, and what is said where they do not.

A report of nothing would be taken for a quarter without work. A period of which there is no record is one only where
there are records of quarters before it and after it. Knows no record and no figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.report.periods import before, period
from practice_audit.report.words import say
from practice_audit.rules.days import quarter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practice_audit.report.counting.folding import Folded
    from practice_audit.report.periods import Period

_FEW: Final = 2
"""So many quarters in a row are named one by one."""


def beyond(folded: Folded, one: Period) -> str:
    """Why there is no report of a period to make, and which quarters there are records of; "" where there is one."""
    held = quarters_of(folded)
    if not held:
        return say("beyond.nothing")
    if held[0] <= one.quarters[-1] and one.quarters[0] <= held[-1]:
        return ""
    return say("beyond.period", period=one.words, quarters=in_words(held))


def quarters_of(folded: Folded) -> tuple[str, ...]:
    """The quarters in which records count, oldest first; also those after the day of the report."""
    counted = {quarter for quarter, tally in folded.quarters.items() if tally.total("record")}
    return tuple(sorted(counted | {quarter_of(month) for month in folded.later}))


def in_words(quarters: Iterable[str]) -> str:
    """Quarters as they are asked for, several in a row by the first and the last: "2024-Q4 to 2025-Q4, 2026-Q2"."""
    told = [
        say("span", first=run[0], last=run[-1]) if len(run) > _FEW else ", ".join(run) for run in _in_a_row(quarters)
    ]
    return ", ".join(told)


def _in_a_row(quarters: Iterable[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for quarter in quarters:
        if run and before(period(quarter)).id != run[-1]:
            yield run
            run = []
        run.append(quarter)
    if run:
        yield run
