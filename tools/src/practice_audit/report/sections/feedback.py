"""The section on what families told us: each form with one row a question and one column an answer.

As data each answer of each question has a row of its own, in every form alike.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from practice_audit.report.counting.figures import ordered
from practice_audit.report.layout import Paragraph, Point, Points, Section, Table
from practice_audit.report.sections.cells import column, counting
from practice_audit.report.words import counted, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from practice_audit.model import Option, Question, Tool
    from practice_audit.report.counting.figures import Figures
    from practice_audit.report.layout import Block, Cell

    Answers = Mapping[str, Counter[str]]

_ALIKE: Final = 2
"""A question belongs into the table of the form's scale when it has so many answers of the scale."""


def feedback(figures: Figures) -> Section:
    """What families answered, form by form; each form is there even when nobody filled it in (SYS-11)."""
    return Section(
        id="feedback",
        title=say("section.feedback"),
        sections=tuple(_form(figures, tool) for tool in _family_tools(figures)),
    )


def _family_tools(figures: Figures) -> Iterator[Tool]:
    seen: dict[str, Tool] = {}
    for catalogue in reversed(figures.catalogues):
        for tool in catalogue.tools:
            if tool.readers:
                seen.setdefault(tool.id, tool)
    yield from sorted(seen.values(), key=lambda tool: tool.id)


def _form(figures: Figures, tool: Tool) -> Section:
    forms = figures.now.total("record", tool.id)
    answers: dict[str, Counter[str]] = {}
    for (_, question, value), number in figures.now.under("answer", tool.id).items():
        answers.setdefault(question, Counter())[value] += number
    asked = [one for one in tool.questions.values() if one.id in answers and one.part != "own-consent"]
    none = () if asked or not forms else (Paragraph(text=say("feedback.no_answer")),)
    return Section(
        id=tool.id, title=tool.title, blocks=(Paragraph(text=_number(forms)), *none, *_told(tool, asked, answers))
    )


def _number(forms: int) -> str:
    """How many forms were filled in."""
    if not forms:
        return say("feedback.none")
    return counted("feedback.forms", forms) if forms == 1 else say("feedback.forms.n", n=forms)


def _told(tool: Tool, asked: Sequence[Question], answers: Answers) -> tuple[Block, ...]:
    """The answers of a form: those of its scale as a table, all others in words, and every one of them as data."""
    scale = _scale(asked)
    on_scale = [one for one in asked if _alike(one, scale)]
    others = [one for one in asked if one not in on_scale]
    name = tool.id.replace("-", "_")
    every = Table(
        id=f"answers_{name}",
        title=say("feedback.all", form=tool.title),
        columns=(column("question"), column("answer"), column("number", "count")),
        rows=tuple((one.ask, label, number) for one in asked for label, number in _given(one, answers)),
        where="told",
    )
    items = tuple(Point(text=one.ask, details=(_in_words(_given(one, answers)),)) for one in others)
    listed = (Points(items=items, none=say("none"), title=say("feedback.others") if on_scale else ""),) if items else ()
    table = (_matrix(tool, f"scale_{name}", on_scale, answers),) if on_scale else ()
    return (*table, *listed, every)


def _scale(asked: Sequence[Question]) -> tuple[Option, ...]:
    """The choices that most questions of a form have alike; none where no two questions have."""
    found = Counter(one.options for one in asked if one.options)
    options, times = found.most_common(1)[0] if found else ((), 0)
    return options if times > 1 else ()


def _alike(question: Question, scale: Sequence[Option]) -> bool:
    values = {option.value for option in scale}
    return sum(option.value in values for option in question.options) >= min(_ALIKE, len(scale) or _ALIKE)


def _matrix(tool: Tool, identity: str, asked: Sequence[Question], answers: Answers) -> Table:
    """One row a question, one column an answer; nothing where a question does not offer it."""
    columns = {option.value: option.label for one in (*_first(asked), *asked) for option in one.options}
    rows: list[tuple[Cell, ...]] = []
    for one in asked:
        offered = {option.value for option in one.options}
        given = answers.get(one.id, Counter())
        rows.append((one.ask, *(given[value] if value in offered else None for value in columns), given.total()))
    return Table(
        id=identity,
        title=say("feedback.scale", form=tool.title),
        columns=(
            column("question"),
            *(counting(value, label, "with_answer") for value, label in columns.items()),
            column("answers", "count"),
        ),
        rows=tuple(rows),
        where="pages",
    )


def _first(asked: Sequence[Question]) -> tuple[Question, ...]:
    """A question that has the form's scale, so that its answers come first."""
    scale = _scale(asked)
    return tuple(one for one in asked if one.options == scale)[:1]


def _given(question: Question, answers: Answers) -> list[tuple[str, int]]:
    """Each answer that was given, by its label, in the order of the form."""
    labels = {option.value: option.label for option in question.options}
    return [(labels.get(value, value), n) for value, n in ordered(answers.get(question.id, Counter()), labels)]


def _in_words(given: Sequence[tuple[str, int]]) -> str:
    return ", ".join(say("told.count", label=label, n=number, share="") for label, number in given)
