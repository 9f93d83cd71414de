"""Shares and changes: never a percentage of few, never "up" or "down" where chance may be behind it."""

from __future__ import annotations

import pytest

from practice_audit.report.layout import Withheld
from practice_audit.report.sections.cells import changed, interval, no_surprise, share
from practice_audit.report.words import WORDS, say


@pytest.mark.parametrize(
    ("k", "n", "cell"),
    [
        (0, 0, None),
        (9, 9, Withheld(words="under 10")),
        (10, 10, 100.0),
        (1, 3, Withheld(words="under 10")),
        (3, 40, 7.5),
    ],
)
def test_a_share_stands_from_ten_on(k: int, n: int, cell: object) -> None:
    """Under ten there is none, and of nothing there is nothing to say."""
    assert share(k, n) == cell


@pytest.mark.parametrize(
    ("k", "n", "said"),
    [
        (28, 45, " Between 48% and 75% would be no surprise, had other cases been chosen."),
        (0, 20, " Between 0% and 16% would be no surprise, had other cases been chosen."),
        (9, 9, ""),
        (0, 0, ""),
    ],
)
def test_a_share_says_how_far_it_could_as_well_have_lain(k: int, n: int, said: str) -> None:
    """As Wilson's interval has it, in words and as two figures in per cent; nothing under ten."""
    assert no_surprise(k, n) == said
    assert all((end is None) == (not said) for end in interval(k, n))


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ((36, 40), (20, 40), "up"),
        ((20, 40), (36, 40), "down"),
        ((25, 100), (20, 100), "no clear change"),
        ((9, 9), (0, 9), "too few to say"),
        ((9, 10), (0, 0), "nothing to compare with"),
        ((0, 0), (9, 10), "nothing to compare with"),
    ],
)
def test_a_change_is_told_only_where_it_is_clear(now: tuple[int, int], before: tuple[int, int], said: str) -> None:
    """From 20% to 25% is no change that can be told; from 50% to 90% of forty is one."""
    assert changed(now, before) == said


def test_words_are_whole() -> None:
    """Every sentence ends like one, none is empty, and a name that is not there is a fault."""
    assert all(words.strip() == words and words for words in WORDS.values())
    with pytest.raises(KeyError):
        say("audits.fewer", planned=1)
