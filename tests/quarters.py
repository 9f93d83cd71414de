"""A quarter that never was, counted and published by the product's own code from made-up records.

findings_of(catalogue)      the second quarter of 2023, as a file in standards/findings/ would hold it
"""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any, Final

from practice_audit.publishing.making import Counts, count, publish
from practice_audit.publishing.telling import Example
from practice_audit.report.folding import replaced_by
from practice_audit.report.periods import period
from tests.report_records import made

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practice_audit.findings import Findings
    from practice_audit.model import Catalogue

PERIOD: Final = "2023-Q2"
MADE_ON: Final = dt.date(2023, 7, 20)
RECORDS: Final = 300
"""So many over five quarters: some numbers are small, and many are not."""
EXAMPLE: Final = Example(
    text="The plan says in the family’s words what is to change, and who will do it.",
    standards=("ps.plans.plain-language",),
)


def records(catalogue: Catalogue, number: int = RECORDS, workers: int = 9, seed: int = 1) -> list[dict[str, Any]]:
    """Made-up records about the work of so many members of staff."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    found = made(catalogue, number, seed)
    for record in found:
        for question in catalogue.tool(record["record_type"]).questions.values():
            if question.part == "practitioner-ref" and question.id in record["answers"]:
                record["answers"][question.id]["value"] = f"SW-{rng.randrange(workers):03d}"
    return found


def counted(catalogue: Catalogue, found: Iterable[dict[str, Any]], name: str = PERIOD, threshold: int = 5) -> Counts:
    """These records, counted."""
    found = list(found)
    return count(found, [catalogue], period(name), replaced=replaced_by(found), threshold=threshold)


_MADE: dict[str, Findings] = {}


def findings_of(catalogue: Catalogue) -> Findings:
    """The published quarter, made once."""
    if catalogue.digest not in _MADE:
        _MADE[catalogue.digest] = publish(counted(catalogue, records(catalogue)), MADE_ON, (EXAMPLE,))
    return _MADE[catalogue.digest]
