"""Who points at whom: the links of the catalogue read in both directions.

Every id that has a page is a subject: items, tools (`tool.ila`), their sections and questions, rules,
what reports found, learning material and reading lists. Knows nothing of addresses, words or markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from practice_audit.sources.training import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practice_audit.findings import Findings, Found
    from practice_audit.model import Catalogue, Item, Question, Rule, Section, Tool
    from practice_audit.sources.training import Training

TOOL = "tool."
"""What stands before a tool's id to make its permanent id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One question with the tool and section that ask it. `number` is the section's, from 1."""

    tool: Tool
    section: Section
    number: int
    question: Question


@dataclass(frozen=True, kw_only=True)
class Graph:
    """The links of one catalogue and of the reports beside it; all mappings keep the order in which things stand.

    `training` has pages too.
    """

    catalogue: Catalogue
    findings: tuple[Findings, ...] = ()
    training: Training = NOTHING

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every framework item by id."""
        return self.catalogue.by_id

    @cached_property
    def tools(self) -> Mapping[str, Tool]:
        """Every tool by its permanent id (`tool.ila`)."""
        return {TOOL + tool.id: tool for tool in self.catalogue.tools}

    @cached_property
    def sections(self) -> Mapping[str, tuple[Tool, Section, int]]:
        """Every section by id, with its tool and its number."""
        return {
            section.id: (tool, section, number)
            for tool in self.catalogue.tools
            for number, section in enumerate(tool.sections, start=1)
        }

    @cached_property
    def questions(self) -> Mapping[str, tuple[Asked, ...]]:
        """Every question by id. A question that several tools share is listed once a tool."""
        found: dict[str, list[Asked]] = {}
        for tool, section, number in self.sections.values():
            for question in section.questions:
                asked = Asked(tool=tool, section=section, number=number, question=question)
                found.setdefault(question.id, []).append(asked)
        return {identity: tuple(asked) for identity, asked in found.items()}

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule by id."""
        return {rule.id: rule for rule in self.catalogue.rules}

    @cached_property
    def found(self) -> Mapping[str, Found]:
        """Every theme, finding, action and figure of a report by id."""
        return {identity: found for report in self.findings for identity, found in report.by_id.items()}

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """Every id with a permanent page, each once, in the catalogue's order."""
        framework = (*self.items, *self.tools, *self.sections, *self.questions, *self.rules)
        return tuple(dict.fromkeys((*framework, *self.found, *self.training.by_id)))

    @cached_property
    def _named_by(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for source, targets in self._arrows():
            for target in targets:
                found.setdefault(target, {})[source] = None
        return {target: tuple(sources) for target, sources in found.items()}

    def _arrows(self) -> Iterable[tuple[str, Iterable[str]]]:
        for item in self.items.values():
            yield item.id, item.all_links
        for identity, tool in self.tools.items():
            yield identity, (tool.method, *tool.roles)
        for _, section, _ in self.sections.values():
            yield section.id, filter(None, (section.area,))
        for rule in self.rules.values():
            yield rule.id, rule.links
        for identity, found in self.found.items():
            yield identity, found.targets

    def named_by(self, identity: str) -> tuple[str, ...]:
        """Items, tools, sections, rules and findings that name this id (questions: see `asked_in`)."""
        return self._named_by.get(identity, ())

    @cached_property
    def _asked(self) -> Mapping[str, tuple[Asked, ...]]:
        found: dict[str, list[Asked]] = {}
        for asked in (one for several in self.questions.values() for one in several):
            fields = (asked.question, *asked.question.fields)
            for target in dict.fromkeys(link for field in fields for link in (*field.links, *field.rules)):
                found.setdefault(target, []).append(asked)
        return {target: tuple(asked) for target, asked in found.items()}

    def asked_in(self, identity: str) -> tuple[Asked, ...]:
        """The questions that examine an item, or that serve a rule, in the order of the forms."""
        return self._asked.get(identity, ())

    def checked_by(self, rule: str) -> tuple[Tool, ...]:
        """The tools whose finished record must satisfy a rule."""
        return tuple(tool for tool in self.catalogue.tools if rule in tool.completion)

    def parts(self, identity: str) -> tuple[Item, ...]:
        """The items that stand in another one: the expectations of a chapter, and so on."""
        return tuple(item for item in self.items.values() if item.part_of == identity)
