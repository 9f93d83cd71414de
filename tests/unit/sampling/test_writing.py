"""What a draw leaves behind: sound records, and notices that say no more than they must."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import records, validation
from practice_audit.browser.files import open_file
from practice_audit.browser.session import Session
from practice_audit.browser.words import Words
from practice_audit.sampling import files
from practice_audit.sampling.moderation import draw_audits
from practice_audit.sampling.writing import Made, moderation_record, notices, selection_record
from tests.unit.sampling.lists import ON, auditors, case, cases, drawn

if TYPE_CHECKING:
    from practice_audit.model import Catalogue

MADE = Made(
    record_id="3f9a2c1e-7b52-4c1d-9a77-0c1f2e3d4b5a",
    now="2026-07-08T09:30:00Z",
    by="QA-02",
    role="role.capacity-tm",
    told_on=date(2026, 7, 7),
)
DRAFTED = Made(record_id=MADE.record_id, now=MADE.now)
TODAY = date(2026, 7, 8)
FRAME = (*cases(9, last_audit_on=date(2024, 2, 29)), case(10, "South"), case(11, "South"))


def wrong(catalogue: Catalogue, record: dict[str, Any]) -> list[str]:
    """What the validator says of a record."""
    return [problem.to_text() for problem in validation.validate(catalogue, record, today=TODAY)]


@pytest.mark.parametrize("readers", [None, auditors("AU-1", "AU-2")])
def test_a_finished_selection_record(catalogue: Catalogue, readers: Any) -> None:
    """Where it is known who drew and when the teams were told, the record is finished and sound."""
    draw = drawn(FRAME, 4, auditors=readers)
    record = selection_record(catalogue, draw, MADE)
    assert wrong(catalogue, record) == []
    answers = record["answers"]
    assert (record["status"], record["record_id"], record["author"]["ref"]) == ("complete", MADE.record_id, "QA-02")
    assert answers["sel.a.population"] == {"value": 11}
    assert answers["sel.a.sample_size"] == {"value": 4}
    assert answers["sel.a.seed"] == {"value": "2026-Q3"}
    rows = answers["sel.b.cases"]["rows"]
    assert [row["case_ref"]["value"] for row in rows] == [each.case.case_ref for each in draw.drawn]
    assert all(("auditor_ref" in row) == bool(readers) for row in rows)
    dates = {row["area"]["value"]: row["last_audit_on"] for row in rows}
    assert dates == {"East": {"value": "2024-02-29"}, "South": {"none": True}}
    assert [row["area"]["value"] for row in answers["sel.c.areas_told"]["rows"]] == ["East", "South"]
    assert records.read(records.text(record)) == record


@pytest.mark.parametrize("lacking", [{"by": ""}, {"role": ""}, {"told_on": None}])
def test_a_draft(catalogue: Catalogue, lacking: dict[str, Any]) -> None:
    """Where one of these is not known yet, the record is a draft that can be opened, with all else filled in."""
    given = {"record_id": MADE.record_id, "now": MADE.now, "by": MADE.by, "role": MADE.role, "told_on": MADE.told_on}
    record = selection_record(catalogue, drawn(FRAME, 4), Made(**{**given, **lacking}))
    assert (record["status"], wrong(catalogue, record)) == ("draft", [])
    assert len(record["answers"]["sel.b.cases"]["rows"]) == 4
    assert record["answers"]["sel.a.selected_on"] == {"value": "2026-07-06", "day": "6", "month": "7", "year": "2026"}
    assert "sel.c.completed_on" not in record["answers"]


def test_a_draft_can_be_finished(catalogue: Catalogue) -> None:
    """With what was missing the draft becomes a sound record of the same number."""
    draft = selection_record(catalogue, drawn(FRAME, 4), DRAFTED)
    answers = draft["answers"] | {
        "sel.a.author_ref": {"value": "QA-02"},
        "sel.a.author_role": {"value": "role.pidm"},
        "sel.c.completed_on": {"value": "2026-07-08"},
    }
    for row in answers["sel.c.areas_told"]["rows"]:
        row["told_on"] = {"value": "2026-07-08"}
    record = records.complete(catalogue, catalogue.tool("selection"), {**draft, "answers": answers}, MADE.now)
    assert (wrong(catalogue, record), record["record_id"]) == ([], MADE.record_id)


def test_a_draft_opens_on_the_page(catalogue: Catalogue) -> None:
    """The page of the tool takes the draft as one of its own, without a word against it."""
    draft = selection_record(catalogue, drawn(FRAME, 4), DRAFTED)
    session = Session(catalogue=catalogue, tool=catalogue.tool("selection"), words=Words({}))
    opened = open_file(session, {"text": records.text(draft), "now": MADE.now, "case_ref": ""})
    assert (opened["outcome"], opened["message"], opened["problems"]) == ("draft", "", [])


@pytest.mark.parametrize("made", [MADE, DRAFTED])
def test_a_moderation_sample(catalogue: Catalogue, made: Made) -> None:
    """R080: meeting date, number, pool and the audits that were drawn stand in the record."""
    pool = tuple(f"{each:08x}-0000-4000-8000-000000000000" for each in range(9))
    draw, _ = draw_audits(pool, seed="july", number=2, meeting_on=ON)
    assert draw
    record = moderation_record(catalogue, draw, made)
    assert wrong(catalogue, record) == []
    assert record["status"] == ("complete" if made.by else "draft")
    assert record["answers"]["ms.a.meeting_on"]["value"] == "2026-07-06"
    assert str(record["answers"]["ms.a.pool"]["value"]) == "9"
    rows = record["answers"]["ms.b.audits"]["rows"]
    assert [row["audit_ref"]["value"] for row in rows] == [number for number, _ in draw.drawn]


def test_the_files_of_a_draw(catalogue: Catalogue) -> None:
    """Record, receipt and a notice for each area have names of their own, also where areas are nearly alike."""
    frame = (case(1, "East-End"), case(2, "East End"))
    written = files.of_cases(catalogue, drawn(frame, 2), MADE)
    assert list(written.texts) == [
        "audit_2023.1_selection_3f9a2c1e_complete_20260708.json".replace("2023.1", catalogue.edition.id),
        "draw_3f9a2c1e.receipt.json",
        "notice_3f9a2c1e_1_east-end.md",
        "notice_3f9a2c1e_2_east-end.md",
    ]
    assert next(iter(written.texts.values())) == records.text(written.record)
    assert written.problems == ()


def test_a_receipt_that_could_not_be_read_again(catalogue: Catalogue) -> None:
    """Where too many cases are left out for a receipt that can be read, that is said, and no file is to be written."""
    many = 15_000
    left_out = (replace(case(1, last_audit_on=ON), case_ref=f"CR-{each:037}") for each in range(many))
    frame = (*left_out, case(1))
    written = files.of_cases(catalogue, drawn(frame, 1), MADE)
    assert [problem.code for problem in written.problems] == ["DRW016"]
    assert str(many) in written.problems[0].message


def test_notices() -> None:
    """Each area gets its own cases with their auditors, the date, and the number of the record; nothing of others."""
    draw = drawn(FRAME, 4, auditors=auditors("AU-1", "AU-2"))
    told = notices(draw, MADE)
    assert list(told) == ["East", "South"]
    for area, text in told.items():
        own = {each.case.case_ref: each for each in draw.drawn if each.case.area == area}
        for each in draw.drawn:
            assert (each.case.case_ref in text) == (each.case.case_ref in own)
        assert all(
            f"| {ref} | {each.case.practitioner_ref} | {each.auditor_ref} |" in text for ref, each in own.items()
        )
        assert f"# Cases selected for audit: {area}" in text
        assert "Date: 7 July 2026" in text
        assert "On 6 July 2026" in text
        assert MADE.record_id in text
        assert "MG-1" not in text
    assert "not yet named" in notices(drawn(FRAME, 4), DRAFTED)["East"]
