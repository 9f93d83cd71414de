"""The bridge of the privacy guard: one answer looked at, names counted, role words put in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import browser
from tests.unit import example

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBER = "0113 496 0000"
NAMES = [{"name": "Zebedee", "word": "the father"}]
TODAY = example.TODAY.isoformat()


def ask(name: str, **payload: Any) -> dict[str, Any]:
    """One question to the bridge, and its answer."""
    answer: dict[str, Any] = json.loads(browser.call(name, json.dumps(payload)))
    return answer


@pytest.fixture(autouse=True)
def audit() -> Iterator[None]:
    """Each test speaks with a page of the small audit."""
    ask("start", catalogue=example.CATALOGUE.to_json(), tool="audit", wording=example.WORDING)
    yield
    browser._open.clear()


def draft(**more: Any) -> dict[str, Any]:
    """A draft with a number in an answer and in a row, and a name in both."""
    record = {**example.audit_draft(), **more}
    record["answers"]["q.why"] = {"value": f"Ring {NUMBER}, said Zebedee. At 14 Acacia Avenue."}
    record["answers"]["q.evidence"]["rows"][1]["where"] = {"value": f"Letter of zebedee's, {NUMBER}"}
    return record


def test_one_answer_is_looked_at() -> None:
    """Each finding has its control, kind, words and text, sure or not; a listed name has its role word."""
    found = ask("guard", record=draft(), question="q.why", names=NAMES)["found"]
    assert [(one["kind"], one["sure"], one["text"], one["word"]) for one in found] == [
        ("listed", False, "Zebedee", "the father"),
        ("telephone", True, NUMBER, ""),
        ("address", False, "14 Acacia Avenue", ""),
    ]
    assert {(one["control"], one["field"]) for one in found} == {("q.why-value", "q.why")}


def test_rows_have_their_own_controls_and_fields() -> None:
    """What stands in a row is told with the control and the field of that row."""
    record = draft()
    row = record["answers"]["q.evidence"]["rows"][1]["id"]
    found = ask("guard", record=record, question="q.evidence", names=[])["found"]
    told = {(one["control"], one["field"], one["kind"]) for one in found}
    assert told == {(f"q.evidence-{row}.where-value", f"q.evidence/{row}/where", "telephone")}


def test_a_marked_doubt_is_silent_and_a_sure_detail_is_not() -> None:
    """The marks of the record quiet doubts of that field and kind only."""
    marks = [{"field": "q.why", "kind": kind} for kind in ("address", "telephone")]
    found = ask("guard", record=draft(not_personal=marks), question="q.why", names=[])["found"]
    assert [one["kind"] for one in found] == ["telephone"]


def test_names_are_counted_by_name_and_by_answer() -> None:
    """How many answers hold each name, and how often each answer holds any."""
    told = ask("named", record=draft(), names=[*NAMES, {"name": "Nobody", "word": "x"}])
    assert told["names"] == [2, 0]
    assert {one["question"]: one["n"] for one in told["questions"]} == {"q.why": 1, "q.evidence": 1}


def test_a_check_warns_of_names_with_a_count_and_without_the_name() -> None:
    """The names of the list are warnings of R170, of the whole draft or of one section."""
    told = ask("check", record=draft(), scope=None, today=TODAY, names=NAMES)
    warned = [one for one in told["problems"] if one["message"].startswith("Take a name from your list out of")]
    assert [(one["code"], one["severity"]) for one in warned] == [("R170", "warning")] * 2
    assert "zebedee" not in json.dumps(told).casefold()
    other = ask("check", record=draft(), scope="no-such-section", today=TODAY, names=NAMES)
    assert other["problems"] == []


def test_what_is_left_is_told_with_the_finished_record() -> None:
    """A record that is made with warnings comes with their sentences."""
    record = example.audit_draft()
    record["answers"]["q.why"]["value"] += " Zebedee met them at 14 Acacia Avenue."
    told = ask("complete", record=record, now=example.NOW, today=TODAY, names=NAMES)
    assert [one["message"].split("“")[0] for one in told["left"]] == [
        "Look again at ",
        "Take a name from your list out of ",
    ]
    assert "Zebedee" in told["text"]
    assert {one["control"] for one in told["left"]} == {"q.why-value"}


def test_a_text_is_replaced_in_one_answer_and_counted_elsewhere() -> None:
    """Only that question changes; the others that hold the text are counted."""
    told = ask("replace", record=draft(), question="q.why", text=NUMBER, word="a telephone number")
    (change,) = told["changes"]
    assert (change["control"], change["after"][:24]) == ("q.why-value", "Ring a telephone number,")
    assert (list(told["answers"]), told["elsewhere"]) == (["q.why"], 1)


def test_a_text_is_replaced_everywhere() -> None:
    """With no question, every answer and every row; a second time there is nothing to do."""
    told = ask("replace", record=draft(), question="", text="Zebedee", word="the father")
    assert [change["question"] for change in told["changes"]] == sorted(
        told["answers"], key=list(example.AUDIT.questions).index
    )
    assert "zebedee" not in json.dumps(told["answers"]).casefold()
    again = {**draft(), "answers": {**draft()["answers"], **told["answers"]}}
    assert ask("replace", record=again, question="", text="Zebedee", word="the father")["changes"] == []


@pytest.mark.parametrize("names", [None, "x", [None, 3, {"name": 5}, {"word": "x"}, {"name": " "}]])
def test_an_odd_list_of_names_is_empty(names: object) -> None:
    """The bridge goes on whatever the page sends."""
    assert ask("named", record=draft(), names=names) == {"names": [], "questions": []}


def test_names_beside_the_answers_are_counted_where_a_file_takes_them_along() -> None:
    """A draft's file holds what was set aside in a move and what a checklist tells: names there are told of."""
    sitting = {
        "set_aside": [
            {"ask": "An old question?", "lines": ["Zebedee and Zebedee"], "answer": {}},
            {"ask": 3, "lines": 4},
            5,
        ],
        "loaded": {"q.file": {"edition": "2023", "wishes": [{"ask": "A wish?", "words": "Zebedee knows."}, 7]}, "x": 8},
    }
    told = ask("named", record={"answers": {}, "sitting": sitting}, names=[{"name": "Zebedee", "word": "the father"}])
    assert told["names"] == [0]
    assert [(each["label"], each["n"]) for each in told["questions"]] == [("An old question?", 2), ("A wish?", 1)]


def test_a_file_is_told_of_by_question_and_kind_and_never_by_its_words() -> None:
    """`held` names each question with its kinds and how many; a mark quiets a doubt, and no text comes back."""
    record = draft(not_personal=[{"field": "q.why", "kind": "address"}])
    answer = ask("held", record=record)
    assert {one["question"]: one["kinds"] for one in answer["questions"]} == {
        "q.why": [{"words": "a telephone number", "n": 1}],
        "q.evidence": [{"words": "a telephone number", "n": 1}],
    }
    assert all(one["label"] for one in answer["questions"])
    assert NUMBER not in json.dumps(answer)
    doubted = {one["question"]: one["kinds"] for one in ask("held", record=draft())["questions"]}
    assert {"words": "an address", "n": 1} in doubted["q.why"]


def test_what_stands_beside_the_answers_is_told_where_it_is_sure() -> None:
    """Answers that were set aside and loaded records leave with a draft's file, so what is sure in them is told."""
    record = draft()
    record["answers"] = {}
    record["sitting"] = {
        "set_aside": [{"ask": "An old question", "lines": [f"Ring {NUMBER}. At 14 Acacia Avenue."]}],
        "loaded": {"q.audit": {"gaps": [{"ask": "A gap", "words": "Write to a.person@example.org"}]}},
    }
    assert ask("held", record=record) == {
        "questions": [
            {"question": "", "label": "An old question", "kinds": [{"words": "a telephone number", "n": 1}]},
            {"question": "", "label": "A gap", "kinds": [{"words": "an e-mail address", "n": 1}]},
        ]
    }
