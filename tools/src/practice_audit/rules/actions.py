"""The action plan: R054, R070, R072 to R076, R079."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.problems import Severity
from practice_audit.rules.answers_present import absent
from practice_audit.rules.days import in_words
from practice_audit.rules.judgement import chosen_grade, core_not_met, needs_actions
from practice_audit.rules.outcomes import judged
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.model import Item
    from practice_audit.problems import Problem
    from practice_audit.rules.answers import Answer, Row
    from practice_audit.rules.audit import Audit


def served(audit: Audit) -> frozenset[str]:
    """The standards that actions serve: the linked ones, and the expectations of a linked indicator."""
    linked = {row.text("link") for row in audit.rows("actions")} - {""}
    through = {name for link in linked if (item := audit.item(link)) for name in item.expectations}
    return frozenset(linked | through)


def without_action(audit: Audit) -> tuple[Item, ...]:
    """The core expectations that are not met and that no action serves, in order of appearance."""
    covered = served(audit)
    return tuple(item for item in core_not_met(audit) if item.id not in covered)


@rule("R054")
def barriers_have_actions(audit: Audit) -> Iterator[Problem]:
    """Where barriers are named, at least one action says which barrier it overcomes (S1.4-CRO)."""
    barriers, plan = audit.one("barriers"), audit.one("actions")
    if not barriers or not plan or not barriers.text or barriers.none:
        return
    if not any(row.text("barrier") and row.text("action") for row in plan.rows):
        yield audit.problem(
            "R054",
            plan.pointer,
            "Add an action for the barriers you named, and say which barrier it overcomes",
            "Fill in “What barrier does it overcome?” for each action that answers a barrier.",
        )


@rule("R070")
def lower_grades_have_actions(audit: Audit) -> Iterator[Problem]:
    """The two lower grades have at least one action (S1.4-AP)."""
    plan = audit.one("actions")
    if plan and needs_actions(chosen_grade(audit)) and not plan.rows:
        yield absent(audit, plan, "R070")


@rule("R072")
def core_standards_not_met_have_actions(audit: Audit) -> Iterator[Problem]:
    """Under the two lower grades every core expectation that is not met has an action (S1.4-AP).

    An action for an indicator of the expectation counts. A warning while the council has not agreed
    which expectations are core (`level_status: proposed`).
    """
    plan = audit.one("actions")
    if plan is None or not needs_actions(chosen_grade(audit)):
        return
    for item in without_action(audit):
        proposed = item.level_status == "proposed"
        yield audit.problem(
            "R072",
            plan.pointer,
            f"Add an action for “{item.name}”",
            "Add a row, choose this standard, and say what should be done.",
            severity=Severity.WARNING if proposed else Severity.ERROR,
        )


@rule("R073")
def actions_are_whole(audit: Audit) -> Iterator[Problem]:
    """Each action has text, owner role, due date and a linked standard (S1.4-CRO, S1.4-AP, S1.A)."""
    for row in audit.rows("actions"):
        yield from _absent(audit, row, "R073", "action", "link", "owner_role", "due")


@rule("R074")
def complex_actions_were_discussed(audit: Audit) -> Iterator[Problem]:
    """A complex action was talked over with the manager: date and outcome (S1.4-AP)."""
    complex_rows = [row for row in audit.rows("actions") if row.text("complex") == "yes"]
    for row in complex_rows:
        yield from _absent(audit, row, "R074", "discussed_on", "discussion_outcome")
    for answer in audit.all("actions-discussed") if complex_rows else ():
        if not answer.settled:
            yield absent(audit, answer, "R074")
        elif answer.text != "yes":
            yield audit.problem(
                "R074",
                answer.pointer,
                "Talk with the manager about the complex actions before you finish, and select yes",
                "If no action is complex after all, say so in its row.",
            )


@rule("R075")
def owner_is_not_the_auditor(audit: Audit) -> Iterator[Problem]:
    """An action belongs to another role than the auditor's own, and never to that of auditor (S1.4-AP)."""
    own = {*audit.tool.roles, audit.text("author-role")} - {""}
    for row in audit.rows("actions"):
        owner = row.field("owner_role")
        if owner and owner.text in own:
            yield audit.problem(
                "R075",
                owner.pointer,
                f"Select another role for {owner.row}: an auditor does not carry out the actions",
                "Choose the role in the service that will do it.",
            )


@rule("R076")
def upper_grades_follow_up(audit: Audit) -> Iterator[Problem]:
    """Under the upper grades a "not met" or "partly met" has an action, or a reason for none (S1.4-AP)."""
    grade, plan, reason = chosen_grade(audit), audit.one("actions"), audit.one("no-action")
    if grade is None or plan is None or needs_actions(grade) or (reason and reason.settled):
        return
    covered = served(audit)
    for answer in audit.answers:
        if answer.question.type != "met" or answer.text not in ("partly", "not_met"):
            continue
        if covered.isdisjoint(_spoken_of(audit, answer)):
            met = "partly met" if answer.text == "partly" else "not met"
            yield audit.problem(
                "R076",
                plan.pointer,
                f"Add an action for “{answer.question.ask}”, which is {met}, or say why none is needed",
                "Actions are optional with this grade. One sentence of reason is enough.",
            )


def _spoken_of(audit: Audit, answer: Answer) -> set[str]:
    """The standards that an answer is about: not the linked expectations that it leaves out."""
    about = judged(audit.catalogue, answer.question, answer.raw)
    left_out = {item.id for item in audit.catalogue.expectations_of(answer.question)} - set(about)
    return set(answer.question.links) - left_out


@rule("R079")
def due_after_completion(audit: Audit) -> Iterator[Problem]:
    """No action is due before the audit was finished (S1.A)."""
    finished = audit.day("completed-on")
    if finished is None:
        return
    for row in audit.rows("actions"):
        due = row.field("due")
        if due and due.day and due.day < finished:
            yield audit.problem(
                "R079",
                due.pointer,
                f"The date when {due.row} is due must be on or after {in_words(finished)}, when the audit was finished",
                "Give the role time to do it.",
            )


def _absent(audit: Audit, row: Row, code: str, *names: str) -> Iterator[Problem]:
    for name in names:
        field = row.field(name)
        if field and not field.settled:
            yield absent(audit, field, code)
