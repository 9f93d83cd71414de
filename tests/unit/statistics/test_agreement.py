"""Two people's grades: what is counted, the published kappas, and when no kappa is given."""

from __future__ import annotations

from collections import Counter

import pytest

from practice_audit.statistics.agreement import Kappa, NoKappa, Weights, agreement, enough_pairs, weighted_kappa

SAS = ((0, 4, 1), (0, 8, 0), (0, 1, 5))
FLEISS = ((75, 1, 4), (5, 4, 1), (0, 0, 10))
RADIOLOGY = ((21, 12, 0, 0), (4, 17, 1, 0), (3, 9, 15, 2), (0, 0, 0, 1))
ANXIETY = (
    (3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4),
    (2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2),
)
"""The second and third rater of twenty people, from 1 to 6 (nobody gave 5): `anxiety` of the R package irr."""


@pytest.mark.parametrize(
    ("table", "weights", "published"),
    [
        (SAS, "none", (0.4842, 0.1380, 0.2137, 0.7547)),
        (SAS, "linear", (0.4701, 0.1457, 0.1845, 0.7558)),
        (SAS, "quadratic", (0.4502, 0.1922, 0.0734, 0.8269)),
        (FLEISS, "none", (0.6765, 0.0877, 0.5046, 0.8484)),
        (FLEISS, "linear", (0.7222, 0.0843, 0.5570, 0.8874)),
        (FLEISS, "quadratic", (0.7553, 0.0867, 0.5854, 0.9253)),
        (RADIOLOGY, "none", (0.4728, 0.0727, 0.3303, 0.6153)),
        (RADIOLOGY, "linear", (0.5684, 0.0676, 0.4360, 0.7008)),
        (RADIOLOGY, "quadratic", (0.6714, 0.0681, 0.5379, 0.8049)),
    ],
)
def test_kappa_gives_the_published_values(
    table: tuple[tuple[int, ...], ...], weights: Weights, published: tuple[float, float, float, float]
) -> None:
    """Value, standard error and interval are those that SAS, Fleiss (1981) and a course print."""
    found = weighted_kappa(table, weights)
    assert (found.value, found.standard_error, found.low, found.high) == pytest.approx(published, abs=5.1e-5)
    assert (found.weights, found.cut) == (weights, False)


@pytest.mark.parametrize(
    ("table", "value"),
    [
        (((20, 5), (10, 15)), 0.4000),
        (((45, 15), (25, 15)), 0.1304),
        (((25, 35), (5, 35)), 0.2593),
        (((118, 5), (2, 0)), -0.023),
    ],
)
def test_kappa_of_two_grades(table: tuple[tuple[int, int], tuple[int, int]], value: float) -> None:
    """With two grades all weights are the same, and the textbook values come out."""
    found = {weighted_kappa(table, weights).value for weights in ("none", "linear", "quadratic")}
    assert len(found) == 1
    assert found.pop() == pytest.approx(value, abs=5e-5 if value > 0 else 5e-4)


@pytest.mark.parametrize(("weights", "value"), [("none", -0.006289), ("linear", 0.1459075), ("quadratic", 0.2520325)])
def test_kappa_of_the_anxiety_example(weights: Weights, value: float) -> None:
    """The R package irr leaves the unused grade out, and so it comes to these values; kept in, weights count it."""

    def kappa(grades: tuple[int, ...]) -> float:
        pairs = Counter(zip(*ANXIETY, strict=True))
        return weighted_kappa([[pairs[row, column] for column in grades] for row in grades], weights).value

    assert kappa((1, 2, 3, 4, 6)) == pytest.approx(value, abs=5e-7)
    assert (kappa((1, 2, 3, 4, 5, 6)) == kappa((1, 2, 3, 4, 6))) is (weights == "none")


def test_agreement_is_counted_before_it_is_rated() -> None:
    """Exact, neighbouring, higher and lower pairs are counted from the table; kappa is the linear one."""
    found = agreement(RADIOLOGY)
    assert (found.n, found.exact, found.within_one) == (85, 54, 82)
    assert (found.higher, found.lower) == (15, 16)
    assert found.exact + found.higher + found.lower == found.n
    assert found.kappa == weighted_kappa(RADIOLOGY, "linear")
    assert (found.why_none, found.one_grade) == (None, False)


def test_higher_means_that_the_moderator_gave_the_better_grade() -> None:
    """Rows are the auditor, columns the moderator, from the worst grade to the best."""
    found = agreement(((0, 0, 0, 7), (0, 0, 0, 0), (0, 2, 0, 0), (0, 0, 0, 0)))
    assert (found.higher, found.lower, found.within_one) == (7, 2, 2)


def test_high_agreement_with_a_low_kappa_shows_both() -> None:
    """Where nearly everything has one grade kappa is below 0 at 94 % agreement: the counts say so beside it."""
    found = agreement(((118, 5), (2, 0)))
    assert found.exact / found.n == pytest.approx(0.944)
    assert found.kappa is not None
    assert found.kappa.value < 0


def test_kappa_takes_twice_the_square_of_the_grades() -> None:
    """With four grades 31 pairs are too few and 32 are enough."""
    assert enough_pairs(4) == 32
    few = agreement(((10, 1, 0, 0), (0, 10, 0, 0), (0, 0, 10, 0), (0, 0, 0, 0)))
    enough = agreement(((10, 1, 0, 0), (0, 10, 0, 0), (0, 0, 10, 0), (0, 0, 0, 1)))
    assert (few.n, few.kappa, few.why_none) == (31, None, NoKappa.TOO_FEW)
    assert (enough.n, enough.why_none) == (32, None)
    assert enough.kappa is not None


@pytest.mark.parametrize(("pairs", "why"), [(8, NoKappa.TOO_FEW), (40, NoKappa.ONE_GRADE)])
def test_everyone_giving_the_same_grade_is_said(pairs: int, why: NoKappa) -> None:
    """All in one cell of the diagonal gives no kappa; few pairs are named first, and the one grade beside them."""
    found = agreement(((0, 0, 0, 0), (0, 0, 0, 0), (0, 0, pairs, 0), (0, 0, 0, 0)))
    assert (found.kappa, found.why_none, found.one_grade) == (None, why, True)
    assert found.exact == found.within_one == pairs


def test_one_side_with_a_single_grade_gives_no_kappa() -> None:
    """Where one of the two gave one grade only, kappa would be 0 with an interval from 0 to 0: none is given."""
    column = ((0, 20, 0, 0), (0, 20, 0, 0), (0, 2, 0, 0), (0, 0, 0, 0))
    row = tuple(zip(*column, strict=True))
    for table in (column, row):
        found = agreement(table)
        assert (found.kappa, found.why_none, found.one_grade) == (None, NoKappa.ONE_SIDE, False)
        assert weighted_kappa(table) == Kappa(value=0, low=0, high=0, standard_error=0, weights="linear", cut=False)


def test_a_grade_that_nobody_gave_keeps_its_place() -> None:
    """Leaving an unused grade out would make the grades beside it neighbours and change kappa."""
    with_gap = ((20, 0, 5, 0), (0, 0, 0, 0), (4, 0, 20, 0), (0, 0, 1, 10))
    without = tuple(tuple(row[at] for at in (0, 2, 3)) for at, row in enumerate(with_gap) if at != 1)
    assert agreement(with_gap).within_one < agreement(without).within_one
    assert weighted_kappa(with_gap).value != pytest.approx(weighted_kappa(without).value)
    assert weighted_kappa(with_gap, "none").value == weighted_kappa(without, "none").value


def test_an_interval_ends_at_1_and_says_that_it_was_cut() -> None:
    """Few pairs in near agreement reach beyond 1 by the formula; the interval is cut there and says so."""
    found = weighted_kappa(((2, 0, 0, 0), (0, 2, 1, 0), (0, 0, 2, 0), (0, 0, 0, 1)))
    assert found.value + 1.96 * found.standard_error > 1
    assert (found.high, found.cut) == (1, True)


def test_full_agreement_is_exactly_1() -> None:
    """Without a single difference kappa is 1 with error 0, to the last digit, for all weights."""
    for weights in ("none", "linear", "quadratic"):
        found = weighted_kappa(((7, 0, 0), (0, 11, 0), (0, 0, 13)), weights)
        assert (found.value, found.standard_error, found.low, found.high, found.cut) == (1, 0, 1, 1, False)


@pytest.mark.parametrize("table", [(), ((1,),), ((1, 2), (3,)), ((1, 2, 3), (4, 5, 6)), ((1, -1), (0, 2))])
def test_what_is_no_table_of_grades_is_refused(table: tuple[tuple[int, ...], ...]) -> None:
    """A table that is not square, has one grade only, or counts below nothing is refused by both functions."""
    with pytest.raises(ValueError, match=r"square|negative"):
        agreement(table)
    with pytest.raises(ValueError, match=r"square|negative"):
        weighted_kappa(table)


@pytest.mark.parametrize("table", [((0, 0), (0, 0)), ((9, 0), (0, 0))])
def test_kappa_of_nothing_is_refused(table: tuple[tuple[int, ...], ...]) -> None:
    """No pairs, or one grade for all, is 0 / 0: no kappa is made up, and `agreement` says why there is none."""
    with pytest.raises(ValueError, match="cannot be calculated"):
        weighted_kappa(table)
    assert agreement(table).kappa is None
