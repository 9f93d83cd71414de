"""Strict JSON in, canonical JSON out."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from practice_audit.documents import (
    MAX_BYTES,
    PROBLEM_CODES,
    Place,
    SourceMap,
    canonical_bytes,
    digest,
    pretty_text,
    read_json,
    resolve,
)
from practice_audit.json_scan import MAX_DEPTH, MAX_FAULTS, MAX_INTEGER, json_faults
from practice_audit.problems import Problem, Unreadable


def refused(data: bytes | str) -> tuple[Problem, ...]:
    """The problems with which the reader refuses a file."""
    with pytest.raises(Unreadable) as caught:
        read_json(data, "audit.json")
    return caught.value.problems


def places(data: bytes | str) -> list[tuple[str, str, int | None, int | None]]:
    """Code, pointer, line and column of each problem of a file."""
    return [(each.code, each.pointer, each.line, each.column) for each in refused(data)]


def nested(depth: int) -> str:
    """A document whose innermost value lies this deep."""
    return '{"a":' * depth + "1" + "}" * depth


@pytest.mark.parametrize("data", ['{"a": [1, -2, "x", true, false, null, {}, []]}', b' {"a": 1}\r\n\t'])
def test_sound_json_is_read(data: bytes | str) -> None:
    """Bytes and text are read alike, to plain values."""
    assert read_json(data) == json.loads(data)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": "\\ud83d\\ude00"}', {"a": "😀"}),
        ('{"a": "\\u0041\\n\\/"}', {"a": "A\n/"}),
        ('{"": {"": 0}}', {"": {"": 0}}),
        ('{"__proto__": 1, "a": "[[[["}', {"__proto__": 1, "a": "[[[["}),
        (f'{{"a": [{MAX_INTEGER}, -{MAX_INTEGER}, -0]}}', {"a": [MAX_INTEGER, -MAX_INTEGER, 0]}),
    ],
)
def test_what_looks_odd_but_is_sound_is_read(text: str, expected: Any) -> None:
    """Pairs of surrogates, escapes, empty keys, brackets in text and the largest numbers are in order."""
    assert read_json(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("REC005", "", 1, 1)]),
        (" \n ", [("REC005", "", 2, 2)]),
        ("{", [("REC005", "", 1, 2)]),
        ('{"a"', [("REC005", "/a", 1, 5)]),
        ('{"a": [1,', [("REC005", "/a/1", 1, 10)]),
        ('{"a": "x', [("REC005", "/a", 1, 7)]),
        ('{"a": "x\\', [("REC005", "/a", 1, 7)]),
        ('{"a": "x\\u12', [("REC005", "/a", 1, 7)]),
        ('{"a": tr', [("REC005", "/a", 1, 7)]),
        ('{"a": 12', [("REC005", "/a", 1, 9)]),
    ],
)
def test_a_cut_file_stops_in_the_middle(text: str, expected: list[Any]) -> None:
    """A file that was not wholly saved or sent is told from one that is not JSON."""
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1,}', [("REC006", "", 1, 9)]),
        ('{\n"a": 1,\n}', [("REC006", "", 3, 1)]),
        ('{"a": [1,]}', [("REC006", "/a/1", 1, 10)]),
        ('{"a": [1 2]}', [("REC006", "/a/0", 1, 10)]),
        ('{"a" 1}', [("REC006", "/a", 1, 6)]),
        ('{"a": 1} x', [("REC006", "", 1, 10)]),
        ('{"a": 1}{}', [("REC006", "", 1, 9)]),
        ('{"a": 1} "x', [("REC006", "", 1, 10)]),
        ("{'a': 1}", [("REC006", "", 1, 2)]),
        ("{1: 2}", [("REC006", "", 1, 2)]),
        ("{]", [("REC006", "", 1, 2)]),
        ('{"a": [}', [("REC006", "/a/0", 1, 8)]),
        ('{"a": 01}', [("REC006", "/a", 1, 8)]),
        ('{"a": 1.}', [("REC006", "/a", 1, 8)]),
        ('{"a": -}', [("REC006", "/a", 1, 7)]),
        ('{"a": hello}', [("REC006", "/a", 1, 7)]),
        ('{"a": True}', [("REC006", "/a", 1, 7)]),
        ('{"a": "\x01"}', [("REC006", "/a", 1, 7)]),
        ('{"a": "\\x41"}', [("REC006", "/a", 1, 7)]),
        ('{"a": 1} // note', [("REC006", "", 1, 10)]),
        ("<html></html>", [("REC006", "", 1, 1)]),
        ('{"a":\u00a01}', [("REC006", "/a", 1, 6)]),
        ('{"a": \u0661}', [("REC006", "/a", 1, 7)]),
    ],
)
def test_what_is_not_json_is_refused_at_its_place(text: str, expected: list[Any]) -> None:
    """The first gap in syntax has its line and column, the same in every version of Python."""
    assert places(text) == expected


def test_every_fault_of_a_file_is_found_in_one_reading() -> None:
    """Doubtful keys, numbers and characters do not hide each other, nor a later gap in syntax."""
    text = '{"a": NaN, "b": [1.5, 1e5, -Infinity],\n "a/c": {"x": 9007199254740992, "x": "\\ud800"}, "a": 1 ]'

    assert places(text) == [
        ("REC008", "/a", 1, 7),
        ("REC008", "/b/0", 1, 18),
        ("REC008", "/b/1", 1, 23),
        ("REC008", "/b/2", 1, 28),
        ("REC009", "/a~1c/x", 2, 15),
        ("REC007", "/a~1c/x", 2, 33),
        ("REC010", "/a~1c/x", 2, 38),
        ("REC007", "/a", 2, 49),
        ("REC006", "/a", 2, 56),
    ]


@pytest.mark.parametrize("text", ["[1]", "3", '"x"', "null", "true", "[]"])
def test_a_file_that_is_not_one_object_is_no_audit_file(text: str) -> None:
    """Only an object can be a record; anything else is refused as a whole."""
    assert places(text) == [("REC011", "", 1, 1)]


@pytest.mark.parametrize("digits", ["9007199254740992", "-9007199254740992", "1" * 17, "1" * 5000, "-" + "9" * 4301])
def test_numbers_that_lose_digits_elsewhere_are_refused(digits: str) -> None:
    """Beyond 2**53-1 JavaScript rounds; thousands of digits cost nothing, since no number is made of them."""
    assert places(f'{{"a": {digits}}}') == [("REC009", "/a", 1, 7)]


@pytest.mark.parametrize("number", ["1.0", "1.5", "1e3", "1E400", "-0.0", "NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_not_whole_are_refused(number: str) -> None:
    """No answer is a fraction, and two readers write fractions in two ways."""
    assert places(f'{{"a": {number}}}') == [("REC008", "/a", 1, 7)]


def test_the_same_key_twice_is_refused_with_the_first_line() -> None:
    """The second of two equal keys is named, and where the first one stands."""
    (problem,) = refused('{"a":\n {"case": 1,\n "c\\u0061se": 2}}')

    assert (problem.code, problem.pointer, problem.line) == ("REC007", "/a/case", 3)
    assert problem.message == "“case” stands twice in the same place, first on line 2."


def test_half_characters_are_refused_in_keys_and_values() -> None:
    """A lone surrogate cannot be saved again; problems about it can."""
    found = refused('{"\\ud800": {"a": "\\udc00\\ud800"}}')

    assert [(each.code, each.pointer) for each in found] == [("REC010", ""), ("REC010", "/\\ud800/a")]
    assert json.dumps([each.to_json() for each in found], ensure_ascii=False).encode()
    assert refused('{"a": "\ud800"}')[0].code == "REC010"


def test_depth_has_a_limit_that_is_met_before_parsing() -> None:
    """One level too many is refused; so are a million, at once and on every interpreter."""
    assert read_json(nested(MAX_DEPTH)) is not None
    assert places(nested(MAX_DEPTH + 1))[0][0] == "REC004"
    for depth in (1_000, 20_000, 300_000):
        assert [code for code, *_ in places('{"a":' * depth)] == ["REC004"]
    assert [code for code, *_ in places("[" * 1_000_000)] == ["REC011", "REC004"]


def test_brackets_in_text_do_not_count_as_depth() -> None:
    """The scan for depth knows what is a string, escaped quotes and all."""
    text = json.dumps({"a": '[[["' * 100, "b\\": "{{" * 100})

    assert read_json(text) == json.loads(text)


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    """The size is that of the bytes, also of a text."""
    room = MAX_BYTES - len('{"a":""}')

    assert read_json('{"a":"' + "x" * room + '"}')["a"] == "x" * room
    assert places('{"a":"' + "x" * (room + 1) + '"}') == [("REC001", "", None, None)]
    assert places('{"a":"' + "é" * room + '"}') == [("REC001", "", None, None)]
    assert places(b"\xff" * (MAX_BYTES + 1)) == [("REC001", "", None, None)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'\n{"a": "\xff"}', ("REC002", "", 2, None)),
        ('{"a": 1}'.encode("utf-16"), ("REC002", "", 1, None)),
        (b'{"a": "\xed\xa0\x80"}', ("REC002", "", 1, None)),
        (b'\xef\xbb\xbf{"a": 1}', ("REC003", "", 1, 1)),
        ('\ufeff{"a": 1}', ("REC003", "", 1, 1)),
    ],
)
def test_text_in_another_encoding_is_refused_by_name(data: bytes | str, expected: tuple[Any, ...]) -> None:
    """UTF-8 and nothing else; a byte order mark is called what it is."""
    assert places(data) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        '"' + '\\"' * 900_000,
        '{"a":"' + "\\" * 1_900_000,
        "{" + ",".join(f'"k{number}":1' for number in range(100_000)) + ',"z":1.5}',
        "{" + ",".join(['"k":1'] * 200_000) + "}",
        '{"a":' + "[" * 30 + "1," * 900_000,
        " " * 1_900_000 + "x",
    ],
)
def test_hostile_text_is_refused_in_one_pass(text: str) -> None:
    """No text of the allowed size makes the scan go back over it, or floods its reader with problems."""
    assert 0 < len(refused(text)) <= MAX_FAULTS


def test_messages_show_little_of_the_file() -> None:
    """What a file holds comes back short, and never as a control character."""
    (problem,) = refused('{"\\u001b' + "k" * 500 + '": 1, "\\u001b' + "k" * 500 + '": 2}')

    assert len(problem.message) < 150
    assert "\x1b" not in problem.message
    assert "⟦U+001B⟧" in problem.message


def test_a_sound_text_has_no_faults() -> None:
    """The thorough scan finds nothing in what the reader accepts."""
    assert json_faults('{"a": [1, {"b": "\\ud83d\\ude00"}]}') == ()


def test_every_code_of_the_reader_has_a_title() -> None:
    """No problem carries a code that the handbook cannot explain."""
    texts = ["", "{]", "[1.5]", nested(40), '{"a":1,"a":2}', '{"a":1e1}', '{"a":99999999999999999}', '{"\\ud800":1}']
    files: list[bytes | str] = [*texts, b"\xff", "\ufeff{}", "x" * MAX_BYTES * 2]
    codes = {each.code for data in files for each in refused(data)}

    assert codes == {f"REC{number:03}" for number in range(1, 12)}
    assert codes < PROBLEM_CODES.keys()


def test_canonical_bytes_do_not_depend_on_order() -> None:
    """Keys are sorted, nothing is spaced or escaped, text is UTF-8."""
    value = {"b": [1, None, True], "a": {"é": "“x”", "Z": ""}}

    assert canonical_bytes(value) == '{"a":{"Z":"","é":"“x”"},"b":[1,null,true]}'.encode()
    assert canonical_bytes(dict(reversed(value.items()))) == canonical_bytes(value)


def test_the_digest_is_that_of_the_canonical_bytes() -> None:
    """SHA-256 in lower-case hexadecimal."""
    assert digest({"a": 1}) == hashlib.sha256(b'{"a":1}').hexdigest()


def test_pretty_text_keeps_the_order_and_ends_with_a_newline() -> None:
    """Files for people are indented by two and keep the order in which they were made."""
    assert pretty_text({"b": [1], "a": "é"}) == '{\n  "b": [\n    1\n  ],\n  "a": "é"\n}\n'


def test_resolve_follows_a_pointer() -> None:
    """Keys and indexes lead to the part; the empty pointer is the whole."""
    value = {"a": [{"b/c": 1}], "0": {"~": 2}}

    assert resolve(value, "") is value
    assert resolve(value, "/a/0/b~1c") == 1
    assert resolve(value, "/0/~0") == 2


@pytest.mark.parametrize("pointer", ["/b", "/a/1", "/a/-1", "/a/00", "/a/x", "/a/0/b", "/a/99999999999"])
def test_resolve_refuses_what_is_not_there(pointer: str) -> None:
    """A pointer that leads nowhere is an error, never a guess."""
    with pytest.raises(LookupError):
        resolve({"a": ["x"]}, pointer)


def test_a_source_map_knows_values_and_keys() -> None:
    """A value and its key have places of their own; what is missing has that of its parent."""
    places = SourceMap(path="a.yaml", values={"": (1, 1), "/a": (2, 6), "/a/0": (3, 5)}, keys={"/a": (2, 1)})

    assert places.value("/a") == Place(path="a.yaml", line=2, column=6)
    assert places.key("/a") == Place(path="a.yaml", line=2, column=1)
    assert places.key("/a/0") == Place(path="a.yaml", line=3, column=5)
    assert places.value("/a/7/b") == Place(path="a.yaml", line=2, column=1)
    assert places.value("/a/0/b") == Place(path="a.yaml", line=3, column=5)
    assert places.value("/b") == Place(path="a.yaml", line=1, column=1)
    assert SourceMap(path="b.yaml").value("/a") == Place(path="b.yaml", line=1, column=1)
