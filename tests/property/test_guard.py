"""Laws of the privacy guard: it never raises, points inside the text, and replaces once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from practice_audit.rules import personal_patterns as patterns
from practice_audit.rules.guard import KINDS, hits, personal_data
from practice_audit.rules.names import places, replaced

PIECES = st.sampled_from(
    [
        *("0113 496 0000", "LS1 1UR", "943 476 5919", "a@b.uk", "born 3 March 2015", "14 Acacia Avenue", "Mrs Carter"),
        *("Zebedee", "zebedee’s", " ", "  ", "\n", "\u00a0", "\u200b", "the ", ". ", "…", "ﬁ", "①", "🙂", "\ud800"),
    ]
)
TEXTS = st.text() | st.lists(PIECES | st.text(max_size=4), max_size=8).map("".join)
NAMES = st.sampled_from(["Zebedee", "O’Brien", "Anne-Marie", "Jo", "0113 496 0000", "the"]) | st.text(max_size=8)
WORDS = st.sampled_from(["the child", "the mother", "social worker 1", "Child A", "a telephone number"])
KNOWN = frozenset({"Practice"})
WORDED = st.lists(
    st.sampled_from(
        [
            *(
                "jo",
                "at",
                "(at)",
                "[at]",
                "gmail",
                ".",
                "dot",
                "com",
                "co.uk",
                "Mr",
                "mr",
                "mrs.",
                "Dr.",
                "Aunt",
                "DC",
                "J.",
            ),
            *(
                "O’Neil",
                "Smith",
                "smith",
                "and",
                "Anne-Marie",
                "zoë",
                "É",
                "PC",
                "-",
                "’",
                "\n",
                "_",
                "x",
                "McA",
                "The",
            ),
        ]
    ),
    max_size=9,
).flatmap(lambda words: st.sampled_from([" ", ""]).map(lambda gap: gap.join(words)))
"""Texts of the pieces that patterns of words are made of."""


@given(TEXTS)
def test_hits_stand_inside_the_text_in_order_and_apart(text: str) -> None:
    """Any text gives hits of known kinds that name a piece of it and do not overlap."""
    found = hits(text, KNOWN)
    ends = [0]
    for hit in found:
        assert hit.kind in KINDS
        assert ends[-1] <= hit.start < hit.end <= len(text)
        ends.append(hit.end)
    sure = {KINDS[hit.kind] for hit in found if hit.sure}
    assert sure <= set(personal_data(text))
    assert bool(sure) is bool(personal_data(text))


@given(TEXTS | WORDED)
def test_a_quick_look_overlooks_nothing(text: str) -> None:
    """Whatever a pattern of words matches is found, although most texts are put aside before it is tried."""
    tried = {"email": [patterns.SPELT_EMAIL], "name": [patterns.TITLED, patterns.SMALL_TITLE]}
    for kind, wanted in tried.items():
        spans = [found.span() for pattern in wanted for found in pattern.finditer(text)]
        assert [span for each, finder in patterns.DOUBTFUL_WORDS if each == kind for span in finder(text)] == spans
    assert [span for span, _, _ in patterns.pairs(text)] == [found.span() for found in patterns.PAIR.finditer(text)]


@given(TEXTS, NAMES)
def test_places_stand_inside_the_text(text: str, name: str) -> None:
    """Any name in any text is found inside it, or not at all."""
    for start, end in places(text, name):
        assert 0 <= start < end <= len(text)


@given(TEXTS, NAMES, WORDS)
def test_what_was_replaced_is_not_replaced_again(text: str, name: str, word: str) -> None:
    """Replacing twice gives what replacing once gave; without the name nothing changes."""
    once = replaced(text, name, word)
    assert replaced(once, name, word) == once
    if not list(places(text, name)):
        assert once == text
