"""Themes in the shape of 2012 made of what is shown of a quarter, and of nothing else.

The function that tells a report tells them too (`report.themes`). It is given only answers and evidence
whose standard is shown whole, and no text of any record: so nothing that is hidden, and nobody's words, can
get into a theme. A standard whose answers are partly hidden stands in a list only where it would stand there
whatever is hidden; then no share is stated. Good examples come in by the hand of a person. Knows no records.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from practice_audit.findings import Statement
from practice_audit.report.counting.figures import THEMES, Figures, Standard
from practice_audit.report.counting.folding import Folded
from practice_audit.report.counting.tallies import Tally
from practice_audit.report.sections import themes
from practice_audit.shown_counts import ALL, HIDDEN, OUTCOMES, is_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practice_audit.findings import Findings, Theme
    from practice_audit.model import Catalogue
    from practice_audit.report.counting.plans import Key
    from practice_audit.report.counting.trend_lines import Lines
    from practice_audit.report.periods import Period
    from practice_audit.shown_counts import Counts as Row
    from practice_audit.shown_counts import ShownCounts

TITLE: Final = "How we are doing: {period}"
EXAMPLE: Final = "Good example"
JUDGED: Final = (
    "Answers about the standards that are counted here: {all}. Met: {met}, partly met: {partly}, not met: {not_met}, "
    "not applicable: {na}."
)
NOTED: Final = "Auditors named them as a strength {strength} times, and as something to develop {development} times."
FEW: Final = "Some numbers of this theme are too small to show."
PARTLY: Final = "Some of its numbers are too small to show."
_SHARE: Final = ".met"
"""At the end of the id of a figure that says how many answers were met."""
CHAPTER: Final = "chapter"
"""The kind of theme that a theme of findings can name as its standards."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A good example: its words, and the standards that it shows."""

    text: str
    standards: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Quarter:
    """Which quarter is told, in whose words: every edition from its first records to its last, and what is alike."""

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
    findings = _without_shares(themes.of_period(whole, TITLE.format(period=quarter.period.words), {}), counts)
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
    """What is told, as if it had just been counted; of a standard that hidden answers might place, nothing."""
    edition = quarter.newest.edition.id
    answers = {standard: _surely(row) for standard, row in counts.standards.items()}
    unsure = {*counts.left_out, *(standard for standard, row in answers.items() if not row)}
    found: Counter[Key] = Counter()
    for kind, part in (("standard", answers), ("seen", counts.evidence)):
        for standard, row in part.items():
            if is_whole(row) and standard not in unsure:
                found.update({(kind, edition, standard, value): int(n) for value, n in row.items() if value != ALL})
    return found


def _surely(row: Row) -> Row:
    """The answers about a standard; hidden ones are filled in as what speaks least for where it stands.

    Nothing where it is not the same whatever is hidden. Each rule is a weighted sum of the numbers, so it is
    enough to look at all that is left over in one hidden number after another.
    """
    hidden = [value for value in OUTCOMES if row.get(value) == HIDDEN]
    total = row[ALL]
    if is_whole(row):
        return row
    if isinstance(total, str):
        return {}
    known = {value: int(row.get(value, 0)) for value in OUTCOMES if value not in hidden}
    left = total - sum(known.values()) - len(hidden)  # none of them is 0: that would be shown
    fillings = [
        Standard(line="", **known, **{value: 1 + left * (value == most) for value in hidden}) for most in hidden
    ]
    if any(one.judged < themes.LEAST for one in fillings):
        return {}
    if all(themes.is_strength(one) for one in fillings):
        least = min(fillings, key=lambda one: one.surely_met)
    elif all(themes.is_area(one) for one in fillings):
        least = min(fillings, key=lambda one: one.surely_not)
    else:
        return {}
    return {value: getattr(least, value) for value in OUTCOMES}


def _without_shares(findings: Findings, counts: ShownCounts) -> Findings:
    """The findings, without the answers of standards that are not shown whole."""
    gone = set[str]()

    def shown(statement: Statement) -> Statement:
        if is_whole(counts.standards.get(statement.links[0], {})):
            return statement
        shares = {one for one in statement.measures if one.endswith(_SHARE)}
        gone.update(shares)
        return replace(statement, measures=tuple(one for one in statement.measures if one not in shares), note=PARTLY)

    made = tuple(
        replace(theme, strengths=tuple(map(shown, theme.strengths)), areas=tuple(map(shown, theme.areas)))
        for theme in findings.themes
    )
    return replace(findings, themes=made, measures=tuple(one for one in findings.measures if one.id not in gone))


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
