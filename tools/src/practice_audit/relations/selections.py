"""What an audit, its selection record and the checklists of its case say together: R020, R021 and R022.

The record that an audit names as its selection is one, drew the case, and on the day that the audit tells;
and of a case that was drawn there is one audit. The auditor neither worked on
the case nor led who did: nobody who finished or leads a checklist of the case audits it. Judged alike
whichever record came first; what a correction replaced counts no longer. Knows nothing of files or pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.relations.corrections import current, is_replaced, lacks_what_it_replaces
from practice_audit.rules.days import in_words
from practice_audit.rules.reading import mapping, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from practice_audit.problems import Problem
    from practice_audit.relations.held import Held
    from practice_audit.rules.answers import Answer
    from practice_audit.rules.audit import Audit

    Record: TypeAlias = Mapping[str, Any]
    Seen: TypeAlias = Callable[[Record], Audit | None]

DRAWN: Final = "selection-record"
WORKERS: Final = ("author-ref", "manager-ref")
"""The parts of a checklist that name who works on the case."""


def clashes(record: Record, register: Held, seen: Seen) -> Iterator[Problem]:
    """What speaks against this record beside the selections, audits and checklists that the register holds."""
    own = seen(record)
    if own is None:
        return
    named, replaced = own.one(DRAWN), is_replaced(record, register)
    selection = register.record(text_of(named.raw)) if named and not replaced else None
    if named and selection:
        yield from _drawn(own, record, selection, seen, named.pointer)
    cases = own.all("cases")
    for audit in current(register.naming(record["record_id"], "feeds"), record, register):
        asking = seen(audit)
        question = asking.one(DRAWN) if asking else None
        if question and text_of(question.raw) == record["record_id"]:
            yield from _drawn(own, audit, record, seen, cases[0].pointer if cases else "/record_type")
    if named and not replaced:
        yield from _twice(own, named, record, register, seen)
    yield from () if replaced else _connected(own, record, register, seen)


def _drawn(own: Audit, audit: Record, selection: Record, seen: Seen, pointer: str) -> Iterator[Problem]:
    """R020: what the audit names is a selection, and the case is among those that it drew."""
    asking, drawing = seen(audit), seen(selection)
    question = asking.one(DRAWN) if asking else None
    first, second = selection["record_id"][:8], audit["record_id"][:8]
    if question and question.question.accepts != selection["record_type"]:
        yield own.problem(
            "R020",
            pointer,
            f"The record {first}, which the audit {second} names as its selection, is not a selection record, but "
            f"{own.titled(selection['record_type'])}",
            "Enter the record number of the selection. It stands on the notice and in the file, after “record_id”.",
        )
    elif drawing and _case(audit):
        drawn = {row.text("case_ref").casefold() for row in drawing.rows("cases")}
        if drawn and _case(audit) not in drawn:
            yield own.problem(
                "R020",
                pointer,
                f"The case of the audit {second} is not among those that the selection {first} drew",
                "Check the case reference, and the record number of the selection.",
            )
    told, drawn_on = asking.one("selected-on") if asking else None, drawing.one("selected-on") if drawing else None
    if told and told.day and drawn_on and drawn_on.day and told.day != drawn_on.day:
        yield own.problem(
            "R021",
            (told if own is asking else drawn_on).pointer,
            f"The audit {second} tells that its case was selected on {in_words(told.day)}, and the selection {first} "
            f"that it names was on {in_words(drawn_on.day)}",
            "Check both dates. The day of the selection stands on the selection notice.",
        )


def _twice(own: Audit, named: Answer, record: Record, register: Held, seen: Seen) -> Iterator[Problem]:
    """R020: of a case that was drawn once there is one audit, beside those that it corrects or that correct it."""
    case, selection = mapping(record.get("case")).get("ref"), text_of(named.raw)
    if not selection or not isinstance(case, str) or lacks_what_it_replaces(record, register):
        return
    for audit in current(register.of_case(record["record_type"], case), record, register):
        asking = seen(audit)
        question = asking.one(DRAWN) if asking else None
        if question and text_of(question.raw) == selection and not lacks_what_it_replaces(audit, register):
            yield own.problem(
                "R020",
                named.pointer,
                f"The selection {selection[:8]} drew this case for one audit, and the register holds that: "
                f"{audit['record_id'][:8]}",
                "If this record corrects that one, start a correction from that one, and send it. If not, check the "
                "case reference and the record number of the selection.",
            )


def _connected(own: Audit, record: Record, register: Held, seen: Seen) -> Iterator[Problem]:
    """R022: the auditor of a case is not one of those who worked on it, as its checklists tell."""
    case = mapping(record.get("case")).get("ref")
    if not isinstance(case, str):
        return
    takers = {
        tool.id: question.accepts
        for tool in own.catalogue.tools
        for question in tool.questions.values()
        if question.part == "checklist"
    }
    kind = record["record_type"]
    if kind in takers:
        for checklist in current(register.of_case(takers[kind], case), record, register):
            yield from _worked(own, record, checklist, seen)
    for tool in (tool for tool, accepts in takers.items() if accepts == kind):
        for audit in current(register.of_case(tool, case), record, register):
            yield from _worked(own, audit, record, seen)


def _worked(own: Audit, audit: Record, checklist: Record, seen: Seen) -> Iterator[Problem]:
    """Whether the auditor is one of those whom a checklist names; a named checklist's author is R035's."""
    asking, telling = seen(audit), seen(checklist)
    auditor = asking.text("author-ref").casefold() if asking else ""
    if not asking or not telling or not auditor or not asking.one("independent"):
        return
    named = checklist["record_id"] in {row["record_id"] for row in audit["relates_to"]}
    parts = [part for part in WORKERS if not (named and part == "author-ref")]
    if any(telling.text(part).casefold() == auditor for part in parts):
        yield own.problem(
            "R022",
            "/author/ref",
            f"The auditor of {audit['record_id'][:8]} works on the case, as the checklist {checklist['record_id'][:8]} "
            "tells",
            "An auditor has no part in the case or in its line management. Check the staff codes.",
        )


def _case(record: Record) -> str:
    return str(mapping(record.get("case")).get("ref") or "").casefold()
