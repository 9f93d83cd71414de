"""Everything that a published quarter counts, as tables of named figures, and what ties them together.

Ties that nobody prints count as well, wherever a reader can know them: each audit looks at every standard,
so a total that equals the number of audits is known to be that number; two standards that one question
asks for have the same answers. A tie that is true takes away freedom from whoever hides, and never adds
any, so all that may be known are in. Knows no records and hides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from practice_audit.shown_counts import EVIDENCE, OUTCOMES, STATES
from practice_audit.suppression import Sum, Table, cross_table, figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practice_audit.suppression import Figure

Rows: TypeAlias = Mapping[str, Mapping[str, int]]
"""Counts by standard, then by what was found of it."""
GRADE: Final = "grade"
REST: Final = "/rest"
"""At the end of a row's name: what belongs to a theme and to no single standard of it. It is in totals only."""
VALUES: Final = {"standards": OUTCOMES, "evidence": EVIDENCE, "actions": STATES}
"""The parts that are counted by standard, and what is counted in each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """The true counts of a quarter. `parts` has `standards`, `evidence` and `actions` (VALUES).

    `theme_of` gives the chapter or section of each standard in them. `alike` are groups of standards that
    the same question asks for.
    """

    grades: Mapping[str, int]
    parts: Mapping[str, Rows]
    theme_of: Mapping[str, str]
    alike: tuple[tuple[str, ...], ...] = ()


def grade_figure(grade: str = "") -> Figure:
    """The name of a grade's count; of all audits without one."""
    return figure({"part": "grades", **({GRADE: grade} if grade else {})})


def cell(part: str, theme: str, standard: str = "", value: str = "") -> Figure:
    """The name of one count of a part; a total where a standard or a value is left out."""
    where = {"part": part, "theme": theme, "standard": standard, "value": value}
    return figure({key: name for key, name in where.items() if name})


def linked(counted: Counted) -> tuple[Table, ...]:
    """All tables that are published together, with every tie that a reader may know."""
    grades = cross_table((GRADE,), {(grade,): number for grade, number in counted.grades.items()}, {"part": "grades"})
    tables = [grades, *(_of_theme(counted, part, theme) for part in counted.parts for theme in _themes(counted, part))]
    counts = {name: number for table in tables for name, number in table.counts.items()}
    ties = tuple(Sum(first, (second,)) for first, second in _equal(counted, counts))
    return (*tables, Table({name: counts[name] for tie in ties for name in (tie.total, *tie.parts)}, ties))


def _themes(counted: Counted, part: str) -> Iterable[str]:
    return dict.fromkeys(counted.theme_of[standard] for standard in counted.parts[part])


def _of_theme(counted: Counted, part: str, theme: str) -> Table:
    """The standards of a theme by what was found of each, with all totals. A theme of one standard is that standard."""
    own = {one: row for one, row in counted.parts[part].items() if counted.theme_of[one] == theme}
    cells = {(one, value): row.get(value, 0) for one, row in own.items() for value in VALUES[part]}
    return cross_table(("standard", "value"), cells, {"part": part, "theme": theme})


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
