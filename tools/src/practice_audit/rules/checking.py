"""All problems of a record's answers in document order; the answers as a finished record holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.rules.answers import asked_answers, with_fields
from practice_audit.rules.answers_present import answer_problems, unreadable
from practice_audit.rules.asking import visible
from practice_audit.rules.audit import Audit
from practice_audit.rules.normalising import normalised_answers
from practice_audit.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from practice_audit.model import Catalogue, Tool
    from practice_audit.problems import Problem
    from practice_audit.rules.asking import Answers


def check(
    catalogue: Catalogue, tool: Tool, record: Mapping[str, object], *, today: date, section: str | None = None
) -> tuple[Problem, ...]:
    """Every problem of the answers of a record, draft or complete, in document order.

    The rules of the tool's completion list run, and the checks of single answers. With `section`
    only problems whose place is in that section are given; an unknown section has none. Each
    sentence stands once at its place, however many rules say it.
    """
    audit = Audit(catalogue=catalogue, tool=tool, record=record, today=today)
    problems = list(answer_problems(audit))
    for rule_id in tool.completion:
        if rule_id in RULES:
            problems.extend(RULES[rule_id](audit))
    return _in_order(tool, problems, section)


def normalised(tool: Tool, answers: Answers) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """The answers as a finished record holds them, and the dates and numbers that cannot be read."""
    seen = asked_answers(tool, answers)
    lookup = visible(answers, frozenset(answer.question.id for answer in seen))
    return normalised_answers(tool, answers), tuple(unreadable(with_fields(seen, lookup)))


def _in_order(tool: Tool, problems: Iterable[Problem], section: str | None) -> tuple[Problem, ...]:
    once = {(problem.pointer, problem.message): problem for problem in reversed(list(problems))}
    return tuple(
        sorted(
            (problem for problem in once.values() if section in (None, _section(tool, problem))),
            key=lambda problem: (_place(tool, problem.pointer), problem.code, problem.message),
        )
    )


def _section(tool: Tool, problem: Problem) -> str:
    question = _question(problem.pointer)
    return next((part.id for part in tool.sections if any(question == asked.id for asked in part.questions)), "")


def _question(pointer: str) -> str:
    steps = pointer.split("/")
    return steps[2] if steps[1:2] == ["answers"] and len(steps) > 2 else ""  # noqa: PLR2004 - "", answers, id


def _place(tool: Tool, pointer: str) -> tuple[int, int, int, str]:
    """Where a pointer stands: question, row, field; the head of the record comes first."""
    steps = pointer.split("/")
    name = _question(pointer)
    if not name:
        return (-1, -1, -1, pointer)
    place = list(tool.questions).index(name) if name in tool.questions else len(tool.questions)
    if steps[3:4] != ["rows"]:
        return (place, -1, -1, pointer)
    fields = [field.id for field in tool.questions[name].fields] if name in tool.questions else []
    field = steps[5] if len(steps) > 5 else ""  # noqa: PLR2004 - "", answers, id, rows, n, field
    return (place, int(steps[4]), fields.index(field) if field in fields else -1, pointer)
