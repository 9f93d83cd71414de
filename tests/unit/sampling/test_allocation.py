"""Cases given to auditors: never to a connected one, and as evenly as can be."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from practice_audit.sampling.allocation import Allocation
from practice_audit.sampling.auditors import Auditor
from tests.unit.sampling.lists import auditors, case

CODES = ("AU-1", "AU-2", "AU-3")


def test_loads_are_even() -> None:
    """Without connections nobody has more than one case above another."""
    allocation = Allocation(auditors(*CODES), "seed")
    assert all(allocation.add(case(each)) for each in range(8))
    assert sorted(allocation.loads.values()) == [2, 3, 3]


def test_cases_move_to_make_room() -> None:
    """A case that only one auditor can take gets them, though another case had them first."""
    for first in range(30):
        allocation = Allocation(auditors("AU-1", "AU-2", most=1), "seed")
        free, bound = case(first), case(99, practitioner_ref="AU-1")
        assert allocation.add(free)
        assert allocation.add(bound)
        assert allocation.auditor_of == {free.case_ref: "AU-1", bound.case_ref: "AU-2"}


def test_nobody_has_room() -> None:
    """Where there is no room, nothing changes."""
    allocation = Allocation(auditors("AU-1", most=1), "seed")
    assert allocation.add(case(1))
    before = dict(allocation.auditor_of)
    assert not allocation.add(case(2))
    assert (allocation.auditor_of, allocation.loads) == (before, {"AU-1": 1})


@settings(max_examples=60)
@given(
    connected=st.lists(st.sets(st.sampled_from(CODES), max_size=2), min_size=1, max_size=5),
    most=st.tuples(*(st.sampled_from([None, 0, 1, 2]) for _ in CODES)),
)
def test_no_allocation_is_fairer(connected: list[set[str]], most: tuple[int | None, ...]) -> None:
    """Of all ways to give out the cases within the limits none has evener loads; where there is one, it is found."""
    limits = dict(zip(CODES, most, strict=True))
    allocation = Allocation(tuple(Auditor(auditor_ref=ref, max_cases=limits[ref]) for ref in CODES), "seed")
    cases = [case(each, practitioner_ref="PR-1", other_refs=tuple(them)) for each, them in enumerate(connected)]
    placed = [allocation.add(each) for each in cases].count(False) == 0
    ways = [
        way
        for way in product(CODES, repeat=len(cases))
        if all(ref not in each.other_refs for each, ref in zip(cases, way, strict=True))
        and all(limits[ref] is None or way.count(ref) <= (limits[ref] or 0) for ref in CODES)
    ]
    assert placed == bool(ways)
    for each in cases:
        assert allocation.auditor_of.get(each.case_ref) not in each.other_refs
    if placed:
        best = min(sum(way.count(ref) ** 2 for ref in CODES) for way in ways)
        loads = allocation.loads.values()
        assert sum(load**2 for load in loads) == best
        assert max(loads) == min(max(way.count(ref) for ref in CODES) for way in ways)


class Counting(dict[str, tuple[str, ...]]):
    """A dictionary that counts how often it is asked."""

    asked = 0

    def __getitem__(self, key: str) -> tuple[str, ...]:
        self.asked += 1
        return super().__getitem__(key)


def test_the_search_ends_once_everybody_is_found() -> None:
    """For each case few others are looked at, also where somebody has a part in every case and is never found."""
    allocation = Allocation(auditors(*(f"AU-{each}" for each in range(20)), "PR-0"), "2026-Q3")
    counting = allocation._choices = Counting()
    for each in range(1, 201):
        assert allocation.add(case(each, practitioner_ref="PR-0"))
    assert counting.asked <= 2 * 200
    assert set(allocation.loads.values()) == {10, 0}
