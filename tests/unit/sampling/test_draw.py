"""Who is drawn, who is left out and why, who takes another's place, and who reads which case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from practice_audit.problems import Severity
from practice_audit.sampling.draw import Reason, draw_cases
from practice_audit.sampling.history import Audited
from practice_audit.sampling.strata import quotas
from practice_audit.sampling.tickets import seed_problem, ticket
from tests.unit.sampling.lists import ON, auditors, case, cases, drawn, question, refs


def test_the_published_vector() -> None:
    """Of CASE-0001 to CASE-0020 the seed 2026-Q3 draws the five that stand in the reference, in that order."""
    draw = drawn(cases(20))
    assert refs(draw) == ["CASE-0007", "CASE-0012", "CASE-0006", "CASE-0009", "CASE-0010"]
    assert draw.drawn[0].ticket.startswith("023d1a5957f1beff")
    assert draw.drawn[0].ticket == ticket("2026-Q3", "CASE-0007")


@pytest.mark.parametrize("seed", ["", " a", "a ", "a\u200b", "a\nb", "x" * 81, "Ring 0113 496 0000"])
def test_seeds_that_cannot_be_used(seed: str) -> None:
    """A seed is short, can be seen whole, and tells of nobody; what it seems to tell is not repeated."""
    draw, problems = draw_cases(question(cases(9), seed=seed))
    assert draw is None
    assert [problem.code for problem in problems] == ["DRW010"]
    assert "496" not in problems[0].message
    assert seed_problem("2026-Q3") is None


@pytest.mark.parametrize(
    ("audited", "selected", "out"),
    [
        (date(2025, 7, 6), ON, False),  # exactly 12 months
        (date(2025, 7, 7), ON, True),
        (date(2025, 8, 6), ON, True),  # 11 months
        (date(2025, 6, 6), ON, False),  # 13 months
        (date(2026, 7, 6), ON, True),
        (date(2026, 8, 1), ON, False),  # after the draw
        (date(2024, 2, 29), date(2025, 2, 27), True),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2023, 2, 28), date(2024, 2, 28), False),
        (date(2023, 3, 1), date(2024, 2, 29), True),
    ],
)
def test_twelve_months(audited: date, selected: date, out: bool) -> None:  # noqa: FBT001 - a column of the table
    """R021: an audit within 12 months leaves a case out, exactly 12 months do not; 29 February counts as 28."""
    for frame, audits in (
        ((case(1, last_audit_on=audited), case(2)), ()),
        ((case(1), case(2)), (Audited(case_ref="CASE-0001", completed_on=audited, record_id="r1"),)),
    ):
        draw = drawn(frame, 1, selected_on=selected, audits=audits)
        assert [each.case_ref for each in draw.excluded] == (["CASE-0001"] if out else [])
        assert draw.population == (1 if out else 2)
        for each in draw.excluded:
            assert (each.reason, each.audited_on) == (Reason.AUDITED, audited)
            assert each.record_id == (audits[0].record_id if audits else None)


@pytest.mark.parametrize("listed", [True, False])
def test_an_audit_after_the_day_of_the_draw(listed: bool) -> None:  # noqa: FBT001 - of the list, or of the register
    """R021: it leaves no case out, the audit before it is what the record tells, and a warning names the case."""
    before, on_the_day, later = date(2020, 1, 1), ON, ON + timedelta(days=1)
    audits = [Audited(case_ref="CASE-0001", completed_on=before, record_id="r1")]
    if not listed:
        audits.append(Audited(case_ref="CASE-0001", completed_on=later, record_id="r2"))
    frame = (case(1, last_audit_on=later if listed else None), case(2, last_audit_on=on_the_day))
    draw, problems = draw_cases(question(frame, 1, audits=tuple(audits)))
    assert draw
    assert [(each.case_ref, each.reason) for each in draw.excluded] == [("CASE-0002", Reason.AUDITED)]
    assert [(each.case.case_ref, each.last_audit_on) for each in draw.drawn] == [("CASE-0001", before)]
    assert [(problem.code, problem.severity) for problem in problems] == [("DRW017", Severity.WARNING)]
    assert "1 case that is drawn was audited after 6 July 2026, the day of the draw: CASE-0001." in problems[0].message
    assert draw_cases(question((case(1),), 1, audits=tuple(audits[:1])))[1] == ()


def test_the_later_audit_counts() -> None:
    """Of an audit in the list and one in the register the later counts, and the record wants to know it."""
    old, new = date(2020, 1, 1), date(2021, 1, 1)
    for listed, held in ((old, new), (new, old)):
        audits = (Audited(case_ref="CASE-0001", completed_on=held, record_id="r1"),)
        draw = drawn((case(1, last_audit_on=listed),), 1, audits=audits)
        assert draw.drawn[0].last_audit_on == new


@pytest.mark.parametrize("number", [4, 100])
def test_no_short_sample(number: int) -> None:
    """Where fewer cases can be drawn than asked for, nothing is drawn, and the numbers are told."""
    frame = (*cases(3), case(9, last_audit_on=ON))
    draw, problems = draw_cases(question(frame, number))
    assert draw is None
    assert problems[0].code == "DRW012"
    assert (
        f"To be drawn: {number}. In the list: 4. Left out, audited in the 12 months up to the day of the draw: 1. "
        in problems[0].message
    )


@pytest.mark.parametrize("number", [0, -1])
def test_a_number_that_is_none(number: int) -> None:
    """Less than one case cannot be drawn."""
    assert [problem.code for problem in draw_cases(question(cases(3), number))[1]] == ["DRW011"]


def test_connected_auditors() -> None:
    """No auditor gets a case of which they are practitioner, manager or other worker, however the code is written."""
    frame = tuple(
        case(each, practitioner_ref="au-1", manager_ref="AU-2", other_refs=("Au-3", "AU-4")) for each in range(1, 5)
    )
    draw = drawn(frame, 4, auditors=auditors("AU-1", "AU-2", "AU-3", "AU-4", "AU-5"))
    assert {each.auditor_ref for each in draw.drawn} == {"AU-5"}


def test_a_case_with_which_every_auditor_is_connected() -> None:
    """It is left out with that as the reason, and is not counted among those that could be drawn."""
    frame = (case(1, practitioner_ref="AU-1", manager_ref="AU-2"), case(2))
    draw = drawn(frame, 1, auditors=auditors("AU-1", "AU-2"))
    assert [(each.case_ref, each.reason) for each in draw.excluded] == [("CASE-0001", Reason.CONNECTED)]
    assert (refs(draw), draw.population) == (["CASE-0002"], 1)


def test_nobody_left() -> None:
    """A case for which no unconnected auditor is left is passed over; the next by ticket takes its place."""
    first, second, third, fourth = "CASE-0007", "CASE-0012", "CASE-0006", "CASE-0009"
    workers = {first: "AU-2", third: "AU-1"}
    frame = tuple(case(each, practitioner_ref=workers.get(f"CASE-{each:04}", "PR-1")) for each in range(1, 21))
    readers = (*auditors("AU-1", most=2), *auditors("AU-2", most=1))
    assert refs(drawn(frame, 3, auditors=readers)) == [first, second, third]  # AU-1 reads two, AU-2 the third
    fewer = (*auditors("AU-1", most=3), *auditors("AU-2", most=0))
    draw = drawn(frame, 3, auditors=fewer)
    assert refs(draw) == [first, second, fourth]
    assert [(each.case_ref, each.reason, each.replaced_by) for each in draw.replaced] == [
        (third, Reason.NOBODY_LEFT, fourth)
    ]


def test_a_replacement_that_is_passed_over_too() -> None:
    """Both are told, in the order of their tickets, with the case that took the place."""
    order = ["CASE-0007", "CASE-0012", "CASE-0006", "CASE-0009"]
    connected = {order[1], order[2]}
    frame = tuple(
        case(each, practitioner_ref="AU-1" if f"CASE-{each:04}" in connected else "PR-1") for each in range(1, 21)
    )
    readers = (*auditors("AU-1", most=2), *auditors("AU-2", most=0))
    draw = drawn(frame, 2, auditors=readers)
    assert refs(draw) == [order[0], order[3]]
    assert [(each.case_ref, each.replaced_by) for each in draw.replaced] == [
        (order[1], order[3]),
        (order[2], order[3]),
    ]


def test_too_few_auditors() -> None:
    """Where the auditors cannot take as many cases as asked for, nothing is drawn."""
    draw, problems = draw_cases(question(cases(20), 5, auditors=auditors("AU-1", "AU-2", most=2)))
    assert draw is None
    assert [problem.code for problem in problems] == ["DRW013"]
    assert "in the order of the draw: 4." in problems[0].message


def test_no_auditors_at_all() -> None:
    """With an empty list of auditors every case is left out, and that is the reason that is told."""
    draw, problems = draw_cases(question(cases(3), 1, auditors=()))
    assert draw is None
    assert "Left out, every auditor has a part in the case: 3." in problems[0].message


def test_groups_give_in_proportion() -> None:
    """Each group of area and kind of plan gives its share, at least one, and its lowest tickets."""
    frame = (
        *(case(each, "East") for each in range(1, 61)),
        *(case(each, "South") for each in range(61, 91)),
        *(case(each, "South", "none_yet") for each in range(91, 93)),
    )
    draw = drawn(frame, 10)
    assert [(each.area, each.plan_kind, each.cases, each.quota) for each in draw.groups] == [
        ("East", "child_in_need", 60, 6),
        ("South", "child_in_need", 30, 3),
        ("South", "none_yet", 2, 1),
    ]
    for group in draw.groups:
        own = [each for each in frame if each.stratum == (group.area, group.plan_kind)]
        lowest = sorted(own, key=lambda each: ticket("2026-Q3", each.case_ref))[: group.quota]
        assert {each.case_ref for each in lowest} <= set(refs(draw))
    assert [each.ticket for each in draw.drawn] == sorted(each.ticket for each in draw.drawn)


def test_fewer_than_groups() -> None:
    """Where fewer cases are drawn than there are groups, the draw is done, and a warning says how many give none."""
    frame = tuple(case(each, f"Area {each}") for each in range(1, 6))
    draw, problems = draw_cases(question(frame, 3))
    assert draw is not None
    assert sorted(group.quota for group in draw.groups) == [0, 0, 1, 1, 1]
    assert [(problem.code, problem.severity) for problem in problems] == [("DRW014", Severity.WARNING)]
    assert problems[0].message.startswith("Groups of area and kind of plan: 5. Of these, groups that give no case: 2.")


def test_ties_go_by_seed() -> None:
    """Which of equal groups gives one more is decided by the seed, so that it is not always the same."""
    sizes = {("East", "a"): 10, ("South", "a"): 10}
    given = {max(shares := quotas(sizes, 5, str(seed)), key=lambda each: shares[each]) for seed in range(20)}
    assert given == set(sizes)
    assert quotas(sizes, 5, "x") == quotas(dict(reversed(sizes.items())), 5, "x")
