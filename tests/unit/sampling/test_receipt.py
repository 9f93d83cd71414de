"""The receipt of a draw, and what is said when the draw is done again."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.documents import MAX_BYTES, pretty_text
from practice_audit.problems import Unreadable
from practice_audit.sampling import receipt as receipts
from practice_audit.sampling.auditors import read_auditors
from practice_audit.sampling.frame import Frame, read_cases
from practice_audit.sampling.history import Audited, History
from practice_audit.sampling.moderation import draw_audits
from practice_audit.sampling.verifying import verify_audits, verify_cases
from tests.unit.sampling.lists import ON, WORDS, auditors, case, cases, drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.sampling.auditors import Auditor
    from practice_audit.sampling.receipt import Receipt

EARLIER = Path(__file__).parents[2] / "data" / "receipts"
RECORD = "3f9a2c1e-7b52-4c1d-9a77-0c1f2e3d4b5a"
READERS = (*auditors("AU-1", most=2), *auditors("AU-2", "PR-3"))
FRAME = Frame.of((*cases(20), *(case(each, "South") for each in range(21, 40)), case(50, last_audit_on=ON)))
AUDITS = (Audited(case_ref="CASE-0001", completed_on=date(2026, 1, 1), record_id="a" * 8),)
POOL = ("a1", "b2", "c3", "d4")


def made() -> Receipt:
    """The receipt of a draw with everything in it, as it is read from its file."""
    draw = drawn(FRAME.cases, 6, auditors=READERS, audits=AUDITS)
    return receipts.read(receipts.to_bytes(receipts.of_cases(draw, record_id=RECORD)), receipts.CASES)


def made_of_audits() -> Receipt:
    """The receipt of a draw of audits."""
    draw, _ = draw_audits(POOL, seed="july", number=2, meeting_on=ON)
    assert draw
    return receipts.read(receipts.to_bytes(receipts.of_audits(draw, record_id=RECORD)), receipts.AUDITS)


def values(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every plain value in a JSON value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if not isinstance(value, (dict, list)):
        yield path
    for key, each in pairs:
        yield from values(each, (*path, key))


def changed(receipt: Receipt, path: tuple[str | int, ...]) -> Receipt:
    """The receipt with another value in one place, sealed again by whoever changed it."""
    other = copy.deepcopy(receipt)
    place: Any = other
    for part in path[:-1]:
        place = place[part]
    value = place[path[-1]]
    if isinstance(value, int):
        place[path[-1]] = value + 1
    elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        place[path[-1]] = (date.fromisoformat(value) + timedelta(days=400)).isoformat()
    else:
        place[path[-1]] = f"{value}x"
    return receipts.sealed(other)


def test_a_draw_done_again_is_the_same() -> None:
    """The same lists give the same receipt, byte for byte, and nothing differs."""
    assert receipts.to_bytes(made()) == receipts.to_bytes(made())
    assert verify_cases(made(), FRAME, READERS) == ()
    assert verify_cases(made(), FRAME, READERS, History(AUDITS, frozenset())) == ()
    assert verify_audits(made_of_audits()) == ()


def told(receipt: Receipt) -> list[str]:
    """The codes of what is said of a receipt, whether it differs or cannot be used."""
    try:
        problems = verify_cases(receipt, FRAME, READERS, History(AUDITS, frozenset()))
    except Unreadable as unreadable:
        problems = unreadable.problems
    return [problem.code for problem in problems]


def test_a_receipt_is_made_to_be_read() -> None:
    """Its first lines say what it is, each value has a line of its own, and the last line ends."""
    lines = receipts.to_bytes(made()).decode().split("\n")
    assert lines[:2] == ["{", '  "read_me": [']
    assert lines[2].startswith('    "This is the receipt of a random draw of cases. The codes in it stand for people')
    assert '  "seed": "2026-Q3",' in lines
    assert lines[-2:] == ["}", ""]


def test_a_large_receipt_is_written_close() -> None:
    """A receipt that would be too large only because of its lines is written without them, and is read all the same."""
    receipt = receipts.sealed({**made(), "population": ["x" * 8] * 150_000})
    assert len(pretty_text(receipt)) > MAX_BYTES
    assert receipts.size_problem(receipt) is None
    assert receipts.read(receipts.to_bytes(receipt), receipts.CASES) == receipt
    assert receipts.size_problem({**receipt, "population": "x" * MAX_BYTES})


def earlier_lists() -> tuple[Frame, tuple[Auditor, ...]]:
    """The lists of the receipts that earlier versions wrote."""
    frame, _ = read_cases((EARLIER / "cases.csv").read_bytes(), WORDS, ON)
    readers, _ = read_auditors((EARLIER / "auditors.csv").read_bytes(), WORDS)
    assert frame
    assert readers
    return frame, readers


def test_receipts_of_earlier_versions_still_show_the_same() -> None:
    """What was written before, in one line, is read, is as it was made, and is drawn again without a difference."""
    cases_of_then = receipts.read((EARLIER / "cases-1.receipt.json").read_bytes(), receipts.CASES)
    assert verify_cases(cases_of_then, *earlier_lists()) == ()
    audits_of_then = receipts.read((EARLIER / "audits-1.receipt.json").read_bytes(), receipts.AUDITS)
    assert verify_audits(audits_of_then) == ()


NO_MATTER = {"read_me", "engine_version", "record_id", "format", "format_version", "kind"}


def test_every_value_that_matters_is_compared() -> None:
    """Any other value in a receipt, even where its digest was made anew, differs or cannot be used."""
    receipt = made()
    tried = 0
    for path in values(receipt):
        if path[0] in NO_MATTER or path == (receipts.SEAL,):
            continue
        tried += 1
        assert set(told(changed(receipt, path))) in ({"DRW020"}, {"DRW024"}), path
    assert tried > 50


def test_every_value_of_a_draw_of_audits_is_compared() -> None:
    """As for cases; the pool is held against the register."""
    receipt = made_of_audits()
    history = History(tuple(Audited(case_ref="", completed_on=ON, record_id=each) for each in POOL), frozenset())
    assert verify_audits(receipt, history) == ()
    for path in values(receipt):
        if path[0] in NO_MATTER or path[0] in {receipts.SEAL, "meeting_on"}:
            continue
        try:
            found = verify_audits(changed(receipt, path), history)
        except Unreadable as unusable:
            found = unusable.problems
        assert found, path


def test_every_byte_is_sealed() -> None:
    """A receipt of which one character was changed cannot be used, wherever it stands."""
    data = receipts.to_bytes(made())
    for place in range(0, len(data), 7):
        other = bytearray(data)
        other[place] = ord("7") if other[place] != ord("7") else ord("8")
        with pytest.raises(Unreadable):
            receipts.read(bytes(other), receipts.CASES)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({}, "DRW020"),
        ({"format": receipts.FORMAT}, "DRW020"),
        ({"format": receipts.FORMAT, "format_version": True}, "DRW020"),
        ({"format": receipts.FORMAT, "format_version": 3}, "DRW021"),
        ({"format": receipts.FORMAT, "format_version": 1}, "DRW022"),
    ],
)
def test_files_that_are_no_receipts(value: dict[str, Any], code: str) -> None:
    """Another file, a newer receipt and one without its digest are told apart."""
    with pytest.raises(Unreadable) as raised:
        receipts.read(json.dumps(value), receipts.CASES)
    assert [problem.code for problem in raised.value.problems] == [code]


@pytest.mark.parametrize(
    "data", [b"", b"case_ref,area\nCR-1,East\n", b"\xff\xfe", b"[1]", b'{"a": 1, "a": 2}', b"x" * (MAX_BYTES + 1)]
)
def test_a_file_that_is_no_receipt_is_told_of_as_such(data: bytes) -> None:
    """Of a list, or of half a receipt, no word speaks of records: the message says which file to name instead."""
    for each in (data, receipts.to_bytes(made())[:-40]):
        with pytest.raises(Unreadable) as raised:
            receipts.read(each, receipts.CASES)
        (problem,) = raised.value.problems
        assert (problem.code, problem.message) == ("DRW020", "This file is not a receipt of a draw, or not all of one.")
        assert problem.remedy.endswith("Its name begins with draw_ and ends with .receipt.json.")


def test_a_receipt_of_the_other_kind() -> None:
    """A receipt of audits is none of cases."""
    with pytest.raises(Unreadable, match="another kind"):
        receipts.read(receipts.to_bytes(made_of_audits()), receipts.CASES)


@pytest.mark.parametrize("key", ["seed", "number", "selected_on", "frame", "auditors", "known_audits", "record_id"])
@pytest.mark.parametrize("value", [None, [], {}, 3.5, True, "", [[]], [{"case_ref": 1}], 10**14])
def test_hostile_receipts(key: str, value: Any) -> None:
    """A receipt with nonsense in it is told of in words, and nothing else is raised."""
    receipt = receipts.sealed({**made(), key: value})
    assert told(receipt) or (key, value) in {("auditors", None), ("record_id", "")}


def test_only_audits_of_the_last_year_stand_in_a_receipt() -> None:
    """An earlier audit changes nothing in a draw, so no receipt holds it and no register is asked for it."""
    old = Audited(case_ref="CASE-0002", completed_on=date(2025, 7, 6), record_id="c" * 8)
    draw = drawn(FRAME.cases, 6, auditors=READERS, audits=(*AUDITS, old))
    assert receipts.of_cases(draw, record_id=RECORD) == made()
    assert verify_cases(made(), FRAME, READERS, History((*AUDITS, old), frozenset())) == ()


def test_other_lists() -> None:
    """Lists that say something else are told of, and so is what would be drawn from them."""
    other = Frame.of((*FRAME.cases, case(60)))
    said = [problem.message for problem in verify_cases(made(), other, READERS)]
    assert said[0] == "This list of cases says something else than that of the draw: 41 cases here, 40 there."
    assert any("the number that could be drawn" in message for message in said)
    said = [problem.message for problem in verify_cases(made(), FRAME, auditors("AU-1", "AU-2"))]
    assert said[0] == "This list of auditors says something else than that of the draw."
    (missing,) = verify_cases(made(), FRAME, None)
    assert "no list of auditors was named" in missing.message
    too_few = verify_cases(made(), Frame.of(cases(3)), READERS)
    assert any("Nothing was drawn" in problem.message for problem in too_few)


def test_the_register_is_held_against_the_receipt() -> None:
    """An audit that the register does not hold, or that the draw did not know, is told of; a later one is not."""
    (lacking,) = verify_cases(made(), FRAME, READERS, History((), frozenset()))
    assert "went by the audit aaaaaaaa of 1 January 2026 for the case CASE-0001" in lacking.message
    more = Audited(case_ref="case-0002", completed_on=ON, record_id="b" * 8)
    (unknown,) = verify_cases(made(), FRAME, READERS, History((*AUDITS, more), frozenset()))
    assert (
        "holds the audit bbbbbbbb of 6 July 2026, and the draw did not go by it for the case CASE-0002"
        in unknown.message
    )
    newer = replace(AUDITS[0], completed_on=date(2026, 2, 2), record_id="d" * 8)
    (other,) = verify_cases(made(), FRAME, READERS, History((*AUDITS, newer), frozenset()))
    assert "did not go by it for the case CASE-0001" in other.message
    later = replace(more, completed_on=ON + timedelta(days=1))
    assert verify_cases(made(), FRAME, READERS, History((*AUDITS, later), frozenset())) == ()


def test_the_register_is_held_against_the_pool() -> None:
    """An audit of the pool that is not there, and one that is there and not in the pool, are told of."""
    audits = [Audited(case_ref="", completed_on=ON, record_id=each) for each in ("a1", "b2", "c3", "e5")]
    said = [problem.message for problem in verify_audits(made_of_audits(), History(tuple(audits), frozenset()))]
    assert said == [
        "The register does not hold the audit d4, completed by the meeting, from the receipt.",
        "The register holds the audit e5, not moderated, and the draw did not know it.",
    ]
    assert not verify_audits(
        made_of_audits(),
        History((*audits[:3], replace(audits[3], record_id="d4")), frozenset({"a1"})),
    )


def test_a_number_above_the_pool() -> None:
    """R080: no more can be drawn than there are; the numbers are told."""
    draw, problems = draw_audits(POOL, seed="july", number=5, meeting_on=ON)
    assert draw is None
    assert [problem.code for problem in problems] == ["DRW015"]
    assert "To be moderated: 5. Completed and not moderated: 4." in problems[0].message
    assert draw_audits(POOL, seed="", number=0, meeting_on=ON)[1][1].code == "DRW011"
