"""Answers as a finished record holds them: asked, trimmed, typed dates and numbers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.rules import reading
from practice_audit.rules.asking import Answers, asked, field_asked, visible
from practice_audit.rules.references import without_lost_evidence

if TYPE_CHECKING:
    from practice_audit.model import Question, Tool
    from practice_audit.rules.asking import Lookup

_SIDES = ("detail", "where", "reason")
_TYPED = ("day", "month", "year")


def normalised_answers(tool: Tool, answers: Answers) -> dict[str, object]:
    """The answers that a finished record keeps, in document order.

    Left out: questions not asked, empty answers, empty rows and sides, a `which` or `detail` that
    the chosen value does not ask for, names of evidence that is gone. A date becomes
    `{"value": "2023-03-27"}`, a typed number a number; one that cannot be read stays as it was
    typed, for the check to name.
    """
    answers = without_lost_evidence(tool, answers)
    applying = asked(tool, answers)
    lookup = visible(answers, applying)
    kept: dict[str, object] = {}
    for question in tool.questions.values():
        answer = _answer(question, answers.get(question.id), lookup) if question.id in applying else {}
        if answer:
            kept[question.id] = answer
    return kept


def _answer(question: Question, raw: object, lookup: Lookup) -> dict[str, object]:
    if question.type == "show" or not reading.holds(raw):
        return {}
    if question.fields:
        return _with_rows(question, raw, lookup)
    sides = reading.mapping(raw)
    kept = _value(question, sides)
    for side in _SIDES:
        words = reading.side_of(raw, side)
        if words and (side != "detail" or _has_detail(question, raw)):
            kept[side] = words
    which = reading.choices_of(raw, "which")
    if which and reading.text_of(raw) in ("partly", "not_met"):
        kept["which"] = list(which)
    if reading.none_of(raw):
        kept["none"] = True
    if question.type == "record":
        kept.update({key: value for key, value in sides.items() if key not in kept and value not in (None, "")})
    return kept


def _with_rows(question: Question, raw: object, lookup: Lookup) -> dict[str, object]:
    kept: dict[str, object] = {}
    rows = [_row(question, row, lookup) for _, row in reading.rows_of(raw)]
    if rows:
        kept["rows"] = rows
    if reading.none_of(raw):
        kept["none"] = True
    if reading.side_of(raw, "reason"):
        kept["reason"] = reading.side_of(raw, "reason")
    return kept


def _row(question: Question, row: Answers, lookup: Lookup) -> dict[str, object]:
    kept: dict[str, object] = {"id": row.get("id")}
    for field in question.fields:
        answer = _answer(field, row.get(field.id), lookup) if field_asked(field, row, lookup) else {}
        if answer:
            kept[field.id] = answer
    return kept


def _value(question: Question, sides: Answers) -> dict[str, object]:
    if question.type == "date":
        read = reading.date_of(sides)
        if read.day:
            return {"value": read.day.isoformat()}
        return {key: sides[key] for key in ("value", *_TYPED) if sides.get(key) not in (None, "")}
    if question.type == "int":
        number = reading.number_of(sides)
        typed = reading.text_of(sides)
        return {"value": number} if number is not None else {"value": typed} if typed else {}
    if isinstance(sides.get("value"), list):
        return {"value": list(reading.choices_of(sides))} if reading.choices_of(sides) else {}
    text = reading.text_of(sides)
    return {"value": text} if text else {}


def _has_detail(question: Question, raw: object) -> bool:
    """Whether a chosen option asks for a line of text."""
    return any(value == "na" or value in question.details for value in (reading.text_of(raw), *reading.choices_of(raw)))
