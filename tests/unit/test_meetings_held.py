"""Which regular meetings have no note."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from practice_audit.meetings_held import held, missing_months, missing_quarters
from tests.unit.desk_records import number, record, replacing

if TYPE_CHECKING:
    from practice_audit.model import Catalogue


def note(catalogue: Catalogue, meeting: str, day: str, of: int, **head: Any) -> dict[str, Any]:
    """A note of a meeting on a day."""

    def edit(made: dict[str, Any]) -> None:
        made["answers"]["mn.a.meeting"]["value"] = meeting
        made["answers"]["mn.a.held_on"]["value"] = day

    return record(catalogue, "meeting-note", edit, record_id=number(of), **head)


def test_a_month_without_a_note_is_listed_with_its_rule(catalogue: Catalogue) -> None:
    """Each of the three meetings, each month, over the turn of a year."""
    notes = [
        note(catalogue, "meeting.slt-qa", "2022-12-31", 1),
        note(catalogue, "meeting.slt-performance", "2022-12-01", 2),
        note(catalogue, "meeting.audit-qa", "2023-01-15", 3),
        note(catalogue, "meeting.slt-qa", "2023-01-02", 4),
    ]
    found = list(missing_months(notes, date(2022, 12, 5), date(2023, 1, 31), lambda _: catalogue))
    assert [(one.rule, one.begins) for one in found] == [("R122", date(2022, 12, 1)), ("R121", date(2023, 1, 1))]
    assert found[0].meeting == "meeting.audit-qa"


def test_a_quarter_in_which_all_who_work_on_quality_did_not_meet_is_listed(catalogue: Catalogue) -> None:
    """One note in a quarter is enough."""
    notes = [note(catalogue, "meeting.qa-staff-quarterly", "2023-06-30", 1)]
    found = list(missing_quarters(notes, date(2023, 2, 1), date(2023, 7, 1), lambda _: catalogue))
    assert [(one.rule, one.begins) for one in found] == [("R157", date(2023, 1, 1)), ("R157", date(2023, 7, 1))]


def test_only_notes_that_count_tell_of_meetings(catalogue: Catalogue) -> None:
    """A corrected note, a draft and any other record say nothing."""
    wrong = note(catalogue, "meeting.slt-qa", "2023-05-02", 1)
    mended = note(catalogue, "meeting.slt-qa", "2023-06-02", 2, relates_to=replacing(wrong))
    draft = note(catalogue, "meeting.audit-qa", "2023-06-03", 3, status="draft")
    review = record(catalogue, "referral-review")
    found = held([mended, wrong, draft, review], lambda _: catalogue)
    assert {pair for pair in found if pair[0].startswith("meeting.")} == {("meeting.slt-qa", date(2023, 6, 2))}
