"""Themes of a published quarter: what stands in them agrees with every number, shown or hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from practice_audit.publishing.making import count, publish
from practice_audit.publishing.telling import Quarter, told
from practice_audit.report.counting.trend_lines import lines_of
from practice_audit.report.periods import period
from practice_audit.shown_counts import ALL, EVIDENCE, HIDDEN, OUTCOMES, ShownCounts
from tests.quarters import MADE_ON, PERIOD, records
from tests.report_records import replaced_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.findings import Findings, Statement
    from practice_audit.model import Catalogue
    from practice_audit.shown_counts import Counts, Number

STANDARD = "ps.plans.current"
THEME = "ps.plans"
H = HIDDEN


def _listed(findings: Findings) -> Iterator[tuple[str, Statement]]:
    for theme in findings.themes:
        yield from (("strength", one) for one in theme.strengths)
        yield from (("area", one) for one in theme.areas)


def _told(
    catalogue: Catalogue, answers: tuple[Number, ...], evidence: tuple[Number, ...], left_out: tuple[str, ...] = ()
) -> Findings:
    """A quarter of one standard, with these numbers shown of it."""
    quarter = Quarter(period=period(PERIOD), catalogues=(catalogue,), lines=lines_of([catalogue]))

    def rows(names: tuple[str, ...], numbers: tuple[Number, ...]) -> dict[str, Counts]:
        row = dict(zip((*names, ALL), numbers, strict=True)) if numbers else {}
        return {THEME: row, STANDARD: row} if row else {}

    counts = ShownCounts(
        editions=(catalogue.edition.id,),
        made_on=MADE_ON.isoformat(),
        threshold=5,
        grades={},
        standards=rows(OUTCOMES, answers),
        evidence=rows(EVIDENCE, evidence),
        actions={},
        left_out=left_out,
    )
    return told(quarter, counts, ())


@pytest.mark.parametrize(
    ("answers", "evidence", "left_out", "expected"),
    [
        ((30, 5, 5, 0, 40), (), (), "strength"),
        ((20, 10, 10, 0, 40), (20, 0, 20), (), "area"),
        ((144, 52, H, H, 200), (40, 0, 40), (), "area"),  # 144 of 197 at most, whatever is hidden
        ((150, 42, H, H, 200), (0, 40, 40), (), "strength"),  # 150 of 199 at least
        ((145, 47, H, H, 200), (40, 0, 40), (), None),  # 145 of 193 or of 199: now this, now that
        ((H, H, 0, 0, 40), (40, 0, 40), (), None),
        ((H, H, 0, 30, 40), (0, 40, 40), (), None),
        ((H, 0, 0, H, 12), (0, 40, 40), (), None),  # maybe judged too seldom to say
        ((H, H, H, H, H), (40, 0, 40), (), None),
        ((), (40, 0, 40), (STANDARD,), None),
        ((), (40, 0, 40), (), "strength"),
        ((), (0, 40, 40), (), "area"),
        ((0, 0, 0, 11, 11), (0, 40, 40), (), "area"),
        ((), (H, H, 40), (), None),
    ],
)
def test_a_standard_is_listed_where_the_shown_numbers_decide(
    catalogue: Catalogue,
    answers: tuple[Number, ...],
    evidence: tuple[Number, ...],
    left_out: tuple[str, ...],
    expected: str | None,
) -> None:
    """Hidden answers keep a standard out of both lists unless they change nothing; evidence does not replace them."""
    findings = _told(catalogue, answers, evidence, left_out)
    assert [which for which, _ in _listed(findings)] == ([expected] if expected else [])
    figures = [one for one in findings.measures if one.id.endswith(".met")]
    assert len(figures) == (1 if expected and answers and H not in answers and answers[0] else 0)


def test_of_a_standard_that_is_partly_hidden_no_share_is_stated(catalogue: Catalogue) -> None:
    """What decides for sure is still no number: the statement says that some are too small, and has no share."""
    findings = _told(catalogue, (150, 42, H, H, 200), (40, 0, 40))
    ((_, statement),) = _listed(findings)
    assert "too small to show" in statement.note
    assert [findings.by_id[one].entry.label for one in statement.measures] == [  # type: ignore[union-attr]
        one.label for one in findings.measures
    ]
    assert not [one for one in findings.measures if "150" in f"{one.value} {one.of}"]


def test_published_lists_agree_with_the_rule_of_the_report(catalogue: Catalogue) -> None:
    """In each of two quarters, a published strength is met in three of four answers, and an area is not."""
    found = records(catalogue, 400)
    listed = 0
    for name in ("2023-Q3", "2024-Q1"):
        counts = count(found, [catalogue], period(name), replaced=replaced_by(found))
        for which, statement in _listed(publish(counts, MADE_ON)):
            row = counts.counted.parts["standards"].get(statement.links[0], {})
            judged = sum(row.get(value, 0) for value in OUTCOMES[:3])
            if judged >= 3:
                listed += 1
                assert (row["met"] * 4 >= judged * 3) == (which == "strength"), (statement.links, row)
    assert listed > 40
