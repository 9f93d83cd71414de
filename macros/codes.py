"""Every code that a problem can carry, with its title, gathered from the engine's own tables.

Rules have pages of their own; the other codes stand in tables named `PROBLEM_CODES`, one in each
module that reports them.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from typing import TYPE_CHECKING

import practice_audit

if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILIES = {
    "ANS": "Answers",
    "REC": "Records and files",
    "REG": "The register",
    "DRW": "Draws at random",
    "STD": "The YAML of the framework and its tools",
    "INT": "Faults of the program",
}
"""What the letters of a code stand for."""


@lru_cache(maxsize=1)
def problem_codes() -> Mapping[str, str]:
    """Code -> title, in order of the codes; ValueError where two modules give one code two titles."""
    found: dict[str, str] = {}
    for module in pkgutil.walk_packages(practice_audit.__path__, "practice_audit."):
        if module.name.endswith("__main__"):
            continue
        for code, title in getattr(importlib.import_module(module.name), "PROBLEM_CODES", {}).items():
            if found.setdefault(code, title) != title:
                raise ValueError(f"{code} has two titles: {found[code]!r} and {title!r}")
    return dict(sorted(found.items()))


def by_family() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The codes that are not rules, grouped by what their letters stand for."""
    codes = problem_codes()
    groups = (
        (title, tuple((code, words) for code, words in codes.items() if code.startswith(letters)))
        for letters, title in FAMILIES.items()
    )
    return tuple((title, pairs) for title, pairs in groups if pairs)
