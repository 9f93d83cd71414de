"""Updates and re-checks enter the register only beside the record that they speak of, in its words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.problems import Severity
from practice_audit.register import Outcome, Register
from practice_audit.register.expiry import purge
from practice_audit.relations.consistency import enter
from tests.unit.desk_records import number, record, replacing, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from practice_audit.model import Catalogue
    from practice_audit.problems import Problem


def entered(records: list[dict[str, Any]], catalogue: Catalogue) -> list[tuple[str, list[tuple[str, str]]]]:
    """What became of each record in a new register, with code and place of its problems but "not here yet"."""
    opened = Register("sqlite://", create=True)
    try:
        found = [enter(record, opened, lambda _: catalogue) for record in records]
    finally:
        opened.close()
    return [
        (outcome.value, [(one.code, one.pointer) for one in problems if one.code != "REG003"])
        for outcome, problems in found
    ]


def test_an_update_and_a_recheck_enter_after_their_audit(catalogue: Catalogue) -> None:
    """Nothing speaks against them."""
    given = [record(catalogue, tool) for tool in ("ila", "actions", "recheck")]
    assert [outcome for outcome, problems in entered(given, catalogue) if not problems] == ["imported"] * 3


@pytest.mark.parametrize(
    ("tool", "problem"), [("actions", ("R077", "/answers/ac.a.record")), ("recheck", ("R180", "/answers/rc.a.audit"))]
)
def test_without_the_earlier_record_they_are_refused(catalogue: Catalogue, tool: str, problem: tuple[str, str]) -> None:
    """Nobody closes an action that the register does not hold."""
    assert entered([record(catalogue, tool)], catalogue) == [("refused", [problem])]


def changed(question: str, row: int, field: str, value: str) -> Callable[[dict[str, Any]], object]:
    """Changes one field of a row."""

    def edit(made: dict[str, Any]) -> None:
        rows(made, question)[row][field]["value"] = value

    return edit


UPDATES, AGAIN = "ac.b.actions", "rc.b.expectations"


@pytest.mark.parametrize(
    ("tool", "edit", "code", "place"),
    [
        ("actions", changed(UPDATES, 0, "ref", "ila.g.actions/9"), "R077", f"{UPDATES}/rows/0/ref"),
        ("actions", changed(UPDATES, 1, "action", "Something else"), "R077", f"{UPDATES}/rows/1/ref"),
        ("recheck", changed(AGAIN, 0, "ref", "ila.g.actions/2"), "R180", f"{AGAIN}/rows/0/ref"),
        ("recheck", changed(AGAIN, 1, "earlier", "met"), "R180", f"{AGAIN}/rows/1/earlier"),
        ("recheck", changed(AGAIN, 2, "expectation", "ps.plans.current"), "R180", f"{AGAIN}/rows/2/expectation"),
    ],
)
def test_what_the_earlier_record_does_not_hold_is_refused(
    catalogue: Catalogue, tool: str, edit: Callable[[dict[str, Any]], object], code: str, place: str
) -> None:
    """Each row names an action by its name and words, an expectation that it answers, and what was found then."""
    given = [record(catalogue, "ila"), record(catalogue, tool, edit)]
    assert entered(given, catalogue)[1] == ("refused", [(code, f"/answers/{place}")])


def test_rows_of_which_nothing_is_said_are_not_held_against_the_record(catalogue: Catalogue) -> None:
    """A row that was filled in and left alone says nothing."""
    update = record(catalogue, "actions", changed(UPDATES, 2, "ref", "ila.g.actions/9"))
    assert entered([record(catalogue, "ila"), update], catalogue)[1] == ("imported", [])


def test_a_change_from_before_the_action_was_agreed(catalogue: Catalogue) -> None:
    """R077: it is pointed out, since it may have been agreed and begun before the audit was finished."""
    for day, expected in (("2023-05-11", ["R077"]), ("2023-05-12", [])):
        update = record(catalogue, "actions", changed(UPDATES, 0, "changed_on", day))
        problems = problems_of([record(catalogue, "ila"), update], catalogue)
        assert [(one.code, one.severity) for one in problems] == [(code, Severity.WARNING) for code in expected]
        assert all(one.pointer == f"/answers/{UPDATES}/rows/0/changed_on" for one in problems)


def problems_of(records: list[dict[str, Any]], catalogue: Catalogue) -> list[Problem]:
    """The problems of the last record but "not here yet", which enters all the same."""
    opened = Register("sqlite://", create=True)
    try:
        *_, (outcome, found) = [enter(each, opened, lambda _: catalogue) for each in records]
    finally:
        opened.close()
    assert outcome is Outcome.IMPORTED
    return [problem for problem in found if problem.code != "REG003"]


def other_words(made: dict[str, Any]) -> None:
    """The first action is another one, and the second stands third."""
    first, second, third, _ = rows(made, "ila.g.actions")
    first["action"] = {"value": "Visit weekly"}
    second["action"], third["action"] = third["action"], second["action"]


@pytest.mark.parametrize("last", ["correction", "told"])
@pytest.mark.parametrize(("tool", "code", "rows_told"), [("actions", "R077", 2), ("recheck", "R180", 3)])
def test_a_correction_that_has_other_actions(
    catalogue: Catalogue, last: str, tool: str, code: str, rows_told: int
) -> None:
    """What was told of an action that reads otherwise in the correction is pointed out, whichever comes last."""
    audit, told = record(catalogue, "ila"), record(catalogue, tool)
    correction = record(catalogue, "ila", other_words, record_id=number(1), relates_to=replacing(audit))
    given = [audit, told, correction] if last == "correction" else [audit, correction, told]
    problems = problems_of(given, catalogue)
    assert [(one.code, one.severity) for one in problems] == [(code, Severity.WARNING)] * rows_told
    assert "does not count" in problems[0].message
    assert "counts for the action" in problems[1].message
    assert "ila.g.actions/3" in problems[1].message


def test_a_correction_of_a_correction_that_has_other_actions(catalogue: Catalogue) -> None:
    """It is pointed out over several corrections, and no longer once the newest has the old words again."""
    audit, told = record(catalogue, "ila"), record(catalogue, "actions")
    second = record(catalogue, "ila", record_id=number(1), relates_to=replacing(audit))
    third, fourth = (
        record(
            catalogue, "ila", edit, record_id=number(of), relates_to=replacing({**audit, "record_id": number(of - 1)})
        )
        for edit, of in ((other_words, 2), (id, 3))
    )
    assert len(problems_of([audit, told, second, third], catalogue)) == 2
    assert len(problems_of([audit, told, third, second], catalogue)) == 2
    assert problems_of([audit, told, second, third, fourth], catalogue) == []


def test_an_update_of_what_was_deleted(catalogue: Catalogue) -> None:
    """R077: it is refused, and nobody is told to import what was deleted."""
    opened = Register("sqlite://", create=True)
    audit = record(catalogue, "ila")
    enter(audit, opened, lambda _: catalogue)
    purge(opened, [audit["record_id"]], lambda _: (date(2024, 1, 1), ""))
    outcome, (problem,) = enter(record(catalogue, "actions"), opened, lambda _: catalogue)
    opened.close()
    assert (outcome, problem.code) == (Outcome.REFUSED, "R077")
    assert "was deleted from this register" in problem.message
    assert "Import" not in problem.remedy
