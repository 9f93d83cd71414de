"""What the pages of the quality team's desk show: their words, and what their scripts have to know.

The words are in desk.yaml. Knows nothing of what is drawn or reported: that is the engine's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from markupsafe import Markup, escape

from macros.form_views import Words
from practice_audit.forms.offers import choices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from macros.handbook import Handbook

WORDS = Path(__file__).with_name("desk.yaml")
TOOLS = {"cases": "selection", "audits": "moderation-sample"}
"""The tool whose record each page makes."""
_MARKED = re.compile(r"\*\*(?P<strong>.+?)\*\*|`(?P<code>.+?)`")


@dataclass(frozen=True, kw_only=True)
class DeskView:
    """One page: the words of all pages and its own, and what the script needs.

    `catalogues` are the addresses of the editions from the site's root, oldest first. `roles` are those
    who may draw, as value and label.
    """

    common: Mapping[str, Any]
    own: Mapping[str, Any]
    words: Words
    catalogues: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]

    def say(self, key: str) -> Markup:
        """The words of tools/wording.yaml that stand on forms too."""
        return self.words.say(key)

    @staticmethod
    def marked(text: str) -> Markup:
        """A text in which **strong** and `code` are elements; everything else is escaped."""
        return Markup(_MARKED.sub(_element, str(escape(text))))  # noqa: S704 - every part was escaped


def _element(found: re.Match[str]) -> str:
    name = found.lastgroup or ""
    return f"<{name}>{found[name]}</{name}>"


@cache
def words() -> Mapping[str, Any]:
    """The words of the pages: macros/desk.yaml."""
    read: Mapping[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return read


def desk(handbook: Handbook, page: str) -> DeskView:
    """The page `cases`, `audits` or `report`."""
    said, forms = words(), handbook.wording
    editions = dict.fromkeys([*(each.edition.id for each in handbook.editions), handbook.catalogue.edition.id])
    return DeskView(
        common=said["page"],
        own=said["page"][page],
        words=Words(
            page={"locked": forms["page"]["locked"]},
            script={
                **said["script"],
                "locked": forms["script"]["locked"],
                "check": forms["script"]["check"],
                "title_error": forms["script"]["title_error"],
            },
            engine={},
            own={},
        ),
        catalogues=tuple(f"catalogue/{edition}.json" for edition in editions),
        roles=_roles(handbook, TOOLS.get(page, "")),
    )


def _roles(handbook: Handbook, tool_id: str) -> tuple[tuple[str, str], ...]:
    """The roles that a tool offers whoever makes its record."""
    tool = next((each for each in handbook.catalogue.tools if each.id == tool_id), None)
    question = tool.questions.get(tool.record.get("author.role", "")) if tool else None
    if tool is None or question is None:
        return ()
    return tuple((value, label) for value, label, _ in choices(question, tool, handbook.catalogue))
