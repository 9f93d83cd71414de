"""A year told as a report: all that a quarter has, over four quarters, and the quarters side by side (R125)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.report.layout import Section
from practice_audit.report.sections import over_time, quarter
from practice_audit.report.words import say

if TYPE_CHECKING:
    from practice_audit.findings import Findings
    from practice_audit.report.asking import Asked
    from practice_audit.report.counting.figures import Figures
    from practice_audit.report.counting.standing import Standing
    from practice_audit.report.layout import Report


def report(figures: Figures, standing: Standing, asked: Asked) -> tuple[Report, Findings]:
    """The report of a year, and its findings theme by theme."""
    title = say("title.year", period=figures.period.words)
    findings = quarter.findings_of(figures, standing, title)
    headline, *others = quarter.parts(figures, standing, findings, asked)
    year = say("column.total_year" if figures.is_over else "column.total_so_far")
    audits, work = over_time.quarter_tables(figures, standing, figures.quarters, total=year)
    side_by_side = Section(id="quarters", title=say("section.quarters"), blocks=(audits, work))
    sections = (headline, side_by_side, *others, over_time.trend(figures, standing), *quarter.closing(figures))
    return quarter.whole(figures, asked, title, say("lead.year"), sections), findings
