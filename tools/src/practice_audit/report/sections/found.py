"""Findings that people wrote, such as those of 2012, as a whole report. Knows no records."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from practice_audit import findings
from practice_audit.report.layout import Point, Points, Report, Section
from practice_audit.report.sections import telling
from practice_audit.report.words import say

if TYPE_CHECKING:
    from practice_audit.findings import Findings


def of_findings(report: Findings, made_on: dt.date) -> Report:
    """A report of findings: what it says first, its themes, its actions by date, its figures.

    Actions are overdue as seen from the report's last day (R147).
    """
    about = telling.around(report)
    first, last = dt.date.fromisoformat(report.period.from_), dt.date.fromisoformat(report.period.to)
    headline = tuple(
        telling.statements(getattr(report.headline, part), about, say(f"headline.{part}")) for part in findings.HEADLINE
    )
    planning = tuple(Point(text=text) for text in report.headline.planning_informed)
    return Report(
        id=f"findings-{report.id}",
        title=report.title,
        lead=report.epigraph or report.title,
        first=first,
        last=last,
        made_on=made_on,
        sections=(
            Section(
                id="headline",
                title=say("section.headline"),
                blocks=(*headline, Points(items=planning, none=say("none"), title=say("headline.planning"))),
            ),
            Section(
                id="progress",
                title=say("section.progress"),
                blocks=(telling.statements(report.progress, about, ""),),
            ),
            Section(
                id="opportunities",
                title=say("section.opportunities"),
                blocks=(telling.statements(report.opportunities, about, ""),),
            ),
            telling.themes_section(report, about),
            telling.waiting_section(report, *telling.lacking(report), telling.overdue(report, last)),
            Section(id="figures", title=say("section.figures"), blocks=(telling.measure_table(report),)),
        ),
        facts=((say("fact.period"), report.period.note or f"{first} to {last}"),),
    )
