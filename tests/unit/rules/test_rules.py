"""Every rule: the sound audit passes it, and one change to its answers breaks it at the right place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from practice_audit import rules
from practice_audit.model import Change, Detail
from practice_audit.problems import Severity
from tests.unit.rules.small import (
    ADVICE,
    CATALOGUE,
    ITEMS,
    MET,
    NOT_HERE,
    TEXT,
    TODAY,
    TOOL,
    action,
    check,
    evidence,
    q,
    record,
    service,
    sound,
    value,
    with_,
)

REPLY = value(TEXT)
LOWER = {"grade": value("grade.some"), "warning_reply": REPLY}


def rows(*content: dict[str, object]) -> dict[str, object]:
    """An answer with these rows."""
    return {"rows": list(content)}


ONE_PROBLEM: list[tuple[str, str, dict[str, Any]]] = [
    ("R013", "q.plan-kind", {"plan_kind": value("something")}),
    ("R013", "q.plan-kind/detail", {"plan_kind": value("none_yet")}),
    ("R014", "q.assessment-kind", {"assessment_kind": value("something")}),
    ("R017", "q.standards-read", {"read_from": value("2023-03-27"), "selected_on": value("2023-03-20"),
"area_told_on": value("2023-03-20"),
                                  "family_told_on": value("2023-03-20")}),
    ("R020", "q.selection-method", {"selection_method": value("other")}),
    ("R020", "q.selection-record", {"selection_record": None}),
    ("R021", "q.previous-audit-on", {"previous_audit_on": value("2022-04-04")}),
    ("R022", "q.independent", {"independent": value("no")}),
    ("R022", "q.author-ref", {"practitioner_ref": value("au-12")}),
    ("R022", "q.author-ref", {"author_ref": value("TM-04")}),
    ("R022", "q.author-ref", {"services": rows({**service("s1"), "ref": value("AU-12")})}),
    ("R025", "q.service", {"service": value("something")}),
    ("R026", "q.area-told-on", {"area_told_on": None}),
    ("R027", "q.parent-contact-on", {"parent_contact_on": value("2023-04-04")}),
    ("R028", "q.leaflet/detail", {"leaflet": value("no")}),
    ("R029", "q.why", {"why": value(f"{TEXT} That was PR-31’s doing.")}),
    ("R030", "q.checklist", {"checklist": value("C-1", completed_on="2023-04-19")}),
    ("R030", "q.checklist", {"checklist": value("C-1", case={"ref": "CR-0388"})}),
    ("R031", "q.conversation-with", {"conversation_with": value(["other"])}),
    ("R032", "q.conversation-questions", {"conversation_questions": rows()}),
    ("R033", "q.shared-development", {"shared_development": value("no")}),
    ("R034", "q.helped-auditor", {"helped_auditor": None}),
    ("R035", "q.checklist", {"checklist": value("C-1", author={"ref": "AU-12"})}),
    ("R040", "q.parent-outcome", {"parent_outcome": None}),
    ("R041", "q.parent-way", {"parent_outcome": value("took_part"), "process_offer": value("yes")}),
    ("R042", "q.child-consent", {"child_consent": None}),
    ("R042", "q.child-consent-by", {"child_consent": value("given")}),
    ("R045", "q.complaint-explained", {"complaint": value("yes"), "complaint_explained": value("no")}),
    ("R046", "q.process-offer", {"parent_outcome": value("took_part"), "parent_way": value("meeting"),
                                 "process_offer": value("no")}),
    ("R051", "q.reviewed", {"reviewed": None}),
    ("R052", "q.strengths", {"strengths": None}),
    ("R053", "q.evidence/rows/0/where", {"evidence": rows({**evidence("e1"), "where": value("")})}),
    ("R054", "q.actions", {"barriers": value(TEXT)}),
    ("R055", "q.extract", {"extract": None}),
    ("R056", "q.joined-up", {"services": rows(service("s1"), service("s2"))}),
    ("R057", "q.found", {"found": None}),
    ("R058", "q.best-practice", {"best_practice": None}),
    ("R060", "q.grade", {"grade": None}),
    ("R061", "q.grade", {"grade": value("grade.splendid")}),
    ("R062", "q.higher", {"higher": None}),
    ("R063", "q.good", {"good": None}),
    ("R064", "q.evidence-basis", {"evidence": rows(evidence("e1", "strength", "wgll.good.02"))}),
    ("R065", "q.warning-reply", {"plan": value("not_met"), "no_action": REPLY}),
    ("R070", "q.actions", LOWER),
    ("R072", "q.actions", {**LOWER, "plan": value("not_met"), "actions": rows(action("a1", "ps.chapter.praise"))}),
    ("R073", "q.actions/rows/0/due", {"actions": rows({**action("a1"), "due": None})}),
    ("R074", "q.actions-discussed", {"actions": rows(action(
        "a1", complex=value("yes"), discussed_on=value("2023-04-19"), discussion_outcome=value("Agreed"),
    ))}),
    ("R075", "q.actions/rows/0/owner_role", {"actions": rows(action("a1", owner_role=value("role.auditor")))}),
    ("R076", "q.actions", {"plan": value("partly")}),
    ("R079", "q.actions/rows/0/due", {"actions": rows(action("a1", due=value("2023-04-19")))}),
    ("R170", "q.why", {"why": value(f"{TEXT} Ring 0113 496 0000.")}),
    ("R174", "q.plan/detail", {"plan": value("na")}),
    ("R176", "q.area-told-on", {"area_told_on": value("2023-04-02")}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "place", "answers"), ONE_PROBLEM)
def test_one_change_breaks_one_rule(code: str, place: str, answers: dict[str, Any]) -> None:
    """The code and the pointer say which rule was broken, and where."""
    assert with_(**answers) == [(code, f"/answers/{place}")]


def test_every_rule_that_can_run_has_an_example() -> None:
    """Each registered rule is shown here or in a test of its own."""
    elsewhere = {"R012", "R016", "R043", *NOT_HERE}
    assert {code for code, _, _ in ONE_PROBLEM} | elsewhere == set(rules.RULES)


@pytest.mark.parametrize(("code", "place", "answers"), [case for case in ONE_PROBLEM if case[0] in ADVICE])
def test_rules_of_severity_warning_only_warn(code: str, place: str, answers: dict[str, Any]) -> None:
    """The edition says how much a rule matters."""
    given = sound() | {"q." + name.replace("_", "-"): answer for name, answer in answers.items() if answer is not None}
    for name in [name for name, answer in answers.items() if answer is None]:
        del given["q." + name.replace("_", "-")]
    (problem,) = check(given)
    assert (problem.severity, problem.code, problem.pointer) == (Severity.WARNING, code, f"/answers/{place}")


def test_r012_asks_for_each_smart_check() -> None:
    """The checks are the questions that look at what the rule links to."""
    smart = q("a", "met", required="optional", options=MET, links=("ps.chapter.praise",))
    other = q("b", "met", required="optional", options=MET, links=("ps.chapter.plan",))
    open_tool = replace(TOOL, completion=("R012",), sections=(replace(TOOL.sections[0], questions=(smart, other)),))
    catalogue = replace(CATALOGUE, tools=(open_tool,))
    assert [(p.code, p.pointer) for p in check({}, catalogue=catalogue)] == [("R012", "/answers/q.a")]
    assert check({"q.a": value("met")}, catalogue=catalogue) == ()


@pytest.mark.parametrize(
    ("envelope", "pointer"),
    [
        ({"edition": ""}, "/edition"),
        ({"edition": None}, "/edition"),
        ({"tool": {"id": "small"}}, "/tool/version"),
        ({"tool": {"id": "small", "version": True}}, "/tool/version"),
    ],
)
def test_r016_wants_edition_and_version(envelope: dict[str, object], pointer: str) -> None:
    """Problems of the head of the record come first."""
    problems = rules.check(CATALOGUE, TOOL, record({}, **envelope), today=TODAY)
    assert (problems[0].code, problems[0].pointer) == ("R016", pointer)


def test_r017_speaks_only_of_standards_that_changed_meanwhile() -> None:
    """Approved before reading began, or after the audit was finished, there is nothing to confirm."""
    began = {
        "selected_on": value("2023-03-20"),
        "area_told_on": value("2023-03-20"),
        "family_told_on": value("2023-03-20"),
    }
    assert with_(**began, read_from=value("2023-03-28")) == []
    assert with_(**began, read_from=value("2023-03-27"), standards_read=value("yes")) == []
    assert with_(**began, read_from=value("2023-03-27"), standards_read=value("no")) == [
        ("R017", "/answers/q.standards-read")
    ]


def test_r017_asks_which_changes_of_meaning_were_read() -> None:
    """Where the edition changed what is expected, the record says what was read; better words need no saying."""
    told = Detail(ask="Which?", missing="Say which changes you read", required=False)
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(one, details={"yes": told}) if one.part == "standards-read" else one
                for one in section.questions
            ),
        )
        for section in TOOL.sections
    )
    tool = replace(TOOL, completion=("R017",), sections=sections)

    def found(word: str, **sides: str) -> list[tuple[str, str]]:
        changes = (Change(id="ps.chapter.plan", change=word, reason="Because."),)
        answers = {"q.read-from": value("2023-03-27"), "q.standards-read": value("yes", **sides)}
        problems = check(answers, catalogue=replace(CATALOGUE, tools=(tool,), changes=changes))
        return [(problem.code, problem.pointer) for problem in problems if problem.code == "R017"]

    assert found("raised") == [("R017", "/answers/q.standards-read/detail")]
    assert found("raised", detail="Read: ps.chapter.plan.") == []
    assert found("wording") == []


@pytest.mark.parametrize(
    ("previous", "selected", "allowed"),
    [
        ("2022-04-03", "2023-04-03", True),
        ("2022-04-04", "2023-04-03", False),
        ("2022-04-02", "2023-04-03", True),
        ("2023-04-03", "2023-04-03", False),
        ("2023-02-28", "2024-02-29", True),
        ("2023-03-01", "2024-02-29", False),
        ("2024-02-29", "2025-02-28", True),
        ("2024-02-29", "2025-02-27", False),
        ("2020-02-29", "2024-02-29", True),
        ("9999-01-01", "2023-04-03", False),
    ],
)
def test_r021_counts_twelve_months_by_calendar(previous: str, selected: str, *, allowed: bool) -> None:
    """Exactly twelve months earlier is far enough back; 29 February counts as 28 in other years."""
    only = replace(TOOL, completion=("R021",))
    answers = {"q.selected-on": value(selected), "q.previous-audit-on": value(previous)}
    problems = rules.check(replace(CATALOGUE, tools=(only,)), only, record(answers), today=TODAY)
    assert [p.pointer for p in problems if p.code == "R021" and "12 months" in p.message] == (
        [] if allowed else ["/answers/q.previous-audit-on"]
    )


def test_r030_gives_both_dates() -> None:
    """The sentence is the one that a person can act on."""
    (problem,) = check({**sound(), "q.checklist": value("C-1", completed_on="2023-04-19")})
    assert problem.message == (
        "The checklist was finished on 19 April 2023, after the conversation on 18 April 2023. "
        "Ask the practitioner when it was finished."
    )


def test_r030_allows_the_same_day_and_an_id_typed_by_hand() -> None:
    """Dated on the day of the conversation is in time; an id alone holds no date to compare."""
    assert with_(checklist=value("C-1", completed_on="2023-04-18")) == []
    assert with_(checklist=value("C-1")) == []
    assert with_(checklist={"reason": "The worker was ill."}) == []


def test_r032_wants_reading_before_the_conversation() -> None:
    """Both rules about the order say it in one sentence, once."""
    (problem,) = check({**sound(), "q.read-from": value("2023-04-19"), "q.read-to": value("2023-04-19")})
    assert (problem.code, problem.pointer) == ("R032", "/answers/q.conversation-on")
    assert problem.message == ("The conversation on must be on or after 19 April 2023, when you began reading the file")


def test_r042_a_childs_answers_need_consent() -> None:
    """In a finished record they are looked at even where the form would not ask; in a draft they wait hidden."""
    answers = {**sound(), "q.child-feedback": value("F-1")}
    assert check(answers) == ()
    finished = rules.check(CATALOGUE, TOOL, record(answers, status="complete"), today=TODAY)
    assert [(p.code, p.pointer) for p in finished] == [("R042", "/answers/q.child-feedback")]
    given = {**answers, "q.child-consent": value("given"), "q.child-consent-by": value(["child"])}
    assert rules.check(CATALOGUE, TOOL, record(given, status="complete"), today=TODAY) == ()


def test_r043_declining_is_enough() -> None:
    """A family that declines leaves an audit that can be finished."""
    assert with_(parent_outcome=value("declined"), parent_contact_on={"reason": "They wrote first."}) == []
    only = replace(TOOL, completion=("R043",))
    problems = rules.check(CATALOGUE, only, record({**sound(), "q.parent-outcome": None}), today=TODAY)
    assert [p.pointer for p in problems] == ["/answers/q.parent-outcome"]


def test_r054_wants_an_action_that_names_a_barrier() -> None:
    """Any action is not enough: one says which barrier it overcomes."""
    assert with_(barriers=REPLY, actions=rows(action("a1"))) == [("R054", "/answers/q.actions")]
    assert with_(barriers=REPLY, actions=rows(action("a1", barrier=value("No interpreter")))) == []


def test_r062_waives_the_third_part_at_the_top() -> None:
    """Nothing would have earned a higher grade than the highest."""
    assert with_(grade=value("grade.outstanding"), higher=None) == []


def test_evidence_that_is_gone_was_never_named() -> None:
    """A grade that rests only on evidence that was taken out rests on nothing."""
    assert with_(evidence_basis=value(["q.evidence/e9"])) == [("R062", "/answers/q.evidence-basis")]
    assert with_(evidence_basis=value(["q.evidence/e9", "q.evidence/e1"])) == []
    question: dict[str, object] = {
        "id": "c1",
        "question": value("How?"),
        "prompted_by": value("q.evidence/e9"),
        "reply": REPLY,
    }
    assert with_(conversation_questions=rows(question)) == [
        ("R032", "/answers/q.conversation-questions/rows/0/prompted_by")
    ]


def test_r064_takes_an_id_written_in_the_reasons() -> None:
    """Evidence without an expectation is enough where the reasons name one."""
    thin = {"evidence": rows(evidence("e1", "strength", "wgll.good.01"))}
    assert with_(**thin) == [("R064", "/answers/q.evidence-basis")]
    assert with_(**thin, why=value(f"{TEXT} It meets ps.chapter.plan.")) == []
    assert with_(**thin, why=value(f"{TEXT} It meets ps.chapter.nothing.")) == [("R064", "/answers/q.evidence-basis")]


@pytest.mark.parametrize(
    ("strengths", "developments", "warns"),
    [(4, 0, False), (5, 0, True), (4, 1, False), (5, 1, True), (8, 2, False), (9, 2, True), (0, 5, True), (2, 9, True)],
)
def test_r065_weighs_the_evidence(strengths: int, developments: int, *, warns: bool) -> None:
    """More than four to one either way is one-sided, and fewer than five pieces never are."""
    given = [evidence(f"s{n}") for n in range(strengths)] + [
        evidence(f"d{n}", "development") for n in range(developments)
    ]
    basis = value([f"q.evidence/{given[0]['id']}"])
    found = with_(evidence=rows(*given), evidence_basis=basis)
    assert found == ([("R065", "/answers/q.warning-reply")] if warns else [])


def test_r065_compares_grade_and_core_standards() -> None:
    """A top grade with a core standard not met, and the lowest grade with none, are worth another look."""
    (problem,) = check({**sound(), "q.plan": value("not_met"), "q.no-action": REPLY})
    assert problem.message == (
        "The grade is Positive Practice, and 1 core standard is not met. Both can be right. "
        "Say why, so that a moderator can follow you."
    )
    lowest = {"grade": value("grade.significant"), "actions": rows(action("a1"))}
    assert with_(**lowest) == [("R065", "/answers/q.warning-reply")]
    assert with_(**lowest, warning_reply=REPLY) == []
    assert with_(**lowest, plan=value("not_met")) == []
    assert with_(two=value("not_met", which=["ps.chapter.praise"]), no_action=REPLY) == []


def test_r072_warns_while_levels_are_only_proposed() -> None:
    """A core standard that the council agreed stops; one that is proposed only warns."""
    answers = {**sound(), "q.grade": value("grade.some"), "q.plan": value("not_met")}
    answers["q.two"] = value("not_met", which=["ps.chapter.reason", "ps.chapter.praise"])
    answers["q.actions"] = rows(action("a1", "ps.chapter.praise"))
    problems = check(answers)
    assert [(p.code, p.severity, p.message) for p in problems] == [
        ("R072", Severity.ERROR, "Add an action for “The plan is there”"),
        ("R072", Severity.WARNING, "Add an action for “The reason is there”"),
    ]


def test_r072_takes_an_action_for_an_indicator_of_the_standard() -> None:
    """What good looks like serves its expectation."""
    answers = {**LOWER, "plan": value("not_met"), "actions": rows(action("a1", "wgll.good.01"))}
    assert with_(**answers) == []


def test_r074_wants_date_and_outcome_of_the_talk() -> None:
    """Only a complex action is talked over."""
    assert with_(actions=rows(action("a1", complex=value("yes"))), actions_discussed=value("yes")) == [
        ("R074", "/answers/q.actions/rows/0/discussed_on"),
        ("R074", "/answers/q.actions/rows/0/discussion_outcome"),
    ]
    assert with_(actions=rows(action("a1"))) == []


def test_r075_gives_no_action_to_the_auditors_own_post() -> None:
    """The role of auditor, and the post that the auditor holds, are both the auditor's."""
    given = {"actions": rows(action("a1"))}
    assert with_(author_role=value("role.manager"), **given) == [("R075", "/answers/q.actions/rows/0/owner_role")]
    assert with_(author_role=value("role.practitioner"), **given) == []


def test_r076_is_content_with_an_action_or_a_reason() -> None:
    """A partly met answer is followed up by an action for what it is about, or by one reason for all."""
    partly = {"two": value("partly", which=["ps.chapter.reason"])}
    assert with_(**partly) == [("R076", "/answers/q.actions")]
    assert with_(**partly, actions=rows(action("a1", "ps.chapter.praise"))) == [("R076", "/answers/q.actions")]
    assert with_(**partly, actions=rows(action("a1", "ps.chapter.reason"))) == []
    assert with_(**partly, no_action=REPLY) == []


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"read_from": value("2023-04-04")}, "read-from"),
        ({"family_told_on": value("2023-04-01")}, "family-told-on"),
        ({"read_to": value("2023-04-10")}, "read-to"),
        ({"completed_on": value("2023-04-17")}, "completed-on"),
        ({"completed_on": value("2023-07-01")}, "completed-on"),
        ({"evidence": rows({**evidence("e1"), "seen_on": value("2023-04-25")})}, "completed-on"),
        ({"evidence": rows({**evidence("e1"), "seen_on": value("2023-07-25")})}, "evidence/rows/0/seen_on"),
    ],
)
def test_r176_keeps_dates_in_order(answers: dict[str, Any], place: str) -> None:
    """One sentence at the date that came too early or lies ahead."""
    assert with_(**answers) == [("R176", f"/answers/q.{place}")]


def test_r176_lets_due_dates_lie_ahead() -> None:
    """Actions are due after the audit, and after today."""
    assert with_(actions=rows(action("a1", due=value("2030-01-01")))) == []


def test_no_message_uses_a_word_that_blames() -> None:
    """Messages tell what to do; none apologises, forbids or speaks of errors."""
    barred = ("please", "sorry", "valid", "oops", "forbidden", "illegal", "forgot", "this field", "an error occurred")
    for _, _, answers in ONE_PROBLEM:
        given = sound()
        for name, answer in answers.items():
            given["q." + name.replace("_", "-")] = answer
        for problem in check(given):
            words = f"{problem.message} {problem.remedy}".casefold()
            assert not [word for word in barred if word in words], problem
            assert problem.remedy.endswith("."), problem


def test_grades_are_ranked_by_their_edition() -> None:
    """The order of the file does not matter; the rank does."""
    shuffled = replace(CATALOGUE, items=tuple(reversed(ITEMS)))
    assert check({**sound(), "q.grade": value("grade.outstanding"), "q.higher": None}, catalogue=shuffled) == ()


def test_today_decides_what_lies_ahead() -> None:
    """The clock is an argument."""
    late = check(sound(), today=date(2023, 4, 19))
    assert [(p.code, p.pointer) for p in late] == [("R176", "/answers/q.completed-on")]


@pytest.mark.parametrize("field", ["service", "comment", "on_file"])
def test_r056_asks_each_service_for_comment_and_recording(field: str) -> None:
    """A listed service has a name, a comment on its work, and says whether its recording is on the file."""
    given = {key: answer for key, answer in service("s1").items() if key != field}
    assert [place for _, place in with_(services=rows(given))] == [f"/answers/q.services/rows/0/{field}"]


@pytest.mark.parametrize("field", ["action", "link", "owner_role", "due"])
def test_r073_asks_each_action_for_all_its_parts(field: str) -> None:
    """An action has text, a linked standard, an owner role and a due date."""
    given = {key: answer for key, answer in action("a1").items() if key != field}
    assert [place for _, place in with_(actions=rows(given))] == [f"/answers/q.actions/rows/0/{field}"]
