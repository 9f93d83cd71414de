"""The parts of a form as frozen values: what a template needs to print it, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One radio, check box or option.

    `reveals` names the parts it shows, parted by spaces. `stop` is read when it is chosen. `demands`:
    a grade with which at least one action is needed.
    """

    id: str
    value: str
    label: str
    hint: str = ""
    reveals: str = ""
    stop: str = ""
    demands: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Input:
    """One line of text, or a text area when `long`. An empty label: the question itself is the label."""

    id: str
    label: str = ""
    long: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Reveal:
    """What stands under a choice: one input (`detail-<value>`), or check boxes (`which`)."""

    when: str
    input: Input | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Standard:
    """What a question is judged against: a sentence of the framework, and what good looks like."""

    id: str
    text: str
    kind: str
    core: bool
    proposed: bool
    indicators: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """Rows of the same fields. `row` is the first row, `template` any other one (`NEW_ROW`)."""

    name: str
    add: str
    row: tuple[Field, ...]
    template: tuple[Field, ...]
    at_least: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One question, or one field of a row.

    `id` is the container's, `name` the question's id (in a row, the bare field id). `required` is
    what can be counted without the engine: always asked and always to be answered. `only_if` is the
    condition as a sentence. `widget` is one of: row, radios, grades, checks, select, line, textarea,
    date, record, rows, standards, evidence, show, unfold. `width` is "", short, code or mid. `offers` names
    where the choices come from (`options_from`). `keeps`: only a loaded file will do, since more of it
    is kept than its number. `accepts` are the tools whose records can be loaded. `shows`, `only` and
    `leaves_out` are those of the question.
    """

    id: str
    name: str
    type: str
    widget: str
    ask: str
    hint: str = ""
    only_if: str = ""
    heading: str = ""
    width: str = ""
    optional: bool = False
    advised: bool = False
    required: bool = False
    many: bool = False
    input: Input | None = None
    date: tuple[Input, ...] = ()
    choices: tuple[Choice, ...] = ()
    where: Input | None = None
    reveals: tuple[Reveal, ...] = ()
    none: Choice | None = None
    reason: Input | None = None
    rows: Rows | None = None
    accepts: tuple[str, ...] = ()
    keeps: bool = False
    shows: str = ""
    only: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()
    standards: tuple[Standard, ...] = ()
    rules: tuple[str, ...] = ()
    part: str = ""
    offers: str = ""
    screen: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class FormSection:
    """One view of the form. `number` counts from 1. `readers` as in the model's `Section`."""

    id: str
    number: int
    title: str
    lead: str
    hint: str
    area: str
    fields: tuple[Field, ...]
    readers: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FormGroup:
    """Sections under one heading in the list of sections."""

    title: str
    sections: tuple[FormSection, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StandardGroup:
    """The standards of one chapter or section, as (id, sentence), for "Look in all standards"."""

    id: str
    title: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A whole tool as people see it, in one edition.

    `words` are the tool's own (its `thing`). `readers` as in the model's `Tool`.
    """

    tool: str
    version: int
    title: str
    lead: str
    edition: str
    digest: str
    start: str
    unkept: str
    you_need: tuple[str, ...]
    groups: tuple[FormGroup, ...]
    standards: tuple[StandardGroup, ...]
    words: Mapping[str, str]
    readers: str = ""

    @property
    def sections(self) -> tuple[FormSection, ...]:
        """Every section, in order."""
        return tuple(section for group in self.groups for section in group.sections)
