"""Names of a list are found however they are written, and role words take their place."""

from __future__ import annotations

import pytest

from practice_audit.rules.names import places, replaced


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("Zebedee", "Zebedee, ZEBEDEE and zebedee", 3),
        ("Zebedee", "Zebedee’s and Zebedee's and the Zebedees", 3),
        ("Zebedee", "Zebedeeson and McZebedee", 0),
        ("Anne-Marie", "Anne-Marie, Anne Marie, AnneMarie, Anne\u2011Marie", 4),
        ("O’Brien", "O'Brien, O’Brien, OBrien, o brien", 4),
        ("Zoë", "Zoe, ZOË, Zoe\u0308", 3),
        ("Jo Smith", "Jo\u00a0 Smith and Jo\nSmith", 2),
        ("0113 496 0000", "01134960000, 0113-496-0000 and (0113) 496 0000", 3),
        ("A", "Child A", 0),
        ("  ", "nothing", 0),
        ("?!", "what?!", 0),
    ],
)
def test_names_are_found_as_whole_words(name: str, text: str, count: int) -> None:
    """In any case, with possessive and plural, with hyphens, apostrophes and accents or without them."""
    assert len(list(places(text, name))) == count


@pytest.mark.parametrize(
    ("text", "name", "word", "after"),
    [
        (
            "Zebedee said so. Then Zebedee’s plan.",
            "Zebedee",
            "the father",
            "The father said so. Then the father’s plan.",
        ),
        ("With the Zebedee family.", "Zebedee", "the child’s", "With the child’s family."),
        ("Zebedee", "Zebedee", "social worker 1", "Social worker 1"),
        ("Ring (0113) 496 0000 now", "(0113) 496 0000", "a telephone number", "Ring a telephone number now"),
        ("Nothing here", "Zebedee", "the father", "Nothing here"),
        ("Zebedee", "Zebedee", "  ", "Zebedee"),
        ("The father of Father Ted", "father", "the father", "The father of the father Ted"),
    ],
)
def test_a_role_word_fits_into_its_sentence(text: str, name: str, word: str, after: str) -> None:
    """With a capital where a sentence begins, and one "the"; what is replaced stays as it is."""
    assert replaced(text, name, word) == after
    assert replaced(after, name, word) == after
