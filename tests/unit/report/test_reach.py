"""A report is made where records reach into its period; elsewhere it is said of which quarters there are some."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from practice_audit.register.store import Count
from practice_audit.report.asking import Asked
from practice_audit.report.counting.reach import in_words
from practice_audit.report.making import make as make_report
from practice_audit.report.periods import period

if TYPE_CHECKING:
    from practice_audit.model import Catalogue
    from tests.making import Make

HELD = "2022-Q4, 2023-Q2, 2023-Q4"


def beyond(catalogue: Catalogue, make: Make, name: str) -> str:
    """What is said of a period, of two records and what was deleted when its time was over."""
    given = [make("pre-audit", number=1), make("pre-audit", number=2, days=200)]
    edition = catalogue.edition.id
    gone = Count(quarter="2022-Q4", record_type="pre-audit", edition=edition, grade="", records=2, replaced=0)
    asked = Asked(period=period(name), made_on=dt.date(2030, 1, 1))
    return make_report(given, [catalogue], asked, purged=[gone]).beyond


@pytest.mark.parametrize("name", ["2022-Q3", "2024-Q1", "2021", "2024"])
def test_no_report_is_made_beyond_the_records(catalogue: Catalogue, make: Make, name: str) -> None:
    """Before the first quarter with a record and after the last one there is no report; the quarters are named."""
    told = beyond(catalogue, make, name)
    assert told.startswith(f"No record counts in {period(name).words}, so there is no report to make.")
    assert f"There are records of {HELD}." in told


@pytest.mark.parametrize("name", ["2022-Q4", "2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2022", "2023"])
def test_an_empty_quarter_between_others_is_a_finding(catalogue: Catalogue, make: Make, name: str) -> None:
    """A quarter without a record has its report where records stand before it and after it, as one with records has."""
    assert not beyond(catalogue, make, name)


def test_without_a_record_there_is_no_report(catalogue: Catalogue, make: Make) -> None:
    """Where nothing counts at all, it is said what does."""
    draft = {**make(), "status": "draft", "completed": None}
    for given in ([], [draft]):
        made = make_report(given, [catalogue], Asked(period=period("2023"), made_on=dt.date(2024, 1, 1)))
        assert made.beyond.startswith("There is no record that counts, so there is no report to make.")


@pytest.mark.parametrize(
    ("quarters", "told"),
    [
        ("2024-Q4 2025-Q1 2025-Q2 2025-Q3 2026-Q1", "2024-Q4 to 2025-Q3, 2026-Q1"),
        ("2024-Q4 2025-Q1", "2024-Q4, 2025-Q1"),
        ("2024-Q4", "2024-Q4"),
    ],
)
def test_quarters_in_a_row_are_told_by_first_and_last(quarters: str, told: str) -> None:
    """Three quarters or more in a row are one span."""
    assert in_words(quarters.split()) == told
