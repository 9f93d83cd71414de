"""The two upper grades between limits: only over enough quarters, and the limits stay where the first put them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from practice_audit.report.charts import drawings
from practice_audit.report.counting.figures import Figures
from practice_audit.report.counting.folding import Folded
from practice_audit.report.counting.trend_lines import lines_of
from practice_audit.report.layout import Chart, Paragraph, Table
from practice_audit.report.periods import period
from practice_audit.report.sections.cells import column, share
from practice_audit.report.sections.upper_grades import over_time
from practice_audit.statistics.runs import xmr
from tests.later_edition import later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practice_audit.model import Catalogue
    from practice_audit.report.layout import Block

STEADY = (10, 12, 9, 11, 10, 12, 9, 10, 11, 9, 12, 10)
"""The upper grades of 20 audits in each of twelve quarters."""


def figures_of(
    *catalogues: Catalogue, upper: Sequence[int], audits: int = 20, as_at: str = "2099-12-31", since: int = 0
) -> Figures:
    """The figures of quarters from 2020-Q1 on, each with so many audits of the best grade, the others of the last.

    From the place `since` on they were graded by the last of the editions, before it by the first.
    """
    folded = Folded(as_at=as_at)
    grades = sorted(catalogues[0].of_kind("grade"), key=lambda item: int(str(item.details["rank"])))
    names = [f"{2020 + place // 4}-Q{place % 4 + 1}" for place in range(len(upper))]
    for place, (quarter, number) in enumerate(zip(names, upper, strict=True)):
        edition = catalogues[-1 if place >= since else 0].edition.id
        counts = folded.of_quarter(quarter).counts
        counts["audit", edition] = audits
        counts["grade", edition, grades[0].id] = number
        counts["grade", edition, grades[-1].id] = audits - number
    return Figures(period=period(names[-1]), folded=folded, lines=lines_of(catalogues), catalogues=catalogues)


def told(figures: Figures) -> tuple[Block, ...]:
    """The chart over the newest twelve quarters, with its note."""
    names = sorted(figures.folded.quarters)[-12:]
    tallies = [figures.folded.tally(name) for name in names]
    shares = [share(figures.upper(tally), tally.total("audit")) for tally in tallies]
    columns = (column("quarter"), column("upper_share", "percent"))
    table = Table(id="quarters", title="Quarters", columns=columns, rows=tuple(zip(names, shares, strict=True)))
    return over_time(figures, table, names)


def drawn(figures: Figures) -> tuple[Chart, str]:
    """The chart, and how to read it."""
    chart, note = told(figures)
    assert isinstance(chart, Chart)
    assert isinstance(note, Paragraph)
    return chart, note.text


def chart_of(figures: Figures) -> Chart:
    """The chart with limits."""
    chart, note = drawn(figures)
    assert note.endswith("between January to March 2020 and October to December 2022, and stay as they are.")
    return chart


def test_twelve_quarters_make_the_limits(catalogue: Catalogue) -> None:
    """From the twelfth quarter on there are limits, and where practice is steady no quarter stands out."""
    assert drawn(figures_of(catalogue, upper=STEADY[:11]))[0].upper is None
    chart = chart_of(figures_of(catalogue, upper=STEADY))
    limits = xmr([5.0 * number for number in STEADY])
    assert (chart.centre, chart.lower, chart.upper) == (limits.mean, limits.lower, limits.upper)
    assert (chart.title, chart.signals) == ("Two upper grades: no quarter stands out", ())
    assert drawings.alone(chart).count("limit ") >= 2


def test_later_quarters_are_held_against_the_same_limits(catalogue: Catalogue) -> None:
    """A quarter after them that falls far out stands out, in its own place, and moves no limit."""
    before = chart_of(figures_of(catalogue, upper=STEADY))
    after = chart_of(figures_of(catalogue, upper=(*STEADY, 11, 1)))
    assert (after.centre, after.lower, after.upper) == (before.centre, before.lower, before.upper)
    assert (after.title, after.signals) == ("Two upper grades: 1 quarter stands out", (11,))
    assert "Stands out: 2023-Q2." in drawings.described(after)


def test_a_year_that_is_not_over_marks_the_quarter_that_stands_out(catalogue: Catalogue) -> None:
    """The quarters to come have no place on the line, so that none of the others is marked in its stead."""
    figures = figures_of(catalogue, upper=(*STEADY, 1, 11), as_at="2023-08-15")
    chart = chart_of(replace(figures, period=period("2023")))
    assert chart.table.rows[-1][0] == "2023-Q2"
    assert [chart.table.rows[place][0] for place in chart.signals] == ["2023-Q1"]


@pytest.mark.parametrize(("audits", "as_at"), [(9, "2099-12-31"), (20, "2022-11-30")])
def test_too_few_audits_or_a_part_of_a_quarter_make_no_limits(catalogue: Catalogue, audits: int, as_at: str) -> None:
    """A share of fewer than ten audits is none, and a part of a quarter is no quarter."""
    upper = tuple(min(number, audits) for number in STEADY)
    blocks = told(figures_of(catalogue, upper=upper, audits=audits, as_at=as_at))
    assert [one for one in blocks if isinstance(one, Chart) and one.upper is not None] == []


def test_before_there_are_enough_for_limits(catalogue: Catalogue) -> None:
    """Four quarters make a line, which says nothing of what stands out; ten make the middle value and its runs."""
    assert told(figures_of(catalogue, upper=STEADY[:3])) == ()
    chart, note = drawn(figures_of(catalogue, upper=STEADY[:4]))
    assert (chart.kind, chart.centre, chart.signals) == ("run", None, ())
    assert chart.title == "Two upper grades: 55% of audits in October to December 2020"
    assert "From 10 quarters on" in note
    chart, note = drawn(figures_of(catalogue, upper=(2, 2, 2, 2, 2, 2, 9, 9, 9, 9, 9, 9)[1:]))
    assert (chart.kind, chart.centre, chart.upper) == ("run", 45.0, None)
    assert (chart.title, chart.signals) == ("Two upper grades: no quarter stands out", ())
    chart, _ = drawn(figures_of(catalogue, upper=(9, 9, 9, 9, 2, 2, 2, 2, 2, 2, 9)))
    assert "From 12 quarters on" in note


@pytest.mark.parametrize("word", ["raised", "lowered"])
def test_the_line_breaks_where_grades_changed_their_meaning(catalogue: Catalogue, word: str) -> None:
    """Where an edition raised a grade, the line ends, and what is drawn across begins anew after it."""
    newer = later(catalogue, word, kind="grade")
    few = drawn(figures_of(catalogue, newer, upper=STEADY, since=9))
    assert (few[0].breaks, few[0].kind, few[0].centre) == ((9,), "run", None)
    assert "Not comparable with what comes before: 2022-Q2." in drawings.described(few[0])
    assert "comparison ends" in drawings.alone(few[0])
    anew, _ = drawn(figures_of(catalogue, newer, upper=(1,) * 14 + STEADY, since=14))
    limits = xmr([5.0 * number for number in STEADY])
    assert (anew.kind, anew.breaks, anew.centre, anew.lower) == ("limits", (), limits.mean, limits.lower)
    whole, _ = drawn(figures_of(catalogue, later(catalogue, "wording", kind="grade"), upper=STEADY, since=9))
    assert (whole.kind, whole.breaks) == ("limits", ())


def test_a_quarter_with_grades_of_two_meanings_has_no_share(catalogue: Catalogue) -> None:
    """It lies on neither side of the break, and counts for nothing that is drawn across."""
    newer = later(catalogue, "raised", kind="grade")
    figures = figures_of(catalogue, newer, upper=STEADY, since=6)
    counts = figures.folded.of_quarter("2021-Q3").counts
    counts["grade", catalogue.edition.id, figures.grades[0].id] = 20
    counts["audit", catalogue.edition.id] = 20
    chart, _ = drawn(figures)
    assert chart.breaks == (6, 7)


def test_a_grade_that_was_taken_out_counts_as_it_did(catalogue: Catalogue) -> None:
    """The best grade of an edition is one of its upper grades, though a later edition has no such grade."""
    items = tuple(one for one in catalogue.items if one.id != "grade.outstanding")
    newer = replace(catalogue, edition=replace(catalogue.edition, id="2029"), items=items).with_digest()
    figures = figures_of(catalogue, newer, upper=STEADY, since=len(STEADY))
    assert [figures.upper(figures.folded.tally(quarter)) for quarter in sorted(figures.folded.quarters)] == [*STEADY]
