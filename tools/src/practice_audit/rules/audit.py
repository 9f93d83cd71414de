"""A record as the rules see it: asked answers by part, rows, sections, and problems that point at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practice_audit.problems import Problem, Severity
from practice_audit.rules import reading
from practice_audit.rules.answers import Answer, Row, asked_answers, with_fields
from practice_audit.rules.asking import Answers, Lookup, asked, in_row, visible
from practice_audit.rules.once import once
from practice_audit.rules.outcomes import expectation_outcomes
from practice_audit.rules.references import without_lost_evidence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from practice_audit.model import Catalogue, Item, Section, Tool


@dataclass(frozen=True, kw_only=True)
class Audit:
    """A record with its tool and catalogue, on one day; rules are functions of this."""

    catalogue: Catalogue
    tool: Tool
    record: Mapping[str, object]
    today: date

    @once
    def _given(self) -> Answers:
        return reading.mapping(self.record.get("answers"))

    @once
    def _asked(self) -> frozenset[str]:
        return asked(self.tool, self._given)

    @once
    def raw_answers(self) -> Answers:
        """The answers of the record, asked or not, without names of evidence that is gone."""
        return without_lost_evidence(self.tool, self._given, self._asked)

    @once
    def answers(self) -> tuple[Answer, ...]:
        """Every asked question with its answer, in document order."""
        answers = self.raw_answers
        return asked_answers(self.tool, answers, self._asked if answers is self._given else None)

    @once
    def _applying(self) -> frozenset[str]:
        return frozenset(answer.question.id for answer in self.answers)

    @once
    def lookup(self) -> Lookup:
        """Look asked answers up by question id."""
        return visible(self.raw_answers, self._applying)

    @once
    def outcomes(self) -> Mapping[str, Mapping[str, int]]:
        """How often each expectation was met, partly met, not met or not applicable."""
        return expectation_outcomes(self.catalogue, self.tool, self.raw_answers, self._applying)

    def in_row(self, answer: Answer) -> Lookup:
        """Look answers up as a field of this answer's row does."""
        return in_row(answer.row_answers, self.lookup)

    @once
    def everything(self) -> tuple[Answer, ...]:
        """Every asked answer and every applying field of every row, in document order."""
        return tuple(with_fields(self.answers, self.lookup))

    @once
    def by_part(self) -> Mapping[str, tuple[Answer, ...]]:
        """The asked questions by the part they play, each list in document order."""
        found: dict[str, tuple[Answer, ...]] = {}
        for answer in self.answers:
            found[answer.question.part] = (*found.get(answer.question.part, ()), answer)
        return found

    def all(self, part: str) -> tuple[Answer, ...]:
        """The asked questions with this part, in document order."""
        return self.by_part.get(part, ())

    def one(self, part: str) -> Answer | None:
        """The first asked question with this part, or None if none is asked."""
        return next(iter(self.all(part)), None)

    def text(self, part: str) -> str:
        """The text or choice of the first asked question with this part; "" if there is none."""
        answer = self.one(part)
        return answer.text if answer else ""

    def day(self, part: str) -> date | None:
        """The date of the first asked question with this part, if it can be read."""
        answer = self.one(part)
        return answer.day if answer else None

    def rows(self, part: str) -> tuple[Row, ...]:
        """The rows of all asked questions with this part, in document order."""
        return tuple(row for answer in self.all(part) for row in answer.rows)

    @once
    def areas(self) -> tuple[tuple[Section, Mapping[str, Answer]], ...]:
        """The sections that belong to an area of the case recording overview, with answers by part."""
        return tuple(
            (section, {answer.question.part: answer for answer in self.answers if answer.section is section})
            for section in self.tool.sections
            if section.area
        )

    def item(self, item_id: str) -> Item | None:
        """A framework item, or None if this edition has none with this id."""
        return self.catalogue.by_id.get(item_id)

    def severity(self, code: str) -> Severity:
        """How much a rule matters: what its edition says, else an error."""
        return next((Severity(rule.severity) for rule in self.catalogue.rules if rule.id == code), Severity.ERROR)

    def titled(self, record_type: str) -> str:
        """What messages call a record of another kind: a record of its tool, by the title, where the edition has it."""
        tools = {tool.id: tool.title for tool in self.catalogue.tools}
        return f"a record of “{tools.get(record_type, record_type)}”"

    def problem(
        self, code: str, pointer: str, message: str, remedy: str, *, severity: Severity | None = None
    ) -> Problem:
        """A problem of this record, with the severity of its rule unless given."""
        return Problem(
            code=code,
            message=message,
            remedy=remedy,
            pointer=pointer,
            severity=self.severity(code) if severity is None else severity,
        )
