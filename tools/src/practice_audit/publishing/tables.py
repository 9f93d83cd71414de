"""Everything that a published quarter counts, as tables of named figures, and what ties them together.

Ties that nobody prints count as well, wherever a reader can know them: each audit looks at every standard,
so a total that equals the number of audits is known to be that number; two standards that one question
asks for have the same answers. A tie that is true takes away freedom from whoever hides, and never adds
any, so all that may be known are in. Knows no records and hides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from practice_audit.publishing.behind import NOBODY, together
from practice_audit.shown_counts import EVIDENCE, OUTCOMES, PROGRESS
from practice_audit.suppression import Sum, Table, cross_table, figure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from practice_audit.publishing.behind import People
    from practice_audit.suppression import Figure

Rows: TypeAlias = Mapping[str, Mapping[str, int]]
"""Counts by standard, then by what was found of it."""
GRADE: Final = "grade"
REST: Final = "/rest"
"""At the end of a row's name: what belongs to a theme and to no single standard of it. It is in totals only."""
ACTIONS: Final = "actions"
"""The part that is told by theme, since it is too small to be told by standard: of a standard only its total is."""
VALUES: Final = {"standards": OUTCOMES, "evidence": EVIDENCE, ACTIONS: PROGRESS}
"""The parts that are counted by standard, and what is counted in each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """The true counts of a quarter. `parts` has `standards`, `evidence` and `actions` (VALUES).

    `people` are those behind each count that is no total, by its name: nobody, where it is not in there.
    `theme_of` gives the chapter or section of each standard. `alike` are groups of standards that the same
    question asks for.
    """

    grades: Mapping[str, int]
    parts: Mapping[str, Rows]
    people: Mapping[Figure, People]
    theme_of: Mapping[str, str]
    alike: tuple[tuple[str, ...], ...] = ()


def grade_figure(grade: str = "") -> Figure:
    """The name of a grade's count; of all audits without one."""
    return figure({"part": "grades", **({GRADE: grade} if grade else {})})


def cell(part: str, theme: str = "", standard: str = "", value: str = "") -> Figure:
    """The name of one count of a part; a total where a theme, a standard or a value is left out."""
    where = {"part": part, "theme": theme, "standard": standard, "value": value}
    return figure({key: name for key, name in where.items() if name})


def linked(counted: Counted) -> tuple[Table, ...]:
    """All tables that are published together, with every tie that a reader may know."""
    grades = cross_table((GRADE,), {(grade,): number for grade, number in counted.grades.items()}, {"part": "grades"})
    by_standard = [part for part in counted.parts if part != ACTIONS]
    tables = [grades, *(_of_theme(counted, part, theme) for part in by_standard for theme in themes(counted, part))]
    tables += [of_actions(counted)]
    counts = {name: number for table in tables for name, number in table.counts.items()}
    ties = tuple(Sum(first, (second,)) for first, second in _equal(counted, counts))
    return (*tables, Table({name: counts[name] for tie in ties for name in (tie.total, *tie.parts)}, ties))


def people_behind(counted: Counted, threshold: int) -> dict[Figure, People]:
    """Who stands behind each count of the tables, totals included; some of them, where there are enough."""
    found: dict[Figure, list[People]] = defaultdict(list)
    for grade in counted.grades:
        for name in (grade_figure(grade), grade_figure()):
            found[name].append(counted.people.get(grade_figure(grade), NOBODY))
    for part, rows in counted.parts.items():
        for standard in rows:
            theme = counted.theme_of[standard]
            for value in VALUES[part]:
                own = counted.people.get(cell(part, theme, standard, value), NOBODY)
                for where in ((theme, standard), (theme, ""), ("", "")):
                    found[cell(part, *where, value)].append(own)
                    found[cell(part, *where)].append(own)
    return {name: together(several, threshold) for name, several in found.items()}


def themes(counted: Counted, part: str) -> Iterable[str]:
    """The chapters and sections of which a part counts anything."""
    return dict.fromkeys(counted.theme_of[standard] for standard in counted.parts[part])


def _of_theme(counted: Counted, part: str, theme: str) -> Table:
    """The standards of a theme by what was found of each, with all totals. A theme of one standard is that standard."""
    own = {one: row for one, row in counted.parts[part].items() if counted.theme_of[one] == theme}
    cells = {(one, value): row.get(value, 0) for one, row in own.items() for value in VALUES[part]}
    return cross_table(("standard", "value"), cells, {"part": part, "theme": theme})


def of_actions(counted: Counted) -> Table:
    """Actions by theme and how they stood, with all totals."""
    cells: dict[tuple[str, str], int] = defaultdict(int)
    for one, row in counted.parts[ACTIONS].items():
        for value in VALUES[ACTIONS]:
            cells[counted.theme_of[one], value] += row.get(value, 0)
    return cross_table(("theme", "value"), cells, {"part": ACTIONS})


def of_single_standards(counted: Counted, of_themes: Collection[str]) -> Table:
    """How many actions there are about each standard of some themes, and about each of these themes."""
    totals: dict[str, dict[Figure, int]] = defaultdict(dict)
    for one, row in counted.parts[ACTIONS].items():
        theme = counted.theme_of[one]
        if theme in of_themes:
            totals[theme][cell(ACTIONS, theme, one)] = sum(row.values())
    whole = {cell(ACTIONS, theme): sum(own.values()) for theme, own in totals.items()}
    sums = tuple(Sum(cell(ACTIONS, theme), tuple(own)) for theme, own in totals.items())
    return Table({**whole, **{name: number for own in totals.values() for name, number in own.items()}}, sums)


def _equal(counted: Counted, counts: Mapping[Figure, int]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of counts that are equal, and of which readers can know it."""
    part, everything = "standards", grade_figure()
    rows = counted.parts[part]
    for one in rows:
        total = cell(part, counted.theme_of[one], one)
        if counts[total] == counts.get(everything):
            yield everything, total
    for group in counted.alike:
        for value in OUTCOMES:
            names = [cell(part, counted.theme_of[one], one, value) for one in group if one in rows]
            for number in {counts[name] for name in names} - {0}:
                yield from pairwise(name for name in names if counts[name] == number)
