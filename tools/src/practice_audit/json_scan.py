"""Finds every fault of a JSON text, with its place: the slow reading after the quick one has refused.

The standard parser stops at the first fault, and says something else in each version of Python. This
one goes on, and says the same everywhere. It keeps its own stack, so no text can exhaust Python's.
Knows nothing of files or of what a document means.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from .problems import Problem, pointer_to, visible

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH: Final = 32
MAX_INTEGER: Final = 2**53 - 1  # beyond it JavaScript rounds
MAX_FAULTS: Final = 100  # a text with more is not read to its end
ASK_AGAIN: Final = "Ask for the file again, as it was saved by the audit tool."

_MAX_DIGITS: Final = len(str(MAX_INTEGER))
_BRACKETS: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[{\]}]', re.DOTALL)
_BRACKET_OR_TEXT: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|([\[{\]}])', re.DOTALL)
_SPACE: Final = re.compile(r"[ \t\n\r]*")
_CHARACTERS: Final = r'[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+'
_PIECE: Final = re.compile(
    rf'(?P<text>"{_CHARACTERS}")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<word>-?[A-Za-z]+)"
    r"|(?P<mark>[\[\]{},:])"
)
_CUT_TEXT: Final = re.compile(rf'(?:-|"{_CHARACTERS}(?:\\(?:u[0-9a-fA-F]{{0,3}})?)?)\Z')
_HALF: Final = re.compile(r"[\ud800-\udfff]")
_WORDS: Final = frozenset({"true", "false", "null"})
_NOT_NUMBERS: Final = frozenset({"NaN", "Infinity", "-Infinity"})
_ALL_WORDS: Final = _WORDS | _NOT_NUMBERS


def fits(digits: str) -> bool:
    """Whether a number is at most MAX_INTEGER either way; never makes a number of more digits than that."""
    return len(digits.lstrip("-")) <= _MAX_DIGITS and abs(int(digits)) <= MAX_INTEGER


def too_deep(text: str) -> bool:
    """Whether brackets nest deeper than MAX_DEPTH. To be asked before parsing: deep text can kill Pyodide."""
    marks = "".join(_BRACKET_OR_TEXT.findall(text)).replace("{", "[").replace("}", "]")
    for _ in range(MAX_DEPTH):  # each time the innermost pairs go; of text that is sound, all of them do
        marks = marks.replace("[]", "")
        if not marks:
            return False
    depth = 0
    for match in _BRACKETS.finditer(text):
        mark = match.group()
        if mark in {"[", "{"}:
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif mark in {"]", "}"}:
            depth -= 1
    return False


def json_faults(text: str) -> tuple[Problem, ...]:
    """Every fault up to the first place where the text stops being JSON, in order, at most MAX_FAULTS.

    Codes REC004 to REC011 (titles in `documents.PROBLEM_CODES`). Each has a line, a column and, of the
    value or key at fault, the pointer. Empty for a sound JSON object.
    """
    return tuple(_Scan(text).faults())


class _StopError(Exception):
    """The text cannot be read any further; the last fault says why."""


class _Scan:
    """One reading of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0  # where the piece in hand begins
        self.piece = ""
        self.kind = ""
        self.stack: list[dict[str, int] | None] = []  # an object's keys with their offsets; None for a list
        self.path: list[str | int | None] = []  # of the value in hand; None for a key still to come
        self.step: Callable[[], None] = self._value
        self.found: list[Problem] = []

    def faults(self) -> list[Problem]:
        try:
            while len(self.found) < MAX_FAULTS and self._next_piece():
                self.step()
            if len(self.found) < MAX_FAULTS and self.step != self._end:
                self._stop_middle()
        except _StopError:
            pass
        return self.found

    def _next_piece(self) -> bool:
        self.at += len(self.piece)
        space = _SPACE.match(self.text, self.at)
        self.at = space.end() if space else self.at
        match = _PIECE.match(self.text, self.at)
        self.piece, self.kind = (match.group(), str(match.lastgroup)) if match else ("", "")
        if not match and self.at < len(self.text):
            self._stop()
        return match is not None

    # What may come next: each step takes the piece in hand and says which step is next.

    def _value(self) -> None:
        if self.piece in {"{", "["}:
            self._open()
            return
        if not self.stack:
            self._not_an_object()
        if self.kind == "text":
            self._characters()
        elif self.kind == "number":
            self._number()
        elif self.piece in _NOT_NUMBERS:
            self._not_whole()
        elif self.piece not in _WORDS:
            self._stop()
        self._value_done()

    def _open(self) -> None:
        if len(self.stack) == MAX_DEPTH:
            self._fault("REC004", f"This file is nested more than {MAX_DEPTH} levels deep.", "Choose an audit file.")
            raise _StopError
        if self.piece == "{":
            self.stack.append({})
            self.path.append(None)
            self.step = self._first_key
        else:
            if not self.stack:
                self._not_an_object()
            self.stack.append(None)
            self.path.append(0)
            self.step = self._first_element

    def _first_element(self) -> None:
        if self.piece == "]":
            self._close()
        else:
            self._value()

    def _first_key(self) -> None:
        if self.piece == "}":
            self._close()
        else:
            self._key()

    def _key(self) -> None:
        seen = self.stack[-1]
        if self.kind != "text" or seen is None:
            self._stop()
            return
        key = self._characters()
        self.path[-1] = key
        if key in seen:
            first = self._line(seen[key])
            message = f"“{visible(key, 60)}” stands twice in the same place, first on line {first}."
            self._fault("REC007", message, "Ask for the original file: this one was changed by hand.")
        else:
            seen[key] = self.at
        self.step = self._colon

    def _colon(self) -> None:
        if self.piece != ":":
            self._stop()
        self.step = self._value

    def _next(self) -> None:
        in_list = self.stack[-1] is None
        if self.piece == ("]" if in_list else "}"):
            self._close()
        elif self.piece != ",":
            self._stop()
        elif in_list:
            self.path[-1] = int(self.path[-1] or 0) + 1
            self.step = self._value
        else:
            self.path[-1] = None
            self.step = self._key

    def _end(self) -> None:
        self._stop()

    def _close(self) -> None:
        self.stack.pop()
        self.path.pop()
        self._value_done()

    def _value_done(self) -> None:
        self.step = self._next if self.stack else self._end

    # What can be wrong.

    def _characters(self) -> str:
        text: str = json.loads(self.piece) if "\\" in self.piece else self.piece[1:-1]
        if _HALF.search(text):
            self._fault("REC010", "A text holds half a character, which cannot be saved.", ASK_AGAIN)
            text = text.encode("utf-8", "backslashreplace").decode()
        return text

    def _number(self) -> None:
        if not self.piece.lstrip("-").isdigit():
            self._not_whole()
        elif not fits(self.piece):
            remedy = f"Audit files hold whole numbers up to {MAX_INTEGER}. Ask for the original file."
            self._fault("REC009", f"“{visible(self.piece, 30)}” is too large a number.", remedy)

    def _not_whole(self) -> None:
        remedy = "Audit files hold whole numbers only. Ask for the original file."
        self._fault("REC008", f"“{visible(self.piece, 30)}” is not a whole number.", remedy)

    def _not_an_object(self) -> None:
        remedy = "Choose a file whose name starts with audit and ends with .json."
        self._fault("REC011", "This file does not hold one JSON object, so it is not an audit file.", remedy)

    def _stop(self) -> None:
        """Say that what is in hand cannot stand here; or, if the text ends with it, that the text was cut."""
        rest = self.text[self.at :]
        cut_word = self.kind == "word" and self.piece == rest and any(word.startswith(rest) for word in _ALL_WORDS)
        if self.step != self._end and (cut_word or _CUT_TEXT.match(rest)):
            self._stop_middle()
        where = f"line {self._line(self.at)}, column {self._column(self.at)}"
        self._fault("REC006", f"This file cannot be read: it is not JSON at {where}.", ASK_AGAIN)
        raise _StopError

    def _stop_middle(self) -> None:
        empty = not self.text.strip()
        message = "This file is empty." if empty else "This file cannot be read: it stops in the middle."
        self._fault("REC005", message, ASK_AGAIN)
        raise _StopError

    def _fault(self, code: str, message: str, remedy: str) -> None:
        self.found.append(
            Problem(
                code=code,
                message=message,
                remedy=remedy,
                pointer=pointer_to(*(part for part in self.path if part is not None)),
                line=self._line(self.at),
                column=self._column(self.at),
            )
        )

    def _line(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1

    def _column(self, offset: int) -> int:
        return offset - self.text.rfind("\n", 0, offset)
