"""Which figures must be hidden, so that no small number can be read or worked out.

Small numbers first; then further figures, one at a time, until each hidden one can still be many things;
at last those are shown again that need not have been hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from practice_audit.suppression.bounds import LEAST, Freedom, Seen
from practice_audit.suppression.together import about_few

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from practice_audit.suppression.tables import Figure, Table

    Tie: TypeAlias = Mapping[int, int]
    Behind: TypeAlias = tuple[AbstractSet[str], ...]
    """Who stands behind a figure: one set for each kind, such as members of staff and children."""

THRESHOLD: Final = 5
"""A number of people under this one tells of single people."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Suppression:
    """What must not be shown.

    `hidden` are all figures to hide; show one and the same sign for each, so that nobody sees which of them
    are small. `small` are those below the threshold, or with too few behind them. `exposed` are those that
    earlier figures give away already, whatever is hidden now: they are hidden all the same, and a person
    should know of them.
    """

    hidden: frozenset[Figure]
    small: frozenset[Figure]
    exposed: frozenset[Figure]


def suppress(
    *tables: Table,
    threshold: int = THRESHOLD,
    known: Collection[Figure] = (),
    behind: Mapping[Figure, Behind] | None = None,
) -> Suppression:
    """The figures of these tables that must not be shown.

    The promise: take everything that is shown (every table here, every total, and that a hidden figure is
    not 0). For each hidden figure, small or not, there are two ways to fill in all hidden figures with whole
    numbers that fit all of it, and in the two this figure differs by at least `threshold`. So nobody can
    work out a hidden figure, nor pin it to a range narrower than `threshold`, by any calculation from what
    is shown. What is shown stays exact: nothing is rounded or changed.

    Counts from 1 to `threshold` - 1 are hidden, totals and complements too (see `tables.share`); 0 is shown.
    Give all tables that are published together, and those published before that share totals with them, in
    one call; `known` names the figures that were shown before: they cannot be hidden any more. Where nothing
    less suffices, a row or a whole table is hidden. That always suffices where nothing is known from before:
    with every figure hidden that is not 0, twice or any number of times the true numbers fit as well. Figures
    that earlier ones give away are named in `exposed`; only for them the promise does not hold.

    `behind` says who stands behind figures, totals too, by kind. A figure with fewer than `threshold` of any
    kind is hidden like a small number, with the same promise, however large it is. Whatever sum of hidden
    figures can be worked out, such as what is left of a total that is shown less those of its parts that are
    shown, or of several totals together, has that many behind it as well. Each set may hold as few as
    `threshold` of all that it stands for.

    The promise does not cover what a reader knows besides. Whoever counted for one team knows that team's
    figure, and may take it away from a total; whoever knows this program may guess which of the hidden
    figures was small. Nor does it cover what is told elsewhere, in prose or as a percentage, or the difference
    between a figure and the same one as it was published before late records came in.

    Raises ValueError where a count is negative, two tables give a figure differently, a sum does not add
    up or names a figure without a count, or `threshold` is below 1.
    """
    if threshold < 1:
        raise ValueError(f"the threshold is {threshold}; it must be at least 1")
    counts = _together(tables)
    names = sorted(counts)  # so that the order of tables does not matter
    number = {name: place for place, name in enumerate(names)}
    sums = sorted({(each.total, each.parts) for table in tables for each in table.sums})
    ties = [{number[total]: -1, **{number[part]: 1 for part in parts}} for total, parts in sums]
    fixed = frozenset(number[name] for name in known if name in number)
    people = {number[name]: sets for name, sets in (behind or {}).items() if name in number}
    groups = [
        _Group({figure: counts[names[figure]] for figure in figures}, linked, fixed, threshold, people)
        for figures, linked in _linked(len(names), ties)
    ]
    for group in groups:
        group.settle()
        while group.hide_sums_about_few():
            group.settle()
    return Suppression(
        hidden=frozenset(names[figure] for group in groups for figure in group.hidden),
        small=frozenset(names[figure] for group in groups for figure in group.small),
        exposed=frozenset(names[figure] for group in groups for figure in group.exposed),
    )


class _Group:
    """Figures that sums link with each other, and what of them is hidden so far."""

    def __init__(
        self,
        counts: Mapping[int, int],
        ties: Sequence[Tie],
        fixed: Collection[int],
        threshold: int,
        people: Mapping[int, Behind],
    ) -> None:
        self._counts = counts
        self._ties = ties
        self._threshold = threshold
        self._people = people
        self._can_hide = {figure for figure, count in counts.items() if count and figure not in fixed}
        self.small = frozenset(
            figure for figure in self._can_hide if counts[figure] < threshold or self._few_behind((figure,))
        )
        self.hidden = set(self.small)
        self.exposed: set[int] = set()
        self._seen = Seen()
        self._kept = set[int]()

    def settle(self) -> None:
        """Hide until every hidden figure is free enough; then show again what need not be hidden."""
        while True:
            if thin := next(self._thin(), None):
                more = min(map(self._cost, thin & self._can_hide - self.hidden), default=(None,))[-1]
                open_to_all = thin & self.hidden
            elif narrow := list(self._narrow(self._seen)):
                more = self._more(narrow)
                open_to_all = set(narrow)
            else:
                break
            if more is None:
                self.exposed |= open_to_all
            else:
                self.hidden.add(more)
        if self.exposed:  # nothing is shown again that would narrow them further
            return
        for figure in sorted(self.hidden - self.small - self._kept, key=lambda figure: (-self._counts[figure], figure)):
            seen = self._seen.without(figure)
            self.hidden.remove(figure)
            if any(True for _ in self._thin()) or any(True for _ in self._narrow(seen)):
                self.hidden.add(figure)
            else:
                self._seen = seen

    def hide_sums_about_few(self) -> bool:
        """Hide one figure more where several sums together say a number with few people behind it; False where none."""
        ties = [{figure: by for figure, by in tie.items() if figure in self.hidden} for tie in self._ties]
        kinds = range(min((len(sets) for sets in self._people.values()), default=0))
        for kind in kinds if self.hidden <= self._people.keys() and not self.exposed else ():
            people = {figure: self._people[figure][kind] for figure in self.hidden}
            few = about_few([tie for tie in ties if tie], people, self._threshold)
            if few and (more := self._more(sorted(few))) is not None:
                self.hidden.add(more)
                self._kept.add(more)
                return True
            self.exposed |= few
        return False

    def _narrow(self, seen: Seen) -> Iterator[int]:
        """The hidden figures that are not free enough, as far as was and is seen."""
        ties = [{figure: by for figure, by in tie.items() if figure in self.hidden} for tie in self._ties]
        freedom = Freedom({figure: self._counts[figure] for figure in self.hidden}, ties, self._threshold, seen)
        return (figure for figure in sorted(self.hidden - self.exposed) if not freedom.wide(figure))

    def _thin(self) -> Iterator[set[int]]:
        """The sums whose hidden parts, which a shown total gives away together, have too few behind them."""
        for tie in self._ties:
            hidden = self.hidden & tie.keys()
            if hidden - self.exposed and all(tie[figure] > 0 for figure in hidden) and self._few_behind(hidden):
                yield set(tie)

    def _few_behind(self, figures: Collection[int]) -> bool:
        """Whether fewer than the threshold of any kind stand behind these figures together, as far as is said."""
        if not all(figure in self._people for figure in figures):
            return False
        together = zip(*(self._people[figure] for figure in figures), strict=True)
        return any(len(set[str]().union(*sets)) < self._threshold for sets in together)

    def _more(self, narrow: Collection[int]) -> int | None:
        """The figure to hide next for the sake of those that are too narrow; None where nothing is left to hide.

        It comes from their sums, first from those where least is hidden; else from the sums next to these.
        """
        reached, before = set(narrow), set[int]()
        while reached != before:
            before = set(reached)
            ties = [tie for tie in self._ties if before & tie.keys()]
            costs = [
                (len(self.hidden & tie.keys()), *self._cost(figure))
                for tie in ties
                for figure in tie.keys() & self._can_hide - self.hidden
            ]
            if costs:
                return min(costs)[-1]
            reached.update(figure for tie in ties for figure in tie)
        return None

    def _cost(self, figure: int) -> tuple[int, int, bool, int, int]:
        """How much is lost by hiding a figure; the least is hidden first.

        Best is one that closes sums where something is hidden already; then a part before a total; then
        the smallest that makes even a hidden 1 free enough.
        """
        ties = [tie for tie in self._ties if figure in tie]
        opened = sum(not (self.hidden & tie.keys()) for tie in ties)
        totals = sum(tie[figure] < 0 for tie in ties)
        count = self._counts[figure]
        return opened, totals, count < self._threshold + LEAST, count, figure


def _together(tables: Iterable[Table]) -> dict[Figure, int]:
    """The counts of all tables; raise ValueError where they cannot be true together."""
    counts: dict[Figure, int] = {}
    for table in tables:
        for name, count in table.counts.items():
            if count < 0 or counts.setdefault(name, count) != count:
                raise ValueError(f"{name} is negative, or has another count in another table")
        for each in table.sums:
            if not {each.total, *each.parts} <= table.counts.keys():
                raise ValueError(f"the sum {each.total} names a figure without a count")
            if sum(table.counts[part] for part in each.parts) != table.counts[each.total]:
                raise ValueError(f"the sum {each.total} does not add up")
    return counts


def _linked(figures: int, ties: Sequence[Tie]) -> Iterator[tuple[list[int], list[Tie]]]:
    """The figures 0, 1, ... in groups that no sum links with each other, each with its sums."""
    group = list(range(figures))

    def root(figure: int) -> int:
        while group[figure] != figure:
            figure = group[figure]
        return figure

    for tie in ties:
        for figure in tie:
            group[root(figure)] = root(next(iter(tie)))
    members: dict[int, tuple[list[int], list[Tie]]] = {}
    for figure in range(figures):
        members.setdefault(root(figure), ([], []))[0].append(figure)
    for tie in ties:
        members[root(next(iter(tie)))][1].append(tie)
    yield from members.values()
