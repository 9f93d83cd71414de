"""How a record enters the register, and the rules that only two records together can show.

Two records are judged alike whichever came first: the one that is here stays, the other is refused.
A record that a correction replaced counts no longer, be it the next to enter. Knows
nothing of files, pages or the database.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.problems import Problem, Severity, has_errors
from practice_audit.records import finished_on, tool_of
from practice_audit.relations import actions_taken, corrections, moderations, selections
from practice_audit.relations.family_records import feedback_clashes
from practice_audit.relations.held import Outcome
from practice_audit.rules.audit import Audit
from practice_audit.rules.days import audited_in_the_12_months_before, in_words
from practice_audit.rules.reading import mapping, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from practice_audit.model import Catalogue
    from practice_audit.relations.held import Held

    Record: TypeAlias = Mapping[str, Any]
    Catalogues: TypeAlias = Callable[[str], Catalogue | None]

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "REG003": "The record names one that is not in the register",
    "REG004": "The record was made for practice",
    "REG005": "The record was deleted from the register when its time was over",
}


def enter(record: Record, register: Held, catalogues: Catalogues) -> tuple[Outcome, tuple[Problem, ...]]:
    """Put one valid record into the register, unless it is a draft, was for practice, or is spoken against there.

    `catalogues` gives the catalogue of an edition, or None for one that is not known here. Problems
    that are no errors come with a record that was imported.
    """
    if record["status"] != "complete":
        return Outcome.REFUSED, (_draft(),)
    if "practice" in record:
        return Outcome.REFUSED, (_practice(record),)
    with register.transaction():
        known = register.compare(record)
        if known is None:
            if register.was_purged(record["record_id"]):
                return Outcome.REFUSED, (_purged(record),)
            problems = clashes(record, register, catalogues)
            if has_errors(problems):
                return Outcome.REFUSED, problems
            return register.add(record), (*problems, *_not_here(record, register))
    return known, (_conflict(record),) if known is Outcome.CONFLICT else ()


def _purged(record: Record) -> Problem:
    return Problem(
        code="REG005",
        pointer="/record_id",
        message=f"The record {record['record_id'][:8]} was in the register and was deleted when its time was over.",
        remedy="Its count stays in the totals. Delete this file, too.",
    )


def _practice(record: Record) -> Problem:
    return Problem(
        code="REG004",
        pointer="/practice",
        message=f"This record was made for practice: edition {record['edition']} was not in force then.",
        remedy="Make the record with the edition that is in force, on the handbook that everybody reads.",
    )


def counted_as(record: Record, catalogues: Catalogues) -> tuple[date, str]:
    """What stays of a record that is deleted: the day on which it counts, and its grade if it is an audit.

    The grade is "" for a record of another kind, and for one whose tool is not known here.
    """
    catalogue = catalogues(record["edition"])
    tool = tool_of(catalogue, record) if catalogue else None
    if tool is None:
        return finished_on(record, ""), ""
    grade = next((text_of(record["answers"].get(each.id)) for each in tool.by_part.get("grade", ())), "")
    return finished_on(record, tool.counted_in), grade


def clashes(record: Record, register: Held, catalogues: Catalogues) -> tuple[Problem, ...]:
    """Every rule that this complete, valid record breaks together with those in the register; some only warn."""
    seen = _Seen(catalogues)
    correcting = tuple(corrections.clashes(record, register))
    if has_errors(correcting):  # what it is, and what counts beside it, cannot be told
        return correcting
    return (
        *correcting,
        *_audited_twice(record, register, seen),
        *_checklists(record, register, seen),
        *moderations.clashes(record, register, seen),
        *actions_taken.clashes(record, register, seen),
        *feedback_clashes(record, register, seen),
        *selections.clashes(record, register, seen),
    )


class _Seen:
    """Records as the rules see them, each made once while one record enters."""

    def __init__(self, catalogues: Catalogues) -> None:
        self._catalogues = catalogues
        self._made: dict[str, Audit | None] = {}

    def __call__(self, record: Record) -> Audit | None:
        """A record as the rules see it; None where its tool is not known here."""
        record_id = record["record_id"]
        if record_id not in self._made:
            self._made[record_id] = _audit(record, self._catalogues)
        return self._made[record_id]


def awaits_note(record_id: str, register: Held, catalogues: Catalogues) -> bool:
    """Whether a record here is a moderation that counts and whose note is not yet on the case file (R088)."""
    record = register.record(record_id)
    own = _audit(record, catalogues) if record else None
    on_file = own.one("on-file") if own else None
    if on_file is None or on_file.text == "yes":
        return False
    return record is not None and not corrections.is_replaced(record, register)


def _audited_twice(record: Record, register: Held, seen: _Seen) -> Iterator[Problem]:
    """R021: no audit of a case is completed in the twelve months before another is selected."""
    own, case = seen(record), mapping(record.get("case")).get("ref")
    selected = own.one("selected-on") if own else None
    if own is None or selected is None or not isinstance(case, str) or corrections.is_replaced(record, register):
        return
    corrected = corrections.targets(record)
    for document in register.of_case(record["record_type"], case):
        other = seen(document)
        if other is None or document["record_id"] in corrected:
            continue
        for first, second in ((other, own), (own, other)):
            done, drawn = _done(first), second.day("selected-on")
            if drawn and audited_in_the_12_months_before(done, drawn):
                yield own.problem(
                    "R021",
                    selected.pointer,
                    f"The register holds another audit of this case, {document['record_id'][:8]}: one was completed on "
                    f"{in_words(done)}, less than twelve months before the other was selected on {in_words(drawn)}",
                    "Ask the quality team whether the case reference is right: a case is drawn once in twelve months.",
                )


def _checklists(record: Record, register: Held, seen: _Seen) -> Iterator[Problem]:
    """R035 and R030: an audit's checklist is one, by another hand, of the same case, and from before the talk."""
    own = seen(record)
    if own is None:
        return
    named = own.one("checklist")
    checklist = register.record(text_of(named.raw)) if named else None
    if named and checklist and not corrections.is_replaced(record, register):
        yield from _checklist(own, record, checklist, seen, (named.pointer, named.pointer))
    for audit in corrections.current(register.naming(record["record_id"], "prepares"), record, register):
        yield from _checklist(own, audit, record, seen, ("/author/ref", "/case/ref"))


def _checklist(own: Audit, audit: Record, checklist: Record, seen: _Seen, places: tuple[str, str]) -> Iterator[Problem]:
    """What speaks against one audit and the checklist that it names; `own` is the record that is to enter."""
    author, case = places
    first, second = checklist["record_id"][:8], audit["record_id"][:8]
    asking, answering = seen(audit), seen(checklist)
    question = asking.one("checklist") if asking else None
    if question and question.question.accepts != checklist["record_type"]:
        yield own.problem(
            "R030",
            case,
            f"The record {first}, which the audit {second} names as its checklist, is not a checklist, but "
            f"{own.titled(checklist['record_type'])}",
            "Enter the record number of the checklist. It stands in the file, after “record_id”.",
        )
        return
    if corrections.same(audit, checklist, "author"):
        yield own.problem(
            "R035",
            author,
            f"The checklist {first} was finished by the auditor of {second}",
            "An audit names a checklist that the practitioner or the manager finished.",
        )
    if corrections.same(audit, checklist, "case") is False:
        yield own.problem(
            "R030",
            case,
            f"The checklist {first} and the audit {second} that names it are about two cases",
            "An audit names the checklist of its own case. Check both case references.",
        )
    talk, finished = asking.day("conversation-on") if asking else None, _done(answering) if answering else None
    if talk and finished and finished > talk:
        yield own.problem(
            "R030",
            case,
            f"The checklist {first} was finished on {in_words(finished)}, after the conversation of the audit {second} "
            f"on {in_words(talk)}",
            "Ask the practitioner when the checklist was finished.",
        )


def _audit(record: Record, catalogues: Catalogues) -> Audit | None:
    """A record as the rules see it on the day it was completed; None where its tool is not known here."""
    catalogue = catalogues(record["edition"])
    tool = tool_of(catalogue, record) if catalogue else None
    if catalogue is None or tool is None:
        return None
    return Audit(catalogue=catalogue, tool=tool, record=record, today=date.fromisoformat(record["completed"][:10]))


def _done(audit: Audit) -> date:
    """When an audit was completed: as its author says, else when its record was made."""
    return finished_on(audit.record, audit.tool.finished_in)


def _not_here(record: Record, register: Held) -> Iterator[Problem]:
    named = [row["record_id"] for row in record["relates_to"]]
    here = register.holds(named)
    for place, target in enumerate(named):
        if target in here:
            continue
        gone = register.was_purged(target)
        yield Problem(
            code="REG003",
            severity=Severity.WARNING,
            pointer=f"/relates_to/{place}/record_id",
            message=f"The record {target[:8]} that this one names {corrections.GONE if gone else 'is not yet here'}.",
            remedy=f"{'It cannot enter again' if gone else 'Import that record too'}. "
            "This one was imported all the same.",
        )


def _draft() -> Problem:
    return Problem(
        code="R173",
        pointer="/status",
        message="This is a draft, and drafts are not imported.",
        remedy="Ask its author to finish it and to send the finished record.",
    )


def _conflict(record: Record) -> Problem:
    return Problem(
        code="R178",
        pointer="/record_id",
        message=f"The register holds a record {record['record_id'][:8]} with other content, which stays as it is.",
        remedy="Records do not change. Ask the author for a correction: a new record that names the one it replaces.",
    )
