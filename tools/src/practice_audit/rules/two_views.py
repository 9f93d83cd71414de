"""The practitioner's view of the file and the auditor's, beside each other.

What a checklist says is told once, with its words, when its file is loaded (`told_by`); it is compared
with the audit as often as the audit changes (`pairs`). Both are read by what they link to: a pair is
one question of the audit and one of the checklist that look at the same standard. Nobody is marked
right or wrong, and nothing is counted into a grade. Knows nothing of files, storage or pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from practice_audit.rules import reading
from practice_audit.rules.outcomes import judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practice_audit.model import Question, Tool
    from practice_audit.rules.answers import Answer
    from practice_audit.rules.audit import Audit

Stand: TypeAlias = Literal["agree", "auditor_higher", "practitioner_higher", "unanswered", "others", "not_applicable"]

_MINE: Final = {"met": 2, "partly": 1, "not_met": 0}
_THEIRS: Final = {"yes": 2, "partly": 1, "not_yet": 0}
_STRENGTHS: Final = ("worker-proud", "worker-changed")
_WISHES: Final = ("worker-hard", "worker-asks")


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """One answer of a checklist about standards: what was asked and answered, in its own words."""

    question: str
    ask: str
    value: str
    value_words: str
    words: str
    links: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A question of the audit and an answer of the checklist that look at the same `standards`.

    `stand`: both say the same (`agree`), one side sees more in place than the other, or the two cannot
    be compared: the auditor has not answered (`unanswered`), names other standards as not met
    (`others`), or one side says that it does not apply.
    """

    stand: Stand
    mine: Answer
    theirs: View
    standards: tuple[str, ...]


def told_by(tool: Tool, answers: Mapping[str, object]) -> dict[str, list[dict[str, Any]]]:
    """What a checklist tells, as plain JSON that a draft keeps: `views`, `strengths` and `wishes`.

    `views` are its answers about what is on file; `strengths` and `wishes` are `{ask, words}`: what
    the practitioner is proud of, and what the auditor is asked to look at.
    """
    return {
        "views": [_told(question, answers) for question in tool.questions.values() if _is_view(question, answers)],
        "strengths": _words_of(tool, answers, _STRENGTHS),
        "wishes": _words_of(tool, answers, _WISHES),
    }


def _is_view(question: Question, answers: Mapping[str, object]) -> bool:
    return question.type == "ready" and reading.text_of(answers.get(question.id)) != ""


def _told(question: Question, answers: Mapping[str, object]) -> dict[str, Any]:
    answer = answers.get(question.id)
    value = reading.text_of(answer)
    return {
        "question": question.id,
        "ask": question.ask,
        "value": value,
        "value_words": next((option.label for option in question.options if option.value == value), value),
        "words": reading.side_of(answer, "where") or reading.side_of(answer, "detail"),
        "links": list(question.links),
    }


def _words_of(tool: Tool, answers: Mapping[str, object], parts: tuple[str, ...]) -> list[dict[str, Any]]:
    said = (
        (question.ask, reading.text_of(answers.get(question.id)))
        for question in tool.questions.values()
        if question.part in parts
    )
    return [{"ask": ask, "words": words} for ask, words in said if words]


def views_in(kept: object) -> Iterator[View]:
    """The views that a draft has kept; what has another shape is left out."""
    views = reading.mapping(kept).get("views")
    for view in views if isinstance(views, list) else ():
        sides = reading.mapping(view)
        texts = {name: sides.get(name) for name in ("question", "ask", "value", "value_words", "words")}
        links = sides.get("links")
        if isinstance(links, list) and all(isinstance(text, str) for text in texts.values()):
            yield View(**texts, links=tuple(link for link in links if isinstance(link, str)))  # type: ignore[arg-type]


def pairs(audit: Audit, views: Iterable[View]) -> tuple[Pair, ...]:
    """Every question of the audit with each answer of the checklist on the same standard, as the audit asks."""
    told = tuple(views)
    return tuple(
        Pair(stand=_stand(audit, answer, view, shared), mine=answer, theirs=view, standards=shared)
        for answer in audit.answers
        if answer.question.type == "met"
        for view in told
        if (shared := tuple(link for link in answer.question.links if link in view.links and audit.item(link)))
    )


def _stand(audit: Audit, answer: Answer, view: View, shared: tuple[str, ...]) -> Stand:
    if answer.text == "":
        return "unanswered"
    mine, theirs = _MINE.get(answer.text), _THEIRS.get(view.value)
    if mine is None or theirs is None:
        return "not_applicable"
    if mine < max(_MINE.values()) and not _speaks_of(audit, answer, shared):
        return "others"
    if mine == theirs:
        return "agree"
    return "auditor_higher" if mine > theirs else "practitioner_higher"


def _speaks_of(audit: Audit, answer: Answer, shared: tuple[str, ...]) -> bool:
    """Whether a "partly" or "not met" is about one of these.

    Not where it names other expectations only: an indicator goes with the expectation that it belongs to.
    """
    linked = {item.id: item for item in audit.catalogue.expectations_of(answer.question)}
    about = set(judged(audit.catalogue, answer.question, answer.raw))
    return any(
        owners.isdisjoint(linked) or not owners.isdisjoint(about)
        for link in shared
        for owners in [{link, *(name for name, item in linked.items() if link in item.indicators)}]
    )
