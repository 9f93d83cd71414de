"""What the envelope of one record has to agree with: its edition, its answers, its own digest."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from practice_audit import records, rules
from practice_audit.editions import called
from practice_audit.problems import Problem, pointer_to, visible
from practice_audit.rules.guard import personal_data
from practice_audit.rules.reading import choices_of, mapping, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.model import Catalogue, Question, Tool

NOT_ASKED = "REC026"
_BY_HAND = "Ask its author for the original: this file was changed by hand."


def wrong_edition(catalogue: Catalogue, record: Mapping[str, Any]) -> tuple[Tool | None, tuple[Problem, ...]]:
    """The tool of a record, and why this catalogue cannot judge it (R016, R171)."""
    here = catalogue.edition.id
    edition, kind = record.get("edition"), record.get("record_type")
    tool = records.tool_of(catalogue, record)
    problems = []
    if isinstance(edition, str) and edition and edition != here:
        problems.append(
            Problem(
                code="R016",
                pointer="/edition",
                message=f"This record is of {called(edition)} of the standards, not of edition {here}.",
                remedy="Open it where that edition is kept. A record is judged by its own edition only.",
            )
        )
    elif tool is None:
        named = f"“{visible(kind, 40)}”" if isinstance(kind, str) else "the one it names"
        problems.append(
            Problem(
                code="R171",
                pointer="/record_type",
                message=f"Edition {here} has no tool that makes records of the type {named}.",
                remedy=_BY_HAND,
            )
        )
    elif (version := _other_version(tool, record)) is not None:
        problems.append(
            Problem(
                code="R016",
                pointer="/tool/version",
                message=f"This record was made with version {version} of the {tool.title}; this is version "
                f"{tool.version}.",
                remedy="Open it with the version that made it.",
            )
        )
    return tool, tuple(problems)


def _other_version(tool: Tool, record: Mapping[str, Any]) -> int | None:
    version = mapping(record.get("tool")).get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version == tool.version:
        return None
    return version


def envelope_problems(
    catalogue: Catalogue, tool: Tool, record: Mapping[str, Any], *, today: date, sound: bool
) -> tuple[Problem, ...]:
    """What a record's envelope and answers say against each other, in document order.

    `sound`: the structure has no problem. Without it only the digest can be judged.
    """
    problems: list[Problem] = []
    if sound and record["status"] == "complete":
        problems.extend(_personal_data(record))
        problems.extend(_standards_changed(catalogue, record))
        problems.extend(_times(record, today))
        problems.extend(_copies(tool, record))
        problems.extend(_relations(catalogue, tool, record))
        problems.extend(_not_asked(tool, record))
    if sound:
        problems.extend(_rows(tool, record))
    problems.extend(_seal(record))
    return tuple(problems)


def _personal_data(record: Mapping[str, Any]) -> Iterator[Problem]:
    """R170: the texts of the envelope that no rule looks at hold nothing that identifies a person."""
    texts = {pointer_to("read_me", place): line for place, line in enumerate(record["read_me"])}
    texts["/engine_version"] = record["engine_version"]
    for pointer, text in texts.items():
        for words in personal_data(text):
            message = f"Take what looks like {words} out of the head of this record."
            yield Problem(code="R170", pointer=pointer, message=message, remedy=_BY_HAND)


def _standards_changed(catalogue: Catalogue, record: Mapping[str, Any]) -> Iterator[Problem]:
    if record["catalogue_digest"] != catalogue.digest:
        yield Problem(
            code="REC028",
            pointer="/catalogue_digest",
            message=f"This record was not made with edition {catalogue.edition.id} as it was published.",
            remedy="Ask its author on which site it was made. A record counts if it was made with a published edition.",
        )


def _times(record: Mapping[str, Any], today: date) -> Iterator[Problem]:
    """R176: real moments, made before it was completed, and not completed in days to come (a day for time zones)."""
    unreal = [key for key in ("created", "completed") if not _is_moment(record[key])]
    for key in unreal:
        message = f"The time {record[key]} in the head of this record is in no calendar."
        yield Problem(code="R176", pointer=pointer_to(key), message=message, remedy=_BY_HAND)
    if unreal:
        return
    if record["completed"] < record["created"]:
        message = "This record says that it was completed before it was begun."
        yield Problem(code="R176", pointer="/completed", message=message, remedy=_BY_HAND)
    elif record["completed"][:10] > (today + timedelta(days=1)).isoformat():
        message = "This record says that it was completed on a day that has not come yet."
        remedy = "Check the date of this computer and of the one that made the record."
        yield Problem(code="R176", pointer="/completed", message=message, remedy=remedy)


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _copies(tool: Tool, record: Mapping[str, Any]) -> Iterator[Problem]:
    """R171: what the envelope repeats from the answers is what the answers say."""
    for group, names in records.named(tool, record["answers"]).items():
        for name, told in names.items():
            if record[group].get(name) != told:
                yield Problem(
                    code="R171",
                    pointer=pointer_to(group, name),
                    message=f"The head of this record and its answers name a different {group} {name}.",
                    remedy=_BY_HAND,
                )


def _relations(catalogue: Catalogue, tool: Tool, record: Mapping[str, Any]) -> Iterator[Problem]:
    """R171: the records that the answers name are related; R175: a correction names another record."""
    rows = record["relates_to"]
    for row in records.related(catalogue, tool, record["answers"]):
        if row not in rows:
            yield Problem(
                code="R171",
                pointer="/relates_to",
                message=f"The answers name the record {row['record_id'][:8]}, and the head of this record does not.",
                remedy=_BY_HAND,
            )
    for index, row in enumerate(rows):
        if row["record_id"] == record["record_id"]:
            yield Problem(
                code="R175",
                pointer=pointer_to("relates_to", index, "record_id"),
                message="This record names itself. A correction is a new record that names the one it replaces.",
                remedy="Start the correction again on the tool’s page: it gets its own number.",
            )


def _not_asked(tool: Tool, record: Mapping[str, Any]) -> Iterator[Problem]:
    """A finished record holds no answer to a question that it did not ask."""
    asked = rules.asked(tool, record["answers"])
    for key in _in_document_order(tool, record["answers"]):
        if key not in asked:
            yield Problem(
                code=NOT_ASKED,
                pointer=pointer_to("answers", key),
                message=f"“{tool.questions[key].ask}” was not asked of this case, but an answer was kept.",
                remedy="Open the record on the tool’s page, start a correction and finish it: such answers are "
                "left out.",
            )


def _rows(tool: Tool, record: Mapping[str, Any]) -> Iterator[Problem]:
    """REC027: row ids are unique; R172: evidence that is named is there."""
    answers = record["answers"]
    evidence = {
        f"{key}/{row['id']}"
        for key, answer in answers.items()
        if tool.questions[key].type == "evidence"
        for row in answer.get("rows", ())
    }
    for key in _in_document_order(tool, answers):
        question = tool.questions[key]
        yield from _dangling(question, answers[key], evidence, ("answers", key))
        seen: set[str] = set()
        for index, row in enumerate(answers[key].get("rows", ())):
            if row["id"] in seen:
                yield Problem(
                    code="REC027",
                    pointer=pointer_to("answers", key, "rows", index, "id"),
                    message=f"Two rows of “{question.ask}” have the same id.",
                    remedy=_BY_HAND,
                )
            seen.add(row["id"])
            for field in question.fields:
                yield from _dangling(field, row.get(field.id), evidence, ("answers", key, "rows", index, field.id))


def _dangling(question: Question, answer: object, evidence: set[str], path: tuple[str | int, ...]) -> Iterator[Problem]:
    if question.options_from not in {"evidence", "preparation"}:
        return
    for value in choices_of(answer) or (text_of(answer),):
        if "/" in value and value not in evidence:
            yield Problem(
                code="R172",
                pointer=pointer_to(*path),
                message=f"“{question.ask}” names a piece of evidence that is not in this record.",
                remedy="Choose among the evidence that the record holds.",
            )


def _seal(record: Mapping[str, Any]) -> Iterator[Problem]:
    """REC022: the digest is that of the content. A draft made before the engine ran has none."""
    told = record.get("content_sha256")
    if told is None and record.get("status") == "draft":
        return
    try:
        true = records.seal(record)
    except (ValueError, RecursionError):  # no file holds such a value: half a character, not a number
        true = ""
    if isinstance(told, str) and told != true:
        yield Problem(
            code="REC022",
            pointer="/content_sha256",
            message="This file was changed after it was saved.",
            remedy="You can read it. Ask its author for the original.",
        )


def _in_document_order(tool: Tool, answers: Mapping[str, Any]) -> list[str]:
    return [key for key in tool.questions if key in answers]
