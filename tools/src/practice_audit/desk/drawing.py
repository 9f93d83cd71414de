"""What both draws of the page share: what was typed, what the chosen records say, and the files that are made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from practice_audit import validation
from practice_audit.desk.session import file, told
from practice_audit.problems import has_errors
from practice_audit.rules.reading import date_of, number_of
from practice_audit.sampling.writing import Made

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from practice_audit.desk.session import Asked, Session
    from practice_audit.problems import Problem, Unreadable
    from practice_audit.sampling.files import Files

    Answer = dict[str, Any]

_IN_THE_PAGE: Final[Mapping[str, str]] = {
    "DRW015": "Choose the folder that holds the missing records too, or take the number back to the meeting.",
    "DRW020": "Choose the file that the draw wrote. Its name ends with .receipt.json.",
    "DRW023": "Receipts of cases are compared on the page “Draw cases at random”, those of audits on the page “Draw "
    "audits for moderation”.",
}
"""What to do where the command line would say something else."""


def seed_and_number(asked: Asked) -> Answer:
    """What seed and number lack."""
    fields = {} if asked.text("seed") else {"seed": "missing"}
    return fields if number(asked) is not None else {**fields, "number": "missing"}


def number(asked: Asked) -> int | None:
    """How many are to be drawn."""
    return number_of({"value": asked.text("number")})


def days(asked: Asked, **needed: bool) -> tuple[Answer, Mapping[str, dt.date | None]]:
    """What these days lack, which must not be to come, and the days themselves."""
    fields: Answer = {}
    found: dict[str, dt.date | None] = {}
    for name, is_needed in needed.items():
        reading = date_of(asked.payload.get(name))
        found[name] = reading.day
        if reading.lacks:
            fields[name] = "unreal"
        elif reading.day is None and is_needed:
            fields[name] = "missing"
        elif reading.day is not None and reading.day > asked.today:
            fields[name] = "to_come"
    return fields, found


def made(asked: Asked, told_on: dt.date | None = None) -> Made:
    """By whom and when the record of a draw is made."""
    return Made(
        record_id=asked.text("record_id"),
        now=asked.text("now"),
        by=asked.text("by"),
        role=asked.text("role"),
        told_on=told_on,
    )


def answered(session: Session, asked: Asked, written: Files, problems: list[Answer], shown: Answer) -> Answer:
    """The draw and its files; where the record breaks a rule, its problems only. `shown` has `records`."""
    wrong = (*written.problems, *validation.validate(session.editions.newest, written.record, today=asked.today))
    answer = {"fields": {}, "problems": [*problems, *told(wrong)], "records": shown["records"]}
    if has_errors(wrong):
        return answer
    files = [file(name, text.encode()) for name, text in written.texts.items()]
    return {**answer, **shown, "draft": written.record["status"] == "draft", "files": files}


def unusable(asked: Asked, place: int, unreadable: Unreadable) -> Answer:
    """Why the receipt in a chosen file cannot be compared."""
    return {"fields": {}, "problems": told(in_the_page(unreadable.problems), asked.files.names[place])}


def in_the_page(problems: Iterable[Problem]) -> list[Problem]:
    """Problems with what is to be done about them in a page."""
    return [replace(each, remedy=_IN_THE_PAGE.get(each.code, each.remedy)) for each in problems]
