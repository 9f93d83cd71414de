"""What pages show of how we are doing: the newest published quarter beside the standards that it is about.

A number that is hidden is said to be too few to show; a percentage stands only beside its number of
answers, and under ten answers there is none. Where no quarter is published, there is nothing to show.
Addresses are relative to the site's root.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros import addresses, agreed_views, findings_views, training_views
from macros.handbook import Link
from macros.rows import Row
from practice_audit.report.shown import rounded
from practice_audit.shown_counts import ALL, EVIDENCE, HIDDEN, OUTCOMES, is_whole
from practice_audit.statistics.proportions import percentage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from macros.handbook import Handbook
    from practice_audit.findings import Findings, Statement
    from practice_audit.shown_counts import Counts, Number, ShownCounts

KINDS = frozenset({"expectation", "indicator", "chapter", "indicator-section"})
"""The kinds of entry that a quarter says something about."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbers:
    """One row of a table of numbers: what it is about, then its cells as they are read."""

    link: Link
    cells: tuple[str, ...]
    is_total: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Doing:
    """How we are doing with a standard or a chapter: the quarter's name and page, labelled lines, and its standards."""

    quarter: Link
    rows: tuple[Row, ...]
    numbers: tuple[Numbers, ...] = ()


def newest(handbook: Handbook) -> Findings | None:
    """The newest published quarter, if there is one."""
    return next((one for one in findings_views.newest_first(handbook) if one.counts is not None), None)


def doing(handbook: Handbook, subject: str) -> Doing | None:
    """How we are doing with one entry; None where no quarter is published, or the entry is of another kind."""
    item, quarter = handbook.graph.items.get(subject), newest(handbook)
    if quarter is None or quarter.counts is None or item is None or item.kind not in KINDS or handbook.base:
        return None
    return Doing(
        quarter=link_to(quarter),
        rows=tuple(_rows(handbook, quarter, quarter.counts, subject)),
        numbers=standards(handbook, quarter.counts, subject),
    )


def link_to(quarter: Findings) -> Link:
    """A quarter's page, under its months."""
    return Link(id="", text=quarter.period.note, href=addresses.findings(quarter.id))


def _rows(handbook: Handbook, quarter: Findings, counts: ShownCounts, subject: str) -> Iterator[Row]:
    word = handbook.words["doing"]
    answers = counts.standards.get(subject)
    if answers is not None or handbook.kind(subject) in {"expectation", "chapter"}:
        yield Row(label=word["answers"], texts=(_answers(word, answers, few=subject in counts.left_out),))
    if subject in counts.evidence:
        yield Row(label=word["evidence"], texts=(_listed(word, counts.evidence[subject], EVIDENCE),))
    yield Row(label=word["actions"], texts=tuple(agreed_views.agreed(handbook, counts, subject)))
    for one in examples(quarter, subject):
        yield Row(label=word["example"], texts=(one.text,))
    parts = [part.id for part in handbook.graph.parts(subject)]
    learning = {link.id: link for one in parts for link in training_views.naming(handbook, one)}
    if learning:  # a page of one standard lists its own anyway
        yield Row(label=handbook.word("learning", "on_a_page"), links=tuple(learning.values()))


def examples(quarter: Findings, subject: str) -> tuple[Statement, ...]:
    """The good examples of a quarter that show a standard, or one of a chapter's."""
    flagged = set(quarter.counts.examples) if quarter.counts else set()
    return tuple(
        one
        for theme in quarter.themes
        for one in theme.strengths
        if one.id in flagged and (subject in one.links or subject in theme.standards)
    )


def _answers(word: Mapping[str, str], row: Counts | None, *, few: bool) -> str:
    if row is None:
        return word["left_out" if few else "unjudged"]
    if not is_whole(row):
        return _listed(word, row, OUTCOMES)
    met, partly, not_met, na = (int(row[one]) for one in OUTCOMES)
    judged = met + partly + not_met
    share = percentage(met, judged)
    percent = word["share"].format(percent=rounded(share, 0)) if share is not None else ""
    said = word["met_of"].format(met=met, judged=judged, share=percent, partly=partly, not_met=not_met)
    return " ".join(filter(None, (said if judged else "", word["na_of"].format(na=na) if na else "")))


def _listed(word: Mapping[str, str], row: Counts, names: Iterable[str]) -> str:
    """Counts one after the other, without those of nothing; those that are hidden come together at the end."""
    shown = [
        word["one"].format(what=word[name], number=row[name])
        for name in (ALL, *names)
        if row[name] != HIDDEN and row[name]
    ]
    few = [word[name] for name in (ALL, *names) if row[name] == HIDDEN]
    sentences = [f"{'; '.join(shown)}." if shown else "", word["few"].format(what=", ".join(few)) if few else ""]
    said = " ".join(filter(None, sentences))
    return said[:1].upper() + said[1:]


def standards(handbook: Handbook, counts: ShownCounts, theme: str) -> tuple[Numbers, ...]:
    """A table of the answers about each standard of a chapter, with its totals; empty for anything else."""
    own = [part.id for part in handbook.graph.parts(theme) if part.id in counts.standards]
    rows = [_numbers(handbook, one, counts.standards[one], OUTCOMES) for one in own]
    if rows and theme in counts.standards:
        rows.append(_numbers(handbook, theme, counts.standards[theme], OUTCOMES, is_total=True))
    return tuple(rows)


def _numbers(handbook: Handbook, subject: str, row: Counts, names: Iterable[str], *, is_total: bool = False) -> Numbers:
    cells = tuple(cell(handbook, row[name]) for name in (*names, ALL))
    return Numbers(link=handbook.link(subject), cells=cells, is_total=is_total)


def cell(handbook: Handbook, number: Number) -> str:
    """A number in a table, or that it is hidden."""
    return handbook.word("doing", "hidden") if number == HIDDEN else f"{number:,}"
