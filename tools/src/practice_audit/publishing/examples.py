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
    from collections.abc import Iterator, Sequence

    from practice_audit.publishing.making import Counts

SHORTEST: Final = 10
LONGEST: Final = 300
"""How long an example is, in characters: as long as a statement of a report."""
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
    length = len(" ".join(text.split()))
    if not SHORTEST <= length <= LONGEST:
        yield f"it has {length} characters. An example has {SHORTEST} to {LONGEST}."
    for kind in dict.fromkeys(hit.kind for hit in hits(text, newest.own_words)):
        yield f"it may hold {KINDS[kind]}. Leave it out."
    if counts.codes & {word.casefold() for word in _WORD.findall(text)}:
        yield "it holds the code of a case, a record or a member of staff. Leave it out."
