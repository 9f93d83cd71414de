"""Reads values of the right type out of JSON that may be of any shape; what is of another type reads as empty.

The schemas say what is wrong with a file. What comes after them goes on with whatever is right, so
that one run reports all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.problems import pointer_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.documents import Json


def group_of(data: Json, key: str) -> dict[str, Json]:
    """The group of keys under a key."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, dict) else {}


def list_of(data: Json, key: str) -> list[Json]:
    """The list under a key."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, list) else []


def groups_of(data: Json, key: str, pointer: str = "") -> Iterator[tuple[dict[str, Json], str]]:
    """Each group of keys in the list under a key, with its pointer; `pointer` is that of `data`."""
    for number, entry in enumerate(list_of(data, key)):
        if isinstance(entry, dict):
            yield entry, pointer + pointer_to(key, number)


def text_of(data: Json, key: str, default: str = "") -> str:
    """The text under a key."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) else default


def texts_of(data: Json, key: str) -> tuple[str, ...]:
    """The texts in the list under a key; an entry that is no text keeps its position as ""."""
    return tuple(each if isinstance(each, str) else "" for each in list_of(data, key))


def number_of(data: Json, key: str) -> int | None:
    """The whole number under a key."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def flag_of(data: Json, key: str, *, default: bool | None = None) -> bool | None:
    """The true or false under a key."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, bool) else default


def all_texts(value: Json, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a value, in document order, as (text, pointer)."""
    if isinstance(value, str):
        yield value, pointer
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from all_texts(each, pointer + pointer_to(key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from all_texts(each, pointer + pointer_to(number))
