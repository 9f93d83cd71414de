"""Strict YAML: one file's text as JSON values, with the line and column of each and every fault of its text.

YAML 1.1 reads `no` as false, `1.10` as 1.1 and `12:30` as 750; it keeps the last of two equal keys,
and a few lines of aliases can fill the memory. Here a file holds JSON types only, and everything that
two programs could read in two ways is a problem. Works on the parser's events, with its own stack.
Knows nothing of standards or tools.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import yaml

from practice_audit.documents import Json, SourceMap
from practice_audit.json_scan import fits
from practice_audit.problems import HIDDEN_CHARACTERS, Problem, pointer_to, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 32
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MODELINE: Final = re.compile(r"# yaml-language-server: \$schema=(\S+)[ \t]*\r?\n")
_HIDDEN: Final = re.compile(rf"(?!\n|\r\n|\t){HIDDEN_CHARACTERS}")
_WHOLE_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
_SURPRISES: Final = (
    (re.compile(r"(?i:yes|no|on|off|y|n|true|false)"), "true or false"),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?"), "another number"),
    (re.compile(r"[-+]?0(?:x[0-9a-fA-F_]+|o[0-7_]+|b[01_]+)"), "another number"),
    (re.compile(r"[-+]?\.(?i:inf|nan)"), "a number"),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"), "minutes or seconds"),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?"), "a date"),
    (re.compile(r"=|<<"), "a sign of YAML's own"),
)
_QUOTE: Final = "Put the text in double quotes."
_NOTICED_LATE: Final = re.compile(r"could not find expected ':'|quoted scalar.*unexpected")
"""Faults that the parser finds lines after the key or the quote where they began."""
_SYNTAX: Final = (
    (
        r"mapping values are not allowed",
        "A colon stands where a text goes on, or this line is indented too far.",
        "Put the text in double quotes, or line the key up with those above it.",
    ),
    (r"<document start>", "The file goes on after its end.", "Leave out the line “...” and what follows it."),
    (
        r"could not find expected ':'",
        "A key without its colon, or a text over several lines that is not indented.",
        "Write “key: value”, and indent the lines of a long text.",
    ),
    (
        r"expected <block end>|did not find expected (?:key|'-' indicator)|sequence entries are not allowed",
        "This line does not line up with the lines before it.",
        "Indent it as far as its neighbours; if it begins or ends with a quote, look at the quotes.",
    ),
    (
        r"unexpected end of stream|unexpected document (?:indicator|separator)",
        "A quote is opened and not closed.",
        'Close the quote; inside a text in double quotes write \\" for a quote.',
    ),
    (r"unknown escape character", "A backslash in double quotes starts something unknown.", "Write \\\\ for one."),
    (r"expected ',' or '[\]}]'|flow node content", "A bracket is not closed, or a comma is missing.", "Close it."),
    (r"cannot start any token|alphabetic or numeric character", "A text cannot begin with this sign.", _QUOTE),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """One YAML file as read: `value` is None if the file could not be read to its end.

    `path` is relative to the repository, with slashes. `schema` is the address in the first line,
    for the editor and for us; "" if there is none. `broken` holds the pointers of faulty values.
    """

    path: str
    value: Json
    places: SourceMap
    schema: str = ""
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def report(self, pointer: str, problem: Problem, *, at_key: bool = False) -> None:
        """Add a problem at the place of a pointer, unless that value or one around it is known to be broken."""
        parts = pointer.split("/")
        if any("/".join(parts[:end]) in self.broken for end in range(1, len(parts) + 1)):
            return
        place = self.places.key(pointer) if at_key else self.places.value(pointer)
        self.problems.append(problem.at(self.path, place.line, place.column))


def read_yaml(data: bytes, path: str) -> Document:
    """Read one file. Never raises: what is wrong is in `problems`."""
    document = Document(path=path, value=None, places=SourceMap(path=path))
    text = _text(data, document)
    if text is None:
        return document
    line = _MODELINE.match(text)
    reading = _Reading(document)
    try:
        reading.take_all(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        _syntax(error, document)
        return document
    except _StopError:
        return document
    if not isinstance(reading.value, dict):
        _add(
            document,
            (1, 1),
            "STD015",
            "This file holds nothing, or is not made of “key: value” lines.",
            "Look at a file of the same folder for the keys that are wanted.",
        )
        return document
    return Document(
        path=path,
        value=reading.value,
        places=SourceMap(path=path, values=reading.values, keys=reading.keys),
        schema=line[1] if line else "",
        problems=document.problems,
        broken=document.broken,
    )


def _add(document: Document, at: tuple[int, int], code: str, message: str, remedy: str) -> None:
    document.problems.append(
        Problem(code=code, message=message, remedy=remedy, source=document.path, line=at[0], column=at[1])
    )


def _text(data: bytes, document: Document) -> str | None:
    """The text of the file, its hidden characters replaced; None if it cannot be read as YAML at all."""
    if len(data) > MAX_BYTES:
        message = f"This file has {len(data):,} bytes; at most {MAX_BYTES:,} are read."
        _add(document, (1, 1), "STD001", message, "Split it.")
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        message = "This file begins with a byte order mark, which is invisible."
        _add(document, (1, 1), "STD003", message, "Save it as “UTF-8 without BOM”.")
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8")) + 1
        message = "This file is not UTF-8 text from here on."
        _add(document, (line, column), "STD002", message, "Save it as UTF-8.")
        return None
    readable = True
    for number, line_text in enumerate(text.split("\n"), start=1):
        if "\t" in line_text:
            at = (number, line_text.index("\t") + 1)
            _add(document, at, "STD006", "A tab stands here.", "Put spaces in its place: two for each step.")
            readable = readable and bool(line_text[: at[1]].strip())
        for match in _HIDDEN.finditer(line_text + "\n"):
            message = f"Here is a character that cannot be seen: {visible(match.group())}."
            _add(document, (number, match.start() + 1), "STD004", message, "Delete it, or type the text again.")
    return _HIDDEN.sub("\ufffd", text) if readable else None


def _syntax(error: yaml.MarkedYAMLError, document: Document) -> None:
    """One fault of syntax in plain words; the parser cannot go on after it."""
    said = " ".join(part for part in (error.context, error.problem) if part)
    mark = error.problem_mark or error.context_mark
    if error.context_mark and _NOTICED_LATE.search(said):
        mark = error.context_mark
    at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    for pattern, message, remedy in _SYNTAX:
        if re.search(pattern, said):
            _add(document, at, "STD005", message, remedy)
            return
    _add(document, at, "STD005", f"YAML cannot read this: {visible(said, 200)}.", _QUOTE)


class _StopError(Exception):
    """The file cannot be read any further; its problems say why."""


@dataclass(slots=True)
class _Frame:
    """A list or group of keys that is being read."""

    value: Json
    pointer: str
    is_key_next: bool
    key: str = ""
    is_kept: bool = True
    first_lines: dict[str, int] = field(default_factory=dict)


class _Reading:
    """One pass over the events of one file."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.value: Json = None
        self.values: dict[str, tuple[int, int]] = {}
        self.keys: dict[str, tuple[int, int]] = {}
        self.stack: list[_Frame] = []
        self.documents = 0

    def take_all(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            mark = event.start_mark
            at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            if isinstance(event, yaml.DocumentStartEvent):
                self._document_start(event, at)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.NodeEvent):
                self._node(event, at)

    def _document_start(self, event: yaml.DocumentStartEvent, at: tuple[int, int]) -> None:
        self.documents += 1
        if self.documents > 1 or event.version or event.tags:
            message = "A second document, or a line that begins with %, stands in this file."
            self._add(at, "STD012", message, "Keep one document in a file, and no line “---” between parts.")
            raise _StopError

    def _node(self, event: yaml.NodeEvent, at: tuple[int, int]) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.is_key_next:
            self._key(frame, event, at)
            return
        pointer = self._pointer(frame)
        self.values.setdefault(pointer, at)
        value = self._value(event, at, pointer)
        if frame is None:
            self.value = value
        elif isinstance(frame.value, list):
            frame.value.append(value)
        else:
            if frame.is_kept:
                frame.value[frame.key] = value
            frame.is_key_next = True
        if isinstance(event, yaml.CollectionStartEvent):
            if len(self.stack) == MAX_DEPTH:
                self._add(at, "STD014", f"This is nested more than {MAX_DEPTH} levels deep.", "Make it flatter.")
                raise _StopError
            self.stack.append(_Frame(value=value, pointer=pointer, is_key_next=isinstance(value, dict)))

    def _pointer(self, frame: _Frame | None) -> str:
        if frame is None:
            return ""
        return frame.pointer + pointer_to(len(frame.value) if isinstance(frame.value, list) else frame.key)

    def _key(self, frame: _Frame, event: yaml.NodeEvent, at: tuple[int, int]) -> None:
        frame.is_key_next = False
        if not isinstance(event, yaml.ScalarEvent):
            self._properties(event, at, frame.pointer)
            message = "A key is not a plain word."
            self._add(at, "STD013", message, "Write keys as words, and quote a text that begins with { or [.")
            raise _StopError
        self._properties(event, at, frame.pointer)
        frame.key = self._hidden_replaced(event.value, at)
        quotable = event.implicit[0] and (_surprise(event.value) or _WHOLE_NUMBER.fullmatch(event.value))
        if event.implicit[0] and event.value == "<<":
            self._add(at, "STD010", "“<<” copies keys from another place.", "Write the keys out.")
        elif event.implicit[0] and event.value in _NOTHING:
            self._add(at, "STD013", "A key is missing before the colon.", "Write the key.")
        elif quotable:
            message = f"The key “{visible(event.value, 40)}” stands without quotes and may be read as something else."
            self._add(at, "STD008", message, f'Put it in quotes: "{visible(event.value, 40)}".')
        pointer = frame.pointer + pointer_to(frame.key)
        frame.is_kept = frame.key not in frame.first_lines
        if frame.is_kept:
            frame.first_lines[frame.key] = at[0]
            self.keys.setdefault(pointer, at)
        else:
            message = f"The key “{visible(frame.key, 60)}” stands twice, first on line {frame.first_lines[frame.key]}."
            self._add(at, "STD007", message, "Keep one of the two.")

    def _value(self, event: yaml.NodeEvent, at: tuple[int, int], pointer: str) -> Json:
        self._properties(event, at, pointer)
        if isinstance(event, yaml.MappingStartEvent):
            return {}
        if isinstance(event, yaml.SequenceStartEvent):
            return []
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, at, pointer)
        return None

    def _scalar(self, event: yaml.ScalarEvent, at: tuple[int, int], pointer: str) -> Json:
        text: str = event.value
        if not event.implicit[0]:  # in quotes, or a block
            return self._hidden_replaced(text, at)
        if text in {"true", "false"}:
            return text == "true"
        if _WHOLE_NUMBER.fullmatch(text) and fits(text):
            return int(text)
        shown = visible(text, 40)
        if text in _NOTHING:
            self.document.broken.add(pointer)
            message = "Nothing stands after the colon or dash." if text == "" else f"“{shown}” means nothing in YAML."
            self._add(at, "STD009", message, "Write a value, or leave the line out.")
        elif read_as := _surprise(text):
            self.document.broken.add(pointer)
            message = f"“{shown}” without quotes may be read as {read_as}."
            remedy = f'Put it in quotes: "{shown}".'
            if read_as == "true or false":
                remedy = f'If it is text, put it in quotes: "{shown}". If it is a switch, write true or false.'
            self._add(at, "STD008", message, remedy)
        return text

    def _hidden_replaced(self, text: str, at: tuple[int, int]) -> str:
        """The text; a hidden character that an escape made is a problem."""
        found = _HIDDEN.search(text)
        if found is None:
            return text
        message = f"This text holds a character that cannot be seen: {visible(found.group())}."
        self._add(at, "STD004", message, "Delete it; in double quotes, write no escapes such as \\t or \\u200b.")
        return _HIDDEN.sub("\ufffd", text)

    def _properties(self, event: yaml.NodeEvent, at: tuple[int, int], pointer: str) -> None:
        name = event.anchor
        if name is not None:
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            message = f"“{mark}{visible(name, 40)}” copies a part of the file to another place."
            self._add(at, "STD010", message, "Write the part out; if it is text, put it in quotes.")
            self.document.broken.add(pointer)
        tag = getattr(event, "tag", None)
        if tag is not None:
            shown = visible(tag.replace("tag:yaml.org,2002:", "!!"), 60)
            message = f"“{shown}” is a tag, which names a type."
            self._add(at, "STD011", message, "Leave it out; if it is text, put it in quotes.")

    def _add(self, at: tuple[int, int], code: str, message: str, remedy: str) -> None:
        _add(self.document, at, code, message, remedy)


def _surprise(text: str) -> str:
    """What a plain text may be read as by a program that follows YAML 1.1; "" if it is safe."""
    return next((words for pattern, words in _SURPRISES if pattern.fullmatch(text)), "")
