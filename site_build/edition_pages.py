"""The pages about editions: all of them, what changed between two, the revision under way, and each edition's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import edition_views
from site_build import reading_pages, tool_pages
from site_build.page import url_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_build.page import Maker, Page


def made(maker: Maker) -> Iterator[Page]:
    """The list of editions, each comparison of two, and the revision where somebody works on one."""
    handbook = maker.handbook
    yield maker.page(
        "editions.md",
        "Editions",
        "editions",
        edition_views.editions(handbook),
        scripts=maker.scripts("editions.mjs"),
    )
    for comparison in edition_views.comparisons(handbook):
        path = f"editions/changes/{comparison.before}-{comparison.after}.md"
        title = f"From edition {comparison.before} to edition {comparison.after}"
        yield maker.page(path, title, "changes", comparison, hide=("navigation",))
    if handbook.workbench is not None:
        yield maker.page("revision.md", "The revision under way", "revision", edition_views.workbench(handbook))


def of_edition(maker: Maker) -> Iterator[Page]:
    """The pages of one published edition, where they stay."""
    reading = tuple(reading_pages.made(maker))
    contents = [(page.title.rpartition(", edition")[0], url_of(page.path)) for page in reading]
    title = f"Edition {maker.handbook.catalogue.edition.id}"
    yield maker.page("index.md", title, "edition", contents)
    yield from reading
    yield from tool_pages.made(maker)
