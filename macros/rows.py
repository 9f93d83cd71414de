"""What permanent pages are made of: labelled lines, and what stands above them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from macros.handbook import Link
    from practice_audit.documents import Json

    Shown: TypeAlias = tuple[tuple["Row", ...], dict[str, Json]]
    """The rows of a page, and by name what else of it is not as everywhere."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One labelled line of the page: sentences, then links. `ids` shows each link's id beside it."""

    label: str
    texts: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    ids: bool = False


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
