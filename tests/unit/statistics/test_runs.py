"""Series: medians, run charts and XmR charts, each rule one short of it, at it and beyond it."""

from __future__ import annotations

from itertools import accumulate, pairwise
from statistics import fmean

import pytest

from practice_audit.statistics.runs import Limits, Rule, RunChart, Signal, median, run_chart, xmr

NIST = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
VIGNETTE = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
NORMAL = [
    *(-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123),
    *(-0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314),
    *(0.49785048, -1.96661716, 0.70135590, -0.47279141),
]
"""What R draws for `set.seed(123); rnorm(20)`."""


def _of(rule: Rule, chart: RunChart | Limits) -> list[tuple[tuple[int, ...], bool]]:
    """Places and direction of each signal of one rule."""
    return [(signal.places, signal.rising) for signal in chart.signals if signal.rule is rule]


def test_the_median_leaves_missing_months_out() -> None:
    """The median is the middle of what is there, or the mean of the middle two."""
    assert median([5, None, 1, 3]) == 3
    assert median([1, 2, None, 3, 10]) == 2.5


@pytest.mark.parametrize("values", [[], [None, None], [1, float("nan")], [float("inf")]])
def test_no_values_and_no_numbers_are_refused(values: list[float | None]) -> None:
    """A series without a value, or with one that is no finite number, has neither median nor chart."""
    with pytest.raises(ValueError, match="value"):
        median(values)
    with pytest.raises(ValueError, match="value"):
        run_chart(values)
    with pytest.raises(ValueError, match="value"):
        xmr(values)


@pytest.mark.parametrize(("length", "found"), [(5, 0), (6, 1), (7, 1), (8, 1)])
def test_a_shift_of_a_run_chart_takes_six(length: int, found: int) -> None:
    """Six or more in a row above the median are one shift, all of its points named; five are none."""
    values = [*([9, 8] * 4)[:length], *([1, 2] * 4)[:length]]
    shifts = _of(Rule.SHIFT, run_chart(values))
    assert len(shifts) == 2 * found
    if found:
        assert shifts == [(tuple(range(length)), True), (tuple(range(length, 2 * length)), False)]


def test_values_on_the_median_neither_add_to_a_shift_nor_break_it() -> None:
    """Six above with one on the median among them are a shift without it; five and one on the median are none."""
    six = run_chart([7, 8, 7, 5, 8, 7, 8, 1, 2, 1, 2, 1, 2])
    assert six.centre == 5
    assert _of(Rule.SHIFT, six) == [((0, 1, 2, 4, 5, 6), True), ((7, 8, 9, 10, 11, 12), False)]
    assert not _of(Rule.SHIFT, run_chart([7, 8, 7, 5, 8, 7, 1, 2, 1, 2, 1]))


@pytest.mark.parametrize(("length", "found"), [(4, False), (5, True), (6, True), (7, True), (8, True)])
def test_a_trend_of_a_run_chart_takes_five(length: int, found: bool) -> None:  # noqa: FBT001 - an example
    """Five or more in a row that all rise or all fall are a trend, all of its points named; four are none."""
    rising = [float(step) for step in range(length)]
    assert _of(Rule.TREND, run_chart([*rising, 0.5])) == ([(tuple(range(length)), True)] if found else [])
    assert _of(Rule.TREND, run_chart([*rising[::-1], 0.5])) == ([(tuple(range(length)), False)] if found else [])


def test_equal_values_neither_add_to_a_trend_nor_break_it() -> None:
    """Of equal values in a row only the first counts: with five different values it is a trend, with four not."""
    assert _of(Rule.TREND, run_chart([1, 2, 2, 3, 4, 5])) == [((0, 1, 3, 4, 5), True)]
    assert not _of(Rule.TREND, run_chart([1, 2, 2, 3, 4, 4]))


def test_a_missing_month_is_as_if_it_were_not_on_the_chart() -> None:
    """Neighbours of a missing value follow each other, and the places still count it."""
    whole, gap = [9, 8, 9, 8, 9, 8, 1, 2, 1, 2, 1, 2], [9, 8, None, 9, 8, 9, 8, 1, 2, None, 1, 2, 1, 2]
    assert run_chart(gap).centre == run_chart(whole).centre
    assert _of(Rule.SHIFT, run_chart(gap))[0] == ((0, 1, 3, 4, 5, 6), True)
    assert xmr(gap).mean == xmr(whole).mean
    assert xmr(gap).moving_range == xmr(whole).moving_range
    assert run_chart(gap).places == tuple(place for place, value in enumerate(gap) if value is not None)


def test_xmr_gives_the_limits_of_the_nist_handbook() -> None:
    """Flowrate data: the published limits with 3 / 1.128, and ours with the 2.66 of the NHS beside them."""
    chart = xmr(NIST)
    assert chart.mean == pytest.approx(50.81)
    assert chart.moving_range == pytest.approx(1.8778, abs=5e-5)
    assert (chart.upper, chart.lower) == pytest.approx((55.8049, 45.8151), abs=5e-5)
    fraction = 3 / 1.128 * chart.moving_range
    assert (chart.mean + fraction, chart.mean - fraction) == pytest.approx((55.8041, 45.8159), abs=1e-4)
    assert chart.trial
    assert chart.signals == ()


def test_xmr_gives_the_limits_of_the_nhs_vignette() -> None:
    """One odd value: screened and unscreened limits are those of NHSRplotthedots, and the value stands out."""
    screened, plain = xmr(VIGNETTE, screened=True), xmr(VIGNETTE)
    assert round(screened.mean, 2) == round(plain.mean, 2) == 1.94
    assert (round(screened.upper, 2), round(screened.lower, 2)) == (4.60, -0.72)
    assert (round(plain.upper, 2), round(plain.lower, 2)) == (6.95, -3.06)
    assert _of(Rule.OUTSIDE, plain) == _of(Rule.OUTSIDE, screened) == [((4,), True)]
    assert not plain.trial


def test_xmr_gives_the_snapshot_of_the_nhs_package() -> None:
    """Twenty drawn values: mean and limits of the package's own test."""
    chart = xmr(NORMAL, screened=True)
    assert (chart.mean, chart.lower, chart.upper) == pytest.approx((0.1416238, -3.01138, 3.294627), abs=1e-6)


def test_near_limits_lie_at_two_thirds() -> None:
    """The near limits are two thirds of the way from the mean to the limits."""
    chart = xmr(NIST)
    assert chart.near_upper - chart.mean == pytest.approx(2 / 3 * (chart.upper - chart.mean))
    assert chart.mean - chart.near_lower == pytest.approx(2 / 3 * (chart.mean - chart.lower))


@pytest.mark.parametrize(("length", "found"), [(6, False), (7, True), (8, True)])
def test_seven_on_one_side_of_the_mean(length: int, found: bool) -> None:  # noqa: FBT001 - an example
    """Seven or more in a row on one side of the mean stand out, above and below; six do not."""
    values = [*([9.0, 8.0] * 4)[:length], *([1.0, 2.0] * 4)[:length]]
    expected = [(tuple(range(length)), True), (tuple(range(length, 2 * length)), False)]
    assert _of(Rule.SHIFT, xmr(values)) == (expected if found else [])


def test_a_value_on_the_mean_breaks_a_row() -> None:
    """Seven above the mean with one on it among them do not stand out."""
    values = [6, 7, 6, 5, 7, 6, 7, 6, 4, 3, 4, 3, 5, 4, 3, 4]
    assert fmean(values) == 5
    assert not _of(Rule.SHIFT, xmr(values))
    without = [value for place, value in enumerate(values) if place not in {3, 12}]
    assert len(_of(Rule.SHIFT, xmr(without))) == 2


@pytest.mark.parametrize(("length", "found"), [(6, False), (7, True), (8, True)])
def test_a_trend_takes_seven_points(length: int, found: bool) -> None:  # noqa: FBT001 - an example
    """Seven or more in a row that all rise or all fall stand out; six do not."""
    rising = [float(step) for step in range(length)]
    assert _of(Rule.TREND, xmr([*rising, 0.5])) == ([(tuple(range(length)), True)] if found else [])
    assert _of(Rule.TREND, xmr([*rising[::-1], 0.5])) == ([(tuple(range(length)), False)] if found else [])


def test_an_equal_value_breaks_a_trend() -> None:
    """Seven rising values with one of them twice are no trend of an XmR chart."""
    assert _of(Rule.TREND, xmr([1, 2, 3, 4, 5, 6, 7]))
    assert not _of(Rule.TREND, xmr([1, 2, 3, 4, 4, 5, 6, 7]))


QUIET = [0.5, -0.5] * 6
"""Mean 0, mean moving range 1: near limits at 1.773, limits at 2.66."""


@pytest.mark.parametrize(
    ("tail", "near"),
    [
        ([2.0, 2.0, 0.1], [((12, 13), True)]),
        ([2.0, 0.1, 2.0], [((12, 14), True)]),
        ([0.1, 2.0, 2.0], [((13, 14), True)]),
        ([2.0, 2.0, 2.0], [((12, 13, 14), True)]),
        ([-2.0, -0.1, -2.0], [((12, 14), False)]),
        ([2.0, 3.0, 2.0], [((12, 14), True)]),
        ([2.0, -0.1, 2.0], []),
        ([2.0, 0.0, 2.0], []),
        ([2.0, -2.0, 2.0], []),
        ([2.0, 0.1, 0.1, 2.0], []),
        ([2.0, 3.0, 0.1], []),
        ([1.7, 1.7, 1.7], []),
        ([2.0, 2.0], []),
    ],
)
def test_two_of_three_near_a_limit(tail: list[float], near: list[tuple[tuple[int, ...], bool]]) -> None:
    """Two of three stand out near a limit, inside it, with all three on one side of the mean."""
    chart = xmr([*QUIET, *tail], fixed_after=12)
    assert (chart.mean, chart.moving_range) == (0, 1)
    assert _of(Rule.NEAR_A_LIMIT, chart) == near


def test_a_value_on_the_limit_is_not_outside() -> None:
    """Only what lies beyond a limit stands out as outside, on either side."""
    limit = xmr(QUIET).upper
    chart = xmr([*QUIET, limit, -limit, limit + 1e-9, -limit - 1e-9], fixed_after=12)
    assert _of(Rule.OUTSIDE, chart) == [((14,), True), ((15,), False)]


def test_fixed_limits_do_not_move_as_values_come() -> None:
    """With limits fixed after twelve values, later values change none of them; without, they do."""
    before, after = xmr(QUIET), xmr([*QUIET, 5.0, 5.0], fixed_after=12)
    assert (after.mean, after.lower, after.upper) == (before.mean, before.lower, before.upper)
    assert xmr([*QUIET, 5.0, 5.0]).mean > 0


def test_a_rebased_chart_is_two_charts() -> None:
    """After a known change each part has limits of its own, and nothing stands out in either."""
    higher = [value + 10 for value in QUIET]
    assert xmr([*QUIET, *higher]).signals
    first, second = xmr(QUIET), xmr(higher)
    assert second.mean - first.mean == 10
    assert first.signals == second.signals == ()


def test_limits_of_fewer_than_twelve_values_are_on_trial() -> None:
    """Eleven values make limits on trial, twelve do not; missing months do not count."""
    assert xmr(QUIET[:11]).trial
    assert not xmr(QUIET).trial
    assert xmr([None, *QUIET[:11]]).trial


@pytest.mark.parametrize(("values", "fixed_after"), [([1.0], None), ([1.0, None], None), ([1.0, 2.0, 3.0], 1)])
def test_one_value_makes_no_limits(values: list[float | None], fixed_after: int | None) -> None:
    """A moving range takes two values."""
    with pytest.raises(ValueError, match=r"two values|at least 2"):
        xmr(values, fixed_after=fixed_after)


def test_a_series_without_movement_has_limits_on_its_mean() -> None:
    """Where every value is the same nothing stands out, screened or not."""
    for screened in (False, True):
        chart = xmr([4.0] * 8, screened)
        assert (chart.lower, chart.mean, chart.upper) == (4, 4, 4)
        assert chart.signals == ()


def test_signals_are_told_once_for_each_place() -> None:
    """A point that stands out by several rules has one place in the chart."""
    chart = xmr([*QUIET, *(float(step) for step in range(1, 9))], fixed_after=12)
    assert {signal.rule for signal in chart.signals} >= {Rule.OUTSIDE, Rule.SHIFT, Rule.TREND}
    assert chart.places == tuple(range(11, 20))
    assert Signal(rule=Rule.SHIFT, places=tuple(range(12, 20)), rising=True) in chart.signals


def test_signals_of_a_long_series_agree_with_plain_counting() -> None:
    """On a long series with many ties, both row rules of XmR say what a count from every point says."""
    values = [float(abs((seed * 7919 + 3) ** 2 % 11 - 5)) for seed in range(400)]
    values += [float(value) for value in accumulate([1] * 9)]
    chart = xmr(values, fixed_after=400)

    def told(rows: list[int]) -> set[int]:
        """Places of points in a row of seven that `rows`, one sign for each, makes."""
        starts = [at for at in range(len(rows) - 6) if abs(sum(rows[at : at + 7])) == 7]
        return {at + step for at in starts for step in range(7)}

    sides = [(value > chart.mean) - (value < chart.mean) for value in values]
    assert {place for places, _ in _of(Rule.SHIFT, chart) for place in places} == told(sides)
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    starts = [at for at in range(len(steps) - 5) if abs(sum(steps[at : at + 6])) == 6]
    rows = {at + step for at in starts for step in range(7)}
    assert {place for places, _ in _of(Rule.TREND, chart) for place in places} == rows != set()
