"""The two upper grades over many quarters, as a chart: how they moved, and which quarter stands out.

With few quarters it is a line alone; with more it has its middle value; with enough of them mean and limits, which
come from the first quarters and stay as they are: limits that move with each new quarter would hide what changes
slowly. Where an edition changed what the grades mean, the line breaks, and all this begins anew. Knows no records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practice_audit.report.counting.comparing import grades_parted_by
from practice_audit.report.layout import Chart, Paragraph
from practice_audit.report.periods import before, period
from practice_audit.report.shown import is_number, rounded
from practice_audit.report.words import counted, say
from practice_audit.statistics.proportions import percentage
from practice_audit.statistics.runs import ENOUGH_FOR_LIMITS, run_chart, xmr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from practice_audit.report.counting.figures import Figures
    from practice_audit.report.layout import Block, Table

ENOUGH_FOR_A_LINE: Final = 4
ENOUGH_FOR_A_MEDIAN: Final = 10


def over_time(figures: Figures, table: Table, shown: Sequence[str]) -> tuple[Block, ...]:
    """The chart over the quarters that are `shown` as the rows of the table, and how to read it; nothing with too few.

    Earlier quarters count for what is drawn across, and for what stands out.
    """
    at = [column.id for column in table.columns].index("upper_share")
    if sum(is_number(row[at]) for row in table.rows) < ENOUGH_FOR_A_LINE:
        return ()
    quarters = _up_to(figures, shown[-1])
    breaks = list(_breaks(figures, quarters))
    alike = quarters[max(breaks, default=0) :]  # of one meaning, up to the newest
    across = _across(alike, [_share(figures, quarter) for quarter in alike])
    signals = tuple(number for number, quarter in enumerate(shown) if quarter in across.out)
    over = [(share, quarter) for quarter in shown if (share := _share(figures, quarter)) is not None]
    newest = say("chart.upper", share=rounded(over[-1][0], 0), quarter=period(over[-1][1]).words)
    chart = Chart(
        id="upper_grades",
        kind="run" if across.upper is None else "limits",
        title=newest if across.centre is None else counted("chart.limits", len(signals)),
        description=say("chart.upper.text"),
        table=table,
        label="quarter",
        series=("upper_share",),
        centre=across.centre,
        lower=across.lower,
        upper=across.upper,
        signals=signals,
        breaks=tuple(shown.index(quarters[number]) for number in breaks if quarters[number] in shown[1:]),
    )
    return (chart, Paragraph(text=across.note))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Across:
    """What is drawn across the line, the quarters that stand out, and how to read it."""

    note: str
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    out: frozenset[str] = frozenset()


def _across(quarters: Sequence[str], shares: Sequence[float | None]) -> _Across:
    known = [quarter for quarter, share in zip(quarters, shares, strict=True) if share is not None]
    if len(known) < ENOUGH_FOR_A_MEDIAN:
        return _Across(note=say("chart.upper.few", least=ENOUGH_FOR_A_MEDIAN))
    if len(known) < ENOUGH_FOR_LIMITS:
        run = run_chart(shares)
        out = frozenset(quarters[place] for signal in run.signals for place in signal.places)
        return _Across(note=say("chart.upper.median", least=ENOUGH_FOR_LIMITS), centre=run.centre, out=out)
    found = xmr(shares, fixed_after=ENOUGH_FOR_LIMITS)
    base = {"first": period(known[0]).words, "last": period(known[ENOUGH_FOR_LIMITS - 1]).words}
    return _Across(
        note=say("chart.limits.note", n=ENOUGH_FOR_LIMITS, **base),
        centre=found.mean,
        lower=found.lower,
        upper=found.upper,
        out=frozenset(quarters[place] for place in found.places),
    )


def _up_to(figures: Figures, last: str) -> list[str]:
    """Every quarter from the first with a record up to this one."""
    first = min(figures.folded.quarters, default="9999")
    found = [period(last)]
    while found[-1].id > first:
        found.append(before(found[-1]))
    return [one.id for one in reversed(found)]


def _breaks(figures: Figures, quarters: Sequence[str]) -> Iterator[int]:
    """The places of the quarters whose grades do not all mean what those of the quarter with audits before mean."""
    last = None
    for place, quarter in enumerate(quarters):
        tally = figures.folded.tally(quarter)
        if tally.under("grade"):
            if last is not None and grades_parted_by(figures, last, tally):
                yield place
            last = tally


def _share(figures: Figures, quarter: str) -> float | None:
    """The share of audits with one of the two upper grades.

    None with too few audits, before the quarter is over, or where its audits have grades of two meanings.
    """
    tally = figures.folded.tally(quarter)
    if period(quarter).last.isoformat() > figures.folded.as_at or grades_parted_by(figures, tally):
        return None
    return percentage(figures.upper(tally), tally.total("audit"))
