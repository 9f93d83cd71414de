"""A reader with a solver takes everything that a published quarter shows, and tries to pin down what it hides."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest

from practice_audit.publishing.hiding import hidden
from practice_audit.publishing.tables import REST, VALUES, Counted
from practice_audit.shown_counts import ALL, HIDDEN, OTHER, OUTCOMES
from practice_audit.suppression import figure
from tests.quarters import counted, records
from tests.solver import THRESHOLD, Published, narrow_figures

if TYPE_CHECKING:
    from numpy.random import Generator

    from practice_audit.model import Catalogue
    from practice_audit.shown_counts import Counts
    from practice_audit.suppression import Figure

GRADES: Final = ("grade.a", "grade.b", "grade.c", "grade.d")
THEMES: Final = ("ps.one", "ps.two")


def _quarter(draw: Generator) -> Counted:
    """A quarter of few audits or many, over two chapters of a few standards each."""
    audits = int(draw.integers(6, 90))
    standards = [f"{theme}.{number}" for theme in THEMES for number in range(int(draw.integers(1, 5)))]
    weights = draw.dirichlet([1.5, 0.7, 0.4, 0.3])
    judged = {}
    for one in standards:
        looked_at = audits if draw.random() < 0.6 else int(draw.integers(1, audits + 1))
        judged[one] = _named(OUTCOMES, draw.multinomial(looked_at, weights))
    if len(standards) > 1:  # the same question asks for both
        judged[standards[1]] = dict(judged[standards[0]])
    parts = {"standards": judged}
    for part in ("evidence", "actions"):
        names = [one for one in standards if draw.random() < 0.7]
        if part == "actions":
            names += [f"{THEMES[0]}{REST}", f"{OTHER}{REST}"]
        mean = draw.choice([1, 4, 12])
        parts[part] = {one: _named(VALUES[part], draw.poisson(mean, len(VALUES[part]))) for one in names}
        parts[part] = {one: row for one, row in parts[part].items() if any(row.values())}
    theme_of = {
        one: one.removesuffix(REST) if one.endswith(REST) else one.rpartition(".")[0]
        for rows in parts.values()
        for one in rows
    }
    return Counted(
        grades=_named(GRADES, draw.multinomial(audits, draw.dirichlet([1, 1, 1, 1]))),
        parts=parts,
        theme_of=theme_of,
        alike=(tuple(standards[:2]),),
    )


def _named(names: tuple[str, ...], numbers: Any) -> dict[str, int]:
    return dict(zip(names, (int(number) for number in numbers), strict=True))


def _as_read(quarter: Counted) -> list[Published]:
    """All that is shown, from the file's own numbers, with every sum that a reader can think of.

    What no sum ties together is read by itself, which is quicker.
    """
    seen = hidden(quarter, THRESHOLD)
    grades, parts = seen.grades, seen.parts
    answers = {one: row for one, row in quarter.parts["standards"].items() if one not in seen.left_out}
    quarter = replace(quarter, parts={**quarter.parts, "standards": answers})
    first = Published({}, frozenset(), [])
    everything = [first]
    audits = sum(quarter.grades.values())
    if grades:
        _take(first, {"part": "grades", "row": "grades"}, {**quarter.grades, ALL: audits}, grades)
    else:
        first.counts[_figure("grades", "grades", ALL)] = audits
    for part, rows in quarter.parts.items():
        for theme in {quarter.theme_of[one]: None for one in rows}:
            read = first if part == "standards" else Published({}, frozenset(), [])
            everything += [] if read is first else [read]
            own = {one: {**row, ALL: sum(row.values())} for one, row in rows.items() if quarter.theme_of[one] == theme}
            names = (*VALUES[part], ALL)
            whole = {name: sum(row.get(name, 0) for row in own.values()) for name in names}
            for one, row in own.items():
                unseen = {name: HIDDEN if row.get(name) else 0 for name in names}
                _take(read, {"part": part, "row": one}, row, parts[part].get(one, unseen))
            _take(read, {"part": part, "row": f"all {theme}"}, whole, parts[part][theme])
            for name in names:
                read.sums.append((_figure(part, f"all {theme}", name), [_figure(part, one, name) for one in own]))
    _what_readers_know(first, quarter)
    return [one for one in everything if one.hidden]


def _given_away(read: list[Published]) -> tuple[int, list[Figure]]:
    """How many hidden numbers the solver looked at, and which of them it pinned down.

    What is printed nowhere, since it belongs to no single standard, may be worked out unless it is small.
    """
    asked, narrow = narrow_figures(read)
    counts = {name: one.counts[name] for one in read for name in one.hidden}
    return asked, [name for name, _ in narrow if REST not in dict(name)["row"] or counts[name] < THRESHOLD]


def _figure(part: str, row: str, name: str) -> Figure:
    return figure({"part": part, "row": row, "name": name})


def _take(read: Published, where: dict[str, str], truth: dict[str, int], shown: Counts) -> None:
    """One row as it is printed. What is shown is the truth, and what is hidden is not 0."""
    names = [name for name in shown if name != ALL]
    for name in (*names, ALL):
        figure_name = _figure(where["part"], where["row"], name)
        read.counts[figure_name] = truth.get(name, 0)
        if shown[name] == HIDDEN:
            assert truth[name] > 0
            read.hidden |= {figure_name}
        else:
            assert shown[name] == truth.get(name, 0)
    read.sums.append((_figure(where["part"], where["row"], ALL), [_figure(**where, name=name) for name in names]))


def _what_readers_know(read: Published, quarter: Counted) -> None:
    """Every audit looks at a standard; two standards of one question have the same answers."""
    audits = _figure("grades", "grades", ALL)
    rows = quarter.parts["standards"]
    for one in rows:
        if read.counts[_figure("standards", one, ALL)] == read.counts[audits]:
            read.sums.append((audits, [_figure("standards", one, ALL)]))
    for group in quarter.alike:
        for first, second in pairwise(one for one in group if one in rows):
            for name in ("met", "na"):
                both = [_figure("standards", one, name) for one in (first, second)]
                if read.counts[both[0]] == read.counts[both[1]]:
                    read.sums.append((both[0], [both[1]]))


def test_nothing_hidden_comes_out_of_everything_that_is_shown() -> None:
    """Two dozen quarters: each hidden number can be five or more apart, whatever a reader works out."""
    draw = np.random.default_rng(36)
    looked_at = 0
    for _ in range(24):
        read = _as_read(_quarter(draw))
        if read:
            asked, given_away = _given_away(read)
            assert not given_away
            looked_at += asked
    assert looked_at > 400


def test_the_solver_sees_through_tables_hidden_one_by_one() -> None:
    """Where only small numbers are hidden, the solver pins some down from the totals: the test can fail."""
    draw = np.random.default_rng(37)
    read = [one for _ in range(4) for one in _as_read(_quarter(draw))]
    for each in read:
        each.hidden = frozenset(name for name, count in each.counts.items() if 0 < count < THRESHOLD)
    assert _given_away(read)[1]


@pytest.mark.parametrize("number", [300, 400])
def test_nothing_hidden_comes_out_of_a_quarter_of_records(catalogue: Catalogue, number: int) -> None:
    """A quarter counted from records, over the whole framework: nothing small is shown, nothing can be pinned down."""
    read = _as_read(counted(catalogue, records(catalogue, number)).counted)
    asked, given_away = _given_away(read)
    assert asked
    assert not given_away
    for each in read:
        assert all(name in each.hidden for name, count in each.counts.items() if 0 < count < THRESHOLD)
