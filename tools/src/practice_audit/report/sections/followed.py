"""The actions of a theme that are followed up, told as one table: what was done, and what was agreed.

For reports whose actions have an owner and a state. Knows findings, and no records.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, TypeAlias

from practice_audit import findings
from practice_audit.report.layout import Paragraph, Points, Table
from practice_audit.report.sections.cells import column
from practice_audit.report.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practice_audit.findings import Action, Due, Theme
    from practice_audit.report.layout import Block, Cell

    Row: TypeAlias = tuple[Cell, ...]

LISTED: Final = 5
"""How many of those that were done, and how many of the others, stand in the table of a theme."""


def actions(theme: Theme, elsewhere: str) -> tuple[Block, ...]:
    """Both lists of a theme in one table: what was done, the newest first, then what was agreed, the soonest first.

    It is a part of the table of every action; equal rows stand once. `elsewhere` is said where there is no action.
    """
    title = say("theme.actions")
    agreed = {_same(one) for one in theme.agreed}
    done = _rows((one, "agreed_done" if _same(one) in agreed else "done") for one in theme.undertaken)
    rest = _rows((one, f"agreed_{one.status.replace('-', '_')}") for one in theme.agreed if one.status != "done")
    if not done and not rest:
        return (Points(items=(), none=elsewhere or say("none"), title=title),)
    rows = (*done[:LISTED], *rest[:LISTED])
    table = Table(
        id=f"actions_{theme.id}",
        title=title,
        columns=(column("action"), column("owner"), column("due", "date"), column("status"), column("effect")),
        rows=rows,
        where="pages",
    )
    few = Paragraph(text=say("theme.listed", count=len(rows)))
    return (table, few) if len(rows) < len(done) + len(rest) else (table,)


def _rows(some: Iterable[tuple[Action, str]]) -> tuple[Row, ...]:
    """Each action as a row, with the words of its state; what stands in several records is listed once."""
    found = {
        (one.text, one.owner_role or say("not_given"), day(one.due), say(f"state.{state}"), one.note or None): None
        for one, state in some
    }
    return tuple(found)


def _same(one: Action) -> tuple[str, ...]:
    """What tells an action from others in another list, where it has another id."""
    return (one.text, one.due.date, one.owner_role, one.note)


def day(when: Due) -> dt.date | None:
    """The date of a due date, if it stands for one."""
    return dt.date.fromisoformat(when.date) if when.precision in findings.DATED else None
