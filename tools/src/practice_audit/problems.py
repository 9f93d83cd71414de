"""What is wrong with a document: a value with a code, a place, a sentence and a way out.

Knows nothing of standards, tools or records. Problems are collected and returned; they are raised
only by readers that cannot go on (`Unreadable`). A *problem* says that a file is wrong; a *finding*
says that practice falls short. The two never share a type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How much a problem matters: only an error stops a build, a check or an import."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One fault in one document.

    `code` is permanent and has a page in the handbook. `pointer` is the JSON pointer (RFC 6901) of
    the faulty value, "" for the whole document. `line` and `column` count from 1 and are None where
    the document has no lines of its own (a form in the browser).
    """

    code: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    source: str = ""
    pointer: str = ""
    line: int | None = None
    column: int | None = None

    def at(self, source: str, line: int | None = None, column: int | None = None) -> Problem:
        """The same problem, placed in a named document."""
        return replace(self, source=source, line=line, column=column)

    def to_json(self) -> dict[str, str | int | None]:
        """The shape that the browser posts and that `--format json` prints."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "source": self.source,
            "pointer": self.pointer,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "remedy": self.remedy,
        }

    def to_text(self) -> str:
        """`file:line:column CODE message`, then the remedy on an indented line."""
        place = ":".join(str(part) for part in (self.source, self.line, self.column) if part not in (None, ""))
        where = f" ({self.pointer})" if self.pointer and self.line is None else ""
        mark = "" if self.severity is Severity.ERROR else f"{self.severity.value}: "
        first = visible(f"{place or '-'} {self.code} {mark}{self.message}{where}")
        return f"{first}\n    {visible(self.remedy)}"


class Unreadable(Exception):  # noqa: N818 - reads as what it says: the document is unreadable
    """A document that could not be read at all; carries every problem found on the way."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


def has_errors(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether anything here stops the work; with `strict`, warnings count too."""
    stops = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(problem.severity in stops for problem in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by document, then place, then code; those of one place keep their order."""
    return tuple(sorted(problems, key=lambda each: (each.source, each.line or 0, each.column or 0, each.code)))


def pointer_to(*parts: str | int) -> str:
    """The JSON pointer (RFC 6901) made of these keys and indexes; none of them is the whole document."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def pointer_parts(pointer: str) -> tuple[str, ...]:
    """The keys and indexes of a JSON pointer, all as text."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


# Controls, invisible characters, those that turn the reading direction, halves of characters.
HIDDEN_CHARACTERS: Final = (
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_HIDDEN: Final = re.compile(HIDDEN_CHARACTERS)


def visible(text: str, limit: int | None = None) -> str:
    """Text of a stranger as it may stand in a message: hidden characters shown by number, at most `limit` long."""
    if limit is not None and len(text) > limit:
        text = text[: limit - 1] + "…"
    return _HIDDEN.sub(lambda match: f"⟦U+{ord(match.group()):04X}⟧", text)
