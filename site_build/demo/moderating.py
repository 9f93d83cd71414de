"""Moderations of the made-up year: moderators are a little stricter than auditors. Knows no calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from site_build.demo import texts
from site_build.demo.making import Asked, day, finished, value
from site_build.demo.people import MODERATORS, SECONDS

if TYPE_CHECKING:
    from datetime import date

    from practice_audit.model import Catalogue
    from site_build.demo.making import Answers, Record
    from site_build.demo.people import Chance

_STEP: Final = {-1: 6, 0: 76, 1: 17, 2: 1}
"""By how many grades a moderator goes down; below nought is up."""
_SECOND_STEP: Final = {-1: 5, 0: 90, 1: 5}


def first(chance: Chance, catalogue: Catalogue, audit: Record, sample: Record, begun: date) -> Record:
    """The first moderation of an audit that was drawn."""
    theirs = audit["answers"]["ila.f.grade"]["value"]
    view = _step(chance, catalogue, theirs, _STEP)
    done = begun + timedelta(days=2)
    answers: Answers = {
        **_common(chance, "m1", done, theirs, view),
        "m1.role": value("role.hos"),
        "m1.ref": value(chance.one(MODERATORS)),
        "m1.provisional": value(_step(chance, catalogue, view, _SECOND_STEP)),
        "m1.second": value("no"),
        "m1.fed_back_on": day(done),
        "m1.learning": value(chance.one(texts.LEARNING)),
    }
    for question in catalogue.tool("moderation-1").questions.values():
        if question.id.startswith("m1.quality.") or question.id == "m1.actions_ok":
            answers[question.id] = value(chance.weighed({"met": 80, "partly": 16, "not_met": 4}))
    loads = {"m1.audit": audit, "m1.sample": sample}
    asked = Asked(tool="moderation-1", record_id=chance.id(), begun=begun, done=done, answers=answers, loads=loads)
    return finished(catalogue, asked)


def second(chance: Chance, catalogue: Catalogue, audit: Record, moderation: Record, begun: date) -> Record:
    """The second moderation, which reads the audit and the first moderation."""
    theirs = audit["answers"]["ila.f.grade"]["value"]
    before = moderation["answers"]["m1.grade_view"]["value"]
    view = _step(chance, catalogue, before, _SECOND_STEP)
    ref, role = chance.one(SECONDS)
    done = begun + timedelta(days=1)
    agrees = (
        {"value": "agree"}
        if view == before
        else value("partly", detail="The evidence points a little further than the first moderator says.")
    )
    answers: Answers = {
        **_common(chance, "m2", done, theirs, view),
        "m2.role": value(role),
        "m2.ref": value(ref),
        "m2.provisional": value(before),
        "m2.agree_first": agrees,
        "m2.strategic": value("Auditors find the part of schools hard to see. Agree where their records stand."),
        "m2.learning": {"none": True},
    }
    loads = {"m2.audit": audit, "m2.first": moderation}
    asked = Asked(tool="moderation-2", record_id=chance.id(), begun=begun, done=done, answers=answers, loads=loads)
    return finished(catalogue, asked)


def _common(chance: Chance, prefix: str, done: date, theirs: str, view: str) -> Answers:
    """What both moderations answer."""
    on_file = chance.happens(0.85)
    example = chance.happens(0.18) and view in {"grade.outstanding", "grade.positive"}
    answers: Answers = {
        f"{prefix}.unfolded": value("blind"),
        f"{prefix}.justified": value("yes" if view == theirs else chance.one(("partly", "no"))),
        f"{prefix}.reasons": value(chance.one(texts.SUPPORTS)),
        f"{prefix}.grade_view": value(view),
        f"{prefix}.good_example": value("yes", detail=chance.one(texts.EXAMPLE)) if example else value("no"),
        f"{prefix}.on_file": value("yes" if on_file else "no"),
        f"{prefix}.date": day(done),
    }
    if on_file:
        answers[f"{prefix}.on_file_on"] = day(done)
    return answers


def _step(chance: Chance, catalogue: Catalogue, grade: str, steps: dict[int, int]) -> str:
    """A grade so many steps lower, as far as there are grades."""
    grades = sorted(catalogue.of_kind("grade"), key=lambda item: int(str(item.details["rank"])))
    place = [item.id for item in grades].index(grade) + chance.weighed(steps)
    return grades[min(max(place, 0), len(grades) - 1)].id
