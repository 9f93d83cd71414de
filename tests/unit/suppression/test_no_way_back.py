"""A solver plays the reader: it takes what is published and tries to pin down what is hidden.

The tables are rebuilt here from their numbers alone, so that nothing of how figures are named, linked or
searched in the engine is trusted. For each hidden figure the solver fills in the table twice, as far apart
in this figure as it can; that must be `threshold` or more.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from practice_audit.suppression import Figure, cross_table, figure, share, suppress
from tests.solver import THRESHOLD, Published, narrow_figures

if TYPE_CHECKING:
    from numpy.random import Generator


def _totals(counts: dict[tuple[str, str], int], names: tuple[str, str]) -> Published:
    """A two-way table as it stands on paper: rows, columns, and the whole of both."""
    rows, columns = sorted({row for row, _ in counts}), sorted({column for _, column in counts})
    first, second = names

    def cell(row: str, column: str) -> Figure:
        return figure({first: row, second: column})

    line = {row: [cell(row, column) for column in columns] for row in rows}
    pile = {column: [cell(row, column) for row in rows] for column in columns}
    made = {cell(row, column): counts[row, column] for row, column in product(rows, columns)}
    sums = [(figure({first: row}), cells) for row, cells in line.items()]
    sums += [(figure({second: column}), cells) for column, cells in pile.items()]
    for total, cells in sums:
        made[total] = sum(made[each] for each in cells)
    whole = [figure({first: row}) for row in rows]
    made[figure({})] = sum(made[each] for each in whole)
    sums += [(figure({}), whole), (figure({}), [figure({second: column}) for column in columns])]
    return Published(made, frozenset(), sums)


def _drawn(draw: Generator, rows: int, columns: int, names: str = "tg") -> dict[tuple[str, str], int]:
    """A two-way table of counts as quarters bring them: many zeros and small numbers, some large ones."""
    mean = draw.choice([0.5, 2, 6, 20])
    counts = draw.poisson(mean * draw.dirichlet(np.full(rows * columns, 0.7)) * rows * columns)
    cells = product(range(rows), range(columns))
    return {(f"{names[0]}{row}", f"{names[1]}{column}"): int(counts[row * columns + column]) for row, column in cells}


def _small_are_hidden(published: Published) -> bool:
    return all(name in published.hidden for name, count in published.counts.items() if 0 < count < THRESHOLD)


def test_the_solver_sees_through_small_numbers_hidden_alone() -> None:
    """Where only the small numbers are hidden the solver pins many of them down: the test can fail."""
    draw = np.random.default_rng(5)
    tables = [_totals(_drawn(draw, 4, 4), ("team", "grade")) for _ in range(20)]
    for table in tables:
        table.hidden = frozenset(name for name, count in table.counts.items() if 0 < count < THRESHOLD)
    asked, narrow = narrow_figures(tables)
    assert len(narrow) > asked / 4


def test_no_hidden_figure_of_a_row_can_be_pinned_down() -> None:
    """Three hundred one-way tables with their totals: each hidden figure can be five or more apart."""
    draw = np.random.default_rng(1)
    published = []
    for _ in range(300):
        counts = {(f"g{place}",): int(count) for place, count in enumerate(draw.poisson(draw.choice([1, 4, 15]), 4))}
        made = {figure({"grade": grade}): count for (grade,), count in counts.items()}
        parts = list(made)
        made[figure({})] = sum(made.values())
        published.append(Published(made, suppress(cross_table(("grade",), counts)).hidden, [(figure({}), parts)]))
    asked, narrow = narrow_figures(published)
    assert not narrow
    assert asked > 300
    assert all(_small_are_hidden(each) for each in published)


def test_no_hidden_figure_of_a_share_can_be_pinned_down() -> None:
    """Every share k of n up to 30: where k is shown, n - k is not small, and what is hidden stays wide."""
    published = []
    for n in range(31):
        for k in range(n + 1):
            yes, no, both = figure({"met": "yes"}), figure({"met": "no"}), figure({})
            made = {yes: k, no: n - k, both: n}
            published.append(Published(made, suppress(share("met", k, n)).hidden, [(both, [yes, no])]))
    asked, narrow = narrow_figures(published)
    assert not narrow
    assert asked > 300
    assert all(_small_are_hidden(each) for each in published)


@pytest.mark.parametrize(("rows", "columns", "tables"), [(2, 3, 120), (4, 4, 80), (9, 4, 16), (5, 7, 12)])
def test_no_hidden_figure_of_a_two_way_table_can_be_pinned_down(rows: int, columns: int, tables: int) -> None:
    """Hundreds of two-way tables with all totals: each hidden figure can be five or more apart."""
    draw = np.random.default_rng(rows * columns)
    published = []
    for _ in range(tables):
        counts = _drawn(draw, rows, columns)
        table = _totals(counts, ("team", "grade"))
        found = suppress(cross_table(("team", "grade"), counts))
        assert not found.exposed
        table.hidden = found.hidden
        published.append(table)
    asked, narrow = narrow_figures(published)
    assert not narrow
    assert asked > tables
    assert all(_small_are_hidden(each) for each in published)


def _cases(draw: Generator, number: int) -> list[dict[str, str]]:
    """Cases with a team, a kind of plan, a grade and a quarter, most of them alike."""
    values = {"team": "ABCD", "kind": "xyz", "grade": "1234", "quarter": "QR"}
    drawn = {key: draw.choice(list(of), number, p=draw.dirichlet(np.full(len(of), 0.8))) for key, of in values.items()}
    return [{key: str(drawn[key][case]) for key in values} for case in range(number)]


def _counted(cases: list[dict[str, str]], by: tuple[str, str]) -> dict[tuple[str, str], int]:
    """The two-way table of these cases."""
    first, second = (sorted({case[key] for case in cases}) for key in by)
    counts = dict.fromkeys(product(first, second), 0)
    for case in cases:
        counts[case[by[0]], case[by[1]]] += 1
    return counts


PAIRS: Final = (("team", "grade"), ("kind", "grade"), ("quarter", "grade"), ("team", "kind"))


def test_no_hidden_figure_of_linked_tables_can_be_pinned_down() -> None:
    """Four tables of the same cases that share totals, taken together: nothing hidden in one comes out of another."""
    draw = np.random.default_rng(4)
    published = []
    for _ in range(16):
        cases = _cases(draw, int(draw.integers(3, 200)))
        counts = {by: _counted(cases, by) for by in PAIRS}
        tables = [_totals(counts[by], by) for by in PAIRS]
        found = suppress(*(cross_table(by, counts[by]) for by in PAIRS))
        assert not found.exposed
        together = {name: count for table in tables for name, count in table.counts.items()}
        published.append(Published(together, found.hidden, [each for table in tables for each in table.sums]))
    asked, narrow = narrow_figures(published)
    assert not narrow
    assert asked > 300
    assert all(_small_are_hidden(each) for each in published)


def test_no_hidden_figure_comes_out_with_the_next_quarter() -> None:
    """Last quarter's table as published, then this quarter's and the half-year's: nothing of either comes out."""
    draw = np.random.default_rng(6)
    published = []
    for _ in range(60):
        by = ("quarter", "grade")
        counts = _counted(_cases(draw, int(draw.integers(20, 200))), by)
        first = {(grade,): count for (quarter, grade), count in counts.items() if quarter == "Q"}
        before = cross_table(("grade",), first, {"quarter": "Q"})
        shown = before.counts.keys() - suppress(before).hidden
        found = suppress(cross_table(by, counts), known=shown)
        assert not shown & found.hidden
        assert suppress(before).hidden <= found.hidden
        table = _totals(counts, by)
        table.hidden = found.hidden - found.exposed
        published.append(table)
        assert not found.exposed
    asked, narrow = narrow_figures(published)
    assert not narrow
    assert asked > 100
    assert all(
        count >= THRESHOLD or not count
        for each in published
        for name, count in each.counts.items()
        if name not in each.hidden
    )


def test_only_what_earlier_figures_give_away_is_exposed() -> None:
    """With figures known from before drawn at random, exposed are those that the solver pins down, and no others."""
    draw = np.random.default_rng(7)
    exposed = 0
    for _ in range(60):
        counts = _drawn(draw, 3, 4)
        table = _totals(counts, ("team", "grade"))
        known = {name for name in sorted(table.counts) if draw.random() < 0.4}
        found = suppress(cross_table(("team", "grade"), counts), known=known)
        table.hidden = found.hidden
        assert not known & found.hidden
        exposed += len(found.exposed)
        _, narrow = narrow_figures([table]) if found.hidden else (0, [])
        assert {name for name, _ in narrow} == found.exposed
    assert exposed > 60


@pytest.mark.parametrize("threshold", [3, 10])
def test_no_hidden_figure_of_a_table_of_three_attributes_can_be_pinned_down(threshold: int) -> None:
    """Three attributes, where halves of cases could hide a gap: in whole numbers nothing comes out either."""
    draw = np.random.default_rng(threshold)
    published = []
    for _ in range(12):
        cells = list(product("ab", "cd", "efg"))
        counts = dict(zip(cells, draw.poisson(draw.choice([1, 4, 15]), len(cells)).tolist(), strict=True))
        axes = [*zip("xyz", (("a", "b", ""), ("c", "d", ""), ("e", "f", "g", "")), strict=True)]
        made, sums = {}, []
        for picked in product(*(values for _, values in axes)):
            name = figure({axis: value for (axis, _), value in zip(axes, picked, strict=True) if value})
            inside = [cell for cell in cells if all(map(str.startswith, cell, picked))]
            made[name] = sum(counts[cell] for cell in inside)
            for axis, values in axes:
                if axis not in dict(name):
                    sums.append((name, [figure({**dict(name), axis: value}) for value in values if value]))
        found = suppress(cross_table("xyz", counts), threshold=threshold)
        assert not found.exposed
        assert found.small == {name for name, count in made.items() if 0 < count < threshold}
        published.append(Published(made, found.hidden, sums))
    asked, narrow = narrow_figures(published, threshold)
    assert not narrow
    assert asked > 100
