"""A published quarter is read as strictly as YAML, and what was edited in it is found, with its line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.documents import pretty_text
from practice_audit.quarter_files import text_of
from practice_audit.shown_counts import ALL, HIDDEN
from tests.quarters import findings_of
from tests.unit.sources.small_report import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from practice_audit.model import Catalogue
    from practice_audit.problems import Problem
    from tests.unit.sources.repository import Repository

PATH = "standards/findings/2020-q1.json"
SMALL: dict[str, Any] = {
    "format": "practice-quarter",
    "format_version": 2,
    "id": "2020-q1",
    "title": "How we are doing: January to March 2020",
    "source": "audits of this period",
    "period": {"from": "2020-01-01", "to": "2020-03-31", "note": "January to March 2020"},
    "themes": [
        {
            "id": "f2020-q1.ps-plans",
            "title": "Plans",
            "strengths": [
                {"id": "f2020-q1.ps-plans.e.01", "text": "The plan is clear.", "links": ["ps.plans.one"]},
            ],
            "areas": [],
            "undertaken": [],
            "agreed": [],
            "sources": ["audits of this period"],
            "standards": ["ps.plans"],
        }
    ],
    "counts": {
        "editions": ["2020"],
        "made_on": "2020-04-20",
        "threshold": 5,
        "grades": {"grade.a": HIDDEN, "grade.b": HIDDEN, "all": 12},
        "standards": {
            "ps.plans": {"met": 12, "partly": 8, "not_met": 0, "na": 0, "all": 20},
            "ps.plans.one": {"met": 12, "partly": 8, "not_met": 0, "na": 0, "all": 20},
        },
        "evidence": {},
        "actions": {
            "all": {"done": 5, "unfinished": 14, "all": 19},
            "ps.plans": {"done": 5, "unfinished": 7, "all": 12},
            "other": {"done": 0, "unfinished": 7, "all": 7},
            "ps.plans.one": {"all": 6},
        },
        "examples": ["f2020-q1.ps-plans.e.01"],
    },
}
FIRST: dict[str, Any] = {
    "ps.plans": {"open": 0, "in_hand": HIDDEN, "done": 6, "not_done": HIDDEN, "all": 12},
    "ps.plans.one": {"open": 7, "in_hand": 0, "done": HIDDEN, "not_done": 0, "all": HIDDEN},
    "other": {"open": HIDDEN, "in_hand": 0, "done": 0, "not_done": 0, "all": HIDDEN},
}
"""Actions as files of version 1 have them."""


@pytest.fixture
def spoilt(small: Repository) -> Callable[..., list[Problem]]:
    """The problems of the small quarter with one value changed: where it stands, and what stands there instead."""

    def problems(*steps: str, value: Any = None, path: str = PATH, more: Any = None) -> list[Problem]:
        changed = json.loads(json.dumps({**SMALL, **(more or {})}))
        *before, last = steps or ("",)
        place = changed
        for step in before:
            place = place[int(step)] if isinstance(place, list) else place[step]
        if last:
            place[last] = value
        small.write(path, pretty_text(changed))
        return list(small.read().problems)

    return problems


def test_a_sound_quarter_is_read_with_its_numbers(small: Repository) -> None:
    """It is a report like any other, and carries what may be shown."""
    small.write(PATH, pretty_text(SMALL))
    found = small.read()
    assert not found.problems
    (quarter,) = found.findings
    assert quarter.counts is not None
    assert quarter.counts.standards["ps.plans.one"][ALL] == 20
    assert quarter.themes[0].strengths[0].text == "The plan is clear."
    assert found.places["f2020-q1.ps-plans"].path == PATH


def test_the_quarter_that_the_program_writes_has_no_problem(
    small: Repository, catalogue: Catalogue, sources: Any
) -> None:
    """Every file that publish-quarter writes fits its own schema, and reads back as it was."""
    quarter = findings_of(catalogue)
    small.write("standards/findings/2023-q2.json", text_of(quarter))
    codes = {problem.code for problem in small.read().problems}
    assert codes <= {"STD031"}, codes  # the small repository has few of the standards
    assert not sources.problems


@pytest.mark.parametrize(
    ("steps", "value", "code", "said"),
    [
        (("counts", "standards", "ps.plans.one", "met"), 3, "STD071", "number 3 is shown"),
        (("counts", "standards", "ps.plans.one", "met"), 13, "STD072", "come to 21"),
        (("counts", "standards", "ps.plans.one", "met"), HIDDEN, "STD071", "worked out"),
        (("counts", "grades", "grade.a"), 6, "STD071", "worked out"),
        (("counts", "standards", "ps.plans.one", "met"), -1, "STD025", "-1"),
        (("counts", "standards", "ps.plans.one", "met"), "few", "STD024", "few"),
        (("counts", "standards", "ps.plans.one", "worker"), 7, "STD020", "worker"),
        (("counts", "workers"), {}, "STD020", "workers"),
        (("themes", "0", "strengths", "0", "links"), ["ps.nowhere"], "STD031", "ps.nowhere"),
        (("id",), "2020-q2", "STD016", "another name"),
        (("counts", "actions", "all", "done"), 6, "STD072", "come to 5"),
        (("counts", "actions", "all", "all"), HIDDEN, "STD071", "worked out"),
        (("counts", "actions", "ps.plans", "done"), HIDDEN, "STD071", "worked out"),
        (("counts", "actions", "ps.plans", "unfinished"), 4, "STD071", "number 4 is shown"),
        (("counts", "actions", "ps.plans.one", "all"), 4, "STD071", "number 4 is shown"),
        (("counts", "actions", "ps.plans.one", "all"), HIDDEN, "STD022", "hidden"),
        (("counts", "actions", "ps.plans.one", "worker"), 7, "STD020", "worker"),
        (("counts", "actions", "other"), FIRST["other"], "STD020", "open"),
        (("format_version",), 3, "STD023", "3"),
    ],
)
def test_what_was_edited_is_found(
    spoilt: Callable[..., list[Problem]], steps: tuple[str, ...], value: Any, code: str, said: str
) -> None:
    """A number put in by hand, one that gives another away, an unknown key: a problem with its line and a remedy."""
    found = [one for one in spoilt(*steps, value=value) if one.code == code]
    assert found
    assert found[0].source == PATH
    assert found[0].line
    assert said in found[0].message
    assert found[0].remedy


def test_a_file_of_the_first_version_is_read(small: Repository) -> None:
    """A quarter that was published with actions by standard stays readable: what was not done is one number."""
    counts = {**SMALL["counts"], "actions": FIRST}
    small.write(PATH, pretty_text({**SMALL, "format_version": 1, "counts": counts}))
    found = small.read()
    assert not found.problems
    read = found.findings[0].counts
    assert read is not None
    assert read.actions == {
        "ps.plans": {"done": 6, "unfinished": 6, "all": 12},
        "ps.plans.one": {"done": HIDDEN, "unfinished": 7, "all": HIDDEN},
        "other": {"done": 0, "unfinished": HIDDEN, "all": HIDDEN},
    }


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({**FIRST["ps.plans"], "done": 7, "in_hand": 0, "not_done": 0}, "STD072"),
        ({**FIRST["ps.plans"], "in_hand": 3}, "STD071"),
        ({"done": 6, "unfinished": 6, "all": 12}, "STD021"),
    ],
)
def test_what_was_edited_in_a_file_of_the_first_version_is_found(
    spoilt: Callable[..., list[Problem]], row: dict[str, Any], code: str
) -> None:
    """It is held to its own form: its row adds up, gives nothing away, and is none of today's."""
    counts = {**SMALL["counts"], "actions": {**FIRST, "ps.plans": row}}
    assert code in {one.code for one in spoilt("counts", value=counts, more={"format_version": 1})}


def test_a_file_that_does_not_stand_as_it_was_written_is_found(small: Repository) -> None:
    """Other spaces, another order or a comment: somebody had it open."""
    small.write(PATH, json.dumps(SMALL))
    assert [problem.code for problem in small.read().problems] == ["STD070"]


def test_what_is_no_json_object_is_found(small: Repository) -> None:
    """A file that is cut off, or holds a key twice, has its problem, and the rest is not judged."""
    small.write(PATH, pretty_text(SMALL)[:400])
    assert {problem.source for problem in small.read().problems} == {PATH}
    small.write(PATH, pretty_text(SMALL).replace('"id": "2020-q1",', '"id": "2020-q1",\n  "id": "2020-q1",', 1))
    assert "STD007" in {problem.code for problem in small.read().problems}


def test_two_files_of_one_period_are_found(small: Repository, spoilt: Callable[..., list[Problem]]) -> None:
    """A report that people wrote and a published quarter cannot have the same id."""
    small.write("standards/findings/2020-q1.yaml", TEXT)
    assert "STD030" in {problem.code for problem in spoilt()}
