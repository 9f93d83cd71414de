"""Rows that are filled in when an earlier record is loaded, and what people add to them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import browser, rules
from tests.unit.desk_records import number, record, rows

if TYPE_CHECKING:
    from practice_audit.model import Catalogue

ACTIONS, AGAIN = "ac.b.actions", "rc.b.expectations"


def attached(catalogue: Catalogue, tool: str, question: str, source: dict[str, Any], answers: Any = None) -> Any:
    """What the page is told when a record is loaded into a question of a draft."""
    browser.call("start", json.dumps({"catalogue": catalogue.to_json(), "tool": tool, "wording": {}}))
    draft = {"record_id": number(1), "created": "2023-06-01T09:00:00Z", "answers": answers or {}, "sitting": {}}
    told = json.loads(browser.call("attach", json.dumps({"record": draft, "checklist": source, "question": question})))
    browser._open.clear()
    return told


def loaded(catalogue: Catalogue, tool: str, question: str, source: dict[str, Any], answers: Any = None) -> Any:
    """The answers of a draft after a record was loaded into a question."""
    return attached(catalogue, tool, question, source, answers)["record"]["answers"]


def test_each_action_of_the_record_becomes_a_row(catalogue: Catalogue) -> None:
    """With its name in that record and its words, ready to be answered."""
    found = rows({"answers": loaded(catalogue, "actions", "ac.a.record", record(catalogue, "ila"))}, ACTIONS)
    assert [(row["id"], row["ref"]["value"]) for row in found] == [
        (str(place), f"ila.g.actions/{place}") for place in (1, 2, 3, 4)
    ]
    assert found[0]["action"]["value"] == "Write down how the facts of the assessment lead to the view on risk"
    assert set(found[0]) == {"id", "ref", "action"}


@pytest.mark.parametrize("tool", ["meeting-note", "you-said"])
def test_records_of_every_tool_with_actions_can_be_loaded(catalogue: Catalogue, tool: str) -> None:
    """A recommendation is followed up like an action of an audit."""
    source = record(catalogue, tool)
    found = loaded(catalogue, "actions", "ac.a.record", source)
    assert found["ac.a.record"]["value"] == source["record_id"]
    assert len(found[ACTIONS]["rows"]) >= 1


def test_only_what_an_action_answers_is_asked_again(catalogue: Catalogue) -> None:
    """One row for each expectation that an action serves, with what was found of it then."""
    found = loaded(catalogue, "recheck", "rc.a.audit", record(catalogue, "ila"))
    assert [(row["expectation"]["value"], row["earlier"]["value"]) for row in found[AGAIN]["rows"]] == [
        ("ps.assessment.reasoning", "not_met"),
        ("ps.plans.smart-measurable", "not_met"),
        ("ps.assessment.adults", "not_met"),
        ("ps.plans.multiagency-meeting", "partly"),
    ]
    assert found["rc.a.case_ref"] == {"value": "CR-0417"}


def test_an_action_for_an_indicator_asks_for_its_expectations(catalogue: Catalogue) -> None:
    """What was not judged then is asked, and says so."""

    def for_an_indicator(made: dict[str, Any]) -> None:
        rows(made, "ila.g.actions")[0]["link"]["value"] = "wgll.referral.01"

    indicator = catalogue.by_id["wgll.referral.01"]
    found = loaded(catalogue, "recheck", "rc.a.audit", record(catalogue, "ila", for_an_indicator))[AGAIN]["rows"]
    own = [row for row in found if row["ref"]["value"] == "ila.g.actions/1"]
    assert [row["expectation"]["value"] for row in own] == list(indicator.expectations)
    assert {row["earlier"]["value"] for row in own} <= {"met", "partly", "not_met", "not_judged"}


def test_what_somebody_wrote_stays_when_the_record_is_loaded_again(catalogue: Catalogue) -> None:
    """The same record again brings no row twice; rows that nobody touched make room for those of another."""
    audit, note = record(catalogue, "ila"), record(catalogue, "meeting-note")
    answers = loaded(catalogue, "actions", "ac.a.record", audit)
    answers[ACTIONS]["rows"][1]["status"] = {"value": "done"}
    again = loaded(catalogue, "actions", "ac.a.record", audit, answers)[ACTIONS]["rows"]
    assert sorted(row["ref"]["value"] for row in again) == [f"ila.g.actions/{place}" for place in (1, 2, 3, 4)]
    assert len({row["id"] for row in again}) == 4
    untouched = loaded(catalogue, "actions", "ac.a.record", audit)
    other = loaded(catalogue, "actions", "ac.a.record", note, untouched)[ACTIONS]["rows"]
    assert [row["ref"]["value"] for row in other] == ["mn.b.recommendations/1", "mn.b.recommendations/2"]


@pytest.mark.parametrize(
    ("tool", "question", "part", "written"),
    [
        ("actions", "ac.a.record", ACTIONS, {"status": {"value": "done"}}),
        ("recheck", "rc.a.audit", AGAIN, {"today": {"value": "met"}}),
    ],
)
def test_answers_about_one_record_keep_another_out(
    catalogue: Catalogue, tool: str, question: str, part: str, written: dict[str, Any]
) -> None:
    """Rows of two records would be refused by the register: the page says so before, and loads nothing."""
    audit = record(catalogue, "ila")
    answers = loaded(catalogue, tool, question, audit)
    answers[part]["rows"][1] |= written
    row = "Action" if tool == "actions" else "Expectation"

    def others(made: dict[str, Any]) -> None:
        for each in rows(made, "ila.g.actions"):
            each["action"]["value"] = f"Another: {each['action']['value']}"

    told = attached(catalogue, tool, question, record(catalogue, "ila", others), answers)
    assert "record" not in told
    assert told["refusal"].startswith(f"What you wrote here is about another record: {row} 2. Finish that record")
    assert "record" in attached(catalogue, tool, question, audit, answers)


def said(catalogue: Catalogue, made: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and place of each problem of a record."""
    tool = catalogue.tool(made["record_type"])
    return [(one.code, one.pointer) for one in rules.check(catalogue, tool, made, today=date(2024, 1, 1))]


def test_an_update_says_something_of_at_least_one_action(catalogue: Catalogue) -> None:
    """Rows that were filled in alone are no update."""

    def untouched(made: dict[str, Any]) -> None:
        made["answers"][ACTIONS]["rows"] = [
            {key: row[key] for key in ("id", "ref", "action")} for row in rows(made, ACTIONS)
        ]

    assert said(catalogue, record(catalogue, "actions", untouched)) == [("R077", f"/answers/{ACTIONS}/rows/0/status")]


def test_what_is_written_about_an_action_wants_its_state(catalogue: Catalogue) -> None:
    """Evidence without a state could not be counted."""

    def without(made: dict[str, Any]) -> None:
        del rows(made, ACTIONS)[0]["status"]

    assert said(catalogue, record(catalogue, "actions", without)) == [("R077", f"/answers/{ACTIONS}/rows/0/status")]


def test_an_action_is_spoken_of_once(catalogue: Catalogue) -> None:
    """R077: an update that says of one action twice how far it is contradicts itself, or says nothing more."""

    def twice(made: dict[str, Any]) -> None:
        first, second, *_ = rows(made, ACTIONS)
        second["ref"], second["action"] = first["ref"], first["action"]

    assert said(catalogue, record(catalogue, "actions", twice)) == [("R077", f"/answers/{ACTIONS}/rows/1/ref")]


def test_a_recheck_says_something_of_at_least_one_expectation(catalogue: Catalogue) -> None:
    """Rows that were filled in alone are no re-check."""

    def untouched(made: dict[str, Any]) -> None:
        for row in rows(made, AGAIN):
            row.pop("today", None)
            row.pop("seen", None)

    assert said(catalogue, record(catalogue, "recheck", untouched)) == [("R180", f"/answers/{AGAIN}/rows/0/today")]


def test_a_standard_of_an_action_is_spoken_of_once(catalogue: Catalogue) -> None:
    """R180: a re-check that says twice what is found today names both rows; another action or standard is another."""

    def twice(made: dict[str, Any]) -> None:
        first, second, third, _ = rows(made, AGAIN)
        second["ref"], second["action"] = first["ref"], first["action"]
        third["ref"], third["action"], third["expectation"] = first["ref"], first["action"], first["expectation"]
        third["today"] = {"value": "na", "detail": "Nobody has to"}

    made = record(catalogue, "recheck", twice)
    (problem,) = rules.check(catalogue, catalogue.tool("recheck"), made, today=date(2024, 1, 1))
    assert (problem.code, problem.pointer) == ("R180", f"/answers/{AGAIN}/rows/2/expectation")
    assert problem.message == "Expectation 3 is about the same standard and the same action as Expectation 1"
    rows(made, AGAIN)[2].pop("today")
    rows(made, AGAIN)[2].pop("seen")
    assert said(catalogue, made) == []


def test_a_chair_of_another_team_is_pointed_out_for_one_meeting_only(catalogue: Catalogue) -> None:
    """The framework names the chair of the Audit and Quality Assurance meeting, and of no other."""

    def other_meeting(made: dict[str, Any]) -> None:
        made["answers"]["mn.a.meeting"]["value"] = "meeting.slt-qa"
        made["answers"]["mn.a.chair"]["value"] = "role.chief-officer"

    assert said(catalogue, record(catalogue, "meeting-note", other_meeting)) == []
