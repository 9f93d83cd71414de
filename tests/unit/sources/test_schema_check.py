"""What differs from a schema is said in plain words, at its place, with the way out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from practice_audit.sources.schema_check import Schemas
from practice_audit.sources.schema_words import name_of
from practice_audit.sources.yaml_text import read_yaml

SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "description": "The permanent name."},
        "title": {"type": "string", "minLength": 3, "maxLength": 8},
        "level": {"enum": ["core", "enhanced"], "description": "How much it matters."},
        "kind": {"const": "term"},
        "code": {"type": "string", "pattern": "^R[0-9]+$", "description": "R and three digits."},
        "bare": {"type": "string", "pattern": "^x$"},
        "count": {"type": "integer", "minimum": 1, "maximum": 3},
        "flag": {"type": "boolean"},
        "list": {"type": "array", "minItems": 2, "maxItems": 3, "uniqueItems": True, "items": {"type": "string"}},
        "months": {"anyOf": [{"type": "integer"}, {"const": ""}], "description": "How many months."},
        "when": {"$ref": "parts.schema.json#/$defs/condition"},
        "never": False,
        "note": {"not": {"const": "x"}},
        "word": {"$ref": "parts.schema.json#/$defs/word"},
        "by_name": {"type": "object", "propertyNames": {"pattern": "^[a-z]+$"}, "minProperties": 1},
        "or_text": {"type": ["integer", "string"]},
    },
    "dependentRequired": {"title": ["level"]},
}
PARTS = {
    "$defs": {
        "word": {"type": "string", "minLength": 2, "description": "A word of two letters."},
        "condition": {
            "oneOf": [
                {"type": "object", "additionalProperties": False, "required": ["is"], "properties": {"is": {}}},
                {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["all", "words"],
                    "properties": {"all": {"type": "array"}, "words": {}},
                },
            ]
        },
    }
}
SCHEMAS = Schemas(
    {
        "standards/schemas/a.schema.json": json.dumps(SCHEMA).encode(),
        "standards/schemas/parts.schema.json": json.dumps(PARTS).encode(),
    }
)
HEAD = "# yaml-language-server: $schema=schemas/a.schema.json\n"


def problems_of(text: str, head: str = HEAD) -> list[tuple[str, str, str, str]]:
    """Code, pointer, message and remedy of each problem of a file."""
    document = read_yaml((head + text).encode(), "standards/a.yaml")
    assert document.problems == []
    SCHEMAS.check(document)
    return [(each.code, each.pointer, each.message, each.remedy) for each in document.problems]


SHORT = "is too short: it has"
EACH = {
    "id: x\ntitel: abc": ("STD020", "/titel", "The key “titel” is not known here.", "Did you mean “title”?"),
    "{}": ("STD021", "/id", "“id” is missing.", "Add “id”: The permanent name."),
    "id: x\ntitle: abc": ("STD021", "/level", "“level” is missing in “x”.", "Add “level”: How much it matters."),
    "id: 5": ("STD022", "/id", "“id” is the number 5, but must be text.", 'Put it in quotes: "5".'),
    "id: true": ("STD022", "/id", "“id” is true or false, but must be text.", 'Put it in quotes: "true".'),
    "id: [x]": ("STD022", "/id", "“id” is a list, but must be text.", "The permanent name."),
    "id: x\nflag: a": (
        "STD022",
        "/flag",
        "“flag” is the text “a”, but must be true or false.",
        "Write true or false.",
    ),
    'id: x\nflag: ""': ("STD022", "/flag", "“flag” is empty, but must be true or false.", "Write true or false."),
    "id: x\nlist: {a: b}": ("STD022", "/list", "“list” is a group of keys, but must be a list.", "Write a list."),
    "id: x\nlist: [a, 2]": (
        "STD022",
        "/list/1",
        "Entry 2 of “list” is the number 2, but must be text.",
        'Put it in quotes: "2".',
    ),
    "id: x\nor_text: []": (
        "STD022",
        "/or_text",
        "“or_text” is a list, but must be a whole number or text.",
        "Write a whole number or text.",
    ),
    "id: x\nlevel: cor": (
        "STD023",
        "/level",
        "“level” is the text “cor”, but must be one of: core, enhanced.",
        "Did you mean “core”?",
    ),
    "id: x\nlevel: zzz": (
        "STD023",
        "/level",
        "“level” is the text “zzz”, but must be one of: core, enhanced.",
        "How much it matters.",
    ),
    "id: x\nkind: zzz": (
        "STD023",
        "/kind",
        "“kind” is the text “zzz”, but must be “term”.",
        "Write it as it stands here.",
    ),
    "id: x\ncode: S1": (
        "STD024",
        "/code",
        "“code” is the text “S1”, which is not written in the right form.",
        "R and three digits.",
    ),
    "id: x\nbare: z": (
        "STD024",
        "/bare",
        "“bare” is the text “z”, which is not written in the right form.",
        "The form is ^x$.",
    ),
    "id: x\nlevel: core\ntitle: ab": (
        "STD025",
        "/title",
        f"“title” {SHORT} 2 characters, and at least 3 are wanted.",
        "Add what is missing.",
    ),
    "id: x\nlevel: core\ntitle: abcdefghi": (
        "STD025",
        "/title",
        "“title” is too long: it has 9 characters, and at most 8 are allowed.",
        "Make it shorter.",
    ),
    "id: x\ncount: 0": ("STD025", "/count", "“count” is 0, but must be at least 1.", "Add what is missing."),
    "id: x\ncount: 4": ("STD025", "/count", "“count” is 4, but must be at most 3.", "Make it shorter."),
    "id: x\nlist: [a]": (
        "STD025",
        "/list",
        "“list” holds 1, but at least 2 are wanted.",
        "Add what is missing.",
    ),
    "id: x\nlist: [a, b, c, d]": (
        "STD025",
        "/list",
        "“list” holds 4, but at most 3 are allowed.",
        "Make it shorter.",
    ),
    "id: x\nlist: [a, a]": ("STD026", "/list", "“list” names the same thing twice.", "Keep one of the two."),
    "id: x\nnever: a": ("STD027", "/never", "“never” does not belong here.", "Leave it out."),
    "id: x\nnote: x": (
        "STD027",
        "/note",
        "“note” does not fit what stands beside it.",
        "'x' should not be valid under {'const': 'x'}",
    ),
    "id: x\nword: a": (
        "STD025",
        "/word",
        f"“word” {SHORT} 1 characters, and at least 2 are wanted.",
        "A word of two letters.",
    ),
    "id: x\nmonths: soon": (
        "STD022",
        "/months",
        '“months” is the text “soon”, but must be a whole number or empty ("").',
        "How many months.",
    ),
    "id: x\nwhen: {iss: a}": ("STD020", "/when/iss", "The key “iss” is not known here.", "Did you mean “is”?"),
    "id: x\nwhen: {all: 1, words: x}": (
        "STD022",
        "/when/all",
        "“all” is the number 1, but must be a list.",
        "Write a list.",
    ),
    "id: x\nwhen: 7": (
        "STD022",
        "/when",
        "“when” is the number 7, but must be a group of keys.",
        "Write a group of keys.",
    ),
}
"""A file with one fault -> code, pointer, message, remedy."""


@pytest.mark.parametrize("text", EACH)
def test_each_difference_has_its_sentence(text: str) -> None:
    """An author reads what is wrong and what to do, in words that need no knowledge of schemas."""
    assert EACH[text] in problems_of(text)


def test_the_file_itself_has_a_name_in_messages() -> None:
    """The empty pointer is the whole file, the last part of any other its name."""
    assert [name_of(pointer) for pointer in ("", "/a~1b", "/a/0")] == ["The file", "“a/b”", "Entry 1 of “a”"]


def test_a_sound_file_has_no_problem() -> None:
    """A file that fits is not spoken of."""
    sound = 'id: x\nmonths: ""\nwhen: {is: 1}\nlist: [a, b]\ncode: R1\nor_text: a\n'

    assert problems_of(sound) == []


def test_all_differences_of_a_file_are_found_at_once() -> None:
    """Nobody mends one thing only to be shown the next."""
    codes = [(code, pointer) for code, pointer, *_ in problems_of("count: 9\nlevel: x\nzzz: 1\nid: [1]\n")]

    assert sorted(codes) == [("STD020", "/zzz"), ("STD022", "/id"), ("STD023", "/level"), ("STD025", "/count")]


def test_an_unknown_key_without_a_neighbour_shows_what_is_known() -> None:
    """Where no guess is near, all keys are named."""
    (problem,) = problems_of("id: x\nqqqqqq: 1\n")

    assert problem[3].startswith("Known here: id, title, level,")


def test_a_key_of_the_wrong_form_is_found() -> None:
    """Names that stand as keys have their form, too."""
    (problem,) = problems_of("id: x\nby_name: {Ab: 1}\n")

    assert problem[:3] == ("STD024", "/by_name", "“by_name” is the text “Ab”, which is not written in the right form.")


def test_unknown_keys_and_values_are_placed_where_they_stand() -> None:
    """The line and column are those of the key, or of the value."""
    document = read_yaml((HEAD + "id: 5\nqqq: 1\n").encode(), "standards/a.yaml")
    SCHEMAS.check(document)

    assert [(each.code, each.line, each.column) for each in document.problems] == [("STD020", 3, 1), ("STD022", 2, 5)]


@pytest.mark.parametrize("head", ["", "# $schema=a\n", "# yaml-language-server: schema=schemas/a.schema.json\n"])
def test_a_file_names_its_schema(head: str) -> None:
    """A file without the first line would be checked by nobody."""
    (problem,) = problems_of("id: x\n", head)

    assert problem[0] == "STD028"


@pytest.mark.parametrize("path", ["schemas/b.schema.json", "../../etc/passwd", "https://example.org/a.schema.json"])
def test_only_schemas_of_the_repository_are_used(path: str) -> None:
    """A path that leads elsewhere is never followed."""
    (problem,) = problems_of("id: x\n", f"# yaml-language-server: $schema={path}\n")

    assert problem[0] == "STD028"
    assert path in problem[2]


@pytest.mark.parametrize("ref", ["b.schema.json", "#/$defs/none", "https://example.org/a"])
def test_a_schema_that_refers_to_nothing_is_a_problem(ref: str) -> None:
    """A reference is resolved inside the repository or not at all; nothing is fetched."""
    schemas = Schemas({"standards/schemas/a.schema.json": json.dumps({"properties": {"id": {"$ref": ref}}}).encode()})
    document = read_yaml((HEAD + "id: x\n").encode(), "standards/a.yaml")
    schemas.check(document)

    (problem,) = document.problems
    assert problem.code == "STD029"
    assert ref.lstrip("#") in problem.message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "stops in the middle"),
        (b'{"type": "text"}', "'text' is not valid under any of the given schemas (at /type)"),
        (b'{"required": ["a", "a"]}', "(at /required)"),
    ],
)
def test_a_schema_that_cannot_be_used_is_a_problem_of_its_own(data: bytes, words: str) -> None:
    """Files that name it are not silently left unchecked."""
    schemas = Schemas({"standards/schemas/a.schema.json": data})
    document = read_yaml((HEAD + "id: x\n").encode(), "standards/a.yaml")
    schemas.check(document)

    (problem,) = schemas.problems
    assert (problem.code, problem.source) == ("STD029", "standards/schemas/a.schema.json")
    assert words in problem.message
    assert [each.code for each in document.problems] == ["STD028"]
