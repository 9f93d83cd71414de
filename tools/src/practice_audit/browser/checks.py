"""Checks, and the records that go out: finished ones and drafts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from practice_audit import records, rules, validation
from practice_audit.browser.guarding import left_in, named
from practice_audit.problems import Severity, has_errors, pointer_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TypeAlias

    from practice_audit.browser.session import Session
    from practice_audit.problems import Problem

    _Found: TypeAlias = tuple[Problem, Mapping[str, Any]]


def check(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The problems of a draft, or of one section of it; `payload` is {record, scope, today, names}."""
    today, scope = date.fromisoformat(payload["today"]), payload.get("scope") or None
    found = (*_problems(session, payload["record"], today, scope), *named(session, payload, scope))
    return session.told(_in_order(session, found))


def complete(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The finished record of a draft that has no errors; `payload` is {record, now, today, names}."""
    now, today = payload["now"], date.fromisoformat(payload["today"])
    found = _in_order(session, (*_problems(session, payload["record"], today, None), *named(session, payload, None)))
    if has_errors(problem for problem, _ in found):
        return session.told(found)
    record = records.complete(session.catalogue, session.tool, payload["record"], now)
    left = validation.validate(session.catalogue, record, today=today)
    if has_errors(left):
        return session.told((problem, record) for problem in left)
    return session.told(found) | {"left": left_in(session, found)} | _file(record, now)


def draft(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """A draft as a file; `payload` is {record, now}."""
    now = payload["now"]
    return _file(records.draft(session.catalogue, session.tool, payload["record"], now), now)


def _problems(session: Session, record: Mapping[str, Any], today: date, section: str | None) -> Iterator[_Found]:
    """Each problem of a draft with the record that it points into.

    The draft's structure; then the rules; then what the finished record would be refused for, in
    answers that nothing has been said about yet. So a check says what an import would say.
    """
    tool, catalogue = session.tool, session.catalogue
    broken = validation.structure(catalogue, tool, record)
    if broken:
        yield from ((problem, record) for problem in broken)
        return
    said = set()
    for problem in rules.check(catalogue, tool, record, today=today, section=section):
        if problem.severity is Severity.ERROR:
            said.add(pointer_parts(problem.pointer)[1:2])
        yield problem, record
    finished = records.complete(catalogue, tool, record, f"{today.isoformat()}T00:00:00Z")
    own = {question.id for part in tool.sections if section in (None, part.id) for question in part.questions}
    for problem in validation.structure(catalogue, tool, finished):
        question = pointer_parts(problem.pointer)[1:2]
        if question not in said and not own.isdisjoint(question):
            yield problem, finished


def _in_order(session: Session, found: Iterable[_Found]) -> list[_Found]:
    """As the tool asks its questions; what is said of one question keeps its order."""
    places = {name: place for place, name in enumerate(session.tool.questions)}

    def place(pair: _Found) -> int:
        head, name, *_ = (*pointer_parts(pair[0].pointer), "", "")
        return places.get(name, len(places)) if head == "answers" else -1

    return sorted(found, key=place)


def _file(record: records.Record, now: str) -> dict[str, Any]:
    return {"text": records.text(record), "filename": records.file_name(record, now), "record": record}
