"""How a record enters the register, and the rules that only two records together can show.

Two records are judged alike whichever came first: the one that is here stays, the other is refused.
A record that a correction replaced counts no longer. Knows nothing of files, pages or the database.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit import actions_taken, moderations, selections
from practice_audit.family_records import feedback_clashes
from practice_audit.problems import Problem, Severity, has_errors
from practice_audit.records import tool_of
from practice_audit.register import Outcome
from practice_audit.rules.audit import Audit
from practice_audit.rules.days import audited_too_recently, in_words
from practice_audit.rules.reading import mapping, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from practice_audit.model import Catalogue
    from practice_audit.register import Register

    Record: TypeAlias = Mapping[str, Any]
    Catalogues: TypeAlias = Callable[[str], Catalogue | None]

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "REG003": "The record names one that is not in the register yet",
    "REG004": "The record was made for practice",
    "REG005": "The record was deleted from the register when its time was over",
}

GRADES: Final = ("grade", "grade-view")
"""The parts of a record that give a grade."""


def enter(record: Record, register: Register, catalogues: Catalogues) -> tuple[Outcome, tuple[Problem, ...]]:
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


def grade_of(record: Record, catalogues: Catalogues) -> str:
    """The id of the grade that a record gives: an audit's own, or a moderator's; "" where it gives none."""
    own = _audit(record, catalogues)
    return next((text for part in GRADES if own and (text := own.text(part))), "")


def clashes(record: Record, register: Register, catalogues: Catalogues) -> tuple[Problem, ...]:
    """Every rule that this complete, valid record breaks together with those in the register; some only warn."""
    seen = _Seen(catalogues)
    return (
        *_corrections(record, register),
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


def awaits_note(record_id: str, register: Register, catalogues: Catalogues) -> bool:
    """Whether a record here is a moderation that counts and whose note is not yet on the case file (R088)."""
    record = register.record(record_id)
    own = _audit(record, catalogues) if record else None
    on_file = own.one("on-file") if own else None
    if on_file is None or on_file.text == "yes":
        return False
    return not any(register.naming(record_id, "replaces"))


def _corrections(record: Record, register: Register) -> Iterator[Problem]:
    """R175: a correction replaces a record of its own kind, which no other correction has replaced."""
    for place, row in enumerate(record["relates_to"]):
        if row["relation"] != "replaces":
            continue
        target, replaced = row["record_id"], register.record(row["record_id"])
        others = [other["record_id"] for other in register.naming(target, "replaces")]
        if replaced and replaced["record_type"] != record["record_type"]:
            message = "A correction must name a record of its own kind."
        elif others:
            message = f"The record {target[:8]} was replaced before, by {others[0][:8]}."
        else:
            continue
        yield Problem(
            code="R175",
            pointer=f"/relates_to/{place}/record_id",
            message=message,
            remedy="Start the correction from the newest record of the audit, then send that.",
        )


def _audited_twice(record: Record, register: Register, seen: _Seen) -> Iterator[Problem]:
    """R021: no audit of a case is completed in the twelve months before another is selected."""
    own, case = seen(record), mapping(record.get("case")).get("ref")
    selected = own.one("selected-on") if own else None
    if own is None or selected is None or not isinstance(case, str):
        return
    corrected = {row["record_id"] for row in record["relates_to"] if row["relation"] == "replaces"}
    corrected |= {correction["record_id"] for correction in register.naming(record["record_id"], "replaces")}
    for document in register.of_case(record["record_type"], case):
        other = seen(document)
        if other is None or document["record_id"] in corrected:
            continue
        for first, second in ((other, own), (own, other)):
            done, drawn = _done(first), second.day("selected-on")
            if drawn and done <= drawn and audited_too_recently(done, drawn):
                yield own.problem(
                    "R021",
                    selected.pointer,
                    f"The register holds another audit of this case, {document['record_id'][:8]}: one was completed on "
                    f"{in_words(done)}, less than twelve months before the other was selected on {in_words(drawn)}",
                    "Ask the quality team whether the case reference is right: a case is drawn once in twelve months.",
                )


def _checklists(record: Record, register: Register, seen: _Seen) -> Iterator[Problem]:
    """R035 and R030: an audit's checklist is one, by another hand, of the same case, and from before the talk."""
    own = seen(record)
    if own is None:
        return
    named = own.one("checklist")
    checklist = register.record(text_of(named.raw)) if named else None
    if named and checklist:
        yield from _checklist(own, record, checklist, seen, (named.pointer, named.pointer))
    for audit in register.naming(record["record_id"], "prepares"):
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
            f"The record {first}, which the audit {second} names as its checklist, is no checklist",
            "Enter the record number of the checklist. It stands in the file, after “record_id”.",
        )
        return
    if _same(audit, checklist, "author"):
        yield own.problem(
            "R035",
            author,
            f"The checklist {first} was finished by the auditor of {second}",
            "An audit names a checklist that the practitioner or the manager finished.",
        )
    if _same(audit, checklist, "case") is False:
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


def _same(first: Record, second: Record, who: str) -> bool | None:
    """Whether two records have the same author or case; None where one of them names none."""
    one, other = mapping(first.get(who)).get("ref"), mapping(second.get(who)).get("ref")
    if not isinstance(one, str) or not isinstance(other, str):
        return None
    return one.casefold() == other.casefold()


def _audit(record: Record, catalogues: Catalogues) -> Audit | None:
    """A record as the rules see it on the day it was completed; None where its tool is not known here."""
    catalogue = catalogues(record["edition"])
    tool = tool_of(catalogue, record) if catalogue else None
    if catalogue is None or tool is None:
        return None
    return Audit(catalogue=catalogue, tool=tool, record=record, today=date.fromisoformat(record["completed"][:10]))


def _done(audit: Audit) -> date:
    """When an audit was completed: as its author says, else when its record was made."""
    return audit.day("completed-on") or audit.today


def _not_here(record: Record, register: Register) -> Iterator[Problem]:
    named = [row["record_id"] for row in record["relates_to"]]
    here = register.holds(named)
    for place, target in enumerate(named):
        if target not in here:
            yield Problem(
                code="REG003",
                severity=Severity.WARNING,
                pointer=f"/relates_to/{place}/record_id",
                message=f"The record {target[:8]} that this one names is not yet here.",
                remedy="Import that record too. This one was imported all the same.",
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
