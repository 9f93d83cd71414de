"""What a report says of records that were deleted when their time was over: as before, in the numbers that are kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.records import seal
from practice_audit.register import Count, Register
from practice_audit.register.expiry import due, purge
from practice_audit.relations.consistency import counted_as
from practice_audit.report.asking import Asked
from practice_audit.report.layout import Chart, Paragraph, Points, Report
from practice_audit.report.making import make as made_of
from practice_audit.report.periods import period
from practice_audit.report.writers.arranging import arranged, sections, tables
from tests.report_records import as_read, made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.model import Catalogue
    from tests.making import Make

DAY = dt.date(2025, 1, 10)
KEPT = ("Audits finished", "Moderations finished", "Records of every kind")


@pytest.fixture
def register() -> Iterator[Register]:
    """An empty register."""
    opened = Register("sqlite://", create=True)
    yield opened
    opened.close()


def report_of(register: Register, catalogue: Catalogue, name: str) -> Report:
    """The report of a period, from what a register holds and what it counted."""
    asked = Asked(period=period(name), made_on=DAY)
    some, counts = as_read(list(register.documents())), register.counts()
    return made_of(some, [catalogue], asked, replaced=register.replaced(), purged=counts).report


def rows(report: Report, name: str) -> list[tuple[Any, ...]]:
    """The rows of a table; none where the report has no such table."""
    return [row for _, table in tables(arranged(report)) if table.id == name for row in table.rows]


def kept(report: Report) -> list[Any]:
    """What a report says that deleted records still count for."""
    headline = {str(row[0]): row[1] for row in rows(report, "headline")}
    grades = [row[1] for row in rows(report, "grades")]
    return [*(headline[name] for name in KEPT), *grades, rows(report, "records")]


def by_quarter(report: Report) -> list[list[Any]]:
    """The same, quarter by quarter, in the report of a year: audits, grades, moderations, feedback, records."""
    work = [(row[4], row[5], row[-1]) for row in rows(report, "year_work")]
    return [[*audits[1:], *others] for audits, others in zip(rows(report, "year"), work, strict=True)]


def words(report: Report) -> list[str]:
    """The paragraphs of a report."""
    return [block.text for _, one in sections(report) for block in one.blocks if isinstance(block, Paragraph)]


def left_out(report: Report) -> list[str]:
    """What a report says that it leaves out."""
    part = next(one for _, one in sections(report) if one.id == "left-out").blocks[0]
    assert isinstance(part, Points)
    return [point.text for point in part.items]


def delete(register: Register, catalogue: Catalogue, before: dt.date) -> int:
    """Delete what was completed before a day."""
    known = {catalogue.edition.id: catalogue}.get
    found = [each.entry.record_id for each in due(register, before)]
    return purge(register, found, lambda record: counted_as(record, known))


def late(record: dict[str, Any]) -> None:
    """An audit that was done on the last day of June, and whose record was made in July."""
    record["completed"] = "2023-07-03T09:00:00Z"
    record["answers"]["ila.h.completed_on"] = {"value": "2023-06-30"}


def test_moderations_stay_moderations(register: Register, catalogue: Catalogue, make: Make) -> None:
    """One audit and its two moderations are one audit with its grade and two moderations, before and after."""
    for one in (make("ila"), make("moderation-1"), make("moderation-2")):
        register.add(one)
    before = kept(report_of(register, catalogue, "2023"))
    assert before[:3] == [1, 2, 3]
    assert delete(register, catalogue, dt.date(2024, 7, 1)) == 3
    after = report_of(register, catalogue, "2023")
    assert kept(after) == before
    assert any(each.startswith("Left out of these figures") and each.endswith(": 1.") for each in words(after))
    warned = (
        "Records of this period or the one before that were deleted because their time was over: 3. Audits with their "
        "grades, moderations and records of every kind are whole. All other figures are without what was deleted."
    )
    assert warned in words(after)
    assert not [each for each in words(report_of(register, catalogue, "2025")) if "deleted" in each]
    (told,) = left_out(after)
    assert told == (
        "Records that were deleted because their time was over: 3. They count with their form, as audits with their "
        "grade, and as moderations. Their answers and actions, their meetings and who took part are missing here."
    )


def test_a_deleted_audit_stays_in_the_quarter_that_its_author_gave(
    register: Register, catalogue: Catalogue, make: Make
) -> None:
    """An audit of June whose record was made in July counts in the second quarter, before and after."""
    register.add(make(edit=late))
    before = [kept(report_of(register, catalogue, name)) for name in ("2023-Q2", "2023-Q3")]
    assert [one[0] for one in before] == [1, 0]
    delete(register, catalogue, dt.date(2024, 7, 1))
    assert [kept(report_of(register, catalogue, name)) for name in ("2023-Q2", "2023-Q3")] == before
    assert [count.quarter for count in register.counts()] == ["2023-Q2"]


def test_a_deleted_correction_stays_in_the_quarter_of_its_first_version(
    register: Register, catalogue: Catalogue, make: Make
) -> None:
    """An audit of the second quarter that was corrected in the third counts in the second, before and after."""
    first = make()

    def corrects(record: dict[str, Any]) -> None:
        record["relates_to"].append({"relation": "replaces", "record_id": first["record_id"]})

    for each in (first, make(number=2, days=60, edit=corrects)):
        register.add(each)
    before = [kept(report_of(register, catalogue, name)) for name in ("2023-Q2", "2023-Q3")]
    assert [one[0] for one in before] == [1, 0]
    delete(register, catalogue, dt.date(2024, 7, 1))
    assert [kept(report_of(register, catalogue, name)) for name in ("2023-Q2", "2023-Q3")] == before


def test_whatever_is_deleted_the_kept_numbers_are_those_of_before(register: Register, catalogue: Catalogue) -> None:
    """However often records of every kind are deleted, each quarter keeps its audits, grades, moderations and forms."""
    for number, record in enumerate(made(catalogue, 90, seed=5)):
        if number % 3 == 0:
            record["completed"] = f"{dt.date.fromisoformat(record['completed'][:10]) + dt.timedelta(9)}T09:00:00Z"
        register.add({**record, "content_sha256": seal(record)})
    before = [by_quarter(report_of(register, catalogue, name)) for name in ("2023", "2024")]
    assert sum(bool(row[0]) for year in before for row in year) > 4, "audits in one or two quarters only"
    for day in (dt.date(2023, 8, 20), dt.date(2024, 7, 1)):
        assert delete(register, catalogue, day)
        assert [by_quarter(report_of(register, catalogue, name)) for name in ("2023", "2024")] == before


def test_counts_of_an_older_version(catalogue: Catalogue) -> None:
    """Moderations that an older version counted with a grade, and audits that it counted without, are what they are."""
    edition = catalogue.edition.id

    def count(record_type: str, grade: str, edition: str = edition) -> Count:
        return Count(quarter="2023-Q2", record_type=record_type, edition=edition, grade=grade, records=3, replaced=1)

    gone = [
        count("moderation-1", "grade.positive"),
        count("moderation-2", "grade.positive"),
        count("ila", "grade.positive"),
        count("ila", ""),
        count("ila", "grade.positive", "1999"),
    ]
    asked = Asked(period=period("2023-Q2"), made_on=DAY)
    report = made_of([], [catalogue], asked, purged=gone).report
    assert kept(report)[:3] == [4, 4, 8]
    assert [row[1] for row in rows(report, "grades")] == [0, 2, 0, 0, 2]
    told = left_out(report)
    assert told[0].startswith("Records that were deleted because their time was over: 8.")
    assert told[1:] == [
        "Records that were corrected since: 5. Their corrections count.",
        "Records of an edition or a form that this installation does not know: 2.",
    ]


def test_months_of_deleted_audits_are_not_told_as_empty(register: Register, catalogue: Catalogue, make: Make) -> None:
    """No audit in a month is told of a quarter whose audits were deleted: nothing is known of its months."""
    for number in range(1, 15):
        register.add(make(number=number, days=30 * number))
    whole = report_of(register, catalogue, "2024-Q2")
    assert rows(whole, "audits_by_month")
    delete(register, catalogue, dt.date(2023, 7, 1))
    months = rows(report_of(register, catalogue, "2024-Q2"), "audits_by_month")
    assert months[0][0] == "July 2023"
    assert all(number for _, number in months)
    told = "Months up to the end of April to June 2023 are left out of the line of months"
    notes = [one.note for _, one in tables(arranged(report_of(register, catalogue, "2024-Q2"))) if "month" in one.id]
    assert any(note.startswith(told) for note in notes)
    assert not any(told in one.note for _, one in tables(arranged(whole)))
    short = next(one for one in report_of(register, catalogue, "2023-Q4").sections if one.id == "trend")
    assert [block.text for block in short.blocks if getattr(block, "text", "").startswith(told)]  # type: ignore[union-attr]
    assert rows(report_of(register, catalogue, "2023-Q2"), "months") == []
    assert not [
        block
        for _, section in sections(report_of(register, catalogue, "2023-Q2"))
        for block in section.blocks
        if isinstance(block, Chart) and block.id == "audits_by_month"
    ]


def test_what_was_deleted_of_earlier_quarters_is_told(register: Register, catalogue: Catalogue, make: Make) -> None:
    """A report that looks back on deleted records says how many there were, and what they are missing from."""
    register.add(make())
    register.add(make(number=2, days=100))
    delete(register, catalogue, dt.date(2023, 6, 1))
    (told,) = left_out(report_of(register, catalogue, "2023-Q3"))
    assert told == (
        "Records of earlier quarters that were deleted because their time was over: 1. What those quarters say of "
        "answers and actions is less than there was, and actions that were agreed in them are followed no longer."
    )
