"""`practice-audit sample`: real lists and a real register in; a sound record, a receipt and notices out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.sampling import receipt as receipts
from tests.unit.sampling.lists import HEADER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from tests.making import Make, Run, Save

DRAW = ("--seed", "2026-Q3", "--number", "5", "--selected-on", "2026-07-06")
WHO = ("--by", "QA-02", "--role", "role.capacity-tm", "--told-on", "2026-07-07")


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """A list of twenty cases of one area."""
    rows = (f"CASE-{each:04},Early Help,East,Child in Need,PR-{each},MG-1,HV-{each},\n" for each in range(1, 21))
    return written(tmp_path / "cases.csv", HEADER + "".join(rows))


@pytest.fixture
def auditors(tmp_path: Path) -> Path:
    """A list of auditors, one of whom has a part in a case that is drawn."""
    return written(tmp_path / "auditors.csv", "auditor_ref,max_cases\nAU-1,2\nPR-7,3\n")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the files of a draw are to be."""
    return tmp_path / "out"


def written(path: Path, text: str) -> Path:
    """A file with this text."""
    path.write_text(text, encoding="utf-8")
    return path


def one(folder: Path, pattern: str) -> Path:
    """The one file of this name."""
    (found,) = folder.glob(pattern)
    return found


def codes(done: Result) -> list[str]:
    """The codes that a run with --format json printed."""
    return [problem["code"] for problem in json.loads(done.stdout)]


def test_a_draw(run: Run, cases: Path, auditors: Path, out: Path) -> None:
    """The published vector is drawn; record, receipt and notice name one another, and can be read by nobody else."""
    done = run("sample", cases, *DRAW, *WHO, "--auditors", auditors, "--out", out)
    assert done.exit_code == 0
    lines = [line.split("  ") for line in done.stdout.splitlines()]
    assert [line[1] for line in lines] == ["CASE-0007", "CASE-0012", "CASE-0006", "CASE-0009", "CASE-0010"]
    assert lines[0][0] == "023d1a5957f1"
    assert {line[1]: line[4] for line in lines}["CASE-0007"] == "AU-1"
    assert {line[3] for line in lines} == {"Child in Need"}
    assert "5 cases drawn of 20 that could be.\n" in done.stderr
    assert "No register was named" in done.stderr
    assert run("validate", "--strict", out).stderr == "1 file checked, 0 with problems.\n"
    record = json.loads(one(out, "audit_*_selection_*_complete_*.json").read_text(encoding="utf-8"))
    receipt = json.loads(one(out, "draw_*.receipt.json").read_text(encoding="utf-8"))
    assert record["record_id"] == receipt["record_id"]
    assert record["record_id"] in one(out, "notice_*_1_east.md").read_text(encoding="utf-8")
    assert receipt["loads"] == [{"auditor_ref": "AU-1", "cases": 2}, {"auditor_ref": "PR-7", "cases": 3}]
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in out.iterdir()} == {0o600}


def test_the_same_in_a_process_of_its_own(run: Run, cases: Path, out: Path, tmp_path: Path) -> None:
    """Another process, with another hash seed and from the rows in another order, writes the same draw."""
    run("sample", cases, *DRAW, "--out", out)
    head, *rows = cases.read_text(encoding="utf-8").splitlines(keepends=True)
    other = written(tmp_path / "other.csv", head + "".join(reversed(rows)))
    command = [
        sys.executable,
        "-W",
        "error",
        "-m",
        "practice_audit",
        "sample",
        str(other),
        *DRAW,
        "--out",
        str(other) + "d",
    ]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    first, second = (
        json.loads(one(folder, "draw_*").read_text(encoding="utf-8")) for folder in (out, tmp_path / "other.csvd")
    )
    own = {"record_id", receipts.SEAL}
    assert {key: first[key] for key in first.keys() - own} == {key: second[key] for key in second.keys() - own}


def test_without_who_the_record_is_a_draft(run: Run, cases: Path, out: Path) -> None:
    """Where nobody says who drew, or that the area teams were told, the record does not say so either."""
    done = run("sample", cases, *DRAW, "--out", out)
    assert done.exit_code == 0
    assert "The selection record is a draft." in done.stderr
    draft = json.loads(one(out, "audit_*_draft_*.json").read_text(encoding="utf-8"))
    assert draft["answers"]["sel.c.areas_told"] == {"rows": [{"id": "1", "area": {"value": "East"}, "told_on": {}}]}
    assert run("validate", out).exit_code == 0


def test_nothing_is_overwritten(run: Run, cases: Path, out: Path) -> None:
    """A second draw writes files of its own and leaves those of the first as they are."""
    run("sample", cases, *DRAW, "--out", out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    run("sample", cases, *DRAW, "--out", out)
    after = {path.name: path.read_bytes() for path in out.iterdir()}
    assert len(after) == 2 * len(before)
    assert before.items() <= after.items()


def test_a_folder_that_cannot_be(run: Run, cases: Path) -> None:
    """Where the folder cannot be made, that is said, and nothing is written."""
    done = run("sample", cases, *DRAW, "--out", cases / "below")
    assert (done.exit_code, "cannot be made" in done.stderr) == (2, True)
    assert "lets you write, and run the command again." in done.stderr


def test_audited_cases_of_the_register(run: Run, make: Make, save: Save, tmp_path: Path, out: Path) -> None:
    """A case whose audit stands in the register is left out for 12 months, and drawn from the day on which they end."""
    register = tmp_path / "register.db"
    audit = make()
    assert run("import", save(audit), "--register", register).exit_code == 0
    done_on = audit["answers"]["ila.h.completed_on"]["value"]
    case = audit["case"]["ref"]
    row = "{},Early Help,East,Child in Need,PR-1,MG-1,,\n"
    list_ = written(tmp_path / "cases.csv", HEADER + row.format(case.lower()) + row.format("CR-9"))
    year, rest = int(done_on[:4]), done_on[4:]
    before = f"{year + 1}{rest[:-2]}{int(rest[-2:]) - 1:02}"
    draw = ("sample", list_, "--seed", "s", "--register", register, "--out", out)
    refused = run(*draw, "--number", "2", "--selected-on", before, "--format", "json")
    assert (refused.exit_code, codes(refused)) == (1, ["DRW012"])
    assert not out.exists()
    taken = run(*draw, "--number", "1", "--selected-on", before)
    assert (taken.exit_code, taken.stdout.split("  ")[1]) == (0, "CR-9")
    receipt = one(out, "draw_*")
    read = json.loads(receipt.read_text(encoding="utf-8"))
    assert read["known_audits"] == [
        {"case_ref": case.lower(), "completed_on": done_on, "record_id": audit["record_id"]}
    ]
    assert [each["record_id"] for each in read["excluded"]] == [audit["record_id"]]
    again = run("sample", list_, "--verify", receipt, "--register", register)
    assert (again.exit_code, again.stderr) == (0, "Drawn again, it is the same.\n")
    empty = tmp_path / "empty.db"
    run("import", save(make("pre-audit")), "--register", empty)
    differs = run("sample", list_, "--verify", receipt, "--register", empty, "--format", "json")
    assert (differs.exit_code, codes(differs)) == (1, ["DRW024"])
    both = run(*draw, "--number", "2", "--selected-on", f"{year + 1}{rest}")
    assert (both.exit_code, len(both.stdout.splitlines())) == (0, 2)


@pytest.mark.parametrize("option", ["--seed", "--number", "--selected-on", "--told-on"])
def test_verify_takes_everything_from_the_receipt(run: Run, cases: Path, out: Path, option: str) -> None:
    """What belongs to a new draw is not passed over without a word beside --verify."""
    run("sample", cases, *DRAW, "--out", out)
    receipt = one(out, "draw_*")
    value = {"--seed": "other", "--number": "1"}.get(option, "2026-07-06")
    done = run("sample", cases, "--verify", receipt, option, value)
    assert done.exit_code == 2
    assert f"Leave out {option}: --verify draws as the receipt says" in done.stderr


@pytest.mark.parametrize("by", ["Jane Smith", "JS", "07700900123"])
def test_whoever_draws_is_named_by_a_code(run: Run, cases: Path, out: Path, by: str) -> None:
    """A name does not get into a record, not even into a draft; it is not repeated."""
    done = run("sample", cases, *DRAW, "--by", by, "--out", out)
    assert done.exit_code == 2
    assert "--by takes a staff code, with a digit and without a space" in done.stderr
    assert by not in done.stderr
    assert not out.exists()


def test_verify(run: Run, cases: Path, auditors: Path, out: Path) -> None:
    """A receipt is the same as the draw done again (0), differs in words (1), or cannot be used (1)."""
    run("sample", cases, *DRAW, "--auditors", auditors, "--out", out)
    receipt = one(out, "draw_*")
    files = sorted(out.iterdir())
    done = run("sample", cases, "--verify", receipt, "--auditors", auditors)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("Drawn again, it is the same. Earlier audits were taken from the receipt;")
    assert run("sample", cases, "--verify", receipt).exit_code == 1
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text.replace("CASE-0012,", "CASE-0112,"), encoding="utf-8")
    done = run("sample", cases, "--verify", receipt, "--auditors", auditors)
    assert done.exit_code == 1
    assert "This list of cases says something else than that of the draw: 20 cases here, 20 there." in done.stdout
    assert "Drawn again, this is not the same: what is drawn, or who reads it." in done.stdout
    receipt.write_bytes(receipt.read_bytes().replace(b"2026-Q3", b"2026-Q4"))
    done = run("sample", cases, "--verify", receipt, "--auditors", auditors)
    assert (done.exit_code, " DRW022 " in done.stdout) == (1, True)
    assert str(receipt) in done.stdout
    assert sorted(out.iterdir()) == files


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "Give --seed"),
        (("--seed", "s"), "Give --number"),
        (("--seed", "s", "--number", "1"), "Give --selected-on"),
        (("--seed", "s", "--number", "1", "--selected-on", "2999-01-01"), "is in the future"),
        (("--seed", "s", "--number", "1", "--selected-on", "6 July"), "is not a day"),
        ((*DRAW, "--told-on", "2999-01-01"), "is in the future"),
    ],
)
def test_wrong_usage(run: Run, cases: Path, options: tuple[str, ...], words: str) -> None:
    """What a draw needs and is not there is asked for by name."""
    done = run("sample", cases, *options)
    assert (done.exit_code, words in done.stderr) == (2, True)


def test_a_record_that_would_not_be_sound(run: Run, cases: Path, out: Path) -> None:
    """Where the record would break a rule, its problems are told and nothing at all is written."""
    done = run("sample", cases, *DRAW, *WHO, "--role", "role.nobody", "--out", out, "--format", "json")
    assert (done.exit_code, "REC023" in codes(done)) == (1, True), done.stdout
    assert not out.exists()


def test_hostile_lists(run: Run, tmp_path: Path, out: Path) -> None:
    """A list with names and signs for terminals and spreadsheets is refused; neither reaches the screen or a file."""
    bad = '"=cmd|x",Early Help,\x1b[31mEast,Child in Need,Anna Brown,0113 496 0000,943 476 5919,\n'
    hostile = written(tmp_path / "cases.csv", HEADER.strip() + "\n" + bad)
    done = run("sample", hostile, *DRAW, "--out", out)
    assert done.exit_code == 1
    for piece in ("\x1b", "Anna", "496", "5919", "cmd"):
        assert piece not in done.stdout + done.stderr
    assert not out.exists()
    empty = written(tmp_path / "auditors.csv", "")
    sound = written(tmp_path / "sound.csv", HEADER + "CR-1,Early Help,East,Child in Need,PR-1,MG-1,,\n")
    refused = run("sample", sound, *DRAW, "--auditors", empty, "--format", "json")
    assert (refused.exit_code, codes(refused)) == (1, ["DRW001"])
    pipe = tmp_path / "pipe"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        refused = run("sample", pipe, *DRAW, "--format", "json")
        assert (refused.exit_code, codes(refused)) == (1, ["REG002"])


def test_an_audit_that_was_put_right_counts_for_its_right_case(
    run: Run, make: Make, save: Save, tmp_path: Path, out: Path
) -> None:
    """Where a correction gave an audit another case, the first case can be drawn, and the other cannot."""

    def correct(record: dict[str, Any]) -> None:
        of_case(2)(record)
        record["relates_to"].append({"relation": "replaces", "record_id": make()["record_id"]})

    register = tmp_path / "register.db"
    assert "2 imported" in run("import", save(make(), make(number=2, edit=correct)), "--register", register).stderr
    wrong, right = make()["case"]["ref"], "CR-2"
    for case, exit_code in ((wrong, 0), (right, 1)):
        list_ = written(tmp_path / f"{case}.csv", HEADER + f"{case},Early Help,East,Child in Need,PR-1,MG-1,,\n")
        draw = ("sample", list_, "--seed", "s", "--number", "1", "--register", register, "--out", out)
        assert run(*draw, "--selected-on", "2023-07-06").exit_code == exit_code


def of_case(number: int) -> Callable[[dict[str, Any]], None]:
    """Gives an audit another case."""

    def edit(record: dict[str, Any]) -> None:
        record["answers"]["hdr.case_ref"] = {"value": f"CR-{number}"}
        for answer in record["answers"].values():
            answer.pop("case", None)  # what the loaded checklist says of its case

    return edit


def enough(make: Make) -> list[dict[str, Any]]:
    """Three audits of different cases; the first is moderated."""
    return [make(), make(number=2, edit=of_case(2)), make(number=3, edit=of_case(3)), make("moderation-1")]


def test_a_moderation_sample(run: Run, make: Make, save: Save, tmp_path: Path, out: Path) -> None:
    """R080: drawn from completed audits that are not moderated; more than there are is refused; it can be verified."""
    register = tmp_path / "register.db"
    assert "0 refused" in run("import", save(*enough(make)), "--register", register).stderr
    draw = ("moderation-sample", "--register", register, "--seed", "july", "--meeting-on", "2026-07-06", "--out", out)
    refused = run(*draw, "--number", "3", "--format", "json")
    assert (refused.exit_code, codes(refused)) == (1, ["DRW015"])
    assert not out.exists()
    done = run(*draw, "--number", "1", *WHO[:4])
    assert done.exit_code == 0
    assert done.stderr.endswith("1 audit drawn of 2 that are completed and not moderated.\n")
    record = json.loads(one(out, "audit_*_moderation-sample_*_complete_*").read_text(encoding="utf-8"))
    answers = record["answers"]
    assert (answers["ms.a.pool"], answers["ms.a.number"]) == ({"value": 2}, {"value": 1})
    assert answers["ms.a.meeting_on"] == {"value": "2026-07-06"}
    (row,) = answers["ms.b.audits"]["rows"]
    assert row["audit_ref"]["value"] in {each["record_id"] for each in enough(make)[1:3]}
    assert run("validate", "--strict", out).exit_code == 0
    assert run("import", out, "--register", register).exit_code == 0
    receipt = one(out, "draw_*")
    assert run("moderation-sample", "--verify", receipt).exit_code == 0
    again = run("moderation-sample", "--verify", receipt, "--register", register)
    assert (again.exit_code, again.stderr) == (0, "Drawn again, it is the same.\n")
    other = tmp_path / "other.db"
    run("import", save(make()), "--register", other)
    differs = run("moderation-sample", "--verify", receipt, "--register", other)
    assert (differs.exit_code, "3 differences." in differs.stderr) == (1, True)
    assert run("sample", receipt, "--verify", receipt, "--format", "json").exit_code == 1


def test_a_moderation_sample_needs_a_register(run: Run, tmp_path: Path) -> None:
    """Without a register, or with one that is not there, nothing is drawn and that is said."""
    draw = ("moderation-sample", "--seed", "july", "--number", "1", "--meeting-on", "2026-07-06")
    assert "Give --register" in run(*draw).stderr
    assert run(*draw, "--register", tmp_path / "none.db").exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_draft_of_a_moderation_sample(run: Run, make: Make, save: Save, tmp_path: Path, out: Path) -> None:
    """Where nobody says who drew, the sample is a draft for the tool's page."""
    register = tmp_path / "register.db"
    run("import", save(make()), "--register", register)
    draw = ("moderation-sample", "--seed", "july", "--number", "1", "--meeting-on", "2026-07-06")
    done = run(*draw, "--register", register, "--out", out)
    assert (done.exit_code, "The moderation sample is a draft." in done.stderr) == (0, True)
    assert one(out, "audit_*_draft_*")


def test_the_area_teams_are_told_after_the_draw(run: Run, cases: Path, out: Path) -> None:
    """A day before that of the draw is told of by the names of both options, before anything is drawn."""
    done = run("sample", cases, *DRAW, *WHO[:-1], "2026-07-05", "--out", out)
    assert (done.exit_code, out.exists()) == (2, False)
    assert "--told-on is before --selected-on: the area teams are told after the draw. Check both." in done.stderr
