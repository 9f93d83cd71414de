"""What a report says of moderation: which way grades differ, as far as their number can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from practice_audit.report.counting.figures import Figures
from practice_audit.report.counting.folding import Folded
from practice_audit.report.counting.tallies import Tally
from practice_audit.report.counting.trend_lines import lines_of
from practice_audit.report.layout import Paragraph
from practice_audit.report.periods import period
from practice_audit.report.sections import checking
from tests.later_edition import LATER, later

if TYPE_CHECKING:
    from practice_audit.model import Catalogue

BEFORE = "2023-05-02"
"""A day on which the earlier edition was in force."""
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
    edition = catalogue.edition.id
    best, second = (grade.id for grade in catalogue.of_kind("grade")[:2])
    tally = Tally()
    tally.counts["moderation", "first"] = higher + lower + 5
    tally.counts["pair", "first", edition, "", best, best] = 5
    tally.counts["pair", "first", edition, "", second, best] = higher
    tally.counts["pair", "first", edition, "", best, second] = lower
    asked = period("2023-Q2")
    folded = Folded(as_at=asked.last.isoformat(), quarters={asked.id: tally})
    figures = Figures(period=asked, folded=folded, lines=lines_of([catalogue]), catalogues=(catalogue,))
    said = [one.text for one in checking.moderation(figures).sections[0].blocks if isinstance(one, Paragraph)]
    told = next(text for text in said if text.startswith("The moderator’s grade was"))
    assert words in told
    assert told.endswith(".")


def test_only_grades_of_one_meaning_are_held_against_each_other(catalogue: Catalogue) -> None:
    """A pair whose grades mean two things is no pair, and one of the meaning before is not among those of today."""
    newer = later(catalogue, "raised", kind="grade")
    editions = (catalogue, newer)
    best, second = (grade.id for grade in catalogue.of_kind("grade")[:2])
    tally = Tally()
    tally.counts["moderation", "first"] = 15
    tally.counts["pair", "first", LATER, "", best, best] = 3
    tally.counts["pair", "first", LATER, BEFORE, second, best] = 5
    tally.counts["pair", "first", catalogue.edition.id, "", best, second] = 7
    asked = period("2023-Q2")
    folded = Folded(as_at=asked.last.isoformat(), quarters={asked.id: tally})
    figures = Figures(period=asked, folded=folded, lines=lines_of(editions), catalogues=editions)
    assert sum(map(sum, checking.pairs(figures, "first"))) == 3
    said = [one.text for one in checking.moderation(figures).sections[0].blocks if isinstance(one, Paragraph)]
    assert said[-1].endswith("or meant something else when it was given: 12.")
    reworded = (catalogue, later(catalogue, "wording", kind="grade"))
    figures = Figures(period=asked, folded=folded, lines=lines_of(reworded), catalogues=reworded)
    assert sum(map(sum, checking.pairs(figures, "first"))) == 15
