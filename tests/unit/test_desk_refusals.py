"""The desk does nothing by halves: what stands against a draw or a report is said, at its place, before one is made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import records
from tests.asking_desk import DAY
from tests.desk import CASES, PERIOD, audits, of_case
from tests.making import sample

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.asking_desk import Ask
    from tests.making import Make

LOCKED = json.dumps({"format": "practice-audit-locked"}).encode()
MADE = {"record_id": "00000064-0000-4000-8000-000000000000", "now": f"{DAY}T09:30:00Z"}
DRAW = {**MADE, "cases": 0, "seed": "s", "number": "3", "selected_on": {"value": DAY}}
LIST = {"cases.csv": CASES.encode()}


def said(answer: dict[str, Any]) -> str:
    """All that an answer says of problems, in one text."""
    return " ".join(f"{each['source']} {each['message']} {each['remedy']}" for each in answer["problems"])


def files_of(made: Iterable[dict[str, Any]]) -> dict[str, bytes]:
    """These records as files."""
    return {f"{place}.json": records.text(record).encode() for place, record in enumerate(made)}


def test_a_locked_record_stops_a_draw_of_cases(ask: Ask, make: Make) -> None:
    """A file that is still locked may be of a case that was audited lately: it is named, and nothing is drawn."""
    files = {**LIST, **files_of([make(days=900, edit=of_case("CASE-0007"))]), "more/locked.json": LOCKED}
    answer = ask("draw-cases", {**DRAW, "records": [1, 2]}, files)
    assert "drawn" not in answer
    assert [(each["code"], each["source"]) for each in answer["problems"]] == [("REC040", "more/locked.json")]
    assert "take it out of the choice" in said(answer)
    assert answer["records"]["outcomes"] == {"imported": 1, "refused": 1}


def test_a_locked_record_stops_a_draw_of_audits(ask: Ask, make: Make) -> None:
    """Many files that are still locked: the first are named, the rest are counted, and nothing is drawn."""
    files = files_of(audits(make)) | {f"locked-{each:02}.json": LOCKED for each in range(12)}
    asked = {**MADE, "seed": "july", "number": "2", "meeting_on": {"value": DAY}, "records": list(range(len(files)))}
    answer = ask("draw-audits", asked, files)
    assert "drawn" not in answer
    assert len(answer["problems"]) == 11
    assert "2 more files are locked" in said(answer)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"number": "0"}, {"number": "least"}),
        ({"number": "-3"}, {"number": "least"}),
        ({"by": "Jane Smith"}, {"by": "no_code"}),
        ({"told_on": {"value": "2026-07-01"}}, {"told_on": "before"}),
    ],
)
def test_what_was_typed_wrong_is_put_to_its_field(ask: Ask, typed: dict[str, Any], fields: dict[str, str]) -> None:
    """A number below 1, a name for a code, an area told before the draw: each is said once, of its field."""
    assert ask("draw-cases", {**DRAW, **typed}, LIST) == {"fields": fields, "problems": []}


def test_a_seed_that_cannot_be_used_is_put_to_its_field(ask: Ask) -> None:
    """A seed that looks like a personal detail is told of at its field, in the engine's words, not repeated."""
    answer = ask("draw-cases", {**DRAW, "seed": "anna.beck@example.org"}, LIST)
    assert answer["fields"]["seed"]["said"].startswith("The seed looks like a personal detail. Take a word")
    assert answer["problems"] == []


def test_sentences_end_before_what_is_to_be_done(ask: Ask, make: Make) -> None:
    """Every problem that the page shows ends with a full stop before its way out begins."""
    broken = make(edit=lambda record: record["answers"].pop("ila.f.why"))
    answer = ask("report", {"records": [0], "period": PERIOD}, files_of([broken]))
    assert [each["message"][-1] for each in answer["counted"]["refused"]] == ["."]


def test_a_number_of_planned_audits_is_none_below_0(ask: Ask) -> None:
    """As on the command line, fewer than 0 planned audits are refused."""
    assert ask("report", {"records": [0], "period": PERIOD, "planned": "-3"}, {"a.json": b""})["fields"] == {
        "planned": "unreal"
    }


def test_a_report_of_nothing_is_not_made(ask: Ask, make: Make) -> None:
    """Records of another period: it is said of which they are, and no report of empty tables is made."""
    files = files_of([make(), make(number=2, edit=of_case("CR-2002"))])
    asked = {"records": [0, 1], "period": "2024-Q4"}
    answer = ask("report", asked, files)
    assert (answer["records"], answer["of_period"], "tree" in answer) == (2, 0, False)
    assert answer["beyond"] == (
        "No record counts in October to December 2024, so there is no report to make. "
        "There are records of 2023-Q2. Give a quarter or a year that has records."
    )
    assert ask("write", {"format": "html"}) == {"file": None}
    answer = ask("report", {**asked, "period": PERIOD}, files)
    assert (answer["records"], answer["of_period"], "tree" in answer) == (2, 2, True)


def test_made_up_records_mark_what_is_made_of_them(ask: Ask, make: Make) -> None:
    """Of records of the demo the page hears how many there are, and that their report is a sample."""
    one, other = make(), make(number=2, edit=of_case("CR-2002"))
    asked = {"records": [0, 1], "period": PERIOD}
    answer = ask("report", asked, files_of([one, sample(other)]))
    assert (answer["counted"]["made_up"], answer["sample"]) == (1, True)
    assert answer["title"].endswith("(Sample: made-up records, no report of real work)")
    real = ask("report", asked, files_of([one, other]))
    assert (real["counted"]["made_up"], real["sample"]) == (0, False)


def test_of_two_files_with_one_record_both_are_named(ask: Ask, make: Make) -> None:
    """Two files hold one record with different content: both are named, and neither is to be trusted yet."""
    one, other = make(number=2), make(number=2, edit=of_case("CR-7777"))
    assert one["content_sha256"] != other["content_sha256"]
    files = {"original.json": records.text(one).encode(), "in/changed.json": records.text(other).encode()}
    answer = ask("report", {"records": [0, 1], "period": PERIOD}, files)
    (left,) = answer["counted"]["refused"]
    (kept,) = set(files) - {left["source"]}
    assert (left["code"], kept in left["message"]) == ("R178", True)
    assert "one of them was changed" in left["message"]
    assert "Trust neither" in left["remedy"]


def test_a_file_that_changed_since_it_was_chosen(ask: Ask) -> None:
    """A list that cannot be read any more was changed since it was chosen: choosing it again is the way out."""
    answer = ask("draw-cases", DRAW, {"cases.csv": None})
    assert "changed" in answer["problems"][0]["message"]
    assert "Choose it again" in answer["problems"][0]["remedy"]


def test_kinds_of_plan_are_listed_once_and_as_the_page_names_them(ask: Ask) -> None:
    """Many rows with an unknown kind of plan: the words of the audit tool stand there, and they stand there once."""
    answer = ask("draw-cases", DRAW, {"cases.csv": CASES.replace("Child in Need", "Plan B").encode()})
    remedies = [each["remedy"] for each in answer["problems"]]
    assert len(remedies) == 20
    assert sum("Child in Need" in each for each in remedies) == 1
    assert "child_in_need" not in "".join(remedies)
