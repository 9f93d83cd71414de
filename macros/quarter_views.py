"""The numbers of a published quarter as its page shows them: grades, each chapter's standards, actions by theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros import agreed_views, doing_views
from macros.handbook import Link
from practice_audit.shown_counts import ALL, OTHER, PROGRESS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.doing_views import Numbers
    from macros.handbook import Handbook
    from practice_audit.findings import Findings
    from practice_audit.shown_counts import Counts, ShownCounts


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The standards of one chapter in numbers."""

    title: str
    anchor: str
    rows: tuple[Numbers, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class QuarterNumbers:
    """The numbers of a quarter. `deeds` are, by the id of a theme of its findings, its agreed actions in words.

    `actions` are by theme, all of them last; `alone` are the standards whose own number of actions is shown.
    `left_out` are the standards of which nothing is counted.
    """

    counts: ShownCounts
    grades: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    deeds: dict[str, str]
    actions: tuple[Numbers, ...]
    alone: tuple[tuple[Link, str], ...]
    left_out: tuple[Link, ...]


def numbers(handbook: Handbook, quarter: Findings) -> QuarterNumbers | None:
    """The numbers of a report, if it is a published quarter."""
    counts = quarter.counts
    if counts is None:
        return None
    deeds = {
        theme.id: agreed_views.of_theme(handbook, _actions_of(counts, theme.id), theme.title)
        for theme in quarter.themes
    }
    return QuarterNumbers(
        counts=counts,
        grades=tuple(_grades(handbook, counts)),
        tables=tuple(_tables(handbook, counts)),
        deeds=deeds,
        actions=tuple(_actions(handbook, counts)),
        alone=tuple(_alone(handbook, counts)),
        left_out=handbook.links(counts.left_out),
    )


def _actions_of(counts: ShownCounts, theme: str) -> Counts | None:
    """The actions of a theme of findings, which is named after its chapter: f2026-q3.ps-plans is about ps.plans."""
    name = theme.rpartition(".")[2]
    return next((row for one, row in counts.actions.items() if one.replace(".", "-") == name), None)


def _grades(handbook: Handbook, counts: ShownCounts) -> Iterator[tuple[str, str]]:
    for grade, number in counts.grades.items():
        named = {ALL: handbook.word("doing", "audits"), OTHER: handbook.word("doing", "other_grade")}
        yield named.get(grade) or handbook.name(grade), doing_views.cell(handbook, number)


def _tables(handbook: Handbook, counts: ShownCounts) -> Iterator[Table]:
    for chapter in handbook.catalogue.of_kind("chapter", "indicator-section"):
        rows = doing_views.standards(handbook, counts, chapter.id)
        if rows:
            yield Table(title=chapter.title, anchor=f"numbers-{chapter.id}", rows=rows)


def _actions(handbook: Handbook, counts: ShownCounts) -> Iterator[Numbers]:
    themes = (one.id for one in handbook.catalogue.of_kind(*agreed_views.THEMES))
    named = {OTHER: handbook.word("doing", "other"), ALL: handbook.word("doing", "all_actions")}
    for theme in (*themes, OTHER, ALL):
        if theme in counts.actions:
            row = counts.actions[theme]
            yield doing_views.Numbers(
                link=Link(id="", text=named[theme], href="") if theme in named else handbook.link(theme),
                cells=tuple(doing_views.cell(handbook, row[name]) for name in (ALL, *PROGRESS)),
                is_total=theme == ALL,
            )


def _alone(handbook: Handbook, counts: ShownCounts) -> Iterator[tuple[Link, str]]:
    for one in handbook.catalogue.of_kind("expectation", "indicator"):
        if number := agreed_views.alone(counts, one.id):
            yield handbook.link(one.id), doing_views.cell(handbook, number)
