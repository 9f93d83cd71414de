"""One answer and one row as rules and messages speak of them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from practice_audit.rules import reading
from practice_audit.rules.asking import Answers, Lookup, asked, field_asked
from practice_audit.rules.once import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from practice_audit.model import Question, Section, Tool

ROW_NAMES = {"evidence": "Evidence", "actions": "Action"}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One asked question, or one field of a row, with what was answered (perhaps nothing).

    `pointer` is the JSON pointer of the answer in the record. `row` names the row in words
    ("evidence 1") and is "" outside rows. What is read from an answer is read once: many rules look
    at the same one.
    """

    question: Question
    section: Section
    raw: object
    pointer: str
    row: str = ""
    row_answers: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @once
    def holds(self) -> bool:
        """Whether there is any answer, whole or in part."""
        return reading.holds(self.raw)

    @once
    def text(self) -> str:
        """The text or the choice, trimmed."""
        return reading.text_of(self.raw)

    @once
    def choices(self) -> tuple[str, ...]:
        """The ticked values of a question with several."""
        return reading.choices_of(self.raw)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The one choice or the ticked values, whichever the question has."""
        return (self.text,) if self.text else self.choices

    @property
    def which(self) -> tuple[str, ...]:
        """Which of the linked expectations a "partly" or "not met" is about."""
        return reading.choices_of(self.raw, "which")

    @once
    def none(self) -> bool:
        """Whether "none found" is ticked."""
        return reading.none_of(self.raw)

    @once
    def reason(self) -> str:
        """The reason given in place of an answer."""
        return reading.side_of(self.raw, "reason")

    @once
    def detail(self) -> str:
        """The line asked for by the chosen option."""
        return reading.side_of(self.raw, "detail")

    @once
    def day(self) -> date | None:
        """The date, if there is one that can be read."""
        return reading.date_of(self.raw).day

    @once
    def number(self) -> int | None:
        """The whole number, if there is one that can be read."""
        return reading.number_of(self.raw)

    @once
    def settled(self) -> bool:
        """Whether there is a value, a row, a tick for none, or a reason instead."""
        if not self.raw:
            return False
        if self.question.type == "date":
            return self.day is not None or self.none or bool(self.reason)
        whole = self.text or self.choices or self.number is not None or reading.rows_of(self.raw)
        return bool(whole) or self.none or bool(self.reason)

    @property
    def called(self) -> str:
        """How messages call the question: its short name, else its words in quotation marks."""
        return self.words(self.question.short) or f"“{self.question.ask}”"

    @property
    def called_first(self) -> str:
        """How messages call the question at the start of a sentence."""
        return self.called[:1].upper() + self.called[1:]

    @property
    def lacking(self) -> str:
        """The sentence that is read when the answer is missing."""
        return self.words(self.question.missing) or f"Answer {self.called}"

    def words(self, text: str) -> str:
        """A text of the tool, with the name of the row filled in."""
        return text.replace("{row}", self.row)

    @once
    def rows(self) -> tuple[Row, ...]:
        """The rows that hold anything, in order."""
        found = reading.rows_of(self.raw)
        if not found:
            return ()
        return tuple(
            Row(
                parent=self,
                answers=row,
                pointer=f"{self.pointer}/rows/{place}",
                words=f"{self.row_name} {place + 1}",
            )
            for place, row in found
        )

    @property
    def row_name(self) -> str:
        """What one row is called: "Evidence", "Service"."""
        return self.question.row_name or ROW_NAMES.get(self.question.type, "Row")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a repeated question; `words` names it as its legend does ("Evidence 1")."""

    parent: Answer
    answers: Mapping[str, object]
    pointer: str
    words: str

    @property
    def reference(self) -> str:
        """The row as other answers name it: `<question id>/<row id>`."""
        return f"{self.parent.question.id}/{reading.trimmed(self.answers.get('id'))}"

    def field(self, field_id: str) -> Answer | None:
        """One field of the row, or None if the tool has no such field."""
        return next((answer for answer in self.answered_fields if answer.question.id == field_id), None)

    def text(self, field_id: str) -> str:
        """The text of a field; "" if there is no such field or answer."""
        return reading.text_of(self.answers.get(field_id))

    @once
    def answered_fields(self) -> tuple[Answer, ...]:
        """Every field of the row with its answer, whether it applies or not."""
        words = self.words[:1].lower() + self.words[1:]
        return tuple(
            Answer(
                question=field,
                section=self.parent.section,
                raw=self.answers.get(field.id),
                pointer=f"{self.pointer}/{field.id}",
                row=words,
                row_answers=self.answers,
            )
            for field in self.parent.question.fields
        )

    def fields(self, lookup: Lookup) -> Iterator[Answer]:
        """The fields that apply to this row, in order."""
        for answer in self.answered_fields:
            if answer.question.when is None or field_asked(answer.question, self.answers, lookup):
                yield answer


def asked_answers(tool: Tool, answers: Answers, applying: frozenset[str] | None = None) -> tuple[Answer, ...]:
    """Every asked question of a tool with its answer, in document order; `applying` where it is known what is asked."""
    if applying is None:
        applying = asked(tool, answers)
    return tuple(
        Answer(question=question, section=section, raw=answers.get(question.id), pointer=f"/answers/{question.id}")
        for section in tool.sections
        for question in section.questions
        if question.id in applying
    )


def with_fields(answers: Iterable[Answer], lookup: Lookup) -> Iterator[Answer]:
    """Each answer, followed by the applying fields of its rows."""
    for answer in answers:
        yield answer
        for row in answer.rows:
            yield from row.fields(lookup)
