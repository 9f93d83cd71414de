"""The papers of one audit of the made-up year: the checklist, what the family says, the audit, a correction.

Knows nothing of moderation, actions that follow, or the calendar of the quality team.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from site_build.demo import texts
from site_build.demo.families import said_by_child, said_by_parent, what_was_said
from site_build.demo.judging import judged
from site_build.demo.making import Asked, day, finished, rows, value
from site_build.demo.setting import AUDIT, header

if TYPE_CHECKING:
    from practice_audit.model import Catalogue
    from site_build.demo.making import Answers, Record
    from site_build.demo.people import Chance
    from site_build.demo.setting import Setting

_ROLES: Final = ("role.sdm", "role.sdevm", "role.team-leader")
"""The roles of auditors: none of them carries out an action."""


def prepared(chance: Chance, setting: Setting) -> Record:
    """The checklist that the practitioner finished before the talk."""
    case, tool = setting.drawn.case, setting.catalogue.tool("pre-audit")
    done = setting.begun - timedelta(days=1)
    answers: Answers = {
        **header(setting),
        "pa.a.role": value("role.practitioner"),
        "pa.a.author_ref": value(case.practitioner_ref),
        "pa.a.manager_ref": value(case.manager_ref),
        "pa.a.conversation_on": day(setting.talk),
        "pa.a.completed_on": day(done),
        "pa.a.services": rows(
            {"service": value("Primary school"), "role": value("Learning mentor"), "on_file": value("yes")}
        ),
        "pa.g.smart": value(["specific", "realistic", "timely"]),
        "pa.i.told": value("yes"),
        "pa.i.told_on": day(setting.told),
        "pa.i.contact_ok": value("yes"),
        "pa.i.contact_pref": value(chance.one(("telephone", "meeting", "worker_present"))),
        "pa.i.child_ok": value(chance.one(("yes", "no", "not_asked"))),
        "pa.j.proud": value(chance.one(texts.PROUD)),
        "pa.j.changed": value(chance.one(texts.CHANGED)),
        "pa.j.hard": value(chance.one(texts.HARD)),
    }
    for question in tool.questions.values():
        if question.type == "ready":
            found = chance.weighed({"yes": 70, "partly": 18, "not_yet": 12})
            answers[question.id] = value(found, **({"where": chance.one(texts.WHERE)} if found == "partly" else {}))
        elif question.type == "date" and question.id not in answers:
            answers[question.id] = day(done - timedelta(days=20 + int(chance.random() * 60)))
    return finished(
        setting.catalogue,
        Asked(tool=tool.id, record_id=chance.id(), begun=setting.told, done=done, answers=answers),
    )


def audited(chance: Chance, setting: Setting) -> list[Record]:
    """The checklist, what the family said where the edition asks for it, and the audit, in the order of their days."""
    checklist = prepared(chance, setting)
    said = what_was_said(chance, setting)
    loads = {"ila.a.selection_id": setting.selection, "ila.b.preaudit": checklist}
    feedback: list[Record] = []
    forms = {tool.id for tool in setting.catalogue.tools}
    if "feedback-parent" in forms and said.parent == "took_part" and said.parent_file:
        loads["ila.e.parent_feedback"] = said_by_parent(chance, setting)
        feedback.append(loads["ila.e.parent_feedback"])
    if "feedback-child" in forms and said.child == "given" and said.child_file:
        loads["ila.e.child_feedback"] = said_by_child(chance, setting)
        feedback.append(loads["ila.e.child_feedback"])
    answers = {**_answers(chance, setting), **said.answers}
    asked = Asked(
        tool=AUDIT, record_id=chance.id(), begun=setting.begun, done=setting.done, answers=answers, loads=loads
    )
    return [checklist, *feedback, finished(setting.catalogue, asked)]


def corrected(chance: Chance, catalogue: Catalogue, audit: Record, on: date) -> Record:
    """A correction of an audit: one narrative is written anew, all else stays."""
    answers = typed_again(catalogue, audit)
    answers |= {"ila.f.higher": value(chance.one(texts.HIGHER)), "ila.h.completed_on": day(on)}
    asked = Asked(tool=AUDIT, record_id=chance.id(), begun=on, done=on, answers=answers, replaces=audit["record_id"])
    return finished(catalogue, asked)


def typed_again(catalogue: Catalogue, audit: Record) -> Answers:
    """The answers of a finished audit as somebody types them who corrects it."""
    return {key: _as_typed(catalogue, key, answer) for key, answer in audit["answers"].items()}


def _as_typed(catalogue: Catalogue, key: str, answer: Any) -> Any:
    question = catalogue.tool(AUDIT).questions[key]
    if question.type == "date" and "value" in answer:
        return day(date.fromisoformat(answer["value"]))
    dates = {field.id for field in question.fields if field.type == "date"}
    if not dates:
        return answer
    return {
        **answer,
        "rows": [
            {key: day(date.fromisoformat(each["value"])) if key in dates else each for key, each in row.items()}
            for row in answer.get("rows", ())
        ],
    }


def _answers(chance: Chance, setting: Setting) -> Answers:
    """Every answer of an audit, but for what the family said."""
    drawn = setting.drawn
    answers: Answers = {
        **header(setting),
        "ila.a.selection_method": value("random"),
        "ila.a.selected_on": day(date.fromisoformat(setting.selection["answers"]["sel.a.selected_on"]["value"])),
        "ila.a.prev_audit_on": day(drawn.last_audit_on) if drawn.last_audit_on else {"none": True},
        "ila.a.auditor_ref": value(drawn.auditor_ref),
        "ila.a.auditor_role": value(_ROLES[int(str(drawn.auditor_ref)[3:]) % len(_ROLES)]),
        "ila.a.independent": value("yes"),
        "ila.a.practitioner_ref": value(drawn.case.practitioner_ref),
        "ila.a.manager_ref": value(drawn.case.manager_ref),
        "ila.b.area_told_on": day(setting.told),
        "ila.b.family_told_on": day(setting.told),
        "ila.b.leaflet": value("yes"),
        "ila.b.standards_read": value("yes"),
        "ila.b.read_from": day(setting.begun),
        "ila.b.read_to": day(setting.talk),
        "ila.b.extract": value("Everything of the last twelve months, the newest assessment, and the chronology."),
        "ila.d.date": day(setting.talk),
        "ila.d.with": value(chance.one((["role.practitioner"], ["role.practitioner", "role.manager"]))),
        "ila.d.reflection": value(chance.one(texts.WORKER)),
        "ila.d.shared_good": value("yes", detail=chance.one(texts.GOOD)),
        "ila.d.shared_dev": value("yes", detail=chance.one(texts.HIGHER)),
        "ila.d.helped_worker": value(chance.one(texts.HELPED)),
        "ila.d.helped_auditor": value(chance.one(texts.HELPED)),
        "ila.h.completed_on": day(setting.done),
    }
    _services(chance, answers)
    _ask(chance, answers)
    return judged(chance, setting, answers)


def _services(chance: Chance, answers: Answers) -> None:
    answers["ila.c6.services"] = rows(
        *(
            {
                "service": value(service),
                "role": value(role),
                "comment": value(comment),
                "on_file": value(chance.one(("yes", "yes", "no"))),
                "spoken_to": value(chance.one(("yes", "no"))),
            }
            for service, role, comment in (
                ("Children’s Social Work", "Social worker", "Leads the work and holds the plan together."),
                ("Primary school", "Learning mentor", "Sees the child each morning and writes a weekly note."),
            )
        )
    )
    answers["ila.c6.joined_up_words"] = value("School, family and worker share one plan, and each knows its part.")


def _ask(chance: Chance, answers: Answers) -> None:
    answers["ila.d.questions"] = rows(
        *(
            {
                "question": value(question),
                "prompted_by": value(chance.one(("ila.c1", "ila.c2", "ila.c4.evidence/1"))),
                "reply": value(chance.one(texts.REPLY)),
            }
            for question in chance.some(texts.ASKED, 2)
        )
    )
