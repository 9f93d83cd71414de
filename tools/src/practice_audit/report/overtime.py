"""The sections on time: quarter after quarter, each standard beside the period before, and where lines break."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from practice_audit.report.auditing import grade_columns
from practice_audit.report.cells import bars, changed, column, share
from practice_audit.report.figures import Standard
from practice_audit.report.layout import Cell, Chart, Paragraph, Point, Points, Section, Table, Withheld
from practice_audit.report.periods import before, last_day, month_in_words, period, quarter_of
from practice_audit.report.tallies import together
from practice_audit.report.themes import standard_name
from practice_audit.report.words import say
from practice_audit.statistics.runs import run_chart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practice_audit.report.figures import Figures
    from practice_audit.report.layout import Block
    from practice_audit.report.lines import Break
    from practice_audit.report.standing import Standing

QUARTERS: Final = 12
"""How many quarters stand in a table of quarters: three years."""
ENOUGH: Final = 10
"""The fewest points of a line that is drawn with its middle."""


def quarter_tables(
    figures: Figures, standing: Standing, quarters: Sequence[str], *, total: str = ""
) -> tuple[Table, Table]:
    """Audits with their grades, and all other work: one row for each quarter, and one named `total` for all together.

    Their ids are "quarters" and "quarters_work"; with a total they are "year" and "year_work".
    """
    spans = [(period(quarter).words, [quarter]) for quarter in quarters] + ([(total, list(quarters))] if total else [])
    name = "year" if total else "quarters"
    audits = Table(
        id=name,
        title=say("table.quarters"),
        columns=(
            column("quarter"),
            column("audits", "count"),
            *grade_columns(figures),
            column("upper_share", "percent"),
        ),
        rows=tuple((title, *_audits(figures, some)) for title, some in spans),
    )
    work = Table(
        id=f"{name}_work",
        title=say("table.quarters_work"),
        columns=(
            column("quarter"),
            column("met", "count"),
            column("judged", "count"),
            column("met_share", "percent"),
            *(column(each, "count") for each in ("moderations", "feedback", "agreed", "done", "records")),
        ),
        rows=tuple((title, *_work(figures, standing, some)) for title, some in spans),
    )
    return audits, work


def _audits(figures: Figures, quarters: Sequence[str]) -> tuple[Cell, ...]:
    whole = together(figures.folded.tally(quarter) for quarter in quarters)
    audits, grades = whole.total("audit"), figures.grade_counts(whole)
    return (audits, *(grades[grade.id] for grade in figures.grades), share(figures.upper(whole), audits))


def _work(figures: Figures, standing: Standing, quarters: Sequence[str]) -> tuple[Cell, ...]:
    whole = together(figures.folded.tally(quarter) for quarter in quarters)
    found = figures.standards_of(whole).values()
    met, judged = sum(one.met for one in found), sum(one.judged for one in found)
    return (
        met,
        judged,
        share(met, judged),
        whole.total("moderation"),
        sum(whole.total("record", tool.id) for tool in figures.newest.tools if tool.readers),
        sum(standing.number("agreed-in", quarter) for quarter in quarters),
        sum(standing.number("done-in", quarter) for quarter in quarters),
        whole.total("record"),
    )


def _quarter_chart(table: Table) -> Chart:
    """The audits of each quarter as bars; the title says how many there were in the last one, and the change."""
    numbers = [int(str(row[1])) for row in table.rows]
    more = numbers[-1] - numbers[-2]
    kind = "same" if not more else "more" if more > 0 else "fewer"
    return bars(
        table.id,
        table,
        ("audits",),
        title=say(f"chart.quarters.{kind}", n=numbers[-1], quarter=table.rows[-1][0], change=abs(more)),
        description=say("chart.quarters.text"),
    )


def trend(figures: Figures, standing: Standing) -> Section:
    """The quarters up to this one."""
    quarters = _quarters(figures)
    blocks: list[Block] = []
    if set(quarters) > set(figures.period.quarters):
        audits, work = quarter_tables(figures, standing, quarters)
        other = replace(work, where="told") if figures.period.is_year else work  # the year tells its own quarters
        blocks.extend((_quarter_chart(audits), other))
    else:
        blocks.append(Paragraph(text=say("trend.few")))
    blocks.extend(_months(figures))
    return Section(id="trend", title=say("section.trend"), blocks=tuple(blocks))


def _quarters(figures: Figures) -> list[str]:
    """Every quarter from the first with a record up to the last of the period, at most three years of them."""
    first = min(figures.folded.quarters, default="9999")
    found = [period(figures.period.quarters[-1])]
    while len(found) < QUARTERS and found[-1].id > first:
        found.append(before(found[-1]))
    return [one.id for one in reversed(found)]


def _months(figures: Figures) -> list[Block]:
    """The audits of each month as a run chart, where there are enough months: whole ones, from the first audit on."""
    months = [month for quarter in _quarters(figures) for month in period(quarter).months]
    counts = {
        month: figures.folded.tally(quarter_of(month)).total("month", month)
        for month in months
        if last_day(month).isoformat() <= figures.folded.as_at
    }
    begun = next((place for place, number in enumerate(counts.values()) if number), len(counts))
    counts = dict(list(counts.items())[begun:])
    if len(counts) < ENOUGH:
        return []
    found = run_chart(tuple(counts.values()))
    places = tuple(sorted({place for signal in found.signals for place in signal.places}))
    table = Table(
        id="audits_by_month",
        title=say("table.months"),
        columns=(column("month"), column("audits", "count")),
        rows=tuple((month_in_words(month), number) for month, number in counts.items()),
        note=say("chart.run.note"),
    )
    return [
        Chart(
            id="audits_by_month",
            kind="run",
            title=say("chart.months", centre=f"{found.centre:g}"),
            description=say("chart.months.text" if places else "chart.months.calm"),
            table=table,
            label="month",
            series=("audits",),
            centre=found.centre,
            signals=places,
        )
    ]


def beside(figures: Figures) -> Table:
    """Each standard that was judged in this period, beside the one before where its meaning is the same."""
    then = figures.standards_of(figures.earlier)
    judged = [one for one in figures.standards.values() if one.judged]
    return Table(
        id="standards_change",
        title=say("trend.standards"),
        columns=(
            column("standard"),
            column("met", "count"),
            column("judged", "count"),
            column("share", "percent"),
            column("met_before", "count"),
            column("judged_before", "count"),
            column("share_before", "percent"),
            column("change"),
            column("id"),
        ),
        rows=tuple(
            (
                standard_name(figures, one.line),
                one.met,
                one.judged,
                share(one.met, one.judged),
                *_before(figures, one, then.get(one.line, Standard(line=one.line))),
                figures.lines.lines[one.line].id,
            )
            for one in judged
        ),
        note=say("trend.note"),
        where="data",
    )


def _before(figures: Figures, now: Standard, earlier: Standard) -> tuple[Cell, ...]:
    """What the period before says of a standard, or why nothing of it can be compared."""
    began = figures.lines.lines[now.line].began
    if not earlier.judged and began is not None:
        why = Withheld(words=say(f"break.short.{began.word}", edition=began.edition))
        return (why, why, why, say("change.not_compared"))
    change = changed((now.met, now.judged), (earlier.met, earlier.judged))
    return (earlier.met, earlier.judged, share(earlier.met, earlier.judged), change)


def editions(figures: Figures) -> Section:
    """Where lines break between editions, of the standards that these periods judge, and why (in words)."""
    seen = {*figures.standards, *figures.standards_of(figures.earlier)}
    items = [
        Point(text=standard_name(figures, line), details=tuple(_told(one)), links=(figures.lines.lines[line].id,))
        for line, one in _breaks(figures, seen)
    ]
    return Section(
        id="editions",
        title=say("section.editions"),
        blocks=(Paragraph(text=say("editions.note")), Points(items=tuple(items), none=say("editions.none"))),
    )


def _breaks(figures: Figures, seen: Iterable[str]) -> Iterable[tuple[str, Break]]:
    """Where these lines begin or end; a raised or lowered standard is told of once."""
    gone_on = {figures.lines.lines[line].before for line in seen}
    for line in sorted(seen, key=int):
        one = figures.lines.lines[line]
        if one.began is not None:
            yield line, one.began
        if one.ended is not None and line not in gone_on:
            yield line, one.ended


def _told(one: Break) -> Iterable[str]:
    yield say(f"break.{one.word}", edition=one.edition)
    if one.reason:
        yield say("break.reason", reason=one.reason)
    if one.successors:
        yield say("break.successors", successors=", ".join(one.successors))
