"""A good example before it is published: what speaks against it, so far as a program can tell.

A person reads it all the same: no program knows who is meant by a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from practice_audit.problems import visible
from practice_audit.publishing.codes import holds_a_code
from practice_audit.publishing.telling import Example
from practice_audit.rules.guard import EVERYDAY, KINDS, hits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from practice_audit.model import Catalogue
    from practice_audit.publishing.making import Counts

SHORTEST: Final = 10
LONGEST: Final = 300
"""How long an example is, in characters: as long as a statement of a report."""
_LETTERS: Final = r"[^\W\d_]+"
_WORD: Final = re.compile(rf"{_LETTERS}(?:[-’']{_LETTERS})*")
_OWNED: Final = re.compile("[’'][sS]?$")
_BEGINS: Final = re.compile(r"(?:^|[.!?:])[\s“”\"’‘'(]*$")
"""What stands before the first word of a sentence."""
_ALWAYS: Final = frozenset({"I", "A"})


def example(text: str, standards: Sequence[str]) -> Example:
    """The example, on one line."""
    return Example(text=" ".join(text.split()), standards=tuple(standards))


def objections(counts: Counts, text: str, standards: Sequence[str]) -> Iterator[str]:
    """Why an example cannot be published, each with what to do. Nothing of its text is repeated."""
    newest = counts.quarter.newest
    for one in standards:
        if counts.quarter.theme_of(one) in {"", one}:
            yield f"“{visible(one, 60)}” is not a standard of edition {newest.edition.id}. Name the id of one."
    flat = example(text, standards).text
    if not SHORTEST <= len(flat) <= LONGEST:
        yield f"it has {len(flat)} characters. An example has {SHORTEST} to {LONGEST}."
    for kind in dict.fromkeys(hit.kind for hit in hits(text, newest.own_words)):
        yield f"it may hold {KINDS[kind]}. Leave it out."
    if visible(flat) != flat:
        yield "it holds a character that cannot be seen. Leave it out."
    if holds_a_code(text, counts.codes):
        yield "it holds the code of a case, a record or a member of staff. Leave it out."


def perhaps_names(counts: Counts, text: str) -> Iterator[str]:
    """The words that may be names, for a person to say: those with a capital letter that the framework does not write.

    The first word of a sentence has one anyway, so it counts where the framework does not write it at all. A
    name that is also a word of the framework, or that is written small, is for the eyes of a person.
    """
    newest = counts.quarter.newest
    written = newest.own_words | EVERYDAY | _ALWAYS
    small = _every_word(newest)
    flat = unicodedata.normalize("NFKC", text)
    seen = set[str]()
    for found in _WORD.finditer(flat):
        word = _OWNED.sub("", found[0])
        if word[0].islower() or word in seen:
            continue
        begins = _BEGINS.search(flat, 0, found.start())
        if all(part in written or (begins and part.casefold() in small) for part in word.split("-")):
            continue
        seen.add(word)
        yield word


def _every_word(catalogue: Catalogue) -> frozenset[str]:
    """Every word that the framework and its tools write, in lower case."""
    texts = [text for item in catalogue.items for text in (item.title, item.text)]
    texts += [text for tool in catalogue.tools for one in tool.questions.values() for text in (one.ask, one.hint)]
    return frozenset(word.casefold() for text in texts for word in re.findall(_LETTERS, text))
