"""A draft on its way to a later edition: what changes for it, and how much of it fits there.

Nothing is dropped. What the later edition has no place for is set aside as it is, with the words of
its question and its answer, so that it can be read without the edition that asked it. Knows nothing
of pages, storage or record numbers.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

from practice_audit import records, validation
from practice_audit.browser.session import answers_of
from practice_audit.editions import compare
from practice_audit.model import Catalogue
from practice_audit.problems import pointer_parts
from practice_audit.rules.privacy import MARKS
from practice_audit.rules.reading import mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practice_audit.browser.session import Session
    from practice_audit.editions import Difference
    from practice_audit.model import Question, Tool

_KINDS: Final = {"question": "questions", "section": "questions", "grade": "standards", "rule": "rules"}
_SIDES: Final = ("value", "detail", "which", "where", "reason")


def move(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """How a draft would stand in a later edition; `payload` is {record, later, now}.

    `later` holds the catalogues of the editions after that of this page, oldest first; the draft goes
    to the last. Without any it goes to the edition of this page, from one that is not known here.
    `tool` is None where that edition has no such tool. `changes` are those that touch this tool;
    `changed` are its sections that ask something new or in other words. `not_personal` are the marks of what fits.
    """
    later = [Catalogue.from_json(one) for one in payload["later"]]
    there = later[-1] if later else session.catalogue
    record = mapping(payload["record"])
    tool = next((tool for tool in there.tools if tool.id == session.tool.id), None)
    target = {"edition": there.edition.id, "digest": there.digest}
    if tool is None:
        return {**target, "tool": None}
    answers, aside = _fitted(session, there, tool, record, payload["now"])
    found = compare(session.catalogue, there, [one.changes for one in later]).differences if later else ()
    changes = [one for one in found if one.id in _touched(session.tool) | _touched(tool)]
    return {
        **target,
        "tool": {"id": tool.id, "version": tool.version},
        "changes": [_told(one) for one in changes],
        "answers": answers,
        "set_aside": aside,
        "not_personal": _as_draft(there, tool, record, answers, payload["now"]).get(MARKS, []),
        "changed": [section.id for section in tool.sections if _is_changed(section.id, tool, changes)],
        "sections": [section.id for section in tool.sections],
    }


def _touched(tool: Tool) -> set[str]:
    """Every id that a tool asks or stands on."""
    parts = [part for question in tool.questions.values() for part in (question, *question.fields)]
    links = {link for part in parts for link in (*part.links, *part.rules)}
    return links | set(tool.questions) | {section.id for section in tool.sections} | set(tool.completion)


def _is_changed(section: str, tool: Tool, changes: Iterable[Difference]) -> bool:
    own = next(part for part in tool.sections if part.id == section)
    return any(one.id == section or one.id in {question.id for question in own.questions} for one in changes)


def _told(one: Difference) -> dict[str, Any]:
    """A change as the page tells it: before and after, where its text differs."""
    key = "ask" if one.kind == "question" else "text"
    return {
        "id": one.id,
        "name": one.name,
        "about": _KINDS.get(one.kind, "standards"),
        "what": one.what,
        "words": list(one.words),
        "reasons": list(one.reasons),
        "before": str(one.before.get(key, "")) if one.what == "reworded" else "",
        "after": str(one.after.get(key, "")) if one.what == "reworded" else "",
    }


def _fitted(
    session: Session, there: Catalogue, tool: Tool, record: Mapping[str, Any], now: str
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The answers that the later edition can hold, and those set aside whole because part of them has no place."""
    given = {key: answer for key, answer in answers_of(record).items() if isinstance(answer, dict) and answer}
    fitting = {key: copy.deepcopy(answer) for key, answer in given.items() if key in tool.questions}
    for whole in (False, True):  # what does not fit after a part was taken out goes as a whole
        for key, places in _faults(there, tool, record, fitting, now).items():
            left = None if whole else _without(fitting[key], places)
            if left:
                fitting[key] = left
            else:
                del fitting[key]
    aside = [key for key in given if fitting.get(key) != given[key]]
    return records.ordered_answers(tool, fitting), [_entry(session, key, given[key], record) for key in aside]


def _faults(
    there: Catalogue, tool: Tool, record: Mapping[str, Any], answers: Mapping[str, Any], now: str
) -> dict[str, list[tuple[str, ...]]]:
    """Where answers do not fit, by question: the way from the answer to the value."""
    draft = _as_draft(there, tool, record, answers, now)
    faults: dict[str, list[tuple[str, ...]]] = {}
    for problem in validation.structure(there, tool, draft):
        head, key, *rest = (*pointer_parts(problem.pointer), "", "")
        if head == "answers" and key in answers:
            faults.setdefault(key, []).append(tuple(part for part in rest if part != ""))
    return faults


def _as_draft(
    there: Catalogue, tool: Tool, record: Mapping[str, Any], answers: Mapping[str, Any], now: str
) -> dict[str, Any]:
    """A draft of the later edition with these answers."""
    sitting = {"sections_done": [], "last_section": ""}
    return records.draft(there, tool, {**record, "answers": answers, "sitting": sitting}, now)


def _without(answer: Any, places: list[tuple[str, ...]]) -> Any:
    """An answer without the values at these places: an item of a list, or a field of a row, or a side."""
    left = copy.deepcopy(answer)
    for place in sorted(places, key=_from_the_end, reverse=True):
        _take_out(left, place)
    return left


def _from_the_end(place: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in place]


def _take_out(value: Any, place: tuple[str, ...]) -> None:
    """Take the value at the end of a way out of its list, or the side or the field that it is."""
    if not place:
        value.clear()
        return
    for part in place[:-1]:
        value = value[int(part)] if isinstance(value, list) else mapping(value).get(part)
        if not isinstance(value, dict | list):
            return
    if isinstance(value, list):
        del value[int(place[-1])]
    else:
        value.pop(place[-1], None)


def _entry(session: Session, key: str, answer: Any, record: Mapping[str, Any]) -> dict[str, Any]:
    """An answer that is set aside, in words and as it was."""
    question = session.tool.questions.get(key)
    return {
        "question": key,
        "edition": str(record.get("edition") or ""),
        "ask": question.ask if question else key,
        "lines": list(_lines(session.catalogue, question, answer)),
        "answer": answer,
    }


def _lines(catalogue: Catalogue, question: Question | None, answer: Any) -> Iterator[str]:
    """An answer in words, line by line; rows field by field."""
    fields = {field.id: field for field in question.fields} if question else {}
    rows = mapping(answer).get("rows")
    for row in rows if isinstance(rows, list) else ():
        for name, cell in mapping(row).items():
            if name != "id":
                called = fields[name].ask if name in fields else name
                yield f"{called} {'; '.join(_lines(catalogue, fields.get(name), cell))}"
    labels = {option.value: option.label for option in question.options} if question else {}
    for side in _SIDES:
        told = mapping(answer).get(side)
        for value in told if isinstance(told, list) else [told] if isinstance(told, str) and told else ():
            item = catalogue.by_id.get(str(value))
            yield labels.get(str(value)) or (item.name if item else str(value))
    if mapping(answer).get("none") is True and question:
        yield question.or_none
