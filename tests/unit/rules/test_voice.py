"""Whose voice is in an audit, and forms that begin with the question whether somebody wants to take part."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import rules
from practice_audit.model import Catalogue, Condition, Edition, Option, Question, Section, Tool

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2023, 6, 30)


def _choices(*values: str) -> tuple[Option, ...]:
    return tuple(Option(value=value, label=value) for value in values)


VOICES = Question(
    id="voices",
    type="repeat",
    ask="Whose voice?",
    part="voices",
    required="always",
    rules=("R043",),
    at_least=1,
    row_name="Voice",
    fields=(
        Question(id="who", type="single", ask="Who?", options=_choices("child", "parent", "worker")),
        Question(id="state", type="single", ask="Heard?", options=_choices("heard", "declined", "not_asked")),
        Question(id="way", type="text", ask="How?"),
        Question(id="consent", type="text", ask="Who agreed?"),
        Question(id="reason", type="text", ask="Why not?", missing="Say why {row} was not heard"),
    ),
)


def _tool(*questions: Question, completion: Sequence[str]) -> Tool:
    return Tool(
        id="small",
        version=1,
        title="Small",
        lead="",
        method="method.small",
        record={},
        completion=tuple(completion),
        sections=(Section(id="small.a", title="A", lead="", questions=questions),),
    )


def found(tool: Tool, answers: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and place of every problem."""
    catalogue = Catalogue(
        edition=Edition(id="2023", status="current", control={}, counts={}),
        items=(),
        tools=(tool,),
        rules=(),
        announced=(),
        digest="",
    )
    record = {"edition": "2023", "tool": {"id": "small", "version": 1}, "status": "complete", "answers": answers}
    return [(one.code, one.pointer) for one in rules.check(catalogue, tool, record, today=TODAY)]


def row(number: int, **fields: str) -> dict[str, Any]:
    """One row of the list of voices."""
    return {"id": str(number), **{name: {"value": value} for name, value in fields.items()}}


def voices(*rows: dict[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with a list of voices."""
    return found(_tool(VOICES, completion=["R043"]), {"voices": {"rows": list(rows)}})


def test_the_child_is_always_named_among_the_voices() -> None:
    """R043: a list of voices without the child is not whole, whoever else is in it."""
    assert voices(row(1, who="parent", state="heard")) == [("R043", "/answers/voices")]
    assert voices(row(1, who="parent", state="heard"), row(2, who="child", state="heard")) == []


@pytest.mark.parametrize("state", ["declined", "not_asked"])
def test_a_voice_that_is_missing_has_its_reason(state: str) -> None:
    """R043: somebody who declined or was not asked has a reason beside it; whoever was heard needs none."""
    gap = row(2, who="parent", state=state)
    assert voices(row(1, who="child", state="heard"), gap) == [("R043", "/answers/voices/rows/1/reason")]
    assert voices(row(1, who="child", state="heard"), {**gap, "reason": {"value": "No time"}}) == []


def test_no_voices_at_all_is_a_missing_answer_and_nothing_else() -> None:
    """R043: an empty list is told once."""
    assert voices() == [("R043", "/answers/voices")]


@pytest.mark.parametrize("rule_id", ["R040", "R042"])
def test_whoever_says_no_leaves_no_record(rule_id: str) -> None:
    """R040 and R042: a form of the family's own that begins with "no" cannot become a record; with "yes" it can."""
    asked = Question(
        id="ok", type="yesno", ask="Is it OK?", part="own-consent", required="always", rules=(rule_id,),
        options=_choices("yes", "no"),
    )  # fmt: skip
    more = Question(
        id="more", type="text", ask="What else?", when=Condition(none_of=(Condition(question="ok", is_in=("no",)),))
    )
    tool = _tool(asked, more, completion=["R040", "R042"])
    assert found(tool, {"ok": {"value": "no"}}) == [(rule_id, "/answers/ok")]
    assert found(tool, {"ok": {"value": "yes"}}) == []
    assert found(tool, {}) == [(rule_id, "/answers/ok")]
