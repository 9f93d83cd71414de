"""The bridge to the pages: JSON text in, JSON text out, whatever comes in."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import __version__, browser, records, validation
from practice_audit.browser import words
from practice_audit.documents import pretty_text
from site_build.examples import example_records
from tests.unit import example

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from practice_audit.model import Catalogue
    from practice_audit.sources import Sources

TODAY = example.TODAY.isoformat()


def ask(name: str, **payload: Any) -> dict[str, Any]:
    """One question to the bridge, and its answer."""
    answer: dict[str, Any] = json.loads(browser.call(name, json.dumps(payload)))
    return answer


@pytest.fixture(autouse=True)
def audit() -> Iterator[None]:
    """Each test speaks with a page of the small audit."""
    yield from started("audit")


def started(tool: str) -> Iterator[None]:
    """A bridge that has been told which tool it is for."""
    ask("start", catalogue=example.CATALOGUE.to_json(), tool=tool, wording=example.WORDING)
    yield
    browser._open.clear()


def test_a_page_starts_with_its_catalogue_and_tool() -> None:
    """The answer says which engine and which edition the page works with."""
    told = ask("start", catalogue=example.CATALOGUE.to_json(), tool="checklist", wording={})

    assert told == {"engine_version": __version__, "tool": "checklist", "edition": "2023", "digest": "d" * 64}


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("look", "{"),
        ("look", "[]"),
        ("look", "{}"),
        ("nothing", "{}"),
        ("start", '{"catalogue": {}, "tool": "audit"}'),
        ("check", '{"record": {"answers": "Mary Smith"}, "today": "yesterday Mary Smith"}'),
        ("attach", '{"record": {}, "checklist": {}, "question": "Mary Smith"}'),
    ],
)
def test_a_fault_comes_back_as_an_answer(name: str, payload: str) -> None:
    """Nothing is raised, and what was typed is not repeated in the message."""
    told = json.loads(browser.call(name, payload))

    assert told["fault"]["code"] == "INT001"
    assert "Mary Smith" not in json.dumps(told)


def test_a_question_before_the_start_is_a_fault() -> None:
    """Without a catalogue nothing can be answered."""
    browser._open.clear()

    assert "fault" in ask("look", record=example.audit_draft(), today=TODAY)


def test_a_fault_says_where_the_engine_stopped() -> None:
    """The message helps whoever mends the engine: kind and place of the fault."""
    told = ask("look", record=None)

    assert told["fault"]["message"] == (
        "The checks stopped without a result: KeyError in practice_audit.browser.looking, line "
        + told["fault"]["message"].rpartition("line ")[2]
    )


def test_looking_loads_no_schema_library() -> None:
    """What is called after every answer, and the start, do without the slow import."""
    script = (
        "import json, sys\n"
        "from practice_audit import browser\n"
        "from tests.unit import example\n"
        "[sys.modules.pop(name) for name in [*sys.modules] if name.startswith('jsonschema')]\n"
        "browser.call('start', json.dumps({'catalogue': example.CATALOGUE.to_json(), 'tool': 'audit'}))\n"
        "told = browser.call('look', json.dumps({'record': example.audit_draft(), 'today': '2023-06-30'}))\n"
        "assert 'fault' not in told, told\n"
        "print([name for name in sys.modules if name in ('jsonschema', 'yaml', 'sqlalchemy', 'click')])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)

    assert done.stdout == "[]\n"


# ------------------------------------------------------------------------------------------- look


def test_looking_counts_by_section() -> None:
    """Each section says whether it is asked, and how much of what is required is answered."""
    told = ask("look", record=example.audit_draft(found=None), today=TODAY)

    assert told["sections"][1] == {"id": "c", "asked": True, "answered": 7, "required": 8, "answered_required": 7}
    assert told["progress"]["required"] - told["progress"]["answered_required"] == 1


def test_looking_names_questions_that_are_not_asked() -> None:
    """The line that stands instead says when it is asked, and that an earlier answer is kept."""
    told = ask("look", record=example.audit_draft(parent_way={"value": "telephone"}), today=TODAY)

    assert told["questions"]["q.parent-way"] == {
        "asked": False,
        "note": "Not asked here: “What is the parent way?” It is asked when they took part. "
        "Your earlier answer is kept.",
    }
    assert "q.plan" not in told["questions"]


def test_a_question_may_have_a_note_of_its_own() -> None:
    """The note of the tool stands instead of the general sentence."""
    told = ask("look", record=example.audit_draft(grade={"value": "grade.outstanding"}, higher=None), today=TODAY)

    assert told["questions"]["q.higher"]["note"] == "Not asked for the top grade."


def test_looking_sums_up_what_was_judged() -> None:
    """The panel beside the grade counts answers and evidence, and names core standards not met."""
    draft = example.audit_draft(
        plan={"value": "not_met"}, two={"value": "not_met", "which": ["ps.chapter.reason", "ps.chapter.praise"]}
    )

    told = ask("look", record=draft, today=TODAY)["so_far"]

    assert told == {
        "lines": ["2 questions: 0, 0, 2, 0.", "1 strength, 1 to develop."],
        "core_not_met": [
            {"id": "ps.chapter.plan", "text": "The plan is there"},
            {"id": "ps.chapter.reason", "text": "The reason is there"},
        ],
    }


def test_nothing_judged_is_nothing_to_sum_up() -> None:
    """An empty draft has no counts to show."""
    told = ask("look", record=example.blank(example.AUDIT, {}, example.AUDIT_ID), today=TODAY)

    assert told["so_far"] == {"lines": [], "core_not_met": []}
    assert told["without_action"] == []


@pytest.mark.parametrize(
    ("grade", "lead"),
    [
        ({"value": "grade.some"}, "The grade Some development required needs an action."),
        ({"value": "grade.positive"}, "Actions are optional."),
        (None, "Choose the grade first."),
    ],
)
def test_the_lead_of_the_action_plan_follows_the_grade(grade: dict[str, str] | None, lead: str) -> None:
    """Whether actions are needed depends on the grade, and is said so."""
    assert ask("look", record=example.audit_draft(grade=grade), today=TODAY)["action_lead"] == lead


@pytest.mark.parametrize(
    ("grade", "standards"),
    [
        ("grade.some", ["ps.chapter.reason"]),
        (None, ["ps.chapter.reason"]),
        ("grade.positive", ["ps.chapter.reason", "ps.chapter.praise"]),
    ],
)
def test_standards_without_an_action_are_named(grade: str | None, standards: list[str]) -> None:
    """Core standards not met where actions are needed; all that fall short where they are optional."""
    draft = example.audit_draft(
        grade={"value": grade} if grade else None,
        plan={"value": "not_met"},
        two={"value": "not_met", "which": ["ps.chapter.reason", "ps.chapter.praise"]},
    )

    told = ask("look", record=draft, today=TODAY)["without_action"]

    assert [each["id"] for each in told] == standards
    assert told[0]["text"] == "The reason is there"


def test_indicators_want_an_action_where_there_is_no_expectation() -> None:
    """A question that looks at indicators only is named by those."""
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(question, links=("wgll.good.02",)) if question.id == "q.plan" else question
                for question in section.questions
            ),
        )
        for section in example.AUDIT.sections
    )
    tool = replace(example.AUDIT, sections=sections)
    ask("start", catalogue=replace(example.CATALOGUE, tools=(tool,)).to_json(), tool="audit", wording={})

    told = ask("look", record=example.audit_draft(plan={"value": "partly"}), today=TODAY)["without_action"]

    assert told == [{"id": "wgll.good.02", "text": "It reads well"}]


def test_looking_shows_what_the_checklist_said() -> None:
    """Gaps of the checklist stand beside every question that looks at the same standard."""
    gap = {"question": "c.plan", "value": "not_yet", "words": "Being written.", "links": ["ps.chapter.plan"]}
    draft = example.audit_draft(checklist={"value": example.CHECKLIST_ID, "gaps": [gap, "odd"]})

    told = ask("look", record=draft, today=TODAY)["gaps"]

    assert told == {"q.plan": [{"value_words": "not yet", "words": "Being written."}]}


def test_a_tool_without_a_grade_has_no_panels() -> None:
    """The checklist has neither counts nor actions to show."""
    ask("start", catalogue=example.CATALOGUE.to_json(), tool="checklist", wording={})

    told = ask("look", record=example.checklist_draft(), today=TODAY)

    assert (told["so_far"], told["action_lead"], told["without_action"], told["gaps"]) == ({}, "", [], {})


def test_looking_bears_any_answers() -> None:
    """A draft that another program spoilt is looked at without a fault."""
    draft = {**example.audit_draft(), "answers": {"q.evidence": {"rows": [3]}, "q.checklist": {"gaps": [{"links": 3}]}}}

    told = ask("look", record=draft, today=TODAY)

    assert "fault" not in told


# ------------------------------------------------------------------------------- check and complete


def test_a_sound_draft_has_nothing_to_put_right() -> None:
    """No problem, no place."""
    assert ask("check", record=example.audit_draft(), scope=None, today=TODAY) == {"problems": [], "places": []}


def test_each_problem_has_its_place_and_its_rule() -> None:
    """Section, question and control run beside the problems; a rule that has a page is named."""
    ruled = replace(
        example.CATALOGUE.rules[0], id="R057", title="Narrative", statement="A narrative.", severity="error"
    )
    catalogue = replace(example.CATALOGUE, rules=(*example.CATALOGUE.rules, ruled))
    ask("start", catalogue=catalogue.to_json(), tool="audit", wording={})

    told = ask("check", record=example.audit_draft(found=None, number=None), scope=None, today=TODAY)

    assert [problem["code"] for problem in told["problems"]] == ["ANS001", "R057"]
    assert told["places"] == [
        {"section": "a", "section_title": "Selection", "question": "q.number", "control": "q.number-value", "rule": ""},
        {"section": "c", "section_title": "Visits", "question": "q.found", "control": "q.found-value", "rule": "R057"},
    ]


def test_one_section_can_be_checked_alone() -> None:
    """Problems of other sections are not told."""
    draft = example.audit_draft(found=None, number=None, case_ref={"value": "Mary Smith"})

    told = ask("check", record=draft, scope="c", today=TODAY)

    assert [place["question"] for place in told["places"]] == ["q.found"]


def test_a_check_says_what_an_import_would_say() -> None:
    """A draft whose record would be refused for its shape is told so before it is finished."""
    draft = example.audit_draft(manager_ref={"value": "Mary Smith"}, selection_record={"value": "S-1"}, found=None)

    told = ask("check", record=draft, scope=None, today=TODAY)

    assert [problem["code"] for problem in told["problems"]] == ["REC025", "R170", "R057"]
    assert [place["control"] for place in told["places"]] == [
        "q.selection-record-value",
        "q.manager-ref-value",
        "q.found-value",
    ]
    imported = [code for code, _ in example.problems(example.finished(draft))]
    assert imported == ["REC025", "R170"]


def test_a_spoilt_draft_is_told_so() -> None:
    """An answer that no page could have made is a problem and not a crash."""
    told = ask("check", record=example.audit_draft(found={"value": 3}), scope=None, today=TODAY)

    assert [problem["code"] for problem in told["problems"]] == ["REC024"]
    assert told["places"][0]["control"] == "q.found-value"


def test_a_draft_without_errors_becomes_a_record() -> None:
    """Text, name and record come together, and the record passes any check."""
    told = ask("complete", record=example.audit_draft(), now=example.NOW, today=TODAY)

    assert told["problems"] == []
    assert told["filename"] == "audit_2023_audit_3f9a2c1e_complete_20230420.json"
    assert json.loads(told["text"]) == told["record"] == example.finished()
    assert example.problems(told["record"]) == []


def test_a_draft_with_errors_becomes_no_record() -> None:
    """The problems come back instead."""
    told = ask("complete", record=example.audit_draft(found=None), now=example.NOW, today=TODAY)

    assert [problem["code"] for problem in told["problems"]] == ["R057"]
    assert "text" not in told


def test_advice_does_not_hold_a_record_back() -> None:
    """Warnings come with the record."""
    told = ask("complete", record=example.audit_draft(helped_worker=None), now=example.NOW, today=TODAY)

    assert [problem["severity"] for problem in told["problems"]] == ["warning"]
    assert told["record"]["status"] == "complete"


def test_half_a_character_is_no_hindrance() -> None:
    """Text that was pasted with half a character can be saved and finished all the same."""
    draft = example.audit_draft(found={"value": "The plan was kept \ud83d and reviewed 😀 in good time."})

    told = ask("complete", record=draft, now=example.NOW, today=TODAY)

    assert told["record"]["answers"]["q.found"] == {"value": "The plan was kept ? and reviewed 😀 in good time."}


def test_what_only_the_finished_record_shows_is_told_of_it() -> None:
    """A clock that runs behind its own draft is found in the record that it would make."""
    draft = {**example.audit_draft(), "created": "2023-04-21T09:00:00Z"}

    told = ask("complete", record=draft, now=example.NOW, today=TODAY)

    assert [problem["pointer"] for problem in told["problems"]] == ["/completed"]
    assert "text" not in told


def test_a_draft_can_be_saved_in_any_state() -> None:
    """The file of a draft names it as one and opens again."""
    told = ask("draft", record=example.audit_draft(found=None, number={"value": "?"}), now=example.NOW)

    assert told["filename"] == "audit_2023_audit_3f9a2c1e_draft_20230420.json"
    assert ask("open", text=told["text"], now=example.NOW)["outcome"] == "draft"


# ------------------------------------------------------------------------------------ open and attach


def opened(record: object, **more: Any) -> dict[str, Any]:
    """What becomes of a file with this content."""
    return ask("open", text=pretty_text(record), now="2023-06-30T12:00:00Z", **more)


def test_a_draft_opens_to_go_on_with() -> None:
    """The page gets the draft without its digest, which the next answer would spoil."""
    draft = records.draft(example.CATALOGUE, example.AUDIT, example.audit_draft(), example.NOW)

    told = opened(draft)

    assert (told["outcome"], told["message"], told["problems"]) == ("draft", "", [])
    assert told["record"] == {**draft, "content_sha256": None}


def test_a_changed_draft_opens_and_says_so() -> None:
    """Nobody loses a draft to a change; it is only named."""
    draft = records.draft(example.CATALOGUE, example.AUDIT, example.audit_draft(), example.NOW)

    told = opened({**draft, "created": "2023-04-12T09:00:00Z"})

    assert told["outcome"] == "draft"
    assert told["message"].startswith("This file was changed after it was saved. You can read it.")


def test_a_draft_of_a_wrong_shape_does_not_open() -> None:
    """A draft that the form cannot show is refused with the first thing that is wrong."""
    told = opened(example.audit_draft(plan={"value": "perhaps"}))

    assert told["outcome"] == "refused"
    assert told["message"].startswith("“perhaps” is not among the answers to “Is there a plan?”. Choose one of")


def test_a_finished_record_opens_to_read_whatever_is_wrong() -> None:
    """Errors are told beside the record; advice was told when it was made."""
    record = example.finished(example.audit_draft(helped_worker=None))
    record["answers"]["q.plan"] = {"value": "perhaps"}

    told = opened(record)

    assert told["outcome"] == "record"
    assert [problem["code"] for problem in told["problems"]] == ["REC023", "REC022"]
    assert opened(example.finished(example.audit_draft(helped_worker=None)))["problems"] == []


def test_a_finished_checklist_can_be_loaded() -> None:
    """A record that a question asks for is told apart from this tool's own."""
    told = opened(example.finished(example.checklist_draft()), case_ref="CR-0417")

    assert (told["outcome"], told["tool"], told["message"]) == ("checklist", "checklist", "")


@pytest.mark.parametrize(
    ("draft", "case", "message"),
    [
        (
            False,
            "CR-0388",
            "This checklist is for case CR-0417. Your audit is for case CR-0388. Choose the checklist for CR-0388.",
        ),
        (True, "CR-0417", "This file is a draft of the Small Checklist. Ask its author for the finished record."),
    ],
)
def test_a_checklist_that_does_not_fit_is_refused(*, draft: bool, case: str, message: str) -> None:
    """Another case and an unfinished checklist are named, with what to choose instead."""
    made = example.checklist_draft()

    told = opened(made if draft else example.finished(made), case_ref=case)

    assert (told["outcome"], told["message"], told["tool"]) == ("refused", message, "checklist")


def test_a_checklist_of_another_edition_is_loaded_and_says_so() -> None:
    """What was finished with the edition before is not lost: it is loaded, said to be unchecked, and fills in."""
    older = {**example.finished(example.checklist_draft()), "edition": "2020"}

    told = opened(older, case_ref="CR-0417")

    here = example.CATALOGUE.edition.id
    assert (told["outcome"], told["tool"]) == ("checklist", "checklist")
    assert told["message"] == (
        f"This checklist is of edition 2020 of the standards, your audit of {here}. "
        "It was not checked here. Look at what it filled in."
    )
    named = opened({**older, "edition": "Jane Example"}, case_ref="CR-0417")["message"]
    assert named.startswith("This checklist is of another edition of the standards, your audit of ")
    assert opened(older, case_ref="CR-0388")["outcome"] == "refused"
    assert opened({**older, "status": "draft"}, case_ref="CR-0417")["outcome"] == "refused"
    assert opened({**older, "record_type": "nothing"}, case_ref="CR-0417")["outcome"] == "refused"


def test_a_changed_checklist_may_be_loaded_and_says_so() -> None:
    """A change is named; whether to go on is for people."""
    record = {**example.finished(example.checklist_draft()), "created": "2023-04-12T09:00:00Z"}

    told = opened(record)

    assert told["outcome"] == "checklist"
    assert told["message"].startswith("This file was changed")


def test_a_record_that_no_question_asks_for_is_refused() -> None:
    """The checklist's page does not read audits."""
    ask("start", catalogue=example.CATALOGUE.to_json(), tool="checklist", wording={})

    told = opened(example.finished())

    assert (told["outcome"], told["tool"]) == ("refused", "audit")
    assert told["message"] == "This file belongs to another tool: Small Audit. Open it there."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "This file is empty."),
        ("hello", "This file "),
        ('{"format":', "This file cannot be read: it stops in the middle."),
        ("{}", "This file is not an audit file. Choose a file whose name starts with audit and ends with .json."),
        (
            '{"format": "practice-audit-record", "format_version": 2}',
            "This file was made by a newer version of this tool.",
        ),
    ],
)
def test_what_is_no_record_is_refused(text: str, message: str) -> None:
    """Broken, foreign and newer files are told apart."""
    told = ask("open", text=text, now=example.NOW)

    assert told["outcome"] == "refused"
    assert told["message"].startswith(message)


def test_a_record_of_an_unknown_tool_is_refused() -> None:
    """A type that this edition does not have cannot be shown."""
    told = opened({**example.finished(), "record_type": "diary"})

    assert told["outcome"] == "refused"


def test_a_checklist_fills_in_what_is_not_answered() -> None:
    """Answers of the checklist go where the audit has none, as the page would have typed them."""
    draft = example.blank(example.AUDIT, {"q.case-ref": {"value": "CR-0001"}}, example.AUDIT_ID)
    source = example.finished(example.checklist_draft())

    told = ask("attach", record=draft, checklist=source, question="q.checklist")

    answers = told["record"]["answers"]
    assert answers["q.checklist"] == {
        "value": example.CHECKLIST_ID,
        "completed_on": "2023-04-14",
        "author": {"ref": "PR-31", "role": "role.practitioner"},
        "case": {"ref": "CR-0417"},
        "gaps": [
            {
                "question": "c.plan",
                "value": "not_yet",
                "words": "The plan is being written.",
                "links": ["ps.chapter.plan"],
            }
        ],
    }
    assert answers["q.case-ref"] == {"value": "CR-0001"}
    assert answers["q.practitioner-ref"] == {"value": "PR-31"}
    assert answers["q.previous-audit-on"] == {"value": "2021-03-01", "day": "1", "month": "3", "year": "2021"}
    assert answers["q.number"] == {"value": "3"}
    assert answers["q.services"] == {"rows": [{"id": "1", "service": {"value": "School"}, "on_file": {"value": "no"}}]}


def test_a_checklist_fills_in_only_what_fits() -> None:
    """An answer that the audit's question cannot hold is left to the auditor, and the draft stays sound."""
    draft = example.blank(example.AUDIT, {}, example.AUDIT_ID)
    source = example.finished(
        example.checklist_draft(
            services={"none": True},
            last={},
            number={},
            service={"value": "police"},
            kind={"value": "none_yet", "detail": "New"},
        )
    )

    told = ask("attach", record=draft, checklist=source, question="q.checklist")

    answers = told["record"]["answers"]
    assert answers["q.plan-kind"] == {"value": "none_yet", "detail": "New"}
    assert {"q.services", "q.previous-audit-on", "q.number", "q.service"} & set(answers) == set()
    assert ask("draft", record=told["record"], now=example.NOW)["record"]["answers"] == answers
    assert validation.structure(example.CATALOGUE, example.AUDIT, told["record"]) == ()


def test_none_is_taken_over_where_both_may_be_none() -> None:
    """A tick for none goes along where the audit's question has one too."""
    sections = (
        replace(
            example.AUDIT.sections[2], questions=(replace(example.AUDIT.sections[2].questions[0], or_none="None"),)
        ),
    )
    tool = replace(example.AUDIT, sections=(example.AUDIT.sections[0], *sections))
    ask("start", catalogue=replace(example.CATALOGUE, tools=(tool, example.CHECKLIST)).to_json(), tool="audit")
    source = example.finished(example.checklist_draft(services={"none": True}))

    told = ask("attach", record=example.blank(tool, {}, example.AUDIT_ID), checklist=source, question="q.checklist")

    assert told["record"]["answers"]["q.services"] == {"none": True}


def test_a_checklist_that_came_too_late_is_a_problem() -> None:
    """The problems of the question itself come back, those of other questions do not."""
    draft = example.audit_draft(conversation_on={"value": "2023-04-12"}, found=None)
    source = example.finished(example.checklist_draft())

    told = ask("attach", record=draft, checklist=source, question="q.checklist")

    assert [problem["code"] for problem in told["problems"]] == ["R030"]
    assert told["places"][0]["question"] == "q.checklist"


def test_a_record_of_an_unknown_tool_fills_in_nothing() -> None:
    """Of a record of another edition's tool only number, day and people are kept."""
    draft = example.blank(example.AUDIT, {}, example.AUDIT_ID)
    source = {"record_id": example.OLD_ID, "record_type": "old", "completed": "2020-01-01T00:00:00Z"}

    told = ask("attach", record=draft, checklist=source, question="q.selection-record")

    assert told["record"]["answers"]["q.selection-record"] == {
        "value": example.OLD_ID,
        "completed_on": "2020-01-01",
        "gaps": [],
    }


def test_an_audit_can_be_finished_with_a_loaded_checklist() -> None:
    """From the loaded file to the finished record nothing needs a hand."""
    draft = example.audit_draft(checklist=None)
    source = example.finished(example.checklist_draft())

    told = ask(
        "complete",
        record=ask("attach", record=draft, checklist=source, question="q.checklist")["record"],
        now=example.NOW,
        today=TODAY,
    )

    assert told["problems"] == []
    assert told["record"]["answers"]["q.checklist"]["gaps"][0]["question"] == "c.plan"


# ------------------------------------------------------------------------------------- words, real tools


def test_every_word_of_the_panels_is_written_in_the_wording_file(sources: Sources) -> None:
    """What the bridge says stands in YAML, where the quality team can change it."""
    assert set(words.USED) - set(sources.wording["engine"]) == set()


def test_a_word_that_is_not_there_is_empty() -> None:
    """A page without wording has bare panels and no fault."""
    ask("start", catalogue=example.CATALOGUE.to_json(), tool="audit")

    told = ask("look", record=example.audit_draft(), today=TODAY)

    assert (told["action_lead"], told["so_far"]["lines"]) == ("", ["", ""])


def test_every_real_tool_answers(sources: Sources, catalogue: Catalogue) -> None:
    """Each tool of today starts, looks at an empty draft, checks it and saves it."""
    for tool in catalogue.tools:
        ask("start", catalogue=catalogue.to_json(), tool=tool.id, wording=sources.wording["engine"])
        draft = {**example.blank(tool, {}, example.AUDIT_ID), "catalogue_digest": catalogue.digest}

        looked = ask("look", record=draft, today=TODAY)
        checked = ask("check", record=draft, scope=None, today=TODAY)
        saved = ask("draft", record=draft, now=example.NOW)

        assert looked["progress"]["answered"] == 0
        assert checked["problems"]
        assert ask("open", text=saved["text"], now=example.NOW)["outcome"] == "draft"
        assert all(note["note"].startswith("Not asked") for note in looked["questions"].values())


def test_page_and_import_agree_on_every_example(sources: Sources, catalogue: Catalogue) -> None:
    """R177: each example, finished on the page, is told what the record made of it is told on import."""
    today, now = date(2030, 1, 1), "2030-01-01T12:00:00Z"
    examples = [each.record for each in example_records(catalogue)]
    compared = 0
    for tool in catalogue.tools:
        ask("start", catalogue=catalogue.to_json(), tool=tool.id, wording=sources.wording["engine"])
        for record in examples:
            if record.get("record_type") != tool.id or validation.structure(catalogue, tool, record):
                continue
            draft = {**record, "status": "draft", "completed": None, "sitting": {}, "content_sha256": None}

            told = ask("complete", record=draft, now=now, today=now[:10])

            found = validation.validate(catalogue, records.complete(catalogue, tool, draft, now), today=today)
            assert [problem["code"] for problem in told["problems"]] == [problem.code for problem in found]
            compared += 1
    assert compared > 60


def test_the_bridge_stands_alone(root: Path) -> None:
    """The engine imports nothing that the browser pack does not carry."""
    script = (
        "import sys\n"
        "import practice_audit.browser\n"
        "from practice_audit import validation\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'yaml', 'click', 'sqlalchemy', 'jinja2'}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True, cwd=root
    )

    assert done.stdout == "[]\n"
