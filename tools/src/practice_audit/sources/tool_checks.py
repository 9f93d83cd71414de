"""Checks the tools: what each question names is there, and a form made of it can be filled in and read.

Each check looks at tools that may be half empty (their schema has said so) and reports to the file in
which the fault stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from practice_audit.model import BUILT_IN_OPTIONS, ROW_TYPES
from practice_audit.problems import pointer_to
from practice_audit.rules.parts import PARTS
from practice_audit.sources.codes import Placed
from practice_audit.sources.framework_checks import report_missing
from practice_audit.sources.shapes import all_texts, group_of, groups_of, texts_of
from practice_audit.sources.tool_files import questions_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practice_audit.documents import Json
    from practice_audit.model import Condition, Item, Question
    from practice_audit.sources.framework import Framework
    from practice_audit.sources.tool_files import ToolFile
    from practice_audit.sources.yaml_text import Document

NEVER_SAID: Final = (
    "please",
    "sorry",
    "valid",
    "invalid",
    "oops",
    "forbidden",
    "illegal",
    "forgot",
    "this field",
    "an error occurred",
)
"""Words that forms and messages never use: they blame, beg or say nothing."""

_NEVER_SAID: Final = re.compile(rf"(?i)\b(?:{'|'.join(NEVER_SAID)})\b")
_AREA_PARTS: Final = frozenset(
    {"reviewed", "quality", "found", "best-practice", "evidence", "strengths", "development"}
)
_PERSONAL: Final = frozenset(
    {"dob", "birthdate", "address", "postcode", "nhs", "upn", "phone", "telephone", "email", "surname", "forename"}
)
_PERSONAL_ALONE: Final = frozenset({"name", "names"})
_FALLS_SHORT: Final = ("partly", "not_met")


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What tools may name: everything with an id, and what is announced."""

    framework: Framework
    items: Mapping[str, Placed[Item]]
    rules: frozenset[str]
    announced: frozenset[str]
    ids: frozenset[str]
    tools: frozenset[str]
    questions: frozenset[str]


JUDGING_TYPES = frozenset({"met", "ready"})
"""Types of question that hold the file against the standards (R050)."""


def check_tool(tool: ToolFile, known: Known) -> set[str]:
    """Everything about one tool; returns the announced ids that its questions name."""
    _check_head(tool, known)
    _check_groups(tool)
    _check_parts(tool)
    _check_circles(tool)
    for section in tool.sections:
        if section.value.area and section.value.area not in known.ids:
            report_missing(section, section.value.area, known.ids, known.framework.retired, "/area")
    by_id = tool.tool.value.questions
    for placed in tool.questions:
        _check_question(placed, by_id, known)
    for placed, parent in tool.fields:
        siblings = {field.id: field for field in parent.fields}
        _check_question(placed, {**by_id, **siblings}, known)
        if placed.value.type in ROW_TYPES:
            message = f"“{placed.value.id}” has rows inside the rows of “{parent.id}”."
            placed.report("STD048", message, "Ask it as a question of its own.", "/type")
    return {
        link
        for placed in (*tool.questions, *(field for field, _ in tool.fields))
        for link in placed.value.links
        if link in known.announced
    }


def check_wording(documents: list[Document], wording: Document | None) -> None:
    """No word that forms never use; every scale has its labels."""
    for document in documents:
        for text, pointer in all_texts(document.value):
            for match in _NEVER_SAID.finditer(text):
                message = f"“{match.group()}” is a word that forms never use."
                remedy = "Say what to do: a verb, the thing, and what it is called in the question."
                Placed(value=text, document=document, pointer=pointer).report("STD047", message, remedy)
    if wording is None or wording.value is None:
        return
    labels = group_of(wording.value, "options")
    for kind, values in BUILT_IN_OPTIONS.items():
        for value in values:
            if value not in group_of(labels, kind):
                message = f"The choice “{value}” of questions of type {kind} has no label."
                placed = Placed(value=labels, document=wording, pointer=pointer_to("options", kind, value))
                placed.report("STD056", message, f"Add “{value}: …”.")


def check_coverage(tools: list[ToolFile], framework: Framework) -> None:
    """Some question looks at each core and each enhanced expectation."""
    asked = {link for tool in tools for placed in tool.questions for link in placed.value.links}
    for placed in framework.items:
        item = placed.value
        if item.kind == "expectation" and item.level in {"core", "enhanced"} and item.id not in asked:
            message = f"No question of any tool looks at “{item.id}”."
            placed.report("STD049", message, "Name it in the “links” of a question, or make its level “info”.")


def check_shared_questions(tools: list[ToolFile]) -> None:
    """A question that stands in two tools under one id is the same question."""
    first: dict[str, tuple[str, Question]] = {}
    for tool in tools:
        for placed in tool.questions:
            question = placed.value
            other_tool, other = first.setdefault(question.id, (tool.tool.value.id, question))
            same = replace(question, when=other.when, when_words=other.when_words)
            if other_tool != tool.tool.value.id and same != other:
                message = f"“{question.id}” is another question in the tool “{other_tool}”."
                placed.report("STD053", message, "Give it an id of its own, or share it as a block.", "/id")


def _check_head(tool: ToolFile, known: Known) -> None:
    placed, value = tool.tool, tool.tool.value
    if placed.document.path != f"tools/definitions/{value.id}/tool.yaml":
        message = f"The tool “{value.id}” does not stand in tools/definitions/{value.id}/tool.yaml."
        placed.report("STD054", message, "Rename the folder or the id.", "/id")
    _check_kind(placed, value.method, "method", known, "/method")
    for number, role in enumerate(value.roles):
        _check_kind(placed, role, "role", known, pointer_to("roles", number))
    _check_rules(placed, value.completion, known, "completion")
    for key, question in value.record.items():
        if question not in value.questions:
            message = f"The record takes “{key}” from “{question}”, which this tool does not ask."
            placed.report("STD050", message, "Name a question of this tool.", pointer_to("record", key))
    for here, there in value.prefill.items():
        for question, questions, where in ((here, value.questions, "this tool"), (there, known.questions, "any tool")):
            if question not in questions:
                message = f"“{question}” is filled in from another record, but {where} does not ask it."
                placed.report("STD050", message, "Name a question that is asked.", pointer_to("prefill", here))


def _check_kind(placed: Placed[Json], link: str, kind: str, known: Known, under: str) -> None:
    if link not in known.items:
        report_missing(placed, link, known.ids, known.framework.retired, under)
    elif known.items[link].value.kind != kind:
        message = f"“{link}” is of the kind {known.items[link].value.kind}."
        placed.report("STD036", message, f"Name a {kind}.", under)


def _check_rules(placed: Placed[Json], rules: tuple[str, ...], known: Known, key: str) -> None:
    for number, rule in enumerate(rules):
        if rule not in known.rules:
            placed.report("STD043", f"There is no rule {rule}.", "See rules.yaml.", pointer_to(key, number))


def _check_groups(tool: ToolFile) -> None:
    """The groups name every section once, in order."""
    groups = groups_of(tool.tool.document.value, "groups")
    listed = [section for group, _ in groups for section in texts_of(group, "sections")]
    sections = [section.value.id for section in tool.sections]
    if listed and listed != sections:
        lost = [section for section in sections if section not in listed]
        extra = [section for section in listed if section not in sections]
        said = f"missing: {', '.join(lost)}" if lost else f"unknown: {', '.join(extra)}" if extra else "another order"
        message = f"The groups do not name the sections as they stand ({said})."
        tool.tool.report("STD051", message, "Name every section once, in the order of “sections”.", "/groups")


def _check_parts(tool: ToolFile) -> None:
    """Rules know each part, and find it once in a tool, or once in a section that has an area."""
    first: dict[tuple[str, str], str] = {}
    for section in tool.sections:
        for question in section.value.questions:
            part = question.part
            placed = next(each for each in tool.questions if each.value is question)
            if not part:
                continue
            if part not in PARTS:
                placed.report("STD042", f"Rules know no part “{part}”.", "Take it from the list of parts.", "/part")
                continue
            if part in _AREA_PARTS and not section.value.area:
                message = f"The part “{part}” belongs into a section that has an “area”."
                placed.report("STD042", message, "Give the section its area.", "/part")
            scope = section.value.id if part in _AREA_PARTS else ""
            other = first.setdefault((part, scope), question.id)
            if other != question.id:
                message = f"The part “{part}” is played by “{other}” already."
                placed.report("STD042", message, "Rules look at one question for a part: take one away.", "/part")
            _check_part_values(placed)


def _check_part_values(placed: Placed[Question]) -> None:
    offered = {option.value for option in placed.value.options}
    lost = [value for value in PARTS[placed.value.part].values if value not in offered]
    if offered and lost:
        message = f"Rules look for the answer “{lost[0]}” in the part “{placed.value.part}”, which is no choice here."
        placed.report("STD052", message, "Add the choice, or take the part away.", "/part")


def _check_circles(tool: ToolFile) -> None:
    """No question waits for itself."""
    waits = {
        placed.value.id: {test.question for test in questions_in(placed.value.when)}
        for placed in tool.questions
        if placed.value.when is not None
    }
    for placed in tool.questions:
        reached, to_visit = set[str](), list(waits.get(placed.value.id, ()))
        while to_visit:
            question = to_visit.pop()
            if question not in reached:
                reached.add(question)
                to_visit += waits.get(question, ())
        if placed.value.id in reached:
            message = f"Whether “{placed.value.id}” is asked depends on its own answer."
            placed.report("STD045", message, "Let it depend on an earlier question.", "/when")


def _check_question(placed: Placed[Question], by_id: Mapping[str, Question], known: Known) -> None:
    question = placed.value
    for number, link in enumerate(question.links):
        if link not in known.ids and link not in known.announced:
            every = known.ids | known.announced
            report_missing(placed, link, every, known.framework.retired, pointer_to("links", number))
    if question.type in JUDGING_TYPES and not question.links:
        message = f"“{question.id}” judges the file and names no standard."
        placed.report("R050", message, "Name at least one under “links”.")
    _check_rules(placed, question.rules, known, "rules")
    forms = known.ids | known.announced
    if question.accepts and question.accepts not in known.tools and f"form.{question.accepts}" not in forms:
        message = f"There is no tool “{question.accepts}”."
        placed.report("STD057", message, f"Known: {', '.join(sorted(known.tools))}.", "/accepts")
    if (question.required == "always" or question.required_when) and not question.missing:
        message = f"“{question.id}” must be answered, but nothing is said when the answer is missing."
        placed.report("STD046", message, "Add “missing: …”: verb, what, as the question calls it.", "/missing")
    for key, condition in (("when", question.when), ("required_when", question.required_when)):
        if condition is not None:
            _check_condition(placed, condition, by_id, "/" + key)
    _check_shown(placed, by_id)
    _check_choices(placed, known)
    _check_personal(placed)


def _check_condition(placed: Placed[Question], condition: Condition, by_id: Mapping[str, Question], under: str) -> None:
    for test in questions_in(condition):
        other = by_id.get(test.question)
        if other is None:
            message = f"“{placed.value.id}” depends on “{test.question}”, which is not asked here."
            placed.report("STD044", message, "Name a question of this tool, or a field of the same row.", under)
            continue
        offered = [option.value for option in other.options]
        for value in test.is_in:
            if (offered and value not in offered) or not (offered or other.options_from):
                message = f"“{placed.value.id}” waits for “{value}”, which is no answer of “{other.id}”."
                remedy = f"Its choices: {', '.join(offered) or 'none'}."
                placed.report("STD045", message, remedy, under)
        if test.at_least is not None and other.type not in {*ROW_TYPES, "multi"}:
            message = f"“{placed.value.id}” counts the answers of “{other.id}”, which has one only."
            placed.report("STD045", message, "Use “is” or “answered”.", under)


def _check_shown(placed: Placed[Question], by_id: Mapping[str, Question]) -> None:
    """A record that is shown is one that is loaded and stays in the draft; rules know the parts that are named."""
    question = placed.value
    named = {
        "keeps": question.keeps,
        "only": question.only,
        "leaves_out": question.leaves_out,
        "accepts_parts": question.accepts_parts,
    }
    for key, parts in named.items():
        for number, part in enumerate(parts):
            if part not in PARTS:
                message = f"Rules know no part “{part}”."
                placed.report("STD042", message, "Take it from the list of parts.", pointer_to(key, number))
    loaded = by_id.get(question.shows)
    if question.shows and (loaded is None or not loaded.keeps):
        message = f"“{question.id}” shows “{question.shows}”, of which nothing is kept."
        placed.report("STD044", message, "Name a question of type record that has “keeps”.", "/shows")
    source = question.rows_from.get("record", "")
    if source and (source not in by_id or by_id[source].type != "record"):
        message = f"The rows of “{question.id}” come from “{source}”, which loads no record here."
        placed.report("STD044", message, "Name a question of type record.", "/rows_from/record")


def _check_choices(placed: Placed[Question], known: Known) -> None:
    """Choices differ; what is said of a choice is said of one that is there, and reveals one thing only."""
    question = placed.value
    offered = [option.value for option in question.options]
    for value in dict.fromkeys(value for value in offered if offered.count(value) > 1):
        message = f"“{question.id}” offers “{value}” twice."
        placed.report("STD026", message, "Give each choice a value of its own.", "/options")
    for key, named in (("details", question.details), ("stops", question.stops)):
        for value in named:
            if value not in offered and not question.options_from:
                message = f"“{question.id}” has no choice “{value}”."
                remedy = f"Its choices: {', '.join(offered) or 'none'}."
                placed.report("STD052", message, remedy, pointer_to(key, value))
    expectations = [link for link in question.links if link in known.items and known.items[link].value.level]
    for value in _FALLS_SHORT:
        if question.type == "met" and len(expectations) > 1 and value in question.details:
            message = f"Under “{value}”, “{question.id}” would reveal two things: which standards, and a line of text."
            placed.report("STD048", message, "Ask for the text in a question of its own.", pointer_to("details", value))


def _check_personal(placed: Placed[Question]) -> None:
    words = set(re.split(r"[._-]", placed.value.id.casefold()))
    last = placed.value.id.rpartition(".")[2].casefold()
    if words & _PERSONAL or last in _PERSONAL_ALONE:
        message = f"“{placed.value.id}” seems to ask for personal data, which no record holds."
        placed.report("STD055", message, "Ask for a code or a role (rule R170).", "/id")
