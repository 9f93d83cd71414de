"""A solver that plays the reader of published tables, and asks how far apart each hidden figure can be.

It knows the numbers that are shown, which figures add up to which, and that a hidden figure is not 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped]
from scipy.sparse import coo_array  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practice_audit.suppression import Figure

THRESHOLD: Final = 5
FAR: Final = 1000
"""How high the solver may go: a hidden figure without an upper end counts as wide."""


@dataclass
class Published:
    """What a reader has: figures, of which some are hidden, and which add up to which."""

    counts: dict[Figure, int]
    hidden: frozenset[Figure]
    sums: list[tuple[Figure, list[Figure]]]


@dataclass
class Reader:
    """All that readers ask about many publications, as one programme in whole numbers.

    For each hidden figure it holds two copies of all that is hidden beside it, and how far apart they are
    in this figure, as far as that counts: to the threshold.
    """

    threshold: int
    entries: list[tuple[int, int, int]] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    highest: list[int] = field(default_factory=list)
    asked: list[tuple[Figure, int]] = field(default_factory=list)

    def ask(self, published: Published) -> None:
        """Ask how far apart each hidden figure can be."""
        for wanted in sorted(published.hidden):
            low, high = self._copy(published, wanted), self._copy(published, wanted)
            apart = self._unknown(self.threshold)
            self._tie({high: 1, low: -1, apart: -1, self._unknown(FAR): -1}, 0)
            self.asked.append((wanted, apart))

    def _unknown(self, highest: int) -> int:
        self.highest.append(highest)
        return len(self.highest) - 1

    def _tie(self, weights: dict[int, int], right: int) -> None:
        self.entries.extend((len(self.right), column, weight) for column, weight in weights.items())
        self.right.append(right)

    def _copy(self, published: Published, wanted: Figure) -> int:
        """Another filling of what is hidden, less 1 each, since a 0 would be shown; where the wanted one stands."""
        place = {name: self._unknown(FAR) for name in sorted(published.hidden)}
        for total, parts in published.sums:
            weights = {total: -1, **dict.fromkeys(parts, 1)}
            least = sum(by * (1 if name in place else published.counts[name]) for name, by in weights.items())
            if weights.keys() & place.keys():
                self._tie({place[name]: by for name, by in weights.items() if name in place}, -least)
        return place[wanted]

    def widths(self) -> list[tuple[Figure, float]]:
        """Each hidden figure with how far apart it can be, up to the threshold."""
        row, column, weight = zip(*self.entries, strict=True)
        goal = np.zeros(len(self.highest))
        goal[[apart for _, apart in self.asked]] = -1
        solved = linprog(
            goal,
            A_eq=coo_array((weight, (row, column)), shape=(len(self.right), len(goal))).tocsr(),
            b_eq=self.right,
            bounds=[(0, highest) for highest in self.highest],
            integrality=1,
            options={"mip_rel_gap": 0},  # as far as can be, not nearly
        )
        assert solved.status == 0
        return [(wanted, solved.x[apart]) for wanted, apart in self.asked]


def fewest_behind(published: Published, people: Mapping[Figure, frozenset[str]]) -> float:
    """The fewest people behind any sum of hidden figures that a reader can work out; infinite where there is none.

    The solver adds up what is published, with any weights, so that no hidden figure has a weight below 0, and pays
    for each of the people behind those with a weight above 0.
    """
    place = {name: number for number, name in enumerate(sorted(published.hidden))}
    codes = sorted({code for name in place for code in people[name]})
    sums = [(total, parts) for total, parts in published.sums if place.keys() & {total, *parts}]
    first, last = len(sums), len(sums) + len(place)
    worked_out = np.zeros((len(place), last + len(codes)))
    for column, (total, parts) in enumerate(sums):
        for name, by in {total: -1, **dict.fromkeys(parts, 1)}.items():
            if name in place:
                worked_out[place[name], column] += by
    worked_out[np.arange(len(place)), first + np.arange(len(place))] = -1
    paid = [(first + row, last + codes.index(code)) for name, row in place.items() for code in people[name]]
    pays = np.zeros((len(paid), worked_out.shape[1]))
    for row, (weight, code) in enumerate(paid):
        pays[row, weight], pays[row, code] = 1, -1
    whole = np.zeros((1, worked_out.shape[1]))
    whole[0, first:last] = 1
    solved = linprog(
        [0] * last + [1] * len(codes),
        A_ub=pays if paid else None,
        b_ub=np.zeros(len(paid)) if paid else None,
        A_eq=np.vstack([worked_out, whole]),
        b_eq=[0] * len(place) + [1],
        bounds=[(None, None)] * first + [(0, 1)] * (len(place) + len(codes)),
        integrality=[0] * last + [1] * len(codes),
    )
    assert solved.status in {0, 2}
    return round(solved.fun) if solved.status == 0 else float("inf")


def narrow_figures(
    published: Iterable[Published], threshold: int = THRESHOLD
) -> tuple[int, list[tuple[Figure, float]]]:
    """How many hidden figures the solver looked at, and which of them it could pin down."""
    reader = Reader(threshold)
    for each in published:
        reader.ask(each)
    widths = reader.widths()
    return len(widths), [(wanted, width) for wanted, width in widths if width < threshold - 1e-6]
