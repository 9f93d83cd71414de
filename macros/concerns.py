"""What concerns a person, from their roles and teams: whatever the catalogue links with them, by kind.

A page for one kind of reader asks for it, so that nobody has to keep a list. Knows nothing of markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from macros.graph import TOOL
from macros.views import tool_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from macros.handbook import Handbook, Link

KINDS: Final = (
    "process",
    "method",
    "tool",
    "form",
    "meeting",
    "report",
    "data-product",
    "feedback-channel",
    "external-review",
    "guidance",
    "rule",
)
"""The kinds that a page gathers, in the order of their headings."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Concern:
    """One thing that concerns someone. `when` says when it happens, where an entry tells."""

    link: Link
    when: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Concerns:
    """What there is of one kind."""

    kind: str
    title: str
    entries: tuple[Concern, ...]


def concerns(handbook: Handbook, identities: Iterable[str]) -> tuple[Concerns, ...]:
    """These ids, what names one and what one names: each once, in the order of the handbook; no group is empty.

    KeyError names an id that this edition does not have.
    """
    near = {other for identity in identities for other in _near(handbook, identity)}
    found: dict[str, list[Concern]] = {kind: [] for kind in KINDS}
    for subject in handbook.graph.subjects:
        if subject in near and handbook.kind(subject) in found:
            found[handbook.kind(subject)].append(_concern(handbook, subject))
    return tuple(
        Concerns(kind=kind, title=handbook.word("kinds_plural", kind), entries=tuple(entries))
        for kind, entries in found.items()
        if entries
    )


def _near(handbook: Handbook, identity: str) -> tuple[str, ...]:
    return (identity, *handbook.graph.named_by(identity), *handbook.graph.items[identity].all_links)


def _concern(handbook: Handbook, subject: str) -> Concern:
    if subject.startswith(TOOL):
        return Concern(link=tool_link(handbook.graph.tools[subject]))
    item = handbook.graph.items.get(subject)
    return Concern(link=handbook.link(subject), when=str(item.details.get("when", "")) if item else "")
