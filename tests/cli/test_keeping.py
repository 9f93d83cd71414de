"""`practice-audit export`, `verify`, `backup` and `purge`: on real records, with their words and exit codes."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from practice_audit import records
from practice_audit.cli import main
from practice_audit.cli.clock import today
from practice_audit.register import Register, expiry
from practice_audit.rules.days import in_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.making import Make, Run, Save


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a register is to be: a file, and a database of a server."""
    return str(tmp_path / "register.db") if request.param == "sqlite" else request.getfixturevalue("new_database")()


@pytest.fixture
def some(make: Make) -> list[dict[str, Any]]:
    """An audit of 2023 with its checklist and a moderation, and an audit of today's year."""
    return [make("pre-audit"), make("ila"), make("moderation-1"), make("selection", number=9, days=600)]


def everything(place: str) -> list[Any]:
    """All that a register holds."""
    register = Register.at(place, create=False)
    try:
        return [*register.documents(), *register.counts()]
    finally:
        register.close()


def test_an_export_can_be_imported(
    run: Run, save: Save, some: list[dict[str, Any]], place: str, tmp_path: Path
) -> None:
    """Every record is exported as the very file that was imported, and importing them makes an equal register."""
    files = save(*some)
    run("import", files, "--register", place, "--reasons", tmp_path / "why.json")
    out = tmp_path / "out"
    done = run("export", "--register", place, "--out", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith(f"4 records written to {out}. They are personal data")
    written = {path.name: path.read_bytes() for path in (out / "records").rglob("*.json")}
    assert written == {path.name: path.read_bytes() for path in files.iterdir()}
    other = tmp_path / "other.db"
    again = run("import", out / "records", "--register", other, "--with-counts", out / "manifest.json")
    assert "4 imported" in again.stderr
    assert everything(str(other)) == everything(place)
    into = run("export", "--register", place, "--out", out)
    assert (into.exit_code, "is there already" in into.stderr) == (2, True)


def test_the_examples_of_every_tool_come_out_as_they_went_in(root: Path) -> None:
    """From its canonical form each example record is written again byte for byte."""
    from practice_audit import sources  # noqa: PLC0415 - with YAML
    from practice_audit.documents import canonical_bytes  # noqa: PLC0415 - as above

    catalogue = sources.read(root).catalogue
    assert catalogue
    seen = 0
    for tool in catalogue.tools:
        for path in sorted((root / "tools" / "definitions" / tool.id / "examples" / "valid").glob("*.json")):
            record = json.loads(path.read_text(encoding="utf-8"))
            whole = records.complete(catalogue, tool, record, record["completed"] or record["created"])
            stored = json.loads(canonical_bytes(whole))
            assert records.text(records.in_file_order(tool, stored)) == records.text(whole), path
            seen += 1
    assert seen > len(catalogue.tools)


def test_verify(run: Run, save: Save, some: list[dict[str, Any]], place: str, tmp_path: Path) -> None:
    """A sound register is exit code 0, with what is not there as a warning; a changed one is exit code 1."""
    run("import", save(*some), "--register", place, "--reasons", tmp_path / "why.json")
    done = run("verify", "--register", place, "--format", "json")
    assert done.exit_code == 0
    assert {problem["code"] for problem in json.loads(done.stdout)} <= {"REG008"}
    assert done.stderr.startswith("4 records of ")
    assert done.stderr.endswith(" checked: all as they were imported.\n")
    register = Register.at(place, create=False)
    with register.transaction() as connection:
        connection.exec_driver_sql("UPDATE records SET completed = '2031-01-01T00:00:00Z' WHERE record_type = 'ila'")
    register.close()
    changed = run("verify", "--register", place)
    assert changed.exit_code == 1
    assert "REG006 The record" in changed.stdout
    assert "NOT all as they were imported" in changed.stderr


def _relate(rows: list[dict[str, str]], record: dict[str, Any]) -> None:
    record["relates_to"] = rows


def test_corrections_that_cannot_stand(run: Run, make: Make, place: str, tmp_path: Path) -> None:
    """Verify names two corrections of one record and ends with 1; a backup of the register is made all the same."""
    register = Register.at(place, create=True)
    for number, replaced in ((1, 0), (2, 1), (3, 1)):
        named = [{"relation": "replaces", "record_id": f"{replaced:08x}-0000-4000-8000-000000000000"}]
        register.add(make("pre-audit", number=number, edit=partial(_relate, named if replaced else [])))
    register.close()
    done = run("verify", "--register", place)
    assert done.exit_code == 1
    assert "REG011 The record 00000001 is replaced by more than one correction, 00000002, 00000003." in done.stdout
    assert done.stderr.endswith("all as they were imported. Not every correction among them can stand.\n")
    if place.endswith(".db"):
        assert run("backup", "--register", place, "--out", tmp_path / "copy.db").exit_code == 0


def test_a_backup(run: Run, save: Save, some: list[dict[str, Any]], tmp_path: Path) -> None:
    """A backup is made while another program has the register open, holds the same, and overwrites nothing."""
    place, out = tmp_path / "register.db", tmp_path / "OneDrive" / "backup.db"
    out.parent.mkdir()
    run("import", save(*some), "--register", place)
    with closing(sqlite3.connect(place)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM records").fetchone()
        done = run("backup", "--register", place, "--out", out)
    assert (done.exit_code, f"4 records copied to {out} and checked." in done.stderr) == (0, True)
    back = tmp_path / "back.db"
    back.write_bytes(out.read_bytes())
    assert everything(str(back)) == everything(str(place))
    assert out.stat().st_mode & 0o077 == 0
    before = out.read_bytes()
    again = run("backup", "--register", place, "--out", out)
    assert (again.exit_code, "is there already, and nothing was written. Name another" in again.stderr) == (2, True)
    nowhere = run("backup", "--register", place, "--out", tmp_path / "nowhere" / "backup.db")
    assert (nowhere.exit_code, "cannot be written" in nowhere.stderr) == (2, True)
    assert out.read_bytes() == before


def test_a_backup_of_a_damaged_register(run: Run, save: Save, some: list[dict[str, Any]], tmp_path: Path) -> None:
    """Where the register is not what was imported, the backup says so and fails."""
    place = tmp_path / "register.db"
    run("import", save(*some), "--register", place)
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE records SET case_ref = 'CR-1' WHERE record_type = 'ila'")
        connection.commit()
    done = run("backup", "--register", place, "--out", tmp_path / "backup.db")
    assert done.exit_code == 2
    assert "REG006" in done.stdout


def test_a_server_makes_its_own_backups(run: Run, new_database: Callable[[], str], tmp_path: Path) -> None:
    """For a database of a server the words say what to use, and nothing is written."""
    address = new_database()
    Register.at(address, create=True).close()
    done = run("backup", "--register", address, "--out", tmp_path / "backup.db")
    assert done.exit_code == 2
    assert "pg_dump" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_purge(run: Run, save: Save, some: list[dict[str, Any]], place: str, tmp_path: Path) -> None:
    """Records whose time is over are listed, deleted when that is agreed to, counted with their grade, and stay out."""
    files = save(*some)
    run("import", files, "--register", place, "--reasons", tmp_path / "why.json")
    before = everything(place)
    command = ["purge", "--register", place, "--older-than", str(months_since("2024-02-01"))]
    for answer in ("n\n", "", "\n"):
        done = CliRunner().invoke(main, command, input=answer)
        assert done.exit_code == 0
        assert done.stderr.endswith("Nothing was deleted.\n")
        assert everything(place) == before
    lines = done.stdout.splitlines()
    assert [line.split("  ")[2] for line in lines] == ["pre-audit", "ila", "moderation-1"]
    assert "Delete 3 records for good" in done.stderr
    done = CliRunner().invoke(main, command, input="y\n")
    assert (done.exit_code, "3 records deleted. Their counts stay." in done.stderr) == (0, True)
    register = Register.at(place, create=False)
    assert [entry.record_type for entry in register.entries()] == ["selection"]
    grade = some[1]["answers"]["ila.f.grade"]["value"]
    counted = {(count.record_type, count.quarter): (count.grade, count.records) for count in register.counts()}
    register.close()
    assert counted["ila", "2023-Q2"] == (grade, 1)
    assert counted["pre-audit", "2023-Q2"] == ("", 1)
    assert run("verify", "--register", place).exit_code == 0
    again = run("import", files, "--register", place, "--format", "json", "--reasons", tmp_path / "why.json")
    assert [problem["code"] for problem in json.loads(again.stdout)] == ["REG005"] * 3
    nothing = run(*command, "--yes")
    assert (nothing.exit_code, "No record was completed before" in nothing.stderr) == (0, True)


def test_purge_without_asking(run: Run, make: Make, save: Save, tmp_path: Path) -> None:
    """With --yes nobody is asked; copies of an older format are named, for they hold the records still."""
    place = tmp_path / "register.db"
    run("import", save(make("pre-audit")), "--register", place)
    copy = tmp_path / "register.db.format-1"
    copy.touch()
    done = run("purge", "--register", place, "--older-than", "1", "--yes")
    assert (done.exit_code, str(copy) in done.stderr) == (0, True)
    assert everything(str(place))[0].records == 1


@pytest.mark.parametrize("typed", [("--yes",), ()])
@pytest.mark.parametrize(("months", "warned"), [(11, True), (12, False)])
def test_purge_of_audits_of_the_last_year(  # noqa: PLR0913, PLR0917 - fixtures and a table
    run: Run, make: Make, save: Save, tmp_path: Path, typed: tuple[str, ...], months: int, *, warned: bool
) -> None:
    """Below twelve months what it costs is said before the question, and with --yes, too."""
    place = tmp_path / "register.db"
    run("import", save(make("ila")), "--register", place)
    begun = today()
    done = run("purge", "--register", place, "--older-than", months, *typed)
    warning = re.search(
        r"Warning: cases that were audited from (.*) to (.*) may then be drawn again within 12 months of that audit, "
        r"because the register no longer knows of it\.",
        done.stderr,
    )
    assert bool(warning) is warned
    if warning:  # the day may have changed while this was running
        spans = [(expiry.months_before(day, 12), expiry.months_before(day, 11)) for day in (begun, today())]
        said = [(in_words(first), in_words(end - dt.timedelta(1))) for first, end in spans]
        assert warning.groups() in said
    assert len(everything(str(place))) == 1
    if not typed:
        assert done.stderr.endswith("Nothing was deleted.\n")
        assert warning is None or warning.start() < done.stderr.index("Delete 1 record for good")


def months_since(day: str) -> int:
    """How many months back a day lies."""
    now = today()
    return (now.year - int(day[:4])) * 12 + now.month - int(day[5:7])


@pytest.mark.parametrize("command", ["export", "verify", "backup", "purge"])
def test_a_register_that_is_not_there(run: Run, tmp_path: Path, command: str) -> None:
    """Nothing is made where there is no register: exit code 2, with its name."""
    place = tmp_path / "register.db"
    more = {"export": ("--out", tmp_path / "out"), "backup": ("--out", tmp_path / "out"), "purge": ("--older-than", 9)}
    done = run(command, "--register", place, *more.get(command, ()))
    assert (done.exit_code, str(place) in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["{}", '{"format": "practice-audit-export", "format_version": 1}', "no JSON"])
def test_a_manifest_that_is_none(run: Run, make: Make, save: Save, tmp_path: Path, text: str) -> None:
    """A file that is no manifest is refused before anything is imported."""
    other = tmp_path / "manifest.txt"
    other.write_text(text, encoding="utf-8")
    place = tmp_path / "register.db"
    done = run("import", save(make("pre-audit")), "--register", place, "--with-counts", other)
    assert done.exit_code == 1
    assert everything(str(place)) == []


def test_counts_are_not_taken_over_twice(run: Run, make: Make, save: Save, tmp_path: Path) -> None:
    """A register that has deleted records of its own keeps its own counts, and nothing is imported."""
    files = save(make("pre-audit"))
    place, out = tmp_path / "register.db", tmp_path / "out"
    run("import", files, "--register", place)
    run("export", "--register", place, "--out", out)
    run("purge", "--register", place, "--older-than", "1", "--yes")
    before = everything(str(place))
    done = run("import", files, "--register", place, "--with-counts", out / "manifest.json")
    assert (done.exit_code, "cannot be taken over" in done.stderr) == (2, True)
    assert everything(str(place)) == before


@pytest.mark.parametrize("command", ["export", "report", "purge", "moderation-sample"])
def test_damaged_text_is_said(run: Run, make: Make, save: Save, tmp_path: Path, command: str) -> None:
    """Where the text of a record is damaged, a command says so and what to do, and ends with 2."""
    place = tmp_path / "register.db"
    run("import", save(make("ila")), "--register", place)
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE records SET document = '{'")
        connection.commit()
    asked: dict[str, list[Any]] = {
        "export": ["--out", tmp_path / "out"],
        "report": ["--period", "2023-Q2", "--out", tmp_path / "out"],
        "purge": ["--older-than", "12", "--yes"],
        "moderation-sample": ["--seed", "s", "--number", "1", "--meeting-on", "2024-01-10"],
    }
    done = run(command, "--register", place, *asked[command])
    assert done.exit_code == 2, done.output
    assert f"A record in the register {place} is damaged, so this command stopped. practice-audit" in done.stderr


def test_an_export_to_a_place_that_is_not_there(run: Run, make: Make, save: Save, tmp_path: Path) -> None:
    """Where the folder cannot be made, nothing is said to be half written."""
    place = tmp_path / "register.db"
    run("import", save(make("pre-audit")), "--register", place)
    done = run("export", "--register", place, "--out", tmp_path / "none" / "out")
    assert done.exit_code == 2
    assert "cannot be written: No such file or directory. Nothing was written." in done.stderr


def test_a_register_is_for_its_owner(run: Run, make: Make, save: Save, tmp_path: Path) -> None:
    """Nobody else of the computer may read the file of a register, or what stands beside it."""
    place = tmp_path / "register.db"
    earlier = os.umask(0o022)
    try:
        run("import", save(make("pre-audit")), "--register", place)
    finally:
        os.umask(earlier)
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.glob("register.db*")} == {
        "register.db": "0o600"
    }
