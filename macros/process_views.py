"""What the pages of processes show, as plain values: who does what, theme by theme.

The rows of a process are those of its permanent page. Knows nothing of markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros import addresses
from macros.id_items import details
from macros.views import Kind, entry

if TYPE_CHECKING:
    from macros.handbook import Handbook, Link
    from macros.rows import Row
    from macros.views import Entry
    from practice_audit.model import Item

ON_ITS_OWN_PAGE = frozenset({"guidance"})
"""Kinds that a process names and that only its permanent page lists: each is a whole sentence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Process:
    """One process with its rows, and what else a reader of it may want, kind by kind."""

    entry: Entry
    rows: tuple[Row, ...]
    more: tuple[Kind, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Theme:
    """The processes of one theme. `page` is its own page, `anchor` its heading on the page of all processes."""

    title: str
    anchor: str
    page: str
    processes: tuple[Process, ...]


def processes(handbook: Handbook) -> tuple[Theme, ...]:
    """Every process under its theme; the themes come in the order of words.yaml, and none is empty."""
    every = handbook.catalogue.of_kind("process")
    themes = (
        Theme(
            title=title,
            anchor=f"theme-{theme}",
            page=addresses.theme(theme),
            processes=tuple(_process(handbook, item) for item in every if item.details["theme"] == theme),
        )
        for theme, title in handbook.words["themes"].items()
    )
    return tuple(theme for theme in themes if theme.processes)


def _process(handbook: Handbook, item: Item) -> Process:
    rows = details(handbook, item)
    told = {link.id for row in rows for link in row.links}
    shown = entry(handbook, item)
    more: dict[str, list[Link]] = {}
    for link in shown.links:
        if link.id not in told and handbook.known(link.id):
            more.setdefault(handbook.kind(link.id), []).append(link)
    return Process(
        entry=shown,
        rows=rows,
        more=tuple(
            Kind(kind=kind, title=handbook.word("kinds_plural", kind), links=tuple(links))
            for kind, links in more.items()
            if kind not in ON_ITS_OWN_PAGE
        ),
    )
