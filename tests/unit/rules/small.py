"""A small framework and a small audit tool, with one question of every part that the rules know."""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any

from practice_audit import rules
from practice_audit.model import Catalogue, Condition, Detail, Edition, Item, Option, Question, Rule, Section, Tool

if TYPE_CHECKING:
    from collections.abc import Callable

    from practice_audit.problems import Problem

TODAY = date(2023, 6, 30)
ADVICE = ("R029", "R034", "R046", "R065", "R076")


def _expectation(name: str, *, level: str, status: str = "") -> Item:
    return Item(
        id=f"ps.chapter.{name}",
        kind="expectation",
        text=f"The {name} is there",
        source="S1",
        part_of="ps.chapter",
        level=level,
        level_status=status,
    )


def _grade(name: str, title: str, rank: int, actions: str) -> Item:
    details = {"rank": rank, "actions": actions}
    return Item(id=f"grade.{name}", kind="grade", title=title, text="A grade.", source="S1", details=details)


ITEMS = (
    _grade("significant", "Significant development required", 4, "required"),
    _grade("outstanding", "Outstanding Practice", 1, "optional"),
    _grade("positive", "Positive Practice", 2, "optional"),
    _grade("some", "Some development required", 3, "required"),
    _expectation("plan", level="core"),
    _expectation("reason", level="core", status="proposed"),
    _expectation("praise", level="enhanced"),
    Item(id="wgll.good.01", kind="indicator", text="It looks good", source="S1", expectations=("ps.chapter.plan",)),
    Item(id="wgll.good.02", kind="indicator", text="It reads well", source="S1"),
    Item(id="cro.visits", kind="starting-point", title="Visits", text="Visits.", source="S1"),
    Item(id="role.auditor", kind="role", title="Auditor", text="Audits.", source="S1"),
    Item(id="role.manager", kind="role", title="Manager", text="Manages.", source="S1"),
    Item(id="role.practitioner", kind="role", title="Practitioner", text="Works.", source="S1"),
)
RULES = (
    *(
        Rule(
            id=name,
            title="Advice",
            statement="Advice.",
            source="S1",
            origin="stated",
            severity="warning",
            enforced=("check",),
        )
        for name in ADVICE
    ),
    Rule(
        id="R012",
        title="Five checks",
        statement="Five.",
        source="S1",
        origin="stated",
        severity="error",
        enforced=("form",),
        links=("ps.chapter.praise",),
    ),
)


def options(*values: str) -> tuple[Option, ...]:
    """Options with their value as label."""
    return tuple(Option(value=value, label=value) for value in values)


MET = options("met", "partly", "not_met", "na")
YESNO = options("yes", "no")
WHY_NOT = Detail(ask="Why not?", missing="Say why not")


def q(part: str, kind: str = "narrative", **more: Any) -> Question:
    """A required question whose id, words and missing sentence come from its part."""
    words = part.replace("-", " ")
    given: dict[str, Any] = {"required": "always", "missing": f"Give the {words}", "short": f"the {words}"}
    return Question(id=f"q.{part}", type=kind, ask=f"What is the {words}?", part=part, **{**given, **more})


def field(name: str, kind: str = "text", **more: Any) -> Question:
    """A required field of a row."""
    given: dict[str, Any] = {
        "required": "always",
        "missing": f"Give {name} of {{row}}",
        "short": f"the {name} of {{row}}",
    }
    return Question(id=name, type=kind, ask=f"{name}?", **{**given, **more})


def is_(question: str, *values: str) -> Condition:
    """The condition that a question has one of these values."""
    return Condition(question=question, is_in=values)


EVIDENCE = (
    field("what", "narrative"),
    field("where", rules=("R053",)),
    field("seen_on", "date", required="optional"),
    field("kind", "single", options=options("strength", "development")),
    field("links", "multi", options_from="standards"),
)
ACTIONS = (
    field("action"),
    field("link", "single", options_from="standards"),
    field("barrier", required="optional"),
    field("owner_role", "single", options_from="roles"),
    field("due", "date", rules=("R073",)),
    field("complex", "yesno", options=YESNO),
    field("discussed_on", "date", required="optional", required_when=is_("complex", "yes"), rules=("R074",)),
    field("discussion_outcome", required="optional", required_when=is_("complex", "yes"), rules=("R074",)),
)
SERVICES = (
    field("service"),
    field("ref", "ref", required="optional"),
    field("comment", "narrative"),
    field("on_file", "yesno", options=YESNO),
)
ASKED_WORKER = (
    field("question"),
    field("prompted_by", "single", options_from="preparation", rules=("R032",)),
    field("reply", "narrative"),
)
TOOK_PART = is_("q.parent-outcome", "took_part")
REVIEWED = Condition(none_of=(is_("q.reviewed", "no"),))

SECTIONS = (
    Section(
        id="a",
        title="Selection",
        lead="",
        questions=(
            q("case-ref", "ref"),
            q("service", "single", options=options("early_help", "other"), details={"other": WHY_NOT}, rules=("R025",)),
            q(
                "plan-kind",
                "single",
                options=options("child_in_need", "none_yet"),
                details={"none_yet": WHY_NOT},
                rules=("R013",),
            ),
            q(
                "assessment-kind",
                "single",
                options=options("early_help", "other"),
                details={"other": WHY_NOT},
                rules=("R014",),
            ),
            q("selection-record", "record", rules=("R020",)),
            q("selection-method", "single", options=options("random", "other"), rules=("R020",)),
            q("selected-on", "date"),
            q("previous-audit-on", "date", or_none="None is known", rules=("R021",)),
            q("author-ref", "ref"),
            q("author-role", "single", options_from="roles", required="optional"),
            q("independent", "yesno", options=YESNO, rules=("R022",)),
            q("practitioner-ref", "ref"),
            q("manager-ref", "ref"),
            q("area-told-on", "date", rules=("R026",)),
            q("family-told-on", "date", or_reason=WHY_NOT, rules=("R027",)),
            q("leaflet", "yesno", options=YESNO, details={"no": WHY_NOT}, rules=("R028",)),
            q("checklist", "record", or_reason=WHY_NOT, rules=("R030",)),
            q("standards-read", "yesno", options=YESNO, required="optional", rules=("R017",)),
            q("read-from", "date"),
            q("read-to", "date"),
            q("extract", rules=("R055",)),
        ),
    ),
    Section(
        id="c",
        title="Visits",
        lead="",
        area="cro.visits",
        questions=(
            q("reviewed", "yesno", options=YESNO, details={"no": WHY_NOT}, rules=("R051",)),
            Question(
                id="q.plan",
                type="met",
                ask="Is there a plan?",
                short="the plan",
                missing="Select whether there is a plan",
                required="always",
                options=MET,
                links=("ps.chapter.plan", "wgll.good.01"),
                when=REVIEWED,
            ),
            Question(
                id="q.two",
                type="met",
                ask="Reason and praise?",
                short="reason and praise",
                missing="Select both",
                required="always",
                options=MET,
                links=("ps.chapter.reason", "ps.chapter.praise"),
                when=REVIEWED,
            ),
            q("found", when=REVIEWED, rules=("R057",)),
            q("best-practice", when=REVIEWED, rules=("R058",)),
            q("evidence", "evidence", fields=EVIDENCE, at_least=1, row_name="Evidence", when=REVIEWED, rules=("R053",)),
            q("strengths", or_none="I found no strengths", when=REVIEWED, rules=("R052",)),
            q("development", or_none="I found nothing", when=REVIEWED, rules=("R052",)),
        ),
    ),
    Section(
        id="d",
        title="Listen",
        lead="",
        questions=(
            q("services", "repeat", fields=SERVICES, row_name="Service", at_least=1, rules=("R056",)),
            q("joined-up", "met", options=MET, when=Condition(question="q.services", at_least=2), rules=("R056",)),
            q(
                "conversation-questions",
                "repeat",
                fields=ASKED_WORKER,
                row_name="Question",
                at_least=1,
                rules=("R032",),
            ),
            q("conversation-on", "date"),
            q(
                "conversation-with",
                "multi",
                options=options("role.practitioner", "role.manager", "other"),
                rules=("R031",),
            ),
            q(
                "shared-good",
                "yesno",
                options=YESNO,
                details={"yes": Detail(ask="What?", missing="Say what", long=True)},
                rules=("R033",),
            ),
            q("shared-development", "yesno", options=YESNO, rules=("R033",)),
            q("helped-worker", required="advised", rules=("R034",)),
            q("helped-auditor", required="advised", rules=("R034",)),
            q("parent-contact-on", "date", or_reason=WHY_NOT, rules=("R040",)),
            q("parent-outcome", "single", options=options("took_part", "declined"), rules=("R040",)),
            q("parent-way", "single", options=options("telephone", "meeting"), when=TOOK_PART, rules=("R041",)),
            q("child-consent", "single", options=options("given", "refused"), rules=("R042",)),
            q(
                "child-consent-by",
                "multi",
                options=options("child", "parent"),
                when=is_("q.child-consent", "given"),
                rules=("R042",),
            ),
            q("child-feedback", "record", required="optional", when=is_("q.child-consent", "given"), rules=("R042",)),
            q("complaint", "yesno", options=YESNO, rules=("R045",)),
            q("complaint-explained", "yesno", options=YESNO, when=is_("q.complaint", "yes"), rules=("R045",)),
            q("process-offer", "yesno", options=YESNO, required="advised", when=TOOK_PART, rules=("R046",)),
        ),
    ),
    Section(
        id="f",
        title="Judgement",
        lead="",
        questions=(
            q("grade", "grade", options=options(*(item.id for item in ITEMS if item.kind == "grade")), rules=("R060",)),
            q("why", rules=("R062",)),
            q("evidence-basis", "multi", options_from="evidence", rules=("R062",)),
            q("evidence-words", rules=("R062",)),
            q("higher", when=Condition(none_of=(is_("q.grade", "grade.outstanding"),)), rules=("R062",)),
            q("good", rules=("R063",)),
            q("barriers", or_none="I found no barriers", rules=("R063",)),
            q("warning-reply", required="optional", rules=("R065",)),
            q(
                "actions",
                "actions",
                fields=ACTIONS,
                row_name="Action",
                required="optional",
                rules=("R070",),
                required_when=is_("q.grade", "grade.some", "grade.significant"),
            ),
            q("no-action", required="optional", rules=("R076",)),
            q("actions-discussed", "yesno", options=YESNO, required="optional", rules=("R074",)),
            q("completed-on", "date", rules=("R176",)),
        ),
    ),
)
NOT_HERE = (
    *("R080", "R081", "R082", "R083", "R084", "R085", "R086", "R088", "R089", "R090"),
    *("R077", "R078", "R122", "R123", "R133", "R135", "R140", "R180"),
)
"""Rules of samples, moderations and what the quality team keeps: they have tests of their own."""

TOOL = Tool(
    id="small",
    version=1,
    title="Small audit",
    lead="",
    method="",
    record={},
    sections=SECTIONS,
    roles=("role.auditor",),
    completion=tuple(sorted(set(rules.RULES) - set(NOT_HERE))),
)
CONTROL = {"approved_on": "2023-03-28"}
EDITION = Edition(id="2023", status="current", control=CONTROL, counts={})
CATALOGUE = Catalogue(edition=EDITION, items=ITEMS, tools=(TOOL,), rules=RULES, announced=(), digest="")

TEXT = "The service kept to what it had promised the family."
MANY = {"value": TEXT}


def value(content: object, **sides: object) -> dict[str, object]:
    """An answer with this value."""
    return {"value": content, **sides}


def evidence(row_id: str, kind: str = "strength", *links: str) -> dict[str, object]:
    """A row of evidence."""
    return {
        "id": row_id,
        "what": value(TEXT),
        "where": value("visit record"),
        "seen_on": value("2023-02-01"),
        "kind": value(kind),
        "links": value(list(links or ("ps.chapter.plan",))),
    }


def action(row_id: str, link: str = "ps.chapter.plan", **more: object) -> dict[str, object]:
    """A row of the action plan."""
    return {
        "id": row_id,
        "action": value("Write the plan"),
        "link": value(link),
        "owner_role": value("role.manager"),
        "due": value("2023-08-01"),
        "complex": value("no"),
        **more,
    }


def service(row_id: str) -> dict[str, object]:
    """A row of services."""
    return {"id": row_id, "service": value("School"), "comment": value(TEXT), "on_file": value("yes")}


def sound() -> dict[str, Any]:
    """The answers of an audit with nothing wrong: Positive Practice, all met, nobody named."""
    answers: dict[str, object] = {
        f"q.{part}": value(TEXT)
        for part in (
            *("extract", "found", "best-practice", "strengths", "helped-worker", "helped-auditor"),
            *("why", "evidence-words", "higher", "good"),
        )
    }
    answers |= {
        f"q.{part}": value(content)
        for part, content in {
            "case-ref": "CR-0417", "service": "early_help", "plan-kind": "child_in_need",
            "assessment-kind": "early_help", "selection-record": "S-1", "selection-method": "random",
            "selected-on": "2023-04-03", "author-ref": "AU-12", "independent": "yes", "practitioner-ref": "PR-31",
            "manager-ref": "TM-04", "area-told-on": "2023-04-04", "family-told-on": "2023-04-05", "leaflet": "yes",
            "read-from": "2023-04-11", "read-to": "2023-04-12", "reviewed": "yes", "conversation-on": "2023-04-18",
            "conversation-with": ["role.practitioner"], "shared-development": "yes",
            "parent-contact-on": "2023-04-13", "parent-outcome": "declined", "child-consent": "refused",
            "complaint": "no", "grade": "grade.positive", "evidence-basis": ["q.evidence/e1"],
            "completed-on": "2023-04-20",
        }.items()
    }  # fmt: skip
    answers |= {
        "q.previous-audit-on": {"none": True},
        "q.checklist": {
            "value": "C-1", "completed_on": "2023-04-14", "author": {"ref": "PR-31", "role": "role.practitioner"},
            "case": {"ref": "CR-0417"}, "gaps": [],
        },
        "q.plan": value("met"),
        "q.two": value("met"),
        "q.evidence": {"rows": [evidence("e1"), evidence("e2", "development")]},
        "q.development": {"none": True},
        "q.services": {"rows": [service("s1")]},
        "q.conversation-questions": {
            "rows": [{"id": "c1", "question": value("How?"), "prompted_by": value("c"), "reply": value(TEXT)}]
        },
        "q.shared-good": value("yes", detail=TEXT),
        "q.barriers": {"none": True},
    }  # fmt: skip
    return copy.deepcopy(answers)


def record(answers: dict[str, Any], **envelope: object) -> dict[str, object]:
    """A record with these answers."""
    return {"edition": "2023", "tool": {"id": "small", "version": 1}, "status": "draft", "answers": answers, **envelope}


def check(answers: dict[str, Any], *, today: date = TODAY, catalogue: Catalogue = CATALOGUE) -> tuple[Problem, ...]:
    """What the check says of these answers."""
    return rules.check(catalogue, catalogue.tools[0], record(answers), today=today)


def after(change: Callable[[dict[str, Any]], object]) -> list[tuple[str, str]]:
    """Code and pointer of every problem of the sound audit after a change to its answers."""
    answers = sound()
    change(answers)
    return [(problem.code, problem.pointer) for problem in check(answers)]


def with_(**answers: object) -> list[tuple[str, str]]:
    """Code and pointer of every problem of the sound audit with these answers; "_" stands for "-", None for none."""
    given = sound()
    for name, answer in answers.items():
        key = "q." + name.replace("_", "-")
        given.pop(key, None)
        if answer is not None:
            given[key] = answer
    return [(problem.code, problem.pointer) for problem in check(given)]
