"""The bridge for the conversation and for changes of the standards: both views, which editions, which changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import browser, records, validation
from tests.unit import example

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = example.TODAY.isoformat()
WORDING = {
    **example.WORDING,
    "view_with": "{answer}: {more}",
    "lift_text": "To see: {standard}.",
    "lift_good": "Good: {good}.",
    "changes_noted": "{before} to {after}: {ids}.",
}
EDITIONS = [
    {"edition": "2021", "since": "2021-03-01"},
    {"edition": "2023", "since": "2023-03-28"},
    {"edition": "2024", "since": "2024-03-27"},
]


@pytest.fixture(autouse=True)
def audit() -> Iterator[None]:
    """A page of the small audit."""
    ask("start", catalogue=example.CATALOGUE.to_json(), tool="audit", wording=WORDING)
    yield
    browser._open.clear()


def ask(name: str, **payload: Any) -> dict[str, Any]:
    """One question to the bridge, and its answer."""
    answer: dict[str, Any] = json.loads(browser.call(name, json.dumps(payload)))
    return answer


def loaded(**answers: Any) -> dict[str, Any]:
    """An audit into which a checklist was loaded."""
    draft = example.audit_draft(checklist=None, **answers)
    source = example.finished(example.checklist_draft())
    record: dict[str, Any] = ask("attach", record=draft, checklist=source, question="q.checklist")["record"]
    return record


def test_a_loaded_checklist_stays_with_the_draft_and_not_with_the_record() -> None:
    """Both views can be shown again after a reload; the finished record names the checklist by its id only."""
    draft = loaded()

    (told,) = draft["sitting"]["loaded"].values()
    assert (told["edition"], [view["question"] for view in told["views"]]) == ("2023", ["c.plan", "c.praise"])
    assert draft["sitting"]["sections_done"] == ["a"]
    assert validation.structure(example.CATALOGUE, example.AUDIT, draft) == ()
    assert ask("draft", record=draft, now=example.NOW)["record"]["sitting"] == draft["sitting"]
    assert "sitting" not in records.complete(example.CATALOGUE, example.AUDIT, draft, example.NOW)


def test_a_selection_tells_nothing_for_the_conversation() -> None:
    """A record without views leaves the sitting as it was."""
    draft = example.audit_draft()
    source = {"record_id": example.OLD_ID, "record_type": "old", "completed": "2020-01-01T00:00:00Z"}

    told = ask("attach", record=draft, checklist=source, question="q.selection-record")["record"]

    assert told["sitting"] == draft["sitting"]


def test_loading_another_record_takes_the_place_of_the_first() -> None:
    """What an earlier checklist told goes when another is loaded into the same question."""
    again = ask(
        "attach",
        record=loaded(),
        checklist=example.finished(example.checklist_draft(plan={"value": "yes"})),
        question="q.checklist",
    )["record"]

    (told,) = again["sitting"]["loaded"].values()
    assert [view["value"] for view in told["views"]] == ["yes", "yes"]


def test_both_views_stand_side_by_side_in_words() -> None:
    """Each pair has the question, both answers as the forms call them, the practitioner's words and the standards."""
    told = ask(
        "talk",
        record=loaded(plan={"value": "met"}, two={"value": "partly", "which": ["ps.chapter.praise"]}),
        today=TODAY,
    )

    assert told["loaded"] is True
    assert told["pairs"] == [
        {
            "stand": "auditor_higher",
            "question": "q.plan",
            "ask": "Is there a plan?",
            "mine": "met",
            "standards": [{"id": "ps.chapter.plan", "text": "The plan is there"}],
            "theirs": {"ask": "The plan is there", "value": "Not yet", "words": "The plan is being written."},
        },
        {
            "stand": "practitioner_higher",
            "question": "q.two",
            "ask": "Reason and praise?",
            "mine": "partly: The praise is there",
            "standards": [{"id": "ps.chapter.praise", "text": "The praise is there"}],
            "theirs": {"ask": "There is praise", "value": "Yes, on file", "words": ""},
        },
    ]


def test_without_a_checklist_there_is_one_view() -> None:
    """Nothing loaded, or nothing that can be read: no pairs, and the page is told so."""
    nothing = {"loaded": False, "strengths": [], "wishes": [], "pairs": []}

    assert ask("talk", record=example.audit_draft(), today=TODAY) == nothing
    assert ask("talk", record={"sitting": {"loaded": {"q.checklist": 7}}}, today=TODAY) == nothing


def test_what_the_practitioner_says_comes_along() -> None:
    """Strengths and wishes of every loaded record are told, those of another shape are not."""
    draft = example.audit_draft()
    said = [{"ask": "Proud?", "words": "Yes."}, {"ask": "Proud?"}, 7]
    draft["sitting"]["loaded"] = {"q.checklist": {"strengths": said, "wishes": "none", "views": []}}

    told = ask("talk", record=draft, today=TODAY)

    assert (told["strengths"], told["wishes"]) == ([{"ask": "Proud?", "words": "Yes."}], [])


def test_what_would_lift_it_is_offered_as_text() -> None:
    """Each standard that falls short comes with its level and a text that names no grade."""
    draft = example.audit_draft(plan={"value": "not_met"}, grade={"value": "grade.some"})

    (lift,) = ask("look", record=draft, today=TODAY)["lift"]

    assert lift == {
        "id": "ps.chapter.plan",
        "text": "The plan is there",
        "level": "core",
        "outcome": "not_met",
        "good": [],
        "offer": "To see: The plan is there.",
    }


def test_nothing_is_offered_where_no_higher_grade_is_asked_about() -> None:
    """With the top grade the third part is not asked, and nothing stands beside it."""
    draft = example.audit_draft(plan={"value": "not_met"}, grade={"value": "grade.outstanding"})

    assert ask("look", record=draft, today=TODAY)["lift"] == []


def change(identity: str, *words: str, kind: str = "expectation", successors: tuple[str, ...] = ()) -> dict[str, Any]:
    """One entry of a published comparison."""
    return {"id": identity, "kind": kind, "name": f"About {identity}", "words": list(words), "successors": successors}


def test_only_changes_of_meaning_count() -> None:
    """Better words, another place, what nobody put into words, and what is no standard are left out."""
    comparison = {
        "before": "2021",
        "after": "2023",
        "changes": [
            change("ps.chapter.plan", "wording", "raised"),
            change("ps.gone", "split", successors=("wgll.good.01",)),
            change("ps.new", "new"),
            change("ps.words", "wording"),
            change("ps.place", "moved"),
            change("ps.silent"),
            change("q.plan", "raised", kind="question"),
            "odd",
        ],
    }

    told = ask("changes", comparison=comparison)

    assert [(one["id"], one["words"], one["touches"]) for one in told["changes"]] == [
        ("ps.chapter.plan", ["raised"], True),
        ("ps.gone", ["split"], True),
        ("ps.new", ["new"], False),
    ]
    assert (told["count"], told["touching"]) == (3, 2)
    assert told["noted"] == "2021 to 2023: ps.chapter.plan, ps.gone, ps.new."


@pytest.mark.parametrize("comparison", [None, {}, {"changes": 7}, {"changes": [{"words": 7}]}])
def test_nothing_of_meaning_is_nothing_to_note(comparison: object) -> None:
    """A comparison without such a change, or of another shape, has no line for the record."""
    told = ask("changes", comparison=comparison)

    assert (told["count"], told["touching"], told["noted"]) == (0, 0, "")


def between(
    used: str = "", *, edition: str = "2023", read_from: str = "2023-04-11", heard: str = ""
) -> tuple[str, str, str]:
    """Which editions are compared."""
    draft = {**example.audit_draft(read_from={"value": read_from}), "edition": edition}
    if heard:
        draft["sitting"]["loaded"] = {"q.checklist": {"edition": heard}}
    told = ask("since", record=draft, editions=EDITIONS, used=used)
    return told["before"], told["after"], told["later"]


def test_the_earliest_edition_that_someone_knows_counts() -> None:
    """Last used here, that of a loaded record, in force when reading began, and the draft's own."""
    today: dict[str, Any] = {"edition": "2024", "read_from": "2024-04-02"}

    assert between(**today) == ("", "", "")
    assert between("2023", **today) == ("2023", "2024", "")
    assert between("2024", heard="2021", **today) == ("2021", "2024", "")
    assert between(edition="2024", read_from="2024-03-26") == ("2023", "2024", "")


def test_a_later_edition_than_the_drafts_own_is_told_with_its_day() -> None:
    """A draft stays with its edition; the page can say since when there is another."""
    assert between(edition="2023") == ("2023", "2024", "2024-03-27")
    assert between(edition="2021", read_from="2021-04-01") == ("2021", "2024", "2023-03-28")


def test_editions_that_nobody_published_are_not_compared() -> None:
    """An edition for practice, or one that this site does not keep, is left out of account."""
    assert between("1999", edition="2025.1", read_from="2020-01-01") == ("", "", "")
    assert between(edition="2025.1", read_from="2023-04-11") == ("2023", "2024", "")
