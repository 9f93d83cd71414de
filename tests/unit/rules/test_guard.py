"""What only may be a personal detail, where it stands, what a mark quiets, and what no mark can."""

from __future__ import annotations

import pytest

from practice_audit import rules
from practice_audit.problems import Problem
from practice_audit.rules.guard import KINDS, Hit, hits, unrepeated
from practice_audit.rules.privacy import field_of, marks_of
from tests.unit.rules.small import CATALOGUE, TEXT, TODAY, record, sound, value

KNOWN = frozenset({"Practice", "Standards"})
DOUBTFUL = {
    "nhs": ["943 476 5918", "9434765918"],
    "telephone": ["077 00 90 00 00", "+48 601 234 567", "rang 496 0123", "01 13 49 60 00 0"],
    "insurance": ["QQ 12 34 56 C", "AB 12 34 56"],
    "postcode": ["the LS6 area", "at ls11ur", "in LS28"],
    "birth": ["aged 8 (3 March 2015)", "born before the conference on 3 March 2023", "3 March 2015, when she turned 9"],
    "address": ["14 Acacia Avenue", "Flat 3, 14b St Mary’s Court", "on Chapeltown Road", "14 acacia avenue"],
    "number": ["A123456789012", "case number 4417/22", "Mosaic ID: 88123", "account of 12345678"],
    "email": ["write to jo.bloggs at example dot org", "jo(at)example.org"],
    "name": ["with Mrs Barraclough", "seen by Dr O’Brien", "met by Emily Carter", "to Miss J Kowalski-Smith"],
}
QUIET = [
    "Case CR-0417 was drawn on 27 3 2023 and read from 3 April 2023.",
    "Seen on 01/02/2023, 15/02/2023 and 2023-03-06, for 45 minutes at 10:42.",
    "See the Practice Standards, section 3, page 4 of 12.",
    "On Monday March was over. The Youth Justice Service was asked.",
    "Child A and the mother were seen; 12 of 1,000 in 2022.",
    "Two visits in 10 days, 3 hours drive, one way and a close look.",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in DOUBTFUL.items() for text in texts])
def test_doubtful_details_are_found(kind: str, text: str) -> None:
    """Odd groupings, wrong check digits, parts and titles raise a doubt, and nothing sure."""
    found = hits(f"It says {text}.", KNOWN)
    assert [(hit.kind, hit.sure) for hit in found] == [(kind, False)]


@pytest.mark.parametrize("text", QUIET)
def test_what_a_file_usually_says_raises_no_doubt(text: str) -> None:
    """Dates, codes, counts, the framework's own words and everyday words in capitals are left alone."""
    assert hits(text, KNOWN) == ()


def test_a_hit_says_where_in_the_text_as_it_was_typed() -> None:
    """The span is of the original text, with its odd spaces and invisible characters."""
    text = "“Ring”\n\n07700\u00a0 900\u200b000 or LS1\u00a0\u00a01UR…"
    found = hits(text)
    assert [(hit.kind, text[hit.start : hit.end]) for hit in found] == [
        ("telephone", "07700\u00a0 900\u200b000"),
        ("postcode", "LS1\u00a0\u00a01UR"),
    ]
    assert hits("at a@b.uk") == (Hit(kind="email", sure=True, start=3, end=9),)


def test_every_kind_has_words_and_can_be_found() -> None:
    """A kind without words could not be said, one that nothing finds would be dead."""
    assert set(DOUBTFUL) == set(KINDS)


def warnings(text: str, marks: object = None) -> list[tuple[str, str]]:
    """Severity and place of what R170 says of this text in one question, with the marks of the record."""
    answers = {**sound(), "q.why": value(f"{TEXT} {text}")}
    given = record(answers, **({} if marks is None else {"not_personal": marks}))
    problems = rules.check(CATALOGUE, CATALOGUE.tools[0], given, today=TODAY)
    assert "Acacia" not in str(problems)
    return [(problem.severity.value, problem.message) for problem in problems]


def test_a_doubt_is_a_warning_until_it_is_marked() -> None:
    """The warning names question and kind; a mark of that field and kind quiets it, any other does not."""
    doubt = [("warning", "Look again at “What is the why?”: it may hold an address")]
    assert warnings("Met at 14 Acacia Avenue.") == doubt
    assert warnings("Met at 14 Acacia Avenue.", [{"field": "q.why", "kind": "address"}]) == []
    assert warnings("Met at 14 Acacia Avenue.", [{"field": "q.why", "kind": "name"}]) == doubt
    assert warnings("Met at 14 Acacia Avenue.", [{"field": "q.plan", "kind": "address"}]) == doubt


def test_a_sure_detail_cannot_be_marked_away() -> None:
    """It stays an error, whatever the record says."""
    ((severity, message),) = warnings("Ring 0113 496 0000.", [{"field": "q.why", "kind": "telephone"}])
    assert (severity, "telephone number" in message) == ("error", True)


def test_of_a_loaded_file_only_what_is_sure_counts() -> None:
    """Its author has looked at its doubts, and nobody can change it here."""
    for words, codes in (("14 Acacia Avenue", []), ("0113 496 0000", ["R170"])):
        gaps = [{"question": "x", "value": "partly", "words": words, "links": []}]
        answers = sound()
        answers["q.checklist"] = {**answers["q.checklist"], "gaps": gaps}
        problems = rules.check(CATALOGUE, CATALOGUE.tools[0], record(answers), today=TODAY)
        assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize("odd", ["x", 5, [], {}, [None, 3, {"field": []}], [{"kind": "address"}]])
def test_marks_of_a_wrong_shape_mark_nothing(odd: object) -> None:
    """They are for the structure of the record to refuse."""
    assert warnings("Met at 14 Acacia Avenue.", odd) != []


def test_the_field_of_a_row_is_called_by_the_id_of_the_row() -> None:
    """So that a mark stays with its row when another one is removed."""
    answers = sound()
    rows = answers["q.evidence"]["rows"]
    rows[1]["where"] = value("in 14 Acacia Avenue")
    mark = {"field": f"q.evidence/{rows[1]['id']}/where", "kind": "address"}
    assert marks_of({"not_personal": [mark]}) == {(mark["field"], "address")}
    problems = rules.check(CATALOGUE, CATALOGUE.tools[0], record(answers, not_personal=[mark]), today=TODAY)
    assert problems == ()
    del rows[0]
    problems = rules.check(CATALOGUE, CATALOGUE.tools[0], record(answers, not_personal=[mark]), today=TODAY)
    assert [problem.code for problem in problems if problem.code == "R170"] == []
    assert field_of.__doc__


def test_a_stray_key_that_may_be_a_detail_is_not_repeated() -> None:
    """A pointer shows neither what is sure nor what is doubtful."""
    for key in ("a@b.uk", "14 Acacia Avenue", "943 476 5918"):
        assert unrepeated(Problem(code="REC024", message="m", remedy="r", pointer=f"/answers/{key}")).pointer == (
            "/answers/…"
        )
