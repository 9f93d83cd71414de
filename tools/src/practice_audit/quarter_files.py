"""A published quarter as one JSON file: findings in the shape of 2012, with the numbers that everybody may see.

    {"format": "practice-quarter", "format_version": 2, "id": "2026-q3", ...}

The same findings give the same bytes. A published file stays as it is for ever, so files of version 1 are
read, too: they counted actions by standard, each row as open, in hand, done and given up, and had no row of
all. The reader trusts its input: `sources` has checked it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .documents import pretty_text
from .findings import Findings
from .shown_counts import ALL, HIDDEN, PROGRESS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .documents import Json
    from .shown_counts import Counts, Number

FORMAT: Final = "practice-quarter"
FORMAT_VERSION: Final = 2
FIRST_VERSION: Final = 1
FIRST_STATES: Final = ("open", "in_hand", "done", "not_done")
"""How actions stood, in files of version 1."""
_HEAD: Final = {"format": FORMAT, "format_version": FORMAT_VERSION}


def text_of(quarter: Findings) -> str:
    """The file's text."""
    return pretty_text({**_HEAD, **quarter.to_json()})


def is_quarter(value: Json) -> bool:
    """Whether a value is that of a published quarter, and no report that people wrote."""
    return isinstance(value, dict) and value.get("format") == FORMAT


def findings_of(value: Mapping[str, Json]) -> Findings:
    """The findings in a file of either kind."""
    data = {key: one for key, one in value.items() if key not in _HEAD}
    if value.get("format_version") == FIRST_VERSION:
        counts = data["counts"]
        actions = {name: _as_now(row) for name, row in counts["actions"].items()}
        data["counts"] = {**counts, "actions": actions}
    return Findings.from_json(data)


def states_in(value: Mapping[str, Json]) -> tuple[str, ...]:
    """How a file says that actions stood."""
    return FIRST_STATES if value.get("format_version") == FIRST_VERSION else PROGRESS


def _as_now(row: Mapping[str, Number]) -> Counts:
    """A row of actions of version 1: whatever was not done is one number."""
    done, total = row["done"], row[ALL]
    others = [row[state] for state in FIRST_STATES if state != "done"]
    unfinished: Number = HIDDEN
    if isinstance(done, int) and isinstance(total, int):
        unfinished = total - done
    elif HIDDEN not in others:
        unfinished = sum(map(int, others))
    return {**dict(zip(PROGRESS, (done, unfinished), strict=True)), ALL: total}
