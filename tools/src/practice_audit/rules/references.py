"""Pieces of evidence that other answers name: those that are gone read as never named.

An answer names a piece of evidence as `<question id>/<row id>`. Taking out the row, or the whole
part of the file, leaves the name behind; nobody can see it in the form, so it counts for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.rules import reading
from practice_audit.rules.asking import Answers, asked

if TYPE_CHECKING:
    from practice_audit.model import Question, Tool

_NAMING = ("evidence", "preparation")


def without_lost_evidence(tool: Tool, answers: Answers, applying: frozenset[str] | None = None) -> Answers:
    """The same answers, without the names of evidence that is not there; `applying` where it is known what is asked."""
    naming = [question for question in tool.questions.values() if _names_evidence(question)]
    if not any(question.id in answers for question in naming):
        return answers
    there = _evidence(tool, answers, asked(tool, answers) if applying is None else applying)
    found = {question.id: _kept(question, answers[question.id], there) for question in naming if question.id in answers}
    lost = any(found[key] != answers[key] for key in found)
    return {**answers, **found} if lost else answers


def _names_evidence(question: Question) -> bool:
    return question.options_from in _NAMING or any(field.options_from in _NAMING for field in question.fields)


def _evidence(tool: Tool, answers: Answers, applying: frozenset[str]) -> frozenset[str]:
    return frozenset(
        f"{question.id}/{reading.trimmed(row.get('id'))}"
        for question in tool.questions.values()
        if question.type == "evidence" and question.id in applying
        for _, row in reading.rows_of(answers.get(question.id))
    )


def _kept(question: Question, answer: object, there: frozenset[str]) -> object:
    sides = reading.mapping(answer)
    rows, value = sides.get("rows"), sides.get("value")
    if question.fields:
        naming = [field for field in question.fields if field.options_from in _NAMING]
        return {**sides, "rows": [_kept_row(naming, row, there) for row in rows]} if isinstance(rows, list) else answer
    if isinstance(value, list):
        return {**sides, "value": [name for name in value if not _lost(name, there)]}
    return {key: side for key, side in sides.items() if key != "value"} if _lost(value, there) else answer


def _kept_row(naming: list[Question], row: object, there: frozenset[str]) -> object:
    fields = reading.mapping(row)
    kept = {field.id: _kept(field, fields[field.id], there) for field in naming if field.id in fields}
    return {**fields, **kept} if kept else row


def _lost(name: object, there: frozenset[str]) -> bool:
    return isinstance(name, str) and "/" in name and name not in there
