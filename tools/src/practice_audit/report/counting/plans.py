"""Where the parts of a record stand: worked out once for each tool of each edition, then used for every record.

A question is found by the part that it plays in the rules (decision 0013), so that a new tool is
counted without a line of Python. The keys of the counters are made here once, since most of a report's
time is spent in counting. Knows no record and no figure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from practice_audit.rules.outcomes import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practice_audit.model import Catalogue, Question, Tool

Key: TypeAlias = tuple[str, ...]
"""The name of one counter: what is counted, then what tells one from another."""

OF_AUDITS: Final[Mapping[str, str]] = {
    "service": "service",
    "area": "area",
    "plan-kind": "plan",
    "age-band": "age",
    "parent-outcome": "parent",
    "child-consent": "child",
}
"""The parts whose choice is counted as it stands where a record is an audit, and the name under which it is."""
OF_ANY: Final[Mapping[str, str]] = {
    "justified": "justified",
    "on-file": "on-file",
    "feedback-kind": "feedback-kind",
    "procedure": "procedure",
    "in-time": "in-time",
    "outside-review": "outside",
    "progress": "progress",
}
"""The same, in a record of any kind."""
_CHOICE_TYPES: Final = frozenset({"single", "multi", "scale5", "yesno", "yesnona", "met", "ready", "level"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """One question of type `met`: the expectations that it is about. Of `several`, a "partly" says `which`."""

    question: str
    linked: tuple[str, ...]
    several: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """How the records of one tool in one edition are read.

    `parts` gives the questions of each part, in document order. `rows` are repeats with judged fields:
    the question and what is judged in each row. `family` are the choices of a form that families fill
    in. `day` is the question in which the author says when the work was finished; where `is_held`, when it was
    held, which may be long before the note of it was. `is_audit`: it gives an
    overall grade. `looks`: it looks at practice, as an audit, a moderation, a re-check or a review of referrals
    does, so that whoever has a part in it has experience of quality assurance. `moderates` is "first" or "second"
    where it is a moderation. `keys` are the counters of each expectation with each outcome, `themes` the themes of
    standards by their ids. `learning` says whose learning its texts are: "outside", "feedback" or "meeting".
    `since` is the day on which the edition came into force; "" where it is not told.
    `workers` are the lists of services whose work was looked at, each with its fields for the code of a worker.
    """

    tool: str
    edition: str
    is_audit: bool
    moderates: str
    day: str
    since: str
    parts: Mapping[str, tuple[str, ...]]
    judged: tuple[Judged, ...]
    is_held: bool = False
    looks: bool = False
    rows: tuple[tuple[str, tuple[Judged, ...]], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    family: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    learning: str = ""
    workers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    record_key: Key = ()
    keys: Mapping[tuple[str, str], Key] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)

    def first(self, part: str) -> str:
        """The first question of a part, or ""."""
        found = self.parts.get(part)
        return found[0] if found else ""


def plan_of(catalogue: Catalogue, tool: Tool, themes: Mapping[str, str] | None = None) -> Plan:
    """The plan of one tool of an edition; `themes` gives the theme of each standard by its id."""
    edition = catalogue.edition.id
    parts = {part: tuple(question.id for question in questions) for part, questions in tool.by_part.items()}
    repeats = [
        (question.id, tuple(_judged(catalogue, each) for each in question.fields if each.type == "met"))
        for question in tool.questions.values()
        if question.type == "repeat"
    ]
    moderates = next((name for part, name in _MODERATED.items() if part in parts), "")
    is_audit = "grade" in parts and not moderates
    counted = {**OF_AUDITS, **OF_ANY} if is_audit else OF_ANY
    return Plan(
        tool=tool.id,
        edition=edition,
        is_audit=is_audit,
        moderates=moderates,
        day=tool.counted_in,
        since=catalogue.edition.in_force_from,
        is_held="held-on" in parts,
        looks=is_audit or bool(moderates) or not _LOOKED_AT.isdisjoint(parts),
        parts=parts,
        judged=tuple(_judged(catalogue, each) for each in tool.questions.values() if each.type == "met"),
        rows=tuple((name, judged) for name, judged in repeats if judged),
        choices=tuple((each, name) for part, name in counted.items() for each in parts.get(part, ())),
        family=tuple(
            each.id
            for each in tool.questions.values()
            if tool.readers and each.type in _CHOICE_TYPES and not each.part.startswith("author")
        ),
        evidence=tuple(each.id for each in tool.questions.values() if each.type == "evidence"),
        learning=next((name for part, name in _LEARNING.items() if part in parts), ""),
        workers=tuple(
            (each.id, tuple(one.id for one in each.fields if one.type == "ref"))
            for each in tool.by_part.get("services", ())
        ),
        record_key=("record", tool.id, edition),
        keys={
            (item.id, outcome): ("standard", edition, item.id, outcome)
            for item in catalogue.of_kind("expectation")
            for outcome in OUTCOMES
        },
        themes=themes or {},
    )


_LEARNING: Final = {"outside-review": "outside", "feedback-kind": "feedback", "meeting": "meeting"}
_LOOKED_AT: Final = frozenset({"rechecked", "referrals"})
"""The parts of what is looked at in a form that is neither an audit nor a moderation."""
_MODERATED: Final = {"moderated-first": "first", "moderated-again": "second"}


def _judged(catalogue: Catalogue, question: Question) -> Judged:
    linked = tuple(item.id for item in catalogue.expectations_of(question))
    return Judged(question=question.id, linked=linked, several=len(linked) > 1)
