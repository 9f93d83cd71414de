"""A quarter that never was, counted and published by the product's own code from made-up records.

findings_of(catalogue)      the second quarter of 2023, as a file in standards/findings/ would hold it
"""

from __future__ import annotations

import datetime as dt
import json
import random
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from practice_audit.publishing.making import Counts, count, publish
from practice_audit.publishing.telling import Example
from practice_audit.report.periods import period
from tests.report_records import as_read, made, replaced_by

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


_MADE: dict[str, Findings] = {}
_CATALOGUES: dict[str, Catalogue] = {}


@lru_cache(maxsize=4)
def _made(digest: str, number: int) -> str:
    """Made-up records as one text, since they take long to make."""
    return json.dumps(made(_CATALOGUES[digest], number))


@lru_cache(maxsize=8)
def _text(digest: str, number: int, workers: int, cases: int) -> str:
    """Made-up records as one text, so that each test has copies of its own."""
    catalogue = _CATALOGUES[digest]
    rng = random.Random(1)  # noqa: S311 - no secret
    found = json.loads(_made(digest, number))
    for record in found:
        case = f"CR-{rng.randrange(cases):04d}"
        if "case" in record:
            record["case"]["ref"] = case
        for question in catalogue.tool(record["record_type"]).questions.values():
            if question.part == "practitioner-ref" and question.id in record["answers"]:
                record["answers"][question.id]["value"] = f"SW-{rng.randrange(workers):03d}"
            if question.part == "case-ref" and question.id in record["answers"]:
                record["answers"][question.id]["value"] = case
    return json.dumps(found)


def records(catalogue: Catalogue, number: int = RECORDS, workers: int = 9, cases: int = 5000) -> list[dict[str, Any]]:
    """Made-up records about the work of so many members of staff, with so many cases at most."""
    _CATALOGUES[catalogue.digest] = catalogue
    found: list[dict[str, Any]] = json.loads(_text(catalogue.digest, number, workers, cases))
    return found


def counted(catalogue: Catalogue, found: Iterable[dict[str, Any]], name: str = PERIOD, threshold: int = 5) -> Counts:
    """These records, counted."""
    found = list(found)
    return count(as_read(found), [catalogue], period(name), replaced=replaced_by(found), threshold=threshold)


def findings_of(catalogue: Catalogue) -> Findings:
    """The published quarter, made once."""
    if catalogue.digest not in _MADE:
        _MADE[catalogue.digest] = publish(counted(catalogue, records(catalogue)), MADE_ON, (EXAMPLE,))
    return _MADE[catalogue.digest]
