"""Which questions a record has to answer: conditions, what is asked, required, answered, missing.

An answer to a question that is not asked counts as empty wherever a condition looks at it, so hidden
answers never decide anything. A condition that leads back to itself asks the question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from practice_audit.rules.reading import EMPTY, choices_of, holds, mapping, number_of, rows_of, text_of

if TYPE_CHECKING:
    from practice_audit.model import Condition, Question, Tool

Answers: TypeAlias = Mapping[str, object]
Lookup: TypeAlias = Callable[[str], object]

REQUIRED = "always"
ADVISED = "advised"


def asked(tool: Tool, answers: Answers) -> frozenset[str]:
    """Ids of the questions that apply, given these answers (rows' fields are not listed)."""
    decided: dict[str, bool] = {}

    def applies(question_id: str) -> bool:
        if question_id not in decided:
            decided[question_id] = True  # what a condition that leads back here will read
            question = tool.questions[question_id]
            decided[question_id] = question.when is None or holds_true(question.when, lookup)
        return decided[question_id]

    def lookup(question_id: str) -> object:
        given = question_id in tool.questions and applies(question_id)
        return answers.get(question_id, EMPTY) if given else EMPTY

    return frozenset(key for key, question in tool.questions.items() if question.when is None or applies(key))


def required(tool: Tool, answers: Answers) -> frozenset[str]:
    """Ids of the asked questions that a finished record must answer; advised ones are not among them."""
    applying = asked(tool, answers)
    lookup = visible(answers, applying)
    return frozenset(name for name in applying if need(tool.questions[name], lookup) == REQUIRED)


def answered(tool: Tool, answers: Answers) -> frozenset[str]:
    """Ids of the asked questions that hold an answer, complete or not."""
    return frozenset(name for name in asked(tool, answers) if holds(answers.get(name)))


def missing(tool: Tool, answers: Answers) -> tuple[str, ...]:
    """Ids of the required questions that hold no answer, in document order."""
    absent = required(tool, answers) - answered(tool, answers)
    return tuple(name for name in tool.questions if name in absent)


def field_asked(field: Question, row: Answers, lookup: Lookup) -> bool:
    """Whether a field of a row applies; its condition may name a field of the row or a question."""
    return field.when is None or holds_true(field.when, in_row(row, lookup))


def need(question: Question, lookup: Lookup) -> str:
    """`always`, `advised` or `optional`, with a conditional requirement decided."""
    if question.type == "show":
        return "optional"
    if question.required_when is not None and holds_true(question.required_when, lookup):
        return REQUIRED
    return question.required


def visible(answers: Answers, applying: frozenset[str]) -> Lookup:
    """Look answers up by question id, reading those not asked as empty."""
    return lambda name: answers.get(name, EMPTY) if name in applying else EMPTY


def in_row(row: Answers, lookup: Lookup) -> Lookup:
    """Look answers up in a row first, then among the questions."""
    return lambda name: row[name] if name in row and name != "id" else lookup(name)


def holds_true(condition: Condition, lookup: Lookup) -> bool:
    """Whether a condition holds for the answers that `lookup` gives."""
    if condition.all_of:
        return all(holds_true(part, lookup) for part in condition.all_of)
    if condition.any_of:
        return any(holds_true(part, lookup) for part in condition.any_of)
    if condition.none_of:
        return not any(holds_true(part, lookup) for part in condition.none_of)
    answer = lookup(condition.question)
    if condition.is_in:
        return text_of(answer) in condition.is_in or any(each in condition.is_in for each in choices_of(answer))
    if condition.at_least is not None:
        return _amount(answer) >= condition.at_least
    return holds(answer) is (condition.answered is not False)


def _amount(answer: object) -> int:
    """How many rows or ticks an answer holds, or the number it gives."""
    sides = mapping(answer)
    if "rows" in sides:
        return len(rows_of(answer))
    return len(choices_of(answer)) or number_of(answer) or 0
