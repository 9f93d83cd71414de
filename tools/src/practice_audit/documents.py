"""JSON in, JSON out: a strict reader, canonical bytes, digests, pointers and source maps.

The reader takes files that strangers made. It refuses what two readers could understand in two ways
(the same key twice, numbers that lose digits, half characters) and what could exhaust the machine
(size, depth), before parsing costs anything. It says the same of the same bytes on every Python, in
the browser and on the command line. Knows nothing of what a document means.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from .json_scan import ASK_AGAIN, fits, json_faults, too_deep
from .problems import Problem, Unreadable, pointer_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

Json: TypeAlias = Any  # JSON-shaped: None, bool, int, str, list, dict

MAX_BYTES: Final = 2_000_000

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "REC001": "The file is too large",
    "REC002": "The file is not UTF-8 text",
    "REC003": "The file begins with a byte order mark",
    "REC004": "The file is nested too deeply",
    "REC005": "The file is empty or stops in the middle",
    "REC006": "The file is not JSON",
    "REC007": "The same key stands twice",
    "REC008": "A number is not a whole number",
    "REC009": "A number is too large",
    "REC010": "A text holds half a character",
    "REC011": "The file is not one JSON object",
    "REC012": "The file is not a catalogue that this version can read",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where something stands in a file; line and column count from 1."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceMap:
    """Where the value, and the key, of every JSON pointer stand in one file: pointer -> (line, column)."""

    path: str
    values: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    keys: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def value(self, pointer: str) -> Place:
        """Where the value begins; for a value that is missing, the key of the nearest group around it."""
        if pointer not in self.values and pointer:
            return self._missing(pointer)
        line, column = self.values.get(pointer, (1, 1))
        return Place(path=self.path, line=line, column=column)

    def _missing(self, pointer: str) -> Place:
        while pointer and pointer not in self.values:
            pointer = pointer.rpartition("/")[0]
        return self.key(pointer)

    def key(self, pointer: str) -> Place:
        """Where the key of the value begins; for an element of a list, the element."""
        if pointer not in self.keys:
            return self.value(pointer)
        line, column = self.keys[pointer]
        return Place(path=self.path, line=line, column=column)


def resolve(value: Json, pointer: str) -> Json:
    """The part of a value that a JSON pointer names. Raises LookupError if there is none."""
    for part in pointer_parts(pointer):
        if isinstance(value, dict):
            value = value[part]
        elif isinstance(value, list) and re.fullmatch("0|[1-9][0-9]{0,9}", part):
            value = value[int(part)]
        else:
            raise LookupError(pointer)
    return value


def canonical_bytes(value: Json) -> bytes:
    """One value, one sequence of bytes: sorted keys, no spaces, UTF-8. Digests are taken of these."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def digest(value: Json) -> str:
    """SHA-256 of the canonical bytes, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def pretty_text(value: Json) -> str:
    """JSON for people and for version control: keys in the order given, two spaces, a final newline."""
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def read_json(data: bytes | str, source: str = "") -> Json:
    """The object that a JSON file holds; `source` names the file in problems.

    Values are None, bool, int (at most 2**53-1 either way), str, list and dict, at most json_scan.MAX_DEPTH deep.
    Raises Unreadable with every problem found, each with its line, column and pointer.
    """
    text = _text_of(data, source)
    value: Json = None
    suspect = too_deep(text)
    if not suspect:
        try:
            value = json.loads(
                text, parse_int=_integer, parse_float=_refused, parse_constant=_refused, object_pairs_hook=_object
            )
        except ValueError:  # what json says of it differs between Pythons: the scan says it
            suspect = True
    if suspect or not isinstance(value, dict) or _SURROGATE.search(text):
        faults = [fault.at(source, fault.line, fault.column) for fault in json_faults(text)]
        if faults:
            raise Unreadable(faults)
    return value


class _SuspectError(ValueError):
    """Something to look into with the thorough scan."""


_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")


def _integer(digits: str) -> int:
    if not fits(digits):
        raise _SuspectError
    return int(digits)


def _refused(_: str) -> Json:
    raise _SuspectError


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise _SuspectError
    return value


def _text_of(data: bytes | str, source: str) -> str:
    """The text of a file that is small enough and is UTF-8. Raises Unreadable."""
    problem = None
    text = ""
    if len(data) > MAX_BYTES or (isinstance(data, str) and len(data.encode("utf-8", "surrogatepass")) > MAX_BYTES):
        problem = Problem(
            code="REC001",
            message="This file is too large: an audit file has at most 2 MB.",
            remedy="Choose a file that the audit tool saved.",
        )
    elif isinstance(data, str):
        text = data
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            problem = Problem(
                code="REC002",
                message="This file is not UTF-8 text. It was saved by another program, or it is not an audit file.",
                remedy=ASK_AGAIN,
                line=line,
            )
    if problem is None and text.startswith("\ufeff"):
        problem = Problem(
            code="REC003",
            message="This file begins with a byte order mark, so another program has saved it again.",
            remedy="Ask for the original file, or save this one as “UTF-8 without BOM”.",
            line=1,
            column=1,
        )
    if problem is not None:
        raise Unreadable([problem.at(source, problem.line, problem.column)])
    return text
