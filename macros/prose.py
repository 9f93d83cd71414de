"""The macros of hand-written pages: what they may ask for so that no fact is written twice.

Each returns HTML that is safe to stand in Markdown. What is not set in standards/settings.yaml
shows as a gap that people can see, never as an invented fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from macros import columns, views
from macros.codes import by_family
from macros.concerns import concerns
from macros.rendering import render
from macros.schemas import yaml_schemas

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from macros.handbook import Handbook
    from practice_audit.documents import Json
    from practice_audit.model import Tool

ACCESSIBILITY = Path(__file__).parent / "accessibility.yaml"
FREE_TEXT = frozenset({"narrative", "text"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """What the records of one tool hold about people: how many answers are codes, and how many free text."""

    tool: Tool
    codes: tuple[str, ...]
    free_text: int
    dates: int


def kept(tool: Tool) -> Kept:
    """The answers of a tool that say something about people, from its definition."""
    questions = [part for question in tool.questions.values() for part in (question, *question.fields)]
    return Kept(
        tool=tool,
        codes=tuple(question.ask for question in questions if question.type == "ref"),
        free_text=sum(1 for question in questions if question.type in FREE_TEXT or question.details),
        dates=sum(1 for question in questions if question.type == "date"),
    )


def gaps(settings: Mapping[str, Json], within: tuple[str, ...] = (), title: str = "") -> Iterator[tuple[str, str]]:
    """Each empty setting by its dotted name, with the title of what it belongs to."""
    for key, value in settings.items():
        if isinstance(value, dict):
            yield from gaps(value, (*within, key), value.get("title", ""))
        elif value in ("", []):
            yield ".".join((*within, key)), title


class Prose:
    """The macros of one page. `url` is the page's address from the site's root."""

    def __init__(self, handbook: Handbook, url: str) -> None:
        self._handbook = handbook
        self._url = url

    def _render(self, template: str, view: object = None) -> str:
        return render(self._handbook, f"prose/{template}.html.jinja", self._url, view)

    def to(self, identity: str, text: str = "") -> str:
        """A link to the permanent page of an id, in its own words or in these."""
        return self._render("to", (self._handbook.link(identity), text))

    def address(self, address: str, text: str) -> str:
        """A link to a page that the build makes, by its address from the site's root."""
        return self._render("address", (address, text))

    def value(self, *keys: str) -> str:
        """A value of settings.yaml, or a visible gap."""
        return self._render("value", (self._handbook.setting(*keys), ".".join(keys)))

    def control(self, key: str) -> str:
        """A value of the edition's document control."""
        return self._render("value", (self._handbook.control[key], key))

    def contact(self, key: str) -> str:
        """Who answers, and how to reach them."""
        return self._render("contact", self._handbook.settings["contacts"][key])

    def outside(self, key: str) -> str:
        """A document outside this handbook: a link, or its title with a visible gap."""
        return self._render("outside", self._handbook.settings["links"][key])

    def gaps(self) -> str:
        """What is not filled in yet in settings.yaml, for the people who can."""
        return self._render("gaps", tuple(gaps(self._handbook.settings)))

    def tools(self) -> str:
        """The tools of this edition as a list of links."""
        return self._render("tools", self._handbook.catalogue.tools)

    def guidance(self, *parts: str) -> str:
        """Groups of guidance as a list of links, by what they are about: `guidance("cro", "grade")`."""
        groups = {group.anchor: group for group in views.guidance(self._handbook)}
        return self._render("guidance", tuple(views.guidance_link(groups[part]) for part in parts))

    def kept(self) -> str:
        """What the records of each tool hold about people."""
        return self._render("kept", tuple(map(kept, self._handbook.catalogue.tools)))

    def problem_codes(self) -> str:
        """Every code that a problem can carry and that is not a rule."""
        return self._render("codes", by_family())

    def concerns(self, *identities: str) -> str:
        """Everything that concerns these roles and teams, in groups."""
        return self._render("concerns", concerns(self._handbook, identities))

    def accessibility(self, part: str) -> str:
        """A part of the accessibility statement that holds facts: `status`, `issues`, `tests` or `dates`."""
        return self._render(f"accessibility-{part}", (accessibility_facts(), self._handbook.results))

    def data_files(self) -> str:
        """The published data of this edition as a list of links."""
        return self._render("data-files", self._handbook.catalogue.edition.id)

    def data_columns(self) -> str:
        """Every column of the published tables: what it holds, and which tables have it."""
        return self._render("data-columns", columns.places())

    def yaml_schemas(self) -> str:
        """The schemas of the YAML files as a list of links."""
        return self._render("yaml-schemas", yaml_schemas())

    def choices(self, tool: str, part: str) -> str:
        """What the question of a tool with this part offers, in its own words."""
        return self._render("choices", choices(self._handbook.catalogue.tool(tool), part))

    def example_id(self) -> str:
        """An id to show as an example: the first expectation that a question examines."""
        return self._render("code", example_id(self._handbook))


def accessibility_facts() -> Mapping[str, Json]:
    """What people found out about the accessibility of this site: macros/accessibility.yaml."""
    facts: Mapping[str, Json] = yaml.safe_load(ACCESSIBILITY.read_text(encoding="utf-8"))
    return facts


def choices(tool: Tool, part: str) -> tuple[str, ...]:
    """The labels of the options of the question with this part."""
    return tuple(option.label for each in tool.questions.values() if each.part == part for option in each.options)


def example_id(handbook: Handbook) -> str:
    """The first expectation of a chapter that a question examines."""
    expectations = [item.id for item in handbook.catalogue.of_kind("expectation") if item.part_of]
    return next((one for one in expectations if handbook.graph.asked_in(one)), expectations[0])
