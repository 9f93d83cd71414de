"""A reader with a solver takes everything that a published quarter shows, and tries to pin down what it hides."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest

from practice_audit.publishing.behind import NOBODY, People, together
from practice_audit.publishing.hiding import hidden
from practice_audit.publishing.tables import ACTIONS, REST, VALUES, Counted, cell, grade_figure
from practice_audit.shown_counts import ALL, HIDDEN, OTHER, OUTCOMES
from practice_audit.suppression import figure
from tests.quarters import counted, records
from tests.solver import THRESHOLD, Published, fewest_behind, narrow_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.random import Generator

    from practice_audit.model import Catalogue
    from practice_audit.shown_counts import Counts
    from practice_audit.suppression import Figure

GRADES: Final = ("grade.a", "grade.b", "grade.c", "grade.d")
THEMES: Final = ("ps.one", "ps.two")
EVERYTHING: Final = "everything"
"""The row of all themes together."""


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
    for part in ("evidence", ACTIONS):
        names = [one for one in standards if draw.random() < 0.7]
        if part == ACTIONS:
            names += [f"{THEMES[0]}{REST}", f"{OTHER}{REST}"]
        mean = draw.choice([1, 4, 12])
        parts[part] = {one: _named(VALUES[part], draw.poisson(mean, len(VALUES[part]))) for one in names}
        parts[part] = {one: row for one, row in parts[part].items() if any(row.values())}
    theme_of = {
        one: one.removesuffix(REST) if one.endswith(REST) else one.rpartition(".")[0]
        for rows in parts.values()
        for one in rows
    }
    grades = _named(GRADES, draw.multinomial(audits, draw.dirichlet([1, 1, 1, 1])))
    return Counted(
        grades=grades,
        parts=parts,
        people=_people(draw, grades, parts, theme_of),
        theme_of=theme_of,
        alike=(tuple(standards[:2]),),
    )


def _people(
    draw: Generator, grades: Counts, parts: Mapping[str, Mapping[str, Mapping[str, int]]], theme_of: Mapping[str, str]
) -> dict[Figure, People]:
    """Who stands behind each number: of few or many members of staff, some of whom have most of the work."""
    workload = draw.dirichlet([draw.choice([0.3, 3])] * int(draw.integers(6, 12)))
    children = int(draw.integers(8, 60))
    numbers = {grade_figure(grade): number for grade, number in grades.items()}
    for part, rows in parts.items():
        for one, row in rows.items():
            numbers |= {cell(part, theme_of[one], one, value): number for value, number in row.items()}

    def some(number: int) -> People:
        of_whom = draw.choice(len(workload), int(number), p=workload)
        return frozenset(map(str, of_whom)), frozenset(map(str, draw.integers(0, children, int(number))))

    return {name: some(int(number)) for name, number in numbers.items()}


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
    else:  # known all the same, from elsewhere
        first.counts[_figure("grades", "grades", ALL)] = audits
    for part, rows in quarter.parts.items():
        if part == ACTIONS:
            everything.append(_actions_as_read(quarter, parts[part]))
            continue
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
    return everything


def _actions_as_read(quarter: Counted, shown: Mapping[str, Counts]) -> Published:
    """The actions by theme and in all. Where numbers of single standards are shown, what is left is of the others."""
    rows, read = quarter.parts[ACTIONS], Published({}, frozenset(), [])
    names = (*VALUES[ACTIONS], ALL)
    of_theme: dict[str, dict[str, int]] = {quarter.theme_of[one]: {} for one in rows}
    for theme in of_theme:
        own = [one for one in rows if quarter.theme_of[one] == theme]
        numbers = [{**rows[one], ALL: sum(rows[one].values())} for one in own]
        whole = {name: sum(row.get(name, 0) for row in numbers) for name in names}
        of_theme[theme] = whole
        _take(read, {"part": ACTIONS, "row": f"all {theme}"}, whole, shown[theme])
        if shown.keys() & set(own):
            for one in own:
                alone = _figure(ACTIONS, one, ALL)
                read.counts[alone] = sum(rows[one].values())
                if one in shown:
                    assert shown[one] == {ALL: read.counts[alone]}
                else:
                    read.hidden |= {alone}
            read.sums.append((_figure(ACTIONS, f"all {theme}", ALL), [_figure(ACTIONS, one, ALL) for one in own]))
    if rows:
        everything = {name: sum(whole[name] for whole in of_theme.values()) for name in names}
        _take(read, {"part": ACTIONS, "row": EVERYTHING}, everything, shown[ALL])
    for name in names if rows else ():
        parts = [_figure(ACTIONS, f"all {theme}", name) for theme in of_theme]
        read.sums.append((_figure(ACTIONS, EVERYTHING, name), parts))
    return read


def _actions_told(quarter: Counted, read: Published) -> set[str]:
    """Of what the number of actions is shown."""
    rows = {dict(name)["row"] for name in read.counts.keys() - read.hidden if dict(name)["name"] == ALL}
    of = {one: "of a standard" for one in quarter.parts[ACTIONS] if not one.endswith(REST)} | {EVERYTHING: "of all"}
    return {of.get(row, "of a theme") for row in rows if not row.endswith(REST)}


def _behind(quarter: Counted) -> dict[Figure, People]:
    """Who stands behind each number of what is read, totals included: all of them."""
    found: dict[Figure, list[People]] = {}
    for grade in quarter.grades:
        for name in (grade, ALL):
            found.setdefault(_figure("grades", "grades", name), []).append(
                quarter.people.get(grade_figure(grade), NOBODY)
            )
    for part, rows in quarter.parts.items():
        for one in rows:
            theme = quarter.theme_of[one]
            for value in VALUES[part]:
                people = quarter.people.get(cell(part, theme, one, value), NOBODY)
                for row in (one, f"all {theme}", EVERYTHING):
                    for name in (value, ALL):
                        found.setdefault(_figure(part, row, name), []).append(people)
    return {name: together(several, 10**6) for name, several in found.items()}


def _behind_read(quarter: Counted, read: list[Published]) -> dict[Figure, People]:
    """Who stands behind each number of what is read: nobody, of standards that are left out."""
    rows = {dict(name)["row"] for each in read for name in each.counts}
    parts = {
        part: own if part == ACTIONS else {one: row for one, row in own.items() if one in rows}
        for part, own in quarter.parts.items()
    }
    return _behind(replace(quarter, parts=parts))


def _about_few(quarter: Counted, read: list[Published]) -> list[Figure]:
    """The numbers that a reader sees, or is left with when taking what is shown from a total, that few stand behind."""
    behind = _behind_read(quarter, read)

    def few(names: Iterable[Figure]) -> bool:
        people = together((behind[name] for name in names), THRESHOLD)
        return any(len(codes) < THRESHOLD for codes in people)

    total = _figure("grades", "grades", ALL)
    elsewhere = {total} if _figure("grades", "grades", next(iter(quarter.grades))) not in read[0].counts else set()
    found: list[Figure] = []
    for each in read:
        found += [
            name
            for name, number in each.counts.items()
            if number and name not in {*each.hidden, *elsewhere} and few([name])
        ]
        for whole, some in each.sums:
            left = [name for name in some if name in each.hidden]
            if left and whole not in each.hidden and few(left):
                found.append(whole)
    return found


def _given_away(read: list[Published]) -> tuple[int, list[Figure]]:
    """How many hidden numbers the solver looked at, and which of them it pinned down.

    What is printed nowhere, since it belongs to no single standard, may be worked out unless it is small.
    """
    asked, narrow = narrow_figures(one for one in read if one.hidden)
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
    looked_at, told = 0, set[str]()
    for _ in range(24):
        quarter = _quarter(draw)
        read = _as_read(quarter)
        told |= _actions_told(quarter, read[-1])
        assert not _about_few(quarter, read)
        if any(one.hidden for one in read):
            asked, given_away = _given_away(read)
            assert not given_away
            looked_at += asked
    assert looked_at > 400
    assert told == {"of a standard", "of a theme", "of all"}


def test_no_sum_that_can_be_worked_out_is_about_few_people() -> None:
    """Six quarters: whatever is added up, five members of staff stand behind each sum of hidden numbers."""
    draw = np.random.default_rng(5)
    fewest = []
    for _ in range(6):
        quarter = _quarter(draw)
        read = [one for one in _as_read(quarter) if one.hidden]
        behind = _behind_read(quarter, read)
        fewest += [fewest_behind(one, {name: behind[name][0] for name in one.hidden}) for one in read]
    assert min(fewest) >= THRESHOLD
    assert max(one for one in fewest if one < float("inf")) < 12  # there are such sums, and no more people than that


def test_the_solver_sees_through_tables_hidden_one_by_one() -> None:
    """Where only small numbers are hidden, the solver pins some down from the totals: the test can fail."""
    draw = np.random.default_rng(37)
    read = [one for _ in range(4) for one in _as_read(_quarter(draw))]
    for each in read:
        each.hidden = frozenset(name for name, count in each.counts.items() if 0 < count < THRESHOLD)
    assert _given_away(read)[1]


def test_the_test_sees_numbers_about_few_people() -> None:
    """Where nothing is hidden, there are large numbers that few people stand behind: the test can fail."""
    quarter = _quarter(np.random.default_rng(38))
    read = _as_read(quarter)
    for each in read:
        each.hidden = frozenset(name for name, count in each.counts.items() if 0 < count < THRESHOLD)
    assert _about_few(quarter, read)


@pytest.mark.parametrize("number", [300, 400])
def test_nothing_hidden_comes_out_of_a_quarter_of_records(catalogue: Catalogue, number: int) -> None:
    """A quarter counted from records, over the whole framework: nothing small is shown, nothing can be pinned down."""
    quarter = counted(catalogue, records(catalogue, number)).counted
    read = _as_read(quarter)
    assert not _about_few(quarter, read)
    asked, given_away = _given_away(read)
    assert asked
    assert not given_away
    for each in read:
        assert all(name in each.hidden for name, count in each.counts.items() if 0 < count < THRESHOLD)
