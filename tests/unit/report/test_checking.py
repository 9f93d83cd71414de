"""What a report says of moderation: which way grades differ, as far as their number can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from practice_audit.report import checking
from practice_audit.report.figures import Figures
from practice_audit.report.folding import Folded
from practice_audit.report.layout import Paragraph
from practice_audit.report.lines import lines_of
from practice_audit.report.periods import period
from practice_audit.report.tallies import Tally

if TYPE_CHECKING:
    from practice_audit.model import Catalogue

STRICTER = "on the whole moderators were stricter"
MILDER = "on the whole moderators were milder"
UNCLEAR = "chance alone could give it"


@pytest.mark.parametrize(
    ("higher", "lower", "words"),
    [
        *((1, 9, STRICTER), (9, 1, MILDER), (0, 6, STRICTER)),
        *((2, 9, UNCLEAR), (3, 6, UNCLEAR), (0, 5, UNCLEAR), (1, 0, UNCLEAR)),
        (0, 0, "higher in 0 and lower in 0."),
    ],
)
def test_which_way_moderators_differ(catalogue: Catalogue, higher: int, lower: int, words: str) -> None:
    """A direction is told only where chance alone would hardly give it."""
    best, second = (grade.id for grade in catalogue.of_kind("grade")[:2])
    tally = Tally()
    tally.counts["moderation", "first"] = higher + lower + 5
    tally.counts["pair", "first", best, best] = 5
    tally.counts["pair", "first", second, best] = higher
    tally.counts["pair", "first", best, second] = lower
    asked = period("2023-Q2")
    folded = Folded(as_at=asked.last.isoformat(), quarters={asked.id: tally})
    figures = Figures(period=asked, folded=folded, lines=lines_of([catalogue]), catalogues=(catalogue,))
    said = [one.text for one in checking.moderation(figures).sections[0].blocks if isinstance(one, Paragraph)]
    told = next(text for text in said if text.startswith("The moderator’s grade was"))
    assert words in told
    assert told.endswith(".")
