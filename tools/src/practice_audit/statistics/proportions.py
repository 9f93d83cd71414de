"""Shares of a whole: the percentage, its interval, and whether it has changed.

Counts are whole numbers, `k` of `n`. An interval and a difference are on the scale 0 to 1 (a difference
-1 to 1); only `percentage` is on the scale 0 to 100. Knows nothing of what is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import comb, sqrt
from statistics import NormalDist
from typing import Final

ENOUGH_FOR_A_PERCENTAGE: Final = 10
"""Below this many, counts are shown and no percentage: one case would be more than 10 of 100."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval: both ends, `low` never above `high`."""

    low: float
    high: float


class Change(StrEnum):
    """What may be said of the difference between two shares."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"
    """The interval of the difference holds zero: no more than chance may be behind it."""
    TOO_FEW = "too-few"
    """One of the two has too few cases for a percentage."""


def sign_test(one: int, other: int) -> float:
    """The exact two-sided p of the sign test: how often chance alone would part so many pairs at least so unevenly.

    p = min(1, 2 P(X <= min(one, other))) for X binomial with n = one + other and a half; 1 for no pair.
    Source: W. J. Dixon and A. M. Mood (1946), Journal of the American Statistical Association 41, 557-566.
    """
    n = one + other
    tail: int = sum(comb(n, k) for k in range(min(one, other) + 1))
    return min(1.0, float(2 * tail / 2**n))


def percentage(k: int, n: int) -> float | None:
    """100 k / n, on the scale 0 to 100; None where n is below 10.

    Raises ValueError where k is not between 0 and n, or n is negative.
    """
    _check(k, n, least=0)
    return 100 * k / n if n >= ENOUGH_FOR_A_PERCENTAGE else None


def wilson(k: int, n: int, confidence: float = 0.95) -> Interval:
    """The score interval of a share, on the scale 0 to 1.

        (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n),   p = k/n,  z = Φ⁻¹((1 + confidence)/2)

    without continuity correction, cut at 0 and 1. With k = 0 the lower end is exactly 0, with k = n the
    upper end exactly 1. Source: E. B. Wilson (1927), Journal of the American Statistical Association
    22, 209-212; R. G. Newcombe (1998), Statistics in Medicine 17, 857-872, method 3.

    Raises ValueError where n is below 1, k is not between 0 and n, or confidence not between 0 and 1.
    """
    _check(k, n, least=1)
    z = quantile(confidence)
    p = k / n
    middle = p + z * z / (2 * n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    low = 0.0 if k == 0 else max(0.0, (middle - half) / whole)
    high = 1.0 if k == n else min(1.0, (middle + half) / whole)
    return Interval(low, high)


# The four counts of two shares, as the published tables give them.
def newcombe(k1: int, n1: int, k2: int, n2: int, confidence: float = 0.95) -> Interval:
    """The hybrid score interval of the difference p2 - p1, on the scale -1 to 1.

        low  = d - √((p2 - l2)² + (u1 - p1)²)
        high = d + √((u2 - p2)² + (p1 - l1)²),   d = p2 - p1

    where l and u are the ends of Wilson's interval of each share. The shares are of different cases.
    Source: R. G. Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.

    Raises ValueError as `wilson` does.
    """
    first, second = wilson(k1, n1, confidence), wilson(k2, n2, confidence)
    p1, p2 = k1 / n1, k2 / n2
    low = p2 - p1 - sqrt((p2 - second.low) ** 2 + (first.high - p1) ** 2)
    high = p2 - p1 + sqrt((second.high - p2) ** 2 + (p1 - first.low) ** 2)
    return Interval(max(-1.0, low), min(1.0, high))


def change(k1: int, n1: int, k2: int, n2: int) -> Change:
    """What may be said of k2 of n2 after k1 of n1: up or down only where Newcombe's 95 % interval excludes zero.

    Raises ValueError where a k is not between 0 and its n, or an n is negative.
    """
    _check(k1, n1, least=0)
    _check(k2, n2, least=0)
    if min(n1, n2) < ENOUGH_FOR_A_PERCENTAGE:
        return Change.TOO_FEW
    difference = newcombe(k1, n1, k2, n2)
    if difference.low > 0:
        return Change.UP
    return Change.DOWN if difference.high < 0 else Change.UNCLEAR


def _check(k: int, n: int, *, least: int) -> None:
    """Raise ValueError where k of n is impossible."""
    if n < least:
        raise ValueError(f"n is {n}; it must be at least {least}")
    if not 0 <= k <= n:
        raise ValueError(f"k is {k}; it must be between 0 and n, which is {n}")


def quantile(confidence: float) -> float:
    """How many standard errors an interval of this confidence reaches to either side."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; it must lie between 0 and 1")
    return NormalDist().inv_cdf((1 + confidence) / 2)
