"""A report before it is written: tables in their places, names that are safe, values as people read them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from practice_audit.report import naming, shown
from practice_audit.report.layout import Chart, Column, Paragraph, Section, Table, Withheld
from practice_audit.report.writers.arranging import arranged, charts, for_data, for_pages, sections, tables
from tests.report_sample import BY_TEAM, FEW, OVER_TIME, SAMPLE

CHART = next(block for _, section in sections(SAMPLE) for block in section.blocks if isinstance(block, Chart))


def _of(*blocks: Chart | Table) -> tuple[str, ...]:
    """The ids of the blocks of a report of these, as it is arranged."""
    made = arranged(replace(SAMPLE, sections=(Section(id="only", title="Only", blocks=blocks),)))
    return tuple(f"{type(one).__name__} {one.id}" for one in made.sections[0].blocks if isinstance(one, Chart | Table))


def test_a_chart_has_its_table_beneath_it() -> None:
    """A table that only a chart draws is put after the chart; two charts of one table have it once."""
    assert _of(CHART) == ("Chart grades_by_team", "Table grades_by_team")
    twice = replace(CHART, id="again")
    assert _of(CHART, twice) == ("Chart grades_by_team", "Table grades_by_team", "Chart again")


def test_a_table_that_is_told_stays_where_it_is() -> None:
    """A table that stands as a block is not put beneath its chart as well."""
    assert _of(CHART, OVER_TIME, BY_TEAM) == (
        "Chart grades_by_team",
        "Table good_or_better_over_time",
        "Table grades_by_team",
    )
    assert _of(BY_TEAM, CHART) == ("Table grades_by_team", "Chart grades_by_team")


def test_long_tables_are_named_on_pages_and_stand_in_data() -> None:
    """A page names a table that stands in data only, says nothing of one told in words, and has what data have not."""
    long, told, few = (replace(BY_TEAM, id=name, title=name, where=name) for name in ("data", "told", "pages"))
    below = Section(id="below", title="Below", blocks=(told, few))
    given = replace(SAMPLE, sections=(Section(id="only", title="Only", blocks=(long, BY_TEAM), sections=(below,)),))
    read, data = (list(tables(made(given))) for made in (for_pages, for_data))
    assert [table.id for _, table in read] == [BY_TEAM.id, "pages"]
    assert [table.id for _, table in data] == ["data", BY_TEAM.id, "told"]
    named = for_pages(given).sections[0].blocks[0]
    rows = f"({len(BY_TEAM.rows)} rows)"
    assert named == Paragraph(text=f"The table “data” {rows} is in the Excel workbook and among the CSV files.")
    assert "(1 row)" in shown.elsewhere(replace(long, rows=long.rows[:1]))


def test_every_chart_of_the_sample_has_its_table() -> None:
    """Nothing is drawn whose figures cannot be read."""
    made = arranged(SAMPLE)
    assert {chart.table.id for _, chart in charts(made)} <= {table.id for _, table in tables(made)}
    assert arranged(made) == made


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ((BY_TEAM, replace(BY_TEAM, title="Other")), "Two tables"),
        ((CHART, CHART), "Two parts"),
        ((replace(BY_TEAM, rows=(("one",),)),), "does not fit"),
        ((replace(BY_TEAM, columns=BY_TEAM.columns[:1] * 7),), "does not fit"),
        ((replace(BY_TEAM, rows=(("x", float("nan"), 0, 0, 0, 0, 0),)),), "without an end"),
        ((replace(CHART, series=("nothing",)),), "draws a column"),
        ((replace(CHART, table=replace(CHART.table, where="data")),), "does not stand beside it everywhere"),
        ((replace(CHART, kind="run"),), "one line only"),
        ((replace(CHART, signals=(99,)),), "marks a row"),
    ],
)
def test_a_report_that_contradicts_itself_is_refused(blocks: tuple[Chart | Table, ...], said: str) -> None:
    """Two things of one id, rows that do not fit and charts of what is not there are told, never written."""
    with pytest.raises(ValueError, match=said):
        _of(*blocks)


def test_two_sections_of_one_id_are_refused() -> None:
    """The contents could not lead to both."""
    one = Section(id="a", title="A")
    with pytest.raises(ValueError, match="section a"):
        arranged(replace(SAMPLE, sections=(one, replace(one, sections=(one,)))))


@given(some.lists(some.text(max_size=80), max_size=12))
def test_names_are_safe_and_no_two_alike(ids: list[str]) -> None:
    """Whatever the ids are, each has a name of a file and of a sheet that nobody else has, whatever case is kept."""
    made = naming.names(ids, "_")
    assert len({name.lower() for name in made.values()}) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", name) and len(name) <= 64 for name in made.values())
    sheets = naming.sheet_names(ids, ("Cover",))
    assert len({name.lower() for name in (*sheets.values(), "Cover", "History")}) == len(set(ids)) + 2
    assert all(re.fullmatch(r"[A-Za-z0-9 ]{1,31}", name) for name in sheets.values())


def test_an_id_that_is_safe_keeps_its_name_whatever_stands_beside_it() -> None:
    """Names of files and columns are permanent: another id that would like the same one gets a number."""
    assert naming.names(["By Team", "by_team", "con"], "_") == {
        "By Team": "by_team_2",
        "by_team": "by_team",
        "con": "con_x",
    }


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (1204, "count", "1,204"),
        (62.5, "percent", "63%"),
        (0.625, "number", "0.63"),
        (dt.date(2026, 7, 3), "date", "3 July 2026"),
        (None, "count", ""),
        (FEW, "count", "fewer than 5"),
        ("a\u202eb\tc\r\nd", "text", "a⟦U+202E⟧b c\nd"),
    ],
)
def test_a_cell_reads_the_same_everywhere(value: object, kind: str, said: str) -> None:
    """Figures have their signs, days their month in words, and nothing is hidden in a text."""
    assert shown.cell(value, Column(id="x", title="X", kind=kind)) == said  # type: ignore[arg-type]  # from the list


def test_a_column_of_numbers_has_as_many_decimals_as_it_needs() -> None:
    """Numbers stand beneath each other with the same decimals, two at most."""
    assert shown.decimals([30, 28.5, None, Withheld(words="x")]) == 1
    assert shown.decimals([0.333333, 1]) == 2
    assert shown.decimals([100, 20]) == shown.decimals([]) == 0
