"""One audit of the made-up year: the checklist, what the family says, and the audit itself.

The grade is chosen first, and what is found of each standard fits it. Knows nothing of moderation,
actions that follow, or the calendar of the quality team.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from practice_audit.forms.offers import section_standards
from practice_audit.rules.outcomes import expectation_outcomes
from site_build.demo import texts
from site_build.demo.families import said_by_child, said_by_parent, what_was_said
from site_build.demo.making import Asked, day, finished, rows, value
from site_build.demo.people import MUFFLED

if TYPE_CHECKING:
    from practice_audit.model import Catalogue, Question, Section
    from practice_audit.sampling.draw import Drawn
    from site_build.demo.making import Answers, Record
    from site_build.demo.people import Chance

AUDIT: Final = "ila"
UPPER: Final = ("grade.outstanding", "grade.positive")
_GRADES: Final = {
    "grade.outstanding": 10,
    "grade.positive": 40,
    "grade.some-development": 39,
    "grade.significant-development": 11,
}
_MET: Final = {
    "grade.outstanding": 0.95,
    "grade.positive": 0.87,
    "grade.some-development": 0.74,
    "grade.significant-development": 0.58,
}
_BY_CHAPTER: Final = {"ps.directwork": 0.02, "ps.assessment": -0.16, "ps.plans": -0.04, "ps.oversight": 0.05}
_DRIFT: Final = 0.018
"""By so much a month the chapter on assessment gets better; the others stay as they are."""
_RISING: Final = "ps.assessment"
_UNHEARD: Final = 0.3
"""By so much less the voice of the child is met in the area where it is muffled."""
_VOICE: Final = ("ila.c2.voice", "ila.c2.directwork", "ila.c2.explained", "ila.c2.involve", "ila.c3.child")
_MOST_NOT_MET: Final = {"grade.some-development": 5, "grade.significant-development": 9}
_ROLES: Final = ("role.sdm", "role.sdevm", "role.team-leader")
"""The roles of auditors: none of them carries out an action."""
_OWNERS: Final = {"role.sw": 55, "role.tm": 30, "role.ap": 10, "role.hos": 5}


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Around what an audit is made: the edition, the case, its place in the year, and the days of its month."""

    catalogue: Catalogue
    drawn: Drawn
    selection: Record
    age: str
    month: int
    told: date
    begun: date

    @property
    def talk(self) -> date:
        """The day of the talk with the worker, and of the contact with the family."""
        return self.begun + timedelta(days=5)

    @property
    def done(self) -> date:
        """The day on which the audit is finished."""
        return self.begun + timedelta(days=8)


def prepared(chance: Chance, setting: Setting) -> Record:
    """The checklist that the practitioner finished before the talk."""
    case, tool = setting.drawn.case, setting.catalogue.tool("pre-audit")
    done = setting.begun - timedelta(days=1)
    answers: Answers = {
        **_header(setting),
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
    grade = chance.weighed(_GRADES)
    answers = {**_answers(chance, setting, grade), **said.answers}
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


def _header(setting: Setting) -> Answers:
    case = setting.drawn.case
    early = case.plan_kind == "early_help"
    return {
        "hdr.case_ref": value(case.case_ref),
        "hdr.service": value("early_help" if early else "social_work"),
        "hdr.area": value(case.area),
        "hdr.plan_kind": value(case.plan_kind),
        "hdr.assessment_kind": value("early_help_assessment" if early else "child_and_family_assessment"),
        "hdr.child_age_band": value(setting.age),
    }


def _answers(chance: Chance, setting: Setting, grade: str) -> Answers:
    """Every answer of an audit, but for what the family said."""
    drawn, tool = setting.drawn, setting.catalogue.tool(AUDIT)
    answers: Answers = {
        **_header(setting),
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
        "ila.f.grade": value(grade),
        "ila.h.completed_on": day(setting.done),
    }
    _judge(chance, setting, grade, answers)
    for section in tool.sections:
        _describe(chance, setting, section, answers)
    _services(chance, answers)
    _ask(chance, answers)
    _weigh(chance, setting, grade, answers)
    _plan_actions(chance, setting, grade, answers)
    return answers


def _judge(chance: Chance, setting: Setting, grade: str, answers: Answers) -> None:
    """What is found of each standard: as the grade has it, by chapter, area and month."""
    left = _MOST_NOT_MET.get(grade, 0)
    for question in setting.catalogue.tool(AUDIT).questions.values():
        if question.type != "met":
            continue
        linked = setting.catalogue.expectations_of(question)
        chapter = linked[0].part_of if linked else ""
        likely = _MET[grade] + _BY_CHAPTER.get(chapter, 0) + (_DRIFT * setting.month if chapter == _RISING else 0)
        if question.id in _VOICE and setting.drawn.case.area == MUFFLED:
            likely -= _UNHEARD
        answers[question.id] = _judged(chance, question, likely, enough=left <= 0)
        left -= answers[question.id]["value"] == "not_met"
        if answers[question.id]["value"] in {"partly", "not_met"} and len(linked) > 1:
            answers[question.id]["which"] = [chance.one(linked).id]


def _judged(chance: Chance, question: Question, likely: float, *, enough: bool) -> dict[str, Any]:
    if question.id.endswith(".group") and chance.happens(0.7):
        return value("na", detail="No group work was used with this child.")
    if chance.happens(0.02):
        return value("na", detail="Nothing of the kind was due in the months that were read.")
    if chance.happens(min(likely, 0.98)):
        return value("met")
    return value("partly" if enough or chance.happens(0.6) else "not_met")


def _describe(chance: Chance, setting: Setting, section: Section, answers: Answers) -> None:
    """The opinion and the evidence on one part of the file."""
    parts = {question.part: question.id for question in section.questions}
    if "evidence" not in parts:
        return
    near = [item for name in section_standards(section, setting.catalogue) if (item := setting.catalogue.by_id[name])]
    short = {
        name
        for question in section.questions
        if answers.get(question.id, {}).get("value") in {"partly", "not_met"}
        for name in answers[question.id].get("which", question.links)
    }
    weak = [item for item in near if item.id in short]
    strong = [item for item in near if item.id not in short and not item.applies] or near
    shown = [("strength", item) for item in chance.some(strong, 1)]
    shown += [("development", item) for item in chance.some(weak, 1 + chance.happens(0.3))]
    answers[parts["evidence"]] = rows(
        *(
            {
                "what": value(texts.of(chance, texts.STRENGTH if kind == "strength" else texts.DEVELOPMENT, item)),
                "where": value(chance.one(texts.WHERE)),
                "seen_on": day(setting.begun - timedelta(days=10 + int(chance.random() * 80))),
                "kind": value(kind),
                "links": value([item.id]),
            }
            for kind, item in shown
        )
    )
    answers[parts["reviewed"]] = value("yes")
    answers[parts["found"]] = value(chance.one(texts.FOUND).format(more=chance.one(texts.MORE)))
    answers[parts["best-practice"]] = value(chance.one(texts.BEST))
    answers[parts["quality"]] = value("minimum" if len(weak) > 2 else "meets" if weak else "exceeds")  # noqa: PLR2004 - more than two standards fall short
    answers[parts["strengths"]] = value(texts.of(chance, texts.STRENGTH, chance.one(strong)))
    answers[parts["development"]] = (
        value(texts.of(chance, texts.DEVELOPMENT, chance.one(weak))) if weak else {"none": True}
    )


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


def _weigh(chance: Chance, setting: Setting, grade: str, answers: Answers) -> None:
    """The grade's reasons, both sides, and what others can learn."""
    catalogue = setting.catalogue
    chapter = chance.one(catalogue.of_kind("chapter"))
    evidence = [
        (f"{key}/{row['id']}", row) for key, each in answers.items() if key.endswith(".evidence") for row in each["rows"]
    ]
    named = [name for name, row in evidence if str(row["links"]["value"][0]).startswith("ps.")]
    basis = set(chance.some(named or [name for name, _ in evidence], 3))
    barriers = chance.happens(0.35)
    answers |= {
        "ila.f.why": value(f"{chance.one(texts.WHY).format(chapter=chapter.title)} ({_first(catalogue, chapter.id)})"),
        "ila.f.evidence_basis": value([name for name, _ in evidence if name in basis]),
        "ila.f.evidence_words": value(chance.one(texts.SUPPORTS)),
        "ila.f.higher": value(chance.one(texts.HIGHER)),
        "ila.f.good": value(chance.one(texts.GOOD)),
        "ila.f.barriers": value(chance.one(texts.BARRIERS)) if barriers else {"none": True},
        "ila.h.theme": value([chapter.id]),
    }
    kinds = [row["kind"]["value"] for _, row in evidence]
    one_sided = kinds.count("strength") > 4 * max(1, kinds.count("development"))
    unmet = any(each.get("value") == "not_met" for each in answers.values() if isinstance(each, dict))
    if one_sided or (grade == "grade.significant-development" and not unmet):
        answers["ila.f.warning_reply"] = value("What is missing was looked for, and weighs as the reasons above say.")
    if grade in UPPER and chance.happens(0.5):
        answers["ila.h.good_example"] = value("yes", detail=chance.one(texts.EXAMPLE))


def _first(catalogue: Catalogue, chapter: str) -> str:
    return next(item.id for item in catalogue.of_kind("expectation") if item.part_of == chapter)


def _plan_actions(chance: Chance, setting: Setting, grade: str, answers: Answers) -> None:
    """An action for each core standard that is not met, for a barrier, and where the grade asks for one."""
    catalogue, tool = setting.catalogue, setting.catalogue.tool(AUDIT)
    outcomes = expectation_outcomes(catalogue, tool, answers)
    unmet = [name for name, each in outcomes.items() if each["not_met"] and catalogue.by_id[name].level == "core"]
    barred = "value" in answers["ila.f.barriers"]
    if grade in UPPER:
        answers["ila.g.no_action"] = value("The team has seen it and does it as everyday work.")
    partly = [name for name, each in outcomes.items() if each["partly"]]
    links = unmet or (chance.some(partly or [*outcomes], 1) if barred or grade not in UPPER else [])
    made = []
    for place, link in enumerate(links):
        hard = chance.happens(0.1)
        made.append(
            {
                "action": value(texts.of(chance, texts.ACTION, catalogue.by_id[link])),
                "link": value(link),
                "barrier": value(chance.one(texts.OVERCOMES)) if barred and not place else None,
                "owner_role": value(chance.weighed(_OWNERS)),
                "due": day(setting.done + timedelta(days=28 + 7 * int(chance.random() * 9))),
                "complex": value("yes" if hard else "no"),
                "discussed_on": day(setting.talk) if hard else None,
                "discussion_outcome": value("The manager takes it up and reports back in a month.") if hard else None,
            }
        )
    if made:
        answers["ila.g.actions"] = rows(*made)
    if any(row["complex"]["value"] == "yes" for row in made):
        answers["ila.g.discussed"] = value("yes")
