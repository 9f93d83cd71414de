"""Themes told as sections: strengths, areas for development, actions undertaken and agreed.

The one place where findings become a report, whether they were written by people, as those of 2012, or
folded from the records of a quarter. What is not given is said to be so (R146), and a figure keeps its
qualifier (R150). Knows no records.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from practice_audit import findings
from practice_audit.report.layout import Cell, Paragraph, Point, Points, Section, Table
from practice_audit.report.periods import in_words
from practice_audit.report.sections import followed
from practice_audit.report.sections.cells import column
from practice_audit.report.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practice_audit.findings import Action, Due, Findings, Measure, Statement, Theme
    from practice_audit.report.layout import Block


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """What the entries of one report are told with: its figures by id, and a table of its themes in figures.

    Without a table the entries of each theme are counted. Where actions are `followed`, each has an owner and a
    state, and those of a theme are told as a table. `elsewhere` says of a theme, by its id, where its actions are,
    if they are told with another.
    """

    measures: Mapping[str, Measure] = field(default_factory=dict)
    table: Table | None = None
    followed: bool = False
    elsewhere: Mapping[str, str] = field(default_factory=dict)


def around(report: Findings) -> Around:
    """What the themes of a report are told with that people wrote."""
    return Around(measures={one.id: one for one in report.measures})


def themes_section(report: Findings, about: Around) -> Section:
    """All themes of a report: their numbers, then each with its four lists."""
    once = findings.agreed_once(report.themes)
    agreed = findings.counts(*report.themes).agreed
    repeated = (Paragraph(text=say("actions.repeat", count=len(once))),) if len(once) != agreed else ()
    return Section(
        id="themes",
        title=say("section.themes"),
        blocks=(about.table or theme_table(report.themes), *repeated),
        sections=tuple(theme_section(theme, about) for theme in report.themes),
    )


def waiting_section(report: Findings, *more: Points) -> Section:
    """The actions of the themes that are still to be done, by date."""
    return Section(id="agreed", title=say("section.agreed"), blocks=(waiting_table(report), *more))


def theme_section(theme: Theme, about: Around) -> Section:
    """One theme with its four lists, each of them there even when it is empty (R145)."""
    rests = say("theme.rests", sources=", ".join(theme.sources)) if theme.sources else ""
    note = " ".join(filter(None, (theme.note, rests)))
    return Section(
        id=theme.id,
        title=theme.title,
        blocks=(
            *((Paragraph(text=note),) if note else ()),
            statements(theme.strengths, about, say("theme.strengths")),
            statements(theme.areas, about, say("theme.areas")),
            *_deeds(theme, about),
        ),
    )


def _deeds(theme: Theme, about: Around) -> tuple[Block, ...]:
    """What was undertaken and what was agreed: one table, or two lists."""
    if about.followed:
        return followed.actions(theme, about.elsewhere.get(theme.id, ""))
    return (
        actions(theme.undertaken, say("theme.undertaken"), agreed=False),
        actions(theme.agreed, say("theme.agreed"), agreed=True),
    )


def statements(several: Iterable[Statement], about: Around, title: str) -> Points:
    """A list of statements with their figures; parts of one stand inside it."""
    by_id = {one.id: one for one in several}
    parts = {child for one in by_id.values() for child in one.children}
    items = tuple(_statement(one, about, by_id) for one in by_id.values() if one.id not in parts)
    return Points(items=items, none=say("none"), title=title)


def _statement(one: Statement, about: Around, by_id: Mapping[str, Statement]) -> Point:
    figures = [about.measures[each] for each in one.measures if each in about.measures]
    measured = ". ".join(say("fact.figure", label=each.label, amount=amount(each)) for each in figures)
    return Point(
        text=f"{one.title}: {one.text}" if one.title else one.text,
        details=(
            *((f"{measured}.",) if measured else ()),
            *(say("fact.part", text=by_id[child].text) for child in one.children if child in by_id),
            *((one.note,) if one.note else ()),
        ),
        links=one.links,
    )


def actions(several: Iterable[Action], title: str, *, agreed: bool) -> Points:
    """A list of actions. An agreed one says who owns it and when it falls due, or that this is not given."""
    return Points(items=tuple(action(one, agreed=agreed) for one in several), none=say("none"), title=title)


def action(one: Action, *, agreed: bool) -> Point:
    """One action as a point."""
    details = []
    if agreed or one.owner_role:
        details.append(say("fact.owner", owner=one.owner_role or say("not_given")))
    if agreed or one.due.precision != "none":
        details.append(say("fact.due", due=due(one.due)))
    if one.status:
        details.append(say("fact.status", status=say(f"state.{one.status.replace('-', '_')}")))
    return Point(text=one.text, details=(*details, *((one.note,) if one.note else ())), links=one.addresses)


def due(when: Due) -> str:
    """When something falls due: the source's words, else the day, else what is left open."""
    if when.words:
        return when.words
    if when.date:
        day = dt.date.fromisoformat(when.date)
        return in_words(day)
    return say("ongoing" if when.precision == "ongoing" else "no_date")


def amount(measure: Measure) -> str:
    """How much it is, always with its qualifier, and of what."""
    if measure.value is None:
        stated = measure.words
    else:
        unit = "unit.months.1" if measure.unit == "months" and measure.value == 1 else f"unit.{measure.unit}"
        stated = say(unit, n=f"{measure.value:,}")
    said = say("amount.of", figure=stated, of=measure.of) if measure.of else stated
    return say(f"qualifier.{measure.qualifier}", figure=said)


def theme_table(themes: Iterable[Theme]) -> Table:
    """The numbers of each theme and of all together. A part of an area is not counted by itself."""
    themes = tuple(themes)
    columns = ("strengths", "areas", "undertaken", "agreed", "dated")

    def row(title: str, counts: findings.Counts) -> tuple[Cell, ...]:
        return (title, *(getattr(counts, name) for name in columns))

    return Table(
        id="themes",
        title=say("table.themes"),
        columns=(
            column("theme"),
            *(column(name, "count") for name in columns),
        ),
        rows=tuple(row(theme.title, findings.counts(theme)) for theme in themes),
        total=row(say("column.total"), findings.counts(*themes)),
    )


def waiting_table(report: Findings) -> Table:
    """What is still to be done, in the order of the dates."""
    waiting = [one for one in findings.by_date(report) if one.action.status not in findings.CLOSED]
    dates = {one.action.id: followed.day(one.action.due) for one in waiting}
    in_words_too = any(_said_more(one.action.due, dates[one.action.id]) for one in waiting)
    return Table(
        id="actions_by_date",
        title=say("table.by-date"),
        columns=(
            column("action"),
            column("theme"),
            replace(column("due", "date", means="due_date"), id="due_date"),
            *((column("due_words"),) if in_words_too else ()),
            replace(column("owner", means="owner_role"), id="owner_role"),
        ),
        rows=tuple(
            (
                one.action.text,
                one.theme.title,
                dates[one.action.id],
                *((due(one.action.due),) if in_words_too else ()),
                one.action.owner_role or say("not_given"),
            )
            for one in waiting
        ),
    )


def _said_more(when: Due, day: dt.date | None) -> bool:
    """Whether the words of a due date say more than its date."""
    return day is None or when.precision != "day" or due(when) != in_words(day)


def lacking(report: Findings) -> tuple[Points, Points]:
    """The agreed actions without a date, and those without an owner role (R146)."""
    return (
        actions(findings.without_date(report), say("actions.without_date"), agreed=True),
        actions(findings.without_owner(report), say("actions.without_owner"), agreed=True),
    )


def overdue(report: Findings, day: dt.date) -> Points:
    """The agreed actions that are overdue on a day (R147)."""
    title = say("actions.overdue", day=in_words(day))
    return actions(findings.overdue(report, day.isoformat()), title, agreed=True)


def measure_table(report: Findings) -> Table:
    """Every figure with its qualifier, what it shows and its source."""
    titles = {theme.id: theme.title for theme in report.themes}
    titles |= {part: say(f"belongs.{part}") for part in findings.MEASURED_PARTS}
    return Table(
        id="figures",
        title=say("section.figures"),
        columns=tuple(column(name) for name in ("label", "belongs", "amount", "polarity", "source")),
        rows=tuple(
            (one.label, titles.get(one.theme, one.theme), amount(one), say(f"polarity.{one.polarity}"), one.source)
            for one in report.measures
        ),
    )
