"""The pages of the quality team's desk: draw cases at random, draw audits for moderation, and make a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.desk import desk
from site_build.page import DESK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_build.page import Maker, Page

PAGES = {"cases": "draw-cases.md", "audits": "draw-audits.md", "report": "make-a-report.md"}
"""Each page with its file."""


def made(maker: Maker) -> Iterator[Page]:
    """These pages; they belong to no edition."""
    for name, path in PAGES.items():
        view = desk(maker.handbook, name)
        scripts = maker.scripts(f"desk-{name}.mjs")
        template = f"desk/{name}"
        yield maker.page(path, view.own["title"], template, view, kind=DESK, hide=("toc",), scripts=scripts, boost=4)
