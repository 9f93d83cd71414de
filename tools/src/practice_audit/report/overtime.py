"""The sections on time: quarter after quarter, each standard beside the period before, and where lines break."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.report.auditing import quarter_chart
from practice_audit.report.cells import changed, column, share
from practice_audit.report.figures import Standard
from practice_audit.report.layout import Cell, Chart, Column, Paragraph, Point, Points, Section, Table, Withheld
from practice_audit.report.periods import month_in_words
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


def quarter_table(figures: Figures, standing: Standing, quarters: Sequence[str], *, total: str = "") -> Table:
    """One row for each quarter, and one for all together under the name in `total`, where there is one."""
    tallies = [figures.folded.tally(quarter) for quarter in quarters]
    forms = [tool.id for tool in figures.newest.tools if tool.readers]

    def row(name: str, some: Sequence[int]) -> tuple[Cell, ...]:
        whole = together(tallies[each] for each in some)
        audits = whole.total("audit")
        found = figures.standards_of(whole).values()
        met, judged = sum(one.met for one in found), sum(one.judged for one in found)
        grades = figures.grade_counts(whole)
        return (
            name,
            audits,
            *(grades[grade.id] for grade in figures.grades),
            share(figures.upper(whole), audits),
            met,
            judged,
            share(met, judged),
            whole.total("moderation"),
            sum(whole.total("record", form) for form in forms),
            sum(standing.number("agreed-in", quarters[each]) for each in some),
            sum(standing.number("done-in", quarters[each]) for each in some),
            whole.total("record"),
        )

    return Table(
        id="year" if total else "quarters",
        title=say("table.quarters"),
        columns=(
            column("quarter"),
            column("audits", "count"),
            *(
                Column(id=grade.id.rpartition(".")[2].replace("-", "_"), title=grade.title, kind="count")
                for grade in figures.grades
            ),
            column("upper_share", "percent"),
            column("met", "count"),
            column("judged", "count"),
            column("met_share", "percent"),
            column("moderations", "count"),
            column("feedback", "count"),
            column("agreed", "count"),
            column("done", "count"),
            column("records", "count"),
        ),
        rows=(
            *(row(quarter, [place]) for place, quarter in enumerate(quarters)),
            *([row(total, range(len(quarters)))] if total else []),
        ),
    )


def trend(figures: Figures, standing: Standing) -> Section:
    """The quarters up to this one."""
    quarters = _quarters(figures)
    blocks: list[Block] = []
    if len(quarters) > 1:
        table = quarter_table(figures, standing, quarters)
        blocks.append(quarter_chart(table))
    else:
        blocks.append(Paragraph(text=say("trend.few")))
    blocks.extend(_months(figures))
    return Section(id="trend", title=say("section.trend"), blocks=tuple(blocks))


def _quarters(figures: Figures) -> list[str]:
    """Every quarter from the first with a record up to the last of the period, at most three years of them."""
    last = figures.period.quarters[-1]
    known = sorted(quarter for quarter in figures.folded.quarters if quarter <= last)
    year, place = (int(known[0][:4]), int(known[0][-1])) if known else (int(last[:4]), int(last[-1]))
    found = []
    while (name := f"{year}-Q{place}") <= last:
        found.append(name)
        year, place = (year, place + 1) if place < 4 else (year + 1, 1)  # noqa: PLR2004 - the quarters of a year
    return found[-QUARTERS:]


def _months(figures: Figures) -> list[Block]:
    """The audits of each month as a run chart, where there are enough months."""
    counts: dict[str, int] = {}
    for quarter in _quarters(figures):
        first = int(quarter[-1]) * 3 - 2
        for month in range(first, first + 3):
            name = f"{quarter[:4]}-{month:02d}"
            if f"{name}-01" <= figures.folded.as_at:
                counts[name] = figures.folded.tally(quarter).total("month", name)
    if len(counts) < ENOUGH or not any(counts.values()):
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
            description=say("chart.months.text"),
            table=table,
            label="month",
            series=("audits",),
            centre=found.centre,
            signals=places,
        )
    ]


def beside(figures: Figures) -> Table:
    """Each standard that was judged in this period, beside the one before where its meaning is the same."""
    before = figures.standards_of(figures.earlier)
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
                *_before(figures, one, before.get(one.line, Standard(line=one.line))),
                figures.lines.lines[one.line].id,
            )
            for one in judged
        ),
        note=say("trend.note"),
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
