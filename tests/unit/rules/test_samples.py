"""Selection records and moderation samples: numbers that add up, cases drawn once, teams told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from practice_audit import rules
from practice_audit.model import Section, Tool
from tests.unit.rules.small import CATALOGUE, TODAY, field, options, q, record, value

CASES = (
    field("case_ref", "ref"),
    field("area"),
    field("practitioner_ref", "ref"),
    field("auditor_ref", "ref", required="optional"),
    field("last_audit_on", "date", or_none="None is known"),
)
TOLD = (field("area"), field("told_on", "date"))


def tool(*questions: Any) -> Tool:
    """A tool of these questions under every rule."""
    return Tool(
        id="sample",
        version=1,
        title="Sample",
        lead="",
        method="",
        record={},
        sections=(Section(id="s", title="S", lead="", questions=questions),),
        completion=tuple(sorted(rules.RULES)),
    )


SELECTION = tool(
    q("selected-on", "date"),
    q("selection-method", "single", options=options("random", "other")),
    q("population", "int", minimum=1),
    q("sample-size", "int", minimum=1),
    q("seed", "text"),
    q("cases", "repeat", fields=CASES, row_name="Case", at_least=1),
    q("areas-told", "repeat", fields=TOLD, row_name="Area team", at_least=1),
    q("completed-on", "date"),
)
MODERATION = tool(
    q("meeting-on", "date"),
    q("pool", "int", minimum=0),
    q("number", "int", minimum=0),
    q("audits", "repeat", fields=(field("audit_ref"),), row_name="Audit", at_least=1, or_none="The number is nought"),
    q("completed-on", "date"),
)


def case(number: int, **more: object) -> dict[str, object]:
    """A drawn case."""
    return {
        "id": f"c{number}",
        "case_ref": value(f"CR-{number}"),
        "area": value("East"),
        "practitioner_ref": value(f"PR-{number}"),
        "last_audit_on": {"none": True},
        **more,
    }


def selection(**answers: object) -> list[tuple[str, str]]:
    """Problems of a sound selection with these changes."""
    given: dict[str, object] = {
        "selected-on": value("2023-04-03"),
        "selection-method": value("random"),
        "population": value("120"),
        "sample-size": value(2),
        "seed": value("spring-draw"),
        "cases": {"rows": [case(1), case(2)]},
        "areas-told": {"rows": [{"id": "a1", "area": value("east"), "told_on": value("2023-04-04")}]},
        "completed-on": value("2023-04-05"),
    }
    return _problems(SELECTION, given, answers)


def moderation(**answers: object) -> list[tuple[str, str]]:
    """Problems of a sound moderation sample with these changes."""
    given: dict[str, object] = {
        "meeting-on": value("2023-05-02"),
        "pool": value(9),
        "number": value(2),
        "audits": {"rows": [{"id": "a1", "audit_ref": value("one")}, {"id": "a2", "audit_ref": value("two")}]},
        "completed-on": value("2023-05-03"),
    }
    return _problems(MODERATION, given, answers)


def _problems(form: Tool, given: dict[str, object], changes: dict[str, object]) -> list[tuple[str, str]]:
    given |= {name.replace("_", "-"): answer for name, answer in changes.items()}
    answers = {f"q.{name}": answer for name, answer in given.items() if answer is not None}
    problems = rules.check(replace(CATALOGUE, tools=(form,)), form, record(answers), today=TODAY)
    return [(problem.code, problem.pointer) for problem in problems]


def test_sound_samples_have_no_problem() -> None:
    """Both records pass every rule, a sample of none too."""
    assert selection() == []
    assert moderation() == []
    assert moderation(number=value(0), audits={"none": True}) == []


@pytest.mark.parametrize(
    ("answers", "code", "place"),
    [
        ({"selection_method": value("other")}, "R020", "selection-method"),
        ({"sample_size": value(121), "population": value(120), "cases": None}, "R020", "sample-size"),
        ({"sample_size": value(3)}, "R020", "cases"),
        ({"cases": {"rows": [case(1), case(2, case_ref=value("cr-1"))]}}, "R020", "cases/rows/1/case_ref"),
        (
            {"cases": {"rows": [case(1), case(2, last_audit_on=value("2022-04-04"))]}},
            "R021",
            "cases/rows/1/last_audit_on",
        ),
        ({"cases": {"rows": [case(1), case(2, auditor_ref=value("pr-2"))]}}, "R022", "cases/rows/1/auditor_ref"),
        ({"cases": {"rows": [case(1), case(2, area=value("West"))]}}, "R026", "cases/rows/1/area"),
        (
            {"areas_told": {"rows": [{"id": "a1", "area": value("East"), "told_on": value("2023-04-02")}]}},
            "R176",
            "areas-told/rows/0/told_on",
        ),
    ],
)
def test_a_selection_shows_what_is_wrong(answers: dict[str, object], code: str, place: str) -> None:
    """Random, no more than there were, each case once, far enough back, by another hand, and every area told."""
    assert (code, f"/answers/q.{place}") in selection(**answers)


def test_a_seed_is_part_of_the_draw() -> None:
    """Without it nobody can draw again."""
    assert selection(seed=None) == [("ANS001", "/answers/q.seed")]
    only = replace(
        SELECTION,
        completion=("R020",),
        sections=(replace(SELECTION.sections[0], questions=(q("seed", required="optional"),)),),
    )
    problems = rules.check(CATALOGUE, only, record({}), today=TODAY)
    assert [(problem.code, problem.pointer) for problem in problems] == [("R020", "/answers/q.seed")]


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"pool": value(1)}, "number"),
        ({"number": value(3)}, "audits"),
        ({"number": value(1), "audits": {"none": True}}, "audits"),
        (
            {"audits": {"rows": [{"id": "a1", "audit_ref": value("one")}, {"id": "a2", "audit_ref": value("One")}]}},
            "audits/rows/1/audit_ref",
        ),
    ],
)
def test_r080_a_moderation_sample_adds_up(answers: dict[str, object], place: str) -> None:
    """No more than the pool, as many as fixed, each audit once."""
    assert moderation(**answers) == [("R080", f"/answers/q.{place}")]


def test_r080_wants_meeting_number_and_pool() -> None:
    """Each of them is named by the rule where the tool would leave it open."""
    loose = [replace(question, required="optional") for question in MODERATION.sections[0].questions]
    form = replace(tool(*loose), completion=("R080",))
    problems = rules.check(CATALOGUE, form, record({}), today=TODAY)
    assert [problem.pointer for problem in problems] == [
        f"/answers/q.{part}" for part in ("meeting-on", "pool", "number", "audits")
    ]
    assert {problem.code for problem in problems} == {"R080"}
