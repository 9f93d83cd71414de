"""Which questions a record has to answer."""

from __future__ import annotations

from typing import Any

import pytest

from practice_audit import rules
from practice_audit.model import Condition, Question, Section, Tool
from practice_audit.rules.asking import holds_true
from tests.unit.rules.small import TOOL, field, is_, q, sound, value


def tool(*questions: Question) -> Tool:
    """A tool with one section of these questions."""
    section = Section(id="s", title="S", lead="", questions=questions)
    return Tool(id="t", version=1, title="T", lead="", method="", record={}, sections=(section,), completion=())


CONDITIONS = [
    (is_("a", "yes"), {"a": value("yes")}, True),
    (is_("a", "yes", "no"), {"a": value("no")}, True),
    (is_("a", "yes"), {}, False),
    (is_("a", "child"), {"a": value(["parent", "child"])}, True),
    (Condition(question="a", at_least=2), {"a": {"rows": [{"id": "1", "x": value("y")}, {"id": "2"}]}}, False),
    (Condition(question="a", at_least=1), {"a": {"rows": [{"id": "1", "x": value("y")}, {"id": "2"}]}}, True),
    (Condition(question="a", at_least=2), {"a": value(["x", "y"])}, True),
    (Condition(question="a", at_least=3), {"a": value("3")}, True),
    (Condition(question="a", at_least=1), {}, False),
    (Condition(question="a", answered=True), {"a": {"none": True}}, True),
    (Condition(question="a", answered=True), {"a": value("")}, False),
    (Condition(question="a", answered=False), {}, True),
    (Condition(all_of=(is_("a", "1"), is_("b", "2"))), {"a": value("1"), "b": value("2")}, True),
    (Condition(all_of=(is_("a", "1"), is_("b", "2"))), {"a": value("1")}, False),
    (Condition(any_of=(is_("a", "1"), is_("b", "2"))), {"b": value("2")}, True),
    (Condition(none_of=(is_("a", "1"), is_("b", "2"))), {"b": value("2")}, False),
    (Condition(none_of=(is_("a", "1"),)), {}, True),
]


@pytest.mark.parametrize(("condition", "answers", "holds"), CONDITIONS)
def test_a_condition_looks_at_answers(condition: Condition, answers: dict[str, Any], holds: bool) -> None:  # noqa: FBT001
    """A value, a tick, a count, being answered at all, and several of these together."""
    assert holds_true(condition, answers.get) is holds


def test_a_hidden_answer_decides_nothing() -> None:
    """A question that hangs on one that is not asked reads it as empty, however deep the chain."""
    chain = tool(q("a", "yesno"), q("b", "yesno", when=is_("q.a", "yes")), q("c", "yesno", when=is_("q.b", "yes")))
    answers = {"q.a": value("no"), "q.b": value("yes"), "q.c": value("yes")}
    assert rules.asked(chain, answers) == {"q.a"}
    assert rules.asked(chain, {**answers, "q.a": value("yes")}) == {"q.a", "q.b", "q.c"}


def test_a_condition_may_look_at_a_later_question() -> None:
    """The order of the document does not matter to conditions."""
    backwards = tool(q("a", when=is_("q.b", "yes")), q("b", "yesno"))
    assert rules.asked(backwards, {"q.b": value("yes")}) == {"q.a", "q.b"}


def test_a_circle_of_conditions_asks() -> None:
    """Conditions that lead back to themselves come to an end, and the question stays visible."""
    circle = tool(q("a", when=is_("q.b", "yes")), q("b", when=is_("q.a", "yes")))
    assert rules.asked(circle, {"q.a": value("yes"), "q.b": value("yes")}) == {"q.a", "q.b"}


def test_required_follows_the_answers() -> None:
    """A question with a condition on its requirement is required only then; advice never is."""
    answers = sound()
    assert "q.actions" not in rules.required(TOOL, answers)
    answers["q.grade"] = value("grade.some")
    assert "q.actions" in rules.required(TOOL, answers)
    assert "q.helped-worker" not in rules.required(TOOL, answers)


def test_progress_counts_what_is_there() -> None:
    """Asked, answered and missing add up; the missing stand in document order."""
    answers = sound()
    assert rules.missing(TOOL, answers) == ()
    del answers["q.why"], answers["q.read-to"]
    assert rules.missing(TOOL, answers) == ("q.read-to", "q.why")
    assert rules.answered(TOOL, answers) <= rules.asked(TOOL, answers)
    assert "q.higher" in rules.answered(TOOL, answers)


def test_a_field_may_hang_on_its_row_or_on_a_question() -> None:
    """A row's condition finds a field of the same row first, then the questions of the tool."""
    hung = field("why", when=is_("kind", "other"))
    row = {"id": "1", "kind": value("other")}
    assert rules.field_asked(hung, row, lambda _: value("none"))
    assert not rules.field_asked(hung, {"id": "2"}, lambda _: value("none"))
    assert rules.field_asked(hung, {"id": "3"}, lambda _: value("other"))
