"""Which sums of hidden figures a reader can work out from several published sums, and who stands behind these.

Published sums, added up and taken from one another, give other sums of hidden figures: two rows less a column,
for example. Each of these is a number by itself, so enough people must stand behind it. A sum that can be worked
out is a weighted sum of the ties in which no hidden figure has a weight below 0. Knows no names and hides nothing.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from practice_audit.suppression.bounds import add, over

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from practice_audit.suppression.bounds import Exact, Row

_MOST: Final = 5000
"""So many sets of people, and pairs of sums, are looked at; where there are more, more is hidden than need be."""


def about_few(
    ties: Iterable[Mapping[int, int]], people: Mapping[int, AbstractSet[str]], threshold: int
) -> frozenset[int]:
    """The hidden figures of a sum that can be worked out with fewer than `threshold` people behind it; or none.

    `ties` are weights of hidden figures whose weighted sum is known, and `people` are those behind each figure.
    """
    large = {figure for tie in ties for figure in tie if len(people[figure]) >= threshold}
    for rows in _linked(_without(large, ties)):
        reached = {figure for row in rows for figure in row}
        for few in _sets({frozenset(people[figure]) for figure in reached}, threshold):
            found = _sum_in(_without({figure for figure in reached if not people[figure] <= few}, rows))
            if found:
                return found
    return frozenset()


def _linked(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows in groups that share no figure: a sum over several groups is one over each of them."""
    groups: list[list[Row]] = []
    for row in rows:
        near = [group for group in groups if any(row.keys() & other.keys() for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([row, *(other for group in near for other in group)])
    return groups


def _without(figures: Collection[int], ties: Iterable[Mapping[int, Exact]]) -> list[Row]:
    """What can be made of the ties without these figures, as rows of which each has a figure of its own, once."""
    rows: dict[int, Row] = {}
    for tie in ties:
        row: Row = dict(tie)
        for own in [figure for figure in tie if figure in rows]:
            add(row, rows[own], -row.get(own, 0))
        if not row:
            continue
        own = min(row, key=lambda figure: (figure not in figures, figure))
        row = {figure: over(by, row[own]) for figure, by in row.items()}
        for other in rows.values():
            add(other, row, -other.get(own, 0))
        rows[own] = row
    return [row for own, row in rows.items() if own not in figures]


def _sum_in(rows: list[Row]) -> frozenset[int]:
    """The figures of a weighted sum of these rows in which none has a weight below 0; none where there is no such sum.

    Since each row has a figure of its own, no row can be taken away, only added. One figure after the other is
    looked at, and of the sums so far those stay that do not take it away, and pairs that come to 0 in it.
    """
    for figure in sorted({figure for row in rows for figure in row}):
        more = [row for row in rows if row.get(figure, 0) > 0]
        less = [row for row in rows if row.get(figure, 0) < 0]
        if len(more) * len(less) > _MOST:
            return frozenset(figure for row in rows for figure in row)
        rows = [row for row in rows if row.get(figure, 0) >= 0]
        for one, other in product(more, less):
            pair: Row = {}
            add(pair, one, -other[figure])
            add(pair, other, one[figure])
            rows.append(pair)
    return frozenset(rows[0]) if rows else frozenset()


def _sets(behind: Collection[frozenset[str]], threshold: int) -> Collection[frozenset[str]]:
    """The largest sets of fewer than `threshold` people that are those behind one figure or several together.

    Where there are too many of them, one set of all these people: then more is hidden than need be.
    """
    found, newest = set(behind), set(behind)
    while newest:
        if len(found) > _MOST:
            return [frozenset[str]().union(*behind)]
        newest = {one | other for one, other in product(newest, behind)} - found
        newest = {few for few in newest if len(few) < threshold}
        found |= newest
    return [few for few in sorted(found, key=sorted) if not any(few < other for other in found)]
