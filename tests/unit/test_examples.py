"""The example records: valid ones pass, each failing one shows exactly what it says, and every rule has one."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import rules, sources, validation
from practice_audit.records import PROBLEM_CODES as READING_CODES
from site_build.examples import JUDGED_ON, ExampleRecord, example_records, stamped
from site_build.paths import ROOT

if TYPE_CHECKING:
    from practice_audit.model import Catalogue
    from practice_audit.problems import Problem

ANSWERS = set(rules.PROBLEM_CODES)
HELD_ELSEWHERE = {"R171", "R172", "R175"}
"""Rules of the record's envelope and ids, which the validator holds."""


@cache
def catalogue() -> Catalogue:
    """The current framework and its tools."""
    found = sources.read(ROOT).catalogue
    assert found is not None
    return found


@cache
def examples(kind: str) -> list[ExampleRecord]:
    """All valid, or all invalid, examples."""
    return [example for example in example_records(catalogue()) if example.name.startswith(kind)]


def _name(example: ExampleRecord) -> str:
    return f"{example.tool}/{example.name}"


def _brief(problems: tuple[Problem, ...]) -> list[dict[str, str]]:
    return [
        {"code": problem.code, "severity": problem.severity.value, "pointer": problem.pointer} for problem in problems
    ]


@pytest.mark.parametrize("example", examples("valid/"), ids=_name)
def test_a_valid_example_has_no_problem(example: ExampleRecord) -> None:
    """Not even a warning."""
    assert example.problems(catalogue()) == ()


@pytest.mark.parametrize("example", examples("invalid/"), ids=_name)
def test_a_failing_example_has_exactly_its_problems(example: ExampleRecord) -> None:
    """Code, severity and place, in the order of the document; the first is the code in its name, or beside it."""
    problems = example.problems(catalogue())
    assert _brief(problems) == list(example.expected)
    assert Path(example.name).name in {problem.code for problem in problems}
    assert all(problem.message and problem.remedy.endswith(".") for problem in problems)


def test_every_tool_has_a_valid_example() -> None:
    """A tool without one could not be shown, measured or tried."""
    assert {example.tool for example in examples("valid/")} == {tool.id for tool in catalogue().tools}


def test_every_rule_and_code_that_a_record_can_show_has_a_failing_example() -> None:
    """Rules with a test in the engine, those that the validator holds, and problems that are no rule."""
    shown = {Path(example.name).name for example in examples("invalid/")}
    assert shown == set(rules.RULES) | HELD_ELSEWHERE | ANSWERS | set(READING_CODES) | set(validation.PROBLEM_CODES)


def _ruled() -> list[ExampleRecord]:
    """The failing examples whose fault lies in the answers, where a form can have it too.

    Not those of the envelope, which the engine writes itself, nor a child's answers without consent,
    which a draft keeps hidden and a finished record must not hold.
    """
    names = set(rules.RULES) | ANSWERS
    return [example for example in examples("invalid/") if Path(example.name).name in names - {"R016", "R042"}]


@pytest.mark.parametrize("example", _ruled(), ids=_name)
def test_a_draft_with_the_same_answers_breaks_the_same_rules(example: ExampleRecord) -> None:
    """R177: what the form's check says of a draft is what the validator says of the finished record."""
    draft = {**example.record, "status": "draft", "answers": _as_typed(example.record["answers"])}
    said = rules.check(catalogue(), catalogue().tool(example.tool), draft, today=JUDGED_ON)
    assert [(problem.code, problem.severity) for problem in said] == [
        (problem.code, problem.severity) for problem in example.problems(catalogue())
    ]


def _as_typed(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers as a form stores them: dates in three boxes, numbers as text."""

    def typed(answer: Any) -> Any:
        if isinstance(answer, list):
            return [typed(each) for each in answer]
        if not isinstance(answer, dict):
            return answer
        given = {key: typed(each) for key, each in answer.items()}
        value = given.get("value")
        if isinstance(value, str) and len(value) == len("2023-03-27") and value[4] == value[7] == "-":
            year, month, day = value.split("-")
            given.update(value="", day=day.lstrip("0"), month=month.lstrip("0"), year=year)
        elif isinstance(value, int):
            given["value"] = str(value)
        return given

    return {name: typed(answer) for name, answer in copy.deepcopy(answers).items()}


def test_a_stamp_leaves_alone_what_the_patch_is_about() -> None:
    """An example of a wrong digest keeps its wrong digest."""
    record = {"record_type": "ila", "edition": "1999", "catalogue_digest": "old", "content_sha256": "wrong"}
    fresh = stamped(catalogue(), record)
    assert (fresh["edition"], fresh["catalogue_digest"]) == (catalogue().edition.id, catalogue().digest)
    assert len(fresh["content_sha256"]) == 64
    kept = stamped(catalogue(), record, frozenset({"edition", "content_sha256"}))
    assert (kept["edition"], kept["content_sha256"]) == ("1999", "wrong")


def test_a_patch_that_does_not_fit_is_named(tmp_path: Path) -> None:
    """The author reads which file it was."""
    folder = tmp_path / "ila" / "examples"
    (folder / "valid").mkdir(parents=True)
    (folder / "invalid").mkdir()
    (folder / "valid" / "one.json").write_text('{"record_type": "ila"}', encoding="utf-8")
    broken = {"about": "x", "base": "one.json", "patch": [{"op": "remove", "path": "/nowhere"}]}
    (folder / "invalid" / "R053.json").write_text(json.dumps(broken), encoding="utf-8")
    (folder / "invalid" / "R053.problems.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match=r"ila/examples/invalid/R053\.json"):
        example_records(catalogue(), tmp_path)
