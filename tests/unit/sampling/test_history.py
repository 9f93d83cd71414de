"""What finished records say of earlier audits and of moderations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from practice_audit.sampling.history import Audited, completed_on, history_of

if TYPE_CHECKING:
    from practice_audit.model import Catalogue
    from tests.making import Make

DAY = date(2026, 3, 1)


def record(
    number: str, kind: str = "ila", case: str = "CR-1", on: str = "2026-03-01", **relations: str
) -> dict[str, Any]:
    """As much of a record as counts here; relations by name, "_" for "-"."""
    return {
        "record_id": number,
        "record_type": kind,
        "edition": "none",
        "status": "complete",
        "completed": f"{on}T10:00:00Z",
        "case": {"ref": case},
        "relates_to": [
            {"relation": relation.replace("_", "-"), "record_id": target} for relation, target in relations.items()
        ],
    }


def pool(*records: dict[str, Any], meeting: date = DAY) -> tuple[str, ...]:
    """The audits that may be drawn for moderation."""
    return history_of(records, lambda _: None).unmoderated(meeting)


def test_the_last_audit_of_a_case() -> None:
    """The last counts, cases are found however their reference is written, others are left out."""
    past = history_of(
        [record("a", on="2025-01-01"), record("b"), record("c", case="CR-2"), record("d", "pre-audit")], lambda _: None
    )
    assert past.of_cases(["cr-1", "CR-3"], DAY) == (Audited(case_ref="cr-1", completed_on=DAY, record_id="b"),)


def test_the_last_audit_up_to_a_day() -> None:
    """An audit after the day hides none before it: both are told."""
    past = history_of(
        [record("a", on="2025-01-01"), record("b", on="2025-06-01"), record("c", on="2025-06-02")], lambda _: None
    )
    found = past.of_cases(["CR-1"], date(2025, 6, 1))
    assert [(audit.record_id, audit.completed_on) for audit in found] == [
        ("b", date(2025, 6, 1)),
        ("c", date(2025, 6, 2)),
    ]


def test_what_was_replaced_counts_no_longer() -> None:
    """Of an audit and its correction only the correction counts, whichever came first."""
    both = [record("a"), record("b", on="2026-02-01", replaces="a")]
    for order in (both, both[::-1]):
        past = history_of(order, lambda _: None)
        assert [audit.record_id for audit in past.audits] == ["b"]
        assert past.of_cases(["CR-1"], date.max)[0].completed_on == date(2026, 2, 1)


def test_drafts_and_practice_count_for_nothing() -> None:
    """Only finished records of the work itself count."""
    assert pool({**record("a"), "status": "draft"}, {**record("b"), "practice": True}) == ()


def test_the_pool() -> None:
    """Audits completed by the day of the meeting and not moderated, by number."""
    assert pool(record("b"), record("a"), record("c", on="2026-03-02")) == ("a", "b")
    for kind, relation in (("moderation-1", "moderates_1"), ("moderation-2", "moderates_2")):
        assert pool(record("a"), record("b"), record("m", kind, **{relation: "a"})) == ("b",)


def test_corrections_and_moderations() -> None:
    """A correction of a moderated audit is moderated; a moderation that was replaced counts no longer."""
    moderated = record("m", "moderation-1", moderates_1="a")
    assert pool(record("a"), moderated, record("b", replaces="a")) == ()
    other = record("n", "moderation-1", moderates_1="z", replaces="m")
    assert pool(record("a"), moderated, other) == ("a",)
    assert pool(record("a", replaces="b"), record("b", replaces="a")) == ()


def test_the_day_is_what_the_author_says(make: Make, catalogue: Catalogue) -> None:
    """An audit was completed on the day that its author gives; of an unknown edition, when its record was made."""
    audit = make()
    said = audit["answers"][catalogue.tool("ila").record["completed_on"]]["value"]
    audit["completed"] = "2024-05-05T00:00:00Z"
    assert completed_on(audit, lambda _: catalogue).isoformat() == said
    assert completed_on(audit, lambda _: None) == date(2024, 5, 5)
