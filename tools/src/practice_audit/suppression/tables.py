"""Published counts with names, and which of them add up to which.

A figure is named by what it counts: pairs of an attribute and its value, such as
(("grade", "good"), ("team", "North")). What is not named is not asked: (("grade", "good"),) counts the
good grades of all teams, () everything. So tables that share totals name them alike by themselves.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Figure: TypeAlias = tuple[tuple[str, str], ...]
Values = TypeVar("Values", bound=tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure that is the sum of others, each case being in exactly one of them."""

    total: Figure
    parts: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by figure, and the sums among them."""

    counts: Mapping[Figure, int]
    sums: tuple[Sum, ...]


def figure(where: Mapping[str, str]) -> Figure:
    """The name of the figure that counts what has all these values."""
    return tuple(sorted(where.items()))


def cross_table(by: Sequence[str], counts: Mapping[Values, int], where: Mapping[str, str] | None = None) -> Table:
    """A table with every total that can be made of it.

    `by` names its one, two or more attributes; `counts` gives the number of cases for their values, in the
    same order (what is not given is 0). `where` is what all its cases have in common, such as the quarter.
    Totals that you do not print are in it all the same: whoever has the parts can add them up. With one or
    two attributes `suppress` takes moments, with three and hundreds of figures it takes minutes.

    Raises ValueError where `counts` names more or fewer values than `by`, or an attribute stands twice.
    """
    common = dict(where or {})
    if len({*by, *common}) != len(by) + len(common):
        raise ValueError("an attribute stands twice")
    totals: Counter[Figure] = Counter()
    for values, count in counts.items():
        if len(values) != len(by):
            raise ValueError(f"{values} does not have one value for each of {', '.join(by)}")
        named = tuple(zip(by, values, strict=True))
        for asked in range(len(by) + 1):
            for chosen in combinations(named, asked):
                totals[figure({**common, **dict(chosen)})] += count
    parts: dict[tuple[Figure, str], list[Figure]] = {}
    for name in totals:
        for attribute in (attribute for attribute, _ in name if attribute not in common):
            rest = tuple(pair for pair in name if pair[0] != attribute)
            parts.setdefault((rest, attribute), []).append(name)
    return Table(totals, tuple(Sum(total, tuple(names)) for (total, _), names in parts.items()))


def share(what: str, k: int, n: int, where: Mapping[str, str] | None = None) -> Table:
    """A table of k of n, as a percentage shows them: `what` is yes for k of them and no for the others.

    A percentage beside its n gives away k, and so n - k: publish it only where the figure of yes is shown.

    Raises ValueError where k is not between 0 and n.
    """
    if not 0 <= k <= n:
        raise ValueError(f"k is {k}; it must be between 0 and n, which is {n}")
    return cross_table((what,), {("yes",): k, ("no",): n - k}, where)
