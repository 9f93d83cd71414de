"""Finished records from answers, made as the form makes them: files loaded, completed and sealed by the engine.

Knows nothing of what the records say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit import made_up, records
from practice_audit.browser.files import attach
from practice_audit.browser.session import Session
from practice_audit.browser.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from practice_audit.model import Catalogue

    Record: TypeAlias = dict[str, Any]
    Answers: TypeAlias = dict[str, Any]

MARK: Final = made_up.MARK.removesuffix(".")
"""Stands in everything that the demo writes."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One record that is to be made.

    `loads` are the records to load, by question. `fill` answers the rows that loading filled in.
    """

    tool: str
    record_id: str
    begun: date
    done: date
    answers: Answers
    loads: Mapping[str, Record] = field(default_factory=dict)
    fill: Callable[[Answers], None] | None = None
    replaces: str = ""


def finished(catalogue: Catalogue, asked: Asked) -> Record:
    """The record, finished on its day and marked as a sample."""
    tool = catalogue.tool(asked.tool)
    draft: Record = {
        "record_id": asked.record_id,
        "created": f"{asked.begun.isoformat()}T08:30:00Z",
        "relates_to": [{"relation": "replaces", "record_id": asked.replaces}] if asked.replaces else [],
        "answers": {key: answer for key, answer in asked.answers.items() if key in tool.questions},
    }
    session = Session(catalogue=catalogue, tool=tool, words=Words({}))
    for question, source in asked.loads.items():
        if question in tool.questions:
            draft = attach(session, {"record": draft, "checklist": source, "question": question})["record"]
    if asked.fill:
        asked.fill(draft["answers"])
    return marked(records.complete(catalogue, tool, draft, f"{asked.done.isoformat()}T15:30:00Z"))


def marked(record: Record) -> Record:
    """The same record, whose first line says that it is a sample."""
    whole = {**record, "read_me": [made_up.MARK, *record["read_me"]]}
    return {**whole, "content_sha256": records.seal(whole)}


def value(given: object, **sides: object) -> dict[str, object]:
    """One answer: its value, and what goes with it."""
    return {"value": given, **sides}


def day(given: date) -> dict[str, str]:
    """A day as the form keeps it."""
    return {"value": given.isoformat(), "day": str(given.day), "month": str(given.month), "year": str(given.year)}


def rows(*given: Mapping[str, object]) -> dict[str, list[dict[str, object]]]:
    """Rows as the form keeps them, numbered from one; a field that is None is left out."""
    return {
        "rows": [
            {"id": str(place), **{name: answer for name, answer in row.items() if answer is not None}}
            for place, row in enumerate(given, 1)
        ]
    }
