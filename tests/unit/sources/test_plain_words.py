"""R047: words for children are measured, by limits that stand in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from practice_audit.sources import plain_words
from practice_audit.sources.plain_words import Limits
from tests.unit.sources.repository import EDITION, LEAFLET, SETTINGS, TOOL

if TYPE_CHECKING:
    from practice_audit.sources import Sources
    from tests.unit.sources.repository import Repository

LIMITS = Limits(sentence_words=8, reading_age=9, keep_out=("audit", "multi-agency"), short_forms=frozenset({"OK"}))
SETTING = "plain_words: {sentence_words: 8, reading_age: 9, keep_out: [audit], short_forms: [OK]}\n"
LONG = "This is a sentence that goes on for much too long."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Is it OK to ask you?", 0),
        ("Two words. And a few more words. Is that all?", 0),
        (LONG, 1),
        (f"Short. {LONG} Short.", 1),
        ("We tell the IRO.", 1),
        ("We tell the L.A.C. team.", 1),
        ("This is an audit.", 1),
        ("This is a Multi-Agency talk.", 1),
        ("The auditorium is big.", 0),
        ("", 0),
    ],
)
def test_what_is_wrong_with_a_sentence(text: str, count: int) -> None:
    """Sentences over the limit, letters that stand for words, and words to keep out are each told once."""
    assert len(list(plain_words.faults(text, LIMITS))) == count


def test_the_reading_age_is_that_of_coleman_and_liau() -> None:
    """The formula's own example is of grade 14.5; five years more make the age, and only whole sentences count."""
    text = (
        "Existing computer programs that measure readability are based largely upon subroutines which estimate number "
        "of syllables, usually by counting vowels. The shortcoming in estimating syllables is that it necessitates "
        "keypunching the prose into the computer. There is no need to estimate syllables since word length in letters "
        "is a better predictor of readability than word length in syllables. Therefore, a new readability formula was "
        "computed that has for its predictors letters per 100 words and sentences per 100 words. Both predictors can "
        "be counted by an optical scanning device, and thus the formula makes it economically feasible for an "
        "organization such as the U.S. Office of Education to calibrate the readability of all textbooks for the "
        "public school system."
    )
    assert plain_words.reading_age([text]) == pytest.approx(19.5, abs=0.6)
    assert plain_words.reading_age(["We saw a dog. It ran to us.", "Yes", "No"]) < 5
    assert plain_words.reading_age(["Yes", "No"]) == 0


def _leaflet(small: Repository, *lines: str) -> Repository:
    said = ", ".join(f'"{line}"' for line in lines)
    small.write(
        LEAFLET,
        f"""# yaml-language-server: $schema=schemas/items.schema.json
items:
  - id: leaflet.welcome
    kind: leaflet-point
    title: "Welcome"
    text: "Welcome to a sentence that may well be long, since not only children read it."
    source: "S1.4-LEAF"
    details:
      symbol: ear
      easy: [{said}]
""",
    )
    small.swap(EDITION, "leaflet_points: 0", "leaflet_points: 1")
    return small.swap(SETTINGS, "areas: []\n", f"areas: []\n{SETTING}")


def told(small: Repository) -> list[tuple[str, str]]:
    """Message and place of what R047 says."""
    found: Sources = small.read()
    return [(one.message, small.at(one.source, one.line)) for one in found.problems if one.code == "R047"]


def test_easy_lines_are_measured_and_the_leaflet_itself_is_not(small: Repository) -> None:
    """R047: a line of easy read that is too long is told where it stands; the text beside it may be longer."""
    ((message, place),) = told(_leaflet(small, "We want to hear you.", LONG))
    assert message == f"A sentence for children has 11 words, and 8 is the most: “{LONG}”"
    assert LONG in place


def test_a_whole_leaflet_can_be_too_hard(small: Repository) -> None:
    """R047: short sentences of long words ask for an older reader, which is told at the first point."""
    ((message, place),) = told(
        _leaflet(small, "Organisational considerations notwithstanding, administrators deliberate.")
    )
    assert message.startswith("The easy read leaflet asks for a reader of ")
    assert place == "- id: leaflet.welcome"


def test_a_form_for_children_is_measured_but_for_the_workers_part(small: Repository) -> None:
    """R047: what a child reads is held to the limits; a tool for staff and a section for the worker are not."""
    small.swap(SETTINGS, "areas: []\n", f"areas: []\n{SETTING}")
    small.swap(TOOL, 'lead: "About you."', f'lead: "{LONG}"')
    small.swap(TOOL, 'stops:\n          other: "Only auditors use this."', f'stops:\n          other: "{LONG}"')
    assert told(small) == []
    small.swap(TOOL, "roles:", "readers: children\nroles:")
    assert [place for _, place in told(small)] == [f'lead: "{LONG}"', f'other: "{LONG}"']
    small.swap(TOOL, f'lead: "{LONG}"', f'lead: "{LONG}"\n    readers: staff')
    assert told(small) == []


def test_without_limits_nothing_is_measured(small: Repository) -> None:
    """An edition whose settings hold no limits is not held to any."""
    _leaflet(small, LONG).swap(SETTINGS, SETTING, "")
    assert told(small) == []
