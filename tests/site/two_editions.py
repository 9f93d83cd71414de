"""A handbook of two editions, made in memory: today's framework, and one before it that said some things otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from practice_audit.model import Change, Item

if TYPE_CHECKING:
    from macros import Handbook

BEFORE: Final = "2020"
REWORDED: Final = "ps.plans.plain-language"
"""It said something else in the edition before."""
GONE: Final = "ps.plans.gone"
"""It is retired today, and is `REWORDED` and `ADDED` now."""
ADDED: Final = "ps.plans.current"
"""The edition before did not have it."""
LOST: Final = "ps.plans.lost"
"""It is retired today, and nothing replaced it."""


def two_editions(handbook: Handbook) -> Handbook:
    """The handbook with both editions published, today's in force."""
    today = handbook.catalogue
    items = [
        replace(item, text="It said something else.") if item.id == REWORDED else item
        for item in today.items
        if item.id != ADDED
    ]
    retired = [
        Item(id=one, kind="expectation", text=f"This is what {one} said.", source="S1.2", part_of="ps.plans")
        for one in (GONE, LOST)
    ]
    control = {**today.edition.control, "approved_on": "2020-03-01", "revised_on": ""}
    edition = replace(today.edition, id=BEFORE, control=control)
    first = replace(today, edition=edition, items=(*items, *retired), changes=()).with_digest()
    changes = (
        Change(id=GONE, change="split", reason="It held two.", successors=(REWORDED, ADDED)),
        Change(id=LOST, change="retired", reason="Nobody needs it."),
    )
    now = replace(today, changes=changes).with_digest()
    return replace(handbook, catalogue=now, editions=(first, now))
