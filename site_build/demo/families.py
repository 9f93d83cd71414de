"""What families say in the made-up year: in the audit, and in forms of their own. Knows nothing of grades."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from site_build.demo import texts
from site_build.demo.making import Asked, day, finished, rows, value
from site_build.demo.people import MUFFLED

if TYPE_CHECKING:
    from site_build.demo.making import Answers, Record
    from site_build.demo.people import Chance
    from site_build.demo.setting import Setting

_PARENT: Final = {"took_part": 62, "declined": 14, "not_reached": 21, "not_safe": 3}
_CONSENT: Final = {"given": 55, "refused": 17, "not_fitting": 10, "could_not_ask": 18}
_MUFFLED: Final = {"given": 22, "refused": 18, "not_fitting": 14, "could_not_ask": 46}
_AGREE: Final = {"strongly_agree": 22, "agree": 41, "neither": 17, "disagree": 14, "strongly_disagree": 6}
_YES: Final = {"yes": 52, "a_bit": 30, "no": 18}
_FILES: Final = 0.85
"""The share of talks with families that end in a record of their own."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """How a family took part in an audit, and the audit's answers about it."""

    parent: str
    child: str
    parent_file: bool
    child_file: bool
    answers: Answers


def what_was_said(chance: Chance, setting: Setting) -> Said:
    """Who took part, and whose voice is missing."""
    muffled = setting.drawn.case.area == MUFFLED
    parent = chance.weighed(_PARENT)
    child = "not_fitting" if setting.age == "unborn" else chance.weighed(_MUFFLED if muffled else _CONSENT)
    said = Said(
        parent=parent,
        child=child,
        parent_file=chance.happens(_FILES),
        child_file=chance.happens(_FILES),
        answers={
            "ila.e.parent_contact_on": day(setting.talk),
            "ila.e.parent_outcome": value(parent),
            "ila.e.parent_way": value(chance.one(("telephone", "meeting", "written"))),
            "ila.e.child_consent": value(
                child, **({"detail": "The child is too young."} if child == "not_fitting" else {})
            ),
            "ila.e.child_consent_by": value(["child", "parent_carer"]),
            "ila.e.voices": rows(*_voices(chance, setting, parent, child)),
            "ila.e.voice_summary": value(chance.one(texts.VOICES)),
            "ila.e.process_offer": value("yes"),
            "ila.e.complaint": value("yes" if chance.happens(0.05) else "no"),
            "ila.e.complaint_explained": value("yes"),
        },
    )
    if not said.parent_file:
        said.answers["ila.e.parent_feedback"] = {"reason": "It was noted in the audit itself."}
    if not said.child_file:
        said.answers["ila.e.child_feedback"] = {"reason": "It was noted in the audit itself."}
    if not any(tool.id == "feedback-parent" for tool in setting.catalogue.tools):
        said.answers["ila.e.parent_feedback"] = {"reason": "The form for it is not yet in use."}
        said.answers["ila.e.child_feedback"] = {"reason": "The form for it is not yet in use."}
    return said


def _voices(chance: Chance, setting: Setting, parent: str, child: str) -> list[dict[str, Any]]:
    """A row for everybody whose voice counts, the child first."""
    state = {"given": "observed" if setting.age == "0-4" else "heard", "refused": "declined"}.get(child, "not_asked")
    found = [_voice(chance, "child", state)]
    heard = {"took_part": "heard", "declined": "declined"}.get(parent, "not_asked")
    found.append(_voice(chance, "parent", heard))
    if chance.happens(0.45):
        found.append(_voice(chance, "absent_parent", chance.weighed({"heard": 3, "declined": 2, "not_asked": 5})))
    if chance.happens(0.4):
        found.append(_voice(chance, "sibling", chance.weighed({"heard": 3, "observed": 2, "not_asked": 5})))
    if chance.happens(0.7):
        found.append(_voice(chance, "worker", "heard"))
    return found


def _voice(chance: Chance, who: str, state: str) -> dict[str, Any]:
    heard = state in {"heard", "observed"}
    way = "watched" if state == "observed" else chance.one(("talk", "telephone", "written"))
    consent = "not_needed" if who == "worker" else "both" if who in {"child", "sibling"} else "own"
    return {
        "who": value(who),
        "state": value(state),
        "way": value(way) if heard else None,
        "consent": value(consent) if heard else None,
        "reason": None if heard else value(chance.one(texts.NOT_HEARD.get(who, texts.NOT_HEARD[""]))),
    }


def said_by_parent(chance: Chance, setting: Setting) -> Record:
    """The form of a parent or carer."""
    own = {
        "fp.agree": value("yes"),
        "fp.relation": value(chance.weighed({"parent": 8, "step_parent": 1, "carer": 2})),
        "fp.way": value(chance.one(("telephone", "meeting", "written"))),
        "fp.helpful_say": value(chance.one(texts.PARENT)),
        "fp.complaint": value(chance.one(("yes", "no"))),
    }
    return _form(chance, setting, "feedback-parent", own)


def said_by_child(chance: Chance, setting: Setting) -> Record:
    """The form of a child or young person."""
    own = {
        "fc.consent": value("yes"),
        "fc.way": value(chance.one(("alone", "typed", "talk"))),
        "fc.alone": value(chance.weighed({**_YES, "not_fit": 8})),
        "fc.things": value(chance.one(texts.CHILD)),
        "fc.different": value(chance.one(texts.CHILD)),
        "fc.advocate": value(chance.one(("yes", "no", "not_sure"))),
        "fc.more": value(["no_thanks"]),
    }
    return _form(chance, setting, "feedback-child", own)


def _form(chance: Chance, setting: Setting, tool_id: str, own: Answers) -> Record:
    """A family's form as the auditor finished it: every scale answered, but for some that were left out."""
    answers, prefix = dict(own), {"feedback-parent": "fp", "feedback-child": "fc"}[tool_id]
    for question in setting.catalogue.tool(tool_id).questions.values():
        scale = _AGREE if question.type == "scale5" else _YES
        scaled = question.id not in answers and {option.value for option in question.options} == {*scale}
        if scaled and chance.happens(0.9):
            answers[question.id] = value(chance.weighed(scale))
    answers |= {
        f"{prefix}.case_ref": value(setting.drawn.case.case_ref),
        f"{prefix}.author_ref": value(setting.drawn.auditor_ref),
        f"{prefix}.author_role": value("role.auditor"),
        f"{prefix}.completed_on": day(setting.talk),
    }
    asked = Asked(tool=tool_id, record_id=chance.id(), begun=setting.talk, done=setting.talk, answers=answers)
    return finished(setting.catalogue, asked)


def said_of_audit(chance: Chance, setting: Setting) -> Record:
    """What a family thought of the audit itself: no case is named."""
    answers = {
        "fa.suited": value(chance.weighed(_AGREE)),
        "fa.questions": value(chance.weighed(_AGREE)),
        "fa.author_ref": value("QA-02"),
        "fa.author_role": value("role.pidm"),
        "fa.completed_on": day(setting.done),
    }
    asked = Asked(
        tool="feedback-process", record_id=chance.id(), begun=setting.done, done=setting.done, answers=answers
    )
    return finished(setting.catalogue, asked)
