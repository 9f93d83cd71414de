"""The sections on people: whose voice was heard, and who took part.

Never a row about one person (R138).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.report.cells import column, share, shares
from practice_audit.report.figures import ordered
from practice_audit.report.layout import Cell, Chart, Column, Paragraph, Point, Points, Section, Table
from practice_audit.report.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practice_audit.report.figures import Figures
    from practice_audit.report.layout import Block

STATES: Final = ("heard", "observed", "declined", "not_asked")


def voice(figures: Figures) -> Section:
    """Whose voice is in the audits, and why others are not."""
    now = figures.now
    people = figures.field_labels("voices", "who")
    counts = now.by_last("voice")
    blocks: list[Block] = []
    if counts:
        rows: list[tuple[Cell, ...]] = []
        for who, label in people.items():
            states = now.by_last("voice", who)
            if states:
                rows.append((label, *(states[state] for state in STATES)))
        table = Table(
            id="voices",
            title=say("table.voices"),
            columns=(column("who"), *(column(state, "count") for state in STATES)),
            rows=tuple(rows),
        )
        blocks.append(
            Chart(
                id="voices",
                kind="stacked",
                title=say("chart.voices", heard=now.total("child-in-audit", "heard"), n=now.total("child-in-audit")),
                description=say("chart.voices.text"),
                table=table,
                label="who",
                series=STATES,
            )
        )
        told, audits = now.total("child-in-audit"), now.total("audit")
        if told < audits:
            blocks.append(Paragraph(text=say("voice.untold", n=told, audits=audits)))
    else:
        blocks.append(Paragraph(text=say("voice.none")))
    if counts:
        blocks.append(_child_by_area(figures))
    for name, part in (("parent", "parent-outcome"), ("child", "child-consent")):
        answers = now.by_last(name)
        if answers:
            labels = figures.labels(part)
            listed = [(labels.get(value, value), number) for value, number in ordered(answers, labels)]
            blocks.append(
                shares(f"{name}_asked", say(f"table.{name}"), column("answer"), listed, column("number", "count"))
            )
    blocks.append(_reasons(figures, people))
    return Section(id="voice", title=say("section.voice"), blocks=tuple(blocks))


def _child_by_area(figures: Figures) -> Table:
    """In how many audits of each area the child was heard or observed."""
    now = figures.now
    heard_at = Column(id="heard", title=say("column.heard_or_observed"), kind="count")
    rows = []
    for area, label in figures.areas(now, "child-by-area"):
        heard, audits = now.total("child-by-area", area, "heard"), now.total("child-by-area", area)
        rows.append((label or say("not_given"), heard, audits, share(heard, audits)))
    return Table(
        id="child_by_area",
        title=say("table.child_by_area"),
        columns=(column("area"), heard_at, column("audits_told", "count"), column("share", "percent")),
        rows=tuple(rows),
    )


def _reasons(figures: Figures, people: Mapping[str, str]) -> Points:
    """Why a voice is missing, the newest reasons of each group of people."""
    states = figures.field_labels("voices", "state")
    told = {who: figures.now.of("reason", who) for who in people}
    items = [
        Point(
            text=label,
            details=tuple(f"{states.get(text.facts[0], text.facts[0])}: {text.text}" for text in told[who]),
        )
        for who, label in people.items()
        if told[who]
    ]
    return Points(items=tuple(items), none=say("none"), title=say("voice.reasons"))


def taking_part(groups: Sequence[tuple[str, int, int]] | None) -> Section:
    """How many people of each group have no experience of audit in the period (R024); None where no list was given.

    A group is its name, how many people are in it, and how many of them took part.
    """
    if groups is None:
        blocks: tuple[Block, ...] = (Paragraph(text=say("staff.unknown")),)
    elif not groups:
        blocks = (Paragraph(text=say("staff.none")),)
    else:
        people, part = sum(one[1] for one in groups), sum(one[2] for one in groups)
        table = Table(
            id="without_experience",
            title=say("staff.table"),
            columns=(column("group"), column("people", "count"), column("without", "count")),
            rows=tuple((name, number, number - took) for name, number, took in groups),
            note=say("staff.note"),
        )
        blocks = (Paragraph(text=say("staff.count", part=part, n=people)), table)
    return Section(id="taking-part", title=say("section.taking-part"), blocks=blocks)
