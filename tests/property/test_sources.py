"""Laws of reading YAML: JSON reads as itself, and no file, however broken, stops the reading."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from practice_audit.documents import resolve
from practice_audit.problems import pointer_to
from practice_audit.sources.yaml_text import read_yaml
from site_build import check
from tests.unit.sources.repository import FILES, Repository
from tests.unit.sources.small_report import REPORT, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

PRINTABLE = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"))
TEXTS = st.text(PRINTABLE, max_size=10)
VALUES = st.recursive(
    st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=10,
)
MARKS = ["\n", "  ", "\t", "'", '"', "\\", "[", "]", "{", "}", ",", "|", ">-", "#", "---", "...", "%", "@"]
STARTS = ["a", "b: ", "- ", "? ", ": ", "&x ", "*x", "!t ", "<<"]
ODD = ["no", "1.10", "2023-01-01", "~", "\x00", "\u202e", "\ufeff", "é"]
SPOILT = {**FILES, REPORT: TEXT}
YAML_PIECES = st.sampled_from([*MARKS, *STARTS, *ODD])


def parts_of(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The keys and indexes of every part of a value."""
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in entries:
        yield from parts_of(each, (*path, key))


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_json_reads_as_itself(value: dict[str, Any]) -> None:
    """A file of JSON is a file of ours, and each value has its place."""
    document = read_yaml(json.dumps(value, ensure_ascii=False).encode(), "a.yaml")

    assert document.problems == []
    assert document.value == value
    assert {pointer_to(*path) for path in parts_of(value)} == document.places.values.keys()


@given(st.lists(YAML_PIECES, max_size=12).map("".join) | st.text(max_size=30))
def test_any_text_is_read_or_has_a_problem(text: str) -> None:
    """Nothing makes the reader raise, and nothing is refused without a word."""
    document = read_yaml(text.encode("utf-8", "surrogatepass"), "a.yaml")

    assert document.value is not None or document.problems
    assert all(problem.line and problem.column for problem in document.problems)


@settings(max_examples=60)
@given(st.sampled_from(sorted(SPOILT)), st.randoms(use_true_random=False), VALUES)
def test_no_value_in_any_place_stops_the_reading(path: str, choice: Any, value: Any) -> None:
    """Whatever stands where something else belongs, the reading ends, with a catalogue or with problems."""
    with tempfile.TemporaryDirectory() as folder:
        small = Repository(Path(folder))
        whole = read_yaml(SPOILT[path].encode(), path).value
        place = choice.choice([each for each in parts_of(whole) if each])
        resolve(whole, pointer_to(*place[:-1]))[place[-1]] = value
        first_line = SPOILT[path].split("\n", 1)[0]
        small.write(path, f"{first_line}\n{json.dumps(whole, ensure_ascii=False)}\n")
        read = small.read()
        more = check.beyond_sources(small.root, read, today=dt.date(2024, 3, 29))

    assert (read.catalogue is None) == any(problem.severity == "error" for problem in read.problems)
    assert all(problem.message and problem.remedy for problem in (*read.problems, *more))
