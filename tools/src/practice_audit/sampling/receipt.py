"""The receipt of a draw: all that anyone needs to draw again, and all that came of it, as one JSON value.

A receipt holds codes, never names, and not the list itself: of that, the digest of what it says. Its own
digest shows a change. Knows nothing of files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit import __version__
from practice_audit.documents import MAX_BYTES, canonical_bytes, digest, pretty_text, read_json
from practice_audit.problems import Problem, Unreadable
from practice_audit.rules.reading import mapping
from practice_audit.sampling.auditors import auditors_sha256
from practice_audit.sampling.draw import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practice_audit.sampling.draw import Draw, Question
    from practice_audit.sampling.moderation import AuditDraw

    Receipt: TypeAlias = dict[str, Any]

FORMAT: Final = "practice-audit-draw"
FORMAT_VERSION: Final = 2
LATER_AUDITS_NO_LONGER_COUNT: Final = 2
"""From this format on an audit after the day of the draw leaves no case out."""
CASES: Final = "cases"
AUDITS: Final = "audits"
SEAL: Final = "content_sha256"
WHICH: Final = "Name the file that the draw wrote. Its name begins with draw_ and ends with .receipt.json."

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "DRW016": "The receipt would be too large",
    "DRW020": "The file is not a receipt of a draw",
    "DRW021": "The receipt was made by a newer version",
    "DRW022": "The receipt was changed after it was made",
    "DRW023": "The receipt is of another kind of draw",
}

_METHOD: Final = (
    "The ticket of each is the SHA-256 of the seed, a comma and its reference, as hexadecimal digits. "
    "The lowest tickets are drawn first."
)
_CASES_ME: Final = (
    "This is the receipt of a random draw of cases. The codes in it stand for people: keep it as you keep the list.",
    _METHOD,
    "Each group of area and kind of plan gives its quota; a case that cannot be audited is passed over.",
    "To draw again and compare, run: practice-audit sample --verify <this file> <the list of cases>",
)
_AUDITS_ME: Final = (
    "This is the receipt of a random draw of completed audits for moderation.",
    _METHOD,
    "To draw again and compare, run: practice-audit moderation-sample --verify <this file>",
)


def of_cases(draw: Draw, *, record_id: str) -> Receipt:
    """The receipt of a draw of cases; `record_id` is that of its selection record."""
    asked = draw.question
    return sealed(
        {
            "read_me": list(_CASES_ME),
            **_head(CASES, record_id, 1 if asked.later_audits_count else FORMAT_VERSION),
            "seed": asked.seed,
            "number": asked.number,
            "selected_on": asked.selected_on.isoformat(),
            "frame": frame_of(asked),
            "auditors": auditors_of(asked),
            "known_audits": [audit.to_json() for audit in asked.audits if asked.keeps_out(audit.completed_on)],
            "population": draw.population,
            "groups": [
                {"area": each.area, "plan_kind": each.plan_kind, "cases": each.cases, "quota": each.quota}
                for each in draw.groups
            ],
            "excluded": [
                {
                    "case_ref": each.case_ref,
                    "reason": _EARLIER_WORDS.get(each.reason, each.reason) if asked.later_audits_count else each.reason,
                    "audited_on": each.audited_on.isoformat() if each.audited_on else None,
                    "record_id": each.record_id,
                }
                for each in draw.excluded
            ],
            "replaced": [
                {
                    "case_ref": each.case_ref,
                    "ticket": each.ticket,
                    "reason": each.reason.value,
                    "replaced_by": each.replaced_by,
                }
                for each in draw.replaced
            ],
            "drawn": [
                {
                    "case_ref": each.case.case_ref,
                    "ticket": each.ticket,
                    "area": each.case.area,
                    "plan_kind": each.case.plan_kind,
                    "auditor_ref": each.auditor_ref,
                }
                for each in draw.drawn
            ],
            "loads": [{"auditor_ref": ref, "cases": cases} for ref, cases in draw.loads.items()],
        }
    )


_EARLIER_WORDS: Final[Mapping[str, str]] = {Reason.AUDITED: "audited in the last 12 months"}
"""What receipts of format 1 call a reason."""


def frame_of(asked: Question) -> Receipt:
    """What a receipt says of the list of cases."""
    return {"cases": len(asked.frame.cases), "sha256": asked.frame.sha256}


def auditors_of(asked: Question) -> Receipt | None:
    """What a receipt says of the list of auditors; None where there was none."""
    if asked.auditors is None:
        return None
    return {"auditors": len(asked.auditors), "sha256": auditors_sha256(asked.auditors)}


def of_audits(draw: AuditDraw, *, record_id: str, version: int = FORMAT_VERSION) -> Receipt:
    """The receipt of a draw of audits; `record_id` is that of its moderation sample."""
    return sealed(
        {
            "read_me": list(_AUDITS_ME),
            **_head(AUDITS, record_id, version),
            "seed": draw.seed,
            "number": draw.number,
            "meeting_on": draw.meeting_on.isoformat(),
            "pool": list(draw.pool),
            "population": len(draw.pool),
            "drawn": [{"record_id": number, "ticket": ticket} for number, ticket in draw.drawn],
        }
    )


def sealed(values: Mapping[str, Any]) -> Receipt:
    """A receipt with its own digest."""
    whole = {key: value for key, value in values.items() if key != SEAL}
    return {**whole, SEAL: digest(whole)}


def to_bytes(receipt: Mapping[str, Any]) -> bytes:
    """The file of a receipt, for people to read: what it is stands first. The same receipt is always the same bytes.

    One that would be too large to be read again is written without spaces and lines, as all were before.
    """
    data = pretty_text(receipt).encode()
    return data if len(data) <= MAX_BYTES else canonical_bytes(receipt)


def size_problem(receipt: Mapping[str, Any]) -> Problem | None:
    """Why a receipt is not written: it could not be read again; None if it can."""
    if len(to_bytes(receipt)) <= MAX_BYTES:
        return None
    message = (
        f"The receipt of this draw would be too large: it names {len(receipt['excluded'])} cases that are left out."
    )
    return _problem(
        "DRW016", message, "Take those out of the list that were audited in the 12 months up to the day of the draw."
    )


def read(data: bytes | str, kind: str) -> Receipt:
    """The receipt in a file, of the wanted kind (`CASES` or `AUDITS`) and unchanged. Raises Unreadable."""
    try:
        value = mapping(read_json(data))
    except Unreadable as unreadable:  # its words are those of records
        message = "This file is not a receipt of a draw, or not all of one."
        raise Unreadable([_problem("DRW020", message, WHICH)]) from unreadable
    version = value.get("format_version")
    problem = None
    if value.get("format") != FORMAT or not isinstance(version, int) or isinstance(version, bool) or version < 1:
        problem = _problem("DRW020", "This file is not a receipt of a draw.", WHICH)
    elif version > FORMAT_VERSION:
        message = "This receipt was made by a newer version of practice-audit."
        problem = _problem("DRW021", message, "Bring practice-audit up to date, then compare again.")
    elif sealed(value)[SEAL] != value.get(SEAL):
        message = "This receipt was changed after it was made, so it shows nothing."
        problem = _problem("DRW022", message, "Ask whoever drew for the receipt as it was written.")
    elif value.get("kind") != kind:
        message = "This is the receipt of another kind of draw."
        remedy = "Receipts of cases are compared by practice-audit sample, those of audits by moderation-sample."
        problem = _problem("DRW023", message, remedy)
    if problem:
        raise Unreadable([problem])
    return dict(value)


def _head(kind: str, record_id: str, version: int) -> Receipt:
    return {
        "format": FORMAT,
        "format_version": version,
        "engine_version": __version__,
        "kind": kind,
        "record_id": record_id,
    }


def _problem(code: str, message: str, remedy: str) -> Problem:
    return Problem(code=code, message=message, remedy=remedy)
