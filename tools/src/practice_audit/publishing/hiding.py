"""The counts of a quarter with small numbers hidden, and whatever would give one away. Knows no records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.publishing.tables import REST, VALUES, cell, grade_figure, linked
from practice_audit.shown_counts import ALL, HIDDEN
from practice_audit.suppression import suppress

if TYPE_CHECKING:
    from practice_audit.publishing.tables import Counted
    from practice_audit.shown_counts import Counts, Number
    from practice_audit.suppression import Figure


def hidden(counted: Counted, threshold: int) -> tuple[Counts, dict[str, dict[str, Counts]]]:
    """The grades, and each part by standard and theme, as everybody may see them; `suppress` says what is promised."""
    tables = linked(counted)
    numbers = {name: count for table in tables for name, count in table.counts.items()}
    away = suppress(*tables, threshold=threshold).hidden

    def shown(name: Figure) -> Number:
        return HIDDEN if name in away else numbers[name]

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
    return grades, parts
