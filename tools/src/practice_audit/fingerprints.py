"""Everything with a permanent id, and the fingerprint of what it asks of people.

The fingerprint covers text, level and the way a question is answered. Links are no part of it, nor are
sources, notes and order. Knows nothing of other editions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from practice_audit.documents import digest
from practice_audit.model import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.documents import Json
    from practice_audit.model import Catalogue, Item, Question, Rule, Section, Tool

FINGERPRINT: Final = 16  # hexadecimal digits: 64 bits tell a few thousand texts apart
TOOL: Final = "tool."

_NOT_OF_AN_ITEM: Final = frozenset(
    {
        "id", "source", "level_status", "origin", "principles", "indicators", "expectations", "links", "aliases",
        "part_of", "group",
    }
)  # fmt: skip
_NOT_OF_DETAILS: Final = frozenset({"note", "cell", "certainty", "compound", "easy", "symbol"})
_NOT_OF_A_QUESTION: Final = frozenset({"links", "rules", "origin", "screen", "short", "missing", "part"})
_OF_A_RULE: Final = frozenset({"title", "statement", "severity", "enforced"})


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One permanent id of a catalogue.

    `content` is what the fingerprint covers. `place` says where it stands (chapter and group, or
    section), `container` the id that brings it along (a question's section, a section's tool).
    """

    id: str
    kind: str
    name: str
    content: Mapping[str, Json]
    links: tuple[str, ...] = ()
    place: str = ""
    container: str = ""

    @cached_property
    def fingerprint(self) -> str:
        """The first digits of the SHA-256 of kind and content."""
        return digest([self.kind, self.content])[:FINGERPRINT]


_KNOWN: Final[dict[str, Mapping[str, Subject]]] = {}
_KEPT: Final = 64


def subjects(catalogue: Catalogue) -> Mapping[str, Subject]:
    """Everything with a permanent id, by id, in the catalogue's order; a question of several tools once.

    Worked out once for each digest: a handbook compares each edition with every other.
    """
    if catalogue.digest not in _KNOWN:
        if len(_KNOWN) == _KEPT:
            _KNOWN.clear()
        _KNOWN[catalogue.digest] = {subject.id: subject for subject in _found(catalogue)}
    return _KNOWN[catalogue.digest]


def _found(catalogue: Catalogue) -> Iterator[Subject]:
    for item in catalogue.items:
        yield _of_item(item)
    seen: set[str] = set()
    for tool in catalogue.tools:
        yield _of_tool(tool)
        for section in tool.sections:
            yield _of_section(tool, section)
        for section in tool.sections:
            for question in section.questions:
                if question.id not in seen:
                    yield _of_question(section, question)
                seen.add(question.id)
    for rule in catalogue.rules:
        yield _of_rule(rule)


def _of_item(item: Item) -> Subject:
    content = {key: value for key, value in written(item).items() if key not in _NOT_OF_AN_ITEM}
    details = {key: value for key, value in item.details.items() if key not in _NOT_OF_DETAILS}
    content.pop("details", None)
    content.pop("kind", None)
    return Subject(
        id=item.id,
        kind=item.kind,
        name=item.name,
        content={**content, **({"details": details} if details else {})},
        links=item.all_links,
        place=" / ".join(filter(None, (item.part_of, item.group))),
    )


def _of_tool(tool: Tool) -> Subject:
    content = {"title": tool.title, "lead": tool.lead, "you_need": list(tool.you_need)}
    links = (tool.method, *tool.roles, *tool.completion)
    return Subject(id=TOOL + tool.id, kind="tool", name=tool.title, content=content, links=links)


def _of_section(tool: Tool, section: Section) -> Subject:
    return Subject(
        id=section.id,
        kind="section",
        name=section.title,
        content={"title": section.title, "lead": section.lead},
        links=tuple(filter(None, (section.area,))),
        container=TOOL + tool.id,
    )


def _of_question(section: Section, question: Question) -> Subject:
    links = dict.fromkeys(
        link for part in (question, *question.fields) for link in (*part.links, *part.rules)
    )  # a row's fields have links of their own
    content = _asked(written(question))
    del content["id"]
    return Subject(
        id=question.id,
        kind="question",
        name=question.ask,
        content=content,
        links=tuple(links),
        place=section.id,
        container=section.id,
    )


def _asked(question: Mapping[str, Json]) -> dict[str, Json]:
    """What a question asks and how it is answered, its fields included."""
    content = {key: value for key, value in question.items() if key not in _NOT_OF_A_QUESTION}
    if content["type"] == "grade":
        content.pop("options", None)  # they are the grades, which have fingerprints of their own
    if "fields" in content:
        content["fields"] = [_asked(one) for one in content["fields"]]
    return content


def _of_rule(rule: Rule) -> Subject:
    content = {key: value for key, value in written(rule).items() if key in _OF_A_RULE}
    return Subject(id=rule.id, kind="rule", name=rule.title, content=content, links=rule.links)
