"""The JSON Schema (2020-12) of framework.json: one for every edition, in plain keywords.

What each key holds is said in macros/words.yaml, under `data`. Equal input gives an equal schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.model import QUESTION_TYPES
from practice_audit.problems import Severity
from practice_audit.record_schema import DIALECT
from site_build.published_data import CODES, FORMAT, FORMAT_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_build.published_data import Words

Schema: TypeAlias = dict[str, Any]

ADDRESS: Final = "data/framework.schema.json"
"""Where it stands on the site."""

_TEXT: Final[Schema] = {"type": "string"}
_SAID: Final[Schema] = {"type": "string", "minLength": 1}
_TEXTS: Final[Schema] = {"type": "array", "items": _SAID}
_NUMBER: Final[Schema] = {"type": "integer", "minimum": 1}


def framework_schema(words: Words) -> Schema:
    """The schema of every published framework.json."""
    says = words["data"]
    named = {
        "item": _item(says),
        "tool": _tool(says),
        "section": _section(says),
        "question": _question(says, fields={"type": "array", "items": _ref("field")}, address=_SAID),
        "field": _question(says),
        "option": _only(says, "option", {"value": _SAID, "label": _SAID, "hint": _TEXT}),
        "rule": _rule(says),
    }
    whole = _only(
        says,
        "document",
        {
            "format": {"const": FORMAT},
            "format_version": {"const": FORMAT_VERSION},
            "edition": _edition(says),
            "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "licence": _SAID,
            "site": _TEXT,
            "codes": _codes(),
            "items": _list("item"),
            "tools": _list("tool"),
            "rules": _list("rule"),
            "announced": _TEXTS,
        },
    )
    return {
        "$schema": DIALECT,
        "$id": f"urn:practice-audit:framework:{FORMAT_VERSION}",
        "title": f"One edition of the framework, format {FORMAT_VERSION}",
        **whole,
        "$defs": named,
    }


def _codes() -> Schema:
    meanings = {"type": "object", "additionalProperties": _SAID}
    return {
        "type": "object",
        "properties": dict.fromkeys(CODES, meanings),
        "required": list(CODES),
        "additionalProperties": False,
    }


def _edition(says: Mapping[str, str]) -> Schema:
    said = dict.fromkeys(("id", "status", "title", "subtitle", "purpose", "approved_by"), _SAID)
    day = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    return _only(
        says,
        "edition",
        {**said, "approved_on": day, "revised_on": {"anyOf": [day, {"const": ""}]}, "review_months": _NUMBER},
    )


def _item(says: Mapping[str, str]) -> Schema:
    return _only(
        says,
        "item",
        {
            **dict.fromkeys(("id", "kind", "kind_name"), _SAID),
            "title": _TEXT,
            "text": _SAID,
            "level": {"enum": ["core", "enhanced", "info", ""]},
            "level_status": {"enum": ["agreed", "proposed", ""]},
            **dict.fromkeys(("applies", "part_of", "group"), _TEXT),
            **dict.fromkeys(("principles", "indicators", "expectations", "links", "aliases"), _TEXTS),
            "source": _SAID,
            "origin": {"enum": ["stated", "derived", "design"]},
            "details": {"type": "object"},
            "address": _SAID,
        },
    )


def _tool(says: Mapping[str, str]) -> Schema:
    return _only(
        says,
        "tool",
        {
            **dict.fromkeys(("id", "record_type", "title"), _SAID),
            "version": _NUMBER,
            **dict.fromkeys(("lead", "method"), _SAID),
            **dict.fromkeys(("roles", "rules"), _TEXTS),
            "address": _SAID,
            "sections": _list("section"),
        },
    )


def _section(says: Mapping[str, str]) -> Schema:
    said = dict.fromkeys(("id", "title"), _SAID)
    texts = dict.fromkeys(("lead", "group", "area"), _TEXT)
    return _only(says, "section", {**said, **texts, "address": _SAID, "questions": _list("question")})


def _question(says: Mapping[str, str], **more: Schema) -> Schema:
    """A question; without `fields` and `address`, one part of a row."""
    return _only(
        says,
        "question",
        {
            **dict.fromkeys(("id", "ask"), _SAID),
            "short": _TEXT,
            "type": {"enum": list(QUESTION_TYPES)},
            "hint": _TEXT,
            "required": {"enum": ["always", "advised", "optional", "depends"]},
            "asked_when": _TEXT,
            "options": _list("option"),
            "options_from": _TEXT,
            **dict.fromkeys(("links", "rules"), _TEXTS),
            "origin": {"enum": ["stated", "derived", "design"]},
            **more,
        },
    )


def _rule(says: Mapping[str, str]) -> Schema:
    return _only(
        says,
        "rule",
        {
            **dict.fromkeys(("id", "title", "statement"), _SAID),
            "severity": {"enum": [severity.value for severity in Severity]},
            **dict.fromkeys(("enforced", "links"), _TEXTS),
            "source": _SAID,
            "origin": {"enum": ["stated", "derived", "design", "product"]},
            "address": _SAID,
        },
    )


def _only(says: Mapping[str, str], part: str, properties: Schema) -> Schema:
    """An object with exactly these keys, each with what it holds."""
    described = {
        key: {"description": says.get(f"{part}.{key}") or says[key], **schema} for key, schema in properties.items()
    }
    return {
        "type": "object",
        "properties": described,
        "required": list(properties),
        "additionalProperties": False,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(name: str) -> Schema:
    return {"type": "array", "items": _ref(name)}
