"""The numbers of a published quarter as its page shows them: grades, each chapter's standards, actions by theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros import doing_views
from macros.handbook import Link
from practice_audit.shown_counts import ALL, OTHER, STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.doing_views import Numbers
    from macros.handbook import Handbook
    from practice_audit.findings import Findings
    from practice_audit.shown_counts import ShownCounts


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The standards of one chapter in numbers."""

    title: str
    anchor: str
    rows: tuple[Numbers, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class QuarterNumbers:
    """The numbers of a quarter. `deeds` are, by the id of a theme of its findings, its agreed actions in words.

    `left_out` are the standards of which nothing is counted.
    """

    counts: ShownCounts
    grades: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    deeds: dict[str, str]
    actions: tuple[Numbers, ...]
    left_out: tuple[Link, ...]


def numbers(handbook: Handbook, quarter: Findings) -> QuarterNumbers | None:
    """The numbers of a report, if it is a published quarter."""
    counts = quarter.counts
    if counts is None:
        return None
    deeds = {theme.id: doing_views.actions(handbook, counts, _item(handbook, theme.id)) for theme in quarter.themes}
    return QuarterNumbers(
        counts=counts,
        grades=tuple(_grades(handbook, counts)),
        tables=tuple(_tables(handbook, counts)),
        deeds=deeds,
        actions=tuple(_actions(handbook, counts)),
        left_out=handbook.links(counts.left_out),
    )


def _item(handbook: Handbook, theme: str) -> str:
    """The chapter or section of a theme of findings, which is named after it: f2026-q3.ps-plans is about ps.plans."""
    name = theme.rpartition(".")[2]
    return next((one.id for one in handbook.catalogue.items if one.id.replace(".", "-") == name), "")


def _grades(handbook: Handbook, counts: ShownCounts) -> Iterator[tuple[str, str]]:
    for grade, number in counts.grades.items():
        named = {ALL: handbook.word("doing", "audits"), OTHER: handbook.word("doing", "other")}
        yield named.get(grade) or handbook.name(grade), doing_views.cell(handbook, number)


def _tables(handbook: Handbook, counts: ShownCounts) -> Iterator[Table]:
    for chapter in handbook.catalogue.of_kind("chapter", "indicator-section"):
        rows = doing_views.standards(handbook, counts, chapter.id)
        if rows:
            yield Table(title=chapter.title, anchor=f"numbers-{chapter.id}", rows=rows)


def _actions(handbook: Handbook, counts: ShownCounts) -> Iterator[Numbers]:
    themes = (*(one.id for one in handbook.catalogue.of_kind("chapter", "indicator-section")), OTHER)
    for theme in themes:
        if theme in counts.actions:
            other = Link(id="", text=handbook.word("doing", "other"), href="")
            row = counts.actions[theme]
            yield doing_views.Numbers(
                link=other if theme == OTHER else handbook.link(theme),
                cells=tuple(doing_views.cell(handbook, row[name]) for name in (*STATES, ALL)),
            )
