"""A report as a quality team would have it, with every part that a report can have; and one of nothing but payloads."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Final

from practice_audit.report.layout import Chart, Column, Paragraph, Point, Points, Report, Section, Table, Withheld

DATA: Final = Path(__file__).parent / "data"
FEW: Final = Withheld(words="fewer than 5")
TOO_FEW: Final = Withheld(words="fewer than 10 audits")
GRADES: Final = ("Inadequate", "Requires improvement", "Good", "Outstanding")

BY_TEAM: Final = Table(
    id="grades_by_team",
    title="Grades of audits by team",
    columns=(
        Column(id="team", title="Team", meaning="The team that holds the child's plan."),
        *(Column(id=grade.lower().replace(" ", "_"), title=grade, kind="count") for grade in GRADES),
        Column(id="audits", title="Audits", kind="count", meaning="All finished audits of the quarter."),
        Column(id="good_or_better", title="Good or better", kind="percent"),
    ),
    rows=(
        ("Assessment and intervention north", 0, 9, 14, FEW, 26, 65.4),
        ("Assessment and intervention south", FEW, 11, 12, 0, 25, 48.0),
        ("Children in care", 0, 5, 19, 6, 30, 83.3),
        ("Children with disabilities", 0, FEW, 6, 0, 8, TOO_FEW),
        ("All teams", FEW, 27, 51, 9, 89, 67.4),
    ),
    note="A figure under 5 is not shown, nor one that would give it away. No percentage of fewer than 10 audits.",
)
MOST_MET: Final = Table(
    id="expectations_met",
    title="Expectations most and least met",
    columns=(
        Column(id="expectation", title="Expectation"),
        Column(id="met_before", title="Last quarter", kind="percent"),
        Column(id="met", title="This quarter", kind="percent"),
        Column(id="change", title="Change"),
    ),
    rows=(
        ("The child is seen alone, and what the child says is on file", 88.0, 91.2, "unclear"),
        ("The plan says who does what, and by when", 61.0, 74.5, "up"),
        ("Supervision reflects on the child's day", 52.0, 49.1, "unclear"),
        ("The family has the plan in words that they use", TOO_FEW, 38.0, "too few to say"),
    ),
)
OVER_TIME: Final = Table(
    id="good_or_better_over_time",
    title="Audits graded good or better",
    columns=(
        Column(id="quarter", title="Quarter"),
        Column(id="audits", title="Audits", kind="count"),
        Column(id="good_or_better", title="Good or better", kind="percent"),
    ),
    rows=(
        *(("2023-Q1", 64, 51.6), ("2023-Q2", 70, 54.3), ("2023-Q3", 8, TOO_FEW), ("2023-Q4", 75, 57.3)),
        *(("2024-Q1", 81, 58.0), ("2024-Q2", 79, 60.8), ("2024-Q3", 83, 71.1), ("2024-Q4", 80, 68.8)),
        *(("2025-Q1", 86, 70.9), ("2025-Q2", 91, 73.6), ("2025-Q3", 88, 92.0), ("2025-Q4", 89, 67.4)),
    ),
)
DAYS: Final = Table(
    id="days_to_action",
    title="Days until an action was done",
    columns=(
        Column(id="month", title="Month"),
        Column(id="days", title="Days (median)", kind="number"),
        Column(id="first_due", title="First due", kind="date"),
    ),
    rows=tuple(
        (f"{month} 2025", days, dt.date(2025, number, 15))
        for number, (month, days) in enumerate(
            zip(("Jan", "Feb", "Mar", "Apr", "May", "Jun"), (31, 28.5, 30, 26, 12.5, 27), strict=True), start=1
        )
    ),
)
SAMPLE: Final = Report(
    id="quarter-2025-q4",
    title="Quality of practice: October to December 2025",
    lead="What 89 audits, 12 conversations with families and 31 moderated audits tell about our practice, "
    "and what was done about it.",
    first=dt.date(2025, 10, 1),
    last=dt.date(2025, 12, 31),
    made_on=dt.date(2026, 1, 12),
    facts=(("Edition", "2023.1"), ("Records", "132 of 140 planned"), ("Made from", "the team's register")),
    sample=True,
    sections=(
        Section(
            id="summary",
            title="In short",
            blocks=(
                Paragraph(text="Two of three audits were graded good or better. Plans are clearer than a year ago."),
                Paragraph(
                    text="In two teams there were too few audits to say anything. Read their findings, not figures.",
                    warning=True,
                ),
            ),
        ),
        Section(
            id="grades",
            title="Grades",
            blocks=(
                Chart(
                    id="grades_by_team",
                    kind="stacked",
                    title="Children in care has the best grades",
                    description="Each bar is a team; its parts are the audits of each grade, from worst to best.",
                    table=BY_TEAM,
                    label="team",
                    series=("inadequate", "requires_improvement", "good", "outstanding"),
                ),
            ),
            sections=(
                Section(
                    id="over_time",
                    title="Over time",
                    blocks=(
                        Paragraph(text="The meaning of good was raised in 2024-Q3, so earlier quarters stand apart."),
                        Chart(
                            id="good_over_time",
                            kind="limits",
                            title="Good or better: one quarter stands out",
                            description="A line over twelve quarters between two limits.",
                            table=OVER_TIME,
                            label="quarter",
                            series=("good_or_better",),
                            centre=67.1,
                            lower=29.4,
                            upper=104.8,
                            signals=(10,),
                            breaks=(6,),
                        ),
                        Chart(
                            id="days_run",
                            kind="run",
                            title="Actions are done in about four weeks",
                            description="A line over six months around its median of 27.8 days.",
                            table=DAYS,
                            label="month",
                            series=("days",),
                            centre=27.75,
                        ),
                    ),
                ),
            ),
        ),
        Section(
            id="standards",
            title="What the standards ask",
            blocks=(
                Chart(
                    id="expectations",
                    kind="bars",
                    title="Plans say more clearly who does what",
                    description="Two bars for each expectation: last quarter and this quarter.",
                    table=MOST_MET,
                    label="expectation",
                    series=("met_before", "met"),
                    signals=(1,),
                ),
                Points(
                    title="Strengths",
                    none="None was recorded.",
                    items=(
                        Point(
                            text="Children are seen alone, and their words are on file.",
                            details=("In 81 of 89 audits",),
                            links=("s02.a.03", "p01"),
                        ),
                        Point(text="Chronologies are kept as the work goes on."),
                    ),
                ),
                Points(title="Areas for development", none="None was recorded.", items=()),
            ),
        ),
        Section(
            id="actions",
            title="Agreed actions",
            blocks=(
                Points(
                    none="None was agreed.",
                    items=(
                        Point(
                            text="Teams try the plan in the words of the family.\nThe lead looks at ten plans.",
                            details=("Owner: head of service", "Due: 31 March 2026", "Status: open"),
                            links=("s05.c.01",),
                        ),
                    ),
                ),
                Table(
                    id="actions_by_status",
                    title="Actions by status",
                    columns=(
                        Column(id="status", title="Status"),
                        Column(id="actions", title="Actions", kind="count"),
                        Column(id="oldest", title="Oldest due on", kind="date"),
                    ),
                    rows=(
                        ("Open", 14, dt.date(2026, 1, 31)),
                        ("Overdue", FEW, dt.date(2025, 11, 3)),
                        ("Done, looked at again", 1204, None),
                    ),
                ),
            ),
        ),
    ),
)


def payloads() -> tuple[str, ...]:
    """Every text that would like to be code: of the forms, and of spreadsheets, readers and reading directions."""
    web = [row["text"] for row in json.loads((DATA / "payloads.json").read_text(encoding="utf-8"))]
    files = [row["text"] for row in json.loads((DATA / "file-payloads.json").read_text(encoding="utf-8"))]
    return (*web, *files)


def laden(texts: tuple[str, ...], kind: str = "") -> Report:
    """A report of nothing but these texts, in every place where one can stand."""
    share = iter(texts * 40)
    label, count = Column(id="name", title=next(share), meaning=next(share)), Column(id="n", title="n", kind="count")
    sections = []
    for number, one in enumerate(texts):
        table = Table(
            id=f"{number} {one}",
            title=one,
            columns=(label, Column(id=one, title=one), count),
            rows=((one, next(share), number), (next(share), Withheld(words=one), Withheld(words=one))),
            note=one,
        )
        chart = Chart(
            id=f"{number} {one}",
            kind=("bars", "stacked", "run", "limits")[number % 4],
            title=one,
            description=one,
            table=table,
            label="name",
            series=("n",),
            centre=1.0,
        )
        points = Points(title=one, none=one, items=(Point(text=one, details=(one, next(share)), links=(one,)),))
        blocks = (Paragraph(text=one), Paragraph(text=one, warning=True), points, Points(items=(), none=one), chart)
        sections.append(Section(id=f"{number} {one}", title=one, blocks=blocks))
    return Report(
        id=texts[0],
        title=kind or texts[0],
        lead=texts[1],
        first=dt.date(2025, 10, 1),
        last=dt.date(2025, 12, 31),
        made_on=dt.date(2026, 1, 12),
        sections=tuple(sections),
        facts=tuple((one, one) for one in texts),
    )
