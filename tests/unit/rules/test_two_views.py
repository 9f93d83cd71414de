"""The practitioner's view and the auditor's, beside each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from practice_audit.model import Item, Question, Section
from practice_audit.rules.audit import Audit
from practice_audit.rules.two_views import pairs, told_by, views_in
from tests.unit import example
from tests.unit.rules.small import CATALOGUE, SECTIONS, TODAY, TOOL, record, value

EXPECTATION = "ps.chapter.reason"
INDICATOR = "wgll.good.01"


def told(value: str, *links: str, **more: str) -> dict[str, Any]:
    """One answer of a checklist as a draft keeps it."""
    texts = {"question": "c.a", "ask": "Is it there?", "value": value, "value_words": value, "words": "", **more}
    return {**texts, "links": list(links)}


def stands(answers: dict[str, Any], *views: dict[str, Any], catalogue: Any = CATALOGUE) -> list[tuple[str, str]]:
    """Which question stands in which relation to the checklist."""
    audit = Audit(catalogue=catalogue, tool=TOOL, record=record(answers), today=TODAY)
    return [(pair.mine.question.id, pair.stand) for pair in pairs(audit, views_in({"views": list(views)}))]


@pytest.mark.parametrize(
    ("mine", "theirs", "stand"),
    [
        ("met", "yes", "agree"),
        ("partly", "partly", "agree"),
        ("not_met", "not_yet", "agree"),
        ("met", "partly", "auditor_higher"),
        ("met", "not_yet", "auditor_higher"),
        ("partly", "not_yet", "auditor_higher"),
        ("partly", "yes", "practitioner_higher"),
        ("not_met", "partly", "practitioner_higher"),
        ("na", "yes", "not_applicable"),
        ("met", "na", "not_applicable"),
        ("", "yes", "unanswered"),
    ],
)
def test_two_answers_on_one_standard_stand_to_each_other(mine: str, theirs: str, stand: str) -> None:
    """Both scales have three steps; what does not apply or is not answered cannot be compared."""
    answers = {"q.reviewed": value("yes"), **({"q.plan": value(mine)} if mine else {})}

    assert stands(answers, told(theirs, INDICATOR)) == [("q.plan", stand)]


def test_only_what_looks_at_the_same_standard_is_a_pair() -> None:
    """A view of other standards, of none, or of ids that this edition does not have, stands beside nothing."""
    answers = {"q.plan": value("met"), "q.two": value("met")}

    assert stands(answers, told("yes"), told("yes", "ps.gone"), told("yes", "wgll.good.02")) == []


def test_a_part_of_the_file_that_was_not_reviewed_has_no_view() -> None:
    """Questions that are not asked are not compared."""
    assert stands({"q.reviewed": value("no")}, told("yes", INDICATOR)) == []


def test_an_answer_about_other_standards_is_not_held_against_the_checklist() -> None:
    """Where the auditor names which expectation is not met, the others of that question are left open."""
    about = value("not_met", which=["ps.chapter.praise"])

    assert stands({"q.two": about}, told("yes", EXPECTATION)) == [("q.two", "others")]
    assert stands({"q.two": about}, told("yes", "ps.chapter.praise")) == [("q.two", "practitioner_higher")]
    assert stands({"q.two": about}, told("yes", EXPECTATION, "ps.chapter.praise")) == [("q.two", "practitioner_higher")]


def test_an_indicator_goes_with_its_expectation() -> None:
    """An indicator is compared where its own expectation is named, or where it belongs to none of the question."""
    owned = Item(id="wgll.own", kind="indicator", text="It shows", source="S1")
    loose = Item(id="wgll.loose", kind="indicator", text="It shows, too", source="S1")
    items = tuple(
        replace(item, indicators=("wgll.own",)) if item.id == EXPECTATION else item for item in CATALOGUE.items
    )
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(question, links=(*question.links, "wgll.own", "wgll.loose"))
                if question.id == "q.two"
                else question
                for question in section.questions
            ),
        )
        for section in SECTIONS
    )
    tool = replace(TOOL, sections=sections)
    catalogue = replace(CATALOGUE, items=(*items, owned, loose), tools=(tool,))

    def stand(which: str, link: str) -> str:
        given = record({"q.two": value("not_met", which=[which])})
        (pair,) = pairs(
            Audit(catalogue=catalogue, tool=tool, record=given, today=TODAY), views_in({"views": [told("yes", link)]})
        )
        return pair.stand

    assert stand("ps.chapter.praise", "wgll.own") == "others"
    assert stand(EXPECTATION, "wgll.own") == "practitioner_higher"
    assert stand("ps.chapter.praise", "wgll.loose") == "practitioner_higher"


def test_a_pair_knows_both_sides_and_what_they_share() -> None:
    """The standards of a pair are those that both look at, in the order of the audit's question."""
    audit = Audit(catalogue=CATALOGUE, tool=TOOL, record=record({"q.two": value("met")}), today=TODAY)

    (pair,) = pairs(audit, views_in({"views": [told("partly", "ps.chapter.praise", "ps.gone", words="In the plan.")]}))

    assert (pair.standards, pair.theirs.words, pair.mine.question.id) == (
        ("ps.chapter.praise",),
        "In the plan.",
        "q.two",
    )


def test_a_checklist_tells_its_views_strengths_and_wishes() -> None:
    """What is on file with its words; what the worker is proud of; what the worker asks for. Nothing else."""
    more = (
        Question(id="c.proud", type="narrative", ask="Proud of?", part="worker-proud"),
        Question(id="c.hard", type="narrative", ask="What was hard?", part="worker-hard"),
        Question(id="c.asks", type="narrative", ask="What shall I ask?", part="worker-asks"),
    )
    tool = replace(
        example.CHECKLIST, sections=(*example.CHECKLIST.sections, Section(id="c.b", title="", lead="", questions=more))
    )
    answers = example.checklist_draft(
        plan={"value": "na", "detail": "There is no plan yet."},
        praise=None,
        proud={"value": " The house of dreams. "},
        asks={"value": "How we plan."},
    )["answers"]

    assert told_by(tool, answers) == {
        "views": [
            {
                "question": "c.plan",
                "ask": "The plan is there",
                "value": "na",
                "value_words": "Not applicable",
                "words": "There is no plan yet.",
                "links": ["ps.chapter.plan"],
            }
        ],
        "strengths": [{"ask": "Proud of?", "words": "The house of dreams."}],
        "wishes": [{"ask": "What shall I ask?", "words": "How we plan."}],
    }


@pytest.mark.parametrize(
    "kept", [None, [], {"views": 7}, {"views": [7, {}, told("yes") | {"links": "x"}, told("yes") | {"ask": 1}]}]
)
def test_what_another_program_left_is_no_view(kept: object) -> None:
    """Anything of another shape is left out without a fault."""
    assert list(views_in(kept)) == []
