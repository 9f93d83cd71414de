"""What the answers so far mean for the page: counts, what is not asked, the panels. No checks.

Called after every answer, so it loads no schema and judges nothing. All sentences come ready to print.

    questions       {id: {asked: false, note}}, only those that are not asked
    sections        [{id, asked, answered, required, answered_required}]
    progress        {asked, answered, required, answered_required}, of all sections
    so_far          {lines, core_not_met: [{id, text}]} where the tool has a grade, else {}
    action_lead     the lead of the action plan, "" where the tool has none
    without_action  [{id, text}]: standards that fall short and that no action serves
    lift            [{id, text, level, outcome, good, offer}]: what falls short and what good looks like (`lifting`)
    gaps            {id: [{value_words, words}]}: what a loaded record says of a question's standards
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from practice_audit import rules
from practice_audit.browser.session import answers_of
from practice_audit.rules.actions import served
from practice_audit.rules.audit import Audit
from practice_audit.rules.judgement import chosen_grade, core_not_met, needs_actions
from practice_audit.rules.lifting import lifts
from practice_audit.rules.outcomes import OUTCOMES, judged
from practice_audit.rules.reading import holds, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.browser.session import Session
    from practice_audit.model import Question
    from practice_audit.rules.lifting import Lift

_FALLS_SHORT = ("partly", "not_met")
_COUNTS = ("answered", "required", "answered_required")


def look(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the page shows about a draft between checks; `payload` is {record, today}."""
    record = mapping(payload["record"])
    audit = Audit(
        catalogue=session.catalogue,
        tool=session.tool,
        record=record,
        today=date.fromisoformat(payload["today"]),
    )
    answers = answers_of(record)
    asked = rules.asked(session.tool, answers)
    sections = _sections(session, answers, asked)
    plan = audit.one("actions") is not None
    return {
        "questions": {
            question.id: {"asked": False, "note": _note(session, question, answers.get(question.id))}
            for question in session.tool.questions.values()
            if question.id not in asked
        },
        "sections": sections,
        "progress": {
            "asked": len(asked),
            **{count: sum(section[count] for section in sections) for count in _COUNTS},
        },
        "so_far": _so_far(session, audit) if audit.one("grade") else {},
        "action_lead": _action_lead(session, audit) if plan else "",
        "without_action": _told(session, _without_action(audit)) if plan else [],
        "lift": [_lift(session, lift) for lift in lifts(audit)] if audit.one("higher") else [],
        "gaps": _gaps(session, answers),
    }


def _sections(session: Session, answers: Mapping[str, Any], asked: frozenset[str]) -> list[dict[str, Any]]:
    answered = rules.answered(session.tool, answers)
    required = rules.required(session.tool, answers)
    counted = []
    for section in session.tool.sections:
        own = {question.id for question in section.questions if question.type != "show"}
        counted.append(
            {
                "id": section.id,
                "asked": not asked.isdisjoint(own),
                "answered": len(own & answered),
                "required": len(own & required),
                "answered_required": len(own & required & answered),
            }
        )
    return counted


def _note(session: Session, question: Question, answer: object) -> str:
    """The line that stands instead of a question that is not asked."""
    words = session.words
    note = question.screen.get("when_note") or words.say("not_asked", ask=question.ask, words=question.when_words)
    return f"{note} {words.say('not_asked_kept')}" if holds(answer) else note


def _so_far(session: Session, audit: Audit) -> dict[str, Any]:
    """The panel beside the grade: what was judged, core standards not met, evidence of both kinds."""
    words = session.words
    outcomes = [answer.text for answer in audit.answers if answer.question.type == "met" and answer.text in OUTCOMES]
    counts = {outcome: outcomes.count(outcome) for outcome in OUTCOMES}
    kinds = [row.text("kind") for row in audit.rows("evidence")]
    lines = []
    if outcomes:
        lines.append(words.say("so_far_answered", n=len(outcomes), **counts))
    if kinds:
        counts = {"development": kinds.count("development")}
        lines.append(words.say("so_far_evidence", n=kinds.count("strength"), **counts))
    return {"lines": lines, "core_not_met": [{"id": item.id, "text": item.name} for item in core_not_met(audit)]}


def _action_lead(session: Session, audit: Audit) -> str:
    grade = chosen_grade(audit)
    if grade is None:
        return session.words.say("action_lead_no_grade")
    return session.words.say("action_lead_needed" if needs_actions(grade) else "action_lead_optional", grade=grade.name)


def _without_action(audit: Audit) -> Iterator[str]:
    """Ids of the standards that still want an action: all that fall short where actions are optional.

    Where the grade asks for actions, or while there is none, the core standards that are not met.
    """
    covered = served(audit)
    grade = chosen_grade(audit)
    if grade is None or needs_actions(grade):
        yield from (item.id for item in core_not_met(audit) if item.id not in covered)
        return
    for answer in audit.answers:
        if answer.question.type != "met" or answer.text not in _FALLS_SHORT or answer.detail:
            continue
        standards = judged(audit.catalogue, answer.question, answer.raw) or tuple(
            link for link in answer.question.links if (item := audit.item(link)) and item.kind == "indicator"
        )
        if covered.isdisjoint(standards):
            yield from standards


def _lift(session: Session, lift: Lift) -> dict[str, Any]:
    """One standard that falls short; `offer` is the text that the auditor may take into the reasons."""
    item, words = lift.standard, session.words
    good = "; ".join(one.name.rstrip(".") for one in lift.good)
    more = f" {words.say('lift_good', good=good)}" if good else ""
    return {
        "id": item.id,
        "text": item.name,
        "level": item.level if item.kind == "expectation" else item.kind,
        "outcome": lift.outcome,
        "good": [one.name for one in lift.good],
        "offer": f"{words.say('lift_text', standard=item.name.rstrip('.'))}{more}",
    }


def _told(session: Session, standards: Iterator[str]) -> list[dict[str, str]]:
    return [{"id": key, "text": session.catalogue.by_id[key].name} for key in dict.fromkeys(standards)]


def _gaps(session: Session, answers: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """What loaded records say is not there yet, by the questions that look at the same standards."""
    labels = {
        (tool.id, question.id): {option.value: option.label for option in question.options}
        for tool in session.catalogue.tools
        for question in tool.questions.values()
        if question.type == "ready"
    }
    found: dict[str, list[dict[str, str]]] = {}
    for source in session.tool.questions.values():
        gaps = mapping(answers.get(source.id)).get("gaps") if source.type == "record" else None
        for gap in gaps if isinstance(gaps, list) else ():
            told = mapping(gap)
            links = told.get("links")
            label = labels.get((source.accepts, str(told.get("question"))), {}).get(str(told.get("value")), "")
            entry = {"value_words": label[:1].lower() + label[1:], "words": str(told.get("words") or "")}
            for question in session.tool.questions.values():
                if question is not source and isinstance(links, list) and not set(question.links).isdisjoint(links):
                    found.setdefault(question.id, []).append(entry)
    return found
