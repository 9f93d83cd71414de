"""What holds of every record, whatever is in it."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from practice_audit import rules
from practice_audit.problems import Problem
from tests.unit.rules.small import CATALOGUE, TODAY, TOOL, record, sound

KEYS = st.sampled_from(
    ["value", "detail", "which", "where", "none", "reason", "rows", "id", "day", "month", "year", "completed_on",
     "author", "case", "ref", "gaps", "words", "what", "kind", "links", "link", "due", "complex", "service"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["", "yes", "no", "met", "partly", "not_met", "na", "random", "took_part", "given", "grade.some", "grade.positive",
     "2023-04-03", "9999-12-31", "ps.chapter.plan", "q.evidence/e1", "AU-12", "3", "Mar", "2023"]
)  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS | st.text(max_size=30)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=4)
)
ANSWERS = st.dictionaries(st.sampled_from([*TOOL.questions, "stranger"]), JSON, max_size=12)


@given(JSON | ANSWERS)
def test_nothing_raises_on_any_json(answers: Any) -> None:
    """Whatever stands where answers should be, problems come back as values, in document order."""
    problems = rules.check(CATALOGUE, TOOL, record(answers), today=TODAY)
    assert all(isinstance(problem, Problem) for problem in problems)
    kept = answers if isinstance(answers, dict) else {}
    rules.normalised(TOOL, kept)
    assert set(rules.missing(TOOL, kept)) <= rules.required(TOOL, kept) <= rules.asked(TOOL, kept)


@given(ANSWERS, ANSWERS)
def test_hidden_answers_never_change_anything(changes: dict[str, Any], noise: dict[str, Any]) -> None:
    """With or without answers to questions that are not asked, a draft has the same problems and outcomes."""
    answers = {**sound(), **changes}
    asked = rules.asked(TOOL, answers)
    shown = {name: answer for name, answer in answers.items() if name in asked}
    noisy = {**shown, **{name: answer for name, answer in noise.items() if name not in asked}}
    assert rules.asked(TOOL, noisy) == asked
    for other in (shown, noisy):
        assert _said(other) == _said(answers)
        assert rules.expectation_outcomes(CATALOGUE, TOOL, other) == rules.expectation_outcomes(
            CATALOGUE, TOOL, answers
        )
        assert rules.normalised(TOOL, other)[0] == rules.normalised(TOOL, answers)[0]


@given(ANSWERS)
def test_finishing_twice_is_finishing_once(changes: dict[str, Any]) -> None:
    """Normalised answers are already normal."""
    once = rules.normalised(TOOL, {**sound(), **changes})[0]
    assert rules.normalised(TOOL, once)[0] == once


@given(ANSWERS)
def test_the_grade_is_never_set_or_changed(changes: dict[str, Any]) -> None:
    """R066: whatever the other answers say, the grade stays as the auditor chose it, or stays away."""
    answers = {**sound(), **changes}
    before = copy.deepcopy(answers)
    rules.check(CATALOGUE, TOOL, record(answers), today=TODAY)
    kept, _ = rules.normalised(TOOL, answers)
    assert answers == before
    chosen = rules.normalised(TOOL, {"q.grade": answers.get("q.grade")})[0]
    assert kept.get("q.grade") == chosen.get("q.grade")


@given(ANSWERS)
def test_the_order_of_keys_does_not_matter(changes: dict[str, Any]) -> None:
    """Two files with the same answers in another order have the same problems."""
    answers = {**sound(), **changes}
    assert _said(dict(reversed(answers.items()))) == _said(answers)


@given(ANSWERS)
def test_sections_share_out_all_problems(changes: dict[str, Any]) -> None:
    """Every problem of an answer belongs to exactly one section."""
    whole = _said({**sound(), **changes})
    parts = [
        problem
        for section in TOOL.sections
        for problem in rules.check(CATALOGUE, TOOL, record({**sound(), **changes}), today=TODAY, section=section.id)
    ]
    assert tuple(parts) == whole


def _said(answers: dict[str, Any]) -> tuple[Problem, ...]:
    return rules.check(CATALOGUE, TOOL, record(answers), today=TODAY)
