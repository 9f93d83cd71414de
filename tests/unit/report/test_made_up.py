"""Made-up records: told by their mark alone, and a report that counts one says on every page that it is a sample."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.made_up import MARK, is_made_up
from practice_audit.report.asking import Asked
from practice_audit.report.layout import Paragraph
from practice_audit.report.making import make as make_report
from practice_audit.report.periods import period
from tests.making import sample

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue
    from practice_audit.report.layout import Report
    from tests.making import Make


def report_of(catalogue: Catalogue, given: list[dict[str, Any]], name: str = "2023-Q2", **asked: Any) -> Report:
    """The report of a quarter."""
    return make_report(given, [catalogue], Asked(period=period(name), made_on=dt.date(2024, 1, 10), **asked)).report


def warnings(report: Report) -> list[str]:
    """What the first section warns of."""
    return [one.text for one in report.sections[0].blocks if isinstance(one, Paragraph) and one.warning]


def test_the_mark_is_in_no_other_record(root: Path, make: Make) -> None:
    """No example of any tool is taken for made up, and the demo's mark is found in the first line only."""
    examples = sorted(root.glob("tools/definitions/*/examples/valid/*.json"))
    assert examples
    assert not any(is_made_up(json.loads(path.read_text(encoding="utf-8"))) for path in examples)
    record = make()
    assert is_made_up(sample(record))
    odd: list[object] = [None, MARK, [], [f"{MARK} "], [*record["read_me"], MARK], [[MARK]]]
    assert not any(is_made_up({**record, "read_me": lines}) for lines in odd)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "1 record that is counted here, or in the quarters before, is made up."),
        (2, "2 records that are counted here, or in the quarters before, are made up."),
    ],
)
def test_a_report_of_made_up_records_marks_itself(catalogue: Catalogue, make: Make, number: int, told: str) -> None:
    """One made-up record among real ones is enough; how many there are is said, and that others may be real."""
    given = [sample(make(number=each)) for each in range(1, number + 1)]
    report = report_of(catalogue, [make(), *given])
    assert report.sample
    (warning,) = warnings(report)
    assert warning.startswith(told)
    assert "Others may be real: keep it inside the council." in warning
    asked = report_of(catalogue, [make(), *given], sample=True)
    assert (asked.sample, warnings(asked)) == (True, [])


def test_only_what_is_counted_marks_a_report(catalogue: Catalogue, make: Make) -> None:
    """A made-up record of an earlier quarter marks a report; one of a quarter to come, or a corrected one, does not."""
    real, made_up = make(), sample(make(number=2))
    assert report_of(catalogue, [real, made_up, make(number=3, days=90)], "2023-Q3").sample
    later = sample(make(number=2, days=90))
    assert not report_of(catalogue, [real, later]).sample
    replaced = make_report(
        [real, made_up],
        [catalogue],
        Asked(period=period("2023-Q2"), made_on=dt.date(2024, 1, 10)),
        replaced={made_up["record_id"]},
    )
    assert not replaced.report.sample
    assert not warnings(replaced.report)
