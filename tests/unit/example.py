"""A small catalogue with an audit and the checklist that prepares it, and a sound draft of each."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date
from typing import Any

from practice_audit import records, validation
from practice_audit.model import Catalogue, Option, Question, Section, Tool
from tests.unit.rules import small

TODAY = date(2023, 6, 30)
NOW = "2023-04-20T15:42:00Z"
AUDIT_ID = "3f9a2c1e-7b52-4c1d-9a77-0c1f2e3d4b5a"
CHECKLIST_ID = "0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d"
SELECTION_ID = "aa1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d"
OLD_ID = "bb1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d"
READY = (
    Option(value="yes", label="Yes, on file"),
    Option(value="partly", label="Partly"),
    Option(value="not_yet", label="Not yet"),
    Option(value="na", label="Not applicable"),
)

WORDING = {
    "not_asked": "Not asked here: “{ask}” It is asked when {words}.",
    "not_asked_kept": "Your earlier answer is kept.",
    "so_far_answered": {
        "one": "1 question: {met}, {partly}, {not_met}, {na}.",
        "other": "{n} questions: {met}, {partly}, {not_met}, {na}.",
    },
    "so_far_evidence": {
        "one": "1 strength, {development} to develop.",
        "other": "{n} strengths, {development} to develop.",
    },
    "action_lead_needed": "The grade {grade} needs an action.",
    "action_lead_optional": "Actions are optional.",
    "action_lead_no_grade": "Choose the grade first.",
}

_AUDIT_SECTIONS = (
    replace(
        small.SECTIONS[0],
        group="Before",
        headings={"q.selection-record": "How the case was selected"},
        questions=(
            *(
                replace(question, accepts={"q.checklist": "checklist", "q.selection-record": "selection"}[question.id])
                if question.type == "record"
                else question
                for question in small.SECTIONS[0].questions
            ),
            small.q("area", "single", options_from="settings.areas", required="optional"),
            small.q("author-role", "single", options_from="roles", screen={"control": "select"}),
            small.q("edition", "show", required="optional"),
            small.q("number", "int", minimum=1),
        ),
    ),
    replace(small.SECTIONS[1], group="Read"),
    replace(
        small.SECTIONS[2],
        group="Listen",
        questions=tuple(
            replace(question, when_words="they took part") if question.id == "q.parent-way" else question
            for question in small.SECTIONS[2].questions
        ),
    ),
    replace(
        small.SECTIONS[3],
        group="Judge",
        questions=tuple(
            replace(question, screen={"when_note": "Not asked for the top grade."})
            if question.id == "q.higher"
            else replace(
                question,
                fields=(
                    *question.fields,
                    small.field(
                        "status",
                        "single",
                        options=small.options("open", "done"),
                        screen={"fixed": "open"},
                        required="optional",
                    ),
                ),
                screen={"row_add": "Add another action"},
            )
            if question.id == "q.actions"
            else question
            for question in small.SECTIONS[3].questions
        ),
    ),
)

AUDIT = replace(
    small.TOOL,
    id="audit",
    title="Small Audit",
    words={"thing": "audit"},
    record={
        "author.ref": "q.author-ref",
        "author.role": "q.author-role",
        "case.ref": "q.case-ref",
        "completed_on": "q.completed-on",
    },
    sections=_AUDIT_SECTIONS,
    prefill={
        "q.case-ref": "c.case",
        "q.practitioner-ref": "c.author",
        "q.previous-audit-on": "c.last",
        "q.number": "c.number",
        "q.services": "c.services",
        "q.service": "c.service",
        "q.plan-kind": "c.kind",
        "q.gone": "c.case",
    },
)

CHECKLIST = Tool(
    id="checklist",
    version=1,
    title="Small Checklist",
    lead="",
    method="",
    record={"author.ref": "c.author", "author.role": "c.role", "case.ref": "c.case", "completed_on": "c.on"},
    completion=("R016", "R170"),
    words={"thing": "checklist"},
    sections=(
        Section(
            id="c.a",
            title="About",
            lead="",
            questions=(
                Question(
                    id="c.case", type="ref", ask="Case?", missing="Enter the case", part="case-ref", required="always"
                ),
                Question(
                    id="c.author",
                    type="ref",
                    ask="Code?",
                    missing="Enter the code",
                    part="author-ref",
                    required="always",
                ),
                Question(
                    id="c.role", type="single", ask="Role?", options=small.options("role.practitioner", "role.manager")
                ),
                Question(id="c.on", type="date", ask="Finished on?", missing="Enter the day", required="always"),
                Question(id="c.last", type="date", ask="Last audit on?"),
                Question(id="c.number", type="int", ask="How many children?"),
                Question(id="c.service", type="single", ask="Service?", options=small.options("early_help", "police")),
                Question(
                    id="c.kind",
                    type="single",
                    ask="Plan?",
                    options=small.options("none_yet"),
                    details={"none_yet": small.WHY_NOT},
                ),
                Question(id="c.plan", type="ready", ask="The plan is there", options=READY, links=("ps.chapter.plan",)),
                Question(
                    id="c.praise", type="ready", ask="There is praise", options=READY, links=("ps.chapter.praise",)
                ),
                Question(
                    id="c.services",
                    type="repeat",
                    ask="Who else?",
                    row_name="Service",
                    fields=(
                        small.field("service"),
                        small.field("own", required="optional"),
                        small.field("on_file", "yesno", options=small.YESNO),
                    ),
                    or_none="Nobody else",
                ),
            ),
        ),
    ),
)

CATALOGUE = Catalogue(
    edition=small.EDITION,
    items=small.ITEMS,
    tools=(AUDIT, CHECKLIST),
    rules=small.RULES,
    announced=(),
    digest="d" * 64,
)


def audit_draft(**answers: Any) -> dict[str, Any]:
    """A draft of an audit with nothing wrong, as the page makes it; "_" stands for "-", None takes out."""
    given = small.sound()
    given["q.selection-record"] = {"value": SELECTION_ID}
    given["q.checklist"]["value"] = CHECKLIST_ID
    given["q.conversation-questions"]["rows"][0]["prompted_by"] = {"value": "c"}
    given["q.author-role"] = {"value": "role.auditor"}
    given["q.number"] = {"value": " 1,200 "}
    given["q.read-from"] = {"day": "11", "month": "Apr", "year": "2023"}
    given["q.actions"] = {"rows": [small.action("a1")]}
    for name, answer in answers.items():
        key = "q." + name.replace("_", "-")
        if answer is None:
            given.pop(key, None)
        else:
            given[key] = answer
    return blank(AUDIT, given, AUDIT_ID)


def checklist_draft(**answers: Any) -> dict[str, Any]:
    """A draft of a checklist with nothing wrong."""
    given = {
        "c.case": {"value": "CR-0417"},
        "c.author": {"value": "PR-31"},
        "c.role": {"value": "role.practitioner"},
        "c.on": {"day": "14", "month": "4", "year": "2023"},
        "c.last": {"day": "1", "month": "March", "year": "2021"},
        "c.number": {"value": "3"},
        "c.plan": {"value": "not_yet", "where": "The plan is being written."},
        "c.praise": {"value": "yes"},
        "c.services": {
            "rows": [{"id": "1", "service": {"value": "School"}, "own": {"value": "x"}, "on_file": {"value": "no"}}]
        },
    }
    given |= {"c." + key: answer for key, answer in answers.items()}
    return blank(CHECKLIST, given, CHECKLIST_ID)


def blank(tool: Tool, answers: dict[str, Any], record_id: str) -> dict[str, Any]:
    """A draft as a page without the engine makes it."""
    return {
        "read_me": "A draft.",
        "format": "practice-audit-record",
        "format_version": 1,
        "record_id": record_id,
        "record_type": tool.id,
        "tool": {"id": tool.id, "version": tool.version},
        "edition": "2023",
        "catalogue_digest": CATALOGUE.digest,
        "engine_version": None,
        "status": "draft",
        "created": "2023-04-11T09:00:00Z",
        "completed": None,
        "author": {"ref": None, "role": None},
        "case": {"ref": None},
        "relates_to": [],
        "answers": copy.deepcopy(answers),
        "sitting": {"sections_done": ["a"], "last_section": "c"},
        "content_sha256": None,
    }


def finished(draft: dict[str, Any] | None = None) -> dict[str, Any]:
    """The finished record of a draft, by default of the sound audit."""
    draft = audit_draft() if draft is None else draft
    return records.complete(CATALOGUE, CATALOGUE.tool(draft["record_type"]), draft, NOW)


def problems(record: object) -> list[tuple[str, str]]:
    """Code and pointer of every problem of a record."""
    found = validation.validate(CATALOGUE, record, today=TODAY)
    return [(problem.code, problem.pointer) for problem in found]


def resealed(record: dict[str, Any], **envelope: Any) -> dict[str, Any]:
    """The same record with other parts of the envelope, its digest made right again."""
    changed = {**record, **envelope}
    return {**changed, "content_sha256": records.seal(changed)}
