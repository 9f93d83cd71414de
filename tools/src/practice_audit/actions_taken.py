"""What an update or a re-check says of an earlier record, held against that record: R077 and R180.

An update names a record and a row that the register holds, in its words; so that nobody closes an
action that was never agreed. Knows nothing of files, pages or how the register keeps records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.rules.following import agreed, found_then, is_written, served_by
from practice_audit.rules.reading import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from practice_audit.problems import Problem
    from practice_audit.register import Register
    from practice_audit.rules.answers import Answer
    from practice_audit.rules.audit import Audit

    Record: TypeAlias = Mapping[str, Any]
    Seen: TypeAlias = Callable[[Record], Audit | None]

_ROWS: Final = (("R077", "updated", "action-updates"), ("R180", "rechecked-audit", "rechecked"))


def clashes(record: Record, register: Register, seen: Seen) -> Iterator[Problem]:
    """What speaks against an update or a re-check that is to enter; every other record has nothing to say here.

    `seen` gives a record as the rules see it, or None where its tool is not known here.
    """
    own = seen(record)
    for code, source, part in _ROWS:
        named, told = (own.one(source), own.one(part)) if own else (None, None)
        if own is None or named is None or told is None:
            continue
        earlier = register.record(text_of(named.raw))
        if earlier is None:
            yield own.problem(
                code,
                named.pointer,
                f"The register does not hold the record {text_of(named.raw)[:8]}, whose actions are spoken of",
                "Import that record first, then this one.",
            )
            continue
        then = seen(earlier)
        if then is not None:
            yield from _rows(own, told, then, code)


def _rows(own: Audit, told: Answer, then: Audit, code: str) -> Iterator[Problem]:
    """Each row of which something is said names an action of the earlier record, and a finding as it was."""
    actions = {action.ref: action for action in agreed(then.tool, then.raw_answers)}
    name = str(then.record["record_id"])[:8]
    for row in told.rows:
        if not is_written(row.answers):
            continue
        action = actions.get(row.text("ref"))
        if action is None or action.text("action") != row.text("action"):
            yield own.problem(
                code,
                f"{row.pointer}/ref",
                f"The record {name} has no action of this name and these words: {row.words}",
                "Load that record again, and leave what is filled in from it as it is.",
            )
            continue
        expectation = row.text("expectation")
        if not expectation:
            continue
        if expectation not in served_by(own.catalogue, action.text("link")):
            yield own.problem(
                code,
                f"{row.pointer}/expectation",
                f"The action of {row.words} in the record {name} does not answer this standard",
                "Load that record again, and leave what is filled in from it as it is.",
            )
        elif found_then(then.outcomes, expectation) != row.text("earlier"):
            yield own.problem(
                code,
                f"{row.pointer}/earlier",
                f"The record {name} found something else of {row.words}",
                "Load that record again, and leave what is filled in from it as it is.",
            )
