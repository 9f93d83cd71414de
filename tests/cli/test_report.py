"""`practice-audit report`: files for people and programs, none written over, the same bytes each time."""

from __future__ import annotations

import csv
import json
import re
import sys
from typing import TYPE_CHECKING

import pytest

from tests.report_records import made

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue
    from tests.making import Make, Run, Save

MADE_ON = ("--made-on", "2023-10-10")


@pytest.fixture(scope="module")
def register(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of thirty records."""
    from practice_audit.register import Register  # noqa: PLC0415 - as the command does

    place = tmp_path_factory.mktemp("register") / "records.sqlite"
    filled = Register.in_file(place, create=True)
    with filled.transaction():
        for record in made(catalogue, 30):
            filled.add(record)
    filled.close()
    return place


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_it_writes_every_format(run: Run, register: Path, tmp_path: Path) -> None:
    """Page, Markdown, workbook, document, data and a folder of CSV, for the owner's eyes only."""
    out = tmp_path / "q3"
    done = run("report", "--register", register, "--period", "2023-Q3", "--out", out, "--planned", "12", *MADE_ON)
    assert done.exit_code == 0, done.output
    written = files(out)
    assert {name for name in written if "/" not in name} == {
        *("report.html", "report.md", "report.xlsx", "report.docx", "report.json"),
    }
    assert "csv/table_headline.csv" in written
    assert "Audits planned: 12" in written["report.md"].decode("utf-8").replace("\\", "")
    assert sys.platform == "win32" or all(path.stat().st_mode & 0o077 == 0 for path in out.rglob("*.*"))
    assert list(tmp_path.iterdir()) == [out]


def test_it_gives_the_same_bytes_again(
    run: Run, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day of making may come from --made-on or from SOURCE_DATE_EPOCH: equal input gives equal files."""
    common = ("report", "--register", register, "--period", "2023", "--format", "html", "--format", "csv")
    wanted = [*common, "--format", "xlsx", "--format", "json"]
    assert run(*wanted, "--out", tmp_path / "one", *MADE_ON).exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1696932000")
    assert run(*wanted, "--out", tmp_path / "two").exit_code == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert len(files(tmp_path / "one")) > 20


def test_it_writes_over_nothing(run: Run, register: Path, tmp_path: Path) -> None:
    """A folder that holds anything stays as it is, and the message says so; an empty one is taken."""
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "note.txt").write_text("mine", encoding="utf-8")
    common = ("report", "--register", register, "--period", "2023-Q3", "--format", "md", *MADE_ON)
    refused = run(*common, "--out", tmp_path / "there")
    assert refused.exit_code == 2
    assert "is there already, and nothing was written into it" in refused.output
    assert files(tmp_path / "there") == {"note.txt": b"mine"}
    (tmp_path / "empty").mkdir()
    assert run(*common, "--out", tmp_path / "empty").exit_code == 0
    assert list(files(tmp_path / "empty")) == ["report.md"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--period", "2023-Q5"), "2026-Q3, or a year"),
        (("--period", "Q3"), "2026-Q3, or a year"),
        (("--period", "2023-Q3", "--planned", "-1"), "-1"),
        (("--period", "2023-Q3", "--made-on", "10.10.2023"), "10.10.2023"),
        (("--period", "2023-Q3", "--handbook", "javascript:alert(1)"), "http"),
    ],
)
def test_wrong_usage_says_what_is_right(
    run: Run, register: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    """Nothing is written, the exit code is 2, and the message says how it is done."""
    done = run("report", "--register", register, "--out", tmp_path / "out", *options)
    assert done.exit_code == 2
    assert words in done.output
    assert not (tmp_path / "out").exists()


def test_a_register_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    """No register is made by a report, and nothing is written."""
    done = run("report", "--register", tmp_path / "none", "--period", "2023", "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["2019-Q3", "2019"])
def test_no_report_is_made_of_another_time(run: Run, register: Path, tmp_path: Path, name: str) -> None:
    """Of a period beyond the records nothing is written, neither report nor codes; their quarters are named."""
    (tmp_path / "staff.csv").write_text("code,group\nAU-12,East\n", encoding="utf-8", newline="")
    staff = ("--staff", tmp_path / "staff.csv", "--without-experience", tmp_path / "codes.csv")
    done = run("report", "--register", register, "--period", name, "--out", tmp_path / "out", *staff)
    assert done.exit_code == 2
    assert "so there is no report to make. There are records of 2023-Q2" in done.output
    assert "Nothing was written." in done.output
    assert list(files(tmp_path)) == ["staff.csv"]


def test_the_list_of_staff_gives_a_list_of_its_own(run: Run, register: Path, tmp_path: Path) -> None:
    """Codes without experience of audit stand in a file beside the report, and in no file of it (R024, R138)."""
    staff = tmp_path / "staff.csv"
    staff.write_text(
        "code,group\n" + "".join(f"QQ-{each},East\n" for each in range(70, 75)) + "AU-12,\n", encoding="utf-8"
    )
    common = ("report", "--register", register, "--period", "2023", *MADE_ON)
    codes = tmp_path / "beside" / "codes.csv"
    formats = ("--format", "json", "--format", "html")
    done = run(*common, "--out", tmp_path / "out", "--staff", staff, "--without-experience", codes, *formats)
    assert done.exit_code == 0, done.output
    assert "It is no part of the report" in done.output
    written = files(tmp_path / "out")
    with codes.open(encoding="utf-8", newline="") as opened:
        assert [row["code"] for row in csv.DictReader(opened)] == [f"QQ-{each}" for each in range(70, 75)]
    assert sys.platform == "win32" or codes.stat().st_mode & 0o077 == 0
    assert set(written) == {"report.json", "report.html"}
    assert b"QQ-7" not in b"".join(written.values())
    told = json.loads(written["report.json"])
    tables = [block for one in told["report"]["sections"] for block in one["blocks"] if block["kind"] == "table"]
    assert next(one["rows"] for one in tables if one["id"] == "without_experience") == [
        ["All groups together", 6, 5],
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--staff", "staff.csv", "--without-experience", "out/codes.csv"), "Name a file outside its folder"),
        (("--staff", "staff.csv", "--without-experience", "out/csv/../codes.csv"), "Name a file outside its folder"),
        (("--staff", "staff.csv", "--without-experience", "staff.csv"), "is there already"),
        (("--without-experience", "codes.csv"), "needs --staff"),
    ],
)
def test_codes_of_staff_never_lie_in_the_report(
    run: Run, register: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    """A list of codes in the folder of the report, without a list of staff, or over a file is refused."""
    (tmp_path / "staff.csv").write_text("code,group\nAU-12,East\n", encoding="utf-8", newline="")
    given = [each if each.startswith("--") else tmp_path / each for each in options]
    done = run("report", "--register", register, "--period", "2023", "--out", tmp_path / "out", *given)
    assert done.exit_code == 2
    assert words in " ".join(done.output.split())
    assert files(tmp_path) == {"staff.csv": b"code,group\nAU-12,East\n"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The list is empty"),
        ("name\nx\n", "The list has no column code"),
        ("code\nJane Brown\n", "is not a code"),
        ("code\n01134960123\n", "looks like a telephone number"),
        ("code\n9434765919\n", "looks like an NHS number"),
        ("code,group\nAU-1,0113 496 0123\n", "looks like a telephone number"),
        ("code,group\nAU-1,jane.brown@example.org\n", "looks like an e-mail address"),
        ("code,group\nAU-1,Jane Brown\n", "looks like a name"),
        ("code\nAU-1\nau-1\n", "line 2, too"),
        ("code,group,mail\nAU-1,East,jane.brown@example.org\n", "looks like"),
    ],
)
def test_a_list_that_cannot_be_used_is_told(run: Run, register: Path, tmp_path: Path, text: str, words: str) -> None:
    """The message names the line and the remedy, repeats no name, and nothing is written."""
    staff = tmp_path / "staff.csv"
    staff.write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    done = run("report", "--register", register, "--period", "2023", "--out", out, "--staff", staff)
    assert done.exit_code == 2
    assert words in done.output
    assert not text or re.search(r"staff\.csv:\d DRW", done.output), "the line is named"
    assert "Brown" not in done.output
    assert "brown" not in done.output
    assert not out.exists()


def test_without_the_extra_part_for_documents_the_others_are_written(
    run: Run, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where python-docx is not installed, the report says so and writes the rest; asked for alone, it stops."""
    monkeypatch.setitem(sys.modules, "docx", None)
    common = ("report", "--register", register, "--period", "2023-Q3", *MADE_ON)
    done = run(*common, "--out", tmp_path / "out")
    assert done.exit_code == 0
    assert "Install practice-audit[docx]" in done.output
    assert "report.docx" not in files(tmp_path / "out")
    refused = run(*common, "--out", tmp_path / "two", "--format", "docx")
    assert refused.exit_code == 2
    assert not (tmp_path / "two").exists()


def test_a_sample_says_so(run: Run, register: Path, tmp_path: Path) -> None:
    """A report of made-up records is marked in every format that people read."""
    common = ("report", "--register", register, "--period", "2023-Q3", "--format", "html", "--format", "md", *MADE_ON)
    assert run(*common, "--sample", "--out", tmp_path / "out").exit_code == 0
    for content in files(tmp_path / "out").values():
        assert b"ample" in content


def test_records_of_a_folder_come_in_by_import(run: Run, save: Save, make: Make, tmp_path: Path) -> None:
    """From files to the report: import, then report."""
    place = tmp_path / "r.sqlite"
    assert run("import", save(make("pre-audit")), "--register", place).exit_code == 0
    done = run(
        "report", "--register", place, "--period", "2023", "--out", tmp_path / "out", "--format", "json", *MADE_ON
    )
    assert done.exit_code == 0, done.output
    told = json.loads(files(tmp_path / "out")["report.json"])["report"]
    assert ["Records counted", 1] in told["facts"]
