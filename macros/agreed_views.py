"""What pages show of the actions that a published quarter agreed: of a standard, of its theme and of all, in words.

About a single standard there are mostly too few to show, so its page tells those of its chapter or section,
too. Whatever was not done by the end of the quarter was open, in hand or given up. A number that is hidden is
said to be too few to show. Knows no page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.shown_counts import ALL, HIDDEN, PROGRESS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.handbook import Handbook
    from practice_audit.shown_counts import Counts, ShownCounts

THEMES: Final = ("chapter", "indicator-section")
"""The kinds of entry by which actions are counted."""


def agreed(handbook: Handbook, counts: ShownCounts, subject: str) -> Iterator[str]:
    """The actions about a standard, or about a chapter or section, and beside them all of the quarter."""
    word = handbook.words["doing"]
    if not counts.actions:
        yield word["agreed_none"]
        return
    item = handbook.graph.items[subject]
    theme = subject if item.kind in THEMES else item.part_of
    if theme != subject and (number := alone(counts, subject)):
        yield word["agreed_of_one"].format(number=number)
    yield of_theme(handbook, counts.actions.get(theme), handbook.name(theme))
    if ALL in counts.actions:
        yield word["agreed_of_all"].format(said=_said(handbook, counts.actions[ALL]))


def of_theme(handbook: Handbook, row: Counts | None, name: str) -> str:
    """The actions about one chapter or section."""
    said = _said(handbook, row) if row else handbook.word("doing", "agreed_nothing")
    return handbook.word("doing", "agreed_of_theme").format(theme=name, said=said)


def alone(counts: ShownCounts, standard: str) -> int:
    """How many actions were agreed about one standard, where that is shown; 0 where it is not."""
    number = counts.actions.get(standard, {}).get(ALL, 0)
    return number if isinstance(number, int) else 0


def _said(handbook: Handbook, row: Counts) -> str:
    word = handbook.words["doing"]
    total, done, unfinished = (row[name] for name in (ALL, *PROGRESS))
    if HIDDEN not in {total, done}:
        return word["agreed_done"].format(number=total, done=done)
    if total != HIDDEN:
        return word["agreed_only"].format(number=total)
    for name, number in zip(PROGRESS, (done, unfinished), strict=True):
        if number not in {HIDDEN, 0}:
            return word[f"agreed_{name}_only"].format(number=number)
    return word["agreed_few"]
