"""The codes of what can be wrong with the YAML of the framework and its tools, and where things stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from practice_audit.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practice_audit.documents import Place
    from practice_audit.sources.yaml_text import Document

PROBLEM_CODES: Final[Mapping[str, str]] = {
    # the text of a file
    "STD001": "A file is too large",
    "STD002": "A file is not UTF-8 text",
    "STD003": "A file begins with a byte order mark",
    "STD004": "A character cannot be seen",
    "STD005": "YAML cannot read the file",
    "STD006": "A tab stands where spaces belong",
    "STD007": "The same key stands twice",
    "STD008": "A bare word may be read as something else",
    "STD009": "A value is missing",
    "STD010": "A part is copied by anchor and alias",
    "STD011": "A value has a tag",
    "STD012": "A file holds several documents",
    "STD013": "A key is not a plain word",
    "STD014": "A file is nested too deeply",
    "STD015": "A file is empty",
    "STD016": "A file is out of place",
    # its schema
    "STD020": "A key is not known",
    "STD021": "A key is missing",
    "STD022": "A value is of the wrong type",
    "STD023": "A value is not one of those allowed",
    "STD024": "A value is not written in the right form",
    "STD025": "A value is too long, too short, too large or too small",
    "STD026": "A list names the same thing twice",
    "STD027": "A key does not belong beside the others",
    "STD028": "A file does not name its schema",
    "STD029": "A schema cannot be used",
    # ids and links
    "STD030": "An id is used twice",
    "STD031": "A link leads nowhere",
    "STD032": "An announced id is there already",
    "STD033": "An announced id is linked by nothing",
    "STD034": "A link is not mirrored",
    "STD035": "A number in edition.yaml is not the number of entries",
    "STD036": "A link leads to the wrong kind of entry",
    "STD037": "An entry links to itself",
    # tools
    "STD040": "A block of questions is used wrongly",
    "STD041": "Words in braces stand for nothing",
    "STD042": "A part is not known to the rules",
    "STD043": "A rule does not exist",
    "STD044": "A condition names an unknown question",
    "STD045": "A condition tests for an impossible answer",
    "STD046": "A required question has no sentence for a missing answer",
    "STD047": "A word is never used in forms",
    "STD048": "A choice reveals too much",
    "STD049": "No question looks at an expectation",
    "STD050": "The head or the prefill of a record names an unknown question",
    "STD051": "Groups and sections differ",
    "STD052": "A choice is named that the question does not have",
    "STD053": "The same question differs between tools",
    "STD054": "The folder of a tool has another name",
    "STD055": "A question asks for personal data",
    "STD056": "The labels of a scale are missing",
    "STD057": "A record of an unknown tool is wanted",
    # editions
    "STD060": "A published edition cannot be read",
    "STD061": "A published edition was edited",
    "STD062": "The standards differ from their published edition",
    "STD063": "A change has no word",
    "STD064": "A word does not fit its change",
    "STD065": "A successor does not exist",
    "STD066": "An edition is out of order",
    "STD067": "A tool was changed and kept its version",
    "STD068": "Changes are told of an edition that is not there",
    # published quarters
    "STD070": "A published quarter was edited",
    "STD071": "A published number gives too much away",
    "STD072": "Published numbers do not add up",
    # pages
    "STD080": "Marks of a merge were left in a page",
}
"""Code -> title. Checks whose code is a rule's id (R001 to R018) have the rule's title."""

WARNINGS: Final = frozenset({"STD033"})

Thing = TypeVar("Thing")


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed(Generic[Thing]):
    """Something with the place it was written at: a file and a JSON pointer in it."""

    value: Thing
    document: Document
    pointer: str

    @property
    def place(self) -> Place:
        """File, line and column."""
        return self.document.places.value(self.pointer)

    def report(self, code: str, message: str, remedy: str, under: str = "") -> None:
        """Add a problem of this thing, or of the value at the pointer `under` it, to its file."""
        pointer = self.pointer + under
        severity = Severity.WARNING if code in WARNINGS else Severity.ERROR
        problem = Problem(code=code, message=message, remedy=remedy, severity=severity, pointer=pointer)
        self.document.report(pointer, problem)
