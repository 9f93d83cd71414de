"""A period that is not over, and one whose period before is a part only: what may not be told of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.report.asking import Asked
from practice_audit.report.layout import Paragraph
from practice_audit.report.making import make as make_report
from practice_audit.report.periods import period
from practice_audit.report.writers import web_page
from practice_audit.report.writers.arranging import arranged, charts, sections, tables

if TYPE_CHECKING:
    from practice_audit.model import Catalogue
    from practice_audit.report.layout import Report
    from tests.making import Make

UPPER = "Audits with one of the two upper grades"
FIRST = dt.date(2023, 5, 12)
"""The day on which the audit of the examples is finished."""


def report_of(catalogue: Catalogue, given: list[dict[str, Any]], name: str, made_on: str, **asked: Any) -> Report:
    """The report of a period, made on a day."""
    wanted = Asked(period=period(name), made_on=dt.date.fromisoformat(made_on), **asked)
    return make_report(given, [catalogue], wanted).report


def audits(make: Make, *days: tuple[str, int]) -> list[dict[str, Any]]:
    """So many audits on each day."""
    every = [dt.date.fromisoformat(day) for day, number in days for _ in range(number)]
    return [make(number=place, days=(day - FIRST).days) for place, day in enumerate(every, start=1)]


def rows(report: Report, name: str) -> list[tuple[Any, ...]]:
    """The rows of a table, with their sum where it has one; none where it is not there."""
    found = (one for _, one in tables(arranged(report)) if one.id == name)
    return next(([*one.rows, *filter(None, [one.total])] for one in found), [])


def sentences(report: Report, name: str) -> list[str]:
    """The sentences of a part."""
    blocks = next(one.blocks for _, one in sections(report) if one.id == name)
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def of_the_period(report: Report) -> list[str]:
    """What the main figures say of the period and the one before, beside how far a share could have lain elsewhere."""
    return [one for one in sentences(report, "headline") if "would be no surprise" not in one]


def test_quarters_to_come_are_not_told_as_empty(catalogue: Catalogue, make: Make) -> None:
    """A year told in its second month has one quarter, without an audit so far; nothing is said of those to come."""
    given = audits(make, ("2023-08-10", 2), ("2023-11-10", 3))
    report = report_of(catalogue, given, "2024", "2024-02-15")
    so_far = "No audit was finished in January to March 2024 by 15 February 2024."
    told = f"{so_far} The quarter is not over, and each is to have at least one."
    assert sentences(report, "audits")[1:] == [told, "No audit was finished in this period."]
    assert {row[-3] for row in rows(report, "headline")} == {None, "nothing to compare with"}
    for name in ("year", "year_work"):
        assert [row[0] for row in rows(report, name)] == ["January to March 2024", "The year so far"]
    assert rows(report, "quarters")[-1][0] == "January to March 2024"
    text = web_page.page(report).decode()
    assert "April" not in text
    assert "2024-Q" not in text.replace("2024-Q1", "")


def test_an_empty_quarter_that_is_over_is_named_in_words(catalogue: Catalogue, make: Make) -> None:
    """Each quarter is to have an audit: those that are over and have none are named, as people name them."""
    report = report_of(catalogue, audits(make, ("2023-08-10", 1)), "2023", "2024-01-10")
    assert [one for one in sentences(report, "audits") if one.startswith("No audit")] == [
        f"No audit was finished in {name} 2023. Each quarter is to have at least one."
        for name in ("January to March", "April to June", "October to December")
    ]


@pytest.mark.parametrize(
    ("made_on", "planned", "told"),
    [
        (
            "2023-08-15",
            6,
            "Audits planned: 6. Audits finished by 15 August 2023: 2. The period is not over.",
        ),
        ("2023-09-30", 6, "Audits planned: 6. Audits finished: 2, 4 fewer than planned."),
        ("2023-08-15", 1, "Audits planned: 1. Audits finished: 2, 1 more than planned."),
    ],
)
def test_nothing_is_fewer_before_the_end(
    catalogue: Catalogue, make: Make, made_on: str, planned: int, told: str
) -> None:
    """Before the last day no audit is missing in the plan; more than planned there can be already."""
    report = report_of(catalogue, audits(make, ("2023-08-10", 2)), "2023-Q3", made_on, planned=planned)
    assert sentences(report, "audits")[0] == told


SO_FAR = {
    "quarters": "Audits in July to September 2023: 1 by 15 August 2023. The quarter is not over",
    "note": "July to September 2023 is not over: its row tells how things stood on 15 August 2023.",
    "overdue": "Actions overdue on 15 August 2023",
    "months": ["July 2023", "August 2023"],
}
OVER = {
    "quarters": "Audits in July to September 2023: 1, 2 fewer than in the quarter before",
    "note": "",
    "overdue": "Actions overdue at the end of the period",
    "months": ["July 2023", "August 2023", "September 2023"],
}


@pytest.mark.parametrize(("made_on", "told"), [("2023-08-15", SO_FAR), ("2023-10-02", OVER)])
def test_a_part_of_a_quarter_is_not_held_against_a_whole_one(
    catalogue: Catalogue, make: Make, made_on: str, told: dict[str, Any]
) -> None:
    """Until a quarter is over its bar is told as it stands, and its row, its months and its overdue actions say so."""
    report = report_of(catalogue, audits(make, ("2023-05-12", 3), ("2023-08-10", 1)), "2023-Q3", made_on)
    assert next(one.title for _, one in charts(report) if one.id == "quarters") == told["quarters"]
    notes = [one.note for _, one in tables(arranged(report)) if one.id in {"quarters", "quarters_work"}]
    assert notes == [told["note"], told["note"]]
    assert told["overdue"] in [row[0] for row in rows(report, "headline")]
    assert [row[0] for row in rows(report, "months")] == told["months"]


@pytest.mark.parametrize(("made_on", "said"), [("2023-08-15", "not compared"), ("2023-09-30", "up")])
def test_no_change_is_told_before_the_end(catalogue: Catalogue, make: Make, made_on: str, said: str) -> None:
    """Up and down stand only where the period is over, of the main figures and of each standard."""
    given = audits(make, ("2023-05-12", 20), ("2023-08-10", 20))
    for record in given[20:]:
        record["answers"]["ila.f.grade"]["value"] = "grade.positive"
    report = report_of(catalogue, given, "2023-Q3", made_on)
    assert next(row[-3] for row in rows(report, "headline") if row[0] == UPPER) == said
    changes = {row[-2] for row in rows(report, "standards_change")}
    assert ("not compared" in changes) == (said == "not compared")
    assert not changes & {"up", "down"} or said == "up"
    warned = "This period is not over, so nothing is said of a change from the one before."
    stood = "The report tells how things stood on 15 August 2023."
    assert of_the_period(report) == ([] if said == "up" else [f"{warned} {stood}"])


@pytest.mark.parametrize(("begins", "said"), [("2022-11-12", "not compared"), ("2022-02-12", "up")])
def test_a_year_is_not_compared_with_a_part_of_one(catalogue: Catalogue, make: Make, begins: str, said: str) -> None:
    """Where the records begin within the year before, nothing is up or down, and the report says why."""
    given = audits(make, (begins, 20), ("2023-05-12", 20))
    for record in given[20:]:
        record["answers"]["ila.f.grade"]["value"] = "grade.positive"
    report = report_of(catalogue, given, "2023", "2024-01-10")
    assert next(row[-3] for row in rows(report, "headline") if row[0] == UPPER) == said
    assert ({row[-2] for row in rows(report, "standards_change")} == {"not compared"}) == (said == "not compared")
    told = "The records begin in October to December 2022, so the period before is not whole."
    assert of_the_period(report) == ([f"{told} Nothing is said of a change."] if said != "up" else [])


@pytest.mark.parametrize(
    ("made_on", "missing"),
    [("2023-08-15", ["July 2023"]), ("2023-08-31", ["July 2023", "August 2023"])],
)
def test_a_meeting_is_missing_when_its_month_is_over(
    catalogue: Catalogue, make: Make, made_on: str, missing: list[str]
) -> None:
    """A month or a quarter that is not over has no meeting missing yet (R120, R157)."""
    report = report_of(catalogue, audits(make, ("2023-07-10", 1)), "2023-Q3", made_on)
    found = {str(row[-1]) for row in rows(report, "meetings")}
    assert found == {", ".join(missing), "none"}, "the quarterly meeting can still be held"
