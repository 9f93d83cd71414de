"""Answers as a finished record holds them, and the outcomes that are counted from them."""

from __future__ import annotations

from dataclasses import replace

from practice_audit import rules
from tests.unit.rules.small import CATALOGUE, TOOL, evidence, q, sound, value


def test_a_finished_record_keeps_only_what_was_asked_in_order() -> None:
    """Hidden answers go, the order is that of the form, and doing it again changes nothing."""
    answers = dict(reversed(sound().items()))
    answers["q.parent-way"] = value("meeting")
    answers["q.stranger"] = value("x")
    kept, problems = rules.normalised(TOOL, answers)
    assert problems == ()
    assert list(kept) == [name for name in TOOL.questions if name in sound()]
    assert rules.normalised(TOOL, kept) == (kept, ())


def test_typed_dates_and_numbers_are_read() -> None:
    """Dates become ISO 8601, numbers numbers; the boxes they were typed in go."""
    form = replace(TOOL, sections=(replace(TOOL.sections[0], questions=(q("day", "date"), q("size", "int"))),))
    typed = {"q.day": {"day": "3", "month": "Mar", "year": "2023"}, "q.size": value(" 1,200 ")}
    assert rules.normalised(form, typed)[0] == {"q.day": value("2023-03-03"), "q.size": value(1200)}


def test_what_cannot_be_read_is_kept_and_named() -> None:
    """Nothing that was typed is lost."""
    form = replace(TOOL, sections=(replace(TOOL.sections[0], questions=(q("day", "date"), q("size", "int"))),))
    typed = {"q.day": {"day": "31", "month": "2", "year": "2023"}, "q.size": value("many")}
    kept, problems = rules.normalised(form, typed)
    assert kept == typed
    assert [(problem.code, problem.pointer) for problem in problems] == [
        ("ANS003", "/answers/q.day/day"),
        ("ANS006", "/answers/q.size"),
    ]


def test_sides_stay_with_the_value_that_asks_for_them() -> None:
    """A reason for "not applicable" goes when the answer is met after all; so does "which"."""
    answers = {
        "q.plan": value("met", detail="There was none.", which=["ps.chapter.plan"]),
        "q.two": value("partly", which=["ps.chapter.praise"], detail="x"),
        "q.service": value("other", detail=" Youth work "),
        "q.previous-audit-on": {"none": True},
        "q.family-told-on": {"reason": " Not safe. "},
        "q.leaflet": {"detail": "no value"},
        "q.why": value(" Because. "),
    }
    assert rules.normalised(TOOL, answers)[0] == {
        "q.service": value("other", detail="Youth work"),
        "q.previous-audit-on": {"none": True},
        "q.family-told-on": {"reason": "Not safe."},
        "q.plan": value("met"),
        "q.two": value("partly", which=["ps.chapter.praise"]),
        "q.why": value("Because."),
    }


def test_rows_lose_what_is_empty_and_keep_their_ids() -> None:
    """Empty rows and fields go; fields stand in the order of the form, after the id."""
    row = dict(reversed(evidence("e7").items())) | {
        "seen_on": {"day": "", "month": "", "year": ""},
        "stranger": value("x"),
    }
    kept, _ = rules.normalised(TOOL, {"q.evidence": {"rows": [{"id": "e1"}, row]}})
    (only,) = kept["q.evidence"]["rows"]  # type: ignore[index]
    assert list(only) == ["id", "what", "where", "kind", "links"]


def test_names_of_evidence_that_is_gone_are_left_out() -> None:
    """What nobody can see any more does not reach the record."""
    answers = {**sound(), "q.evidence-basis": value(["q.evidence/e1", "q.evidence/e9"])}
    assert rules.normalised(TOOL, answers)[0]["q.evidence-basis"] == value(["q.evidence/e1"])
    hidden = {**answers, "q.reviewed": value("no", detail="No visits.")}
    assert "q.evidence-basis" not in rules.normalised(TOOL, hidden)[0]


def test_a_loaded_record_keeps_what_was_kept_of_it() -> None:
    """The checklist's date, author, case and gaps stay with the answer."""
    assert rules.normalised(TOOL, sound())[0]["q.checklist"] == sound()["q.checklist"]


def test_outcomes_count_what_each_answer_speaks_about() -> None:
    """Met and not applicable count for all links, partly and not met only for those named."""
    answers = {"q.plan": value("not_met"), "q.two": value("partly", which=["ps.chapter.praise"])}
    nothing = {"met": 0, "partly": 0, "not_met": 0, "na": 0}
    assert rules.expectation_outcomes(CATALOGUE, TOOL, answers) == {
        "ps.chapter.plan": {**nothing, "not_met": 1},
        "ps.chapter.praise": {**nothing, "partly": 1},
    }
    answers["q.two"] = value("na")
    assert rules.expectation_outcomes(CATALOGUE, TOOL, answers)["ps.chapter.reason"] == {**nothing, "na": 1}


def test_outcomes_leave_out_what_was_not_asked() -> None:
    """An area that was not reviewed has no outcomes, whatever was answered before."""
    answers = {"q.plan": value("met"), "q.reviewed": value("no")}
    assert rules.expectation_outcomes(CATALOGUE, TOOL, answers) == {}
