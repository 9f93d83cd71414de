"""Rows that are filled in when an earlier record is loaded, so that people answer only what is new.

One row for each action of that record, or one for each expectation that an action serves, with what
was found of it then. Knows nothing of files, registers or pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from practice_audit.rules import reading
from practice_audit.rules.following import agreed, found_then, is_written, served_by
from practice_audit.rules.outcomes import expectation_outcomes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.model import Catalogue, Question, Tool
    from practice_audit.rules.asking import Answers


def filled_rows(
    catalogue: Catalogue, tool: Tool, source: Question, loaded: tuple[Tool, Answers], answers: Answers
) -> dict[str, dict[str, Any]]:
    """The answers that have rows of a record which was loaded into the question `source`, as a draft holds them.

    `loaded` is that record's tool and its answers. Rows in which somebody has written stay. Those that an
    earlier file had filled in, and in which nobody wrote, go.
    """
    made: dict[str, dict[str, Any]] = {}
    for question in tool.questions.values():
        if question.rows_from.get("record") == source.id:
            making = _MAKERS[question.rows_from["rows"]]
            rows = list(making(catalogue, *loaded))
            made[question.id] = {**reading.mapping(answers.get(question.id)), "rows": _merged(question, answers, rows)}
    return made


def rows_of_another(
    catalogue: Catalogue, tool: Tool, source: Question, loaded: tuple[Tool, Answers], answers: Answers
) -> tuple[str, ...]:
    """The rows in which somebody has written about another record than the one that is loaded: "Action 2"."""
    found: list[str] = []
    for question in tool.questions.values():
        if question.rows_from.get("record") == source.id:
            known = {_key(row) for row in _MAKERS[question.rows_from["rows"]](catalogue, *loaded)}
            rows = reading.rows_of(answers.get(question.id))
            found += [
                f"{question.row_name} {place}"
                for place, (_, row) in enumerate(rows, start=1)
                if is_written(row) and _key(row) not in known
            ]
    return tuple(found)


def _of_actions(_: Catalogue, tool: Tool, answers: Answers) -> Iterator[dict[str, Any]]:
    for action in agreed(tool, answers):
        yield {"ref": {"value": action.ref}, "action": {"value": action.text("action")}}


def _of_expectations(catalogue: Catalogue, tool: Tool, answers: Answers) -> Iterator[dict[str, Any]]:
    outcomes = expectation_outcomes(catalogue, tool, answers)
    for action in agreed(tool, answers):
        for expectation in served_by(catalogue, action.text("link")):
            yield {
                "ref": {"value": action.ref},
                "action": {"value": action.text("action")},
                "expectation": {"value": expectation},
                "earlier": {"value": found_then(outcomes, expectation)},
            }


_MAKERS: Final = {"actions": _of_actions, "expectations": _of_expectations}


def _merged(question: Question, answers: Answers, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The new rows after those that somebody has written in, each once."""
    written = [dict(row) for _, row in reading.rows_of(answers.get(question.id)) if is_written(row)]
    there = {_key(row) for row in written}
    taken = {str(row.get("id")) for row in written}
    free = (str(number) for number in range(1, len(written) + len(rows) + 1) if str(number) not in taken)
    return [*written, *({"id": next(free), **row} for row in rows if _key(row) not in there)]


def _key(row: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(reading.text_of(row.get(name)) for name in ("ref", "action", "expectation"))
