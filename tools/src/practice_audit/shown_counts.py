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
STATES: Final = ("open", "in_hand", "done", "not_done")

Number: TypeAlias = int | str
"""A count, or HIDDEN."""
Counts: TypeAlias = Mapping[str, Number]
"""Counts by what they are of, with their total under ALL."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownCounts:
    """The numbers of a quarter. No number says anything about one practitioner, team or child (R138).

    `grades` counts audits. `standards` counts answers about each expectation, `evidence` pieces of evidence
    that show a standard as good or as something to develop, `actions` those agreed in the quarter as they
    stood at its end: each by the id of the standard, with the totals of a chapter or section under its own
    id. What nobody looked at is left out. `left_out` are standards of which no answer is counted, in no
    total either: fewer than `threshold` members of staff stand behind them, or too few answers. `examples` are the
    ids of those statements that are good examples.
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
