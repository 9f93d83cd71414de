"""What pages show of the findings of reports, as plain values: one report in full, and the list of reports.

Nothing is worked out from what other figures leave over (R150). Addresses are relative to the site's root.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from macros import addresses, findings_figures
from macros.dates import month_in_words
from macros.handbook import Link
from practice_audit import findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from macros.findings_figures import Figure
    from macros.handbook import Handbook
    from practice_audit.findings import Action, Counts, Findings, Statement, Theme

KINDS = frozenset({"theme", "finding", "action", "measure"})
"""The kinds of id that a report has. They are no part of an edition."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One statement with its figures and its parts. `number` is its place in the list: 3, or 3a for a part."""

    id: str
    number: str
    title: str
    text: str
    note: str
    page: str
    figures: tuple[Figure, ...]
    links: tuple[Link, ...]
    parts: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """One action. `areas` are what it addresses, "area 3"; `same` is the action that it repeats.

    `dated`: the source says something of when it is to be done.
    """

    id: str
    text: str
    note: str
    page: str
    due: str
    owner: str
    status: str
    dated: bool
    theme: Link
    areas: tuple[Link, ...]
    same: Link | None
    agreed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ThemeView:
    """One theme: what it rests on and its four lists."""

    id: str
    title: str
    note: str
    page: str
    sources: tuple[str, ...]
    standards: tuple[Link, ...]
    strengths: tuple[Line, ...]
    areas: tuple[Line, ...]
    undertaken: tuple[Deed, ...]
    agreed: tuple[Deed, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """One row of numbers: a theme's, or the whole report's. `dated` is in words."""

    title: str
    href: str
    counts: Counts
    dated: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Statements under one heading that belong to no theme."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportView:
    """One report as its page shows it.

    `loose` are the figures that belong to its progress and that no statement names. `figures` are all
    of them, by where they belong. `dated` are the actions with a date, in its order, and `undated` those
    without. `unowned` counts the agreed ones without an owner; `overdue` and `due_now` (in the report's
    own month) are seen from the report's last day.
    """

    report: Findings
    name: str
    approach: tuple[Link, ...]
    headline: tuple[Part, ...]
    progress: tuple[Line, ...]
    opportunities: tuple[Line, ...]
    loose: tuple[Figure, ...]
    themes: tuple[ThemeView, ...]
    tallies: tuple[Tally, ...]
    total: Tally
    once: int
    figures: tuple[tuple[str, tuple[Figure, ...]], ...]
    dated: tuple[Deed, ...]
    undated: tuple[Deed, ...]
    unowned: int
    knows_status: bool
    overdue: tuple[Deed, ...]
    due_now: int


def name(report: Findings) -> str:
    """What a report is called in a menu: by the last month that it looks back on, or by its quarter."""
    return f"Report of {report.period.note if report.counts else month_in_words(report.period.to)}"


def newest_first(handbook: Handbook) -> tuple[Findings, ...]:
    """The reports, the newest first."""
    return tuple(sorted(handbook.findings, key=lambda report: report.period.to, reverse=True))


def reports(handbook: Handbook) -> tuple[ReportView, ...]:
    """Every report, the newest first."""
    return tuple(report_view(handbook, report) for report in newest_first(handbook))


def report_view(handbook: Handbook, report: Findings) -> ReportView:
    """One report, arranged for its page."""
    named = {one for found in report.by_id.values() for one in found.targets}
    order = [*findings.MEASURED_PARTS, *(theme.id for theme in report.themes)]
    measures = sorted(report.measures, key=lambda measure: order.index(measure.theme))
    waiting = findings.by_date(report)
    deeds = {one.action.id: _deed(handbook, one.theme, one.action, agreed=one.agreed) for one in waiting}
    last_month = report.period.to[:7]
    return ReportView(
        report=report,
        name=name(report),
        approach=handbook.links(report.approach),
        headline=tuple(
            Part(title=handbook.word("finding_lists", part), lines=_lines(handbook, getattr(report.headline, part)))
            for part in findings.HEADLINE
            if getattr(report.headline, part)
        ),
        progress=_lines(handbook, report.progress),
        opportunities=_lines(handbook, report.opportunities),
        loose=tuple(
            findings_figures.figure(handbook, one)
            for one in report.measures
            if one.id not in named and one.theme == "progress"
        ),
        themes=tuple(_theme(handbook, theme) for theme in report.themes),
        tallies=tuple(_tally(theme.title, f"#{theme.id}", findings.counts(theme)) for theme in report.themes),
        total=_tally("All themes", "", findings.counts(*report.themes)),
        once=len(findings.agreed_once(report.themes)),
        figures=tuple(
            (_belongs(handbook, part), tuple(findings_figures.figure(handbook, one) for one in group))
            for part, group in groupby(measures, key=lambda measure: measure.theme)
        ),
        dated=tuple(deeds[one.action.id] for one in waiting if one.action.due.precision in findings.DATED),
        undated=tuple(deeds[one.action.id] for one in waiting if one.action.due.precision not in findings.DATED),
        unowned=len(findings.without_owner(report)),
        knows_status=any(one.action.status for one in waiting),
        overdue=tuple(deeds[one.id] for one in findings.overdue(report, report.period.to)),
        due_now=sum(one.agreed and one.action.due.date.startswith(last_month) for one in waiting),
    )


def _tally(title: str, href: str, counts: Counts) -> Tally:
    return Tally(title=title, href=href, counts=counts, dated=_dated(counts))


def _dated(counts: Counts) -> str:
    """How many agreed actions have a date, and what the others have: "2; 1 vague"."""
    starts = counts.due.get("from-month", 0)
    said = {1: " (1 of them a start date)"}.get(starts, f" ({starts} of them start dates)") if starts else ""
    others = (("vague", "vague"), ("ongoing", "ongoing"), ("none", "without a date"))
    pieces = (f"{counts.due[key]} {words}" for key, words in others if counts.due.get(key))
    return "; ".join((f"{counts.dated}{said}", *pieces))


def _belongs(handbook: Handbook, part: str) -> str:
    return handbook.name(part) if part in handbook.graph.found else handbook.word("finding_lists", part)


def _lines(handbook: Handbook, statements: Iterable[Statement]) -> tuple[Line, ...]:
    """The statements of one list, the parts of one inside it."""
    by_id = {one.id: one for one in statements}
    children = {child for one in by_id.values() for child in one.children}
    whole = (one for one in by_id.values() if one.id not in children)
    return tuple(_line(handbook, one, str(number), by_id) for number, one in enumerate(whole, start=1))


def _line(handbook: Handbook, one: Statement, number: str, by_id: Mapping[str, Statement]) -> Line:
    return Line(
        id=one.id,
        number=number,
        title=one.title,
        text=one.text,
        note=one.note,
        page=addresses.permanent(one.id),
        figures=_figures(handbook, one.measures),
        links=handbook.links(one.links),
        parts=tuple(
            _line(handbook, by_id[child], f"{number}{letter}", by_id)
            for letter, child in zip("abcdefghijklmnopqrstuvwxyz", one.children, strict=False)
        ),
    )


def _figures(handbook: Handbook, identities: Iterable[str]) -> tuple[Figure, ...]:
    found = (handbook.graph.found[one].entry for one in identities)
    return tuple(findings_figures.figure(handbook, entry) for entry in found if isinstance(entry, findings.Measure))


def _theme(handbook: Handbook, theme: Theme) -> ThemeView:
    return ThemeView(
        id=theme.id,
        title=theme.title,
        note=theme.note,
        page=addresses.permanent(theme.id),
        sources=theme.sources,
        standards=handbook.links(theme.standards),
        strengths=_lines(handbook, theme.strengths),
        areas=_lines(handbook, theme.areas),
        undertaken=tuple(_deed(handbook, theme, one, agreed=False) for one in theme.undertaken),
        agreed=tuple(_deed(handbook, theme, one, agreed=True) for one in theme.agreed),
    )


def _deed(handbook: Handbook, theme: Theme, action: Action, *, agreed: bool) -> Deed:
    numbers = dict(_numbers(_lines(handbook, theme.areas)))
    same = Link(id=action.same_as, text=handbook.name(action.same_as), href=addresses.reading(action.same_as))
    return Deed(
        id=action.id,
        text=action.text,
        note=action.note,
        page=addresses.permanent(action.id),
        due=findings_figures.due(handbook, action.due),
        dated=action.due.precision != "none",
        owner=action.owner_role or handbook.word("statuses", ""),
        status=handbook.word("statuses", action.status),
        theme=Link(id=theme.id, text=theme.title, href=addresses.reading(theme.id)),
        areas=tuple(
            Link(id=one, text=f"area\N{NO-BREAK SPACE}{numbers.get(one, one)}", href=addresses.reading(one))
            for one in action.addresses
        ),
        same=same if action.same_as else None,
        agreed=agreed,
    )


def _numbers(lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    for line in lines:
        yield line.id, line.number
        yield from _numbers(line.parts)
