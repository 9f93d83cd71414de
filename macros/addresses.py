"""Where every id stands on the site: its permanent page, and its place on a reading page.

Addresses are relative to the site's root, without a leading slash ("id/ps.assessment.timely/").
Knows ids and nothing else: no catalogue, no markup, no site generator.
"""

from __future__ import annotations

import re

from practice_audit.findings import report_of

_READING = {
    "doc": "about/",
    "vision": "purpose/",
    "qa": "purpose/",
    "pm": "practice-model/",
    "wgll": "what-good-looks-like/",
    "grade": "grades/",
    "method": "methods/",
    "cro": "methods/",
    "role": "roles/",
    "team": "roles/",
    "term": "glossary/",
    "meeting": "meetings/",
    "report": "reports-and-data/",
    "data": "reports-and-data/",
    "feedback": "feedback/",
    "ext": "outside-reviews/",
    "leaflet": "how-are-we-doing/",
    "guide": "guidance/",
    "process": "processes/",
    "form": "forms/",
}
"""First part of an id -> the reading page that shows it. `ps` has a page for each chapter."""

_LEARNING = "learning/"
_INTRODUCTION = "ps.intro"
_RULE = re.compile(r"R[0-9]{3}")

EDITION_PAGES = frozenset(
    {"standards", "practice-model", "rules", "tools", *(page.rstrip("/") for page in _READING.values())}
)
"""The pages that each published edition has of its own, by the first part of their address."""


def permanent(identity: str) -> str:
    """The address of an id's own page, which stays the same in every edition."""
    return f"id/{identity}/"


def chapter(identity: str) -> str:
    """The address of the reading page of a chapter of the Practice Standards (`ps.assessment`)."""
    return f"standards/{identity.split('.')[1]}/"


def findings(report: str = "") -> str:
    """The page of a report's findings (`2012-11`), or of the list of all reports."""
    return f"findings/{report}/" if report else "findings/"


def reading_list(identity: str) -> str:
    """The page of a reading list (`reading.first-week`). It is of no edition."""
    return f"{_LEARNING}{identity.removeprefix('reading.')}/"


def edition(identity: str) -> str:
    """Where the pages of a published edition begin."""
    return f"editions/{identity}/"


def within(base: str, target: str) -> str:
    """An address as the pages below `base` mean it: their own page where the edition has one, else that of today."""
    return base + target if base and re.split(r"[/#]", target, maxsplit=1)[0] in EDITION_PAGES else target


def reading(identity: str) -> str:
    """The place of an item, rule or finding on a reading page, or "" for an id that no reading page shows."""
    if _RULE.fullmatch(identity):
        return f"rules/#{identity}"
    if report := report_of(identity):
        return f"{findings(report)}#{identity}"
    first, _, rest = identity.partition(".")
    if first == "ps":
        page = "standards/" if identity.startswith(_INTRODUCTION) else chapter(identity)
        return page if "." not in rest and page != "standards/" else f"{page}#{identity}"
    if first == "reading":
        return reading_list(identity)
    page = _LEARNING if first == "training" else _READING.get(first, "")
    return f"{page}#{identity}" if page else ""


def theme(key: str) -> str:
    """The page of the processes of one theme ("audit")."""
    return f"processes/{key}/"


def tool(identity: str) -> str:
    """The start page of a tool (`ila`)."""
    return f"tools/{identity}/"


def form(tool_id: str, anchor: str = "") -> str:
    """The form document of a tool, at a section or question where one is named."""
    return f"tools/{tool_id}/form/" + (f"#{anchor}" if anchor else "")


def relative(target: str, page: str) -> str:
    """The address of `target` as a link on `page` (both relative to the root; "" is the home page).

    Addresses with a scheme (`https:`) stay as they are.
    """
    if "://" in target or target.startswith(("#", "mailto:", "tel:")):
        return target
    return ("../" * page.count("/") + target) or "./"
