"""Strict YAML: JSON types only, nothing that two programs could read in two ways, every fault with its place."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
import yaml

from practice_audit.documents import Place
from practice_audit.sources import yaml_text
from practice_audit.sources.yaml_text import MAX_BYTES, MAX_DEPTH, read_yaml

if TYPE_CHECKING:
    from practice_audit.sources.yaml_text import Document

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__, autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers of PyYAML must lead to the same problems: not every machine has the one in C."""
    monkeypatch.setattr(yaml_text, "_LOADER", request.param)


def read(text: str | bytes) -> Document:
    """Read a text as the file a.yaml."""
    return read_yaml(text.encode() if isinstance(text, str) else text, "a.yaml")


def found(text: str | bytes) -> list[tuple[str, int | None, int | None]]:
    """Code, line and column of each problem."""
    return [(problem.code, problem.line, problem.column) for problem in read(text).problems]


def test_the_types_of_json_are_read() -> None:
    """Text, whole numbers, true and false, lists and groups: with quotes, without, in blocks, in brackets."""
    document = read(
        "a: text\nb: \"1.10\"\nc: 'no'\nd: 12\ne: -1\nf: true\ng: false\nh: [x, {z: 0}]\ni:\n  - >-\n    one\n    two\n"
        "  - |\n    lines\n  - []\n  - {}\n"
    )

    assert document.problems == []
    assert document.value == {
        "a": "text",
        "b": "1.10",
        "c": "no",
        "d": 12,
        "e": -1,
        "f": True,
        "g": False,
        "h": ["x", {"z": 0}],
        "i": ["one two", "lines\n", [], {}],
    }


@pytest.mark.parametrize(
    "text", ["ps.plans.one", "wgll.voice.01", "1.2.3", "c4,r2", "R053", "2023.1.2", "Yes, on file", "12 months", "a:b"]
)
def test_plain_text_needs_no_quotes(text: str) -> None:
    """Only what looks like something else has to be quoted."""
    assert read(f"a: {text}").value == {"a": text}


@pytest.mark.parametrize("word", ["yes", "No", "ON", "off", "y", "N", "True", "FALSE"])
def test_words_that_may_be_switches_need_quotes(word: str) -> None:
    """YAML 1.1 reads them as true or false; a switch is written true or false, text in quotes."""
    document = read(f"a: {word}\nb: 1")

    assert [(each.code, each.line, each.column) for each in document.problems] == [("STD008", 1, 4)]
    assert f'put it in quotes: "{word}"' in document.problems[0].remedy
    assert document.value == {"a": word, "b": 1}


@pytest.mark.parametrize(
    "text",
    [
        "1.10", "010", "+5", ".5", "1e3", "1_000", "0x1F", "0o17", "0b11", ".inf", "-.INF", ".nan", "12:30", "1:20:30",
        "2023-03-28", "2023-3-8", "9007199254740992", "=",
    ],
)  # fmt: skip
def test_numbers_and_dates_that_change_when_read_need_quotes(text: str) -> None:
    """1.10 becomes 1.1, 12:30 becomes 750, 010 becomes 8, a date is no text any more."""
    assert found(f"a: {text}\nb: [{text}]") == [("STD008", 1, 4), ("STD008", 2, 5)]


@pytest.mark.parametrize("text", ["", "~", "null", "Null"])
def test_nothing_is_not_a_value(text: str) -> None:
    """A line without a value was forgotten, or should not be there."""
    assert found(f"a: {text}\nb: 1") == [("STD009", 1, 3 + bool(text))]


@pytest.mark.parametrize("key", ["no", "4", "1.5", "2023-03-28", "true", "on"])
def test_keys_that_are_not_text_need_quotes(key: str) -> None:
    """A key `no` is the key false for another program."""
    assert found(f"{key}: x") == [("STD008", 1, 1)]
    assert found(f'"{key}": x') == []


def test_the_same_key_twice_names_the_first_line_and_keeps_its_value() -> None:
    """PyYAML would keep the last one in silence."""
    document = read("a: 1\nb:\n  c: x\n  c: [z]\na: 2\n")

    assert [(each.code, each.line) for each in document.problems] == [("STD007", 4), ("STD007", 5)]
    assert document.problems[1].message == "The key “a” stands twice, first on line 1."
    assert document.value == {"a": 1, "b": {"c": "x"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: *x\n", [("STD010", 1, 4), ("STD010", 2, 4)]),
        ("a: &x [1]\nb: *x\n", [("STD010", 1, 4), ("STD010", 2, 4)]),
        ("&x a: 1\n", [("STD010", 1, 1)]),
        ("<<: {a: 1}\n", [("STD010", 1, 1)]),
        ('"<<": 1\n', []),
        ("a: !!str 1\n", [("STD011", 1, 4)]),
        ("a: !local x\n", [("STD011", 1, 4)]),
        ("a: !!python/object/apply:os.system [ls]\n", [("STD011", 1, 4)]),
        ("!!map\na: 1\n", [("STD011", 1, 1)]),
    ],
)
def test_anchors_aliases_and_tags_are_refused(text: str, expected: list[tuple[str, int, int]]) -> None:
    """A file says what it says where it says it."""
    assert found(text) == expected


def test_a_bomb_of_aliases_costs_nothing() -> None:
    """Aliases are never followed, so nine lines cannot become a thousand million values."""
    lines = ["a: &a [x]"]
    lines += [f"{new}: &{new} [{', '.join(['*' + old] * 9)}]" for old, new in itertools.pairwise("abcdefghij")]
    bomb = "\n".join(lines)
    document = read(bomb)

    assert {problem.code for problem in document.problems} == {"STD010"}
    assert document.value["j"] == [None] * 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\n---\nb: 2\n", [("STD012", 2, 1)]),
        ("%YAML 1.1\n---\na: 1\n", [("STD012", 1, 1)]),
        ("---\na: 1\n", []),
        ("? [a]\n: 1\n", [("STD013", 1, 3)]),
        ("{a: 1}: 2\n", [("STD013", 1, 1)]),
        (": x\n", [("STD005", 1, 1)]),
        ("?\n: x\n", [("STD013", 1, 2)]),
        ('? ""\n: x\n', []),
        ("", [("STD015", 1, 1)]),
        ("# only words\n", [("STD015", 1, 1)]),
        ("- 1\n", [("STD015", 1, 1)]),
        ("just text\n", [("STD015", 1, 1)]),
        ("a: 1\n...\nb: 2\n", [("STD005", 3, 1)]),
    ],
)
def test_a_file_is_one_group_of_keys(text: str, expected: list[tuple[str, int, int]]) -> None:
    """Nothing else can be read as an entry of the framework."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: b: c\n", 1, "A colon stands"),
        ("a: 1\n b: 2\n", 2, "indented too far"),
        ('a: "x\nb: 1\n', 1, "A quote is opened"),
        ("a: 'it's'\n", 1, "does not line up"),
        ("a: [1, 2\nb: 3\n", 2, "A bracket is not closed"),
        ("a: {b: 1\n", 2, "A bracket is not closed"),
        ("a:\n  - 1\n - 2\n", 3, "does not line up"),
        ("a: - b\n", 1, "does not line up"),
        ("a: @x\n", 1, "cannot begin with this sign"),
        ("a: `x`\n", 1, "cannot begin with this sign"),
        ("a: *.md\n", 1, "cannot begin with this sign"),
        ('a: "\\q"\n', 1, "A backslash"),
        ("a: 1\nb\nc: 2\n", 2, "colon"),
        ("a:\n  - b: 1\n    text >-\n      words\n    c: 2\n", 3, "colon"),
    ],
)
def test_faults_of_syntax_are_told_in_plain_words(text: str, line: int, words: str) -> None:
    """Whoever writes YAML for the first time learns what to do, and not what a block mapping is."""
    (problem,) = read(text).problems[-1:]

    assert (problem.code, problem.line) == ("STD005", line)
    assert words in problem.message
    assert read(text).value is None


def test_an_unknown_fault_of_syntax_is_told_in_the_words_of_the_parser() -> None:
    """No fault is passed over because nobody thought of it."""
    (problem,) = read("a: |x\n  b\n").problems

    assert problem.code == "STD005"
    assert "block scalar" in problem.message


def test_tabs_are_found_before_they_confuse() -> None:
    """A tab that indents ends the reading; one inside a text does not."""
    assert found("a:\n\tb: 1\n\tc: 2\n") == [("STD006", 2, 1), ("STD006", 3, 1)]
    assert found('a: "x\ty"\nb: no\n') == [("STD006", 1, 6), ("STD008", 2, 4)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: x\x00y\n", [("STD004", 1, 5)]),
        ("a: x\u202ey\nb: \u200bz\n", [("STD004", 1, 5), ("STD004", 2, 4)]),
        ("a: x # \u2066\n", [("STD004", 1, 8)]),
        ('a: "\\u202e"\n', [("STD004", 1, 4)]),
        ('a: "\\0"\n', [("STD004", 1, 4)]),
        ('"\\u200b": 1\n', [("STD004", 1, 1)]),
        ("a: x\ry\n", [("STD004", 1, 5)]),
        ("a: 1\r\nb: 2\r\n", []),
        ('a: "one\\ntwo"\n', []),
        ("a: Łódź “naïve” 漢字\n", []),
    ],
)
def test_characters_that_cannot_be_seen_are_found(text: str, expected: list[tuple[str, int, int]]) -> None:
    """Text that hides or turns round is a problem, typed or escaped; letters of any script are not."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: 1\nb: \xe9\n", [("STD002", 2, 4)]),
        ("a: é\xff\n".encode("latin-1"), [("STD002", 1, 4)]),
        ("b: é".encode() + b"\xff\n", [("STD002", 1, 5)]),
        (b"\xef\xbb\xbfa: 1\n", [("STD003", 1, 1)]),
        ("a: 1\n".encode("utf-16"), [("STD002", 1, 1)]),
        (b"a: " + b"x" * MAX_BYTES, [("STD001", 1, 1)]),
    ],
)
def test_encoding_and_size_are_checked_first(data: bytes, expected: list[tuple[str, int, int]]) -> None:
    """UTF-8 without a byte order mark, at most a million bytes."""
    assert found(data) == expected


def test_depth_has_a_limit() -> None:
    """Neither lists nor groups nest deeper, and ten thousand brackets cost no more than thirty."""
    room = MAX_DEPTH - 1
    assert found("a: " + "[" * room + "]" * room) == []
    assert [code for code, *_ in found("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)] == ["STD014"]
    assert [code for code, *_ in found("a: " + "[" * 10_000)] == ["STD014"]


def test_every_value_and_key_has_its_place() -> None:
    """Problems of later checks point at the line and column of what they are about."""
    places = read("a: 1\nb:\n  - c: x\n    d: >-\n      long\n").places

    assert places.value("/b/0/c") == Place(path="a.yaml", line=3, column=8)
    assert places.key("/b/0/d") == Place(path="a.yaml", line=4, column=5)
    assert places.value("/b/0/d") == Place(path="a.yaml", line=4, column=8)
    assert places.key("/b/0") == Place(path="a.yaml", line=3, column=5)


def test_the_schema_is_the_one_that_the_first_line_names() -> None:
    """One line serves the editor and the build."""
    assert read("# yaml-language-server: $schema=../x.schema.json\na: 1\n").schema == "../x.schema.json"
    assert read("a: 1\n# yaml-language-server: $schema=../x.schema.json\n").schema == ""


def test_what_is_reported_of_a_broken_value_is_said_once() -> None:
    """A value that cannot be read as it stands is not judged again."""
    document = read("a: yes\n")
    before = list(document.problems)
    document.report("/a", before[0])
    document.report("/a/b", before[0])

    assert document.problems == before
