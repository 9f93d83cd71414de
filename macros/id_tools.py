"""What the permanent page of a tool, a section, a question or a rule shows, as labelled rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros import addresses
from macros.graph import TOOL
from macros.handbook import Link
from macros.rows import Row, capital
from macros.views import tool_link
from practice_audit.documents import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from macros.graph import Asked
    from macros.handbook import Handbook
    from macros.rows import Shown
    from practice_audit.documents import Json
    from practice_audit.model import Question


@dataclass(frozen=True, kw_only=True, slots=True)
class Failing:
    """One example of a rule not met: what is read, and the answer before and after it was mended."""

    tool: str
    about: str
    message: str
    remedy: str
    failing: str
    mended: str


def asked_link(asked: Asked) -> Link:
    """A question with its tool and section, as a link to its page."""
    text = f"{asked.tool.title}, section {asked.number}: {asked.question.ask}"
    return Link(id=asked.question.id, text=text, href=addresses.permanent(asked.question.id))


def tool_rows(handbook: Handbook, subject: str) -> Shown:
    """The rows of a tool."""
    tool = handbook.graph.tools[subject]
    sections = (section for section in tool.sections)
    rows = (
        Row(label="Where it stands", links=(tool_link(tool),)),
        Row(label="Method", links=handbook.links((tool.method,))),
        Row(label="Who fills it in", links=handbook.links(tool.roles)),
        Row(
            label="Sections",
            links=tuple(
                Link(id=section.id, text=section.title, href=addresses.permanent(section.id)) for section in sections
            ),
        ),
        Row(label="Rules of a finished record", links=handbook.links(tool.completion), ids=True),
        Row(label="Linked from", links=handbook.links(handbook.graph.named_by(subject)), ids=True),
        Row(label="Version", texts=(str(tool.version),)),
    )
    return rows, {"lead": tool.lead}


def section_rows(handbook: Handbook, subject: str) -> Shown:
    """The rows of a section."""
    tool, section, number = handbook.graph.sections[subject]
    place = f"{tool.title}, section {number} of {len(tool.sections)}"
    rows = (
        Row(
            label="Where it stands",
            links=(Link(id=subject, text=place, href=addresses.form(tool.id, subject)),),
        ),
        Row(label="Where to begin reading", links=handbook.links(filter(None, (section.area,)))),
        Row(label="Questions", links=handbook.links(question.id for question in section.questions), ids=True),
        Row(label="Linked from", links=handbook.links(handbook.graph.named_by(subject)), ids=True),
    )
    return rows, {"title": section.title, "lead": section.lead}


def question_rows(handbook: Handbook, subject: str) -> Shown:
    """The rows of a question."""
    every = handbook.graph.questions[subject]
    question = every[0].question
    rows = (
        Row(
            label="Where it stands",
            links=tuple(
                Link(
                    id=subject,
                    text=f"{one.tool.title}, section {one.number}, {one.section.title}",
                    href=addresses.form(one.tool.id, subject),
                )
                for one in every
            ),
        ),
        Row(label="Hint", texts=(question.hint,)),
        Row(label="When it is asked", texts=(_when(question),)),
        Row(label="How it is answered", texts=(handbook.word("answers", question.type), *_choices(question))),
        Row(label="Parts of a row", texts=tuple(part.ask for part in question.fields)),
        Row(label="Must it be answered?", texts=(_required(handbook, question),)),
        Row(label="What you will read when it is not answered", texts=(question.missing,)),
        Row(label="What it examines", links=handbook.links(question.links), ids=True),
        Row(label="Rules it serves", links=handbook.links(question.rules), ids=True),
        Row(label="Linked from", links=handbook.links(handbook.graph.named_by(subject)), ids=True),
        Row(label="Origin", texts=(handbook.word("origins", question.origin),)),
    )
    return rows, {}


def _choices(question: Question) -> tuple[str, ...]:
    labels = "; ".join(option.label for option in question.options)
    return (labels,) if labels else ()


def _when(question: Question) -> str:
    return f"Only if {question.when_words}." if question.when_words else ""


def _required(handbook: Handbook, question: Question) -> str:
    if question.required_when is not None:
        return "Depends on other answers"
    return handbook.word("required", question.required)


def rule_rows(handbook: Handbook, subject: str) -> Shown:
    """The rows of a rule."""
    rule = handbook.graph.rules[subject]
    asked = handbook.graph.asked_in(subject)
    examples = tuple(_failing(handbook, subject))
    first = (one.question for one in asked)
    read = (question.missing for question in first if question.rules[:1] == (subject,))
    told = (example.message for example in examples)
    rows = (
        Row(label="Why", texts=(*handbook.source(rule.source), handbook.word("origins", rule.origin))),
        Row(label="How much it matters", texts=(handbook.word("severities", rule.severity),)),
        Row(label="Where it is held", texts=(capital(", ".join(_held(handbook, rule.enforced))),)),
        Row(label="Which records it looks at", links=tuple(map(tool_link, handbook.graph.checked_by(subject)))),
        Row(label="Which questions it looks at", links=tuple(asked_link(one) for one in asked)),
        Row(label="What you will read when it is not met", texts=tuple(filter(None, dict.fromkeys((*read, *told))))),
        Row(label="Linked to", links=handbook.links(rule.links), ids=True),
        Row(
            label="Linked from",
            links=handbook.links(one for one in handbook.graph.named_by(subject) if one not in rule.links),
            ids=True,
        ),
    )
    return rows, {"lead": rule.statement, "examples": examples}


def _held(handbook: Handbook, enforced: Iterable[str]) -> Iterator[str]:
    return (handbook.word("enforced", where) for where in enforced)


def _failing(handbook: Handbook, rule: str) -> Iterator[Failing]:
    for example in handbook.examples:
        problem = example.problem
        if problem.code == rule:
            yield Failing(
                tool=handbook.name(TOOL + example.tool),
                about=example.about,
                message=problem.message,
                remedy=problem.remedy,
                failing=_shown(example.record, problem.pointer),
                mended=_shown(example.mended, problem.pointer),
            )


def _shown(record: Json, pointer: str) -> str:
    """The answer that a pointer names, or the one row of it, or the entry of the envelope, as JSON; "" for none."""
    steps = pointer.split("/")[1:]
    depth = 4 if steps[2:3] == ["rows"] else 2
    try:
        value = resolve(record, "".join(f"/{step}" for step in steps[:depth]))
    except LookupError:
        return ""
    return "" if value is record else json.dumps(value, indent=2, ensure_ascii=False)
