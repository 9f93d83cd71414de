"""The made-up year of `make demo`, smaller: imported and reported on by commands, counted again by plain loops."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import pytest

from practice_audit import records
from practice_audit.cli.editions import catalogue_of
from practice_audit.made_up import is_made_up
from practice_audit.report.shown import SAMPLE
from site_build.demo import pages, people, running, spoiling, year
from site_build.demo.making import MARK
from tests.report_totals import totals

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue
    from tests.making import Run

NUMBER = 200
FIRST = "2023"
PERIODS = {
    "2025-Q1": ("2025-01-01", "2025-03-31"),
    "2025-Q4": ("2025-10-01", "2025-12-31"),
    "2025": ("2025-01-01", "2025-12-31"),
}
CHOICES = {
    "service": "service",
    "area": "area",
    "plan": "plan",
    "age": "age",
    "parent_asked": "parent",
    "child_asked": "child",
    "justified": "justified",
    "log_kind": "feedback-kind",
    "log_procedure": "procedure",
    "log_in_time": "in-time",
    "outside_reviews": "outside-review",
    "action_states": "states",
    "records": "records",
}  # fmt: skip
"""Tables with one number for each choice, and what the script calls them."""
COLUMNS = ("audits", "actions", "number", "records", "found", "standards")
LINE = '<p class="sample-year">'
"""How the first line of a page begins that says that there is a made-up year beside it."""
Rows: TypeAlias = "list[dict[str, str]]"
Told: TypeAlias = "tuple[dict[str, Rows], dict[str, Any]]"


class Demo(NamedTuple):
    """The records of a year, the folder of everything that came of them, and how the import ended."""

    made: list[dict[str, Any]]
    folder: Path
    exit_code: int
    problems: list[dict[str, Any]]
    said: str


@pytest.fixture(scope="module")
def demo(catalogue: Catalogue, run: Run, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """A year of a few records, written and imported."""
    folder = tmp_path_factory.mktemp("demo")
    made = year.year(catalogue_of(FIRST), catalogue, number=NUMBER)
    running.write(made, folder / "records")
    done = run("import", folder / "records", "--register", folder / "register.db", "--format", "json")
    return Demo(made, folder, done.exit_code, json.loads(done.stdout), done.stderr)


@pytest.fixture(scope="module", params=PERIODS)
def told(request: pytest.FixtureRequest, demo: Demo, catalogue: Catalogue, run: Run) -> Told:
    """The tables of a report as they stand in its CSV files, and what the script counts in the record files."""
    out = demo.folder / request.param
    asked = ("--made-on", year.MADE_ON, "--sample", "--format", "csv")
    register = demo.folder / "register.db"
    assert run("report", "--register", register, "--period", request.param, "--out", out, *asked).exit_code == 0
    flat = demo.folder / "flat"
    flat.mkdir(exist_ok=True)
    for record in demo.made:
        (flat / records.file_name(record, "")).write_text(records.text(record), encoding="utf-8")
    found = {path.stem.removeprefix("table_"): _rows(path) for path in (out / "csv").glob("*.csv")}
    return found, totals(flat, json.loads(json.dumps(catalogue.to_json())), *PERIODS[request.param])


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def _numbers(rows: Rows, *columns: str) -> list[int]:
    """The numbers of these columns, sorted, without noughts: what there is of each choice."""
    return sorted(int(row[column]) for row in rows for column in columns if int(row[column] or 0))


def test_the_same_seed_gives_the_same_bytes(demo: Demo, catalogue: Catalogue) -> None:
    """Made again, every record has the same bytes; another seed makes another service."""
    again = year.year(catalogue_of(FIRST), catalogue, number=NUMBER)
    assert [records.text(record) for record in again] == [records.text(record) for record in demo.made]
    assert people.service("another", 20).frame != people.service(year.SEED, 20).frame


def test_every_record_enters_and_nothing_that_is_spoilt(demo: Demo) -> None:
    """All records pass all rules, those over several records too; each spoilt file is refused for its own reason."""
    assert len(demo.made) == NUMBER
    assert demo.exit_code == 1
    found = spoiling.reasons(demo.problems)
    assert spoiling.as_it_should_be(found), found


def test_the_register_holds_them_all(demo: Demo, run: Run) -> None:
    """The register lists as many records as were made."""
    listed = run("list", "--register", demo.folder / "register.db", "--format", "json")
    assert len(json.loads(listed.stdout)) == NUMBER


def test_everything_is_marked_as_a_sample(demo: Demo) -> None:
    """The first line of each record says that it is made up, and so does the first line of a page."""
    assert {record["read_me"][0] for record in demo.made} == {f"{MARK}."}
    assert all(is_made_up(record) for record in demo.made)
    assert f"Warning: {NUMBER} of the imported records are made up" in demo.said
    page = pages.marked('<html><head><title>A</title></head><body class="page"><h1>A</h1></body></html>')
    assert page.index(MARK) < page.index("<h1>")
    assert pages.marked(page.replace(MARK, "")).count("sample.css") == 1


def test_every_step_up_to_the_pages(demo: Demo, site: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    """The records enter, every report is made, and the site leads to each file of them, marked on every page."""
    shutil.copytree(demo.folder / "records", tmp_path / "records")
    running.bring_in(tmp_path)
    running.report(tmp_path, year.SEED, NUMBER)
    shutil.copytree(site, tmp_path / "site")
    pages.finish(tmp_path / "site", tmp_path / "reports", catalogue.edition.id)
    listed = (tmp_path / "site" / "sample" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="/(sample/sample-[^"]+)">', listed)
    assert len(links) == len({*year.PERIODS, year.YEAR}) * 5
    assert [link for link in links if not (tmp_path / "site" / link).is_file()] == []
    every = {page: page.read_text(encoding="utf-8") for page in (tmp_path / "site").rglob("*.html")}
    assert len(every) > 1_000
    of_reports = {page for page in every if page.name == "report.html"}
    assert [page for page in every.keys() - of_reports if LINE not in every[page]] == []
    assert [page for page in of_reports if SAMPLE not in every[page]] == []


def test_nothing_of_it_is_in_the_handbook(site: Path) -> None:
    """What `make build` makes holds no made-up year: no page has its line, and there is no place for its reports."""
    assert not (site / pages.PLACE).exists()
    assert [page for page in site.rglob("*.html") if LINE in page.read_text(encoding="utf-8")] == []


def test_the_year_is_as_a_year_is(demo: Demo) -> None:
    """Two editions, two calendar years, and every kind of record that a report tells of."""
    kinds = {record["record_type"] for record in demo.made}
    assert {"ila", "pre-audit", "moderation-1", "meeting-note", "actions", "recheck", "complaint-learning"} <= set(
        kinds
    )
    assert len({record["edition"] for record in demo.made}) == 2
    assert {record["completed"][:4] for record in demo.made} == {"2024", "2025"}


def test_one_number_for_each_choice(told: Told) -> None:
    """Each table that counts choices holds the numbers that the script counts, and no others."""
    tables, found = told
    looked_at = 0
    for table, name in CHOICES.items():
        counted = sorted(number for number in found.get(name, {}).values() if number)
        rows = tables.get(table, [])
        column = next((one for one in COLUMNS if rows and one in rows[0]), "")
        assert not counted or column, (table, rows[:1])
        assert (_numbers(rows, column) if column else []) == counted, table
        looked_at += len(counted)
    assert looked_at > 20


def test_the_main_figures(told: Told, catalogue: Catalogue) -> None:
    """Audits, grades, standards, moderations, voices, actions and records are those that the script counts."""
    tables, found = told
    upper = {grade.id for grade in catalogue.of_kind("grade") if grade.details["actions"] != "required"}
    judged = Counter[str]()
    for counts in found["standards"].values():
        judged.update(counts)
    expected = {
        "Audits finished": found["audits"],
        "Audits with one": sum(number for grade, number in found["grades"].items() if grade in upper),
        "Standards that were met": judged["met"],
        "Moderations finished": sum(found.get("moderations", {}).values()),
        "Audits in which the child": found["child_heard"].get("yes", 0),
        "Actions agreed": found["agreed"],
        "Actions overdue": found["overdue"],
        "Actions done": found["done"],
        "Records of every kind": sum(found["records"].values()),
    }
    shown = {row["figure"]: int(row["now"] or 0) for row in tables["headline"]}
    for start, number in expected.items():
        assert [value for name, value in shown.items() if name.startswith(start)] == [number], start


def test_each_standard(told: Told) -> None:
    """Met, partly met, not met and not applicable of each standard, by its id."""
    tables, found = told
    names = ("met", "partly", "not_met", "na")
    rows = {next(reversed(row.values())): row for row in tables["standards"]}
    assert set(rows) == set(found["standards"])
    for identity, row in rows.items():
        assert [int(row[name]) for name in names] == [found["standards"][identity].get(name, 0) for name in names]


def test_voices_pairs_of_grades_meetings_and_referrals(told: Told) -> None:
    """Tables with several numbers in a row hold the numbers that the script counts."""
    tables, found = told
    states = ("heard", "observed", "declined", "not_asked")
    assert _numbers(tables["voices"], *states) == _flat(found["voices"])
    for which in ("first", "second"):
        rows = tables.get(f"grades_{which}_moderation", [])
        columns = [name for name in rows[0] if name.startswith("moderator_")] if rows else []
        assert _numbers(rows, *columns) == _flat(found.get("pairs", {}).get(which, {}))
    assert sum(int(row["held"]) for row in tables["meetings"]) == sum(_flat(found["meetings"]))
    columns = [name for name in tables["referrals"][0] if name in ("met", "partly", "not_met", "na")]
    assert _numbers(tables["referrals"], *columns) == _flat(found["referral"])


def test_what_rechecks_found(told: Told) -> None:
    """Better, the same, worse: as many of each as the script counts over all standards."""
    tables, found = told
    counted = Counter[str]()
    for each in found.get("rechecks", {}).values():
        counted.update(each)
    rows = tables.get("rechecks", [])
    assert sorted(filter(None, (int(row["number"]) for row in rows))) == sorted(counted.values())


def test_themes_and_actions(told: Told) -> None:
    """All notes, each once, all actions of the themes, and each action by its text, date and state."""
    tables, found = told
    total = {row["column"]: int(row["total"]) for row in tables["totals"] if row["table"] == "table_themes"}
    assert [total[name] for name in ("noted_strengths", "noted_development", "agreed", "done", "overdue")] == [
        *(found["pieces"][kind] for kind in ("strength", "development")),
        *(found[name] for name in ("agreed", "done", "overdue")),
    ]
    listed = Counter((row["action"], row["due"], row["status"], row["late"]) for row in tables["actions"])
    words = {"open": "Open", "in_hand": "In hand", "done": "Done", "not_done": "Not done"}
    assert listed == Counter(
        (one["text"], one["due"], words[one["state"]], "yes" if one["overdue"] else "") for one in found["listed"]
    )


def _flat(found: dict[str, dict[str, int]]) -> list[int]:
    return sorted(number for each in found.values() for number in each.values() if number)
