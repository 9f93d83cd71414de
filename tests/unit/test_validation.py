"""Validation: what is said of a record that is not sound, in which order, and of which places."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import records, validation
from practice_audit.problems import Problem, Severity
from practice_audit.validation import shapes
from tests.unit import example

if TYPE_CHECKING:
    from collections.abc import Callable


def after(change: Callable[[dict[str, Any]], object], *, sealed: bool = True) -> list[tuple[str, str]]:
    """Code and pointer of every problem of the sound finished audit after a change."""
    record = copy.deepcopy(example.finished())
    change(record)
    return example.problems(example.resealed(record) if sealed else record)


def answer(question: str, **sides: Any) -> Callable[[dict[str, Any]], object]:
    """A change of one answer of a finished record."""
    return lambda record: record["answers"].update({question: sides})


def sentence(record: object) -> str:
    """The one sentence that is said of a record."""
    (problem,) = validation.validate(example.CATALOGUE, record, today=example.TODAY)
    return problem.message


def test_a_sound_record_has_no_problem() -> None:
    """What was completed without errors passes, in the browser and anywhere else."""
    assert example.problems(example.finished()) == []


def test_a_draft_is_judged_by_structure_alone() -> None:
    """What is missing in a draft is not wrong yet."""
    assert example.problems(example.blank(example.AUDIT, {}, example.AUDIT_ID)) == []


@pytest.mark.parametrize("value", [None, 3, "text", [], {}, {"format": "practice-catalogue", "format_version": 1}])
def test_what_is_no_record_is_called_no_audit_file(value: object) -> None:
    """Anything else gets one sentence that says which file to choose."""
    assert example.problems(value) == [("REC020", "")]


def test_a_newer_format_is_not_judged() -> None:
    """A file of a later release is told apart from a wrong one, and nothing else is said of it."""
    assert example.problems({**example.finished(), "format_version": 2, "edition": 7}) == [
        ("REC021", "/format_version")
    ]


def test_a_record_of_another_edition_is_not_judged() -> None:
    """A record is judged by its own edition only; the sentence names both."""
    record = example.resealed(example.finished(), edition="2024")

    assert example.problems(record) == [("R016", "/edition")]
    assert sentence(record) == "This record is of edition 2024 of the standards, not of edition 2023."


@pytest.mark.parametrize(
    "edition", ["Jane Example", "2023.7700900123", "2024\n", "\uff12\uff10\uff12\uff14", "2023-jane", "07700900123"]
)
def test_what_stands_in_the_place_of_an_edition_is_not_repeated(edition: str) -> None:
    """It may be a name or a number of a person: a message names an edition, and nothing else."""
    record = example.resealed(example.finished(), edition=edition)

    assert example.problems(record) == [("R016", "/edition")]
    assert sentence(record) == "This record is of another edition of the standards, not of edition 2023."


@pytest.mark.parametrize("kind", ["diary", None, ["audit"]])
def test_a_record_of_no_tool_is_not_judged(kind: object) -> None:
    """A type that the edition does not have is named, and nothing else."""
    assert example.problems({**example.finished(), "record_type": kind}) == [("R171", "/record_type")]


def test_a_record_of_another_version_of_its_tool_is_not_judged() -> None:
    """The questions of another version are not known here."""
    record = example.resealed(example.finished(), tool={"id": "audit", "version": 2})

    assert example.problems(record) == [("R016", "/tool/version")]


def test_a_file_that_was_changed_says_so() -> None:
    """A changed answer that is still a sound answer shows by the digest."""
    assert after(answer("q.plan", value="na", detail="No plan yet."), sealed=False) == [("REC022", "/content_sha256")]


def test_a_changed_draft_says_so_too() -> None:
    """A draft that the engine saved has a digest; one that the page saved without it has none."""
    draft = records.draft(example.CATALOGUE, example.AUDIT, example.audit_draft(), example.NOW)

    assert example.problems(draft) == []
    assert example.problems({**draft, "created": "2023-04-12T09:00:00Z"}) == [("REC022", "/content_sha256")]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda record: record.update(notes=1), ("R171", "/notes")),
        (lambda record: record.pop("created"), ("R171", "/created")),
        (lambda record: record.update(created="yesterday"), ("R171", "/created")),
        (lambda record: record.update(status="done"), ("R171", "/status")),
        (lambda record: record.update(sitting={}), ("R171", "/sitting")),
        (lambda record: record["author"].update(ref=None), ("R171", "/author/ref")),
        (lambda record: record["author"].pop("role"), ("R171", "/author/role")),
        (lambda record: record["relates_to"].append(record["relates_to"][0]), ("R171", "/relates_to")),
        (lambda record: record.update(answers=[]), ("R171", "/answers")),
        (answer("q.unknown", value="x"), ("R172", "/answers/q.unknown")),
        (answer("q.plan", value="perhaps"), ("REC023", "/answers/q.plan/value")),
        (answer("q.plan", value=["met"]), ("REC024", "/answers/q.plan/value")),
        (answer("q.plan", value="met", where="here"), ("REC024", "/answers/q.plan/where")),
        (answer("q.plan"), ("REC024", "/answers/q.plan/value")),
        (answer("q.family-told-on"), ("REC024", "/answers/q.family-told-on")),
        (answer("q.two", value="met", which=["ps.chapter.reason"]), ("REC024", "/answers/q.two/which")),
        (answer("q.two", value="partly", which=["ps.chapter.plan"]), ("REC023", "/answers/q.two/which/0")),
        (answer("q.plan-kind", value="secret"), ("R013", "/answers/q.plan-kind/value")),
        (answer("q.assessment-kind", value="secret"), ("R014", "/answers/q.assessment-kind/value")),
        (answer("q.service", value="police"), ("R025", "/answers/q.service/value")),
        (answer("q.grade", value="grade.best"), ("R061", "/answers/q.grade/value")),
        (answer("q.read-from", value="11.4.2023"), ("ANS003", "/answers/q.read-from/value")),
        (answer("q.number", value="12"), ("ANS006", "/answers/q.number/value")),
        (answer("q.number", value=None), ("ANS006", "/answers/q.number/value")),
        (answer("q.selection-record", value="S-1"), ("REC025", "/answers/q.selection-record/value")),
        (answer("q.case-ref", value="Mary Smith"), ("R170", "/answers/q.case-ref/value")),
        (answer("q.area", value="North\nSouth"), ("REC023", "/answers/q.area/value")),
        (answer("q.found", value=" "), ("REC024", "/answers/q.found/value")),
        (answer("q.evidence-basis", value=["nowhere/e1"]), ("R172", "/answers/q.evidence-basis/value/0")),
        (answer("q.family-told-on", value="2023-04-05", reason="No"), ("REC024", "/answers/q.family-told-on/reason")),
    ],
)
def test_each_fault_of_structure_is_said_once_at_its_place(change: Any, found: tuple[str, str]) -> None:
    """One change, one problem, with a code that says what kind it is and a pointer to the value."""
    assert after(change) == [found]


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("links", {"value": ["ps.nowhere"]}, ("R172", "links/value/0")),
        ("kind", {"value": "neither"}, ("REC023", "kind/value")),
        ("seen_on", {"value": "soon"}, ("ANS003", "seen_on/value")),
        ("where", {"value": "a\nb"}, ("REC024", "where/value")),
        ("colour", {"value": "red"}, ("REC024", "colour")),
        ("id", "no spaces", ("REC024", "id")),
    ],
)
def test_faults_in_rows_point_into_the_row(field: str, value: Any, found: tuple[str, str]) -> None:
    """The pointer names the row by its position and the field by its id."""
    code, place = found

    problems = after(lambda record: record["answers"]["q.evidence"]["rows"][1].update({field: value}))

    assert problems == [(code, f"/answers/q.evidence/rows/1/{place}")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda record: record.update(created=3), "“created” is not a time such as 2023-03-14T10:42:00Z."),
        (lambda record: record.pop("completed"), "“completed” is missing from this record."),
        (answer("q.plan", value="perhaps"), "“perhaps” is not among the answers to “Is there a plan?”."),
        (answer("zz", value="x"), "“zz” is not a question of the Small Audit, version 1."),
        (
            lambda record: record["answers"]["q.evidence"]["rows"][0]["links"].update(value=["ps.nowhere"]),
            "“ps.nowhere” is not a standard of edition 2023.",
        ),
        (
            lambda record: record["answers"]["q.evidence"]["rows"][1]["where"].update(value="a\nb"),
            "The answer to “where?”, evidence 2 must be one line of text.",
        ),
    ],
)
def test_sentences_need_no_knowledge_of_json(change: Any, words: str) -> None:
    """A sentence names the question as the form does, and the value as it was written."""
    record = copy.deepcopy(example.finished())
    change(record)

    assert sentence(example.resealed(record)) == words


def test_all_problems_are_said_in_document_order() -> None:
    """The envelope first, then the answers as the tool asks them, whatever the order of the file."""
    record = copy.deepcopy(example.finished())
    record["answers"] = {
        "q.plan": {"value": 1},
        "q.case-ref": {"value": "x y"},
        "q.evidence": {"rows": [{"id": "e1"}, 3]},
    }
    record = {"zebra": 1, **record, "created": None, "tool": {"id": "audit"}}

    assert [pointer for _, pointer in example.problems(record)] == [
        "/tool/version",
        "/created",
        "/answers/q.case-ref/value",
        "/answers/q.plan/value",
        "/answers/q.evidence/rows/1",
        "/zebra",
        "/content_sha256",
    ]


def test_rules_are_not_asked_about_answers_of_a_wrong_shape() -> None:
    """A fault of structure is not followed by faults that only follow from it."""
    assert after(answer("q.grade", value=7)) == [("REC024", "/answers/q.grade/value")]


def test_rules_are_asked_about_sound_answers() -> None:
    """A finished record is judged by every rule of its tool."""
    problems = after(answer("q.selection-method", value="other"))

    assert problems == [("R020", "/answers/q.selection-method")]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda record: record.update(completed="2023-04-10T09:00:00Z"), ("R176", "/completed")),
        (lambda record: record.update(completed="2023-07-02T09:00:00Z"), ("R176", "/completed")),
        (lambda record: record.update(completed="2023-02-31T09:00:00Z"), ("R176", "/completed")),
        (lambda record: record.update(created="2023-01-01T25:61:62Z"), ("R176", "/created")),
        (lambda record: record["read_me"].append("Ring 01632 960123."), ("R170", "/read_me/4")),
        (lambda record: record.update(engine_version="someone@example.org"), ("R170", "/engine_version")),
        (lambda record: record["author"].update(ref="AU-99"), ("R171", "/author/ref")),
        (lambda record: record["case"].update(ref="CR-0388"), ("R171", "/case/ref")),
        (lambda record: record["relates_to"].pop(), ("R171", "/relates_to")),
        (
            lambda record: record["relates_to"].append({"relation": "replaces", "record_id": record["record_id"]}),
            ("R175", "/relates_to/2/record_id"),
        ),
        (answer("q.parent-way", value="telephone"), ("REC026", "/answers/q.parent-way")),
        (
            lambda record: record["answers"]["q.evidence"]["rows"][1].update(id="e1"),
            ("REC027", "/answers/q.evidence/rows/1/id"),
        ),
        (answer("q.evidence-basis", value=["q.evidence/e1", "q.evidence/e9"]), ("R172", "/answers/q.evidence-basis")),
        (
            lambda record: record["answers"]["q.conversation-questions"]["rows"][0].update(
                prompted_by={"value": "q.evidence/e9"}
            ),
            ("R172", "/answers/q.conversation-questions/rows/0/prompted_by"),
        ),
    ],
)
def test_the_parts_of_a_record_agree(change: Any, found: tuple[str, str]) -> None:
    """Head and answers, times, related records, rows and what names them say the same."""
    assert found in after(change)


def test_one_fault_is_said_once() -> None:
    """Where a rule says why an answer has no place, that it was not asked is not said as well."""
    change = answer("q.child-feedback", value=example.OLD_ID)

    assert after(change) == [("R042", "/answers/q.child-feedback")]


def test_a_time_zone_ahead_is_no_fault() -> None:
    """A record completed late in the evening is not refused where the date is a day behind."""
    record = example.resealed(example.finished(), completed="2023-07-01T00:30:00Z")

    assert validation.validate(example.CATALOGUE, record, today=example.TODAY) == ()


def test_a_record_was_made_with_its_edition_as_published() -> None:
    """A record made with other standards than those of its published edition does not count."""
    record = example.resealed(example.finished(), catalogue_digest="0" * 64)

    (problem,) = validation.validate(example.CATALOGUE, record, today=example.TODAY)

    assert (problem.code, problem.severity) == ("REC028", Severity.ERROR)


def test_problems_name_their_file() -> None:
    """Each problem carries the name that the caller gave the document."""
    found = validation.validate(example.CATALOGUE, {}, today=example.TODAY, source="some.json")

    assert [problem.source for problem in found] == ["some.json"]


def test_text_of_strangers_is_shown_and_not_obeyed() -> None:
    """Characters that hide or turn text are shown by number, long values are cut."""
    record = copy.deepcopy(example.finished())
    record["answers"]["q.plan"]["value"] = "\u202e" + "x" * 500

    told = sentence(example.resealed(record))

    assert "⟦U+202E⟧" in told
    assert len(told) < 150


def test_half_characters_are_no_crash() -> None:
    """A value that no file can hold is judged all the same: its digest cannot be right."""
    record = copy.deepcopy(example.finished())
    record["answers"]["q.found"]["value"] = "\ud800" * 50

    assert ("REC022", "/content_sha256") in example.problems(record)


def test_a_schema_is_made_ready_once() -> None:
    """The second record of a tool does not cost another schema; another catalogue does."""
    catalogue, other = replace(example.CATALOGUE), replace(example.CATALOGUE)
    first = shapes._ready_for(catalogue, catalogue.tools[0])

    assert shapes._ready_for(catalogue, catalogue.tools[0]) is first
    assert shapes._ready_for(catalogue, catalogue.tools[1]) is not first
    assert shapes._ready_for(other, other.tools[0]) is not first


def test_the_schemas_kept_ready_are_few() -> None:
    """A program that goes through many catalogues does not keep them all."""
    catalogues = [replace(example.CATALOGUE) for _ in range(shapes._MOST_READY + 1)]

    for catalogue in catalogues:
        shapes._ready_for(catalogue, catalogue.tools[1])

    assert 0 < len(shapes._ready) <= shapes._MOST_READY


def test_what_is_no_object_has_no_structure() -> None:
    """Structure alone can be asked about anything."""
    problems = validation.structure(example.CATALOGUE, example.AUDIT, ["a list"])

    assert [problem.code for problem in problems] == ["R171"]


def test_every_code_has_a_title() -> None:
    """A code of this module that a problem can carry is listed for the page of problem codes."""
    assert all(title and code.startswith("REC") for code, title in validation.PROBLEM_CODES.items())
    assert isinstance(validation.validate(example.CATALOGUE, {}, today=example.TODAY)[0], Problem)
