"""Files that people open, and records that are loaded into a question of a draft."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from practice_audit import records, rules, validation
from practice_audit.browser.session import answers_of
from practice_audit.editions import called
from practice_audit.problems import Problem, Unreadable, has_errors, pointer_parts
from practice_audit.rules import two_views
from practice_audit.rules.loaded_rows import filled_rows, rows_of_another
from practice_audit.rules.reading import date_of, holds, mapping, none_of, number_of, side_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practice_audit.browser.session import Session
    from practice_audit.model import Question, Tool

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "REC029": "The file belongs to another tool",
    "REC030": "The file is a draft where a finished record is wanted",
    "REC031": "The file is about another case",
}

_OTHER_ROWS: Final = (
    "What you wrote here is about another record: {rows}. Finish that record first and start a new one for this file, "
    "or take those rows out, then choose the file again."
)
_GAPS: Final = ("partly", "not_yet")
_CHANGED: Final = "REC022"
_SOME_DAY: Final = date(9999, 1, 1)  # late enough for no date to lie ahead


def open_file(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """What a chosen file is, and whether it can be used here; `payload` is {text, now, case_ref}.

    `outcome`: draft (of this tool, to go on with), record (finished, to read), checklist (a finished
    record that a question of this tool asks for), refused. `message` says why, or what to know;
    `problems` are the errors, which do not keep anyone from reading a finished record.
    """
    try:
        record = records.read(payload["text"])
    except Unreadable as unreadable:
        return _refused(unreadable.problems[0])
    problems = validation.validate(session.catalogue, record, today=date.fromisoformat(payload["now"][:10]))
    errors = [problem for problem in problems if has_errors([problem])]
    told = session.told((problem, record) for problem in errors)
    message = next((_sentence(problem) for problem in errors if problem.code == _CHANGED), "")
    own, status = record.get("record_type") == session.tool.id, record.get("status")
    if own and status == "complete":
        return {"outcome": "record", "message": message, "record": record, **told}
    older = _of_another_edition(session, record) if status == "complete" else None
    if older:
        return _to_load(session, older, payload, record, _unchecked(session, older, record)) | session.told(())
    stops = [problem for problem in errors if problem.code != _CHANGED]
    if stops:
        return _refused(stops[0]) | told
    if own:
        return {"outcome": "draft", "message": message, "record": {**record, "content_sha256": None}, **told}
    return _to_load(session, session.catalogue.tool(record["record_type"]), payload, record, message) | told


def _to_load(
    session: Session, tool: Tool, payload: Mapping[str, Any], record: Mapping[str, Any], message: str
) -> dict[str, Any]:
    """A record of another tool: whether a question of this one asks for it."""
    problem = _unwanted(session, tool, record, payload.get("case_ref") or "")
    if problem:
        return _refused(problem) | {"tool": tool.id}
    return {"outcome": "checklist", "message": message, "record": record, "tool": tool.id}


def attach(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """A draft with another record loaded into a question; `payload` is {record, checklist, question}.

    What the other record knows is filled in where the draft has no answer yet, never over one; what
    only the conversation needs of it goes into `sitting`, which no finished record has. Where answers about
    another record are in the way, nothing is loaded and `refusal` says so. Of
    the problems, those of that question are given: a checklist dated after the conversation (R030).
    `message` is the first of them in words, or "".
    """
    tool, question = session.tool, session.tool.questions[payload["question"]]
    source = mapping(payload["checklist"])
    given = answers_of(source)
    answers = dict(answers_of(payload["record"]))
    answers[question.id] = _loaded(session, source, question)
    for target, origin in tool.prefill.items():
        taken = _taken_over(tool.questions[target], mapping(given.get(origin))) if target in tool.questions else {}
        if taken and not holds(answers.get(target)):
            answers[target] = taken
    theirs = records.tool_of(session.catalogue, source)
    if theirs:
        others = rows_of_another(session.catalogue, tool, question, (theirs, given), answers)
        if others:
            return {"refusal": _OTHER_ROWS.format(rows=", ".join(others))}
        answers |= filled_rows(session.catalogue, tool, question, (theirs, given), answers)
    record = {
        **payload["record"],
        "answers": records.ordered_answers(tool, answers),
        "sitting": _heard(session, question, payload["record"], source),
    }
    problems = rules.check(session.catalogue, tool, record, today=_SOME_DAY)
    own = [problem for problem in problems if pointer_parts(problem.pointer)[1:2] == (question.id,)]
    message = _sentence(own[0]) if own else ""
    return {"record": record, "message": message} | session.told((problem, record) for problem in own)


def _unwanted(session: Session, tool: Tool, record: Mapping[str, Any], case: str) -> Problem | None:
    """Why a sound record of another tool cannot be loaded here."""
    theirs = mapping(record.get("case")).get("ref")
    thing, mine = tool.words.get("thing", "file"), session.tool.words.get("thing", "draft")
    questions = session.tool.questions.values()
    if all(tool.id not in session.catalogue.accepted(question) for question in questions):
        message = f"This file belongs to another tool: {tool.title}."
        return Problem(code="REC029", message=message, remedy="Open it there.")
    if record["status"] != "complete":
        message = f"This file is a draft of the {tool.title}."
        return Problem(code="REC030", message=message, remedy="Ask its author for the finished record.")
    if case and theirs and str(theirs).casefold() != case.casefold():
        message = f"This {thing} is for case {theirs}. Your {mine} is for case {case}."
        return Problem(code="REC031", message=message, remedy=f"Choose the {thing} for {case}.")
    return None


def _of_another_edition(session: Session, record: Mapping[str, Any]) -> Tool | None:
    """The tool of a record of another edition, which cannot be judged here; None for one of this edition.

    A checklist that was finished shortly before a new edition came is loaded into the audit all the same.
    """
    edition = record.get("edition")
    if not isinstance(edition, str) or edition in {"", session.catalogue.edition.id}:
        return None
    return records.tool_of(session.catalogue, record)


def _unchecked(session: Session, tool: Tool, record: Mapping[str, Any]) -> str:
    """What to know about a record of another edition that is loaded."""
    thing, mine = tool.words.get("thing", "file"), session.tool.words.get("thing", "draft")
    editions = f"{called(record['edition'])} of the standards, your {mine} of {session.catalogue.edition.id}"
    return f"This {thing} is of {editions}. It was not checked here. Look at what it filled in."


def _refused(problem: Problem) -> dict[str, Any]:
    return {"outcome": "refused", "message": _sentence(problem)}


def _sentence(problem: Problem) -> str:
    """What is wrong and what to do, as two sentences: messages about answers end without a full stop."""
    stop = "" if problem.message.endswith((".", "?", "!", "…", "”")) else "."
    return f"{problem.message}{stop} {problem.remedy}"


def _loaded(session: Session, source: Mapping[str, Any], question: Question) -> dict[str, Any]:
    """What a draft keeps of another record: its number, its day, its people by code, gaps, and what is asked for."""
    tool = records.tool_of(session.catalogue, source)
    given = answers_of(source)
    finished = date_of(given.get(tool.finished_in)).day if tool else None
    theirs = tuple(tool.questions.values()) if tool else ()
    gaps = [
        {
            "question": each.id,
            "value": text_of(given.get(each.id)),
            "words": side_of(given.get(each.id), "where"),
            "links": list(each.links),
        }
        for each in theirs
        if each.type == "ready" and text_of(given.get(each.id)) in _GAPS
    ]
    kept = {each.part: text_of(given.get(each.id)) for each in theirs if each.part in question.keeps}
    return {
        "value": source.get("record_id"),
        "completed_on": finished.isoformat() if finished else str(source.get("completed") or "")[:10],
        **{group: source[group] for group in ("author", "case") if group in source},
        "gaps": gaps,
        **({"kept": {part: kept[part] for part in question.keeps if kept.get(part)}} if question.keeps else {}),
    }


def _heard(session: Session, question: Question, draft: Mapping[str, Any], source: Mapping[str, Any]) -> dict[str, Any]:
    """The sitting of a draft with what the loaded record tells, in its own words."""
    sitting = dict(mapping(draft.get("sitting")))
    tool = records.tool_of(session.catalogue, source)
    others = {key: kept for key, kept in mapping(sitting.get("loaded")).items() if key != question.id}
    told = two_views.told_by(tool, answers_of(source)) if tool else {}
    if any(told.values()):
        others[question.id] = {"edition": str(source.get("edition") or ""), **told}
    if others or "loaded" in sitting:
        sitting["loaded"] = others
    return sitting


def _taken_over(question: Question, answer: Mapping[str, Any]) -> dict[str, Any]:
    """As much of another record's answer as this question can hold, as a draft holds it; {} if nothing.

    A date also in its parts and a number as text, as they are typed.
    """
    if question.fields:
        rows = answer.get("rows")
        kept = [_row(question, mapping(row)) for row in rows] if isinstance(rows, list) else []
        return {"rows": kept} if kept else _ticked(question, answer)
    if question.type == "date" and (day := date_of(answer).day):
        return {"value": day.isoformat(), "day": str(day.day), "month": str(day.month), "year": str(day.year)}
    if question.type == "int" and (number := number_of(answer)) is not None:
        return {"value": str(number)}
    value = text_of(answer)
    offered = {option.value for option in question.options}
    if question.type in {"date", "int", "multi", "record"} or not value or (offered and value not in offered):
        return _ticked(question, answer)
    detail = side_of(answer, "detail")
    return {"value": value, **({"detail": detail} if detail and value in question.details else {})}


def _row(question: Question, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the fields that this question has."""
    taken = {field.id: _taken_over(field, mapping(row.get(field.id))) for field in question.fields}
    return {"id": row.get("id"), **{key: answer for key, answer in taken.items() if answer}}


def _ticked(question: Question, answer: Mapping[str, Any]) -> dict[str, Any]:
    """The tick for none, where both ask for it."""
    return {"none": True} if question.or_none and none_of(answer) else {}
