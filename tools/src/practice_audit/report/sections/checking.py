"""The sections on what was looked at again: moderation, good examples, actions and whether they worked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from practice_audit.report import periods
from practice_audit.report.counting.comparing import same_grades
from practice_audit.report.counting.figures import ordered
from practice_audit.report.counting.standing import STATES
from practice_audit.report.layout import Cell, Paragraph, Point, Points, Section, Table
from practice_audit.report.sections.cells import (
    chosen,
    column,
    counting,
    in_data,
    in_words,
    no_surprise,
    or_else,
    shares,
)
from practice_audit.report.words import say
from practice_audit.statistics.agreement import NoKappa, agreement, enough_pairs
from practice_audit.statistics.proportions import sign_test

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practice_audit.report.counting.figures import Figures
    from practice_audit.report.counting.standing import Standing
    from practice_audit.report.counting.tallies import Text
    from practice_audit.report.layout import Block
    from practice_audit.statistics.agreement import Agreement

_SURE: Final = 0.05
_KEY: Final = column("action_key", where="data")
"""What tells an action from all others, from report to report: for programs, and no part of a page."""
OLDEST: Final = 10
"""How many overdue actions pages list; data hold them all."""
QUOTED: Final = 6
"""How many good examples of each kind a report quotes."""
RECHECKED: Final = ("improved", "same", "worse", "no_telling")


def moderation(figures: Figures) -> Section:
    """First and second moderation: how many, and how often two people gave the same grade."""
    return Section(
        id="moderation",
        title=say("section.moderation"),
        blocks=(Paragraph(text=say("moderation.note")), *_on_file(figures)),
        sections=tuple(_moderation(figures, which) for which in ("first", "second")),
    )


def _moderation(figures: Figures, which: str) -> Section:
    number = figures.now.total("moderation", which)
    table, *told = _agreement(figures, which)
    if number:
        learning = figures.now.total("learning", which)
        count = say("moderation.count", n=number) + (f" {say('moderation.learning', n=learning)}" if learning else "")
        blocks: tuple[Block, ...] = (Paragraph(text=count), table, *told)
    else:
        blocks = (Paragraph(text=say("moderation.none")), in_data(table))
    return Section(id=f"moderation-{which}", title=say(f"moderation.{which}"), blocks=blocks)


def pairs(figures: Figures, which: str) -> list[list[int]]:
    """The pairs of grades as a square: rows for the auditor's, columns for the moderator's, the worst first.

    Both grades of a pair mean the same, and what they mean by the newest edition of these moderations.
    """
    ranked = [grade.id for grade in reversed(figures.grades)]
    square = [[0] * len(ranked) for _ in ranked]
    found = figures.now.under("pair", which)
    order = [catalogue.edition.id for catalogue in figures.catalogues]
    newest = max((order.index(key[0]) for key in found), default=0)
    for (edition, by, *given), number in found.items():
        places = (_in_force(figures, by, order.index(edition)), order.index(edition))
        lines = [figures.lines.line(order[place], grade) for place, grade in zip(places, given, strict=True)]
        names = [line.id for line in lines if line and line.id in ranked]
        if len(names) == len(given) and all(same_grades(figures, place, newest) for place in places):
            square[ranked.index(names[0])][ranked.index(names[1])] += number
    return square


def _in_force(figures: Figures, day: str, latest: int) -> int:
    """The place of the edition that was in force on a day, at most the latest; "" is a day of that one."""
    begun = [place for place, one in enumerate(figures.catalogues[: latest + 1]) if one.edition.in_force_from <= day]
    return max(begun, default=0) if day else latest


def _agreement(figures: Figures, which: str) -> tuple[Table, *tuple[Paragraph, ...]]:
    square = pairs(figures, which)
    found = agreement(square)
    titles = [grade.title for grade in figures.grades]
    names = [grade.id.rpartition(".")[2].replace("-", "_") for grade in figures.grades]
    best_first = [row[::-1] for row in square[::-1]]
    table = Table(
        id=f"grades_{which}_moderation",
        title=say("moderation.pairs"),
        columns=(
            column("auditor"),
            *(counting(f"moderator_{name}", title, "by_moderator") for name, title in zip(names, titles, strict=True)),
        ),
        rows=tuple((title, *row) for title, row in zip(titles, best_first, strict=True)),
    )
    others = figures.now.total("moderation", which) - found.n  # some may be deleted, and only counted
    sentences = list(_sentences(found, len(titles))) if found.n else []
    if others:
        sentences.append(say("moderation.other", n=others))
    return (table, *(Paragraph(text=sentence) for sentence in sentences))


def _sentences(found: Agreement, grades: int) -> Iterable[str]:
    same = (found.exact, found.n)
    yield say("moderation.exact", exact=same[0], n=same[1], share=in_words(*same), no_surprise=no_surprise(*same))
    yield say("moderation.near", near=found.within_one, n=found.n, share=in_words(found.within_one, found.n))
    yield say("moderation.direction", higher=found.higher, lower=found.lower, whole=_on_the_whole(found))
    if found.kappa is not None:
        numbers = {name: f"{getattr(found.kappa, name):.2f}" for name in ("value", "low", "high")}
        yield say("moderation.kappa", **numbers)
    elif found.why_none is NoKappa.TOO_FEW:
        yield say("moderation.too_few", least=enough_pairs(grades))
    else:
        yield say("moderation.one_side" if found.why_none is NoKappa.ONE_SIDE else "moderation.one_grade")


def _on_the_whole(found: Agreement) -> str:
    """Whether moderators are stricter or milder, as far as so many different grades can tell."""
    differ = found.higher + found.lower
    if not differ:
        return ""
    by_chance = sign_test(found.lower, found.higher) >= _SURE
    word = "unclear" if by_chance else "stricter" if found.lower > found.higher else "milder"
    return f" {say(f'moderation.{word}')}"


def _on_file(figures: Figures) -> tuple[Block, ...]:
    """What moderators said of evidence and of the case file, over both moderations."""
    answers = figures.now.by_last("justified")
    labels = figures.labels("justified")
    rows = [(labels.get(value, value), number) for value, number in ordered(answers, labels)]
    noted = figures.now.by_last("on-file")
    title = say("moderation.justified")
    table = chosen(shares("justified", title, column("answer"), rows, column("number", "count")))
    on_file = (Paragraph(text=say("moderation.on_file", yes=noted["yes"], no=noted["no"])),) if noted else ()
    return (*or_else(table), *on_file)


def examples(figures: Figures) -> Section:
    """Good examples in the words of those who flagged them, a few of each (R087)."""
    blocks: list[Block] = []
    for whose in ("moderation", "audit"):
        listed = figures.now.of("example", whose)[:QUOTED]
        flagged = figures.now.counts["example", whose]
        items = tuple(Point(text=text.text, details=(_record(text),)) for text in listed)
        blocks.append(Points(items=items, none=say("none"), title=say(f"examples.{whose}")))
        if flagged > len(listed):
            blocks.append(Paragraph(text=say("examples.flagged", flagged=flagged, listed=len(listed))))
    return Section(
        id="examples",
        title=say("section.examples"),
        blocks=(*blocks, Paragraph(text=say("examples.note"))),
    )


def _record(text: Text) -> str:
    return say("fact.record", record=text.record[:8])


def actions(figures: Figures, standing: Standing) -> Section:
    """Actions as they stand, by role, and those that are overdue or lack something (R146, R147)."""
    day = periods.in_words(dt.date.fromisoformat(figures.folded.as_at))
    states = Table(
        id="action_states",
        title=say("table.action-states", day=day),
        columns=(column("state"), column("actions", "count")),
        rows=tuple((say(f"state.{state}"), standing.number("state", state)) for state in STATES),
    )
    return Section(
        id="actions",
        title=say("section.actions"),
        blocks=(
            states,
            _owners(figures, standing),
            *_overdue(figures, standing, day),
            *_every(figures, standing),
            *(
                _points(figures, standing.tally.of("lacks", name), say(f"actions.without_{words}"))
                for name, words in (("due", "date"), ("owner", "owner"))
            ),
        ),
    )


def _owners(figures: Figures, standing: Standing) -> Table:
    roles = sorted({key[0] for key in standing.tally.under("owner")})
    named = sorted((figures.name(role) if role else say("not_given"), role) for role in roles)
    return Table(
        id="owners",
        title=say("table.owners"),
        columns=(column("owner"), column("actions", "count"), column("overdue", "count")),
        rows=tuple(
            (name, standing.number("owner", role), standing.number("owner", role, "overdue")) for name, role in named
        ),
    )


def _overdue(figures: Figures, standing: Standing, day: str) -> Iterable[Block]:
    """The overdue actions as a table, the oldest first; an empty list where there is none. Pages show a few."""
    title = say("table.overdue", day=day)
    rows = tuple(_row(figures, text) for text in standing.tally.of("overdue"))
    number = standing.number("overdue")
    note = "" if number == len(rows) else say("overdue.most", count=f"{number:,}", kept=f"{len(rows):,}")
    columns = (
        column("action"),
        column("due", "date"),
        column("owner"),
        column("status"),
        column("record"),
        column("id"),
        _KEY,
    )
    if len(rows) <= OLDEST:
        yield from or_else(
            Table(id="overdue", title=title, columns=columns, rows=rows),
            Points(items=(), none=say("none"), title=title),
        )
        return
    read = columns[:-2]  # without ids
    few = tuple(row[: len(read)] for row in rows[:OLDEST])
    oldest = say("table.overdue_oldest", day=day)
    yield Table(id="overdue_oldest", title=oldest, columns=read, rows=few, where="pages")
    yield Table(id="overdue", title=title, columns=columns, rows=rows, note=note, where="data")


def _row(figures: Figures, text: Text) -> tuple[Cell, ...]:
    due, owner, state, link, *_ = text.facts
    told = (text.text, _day(due), _role(figures, owner), say(f"state.{state}"), text.record[:8], link or None)
    return (*told, _key(text))


def _key(text: Text) -> str:
    """The whole number of the record and the row in it."""
    return f"{text.record}/{text.place}"


def _role(figures: Figures, owner: str) -> str:
    return figures.name(owner) if owner else say("not_given")


def _day(day: str) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None


def _every(figures: Figures, standing: Standing) -> Iterable[Block]:
    """Every action that was agreed or done in the period or is still to be done, the soonest first, as data."""
    texts = standing.tally.of("every")
    if standing.number("every") > len(texts):
        yield Paragraph(text=say("actions.most", count=f"{standing.number('every'):,}", kept=f"{len(texts):,}"))
    yield Table(
        id="actions",
        title=say("table.every_action"),
        columns=(
            column("action"),
            column("theme"),
            column("owner"),
            column("agreed_on", "date"),
            column("due", "date"),
            column("late"),
            column("status"),
            column("changed_on", "date"),
            column("effect"),
            column("record"),
            column("id"),
            _KEY,
        ),
        rows=tuple(_whole_row(figures, text) for text in texts),
        where="data" if texts else "told",
    )


def _whole_row(figures: Figures, text: Text) -> tuple[Cell, ...]:
    due, owner, state, link, changed, told, agreed_on, theme = text.facts
    late = state in STATES[:2] and bool(due) and due < figures.folded.as_at
    return (
        text.text,
        figures.name(theme) if theme else say("theme.other"),
        _role(figures, owner),
        _day(agreed_on),
        _day(due),
        say("yes") if late else None,
        say(f"state.{state}"),
        _day(changed),
        told or None,
        text.record[:8],
        link or None,
        _key(text),
    )


def _points(figures: Figures, texts: Iterable[Text], title: str) -> Points:
    return Points(items=tuple(_point(figures, text) for text in texts), none=say("none"), title=title)


def _point(figures: Figures, text: Text) -> Point:
    due, owner, state, link, *_ = text.facts
    return Point(
        text=text.text,
        details=(
            say("fact.owner", owner=_role(figures, owner)),
            say("fact.due", due=periods.in_words(dt.date.fromisoformat(due)) if due else say("no_date")),
            say("fact.status", status=say(f"state.{state}")),
            _record(text),
        ),
        links=(link,) if link else (),
    )


def impact(figures: Figures, standing: Standing) -> Section:
    """What actions changed: what was told when they were done, and what re-checks found of each standard."""
    found = standing.tally.by_last("recheck")
    rows = [(say(f"recheck.{word}"), found[word]) for word in RECHECKED]
    found_in_all = shares("rechecks", say("table.rechecks"), column("answer"), rows, column("number", "count"))
    not_better, by_standard = _rechecked(figures, standing)
    rechecked: tuple[Block, ...] = (found_in_all, not_better, by_standard)
    if not found.total():
        rechecked = (Paragraph(text=say("none")), in_data(found_in_all), in_data(by_standard))
    told = say("impact.done", done=standing.number("effect"), told=standing.number("effect", "told"))
    return Section(
        id="impact",
        title=say("section.impact"),
        blocks=(
            Paragraph(text=told),
            Paragraph(text=say("impact.once")),
            Paragraph(text=say("impact.note")),
            *rechecked,
        ),
    )


def _rechecked(figures: Figures, standing: Standing) -> tuple[Block, Table]:
    """The standards that were not found better, for pages; and each one, in the order of the newest edition."""
    order = {item.id: place for place, item in enumerate(figures.newest.items)}
    standards = {key[0] for key in standing.tally.under("recheck")}
    columns = (
        column("standard"),
        *(counting(word, say(f"recheck.{word}"), f"found_{word}") for word in RECHECKED),
        column("id"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (figures.name(one), *(standing.number("recheck", one, word) for word in RECHECKED), one)
        for one in sorted(standards, key=lambda one: (order.get(one, len(order)), one))
    )
    others = tuple(row[:-1] for row in rows if any(row[2:-1]))
    title = say("table.rechecks_not_better")
    not_better = Table(id="rechecks_not_better", title=title, columns=columns[:-1], rows=others, where="pages")
    title = say("table.rechecks_by_standard")
    return (
        not_better if others else Paragraph(text=say("rechecks.all_better")),
        Table(id="rechecks_by_standard", title=title, columns=columns, rows=rows, where="data"),
    )
