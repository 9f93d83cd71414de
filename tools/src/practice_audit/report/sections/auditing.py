"""The sections on audits themselves: grades, where they were, and standards met or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from practice_audit.report.counting.comparing import grades_parted_by
from practice_audit.report.counting.figures import EARLIER, ordered
from practice_audit.report.counting.standing import NO_THEME
from practice_audit.report.layout import Chart, Column, Paragraph, Points, Section, Table, Withheld
from practice_audit.report.periods import in_words, month_in_words, period
from practice_audit.report.sections.cells import (
    INTERVAL,
    bars,
    chosen,
    column,
    counting,
    in_data,
    interval,
    or_else,
    share,
    shares,
)
from practice_audit.report.sections.themes import LEAST, standard_name, theme_of
from practice_audit.report.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from practice_audit.report.counting.figures import Figures, Standard
    from practice_audit.report.counting.tallies import Tally
    from practice_audit.report.layout import Block, Cell

SHOWN: Final = 10
"""How many standards stand in the lists of the most and the least met."""
OF_A_THEME: Final = 3
"""How many of the least met standards of each theme are listed."""
_WHERE: Final = (("service", "service"), ("area", "area"), ("plan", "plan-kind"), ("age", "age-band"))


def audits(figures: Figures, planned: int | None) -> Section:
    """Audits against the plan, by grade, and where they were."""
    now = figures.now
    done = now.total("audit")
    blocks: list[Block] = []
    if planned is None:
        blocks.append(Paragraph(text=say("audits.no_plan")))
    else:
        kept = "as_planned" if done == planned else "more" if done > planned else _fewer(figures)
        day = in_words(figures.day)
        blocks.append(Paragraph(text=say(f"audits.{kept}", planned=planned, done=done, n=abs(planned - done), day=day)))
    blocks.extend(
        _without_audit(figures, quarter)
        for quarter in figures.quarters
        if not figures.folded.tally(quarter).total("audit")
    )
    grades, each, by_area = _grades(figures), list(_each_table(figures)), _grades_by_area(figures)
    blocks += [_grade_chart(grades), _in_one(each)] if done else [Paragraph(text=say("audits.none")), in_data(grades)]
    blocks += [*map(in_data, each), *or_else(by_area)]
    return Section(id="audits", title=say("section.audits"), blocks=tuple(blocks))


def _fewer(figures: Figures) -> str:
    """How fewer audits than planned are told: before the end of the period none is missing yet."""
    return "fewer" if figures.is_over else "so_far"


def _without_audit(figures: Figures, quarter: str) -> Paragraph:
    """That a quarter has no audit, or that it has none yet."""
    one = period(quarter)
    if one.last <= figures.day:
        return Paragraph(text=say("audits.empty_quarter", quarter=one.words), warning=True)
    return Paragraph(text=say("audits.empty_so_far", quarter=one.words, day=in_words(figures.day)), warning=True)


def _each_table(figures: Figures) -> Iterator[Table]:
    """The audits by service, by area, by kind of plan, by age and, in a quarter, by month: a table each."""
    for name, part in _WHERE:
        counts, labels = figures.now.by_last(name), figures.labels(part)
        rows = [(labels.get(value, value), number) for value, number in ordered(counts, labels)]
        yield shares(name, say(f"table.{name}"), column(name), rows, column("audits", "count"))
    if not figures.period.is_year:
        begun = [month for month in figures.period.months if month <= figures.folded.as_at[:7]]
        known = begun if months_known(figures.now) else ()
        months = [(month_in_words(month), figures.now.total("month", month)) for month in known]
        yield shares("months", say("table.months"), column("month"), months, column("audits", "count"))


def months_known(tally: Tally) -> bool:
    """Whether the month of every audit is known: of one that was deleted when its time was over it is not."""
    return tally.total("month") == tally.total("audit")


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


def _grades(figures: Figures) -> Table:
    counts = figures.grade_counts(figures.now)
    rows = [(grade.title, counts[grade.id]) for grade in figures.grades]
    rows += [
        (say(said), counts[name]) for name, said in ((EARLIER, "grade.earlier"), ("", "not_given")) if counts[name]
    ]
    table = chosen(shares("grades", say("table.grades"), column("grade"), rows, column("audits", "count")))
    return _of_one_meaning(figures, table)


def _of_one_meaning(figures: Figures, table: Table) -> Table:
    """The table of grades; without its shares, and with the reason, where these grades mean different things."""
    edition = grades_parted_by(figures, figures.now)
    if not edition:
        return table
    why = Withheld(words=say("withheld.grades", edition=edition))
    for_share = {"share": why, "upper_share": why, "low": None, "high": None}
    names = [each.id for each in table.columns]
    rows = tuple(tuple(for_share.get(name, cell) for name, cell in zip(names, row, strict=True)) for row in table.rows)
    return replace(table, rows=rows, note=say("grades.parted", edition=edition))


def _grade_chart(table: Table) -> Chart:
    rows = [(str(row[0]), int(str(row[1]))) for row in table.rows]
    most = max(number for _, number in rows)
    names = " and ".join(name for name, number in rows if number == most)
    title = say("chart.grades", grade=names, n=most, of=sum(number for _, number in rows))
    return bars("grades", table, ("audits",), title=title, description=say("chart.grades.text"))


def _grades_by_area(figures: Figures) -> Table:
    """Each area with the grades of its audits, the best first."""
    rows = []
    for area, label in figures.areas(figures.now, "grade-by-area"):
        counts = figures.grades_in(figures.now, area)
        audits, upper = counts.total(), figures.upper_in(figures.now, area)
        numbers = (counts[grade.id] for grade in figures.grades)
        rows.append((label or say("not_given"), *numbers, audits, share(upper, audits), *interval(upper, audits)))
    table = Table(
        id="grades_by_area",
        title=say("table.grades_by_area"),
        columns=(
            column("area"),
            *grade_columns(figures),
            column("audits", "count"),
            column("upper_share", "percent"),
            *INTERVAL,
        ),
        rows=tuple(rows),
    )
    return _of_one_meaning(figures, table)


def grade_columns(figures: Figures) -> tuple[Column, ...]:
    """A column of counts for each grade, the best first."""
    return tuple(
        counting(grade.id.rpartition(".")[2].replace("-", "_"), grade.title, "of_grade") for grade in figures.grades
    )


def standards(figures: Figures) -> Section:
    """The standards most and least often met (R143), the least met of each theme, too."""
    enough = [one for one in figures.standards.values() if one.judged >= LEAST and figures.is_expected(one.line)]
    most = sorted((one for one in enough if one.met), key=lambda one: -one.surely_met)[:SHOWN]
    least = sorted((one for one in enough if one.met < one.judged), key=lambda one: -one.surely_not)
    return Section(
        id="standards",
        title=say("section.standards"),
        blocks=(
            Paragraph(text=say("standards.note", least=LEAST)),
            *_listed(figures, "most_met", most),
            *_listed(figures, "least_met", least[:SHOWN]),
            *or_else(_least_by_theme(figures, least)),
        ),
    )


def _least_by_theme(figures: Figures, least: list[Standard]) -> Table:
    """The first of these standards in each theme, in the order of the themes."""
    themes = (*((item.id, item.title) for item in figures.themes()), (NO_THEME, say("theme.other")))
    found = ((title, [one for one in least if theme_of(figures, one) == theme]) for theme, title in themes)
    return Table(
        id="least_met_by_theme",
        title=say("table.least_met_by_theme"),
        columns=(column("theme"), *_columns()),
        rows=tuple((title, *_row(figures, one)) for title, own in found for one in own[:OF_A_THEME]),
        note=say("standards.by_theme", n=OF_A_THEME, least=LEAST),
    )


def _listed(figures: Figures, identity: str, some: list[Standard]) -> tuple[Block, ...]:
    """These standards as a table, or that there are none."""
    none = Points(items=(), none=say("none"), title=say(f"table.{identity}"))
    return or_else(_standards(figures, identity, some), none)


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
        columns=_columns(),
        rows=tuple(_row(figures, one) for one in some),
    )


def _columns() -> tuple[Column, ...]:
    counts = (column(name, "count") for name in ("met", "partly", "not_met", "judged"))
    return column("standard"), *counts, column("share", "percent", means="share_met"), *INTERVAL


def _row(figures: Figures, one: Standard) -> tuple[Cell, ...]:
    name = standard_name(figures, one.line)
    own = share(one.met, one.judged)
    return name, one.met, one.partly, one.not_met, one.judged, own, *interval(one.met, one.judged)
