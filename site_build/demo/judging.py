"""What is found in one audit of the made-up year, how it is weighed, and what is to be done about it.

The grade is chosen first, and what is found of each standard fits it. Knows nothing of families,
moderation, or the calendar.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from practice_audit.forms.offers import section_standards
from practice_audit.rules.outcomes import expectation_outcomes
from site_build.demo import texts
from site_build.demo.making import day, rows, value
from site_build.demo.people import MUFFLED
from site_build.demo.setting import AUDIT

if TYPE_CHECKING:
    from practice_audit.model import Catalogue, Question, Section
    from site_build.demo.making import Answers
    from site_build.demo.people import Chance
    from site_build.demo.setting import Setting

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
_BY_CHAPTER: Final = {"ps.directwork": 0.02, "ps.assessment": -0.18, "ps.plans": -0.03, "ps.oversight": 0.05}
_DRIFT: Final = 0.014
"""By so much a month the chapter on assessment gets better; the others stay as they are."""
_RISING: Final = "ps.assessment"
_UNHEARD: Final = 0.3
"""By so much less the voice of the child is met in the area where it is muffled."""
_VOICE: Final = ("ila.c2.voice", "ila.c2.directwork", "ila.c2.explained", "ila.c2.involve", "ila.c3.child")
_MOST_NOT_MET: Final = {"grade.some-development": 3, "grade.significant-development": 6}
_OWNERS: Final = {"role.sw": 55, "role.tm": 30, "role.ap": 10, "role.hos": 5}


def judged(chance: Chance, setting: Setting, noted: Answers) -> Answers:
    """What is noted of an audit with its grade, findings, evidence, reasons and actions."""
    grade = chance.weighed(_GRADES)
    answers: Answers = {**noted, "ila.f.grade": value(grade)}
    _judge(chance, setting, grade, answers)
    for section in setting.catalogue.tool(AUDIT).sections:
        _describe(chance, setting, section, answers)
    _weigh(chance, setting, grade, answers)
    _plan_actions(chance, setting, grade, answers)
    return answers


def _judge(chance: Chance, setting: Setting, grade: str, answers: Answers) -> None:
    """What is found of each standard: as the grade has it, by chapter, area and month."""
    left = _MOST_NOT_MET.get(grade, 0)
    questions = [*setting.catalogue.tool(AUDIT).questions.values()]
    for question in chance.some(questions, len(questions)):
        if question.type != "met":
            continue
        linked = setting.catalogue.expectations_of(question)
        chapter = linked[0].part_of if linked else ""
        likely = _MET[grade] + _BY_CHAPTER.get(chapter, 0) + (_DRIFT * setting.month if chapter == _RISING else 0)
        if question.id in _VOICE and setting.drawn.case.area == MUFFLED:
            likely -= _UNHEARD
        answers[question.id] = _found(chance, question, likely, enough=left <= 0)
        left -= answers[question.id]["value"] == "not_met"
        if answers[question.id]["value"] in {"partly", "not_met"} and len(linked) > 1:
            answers[question.id]["which"] = [chance.one(linked).id]


def _found(chance: Chance, question: Question, likely: float, *, enough: bool) -> dict[str, Any]:
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
                "links": value([item.id, *item.indicators[: int(chance.random() * 2)]]),
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


def _weigh(chance: Chance, setting: Setting, grade: str, answers: Answers) -> None:
    """The grade's reasons, both sides, and what others can learn."""
    catalogue = setting.catalogue
    chapter = chance.one(catalogue.of_kind("chapter"))
    evidence = [
        (f"{key}/{row['id']}", row)
        for key, each in answers.items()
        if key.endswith(".evidence")
        for row in each["rows"]
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
    made: list[dict[str, Any]] = []
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
