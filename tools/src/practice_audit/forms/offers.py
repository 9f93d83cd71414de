"""What a question offers to choose from, and which control shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.model import BUILT_IN_OPTIONS
from practice_audit.rules.reading import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.documents import Json
    from practice_audit.model import Catalogue, Question, Section, Tool

CHOICE_TYPES = frozenset({*BUILT_IN_OPTIONS, "grade", "single", "multi"})
STANDARD_KINDS = frozenset({"expectation", "indicator"})
NEW_ROW = "__ROW__"
"""Stands for the row id in the controls of a row template."""

FIRST_ROW = "1"
"""The id of the row that every list of rows shows from the start."""

FALLS_SHORT = frozenset({"partly", "not_met"})
"""The answers of a `met` question that ask which of several expectations falls short."""

_WIDGETS = {
    "met": "row",
    "yesno": "row",
    "yesnona": "row",
    "ready": "row",
    "level": "radios",
    "scale5": "radios",
    "grade": "grades",
    "single": "radios",
    "multi": "checks",
    "narrative": "textarea",
    "text": "line",
    "ref": "line",
    "int": "line",
    "date": "date",
    "record": "record",
    "show": "show",
    "evidence": "rows",
    "actions": "rows",
    "repeat": "rows",
}


def choices(question: Question, tool: Tool, catalogue: Catalogue) -> tuple[tuple[str, str, str], ...]:
    """What a question offers as (value, label, hint), as far as the catalogue knows it.

    Empty for free text, for local lists (they are settings, not framework) and for evidence rows
    (they are answers). Standards are all of the edition; a form shows the near ones first.
    """
    return tuple(_offered(question, tool, catalogue))


def asks_which(question: Question, catalogue: Catalogue) -> bool:
    """Whether an answer that falls short has to say which of several expectations it means."""
    return question.type == "met" and len(catalogue.expectations_of(question)) > 1


def section_standards(section: Section, catalogue: Catalogue) -> tuple[str, ...]:
    """The ids of the standards nearest to a section, in order, each once.

    The expectations of its questions; the indicators of questions that have no expectation.
    """
    near: dict[str, None] = {}
    for question in section.questions:
        items = [catalogue.by_id[link] for link in question.links if link in catalogue.by_id]
        own = [item.id for item in items if item.kind == "expectation"]
        near.update(dict.fromkeys(own or [item.id for item in items if item.kind == "indicator"]))
    return tuple(near)


def evidence_rows(tool: Tool, answers: Mapping[str, Json]) -> tuple[str, ...]:
    """Every piece of evidence that holds anything, as an answer names it: `<question id>/<row id>`."""
    return tuple(
        f"{question.id}/{row.get('id')}"
        for question in tool.questions.values()
        if question.type == "evidence"
        for _, row in rows_of(answers.get(question.id))
    )


def widget(question: Question) -> str:
    """Which control shows a question, before local lists are known."""
    source = question.options_from
    if question.screen.get("control") == "unfold":
        return "unfold"
    if question.screen.get("control") == "select" or source == "preparation":
        return "select"
    if source in {"standards", "evidence"}:
        return source if question.type == "multi" else "select"
    if question.type in ("single", "multi") and question.screen.get("layout") == "row":
        return "row"
    return _WIDGETS[question.type]


def width(question: Question) -> str:
    """How wide the expected answer is."""
    return question.screen.get("width") or {"ref": "code", "record": "code", "int": "short"}.get(question.type, "")


def _offered(question: Question, tool: Tool, catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    for option in question.options:
        yield option.value, option.label, option.hint
    match question.options_from:
        case "roles":
            wanted = (item for item in catalogue.items if item.kind == "role")
        case "owner-roles":
            wanted = (item for item in catalogue.items if item.kind == "role" and not item.details.get("part"))
        case "chapters":
            wanted = (item for item in catalogue.items if item.kind == "chapter")
        case "standards":
            wanted = (item for item in catalogue.items if item.kind in STANDARD_KINDS)
        case "preparation":
            yield from ((section.id, section.title, "") for section in tool.sections if section.area)
            return
        case _:
            return
    yield from ((item.id, item.name, "") for item in wanted)
