"""Everything in the sources that has a permanent id: which there are, where each stands, and that none is double."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.sources.tool_checks import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practice_audit.documents import Json, Place
    from practice_audit.sources.codes import Placed
    from practice_audit.sources.framework import Framework
    from practice_audit.sources.tool_files import ToolFile

    Found = Iterable[tuple[str, Placed[Json]]]
    """What has an id outside the framework and the tools: findings of reports, and what people learn from."""


def check_ids(framework: Framework, tools: list[ToolFile], others: Found = ()) -> None:
    """No id stands for two things. A question may stand in several tools, once in each."""
    first: dict[str, Place] = {}
    for key, placed in with_ids(framework, tools, others):
        if key not in first:
            first[key] = placed.place
            continue
        message = f"The id “{key}” is used twice, first in {first[key].path}:{first[key].line}."
        placed.report("STD030", message, "Give this one another id. An id is never used again.", "/id")
    for tool in tools:
        seen: set[str] = set()
        for question in tool.questions:
            if question.value.id in seen:
                message = f"The tool “{tool.tool.value.id}” asks “{question.value.id}” twice."
                question.report("STD030", message, "Give one of the two another id.", "/id")
            seen.add(question.value.id)


def with_ids(framework: Framework, tools: list[ToolFile], others: Found = ()) -> Iterator[tuple[str, Placed[Json]]]:
    """Everything with a permanent id, in reading order; a question of several tools once.

    The id of a tool is that of its records with "tool." in front.
    """
    for item in framework.items:
        yield item.value.id, item
    for rule in framework.rules:
        yield rule.value.id, rule
    for tool in tools:
        yield f"tool.{tool.tool.value.id}", tool.tool
        for section in tool.sections:
            yield section.value.id, section
    seen: set[str] = set()
    for tool in tools:
        for question in tool.questions:
            if question.value.id not in seen:
                yield question.value.id, question
            seen.add(question.value.id)
    yield from others


def known(framework: Framework, tools: list[ToolFile], others: Found = ()) -> Known:
    """What there is to be named."""
    return Known(
        framework=framework,
        items=framework.by_id(),
        rules=frozenset(rule.value.id for rule in framework.rules),
        announced=frozenset(placed.value for placed in framework.announced),
        ids=frozenset(key for key, _ in with_ids(framework, tools, others)),
        tools=frozenset(tool.tool.value.id for tool in tools),
        questions=frozenset(placed.value.id for tool in tools for placed in tool.questions),
    )


def places(framework: Framework, tools: list[ToolFile], others: Found = ()) -> dict[str, Place]:
    """Where each id is written; the first place of those that share one."""
    found: dict[str, Place] = {}
    for key, placed in with_ids(framework, tools, others):
        found.setdefault(key, placed.place)
    return found
