"""The pages of the audit tools, of which each edition has its own: the list, then start page and form of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import form_views
from macros.graph import TOOL
from site_build.page import FORM, NO_MENUS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_build.page import Maker, Page


def made(maker: Maker) -> Iterator[Page]:
    """The list of tools, then each tool in the order of the edition."""
    handbook = maker.handbook
    yield maker.page("tools/index.md", "All audit tools", "tools")
    for tool in handbook.catalogue.tools:
        source = maker.source(TOOL + tool.id)
        yield maker.page(
            f"tools/{tool.id}/index.md",
            tool.title,
            "form/start",
            form_views.start(handbook, tool),
            source=source,
            hide=("toc",),
            scripts=maker.scripts("start.mjs"),
            boost=4,
        )
        yield maker.page(
            f"tools/{tool.id}/form.md",
            f"{tool.title}: form",
            "form/form",
            form_views.form(handbook, tool),
            source=source,
            hide=NO_MENUS,
            scripts=maker.scripts("form.mjs"),
            kind=FORM,
        )
