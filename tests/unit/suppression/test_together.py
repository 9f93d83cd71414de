"""Sums of hidden figures that several published sums give together: found, with few people behind them."""

from __future__ import annotations

import pytest

from practice_audit.suppression.together import about_few

TWO_ROWS = {0: 1, 1: 1}, {2: 1, 3: 1, 4: 1}
COLUMNS = {0: 1, 2: 1}, {1: 1, 3: 1}
ALL_OF_THEM = frozenset("abcde")


@pytest.mark.parametrize(
    ("ties", "people", "found"),
    [
        ((*TWO_ROWS, *COLUMNS), {4: "ab"}, {4}),  # two rows less two columns
        ((*TWO_ROWS, COLUMNS[0]), {1: "a", 3: "ab", 4: "bc"}, {1, 3, 4}),  # two rows less one column
        ((*TWO_ROWS, COLUMNS[0]), {1: "a", 3: "ab", 4: "cde"}, set()),  # the same, of five people
        ((*TWO_ROWS, COLUMNS[0]), {1: "a", 3: "ab"}, set()),
        (TWO_ROWS, {0: "ab", 1: "bc"}, {0, 1}),
        (({0: 1, 1: 1, 2: -1}, {2: 1, 3: 1}), {0: "a", 1: "a", 3: "b"}, {0, 1, 3}),  # a hidden total between them
        (({0: 1, 1: 1, 2: -1}, {2: 1, 3: 1}), {0: "a", 1: "a", 2: "a"}, set()),  # a total and its parts say nothing
        (({0: 1, 1: 1}, {0: 1, 2: 1}), {1: "a", 2: "b"}, set()),  # how far two differ is no sum
        ((), {}, set()),
    ],
)
def test_a_sum_about_few_people_is_found(
    ties: tuple[dict[int, int], ...], people: dict[int, str], found: set[int]
) -> None:
    """Sums are added and taken away; one counts where nothing is left below 0 and fewer than five people are behind."""
    behind = dict.fromkeys(range(5), ALL_OF_THEM) | {one: frozenset(codes) for one, codes in people.items()}
    assert about_few(ties, behind, 5) == found


def test_where_there_are_too_many_sets_of_people_more_counts_as_few() -> None:
    """Twenty figures of one person each: nobody goes through all sets of four, so their sum counts as one about few."""
    people = {one: frozenset({str(one)}) for one in range(20)}
    assert about_few([dict.fromkeys(range(20), 1)], people, 5) == set(range(20))
    assert about_few([dict.fromkeys(range(12), 1)], people, 5) == set()
