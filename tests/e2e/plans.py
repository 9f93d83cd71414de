"""The answers of a record as someone would type them: which rows, which control of which field."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.e2e.focus import Focus

Answers = dict[str, Any]


def as_typed(answers: Mapping[str, Any]) -> Answers:
    """The same answers with rows numbered 1, 2, ... as the page numbers them, references to rows too.

    Rows that "Ask about this in the conversation" makes come before those that are added by hand.
    """
    numbered: Answers = copy.deepcopy(dict(answers))
    order = {question: place for place, question in enumerate(numbered)}
    for answer in numbered.values():
        answer.get("rows", []).sort(key=lambda row: order.get(prompt_of(row), len(order)))
    renamed: dict[str, str] = {}
    for question, answer in numbered.items():
        for number, row in enumerate(answer.get("rows", []), start=1):
            renamed[json.dumps(f"{question}/{row['id']}")] = json.dumps(f"{question}/{number}")
            row["id"] = str(number)
    text = json.dumps(numbered)
    for before, after in renamed.items():
        text = text.replace(before, after)
    return dict(json.loads(text))


def prompt_of(row: Mapping[str, Any]) -> str:
    """The question, section or evidence that a question of the conversation came from, or ""."""
    return str(row.get("prompted_by", {}).get("value", ""))


def asked_about(plan: Mapping[str, Any]) -> set[str]:
    """What is asked about in the conversation."""
    return {prompt_of(row) for answer in plan.values() for row in answer.get("rows", [])}


def answer_for(plan: Mapping[str, Any], focus: Focus) -> dict[str, Any]:
    """The planned answer of the field that has the focus; {} where it stays empty."""
    answer: dict[str, Any] = plan.get(focus.question, {})
    if focus.row < 0:
        return answer
    rows: list[dict[str, Any]] = answer.get("rows", [])
    return dict(rows[focus.row].get(focus.cell, {})) if focus.row < len(rows) else {}


def text_for(answer: Mapping[str, Any], part: str) -> str:
    """What is typed into one text control of a field: "value", "day", "detail-na", "where", "reason"."""
    value = answer.get("value", "")
    if part in {"day", "month", "year"}:
        if part in answer:
            return str(answer[part])
        year, month, day = str(value).split("-") if value else ("", "", "")
        return {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}[part]
    if part.startswith("detail-"):
        return str(answer.get("detail", "")) if part == f"detail-{value}" else ""
    if part in {"where", "reason"}:
        return str(answer.get(part, ""))
    return "" if isinstance(value, list) else str(value)


def is_ticked(answer: Mapping[str, Any], focus: Focus) -> bool:
    """Whether a check box is ticked in the plan."""
    if focus.part == "none":
        return answer.get("none") is True
    if focus.part.startswith("which-"):
        return focus.value in answer.get("which", [])
    value = answer.get("value", [])
    return focus.value in value if isinstance(value, list) else focus.value == value
