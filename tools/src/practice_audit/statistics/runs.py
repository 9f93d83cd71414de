"""Series of measures over time: medians, run charts, and XmR charts by the rules of the NHS.

Values are in the order of time. None stands for a month without a measure: it is left out, as if it
were not on the chart, and its neighbours follow each other; places still count it. Limits are on the
scale of the values. Knows nothing of dates, of what is measured, or of which way is better.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise
from math import isfinite
from statistics import fmean
from statistics import median as _median
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Values: TypeAlias = Sequence[float | None]
    Point: TypeAlias = tuple[int, float]

SHIFT_OF_A_RUN_CHART: Final = 6
TREND_OF_A_RUN_CHART: Final = 5
SAME_SIDE: Final = 7
TREND: Final = 7
LIMIT: Final = 2.66
"""Mean moving ranges from the mean to a limit: 3 / 1.128, rounded as the NHS rounds it."""
SCREEN: Final = 3.267
"""Mean moving ranges from which a single moving range is screened out: the upper limit of an mR chart."""
ENOUGH_FOR_LIMITS: Final = 12
"""With fewer values the limits are on trial: they will move as values come."""


class Rule(StrEnum):
    """What makes points of a chart stand out."""

    SHIFT = "shift"
    TREND = "trend"
    OUTSIDE = "outside"
    NEAR_A_LIMIT = "near-a-limit"


@dataclass(frozen=True, kw_only=True, slots=True)
class Signal:
    """Points that stand out together by one rule: their places in the values as given, 0 first.

    `rising` says that a shift lies above the centre, a trend goes up, or the points are beyond an upper
    limit. Whether that is good is not known here.
    """

    rule: Rule
    places: tuple[int, ...]
    rising: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RunChart:
    """The median of a series and what stands out from it."""

    centre: float
    signals: tuple[Signal, ...]

    @property
    def places(self) -> tuple[int, ...]:
        """The places of all points that stand out, each once, in order."""
        return _places(self.signals)


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """An XmR chart: mean, limits, and what stands out.

    `moving_range` is the mean moving range behind the limits. `trial` says that fewer than twelve values
    made them.
    """

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    moving_range: float
    signals: tuple[Signal, ...]
    trial: bool

    @property
    def places(self) -> tuple[int, ...]:
        """The places of all points that stand out, each once, in order."""
        return _places(self.signals)


def median(values: Values) -> float:
    """The middle value, or the mean of the middle two; missing values are left out.

    Raises ValueError where no value is left, or one is not a finite number.
    """
    return float(_median([value for _, value in _points(values, least=1)]))


def run_chart(values: Values) -> RunChart:
    """The median, with shifts and trends.

    A shift is six or more values in a row all above or all below the median; values on the median are
    skipped: they neither add to a shift nor break it. A trend is five or more values in a row all going up
    or all going down; of equal values in a row only the first counts. Source: R. J. Perla, L. P. Provost
    and S. K. Murray (2011), BMJ Quality & Safety 20, 46-51.

    Raises ValueError where no value is left, or one is not a finite number.
    """
    centre = median(values)
    points = _points(values, least=1)
    off_centre = [(place, value) for place, value in points if value != centre]
    moving = [points[0], *(after for before, after in pairwise(points) if after[1] != before[1])]
    signals = (
        *_shifts(off_centre, centre, SHIFT_OF_A_RUN_CHART),
        *_trends(moving, TREND_OF_A_RUN_CHART),
    )
    return RunChart(centre=centre, signals=signals)


def xmr(values: Values, screened: bool = False, *, fixed_after: int | None = None) -> Limits:  # noqa: FBT001, FBT002
    """The mean and limits of single values, with the rules of the NHS programme Making Data Count.

        limits = mean ± 2.66 mR̄,   near limits = mean ± ⅔ · 2.66 mR̄,   mR̄ = mean of |x(i) - x(i-1)|

    Where `screened`, moving ranges of 3.267 mR̄ and more are left out and mR̄ is taken again, once. With
    `fixed_after` only that many first values make mean and limits, and all values are held against them;
    after a known change, call it for each part. What stands out: a value outside the limits; seven or more
    in a row on the same side of the mean (a value on the mean breaks the row); seven or more in a row all
    rising or all falling (an equal value breaks it); of three in a row on the same side of the mean, two or
    three between near limit and limit. Sources: W. A. Shewhart (1931), D. J. Wheeler and D. S. Chambers (1992),
    Understanding Statistical Process Control, for the limits; the rules as coded in NHSRplotthedots (2021).
    2.66 is 3 / 1.128 rounded, so limits differ a little from books that use the fraction.

    Raises ValueError where fewer than two values make the limits, or one is not a finite number.
    """
    points = _points(values, least=2)
    base = [value for _, value in points[:fixed_after]]
    if len(base) < 2:  # noqa: PLR2004 - a moving range takes two values
        raise ValueError("at least two values must make the limits")
    ranges = [abs(after - before) for before, after in pairwise(base)]
    typical = fmean(ranges)
    if screened and typical:
        typical = fmean(each for each in ranges if each < SCREEN * typical)
    mean = fmean(base)
    limits = Limits(
        mean=mean,
        lower=mean - LIMIT * typical,
        upper=mean + LIMIT * typical,
        near_lower=mean - LIMIT * 2 / 3 * typical,
        near_upper=mean + LIMIT * 2 / 3 * typical,
        moving_range=typical,
        signals=(),
        trial=len(base) < ENOUGH_FOR_LIMITS,
    )
    signals = (
        *_outside(points, limits),
        *_shifts(points, mean, SAME_SIDE),
        *_trends(points, TREND),
        *_near_a_limit(points, limits),
    )
    return replace(limits, signals=signals)


def _points(values: Values, *, least: int) -> list[Point]:
    """The values that are there, each with its place."""
    points = [(place, float(value)) for place, value in enumerate(values) if value is not None]
    if len(points) < least:
        raise ValueError(f"there are {len(points)} values; there must be at least {least}")
    if not all(isfinite(value) for _, value in points):
        raise ValueError("a value is not a finite number")
    return points


def _places(signals: Sequence[Signal]) -> tuple[int, ...]:
    return tuple(sorted({place for signal in signals for place in signal.places}))


def _shifts(points: Sequence[Point], centre: float, length: int) -> Iterator[Signal]:
    """Rows of at least this many points on one side of the centre."""
    for side, group in groupby(points, key=lambda point: _sign(point[1] - centre)):
        places = tuple(place for place, _ in group)
        if side and len(places) >= length:
            yield Signal(rule=Rule.SHIFT, places=places, rising=side > 0)


def _trends(points: Sequence[Point], length: int) -> Iterator[Signal]:
    """Rows of at least this many points that all rise or all fall."""
    steps = pairwise(points)
    for direction, group in groupby(steps, key=lambda step: _sign(step[1][1] - step[0][1])):
        row = list(group)
        places = (row[0][0][0], *(after[0] for _, after in row))
        if direction and len(places) >= length:
            yield Signal(rule=Rule.TREND, places=places, rising=direction > 0)


def _outside(points: Sequence[Point], limits: Limits) -> Iterator[Signal]:
    """Each point beyond a limit."""
    for place, value in points:
        if not limits.lower <= value <= limits.upper:
            yield Signal(rule=Rule.OUTSIDE, places=(place,), rising=value > limits.upper)


def _near_a_limit(points: Sequence[Point], limits: Limits) -> Iterator[Signal]:
    """Two or three of three neighbours near one limit but inside it, all three on one side of the mean."""
    for three in zip(points, points[1:], points[2:], strict=False):
        sides = {_sign(value - limits.mean) for _, value in three}
        near = tuple(
            place
            for place, value in three
            if limits.lower <= value < limits.near_lower or limits.near_upper < value <= limits.upper
        )
        if len(sides) == 1 and len(near) >= 2:  # noqa: PLR2004 - two of three
            yield Signal(rule=Rule.NEAR_A_LIMIT, places=near, rising=sides == {1})


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
