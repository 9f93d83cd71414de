"""What two records together say: the twelve months, corrections, checklists; the same whichever came first."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.documents import digest
from practice_audit.model import Catalogue, Edition, Question, Section, Tool
from practice_audit.problems import Severity
from practice_audit.register import Outcome, Register
from practice_audit.relations.consistency import enter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.problems import Problem

QUESTIONS = (
    Question(id="case", type="ref", ask="Which case?", part="case-ref"),
    Question(id="selected", type="date", ask="Selected on", part="selected-on"),
    Question(id="done", type="date", ask="Completed on", part="completed-on"),
    Question(id="checklist", type="record", ask="Which checklist?", part="checklist", accepts="pre-audit"),
    Question(id="talk", type="date", ask="Conversation on", part="conversation-on"),
)
TOOL = Tool(
    id="ila",
    version=1,
    title="Interactive Learning Audit",
    lead="",
    method="method.ila",
    record={"completed_on": "done"},
    completion=(),
    sections=(Section(id="one", title="One", lead="", questions=QUESTIONS),),
)
CHECKLIST = Tool(
    id="pre-audit",
    version=1,
    title="",
    lead="",
    method="",
    record={"completed_on": "finished"},
    completion=(),
    sections=(),
)
DRAW = Tool(id="selection", version=1, title="", lead="", method="", record={}, completion=(), sections=())
CATALOGUE = Catalogue(
    edition=Edition(id="2023", status="current", control={}, counts={}),
    items=(),
    tools=(TOOL, CHECKLIST, DRAW),
    rules=(),
    announced=(),
    digest="",
)


def known(edition: str) -> Catalogue | None:
    """The catalogue of 2023; no other edition is known."""
    return CATALOGUE if edition == "2023" else None


def number(of: int) -> str:
    """A record id."""
    return f"{of:08x}-0000-4000-8000-000000000000"


def audit(of: int, *, selected: str, done: str, case: str | None = "CR-1", **changes: Any) -> dict[str, Any]:
    """A finished audit with the dates that the rules look at."""
    made = {
        "record_id": number(of),
        "record_type": "ila",
        "tool": {"id": "ila", "version": 1},
        "edition": "2023",
        "status": "complete",
        "created": "2023-01-01T09:00:00Z",
        "completed": f"{done}T23:30:00Z",
        "author": {"ref": "AU-12", "role": "role.auditor"},
        "case": {"ref": case},
        "relates_to": [],
        "answers": {"selected": {"value": selected}, "done": {"value": done}},
        **changes,
    }
    return {**made, "content_sha256": digest(made)}


@pytest.fixture
def register() -> Iterator[Register]:
    """A new register that stands in memory."""
    opened = Register("sqlite://", create=True)
    yield opened
    opened.close()


def entered(register: Register, *records: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """What became of each record, with the codes of its problems."""
    found = [enter(each, register, known) for each in records]
    return [(outcome.value, [problem.code for problem in problems]) for outcome, problems in found]


IN: tuple[str, list[str]] = ("imported", [])
FIRST = audit(1, selected="2023-01-10", done="2023-03-06")


@pytest.mark.parametrize(
    ("selected", "accepted"),
    [
        ("2023-03-06", False),
        ("2023-03-07", False),
        ("2024-03-05", False),
        ("2024-03-06", True),
        ("2024-03-07", True),
    ],
)
def test_twelve_months_between_two_audits_of_a_case(register: Register, selected: str, accepted: bool) -> None:  # noqa: FBT001 - a table
    """R021: an audit completed exactly twelve months before the next is selected will do, a day less will not."""
    second = audit(2, selected=selected, done="2024-05-01", case="cr-1")
    for pair in permutations([FIRST, second]):
        fresh = Register("sqlite://", create=True)
        assert entered(fresh, *pair) == [IN, IN if accepted else ("refused", ["R021"])]
        assert len(fresh.entries()) == 1 + accepted
        fresh.close()
    assert entered(register, second) == [IN]


def test_a_leap_day(register: Register) -> None:
    """R021: twelve months after 29 February is 28 February."""
    leap = audit(1, selected="2024-01-10", done="2024-02-29")
    early = audit(2, selected="2025-02-27", done="2025-05-01")
    late = audit(3, selected="2025-02-28", done="2025-05-01")
    assert entered(register, leap, early, late) == [IN, ("refused", ["R021"]), IN]


def test_the_author_says_when_an_audit_was_completed(register: Register) -> None:
    """R021 counts from the day that the audit names, not from the minute in which its file was made."""
    first = audit(1, selected="2023-01-10", done="2023-03-06", completed="2023-03-07T00:10:00Z")
    assert entered(register, first, audit(2, selected="2024-03-06", done="2024-05-01")) == [IN, IN]


def test_two_cases_or_two_kinds_do_not_clash(register: Register) -> None:
    """R021 is about one case and one kind of audit."""
    other_case = audit(2, selected="2023-04-01", done="2023-05-01", case="CR-2")
    other_kind = audit(3, selected="2023-04-01", done="2023-05-01", record_type="pre-audit")
    no_case = audit(4, selected="2023-04-01", done="2023-05-01", case=None)
    assert entered(register, FIRST, other_case, other_kind, no_case) == [IN, IN, IN, IN]


def test_the_words_of_a_clash(register: Register) -> None:
    """R021 names both days, the record that is here, and the answer at fault."""
    enter(FIRST, register, known)
    _, (problem,) = enter(audit(2, selected="2023-09-01", done="2023-10-01"), register, known)
    assert problem.pointer == "/answers/selected"
    for words in ("6 March 2023", "1 September 2023", "00000001"):
        assert words in problem.message


def correction(of: int, replaced: int, **changes: Any) -> dict[str, Any]:
    """An audit of the same dates as FIRST that replaces another record."""
    row = {"relation": "replaces", "record_id": number(replaced)}
    return audit(of, **{"selected": "2023-04-01", "done": "2023-05-06", "relates_to": [row], **changes})


def test_a_correction_stands_beside_what_it_replaces(register: Register) -> None:
    """R175: a correction enters although it is of the same case, before or after the record that it names."""
    assert entered(register, FIRST, correction(2, 1)) == [IN, IN]
    other = Register("sqlite://", create=True)
    assert entered(other, correction(2, 1), FIRST) == [("imported", ["REG003"]), IN]
    assert other.entries() == register.entries()
    other.close()


def test_a_replaced_audit_no_longer_counts(register: Register) -> None:
    """R021: once a correction says that it was another case, the audit that it replaced is in nobody's way."""
    moved = correction(2, 1, case="CR-2")
    later = audit(3, selected="2023-06-01", done="2023-07-01")
    assert entered(register, FIRST, moved, later) == [IN, ("imported", ["R175"]), IN]


@pytest.mark.parametrize(
    "wrong",
    [
        correction(2, 1, record_type="pre-audit"),
        correction(9, 1),
    ],
    ids=["another kind", "replaced before"],
)
def test_a_correction_that_replaces_what_it_cannot(register: Register, wrong: dict[str, Any]) -> None:
    """R175: a correction names a record of its own kind that nothing else has replaced."""
    assert entered(register, FIRST) == [IN]
    if wrong["record_id"] == number(9):
        assert entered(register, correction(2, 1)) == [IN]
    before = register.entries()
    assert entered(register, wrong) == [("refused", ["R175"])]
    assert register.entries() == before


def test_corrections_of_corrections(register: Register) -> None:
    """R175: a correction can itself be corrected, and the newest is the one that counts."""
    assert entered(register, FIRST, correction(2, 1), correction(3, 2)) == [IN, IN, IN]
    assert [each["record_id"] for each in register.of_case("ila", "CR-1")] == [number(3)]


def prepared(of: int, **changes: Any) -> dict[str, Any]:
    """A finished checklist of the case of FIRST, by its worker."""
    values = {"record_type": "pre-audit", "author": {"ref": "SW-7", "role": "role.practitioner"}, "answers": {}}
    return audit(of, selected="", done="2023-01-20", **{**values, **changes})


NAMES_CHECKLIST: dict[str, Any] = {
    "answers": {**FIRST["answers"], "talk": {"value": "2023-02-01"}, "checklist": {"value": number(5)}},
    "relates_to": [{"relation": "prepares", "record_id": number(5)}],
}


@pytest.mark.parametrize(
    ("checklist", "codes"),
    [
        (prepared(5), []),
        (prepared(5, author={"ref": "au-12", "role": "role.auditor"}), ["R035"]),
        (prepared(5, case="CR-2"), ["R030"]),
        (prepared(5, case="CR-2", author={"ref": "AU-12", "role": "role.auditor"}), ["R035", "R030"]),
        (prepared(5, case=None, author={"ref": None, "role": None}), []),
        (prepared(5, completed="2023-02-01T10:00:00Z"), []),
        (prepared(5, completed="2023-02-02T10:00:00Z"), ["R030"]),
        (prepared(5, completed="2023-02-02T10:00:00Z", answers={"finished": {"value": "2023-02-01"}}), []),
        (prepared(5, record_type="selection", author={"ref": "AU-12", "role": "role.auditor"}), ["R030"]),
    ],
    ids=[
        *("sound", "by the auditor", "of another case", "both", "nothing said"),
        *("on the day of the talk", "after the talk", "before it as its author says", "no checklist"),
    ],
)
def test_an_audit_and_its_checklist(checklist: dict[str, Any], codes: list[str]) -> None:
    """R030 and R035: a checklist is one, of the audit's case, by another hand, and early, whichever comes first."""
    of_case = audit(1, selected="2023-01-10", done="2023-03-06", **NAMES_CHECKLIST)
    for pair in permutations([of_case, checklist]):
        register = Register("sqlite://", create=True)
        (_, first), (outcome, second) = entered(register, *pair)
        assert first == (["REG003"] if pair[0] is of_case else [])
        assert second == codes
        assert outcome == ("refused" if codes else "imported")
        register.close()


def test_a_record_that_is_not_here_yet(register: Register) -> None:
    """REG003: a record that names one which is missing is imported with a warning at that name."""
    outcome, (problem,) = enter(audit(1, selected="", done="2023-03-06", **NAMES_CHECKLIST), register, known)
    assert outcome is Outcome.IMPORTED
    assert (problem.code, problem.severity, problem.pointer) == ("REG003", Severity.WARNING, "/relates_to/0/record_id")


def refused(register: Register, record: dict[str, Any]) -> Problem:
    """The one problem of a record that did not enter."""
    before = register.entries()
    outcome, (problem,) = enter(record, register, known)
    assert outcome in {Outcome.REFUSED, Outcome.CONFLICT}
    assert register.entries() == before
    return problem


def test_a_draft_does_not_enter(register: Register) -> None:
    """R173: a draft is refused, with advice to finish it."""
    problem = refused(register, audit(1, selected="", done="2023-03-06", status="draft"))
    assert (problem.code, problem.pointer, problem.severity) == ("R173", "/status", Severity.ERROR)


def test_a_record_is_never_overwritten(register: Register) -> None:
    """R178: the same id with other content is a conflict; the same content is already there and no problem."""
    assert entered(register, FIRST, FIRST) == [IN, ("already there", [])]
    problem = refused(register, audit(1, selected="2023-01-10", done="2023-03-07"))
    assert (problem.code, problem.pointer, problem.severity) == ("R178", "/record_id", Severity.ERROR)
    assert register.record(number(1)) == FIRST


def test_an_edition_that_is_not_installed(register: Register) -> None:
    """A record of the register whose edition is not known here is in nobody's way."""
    assert register.add(audit(1, selected="2031-01-10", done="2031-03-06", edition="2031")) is Outcome.IMPORTED
    assert entered(register, audit(2, selected="2031-04-01", done="2031-05-01")) == [IN]


def test_a_replaced_audit_and_a_checklist() -> None:
    """R030: a checklist is not held against an audit that was corrected, nor that audit against the checklist."""
    early = audit(1, selected="2023-01-10", done="2023-03-06", **NAMES_CHECKLIST)
    late = prepared(5, completed="2023-02-02T10:00:00Z")
    replacement = correction(2, 1)
    for order in permutations([early, replacement, late]):
        fresh = Register("sqlite://", create=True)
        outcomes = [outcome for outcome, _ in entered(fresh, *order)]
        fresh.close()
        assert outcomes == ["imported", "refused" if order[2] is replacement else "imported", "imported"]
