"""What becomes of an action after the record that agreed it: R077, R078, R123, R133 and R180.

An action is a row of a question with one of `ACTION_PARTS`, whatever the tool; `<question>/<row>` names
it within its record. What only several records can show is for `actions_taken`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practice_audit.rules import reading
from practice_audit.rules.answers_present import absent
from practice_audit.rules.asking import asked
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.model import Catalogue, Tool
    from practice_audit.problems import Problem
    from practice_audit.rules.answers import Row
    from practice_audit.rules.audit import Audit

ACTION_PARTS: Final = ("actions", "agreed-actions")
"""Parts whose rows are actions that somebody agreed to carry out."""
NOT_JUDGED: Final = "not_judged"
"""What a re-check says was found then, where the earlier record judged nothing or found it not applicable."""
_WORST_FIRST: Final = ("not_met", "partly", "met")


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreed:
    """One action of a record: its name within the record, and its fields as they were answered."""

    ref: str
    fields: Mapping[str, object]

    def text(self, field: str) -> str:
        """The text or choice of one field; "" where it has none."""
        return reading.text_of(self.fields.get(field))


def agreed(tool: Tool, answers: Mapping[str, object]) -> Iterator[Agreed]:
    """The actions of a record, part by part in document order."""
    for question in (question for part in ACTION_PARTS for question in tool.by_part.get(part, ())):
        if question.when is not None and question.id not in asked(tool, answers):
            continue
        for _, row in reading.rows_of(answers.get(question.id)):
            if reading.text_of(row.get("action")):
                yield Agreed(ref=f"{question.id}/{reading.trimmed(row.get('id'))}", fields=row)


def found_as(ref: str, words: str, actions: Mapping[str, str]) -> str:
    """The name that an action has among those of a correction, by its old name and words; "" where it has none.

    Of another day or owner it is the same action, of other words another one. Words that two others have say nothing.
    """
    if _same_words(words, actions.get(ref, "")):
        return ref
    found = [name for name, text in actions.items() if _same_words(words, text)]
    return found[0] if len(found) == 1 else ""


def _same_words(first: str, second: str) -> bool:
    return first.strip().casefold() == second.strip().casefold()


def served_by(catalogue: Catalogue, link: str) -> tuple[str, ...]:
    """The expectations that an action answers by its link: that one, or those of the linked indicator."""
    item = catalogue.by_id.get(link)
    if item is None:
        return ()
    return (item.id,) if item.kind == "expectation" else item.expectations


def found_then(outcomes: Mapping[str, Mapping[str, int]], expectation: str) -> str:
    """What a record found of an expectation: the worst of its answers; NOT_JUDGED where it has none."""
    counts = outcomes.get(expectation, {})
    return next((outcome for outcome in _WORST_FIRST if counts.get(outcome)), NOT_JUDGED)


FILLED: Final = frozenset({"id", "ref", "action", "expectation", "earlier"})
"""Fields of a row that are filled in from the earlier record; whoever loaded it answers the others."""


def is_written(row: Mapping[str, object]) -> bool:
    """Whether somebody has answered any field of a row that was filled in."""
    return any(reading.holds(answer) for name, answer in row.items() if name not in FILLED)


@rule("R077")
def state_and_day_of_the_last_change(audit: Audit) -> Iterator[Problem]:
    """Each action that is spoken of has a state and the date of its last change, "not done" a reason (S1.4-MTG)."""
    updates = audit.one("action-updates")
    if updates is None:
        return
    spoken_of = [row for row in updates.rows if is_written(row.answers)]
    if updates.rows and not spoken_of:
        yield audit.problem(
            "R077",
            updates.rows[0].pointer + "/status",
            "Select how far at least one action is",
            "Answer “How far is it?” for each action that has changed. Leave the others as they are.",
        )
    for row in spoken_of:
        reasons = ("reason",) if row.text("status") == "not_done" else ()
        yield from _lacking(audit, row, "R077", "status", "ref", "changed_on", *reasons)
    seen = set[str]()
    for row in spoken_of:
        ref = row.text("ref")
        if ref and ref in seen:
            yield audit.problem(
                "R077",
                f"{row.pointer}/ref",
                f"{row.words} is about the same action as a row before it",
                "Say of each action once how far it is. Leave the other row out.",
            )
        seen.add(ref)


@rule("R078")
def closed_with_evidence_and_effect(audit: Audit) -> Iterator[Problem]:
    """An action is closed with evidence and with its effect (S1.3-KD, S2)."""
    for row in audit.rows("action-updates"):
        if row.text("status") == "done":
            yield from _lacking(audit, row, "R078", "evidence", "effect")


@rule("R123")
def recommendations_have_actions(audit: Audit) -> Iterator[Problem]:
    """What is recommended gets an action with a role that does it and a date (S1.4-MTG)."""
    for answer in audit.all("agreed-actions"):
        for row in answer.rows:
            yield from _lacking(audit, row, "R123", "finding", "action", "owner_role", "due")


@rule("R133")
def promises_have_actions(audit: Audit) -> Iterator[Problem]:
    """Each Promise has an action (S1.6-HC)."""
    promise, actions = audit.one("promise"), audit.one("agreed-actions")
    if promise and promise.text == "yes" and actions and not actions.rows:
        yield audit.problem(
            "R133",
            actions.pointer,
            "Add at least one action for the Promise",
            "Say what will be done, which role does it, and by when.",
        )


@rule("R180")
def asked_again_where_an_action_was(audit: Audit) -> Iterator[Problem]:
    """A re-check says of an expectation what was found then, what is found today, and where that was seen (product)."""
    again = audit.one("rechecked")
    if again is None:
        return
    spoken_of = [row for row in again.rows if is_written(row.answers)]
    if again.rows and not spoken_of:
        yield audit.problem(
            "R180",
            again.rows[0].pointer + "/today",
            "Select what you find today for at least one expectation",
            "Answer for each expectation that you looked at again. Leave the others as they are.",
        )
    for row in spoken_of:
        yield from _lacking(audit, row, "R180", "ref", "expectation", "earlier", "today", "seen")
    seen: dict[tuple[str, str], Row] = {}
    for row in spoken_of:
        key = row.text("ref"), row.text("expectation")
        first = seen.setdefault(key, row)
        if first is not row and all(key):
            yield audit.problem(
                "R180",
                f"{row.pointer}/expectation",
                f"{row.words} is about the same standard and the same action as {first.words}",
                "Say once what you find today. Write it into one of the two, and leave the other out.",
            )


def _lacking(audit: Audit, row: Row, code: str, *names: str) -> Iterator[Problem]:
    for name in names:
        field = row.field(name)
        if field and not field.settled:
            yield absent(audit, field, code)
