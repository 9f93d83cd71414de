"""More ways to find a page, added to the finished search index.

Letters find pages that only spell out the words, words find pages that only use the letters, and
each part of an id finds the id's page. They go into the index's tags, which the pages do not show.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TAGS = re.compile(r"<[^>]+>")
_ID_PAGE = re.compile(r"^id/([^/]+)/")


def synonyms(text: str, letters: Mapping[str, str]) -> list[str]:
    """Letters whose words stand in the text, and words whose letters do."""
    lower = text.lower()
    found = []
    for short, words in letters.items():
        has_words = words.lower() in lower
        has_letters = short in text and re.search(rf"\b{re.escape(short)}\b", text) is not None
        if has_words and not has_letters:
            found.append(short)
        if has_letters and not has_words:
            found.append(words)
    return found


def parts(location: str) -> list[str]:
    """The parts of the id that a permanent page is about: "ps", "assessment", "first", "language"."""
    match = _ID_PAGE.match(location)
    return [part for part in re.split(r"[.\-_]", match[1]) if part] if match else []


def widened(index: Mapping[str, Any], letters: Mapping[str, str]) -> dict[str, Any]:
    """The search index with tags for synonyms and parts of ids. The rest stays as it is."""
    return {**index, "docs": [_entry(entry, letters) for entry in index["docs"]]}


def _entry(entry: Mapping[str, Any], letters: Mapping[str, str]) -> dict[str, Any]:
    text = unescape(_TAGS.sub(" ", f"{entry['title']} {entry['text']}"))
    tags = _unique((*entry.get("tags", ()), *synonyms(text, letters), *parts(entry["location"])))
    return {**entry, "tags": tags} if tags else dict(entry)


def _unique(tags: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(tags))


def widen(text: str, letters: Mapping[str, str]) -> str:
    """The same for the text of search_index.json."""
    return json.dumps(widened(json.loads(text), letters), separators=(",", ":"), ensure_ascii=False)
