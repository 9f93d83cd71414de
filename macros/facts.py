"""The facts of a meeting, a report, a method or data as labelled lines, in the words of words.yaml.

Reading pages and permanent pages show the same lines. What an entry leaves open is said in one
sentence, never filled in. Knows nothing of addresses or markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.handbook import Handbook
    from practice_audit.documents import Json
    from practice_audit.model import Item

FREQUENCY = "frequency"
NOT_GIVEN = "not-given"
"""The frequency of what happens in a rhythm that the source does not name."""

CALLED = {"data-product": "data"}
"""What stands for a kind in the names of the groups of words.yaml, where it is not the kind itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One labelled line. Several `texts` are a list."""

    key: str
    label: str
    texts: tuple[str, ...]


def facts(handbook: Handbook, item: Item) -> tuple[Fact, ...]:
    """What an entry says about itself, in the order of words.yaml, then what it leaves open, then its note."""
    return tuple(_facts(handbook, item))


def _facts(handbook: Handbook, item: Item) -> Iterator[Fact]:
    kind = CALLED.get(item.kind, item.kind)
    left_open: list[str] = []
    for key, label in handbook.words.get(f"facts_of_{kind}", {}).items():
        if key not in item.details:
            continue
        texts = _texts(handbook, key, item.details[key])
        if texts:
            yield Fact(key=key, label=label, texts=texts)
        else:
            left_open.append(handbook.word(f"open_in_{kind}", key))
    if left_open:
        yield Fact(key="open", label=handbook.word("told", "open"), texts=(_said(handbook, left_open),))
    if item.details.get("note"):
        yield Fact(key="note", label=handbook.word("told", "note"), texts=(item.details["note"],))


def _texts(handbook: Handbook, key: str, value: Json) -> tuple[str, ...]:
    if key == FREQUENCY:
        often = [handbook.word("frequencies", one) for one in value if one != NOT_GIVEN]
        return (_listed(often),) if often else ()
    if key == "plan_years":
        return (handbook.word("told", "plan").format(years=value),)
    return tuple(value) if isinstance(value, list) else tuple(filter(None, (value,)))


def _listed(often: list[str]) -> str:
    """Frequencies as one phrase: "Every quarter and every year"."""
    return " and ".join((often[0], *(one[:1].lower() + one[1:] for one in often[1:])))


def _said(handbook: Handbook, left_open: list[str]) -> str:
    *most, last = left_open
    listed = f"{', '.join(most)} {handbook.word('told', 'or')} {last}" if most else last
    return handbook.word("told", "open_sentence").format(what=listed)
