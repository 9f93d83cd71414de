"""The sections on time: quarter after quarter, each standard beside the period before, and where lines break."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.report.counting.comparing import apart, grades_parted_by, judged, parted_by
from practice_audit.report.counting.figures import Standard
from practice_audit.report.counting.tallies import together
from practice_audit.report.layout import Cell, Chart, Paragraph, Point, Points, Section, Table, Withheld
from practice_audit.report.periods import before, in_words, last_day, month_in_words, period
from practice_audit.report.sections.auditing import grade_columns, months_known
from practice_audit.report.sections.cells import INTERVAL, bars, changed, column, in_data, interval, share
from practice_audit.report.sections.themes import standard_name
from practice_audit.report.sections.upper_grades import over_time
from practice_audit.report.words import counted, say
from practice_audit.rules.days import quarter_of
from practice_audit.statistics.runs import run_chart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from practice_audit.report.counting.figures import Figures
    from practice_audit.report.counting.standing import Standing
    from practice_audit.report.counting.trend_lines import Break
    from practice_audit.report.layout import Block

QUARTERS: Final = 12
"""How many quarters stand in a table of quarters: three years."""
ENOUGH: Final = 10
"""The fewest points of a line that is drawn with its middle."""
FEW: Final = Withheld(words=say("withheld.few"))


def quarter_tables(
    figures: Figures, standing: Standing, quarters: Sequence[str], *, total: str = ""
) -> tuple[Table, Table]:
    """Audits with their grades, and all other work: one row for each quarter, and one named `total` for all together.

    Their ids are "quarters" and "quarters_work"; with a total they are "year" and "year_work".
    """
    spans = [(period(quarter).words, [quarter]) for quarter in quarters] + ([(total, list(quarters))] if total else [])
    name = "year" if total else "quarters"
    met = _met(figures, [some for _, some in spans])
    parted = say("trend.parted") if any(isinstance(each[-1], Withheld) and each[-1] != FEW for each in met) else ""
    again = _opened_again(standing, quarters) if total else ""
    so_far = _so_far(figures)
    counted_audits = [(title, *_audits(figures, some)) for title, some in spans]
    worked = [(title, *own, *_work(figures, standing, some)) for (title, some), own in zip(spans, met, strict=True)]
    audits = Table(
        id=name,
        title=say("table.quarters"),
        columns=(
            column("quarter"),
            column("audits", "count"),
            *grade_columns(figures),
            column("upper_share", "percent"),
            *INTERVAL,
        ),
        rows=tuple(counted_audits[: len(quarters)]),
        total=counted_audits[-1] if total else (),
        note=" ".join(filter(None, (so_far, _grades_changed(figures, quarters)))),
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
        rows=tuple(worked[: len(quarters)]),
        total=worked[-1] if total else (),
        note=" ".join(filter(None, (so_far, parted, again))),
    )
    return audits, work


def _audits(figures: Figures, quarters: Sequence[str]) -> tuple[Cell, ...]:
    whole = together(figures.folded.tally(quarter) for quarter in quarters)
    audits, grades = whole.total("audit"), figures.grade_counts(whole)
    upper, mixed = figures.upper(whole), grades_parted_by(figures, whole)
    counts = (audits, *(grades[grade.id] for grade in figures.grades))
    if mixed:
        return (*counts, Withheld(words=say("withheld.grades", edition=mixed)), None, None)
    return (*counts, share(upper, audits), *interval(upper, audits))


def _grades_changed(figures: Figures, quarters: Sequence[str]) -> str:
    """That an edition changed the grades between these quarters, or within one of them; "" where none did."""
    edition = grades_parted_by(figures, *(figures.folded.tally(quarter) for quarter in quarters))
    return say("trend.grades_parted", edition=edition) if edition else ""


def _met(figures: Figures, spans: Sequence[Sequence[str]]) -> list[tuple[Cell, ...]]:
    """How often standards were met in each span; a share only where they mean what they mean in the newest of them."""
    found = [judged(figures, together(figures.folded.tally(quarter) for quarter in some)) for some in spans]
    quarters = [one for one, some in zip(found, spans, strict=True) if one.standards and len(some) == 1]
    cells: list[tuple[Cell, ...]] = []
    for one in found:
        parted = parted_by(figures, one, quarters[-1]) if quarters else ""
        why = Withheld(words=say("withheld.standards", edition=parted))
        cells.append((*one.met(), why if parted else share(*one.met())))
    return cells


def _work(figures: Figures, standing: Standing, quarters: Sequence[str]) -> tuple[Cell, ...]:
    whole = together(figures.folded.tally(quarter) for quarter in quarters)
    done = sum(standing.number("done-in", quarter) for quarter in quarters)
    return (
        whole.total("moderation"),
        sum(whole.total("record", tool.id) for tool in figures.newest.tools if tool.readers),
        sum(standing.number("agreed-in", quarter) for quarter in quarters),
        standing.number("done") if tuple(quarters) == figures.quarters else done,
        whole.total("record"),
    )


def _opened_again(standing: Standing, quarters: Sequence[str]) -> str:
    """Why the quarters of a year have more actions done than the year, where they do."""
    number = sum(standing.number("done-in", quarter) for quarter in quarters) - standing.number("done")
    return counted("quarters.opened_again", number) if number else ""


def _so_far(figures: Figures) -> str:
    """That the last of the quarters is not over, where it is not."""
    last = period(figures.quarters[-1])
    return "" if last.last <= figures.day else say("quarters.so_far", quarter=last.words, day=in_words(figures.day))


def _quarter_chart(figures: Figures, table: Table) -> Chart:
    """The audits of each quarter as bars; the title says how many there were in the last one, and the change.

    Of a quarter that is not over no change is told.
    """
    numbers = [int(str(row[1])) for row in table.rows]
    more = numbers[-1] - numbers[-2]
    kind = "so_far" if _so_far(figures) else "same" if not more else "more" if more > 0 else "fewer"
    slots = {"n": numbers[-1], "quarter": table.rows[-1][0], "change": abs(more), "day": in_words(figures.day)}
    return bars(
        table.id,
        table,
        ("audits",),
        title=say(f"chart.quarters.{kind}", **slots),
        description=say("chart.quarters.text"),
    )


def trend(figures: Figures, standing: Standing) -> Section:
    """The quarters up to this one."""
    quarters = _quarters(figures)
    blocks: list[Block] = []
    audits, work = quarter_tables(figures, standing, quarters)
    if set(quarters) > set(figures.quarters):
        other = in_data(work) if figures.period.is_year else work  # the year tells its own quarters
        blocks.extend((_quarter_chart(figures, audits), *over_time(figures, audits, quarters), other))
    else:
        blocks.extend((Paragraph(text=say("trend.few")), in_data(audits), in_data(work)))
    blocks.extend(_months(figures))
    return Section(id="trend", title=say("section.trend"), blocks=tuple(blocks))


def _quarters(figures: Figures) -> list[str]:
    """Every quarter from the first with a record up to the last of the period that has begun; at most three years."""
    first = min(figures.folded.quarters, default="9999")
    found = [period(figures.quarters[-1])]
    while len(found) < QUARTERS and found[-1].id > first:
        found.append(before(found[-1]))
    return [one.id for one in reversed(found)]


def _months(figures: Figures) -> list[Block]:
    """The audits of each month as a run chart, where there are enough months: whole ones, from the first audit on.

    It begins after the last quarter whose audits were deleted since: of those the months are not known.
    """
    quarters = _quarters(figures)
    unknown = [place for place, quarter in enumerate(quarters) if not months_known(figures.folded.tally(quarter))]
    begins = max(unknown, default=-1) + 1
    known = quarters[begins:]
    gone = say("months.deleted", quarter=period(quarters[begins - 1]).words) if unknown else ""
    months = [month for quarter in known for month in period(quarter).months]
    counts = {
        month: figures.folded.tally(quarter_of(month)).total("month", month)
        for month in months
        if last_day(month).isoformat() <= figures.folded.as_at
    }
    begun = next((place for place, number in enumerate(counts.values()) if number), len(counts))
    counts = dict(list(counts.items())[begun:])
    table = Table(
        id="audits_by_month",
        title=say("table.months"),
        columns=(column("month"), column("audits", "count")),
        rows=tuple((month_in_words(month), number) for month, number in counts.items()),
        note=" ".join(filter(None, (gone, say("chart.run.note")))),
    )
    if len(counts) < ENOUGH:
        return [*([Paragraph(text=gone)] if gone and counts else []), in_data(table)]
    found = run_chart(tuple(counts.values()))
    places = tuple(sorted({place for signal in found.signals for place in signal.places}))
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
    compared = not apart(figures)
    return Table(
        id="standards_change",
        title=say("trend.standards"),
        columns=(
            column("standard"),
            column("met", "count"),
            column("judged", "count"),
            column("share", "percent", means="share_met"),
            *INTERVAL,
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
                *interval(one.met, one.judged),
                *_before(figures, one, then.get(one.line, Standard(line=one.line)), compared=compared),
                figures.lines.lines[one.line].id,
            )
            for one in judged
        ),
        note=say("trend.note"),
        where="data",
    )


def _before(figures: Figures, now: Standard, earlier: Standard, *, compared: bool) -> tuple[Cell, ...]:
    """What the period before says of a standard, or why nothing of it can be compared; a change where one may be."""
    began = figures.lines.lines[now.line].began
    if not earlier.judged and began is not None:
        why = Withheld(words=say(f"break.short.{began.word}", edition=began.edition))
        return (why, why, why, say("change.not_compared"))
    told = compared or not earlier.judged
    change = changed((now.met, now.judged), (earlier.met, earlier.judged)) if told else say("change.not_compared")
    return (earlier.met, earlier.judged, share(earlier.met, earlier.judged), change)


def editions(figures: Figures) -> Section:
    """Where lines break between editions, of the standards and grades of these periods, and why (in words)."""
    seen = {*figures.standards, *figures.standards_of(figures.earlier), *_graded(figures)}
    items = [
        Point(text=standard_name(figures, line), details=tuple(_told(one)), links=(figures.lines.lines[line].id,))
        for line, one in _breaks(figures, seen)
    ]
    return Section(
        id="editions",
        title=say("section.editions"),
        blocks=(Paragraph(text=say("editions.note")), Points(items=tuple(items), none=say("editions.none"))),
    )


def _graded(figures: Figures) -> Iterator[str]:
    """The lines of all grades of the editions by which the audits of these periods were graded."""
    used = {key[0] for tally in (figures.now, figures.earlier) for key in tally.under("grade")}
    for catalogue in figures.catalogues:
        if catalogue.edition.id in used:
            yield from (figures.lines.of[catalogue.edition.id, grade.id] for grade in catalogue.of_kind("grade"))


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
