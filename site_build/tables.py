"""Tables of hand-written pages, made to scroll inside their own frame where the screen is narrow.

The frame takes the keyboard's focus, so that it can be scrolled without a mouse, and is named after
the table. Done when the page is built: the theme would do it by script, and without a name.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_HEAD = re.compile(r"<thead>(.*?)</thead>", re.DOTALL)
_CELL = re.compile(r"<th[^>]*>(.*?)</th>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def framed(html: str) -> str:
    """The page with every plain table in a frame of its own. A table with attributes stays as it is."""
    named: Counter[str] = Counter()

    def frame(table: re.Match[str]) -> str:
        name = _name(table[1])
        named[name] += 1
        if named[name] > 1:  # a region that is called like another cannot be told from it
            name = f"{name} ({named[name]})"
        opened = f'<div class="qa-table" role="region" tabindex="0" aria-label="{escape(name)}">'
        return f'{opened}<table class="qa-grid">{table[1]}</table></div>'

    return _TABLE.sub(frame, html)


def _name(inside: str) -> str:
    """The caption, or the headings of the columns."""
    caption = _CAPTION.search(inside)
    if caption:
        return _text(caption[1])
    head = _HEAD.search(inside)
    return "Table: " + ", ".join(filter(None, map(_text, _CELL.findall(head[1] if head else ""))))


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html)).strip()
