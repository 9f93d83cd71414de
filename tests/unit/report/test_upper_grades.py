"""The two upper grades between limits: only over enough quarters, and the limits stay where the first put them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from practice_audit.report import charts
from practice_audit.report.cells import column
from practice_audit.report.figures import Figures
from practice_audit.report.folding import Folded
from practice_audit.report.layout import Chart, Paragraph, Table
from practice_audit.report.limits import upper_grades
from practice_audit.report.lines import Break, lines_of
from practice_audit.report.periods import period
from practice_audit.statistics.runs import xmr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practice_audit.model import Catalogue
    from practice_audit.report.layout import Block

STEADY = (10, 12, 9, 11, 10, 12, 9, 10, 11, 9, 12, 10)
"""The upper grades of 20 audits in each of twelve quarters."""


def figures_of(catalogue: Catalogue, upper: Sequence[int], *, audits: int = 20, as_at: str = "2099-12-31") -> Figures:
    """The figures of quarters from 2020-Q1 on, each with so many audits of the best grade, the others of the last."""
    folded = Folded(as_at=as_at)
    grades = sorted(catalogue.of_kind("grade"), key=lambda item: int(str(item.details["rank"])))
    names = [f"{2020 + place // 4}-Q{place % 4 + 1}" for place in range(len(upper))]
    for quarter, number in zip(names, upper, strict=True):
        counts = folded.of_quarter(quarter).counts
        counts["audit", catalogue.edition.id] = audits
        counts["grade", catalogue.edition.id, grades[0].id] = number
        counts["grade", catalogue.edition.id, grades[-1].id] = audits - number
    return Figures(period=period(names[-1]), folded=folded, lines=lines_of([catalogue]), catalogues=(catalogue,))


def told(figures: Figures) -> tuple[Block, ...]:
    """The chart over the newest twelve quarters, with its note."""
    names = sorted(figures.folded.quarters)[-12:]
    shares = [5.0 * figures.upper(figures.folded.tally(name)) for name in names]
    columns = (column("quarter"), column("upper_share", "percent"))
    table = Table(id="quarters", title="Quarters", columns=columns, rows=tuple(zip(names, shares, strict=True)))
    return upper_grades(figures, table, names)


def chart_of(figures: Figures) -> Chart:
    """The chart alone."""
    chart, note = told(figures)
    assert isinstance(chart, Chart)
    assert isinstance(note, Paragraph)
    assert note.text.endswith("between January to March 2020 and October to December 2022, and stay as they are.")
    return chart


def test_twelve_quarters_make_the_limits(catalogue: Catalogue) -> None:
    """From the twelfth quarter on there is a chart, and where practice is steady no quarter stands out."""
    assert told(figures_of(catalogue, STEADY[:11])) == ()
    chart = chart_of(figures_of(catalogue, STEADY))
    limits = xmr([5.0 * number for number in STEADY])
    assert (chart.centre, chart.lower, chart.upper) == (limits.mean, limits.lower, limits.upper)
    assert (chart.title, chart.signals) == ("Two upper grades: no quarter stands out", ())
    assert charts.alone(chart).count("limit ") >= 2


def test_later_quarters_are_held_against_the_same_limits(catalogue: Catalogue) -> None:
    """A quarter after them that falls far out stands out, in its own place, and moves no limit."""
    before = chart_of(figures_of(catalogue, STEADY))
    after = chart_of(figures_of(catalogue, (*STEADY, 11, 1)))
    assert (after.centre, after.lower, after.upper) == (before.centre, before.lower, before.upper)
    assert (after.title, after.signals) == ("Two upper grades: 1 quarter stands out", (11,))
    assert "Stands out: 2023-Q2." in charts.described(after)


def test_a_year_that_is_not_over_marks_the_quarter_that_stands_out(catalogue: Catalogue) -> None:
    """The quarters to come have no place on the line, so that none of the others is marked in its stead."""
    figures = figures_of(catalogue, (*STEADY, 1, 11), as_at="2023-08-15")
    chart = chart_of(replace(figures, period=period("2023")))
    assert chart.table.rows[-1][0] == "2023-Q2"
    assert [chart.table.rows[place][0] for place in chart.signals] == ["2023-Q1"]


@pytest.mark.parametrize(("audits", "as_at"), [(9, "2099-12-31"), (20, "2022-11-30")])
def test_too_few_audits_or_a_quarter_that_is_not_over_make_none(catalogue: Catalogue, audits: int, as_at: str) -> None:
    """A share of fewer than ten audits is none, and a part of a quarter is no quarter."""
    upper = tuple(min(number, audits) for number in STEADY)
    assert told(figures_of(catalogue, upper, audits=audits, as_at=as_at)) == ()


def test_grades_that_changed_their_meaning_are_not_drawn_together(catalogue: Catalogue) -> None:
    """Where an edition raised a grade, quarters before and after would lie on one line and mean two things."""
    figures = figures_of(catalogue, STEADY)
    number = figures.lines.of[catalogue.edition.id, figures.grades[0].id]
    line = replace(figures.lines.lines[number], began=Break(edition="2029", word="raised"))
    lines = replace(figures.lines, lines={**figures.lines.lines, number: line})
    assert told(replace(figures, lines=lines)) == ()
