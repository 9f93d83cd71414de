"""A register is checked, exported, and loses what is over: nothing goes unseen, and the totals still add up."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from practice_audit.records import text
from practice_audit.register import Outcome, Register
from practice_audit.register.expiry import due, months_before, purge
from practice_audit.register.exporting import MANIFEST, export, purged, read_manifest, restore_counts
from practice_audit.register.schema import COUNTS, RECORDS, RELATIONS
from practice_audit.register.verifying import verify
from practice_audit.rules.days import quarter_of
from tests.unit.register.test_register import file, held, place, record, register

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["file", "place", "register"]


def number(of: int) -> str:
    """The id of a record."""
    return str(record(of)["record_id"])


def naming(of: int, relation: str, target: int, **changes: Any) -> dict[str, Any]:
    """A record that names another."""
    return record(of, relates_to=[{"relation": relation, "record_id": number(target)}], **changes)


def wrong(register: Register) -> list[tuple[str, str]]:
    """Code and message of everything that is wrong with a register."""
    return [(problem.code, problem.message) for page in verify(register) for problem in page]


def counted_as(record: Any) -> tuple[date, str]:
    """The day and the grade of a record of these tests: the day that it gives, else that of its completion."""
    answers = record["answers"]
    return date.fromisoformat(answers.get("on", record["completed"][:10])), str(answers.get("grade", ""))


def test_a_sound_register_is_sound(register: Register) -> None:
    """Nothing is wrong with what was imported; a record that never came is pointed out."""
    for each in (record(1), naming(2, "audits", 1), naming(3, "feeds", 99)):
        register.add(each)
    assert wrong(register) == [("REG008", "The record 00000003 names 00000063 (feeds), which is not here.")]


CHANGES = {
    "its text does not match its digest": sa.update(RECORDS).values(
        document=sa.func.replace(RECORDS.c.document, "role.auditor", "role.auditors")
    ),
    "its text is no record": sa.update(RECORDS).values(document="{"),
    "its row says something else than its text": sa.update(RECORDS).values(case_ref="CR-9"),
    "its relations are not those of its text": sa.delete(RELATIONS),
}


@pytest.mark.parametrize("why", CHANGES)
def test_a_record_that_was_changed(register: Register, why: str) -> None:
    """Whatever was changed behind the register's back is found, and said in words."""
    register.add(naming(1, "audits", 1))
    with register.transaction() as connection:
        connection.execute(CHANGES[why])
    assert wrong(register) == [("REG006", f"The record 00000001 was changed: {why}.")]


def test_counts_that_do_not_add_up(register: Register) -> None:
    """Counts of deleted records without the records that they count are found."""
    with register.transaction() as connection:
        new = {"quarter": "2020-Q1", "record_type": "ila", "edition": "2023", "grade": "", "records": 2, "replaced": 0}
        connection.execute(sa.insert(COUNTS).values(new))
    said = "The register is damaged: 0 records were deleted when their time was over, and 2 were counted."
    assert wrong(register) == [("REG007", said)]


def exported(register: Register, folder: Path) -> dict[str, Any]:
    """The manifest of a register that is exported."""
    assert len(list(export(register, folder, text))) == register.size()
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return manifest


def test_an_export_holds_every_record(register: Register, tmp_path: Path) -> None:
    """Each record is one file, two with one beginning of their id included, and the manifest has each file's digest."""
    twin = record(1, record_id="00000001-0000-4000-8000-000000000001")
    some = [record(1), twin, record(2, completed="2024-01-01T00:00:00Z"), naming(3, "replaces", 1)]
    for each in some:
        register.add(each)
    folder = tmp_path / "export"
    manifest = exported(register, folder)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.json")}
    del files[MANIFEST]
    assert manifest["files"] == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert manifest["records"] == len(some) == len(files)
    found = sorted((json.loads(data) for data in files.values()), key=lambda each: str(each["record_id"]))
    assert found == sorted(some, key=lambda each: str(each["record_id"]))
    with pytest.raises(FileExistsError):
        list(export(register, folder, text))


def test_an_export_restores_an_equal_register(register: Register, tmp_path: Path) -> None:
    """What is imported from an export, with its counts, makes a register that says the same."""
    for each in (record(1), naming(2, "moderates-1", 1), record(3, completed="2024-05-01T00:00:00Z")):
        register.add(each)
    purge(register, [entry.entry.record_id for entry in due(register, date(2024, 1, 1))], counted_as)
    manifest = exported(register, tmp_path / "export")
    other = Register("sqlite://", create=True)
    counts, gone = read_manifest(json.dumps(manifest).encode(), "manifest.json")
    assert restore_counts(other, counts, gone)
    for path in (tmp_path / "export" / "records").rglob("*.json"):
        assert other.add(json.loads(path.read_text(encoding="utf-8"))) is Outcome.IMPORTED
    assert held(other) == held(register)
    assert restore_counts(other, counts, gone)
    assert not restore_counts(other, [], frozenset())
    other.close()


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 26), 12, date(2025, 11, 26)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2025, 3, 31), 1, date(2025, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 5, 31), 13, date(2025, 4, 30)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    """The same day some months earlier, or the last of a shorter month."""
    assert months_before(day, months) == before


def test_what_is_over(register: Register) -> None:
    """Records from before the day are over, and with them those about them; what they were made from is not."""
    old, new = {"completed": "2020-05-31T23:59:59Z"}, {"completed": "2020-06-01T00:00:00Z"}
    some = [
        record(1, **old),
        naming(2, "moderates-1", 1, **new),
        naming(3, "replaces", 2, **new),
        naming(4, "feeds", 1, **new),
        record(5, **new),
        naming(6, "updates", 5, **new),
    ]
    for each in some:
        register.add(each)
    found = [(each.entry.record_id, each.because_of) for each in due(register, date(2020, 6, 1))]
    assert found == [(number(1), None), (number(2), number(1)), (number(3), number(2))]


def test_a_correction_never_goes_without_what_it_replaced(register: Register) -> None:
    """A record goes with its correction even where a wrong clock made the correction the older one."""
    register.add(record(1, completed="2020-06-02T00:00:00Z"))
    register.add(naming(2, "replaces", 1, completed="2020-05-01T00:00:00Z"))
    register.add(naming(3, "replaces", 99, completed="2020-05-02T00:00:00Z"))
    found = {each.entry.record_id: each.because_of for each in due(register, date(2020, 6, 1))}
    assert found == {number(1): number(2), number(2): None, number(3): None}


def test_what_is_deleted_counts_in_the_quarter_of_its_work(register: Register) -> None:
    """A record that was made in July of work of June stays counted in the second quarter."""
    register.add(record(1, completed="2020-07-02T00:00:00Z", answers={"on": "2020-06-30"}))
    assert purge(register, [number(1)], counted_as) == 1
    assert [each.quarter for each in register.counts()] == ["2020-Q2"]


def test_what_is_deleted_is_counted(register: Register) -> None:
    """Deleted records leave their number by quarter, type, edition and grade; a second time adds to it."""
    first = [
        record(1, completed="2020-03-31T23:59:59Z", answers={"grade": "grade.good"}),
        record(2, completed="2020-01-01T00:00:00Z", answers={"grade": "grade.good"}),
        naming(3, "replaces", 2, completed="2020-04-01T00:00:00Z"),
    ]
    for each in first:
        register.add(each)
    assert purge(register, [number(of) for of in (1, 2, 3, 77)], counted_as) == 3
    assert register.size() == 0
    again = record(4, completed="2020-02-01T00:00:00Z", answers={"grade": "grade.good"})
    register.add(again)
    assert purge(register, [number(4)], counted_as) == 1
    register.write_anew()
    counts = [(each.quarter, each.grade, each.records, each.replaced) for each in register.counts()]
    assert counts == [("2020-Q1", "grade.good", 3, 1), ("2020-Q2", "", 1, 0)]
    assert purged(register) == {number(of) for of in (1, 2, 3, 4)}
    assert register.was_purged(number(1))
    assert not register.was_purged(number(5))
    assert wrong(register) == []


def test_a_late_record_about_a_deleted_one_is_over(register: Register) -> None:
    """A record that is about one that was deleted goes the next time."""
    register.add(record(1))
    purge(register, [number(1)], counted_as)
    register.add(naming(2, "moderates-1", 1, completed="2025-01-01T00:00:00Z"))
    assert [each.entry.record_id for each in due(register, date(2020, 1, 1))] == [number(2)]


def test_all_or_nothing(register: Register) -> None:
    """Where the grade of one record cannot be told, nothing is deleted and nothing counted."""
    register.add(record(1))
    before = held(register)
    with pytest.raises(LookupError):
        purge(register, [number(1)], lambda each: (date(2023, 1, 1), str(each["no such key"])))
    assert held(register) == before


def test_deleted_text_is_out_of_the_file(file: Path) -> None:
    """After a record was deleted and the file written anew, its words are nowhere in the file."""
    register = Register.in_file(file, create=True)
    words = "only-in-this-record " * 500
    for each in (record(1, answers={"said": words}), record(2)):
        register.add(each)
    assert b"only-in-this-record" in file.read_bytes()
    purge(register, [number(1)], counted_as)
    register.write_anew()
    register.close()
    assert b"only-in-this-record" not in file.read_bytes()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


KINDS = st.sampled_from(["ila", "selection", "moderation-1"])
GRADES = st.sampled_from(["", "grade.good", "grade.outstanding"])
DAYS = st.dates(date(2019, 1, 1), date(2023, 12, 31))


@given(made=st.lists(st.tuples(KINDS, GRADES, DAYS), max_size=12), cuts=st.lists(DAYS, max_size=3))
def test_totals_stay_the_same(made: list[tuple[str, str, date]], cuts: list[date]) -> None:
    """However often and up to whatever day records are deleted, counts and records together give the same totals."""
    opened = Register("sqlite://", create=True)
    for of, (kind, grade, day) in enumerate(made):
        answers = {"grade": grade} if grade else {}
        opened.add(record(of, record_type=kind, completed=f"{day.isoformat()}T10:00:00Z", answers=answers))
    before = totals(opened)
    for cut in cuts:
        purge(opened, [each.entry.record_id for each in due(opened, cut)], counted_as)
        assert totals(opened) == before
    opened.close()


def totals(register: Register) -> Counter[tuple[str, str, str]]:
    """Records here and records counted, by quarter, type and grade."""
    found = Counter[tuple[str, str, str]]()
    for each in register.documents():
        day, grade = counted_as(each)
        found[quarter_of(day.isoformat()), each["record_type"], grade] += 1
    for count in register.counts():
        found[count.quarter, count.record_type, count.grade] += count.records
    return found
