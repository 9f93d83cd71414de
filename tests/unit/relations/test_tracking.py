"""Actions over many records: how far each is on a day, and whether it worked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from practice_audit.relations.tracking import Change, Ledger, Status, change_of
from tests.unit.desk_records import Record, number, record, replacing, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from practice_audit.model import Catalogue

LATER = date(2023, 12, 1)


def filled(records: Iterable[Record], catalogue: Catalogue) -> Ledger:
    """A ledger that has taken these records."""
    ledger = Ledger(lambda _: catalogue)
    for each in records:
        ledger.add(each)
    return ledger


def test_each_action_stands_as_the_newest_update_says(catalogue: Catalogue) -> None:
    """Done with its effect, in hand, untouched, not done with its reason; overdue is what is due and not closed."""
    given = [record(catalogue, "ila"), record(catalogue, "actions")]
    found = list(filled(given, catalogue).tracked(LATER))
    assert [(one.status, one.overdue) for one in found] == [
        (Status.DONE, False),
        (Status.IN_HAND, True),
        (Status.OPEN, True),
        (Status.NOT_DONE, False),
    ]
    first, _, third, last = found
    assert first.effect.startswith("The core group now agrees")
    assert (first.changed_on, third.changed_on) == (date(2023, 6, 7), None)
    assert last.reason.startswith("The therapy service was closed")
    assert (first.ref, first.link, first.owner_role) == ("ila.g.actions/1", "ps.assessment.reasoning", "role.sw")
    assert (last.complex, first.complex) == (True, False)
    assert {one.origin_id for one in found} == {given[0]["record_id"]}
    assert {(one.origin_type, one.agreed_on) for one in found} == {("ila", date(2023, 5, 12))}


def test_a_report_on_a_day_knows_nothing_of_later_days(catalogue: Catalogue) -> None:
    """What changed later has not changed yet, what is due later is not overdue, what was agreed later is not there."""
    given = [record(catalogue, "ila"), record(catalogue, "actions"), record(catalogue, "recheck")]
    early = list(filled(given, catalogue).tracked(date(2023, 6, 8)))
    assert [one.status for one in early] == [Status.DONE, Status.OPEN, Status.OPEN, Status.OPEN]
    assert [one.overdue for one in early] == [False] * 4
    assert [one.rechecked for one in early] == [None] * 4
    assert list(filled(given, catalogue).tracked(date(2023, 5, 11))) == []


def test_the_day_of_the_change_decides_and_not_the_order(catalogue: Catalogue) -> None:
    """An update that is told late does not undo a newer one."""

    def older(made: dict[str, object]) -> None:
        rows(made, "ac.b.actions")[0]["changed_on"]["value"] = "2023-06-01"
        rows(made, "ac.b.actions")[0]["status"]["value"] = "in_hand"

    newer, late = record(catalogue, "actions"), record(catalogue, "actions", older, record_id=number(7))
    for order in ([newer, late], [late, newer]):
        found = next(filled([*order, record(catalogue, "ila")], catalogue).tracked(LATER))
        assert found.status is Status.DONE


def test_a_correction_keeps_what_was_told_of_its_actions(catalogue: Catalogue) -> None:
    """The replaced audit counts no longer; updates and re-checks that named it count for its correction."""
    audit = record(catalogue, "ila")
    correction = record(catalogue, "ila", record_id=number(1), relates_to=replacing(audit))
    given = [audit, record(catalogue, "actions"), record(catalogue, "recheck"), correction]
    found = list(filled(given, catalogue).tracked(LATER))
    assert [(one.origin_id, one.status) for one in found[:2]] == [
        (number(1), Status.DONE),
        (number(1), Status.IN_HAND),
    ]
    assert len(found) == 4
    assert found[0].rechecked is Change.IMPROVED


def words(row: int, text: str) -> Callable[[Record], None]:
    """Gives an action of the audit other words, and another day and owner."""

    def edit(made: Record) -> None:
        found = rows(made, "ila.g.actions")[row]
        found["action"], found["due"], found["owner_role"] = (
            {"value": text},
            {"value": "2024-01-31"},
            {"value": "role.tm"},
        )

    return edit


FIRST = "Write down how the facts of the assessment lead to the view on risk"


@pytest.mark.parametrize("given", ["audit first", "correction first"])
def test_what_was_told_of_an_action_does_not_count_for_another(catalogue: Catalogue, given: str) -> None:
    """An action that took the place of another is open, not looked at again, and has no effect of the other."""
    audit = record(catalogue, "ila")
    other = record(catalogue, "ila", words(0, "Visit weekly"), record_id=number(1), relates_to=replacing(audit))
    told = [record(catalogue, "actions"), record(catalogue, "recheck")]
    records = [audit, *told, other] if given == "audit first" else [other, *told, audit]
    found = list(filled(records, catalogue).tracked(LATER))
    assert [one.status for one in found] == [Status.OPEN, Status.IN_HAND, Status.OPEN, Status.NOT_DONE]
    assert (found[0].text, found[0].effect, found[0].changed_on, found[0].rechecked) == ("Visit weekly", "", None, None)
    assert found[1].rechecked is Change.IMPROVED
    assert len(list(filled(records, catalogue).rechecked())) == 3


def test_what_was_told_goes_with_the_words_of_the_action(catalogue: Catalogue) -> None:
    """Where the correction has the same words in one other row, what was told counts for that row."""
    audit = record(catalogue, "ila")

    def swapped(made: Record) -> None:
        first, second, *_ = rows(made, "ila.g.actions")
        first["action"], second["action"] = second["action"], {"value": f"  {FIRST.upper()} "}

    other = record(catalogue, "ila", swapped, record_id=number(1), relates_to=replacing(audit))
    given = [audit, record(catalogue, "actions"), record(catalogue, "recheck"), other]
    found = list(filled(given, catalogue).tracked(LATER))
    assert [one.status for one in found[:2]] == [Status.IN_HAND, Status.DONE]
    assert found[1].effect.startswith("The core group now agrees")
    assert [one.rechecked for one in found[:2]] == [Change.IMPROVED, Change.IMPROVED]


def test_words_that_stand_twice_say_nothing(catalogue: Catalogue) -> None:
    """Where two other rows have the old words, nobody knows which was meant; the row of the same number is known."""
    audit = record(catalogue, "ila")

    def twice(made: Record) -> None:
        first, second, third, _ = rows(made, "ila.g.actions")
        first["action"], second["action"], third["action"] = {"value": "Visit"}, {"value": FIRST}, {"value": FIRST}

    def kept(made: Record) -> None:
        rows(made, "ila.g.actions")[1]["action"] = {"value": FIRST}

    for edit, first in ((twice, Status.OPEN), (kept, Status.DONE)):
        other = record(catalogue, "ila", edit, record_id=number(1), relates_to=replacing(audit))
        found = list(filled([audit, record(catalogue, "actions"), other], catalogue).tracked(LATER))
        assert [one.status for one in found[:3]] == [first, Status.OPEN, Status.OPEN]


def test_an_action_that_is_the_same(catalogue: Catalogue) -> None:
    """Another due date, another owner and capital letters leave an action what it was."""
    audit = record(catalogue, "ila")
    other = record(catalogue, "ila", words(0, FIRST.lower()), record_id=number(1), relates_to=replacing(audit))
    given = [audit, record(catalogue, "actions"), other]
    assert next(filled(given, catalogue).tracked(LATER)).status is Status.DONE


def test_a_corrected_update_counts_no_longer(catalogue: Catalogue) -> None:
    """Only the correction of an update tells how far the action is."""
    update = record(catalogue, "actions")

    def taken_back(made: dict[str, object]) -> None:
        rows(made, "ac.b.actions")[0]["status"]["value"] = "in_hand"

    correction = record(catalogue, "actions", taken_back, record_id=number(2), relates_to=replacing(update))
    given = [record(catalogue, "ila"), update, correction]
    assert next(filled(given, catalogue).tracked(LATER)).status is Status.IN_HAND


def test_actions_of_every_tool_are_followed(catalogue: Catalogue) -> None:
    """Recommendations of meetings and Promises stand beside the actions of audits, oldest first."""
    given = [record(catalogue, "meeting-note"), record(catalogue, "you-said"), record(catalogue, "ila")]
    found = list(filled(given, catalogue).tracked(LATER))
    assert [one.origin_type for one in found] == [*["ila"] * 4, "you-said", *["meeting-note"] * 2]
    assert found[4].text == "Tell each team in its meeting what came of its audits"


def test_what_does_not_count_is_left_out(catalogue: Catalogue) -> None:
    """Drafts, records made for practice and those of an edition that is not known here."""
    audit = record(catalogue, "ila")
    ledger = Ledger(lambda edition: catalogue if edition == catalogue.edition.id else None)
    for odd in ({**audit, "status": "draft"}, {**audit, "practice": True}, {**audit, "edition": "1999"}):
        ledger.add(odd)
    assert list(ledger.tracked(LATER)) == []


def test_a_recheck_says_of_each_expectation_whether_it_is_better(catalogue: Catalogue) -> None:
    """Then and today side by side; what was not looked at again is not there."""
    found = list(filled([record(catalogue, "recheck")], catalogue).rechecked())
    assert [(one.expectation, one.earlier, one.today, one.change) for one in found] == [
        ("ps.assessment.reasoning", "not_met", "met", Change.IMPROVED),
        ("ps.plans.smart-measurable", "not_met", "partly", Change.IMPROVED),
        ("ps.assessment.adults", "not_met", "not_met", Change.SAME),
    ]
    assert {(one.on, one.ref[:13]) for one in found} == {(date(2023, 9, 20), "ila.g.actions")}


@pytest.mark.parametrize(
    ("earlier", "today", "change"),
    [
        ("met", "partly", Change.WORSE),
        ("partly", "not_met", Change.WORSE),
        ("partly", "partly", Change.SAME),
        ("not_judged", "met", Change.NO_TELLING),
        ("not_met", "na", Change.NO_TELLING),
    ],
)
def test_better_and_worse(earlier: str, today: str, change: Change) -> None:
    """Met is better than partly, partly better than not met; nothing is said where one of both was not judged."""
    assert change_of(earlier, today) is change
