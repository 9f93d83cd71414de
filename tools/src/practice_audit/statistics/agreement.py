"""How far two people agree who graded the same cases, and when too little is known to say.

A table is square: one row for each grade of the auditor, one column for each grade of the moderator,
both from the worst to the best, with the number of cases in each cell. A grade that nobody gave keeps
its row and its column: without them the grades beside it would count as neighbours. Knows nothing of
what the grades are called.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import TYPE_CHECKING, Literal, TypeAlias

from practice_audit.statistics.proportions import quantile

if TYPE_CHECKING:
    from collections.abc import Sequence

Table: TypeAlias = "Sequence[Sequence[int]]"
Weights: TypeAlias = Literal["none", "linear", "quadratic"]


class NoKappa(StrEnum):
    """Why no kappa is given."""

    TOO_FEW = "too-few"
    """Fewer pairs than twice the square of the number of grades."""
    ONE_GRADE = "one-grade"
    """Every auditor and every moderator gave the same one grade: kappa would be 0 / 0."""
    ONE_SIDE = "one-side"
    """One of the two gave every case the same grade: kappa is 0 whatever the other gave, and says nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kappa:
    """Cohen's kappa: 1 is full agreement, 0 what chance alone would bring, below 0 is less than chance.

    `low` and `high` are its interval, cut at -1 and 1; `cut` says that the formula reached beyond. Words
    for the size of a kappa hold for one kind of weights only, so `weights` must be told with it.
    """

    value: float
    low: float
    high: float
    standard_error: float
    weights: Weights
    cut: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """Counts of pairs, and kappa with linear weights where enough is known.

    `exact` pairs have the same grade, `within_one` the same or a neighbouring grade; in `higher` pairs the
    moderator's grade is better than the auditor's, in `lower` ones worse. `one_grade` says that every grade
    given was the same. Either `kappa` or `why_none` is None, never both.
    """

    n: int
    exact: int
    within_one: int
    higher: int
    lower: int
    one_grade: bool
    kappa: Kappa | None
    why_none: NoKappa | None


def enough_pairs(grades: int) -> int:
    """The fewest pairs for which kappa is given: 2 k² for k grades, so 32 for four.

    Source: D. V. Cicchetti (1981), Applied Psychological Measurement 5, 101-104.
    """
    return 2 * grades * grades


def agreement(table: Table) -> Agreement:
    """What a table of grades says of two people's agreement.

    Raises ValueError where the table is not square, has fewer than two grades, or a count is negative.
    """
    _check(table)
    grades = range(len(table))
    cells = [(row, column, table[row][column]) for row in grades for column in grades]
    n = sum(count for _, _, count in cells)
    why_none = _why_none(table, n)
    return Agreement(
        n=n,
        exact=sum(count for row, column, count in cells if row == column),
        within_one=sum(count for row, column, count in cells if abs(row - column) <= 1),
        higher=sum(count for row, column, count in cells if column > row),
        lower=sum(count for row, column, count in cells if column < row),
        one_grade=n > 0 and any(table[grade][grade] == n for grade in grades),
        kappa=None if why_none else weighted_kappa(table),
        why_none=why_none,
    )


def weighted_kappa(table: Table, weights: Weights = "linear", confidence: float = 0.95) -> Kappa:
    """Cohen's kappa, however few the pairs, with the standard error and interval for large samples.

        kappa = 1 - Σ v p / Σ v r c
        n var = Σ p (v E - D (a + b))² / E⁴ - (D / E)²,   kappa ± z √var

    with p the share of a cell, r and c those of its row and column, v its disagreement |i - j| (linear),
    (i - j)² (quadratic), or 1 off the diagonal (none), D = Σ v p, E = Σ v r c, a = Σ v c over the row's
    cells and b = Σ v r over the column's. It is computed from whole numbers with one division each, so
    full agreement is exactly 1 with error 0. Sources: J. Cohen (1968), Psychological Bulletin 70, 213-220;
    J. L. Fleiss, J. Cohen and B. S. Everitt (1969), Psychological Bulletin 72, 323-327.

    Raises ValueError where the table is not square, has fewer than two grades, is empty, has a negative
    count, or holds everything in one cell of the diagonal (kappa would be 0 / 0); and where confidence is
    not between 0 and 1.
    """
    _check(table)
    grades = range(len(table))
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    n = sum(rows)
    apart = [[_apart(row, column, weights) for column in grades] for row in grades]
    seen = sum(apart[row][column] * table[row][column] for row in grades for column in grades)
    expected = sum(apart[row][column] * rows[row] * columns[column] for row in grades for column in grades)
    if not expected:
        raise ValueError("kappa cannot be calculated: there is no pair, or every grade is the same")
    of_row = [sum(apart[row][column] * columns[column] for column in grades) for row in grades]
    of_column = [sum(apart[row][column] * rows[row] for row in grades) for column in grades]
    squares = sum(
        table[row][column] * (apart[row][column] * expected - seen * (of_row[row] + of_column[column])) ** 2
        for row in grades
        for column in grades
    )
    value = (expected - n * seen) / expected
    error = sqrt(n * (n * squares - (seen * expected) ** 2) / expected**4)
    low, high = value - quantile(confidence) * error, value + quantile(confidence) * error
    return Kappa(
        value=value,
        low=max(-1.0, low),
        high=min(1.0, high),
        standard_error=error,
        weights=weights,
        cut=low < -1 or high > 1,
    )


def _why_none(table: Table, n: int) -> NoKappa | None:
    """Why there is no kappa of this table; None where there is one."""
    if n < enough_pairs(len(table)):
        return NoKappa.TOO_FEW
    one_row = any(sum(row) == n for row in table)
    one_column = any(sum(column) == n for column in zip(*table, strict=True))
    if any(table[grade][grade] == n for grade in range(len(table))):
        return NoKappa.ONE_GRADE
    return NoKappa.ONE_SIDE if one_row or one_column else None


def _apart(row: int, column: int, weights: Weights) -> int:
    """How much two grades disagree."""
    steps = abs(row - column)
    if weights == "none":
        return min(steps, 1)
    return steps if weights == "linear" else steps * steps


def _check(table: Table) -> None:
    """Raise ValueError where this is no table of grades."""
    if len(table) < 2 or any(len(row) != len(table) for row in table):  # noqa: PLR2004 - a pair of grades
        raise ValueError("the table must be square, with at least two grades")
    if any(count < 0 for row in table for count in row):
        raise ValueError("a count is negative")
