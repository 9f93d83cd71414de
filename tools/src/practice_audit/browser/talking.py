"""What the auditor takes into the conversation: both views of what is on file, side by side.

Asked for when that view is shown. All sentences come ready to print.

    loaded      whether a draft has kept what a checklist tells
    strengths   [{ask, words}]: what the practitioner is proud of
    wishes      [{ask, words}]: what the practitioner found hard, or wants to be asked about
    pairs       [{stand, question, ask, mine, standards, theirs: {ask, value, words}}]
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from practice_audit.rules.audit import Audit
from practice_audit.rules.reading import mapping
from practice_audit.rules.two_views import Pair, pairs, views_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.browser.session import Session
    from practice_audit.rules.answers import Answer


def conversation(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """Both views of a draft; `payload` is {record, today}."""
    record = mapping(payload["record"])
    audit = Audit(
        catalogue=session.catalogue, tool=session.tool, record=record, today=date.fromisoformat(payload["today"])
    )
    kept = [told for told in mapping(mapping(record.get("sitting")).get("loaded")).values() if mapping(told)]
    return {
        "loaded": bool(kept),
        "strengths": [said for told in kept for said in _said(told, "strengths")],
        "wishes": [said for told in kept for said in _said(told, "wishes")],
        "pairs": [_told(session, pair) for told in kept for pair in pairs(audit, views_in(told))],
    }


def _said(told: object, group: str) -> Iterator[dict[str, str]]:
    entries = mapping(told).get(group)
    for entry in entries if isinstance(entries, list) else ():
        ask, words = mapping(entry).get("ask"), mapping(entry).get("words")
        if isinstance(ask, str) and isinstance(words, str):
            yield {"ask": ask, "words": words}


def _told(session: Session, pair: Pair) -> dict[str, Any]:
    question = pair.mine.question
    return {
        "stand": pair.stand,
        "question": question.id,
        "ask": question.ask,
        "mine": _in_words(session, pair.mine),
        "standards": [{"id": name, "text": session.catalogue.by_id[name].name} for name in pair.standards],
        "theirs": {"ask": pair.theirs.ask, "value": pair.theirs.value_words, "words": pair.theirs.words},
    }


def _in_words(session: Session, answer: Answer) -> str:
    """The auditor's answer as the form calls it, with the reason or what it is about; "" while there is none."""
    label = next((option.label for option in answer.question.options if option.value == answer.text), answer.text)
    names = [session.catalogue.by_id[name].name for name in answer.which if name in session.catalogue.by_id]
    more = answer.detail or "; ".join(names)
    return session.words.say("view_with", answer=label, more=more) if more else label
