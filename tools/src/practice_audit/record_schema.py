"""The JSON Schema (2020-12) of one tool's records, for this engine and for any other validator.

It holds what can be said of one value at a time: which keys there are, which shape an answer has,
which choices and ids exist in this edition. What several answers say together is for `rules`. Plain
keywords only, no formats, so that every validator judges alike. Equal input gives an equal schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.model import BUILT_IN_OPTIONS, ROW_TYPES
from practice_audit.records import FORMAT, FORMAT_VERSION, RECORD_ID, RELATIONS
from practice_audit.rules.guard import KINDS
from practice_audit.rules.reading import CODE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from practice_audit.model import Catalogue, Item, Question, Tool

Schema: TypeAlias = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Final = r"\S"
_LINE: Final = r"^(?![\s\S]*[\r\n])[\s\S]*\S"
_DAY: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_TIME: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"
_KEPT: Final = r"^[a-z0-9][a-z0-9._-]*$"  # a choice or the id of a record, never a text
_HASH: Final = r"^[0-9a-f]{64}$"
_ROW_ID_INSIDE: Final = r"[A-Za-z0-9]{1,40}"
_ROW_ID: Final = rf"{_ROW_ID_INSIDE}(?![\s\S])"  # `$` would let a last line end pass in Python, not in JavaScript
_STRING: Final[Schema] = {"type": "string"}
_NOTHING: Final[Schema] = {"not": {}}  # not `false`: of that, validators report the parent as the place

_CHOICE_TYPES: Final = (*BUILT_IN_OPTIONS, "grade", "single", "multi")
_WRITTEN: Final = {"narrative": "text", "text": "line", "ref": "code"}


def record_schema(tool: Tool, catalogue: Catalogue) -> Schema:
    """The schema of every draft and finished record of `tool` in the edition of `catalogue`."""
    maker = _Shapes(tool, catalogue)
    edition = catalogue.edition.id
    properties = _envelope(tool, edition)
    required = [key for key in properties if key not in {"practice", "author", "case", "not_personal", "sitting"}]
    return {
        "$schema": DIALECT,
        "$id": f"urn:practice-audit:record:{edition}:{tool.id}:{tool.version}",
        "title": f"{tool.title}, version {tool.version}, edition {edition}",
        "description": "One record of this tool: a draft, or a finished record, which never changes again.",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        "allOf": [
            _when("draft", _state(tool, complete=False), ["sitting"]),
            _when("complete", _state(tool, complete=True), sorted(_named(tool))),
        ],
        "$defs": {
            "answers-draft": maker.answers(complete=False),
            "answers-complete": maker.answers(complete=True),
            **maker.shared,
        },
    }


def _envelope(tool: Tool, edition: str) -> Schema:
    """What drafts and finished records have in common."""
    properties: Schema = {
        "read_me": {"description": "What this file is and how to keep it, in plain words."},
        "format": {"const": FORMAT},
        "format_version": {"const": FORMAT_VERSION},
        "record_id": {**_pattern(RECORD_ID, 36), "description": "A random UUID (version 4), in small letters."},
        "record_type": {"const": tool.id},
        "tool": _object({"id": {"const": tool.id}, "version": {"const": tool.version}}),
        "edition": {"const": edition},
        "catalogue_digest": {**_pattern(_HASH, 64), "description": "SHA-256 of the standards and tools in use."},
        "practice": {"const": True, "description": "Made with an edition that was not in force: for practice only."},
        "engine_version": {},
        "status": {"enum": ["draft", "complete"]},
        "created": {**_pattern(_TIME, 20), "description": "Universal time."},
        "completed": {},
    }
    for group, names in (("author", ("ref", "role")), ("case", ("ref",))):
        properties[group] = _only({name: {} for name in names})
    return {
        **properties,
        "relates_to": {
            "type": "array",
            "uniqueItems": True,
            "items": _object({"relation": {"enum": list(RELATIONS)}, "record_id": _pattern(RECORD_ID, 36)}),
        },
        "answers": {"type": "object"},
        "not_personal": _marks(tool),
        "sitting": {"type": "object"},
        "content_sha256": {"description": "SHA-256 of the canonical form of everything else."},
    }


def _marks(tool: Tool) -> Schema:
    """The doubtful details that someone marked "not a person's detail": the answer and the kind, never the text."""
    names = []
    for key, question in tool.questions.items():
        fields = "|".join(field.id for field in question.fields)
        names += [key, f"{key}/{_ROW_ID_INSIDE}/(?:{fields})"] if fields else [key]
    written = "|".join(names).replace(".", r"\.")
    field = {"type": "string", "pattern": rf"^(?:{written})(?![\s\S])"}
    return {
        "type": "array",
        "uniqueItems": True,
        "minItems": 1,
        "items": _object({"field": field, "kind": {"enum": list(KINDS)}}),
        "description": "Doubtful details that someone marked as not a person’s: the answer and the kind.",
    }


def _state(tool: Tool, *, complete: bool) -> Schema:
    """What is otherwise in a draft than in a finished record."""
    if complete:
        named = {
            group: _object({name: {"$ref": "#/$defs/line"} for name in names}) for group, names in _named(tool).items()
        }
        return {
            "read_me": {"type": "array", "items": _STRING, "minItems": 1},
            "engine_version": {"$ref": "#/$defs/line"},
            "completed": _pattern(_TIME, 20),
            **{group: named.get(group, _NOTHING) for group in ("author", "case")},
            "answers": {"$ref": "#/$defs/answers-complete"},
            "sitting": _NOTHING,
            "content_sha256": _pattern(_HASH, 64),
        }
    maybe: Schema = {"anyOf": [_STRING, {"type": "null"}]}
    texts: Schema = {"type": "array", "items": _STRING}
    aside = {"question": _STRING, "edition": _STRING, "ask": _STRING, "lines": texts, "answer": {"type": "object"}}
    sitting: Schema = {
        "sections_done": texts,
        "last_section": _STRING,
        "loaded": _heard(tool),
        "moved_from": _object({"record_id": _pattern(RECORD_ID, 36), "edition": _STRING}),
        "set_aside": {"type": "array", "items": _object(aside)},
    }
    return {
        "read_me": {"anyOf": [_STRING, texts]},
        "engine_version": maybe,
        "completed": {"type": "null"},
        "author": {"type": "object", "properties": {"ref": maybe, "role": maybe}},
        "case": {"type": "object", "properties": {"ref": maybe}},
        "answers": {"$ref": "#/$defs/answers-draft"},
        "sitting": _only(sitting),
        "content_sha256": {"anyOf": [_pattern(_HASH, 64), {"type": "null"}]},
    }


class _Shapes:
    """The shapes of answers; equal ones are written once, in `shared`."""

    def __init__(self, tool: Tool, catalogue: Catalogue) -> None:
        self._tool = tool
        self._catalogue = catalogue
        self.shared: Schema = {
            "text": {"type": "string", "pattern": _TEXT},
            "line": {"type": "string", "pattern": _LINE},
            "code": {"type": "string", "pattern": CODE},
            "day": _pattern(_DAY, 10),
            "record-id": _pattern(RECORD_ID, 36),
            "standard": self._items(lambda item: item.kind in {"expectation", "indicator"}),
            "role": self._items(lambda item: item.kind == "role"),
            "owner-role": self._items(lambda item: item.kind == "role" and not item.details.get("part")),
            "chapter": self._items(lambda item: item.kind == "chapter"),
            "evidence-row": self._evidence_row(),
        }

    def answers(self, *, complete: bool) -> Schema:
        """All answers of a record, by question id."""
        return _only(
            {
                question.id: {"title": question.ask, **self._answer(question, complete=complete)}
                for question in self._tool.questions.values()
                if question.type != "show"
            }
        )

    def _answer(self, question: Question, *, complete: bool) -> Schema:
        """One answer: its value or rows, and the sides that its question has."""
        parts = self._parts(question, complete=complete)
        main = next(iter(parts))
        sides: Schema = {}
        if question.type == "ready":
            sides["where"] = self._string("line", complete=complete)
        if question.details or "na" in _values(question):
            sides["detail"] = self._string("text", complete=complete)
        looked_at = [item.id for item in self._catalogue.expectations_of(question)]
        if question.type == "met" and len(looked_at) > 1:
            sides["which"] = _list({"enum": looked_at}, complete=complete)
        if question.or_none:
            sides["none"] = {"const": True}
        if question.or_reason:
            sides["reason"] = self._string("text", complete=complete)
        shape = _only({**parts, **sides})
        if complete:
            shape |= {"minProperties": 1} if "none" in sides or "reason" in sides else {"required": [main]}
            shape |= _belonging(question, main, sides)
        return shape

    def _parts(self, question: Question, *, complete: bool) -> Schema:
        """The value of an answer, or what stands for it; the first key is the one that counts."""
        if question.type in ROW_TYPES:
            return {"rows": self._rows(question, complete=complete)}
        if question.type == "record":
            return _loaded(question, complete=complete)
        if question.type == "date":
            typed = {} if complete else dict.fromkeys(("day", "month", "year"), _STRING)
            return {"value": {"$ref": "#/$defs/day"} if complete else _STRING, **typed}
        if question.type == "int":
            return {"value": {"type": "integer"} if complete else {"anyOf": [_STRING, {"type": "integer"}]}}
        if question.type in _CHOICE_TYPES:
            choice = self._choice(question, complete=complete)
            return {"value": _list(choice, complete=complete) if question.type == "multi" else choice}
        return {"value": self._string(_WRITTEN[question.type], complete=complete)}

    def _choice(self, question: Question, *, complete: bool) -> Schema:
        """One value of a question with choices."""
        match question.options_from:
            case "":
                return _one_of(_values(question))
            case "standards" | "roles" | "owner-roles" | "chapters" as items:
                return {"$ref": f"#/$defs/{items.removesuffix('s')}"}
            case "evidence":
                return {"$ref": "#/$defs/evidence-row"}
            case "preparation":
                places = [section.id for section in self._tool.sections if section.area]
                return {"anyOf": [_one_of([*places, *self._tool.questions]), {"$ref": "#/$defs/evidence-row"}]}
        return self._string("line", complete=complete)

    def _rows(self, question: Question, *, complete: bool) -> Schema:
        titled = {field.id: {"title": field.ask, **self._answer(field, complete=complete)} for field in question.fields}
        row_id = {"type": "string", "pattern": f"^{_ROW_ID}", "description": "Once in this answer."}
        row = _only({"id": row_id, **titled}, required=["id"])
        return {"type": "array", "items": row, **({"minItems": 1} if complete else {})}

    def _string(self, name: str, *, complete: bool) -> Schema:
        """Text that is there; in a draft, text as far as it was typed."""
        return {"$ref": f"#/$defs/{name}"} if complete else _STRING

    def _items(self, wanted: Callable[[Item], bool]) -> Schema:
        return _one_of([item.id for item in self._catalogue.items if wanted(item)])

    def _evidence_row(self) -> Schema:
        """A piece of evidence of the same record: `<question id>/<row id>`."""
        names = [
            key.replace(".", r"\.") for key, question in self._tool.questions.items() if question.type == "evidence"
        ]
        return {"type": "string", "pattern": f"^({'|'.join(names)})/{_ROW_ID}"} if names else _NOTHING


def _one_of(values: Iterable[str]) -> Schema:
    """One of these, or nothing at all where there are none."""
    found = list(values)
    return {"enum": found} if found else _NOTHING


def _values(question: Question) -> tuple[str, ...]:
    return tuple(option.value for option in question.options)


def _belonging(question: Question, main: str, sides: Mapping[str, Any]) -> Schema:
    """Which side a finished record may keep beside which value."""
    needs: Schema = {}
    if "detail" in sides:
        told = [value for value in _values(question) if value in question.details or value == "na"]
        chosen = {"contains": {"enum": told}} if question.type == "multi" else {"enum": told}
        needs["detail"] = _with(main, chosen)
    if "which" in sides:
        needs["which"] = _with(main, {"enum": ["partly", "not_met"]})
    if "reason" in sides:
        needs["reason"] = {"type": "object", "properties": {main: _NOTHING}}
    return {"dependentSchemas": needs} if needs else {}


def _with(key: str, value: Schema) -> Schema:
    return {"type": "object", "properties": {key: value}, "required": [key]}


def _loaded(question: Question, *, complete: bool) -> Schema:
    """Another record: its id, and what was kept of it when its file was loaded."""
    value = {"$ref": "#/$defs/record-id"} if complete else _STRING
    maybe: Schema = {"anyOf": [_STRING, {"type": "null"}]}
    gap = _object(
        {"question": _STRING, "value": _STRING, "words": _STRING, "links": {"type": "array", "items": _STRING}}
    )
    return {
        "value": value,
        "completed_on": {"$ref": "#/$defs/day"} if complete else _STRING,
        "author": _only({"ref": maybe, "role": maybe}),
        "case": _only({"ref": maybe}),
        "gaps": {"type": "array", "items": gap},
        **({"kept": _only({part: _pattern(_KEPT, 80) for part in question.keeps})} if question.keeps else {}),
    }


def _heard(tool: Tool) -> Schema:
    """What a draft keeps of loaded records beside its answers, by question: no part of a finished record."""
    names = ("question", "ask", "value", "value_words", "words")
    view = _object({**dict.fromkeys(names, _STRING), "links": {"type": "array", "items": _STRING}})
    said = {"type": "array", "items": _object({"ask": _STRING, "words": _STRING})}
    kept = _object({"edition": _STRING, "views": {"type": "array", "items": view}, "strengths": said, "wishes": said})
    return _only({question.id: kept for question in tool.questions.values() if question.type == "record"})


def _named(tool: Tool) -> dict[str, list[str]]:
    """The envelope entries that the tool fills from answers: `{"author": ["ref", "role"], "case": ["ref"]}`."""
    named: dict[str, list[str]] = {}
    for entry in tool.record:
        group, dot, name = entry.partition(".")
        if dot:
            named.setdefault(group, []).append(name)
    return named


def _when(status: str, properties: Schema, required: list[str]) -> Schema:
    condition = {"type": "object", "properties": {"status": {"const": status}}, "required": ["status"]}
    then: Schema = {"type": "object", "properties": properties}
    return {"if": condition, "then": then | ({"required": required} if required else {})}


def _object(properties: Schema) -> Schema:
    """An object with exactly these keys."""
    return _only(properties, required=list(properties))


def _only(properties: Schema, *, required: list[str] | None = None) -> Schema:
    """An object with no other keys than these."""
    needed = {"required": required} if required else {}
    return {"type": "object", "properties": properties, **needed, "additionalProperties": False}


def _list(items: Schema, *, complete: bool) -> Schema:
    return {"type": "array", "items": items, "uniqueItems": True, **({"minItems": 1} if complete else {})}


def _pattern(pattern: str, length: int) -> Schema:
    """Text of a fixed form; the length stops a last line end, which Python's `$` lets pass."""
    return {"type": "string", "pattern": pattern, "maxLength": length}
