"""A published quarter as one JSON file: findings in the shape of 2012, with the numbers that everybody may see.

    {"format": "practice-quarter", "format_version": 1, "id": "2026-q3", ...}

The same findings give the same bytes. The reader trusts its input: `sources` has checked it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .documents import pretty_text
from .findings import Findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .documents import Json

FORMAT: Final = "practice-quarter"
FORMAT_VERSION: Final = 1
_HEAD: Final = {"format": FORMAT, "format_version": FORMAT_VERSION}


def text_of(quarter: Findings) -> str:
    """The file's text."""
    return pretty_text({**_HEAD, **quarter.to_json()})


def is_quarter(value: Json) -> bool:
    """Whether a value is that of a published quarter, and no report that people wrote."""
    return isinstance(value, dict) and value.get("format") == FORMAT


def findings_of(value: Mapping[str, Json]) -> Findings:
    """The findings in a file of either kind."""
    return Findings.from_json({key: one for key, one in value.items() if key not in _HEAD})
