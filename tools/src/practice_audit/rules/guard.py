"""Where a text seems to identify a person: hits with a kind, how sure it is, and the place in the text.

    hits("Ring 0113 496 0000")  ->  (Hit(kind="telephone", sure=True, start=5, end=18),)

A sure hit is refused (R170). A doubtful one is pointed out, and the person may say that it is not a
person's detail. What matched is for the page that shows it to the person who wrote it; no message
repeats it. Knows patterns, not records.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practice_audit.problems import pointer_parts, pointer_to
from practice_audit.rules import personal_patterns as patterns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from practice_audit.problems import Problem

KINDS: Final[Mapping[str, str]] = {
    "email": "an e-mail address",
    "nhs": "an NHS number",
    "telephone": "a telephone number",
    "insurance": "a National Insurance number",
    "postcode": "a postcode",
    "birth": "a date of birth",
    "address": "an address",
    "number": "a number that others can look up",
    "name": "a name",
}
"""The kinds of personal detail, each as sentences call it. Records keep the kinds: they are permanent."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DASHES = dict.fromkeys(range(0x2010, 0x2016), "-")
_UNEVEN = re.compile(rf"\s\s|[^\S ]|[{_INVISIBLE}]")
_TELLTALE = re.compile(r"[\d@]")
_STREET = re.compile(r"[A-Z][a-z’']+ (?:Str|Roa|Ave|Lan|Cre|Ter|Gro|Dri|Clo|Gar|Mew|Par)")
EVERYDAY = frozenset(
    re.findall(
        r"\w+",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
        "September October November December Christmas Easter Bank Holiday North South East West Central City Council "
        "Early Help Family Families Children Child Young Person People Youth Justice Mental Health Visitor Nurse "
        "Social Worker Team Manager Head Lead Duty Core Group Police Court Order School Primary Secondary Academy "
        "College Nursery Centre Hospital Clinic Surgery Housing Probation Service Services Act Plan Protection Panel "
        "Conference Review Report National Insurance Speech Language Therapy Special Educational Needs English British",
    )
)
"""Words that stand side by side with capital letters in any file, beside those of the framework."""
_IN_WORDS = tuple((kind, False, finder) for kind, finder in patterns.DOUBTFUL_WORDS)
_IN_STREETS = (
    *_IN_WORDS,
    *((kind, False, finder) for kind, finder in patterns.DOUBTFUL_NUMBERS if kind == "address"),
)
_EVERYWHERE = (
    *((kind, True, finder) for kind, finder in patterns.SURE),
    *((kind, False, finder) for kind, finder in patterns.DOUBTFUL_NUMBERS),
    *_IN_WORDS,
)
_SHORTEST = len("a@b.uk")
_QUOTED = re.compile("“[^“”]*+”")


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """One piece of a text that may identify a person: `text[start:end]` of the text as it was given."""

    kind: str
    sure: bool
    start: int
    end: int


def hits(text: str, known: frozenset[str] | None = None) -> tuple[Hit, ...]:
    """What in a text is, or may be, a personal detail, in the order of the text; no two overlap.

    `known` are the capitalised words of the framework (`Catalogue.own_words`): two in a row are
    taken for a name, unless both are of them, or one is and a sentence begins there. Without it no pairs
    of words are looked for.
    """
    plain, places = plain_text(text)
    found: list[Hit] = []
    finders = _IN_WORDS
    if _TELLTALE.search(plain):  # most sentences have neither a digit nor an @
        finders = _EVERYWHERE
    elif _STREET.search(plain):
        finders = _IN_STREETS
    for kind, sure, finder in finders:
        for start, end in finder(plain):
            _add(found, kind, (start, end), sure=sure)
    if known is not None:
        for span, words, begins in patterns.pairs(plain):
            strange = [any(part not in known and part not in EVERYDAY for part in word.split("-")) for word in words]
            if all(strange) or (any(strange) and not begins):  # the first word of a sentence has a capital anyway
                _add(found, "name", span, sure=False)
    return tuple(_placed(hit, places) for hit in found)


def personal_data(text: str) -> tuple[str, ...]:
    """What the text holds as good as surely, in words ("a telephone number"), never the text itself."""
    plain, _ = plain_text(text)
    if not _TELLTALE.search(plain):
        return ()  # every sure pattern needs one of them
    return tuple(KINDS[kind] for kind, finder in patterns.SURE if next(finder(plain), None))


def unrepeated(problem: Problem) -> Problem:
    """The same problem; where it would repeat what looks like personal data, without that."""
    pointer = pointer_to(*("…" if _telling(part) else part for part in pointer_parts(problem.pointer)))
    message = _QUOTED.sub(lambda quoted: "“…”" if _telling(quoted[0]) else quoted[0], problem.message)
    if personal_data(message):
        message = "What stands here looks like personal data, so it is not repeated."
    return replace(problem, pointer=pointer, message=message)


def _telling(piece: str) -> bool:
    """Whether a piece of a message or pointer may tell who is meant; no detail is shorter than an e-mail address."""
    return len(piece) >= _SHORTEST and _holds_any(piece)


@lru_cache(maxsize=4096)  # a hostile file has many problems at one place
def _holds_any(piece: str) -> bool:
    return bool(hits(piece))


def _add(found: list[Hit], kind: str, span: tuple[int, int], *, sure: bool) -> None:
    """Note a hit in its place, unless one that was found before it, and so is surer, covers a part of it."""
    start, end = span
    place = bisect(found, start, key=lambda hit: hit.start)
    if (place == 0 or found[place - 1].end <= start) and (place == len(found) or end <= found[place].start):
        found.insert(place, Hit(kind=kind, sure=sure, start=start, end=end))


def _placed(hit: Hit, places: Sequence[int] | None) -> Hit:
    if places is None:
        return hit
    return replace(hit, start=places[hit.start], end=places[hit.end - 1] + 1)


def plain_text(text: str) -> tuple[str, Sequence[int] | None]:
    """The text as patterns read it, and for each of its characters the place in the text; None if it is the same."""
    if text.isascii() and text.isprintable() and "  " not in text:  # nearly all of them: nothing to be made plain
        return text, None
    if not _UNEVEN.search(text) and (text.isascii() or unicodedata.is_normalized("NFKC", text)):
        return text.translate(_DASHES), None
    characters: list[str] = []
    places: list[int] = []
    for place, character in _read(text):
        if character == " " and characters and characters[-1] == " ":
            continue
        characters.append(character)
        places.append(place)
    return "".join(characters), places


def _read(text: str) -> Iterator[tuple[int, str]]:
    """Each character with its place: compatible forms and dashes as plain ones, every gap as a space."""
    for place, original in enumerate(text):
        if original in _INVISIBLE:
            continue
        for character in unicodedata.normalize("NFKC", original).translate(_DASHES):
            yield place, " " if character.isspace() else character
