"""An edition to come, in which some entries were reworded, and people said by which word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from practice_audit.model import Change

if TYPE_CHECKING:
    from practice_audit.model import Catalogue

LATER: Final = "2029"


def later(catalogue: Catalogue, word: str, *, kind: str = "expectation", begins: str = "") -> Catalogue:
    """The edition after this one, where entries of a kind whose ids begin so have another text."""
    own = [item.id for item in catalogue.of_kind(kind) if item.id.startswith(begins)]
    items = tuple(replace(one, text=f"{one.text} Anew.") if one.id in own else one for one in catalogue.items)
    changes = tuple(Change(id=one, change=word, reason="Agreed.") for one in own)
    newer = replace(catalogue, edition=replace(catalogue.edition, id=LATER), items=items, changes=changes)
    return newer.with_digest()
