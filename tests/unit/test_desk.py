"""The desk's bridge without a browser: what it makes of files is what the command line makes of them."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from practice_audit import desk
from practice_audit.documents import MAX_BYTES
from practice_audit.sampling import receipt as receipts
from tests.asking_desk import DAY
from tests.desk import AUDITORS, CASES, FORMS, LEFT_OUT, PERIOD, SOUND, STAFF, audits, folder, of_case

if TYPE_CHECKING:
    from pathlib import Path

    from tests.asking_desk import Ask
    from tests.making import Make, Run, Save

WHO = {"by": "QA-02", "role": "role.capacity-tm", "told_on": {"day": "6", "month": "7", "year": "2026"}}


def chosen(place: Path) -> dict[str, bytes | None]:
    """Every file of a folder, as a browser names them."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()
    }


def content(made: dict[str, str]) -> bytes:
    """The bytes of a file that the bridge made."""
    return base64.b64decode(made["base64"])


def written(ask: Ask, form: str) -> bytes:
    """A file of the report that stands on the page."""
    return content(ask("write", {"format": form, "handbook": "http://handbook.test/"})["file"])


def test_a_report_is_that_of_the_command_line(ask: Ask, run: Run, make: Make, save: Save, tmp_path: Path) -> None:
    """A folder of sound, broken and hostile records gives the same page, workbook and tables as a register does."""
    records = folder(make, save, tmp_path / "records")
    register, out, staff = tmp_path / "register.db", tmp_path / "out", tmp_path / "staff.csv"
    staff.write_text(STAFF, encoding="utf-8")
    run("import", records, "--register", register)
    codes = tmp_path / "codes.csv"
    options = (
        "--planned",
        "20",
        "--staff",
        staff,
        "--without-experience",
        codes,
        "--made-on",
        DAY,
        "--handbook",
        "http://handbook.test/",
    )
    done = run("report", "--register", register, "--period", PERIOD, "--out", out, *options, *FORMS)
    assert done.exit_code == 0, done.output
    files = chosen(records)
    places = {"records": list(range(len(files))), "staff": len(files)}
    answer = ask("report", {**places, "period": PERIOD, "planned": "20"}, {**files, "staff.csv": staff.read_bytes()})
    assert (answer["fields"], answer["problems"], answer["records"]) == ({}, [], SOUND + 1)
    counted = answer["counted"]
    assert {each["source"] for each in counted["refused"]} == LEFT_OUT
    assert (counted["outcomes"]["already_there"], counted["others"]) == (1, 2)
    assert written(ask, "html") == (out / "report.html").read_bytes()
    assert written(ask, "xlsx") == (out / "report.xlsx").read_bytes()
    assert written(ask, "without") == codes.read_bytes()
    with zipfile.ZipFile(io.BytesIO(written(ask, "csv"))) as archive:
        tables = {name: archive.read(name) for name in archive.namelist()}
    assert tables == {path.name: path.read_bytes() for path in (out / "csv").iterdir()}
    told = json.loads((tmp_path / "register.db.refused.json").read_text(encoding="utf-8"))
    reasons = {each["code"] for each in told}
    listed = written(ask, "refused").decode("utf-8-sig").splitlines()[1:]
    assert {line.split(",")[1] for line in listed} == reasons
    assert not any("--passphrase-file" in line for line in listed)


def test_a_correction_in_a_folder_counts_as_in_a_register(
    ask: Ask, run: Run, make: Make, save: Save, tmp_path: Path
) -> None:
    """A correction stays in the quarter of its first version, in the report of the page and of the command."""
    first = make()

    def corrects(record: dict[str, Any]) -> None:
        record["relates_to"].append({"relation": "replaces", "record_id": first["record_id"]})
        record["answers"]["ila.f.grade"]["value"] = "grade.positive"

    correction = make(number=2, days=60, edit=corrects)
    assert (first["completed"][:7], correction["completed"][:7]) == ("2023-05", "2023-07")
    place = tmp_path / "records"
    place.mkdir()
    others = [make("pre-audit", number=90), make("pre-audit", number=91, days=90)]
    save(first, correction, *others, folder=place)
    register = tmp_path / "register.db"
    run("import", place, "--register", register)
    files = chosen(place)
    for name, own in (("2023-Q2", True), ("2023-Q3", False)):
        out = tmp_path / name
        options = ("--made-on", DAY, "--handbook", "http://handbook.test/", "--format", "html")
        done = run("report", "--register", register, "--period", name, "--out", out, *options)
        assert done.exit_code == 0, done.output
        answer = ask("report", {"records": list(range(len(files))), "period": name}, files)
        assert answer["records"] == 4
        assert written(ask, "html") == (out / "report.html").read_bytes()
        said = (out / "report.html").read_text(encoding="utf-8")
        assert ("Most often: Positive Practice, 1 of 1" in said, "No audit was finished" in said) == (own, not own)


def test_a_draw_is_that_of_the_command_line(ask: Ask, run: Run, make: Make, save: Save, tmp_path: Path) -> None:
    """The same lists, records, seed and day give the same cases, receipt, record and notices, which verify."""
    lists = {"cases.csv": CASES.encode(), "auditors.csv": AUDITORS.encode()}
    for name, data in lists.items():
        (tmp_path / name).write_bytes(data)
    audit = make(days=900, edit=of_case("case-0007"))
    register, out, records = tmp_path / "register.db", tmp_path / "out", save(audit)
    assert run("import", records, "--register", register).exit_code == 0
    drawn = ("--seed", "2026-Q3", "--number", "5", "--selected-on", DAY, "--auditors", tmp_path / "auditors.csv")
    who = ("--by", "QA-02", "--role", "role.capacity-tm", "--told-on", DAY)
    done = run("sample", tmp_path / "cases.csv", *drawn, *who, "--register", register, "--out", out)
    assert done.exit_code == 0, done.output
    (receipt,) = out.glob("draw_*.receipt.json")
    (record,) = out.glob("audit_*.json")
    theirs = json.loads(record.read_text(encoding="utf-8"))
    payload = {
        **WHO,
        "cases": 0,
        "auditors": 1,
        "records": [2],
        "seed": "2026-Q3",
        "number": "5",
        "selected_on": WHO["told_on"],
        "record_id": theirs["record_id"],
        "now": theirs["created"],
        "today": theirs["created"][:10],
    }
    (path,) = records.iterdir()
    files = {**lists, path.name: path.read_bytes()}
    answer = ask("draw-cases", payload, files)
    assert {each["name"]: content(each) for each in answer["files"]} == {
        path.name: path.read_bytes() for path in out.iterdir()
    }
    assert {each["case"] for each in answer["excluded"]} == {"CASE-0003", "CASE-0007"}
    assert [each["auditor"] for each in answer["drawn"]].count("PR-7") <= 3
    verified = {"cases": 0, "auditors": 1, "records": [2], "receipt": 3}
    again = ask("verify-cases", verified, {**files, receipt.name: receipt.read_bytes()})
    assert (again["differences"], again["seed"]) == ([], "2026-Q3")
    other = receipts.to_bytes(receipts.sealed({**json.loads(receipt.read_bytes()), "seed": "another"}))
    assert ask("verify-cases", verified, {**files, receipt.name: other})["differences"]
    torn = ask("verify-cases", verified, {**files, receipt.name: b"{"})
    assert [each["code"] for each in torn["problems"]] == ["DRW020"]


def test_a_draw_of_audits_is_that_of_the_command_line(
    ask: Ask, run: Run, make: Make, save: Save, tmp_path: Path
) -> None:
    """The same records, seed and day give the same audits, receipt and moderation sample, which verify."""
    register, out, records = tmp_path / "register.db", tmp_path / "out", save(*audits(make))
    assert "0 refused" in run("import", records, "--register", register).stderr
    drawn = ("--seed", "july", "--number", "2", "--meeting-on", DAY, "--by", "QA-02", "--role", "role.capacity-tm")
    done = run("moderation-sample", "--register", register, *drawn, "--out", out)
    assert done.exit_code == 0, done.output
    (receipt,) = out.glob("draw_*.receipt.json")
    (record,) = out.glob("audit_*.json")
    theirs = json.loads(record.read_text(encoding="utf-8"))
    files = chosen(records)
    asked = {**WHO, "records": list(range(len(files))), "seed": "july", "number": "2", "meeting_on": {"value": DAY}}
    moment = {key: theirs[name] for key, name in (("record_id", "record_id"), ("now", "created"))}
    payload = {**asked, **moment, "today": theirs["created"][:10]}
    answer = ask("draw-audits", payload, files)
    assert {each["name"]: content(each) for each in answer["files"]} == {
        path.name: path.read_bytes() for path in out.iterdir()
    }
    assert (answer["population"], answer["draft"], answer["problems"]) == (4, False, [])
    numbers = [row["audit_ref"]["value"] for row in theirs["answers"]["ms.b.audits"]["rows"]]
    assert [each["record_id"] for each in answer["drawn"]] == numbers
    for each in answer["drawn"]:
        told = json.loads(files[each["file"]] or b"")
        assert (told["record_id"], told["case"]["ref"]) == (each["record_id"], each["case"])
    few = ask("draw-audits", {**payload, "number": "5"}, files)
    assert [(each["code"], "Import" in each["remedy"]) for each in few["problems"]] == [("DRW015", False)]
    with_receipt = {**files, receipt.name: receipt.read_bytes()}
    verified = {"records": asked["records"], "receipt": len(files)}
    again = ask("verify-audits", verified, with_receipt)
    assert (again["differences"], again["seed"], again["day"]) == ([], "july", DAY)
    assert ask("verify-audits", {**verified, "records": []}, with_receipt)["records"] is None
    assert len(ask("verify-audits", {**verified, "records": [0]}, with_receipt)["differences"]) >= 3
    other = ask("verify-cases", {"cases": 0, "receipt": 1}, {"cases.csv": CASES.encode(), "r": receipt.read_bytes()})
    assert [(each["code"], "practice-audit" in each["remedy"]) for each in other["problems"]] == [("DRW023", False)]


def test_what_is_missing_is_named(ask: Ask) -> None:
    """Nothing typed and nothing chosen, or nonsense, comes back by the name of its part, and nothing is made."""
    assert ask("draw-cases", {})["fields"] == {
        "cases": "missing",
        "seed": "missing",
        "number": "missing",
        "selected_on": "missing",
    }
    days = {"selected_on": {"day": "31", "month": "2", "year": "2026"}, "told_on": {"value": "2099-01-01"}}
    typed = {"cases": 0, "seed": "s", "number": "two", **days}
    fields = ask("draw-cases", typed, {"cases.csv": CASES.encode()})["fields"]
    assert fields == {"number": "missing", "selected_on": "unreal", "told_on": "to_come"}
    assert ask("verify-cases", {})["fields"] == {"receipt": "missing", "cases": "missing"}
    assert ask("draw-audits", {})["fields"] == {
        "records": "missing",
        "seed": "missing",
        "number": "missing",
        "meeting_on": "missing",
    }
    assert ask("verify-audits", {})["fields"] == {"receipt": "missing"}
    assert ask("report", {"period": "spring", "planned": "many"})["fields"] == {
        "records": "missing",
        "period": "unreal",
        "planned": "unreal",
    }
    assert ask("report", {"period": "2099-Q1"})["fields"] == {"records": "missing", "period": "to_come"}
    assert ask("write", {"format": "html"}) == {"file": None}


def test_lists_that_cannot_be_used(ask: Ask) -> None:
    """A list that is broken or cannot be opened is told of by its name and line, and stands against the work."""
    day = {"selected_on": {"value": DAY}, "seed": "s", "number": "1"}
    answer = ask("draw-cases", {**day, "cases": 0, "auditors": 1}, {"cases.csv": b"a,b\n1,2\n", "auditors.csv": None})
    assert [(each["code"], each["source"], each["line"]) for each in answer["problems"]] == [
        ("DRW002", "cases.csv", 1),
        ("REG001", "auditors.csv", None),
    ]
    answer = ask(
        "report", {"records": [0], "staff": 1, "period": PERIOD}, {"a.json": b"{}", "staff.csv": b"code\nJane\n"}
    )
    assert [(each["code"], each["line"]) for each in answer["problems"]] == [("DRW006", 2)]
    nothing = ask("report", {"records": [0, 1], "period": PERIOD}, {"a.json": b"{}", "b.json": None})
    assert (nothing["records"], [each["code"] for each in nothing["counted"]["refused"]]) == (0, ["REC020", "REG001"])
    assert "tree" not in nothing
    few = ask("draw-cases", {**day, "number": "90", "cases": 0}, {"cases.csv": CASES.encode()})
    assert [each["code"] for each in few["problems"]] == ["DRW012"]


def test_a_list_is_read_whole(ask: Ask) -> None:
    """A list that is larger than a record may be is read to its last row, not to the length of a record."""
    day = {"selected_on": {"value": DAY}, "seed": "s", "number": "90", "cases": 0}
    rows = CASES.replace("\n", " " * 120_000 + "\n")
    assert len(rows) > MAX_BYTES
    (few,) = ask("draw-cases", day, {"cases.csv": rows.encode()})["problems"]
    assert f"In the list: {len(CASES.splitlines()) - 1}." in few["message"]


def test_a_file_that_changes_while_it_is_read(ask: Ask, make: Make, save: Save) -> None:
    """A file that is no longer what it was when it was judged stops the report, which says so; none is made of half."""
    (path,) = save(make(number=5)).iterdir()
    reads = iter([path.read_bytes(), path.read_bytes(), None])
    text = json.dumps({"today": DAY, "files": ["a.json"], "records": [0], "period": PERIOD})
    answer = json.loads(desk.call("report", text, lambda _, __: next(reads), lambda *_: None))
    assert answer == {"changed": "a.json"}
    assert ask("write", {"format": "xlsx"}) == {"file": None}
