"""Shares of standards stand side by side only where the standards mean the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.model import Change
from practice_audit.report.arranging import arranged, tables
from practice_audit.report.asking import Asked
from practice_audit.report.layout import Report, Withheld
from practice_audit.report.making import make as make_report
from practice_audit.report.periods import period

if TYPE_CHECKING:
    from practice_audit.model import Catalogue
    from tests.making import Make

NEXT = "2029"
WHY = Withheld(words="standards changed in edition 2029")


def edition(catalogue: Catalogue, word: str, part: str) -> Catalogue:
    """A later edition, in which the standards of a part were reworded, and people said by which word."""
    own = [item.id for item in catalogue.of_kind("expectation") if item.id.startswith(part)]
    items = tuple(replace(one, text=f"{one.text} Anew.") if one.id in own else one for one in catalogue.items)
    changes = tuple(Change(id=one, change=word, reason="Agreed.") for one in own)
    newer = replace(catalogue, edition=replace(catalogue.edition, id=NEXT), items=items, changes=changes)
    return newer.with_digest()


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
    report = report_of(make, [catalogue, edition(catalogue, word, "ps.plans.")], mixed)
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
    report = report_of(make, [catalogue, edition(catalogue, "raised", "ps.plans.")])
    whole, same = (row(report, "headline", start) for start in ("Standards that were met", "The same, of standards"))
    assert 0 < same["of"] < whole["of"]
    assert (same["now"], same["of"]) == (same["before"], same["before_of"])


def test_where_all_was_raised_nothing_is_compared(catalogue: Catalogue, make: Make) -> None:
    """There is no row of standards that mean the same where there is none."""
    report = report_of(make, [catalogue, edition(catalogue, "raised", "")])
    assert row(report, "headline", "Standards that were met")["before"] == WHY
    assert row(report, "headline", "The same, of standards") == {}


def test_other_words_go_on(catalogue: Catalogue, make: Make) -> None:
    """Where only the wording changed, both periods stand side by side as they did."""
    for report in (
        report_of(make, [catalogue, edition(catalogue, "wording", "ps.plans.")]),
        report_of(make, [catalogue, edition(catalogue, "raised", "ps.plans.")], mixed=12),
    ):
        figure = row(report, "headline", "Standards that were met")
        assert (figure["before"], figure["before_of"]) == (figure["now"], figure["of"])
        assert row(report, "headline", "The same, of standards") == {}
        assert not isinstance(row(report, "quarters_work", "April")["met_share"], Withheld)
        assert not note(report, "quarters_work")


def test_a_year_across_editions_has_no_share_of_all(catalogue: Catalogue, make: Make) -> None:
    """The whole year holds answers about standards of two meanings: their numbers stand, and no share."""
    report = report_of(make, [catalogue, edition(catalogue, "raised", "ps.plans.")], name="2023")
    assert [row(report, "year_work", start)["met_share"] for start in ("April", "Whole")] == [WHY, WHY]
    assert row(report, "year_work", "Whole")["judged"] > 200
    assert row(report, "headline", "Standards that were met")["share"] == WHY
    assert isinstance(row(report, "year_work", "July")["met_share"], float)
