"""Shares of standards stand side by side only where the standards mean the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.model import Change
from practice_audit.report.asking import Asked
from practice_audit.report.layout import Point, Points, Report, Section, Withheld
from practice_audit.report.making import make as make_report
from practice_audit.report.periods import period
from practice_audit.report.writers.arranging import arranged, tables
from tests.later_edition import LATER, later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.model import Catalogue
    from tests.making import Make

WHY = Withheld(words=f"standards changed in edition {LATER}")
GRADES = Withheld(words=f"grades changed in edition {LATER}")


def report_of(make: Make, catalogues: list[Catalogue], mixed: int = 0, name: str = "2023-Q3") -> Report:
    """Twelve audits of the second quarter of the first edition, and as many of the third of the last, but for some."""
    records: list[dict[str, Any]] = [make(number=number, days=number) for number in range(1, 13)]
    third = [make(number=number, days=60 + number) for number in range(21, 33)]
    for record in third[mixed:]:
        record["edition"] = catalogues[-1].edition.id
    asked = Asked(period=period(name), made_on=dt.date(2024, 1, 10))
    return make_report([*records, *third], catalogues, asked).report


def row(report: Report, table: str, start: str) -> dict[str, Any]:
    """A row of a table whose first cell begins so, by column; empty where there is none."""
    found = next(one for _, one in tables(arranged(report)) if one.id == table)
    rows = [one for one in (*found.rows, found.total) if one and str(one[0]).startswith(start)]
    return dict(zip([column.id for column in found.columns], rows[0], strict=True)) if rows else {}


def note(report: Report, table: str) -> str:
    """What stands beneath a table."""
    return next(one.note for _, one in tables(arranged(report)) if one.id == table)


@pytest.mark.parametrize("word", ["raised", "lowered"])
@pytest.mark.parametrize("mixed", [0, 4])
def test_raised_standards_are_not_set_beside_those_of_before(
    catalogue: Catalogue, make: Make, word: str, mixed: int
) -> None:
    """The main figure of the period before is withheld with its reason, and so is the share of earlier quarters."""
    report = report_of(make, [catalogue, later(catalogue, word, begins="ps.plans.")], mixed)
    figure = row(report, "headline", "Standards that were met")
    assert (figure["before"], figure["before_of"], figure["change"]) == (WHY, WHY, "not compared")
    assert figure["of"] > 100
    quarters = [row(report, "quarters_work", start) for start in ("April", "July")]
    assert quarters[0]["met_share"] == WHY
    assert (quarters[1]["met_share"] == WHY, figure["share"] == WHY) == (mixed > 0, mixed > 0)
    assert min(one["judged"] for one in quarters) > 100
    assert note(report, "quarters_work").startswith("A share of all standards stands only where")


def test_what_means_the_same_is_compared(catalogue: Catalogue, make: Make) -> None:
    """Beside the whole stand the standards that mean the same in both periods, with both their numbers."""
    report = report_of(make, [catalogue, later(catalogue, "raised", begins="ps.plans.")])
    whole, same = (row(report, "headline", start) for start in ("Standards that were met", "The same, of standards"))
    assert 0 < same["of"] < whole["of"]
    assert (same["now"], same["of"]) == (same["before"], same["before_of"])


def test_where_all_was_raised_nothing_is_compared(catalogue: Catalogue, make: Make) -> None:
    """There is no row of standards that mean the same where there is none."""
    report = report_of(make, [catalogue, later(catalogue, "raised")])
    assert row(report, "headline", "Standards that were met")["before"] == WHY
    assert row(report, "headline", "The same, of standards") == {}


def test_other_words_go_on(catalogue: Catalogue, make: Make) -> None:
    """Where only the wording changed, both periods stand side by side as they did."""
    for report in (
        report_of(make, [catalogue, later(catalogue, "wording", begins="ps.plans.")]),
        report_of(make, [catalogue, later(catalogue, "raised", begins="ps.plans.")], mixed=12),
    ):
        figure = row(report, "headline", "Standards that were met")
        assert (figure["before"], figure["before_of"]) == (figure["now"], figure["of"])
        assert row(report, "headline", "The same, of standards") == {}
        assert not isinstance(row(report, "quarters_work", "April")["met_share"], Withheld)
        assert not note(report, "quarters_work")


def test_a_year_across_editions_has_no_share_of_all(catalogue: Catalogue, make: Make) -> None:
    """The whole year holds answers about standards of two meanings: their numbers stand, and no share."""
    report = report_of(make, [catalogue, later(catalogue, "raised", begins="ps.plans.")], name="2023")
    assert [row(report, "year_work", start)["met_share"] for start in ("April", "Whole")] == [WHY, WHY]
    assert row(report, "year_work", "Whole")["judged"] > 200
    assert row(report, "headline", "Standards that were met")["share"] == WHY
    assert isinstance(row(report, "year_work", "July")["met_share"], float)


@pytest.mark.parametrize("word", ["raised", "lowered"])
@pytest.mark.parametrize("mixed", [0, 4])
def test_raised_grades_are_not_set_beside_those_of_before(
    catalogue: Catalogue, make: Make, word: str, mixed: int
) -> None:
    """No share of grades of one meaning stands beside one of the other, and none is made of both; it is said why."""
    report = report_of(make, [catalogue, later(catalogue, word, kind="grade")], mixed)
    figure = row(report, "headline", "Audits with one of the two upper")
    assert (figure["of"], figure["before"], figure["before_of"]) == (12, GRADES, GRADES)
    assert figure["change"] == "not compared"
    shares = [row(report, "quarters", start)["upper_share"] for start in ("April", "July")]
    assert (shares[1] == GRADES, figure["share"] == GRADES, figure["low"] is None) == (mixed > 0,) * 3
    assert isinstance(shares[0], float)
    assert note(report, "quarters").startswith(f"Edition {LATER} changed what the grades mean.")
    of_grades = [row(report, name, start) for name, start in (("grades", "Positive"), ("grades_by_area", ""))]
    assert [one.get("share", one.get("upper_share")) == GRADES for one in of_grades] == [mixed > 0] * 2
    told = [point.text for section in arranged(report).sections for point in _points(section)]
    assert {grade.name for grade in catalogue.of_kind("grade")} <= set(told)


def _points(section: Section) -> Iterator[Point]:
    for block in section.blocks:
        if isinstance(block, Points):
            yield from block.items
    for part in section.sections:
        yield from _points(part)


def test_reworded_grades_go_on(catalogue: Catalogue, make: Make) -> None:
    """Where only the words of the grades changed, both periods stand side by side, and nothing is said."""
    report = report_of(make, [catalogue, later(catalogue, "wording", kind="grade")], 4)
    figure = row(report, "headline", "Audits with one of the two upper")
    assert (figure["before"], figure["before_of"]) == (figure["now"], figure["of"])
    assert isinstance(figure["share"], float)
    assert not note(report, "quarters")


def test_a_grade_that_is_no_more_is_told_as_one_of_before(catalogue: Catalogue, make: Make) -> None:
    """An audit that was given a grade which the newest edition does not have is not told as one without a grade."""
    given = catalogue.by_id["grade.some-development"]
    items = tuple(one for one in catalogue.items if one is not given)
    changes = (Change(id=given.id, change="retired", reason="Agreed."),)
    newer = replace(catalogue, edition=replace(catalogue.edition, id=LATER), items=items, changes=changes)
    report = report_of(make, [catalogue, newer.with_digest()], mixed=12)
    assert row(report, "grades", "a grade of an earlier edition")["audits"] == 12
    assert row(report, "grades", "not given") == {}
