"""What became of an id, edition by edition, and where it stands in each of them for good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros import addresses
from macros.graph import TOOL

if TYPE_CHECKING:
    from macros.handbook import Handbook
    from macros.histories import Chapter


@dataclass(frozen=True, kw_only=True, slots=True)
class Era:
    """One edition in the history of an id, in words; dates as ISO 8601 text, "" where they are open.

    `place` is where the id stands in that edition for good; `text` what it said where that is new, at this `level`.
    """

    edition: str
    since: str
    until: str
    is_draft: bool
    what: str
    reason: str
    text: str
    level: str
    place: str


def eras(handbook: Handbook, subject: str) -> tuple[Era, ...]:
    """The editions in the history of an id, oldest first."""
    return tuple(_era(handbook, subject, chapter) for chapter in handbook.histories.of(subject))


def _era(handbook: Handbook, subject: str, chapter: Chapter) -> Era:
    change = chapter.change
    if change is not None:
        what, reason = handbook.word("changes", change.change), change.reason
    elif chapter.is_new:
        what, reason = "In the framework since this edition.", ""
    else:
        what, reason = ("Changed.", "") if chapter.text else ("Unchanged.", "")
    published = any(edition.edition.id == chapter.edition for edition in handbook.editions)
    return Era(
        edition=chapter.edition,
        since=chapter.since,
        until=chapter.until,
        is_draft=not published and not handbook.in_force,
        what=what,
        reason=reason,
        text=chapter.text,
        level=handbook.word("levels", chapter.level) if chapter.level else "",
        place=pinned(handbook, chapter.edition, subject) if published else "",
    )


def pinned(handbook: Handbook, edition: str, identity: str) -> str:
    """Where an id stands in one published edition for good, or "" where it does not stand in it."""
    subject = handbook.histories.subject(edition, identity)
    if subject is None:
        return ""
    anchor, held = identity, subject
    while held.container:
        held = handbook.histories.subject(edition, held.container) or held
    if subject.kind == "tool":
        place = addresses.tool(identity.removeprefix(TOOL))
    elif held.kind == "tool":
        place = addresses.form(held.id.removeprefix(TOOL), anchor)
    else:
        place = addresses.reading(identity)
    return addresses.edition(edition) + place if place else ""
