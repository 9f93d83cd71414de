"""The counts of a quarter with small numbers hidden, and whatever would give one away. Knows no records.

How many audits there were, and how many looked at a standard, is shown wherever it is not small itself:
most readers know it, and a share says nothing without it. A row with fewer answers than the threshold is
left out of everything, and so is one whose total leaves too little room to hide the rest of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from practice_audit.publishing.tables import REST, VALUES, cell, grade_figure, linked
from practice_audit.shown_counts import ALL, HIDDEN
from practice_audit.suppression import suppress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.publishing.tables import Counted
    from practice_audit.shown_counts import Counts, Number
    from practice_audit.suppression import Figure

_ANSWERS: Final = "standards"
"""The part in which every row has a total that readers know."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hidden:
    """What everybody may see: the grades, each part by standard and theme. `left_out` are rows that are in no part."""

    grades: Counts
    parts: dict[str, dict[str, Counts]]
    left_out: frozenset[str]


def hidden(counted: Counted, threshold: int) -> Hidden:
    """The counts as everybody may see them; `suppress` says what is promised."""
    few = {one for one, row in counted.parts[_ANSWERS].items() if sum(row.values()) < threshold}
    counted, left_out = _rows_without(counted, few), set(few)
    while True:
        tables = linked(counted)
        numbers = {name: count for table in tables for name, count in table.counts.items()}
        known = [name for name in _totals(counted) if numbers.get(name, 0) >= threshold]
        found = suppress(*tables, threshold=threshold, known=known)
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
    parts: dict[str, dict[str, Counts]] = {}
    for part, rows in counted.parts.items():
        made = parts.setdefault(part, {})
        for standard in rows:
            theme = counted.theme_of[standard]
            for name, one in ((theme, ""), (standard, standard)):
                if name not in made and not name.endswith(REST):
                    made[name] = {
                        **{value: shown(cell(part, theme, one, value)) for value in VALUES[part]},
                        ALL: shown(cell(part, theme, one)),
                    }
    return Hidden(grades=grades, parts=parts, left_out=frozenset(left_out))


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
