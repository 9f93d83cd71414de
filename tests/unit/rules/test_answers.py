"""Single answers: missing, half given, contradictory, too short, unreadable."""

from __future__ import annotations

from dataclasses import replace

import pytest

from practice_audit import rules
from practice_audit.problems import Severity
from tests.unit.rules.small import (
    CATALOGUE,
    TEXT,
    TODAY,
    TOOL,
    after,
    check,
    evidence,
    field,
    q,
    record,
    sound,
    value,
    with_,
)


def test_the_sound_audit_has_no_problem() -> None:
    """The record that all other examples are made from passes every rule."""
    assert check(sound()) == ()


def test_an_empty_record_lists_what_is_missing_in_document_order() -> None:
    """Each required question is named once, by its own sentence, in the order of the form."""
    problems = check({})
    pointers = [problem.pointer for problem in problems]
    wanted = [f"/answers/{name}" for name in rules.missing(TOOL, {})]
    assert [pointer for pointer in pointers if pointer in wanted] == wanted
    assert len(set(pointers)) == len(pointers)
    assert problems[0].message == "Give the case ref"


def test_a_missing_answer_carries_the_first_rule_that_its_question_serves() -> None:
    """The code leads to the page that says why it is asked; without a rule it is ANS001."""
    assert with_(case_ref=None) == [("ANS001", "/answers/q.case-ref")]
    assert with_(extract=None) == [("R055", "/answers/q.extract")]


def test_an_advised_answer_is_only_a_warning() -> None:
    """What is advised never blocks."""
    answers = sound()
    del answers["q.helped-worker"]
    (problem,) = check(answers)
    assert (problem.code, problem.severity) == ("R034", Severity.WARNING)


def test_a_reason_may_stand_in_place_of_an_answer() -> None:
    """Where the form offers a reason, it answers the question; a blank one does not."""
    assert with_(family_told_on={"reason": "It is not safe to tell them yet."}) == []
    assert with_(family_told_on={"reason": " "}) == [("R027", "/answers/q.family-told-on")]


def test_not_applicable_needs_its_reason() -> None:
    """R174, with a sentence that names the question."""
    assert with_(plan=value("na", detail="There was no time yet for a plan.")) == []
    answers = {**sound(), "q.plan": value("na")}
    (problem,) = check(answers)
    assert (problem.code, problem.pointer) == ("R174", "/answers/q.plan/detail")
    assert problem.message == "Say why the plan is not applicable"


def test_the_line_under_an_option_is_asked_for_only_with_that_option() -> None:
    """A detail belongs to its option."""
    assert with_(service=value("other")) == [("R025", "/answers/q.service/detail")]
    assert with_(service=value("other", detail="Youth work")) == []
    assert with_(service=value("early_help", detail="Youth work")) == []


def test_a_long_detail_is_a_whole_sentence() -> None:
    """Where a detail is a narrative, a few letters are too little."""
    assert with_(shared_good=value("yes", detail="A lot.")) == [("ANS005", "/answers/q.shared-good/detail")]


@pytest.mark.parametrize("outcome", ["partly", "not_met"])
def test_which_is_asked_where_two_expectations_are_linked(outcome: str) -> None:
    """ANS002: one linked expectation needs no choice, two do; a stranger is no choice."""
    both = {"no_action": value(TEXT), "warning_reply": value(TEXT)}
    assert with_(plan=value(outcome), **both) == []
    assert with_(two=value(outcome), **both) == [("ANS002", "/answers/q.two/which")]
    assert with_(two=value(outcome, which=["ps.other"]), **both) == [("ANS002", "/answers/q.two/which")]
    assert with_(two=value(outcome, which=["ps.chapter.praise"]), **both) == []


def test_an_answer_and_none_found_contradict_each_other() -> None:
    """ANS004, for text, dates and rows, and for a reason beside an answer."""
    assert with_(barriers=value(TEXT, none=True)) == [("ANS004", "/answers/q.barriers/none")]
    assert ("ANS004", "/answers/q.previous-audit-on/none") in with_(
        previous_audit_on={"day": "1", "month": "2", "year": "2020", "none": True}
    )
    assert with_(family_told_on=value("2023-04-05", reason="Not safe.")) == [
        ("ANS004", "/answers/q.family-told-on/reason")
    ]
    (problem,) = check({**sound(), "q.barriers": value(TEXT, none=True)})
    assert problem.message == "Choose one: write about the barriers, or tick “I found no barriers”"


def test_a_required_narrative_is_a_whole_sentence() -> None:
    """ANS005: fewer than forty characters, white space counted once, is too little; optional text may be short."""
    assert with_(why=value("Good work.")) == [("ANS005", "/answers/q.why")]
    assert with_(why=value("Good" + " " * 60 + "work.")) == [("ANS005", "/answers/q.why")]
    assert with_(why=value("x" * 40)) == []
    assert with_(why=value("x" * 39)) == [("ANS005", "/answers/q.why")]
    assert with_(warning_reply=value("Short.")) == []


def test_a_tool_may_set_its_own_length() -> None:
    """A question's minimum wins over the general one."""
    questions = (q("why", minimum=5),)
    short = replace(TOOL, completion=(), sections=(replace(TOOL.sections[0], questions=questions),))
    catalogue = replace(CATALOGUE, tools=(short,))
    assert check({"q.why": value("Fine.")}, catalogue=catalogue) == ()


def test_a_row_says_what_it_lacks_and_which_row_it_is() -> None:
    """The sentence names the row as its legend does, counting rows as they stand in the form."""
    answers = sound()
    del answers["q.evidence"]["rows"][1]["where"]
    (problem,) = check(answers)
    assert (problem.code, problem.pointer) == ("R053", "/answers/q.evidence/rows/1/where")
    assert problem.message == "Give where of evidence 2"


def test_an_empty_row_is_not_there() -> None:
    """The empty row that a form starts with asks for nothing, and the next row keeps its number."""
    rows = [{"id": "1"}, evidence("e1"), {"id": "3", "what": value("  ")}, evidence("e2", "development")]
    assert with_(evidence={"rows": rows}) == []
    assert with_(evidence={"rows": rows[:1]}, evidence_basis=value([])) == [
        ("R053", "/answers/q.evidence"),
        ("R062", "/answers/q.evidence-basis"),
    ]


def test_a_tool_may_ask_for_more_than_one_row() -> None:
    """With some rows and too few, the message says how many."""
    services = replace(q("services", "repeat", fields=(field("service"),), row_name="Service"), at_least=3)
    tool = replace(TOOL, sections=(replace(TOOL.sections[0], questions=(services,)),), completion=())
    rows = {"rows": [{"id": "1", "service": value("School")}]}
    (problem,) = check({"q.services": rows}, catalogue=replace(CATALOGUE, tools=(tool,)))
    assert problem.message == "Add more to the services: there are 1 of at least 3"


def test_dates_that_are_none_are_named_with_their_box() -> None:
    """ANS003, instead of a missing answer."""
    problems = check({**sound(), "q.read-to": {"day": "31", "month": "4", "year": "2023"}})
    assert [(problem.code, problem.pointer) for problem in problems] == [("ANS003", "/answers/q.read-to/day")]
    assert problems[0].message == "The read to must be a real date"
    assert with_(read_to={"day": "12", "month": "4"}) == [("ANS003", "/answers/q.read-to/year")]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("twelve", "The sample size must be a whole number"),
        ("0", "The sample size must be 1 or more"),
        (101, "The sample size must be 100 or less"),
    ],
)
def test_numbers_are_whole_and_within_bounds(typed: object, message: str) -> None:
    """ANS006, with the bound that is broken."""
    size = q("sample-size", "int", minimum=1, maximum=100)
    tool = replace(TOOL, sections=(replace(TOOL.sections[0], questions=(size,)),), completion=())
    (problem,) = check({"q.sample-size": value(typed)}, catalogue=replace(CATALOGUE, tools=(tool,)))
    assert (problem.code, problem.message) == ("ANS006", message)


def test_one_section_shows_only_its_own_problems() -> None:
    """A section's check names nothing of other sections; an unknown section has nothing."""
    answers = sound()
    del answers["q.extract"], answers["q.why"]
    one = rules.check(CATALOGUE, TOOL, record(answers), today=TODAY, section="f")
    assert [problem.pointer for problem in one] == ["/answers/q.why"]
    assert rules.check(CATALOGUE, TOOL, record(answers), today=TODAY, section="zz") == ()


def test_only_the_rules_of_the_tool_run() -> None:
    """A rule that is not in the completion list says nothing."""
    quiet = replace(TOOL, completion=())
    answers = {**sound(), "q.why": value(f"{TEXT} Write to team@example.org")}
    assert rules.check(CATALOGUE, quiet, record(answers), today=TODAY) == ()
    assert [problem.code for problem in check(answers)] == ["R170"]


def test_hidden_questions_ask_for_nothing() -> None:
    """An area that was not reviewed, with its reason, leaves nothing to answer in it."""

    def leave_out(answers: dict[str, object]) -> None:
        for part in ("plan", "two", "found", "best-practice", "evidence", "strengths", "development"):
            del answers[f"q.{part}"]
        answers["q.reviewed"] = value("no", detail="There were no visits yet.")
        answers["q.evidence-basis"] = value([])

    assert after(leave_out) == [("R062", "/answers/q.evidence-basis")]
