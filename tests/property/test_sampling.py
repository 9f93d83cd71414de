"""Laws of the draw: the list's order does not matter, others hardly do, quotas add up, and chance is even."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from practice_audit.rules.days import twelve_months_after
from practice_audit.sampling import receipt as receipts
from practice_audit.sampling.auditors import Auditor
from practice_audit.sampling.draw import draw_cases
from practice_audit.sampling.frame import Frame
from practice_audit.sampling.strata import quotas
from tests.unit.sampling.lists import case, cases, drawn, question, refs

if TYPE_CHECKING:
    from practice_audit.sampling.draw import Draw
    from practice_audit.sampling.frame import Case

SEEDS = 10_000
ONE_IN_A_THOUSAND = 31.264
"""Chi-square with 11 degrees of freedom at p = 0.001."""

groups = st.lists(st.sampled_from([(area, kind) for area in ("East", "South") for kind in ("a", "b")]), max_size=30)
seeds = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=8)


def frame_of(chosen: list[tuple[str, str]]) -> tuple[Case, ...]:
    """Cases in these groups."""
    return tuple(case(number, area, kind) for number, (area, kind) in enumerate(chosen, 1))


def by_group(draw: Draw) -> dict[tuple[str, str], set[str]]:
    """The cases that were drawn, by group."""
    found: dict[tuple[str, str], set[str]] = {}
    for each in draw.drawn:
        found.setdefault(each.case.stratum, set()).add(each.case.case_ref)
    return found


def shares(draw: Draw) -> dict[tuple[str, str], int]:
    """The quota of every group."""
    return {(group.area, group.plan_kind): group.quota for group in draw.groups}


@settings(max_examples=60)
@given(chosen=groups.filter(bool), seed=seeds, data=st.data())
def test_the_order_of_the_lists_does_not_matter(chosen: list[tuple[str, str]], seed: str, data: st.DataObject) -> None:
    """Cases and auditors in any order give the same receipt, byte for byte."""
    frame = frame_of(chosen)
    number = data.draw(st.integers(1, len(frame)))
    readers = tuple(Auditor(auditor_ref=ref) for ref in ("AU-1", "PR-2", "PR-3"))
    mixed = data.draw(st.permutations(frame))
    once, again = (
        receipts.to_bytes(receipts.of_cases(drawn(each, number, seed=seed, auditors=readers), record_id="r"))
        for each in (frame, tuple(mixed))
    )
    assert once == again


@settings(max_examples=150)
@given(chosen=groups.filter(lambda each: len(each) > 1), seed=seeds, data=st.data())
def test_others_hardly_matter(chosen: list[tuple[str, str]], seed: str, data: st.DataObject) -> None:
    """When one case leaves or joins, a group whose quota stays changes by one case at most; others by their quota."""
    frame = frame_of(chosen)
    number = data.draw(st.integers(1, len(frame) - 1))
    gone = data.draw(st.sampled_from(frame))
    with_, without = drawn(frame, number, seed=seed), drawn(tuple(set(frame) - {gone}), number, seed=seed)
    for group in shares(with_):
        before, after = by_group(with_).get(group, set()), by_group(without).get(group, set())
        given_, left = shares(with_)[group], shares(without).get(group, 0)
        assert len(before - after) <= max(1, given_ - left)
        assert len(after - before) <= max(1, left - given_)
        if group != gone.stratum:
            assert before <= after or after <= before


@given(number=st.integers(1, 19), gone=st.integers(1, 20), seed=seeds)
def test_in_one_group_at_most_one_selection_changes(number: int, gone: int, seed: str) -> None:
    """Whichever case leaves, all others that were drawn are drawn again, in the same order."""
    before = refs(drawn(cases(20), number, seed=seed))
    after = refs(drawn(tuple(each for each in cases(20) if each != case(gone)), number, seed=seed))
    left = [ref for ref in before if ref != case(gone).case_ref]
    assert after[: len(left)] == left


@given(
    sizes=st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz")), st.integers(1, 200), min_size=1),
    seed=seeds,
    data=st.data(),
)
def test_quotas_add_up(sizes: dict[tuple[str, str], int], seed: str, data: st.DataObject) -> None:
    """Quotas add up to the number; no group gives more than it has, each gives one where the number allows.

    A group that is large enough for its share is less than one away from it, as long as no group was lifted to one.
    """
    total = sum(sizes.values())
    number = data.draw(st.integers(1, total))
    given_ = quotas(sizes, number, seed)
    assert sum(given_.values()) == number
    assert given_.keys() == sizes.keys()
    assert all(0 <= given_[group] <= sizes[group] for group in sizes)
    if number >= len(sizes):
        assert min(given_.values()) >= 1
    if number < len(sizes) or all(number * size >= total for size in sizes.values()):
        assert all(abs(given_[group] * total - number * sizes[group]) < total for group in sizes)


@given(audited=st.dates(date(1999, 1, 1), date(2032, 12, 31)), days=st.integers(-3, 3))
def test_the_boundary_is_a_calendar_date(audited: date, days: int) -> None:
    """R021: from the day 12 months after an audit the case can be drawn again, on the day before it cannot."""
    selected = twelve_months_after(audited) + timedelta(days=days)
    draw, problems = draw_cases(question((case(1, last_audit_on=audited),), 1, selected_on=selected))
    assert (draw is not None) == (days >= 0)
    assert [problem.code for problem in problems] == ([] if days >= 0 else ["DRW012"])


@given(
    connected=st.lists(st.sets(st.sampled_from(["AU-1", "AU-2", "AU-3"])), min_size=1, max_size=12),
    most=st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=3, max_size=3),
    number=st.integers(1, 12),
    seed=seeds,
)
def test_no_case_has_a_connected_auditor(
    connected: list[set[str]], most: list[int | None], number: int, seed: str
) -> None:
    """A draw is whole or none; every case has an unconnected auditor, nobody more than they can take."""
    frame = tuple(case(each, other_refs=tuple(sorted(them))) for each, them in enumerate(connected))
    readers = tuple(Auditor(auditor_ref=f"AU-{each}", max_cases=limit) for each, limit in enumerate(most, 1))
    draw, problems = draw_cases(question(frame, number, seed=seed, auditors=readers))
    if draw is None:
        assert {problem.code for problem in problems} <= {"DRW012", "DRW013"}
        return
    assert len(draw.drawn) == number
    for each in draw.drawn:
        assert (each.auditor_ref or "").casefold() not in each.case.workers
    loads = Counter(each.auditor_ref for each in draw.drawn)
    assert {ref: load for ref, load in draw.loads.items() if load} == loads
    assert all(reader.max_cases is None or draw.loads[reader.auditor_ref] <= reader.max_cases for reader in readers)
    passed = [each.case_ref for each in draw.replaced]
    assert not set(passed) & set(refs(draw))
    assert {each.replaced_by for each in draw.replaced} <= set(refs(draw))
    tickets = {each.case.case_ref: each.ticket for each in draw.drawn}
    assert all(each.ticket < tickets[each.replaced_by] for each in draw.replaced)


def test_every_case_has_the_same_chance() -> None:
    """Over 10,000 seeds each of 12 cases is drawn equally often, first and among four (chi-square, p > 0.001)."""
    frame, number = Frame.of(cases(12)), 4
    first: Counter[str] = Counter()
    any_place: Counter[str] = Counter()
    for seed in range(SEEDS):
        draw, _ = draw_cases(question(frame.cases, number, seed=str(seed)))
        assert draw
        chosen = refs(draw)
        first[chosen[0]] += 1
        any_place.update(chosen)
    size = len(frame.cases)
    assert _chi_square(first, SEEDS / size) < ONE_IN_A_THOUSAND
    spread = (size - 1) / (size - number)  # drawn without putting back, counts spread less than by chance alone
    assert _chi_square(any_place, SEEDS * number / size) * spread < ONE_IN_A_THOUSAND


def _chi_square(counts: Counter[str], expected: float) -> float:
    assert len(counts) == 12
    return sum((count - expected) ** 2 / expected for count in counts.values())
