"""A draft on its way to a later edition: what fits goes along, all else is set aside whole, and changes are named."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import browser
from practice_audit.model import Catalogue, Change, Question
from tests.unit import example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NEXT = replace(example.CATALOGUE.edition, id="2024")


@pytest.fixture(autouse=True)
def audit() -> Iterator[None]:
    """Each test speaks with a page of the small audit."""
    payload = {"catalogue": example.CATALOGUE.to_json(), "tool": "audit", "wording": example.WORDING}
    browser.call("start", json.dumps(payload))
    yield
    browser._open.clear()


def later(change: Callable[[Question], Question | None], *changes: Change) -> Catalogue:
    """The next edition: each question of the audit as it is there, or None where it is gone."""
    sections = tuple(
        replace(section, questions=tuple(kept for one in section.questions if (kept := change(one)) is not None))
        for section in example.AUDIT.sections
    )
    tools = (replace(example.AUDIT, version=2, sections=sections), example.CHECKLIST)
    return replace(example.CATALOGUE, edition=NEXT, tools=tools, changes=changes).with_digest()


def moved(*catalogues: Catalogue, **answers: Any) -> dict[str, Any]:
    """What the engine says of a draft that goes to the last of these editions."""
    record = example.audit_draft(**answers)
    payload = {"record": record, "later": [one.to_json() for one in catalogues], "now": example.NOW}
    told: dict[str, Any] = json.loads(browser.call("move", json.dumps(payload)))
    assert "fault" not in told, told
    return told


def without(identity: str) -> Callable[[Question], Question | None]:
    """The next edition without this question."""
    return lambda question: None if question.id == identity else question


def reworded(identity: str, **values: Any) -> Callable[[Question], Question]:
    """The next edition with this question changed."""
    return lambda question: replace(question, **values) if question.id == identity else question


def test_a_draft_that_nothing_touches_goes_along_whole() -> None:
    """Where the next edition asks the same, every answer fits, and nothing is set aside or named."""
    told = moved(later(lambda question: question))
    given = example.audit_draft()["answers"]
    assert (told["edition"], told["tool"]) == ("2024", {"id": "audit", "version": 2})
    assert told["answers"] == given
    assert (told["set_aside"], told["changes"], told["changed"]) == ([], [], [])


def test_an_answer_whose_question_is_gone_is_set_aside_with_its_words() -> None:
    """What was answered to a question that is gone is kept whole, with the question and the words of the answer."""
    said = Change(id="q.service", change="retired", reason="Nobody needed it.")
    told = moved(later(without("q.service"), said))
    given = example.audit_draft()["answers"]
    (entry,) = told["set_aside"]
    assert entry["question"] == "q.service"
    assert entry["answer"] == given["q.service"]
    assert entry["ask"] == example.AUDIT.questions["q.service"].ask
    assert entry["lines"]
    assert "q.service" not in told["answers"]
    (change,) = [one for one in told["changes"] if one["id"] == "q.service"]
    assert (change["what"], change["words"], change["reasons"]) == ("gone", ["retired"], ["Nobody needed it."])


def test_a_choice_that_is_gone_leaves_the_rest_of_the_answer() -> None:
    """A list without one of its choices keeps the others; the whole answer is set aside as it was."""
    told = moved(later(without("q.evidence")))
    aside = {entry["question"]: entry["answer"] for entry in told["set_aside"]}
    given = example.audit_draft()["answers"]
    assert aside["q.evidence"] == given["q.evidence"]
    assert aside["q.evidence-basis"] == given["q.evidence-basis"]
    assert "q.evidence-basis" not in told["answers"] or told["answers"]["q.evidence-basis"] != given["q.evidence-basis"]


def test_evidence_in_words_names_each_field() -> None:
    """Rows that are set aside are told field by field, in the words of the form that asked them."""
    told = moved(later(without("q.evidence")))
    entry = next(one for one in told["set_aside"] if one["question"] == "q.evidence")
    fields = example.AUDIT.questions["q.evidence"].fields
    assert any(line.startswith(fields[0].ask) for line in entry["lines"])


def test_a_reworded_question_keeps_its_answer_and_opens_its_section() -> None:
    """An answer to a question in other words goes along; before and after are told, and its section is to be seen."""
    told = moved(later(reworded("q.why", ask="Why, in the words of 2024?")))
    change = next(one for one in told["changes"] if one["id"] == "q.why")
    assert change["before"] == example.AUDIT.questions["q.why"].ask
    assert change["after"] == "Why, in the words of 2024?"
    assert told["answers"]["q.why"] == example.audit_draft()["answers"]["q.why"]
    section = next(one.id for one in example.AUDIT.sections if any(q.id == "q.why" for q in one.questions))
    assert told["changed"] == [section]
    assert told["set_aside"] == []


def test_an_answer_of_another_kind_is_set_aside_whole() -> None:
    """Where the next edition wants a choice and the draft holds a text, the text is kept aside."""
    told = moved(later(reworded("q.why", type="yesno", options=())))
    assert [entry["question"] for entry in told["set_aside"]] == ["q.why"]


def test_words_of_all_editions_in_between_are_told() -> None:
    """A draft that goes over several editions is told what was said of a change in each of them."""
    first = later(reworded("q.why", ask="Why (2024)?"), Change(id="q.why", change="clarified", reason="One."))
    second = replace(
        later(reworded("q.why", ask="Why (2025)?"), Change(id="q.why", change="raised", reason="Two.")),
        edition=replace(NEXT, id="2025"),
    ).with_digest()
    told = moved(first, second)
    change = next(one for one in told["changes"] if one["id"] == "q.why")
    assert told["edition"] == "2025"
    assert (change["words"], change["reasons"]) == (["clarified", "raised"], ["One.", "Two."])


def test_a_tool_that_is_retired_leads_nowhere() -> None:
    """Where the next edition has no such tool that is said, and nothing is worked out."""
    told = moved(replace(example.CATALOGUE, edition=NEXT, tools=(example.CHECKLIST,)).with_digest())
    assert told == {"edition": "2024", "digest": told["digest"], "tool": None}


@pytest.mark.parametrize(
    "answer",
    [{"rows": "no rows"}, {"rows": [[]]}, {"value": {"odd": 1}}, {"value": ["", 3, None]}, {"none": "x"}],
)
def test_hostile_answers_are_set_aside_or_carried_and_stop_nothing(answer: Any) -> None:
    """Whatever a file holds for an answer, the draft moves: the answer fits, or is set aside as it was."""
    record = example.audit_draft()
    record["answers"]["q.evidence"] = answer
    payload = {"record": record, "later": [later(lambda question: question).to_json()], "now": example.NOW}
    told = json.loads(browser.call("move", json.dumps(payload)))
    assert "fault" not in told, told
    aside = {entry["question"]: entry["answer"] for entry in told["set_aside"]}
    assert told["answers"].get("q.evidence") == answer or aside["q.evidence"] == answer


def test_marks_go_along_with_their_answers_and_no_further() -> None:
    """A mark "not a person's detail" of an answer that has no place there would keep the draft from being finished."""
    record = example.audit_draft()
    marks = [{"field": "q.service", "kind": "address"}, {"field": "q.why", "kind": "address"}]
    record["not_personal"] = marks
    there = later(without("q.service"))
    payload = {"record": record, "later": [there.to_json()], "now": example.NOW}
    told = json.loads(browser.call("move", json.dumps(payload)))
    assert told["not_personal"] == marks[1:]
