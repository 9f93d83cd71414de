"""Our closed forms against scipy, statsmodels and scikit-learn on thousands of drawn tables.

The libraries are here only: neither the wheel nor the pages carry them. The draws are seeded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pytest
from scipy.stats import binomtest  # type: ignore[import-untyped]
from sklearn import config_context  # type: ignore[import-untyped]
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]
from statsmodels.stats.inter_rater import cohens_kappa  # type: ignore[import-untyped]
from statsmodels.stats.proportion import (  # type: ignore[import-untyped]
    confint_proportions_2indep,
    proportion_confint,
)

from practice_audit.statistics.agreement import Weights, weighted_kappa
from practice_audit.statistics.proportions import newcombe, sign_test, wilson

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAWS: Final = 10_000
CLOSE: Final = 1e-9
WEIGHTS: Final[tuple[Weights, ...]] = ("none", "linear", "quadratic")


@pytest.fixture(scope="module")
def shares() -> NDArray[np.int64]:
    """Ten thousand times k1, n1, k2, n2, from single cases to thousands, with none and all among them."""
    draw = np.random.default_rng(1927)
    n = np.exp(draw.uniform(0, 8, (DRAWS, 2))).astype(int)
    k = draw.binomial(n, draw.choice([0.0, 0.02, 0.3, 0.5, 0.9, 1.0], (DRAWS, 2)))
    return np.column_stack([k[:, 0], n[:, 0], k[:, 1], n[:, 1]])


@pytest.fixture(scope="module")
def tables() -> list[list[list[int]]]:
    """Ten thousand tables of four grades: sparse and full, few and many pairs, unused grades among them."""
    draw = np.random.default_rng(1969)
    shape = draw.dirichlet(np.full(16, 0.4), DRAWS)
    kept = draw.random((DRAWS, 4)) > 0.1
    shape *= (kept[:, :, None] & kept[:, None, :]).reshape(DRAWS, 16) + 1e-12
    counts = draw.multinomial(draw.integers(2, 400, DRAWS), shape / shape.sum(axis=1, keepdims=True))
    made: list[list[list[int]]] = counts.reshape(DRAWS, 4, 4).tolist()
    return [table for table in made if _two_grades(table)]


def _two_grades(table: list[list[int]]) -> bool:
    """Whether both sides gave more than one grade; the libraries divide by 0 where not."""
    return sum(map(any, table)) > 1 and sum(map(any, zip(*table, strict=True))) > 1


def test_wilson_is_that_of_statsmodels(shares: NDArray[np.int64]) -> None:
    """The interval of a share differs by less than a billionth on every draw."""
    found = [wilson(k, n) for k, n in shares[:, :2].tolist()]
    low, high = proportion_confint(shares[:, 0], shares[:, 1], method="wilson")
    assert np.abs(np.array([each.low for each in found]) - low).max() < CLOSE
    assert np.abs(np.array([each.high for each in found]) - high).max() < CLOSE


def test_wilson_is_that_of_scipy(shares: NDArray[np.int64]) -> None:
    """Scipy gives the same interval, at other confidences too."""
    for place, (k, n) in enumerate(shares[:, 2:].tolist()):
        confidence = (0.8, 0.95, 0.99)[place % 3]
        theirs, ours = binomtest(k, n).proportion_ci(confidence, "wilson"), wilson(k, n, confidence)
        assert abs(theirs.low - ours.low) < CLOSE
        assert abs(theirs.high - ours.high) < CLOSE


def test_the_sign_test_is_that_of_scipy(shares: NDArray[np.int64]) -> None:
    """The exact p differs by less than a billionth on every draw."""
    for k, n in shares[:, :2].tolist():
        assert abs(sign_test(k, n - k) - binomtest(k, n).pvalue) < CLOSE


def test_newcombe_is_that_of_statsmodels(shares: NDArray[np.int64]) -> None:
    """The interval of a difference differs by less than a billionth on every draw."""
    k1, n1, k2, n2 = shares.T
    low, high = confint_proportions_2indep(k2, n2, k1, n1, method="newcomb", compare="diff")
    found = [newcombe(*each) for each in shares.tolist()]
    assert np.abs(np.array([each.low for each in found]) - low).max() < CLOSE
    assert np.abs(np.array([each.high for each in found]) - high).max() < CLOSE


@pytest.mark.parametrize("weights", WEIGHTS)
def test_kappa_is_that_of_statsmodels(weights: Weights, tables: list[list[list[int]]]) -> None:
    """Kappa differs by less than a billionth on every table, for each kind of weights."""
    assert len(tables) > 0.9 * DRAWS
    kind = None if weights == "none" else weights
    for table in tables:
        theirs = cohens_kappa(np.array(table), wt=kind, return_results=False)
        assert abs(theirs - weighted_kappa(table, weights).value) < CLOSE


@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_error_of_kappa_is_that_of_statsmodels(weights: Weights, tables: list[list[list[int]]]) -> None:
    """The variance differs by less than a billionth, and the ends of the interval wherever it is not next to 0."""
    kind = None if weights == "none" else weights
    for table in tables:
        # The library goes on to a test of "no agreement", which divides by a variance that may be 0.
        with np.errstate(divide="ignore", invalid="ignore"):
            theirs = cohens_kappa(np.array(table), wt=kind)
        ours = weighted_kappa(table, weights)
        assert abs(theirs.var_kappa - ours.standard_error**2) < CLOSE
        if ours.standard_error > 1e-4:
            assert abs(max(theirs.kappa_low, -1) - ours.low) < CLOSE
            assert abs(min(theirs.kappa_upp, 1) - ours.high) < CLOSE


def test_kappa_is_that_of_scikit_learn(tables: list[list[list[int]]]) -> None:
    """Scikit-learn, which takes pairs instead of a table, gives the same kappa."""
    auditor, moderator = np.indices((4, 4)).reshape(2, -1)
    with config_context(skip_parameter_validation=True):
        for place, table in enumerate(tables):
            weights = WEIGHTS[place % 3]
            theirs = cohen_kappa_score(
                auditor,
                moderator,
                labels=range(4),
                weights=None if weights == "none" else weights,
                sample_weight=np.array(table).ravel(),
            )
            assert abs(theirs - weighted_kappa(table, weights).value) < CLOSE
