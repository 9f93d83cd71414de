"""Which records are made up: those of the demo, for training and to try things out.

A real record never carries the mark: the engine writes what stands in its first lines, and they are sealed with all
the rest. Knows nothing of what records say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK: Final = "SAMPLE: made-up records, no real child or family."
"""The first line of `read_me` in every record that the demo writes."""


def is_made_up(record: Mapping[str, Any]) -> bool:
    """Whether a record says of itself that it is made up."""
    lines = record.get("read_me")
    return isinstance(lines, list) and lines[:1] == [MARK]
