"""The record: one JSON file with an envelope and answers, the same bytes wherever it is made.

A draft is made whole again each time it is saved; a finished record is made once and never changes.
Clock and ids are arguments. Knows the shape of the envelope and the order of its parts; whether the
answers are right is for `rules`, whether the file is sound for `validation`.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit import __version__, rules
from practice_audit.documents import digest, pretty_text, read_json
from practice_audit.made_up import MARK, is_made_up
from practice_audit.problems import Problem, Unreadable
from practice_audit.rules.guard import KINDS
from practice_audit.rules.privacy import MARKS, marks_of
from practice_audit.rules.reading import date_of, mapping, rows_of, text_of, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from practice_audit.model import Catalogue, Question, Tool

Record: TypeAlias = dict[str, Any]
"""One record as JSON: the keys of `ENVELOPE`, in that order when it was made here."""

FORMAT: Final = "practice-audit-record"
FORMAT_VERSION: Final = 1

ENVELOPE: Final = (
    "read_me",
    "format",
    "format_version",
    "record_id",
    "record_type",
    "tool",
    "edition",
    "catalogue_digest",
    "practice",
    "engine_version",
    "status",
    "created",
    "completed",
    "author",
    "case",
    "relates_to",
    "answers",
    "not_personal",
    "sitting",
    "content_sha256",
)

SIDES: Final = (
    "value",
    "completed_on",
    "author",
    "case",
    "gaps",
    "kept",
    "day",
    "month",
    "year",
    "detail",
    "which",
    "where",
    "none",
    "reason",
    "rows",
)
"""The parts of one answer, in the order in which they are written."""

GAP: Final = ("question", "value", "words", "links")
"""The parts of one open point that a loaded checklist tells."""

RELATIONS: Final = ("prepares", "audits", "moderates-1", "moderates-2", "feeds", "updates", "replaces")
RELATION_OF_PART: Final = {
    "checklist": "prepares",
    "selection-record": "feeds",
    "moderation-sample": "feeds",
    "first-moderation": "feeds",
    "moderated-first": "moderates-1",
    "moderated-again": "moderates-2",
    "parent-feedback": "feeds",
    "child-feedback": "feeds",
    "updated": "updates",
    "rechecked-audit": "updates",
}
"""How the record that a question asks for relates to this one, by the question's part."""

FEEDBACK: Final = frozenset({"parent-feedback", "child-feedback"})
"""Parts that name what a family said."""

_DERIVED: Final = frozenset(RELATION_OF_PART.values())

RECORD_ID: Final = r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "REC020": "The file is not an audit file",
    "REC021": "The file was made by a newer version",
}

_DRAFT: Final = (
    "This is a draft of the {title}, edition {edition}. It is not finished and nobody has received it.",
    "The codes in it stand for people, so it is personal data: keep it as you keep the case file.",
    "To go on with it, open it on the tool’s page in the handbook. Do not change it by hand.",
)
_PRACTICE: Final = "PRACTICE ONLY: edition {edition} was not in force when this was made, and no register takes it."
_COMPLETE: Final = (
    "This is a finished record of the {title}, edition {edition}.",
    "The codes in it stand for people, so it is personal data: keep it as you keep the case file.",
    "Do not change it by hand: a change shows. To correct it, start a correction on the tool’s page.",
    "To check it, open it on the tool’s page in the handbook, or run: practice-audit validate <this file>",
)


def read(data: bytes | str, source: str = "") -> Record:
    """The record in a file; `source` names the file in problems.

    Raises Unreadable for a file that is broken, is not a record, or is newer than this engine. An
    older format version would be brought up to date here; version 1 is the first.
    """
    value = read_json(data, source)
    problem = format_problem(value)
    if problem is not None:
        raise Unreadable([problem.at(source)])
    record: Record = value
    return record


def format_problem(value: object) -> Problem | None:
    """Why a JSON value is no record that this engine can read; None if it is one."""
    envelope = mapping(value)
    version = envelope.get("format_version")
    if envelope.get("format") != FORMAT or not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return Problem(
            code="REC020",
            message="This file is not an audit file.",
            remedy="Choose a file whose name starts with audit and ends with .json.",
        )
    if version > FORMAT_VERSION:
        return Problem(
            code="REC021",
            message="This file was made by a newer version of this tool.",
            remedy="Open it on the current site, or bring practice-audit up to date.",
            pointer="/format_version",
        )
    return None


def tool_of(catalogue: Catalogue, record: Mapping[str, Any]) -> Tool | None:
    """The tool with which a record was made, if this edition has it."""
    return next((tool for tool in catalogue.tools if tool.id == record.get("record_type")), None)


FIRST_VERSION: Final = "first_version"
"""Where a correction that is read to be counted holds the days of its first version; no file has it."""


def finished_on(record: Mapping[str, Any], asked_in: str) -> date:
    """The day on which the work of a finished record counts: as its author says, else that on which it was made.

    `asked_in` is the question that asks for it, `Tool.finished_in`; "" where the tool is not known. A correction
    that comes with its first version (`first_versions.dated`) counts on the day of that.
    """
    record = record.get(FIRST_VERSION, record)
    said = date_of(mapping(record.get("answers")).get(asked_in)).day if asked_in else None
    return said or date.fromisoformat(record["completed"][:10])


def draft(catalogue: Catalogue, tool: Tool, record: Mapping[str, Any], now: str) -> Record:
    """A draft as it is saved to a file: answers as typed, the envelope filled in and sealed.

    `now` is UTC, `2023-03-14T10:42:00Z`; it becomes `created` where the draft has none.
    """
    answers = {key: answer for key, answer in mapping(record.get("answers")).items() if answer not in (None, {})}
    state = {
        "read_me": _read_me(_DRAFT, catalogue, tool, record),
        "status": "draft",
        "completed": None,
        "sitting": dict(mapping(record.get("sitting"))),
    }
    return _sealed({**_envelope(catalogue, tool, record, answers), "created": record.get("created") or now, **state})


def complete(catalogue: Catalogue, tool: Tool, record: Mapping[str, Any], now: str) -> Record:
    """The finished record of a draft: only what was asked, dates and numbers read, sealed.

    Total: a draft that does not pass the rules gives a record that does not pass them either.
    """
    answers: Record = rules.normalised(tool, mapping(record.get("answers")))[0]
    for question in tool.questions.values():
        for row in answers.get(question.id, {}).get("rows", ()):
            row.update({field.id: {"value": field.screen["fixed"]} for field in _fixed(question)})
    state = {"read_me": _read_me(_COMPLETE, catalogue, tool, record), "status": "complete", "completed": now}
    return _sealed({**_envelope(catalogue, tool, record, answers), "created": record.get("created") or now, **state})


def seal(record: Mapping[str, Any]) -> str:
    """The `content_sha256` of a record: of its canonical form without that key. Raises ValueError if it has none."""
    return digest({key: value for key, value in record.items() if key != "content_sha256"})


def has_its_seal(record: Mapping[str, Any], canonical: str) -> bool:
    """Whether a record is what its `content_sha256` was made of, told from its canonical text: that costs little."""
    sealed = record.get("content_sha256")
    whole, seal_itself = canonical.encode("utf-8"), f'"content_sha256":"{sealed}",'.encode()
    before, _, after = whole.rpartition(seal_itself)
    found = hashlib.sha256(before)
    found.update(after)
    return found.hexdigest() == sealed


def text(record: Mapping[str, Any]) -> str:
    """The record as it stands in its file: keys in the order of the record, two spaces, a final newline."""
    return pretty_text(record)


def in_file_order(tool: Tool | None, record: Mapping[str, Any]) -> Record:
    """A finished record with its keys in the order in which its tool wrote them, whatever their order now."""
    values = {key: record[key] for key in _sorted_keys(record, ENVELOPE)}
    values["relates_to"] = [{key: row[key] for key in ("relation", "record_id")} for row in record["relates_to"]]
    if tool is not None:
        values["answers"] = ordered_answers(tool, record["answers"])
        for group, names in named(tool, record["answers"]).items():
            if isinstance(values.get(group), dict):
                values[group] = {key: values[group][key] for key in _sorted_keys(values[group], [*names])}
    return values


def file_name(record: Mapping[str, Any], now: str) -> str:
    """What the file is called: nothing from the case. A finished record is dated by its completion."""
    day = (record.get("completed") or now)[:10].replace("-", "")
    parts = (record["edition"], record["record_type"], record["record_id"][:8], record["status"], day)
    return re.sub(r"[^A-Za-z0-9_.-]", "-", "_".join(("audit", *map(str, parts)))) + ".json"


def related(catalogue: Catalogue, tool: Tool, answers: Mapping[str, Any]) -> list[dict[str, str]]:
    """The records that the answers name, as rows of `relates_to`.

    The number of a family's feedback is a note and no relation where the edition has no form for it:
    audits of edition 2023 could name such numbers.
    """
    forms = {each.id for each in catalogue.tools}
    return [
        {"relation": RELATION_OF_PART[question.part], "record_id": text_of(answers.get(question.id))}
        for question in tool.questions.values()
        if question.part in RELATION_OF_PART
        and (question.part not in FEEDBACK or question.accepts in forms)
        and re.search(RECORD_ID, text_of(answers.get(question.id)))
    ]


def named(tool: Tool, answers: Mapping[str, Any]) -> dict[str, dict[str, str | None]]:
    """The envelope entries that are copies of answers: `{"author": {"ref": "AU-12", "role": None}, ...}`."""
    entries: dict[str, dict[str, str | None]] = {}
    for entry, question_id in tool.record.items():
        group, dot, name = entry.partition(".")
        if dot:
            entries.setdefault(group, {})[name] = text_of(answers.get(question_id)) or None
    return entries


def ordered_answers(tool: Tool, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers in document order, their parts and rows in the order of the format; strangers last."""
    return {key: _ordered(tool.questions.get(key), answers[key]) for key in _sorted_keys(answers, list(tool.questions))}


def _envelope(catalogue: Catalogue, tool: Tool, record: Mapping[str, Any], answers: Mapping[str, Any]) -> Record:
    """What drafts and finished records say alike."""
    found = related(catalogue, tool, answers)
    kept = record.get("relates_to")
    others = [row for row in kept if mapping(row).get("relation") not in _DERIVED] if isinstance(kept, list) else []
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "record_id": record.get("record_id"),
        "record_type": tool.id,
        "tool": {"id": tool.id, "version": tool.version},
        "edition": catalogue.edition.id,
        "catalogue_digest": catalogue.digest,
        **({"practice": True} if record.get("practice") is True else {}),
        "engine_version": __version__,
        **named(tool, answers),
        "relates_to": [*found, *others],
        "answers": ordered_answers(tool, answers),
        **_marks(tool, record, answers),
    }


def _marks(tool: Tool, record: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """The marks "not a person's detail" of answers that are there, in document order; no key where there are none."""
    marked = marks_of(record)
    if not marked:
        return {}
    rows = [
        {"field": field, "kind": kind} for field in _fields(tool, answers) for kind in KINDS if (field, kind) in marked
    ]
    return {MARKS: rows} if rows else {}


def _fields(tool: Tool, answers: Mapping[str, Any]) -> Iterator[str]:
    """What marks call every answer that is there, and every field of its rows."""
    for key, question in tool.questions.items():
        if key in answers:
            yield key
            for _, row in rows_of(answers[key]):
                yield from (f"{key}/{trimmed(row.get('id'))}/{field.id}" for field in question.fields)


def _sealed(values: Record) -> Record:
    """The whole record, in order, with its digest."""
    ordered: Record = {str(key): values[key] for key in ENVELOPE if key in values}
    return {**ordered, "content_sha256": seal(ordered)}


def _read_me(lines: tuple[str, ...], catalogue: Catalogue, tool: Tool, record: Mapping[str, Any]) -> list[str]:
    practice = (_PRACTICE,) if record.get("practice") is True else ()
    said = [line.format(title=tool.title, edition=catalogue.edition.id) for line in (*practice, *lines)]
    return [MARK, *said] if is_made_up(record) else said


def _fixed(question: Question) -> Iterator[Question]:
    """The row fields that are never shown and always written."""
    return (field for field in question.fields if "fixed" in field.screen)


def _ordered(question: Question | None, answer: object) -> object:
    """One answer with its parts in order, its rows with the id first and then the fields in order."""
    if question is None or not isinstance(answer, dict):
        return answer
    keys = ["id", *(field.id for field in question.fields)]
    fields = {field.id: field for field in question.fields}
    whole = {key: answer[key] for key in _sorted_keys(answer, SIDES)}
    if isinstance(whole.get("gaps"), list):
        whole["gaps"] = [_by_keys(gap, GAP) for gap in whole["gaps"]]
    if "kept" in whole:
        whole["kept"] = _by_keys(whole["kept"], question.keeps)
    if isinstance(whole.get("rows"), list):
        whole["rows"] = [
            {key: _ordered(fields.get(key), row[key]) for key in _sorted_keys(row, keys)}
            if isinstance(row, dict)
            else row
            for row in whole["rows"]
        ]
    return whole


def _by_keys(value: object, order: Sequence[str]) -> object:
    return {key: value[key] for key in _sorted_keys(value, order)} if isinstance(value, dict) else value


def _sorted_keys(value: Mapping[str, Any], order: Sequence[str]) -> list[str]:
    """The keys in the given order, then all others by name."""
    known = [key for key in order if key in value]
    return [*known, *sorted(set(value) - set(known))]
