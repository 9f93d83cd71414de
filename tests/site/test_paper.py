"""The words at the foot of printed pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from site_build import paper

if TYPE_CHECKING:
    from macros import Handbook


@pytest.mark.parametrize(
    ("text", "string"),
    [
        ("edition 2023", '"edition 2023"'),
        ('"Do it well"', r'"\22 Do it well\22 "'),
        ("one\ntwo", r'"one\a two"'),
        ("a \\ b", r'"a \5c  b"'),
        ("child’s", '"child’s"'),
    ],
)
def test_a_text_is_one_string_of_css(text: str, string: str) -> None:
    """What would end a string of CSS, or the line, is written as the number of its sign."""
    assert paper.quoted(text) == string


def test_a_draft_says_so_at_the_foot(handbook: Handbook) -> None:
    """Pages of an edition that nobody has published carry that on paper; those of a published edition do not."""
    assert "draft, not in force" in paper.style(replace(handbook, in_force=False))
    assert "draft" not in paper.style(replace(handbook, in_force=True))
