"""Corrections that are in a register already and could not enter today: each is told, with its records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from practice_audit.register.exporting import purged, restore_counts
from practice_audit.register.schema import RELATIONS
from practice_audit.register.store import Count
from practice_audit.register.verifying import envelopes_of_corrections, verify
from practice_audit.relations.kept_corrections import faults
from tests.unit.relations.test_consistency import FIRST, audit, correction, number, register

if TYPE_CHECKING:
    from practice_audit.problems import Problem
    from practice_audit.register import Register

__all__ = ["register"]


def told(register: Register, *records: dict[str, Any]) -> list[Problem]:
    """What is said of corrections that came into a register without being asked anything."""
    for each in records:
        register.add(each)
    return list(faults(register.corrections(), envelopes_of_corrections(register), purged(register)))


def replacing(of: int, *targets: int) -> dict[str, Any]:
    """An audit that replaces others."""
    rows = [{"relation": "replaces", "record_id": number(each)} for each in targets]
    return audit(of, selected="2023-04-01", done="2023-05-06", relates_to=rows)


def test_corrections_that_can_stand(register: Register) -> None:
    """A chain of corrections, and a correction of what is not here, are nothing to tell."""
    assert told(register, FIRST, correction(2, 1), correction(3, 2), correction(4, 99)) == []


def test_two_corrections_of_one_record(register: Register) -> None:
    """What was corrected is named, each correction, and those that count: the newest of each."""
    (problem,) = told(register, FIRST, correction(2, 1), correction(3, 1), correction(4, 3))
    assert (problem.code, problem.severity) == ("REG011", "error")
    assert problem.message == (
        "The record 00000001 is replaced by more than one correction, 00000002, 00000003. These count in its place, "
        "so its work counts 2 times: 00000002, 00000004."
    )
    assert "Ask their authors which one is right" in problem.remedy


def test_a_correction_of_several_records(register: Register) -> None:
    """It is told once, also where it brings two corrections of one record together again."""
    (problem,) = told(register, FIRST, correction(2, 1), replacing(3, 1, 2))
    assert problem.message == (
        "The correction 00000003 replaces more than one record, so none of these counts: 00000001, 00000002."
    )
    assert "Ask the author of 00000003" in problem.remedy


@pytest.mark.parametrize(
    ("changes", "code", "severity", "said"),
    [
        ({"record_type": "pre-audit"}, "REG011", "error", "is of another kind than the record 00000001"),
        ({"completed": "2023-03-06T23:29:59Z"}, "REG011", "error", "was finished before the record 00000001"),
        ({"case": {"ref": "CR-2"}}, "REG011", "warning", "is about another case than the record 00000001"),
        (
            {"author": {"ref": "AU-77", "role": "role.auditor"}},
            "REG011",
            "warning",
            "was finished by another person than the record 00000001",
        ),
    ],
)
def test_a_correction_that_hides_another_record(
    register: Register, changes: dict[str, Any], code: str, severity: str, said: str
) -> None:
    """A correction of another kind, of an earlier time, of another case or by another hand is told with both ids."""
    made = {**replacing(2, 1), **changes}
    (problem,) = told(register, FIRST, made)
    assert (problem.code, problem.severity, problem.pointer) == (code, severity, "")
    assert f"The correction 00000002 {said}" in problem.message
    assert "sk the author of 00000002 which record it corrects" in problem.remedy


def test_a_circle_of_corrections(register: Register) -> None:
    """The records of a circle are named, once, and nothing else of them."""
    some = (replacing(1, 2), replacing(2, 3), replacing(3, 1), replacing(7, 7))
    found = [problem for problem in told(register, *some) if problem.severity == "error"]
    assert [problem.code for problem in found] == ["REG010", "REG010"]
    assert found[0].message.endswith("00000001, 00000002, 00000003.")
    assert found[1].message.endswith(": 00000007.")


def test_a_correction_of_a_deleted_record(register: Register) -> None:
    """It counts beside the totals that hold what it corrects, and the next purge takes it away."""
    count = Count(quarter="2023-Q1", record_type="ila", edition="2023", grade="", records=1, replaced=0)
    assert restore_counts(register, [count], frozenset({number(1)}))
    (problem,) = told(register, correction(2, 1))
    assert "The correction 00000002 replaces 00000001, which was deleted when its time was over." in problem.message
    assert "purge deletes the correction" in problem.remedy


def test_damage_is_in_nobodys_way(register: Register) -> None:
    """Where a row holds bytes in the place of text, the rest is told all the same."""
    for each in (FIRST, correction(2, 1), correction(3, 1)):
        register.add(each)
    with register.transaction() as connection:
        connection.exec_driver_sql("UPDATE records SET completed = x'00', document = '{' WHERE record_type = 'ila'")
        connection.execute(sa.insert(RELATIONS).values(record_id=number(1), relation="replaces", target=b"\x02"))
    assert [problem.message[:30] for problem in told(register)] == ["The record 00000001 is replace"]
    assert {problem.code for page in verify(register) for problem in page} >= {"REG006"}
