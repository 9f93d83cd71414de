"""A report as data: each column is explained, and files, columns and keys are the same in every report."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from practice_audit.report.asking import Asked
from practice_audit.report.layout import Paragraph
from practice_audit.report.making import make as make_report
from practice_audit.report.periods import period
from practice_audit.report.sections.found import of_findings
from practice_audit.report.sections.meanings import MEANINGS
from practice_audit.report.writers import csv_folder, workbook
from practice_audit.report.writers.arranging import arranged, for_data, for_pages, sections, tables
from tests.report_records import as_read, made, replaced_by

if TYPE_CHECKING:
    from practice_audit.model import Catalogue
    from practice_audit.report.layout import Report
    from practice_audit.sources import Sources
    from tests.making import Make

DAY = dt.date(2024, 1, 10)
SAID: dict[str, str] = {"count": "Number of ", "percent": " in per cent ", "date": "The day "}
"""What the meaning of a column of each kind has to say, so that its unit is known."""


def report_on(catalogue: Catalogue, records: list[dict[str, Any]], name: str, **asked: Any) -> Report:
    """The report of these records."""
    wanted = Asked(period=period(name), made_on=DAY, **asked)
    return make_report(as_read(records), [catalogue], wanted, replaced=replaced_by(records)).report


@pytest.fixture(scope="module")
def full(catalogue: Catalogue) -> dict[str, Report]:
    """A quarter and a year with something in nearly every table."""
    records = made(catalogue, 60)
    return {
        name: report_on(catalogue, records, name, planned=40, staff={"QQ-77": "East"}) for name in ("2023-Q3", "2023")
    }


def test_every_column_says_what_it_holds(full: dict[str, Report]) -> None:
    """In plain words, with its unit: a count names what it counts, a share of what it is one, a day what happens."""
    for one in full.values():
        columns = [(table.id, column) for _, table in tables(arranged(one)) for column in table.columns]
        assert not [(table, column.id) for table, column in columns if not column.meaning.endswith(".")]
        assert not [(table, column.id) for table, column in columns if SAID.get(column.kind, "") not in column.meaning]


def test_no_meaning_is_left_without_a_column(full: dict[str, Report], sources: Sources) -> None:
    """Words for a column that is gone are gone, too."""
    every = [*full.values(), *(of_findings(one, DAY) for one in sources.findings)]
    said = {column.meaning for one in every for _, table in tables(arranged(one)) for column in table.columns}
    assert {key for key, text in MEANINGS.items() if "{" not in text and text not in said} == set()


def test_the_workbook_and_the_folder_explain_the_same(full: dict[str, Report]) -> None:
    """The sheet “Columns” has the meaning of each column, as columns.csv has."""
    year = full["2023"]
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(year)), read_only=True)
    head, *rows = book["Columns"].iter_rows(min_row=4, values_only=True)
    assert head == ("Table", "Column", "Title", "Kind", "Meaning")
    folder = dict(csv_folder.files(year))
    told = list(csv.DictReader(io.StringIO(folder["columns.csv"].decode("utf-8-sig"), newline="")))
    own = [row for row in told if row["table"].startswith("table_")]
    assert [(row[1], row[2], row[4]) for row in rows] == [(row["column"], row["title"], row["meaning"]) for row in own]
    assert all(row["meaning"] for row in told)
    assert len(own) == sum(len(table.columns) for _, table in tables(for_data(year)))


def heads(folder: dict[str, str]) -> dict[str, str]:
    """The first line of every file of the folder."""
    return {name: text.split("\r\n", 1)[0] for name, text in folder.items() if name.endswith(".csv")}


def in_folder(given: Report) -> dict[str, str]:
    """The files of a report as a folder of CSV, as texts."""
    return {name: content.decode("utf-8-sig") for name, content in csv_folder.files(given)}


def rows_of(folder: dict[str, str], name: str) -> list[dict[str, str]]:
    """The rows of a file of the folder."""
    return list(csv.DictReader(io.StringIO(folder[name], newline="")))


@pytest.mark.parametrize("name", ["2023-Q3", "2023"])
def test_every_report_has_the_same_files_and_columns(catalogue: Catalogue, full: dict[str, Report], name: str) -> None:
    """Also a report of nothing: a file without rows has its head, so that Power BI finds what it knows."""
    empty, whole = (in_folder(one) for one in (report_on(catalogue, [], name), full[name]))
    assert heads(empty) == heads(whole)
    assert {"table_grades.csv", "table_actions.csv", "totals.csv"} <= set(heads(empty))
    assert all(f"{one}    " in whole["README.txt"] for one in heads(whole))


def test_no_page_shows_what_is_empty_or_for_programs(full: dict[str, Report], catalogue: Catalogue) -> None:
    """An empty table is told in words on pages, as before, and keys of actions stand in data only."""
    for one in (*full.values(), report_on(catalogue, [], "2023-Q3")):
        read = [table for _, table in tables(for_pages(one))]
        assert all(table.rows for table in read if table.id not in {"owners", "child_by_area"})
        assert all(column.where == "everywhere" for table in read for column in table.columns)
        assert not any("00000003-" in str(cell) for table in read for row in table.rows for cell in row)


def test_rows_can_be_added_up(full: dict[str, Report]) -> None:
    """No row of a file is a total of others; totals stand in a file of their own, on pages beneath the rows."""
    folder = in_folder(full["2023"])
    forms = rows_of(folder, "table_records.csv")
    total = {(row["table"], row["column"]): row["total"] for row in rows_of(folder, "totals.csv")}
    assert sum(int(row["records"]) for row in forms) == int(total["table_records", "records"])
    assert sum(int(row["audits"]) for row in rows_of(folder, "table_year.csv")) == int(total["table_year", "audits"])
    assert {name for name, _ in total} == {"table_records", "table_themes", "table_year", "table_year_work"}
    read = {table.id: table for _, table in tables(for_pages(full["2023"]))}
    assert read["records"].rows[-1] == ("All records", int(total["table_records", "records"]))
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(full["2023"])))
    last = len(forms) + 4
    assert book["Records"].tables["table_records"].ref == f"A4:B{last}"
    assert book["Records"].cell(last + 1, 1).value is None
    assert book["Records"].cell(last + 2, 1).value == "All records"
    assert book["Records"].cell(last + 2, 2).value == int(total["table_records", "records"])


def test_an_action_can_be_followed_from_report_to_report(catalogue: Catalogue, make: Make) -> None:
    """The number of the record and the row in it are the key of an action, alike in every report and both tables."""
    records = [make(number=number) for number in range(1, 3)]
    made_of = {one["record_id"]: one["answers"]["ila.g.actions"]["rows"] for one in records}
    keys = {f"{identity}/ila.g.actions/{row['id']}" for identity, rows in made_of.items() for row in rows}
    for name in ("2023-Q2", "2023-Q3"):
        report = report_on(catalogue, records, name)
        folder = in_folder(report)
        actions, late = (
            [row["action_key"] for row in rows_of(folder, f"table_{table}.csv")] for table in ("actions", "overdue")
        )
        assert sorted(actions) == sorted(keys)
        assert late
        assert set(late) <= keys


def test_a_share_of_chosen_cases_has_its_interval(full: dict[str, Report], catalogue: Catalogue, make: Make) -> None:
    """In data its two ends stand beside it, on pages a sentence beside the main ones; under ten there is neither."""
    twelve = report_on(catalogue, [make(number=number) for number in range(1, 13)], "2023-Q2")
    for one in (*full.values(), twelve):
        found = {table.id: table for _, table in tables(for_data(one)) if "low" in {each.id for each in table.columns}}
        assert {"headline", "grades", "grades_by_area", "child_by_area", "standards", "quarters"} <= set(found)
        for table in found.values():
            at = [column.id for column in table.columns].index("low")
            shares = [row[at - 1 : at + 2] for row in table.rows] if table.id != "headline" else []
            assert all(low <= share <= high for share, low, high in shares if isinstance(share, float))  # type: ignore[operator]
            assert all((low, high) == (None, None) for share, low, high in shares if not isinstance(share, float))
    said = [text.partition(": ")[2] for text in texts(twelve) if "would be no surprise" in text]
    assert said == [
        "0 of 12 (0%). Between 0% and 24% would be no surprise, had other cases been chosen.",
        "12 of 12 (100%). Between 76% and 100% would be no surprise, had other cases been chosen.",
    ]
    assert not any("would be no surprise" in text for text in texts(full["2023-Q3"]))


def texts(report: Report) -> list[str]:
    """The paragraphs of a report."""
    return [block.text for _, one in sections(report) for block in one.blocks if isinstance(block, Paragraph)]
