"""Frozen records as plain values, and back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from practice_audit import plain

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A record without records in it."""

    from_: str
    size: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Tree:
    """A record that holds others: one, several, and several by name."""

    top: Leaf
    leaves: tuple[Leaf, ...] = ()
    details: Mapping[str, Leaf] = field(default_factory=dict)


PARTS: Final = {("Tree", "top"): Leaf, ("Tree", "leaves"): Leaf, ("Tree", "details"): Leaf}
TREE: Final = Tree(
    top=Leaf(from_="a"),
    leaves=(Leaf(from_="b", size=2), Leaf(from_="c", names=("d", "e"))),
    details={"f": Leaf(from_="g")},
)


def test_what_is_default_is_left_out() -> None:
    """Only what says something is written, lists as lists, and a word of Python's under its own name."""
    assert plain.written(TREE, PARTS) == {
        "top": {"from": "a"},
        "leaves": [{"from": "b", "size": 2}, {"from": "c", "names": ["d", "e"]}],
        "details": {"f": {"from": "g"}},
    }


def test_what_is_written_can_be_read_again() -> None:
    """Reading gives back an equal record."""
    assert plain.read(Tree, plain.written(TREE, PARTS), PARTS) == TREE
