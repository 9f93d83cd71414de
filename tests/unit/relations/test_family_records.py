"""An audit and a family's feedback in one register: R040 and R042, whichever of the two comes first."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from practice_audit.documents import digest
from practice_audit.model import Catalogue, Edition, Question, Section, Tool
from practice_audit.register import Register
from practice_audit.relations.consistency import enter

AUDIT = "11111111-0000-4000-8000-000000000000"
LATER = "22222222-0000-4000-8000-000000000000"
CHILD = "33333333-0000-4000-8000-000000000000"
PARENT = "44444444-0000-4000-8000-000000000000"


def _tool(name: str, *questions: Question) -> Tool:
    section = Section(id=f"{name}.a", title="A", lead="", questions=questions)
    return Tool(
        id=name,
        version=1,
        title=f"The {name}",
        lead="",
        method="",
        record={"completed_on": "done"},
        completion=(),
        sections=(section,),
    )


TOOLS = (
    _tool(
        "ila",
        Question(id="selected", type="date", ask="Selected on", part="selected-on"),
        Question(id="done", type="date", ask="Completed on", part="completed-on"),
        Question(id="parent", type="record", ask="Parent", part="parent-feedback", accepts="feedback-parent"),
        Question(id="consent", type="single", ask="Consent?", part="child-consent"),
        Question(id="child", type="record", ask="Child", part="child-feedback", accepts="feedback-child"),
    ),
    _tool("feedback-child", Question(id="done", type="date", ask="On", part="completed-on")),
    _tool("feedback-parent", Question(id="done", type="date", ask="On", part="completed-on")),
)
CATALOGUE = Catalogue(
    edition=Edition(id="2023", status="current", control={}, counts={}),
    items=(),
    tools=TOOLS,
    rules=(),
    announced=(),
    digest="",
)


def made(record_id: str, kind: str, answers: dict[str, str], case: str = "CR-1", **changes: Any) -> dict[str, Any]:
    """A finished record; what it names feeds it."""
    values = {
        "record_id": record_id,
        "record_type": kind,
        "tool": {"id": kind, "version": 1},
        "edition": "2023",
        "status": "complete",
        "created": "2023-01-01T09:00:00Z",
        "completed": "2023-03-06T12:00:00Z",
        "author": {"ref": "AU-12", "role": "role.auditor"},
        "case": {"ref": case},
        "relates_to": [
            {"relation": "feeds", "record_id": answers[key]} for key in ("parent", "child") if key in answers
        ],
        "answers": {key: {"value": value} for key, value in answers.items()},
        **changes,
    }
    return {**values, "content_sha256": digest(values)}


def audit(record_id: str = AUDIT, **answers: str) -> dict[str, Any]:
    """An audit from January to 6 March."""
    return made(record_id, "ila", {"selected": "2023-01-10", "done": "2023-03-06", **answers})


def child(day: str = "2023-02-01", case: str = "CR-1") -> dict[str, Any]:
    """A child's feedback of a day."""
    return made(CHILD, "feedback-child", {"done": day}, case)


def parent(case: str = "CR-1") -> dict[str, Any]:
    """A parent's feedback."""
    return made(PARENT, "feedback-parent", {"done": "2023-02-01"}, case)


def last(*records: dict[str, Any]) -> tuple[str, list[str]]:
    """What became of the last of these records, with the codes of its problems."""
    register = Register("sqlite://", create=True)
    try:
        found = [enter(each, register, lambda edition: CATALOGUE if edition == "2023" else None) for each in records]
    finally:
        register.close()
    outcome, problems = found[-1]
    return outcome.value, [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("of_case", "said", "codes"),
    [
        (audit(consent="given", child=CHILD), child(), []),
        (audit(parent=PARENT), parent(), []),
        (audit(consent="given", child=CHILD), child(case="CR-2"), ["R042"]),
        (audit(parent=PARENT), parent(case="CR-2"), ["R040"]),
        (audit(consent="given", child=PARENT), parent(), ["R042"]),
        (audit(parent=CHILD, consent="given"), child(), ["R040"]),
        (audit(consent="refused"), child(), ["R042"]),
        (audit(consent="could_not_ask"), child("2023-03-06"), ["R042"]),
        (audit(consent="refused"), child("2023-03-07"), []),
        (audit(consent="refused"), child("2023-01-09"), []),
        (audit(consent="refused"), child(case="CR-2"), []),
        (audit(consent="refused"), parent(), []),
    ],
)
def test_an_audit_and_what_the_family_said(of_case: dict[str, Any], said: dict[str, Any], codes: list[str]) -> None:
    """R040 and R042: feedback is of the audit's case and kind, and a child's stands only beside consent."""
    for pair in permutations([of_case, said]):
        assert last(*pair) == ("refused" if codes else "imported", codes)


def test_what_is_named_as_feedback_and_is_not_is_called_what_it_is() -> None:
    """R040: the message says what the named record is."""
    register = Register("sqlite://", create=True)
    try:
        enter(child(), register, lambda _: CATALOGUE)
        _, problems = enter(audit(parent=CHILD, consent="given"), register, lambda _: CATALOGUE)
    finally:
        register.close()
    said = next(problem.message for problem in problems if problem.code == "R040")
    assert "names as the feedback of the parent or carer, is not that, but a record of “The feedback-child”" in said


def test_a_corrected_audit_is_in_no_childs_way() -> None:
    """R042: an audit that said "refused" by mistake and was corrected does not keep the child's feedback out."""
    wrong = audit(consent="refused")
    right = audit(LATER, consent="given", child=CHILD) | {
        "relates_to": [{"relation": "feeds", "record_id": CHILD}, {"relation": "replaces", "record_id": AUDIT}]
    }
    right["content_sha256"] = digest({key: value for key, value in right.items() if key != "content_sha256"})
    assert last(wrong, right, child()) == ("imported", [])


def test_an_audit_that_stands_keeps_the_childs_feedback_out() -> None:
    """R042: as long as the first audit stands, the child's feedback is refused."""
    assert last(audit(consent="refused"), child()) == ("refused", ["R042"])
