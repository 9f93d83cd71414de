"""How far hidden figures can move while everything that is shown stays true.

Hidden figures are unknown whole numbers of at least 1 (a 0 is always shown), tied together by the sums.
`Freedom` goes from the true numbers to other whole numbers that keep every sum, by the simplex method in
exact arithmetic, and remembers the least and the most of each figure on its way. What it has seen can be
held against the sums by anybody, so it never promises too much; where it does not find a way it promises
less, and more is hidden. Knows nothing of names or of which figures are small.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Exact: TypeAlias = int | Fraction
Row: TypeAlias = "dict[int, Exact]"

LEAST: Final = 1
"""The least that a hidden figure can be, as far as a reader knows."""


class Seen:
    """The least and the most that hidden figures were seen to be, each with the figures that moved for it."""

    def __init__(self) -> None:
        self._least: dict[int, tuple[int, frozenset[int]]] = {}
        self._most: dict[int, tuple[int, frozenset[int]]] = {}

    def width(self, figure: int) -> int:
        """How far apart the least and the most are."""
        return self._most[figure][0] - self._least[figure][0] if figure in self._least else 0

    def note(self, numbers: Mapping[int, int], truth: Mapping[int, int]) -> None:
        """Other numbers that hidden figures can have, beside the true ones."""
        moved = frozenset(figure for figure, number in numbers.items() if number != truth[figure])
        for figure in moved:
            number, true = numbers[figure], (truth[figure], frozenset[int]())
            if number < self._least.setdefault(figure, true)[0]:
                self._least[figure] = number, moved
            if number > self._most.setdefault(figure, true)[0]:
                self._most[figure] = number, moved

    def without(self, shown: int) -> Seen:
        """What of it still holds when one hidden figure is shown: all for which that figure did not move."""
        kept = Seen()
        for figure in self._least.keys() - {shown}:
            least, most = self._least[figure], self._most[figure]
            if shown not in least[1] | most[1]:
                kept._least[figure], kept._most[figure] = least, most
        return kept


class Freedom:
    """What hidden figures can be: `truth` by figure; `ties` are sums as weights of hidden figures.

    The weighted sum of a tie is the same for all numbers that hidden figures can have. What is found is
    noted in `seen`; it may hold what was found when fewer figures were hidden.
    """

    def __init__(self, truth: Mapping[int, int], ties: Iterable[Mapping[int, int]], width: int, seen: Seen) -> None:
        self._truth = dict(truth)
        self._width = width
        self._rows = _solved(ties)
        self._seen = seen

    def wide(self, figure: int) -> bool:
        """Whether the figure is seen to take numbers that are at least `width` apart."""
        for direction in (1, -1):
            if self._reached(figure):
                break
            self._push(figure, direction)
        return self._reached(figure)

    def _reached(self, figure: int) -> bool:
        return self._seen.width(figure) >= self._width

    def _push(self, goal: int, direction: int) -> None:
        """From the truth, move the goal up (1) or down (-1) until it is wide enough or cannot move further."""
        at: dict[int, Exact] = dict(self._truth)
        while not self._reached(goal):
            entering = self._entering(goal, direction, at)
            if entering is None:
                return
            self._step(*entering, at)

    def _entering(self, goal: int, direction: int, at: Mapping[int, Exact]) -> tuple[int, int] | None:
        """The first free figure whose move, up or down, moves the goal as wished (Bland's rule ends the search)."""
        slopes = {figure: -by for figure, by in self._rows[goal].items()} if goal in self._rows else {goal: 1}
        for figure in sorted(slopes):
            way = direction if slopes[figure] > 0 else -direction
            if way > 0 or at[figure] > LEAST:
                return figure, way
        return None

    def _step(self, entering: int, way: int, at: dict[int, Exact]) -> None:
        """Move one free figure as far as it can go; where a bound figure stops it, they change places."""
        falls = {figure: row[entering] * way for figure, row in self._rows.items() if entering in row}
        stops = [(over(at[figure] - LEAST, fall), figure) for figure, fall in falls.items() if fall > 0]
        if way < 0:
            stops.append((at[entering] - LEAST, entering))
        if not stops:  # then nothing stops it from the truth either, and from there the numbers stay whole
            at.update(self._truth)
            stops.append((self._width * lcm(*(fall.denominator for fall in falls.values())), entering))
        length, stopped = min(stops)
        at[entering] += way * length
        for figure, fall in falls.items():
            at[figure] -= fall * length
        if all(number.denominator == 1 for number in at.values()):
            self._seen.note({figure: int(number) for figure, number in at.items()}, self._truth)
        if stopped != entering:
            _pivot(self._rows, stopped, entering)


def _solved(ties: Iterable[Mapping[int, int]]) -> dict[int, Row]:
    """The ties solved for some figures: each is minus the weighted sum of free ones, in differences from the truth."""
    rows: dict[int, Row] = {}
    for tie in ties:
        left: Row = dict(tie)
        for bound in [figure for figure in tie if figure in rows]:
            add(left, rows[bound], -left.pop(bound))
        if left:
            bound = min(left)
            weight = left.pop(bound)
            row = {figure: over(by, weight) for figure, by in left.items()}
            for other in rows.values():
                if bound in other:
                    add(other, row, -other.pop(bound))
            rows[bound] = row
    return rows


def _pivot(rows: dict[int, Row], leaving: int, entering: int) -> None:
    """Let a bound figure become free, and the free one that it is tied to bound."""
    row = rows.pop(leaving)
    weight = row.pop(entering)
    row = {figure: over(by, weight) for figure, by in row.items()}
    row[leaving] = over(1, weight)
    for other in rows.values():
        if entering in other:
            add(other, row, -other.pop(entering))
    rows[entering] = row


def add(row: Row, other: Row, times: Exact) -> None:
    """Add a row, that many times, to another, and leave no zeros in it."""
    for figure, by in other.items():
        total = row.get(figure, 0) + times * by
        if total:
            row[figure] = total
        else:
            row.pop(figure, None)


def over(by: Exact, weight: Exact) -> Exact:
    """One weight over another; whole numbers stay whole where they can, which is quicker."""
    return by * weight if abs(weight) == 1 else Fraction(by) / weight
