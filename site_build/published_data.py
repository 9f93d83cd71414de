"""One edition of the framework as files for other people's programs: JSON, CSV and a workbook.

Pure: a catalogue, the words of macros/words.yaml and the site's address in, bytes out. The clock is
never asked, so the same edition gives the same bytes. All formats hold the values of one `document`.
Its shape is a promise (`published_schema`): keys may be added; anything else raises FORMAT_VERSION.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias

from macros import addresses, columns
from macros.graph import TOOL
from practice_audit.spreadsheets import csv_bytes
from site_build import published_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.documents import Json
    from practice_audit.model import Catalogue, Item, Question, Rule, Section, Tool

Words: TypeAlias = "Mapping[str, Mapping[str, str]]"
"""The words around the framework: macros/words.yaml."""

FORMAT: Final = "practice-framework"
FORMAT_VERSION: Final = 1
LICENCE: Final = "MIT"
"""The licence of the repository, as pyproject.toml and LICENSE say."""

EDITION: Final = ("title", "subtitle", "purpose", "approved_by", "approved_on", "revised_on", "review_months")
"""What is published of the document control."""

CODES: Final = {
    "source": "sources",
    "origin": "origins",
    "level": "levels",
    "type": "answers",
    "severity": "severities",
    "enforced": "enforced",
}
"""The keys whose values are codes, each with the group of words.yaml that says what they mean."""

_SPACE: Final = " "  # ids hold none, and "".split() is empty
_BAR: Final = " | "
_NOT_IDS: Final = frozenset({"aliases", "options", "fields"})


def files(catalogue: Catalogue, words: Words, site_url: str = "") -> tuple[tuple[str, bytes], ...]:
    """Every file of one edition: its address from the site's root, and its bytes."""
    folder = f"data/{catalogue.edition.id}/"
    return (
        (f"{folder}framework.json", framework_json(catalogue, words, site_url)),
        (f"{folder}framework.csv", framework_csv(catalogue, words, site_url)),
        (f"{folder}framework.xlsx", framework_xlsx(catalogue, words, site_url)),
    )


def framework_json(catalogue: Catalogue, words: Words, site_url: str = "") -> bytes:
    """The document as JSON in UTF-8."""
    text = json.dumps(document(catalogue, words, site_url), indent=1, ensure_ascii=False)
    return (text + "\n").encode()


def framework_csv(catalogue: Catalogue, words: Words, site_url: str = "") -> bytes:
    """One table with a row for each item, question and rule (RFC 4180).

    Texts that a spreadsheet would take for formulas are made harmless.
    """
    rows = _rows(document(catalogue, words, site_url), words["kinds"])
    return csv_bytes(columns.TABLE, ([cell(column, row.get(column, "")) for column in columns.TABLE] for row in rows))


def framework_xlsx(catalogue: Catalogue, words: Words, site_url: str = "") -> bytes:
    """A workbook with a sheet about the edition and one for items, links, questions and rules.

    Every text is a text cell, as it stands: nothing becomes a formula, a link or a number.
    """
    made = document(catalogue, words, site_url)
    rows = {
        "Items": made["items"],
        "Links": list(links(made)),
        "Questions": list(_questions_of(made)),
        "Rules": made["rules"],
    }
    cells = {
        sheet: [[cell(column, row[column]) for column in names] for row in rows[sheet]]
        for sheet, names in columns.SHEETS.items()
    }
    return published_workbook.workbook(made, cells, words)


def document(catalogue: Catalogue, words: Words, site_url: str = "") -> dict[str, Json]:
    """The whole edition as plain values: flat lists, every key always there, every id with its address."""
    edition = catalogue.edition
    entries = {
        "items": [_item(item, words["kinds"], site_url) for item in catalogue.items],
        "tools": [_tool(tool, site_url) for tool in catalogue.tools],
        "rules": [_rule(rule, site_url) for rule in catalogue.rules],
    }
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "edition": {
            "id": edition.id,
            "status": edition.status,
            **{key: edition.control.get(key, "") for key in EDITION},
        },
        "digest": catalogue.digest,
        "licence": LICENCE,
        "site": site_url,
        "codes": _codes(entries, words),
        **entries,
        "announced": list(catalogue.announced),
    }


def _codes(entries: Mapping[str, Json], words: Words) -> dict[str, dict[str, str]]:
    """What each code means that this edition uses, by the key that it stands under."""
    asked = (part for question in _questions_of(entries) for part in (question, *question["fields"]))
    every = [*entries["items"], *entries["rules"], *asked]
    return {
        key: {code: words[group][code] for code in dict.fromkeys(one for entry in every for one in _said(entry, key))}
        for key, group in CODES.items()
    }


def _said(entry: Mapping[str, Json], key: str) -> Iterator[str]:
    """The codes that an entry has under a key."""
    value = entry.get(key, "")
    for code in value if isinstance(value, list) else value.split(","):
        if code:
            yield code.strip()


def _item(item: Item, kinds: Mapping[str, str], site_url: str) -> dict[str, Json]:
    return {
        "id": item.id,
        "kind": item.kind,
        "kind_name": kinds[item.kind],
        "title": item.title,
        "text": item.text,
        "level": item.level,
        "level_status": item.level_status,
        "applies": item.applies,
        "part_of": item.part_of,
        "group": item.group,
        "principles": list(item.principles),
        "indicators": list(item.indicators),
        "expectations": list(item.expectations),
        "links": list(item.links),
        "aliases": list(item.aliases),
        "source": item.source,
        "origin": item.origin,
        "details": dict(item.details),
        "address": site_url + addresses.permanent(item.id),
    }


def _tool(tool: Tool, site_url: str) -> dict[str, Json]:
    identity = TOOL + tool.id
    return {
        "id": identity,
        "record_type": tool.id,
        "title": tool.title,
        "version": tool.version,
        "lead": tool.lead,
        "method": tool.method,
        "roles": list(tool.roles),
        "rules": list(tool.completion),
        "address": site_url + addresses.permanent(identity),
        "sections": [_section(section, site_url) for section in tool.sections],
    }


def _section(section: Section, site_url: str) -> dict[str, Json]:
    return {
        "id": section.id,
        "title": section.title,
        "lead": section.lead,
        "group": section.group,
        "area": section.area,
        "address": site_url + addresses.permanent(section.id),
        "questions": [
            {
                **_asked(question),
                "fields": [_asked(part) for part in question.fields],
                "address": site_url + addresses.permanent(question.id),
            }
            for question in section.questions
        ],
    }


def _asked(question: Question) -> dict[str, Json]:
    """What a question and a part of a row have in common."""
    return {
        "id": question.id,
        "ask": question.ask,
        "short": question.short,
        "type": question.type,
        "hint": question.hint,
        "required": question.required if question.required_when is None else "depends",
        "asked_when": question.when_words,
        "options": [{"value": option.value, "label": option.label, "hint": option.hint} for option in question.options],
        "options_from": question.options_from,
        "links": list(question.links),
        "rules": list(question.rules),
        "origin": question.origin,
    }


def _rule(rule: Rule, site_url: str) -> dict[str, Json]:
    return {
        "id": rule.id,
        "title": rule.title,
        "statement": rule.statement,
        "severity": rule.severity,
        "enforced": list(rule.enforced),
        "links": list(rule.links),
        "source": rule.source,
        "origin": rule.origin,
        "address": site_url + addresses.permanent(rule.id),
    }


def _questions_of(made: Mapping[str, Json]) -> Iterator[dict[str, Json]]:
    """Every question with its tool and section; one that several tools ask comes once for each."""
    for tool in made["tools"]:
        for section in tool["sections"]:
            place = {
                "tool": tool["id"],
                "tool_title": tool["title"],
                "section": section["id"],
                "section_title": section["title"],
            }
            for question in section["questions"]:
                yield {**question, **place}


def _rows(made: Mapping[str, Json], kinds: Mapping[str, str]) -> Iterator[Mapping[str, Json]]:
    """The rows of the one table: items, questions and rules under the names that they share."""
    yield from made["items"]
    for question in _questions_of(made):
        shared = {"kind_name": kinds["question"], "text": question["ask"], "part_of": question["section"]}
        yield {"kind": "question", **shared, **question}
    for rule in made["rules"]:
        yield {"kind": "rule", "kind_name": kinds["rule"], "text": rule["statement"], **rule}


def links(made: Mapping[str, Json]) -> Iterator[dict[str, str]]:
    """Every link of an item, question or rule once: which id names which, and in which column."""
    found: dict[tuple[str, str, str], None] = {}
    for item in made["items"]:
        for column in ("principles", "indicators", "expectations", "links"):
            found.update(dict.fromkeys((item["id"], target, column) for target in item[column]))
        if item["part_of"]:
            found[item["id"], item["part_of"], "part_of"] = None
    for question in _questions_of(made):
        for part in (question, *question["fields"]):
            for column in ("links", "rules"):
                found.update(dict.fromkeys((question["id"], target, column) for target in part[column]))
    for rule in made["rules"]:
        found.update(dict.fromkeys((rule["id"], target, "links") for target in rule["links"]))
    for source, target, column in found:
        yield {"from": source, "to": target, "column": column}


def cell(column: str, value: Json) -> str:
    """A value as the text of one cell of this column.

    Ids and codes have a space between them; names, choices and parts of rows a bar. What only one
    kind of entry has is JSON.
    """
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    if isinstance(value, list):
        between = _BAR if column in _NOT_IDS else _SPACE
        return between.join(part if isinstance(part, str) else _pair(part) for part in value)
    return str(value)


def _pair(part: Mapping[str, Json]) -> str:
    """A choice ("na: Not applicable") or a part of a row ("owner: Who does it?")."""
    name, says = ("value", "label") if "value" in part else ("id", "ask")
    return f"{part[name]}: {part[says]}"
