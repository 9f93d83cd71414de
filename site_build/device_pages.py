"""The page about what this site stores in a browser, and the one that stands for a page that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import stored
from site_build import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_build.page import Maker, Page


def made(maker: Maker) -> Iterator[Page]:
    """Both pages; they belong to no edition."""
    own = stored.words()
    engine = sum(path.stat().st_size for path in paths.ENGINE.glob("*") if not path.name.startswith("desk-"))
    view = stored.device(maker.handbook, engine)
    yield maker.page(
        "on-this-device.md",
        own["title"],
        "on-this-device",
        view,
        hide=("toc",),
        scripts=maker.scripts("on-this-device.mjs"),
        boost=2,
    )
    title = own["not_here"]["title"]
    scripts = maker.scripts("not-here.mjs")
    yield maker.page(
        "offline.md", title, "not-on-this-device", own, hide=("navigation", "toc"), scripts=scripts, found=False
    )
