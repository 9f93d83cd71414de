"""A quarter told as a report: the main figures first, then themes in the shape of 2012, then all other parts.

Every part stands in every report, even when there is nothing to say (R124). Knows no records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.report.counting.standing import NO_THEME, as_actions
from practice_audit.report.layout import Paragraph, Report, Section
from practice_audit.report.periods import in_words
from practice_audit.report.sections import (
    auditing,
    checking,
    feedback,
    headline,
    others,
    over_time,
    people,
    telling,
    themes,
)
from practice_audit.report.words import say

if TYPE_CHECKING:
    from practice_audit.findings import Findings
    from practice_audit.report.asking import Asked
    from practice_audit.report.counting.figures import Figures
    from practice_audit.report.counting.standing import Standing


def report(figures: Figures, standing: Standing, asked: Asked) -> tuple[Report, Findings]:
    """The report of a quarter, and its findings theme by theme."""
    title = say("title.quarter", period=figures.period.words)
    findings = findings_of(figures, standing, title)
    sections = (*parts(figures, standing, findings, asked), over_time.trend(figures, standing), *closing(figures))
    return whole(figures, asked, title, say("lead.quarter"), sections), findings


def findings_of(figures: Figures, standing: Standing, title: str) -> Findings:
    """The findings of the period: its themes with what was agreed and done in each."""
    deeds = {}
    for theme in (*(item.id for item in figures.themes()), NO_THEME):
        prefix = themes.prefix(figures, theme)
        agreed, done = (standing.number(name, theme) for name in ("agreed", "done"))
        deeds[theme] = themes.Deeds(
            undertaken=as_actions(standing.tally.of("done", theme), prefix, "u", figures.name),
            agreed=as_actions(standing.tally.of("agreed", theme), prefix, "g", figures.name),
            note=say("theme.deeds", agreed=agreed, done=done) if agreed or done else "",
        )
    return themes.of_period(figures, title, deeds)


def around(figures: Figures, standing: Standing, findings: Findings) -> telling.Around:
    """What the themes are told with: their figures, and where the actions are of those that no action serves."""
    sections = (item for item in figures.themes() if item.kind != "chapter")
    return telling.Around(
        measures={one.id: one for one in findings.measures},
        table=themes.table(figures, standing),
        followed=True,
        elsewhere={f"f{themes.prefix(figures, item.id)}": say("theme.elsewhere") for item in sections},
    )


def parts(figures: Figures, standing: Standing, findings: Findings, asked: Asked) -> tuple[Section, ...]:
    """Every part that a quarter and a year have alike, in order (R124)."""
    return (
        headline.main_figures(figures, standing, asked),
        Section(
            id="about",
            title=say("section.about"),
            blocks=tuple(Paragraph(text=say(key)) for key in ("internal", "calendar")),
        ),
        auditing.audits(figures, asked.planned),
        auditing.standards(figures),
        telling.themes_section(findings, around(figures, standing, findings)),
        people.voice(figures),
        feedback.feedback(figures),
        checking.moderation(figures),
        checking.examples(figures),
        checking.actions(figures, standing),
        checking.impact(figures, standing),
        people.taking_part(asked.groups(figures.folded.took_part)),
        others.complaints(figures),
        others.external(figures),
        others.referrals(figures),
        others.meetings(figures),
        others.workforce(figures),
    )


def closing(figures: Figures) -> tuple[Section, ...]:
    """What was compared, which records were counted, and which were not."""
    return (
        over_time.editions(figures),
        Section(
            id="every-standard",
            title=say("section.every"),
            blocks=(auditing.every_standard(figures), over_time.beside(figures)),
        ),
        others.forms(figures),
        others.left_out(figures),
    )


def whole(figures: Figures, asked: Asked, title: str, lead: str, sections: tuple[Section, ...]) -> Report:
    """A report of these sections, with the facts under its title."""
    editions = sorted({key[-1] for key in figures.now.under("record")})
    return Report(
        id=f"report-{figures.period.id.casefold()}",
        title=title,
        lead=lead,
        first=figures.period.first,
        last=figures.period.last,
        made_on=asked.made_on,
        sections=sections,
        facts=(
            (say("fact.period"), f"{in_words(figures.period.first)} to {in_words(figures.period.last)}"),
            (say("fact.made_on"), asked.made_on),
            (say("fact.records"), figures.now.total("record")),
            (say("fact.editions"), ", ".join(editions) or say("none")),
        ),
        sample=asked.sample or bool(figures.folded.made_up),
    )
