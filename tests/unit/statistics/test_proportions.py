"""Shares of a whole: the published intervals, the edges, and when a share is said to have changed."""

from __future__ import annotations

import pytest

from practice_audit.statistics.proportions import Change, Interval, change, newcombe, percentage, wilson


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1),
        (23, 60, 0.2709, 0.5098),
        (3, 12, 0.089, 0.532),
    ],
)
def test_wilson_gives_the_published_intervals(k: int, n: int, low: float, high: float) -> None:
    """The score interval is that of Newcombe (1998), of a well-known calculator and of a typical quarter."""
    digits = 3 if n == 12 else 4
    found = wilson(k, n)
    assert (round(found.low, digits), round(found.high, digits)) == (low, high)


def test_none_and_all_have_an_exact_end() -> None:
    """With none the lower end is 0, with all the upper end is 1, to the last digit."""
    for n in range(1, 200):
        assert wilson(0, n).low == 0
        assert wilson(n, n).high == 1
        assert 0 < wilson(0, n).high < 1
        assert 0 < wilson(n, n).low < 1


def test_more_confidence_is_a_wider_interval() -> None:
    """An interval of 99 % holds that of 95 %."""
    wide, narrow = wilson(7, 20, 0.99), wilson(7, 20)
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((48, 80, 56, 70), 0.0524, 0.3339),
        ((3, 10, 9, 10), 0.1705, 0.8090),
        ((2, 7, 6, 7), 0.0582, 0.8062),
        ((0, 29, 5, 56), -0.0381, 0.1926),
        ((0, 20, 0, 10), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((0, 20, 10, 10), 0.6791, 1.0000),
        ((0, 10, 10, 10), 0.6075, 1.0000),
    ],
)
def test_newcombe_gives_the_published_intervals(counts: tuple[int, int, int, int], low: float, high: float) -> None:
    """The interval of a difference is that of method 10 in Newcombe (1998)."""
    found = newcombe(*counts)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_a_difference_the_other_way_round_is_its_mirror() -> None:
    """Swapping the two shares changes the sign of the interval and its ends."""
    there, back = newcombe(3, 12, 9, 20), newcombe(9, 20, 3, 12)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


def test_a_percentage_needs_ten() -> None:
    """Nine cases give no percentage, ten do, and it is on the scale 0 to 100."""
    assert percentage(3, 9) is None
    assert percentage(0, 0) is None
    assert percentage(3, 10) == 30
    assert percentage(10, 10) == 100


def test_from_20_to_25_per_cent_of_a_small_quarter_is_no_change() -> None:
    """Nothing is said to go up or down where chance alone may be behind it."""
    assert change(2, 10, 3, 12) is Change.UNCLEAR
    assert change(5, 20, 5, 20) is Change.UNCLEAR


def test_up_and_down_take_an_interval_without_zero() -> None:
    """Up and down are said where the whole interval lies on one side of zero, and at the least count that does it."""
    assert change(48, 80, 56, 70) is Change.UP
    assert change(56, 70, 48, 80) is Change.DOWN
    least = next(k for k in range(2, 11) if newcombe(2, 10, k, 10).low > 0)
    assert change(2, 10, least - 1, 10) is Change.UNCLEAR
    assert change(2, 10, least, 10) is Change.UP


def test_change_needs_ten_on_both_sides() -> None:
    """Nine cases in either period are too few to speak of change, however far apart the shares are."""
    assert change(0, 9, 100, 100) is Change.TOO_FEW
    assert change(0, 100, 9, 9) is Change.TOO_FEW
    assert change(0, 0, 0, 0) is Change.TOO_FEW
    assert change(0, 10, 10, 10) is Change.UP


@pytest.mark.parametrize(("k", "n"), [(-1, 5), (6, 5), (0, -1), (0, 0)])
def test_impossible_counts_are_refused(k: int, n: int) -> None:
    """More than all, fewer than none, or a share of nothing is no share."""
    with pytest.raises(ValueError, match=r"^[kn] is "):
        wilson(k, n)


@pytest.mark.parametrize("counts", [(6, 5, 1, 5), (1, 5, 6, 5), (1, 5, -1, 5), (1, -5, 1, 5)])
def test_impossible_counts_are_refused_in_a_change(counts: tuple[int, int, int, int]) -> None:
    """A change between impossible counts is no change, even where there are too few."""
    with pytest.raises(ValueError, match=r"^[kn] is "):
        change(*counts)


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5])
def test_confidence_lies_between_0_and_1(confidence: float) -> None:
    """A confidence of 95 instead of 0.95 is refused."""
    with pytest.raises(ValueError, match="confidence"):
        wilson(1, 2, confidence)


def test_an_interval_is_a_value() -> None:
    """Two intervals with the same ends are the same."""
    assert Interval(0.1, 0.2) == Interval(0.1, 0.2)
