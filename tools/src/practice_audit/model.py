"""The framework and its tools as typed, frozen values, and their reader from compiled JSON.

`Catalogue.from_json(catalogue.to_json())` gives an equal catalogue. The reader trusts its input: a
catalogue is compiled by `sources` from checked YAML. Knows nothing of YAML, records, rules or pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Final

from . import plain
from .documents import Json, digest
from .problems import Problem, Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

FORMAT: Final = "practice-catalogue"
FORMAT_VERSION: Final = 1

_CAPITALISED: Final = re.compile(r"[A-Z][A-Za-zà-ÿ]{2,}")

BUILT_IN_OPTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "met": ("met", "partly", "not_met", "na"),
    "yesno": ("yes", "no"),
    "yesnona": ("yes", "no", "na"),
    "ready": ("yes", "partly", "not_yet", "na"),
    "level": ("exceeds", "meets", "minimum", "below"),
    "scale5": ("strongly_agree", "agree", "neither", "disagree", "strongly_disagree"),
}
"""The options of question types that bring their own, in order. Those of type `grade` are the grades."""

ROW_TYPES: Final = ("evidence", "actions", "repeat")
QUESTION_TYPES: Final = (
    *BUILT_IN_OPTIONS,
    "grade",
    "single",
    "multi",
    "narrative",
    "text",
    "ref",
    "int",
    "date",
    "record",
    "show",
    *ROW_TYPES,
)
"""Every type of question that a tool may ask."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One entry of the framework with a permanent id: a principle, an expectation, a grade, a term.

    `title` is empty for items that are one sentence (expectations, indicators, statements); `name`
    gives whichever there is. `level` (core, enhanced, info) stands on expectations only.
    `links` are the ids that the item names beyond its own fields `principles`, `indicators` and
    `expectations`. `details` holds what only this kind has (a grade's `rank`, a term's `expansion`).
    """

    id: str
    kind: str
    text: str
    source: str
    title: str = ""
    part_of: str = ""
    group: str = ""
    level: str = ""
    level_status: str = ""
    applies: str = ""
    origin: str = "stated"
    principles: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    expectations: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    details: Mapping[str, Json] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the item is called: its title, or its sentence."""
        return self.title or self.text

    @property
    def all_links(self) -> tuple[str, ...]:
        """Every id that this item points at, in order, without repeats."""
        return tuple(dict.fromkeys((*self.principles, *self.indicators, *self.expectations, *self.links)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """When something applies: a test of one answer, or several joined by `all` or `any`.

    Exactly one of: (`question` with `is_in`, `at_least` or `answered`), `all_of`, `any_of`, `none_of`.
    `question` may name a row field of the same row by its bare field id.
    """

    question: str = ""
    is_in: tuple[str, ...] = ()
    at_least: int | None = None
    answered: bool | None = None
    all_of: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()
    none_of: tuple[Condition, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One choice of a question; `hint` stands under it."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Detail:
    """One line of text that an answer asks for: why it is not applicable, which other service."""

    ask: str
    missing: str
    required: bool = True
    long: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question of a tool, or one field of a row.

    `short` is how messages call it ("family history"). `missing` is the whole sentence that is read
    when the answer is missing. `part` names the question's part in the rules (`auditor-ref`), so
    that rules never look for ids. `rules` are the rules it serves; the first is the code of a
    missing answer. `keeps` are the parts of a loaded record whose answers stand beside its number.
    `shows` is the question whose loaded record is shown here to read: `only` its sections that hold
    one of these parts, which are folded away at first, or all that it does not `leaves_out`.
    `accepts_parts` stands instead of `accepts` where the record of any tool with one of these parts will
    do. `rows_from` fills the rows from a loaded record: `record` is the question that loads it, `rows`
    what becomes a row, `actions` or `expectations`.
    """

    id: str
    type: str
    ask: str
    short: str = ""
    hint: str = ""
    missing: str = ""
    part: str = ""
    required: str = "optional"
    required_when: Condition | None = None
    when: Condition | None = None
    when_words: str = ""
    options: tuple[Option, ...] = ()
    options_from: str = ""
    details: Mapping[str, Detail] = field(default_factory=dict)
    stops: Mapping[str, str] = field(default_factory=dict)
    or_reason: Detail | None = None
    or_none: str = ""
    fields: tuple[Question, ...] = ()
    row_name: str = ""
    at_least: int = 0
    accepts: str = ""
    minimum: int | None = None
    maximum: int | None = None
    links: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    origin: str = "derived"
    screen: Mapping[str, str] = field(default_factory=dict)
    keeps: tuple[str, ...] = ()
    shows: str = ""
    only: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()
    accepts_parts: tuple[str, ...] = ()
    rows_from: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of a tool that is filled in at one go; its id is the view's address.

    `headings` maps a question's id to the heading before it. `when_words` is the condition that its
    later questions share, in words; their own `when_words` begin with it. `readers` is "staff" where
    a worker fills in a part of a tool for others.
    """

    id: str
    title: str
    lead: str
    questions: tuple[Question, ...]
    headings: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    area: str = ""
    hint: str = ""
    when_words: str = ""
    readers: str = ""


@dataclass(frozen=True, kw_only=True)
class Tool:
    """An audit tool: what it asks, and which rules a completed record satisfies.

    `record` maps envelope entries to question ids (`author.ref`, `author.role`, `case.ref`).
    `prefill` maps this tool's question ids to those of the record loaded from another tool. `unkept` is
    the button that opens the form for practice, where nothing is kept; "" where the tool offers none.
    `readers` are "children" or "families"; "" stands for staff.
    """

    id: str
    version: int
    title: str
    lead: str
    method: str
    record: Mapping[str, str]
    sections: tuple[Section, ...]
    completion: tuple[str, ...]
    you_need: tuple[str, ...] = ()
    start: str = ""
    unkept: str = ""
    prefill: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    readers: str = ""

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by id, in document order (fields of rows are inside their question)."""
        return {question.id: question for section in self.sections for question in section.questions}

    @property
    def finished_in(self) -> str:
        """The question in which the author says when the work was finished; "" where none asks."""
        return self.record.get("completed_on", "")

    @property
    def counted_in(self) -> str:
        """The question whose day says when a record counts: when a meeting was held, else when the work was finished.

        So it is with all that has a day of its own: a complaint counts on the day on which it was dealt with.
        """
        held = next(iter(self.by_part.get("held-on", ())), None)
        return held.id if held else self.finished_in

    @cached_property
    def by_part(self) -> dict[str, tuple[Question, ...]]:
        """The questions that play each part in the rules, in document order."""
        found: dict[str, tuple[Question, ...]] = {}
        for question in self.questions.values():
            if question.part:
                found[question.part] = (*found.get(question.part, ()), question)
        return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """The text of one rule; its test, if a record can show it, is a function in `rules`."""

    id: str
    title: str
    statement: str
    source: str
    origin: str
    severity: str
    enforced: tuple[str, ...]
    links: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """Document control of one edition of the framework (dates as ISO 8601 text)."""

    id: str
    status: str
    control: Mapping[str, Json]
    counts: Mapping[str, int]

    @property
    def in_force_from(self) -> str:
        """The day of its approval, or of its revision where only tools were revised since; "" where neither is told."""
        return self.revised_on or str(self.control.get("approved_on", ""))

    @property
    def revised_on(self) -> str:
        """The day of its revision, where only tools were revised since the approval, else ""."""
        return str(self.control.get("revised_on", ""))


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What the quality team says of one change since the edition before: its word (`editions.WORDS`) and why.

    `successors` stand where the id is gone: what it is now, or nothing.
    """

    id: str
    change: str
    reason: str
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """One edition of the framework with its tools and rules, all ids resolved.

    `changes` are those since the edition before. `digest` is the SHA-256 (hex) of the canonical JSON
    of everything else.
    """

    edition: Edition
    items: tuple[Item, ...]
    tools: tuple[Tool, ...]
    rules: tuple[Rule, ...]
    announced: tuple[str, ...]
    digest: str
    changes: tuple[Change, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Every framework item by id, in document order."""
        return {item.id: item for item in self.items}

    @cached_property
    def linking(self) -> dict[str, tuple[tuple[Tool, Question], ...]]:
        """Per id of an item or a rule: the questions that name it in `links` or `rules`, in document order."""
        found: dict[str, list[tuple[Tool, Question]]] = {}
        for tool in self.tools:
            for question in tool.questions.values():
                for target in dict.fromkeys((*question.links, *question.rules)):
                    found.setdefault(target, []).append((tool, question))
        return {target: tuple(pairs) for target, pairs in found.items()}

    @cached_property
    def own_words(self) -> frozenset[str]:
        """Every capitalised word that the framework and its tools write themselves: none of them is a person's name."""
        texts = [text for item in self.items for text in (item.title, item.text, item.group, *item.aliases)]
        for tool in self.tools:
            texts += [tool.title, tool.lead, *(section.title for section in tool.sections)]
            texts += [text for question in tool.questions.values() for text in (question.ask, question.hint)]
        return frozenset(word for text in texts for word in _CAPITALISED.findall(text))

    def of_kind(self, *kinds: str) -> tuple[Item, ...]:
        """The items of these kinds, in document order."""
        return tuple(item for item in self.items if item.kind in kinds)

    def tool(self, tool_id: str) -> Tool:
        """The tool of this id. Raises KeyError."""
        return self._tools[tool_id]

    def rule(self, rule_id: str) -> Rule:
        """The rule of this id. Raises KeyError."""
        return self._rules[rule_id]

    def accepted(self, question: Question) -> tuple[str, ...]:
        """The tools whose records a question loads, in document order; also one that this edition does not have."""
        if not question.accepts_parts:
            return (question.accepts,) if question.accepts else ()
        wanted = frozenset(question.accepts_parts)
        return tuple(tool.id for tool in self.tools if any(each.part in wanted for each in tool.questions.values()))

    def expectations_of(self, question: Question) -> tuple[Item, ...]:
        """The expectations among a question's links, in order."""
        items = (self.by_id.get(link) for link in question.links)
        return tuple(item for item in items if item is not None and item.kind == "expectation")

    @cached_property
    def _tools(self) -> dict[str, Tool]:
        return {tool.id: tool for tool in self.tools}

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    def with_digest(self) -> Catalogue:
        """The same catalogue with its digest worked out."""
        content = self.to_json()
        del content["digest"]
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return Catalogue(**{**values, "digest": digest(content)})

    def to_json(self) -> dict[str, Json]:
        """The compiled catalogue; keys whose value is the default are left out."""
        return {"format": FORMAT, "format_version": FORMAT_VERSION, **written(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> Catalogue:
        """Read a compiled catalogue. Raises Unreadable if it is none, or one of a format not known here."""
        if data.get("format") != FORMAT or data.get("format_version") != FORMAT_VERSION:
            raise Unreadable(
                [
                    Problem(
                        code="REC012",
                        message=f"This is not a catalogue of format {FORMAT_VERSION}.",
                        remedy="Use the catalogue of the same release, or update this program.",
                    )
                ]
            )
        return plain.read(cls, {key: value for key, value in data.items() if not key.startswith("format")}, _PARTS)


# Fields that hold records of their own; every other list is a tuple of plain values.
_PARTS: Final[Mapping[tuple[str, str], type]] = {
    ("Catalogue", "edition"): Edition,
    ("Catalogue", "items"): Item,
    ("Catalogue", "tools"): Tool,
    ("Catalogue", "rules"): Rule,
    ("Catalogue", "changes"): Change,
    ("Tool", "sections"): Section,
    ("Section", "questions"): Question,
    ("Question", "fields"): Question,
    ("Question", "options"): Option,
    ("Question", "details"): Detail,
    ("Question", "or_reason"): Detail,
    ("Question", "when"): Condition,
    ("Question", "required_when"): Condition,
    ("Condition", "all_of"): Condition,
    ("Condition", "any_of"): Condition,
    ("Condition", "none_of"): Condition,
}


def written(record: Any) -> dict[str, Json]:
    """One record of a catalogue as JSON, without the keys whose value is the default."""
    return plain.written(record, _PARTS)
