"""The sections on audits themselves: the main figures, grades, where they were, and standards met or not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from practice_audit.report.cells import bars, changed, column, share, shares
from practice_audit.report.figures import ordered
from practice_audit.report.layout import Cell, Column, Paragraph, Section, Table
from practice_audit.report.periods import in_words, month_in_words, period
from practice_audit.report.themes import LEAST, standard_name
from practice_audit.report.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from practice_audit.report.figures import Figures, Standard
    from practice_audit.report.layout import Block
    from practice_audit.report.standing import Standing
    from practice_audit.report.tallies import Tally

SHOWN: Final = 10
"""How many standards stand in the lists of the most and the least met."""
_WHERE: Final = (("service", "service"), ("area", "area"), ("plan", "plan-kind"), ("age", "age-band"))


def headline(figures: Figures, standing: Standing, planned: int | None) -> Section:
    """The main figures, beside those of the period before where both were counted alike."""
    now, before = figures.now, figures.earlier
    audits, audits_before = now.total("audit"), before.total("audit")
    heard, heard_before = _heard(now), _heard(before)
    met, met_before = _met(figures, now), _met(figures, before)
    quarters = figures.period.quarters
    rows: list[tuple[Cell, ...]] = [
        _row("audits", audits, None, audits_before, None),
        *([_row("planned", planned, None, None, None)] if planned is not None else []),
        _row("upper", figures.upper(now), audits, figures.upper(before), audits_before),
        (*_row("met", *met, *met_before)[:-1], None),  # answers of one audit hang together: no test of a change fits
        _row("moderations", now.total("moderation"), None, before.total("moderation"), None),
        _row("children", *heard, *heard_before),
        _row(
            "agreed",
            sum(standing.number("agreed-in", each) for each in quarters),
            None,
            sum(standing.number("agreed-in", each) for each in figures.earlier_quarters),
            None,
        ),
        _row("overdue", standing.number("overdue"), None, standing.number("overdue-before"), None),
        _row(
            "done",
            sum(standing.number("done-in", each) for each in quarters),
            None,
            sum(standing.number("done-in", each) for each in figures.earlier_quarters),
            None,
        ),
        _row("records", now.total("record"), None, before.total("record"), None),
    ]
    table = Table(
        id="headline",
        title=say("section.headline"),
        columns=(
            column("figure"),
            column("now", "count"),
            column("of", "count"),
            column("share", "percent"),
            column("before", "count"),
            column("before_of", "count"),
            column("change"),
        ),
        rows=tuple(rows),
        note=say("few"),
    )
    day = dt.date.fromisoformat(figures.folded.as_at)
    blocks: list[Block] = [table]
    if day != figures.period.last:
        blocks.insert(0, Paragraph(text=say("headline.early", day=in_words(day)), warning=True))
    first = min(figures.folded.quarters, default="")
    if first > figures.earlier_quarters[0] and figures.earlier_quarters[-1] >= first:
        blocks.append(Paragraph(text=say("headline.begin", quarter=period(first).words)))
    return Section(id="headline", title=say("section.headline"), blocks=tuple(blocks))


def _row(name: str, now: int | None, of: int | None, before: int | None, before_of: int | None) -> tuple[Cell, ...]:
    shares_too = of is not None and now is not None
    said = changed((now or 0, of or 0), (before or 0, before_of or 0)) if of and before_of else ""
    if shares_too and not said:
        said = say("change.too_few" if of and before_of else "change.nothing")
    return (
        say(f"headline.{name}"),
        now,
        of,
        share(now, of) if now is not None and of is not None else None,
        before,
        before_of,
        said or None,
    )


def _heard(tally: Tally) -> tuple[int, int]:
    """The audits in which the child was heard or observed, of those that say whether it was."""
    return tally.total("child-in-audit", "heard"), tally.total("child-in-audit")


def _met(figures: Figures, tally: Tally) -> tuple[int, int]:
    found = figures.standards_of(tally).values()
    return sum(one.met for one in found), sum(one.judged for one in found)


def audits(figures: Figures, planned: int | None) -> Section:
    """Audits against the plan, by grade, and where they were."""
    now = figures.now
    done = now.total("audit")
    blocks: list[Block] = []
    if planned is None:
        blocks.append(Paragraph(text=say("audits.no_plan")))
    else:
        kept = "audits.as_planned" if done == planned else "audits.fewer" if done < planned else "audits.more"
        blocks.append(Paragraph(text=say(kept, planned=planned, done=done, n=abs(planned - done))))
    blocks.extend(
        Paragraph(text=say("audits.empty_quarter", quarter=quarter), warning=True)
        for quarter in figures.period.quarters
        if not figures.folded.tally(quarter).total("audit")
    )
    blocks.extend(_grades(figures) if done else [Paragraph(text=say("audits.none"))])
    if done:
        each = list(_each_table(figures))
        blocks += [_in_one(each), *(replace(table, where="told") for table in each), _grades_by_area(figures)]
    return Section(id="audits", title=say("section.audits"), blocks=tuple(blocks))


def _each_table(figures: Figures) -> Iterator[Table]:
    """The audits by service, by area, by kind of plan, by age and, in a quarter, by month: a table each."""
    for name, part in _WHERE:
        counts = figures.now.by_last(name)
        if counts:
            labels = figures.labels(part)
            rows = [(labels.get(value, value), number) for value, number in ordered(counts, labels)]
            yield shares(name, say(f"table.{name}"), column(name), rows, column("audits", "count"))
    if not figures.period.is_year:
        months = [(month_in_words(month), figures.now.total("month", month)) for month in figures.period.months]
        yield shares("months", say("table.months"), column("month"), months, column("audits", "count"))


def _in_one(each: Sequence[Table]) -> Table:
    """These tables beneath one another, for pages."""
    rows = [(table.columns[0].title, *row) for table in each for row in table.rows]
    return Table(
        id="audits_by",
        title=say("table.audits_by"),
        columns=(column("by"), column("which_one"), column("audits", "count"), column("share", "percent")),
        rows=tuple(rows),
        where="pages",
    )


def _grades(figures: Figures) -> list[Block]:
    counts = figures.grade_counts(figures.now)
    rows = [(grade.title, counts[grade.id]) for grade in figures.grades]
    if counts[""]:
        rows.append((say("not_given"), counts[""]))
    table = shares("grades", say("table.grades"), column("grade"), rows, column("audits", "count"))
    most = max(number for _, number in rows)
    names = " and ".join(name for name, number in rows if number == most)
    title = say("chart.grades", grade=names, n=most, of=sum(number for _, number in rows))
    return [bars("grades", table, ("audits",), title=title, description=say("chart.grades.text"))]


def _grades_by_area(figures: Figures) -> Table:
    """Each area with the grades of its audits, the best first."""
    rows = []
    for area, label in figures.areas(figures.now, "grade-by-area"):
        counts = figures.grades_in(figures.now, area)
        audits = counts.total()
        upper = sum(counts[grade.id] for grade in figures.grades if grade.details.get("actions") != "required")
        numbers = (counts[grade.id] for grade in figures.grades)
        rows.append((label or say("not_given"), *numbers, audits, share(upper, audits)))
    return Table(
        id="grades_by_area",
        title=say("table.grades_by_area"),
        columns=(
            column("area"),
            *grade_columns(figures),
            column("audits", "count"),
            column("upper_share", "percent"),
        ),
        rows=tuple(rows),
    )


def grade_columns(figures: Figures) -> tuple[Column, ...]:
    """A column of counts for each grade, the best first."""
    return tuple(
        Column(id=grade.id.rpartition(".")[2].replace("-", "_"), title=grade.title, kind="count")
        for grade in figures.grades
    )


def standards(figures: Figures) -> Section:
    """The standards most and least often met (R143)."""
    enough = [one for one in figures.standards.values() if one.judged >= LEAST and figures.is_expected(one.line)]
    most = sorted((one for one in enough if one.met), key=lambda one: -one.surely_met)[:SHOWN]
    least = sorted((one for one in enough if one.met < one.judged), key=lambda one: -one.surely_not)[:SHOWN]
    return Section(
        id="standards",
        title=say("section.standards"),
        blocks=(
            Paragraph(text=say("standards.note", least=LEAST)),
            _standards(figures, "most_met", most),
            _standards(figures, "least_met", least),
        ),
    )


def every_standard(figures: Figures) -> Table:
    """Every standard that was judged, with how often it was not applicable, and its id."""
    judged = [one for one in figures.standards.values() if one.judged or one.na]
    table = _standards(figures, "standards", judged)
    more = tuple((one.na, figures.lines.lines[one.line].id) for one in judged)
    return Table(
        id=table.id,
        title=table.title,
        columns=(*table.columns, column("na", "count"), column("id")),
        rows=tuple((*row, *others) for row, others in zip(table.rows, more, strict=True)),
        where="data",
    )


def _standards(figures: Figures, identity: str, some: Iterable[Standard]) -> Table:
    return Table(
        id=identity,
        title=say(f"table.{identity}"),
        columns=(
            column("standard"),
            *(column(name, "count") for name in ("met", "partly", "not_met", "judged")),
            column("share", "percent"),
        ),
        rows=tuple(
            (
                standard_name(figures, one.line),
                one.met,
                one.partly,
                one.not_met,
                one.judged,
                share(one.met, one.judged),
            )
            for one in some
        ),
    )
