"""A good example before it is published: what speaks against it, so far as a program can tell.

A person reads it all the same: no program knows who is meant by a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practice_audit.problems import visible
from practice_audit.publishing.telling import Example
from practice_audit.rules.guard import KINDS, hits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from practice_audit.publishing.making import Counts

SHORTEST: Final = 10
LONGEST: Final = 300
"""How long an example is, in characters: as long as a statement of a report."""
_SHORT_CODE: Final = 4
"""A code that is shorter counts only as a word by itself; a longer one inside of another word, too."""
_WORD: Final = re.compile(r"[\w-]+")


def example(text: str, standards: Sequence[str]) -> Example:
    """The example, on one line."""
    return Example(text=" ".join(text.split()), standards=tuple(standards))


def objections(counts: Counts, text: str, standards: Sequence[str]) -> Iterator[str]:
    """Why an example cannot be published, each with what to do. Nothing of its text is repeated."""
    newest = counts.quarter.newest
    for one in standards:
        if counts.quarter.theme_of(one) in {"", one}:
            yield f"“{visible(one, 60)}” is no standard of edition {newest.edition.id}. Name the id of one."
    flat = example(text, standards).text
    if not SHORTEST <= len(flat) <= LONGEST:
        yield f"it has {len(flat)} characters. An example has {SHORTEST} to {LONGEST}."
    for kind in dict.fromkeys(hit.kind for hit in hits(text, newest.own_words)):
        yield f"it may hold {KINDS[kind]}. Leave it out."
    if visible(flat) != flat:
        yield "it holds a character that cannot be seen. Leave it out."
    if _holds_a_code(flat.casefold(), counts.codes):
        yield "it holds the code of a case, a record or a member of staff. Leave it out."


def _holds_a_code(text: str, codes: Collection[str]) -> bool:
    words = set(_WORD.findall(text))
    return any(code in text if len(code) >= _SHORT_CODE else code in words for code in codes)
