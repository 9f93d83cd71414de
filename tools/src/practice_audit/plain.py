"""Frozen records as plain JSON values, and back: one reader and one writer for every kind of record.

What may stand in which field, a table says. The reader trusts its input. Knows no kind of record.
"""

from __future__ import annotations

import keyword
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeAlias

    from .documents import Json

    Parts: TypeAlias = Mapping[tuple[str, str], type]

Record = TypeVar("Record")


def read(kind: type[Record], data: Mapping[str, Json], parts: Parts) -> Record:
    """A record of this kind. `parts` names the kind of record that a field holds, by (class, field).

    Every other list is a tuple of plain values. Under `details` records stand by name. A key that is a
    word of Python's own, such as `from`, is a field with an underscore after it.
    """
    values: dict[str, Any] = {}
    for key, value in data.items():
        name = f"{key}_" if keyword.iskeyword(key) else key
        part = parts.get((kind.__name__, name))
        if isinstance(value, list):
            values[name] = tuple(value) if part is None else tuple(read(part, each, parts) for each in value)
        elif part is None:
            values[name] = value
        elif name == "details":
            values[name] = {each: read(part, one, parts) for each, one in value.items()}
        else:
            values[name] = read(part, value, parts)
    return kind(**values)


def written(record: Any, parts: Parts) -> dict[str, Json]:
    """The record as JSON values; fields whose value is the default are left out."""
    made: dict[str, Json] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        default = each.default_factory() if each.default_factory is not MISSING else each.default
        if value == default and type(value) is type(default):
            continue
        key = each.name.rstrip("_")
        is_record = (type(record).__name__, each.name) in parts
        if isinstance(value, tuple):
            made[key] = [written(one, parts) for one in value] if is_record else list(value)
        elif not is_record:
            made[key] = value
        elif each.name == "details":
            made[key] = {name: written(one, parts) for name, one in value.items()}
        else:
            made[key] = written(value, parts)
    return made
