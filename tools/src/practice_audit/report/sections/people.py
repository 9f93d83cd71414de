"""The sections on people: whose voice was heard, and who took part.

Never a row about one person (R138).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from practice_audit.report.counting.figures import ordered
from practice_audit.report.counting.tallies import KEPT
from practice_audit.report.layout import Chart, Paragraph, Point, Points, Section, Table
from practice_audit.report.sections.cells import INTERVAL, chosen, column, in_data, interval, or_else, share, shares
from practice_audit.report.words import say
from practice_audit.suppression import THRESHOLD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practice_audit.report.counting.figures import Figures
    from practice_audit.report.layout import Block

    Group: TypeAlias = tuple[str, int, int]
    """Its name, how many people are in it, and how many of them took part."""

FEWEST: Final = THRESHOLD
"""A group of fewer people has no line of its own: it would be about one or two of them."""
STATES: Final = ("heard", "observed", "declined", "not_asked")


def voice(figures: Figures) -> Section:
    """Whose voice is in the audits, and why others are not."""
    now = figures.now
    people = figures.field_labels("voices", "who")
    counts = now.by_last("voice")
    blocks: list[Block] = []
    table = _voices(figures, people)
    if counts:
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
        blocks += [Paragraph(text=say("voice.none")), in_data(table)]
    by_area = _child_by_area(figures)
    blocks.append(by_area if counts else in_data(by_area))
    for name, part in (("parent", "parent-outcome"), ("child", "child-consent")):
        labels = figures.labels(part)
        listed = [(labels.get(value, value), number) for value, number in ordered(now.by_last(name), labels)]
        asked = shares(f"{name}_asked", say(f"table.{name}"), column("answer"), listed, column("number", "count"))
        blocks.extend(or_else(chosen(asked)))
    blocks.extend(_reasons(figures, people))
    return Section(id="voice", title=say("section.voice"), blocks=tuple(blocks))


def _voices(figures: Figures, people: Mapping[str, str]) -> Table:
    """Each group of people of whom an audit speaks, with what came of it."""
    found = {label: figures.now.by_last("voice", who) for who, label in people.items()}
    return Table(
        id="voices",
        title=say("table.voices"),
        columns=(column("who"), *(column(state, "count") for state in STATES)),
        rows=tuple((label, *(states[state] for state in STATES)) for label, states in found.items() if states),
    )


def _child_by_area(figures: Figures) -> Table:
    """In how many audits of each area the child was heard or observed."""
    now = figures.now
    heard_at = replace(column("heard_or_observed", "count"), id="heard")
    rows = []
    for area, label in figures.areas(now, "child-by-area"):
        heard, audits = now.total("child-by-area", area, "heard"), now.total("child-by-area", area)
        rows.append((label or say("not_given"), heard, audits, share(heard, audits), *interval(heard, audits)))
    return Table(
        id="child_by_area",
        title=say("table.child_by_area"),
        columns=(
            column("area"),
            heard_at,
            column("audits_told", "count"),
            column("share", "percent", means="share_heard"),
            *INTERVAL,
        ),
        rows=tuple(rows),
    )


def _reasons(figures: Figures, people: Mapping[str, str]) -> tuple[Block, ...]:
    """Why a voice is missing, the newest reasons of each group of people; where there may be more, that is said."""
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
    points = Points(items=tuple(items), none=say("none"), title=say("voice.reasons"))
    most = KEPT["reason"]
    more = (
        (Paragraph(text=say("voice.reasons_most", n=most)),) if max(map(len, told.values()), default=0) == most else ()
    )
    return (points, *more)


def taking_part(groups: Sequence[Group] | None) -> Section:
    """How many people of each group have no experience of audit in the period (R024); None where no list was given."""
    people, part = sum(one[1] for one in groups or ()), sum(one[2] for one in groups or ())
    shown = _large_enough(groups) if groups and people >= FEWEST else ()
    table = Table(
        id="without_experience",
        title=say("staff.table"),
        columns=(column("group"), column("people", "count"), column("without", "count")),
        rows=tuple((name, number, number - took) for name, number, took in shown),
        note=say("staff.note", fewest=FEWEST),
    )
    if groups and people < FEWEST:
        blocks = or_else(table, Paragraph(text=say("staff.few", fewest=FEWEST)))
    elif groups:
        blocks = (Paragraph(text=say("staff.count", part=part, n=people)), table)
    else:
        blocks = or_else(table, Paragraph(text=say("staff.unknown" if groups is None else "staff.none")))
    return Section(id="taking-part", title=say("section.taking-part"), blocks=blocks)


def _large_enough(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups of `FEWEST` people or more, and the others as one; with the smallest of those, until it is enough.

    All of them together have as many. What stands for several groups stands last.
    """
    by_size = sorted(groups, key=lambda one: (one[1], one[0]))
    small = [one for one in by_size if one[1] < FEWEST]
    while small and sum(one[1] for one in small) < FEWEST:
        small.append(by_size[len(small)])
    rest = tuple(one for one in groups if one not in small)
    if not small:
        return rest
    together = say("staff.together") if rest else say("staff.all")
    return (*rest, (together, sum(one[1] for one in small), sum(one[2] for one in small)))
