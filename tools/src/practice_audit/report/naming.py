"""Names for files, sheets and places in a page, made from ids that may be anything: safe, and no two alike.

Knows no format; says only which letters are left and how long a name may be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEVICES: Final = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))})
_SHEET_LENGTH: Final = 31
_NAME_LENGTH: Final = 60


def safe(identity: str, between: str) -> str:
    """An id with nothing but lower-case letters of English and digits in it, words joined by `between`."""
    name = re.sub(r"[^a-z0-9]+", between, identity.lower()).strip(between)[:_NAME_LENGTH].strip(between)
    return f"{name}{between}x" if name in _DEVICES else name or "x"


def names(ids: Iterable[str], between: str = "-") -> dict[str, str]:
    """Each id with a name of its own. An id that is safe already is its own name, whatever stands beside it."""
    every = tuple(dict.fromkeys(ids))
    kept = {identity: identity for identity in every if safe(identity, between) == identity}
    for identity in every:
        if identity not in kept:
            kept[identity] = _free(safe(identity, between), set(kept.values()), between, _NAME_LENGTH)
    return {identity: kept[identity] for identity in every}


def sheet_names(ids: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Each id as the name of a sheet: 31 letters at most, words with spaces, capital first."""
    found: dict[str, str] = {}
    used = {name.lower() for name in taken} | {"history"}  # Excel keeps that name for itself
    for identity in dict.fromkeys(ids):
        name = safe(identity, " ")[:_SHEET_LENGTH].strip()
        found[identity] = _free(name, used, " ", _SHEET_LENGTH).capitalize()
        used.add(found[identity].lower())
    return found


def _free(name: str, used: set[str], between: str, longest: int) -> str:
    """The name, or the name with the first number that nobody has."""
    made, number = name, 1
    while made in used:
        number += 1
        end = f"{between}{number}"
        made = name[: longest - len(end)].rstrip(between) + end
    return made
