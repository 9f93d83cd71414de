"""A stand-in for rpds-py in the browser: the three persistent collections that jsonschema uses.

rpds-py is compiled and has no WebAssembly wheel in any registry. This module keeps its public
behaviour on plain dict, frozenset and tuple: every change returns a new collection, which costs
O(n) here and O(log n) there, for collections of a few dozen entries. It is in the browser pack
only; the command line uses the real package. jsonschema's own published test suite holds both to
account (tests/contract).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

__all__ = ["HashTrieMap", "HashTrieSet", "List"]


class HashTrieMap(Mapping):
    """An immutable mapping; `insert`, `remove`, `discard` and `update` return a new one."""

    __slots__ = ("_entries", "_hash")

    def __init__(self, value: Any = (), **kwargs: Any) -> None:
        self._entries = dict(value, **kwargs)
        self._hash: int | None = None

    @classmethod
    def convert(cls, value: Any) -> HashTrieMap:
        """The value itself where it is already such a map, else a map of it."""
        return value if isinstance(value, cls) else cls(value)

    @classmethod
    def fromkeys(cls, keys: Iterable[Any], value: Any = None) -> HashTrieMap:
        """A map of the keys, all with one value."""
        return cls(dict.fromkeys(keys, value))

    def __getitem__(self, key: Any) -> Any:
        return self._entries[key]

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[Any]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self._entries.items()))
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and self._entries == dict(other.items())

    def __repr__(self) -> str:
        return f"HashTrieMap({self._entries!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (HashTrieMap, (self._entries,))

    def insert(self, key: Any, value: Any) -> HashTrieMap:
        """A map with this entry added or replaced."""
        return HashTrieMap({**self._entries, key: value})

    def remove(self, key: Any) -> HashTrieMap:
        """A map without this key; KeyError where it is missing."""
        if key not in self._entries:
            raise KeyError(key)
        return self.discard(key)

    def discard(self, key: Any) -> HashTrieMap:
        """A map without this key, whether or not it was there."""
        return HashTrieMap({name: value for name, value in self._entries.items() if name != key})

    def update(self, *maps: Any, **kwargs: Any) -> HashTrieMap:
        """A map with the entries of the others laid over this one, left to right."""
        entries = dict(self._entries)
        for other in maps:
            entries.update(other)
        entries.update(kwargs)
        return HashTrieMap(entries)


class HashTrieSet(AbstractSet):
    """An immutable set; `insert`, `remove`, `discard` and `update` return a new one."""

    __slots__ = ("_entries",)

    def __init__(self, value: Iterable[Any] = ()) -> None:
        self._entries = frozenset(value)

    def __contains__(self, value: object) -> bool:
        return value in self._entries

    def __iter__(self) -> Iterator[Any]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __hash__(self) -> int:
        return hash(self._entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AbstractSet) and self._entries == frozenset(other)

    def __repr__(self) -> str:
        return f"HashTrieSet({{{', '.join(map(repr, self._entries))}}})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (HashTrieSet, (tuple(self._entries),))

    def insert(self, value: Any) -> HashTrieSet:
        """A set with this value added."""
        return HashTrieSet(self._entries | {value})

    def remove(self, value: Any) -> HashTrieSet:
        """A set without this value; KeyError where it is missing."""
        if value not in self._entries:
            raise KeyError(value)
        return self.discard(value)

    def discard(self, value: Any) -> HashTrieSet:
        """A set without this value, whether or not it was there."""
        return HashTrieSet(self._entries - {value})

    def update(self, *others: Iterable[Any]) -> HashTrieSet:
        """A set with all values of the others added."""
        return HashTrieSet(self._entries.union(*others))

    def union(self, other: Iterable[Any]) -> HashTrieSet:
        """The values of either."""
        return HashTrieSet(self._entries.union(other))

    def intersection(self, other: Iterable[Any]) -> HashTrieSet:
        """The values of both."""
        return HashTrieSet(self._entries.intersection(other))

    def difference(self, other: Iterable[Any]) -> HashTrieSet:
        """The values of this set that the other lacks."""
        return HashTrieSet(self._entries.difference(other))

    def symmetric_difference(self, other: Iterable[Any]) -> HashTrieSet:
        """The values of exactly one of the two."""
        return HashTrieSet(self._entries.symmetric_difference(other))


class List:
    """An immutable sequence that grows and shrinks at its front."""

    __slots__ = ("_entries",)

    def __init__(self, *elements: Any) -> None:
        only = elements[0] if len(elements) == 1 else elements
        self._entries = tuple(only if isinstance(only, Iterable) else elements)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._entries)

    def __reversed__(self) -> Iterator[Any]:
        return reversed(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __hash__(self) -> int:
        return hash(self._entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, List) and self._entries == other._entries

    def __repr__(self) -> str:
        return f"List([{', '.join(map(repr, self._entries))}])"

    def __reduce__(self) -> tuple[Any, ...]:
        return (List, (self._entries,))

    @property
    def first(self) -> Any:
        """The element at the front; IndexError where there is none."""
        if not self._entries:
            raise IndexError("empty list has no first element")
        return self._entries[0]

    @property
    def rest(self) -> List:
        """The list without its front element; empty stays empty."""
        return List(self._entries[1:])

    def push_front(self, value: Any) -> List:
        """A list with the value at its front."""
        return List((value, *self._entries))

    def drop_first(self) -> List:
        """The list without its front element; IndexError where there is none."""
        if not self._entries:
            raise IndexError("empty list has no first element")
        return List(self._entries[1:])
