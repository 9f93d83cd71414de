"""The findings of 2012 and those of a quarter are told by the same functions."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from practice_audit import findings
from practice_audit.report.asking import Asked
from practice_audit.report.layout import Points, Report, Section
from practice_audit.report.making import make
from practice_audit.report.periods import period
from practice_audit.report.sections import telling
from practice_audit.report.sections.found import of_findings
from practice_audit.report.writers import csv_folder, markdown, web_page, workbook
from practice_audit.report.writers.arranging import arranged, sections, tables
from tests.report_records import made, replaced_by

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.findings import Findings
    from practice_audit.model import Catalogue
    from practice_audit.sources import Sources

DAY = dt.date(2012, 12, 15)


@pytest.fixture(scope="module")
def of_2012(sources: Sources) -> Findings:
    """The findings of 2012 as they stand in YAML."""
    return next(report for report in sources.findings if report.id == "2012-11")


@pytest.fixture(scope="module")
def told(of_2012: Findings) -> Report:
    """The same, told as a report."""
    return of_findings(of_2012, DAY)


def lists(section: Section) -> list[Points]:
    """The lists of a section."""
    return [block for block in section.blocks if isinstance(block, Points)]


def test_2012_has_its_seven_themes_and_its_counts(told: Report) -> None:
    """Seven themes with 20 strengths, 21 areas, 27 actions undertaken, 22 agreed, 16 of these with a date."""
    table = next(table for _, table in tables(arranged(told)) if table.id == "themes")
    assert len(table.rows) == 7
    assert table.total == ("All themes", 20, 21, 27, 22, 16)
    assert table.rows[0][1:] == (4, 4, 2, 3, 2)


def test_each_theme_of_2012_has_its_four_lists(told: Report) -> None:
    """The four lists stand in each theme in their order, with every item of it."""
    themes = next(section for section in told.sections if section.id == "themes").sections
    assert [[one.title for one in lists(theme)] for theme in themes] == [
        ["Strengths", "Areas for development", "Actions undertaken", "Agreed actions"]
    ] * 7
    assert sum(len(one.items) for theme in themes for one in lists(theme)) == 20 + 21 + 27 + 22


def test_figures_of_2012_keep_their_words(told: Report, of_2012: Findings) -> None:
    """A figure keeps its qualifier and its source, and one that is told in words gets no number (R150)."""
    table = next(table for _, table in tables(arranged(told)) if table.id == "figures")
    assert len(table.rows) == len(of_2012.measures)
    amounts = {str(row[0]): str(row[2]) for row in table.rows}
    assert any(amount.startswith("about ") for amount in amounts.values())
    in_words = [one for one in of_2012.measures if one.value is None]
    assert in_words
    for one in in_words:
        assert amounts[one.label].endswith("(no number given)")
    assert all(row[4] for row in table.rows)


def test_what_2012_does_not_say_is_said_to_be_missing(told: Report) -> None:
    """Agreed actions without a date or an owner are listed, and each says that its owner is not given (R146)."""
    agreed = next(section for section in told.sections if section.id == "agreed")
    without_date, without_owner, overdue = lists(agreed)
    assert len(without_date.items) == 6
    assert len(without_owner.items) == 22
    assert all("Owner: not given" in point.details for point in without_owner.items)
    assert overdue.items == ()


def test_a_quarter_goes_through_the_same_functions(of_2012: Findings, catalogue: Catalogue) -> None:
    """The themes of a quarter's report are what the functions make of its findings, as for 2012."""
    records = made(catalogue, 60)
    whole = make(records, [catalogue], Asked(period=period("2023-Q3"), made_on=DAY), replaced=replaced_by(records))
    by_id = {section.id: section for section in whole.report.sections}
    given = by_id["themes"]
    about = telling.Around(
        measures={one.id: one for one in whole.findings.measures},
        table=given.blocks[0],  # type: ignore[arg-type]
        followed=True,
        elsewhere={
            theme.id: "They stand with the chapters of the Practice Standards."
            for theme in whole.findings.themes
            if ".wgll-" in theme.id
        },
    )
    assert given == telling.themes_section(whole.findings, about)
    assert len(telling.themes_section(of_2012, telling.around(of_2012)).sections) == len(of_2012.themes) == 7


def test_findings_of_a_quarter_are_findings(catalogue: Catalogue) -> None:
    """They survive being written and read again, and their ids say which report they belong to."""
    records = made(catalogue, 60)
    found = make(records, [catalogue], Asked(period=period("2023-Q3"), made_on=DAY)).findings
    assert findings.Findings.from_json(found.to_json()) == found
    assert {findings.report_of(identity) for identity in found.by_id} == {"2023-q3"}
    assert len(found.by_id) == sum(1 for _ in found.by_id)


def test_findings_of_a_quarter_fit_the_shape_of_the_files(catalogue: Catalogue, root: Path) -> None:
    """They pass the schema of `standards/findings/`, so that a team can make a file of them."""
    records = made(catalogue, 60)
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in (root / "standards/schemas").glob("*.json")]
    names = [path.name for path in (root / "standards/schemas").glob("*.json")]
    registry = Registry[Any]().with_resources(
        [(name, Resource.from_contents(schema)) for name, schema in zip(names, schemas, strict=True)]
    )
    schema = schemas[names.index("findings.schema.json")]
    for name in ("2023-Q3", "2023"):
        asked = Asked(period=period(name), made_on=DAY.replace(year=2024))
        found = make(records, [catalogue], asked, replaced=replaced_by(records)).findings
        faults = [
            error.message for error in Draft202012Validator(schema, registry=registry).iter_errors(found.to_json())
        ]
        assert faults == []


def test_every_format_takes_the_report_of_2012(told: Report) -> None:
    """Page, Markdown, workbook and CSV are written of it."""
    page = web_page.page(told).decode("utf-8")
    text = markdown.text(told)
    for theme in next(section for section in told.sections if section.id == "themes").sections:
        assert theme.title.replace("&", "&amp;") in page
        assert theme.title.split(" ")[0] in text
    assert workbook.workbook(told).startswith(b"PK")
    assert any(name == "table_themes.csv" for name, _ in csv_folder.files(told))
    assert len([one for _, one in sections(told)]) == 6 + 7
