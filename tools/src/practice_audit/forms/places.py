"""From a problem's JSON pointer to the place on the screen where it can be mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practice_audit.forms.offers import (
    CHOICE_TYPES,
    FIRST_ROW,
    choices,
    evidence_rows,
    section_standards,
    widget,
)
from practice_audit.model import ROW_TYPES
from practice_audit.problems import pointer_parts
from practice_audit.rules.reading import mapping

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practice_audit.documents import Json
    from practice_audit.model import Catalogue, Question, Section, Tool

_LONGEST_INDEX = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a problem stands in the form. Empty ids where it stands nowhere."""

    section: str = ""
    section_title: str = ""
    question: str = ""
    control: str = ""


def place(pointer: str, record: Mapping[str, Json], tool: Tool, catalogue: Catalogue) -> Place:
    """Where the value at a JSON pointer of `record` is shown in the form of `tool`.

    Any pointer and any record are read; what the form does not show has an empty place.
    """
    head, name, *rest = (*pointer_parts(pointer), "", "")
    section = next((section for section in tool.sections if any(q.id == name for q in section.questions)), None)
    if head != "answers" or section is None:
        return Place()
    answers = mapping(record.get("answers"))
    around = _Surroundings(section, tool, catalogue, answers)
    control = _control(tool.questions[name], name, [part for part in rest if part], answers.get(name), around)
    return Place(section=section.id, section_title=section.title, question=name, control=control)


def control_id(pointer: str, record: Mapping[str, Json], tool: Tool, catalogue: Catalogue) -> str:
    """The id of the control that mends the value at a JSON pointer; "" if the form has none."""
    return place(pointer, record, tool, catalogue).control


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the id of a control can depend on besides its question."""

    section: Section
    tool: Tool
    catalogue: Catalogue
    answers: Mapping[str, Json]

    def first_choice(self, question: Question) -> str:
        """How the id of a question's first choice ends; "" while there is none."""
        if question.options_from.startswith("settings.") or widget(question) == "select":
            return "value"
        if question.options_from == "standards":
            values: Sequence[str] = section_standards(self.section, self.catalogue)
        elif question.options_from == "evidence":
            values = evidence_rows(self.tool, self.answers)
        else:
            values = [value for value, _, _ in choices(question, self.tool, self.catalogue)]
        return next(iter(values), "")


def _control(question: Question, prefix: str, rest: Sequence[str], answer: object, around: _Surroundings) -> str:
    """The id of the control for the value at `rest`, a path inside one answer."""
    side = rest[0] if rest else ""
    if question.type in ROW_TYPES and side != "none":
        return _row_control(question, prefix, rest, answer, around)
    ending = ""
    match side:
        case "none" | "reason" | "where":
            ending = side
        case "detail":
            ending = _detail(question, answer)
        case "which":
            ending = next((f"which-{item.id}" for item in around.catalogue.expectations_of(question)), "")
        case _ if question.type == "date":
            ending = side if side in {"month", "year"} else "day"
        case _ if widget(question) == "unfold":
            ending = "show"
        case _ if question.type == "record":
            ending = _record(question, answer, around)
        case _ if question.type in CHOICE_TYPES:
            ending = around.first_choice(question)
        case _ if question.type != "show":
            ending = "value"
    return f"{prefix}-{ending}" if ending else prefix


def _detail(question: Question, answer: object) -> str:
    """How the id of the line under the choice that was made ends."""
    chosen = mapping(answer).get("value")
    made = [*(chosen if isinstance(chosen, list) else [chosen]), *question.details]
    value = next((value for value in made if isinstance(value, str) and value in question.details), "")
    return f"detail-{value}" if value else ""


def _record(question: Question, answer: object, around: _Surroundings) -> str:
    """The file, where one can be loaded; else the line for the record's number."""
    accepted = around.catalogue.accepted(question)
    can_be_loaded = any(tool.id in accepted for tool in around.catalogue.tools)
    typed = "value" in mapping(answer) and "completed_on" not in mapping(answer)
    return "file" if can_be_loaded and not typed else "value"


def _row_control(question: Question, prefix: str, rest: Sequence[str], answer: object, around: _Surroundings) -> str:
    """The id of a control inside a row; without a path, of the first control of the first row."""
    rows = mapping(answer).get("rows")
    index, name, *inner = (*rest[1:], "", "")
    at = int(index) if index.isascii() and index.isdigit() and len(index) < _LONGEST_INDEX else 0
    row = mapping(rows[at] if isinstance(rows, list) and at < len(rows) else None)
    shown = [field for field in question.fields if "fixed" not in field.screen]
    found = next((field for field in shown if field.id == name), None) or next(iter(shown), None)
    if found is None:
        return prefix
    row_id = row.get("id")
    field_prefix = f"{prefix}-{row_id if isinstance(row_id, str) else FIRST_ROW}.{found.id}"
    return _control(found, field_prefix, [part for part in inner if part], row.get(found.id), around)
