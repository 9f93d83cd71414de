"""Pages that are HTML already: MkDocs takes them as they are, without a way through Markdown.

Markdown would give back the same HTML, at half the cost of the whole build.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mkdocs.structure.toc import TableOfContents

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

_ID = re.compile(r"\sid=\"([^\"]+)\"")


def take_as_it_is(page: Page) -> None:
    """Replace the page's own rendering; its content is what `page.markdown` holds."""

    def render(*_: Any) -> None:
        html = page.markdown or ""
        page.content = html
        page.toc = TableOfContents([])
        page.present_anchor_ids = set(_ID.findall(html))
        page.links_to_anchors = {}

    page.render = render  # type: ignore[method-assign, assignment]
