"""The rules of moderation on the two tools as they are: roles, reasons, feedback, three people, three grades."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import rules
from practice_audit.problems import Severity
from practice_audit.sources import read
from site_build.paths import DEFINITIONS

if TYPE_CHECKING:
    from practice_audit.model import Catalogue
    from practice_audit.problems import Problem

ROOT = Path(__file__).parents[3]
FIRST, SECOND = "moderation-1", "moderation-2"
EXAMPLES = {FIRST: "some-development", SECOND: "agrees-in-part"}
TODAY = date(2024, 1, 1)


@cache
def catalogue() -> Catalogue:
    """The current framework and its tools."""
    found = read(ROOT).catalogue
    assert found is not None
    return found


def strict() -> Catalogue:
    """The same framework in a council that asks for a first moderation before each second one."""
    changed = [replace(rule, severity="error") if rule.id == "R085" else rule for rule in catalogue().rules]
    return replace(catalogue(), rules=tuple(changed))


def said(tool: str, *, of: Catalogue | None = None, **answers: Any) -> list[tuple[str, str, str]]:
    """Code, severity and place of each problem of the example with these answers; None takes one out.

    A name stands for the end of the question's id; a function changes the answer that is there.
    """
    return [(one.code, one.severity.value, one.pointer.split(".", 1)[-1]) for one in problems(tool, of=of, **answers)]


def problems(tool: str, *, of: Catalogue | None = None, **answers: Any) -> tuple[Problem, ...]:
    """The problems of the example with these answers."""
    path = DEFINITIONS / tool / "examples" / "valid" / f"{EXAMPLES[tool]}.json"
    record = copy.deepcopy(json.loads(path.read_text(encoding="utf-8")))
    prefix = "m1." if tool == FIRST else "m2."
    for name, answer in answers.items():
        key = prefix + name
        if answer is None:
            del record["answers"][key]
        elif callable(answer):
            answer(record["answers"][key])
        else:
            record["answers"][key] = answer
    known = of or catalogue()
    return rules.check(known, known.tool(tool), record, today=TODAY)


def value(content: object) -> dict[str, object]:
    """An answer with this value."""
    return {"value": content}


def by(ref: str) -> Any:
    """Gives a loaded record another author."""
    return lambda answer: answer["author"].update(ref=ref)


@pytest.mark.parametrize(
    ("tool", "answers", "expected"),
    [
        (FIRST, {"role": value("other")}, ("R081", "error", "role")),
        (SECOND, {"role": value("other")}, ("R084", "error", "role")),
        (FIRST, {"justified": None}, ("R082", "error", "justified")),
        (FIRST, {"reasons": None}, ("R082", "error", "reasons")),
        (FIRST, {"learning": None}, ("R083", "error", "learning")),
        (FIRST, {"fed_back_on": None}, ("R083", "error", "fed_back_on")),
        (FIRST, {"sample": None}, ("R080", "error", "sample")),
        (FIRST, {"ref": value("au-12")}, ("R086", "error", "ref")),
        (SECOND, {"ref": value("AU-12")}, ("R086", "error", "ref")),
        (SECOND, {"ref": value("hs-03")}, ("R086", "error", "ref")),
        (SECOND, {"first": by("AU-12")}, ("R086", "error", "first")),
        (FIRST, {"provisional": None}, ("R089", "error", "provisional")),
        (FIRST, {"grade_view": None}, ("R089", "error", "grade_view")),
        (FIRST, {"audit": lambda answer: answer.pop("kept")}, ("R089", "error", "audit")),
        (FIRST, {"audit": None}, ("R090", "error", "audit")),
        (FIRST, {"audit": lambda answer: answer.pop("completed_on")}, ("R090", "error", "audit")),
        (SECOND, {"first": None, "agree_first": None}, ("R085", "warning", "first")),
        (SECOND, {"first": lambda answer: answer["kept"].pop("moderated-first")}, ("R085", "warning", "first")),
    ],
)
def test_one_change_breaks_one_rule(tool: str, answers: dict[str, Any], expected: tuple[str, str, str]) -> None:
    """The code and the place say which rule was broken, and where."""
    assert said(tool, **answers) == [expected]


def test_nothing_is_wrong_with_the_examples() -> None:
    """Both tools as they are filled in well have no problem."""
    assert said(FIRST) == said(SECOND) == []


@pytest.mark.parametrize(("justified", "grade"), [("yes", "grade.positive"), ("no", "grade.some-development")])
def test_r082_points_out_where_reasons_and_grade_part(justified: str, grade: str) -> None:
    """A grade that is justified and another one beside it, or one that is not and the same: pointed out, no more."""
    found = said(FIRST, justified=value(justified), grade_view=value(grade))
    assert found == [("R082", "warning", "grade_view")]


def test_r083_a_second_moderation_need_not_feed_back() -> None:
    """Learning points are asked of the first moderator; the second may add some."""
    assert said(SECOND, learning=None, fed_back_on=None) == []


def test_r085_follows_the_council() -> None:
    """A second moderation without a first, or with that of another audit, is refused where the edition says so."""
    without = said(SECOND, of=strict(), first=None, agree_first=None)
    assert ("R085", "error", "first") in without
    other = said(SECOND, of=strict(), first=lambda answer: answer["kept"].update({"moderated-first": "another"}))
    assert other == [("R085", "error", "first")]
    assert said(SECOND, of=strict()) == []


def test_r088_awaits_the_note_and_is_closed_by_it() -> None:
    """Without a note the moderation is finished and awaits it; with one it says on which day."""
    assert said(FIRST, on_file=value("no"), on_file_on=None) == [("R088", "warning", "on_file")]
    (unsaid,) = problems(FIRST, on_file=None, on_file_on=None)
    assert (unsaid.code, unsaid.severity) == ("R088", Severity.WARNING)
    assert "awaiting file note" in unsaid.message.lower()
    assert said(FIRST, on_file_on=None) == [("R088", "error", "on_file_on")]


def test_r176_a_moderation_comes_after_what_it_looks_at() -> None:
    """Neither the feedback nor the end of the moderation lies before the end of the audit or the first moderation."""
    late: dict[str, Any] = {"audit": lambda answer: answer.update(completed_on="2023-06-14")}
    assert said(FIRST, **late) == [("R176", "error", "fed_back_on")]
    first: dict[str, Any] = {"first": lambda answer: answer.update(completed_on="2023-06-28")}
    assert said(SECOND, **first) == [("R176", "error", "fed_back_on")]


def test_where_nothing_is_folded_away_no_provisional_grade_is_asked() -> None:
    """Shown from the start, the audit is moderated without a provisional grade."""
    tool = catalogue().tool(FIRST)
    for shown, asked in (("blind", True), ("open", False)):
        answers = {"m1.unfolded": value(shown)}
        assert ("m1.provisional" in rules.asked(tool, answers)) is asked
        assert ("m1.provisional" in rules.required(tool, answers)) is asked
    assert said(FIRST, unfolded=value("open"), provisional=None) == []
