"""The reports of findings that people wrote, as files to take along: a Word document and a workbook.

A published quarter has none: its numbers are hidden where they are small, and stand on its page alone. The day of
making is the last day of the report's period, never the clock's, so equal input gives equal bytes.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, TypeAlias

from macros import addresses
from practice_audit.report.sections.found import of_findings
from practice_audit.report.writers.word_document import document
from practice_audit.report.writers.workbook import workbook

if TYPE_CHECKING:
    from practice_audit.findings import Findings

    Files: TypeAlias = tuple[tuple[str, bytes], ...]

_FORMATS: Final = {"report.docx": document, "report.xlsx": workbook}
_MADE: Final[dict[str, tuple[str, Files]]] = {}
"""The files of each report, with what it said then: `make serve` makes them anew only where it says something else."""


def files(report: Findings) -> Files:
    """Each file with its address, beside the page of the report; none for a published quarter."""
    if report.counts is not None:
        return ()
    said = repr(report)
    if _MADE.get(report.id, ("", ()))[0] != said:
        made = of_findings(report, dt.date.fromisoformat(report.period.to))
        place = addresses.findings(report.id)
        _MADE[report.id] = said, tuple((f"{place}{name}", write(made)) for name, write in _FORMATS.items())
    return _MADE[report.id][1]
