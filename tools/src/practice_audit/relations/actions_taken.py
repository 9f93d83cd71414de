"""What an update or a re-check says of an earlier record, held against that record: R077 and R180.

An update names a record and a row that the register holds, in its words; so that nobody closes an
action that was never agreed. Where a correction has other actions than the record that was spoken of,
that is pointed out, whichever record enters last. Knows nothing of files, pages or how the register keeps records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.problems import Severity
from practice_audit.relations import corrections
from practice_audit.rules.days import in_words
from practice_audit.rules.following import agreed, found_as, found_then, is_written, served_by
from practice_audit.rules.reading import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from practice_audit.problems import Problem
    from practice_audit.relations.held import Held
    from practice_audit.rules.answers import Answer
    from practice_audit.rules.audit import Audit

    Record: TypeAlias = Mapping[str, Any]
    Seen: TypeAlias = Callable[[Record], Audit | None]

_ROWS: Final = (("R077", "updated", "action-updates"), ("R180", "rechecked-audit", "rechecked"))


def clashes(record: Record, register: Held, seen: Seen) -> Iterator[Problem]:
    """What speaks against an update or a re-check that is to enter, or comes of a correction of what they speak of.

    `seen` gives a record as the rules see it, or None where its tool is not known here. Problems of
    severity warning do not keep the record out.
    """
    own = seen(record)
    for code, source, part in _ROWS:
        named, told = (own.one(source), own.one(part)) if own else (None, None)
        if own is None or named is None or told is None:
            continue
        earlier = register.record(text_of(named.raw))
        if earlier is None:
            yield _not_held(own, named, code, register)
            continue
        then = seen(earlier)
        if then is not None:
            yield from _rows(own, told, then, code)
            yield from _moved(own, own, then, seen(corrections.newest(earlier, register)))
    if own is not None:
        yield from _corrected(own, record, register, seen)


def _not_held(own: Audit, named: Answer, code: str, register: Held) -> Problem:
    target = text_of(named.raw)
    if register.was_purged(target):
        message = f"The record {target[:8]}, whose actions are spoken of, {corrections.GONE}"
        return own.problem(code, named.pointer, message, "Nothing can be added to what was deleted. Delete this file.")
    return own.problem(
        code,
        named.pointer,
        f"The register does not hold the record {target[:8]}, whose actions are spoken of",
        "Import that record first, then this one.",
    )


def _corrected(own: Audit, record: Record, register: Held, seen: Seen) -> Iterator[Problem]:
    """Whether what was told of actions that this correction replaces still counts; `own` is to enter."""
    older = {each["record_id"]: each for each in corrections.replaced_by(record, register)}
    now = seen(corrections.newest(record, register)) if older else None
    for record_id, earlier in older.items():
        for update in corrections.current(register.naming(record_id, "updates"), record, register):
            telling, then = seen(update), seen(earlier)
            if telling is not None and then is not None:
                yield from _moved(own, telling, then, now)


def _moved(own: Audit, telling: Audit, then: Audit, now: Audit | None) -> Iterator[Problem]:
    """Points out what is told of actions that the newest correction words otherwise or has in another row."""
    if now is None or now.record["record_id"] == then.record["record_id"]:
        return
    before, after = (
        {action.ref: action.text("action") for action in agreed(each.tool, each.raw_answers)} for each in (then, now)
    )
    name, correction = str(telling.record["record_id"])[:8], str(now.record["record_id"])[:8]
    for code, source, part in _ROWS:
        named, told = telling.one(source), telling.one(part)
        if named is None or told is None or text_of(named.raw) != then.record["record_id"]:
            continue
        for row in (row for row in told.rows if is_written(row.answers)):
            ref = row.text("ref")
            found = found_as(ref, before.get(ref, row.text("action")), after)
            if found == ref:
                continue
            what = f"counts for the action {found} there" if found else "does not count for any action there"
            yield own.problem(
                code,
                f"{row.pointer}/ref" if own is telling else f"/answers/{ref.rpartition('/')[0]}",
                f"The correction {correction} has other words for the action {ref}, so what {name} tells under "
                f"{row.words} {what}",
                "If it is the same action, start a correction from the newest record and give the action its first "
                "words again. If it is another one, tell of it in a new update.",
                severity=Severity.WARNING,
            )


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
        on, changed = then.day("completed-on") or then.today, row.field("changed_on")
        if changed and changed.day and changed.day < on:
            yield own.problem(
                code,
                changed.pointer,
                f"The change of {row.words} on {in_words(changed.day)} was before the record {name} agreed the action, "
                f"on {in_words(on)}",
                "Check the date. If the action was begun before the record was finished, all is well.",
                severity=Severity.WARNING,
            )
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
