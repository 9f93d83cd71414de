"""The page /check/: what works in a browser, from this server. What it looks for is what servers have to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.browser_check import browser_check
from site_build import servers
from site_build.page import CHECK

if TYPE_CHECKING:
    from site_build.page import Maker, Page

POLICY = "Content-Security-Policy"
"""The header that has a line of its own."""


def made(maker: Maker) -> Page:
    """The one page; it belongs to no edition."""
    headers = [name for name in (*servers.HEADERS, "Cache-Control") if name != POLICY]
    view = browser_check(maker.handbook, types=servers.TYPES, headers=headers)
    title = view.words["title"]
    scripts = maker.scripts("check-this-browser.js")
    return maker.page("check.md", title, "browser-check", view, kind=CHECK, hide=("toc",), scripts=scripts, boost=4)
