"""The pages of what people learn from: all of it, and each reading list as a hand-out. They are of no edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import training_views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_build.page import Maker, Page


def made(maker: Maker) -> Iterator[Page]:
    """The page of all, then the reading lists in their order."""
    view = training_views.learning(maker.handbook)
    yield maker.page("learning.md", maker.handbook.word("learning", "name"), "learning", view, boost=2)
    for one in view.lists:
        path = one.handout.rstrip("/") + ".md"
        source = maker.source(one.id)
        yield maker.page(path, one.title, "reading-list", one, source=source, hide=("navigation", "toc"), boost=2)
