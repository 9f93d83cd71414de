"""The counts of a quarter with small numbers hidden, and whatever would give one away. Knows no records.

A number is small where it is under the threshold, and also where fewer members of staff, or fewer children,
stand behind it. How many audits there were, and how many looked at a standard, is shown wherever it is not
small itself: most readers know it, and a share says nothing without it. A row of answers whose total is small
is left out of everything, and so is one whose total leaves too little room to hide the rest of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from practice_audit.publishing.behind import NOBODY, enough
from practice_audit.publishing.tables import (
    ACTIONS,
    REST,
    VALUES,
    cell,
    grade_figure,
    linked,
    of_actions,
    of_single_standards,
    people_behind,
    themes,
)
from practice_audit.shown_counts import ALL, HIDDEN
from practice_audit.suppression import suppress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from practice_audit.publishing.behind import People
    from practice_audit.publishing.tables import Counted
    from practice_audit.shown_counts import Counts, Number
    from practice_audit.suppression import Figure

_ANSWERS: Final = "standards"
"""The part in which every row has a total that readers know."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hidden:
    """What everybody may see: the grades, each part by standard and theme. `left_out` are rows that are in no part.

    Actions are by theme, with all of them under ALL; of a standard only their number is there, if it is shown.
    """

    grades: Counts
    parts: dict[str, dict[str, Counts]]
    left_out: frozenset[str]


def hidden(counted: Counted, threshold: int) -> Hidden:
    """The counts as everybody may see them; `suppress` says what is promised."""
    few = set(_few(counted, threshold))
    counted, left_out = _rows_without(counted, few), set(few)
    while True:
        tables = linked(counted)
        numbers = {name: count for table in tables for name, count in table.counts.items()}
        people = people_behind(counted, threshold)
        known = [
            name
            for name in _totals(counted)
            if numbers.get(name, 0) >= threshold and enough(people.get(name, NOBODY), threshold)
        ]
        found = suppress(*tables, threshold=threshold, known=known, behind=people)
        if not found.exposed:
            break
        gone = _given_away(counted, found.exposed)
        if not gone and not counted.grades:
            raise ValueError("nothing is left to leave out, and something is given away")
        counted = _rows_without(counted, gone) if gone else replace(counted, grades={})
        left_out |= gone

    def shown(name: Figure) -> Number:
        return HIDDEN if name in found.hidden else numbers[name]

    grades = {grade: shown(grade_figure(grade)) for grade in counted.grades}
    if grades:
        grades[ALL] = shown(grade_figure())

    single = _single_standards(counted, found.hidden, people, threshold)
    return Hidden(grades=grades, parts=_parts(counted, shown, single), left_out=frozenset(left_out))


def _parts(counted: Counted, shown: Callable[[Figure], Number], single: set[str]) -> dict[str, dict[str, Counts]]:
    """Each part as it is shown; of actions there are the numbers of these single standards."""

    def row(part: str, theme: str = "", standard: str = "") -> Counts:
        values = {value: shown(cell(part, theme, standard, value)) for value in VALUES[part]}
        return {**values, ALL: shown(cell(part, theme, standard))}

    parts: dict[str, dict[str, Counts]] = {part: {} for part in counted.parts}
    for part, own in counted.parts.items():
        made = parts[part]
        if part == ACTIONS and own:
            made[ALL] = row(part)
        for one, numbers in own.items():
            theme = counted.theme_of[one]
            if theme not in made:
                made[theme] = row(part, theme)
            if part == ACTIONS and one in single:
                made[one] = {ALL: sum(numbers.values())}
            elif part != ACTIONS and not one.endswith(REST):
                made[one] = row(part, theme, one)
    return parts


def _single_standards(
    counted: Counted, hidden_before: frozenset[Figure], people: Mapping[Figure, People], threshold: int
) -> set[str]:
    """The standards of which the number of actions can be shown, beside all that is shown of themes.

    None of a theme whose numbers would be given away by what they are of, however few of its standards were shown.
    """
    table = of_actions(counted)
    before = table.counts.keys() - hidden_before
    left = set(themes(counted, ACTIONS))
    while left:
        single = of_single_standards(counted, left)
        found = suppress(table, single, threshold=threshold, known=before, behind=people)
        if not found.exposed:
            own = {one: cell(ACTIONS, counted.theme_of[one], one) for one in counted.parts[ACTIONS]}
            shown = single.counts.keys() - found.hidden
            return {one for one, name in own.items() if name in shown and not one.endswith(REST)}
        given_away = {dict(name).get("theme", "") for name in found.exposed}
        left = left - given_away if left & given_away else set()
    return set()


def _few(counted: Counted, threshold: int) -> Iterator[str]:
    """The standards with too few answers, or with too few people behind all their answers."""
    people = people_behind(counted, threshold)
    for one, row in counted.parts[_ANSWERS].items():
        total = cell(_ANSWERS, counted.theme_of[one], one)
        if sum(row.values()) < threshold or not enough(people[total], threshold):
            yield one


def _totals(counted: Counted) -> Iterator[Figure]:
    """The totals that readers know."""
    yield grade_figure()
    for standard in counted.parts[_ANSWERS]:
        theme = counted.theme_of[standard]
        yield cell(_ANSWERS, theme, standard)
        yield cell(_ANSWERS, theme)  # the sum of them


def _given_away(counted: Counted, exposed: frozenset[Figure]) -> set[str]:
    """The rows that their totals give away; where it is a total, all of its theme; none where it is a grade."""
    names = [dict(name) for name in exposed]
    rows = {name["standard"] for name in names if "standard" in name}
    themes = {name["theme"] for name in names if "theme" in name}
    own = counted.parts[_ANSWERS]
    return {one for one in own if one in rows} or {one for one in own if counted.theme_of[one] in themes}


def _rows_without(counted: Counted, gone: set[str]) -> Counted:
    kept = {one: row for one, row in counted.parts[_ANSWERS].items() if one not in gone}
    return replace(counted, parts={**counted.parts, _ANSWERS: kept})
