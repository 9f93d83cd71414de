"""Themes in the shape of 2012 made of what is shown of a quarter, and of nothing else.

The function that tells a report tells them too (`report.themes`). It is given only answers and evidence
whose standard is shown whole, and no text of any record: so nothing that is hidden, and nobody's words, can
get into a theme. Good examples come in by the hand of a person. Knows no records.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from practice_audit.findings import Statement
from practice_audit.report import themes
from practice_audit.report.figures import THEMES, Figures
from practice_audit.report.folding import Folded
from practice_audit.report.tallies import Tally
from practice_audit.shown_counts import ALL, is_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practice_audit.findings import Findings, Theme
    from practice_audit.model import Catalogue
    from practice_audit.report.lines import Lines
    from practice_audit.report.periods import Period
    from practice_audit.report.plans import Key
    from practice_audit.shown_counts import ShownCounts

TITLE: Final = "How we are doing: {period}"
EXAMPLE: Final = "Good example"
JUDGED: Final = (
    "Answers about the standards that are counted here: {all}. Met: {met}, partly met: {partly}, not met: {not_met}, "
    "not applicable: {na}."
)
NOTED: Final = "Auditors named them as a strength {strength} times, and as something to develop {development} times."
FEW: Final = "Some numbers of this theme are too small to show."
CHAPTER: Final = "chapter"
"""The kind of theme that a theme of findings can name as its standards."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A good example: its words, and the standards that it shows."""

    text: str
    standards: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Quarter:
    """Which quarter is told, in whose words: the editions of its records, oldest first, and what they have alike."""

    period: Period
    catalogues: tuple[Catalogue, ...]
    lines: Lines

    @property
    def newest(self) -> Catalogue:
        """The edition that names things."""
        return self.catalogues[-1]

    def theme_of(self, standard: str) -> str:
        """The chapter or section of a standard, or the theme itself; "" where there is none."""
        item = self.newest.by_id.get(standard)
        if item is None:
            return ""
        found = (one.id for one in self.newest.of_kind(*THEMES) if one.id in {item.id, item.part_of})
        return next(found, "")


def told(quarter: Quarter, counts: ShownCounts, examples: Sequence[Example]) -> Findings:
    """The findings of a quarter; themes of which nothing was counted are left out."""
    whole = Figures(
        period=quarter.period,
        folded=Folded(as_at="", quarters={quarter.period.id: Tally(counts=_shown(quarter, counts))}),
        lines=quarter.lines,
        catalogues=quarter.catalogues,
    )
    findings = themes.of_period(whole, TITLE.format(period=quarter.period.words), {})
    by_theme = {item.id: theme for item, theme in zip(whole.themes(), findings.themes, strict=True)}
    made = [
        _theme(quarter, theme, item, counts, [one for one in examples if quarter.theme_of(one.standards[0]) == item])
        for item, theme in by_theme.items()
    ]
    kept = tuple(theme for theme in made if theme is not None)
    named = (one.id for theme in kept for one in theme.strengths if one.title == EXAMPLE)
    return replace(
        findings,
        themes=kept,
        counts=replace(counts, examples=tuple(named)),
    )


def _shown(quarter: Quarter, counts: ShownCounts) -> Counter[Key]:
    """What is shown whole, as if it had just been counted."""
    edition = quarter.newest.edition.id
    found: Counter[Key] = Counter()
    for kind, part in (("standard", counts.standards), ("seen", counts.evidence)):
        for standard, row in part.items():
            if is_whole(row):
                found.update({(kind, edition, standard, value): int(n) for value, n in row.items() if value != ALL})
    return found


def _theme(quarter: Quarter, theme: Theme, item: str, counts: ShownCounts, examples: Sequence[Example]) -> Theme | None:
    if not examples and item not in {*counts.standards, *counts.evidence, *counts.actions}:
        return None
    prefix = theme.id.removeprefix("f")
    good = tuple(
        Statement(id=f"f{prefix}.e.{number:02d}", title=EXAMPLE, text=one.text, links=one.standards)
        for number, one in enumerate(examples, start=1)
    )
    kind = quarter.newest.by_id[item].kind
    return replace(
        theme,
        strengths=(*theme.strengths, *good),
        standards=theme.standards if kind == CHAPTER else (),
        note=_note(counts, item),
    )


def _note(counts: ShownCounts, item: str) -> str:
    """What all answers and all evidence of a theme come to, as far as it is shown whole."""
    rows = [(JUDGED, counts.standards.get(item)), (NOTED, counts.evidence.get(item))]
    said = [words.format_map(dict[str, object](row)) for words, row in rows if row and is_whole(row)]
    few = any(row and not is_whole(row) for _, row in rows)
    return " ".join((*said, FEW) if few else said)
