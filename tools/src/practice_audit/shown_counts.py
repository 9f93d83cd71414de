"""The numbers of one quarter that everybody may see: how often each standard was met, and what is hidden.

They stand in a published quarter beside its findings (`findings.Findings.counts`). A number that is hidden
is the word HIDDEN, the same sign for a small one and for one that would give a small one away. Knows
nothing of records, of what was hidden, or of pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

HIDDEN: Final = "hidden"
ALL: Final = "all"
"""The name of a total, beside the counts that it is of."""
OTHER: Final = "other"
"""What belongs to no grade or standard of today."""
OUTCOMES: Final = ("met", "partly", "not_met", "na")
EVIDENCE: Final = ("strength", "development")
PROGRESS: Final = ("done", "unfinished")
"""How actions stood: whatever was not done was open, in hand or given up."""

Number: TypeAlias = int | str
"""A count, or HIDDEN."""
Counts: TypeAlias = Mapping[str, Number]
"""Counts by what they are of, with their total under ALL."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownCounts:
    """The numbers of a quarter. No number says anything about one practitioner, team or child (R138).

    A number that is shown and not 0 is at least `threshold`, and as many members of staff and as many children
    stand behind it.

    `grades` counts audits. `standards` counts answers about each expectation, `evidence` pieces of evidence
    that show a standard as good or as something to develop: each by the id of the standard, with the totals
    of a chapter or section under its own id. What nobody looked at is left out. `actions` counts those agreed
    in the quarter as they stood at its end (PROGRESS): by chapter or section, and all of them under ALL. About
    one standard they are few, so under its id stands their number alone (ALL), and only where it is shown.
    `left_out` are standards of which no answer is counted, in no total either: too few answers, members of
    staff or children stand behind them. `examples` are the ids of those statements that are good examples.
    """

    editions: tuple[str, ...]
    made_on: str
    threshold: int
    grades: Counts
    standards: Mapping[str, Counts]
    evidence: Mapping[str, Counts]
    actions: Mapping[str, Counts]
    left_out: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


def is_whole(counts: Counts) -> bool:
    """Whether every count is shown."""
    return HIDDEN not in counts.values()
