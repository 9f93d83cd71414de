"""The JSON Schema of records: sound by itself, the same every time, strict about every shape."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from practice_audit.documents import canonical_bytes
from practice_audit.record_schema import record_schema
from tests.unit import example

if TYPE_CHECKING:
    from collections.abc import Callable

    from practice_audit.model import Catalogue

SCHEMA = record_schema(example.AUDIT, example.CATALOGUE)
VALIDATOR = Draft202012Validator(SCHEMA)


def test_it_is_a_sound_schema() -> None:
    """The schema passes the check of its own dialect."""
    Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_it_names_itself() -> None:
    """Id and title say which tool, version and edition it is for."""
    assert SCHEMA["$id"] == "urn:practice-audit:record:2023:audit:1"
    assert SCHEMA["title"] == "Small Audit, version 1, edition 2023"


def test_every_schema_of_today_is_sound(catalogue: Catalogue) -> None:
    """The schemas of the real tools pass the check of their dialect."""
    schemas = [record_schema(tool, catalogue) for tool in catalogue.tools]
    for schema in schemas:
        Draft202012Validator.check_schema(schema)

    assert len({schema["$id"] for schema in schemas}) == len(catalogue.tools) > 0


def test_equal_tools_give_equal_schemas() -> None:
    """The schema depends on tool and catalogue alone."""
    again = record_schema(replace(example.AUDIT), replace(example.CATALOGUE))

    assert canonical_bytes(again) == canonical_bytes(SCHEMA)


def test_it_carries_the_questions_for_readers() -> None:
    """Each answer has its question as title, so that a reader of the schema knows what was asked."""
    answers = SCHEMA["$defs"]["answers-complete"]["properties"]

    assert answers["q.plan"]["title"] == "Is there a plan?"
    assert answers["q.evidence"]["properties"]["rows"]["items"]["properties"]["where"]["title"] == "where?"


@pytest.mark.parametrize("record", [example.finished(), example.audit_draft()], ids=["finished", "draft"])
def test_sound_records_pass(record: dict[str, Any]) -> None:
    """A finished record and a draft of a page without the engine pass."""
    assert [error.message for error in VALIDATOR.iter_errors(record)] == []


def _answer(question: str, **sides: Any) -> Callable[[dict[str, Any]], None]:
    """A change of one answer."""
    return lambda record: record["answers"].update({question: sides})


def _row(question: str, **fields: Any) -> Callable[[dict[str, Any]], None]:
    """A change of the first row of an answer."""
    return lambda record: record["answers"][question]["rows"][0].update(fields)


WRONG_WHEN_FINISHED = {
    "a date as typed": _answer("q.read-from", day="1", month="4", year="2023"),
    "a date of another form": _answer("q.read-from", value="1.4.2023"),
    "a date with a line end": _answer("q.read-from", value="2023-04-01\n"),
    "a number as typed": _answer("q.number", value="12"),
    "a value and a reason": _answer("q.family-told-on", value="2023-04-05", reason="Not needed"),
    "no value": _answer("q.found"),
    "only spaces": _answer("q.found", value=" \n "),
    "an empty list": _answer("q.evidence-basis", value=[]),
    "no rows": _answer("q.evidence", rows=[]),
    "a name for a code": _answer("q.case-ref", value="Mary Smith"),
    "which without falling short": _answer("q.two", value="met", which=["ps.chapter.reason"]),
    "a detail without its choice": _answer("q.service", value="early_help", detail="Another one"),
    "a number that is no record": _answer("q.selection-record", value="S-1"),
    "no author": lambda record: record.pop("author"),
    "no end": lambda record: record.update(completed=None),
    "where the draft is": lambda record: record.update(sitting={}),
}
WRONG_ALWAYS = {
    "another key": lambda record: record.update(notes="x"),
    "another tool": lambda record: record.update(record_type="other"),
    "another edition": lambda record: record.update(edition="2024"),
    "a number for the record's": lambda record: record.update(record_id="7"),
    "another state": lambda record: record.update(status="done"),
    "another relation": lambda record: record["relates_to"].append({"relation": "likes", "record_id": example.OLD_ID}),
    "an answer to nothing": _answer("q.unknown", value="x"),
    "an answer to what is shown": _answer("q.edition", value="2023"),
    "a choice that is none": _answer("q.plan", value="perhaps"),
    "a part that is none": _answer("q.plan", value="met", reason="x"),
    "a standard that is none": _row("q.evidence", links={"value": ["ps.nowhere"]}),
    "the same twice": _row("q.evidence", links={"value": ["ps.chapter.plan", "ps.chapter.plan"]}),
    "a role that is none": _answer("q.author-role", value="role.king"),
    "evidence of another question": _answer("q.evidence-basis", value=["q.actions/a1"]),
    "nothing to prompt by": _row("q.conversation-questions", prompted_by={"value": "nowhere"}),
    "a field that is none": _row("q.evidence", colour={"value": "red"}),
    "a row id with a line end": _row("q.evidence", id="e1\n"),
    "text for an object": lambda record: record["answers"].update({"q.found": "text"}),
}


@pytest.mark.parametrize(
    "change", [*WRONG_WHEN_FINISHED.values(), *WRONG_ALWAYS.values()], ids=[*WRONG_WHEN_FINISHED, *WRONG_ALWAYS]
)
def test_a_finished_record_has_no_other_shape(change: Callable[[dict[str, Any]], None]) -> None:
    """Every answer has the one shape of its question, every id exists."""
    record = copy.deepcopy(example.finished())
    change(record)

    assert not VALIDATOR.is_valid(record)


@pytest.mark.parametrize("change", WRONG_ALWAYS.values(), ids=WRONG_ALWAYS)
def test_a_draft_has_no_unknown_parts(change: Callable[[dict[str, Any]], None]) -> None:
    """What no page could have made is wrong in a draft too."""
    record = example.audit_draft()
    change(record)

    assert not VALIDATOR.is_valid(record)


@pytest.mark.parametrize(
    "change",
    [
        _answer("q.read-from", day="", month="Apr", year="23"),
        _answer("q.number", value="about twelve"),
        _answer("q.number", value=12),
        _answer("q.case-ref", value="Mary Smith"),
        _answer("q.found", value=""),
        _answer("q.evidence", rows=[]),
        _answer("q.two", value="met", which=["ps.chapter.reason"]),
        _answer("q.family-told-on", value="2023-04-05", reason="Not needed"),
        lambda record: record.update(created="2023-04-11T09:00:00Z", content_sha256=None, engine_version="9.9"),
    ],
)
def test_a_draft_may_be_half_done(change: Callable[[dict[str, Any]], None]) -> None:
    """What someone is still typing is no fault of structure."""
    record = example.audit_draft()
    change(record)

    assert [error.message for error in VALIDATOR.iter_errors(record)] == []


def test_a_tool_without_evidence_names_none() -> None:
    """Where no question holds evidence, no answer can name any, and the schema stays sound."""
    schema = record_schema(example.CHECKLIST, replace(example.CATALOGUE, items=()))
    Draft202012Validator.check_schema(schema)

    assert not Draft202012Validator(schema["$defs"]["evidence-row"]).is_valid("q/e1")
    assert not Draft202012Validator(schema["$defs"]["standard"]).is_valid("ps.chapter.plan")


@pytest.mark.parametrize(
    ("marks", "sound"),
    [
        ([{"field": "q.why", "kind": "name"}], True),
        ([{"field": "q.evidence/1/where", "kind": "address"}, {"field": "q.evidence", "kind": "name"}], True),
        ([], False),
        ([{"field": "q.why", "kind": "name"}] * 2, False),
        ([{"field": "q.why", "kind": "colour"}], False),
        ([{"field": "14 Acacia Avenue", "kind": "address"}], False),
        ([{"field": "q.why\n", "kind": "name"}], False),
        ([{"field": "q.evidence/1/none", "kind": "name"}], False),
        ([{"field": "q.why", "kind": "name", "text": "Mrs Carter"}], False),
    ],
)
def test_marks_name_an_answer_and_a_kind_and_nothing_else(marks: object, sound: bool) -> None:  # noqa: FBT001 - an example
    """A mark has no room for the words that were marked."""
    assert VALIDATOR.is_valid({**example.finished(), "not_personal": marks}) is sound
