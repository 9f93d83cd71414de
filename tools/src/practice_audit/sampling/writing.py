"""What a draw leaves behind for people and for the register: the record, and a notice for each area team.

A record is finished where it is known who drew and, for cases, when the area teams were told; otherwise it
is a draft that the tool's page can open. Ids, days and the time are arguments. Knows nothing of files.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit import records
from practice_audit.rules.days import in_words

if TYPE_CHECKING:
    from practice_audit.model import Catalogue
    from practice_audit.sampling.draw import Draw, Drawn
    from practice_audit.sampling.moderation import AuditDraw

    Record: TypeAlias = dict[str, Any]

SELECTION: Final = "selection"
MODERATION_SAMPLE: Final = "moderation-sample"
_NOTICE: Final = """\
# Cases selected for audit: {area}

Date: {dated}

On {drawn_on} these cases of your area were drawn at random for an Interactive Learning Audit.

| Case | Practitioner | Auditor |
|---|---|---|
{rows}
Number of the selection record: {record_id}

What comes next:

1. Tell the practitioner and the manager of each case.
2. Make sure that the child or young person and the parents or carers know of the audit, and have the leaflet,
   before the auditor gets in touch with them.
3. Note the day on which the family was told. The auditor asks for it.
4. If the auditor of a case has a part in it after all, tell the quality team.

The codes stand for people. Keep this notice as you keep the case file.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """By whom and when a record is made; what is "" is left to the tool's page.

    `now` is UTC, `2026-07-06T09:30:00Z`; `told_on` is when the area teams were told.
    """

    record_id: str
    now: str
    by: str = ""
    role: str = ""
    told_on: date | None = None


def selection_record(catalogue: Catalogue, draw: Draw, made: Made) -> Record:
    """The selection record of a draw; a draft as long as nobody says who drew and when the area teams were told."""
    asked = draw.question
    areas = sorted({each.case.area for each in draw.drawn})
    answers: Record = {
        "sel.a.selected_on": _day(asked.selected_on),
        "sel.a.method": {"value": "random"},
        "sel.a.population": {"value": str(draw.population)},
        "sel.a.sample_size": {"value": str(len(draw.drawn))},
        "sel.a.seed": {"value": asked.seed},
        "sel.a.author_ref": {"value": made.by},
        "sel.a.author_role": {"value": made.role},
        "sel.b.cases": {"rows": [_case(place, each) for place, each in enumerate(draw.drawn, 1)]},
        "sel.c.areas_told": {
            "rows": [
                {"id": str(place), "area": {"value": area}, "told_on": _day(made.told_on) if made.told_on else {}}
                for place, area in enumerate(areas, 1)
            ]
        },
    }
    return _record(catalogue, SELECTION, answers, made, finished=bool(made.by and made.role and made.told_on))


def moderation_record(catalogue: Catalogue, draw: AuditDraw, made: Made) -> Record:
    """The moderation sample of a draw; a draft as long as nobody says who drew."""
    answers: Record = {
        "ms.a.meeting_on": _day(draw.meeting_on),
        "ms.a.pool": {"value": str(len(draw.pool))},
        "ms.a.number": {"value": str(len(draw.drawn))},
        "ms.a.author_ref": {"value": made.by},
        "ms.a.author_role": {"value": made.role},
        "ms.b.seed": {"value": draw.seed},
        "ms.b.audits": {
            "rows": [
                {"id": str(place), "audit_ref": {"value": number}} for place, (number, _) in enumerate(draw.drawn, 1)
            ]
        },
    }
    return _record(catalogue, MODERATION_SAMPLE, answers, made, finished=bool(made.by and made.role))


def notices(draw: Draw, made: Made) -> dict[str, str]:
    """For each area the notice to its team, as Markdown: which cases, who audits them, and what comes next."""
    areas: dict[str, list[Drawn]] = {}
    for each in sorted(draw.drawn, key=lambda each: (each.case.area, each.case.case_ref)):
        areas.setdefault(each.case.area, []).append(each)
    return {area: _notice(area, drawn, draw, made) for area, drawn in areas.items()}


def _notice(area: str, drawn: list[Drawn], draw: Draw, made: Made) -> str:
    rows = (
        f"| {each.case.case_ref} | {each.case.practitioner_ref} | {each.auditor_ref or 'not yet named'} |\n"
        for each in drawn
    )
    return _NOTICE.format(
        area=area,
        dated=in_words(made.told_on or date.fromisoformat(made.now[:10])),
        drawn_on=in_words(draw.question.selected_on),
        rows="".join(rows),
        record_id=made.record_id,
    )


def _case(place: int, drawn: Drawn) -> Record:
    return {
        "id": str(place),
        "case_ref": {"value": drawn.case.case_ref},
        "area": {"value": drawn.case.area},
        "practitioner_ref": {"value": drawn.case.practitioner_ref},
        **({"auditor_ref": {"value": drawn.auditor_ref}} if drawn.auditor_ref else {}),
        "last_audit_on": _day(drawn.last_audit_on) if drawn.last_audit_on else {"none": True},
    }


def _record(catalogue: Catalogue, tool_id: str, answers: Record, made: Made, *, finished: bool) -> Record:
    """The record of these answers, which are as a person would have typed them."""
    tool = catalogue.tool(tool_id)
    if finished:
        answers = {**answers, tool.record["completed_on"]: _day(date.fromisoformat(made.now[:10]))}
    kept = {key: answer for key, answer in answers.items() if answer != {"value": ""}}
    state = {"record_id": made.record_id, "created": made.now, "answers": kept}
    write = records.complete if finished else records.draft
    return write(catalogue, tool, state, made.now)


def _day(day: date) -> dict[str, str]:
    """A day as a draft keeps it: whole, and in the parts that were typed."""
    return {"value": day.isoformat(), "day": str(day.day), "month": str(day.month), "year": str(day.year)}
