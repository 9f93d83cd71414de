"""Records: written the same way everywhere, read without surprise."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import __version__, records
from practice_audit.documents import digest
from practice_audit.made_up import MARK, is_made_up
from practice_audit.problems import Unreadable
from tests.unit import example

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_finished_record_has_its_envelope_in_order() -> None:
    """The keys stand in the order of the format, the note to the reader first and the digest last."""
    record = example.finished()

    assert list(record) == [key for key in records.ENVELOPE if key not in {"sitting", "practice", "not_personal"}]
    assert record["read_me"][0] == "This is a finished record of the Small Audit, edition 2023."


@pytest.mark.parametrize("make", [records.draft, records.complete])
def test_practice_stays_practice(make: Callable[..., records.Record]) -> None:
    """What was begun for practice says so for ever, in its head and in its first line."""
    record = make(example.CATALOGUE, example.AUDIT, {**example.audit_draft(), "practice": True}, example.NOW)

    assert record["practice"] is True
    assert record["read_me"][0].startswith("PRACTICE ONLY")


@pytest.mark.parametrize("make", [records.draft, records.complete])
def test_what_is_made_up_stays_so(make: Callable[..., records.Record]) -> None:
    """Saved once more, as a draft or finished, it says so in its first line still, and once."""
    given: records.Record = {**example.audit_draft(), "read_me": [MARK, "A draft."]}
    once = make(example.CATALOGUE, example.AUDIT, given, example.NOW)
    again = make(example.CATALOGUE, example.AUDIT, once, example.NOW)

    assert again["read_me"].count(MARK) == 1
    assert is_made_up(again)


def test_a_finished_record_says_what_it_was_made_with() -> None:
    """Edition, tool version, engine and time of completion stand in the envelope."""
    record = example.finished()

    made_with = [record[key] for key in ("edition", "tool", "engine_version", "status", "created", "completed")]
    tool = {"id": "audit", "version": 1}
    assert made_with == ["2023", tool, __version__, "complete", "2023-04-11T09:00:00Z", example.NOW]


def test_the_head_of_a_record_repeats_author_and_case_from_the_answers() -> None:
    """Author and case are copied from the answers that the tool names for them."""
    record = example.finished()

    assert record["author"] == {"ref": "AU-12", "role": "role.auditor"}
    assert record["case"] == {"ref": "CR-0417"}


def test_a_record_of_a_tool_without_a_case_has_no_case() -> None:
    """What a tool does not declare has no place in its records."""
    tool = replace(example.AUDIT, record={"author.ref": "q.author-ref", "completed_on": "q.completed-on"})

    record = records.complete(example.CATALOGUE, tool, example.audit_draft(), example.NOW)

    assert record["author"] == {"ref": "AU-12"}
    assert "case" not in record


def test_a_record_names_the_records_that_it_rests_on() -> None:
    """The checklist prepares it, the selection feeds it; a correction keeps the record it replaces."""
    draft = example.audit_draft()
    draft["relates_to"] = [
        {"relation": "replaces", "record_id": example.OLD_ID},
        {"relation": "prepares", "record_id": example.OLD_ID},
    ]

    assert example.finished(draft)["relates_to"] == [
        {"relation": "feeds", "record_id": example.SELECTION_ID},
        {"relation": "prepares", "record_id": example.CHECKLIST_ID},
        {"relation": "replaces", "record_id": example.OLD_ID},
    ]


def test_what_is_no_record_number_relates_to_nothing() -> None:
    """A number that was typed wrongly is left to the checks and names no record."""
    draft = example.audit_draft(selection_record={"value": "number four"})

    assert [row["relation"] for row in example.finished(draft)["relates_to"]] == ["prepares"]


def test_answers_are_read_when_a_record_is_finished() -> None:
    """Dates become ISO 8601, typed numbers numbers; a draft keeps what was typed."""
    draft = example.audit_draft()

    answers = example.finished(draft)["answers"]

    assert answers["q.read-from"] == {"value": "2023-04-11"}
    assert answers["q.number"] == {"value": 1200}
    saved = records.draft(example.CATALOGUE, example.AUDIT, draft, example.NOW)
    assert saved["answers"]["q.read-from"] == {"day": "11", "month": "Apr", "year": "2023"}


def test_a_finished_record_leaves_out_what_was_not_asked() -> None:
    """An answer to a question that no longer applies stays in the draft only."""
    draft = example.audit_draft(parent_way={"value": "telephone"})

    assert "q.parent-way" not in example.finished(draft)["answers"]
    assert "q.parent-way" in records.draft(example.CATALOGUE, example.AUDIT, draft, example.NOW)["answers"]


def test_fields_that_are_never_shown_are_written_on_completion() -> None:
    """Every new action starts as open, though no one is asked."""
    (action,) = example.finished()["answers"]["q.actions"]["rows"]

    assert action["status"] == {"value": "open"}


def test_answers_stand_in_document_order_and_rows_begin_with_their_id() -> None:
    """The order of the file is the order of the tool, however the page stored it."""
    draft = example.audit_draft()
    draft["answers"] = dict(reversed(draft["answers"].items()))
    rows = draft["answers"]["q.evidence"]["rows"]
    draft["answers"]["q.evidence"]["rows"] = [dict(reversed(row.items())) for row in rows]

    answers = records.draft(example.CATALOGUE, example.AUDIT, draft, example.NOW)["answers"]

    assert list(answers) == [key for key in example.AUDIT.questions if key in answers]
    assert list(answers["q.evidence"]["rows"][0]) == ["id", "what", "where", "seen_on", "kind", "links"]


def test_a_draft_keeps_answers_that_no_tool_knows_at_the_end() -> None:
    """Saving a draft throws nothing away: what is unknown is for the checks to name."""
    draft = example.audit_draft()
    draft["answers"] = {"unknown": {"value": "x"}, "also": 3, **draft["answers"]}

    answers = records.draft(example.CATALOGUE, example.AUDIT, draft, example.NOW)["answers"]

    assert list(answers)[-2:] == ["also", "unknown"]


def test_a_draft_without_a_time_is_created_now() -> None:
    """A page that could not tell when a draft began gets the time of saving."""
    draft = example.audit_draft()
    draft["created"] = None

    assert records.draft(example.CATALOGUE, example.AUDIT, draft, example.NOW)["created"] == example.NOW


def test_the_digest_covers_everything_but_itself() -> None:
    """Any other change changes the digest."""
    record = example.finished()
    content = {key: value for key, value in record.items() if key != "content_sha256"}

    assert record["content_sha256"] == digest(content)
    assert records.seal({**record, "record_id": example.OLD_ID}) != record["content_sha256"]


def test_equal_drafts_give_equal_bytes() -> None:
    """The same answers, edition and time make the same file, byte for byte."""
    assert records.text(example.finished()) == records.text(example.finished())


def test_the_file_is_written_for_people() -> None:
    """Two spaces, letters as they are, one line end at the end."""
    text = records.text(example.finished())

    assert text.startswith('{\n  "read_me": [\n    "This is')
    assert "tool’s page" in text
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("made", "name"),
    [
        ("complete", "audit_2023_audit_3f9a2c1e_complete_20230420.json"),
        ("draft", "audit_2023_audit_3f9a2c1e_draft_20230501.json"),
    ],
)
def test_a_file_name_says_nothing_about_the_case(made: str, name: str) -> None:
    """Edition, tool, the number's beginning, the state and the day: of completion, or of saving a draft."""
    draft = example.audit_draft()
    record = example.finished() if made == "complete" else draft

    assert records.file_name(record, "2023-05-01T08:00:00Z") == name


def test_a_file_name_has_no_other_characters() -> None:
    """Whatever a draft holds, its file name cannot lead into another folder."""
    draft = {**example.audit_draft(), "record_id": "../../et c"}

    assert records.file_name(draft, example.NOW) == "audit_2023_audit_..-..-et_draft_20230420.json"


def test_a_record_is_read_back_as_it_was_written() -> None:
    """Reading and writing are inverse."""
    record = example.finished()

    assert records.read(records.text(record).encode()) == record


@pytest.mark.parametrize(
    ("envelope", "code"),
    [
        ({"format": "practice-catalogue"}, "REC020"),
        ({"format_version": 0}, "REC020"),
        ({"format_version": "1"}, "REC020"),
        ({"format_version": True}, "REC020"),
        ({"format_version": 2}, "REC021"),
    ],
)
def test_what_is_no_record_of_today_is_not_read(envelope: dict[str, Any], code: str) -> None:
    """Another format, and a version that this engine does not know yet, are told apart."""
    with pytest.raises(Unreadable) as caught:
        records.read(json.dumps({**example.finished(), **envelope}), "some.json")

    assert [(problem.code, problem.source) for problem in caught.value.problems] == [(code, "some.json")]


def test_a_broken_file_is_not_read() -> None:
    """A file that stops in the middle says so."""
    with pytest.raises(Unreadable, match="stops in the middle"):
        records.read(records.text(example.finished())[:500])


def test_marks_stand_in_document_order_and_only_for_answers_that_are_there() -> None:
    """A mark of a question, row or kind that is not there is left out; without marks there is no key."""
    draft = example.audit_draft()
    (row, *_) = draft["answers"]["q.evidence"]["rows"]
    kept = [
        {"field": f"q.evidence/{row['id']}/where", "kind": "address"},
        {"field": "q.why", "kind": "name"},
    ]
    lost = [
        {"field": "q.none-such", "kind": "name"},
        {"field": "q.evidence/gone/where", "kind": "name"},
        {"field": "q.why", "kind": "colour"},
    ]
    order = list(example.AUDIT.questions)
    kept.sort(key=lambda mark: order.index(mark["field"].partition("/")[0]))
    for make in (records.draft, records.complete):
        marked = {**draft, "not_personal": [*reversed(kept), *lost, *kept]}
        record = make(example.CATALOGUE, example.AUDIT, marked, example.NOW)
        assert record["not_personal"] == kept
        assert "not_personal" not in make(
            example.CATALOGUE, example.AUDIT, {**draft, "not_personal": lost}, example.NOW
        )


def test_a_record_without_marks_has_the_digest_that_it_always_had() -> None:
    """The key is absent, so records and digests of before hold."""
    record = example.finished()
    assert "not_personal" not in record
    assert records.seal(record) == record["content_sha256"]


@pytest.mark.parametrize(
    ("answers", "asked_in", "day"),
    [
        ({"done": {"value": "2023-06-30"}}, "done", "2023-06-30"),
        ({"done": {"day": "30", "month": "June", "year": "2023"}}, "done", "2023-06-30"),
        ({"done": {"value": "2023-06-31"}}, "done", "2023-07-03"),
        ({"done": {"value": "2023-06-30"}}, "", "2023-07-03"),
        ({}, "done", "2023-07-03"),
    ],
)
def test_work_is_finished_on_the_day_that_its_author_gives(answers: dict[str, Any], asked_in: str, day: str) -> None:
    """Work counts on the day that its author gives; without one that can be read, on the day of its record."""
    record = {"completed": "2023-07-03T09:00:00Z", "answers": answers}

    assert records.finished_on(record, asked_in).isoformat() == day
