"""Names that someone wants kept out of a record, and the role words that stand for them instead.

The list of names is an argument: it is never part of a record and nothing here keeps it. A name is
found in any case, as a whole word, with or without accents, with its possessive or plural, and however
its hyphens and apostrophes are written. What is replaced once stays as it is when replaced again.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practice_audit.rules.guard import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST: Final = 2
"""A single letter is no name: it would be found in "Child A"."""
_NUMBER_FROM = 5
_ROUNDS = 10
_BEFORE = 20
_APOSTROPHES = "'’‘\u02bc"
_BETWEEN_DIGITS = r"[ .()/-]{0,3}"
_FIRST_OF_A_SENTENCE = re.compile(r"(?:^|[.!?]\s+|\n\s*)[“‘\"'(]*$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A name, and the role word that stands for it."""

    name: str
    word: str


def places(text: str, found: str) -> Iterator[tuple[int, int]]:
    """Where a name or another piece of text stands in a text: the core of each word, without its "’s"."""
    pattern = _pattern(found)
    if pattern is None:
        return
    plain, originals = plain_text(text)
    for match in pattern.finditer(_folded(plain)):
        start, end = match.span()
        yield (start, end) if originals is None else (originals[start], originals[end - 1] + 1)


def replaced(text: str, found: str, word: str) -> str:
    """The text with a role word in every place of a name or another piece of text.

    It begins with a capital letter where a sentence does; "the" is not written twice. A place inside
    the role word itself is left alone.
    """
    if not word.strip():
        return text
    for _ in range(_ROUNDS):
        before, text = text, _once(text, found, word)
        if text == before:
            break
    return text


def _once(text: str, found: str, word: str) -> str:
    own = list(places(text, word))
    parts: list[str] = []
    done = 0
    for start, end in places(text, found):
        place = bisect(own, start, key=lambda span: span[0])
        if start < done or (place > 0 and end <= own[place - 1][1]):
            continue
        head = text[done:start]
        parts += [head, _fitting("".join((*parts[-1:], head))[-_BEFORE:], word)]
        done = end
    return "".join((*parts, text[done:]))


def _fitting(before: str, word: str) -> str:
    """The role word as it stands after these words."""
    if word.startswith("the ") and re.search(r"\bthe $", before, re.IGNORECASE):
        return word.removeprefix("the ")
    return word[:1].upper() + word[1:] if _FIRST_OF_A_SENTENCE.search(before) else word


def _pattern(found: str) -> re.Pattern[str] | None:
    """What finds a piece of text however it is spaced; None for too short a one."""
    plain = _folded(plain_text(found)[0]).strip()
    letters = [character for character in plain if character.isalnum()]
    if len(letters) < SHORTEST:
        return None
    start = 0
    while not plain[start].isalnum():
        start += 1
    lead = re.escape(plain[:start])
    if sum(character.isdigit() for character in letters) >= _NUMBER_FROM and "@" not in plain:
        core = _BETWEEN_DIGITS.join(map(re.escape, letters))
    else:
        core = r"[ -]?".join(_word(word) for word in re.split(r"[ -]+", plain[start:]) if word)
    lead = f"(?:{lead})?" if lead else ""
    return re.compile(rf"(?<![^\W_]){lead}{core}(?=(?:[{_APOSTROPHES}]?s)?(?![^\W_]))")


def _word(word: str) -> str:
    """One word of a name: an apostrophe may be missing or be of another form."""
    parts = re.split(f"[{_APOSTROPHES}]", word)
    return f"[{_APOSTROPHES} ]?".join(map(re.escape, parts))


def _folded(text: str) -> str:
    """The same number of characters, in small letters and without accents."""
    return "".join(_letter(character) for character in text)


def _letter(character: str) -> str:
    small = character.lower() if character.isascii() else unicodedata.normalize("NFKD", character)[0].lower()
    return small if len(small) == 1 else character
