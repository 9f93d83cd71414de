"""Laws of reading and writing JSON: round trips, fixed points, and no surprise on any text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import example, given
from hypothesis import strategies as st

from practice_audit.documents import canonical_bytes, digest, pretty_text, read_json, resolve
from practice_audit.json_scan import MAX_INTEGER, json_faults
from practice_audit.problems import Problem, Unreadable, pointer_parts, pointer_to

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
SCALARS = st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | TEXTS
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=20
)
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=5)
MARKS = ["{", "}", "[", "]", ",", ":", '"', "\\", " ", "\n", "\t"]
WORDS = ['"a"', '"b\\u00e9"', '"\\ud800"', "1", "-0", "1.5", "1e9", "9" * 20, "true", "null", "NaN", "tru", "x"]
ODD = ["\x00", "\u00a0", "\ud800"]
PIECES = st.sampled_from([*MARKS, *WORDS, *ODD])


class _DoubleKeyError(ValueError):
    """What the standard parser is made to refuse, to agree with ours."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise _DoubleKeyError
    return dict(pairs)


def _whole(digits: str) -> int:
    if abs(int(digits)) > MAX_INTEGER:
        raise ValueError(digits)
    return int(digits)


def _refuse(text: str) -> Any:
    raise ValueError(text)


def accepted_by_the_standard_parser(text: str) -> bool:
    """Whether Python's own parser, told to be as strict as ours, reads an object."""
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_int=_whole, parse_float=_refuse, parse_constant=_refuse
        )
        json.dumps(value, ensure_ascii=False).encode()
    except ValueError:
        return False
    return isinstance(value, dict)


def parts_of(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every part of a value with the keys and indexes that lead to it."""
    yield path, value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from parts_of(each, (*path, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from parts_of(each, (*path, number))


def problems_of(data: bytes | str) -> tuple[Problem, ...]:
    """What the reader refuses a file with; nothing if it reads it."""
    try:
        assert isinstance(read_json(data), dict)
    except Unreadable as error:
        return error.problems or (Problem(code="", message="refused without a problem", remedy=""),)
    return ()


@given(OBJECTS)
def test_what_is_written_reads_back_the_same(value: dict[str, Any]) -> None:
    """Pretty text and canonical bytes both hold the whole value."""
    assert read_json(pretty_text(value)) == value
    assert read_json(canonical_bytes(value)) == value


@given(OBJECTS)
def test_canonical_form_is_a_fixed_point(value: dict[str, Any]) -> None:
    """Reading canonical bytes and writing them again changes nothing."""
    data = canonical_bytes(value)

    assert canonical_bytes(read_json(data)) == data


@given(OBJECTS, st.randoms(use_true_random=False))
def test_order_of_keys_does_not_change_the_digest(value: dict[str, Any], order: Any) -> None:
    """The digest is of what a document says, not of how it was typed."""
    items = list(value.items())
    order.shuffle(items)

    assert digest(dict(items)) == digest(value)


@given(st.lists(PIECES, max_size=14).map("".join))
@example('{"a":1}')
@example('{"a":[1,{"b\\u00e9":true}]}')
@example('{"a":tru')
def test_reader_scan_and_standard_parser_agree(text: str) -> None:
    """A text is refused exactly if the strict standard parser refuses it, and then the scan finds why."""
    sound = accepted_by_the_standard_parser(text)

    assert (json_faults(text) == ()) is sound
    assert problems_of(text) == json_faults(text)


@given(OBJECTS, st.data())
def test_a_cut_file_is_never_read(value: dict[str, Any], data: st.DataObject) -> None:
    """Whatever a transfer leaves off the end, the rest is refused."""
    text = pretty_text(value).strip()
    end = data.draw(st.integers(0, len(text) - 1))

    faults = json_faults(text[:end])
    assert faults[-1].code == "REC005"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes make the reader raise anything but its own refusal."""
    assert all(problem.code.startswith("REC") for problem in problems_of(data))


@given(VALUES)
def test_pointers_lead_to_every_part(value: Any) -> None:
    """Each part of a value is found again by the pointer made of its keys."""
    for path, part in parts_of(value):
        assert resolve(value, pointer_to(*path)) is part
        assert pointer_parts(pointer_to(*path)) == tuple(str(each) for each in path)
