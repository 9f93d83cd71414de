"""The labelled lines that permanent pages are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from macros.handbook import Link


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One labelled line of the page: sentences, then links. `ids` shows each link's id beside it."""

    label: str
    texts: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    ids: bool = False
