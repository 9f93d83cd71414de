"""An audit beside the selection that drew its case: on its day, and one audit for each case that was drawn."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.problems import Severity
from practice_audit.register import Register
from practice_audit.relations.consistency import enter
from tests.making import drawn_again

if TYPE_CHECKING:
    from collections.abc import Callable

    from practice_audit.model import Catalogue
    from tests.making import Make

IN: tuple[str, list[str]] = ("imported", [])


def entered(records: tuple[dict[str, Any], ...], catalogue: Catalogue) -> list[tuple[str, list[str]]]:
    """What became of each record in a new register, with the codes of its errors."""
    opened = Register("sqlite://", create=True)
    try:
        found = [enter(record, opened, lambda _: catalogue) for record in records]
    finally:
        opened.close()
    return [
        (outcome.value, [one.code for one in problems if one.severity is Severity.ERROR]) for outcome, problems in found
    ]


def number(of: int) -> str:
    """A record id."""
    return f"{of:08x}-0000-4000-8000-000000000000"


def replacing(of: int) -> Callable[[dict[str, Any]], None]:
    """Makes a record the correction of another."""

    def edit(record: dict[str, Any]) -> None:
        record["relates_to"].append({"relation": "replaces", "record_id": number(of)})

    return edit


def of_case(ref: str) -> Callable[[dict[str, Any]], None]:
    """Gives an audit another case."""

    def edit(record: dict[str, Any]) -> None:
        record["answers"]["hdr.case_ref"]["value"] = ref
        record["answers"]["ila.b.preaudit"]["case"]["ref"] = ref

    return edit


def test_a_selection_that_is_another_record(make: Make, catalogue: Catalogue) -> None:
    """R020: what an audit names as its selection and is another record is called what it is, whichever comes first."""

    def numbered(record: dict[str, Any]) -> None:
        record["record_id"] = make("selection")["record_id"]

    for order in permutations([make("pre-audit", edit=numbered), make()]):
        opened = Register("sqlite://", create=True)
        try:
            _, (_, problems) = [enter(record, opened, lambda _: catalogue) for record in order]
        finally:
            opened.close()
        (said,) = (one.message for one in problems if one.code == "R020")
        assert "names as its selection, is not a selection record, but a record of “Pre-Audit Checklist”" in said


def test_two_audits_of_one_case_from_one_draw(make: Make, catalogue: Catalogue) -> None:
    """R020: a case that was drawn is audited once; whichever comes last is refused, with the selection or without."""
    first, second = make(number=1), make(number=2)
    for order in permutations([first, second]):
        assert entered(order, catalogue) == [IN, ("refused", ["R020"])]
    assert entered((make("selection"), first, second), catalogue) == [IN, IN, ("refused", ["R020"])]


@pytest.mark.parametrize("edit", [drawn_again, replacing(1), of_case("CR-0502")], ids=["draw", "correction", "case"])
def test_two_audits_that_are_two(make: Make, catalogue: Catalogue, edit: Callable[[dict[str, Any]], None]) -> None:
    """Another draw, another case and a correction are in nobody's way, whichever comes first."""
    for order in permutations([make(number=1), make(number=2, edit=edit)]):
        assert entered(order, catalogue) == [IN, IN]


def test_corrections_of_an_audit_come_from_one_draw(make: Make, catalogue: Catalogue) -> None:
    """R020: an audit, its correction and the correction of that enter in any order."""
    chain = [make(number=1), make(number=2, edit=replacing(1)), make(number=3, edit=replacing(2))]
    for order in permutations(chain):
        assert entered(order, catalogue) == [IN, IN, IN]


def test_a_second_correction_is_told_of_as_that(make: Make, catalogue: Catalogue) -> None:
    """R175: what cannot be a correction is not called a second audit of its case as well."""
    given = (make(number=1), make(number=2, edit=replacing(1)), make(number=3, edit=replacing(1)))
    assert entered(given, catalogue) == [IN, IN, ("refused", ["R175"])]


def test_a_correction_is_no_way_round(make: Make, catalogue: Catalogue) -> None:
    """R020: the correction of an audit of another case is a second audit of the case to which it moved."""
    moved = make(number=3, edit=replacing(2))
    given = (make(number=1), make(number=2, edit=of_case("CR-0502")), moved)
    assert entered(given, catalogue) == [IN, IN, ("refused", ["R020"])]
    assert entered((given[1], moved, given[0]), catalogue) == [IN, IN, ("refused", ["R020"])]


def test_the_day_of_the_selection(make: Make, catalogue: Catalogue) -> None:
    """R021: an audit was selected on the day that its selection record tells; whichever comes last is refused."""

    def on(day: str) -> Callable[[dict[str, Any]], None]:
        return lambda record: record["answers"].update({"ila.a.selected_on": {"value": day}})

    selection = make("selection")
    for day, last in (("2023-04-17", IN), ("2023-04-18", ("refused", ["R021"])), ("2023-04-16", ("refused", ["R021"]))):
        for order in permutations([make(edit=on(day)), selection]):
            assert entered(order, catalogue) == [IN, last]
    opened = Register("sqlite://", create=True)
    enter(selection, opened, lambda _: catalogue)
    _, problems = enter(make(edit=on("2023-04-18")), opened, lambda _: catalogue)
    opened.close()
    assert [problem.pointer for problem in problems] == ["/answers/ila.a.selected_on"]
    assert all(words in problems[0].message for words in ("17 April 2023", "18 April 2023", "5b1e7c90"))
