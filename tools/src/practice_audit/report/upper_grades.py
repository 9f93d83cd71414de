"""The two upper grades over many quarters, as a chart with limits: which quarter stands out.

Only where there are enough quarters, and where the grades mean the same in all of them. Mean and limits come from
the first quarters and stay as they are: limits that move with each new quarter would hide what changes slowly.
Knows no records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.report.layout import Chart, Paragraph
from practice_audit.report.periods import before, period
from practice_audit.report.words import counted, say
from practice_audit.statistics.proportions import percentage
from practice_audit.statistics.runs import ENOUGH_FOR_LIMITS, xmr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practice_audit.report.figures import Figures
    from practice_audit.report.layout import Block, Table


def upper_grades(figures: Figures, table: Table, shown: Sequence[str]) -> tuple[Block, ...]:
    """The chart over the quarters that are `shown` as the rows of the table, and how to read it; nothing with too few.

    Earlier quarters count for mean and limits, and for what stands out.
    """
    quarters = _up_to(figures, shown[-1])
    if len(quarters) < ENOUGH_FOR_LIMITS or not _grades_go_on(figures):
        return ()
    shares = [_share(figures, quarter) for quarter in quarters]
    known = [quarter for quarter, share in zip(quarters, shares, strict=True) if share is not None]
    if len(known) < ENOUGH_FOR_LIMITS:
        return ()
    found = xmr(shares, fixed_after=ENOUGH_FOR_LIMITS)
    out = {quarters[place] for place in found.places}
    places = tuple(place for place, quarter in enumerate(shown) if quarter in out)
    chart = Chart(
        id="upper_grades",
        kind="limits",
        title=counted("chart.limits", len(places)),
        description=say("chart.limits.text"),
        table=table,
        label="quarter",
        series=("upper_share",),
        centre=found.mean,
        lower=found.lower,
        upper=found.upper,
        signals=places,
    )
    base = {"first": period(known[0]).words, "last": period(known[ENOUGH_FOR_LIMITS - 1]).words}
    return (chart, Paragraph(text=say("chart.limits.note", n=ENOUGH_FOR_LIMITS, **base)))


def _up_to(figures: Figures, last: str) -> list[str]:
    """Every quarter from the first with a record up to this one."""
    first = min(figures.folded.quarters, default="9999")
    found = [period(last)]
    while found[-1].id > first:
        found.append(before(found[-1]))
    return [one.id for one in reversed(found)]


def _share(figures: Figures, quarter: str) -> float | None:
    """The share of audits with one of the two upper grades; None with too few audits, or before the quarter is over."""
    if period(quarter).last.isoformat() > figures.folded.as_at:
        return None
    tally = figures.folded.tally(quarter)
    return percentage(figures.upper(tally), tally.total("audit"))


def _grades_go_on(figures: Figures) -> bool:
    """Whether each grade means in the newest edition what it meant in the first."""
    lines = (figures.lines.line(figures.newest.edition.id, grade.id) for grade in figures.grades)
    return all(line is not None and line.began is None for line in lines)
