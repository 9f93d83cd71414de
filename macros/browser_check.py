"""What the page /check/ shows: each thing to look at, in words, and the facts that its script needs.

The words are in browser_check.yaml. What a server has to send is given by whoever builds the site.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from macros.handbook import Handbook
    from practice_audit.documents import Json

WORDS = Path(__file__).with_name("browser_check.yaml")


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One thing that is looked at; `means` is for people where it does not work, `change` for who looks after it."""

    id: str
    title: str
    looked_at: str
    means: str
    change: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BrowserCheck:
    """The page: its words, its lines, and for its script words and facts as JSON."""

    words: Mapping[str, Any]
    lines: tuple[Line, ...]
    for_script: str


@cache
def words() -> Mapping[str, Any]:
    """The words of the page: macros/browser_check.yaml."""
    read: Mapping[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return read


def browser_check(handbook: Handbook, *, types: Mapping[str, str], headers: Sequence[str]) -> BrowserCheck:
    """The page. `types` are those that the server has to send, by ending; `headers` the names beside the policy."""
    said = words()
    edition, tools = handbook.catalogue.edition.id, handbook.catalogue.tools
    names = ", ".join(headers)
    facts: dict[str, Json] = {
        "words": {key: said[key] for key in ("looking", "status", "outcome", "labels", "title")},
        "found": {line["id"]: line["found"] for line in said["lines"]},
        "types": {".wasm": types[".wasm"]},
        "headers": list(headers),
        "edition": edition,
        "catalogue": f"catalogue/{edition}.json",
        "tool": tools[0].id,
        "wording": handbook.wording["engine"],
    }
    keys = ("id", "title", "looked_at", "means", "change")
    lines = (Line(**{key: line[key].replace("{names}", names) for key in keys}) for line in said["lines"])
    return BrowserCheck(words=said, lines=tuple(lines), for_script=json.dumps(facts, ensure_ascii=False))
