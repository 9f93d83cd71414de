"""What is asked of whoever holds many records, whether they stand in a database or in files.

The rules that only two records together can show (`consistency`) ask this and nothing else, so that a
register and a folder of files are judged alike. Knows neither.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    Record: TypeAlias = Mapping[str, Any]


class Outcome(StrEnum):
    """What became of one record."""

    IMPORTED = "imported"
    ALREADY_THERE = "already there"
    CONFLICT = "conflict"
    REFUSED = "refused"


class Held(Protocol):
    """Records that are held; `register.Register` says of each method what it does."""

    def transaction(self) -> AbstractContextManager[object]:
        """All calls inside see one state."""

    def compare(self, record: Record) -> Outcome | None:
        """Whether a record is already there or in conflict; None if nothing here has its id."""

    def was_purged(self, record_id: str) -> bool:
        """Whether a record was here and was deleted when its time was over."""

    def add(self, record: Record) -> Outcome:
        """Put one complete, valid record in."""

    def record(self, record_id: str) -> dict[str, Any] | None:
        """One record, or None where it is not held."""

    def holds(self, record_ids: Iterable[str]) -> frozenset[str]:
        """Those of these records that are here."""

    def of_case(self, record_type: str, case_ref: str) -> Iterator[dict[str, Any]]:
        """The records of one type on one case, oldest first, less those that a correction replaced."""

    def naming(self, record_id: str, relation: str) -> Iterator[dict[str, Any]]:
        """The records that name this one by this relation, oldest first."""
