"""A good example before it is published: no code in any spelling, no personal detail, and each name asked for."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.publishing.codes import plain
from practice_audit.publishing.examples import example, objections, perhaps_names
from tests.quarters import EXAMPLE, counted, records

if TYPE_CHECKING:
    from practice_audit.model import Catalogue
    from practice_audit.publishing.making import Counts

STANDARDS = ("ps.plans.current",)


@pytest.fixture(scope="module")
def found(catalogue: Catalogue) -> list[dict[str, Any]]:
    """The records behind the quarter."""
    return records(catalogue)


@pytest.fixture(scope="module")
def counts(catalogue: Catalogue, found: list[dict[str, Any]]) -> Counts:
    """The quarter; two codes are known besides those of its records."""
    made = counted(catalogue, found)
    return dataclasses.replace(made, codes=made.codes | {plain("CR-9001"), plain("PR-31"), plain("W7")})


@pytest.mark.parametrize(
    "spelt",
    [
        "PR-31",
        "pr-31",
        "PR 31",
        "PR31",
        "PR.31",
        "PR_31",
        "PR\u201131",  # a hyphen that keeps a line together
        "PR\u201331",
        "PR\u221231",  # a minus sign
        "PR\u00a031",
        "\uff30\uff32\uff0d\uff13\uff11",  # letters as wide as Chinese ones
        "CR 9001",
        "CR/9001",
        "P R 31",
        "PR-31\u2019s",
        "W7",
        "W 7",
        "w-7",
    ],
)
def test_a_code_in_any_spelling_is_an_objection(counts: Counts, spelt: str) -> None:
    """A code is one by its letters and digits, whatever stands between them and however they are written."""
    said = list(objections(counts, f"The plan of {spelt} is clear and kept up to date.", STANDARDS))
    assert [one for one in said if "the code of" in one]
    assert not [one for one in said if "31" in one or "9001" in one]


@pytest.mark.parametrize(
    "text", ["The plan was kept for 7 weeks.", "How 7 of them drew a plan.", "They follow 7 steps."]
)
def test_a_short_code_counts_as_a_word_only(counts: Counts, text: str) -> None:
    """Letters that end a word and a digit that follows are no code of two signs."""
    assert not list(objections(counts, text, STANDARDS))


def test_codes_in_rows_and_of_other_records_are_known(catalogue: Catalogue, found: list[dict[str, Any]]) -> None:
    """A code that stands in one row of one record only, or in an answer that names a record, is refused, too."""
    changed: list[dict[str, Any]] = json.loads(json.dumps(found))
    audit = next(one for one in changed if one["answers"].get("ila.c6.services", {}).get("rows"))
    audit["answers"]["ila.c6.services"]["rows"][0]["ref"] = {"value": "PR-77"}
    moderation = next(one for one in changed if one["record_type"] == "moderation-1")
    about = next(one for one in moderation["answers"].values() if "case" in one)
    about["case"]["ref"] = "CR-77001"
    counts = counted(catalogue, changed)
    for code in ("PR-77", "CR 77001"):
        assert [
            one for one in objections(counts, f"The plan of {code} is clear to all.", STANDARDS) if "the code of" in one
        ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jayden drew what he wishes for.", ["Jayden"]),
        ("The Khan family keeps the plan on the wall.", ["Khan"]),
        ("We read it with Al-Amin’s aunt, and J was there.", ["Al-Amin", "J"]),
        ("The worker and \uff2a\uff41\uff59 wrote it.", ["Jay"]),
        ("The plan of \u0645\u0631\u064a\u0645 is clear.", ["\u0645\u0631\u064a\u0645"]),
        ("The plan is clear. Children have drawn it.", []),
        ("I read the Practice Standards with the Team Manager.", []),
        (EXAMPLE.text, []),
    ],
)
def test_what_may_be_a_name_is_told(counts: Counts, text: str, names: list[str]) -> None:
    """A word with a capital letter may be a name, unless the framework writes it, or it begins a sentence."""
    assert list(perhaps_names(counts, text)) == names


@pytest.mark.parametrize(
    ("text", "standards", "said"),
    [
        ("Ring 07700 900123 for the plan.", ("ps.plans.current",), "telephone"),
        ("The plan was written with Sarah Jones.", ("ps.plans.current",), "name"),
        ("Short.", ("ps.plans.current",), "characters"),
        ("The plan is clear and kept up to date.", ("ps.plans",), "not a standard"),
        ("The plan is clear and kept up to date.", ("ps.nowhere",), "not a standard"),
        ("The plan of CR-9001 is clear and up to date.", ("ps.plans.current",), "code"),
        ("The plan that W7 wrote is clear and up to date.", ("ps.plans.current",), "code"),
        ("The plan is clear and \u202ekept up to date.", ("ps.plans.current",), "cannot be seen"),
    ],
)
def test_what_speaks_against_an_example_is_said(
    counts: Counts, text: str, standards: tuple[str, ...], said: str
) -> None:
    """Personal data, codes, a wrong length and unknown standards are objections, and none repeats the text."""
    objection = next(objections(counts, text, standards))
    assert said in objection
    assert "07700" not in objection
    assert "Sarah" not in objection


def test_a_sound_example_has_no_objection(counts: Counts) -> None:
    """A sentence about practice passes, and is kept on one line."""
    text = "The plan is clear\n and kept up to date."
    assert not list(objections(counts, text, ("ps.plans.current",)))
    assert example(text, ("ps.plans.current",)).text == "The plan is clear and kept up to date."


def test_every_example_that_was_flagged_can_be_chosen(catalogue: Catalogue, found: list[dict[str, Any]]) -> None:
    """A report quotes a few of them; the list to choose from has them all, each text once."""
    pattern = next(one for one in found if one["record_type"] == "moderation-1")
    texts = [f"The plan is kept up to date in the child’s own words, way {number}." for number in range(1, 41)]
    flagged = [
        {
            **pattern,
            "record_id": f"{number:08d}-0000-4000-8000-000000000000",
            "answers": {
                **pattern["answers"],
                "m1.date": {"value": "2023-05-02"},
                "m1.good_example": {"value": "yes", "detail": text},
            },
        }
        for number, text in enumerate((*texts, texts[0]))
    ]
    others = [one for one in found if one["record_type"] != "moderation-1"]
    made = counted(catalogue, [*others, *flagged])
    assert sorted(one.text for one in made.examples) == sorted(texts)
    assert made.flagged == 41
