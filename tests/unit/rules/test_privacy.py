"""Likely personal data is found in free text, and never repeated."""

from __future__ import annotations

import pytest

from practice_audit.rules.guard import personal_data
from tests.unit.rules.small import TEXT, check, sound, value, with_

FOUND = {
    "an e-mail address": [
        "Write to some.one+audit@mail.example.org about it",
        "(a@b.uk)",
        "some.one\u200b@example.org",
    ],
    "a telephone number": [
        "Ring 0113 496 0000 today",
        "Ring 0113 4960000",
        "(0113) 496 0000",
        "0113-496-0000",
        "020 7946 0000",
        "01632 960000",
        "01632 960 000",
        "07700 900000",
        "07700900000",
        "07700 900 000",
        "+44 7700 900000",
        "+44 (0)113 496 0000",
        "0044 113 496 0000",
        "07700 900000".translate({48 + n: 0xFF10 + n for n in range(10)}),
        "07700\u00a0900000",
    ],
    "an NHS number": ["943.476.5919", "943 476 5919", "9434765919", "943-476-5919", "Number:9434765919."],
    "a National Insurance number": ["QQ 12 34 56 C".replace("QQ", "AB"), "ab123456c"],
    "a postcode": [
        "LS1 1UR",
        "They live near LS11UR",
        "SW1A 1AA",
        "ls1 1ur",
        "M1 1AE.",
        "W1A 0AX",
        "postcode b33 8th",
        "GIR 0AA",
    ],
    "a date of birth": [
        "born 3 March 2015",
        "Child A, born on 03/03/2015",
        "DOB: 3.3.15",
        "DoB=03/04/2012",
        "03/04/2012 is her date of birth",
        "d.o.b. 2015-03-03",
        "date of birth is 3rd March 2015",
        "3 March 2015 (DOB)",
        "born March 3, 2015",
    ],
}
CLEAN = [
    "Case CR-0417 was drawn on 27 3 2023 and read from 3 April 2023.",
    "Seen on 01/02/2023, 15/02/2023 and 2023-03-06.",
    "Seen 12 times in 2022 and 10 in 2023; 1234567890 entries in all.",
    "Ten digits that fail the check: 943 476 5918.",
    "The baby was born before the conference on 3 March 2023.",
    "See ps.assessment.reasoning and wgll.referral.07, S1 4th line, E1 2nd visit.",
    "Plan, section 3, page 4 of 12; form W1A; 0 of 1000.",
    "About 020 of the cases; ratio 0113/496.",
    "The record ends with 3f9a2c1e-0417-4aaa-8bbb-123456789012.",
    "It was @home in the street, at 10:42 on 14.03.2023 for 45 minutes.",
    "Reference ZZ123456C is a made-up one.",
]


@pytest.mark.parametrize(("words", "text"), [(words, text) for words, texts in FOUND.items() for text in texts])
def test_sure_patterns_are_found(words: str, text: str) -> None:
    """However it is spaced, dashed or hidden among invisible characters."""
    assert personal_data(text) == (words,)


@pytest.mark.parametrize("text", CLEAN)
def test_ordinary_words_are_left_alone(text: str) -> None:
    """Dates, codes, ids, counts and ordinals are no personal data."""
    assert personal_data(text) == ()


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"why": value(f"{TEXT} LS1 1UR")}, "why"),
        ({"plan": value("na", detail="ask a@b.uk")}, "plan/detail"),
        ({"family_told_on": {"reason": "ring 07700 900000"}}, "family-told-on/reason"),
        (
            {"checklist": value("C-1", gaps=[{"question": "x", "value": "partly", "words": "a@b.uk", "links": []}])},
            "checklist",
        ),
    ],
)
def test_every_kind_of_free_text_is_searched(answers: dict[str, object], place: str) -> None:
    """Text, reasons, lines under an option, and the words of a loaded checklist."""
    assert with_(**answers) == [("R170", f"/answers/q.{place}")]


def test_rows_are_searched() -> None:
    """The pointer leads to the field of the row."""
    answers = sound()
    answers["q.evidence"]["rows"][1]["where"] = value("letter to a@b.uk")
    assert [(p.code, p.pointer) for p in check(answers)] == [("R170", "/answers/q.evidence/rows/1/where")]


def test_codes_and_references_are_not_searched() -> None:
    """A case reference that looks like a number of another kind is the quality team's affair."""
    assert with_(case_ref=value("9434765919"), checklist=value("C-1")) == []


def test_what_matched_is_never_repeated() -> None:
    """The message names the kind and the question, not the text."""
    (problem,) = check({**sound(), "q.why": value(f"{TEXT} 0113 496 0000")})
    assert problem.message == "Take what looks like a telephone number out of “What is the why?”. Use a role instead"
    assert "496" not in str(problem.to_json())
