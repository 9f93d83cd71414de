"""A draw done again from its receipt, and in words what differs.

What the receipt says of earlier audits is taken from it; where the history of a register is at hand, that
is held against it too. Knows nothing of files.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from practice_audit.problems import Problem, Unreadable
from practice_audit.rules.days import audited_in_the_12_months_before, in_words
from practice_audit.sampling import receipt as receipts
from practice_audit.sampling.draw import Question, draw_cases
from practice_audit.sampling.history import Audited
from practice_audit.sampling.moderation import draw_audits
from practice_audit.sampling.vocabulary import is_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.sampling.auditors import Auditor
    from practice_audit.sampling.draw import Watched
    from practice_audit.sampling.frame import Frame
    from practice_audit.sampling.history import History
    from practice_audit.sampling.receipt import Receipt

PROBLEM_CODES: Final[Mapping[str, str]] = {"DRW024": "The draw done again differs from its receipt"}

_IDENTITY: Final = re.compile(r"[0-9a-f-]{1,36}")
_PARTS: Final = {
    "population": "the number that could be drawn",
    "groups": "the groups and what each gives",
    "excluded": "the cases that are left out, or why",
    "replaced": "the cases that were passed over",
    "drawn": "what is drawn, or who reads it",
    "loads": "the number of cases of each auditor",
}
_LISTS: Final = "Use the lists that the draw used. The digest is of what they say, not of the file."
_WHO: Final = "Ask whoever drew which lists and which register were used, and whether the receipt is the right one."


def verify_cases(
    receipt: Receipt,
    frame: Frame,
    auditors: tuple[Auditor, ...] | None,
    history: History | None = None,
    watched: Watched = iter,
) -> tuple[Problem, ...]:
    """What differs between a receipt of cases and the draw done again; nothing where it is the same.

    `watched` as in `draw_cases`.
    """
    with_auditors = receipt.get("auditors") is not None
    if with_auditors and auditors is None:
        return (_differs("The draw gave cases to auditors, and no list of auditors was named.", "Name that list too."),)
    auditors = auditors if with_auditors else None
    try:
        question = _question(receipt, frame, auditors)
        differences = list(_other_lists(receipt, question))
    except (KeyError, TypeError, ValueError) as error:
        raise _unusable() from error
    differences += _other_history(question, history)
    draw, problems = draw_cases(question, watched)
    again = receipts.of_cases(draw, record_id=receipt["record_id"]) if draw else None
    if again is None:
        return (*differences, *(_differs(problem.message, _WHO) for problem in problems))
    return (*differences, *_other_outcome(receipt, again))


def verify_audits(receipt: Receipt, history: History | None = None) -> tuple[Problem, ...]:
    """What differs between a receipt of audits and the draw done again; nothing where it is the same."""
    try:
        seed, number, meeting = _asked(receipt, "meeting_on")
        pool = tuple(_identity(each) for each in receipt["pool"])
    except (KeyError, TypeError, ValueError) as error:
        raise _unusable() from error
    draw, problems = draw_audits(pool, seed=seed, number=number, meeting_on=meeting)
    again = (
        receipts.of_audits(draw, record_id=receipt["record_id"], version=receipt["format_version"]) if draw else None
    )
    differences = list(_other_pool(frozenset(pool), meeting, history)) if history else []
    if again is None:
        return (*differences, *(_differs(problem.message, _WHO) for problem in problems))
    return (*differences, *_other_outcome(receipt, again))


def _question(receipt: Receipt, frame: Frame, auditors: tuple[Auditor, ...] | None) -> Question:
    """What the receipt says was asked, of these lists. Raises ValueError, KeyError or TypeError for nonsense."""
    seed, number, selected_on = _asked(receipt, "selected_on")
    return Question(
        seed=seed,
        number=number,
        selected_on=selected_on,
        frame=frame,
        auditors=auditors,
        later_audits_count=receipt["format_version"] < receipts.LATER_AUDITS_NO_LONGER_COUNT,
        audits=tuple(
            Audited(
                case_ref=_code(row["case_ref"]),
                completed_on=date.fromisoformat(row["completed_on"]),
                record_id=_identity(row["record_id"]),
            )
            for row in receipt["known_audits"]
        ),
    )


def _asked(receipt: Receipt, day: str) -> tuple[str, int, date]:
    """Seed, number and day of a draw; the number of its record has to be there, too."""
    _text(receipt["record_id"])
    return _text(receipt["seed"]), _number(receipt["number"]), date.fromisoformat(receipt[day])


def _other_lists(receipt: Receipt, question: Question) -> Iterator[Problem]:
    if receipt["frame"] != receipts.frame_of(question):
        counts = f"{len(question.frame.cases)} cases here, {_number(receipt['frame']['cases'])} there"
        yield _differs(f"This list of cases says something else than that of the draw: {counts}.", _LISTS)
    if receipt["auditors"] != receipts.auditors_of(question):
        yield _differs("This list of auditors says something else than that of the draw.", _LISTS)


def _other_history(question: Question, history: History | None) -> Iterator[Problem]:
    """Earlier audits that register and receipt do not know alike; what came after the draw is not looked at."""
    if history is None:
        return
    held = {audit.record_id: audit for audit in history.audits}
    for audit in question.audits:
        known = held.get(audit.record_id)
        if known is None or known.completed_on != audit.completed_on:
            yield _differs(
                f"The draw went by the audit {audit.record_id[:8]} of {in_words(audit.completed_on)} for the case "
                f"{audit.case_ref}. The register does not hold it so.",
                "A correction may have replaced it. Ask whoever drew.",
            )
    went_by = {audit.case_ref: audit for audit in question.audits}
    for audit in _before(history, question):
        known = went_by.get(audit.case_ref)
        if known is None or known.completed_on < audit.completed_on:
            yield _differs(
                f"The register holds the audit {audit.record_id[:8]} of {in_words(audit.completed_on)}, and the draw "
                f"did not go by it for the case {audit.case_ref}.",
                "It may have been imported after the draw. Ask whoever drew.",
            )


def _before(history: History, question: Question) -> tuple[Audited, ...]:
    """The last audit of each case of the list in the 12 months up to the day of the draw."""
    day = question.selected_on
    found = history.of_cases((case.case_ref for case in question.frame.cases), day)
    return tuple(audit for audit in found if audited_in_the_12_months_before(audit.completed_on, day))


def _other_pool(pool: frozenset[str], meeting: date, history: History) -> Iterator[Problem]:
    held = {audit.record_id: audit for audit in history.audits}
    for number in sorted(pool):
        if number not in held or held[number].completed_on > meeting:
            message = f"The register does not hold the audit {number[:8]}, completed by the meeting, from the receipt."
            yield _differs(message, "It may have been replaced by a correction. Ask whoever drew.")
    for number in history.unmoderated(meeting):
        if number not in pool:
            message = f"The register holds the audit {number[:8]}, not moderated, and the draw did not know it."
            yield _differs(message, "It may have been imported after the draw. Ask whoever drew.")


def _other_outcome(receipt: Receipt, again: Receipt) -> list[Problem]:
    """What came out differently, part by part."""
    found = []
    for part, words in _PARTS.items():
        if part in again and receipt.get(part) != again[part]:
            found.append(
                _differs(f"Drawn again, this is not the same: {words}.{_first_row(receipt, again, part)}", _WHO)
            )
    rest = {key for key in {*again, *receipt} if key not in {*_PARTS, "read_me", "engine_version", receipts.SEAL}}
    if not found and any(receipt.get(key) != again.get(key) for key in rest - {"frame", "auditors"}):
        found.append(_differs("The receipt holds something that a draw does not write.", _WHO))
    return found


def _first_row(receipt: Receipt, again: Receipt, part: str) -> str:
    """The first row in which two lists differ, by what stands at its beginning; "" for what is no list."""
    if not isinstance(receipt.get(part), list) or not isinstance(again[part], list):
        return ""
    for place, (said, done) in enumerate(zip(receipt[part], again[part], strict=False), 1):
        if said != done:
            return f" The first difference is in place {place}."
    return f" The receipt lists {len(receipt[part])}, and drawn again it is {len(again[part])}."


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _identity(value: Any) -> str:
    """The number of a record; whatever else stands there is not repeated in any message."""
    if not _IDENTITY.fullmatch(_text(value)):
        raise ValueError
    return str(value)


def _code(value: Any) -> str:
    """The code of a case, as `_identity`."""
    if not is_code(_text(value)):
        raise ValueError
    return str(value)


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _differs(message: str, remedy: str) -> Problem:
    return Problem(code="DRW024", message=message, remedy=remedy)


def _unusable() -> Unreadable:
    message = "This receipt lacks something that every receipt has."
    return Unreadable([Problem(code="DRW020", message=message, remedy=receipts.WHICH)])
