"""R175: what a correction and the record that it replaces say together, the same whichever came first."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.problems import Severity
from practice_audit.register import Register
from practice_audit.register.expiry import purge
from practice_audit.relations.consistency import enter
from tests.unit.relations.test_consistency import FIRST, IN, audit, correction, entered, known, number, register

if TYPE_CHECKING:
    from practice_audit.problems import Problem

__all__ = ["register"]


def told(*records: dict[str, Any]) -> list[Problem]:
    """All problems of records that enter a new register one after the other, but "not here yet"."""
    opened = Register("sqlite://", create=True)
    try:
        found = [problem for each in records for problem in enter(each, opened, known)[1]]
    finally:
        opened.close()
    return [problem for problem in found if problem.code != "REG003"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"case": "CR-2"}, ["another case"]),
        ({"author": {"ref": "AU-77", "role": "role.auditor"}}, ["another person"]),
        ({"case": "CR-2", "author": {"ref": "AU-77", "role": "role.auditor"}}, ["another case", "another person"]),
        ({"case": " cr-1 ", "author": {"ref": "au-12", "role": "role.sdm"}}, []),
        ({"case": None}, []),
    ],
    ids=["case", "author", "both", "only written otherwise", "no case"],
)
def test_a_correction_of_another_case_or_person_is_pointed_out(changes: dict[str, Any], words: list[str]) -> None:
    """It enters with a warning that names what differs and says that the first record counts no longer."""
    for pair in permutations([FIRST, correction(2, 1, **changes)]):
        problems = told(*pair)
        assert [(one.code, one.severity) for one in problems] == [("R175", Severity.WARNING)] * len(words)
        for problem, word in zip(problems, words, strict=True):
            assert word in problem.message
            assert "00000001 counts no longer" in problem.remedy


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"record_type": "pre-audit"}, "of another kind"),
        ({"completed": "2023-03-06T23:29:59Z"}, "finished before"),
    ],
)
def test_a_correction_that_cannot_be_one(changes: dict[str, Any], words: str) -> None:
    """A correction is of its own kind and no older than what it corrects; whichever comes last is refused."""
    for first, second in permutations([FIRST, correction(2, 1, **changes)]):
        assert entered_last(first, second) == ("refused", ["R175"])
        (problem,) = told(first, second)
        assert words in problem.message
        assert "00000001" in problem.message
        assert "00000002" in problem.message


def entered_last(first: dict[str, Any], second: dict[str, Any]) -> tuple[str, list[str]]:
    """What became of the second of two records."""
    opened = Register("sqlite://", create=True)
    try:
        outcome = entered(opened, first, second)[1]
        assert len(opened.entries()) == (1 if outcome[0] == "refused" else 2)
    finally:
        opened.close()
    return outcome


def test_a_correction_of_the_same_moment(register: Register) -> None:
    """What was finished in the same second as what it corrects is not older."""
    assert entered(register, FIRST, correction(2, 1, completed=FIRST["completed"])) == [IN, IN]


def replacing(of: int, *targets: int) -> dict[str, Any]:
    """An audit that replaces others."""
    rows = [{"relation": "replaces", "record_id": number(each)} for each in targets]
    return audit(of, selected="2023-04-01", done="2023-05-06", relates_to=rows)


def test_a_correction_of_two_records(register: Register) -> None:
    """One correction replaces one record."""
    assert entered(register, FIRST, replacing(3, 1, 5)) == [IN, ("refused", ["R175"])]
    (problem,) = told(FIRST, replacing(3, 1, 5))
    assert (problem.pointer, problem.severity) == ("/relates_to/1/record_id", Severity.ERROR)


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_corrections_in_a_circle(length: int) -> None:
    """The record that would close a circle of corrections is refused, however long the circle."""
    circle = [replacing(each, each % length + 1) for each in range(1, length + 1)]
    for order in permutations(circle):
        opened = Register("sqlite://", create=True)
        outcomes = entered(opened, *order)
        opened.close()
        assert [outcome for outcome, _ in outcomes] == ["imported"] * (length - 1) + ["refused"]
        assert outcomes[-1][1] == ["R175"]


def test_a_correction_of_a_deleted_record(register: Register) -> None:
    """What was deleted when its time was over cannot be corrected, and nobody is told to import it."""
    assert entered(register, FIRST, correction(2, 1)) == [IN, IN]
    purge(register, [number(1), number(2)], lambda _: (date(2024, 1, 1), ""))
    for target in (1, 2):
        _, (problem,) = enter(correction(3, target), register, known)
        assert (problem.code, problem.severity) == ("R175", Severity.ERROR)
        assert "deleted from this register when its time was over" in problem.message
        assert "Import" not in problem.remedy
    assert register.entries() == ()


def test_naming_a_deleted_record(register: Register) -> None:
    """A record that names a deleted one by another relation enters, and nobody is told to import that one."""
    assert entered(register, FIRST) == [IN]
    purge(register, [number(1)], lambda _: (date(2024, 1, 1), ""))
    row = {"relation": "feeds", "record_id": number(1)}
    _, (problem,) = enter(audit(2, selected="", done="2024-03-06", relates_to=[row]), register, known)
    assert (problem.code, problem.severity) == ("REG003", Severity.WARNING)
    assert "was deleted from this register when its time was over" in problem.message
    assert "Import" not in problem.remedy


def test_what_was_replaced_is_in_nobodys_way_whichever_came_first() -> None:
    """R021: an audit whose correction is here counts no longer, also where it is the last to enter."""
    # the third replaces the second, which replaces the first; all are of one case and clash by their days
    chain = [FIRST, correction(2, 1), correction(3, 2, selected="2023-06-01", done="2023-07-01")]
    opened = Register("sqlite://", create=True)
    assert [outcome for outcome, _ in entered(opened, chain[2], chain[1], chain[0])] == ["imported"] * 3
    opened.close()
