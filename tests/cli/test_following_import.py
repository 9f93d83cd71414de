"""Updates and re-checks enter the register only beside the record that they speak of, in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.consistency import enter
from practice_audit.register import Register
from tests.unit.desk_records import record, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from practice_audit.model import Catalogue


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
