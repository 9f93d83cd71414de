"""The first version of a correction decides on which day it counts."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.records import finished_on
from practice_audit.relations.first_versions import dated, first_versions
from tests.report_records import corrections_in

if TYPE_CHECKING:
    from collections.abc import Iterable


def record(name: str, day: str, *replaces: str) -> dict[str, Any]:
    """A record that its author finished on a day, and that replaces others."""
    named = [{"relation": "replaces", "record_id": one} for one in replaces]
    answers = {"done": {"value": day}, "said": {"value": "Some words."}}
    return {"record_id": name, "completed": f"{day}T10:00:00Z", "relates_to": named, "answers": answers}


FIRST, SECOND, THIRD = record("a", "2023-09-29"), record("b", "2023-10-02", "a"), record("c", "2024-01-05", "b")


def days(records: Iterable[dict[str, Any]]) -> dict[str, str]:
    """The day on which each of these records counts."""
    some = list(records)
    first = first_versions(corrections_in(some), {one["record_id"]: one for one in some}.get)
    return {one["record_id"]: finished_on(one, "done").isoformat() for one in dated(some, first)}


@pytest.mark.parametrize("order", list(itertools.permutations([FIRST, SECOND, THIRD])))
def test_every_correction_counts_on_the_day_of_the_first_version(order: tuple[dict[str, Any], ...]) -> None:
    """Each record of a chain of corrections counts on the same day, in whatever order they come."""
    assert days(order) == dict.fromkeys("abc", "2023-09-29")


def test_of_what_is_not_there_the_oldest_that_is_decides() -> None:
    """Where the first version is missing, the next one decides; a correction of nothing has its own day."""
    assert days([SECOND, THIRD]) == dict.fromkeys("bc", "2023-10-02")
    assert days([THIRD]) == {"c": "2024-01-05"}


def test_of_several_the_one_made_first_decides() -> None:
    """A correction of two records counts on the day of the earlier one."""
    assert days([FIRST, record("z", "2023-05-01"), record("d", "2023-12-01", "a", "z")])["d"] == "2023-05-01"


def test_corrections_in_a_ring_end() -> None:
    """Records that replace each other, which no register takes, are read to the end."""
    ring = [record("a", "2023-01-01", "b"), record("b", "2023-02-01", "a")]
    assert set(days(ring)) == {"a", "b"}


def test_nothing_but_days_is_kept_of_a_first_version() -> None:
    """The words of a first version are not carried about, and a record that is no correction stays as it is."""
    first = first_versions(corrections_in([SECOND]), {"a": FIRST}.get)
    assert set(first["b"]["answers"]) == {"done"}
    assert list(dated([FIRST], first)) == [FIRST]
    assert finished_on(SECOND, "done") == dt.date(2023, 10, 2)
