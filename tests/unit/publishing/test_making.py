"""A published quarter: what is in it, what never is, and that the same records give the same bytes."""

from __future__ import annotations

import dataclasses
import json
import random
import re
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.findings import Findings
from practice_audit.publishing.examples import example, objections
from practice_audit.publishing.making import NotToPublishError, publish
from practice_audit.quarter_files import findings_of as read_back
from practice_audit.quarter_files import text_of
from practice_audit.report.folding import replaced_by
from practice_audit.shown_counts import ALL, HIDDEN, OUTCOMES
from tests.quarters import EXAMPLE, MADE_ON, counted, findings_of, records

if TYPE_CHECKING:
    from practice_audit.model import Catalogue

WORD = re.compile(r"[\w-]+")


@pytest.fixture(scope="module")
def found(catalogue: Catalogue) -> list[dict[str, Any]]:
    """The records behind the quarter."""
    return records(catalogue)


def _texts(value: object) -> set[str]:
    """Every text in a record, at any depth."""
    if isinstance(value, dict):
        return {one for each in value.values() for one in _texts(each)}
    if isinstance(value, list):
        return {one for each in value for one in _texts(each)}
    return {value} if isinstance(value, str) else set()


def test_no_code_and_no_words_of_a_record_stand_in_the_file(catalogue: Catalogue, found: list[dict[str, Any]]) -> None:
    """R138: no code of a case, a person or a record, and no sentence that anybody wrote, gets into the file."""
    text = text_of(publish(counted(catalogue, found), MADE_ON))
    words = {word.casefold() for word in WORD.findall(text)}
    codes = {record["record_id"] for record in found}
    codes |= {str(record["author"]["ref"]).casefold() for record in found if record["author"].get("ref")}
    for record in found:
        for question in catalogue.tool(record["record_type"]).questions.values():
            if question.type == "ref" and question.id in record["answers"]:
                codes.add(str(record["answers"][question.id].get("value", "")).casefold())
    assert len(codes) > 300
    assert not codes & words
    own = {item.name for item in catalogue.items} | {item.text for item in catalogue.items}
    sentences = {one for record in found for one in _texts(record["answers"]) if " " in one} - own
    assert len(sentences) > 50
    assert not [one for one in sentences if one in text]


def test_the_same_records_give_the_same_bytes(catalogue: Catalogue, found: list[dict[str, Any]]) -> None:
    """Whatever the order of the records, the file is the same, and it is read back as it was."""
    quarter = publish(counted(catalogue, found), MADE_ON)
    mixed = random.Random(2).sample(found, len(found))  # noqa: S311 - no secret
    assert text_of(publish(counted(catalogue, mixed), MADE_ON)) == text_of(quarter)
    assert read_back(json.loads(text_of(quarter))) == quarter
    assert Findings.from_json(quarter.to_json()) == quarter


def test_some_is_shown_and_some_is_hidden(catalogue: Catalogue) -> None:
    """Small numbers are hidden and large ones shown; no number under the threshold stands anywhere."""
    counts = findings_of(catalogue).counts
    assert counts is not None
    rows = [counts.grades, *counts.standards.values(), *counts.evidence.values(), *counts.actions.values()]
    cells = [number for row in rows for number in row.values()]
    assert HIDDEN in cells
    assert any(isinstance(number, int) and number >= 5 for number in cells)
    assert not [number for number in cells if isinstance(number, int) and 0 < number < 5]


def test_themes_are_told_from_what_is_shown_alone(catalogue: Catalogue) -> None:
    """A figure stands only where its standard is shown whole, and says the same number; actions have no words."""
    quarter = findings_of(catalogue)
    assert quarter.counts is not None
    assert quarter.measures
    for one in quarter.measures:
        if one.id.endswith(".met"):
            standard = next(
                link
                for found in quarter.by_id.values()
                if one.id in found.targets
                for link in found.entry.links  # type: ignore[union-attr]
            )
            row = quarter.counts.standards[standard]
            assert HIDDEN not in row.values()
            assert one.value == row["met"]
            judged = sum(int(row[name]) for name in OUTCOMES[:3])
            assert one.of.startswith(f"{judged} audit")
            assert ("%" in one.of) == (judged >= 10)
    assert not [action for theme in quarter.themes for action in (*theme.undertaken, *theme.agreed)]


def test_an_example_stands_with_the_standards_that_it_shows(catalogue: Catalogue) -> None:
    """A good example is a strength of the theme of its standard, and is named as an example."""
    quarter = findings_of(catalogue)
    assert quarter.counts is not None
    found = [quarter.by_id[one] for one in quarter.counts.examples]
    assert [one.entry.text for one in found] == [EXAMPLE.text]  # type: ignore[union-attr]
    assert found[0].theme is not None
    assert found[0].theme.standards == ("ps.plans",)


@pytest.mark.parametrize("workers", [1, 4])
def test_few_members_of_staff_are_no_quarter(catalogue: Catalogue, workers: int) -> None:
    """Where fewer than five members of staff stand behind all audits, nothing is published."""
    audits = [record for record in records(catalogue, 40, workers) if record["record_type"] == "ila"]
    with pytest.raises(NotToPublishError, match="Fewer than 5 members of staff"):
        counted(catalogue, audits)


def test_a_standard_with_few_members_of_staff_behind_it_is_left_out(catalogue: Catalogue) -> None:
    """Many answers about few people say how those few work: such a standard is in no row and in no total."""
    audits = [record for record in records(catalogue, 400, workers=8) if record["record_type"] == "ila"]
    named = next(one for one in catalogue.tool("ila").questions.values() if one.part == "practitioner-ref").id
    whole = counted(catalogue, audits)
    standard = next(iter(whole.counted.parts["standards"]))
    asked = [
        question.id
        for question in catalogue.tool("ila").questions.values()
        if standard in {item.id for item in catalogue.expectations_of(question)}
    ]
    few = {f"SW-{number:03d}" for number in range(4)}
    for record in audits:
        if record["answers"][named]["value"] not in few:
            for question in asked:
                record["answers"].pop(question, None)
    left = counted(catalogue, audits)
    assert standard in left.left_out
    assert standard not in left.counted.parts["standards"]
    shown = publish(left, MADE_ON).counts
    assert shown is not None
    assert standard not in shown.standards


def test_a_total_is_the_number_of_audits(catalogue: Catalogue, found: list[dict[str, Any]]) -> None:
    """Audits are counted once each, a corrected one as it was corrected, and those of other quarters not at all."""
    counts = counted(catalogue, found).counted
    replaced = replaced_by(found)
    audits = [
        record
        for record in found
        if record["record_type"] == "ila"
        and record["record_id"] not in replaced
        and "2023-04-01" <= record["answers"]["ila.h.completed_on"]["value"] <= "2023-06-30"
    ]
    assert sum(counts.grades.values()) == len(audits)
    shown = findings_of(catalogue).counts
    assert shown is not None
    assert shown.grades[ALL] in {len(audits), HIDDEN}


@pytest.mark.parametrize(
    ("text", "standards", "said"),
    [
        ("Ring 07700 900123 for the plan.", ("ps.plans.current",), "telephone"),
        ("The plan was written with Sarah Jones.", ("ps.plans.current",), "name"),
        ("Short.", ("ps.plans.current",), "characters"),
        ("The plan is clear and kept up to date.", ("ps.plans",), "no standard"),
        ("The plan is clear and kept up to date.", ("ps.nowhere",), "no standard"),
        ("The plan of CR-0417 is clear and up to date.", ("ps.plans.current",), "code"),
        ("The plan that W7 wrote is clear and up to date.", ("ps.plans.current",), "code"),
        ("The plan is clear and \u202ekept up to date.", ("ps.plans.current",), "cannot be seen"),
    ],
)
def test_what_speaks_against_an_example_is_said(
    catalogue: Catalogue, found: list[dict[str, Any]], text: str, standards: tuple[str, ...], said: str
) -> None:
    """Personal data, codes, a wrong length and unknown standards are objections, and none repeats the text."""
    counts = counted(catalogue, found)
    counts = dataclasses.replace(counts, codes=counts.codes | {"cr-0417", "w7"})
    objection = next(objections(counts, text, standards))
    assert said in objection
    assert "07700" not in objection
    assert "Sarah" not in objection


def test_a_sound_example_has_no_objection(catalogue: Catalogue, found: list[dict[str, Any]]) -> None:
    """A sentence about practice passes, and is kept on one line."""
    text = "The plan is clear\n and kept up to date."
    assert not list(objections(counted(catalogue, found), text, ("ps.plans.current",)))
    assert example(text, ("ps.plans.current",)).text == "The plan is clear and kept up to date."
