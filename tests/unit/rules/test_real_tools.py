"""The handbook's own tools use the rules as they are meant."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from practice_audit import rules
from practice_audit.sources import read

if TYPE_CHECKING:
    from practice_audit.model import Catalogue, Question, Tool

ROOT = Path(__file__).parents[3]
BY_THE_FORM = {"R071", "R087"}  # actions with every grade, a good example in every moderation: nothing to break


@cache
def catalogue() -> Catalogue:
    """The current framework and its tools."""
    found = read(ROOT).catalogue
    assert found is not None
    return found


def tools() -> list[Tool]:
    """All tools of this edition."""
    return list(catalogue().tools)


def questions() -> list[Question]:
    """All questions of all tools."""
    return [question for tool in tools() for question in tool.questions.values()]


@pytest.mark.parametrize("tool", tools(), ids=lambda tool: tool.id)
def test_each_completion_list_names_rules_that_run(tool: Tool) -> None:
    """A mistyped rule would silently not be checked."""
    assert set(tool.completion) <= set(rules.RULES) | BY_THE_FORM


def test_every_rule_is_used_by_a_tool_and_told_by_the_framework() -> None:
    """No test of a rule runs for nobody, and each has its page."""
    used = {rule_id for tool in tools() for rule_id in tool.completion}
    assert used >= set(rules.RULES)
    assert {rule.id for rule in catalogue().rules} >= set(rules.RULES)


@pytest.mark.parametrize("part", sorted({question.part for question in questions() if question.part}))
def test_each_part_is_known_and_offers_what_rules_look_for(part: str) -> None:
    """A rule that waits for "random" needs a question that offers it."""
    known = rules.PARTS[part]
    for question in [question for question in questions() if question.part == part]:
        if question.type in ("single", "multi", "yesno"):
            assert {option.value for option in question.options} >= set(known.values)


@pytest.mark.parametrize("part", [part for part, known in rules.PARTS.items() if known.fields])
def test_rows_have_the_fields_that_rules_read(part: str) -> None:
    """Each such field stands in at least one tool, so a renamed one is noticed."""
    found = {field.id for question in questions() if question.part == part for field in question.fields}
    assert found >= set(rules.PARTS[part].fields)


def test_advice_is_a_warning_and_the_rest_are_errors() -> None:
    """Only these rules let an audit be finished while they speak; R072 until its levels are agreed."""
    warning = {rule.id for rule in catalogue().rules if rule.id in rules.RULES and rule.severity != "error"}
    assert warning == {"R029", "R034", "R046", "R065", "R072", "R076", "R085", "R122"}


def test_r050_each_suggested_question_names_an_expectation() -> None:
    """Recording is judged against Practice Standards: every "met" question links to at least one."""
    without = [q.id for q in questions() if q.type == "met" and not catalogue().expectations_of(q)]
    assert without == []


@pytest.mark.parametrize("tool", tools(), ids=lambda tool: tool.id)
def test_an_empty_record_is_told_what_is_missing_and_nothing_else(tool: Tool) -> None:
    """Each required question once, in its own words, and no rule speaks of what is not there yet."""
    record = {"edition": "2023", "tool": {"id": tool.id, "version": tool.version}, "answers": {}}
    problems = rules.check(catalogue(), tool, record, today=date(2024, 1, 1))
    errors = [problem for problem in problems if problem.severity == "error"]
    assert [problem.pointer for problem in errors] == [f"/answers/{name}" for name in rules.missing(tool, {})]
    assert [problem.message for problem in errors] == [tool.questions[name].missing for name in rules.missing(tool, {})]
