"""`practice-audit import` and `list`: records enter once and whole, and what is refused says why."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import records
from tests.making import drawn_again, sample

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from practice_audit.model import Catalogue
    from tests.making import Make, Run, Save

COMMAND = (sys.executable, "-W", "error", "-m", "practice_audit")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Where the register is to be."""
    return tmp_path / "register.db"


def listed(run: Run, register: Path) -> list[dict[str, Any]]:
    """The entries of a register."""
    found: list[dict[str, Any]] = json.loads(run("list", "--register", register, "--format", "json").stdout)
    return found


def codes(done: Result) -> list[str]:
    """The codes that a run with --format json printed."""
    return [problem["code"] for problem in json.loads(done.stdout)]


def without_a_reason_for_the_grade(record: dict[str, Any]) -> None:
    """Take out an answer that is required: an error."""
    del record["answers"]["ila.f.why"]


def test_what_was_made_for_practice_stays_outside(run: Run, make: Make, save: Save, register: Path) -> None:
    """R004: a record made with an edition that was not in force never enters, however sound it is."""
    record = {**make(), "practice": True}
    folder = save({**record, "content_sha256": records.seal(record)})
    assert run("validate", folder).exit_code == 0
    done = run("import", folder, "--register", register, "--format", "json")
    assert (done.exit_code, codes(done)) == (1, ["REG004"])
    assert listed(run, register) == []


def test_made_up_records_are_told_at_import(run: Run, make: Make, save: Save, register: Path, tmp_path: Path) -> None:
    """Records of the demo enter with a warning, once; a report of them then marks itself, and says so."""
    folder = save(sample(make()), make("pre-audit", number=2))
    done = run("import", folder, "--register", register)
    assert done.exit_code == 0
    assert "Warning: 1 of the imported records is made up" in done.stderr
    assert "made up" not in run("import", folder, "--register", register).stderr
    asked = ("report", "--register", register, "--period", "2023-Q2", "--format", "md")
    for options, told in (((), True), (("--sample",), False)):
        out = tmp_path / f"out{len(options)}"
        done = run(*asked, "--out", out, *options)
        assert done.exit_code == 0, done.output
        assert ("Made-up records are counted in it" in done.stderr) == told
        text = (out / "report.md").read_text(encoding="utf-8")
        assert "**Sample: made-up records, no report of real work**" in text
        assert ("1 record that is counted here, or in the quarters before, is made up" in text) == told


def test_import_and_list(run: Run, make: Make, save: Save, register: Path) -> None:
    """Finished records enter, with a count of what became of them, and are listed oldest first."""
    folder = save(make(), make("pre-audit"), make("moderation-sample"))
    done = run("import", folder, "--register", register)
    assert (done.exit_code, done.stderr) == (0, "3 imported, 0 already there, 0 in conflict, 0 refused.\n")
    assert " REG003 warning: " in done.stdout  # the audit names a selection record
    shown = run("list", "--register", register)
    assert (shown.exit_code, shown.stderr) == (0, "3 records.\n")
    assert [line.split("  ")[2] for line in shown.stdout.splitlines()] == ["pre-audit", "ila", "moderation-sample"]
    audit = make()
    line = f"2023-05-12  {audit['record_id'][:8]}  ila  {audit['edition']}  CR-0417  role.sdm"
    assert shown.stdout.splitlines()[1] == line
    assert [entry["record_type"] for entry in listed(run, register)] == ["pre-audit", "ila", "moderation-sample"]
    assert listed(run, register)[1]["case_ref"] == "CR-0417"


def test_the_day_of_a_list_is_that_of_a_report(run: Run, make: Make, save: Save, register: Path) -> None:
    """Work that was finished on 1 October and saved ten past midnight in summer time is of that day, not of UTC's."""

    def after_midnight(record: dict[str, Any]) -> None:
        record["completed"] = record["created"] = "2023-09-30T23:10:00Z"

    audit = make(days=142, edit=after_midnight)
    assert audit["answers"]["ila.h.completed_on"] == {"value": "2023-10-01"}
    assert run("import", save(audit, make("pre-audit", days=142)), "--register", register).exit_code == 0
    shown = run("list", "--register", register).stdout.splitlines()
    assert [line[:10] for line in shown] == sorted(line[:10] for line in shown)
    (entry,) = (entry for entry in listed(run, register) if entry["record_type"] == "ila")
    assert (entry["counted_on"], entry["completed"]) == ("2023-10-01", "2023-09-30T23:10:00Z")
    assert f"2023-10-01  {entry['record_id'][:8]}  ila" in "\n".join(shown)


def test_the_same_again(run: Run, make: Make, save: Save, register: Path) -> None:
    """Importing the same files again changes nothing and is a success."""
    folder = save(make(), make("pre-audit"))
    run("import", folder, "--register", register)
    before = register.read_bytes()
    done = run("import", folder, "--register", register)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "0 imported, 2 already there, 0 in conflict, 0 refused.\n"
    assert register.read_bytes() == before
    assert [path.name for path in register.parent.iterdir()] == ["register.db"]


def test_a_record_with_other_content(run: Run, make: Make, save: Save, register: Path) -> None:
    """R178: another content under a known id is a conflict, is never imported, and the first one stays."""

    def regrade(record: dict[str, Any]) -> None:
        record["answers"]["ila.h.audit_tool_feedback"] = {"value": "Another thought."}

    run("import", save(make()), "--register", register)
    before = register.read_bytes()
    done = run("import", save(make(edit=regrade)), "--register", register, "--format", "json")
    assert (done.exit_code, codes(done)) == (1, ["R178"])
    assert register.read_bytes() == before


def test_two_contents_in_one_import(run: Run, make: Make, save: Save, register: Path) -> None:
    """R178: of two contents under one id the same one enters, in whatever order the files are named."""

    def regrade(record: dict[str, Any]) -> None:
        record["answers"]["ila.h.audit_tool_feedback"] = {"value": "Another thought."}

    files = [next(save(each).iterdir()) for each in (make(), make(edit=regrade))]
    dumps: list[list[str]] = []
    for order in (files, files[::-1]):
        place = register.with_name(f"{len(dumps)}.db")
        done = run("import", *order, "--register", place)
        assert done.exit_code == 1
        assert "1 imported, 0 already there, 1 in conflict, 0 refused." in done.stderr
        dumps.append(dump(place))
    assert dumps[0] == dumps[1]


def test_one_bad_file_does_not_stop_the_others(run: Run, make: Make, save: Save, register: Path) -> None:
    """Each file enters or is refused by itself."""
    folder = save(make(edit=without_a_reason_for_the_grade), make("pre-audit"))
    (folder / "torn.json").write_text(records.text(make("moderation-sample"))[:400], encoding="utf-8")
    done = run("import", folder, "--register", register)
    assert done.exit_code == 1
    assert "1 imported, 0 already there, 0 in conflict, 2 refused.\n" in done.stderr
    assert [entry["record_type"] for entry in listed(run, register)] == ["pre-audit"]


def test_drafts_are_refused(run: Run, make: Make, register: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    """R173: a draft is refused for being one, whatever else is wrong with it."""
    for name, answers in (("sound", make()["answers"]), ("odd", {"no.such.question": {"value": "?"}})):
        draft = records.draft(catalogue, catalogue.tool("ila"), {**make(), "answers": answers}, "2023-05-12T09:00:00Z")
        (tmp_path / f"{name}.json").write_text(records.text(draft), encoding="utf-8")
    done = run("import", tmp_path, "--register", register, "--format", "json")
    assert (done.exit_code, codes(done)) == (1, ["R173", "R173"])
    assert listed(run, register) == []


def test_the_file_of_reasons(run: Run, make: Make, save: Save, register: Path) -> None:
    """Why records were refused is kept beside the register, as it was printed."""
    bad = save(make(edit=without_a_reason_for_the_grade))
    done = run("import", bad, "--register", register)
    reasons = register.with_name("register.db.refused.json")
    assert done.stderr.endswith(f"Why records were refused stands in {reasons}.\n")
    kept = json.loads(reasons.read_text(encoding="utf-8"))
    assert kept == json.loads(run("import", bad, "--register", register, "--format", "json").stdout)
    assert {problem["severity"] for problem in kept} == {"error"}


def test_reasons_stay_until_their_files_enter(
    run: Run, make: Make, save: Save, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another import, from whatever folder, takes no earlier reason away; the same file takes its own."""
    reasons = register.with_name("register.db.refused.json")
    bad = save(make(edit=without_a_reason_for_the_grade))
    (path,) = bad.iterdir()
    monkeypatch.chdir(bad)
    assert run("import", path.name, "--register", register).exit_code == 1
    kept = json.loads(reasons.read_text(encoding="utf-8"))
    assert {each["source"] for each in kept} == {str(path)}
    monkeypatch.chdir(register.parent)
    done = run("import", save(make("pre-audit")), "--register", register)
    assert (done.exit_code, json.loads(reasons.read_text(encoding="utf-8"))) == (0, kept)
    assert f"Reasons of earlier imports that stand in {reasons} still: {len(kept)}.\n" in done.stderr
    other = save({**make("moderation-1"), "edition": "1999"})
    assert run("import", other, "--register", register).exit_code == 1
    both = json.loads(reasons.read_text(encoding="utf-8"))
    assert (both[: len(kept)], {each["source"] for each in both}) == (kept, {str(path), *map(str, other.iterdir())})
    path.write_text(records.text(make()), encoding="utf-8")
    done = run("import", bad, other, "--register", register)
    assert {each["source"] for each in json.loads(reasons.read_text(encoding="utf-8"))} == set(
        map(str, other.iterdir())
    )
    assert "Reasons of earlier" not in done.stderr


@pytest.mark.parametrize("content", [b"case_ref,area\n", b"{}", b"[1]", b'[{"code": "R001"}]', b"SQLite format 3\0"])
def test_no_other_file_becomes_the_file_of_reasons(
    run: Run, make: Make, save: Save, register: Path, content: bytes
) -> None:
    """A file that holds anything else is not written over, and nothing is imported."""
    taken = register.with_name("list.csv")
    taken.write_bytes(content)
    done = run("import", save(make("pre-audit")), "--register", register, "--reasons", taken)
    assert done.exit_code == 2
    assert "holds no reasons of an earlier import. Nothing was imported" in done.stderr
    assert taken.read_bytes() == content
    assert not register.exists()


def test_the_register_never_becomes_the_file_of_reasons(run: Run, make: Make, save: Save, register: Path) -> None:
    """Not even where its own name is given twice."""
    run("import", save(make("pre-audit")), "--register", register)
    before = register.read_bytes()
    done = run("import", save(make("ila")), "--register", register, "--reasons", register)
    assert done.exit_code == 2
    assert register.read_bytes() == before
    new = register.with_name("new.db")
    assert run("import", save(make("ila")), "--register", new, "--reasons", new).exit_code == 2
    assert run("list", "--register", new).exit_code == 0


def test_the_file_of_reasons_elsewhere(run: Run, make: Make, save: Save, register: Path, tmp_path: Path) -> None:
    """The reasons can be kept in a file of one's choice; where that cannot be written, the exit code is 2."""
    bad = save(make(edit=without_a_reason_for_the_grade))
    chosen = tmp_path / "why not.json"
    assert run("import", bad, "--register", register, "--reasons", chosen).exit_code == 1
    assert json.loads(chosen.read_text(encoding="utf-8"))
    done = run("import", bad, "--register", register, "--reasons", tmp_path / "no folder" / "why.json")
    assert done.exit_code == 2
    assert "why.json cannot be written: No such file or directory." in done.stderr
    assert "Check that its folder is there" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["register.db", "why not.json"]


DRAWN_TO_DONE = 25  # days from 17 April to 12 May 2023: the example's selection and completion
YEAR = 366  # days from 12 May 2023 to 12 May 2024


@pytest.mark.parametrize("more", [0, -1], ids=["twelve months", "a day less"])
def test_a_case_is_drawn_once_in_twelve_months(run: Run, make: Make, save: Save, register: Path, more: int) -> None:
    """R021: of two audits of a case the older enters, the other only where twelve months lie between."""
    first, second = make(), make(number=2, days=YEAR + DRAWN_TO_DONE + more, edit=drawn_again)
    assert second["answers"]["ila.a.selected_on"]["value"] == ("2024-05-11" if more else "2024-05-12")
    files = [next(save(each).iterdir()) for each in (first, second)]
    for order in (files, files[::-1]):
        place = register.with_name(f"{order[0].parent.name}.db")
        done = run("import", *order, "--register", place, "--format", "json")
        assert done.exit_code == (1 if more else 0)
        assert [code for code in codes(done) if code != "REG003"] == (["R021"] if more else [])
        expected = [first] if more else [first, second]
        assert [entry["record_id"] for entry in listed(run, place)] == [each["record_id"] for each in expected]


def test_a_correction(run: Run, make: Make, save: Save, register: Path) -> None:
    """R175: a correction that names the old record enters beside it, and the old one stays as it was."""

    def correct(record: dict[str, Any]) -> None:
        record["relates_to"].append({"relation": "replaces", "record_id": make()["record_id"]})
        record["answers"]["ila.h.audit_tool_feedback"] = {"value": "Another thought."}

    run("import", save(make()), "--register", register)
    done = run("import", save(make(number=2, edit=correct)), "--register", register)
    assert done.exit_code == 0
    assert len(listed(run, register)) == 2


def dump(register: Path) -> list[str]:
    """All that a register says, in an order that does not depend on how it came to be."""
    connection = sqlite3.connect(register)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return sorted(connection.iterdump())
    finally:
        connection.close()


@pytest.mark.parametrize("command", ["import", "list"])
def test_a_register_that_is_none(run: Run, make: Make, save: Save, register: Path, command: str) -> None:
    """A file that is no register is left alone: exit code 2, and a word on what to name."""
    register.write_text("Minutes of the meeting", encoding="utf-8")
    files = [save(make())] if command == "import" else []
    done = run(command, *files, "--register", register)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{register} is not a register of practice-audit" in done.stderr
    assert register.read_text(encoding="utf-8") == "Minutes of the meeting"


@pytest.mark.parametrize("command", ["import", "list"])
def test_a_register_that_cannot_be(run: Run, make: Make, save: Save, register: Path, command: str) -> None:
    """A register in a folder that is not there, and a folder in its place, are exit code 2."""
    files = [save(make())] if command == "import" else []
    nowhere = register.parent / "no folder" / "register.db"
    assert str(nowhere) in run(command, *files, "--register", nowhere).stderr
    assert run(command, *files, "--register", nowhere).exit_code == 2
    assert run(command, *files, "--register", register.parent).exit_code == 2


def test_a_missing_register_is_not_listed(run: Run, register: Path) -> None:
    """Listing what is not there is exit code 2 and makes nothing."""
    done = run("list", "--register", register)
    assert done.exit_code == 2
    assert not register.exists()


@pytest.mark.parametrize("arguments", [("import",), ("import", "."), ("list",)], ids=["no file", "no register", "list"])
def test_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    """Wrong usage is exit code 2, with a word on how it is meant."""
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Usage: " in done.stderr


UNPRIVILEGED = """
import os, sys
from click.testing import CliRunner
from practice_audit.cli import main
os.chdir(sys.argv.pop(1))
files, place = sys.argv[1:]
CliRunner().invoke(main, ["import", files, "--register", "warm.db"])  # loads all there is to load
CliRunner().invoke(main, ["list", "--register", "warm.db"])
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for arguments in (["import", files, "--register", place], ["list", "--register", place]):
    done = CliRunner(catch_exceptions=False).invoke(main, arguments)
    print(done.exit_code, done.output)
"""


@pytest.mark.usefixtures("open_to_all")
def test_a_folder_that_cannot_be_written(
    make: Make, save: Save, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """As an ordinary user in a read-only folder, import and list are exit code 2 with the register's name."""
    folder = save(make())
    for path in (folder, *folder.iterdir()):
        path.chmod(0o755)
    closed = tmp_path_factory.mktemp("closed")
    closed.chmod(0o555)
    place = closed / "register.db"
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, str(tmp_path), str(folder), str(place)],
        env=dict(os.environ, PYTHONDONTWRITEBYTECODE="1"),
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert [line[0] for line in done.stdout.splitlines() if str(place) in line] == ["2", "2"], done.stdout
    assert list(closed.iterdir()) == []


def test_the_selection_drew_the_case(run: Run, make: Make, save: Save, register: Path) -> None:
    """R020: an audit names a selection that drew its case; whichever comes last is refused where it does not."""

    def without_the_case(record: dict[str, Any]) -> None:
        for row in record["answers"]["sel.b.cases"]["rows"]:
            if row["case_ref"]["value"] == "CR-0417":
                row["case_ref"]["value"] = "CR-0999"

    audit, right, wrong = make(), make("selection"), make("selection", edit=without_the_case)
    assert run("validate", save(wrong)).exit_code == 0
    for name, selection, codes_of in (("right", right, []), ("wrong", wrong, ["R020"])):
        for number, order in enumerate(((audit, selection), (selection, audit))):
            place = register.with_name(f"{name}{number}.db")
            found: list[str] = []
            for each in order:
                found += codes(run("import", save(each), "--register", place, "--format", "json"))
            assert [code for code in found if code != "REG003"] == codes_of


def test_an_auditor_who_leads_the_worker(run: Run, make: Make, save: Save, register: Path) -> None:
    """R022: whoever a checklist of the case names as the manager does not audit it, whichever comes first."""
    audit = make()
    auditor = audit["author"]["ref"]

    def led_by_the_auditor(record: dict[str, Any]) -> None:
        record["answers"]["pa.a.manager_ref"] = {"value": auditor}

    checklist = make("pre-audit", edit=led_by_the_auditor)
    for number, order in enumerate(((audit, checklist), (checklist, audit))):
        place = register.with_name(f"{number}.db")
        found: list[str] = []
        for each in order:
            found += codes(run("import", save(each), "--register", place, "--format", "json"))
        assert [code for code in found if code != "REG003"] == ["R022"]
