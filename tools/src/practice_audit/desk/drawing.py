"""What both draws of the page share: what was typed, what the chosen records say, and the files that are made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from practice_audit import locked_files, validation
from practice_audit.desk.session import file, told
from practice_audit.problems import has_errors
from practice_audit.rules.reading import date_of, number_of
from practice_audit.sampling.tickets import number_problem, seed_problem
from practice_audit.sampling.vocabulary import detail_in_code, is_code
from practice_audit.sampling.writing import Made

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from practice_audit.desk.session import Asked, Session
    from practice_audit.desk.taking import Taken
    from practice_audit.problems import Problem, Unreadable
    from practice_audit.sampling.files import Files

    Answer = dict[str, Any]

_LOCKED: Final = locked_files.locked_problem().code
_FEW: Final = 10
"""As many locked files are named one by one."""
_IN_THE_PAGE: Final[Mapping[str, str]] = {
    _LOCKED: "Unlock it below the files that you chose, or take it out of the choice.",
    "DRW015": "Choose the folder that holds the missing records too, or take the number back to the meeting.",
    "DRW020": "Choose the file that the draw wrote. Its name ends with .receipt.json.",
    "DRW023": "Receipts of cases are compared on the page “Draw cases at random”, those of audits on the page “Draw "
    "audits for moderation”.",
}
"""What to do where the command line would say something else."""


def seed_and_number(asked: Asked) -> Answer:
    """What seed and number lack."""
    fields: Answer = {}
    if not asked.text("seed"):
        fields["seed"] = "missing"
    elif unusable_seed := seed_problem(asked.text("seed")):
        fields["seed"] = {"said": f"{unusable_seed.message} {unusable_seed.remedy}"}
    wanted = number(asked)
    if wanted is None or number_problem(wanted):
        fields["number"] = "missing" if wanted is None else "least"
    return fields


def who(asked: Asked) -> Answer:
    """What the code of whoever draws lacks, where one was typed: a name must not get into the files."""
    code = asked.text("by")
    return {"by": "no_code"} if code and (not is_code(code) or detail_in_code(code)) else {}


def still_locked(taken: Taken) -> list[Answer]:
    """The chosen files that are locked: a draw that knows nothing of them could draw what it must not."""
    found = [(name, each) for name, problems in taken.refused for each in problems if each.code == _LOCKED]
    listed = [one for name, each in found[:_FEW] for one in told(in_the_page([each]), name)]
    if (more := len(found) - _FEW) > 0:
        said = "1 more file is" if more == 1 else f"{more} more files are"
        rest = replace(locked_files.locked_problem(), message=f"{said} locked with a passphrase.")
        listed += told([replace(rest, remedy="Unlock them too, or take them out of the choice.")])
    return listed


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
