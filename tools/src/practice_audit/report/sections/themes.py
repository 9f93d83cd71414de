"""Themes formed from the records of a period, as findings of the shape of 2012 (decision 0034).

A theme is a chapter of the Practice Standards or a section of What Good Looks Like. A standard stands
under strengths or under areas for development by its answers and its evidence; actions stand in the
theme of the standard that they serve. What comes out is `findings.Findings`: the same as if people had
written it, and told by the same functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practice_audit.findings import Findings, Measure, Period, Statement, Theme
from practice_audit.report.counting.standing import NO_THEME
from practice_audit.report.layout import Cell, Table
from practice_audit.report.sections.cells import column, in_words
from practice_audit.report.words import counted, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practice_audit.findings import Action
    from practice_audit.model import Item
    from practice_audit.report.counting.figures import Figures, Standard
    from practice_audit.report.counting.standing import Standing

LISTED: Final = 5
"""How many standards stand in one list of a theme."""
LEAST: Final = 3
"""A standard that was judged less often stands in a list by its evidence only."""
_MOST: Final = (3, 4)
"""A strength is met in at least three of four answers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Deeds:
    """The actions of one theme: those that were done in the period, those that were agreed, and a note on them."""

    undertaken: tuple[Action, ...] = ()
    agreed: tuple[Action, ...] = ()
    note: str = ""


def of_period(figures: Figures, title: str, deeds: Mapping[str, Deeds]) -> Findings:
    """The findings of a period. `deeds` come by the id of the theme's chapter or section, and by NO_THEME."""
    measures: list[Measure] = []
    themes = [_theme(figures, item, measures, deeds.get(item.id, Deeds())) for item in figures.themes()]
    if NO_THEME in deeds:
        other = _theme(figures, None, measures, deeds[NO_THEME])
        themes += [other] if other.strengths or other.areas or other.undertaken or other.agreed else []
    period = figures.period
    return Findings(
        id=period.id.casefold(),
        title=title,
        source=_source(figures),
        period=Period(
            from_=period.first.isoformat(),
            to=period.last.isoformat(),
            note=say("period.year" if period.is_year else "period.quarter", period=period.words),
        ),
        themes=tuple(themes),
        measures=tuple(measures),
    )


def _source(figures: Figures) -> str:
    """The part of the framework that asks for such a report, by its code."""
    item = figures.lines.item("report.annual" if figures.period.is_year else "report.quarterly")
    return item.source if item else ""


def _chapters(figures: Figures, item: Item) -> tuple[str, ...]:
    """The chapters that a theme speaks to: itself, or those to which a section of What Good Looks Like belongs."""
    chapters = {one.id for one in figures.newest.of_kind("chapter")}
    return tuple(one for one in (item.id, *item.links) if one in chapters)


def table(figures: Figures, standing: Standing) -> Table:
    """The themes in figures: all that was judged, noted, agreed and done, and not only what is listed."""
    every = [*((item.id, item.title) for item in figures.themes()), (NO_THEME, say("theme.other"))]
    rows: list[tuple[Cell, ...]] = [(title, *_numbers(figures, standing, theme)) for theme, title in every]
    totals = [sum(int(str(row[place] or 0)) for row in rows) for place in range(1, len(_COLUMNS) + 1)]
    totals[2:4] = (figures.now.total("evidence", kind) for kind in ("strength", "development"))  # each piece once
    return Table(
        id="themes",
        title=say("table.themes"),
        columns=(column("theme"), *(column(name, "count") for name in _COLUMNS)),
        rows=tuple(rows),
        total=(say("column.total"), *totals),
        note=say("themes.note", least=LEAST),
    )


_COLUMNS: Final = ("met", "judged", "noted_strengths", "noted_development", "agreed", "done", "overdue")


def _numbers(figures: Figures, standing: Standing, theme: str) -> tuple[int | None, ...]:
    """The numbers of a theme. Indicators are not judged one by one, and no action serves one: nothing stands there."""
    own = [one for one in figures.standards.values() if theme_of(figures, one) == theme]
    item = figures.lines.item(theme)
    judged = item is None or item.kind != "indicator-section"
    return (
        *(sum(getattr(one, name) for one in own) if judged else None for name in ("met", "judged")),
        *(figures.noted(theme, kind) for kind in ("strength", "development")),
        *(standing.number(name, theme) or (0 if judged else None) for name in ("agreed", "done", "overdue")),
    )


def prefix(figures: Figures, theme: str) -> str:
    """What the ids of a theme's entries begin with, after their letter."""
    return f"{figures.period.id.casefold()}.{theme.replace('.', '-') or 'other'}"


def _theme(figures: Figures, item: Item | None, measures: list[Measure], deeds: Deeds) -> Theme:
    """One theme; without an item, what belongs to none."""
    theme = item.id if item else NO_THEME
    own = [one for one in figures.standards.values() if theme_of(figures, one) == theme]
    ranked = [one for one in own if figures.is_expected(one.line)]
    name = prefix(figures, theme)
    strengths = tuple(_statement(figures, f"{name}.s.{n:02d}", one, _GOOD) for n, one in _numbered(_strengths(ranked)))
    areas = tuple(_statement(figures, f"{name}.a.{n:02d}", one, _LESS) for n, one in _numbered(_areas(ranked)))
    for _, own_measures in (*strengths, *areas):
        measures.extend(own_measures)
    return Theme(
        id=f"f{name}",
        title=item.title if item else say("theme.other"),
        strengths=tuple(statement for statement, _ in strengths),
        areas=tuple(statement for statement, _ in areas),
        undertaken=deeds.undertaken,
        agreed=deeds.agreed,
        sources=(say("source.audits" if item else "source.other"),),
        standards=_chapters(figures, item) if item else (),
        note=" ".join(filter(None, (_judged(figures, theme, own), deeds.note))),
    )


_GOOD: Final = ("strength", "strength")
_LESS: Final = ("development", "concern")
"""Which evidence is quoted in a list, and what its figures show."""


def _numbered(some: Iterable[Standard]) -> Iterator[tuple[int, Standard]]:
    return enumerate(some, start=1)


def theme_of(figures: Figures, one: Standard) -> str:
    """The theme of a standard; NO_THEME for the few that stand in no chapter and no section."""
    item = figures.lines.item(figures.lines.lines[one.line].id)
    return item.part_of if item is not None and item.part_of in figures.theme_ids else NO_THEME


def _judged(figures: Figures, theme: str, own: Iterable[Standard]) -> str:
    """What all answers and pieces of evidence of a theme come to, in a sentence or two."""
    own = list(own)
    judged = sum(one.judged for one in own)
    good, less = (figures.noted(theme, kind) for kind in ("strength", "development"))
    if not judged and not good + less:
        return say("theme.unjudged")
    sentences = [say("theme.judged", met=sum(one.met for one in own), judged=judged)] if judged else []
    if good + less:
        words = {"strengths": counted("count.strengths", good), "development": counted("count.development", less)}
        sentences.append(say("theme.evidence", **words))
    return " ".join(sentences)


def is_strength(one: Standard) -> bool:
    """Whether a standard counts as a strength: by its answers where there are enough, else by its evidence."""
    if one.judged >= LEAST:
        return one.met * _MOST[1] >= one.judged * _MOST[0]
    return one.good > one.less


def is_area(one: Standard) -> bool:
    """Whether a standard counts as an area for development."""
    if one.judged >= LEAST:
        return not is_strength(one)
    return one.less > one.good


def _strengths(own: Iterable[Standard]) -> list[Standard]:
    found = [one for one in own if is_strength(one)]
    return sorted(found, key=lambda one: (-one.surely_met, -one.good))[:LISTED]


def _areas(own: Iterable[Standard]) -> list[Standard]:
    found = [one for one in own if is_area(one)]
    return sorted(found, key=lambda one: (-one.surely_not, -one.less))[:LISTED]


def _statement(
    figures: Figures, name: str, one: Standard, words: tuple[str, str]
) -> tuple[Statement, tuple[Measure, ...]]:
    """One standard as a statement, and the figures behind it."""
    kind, polarity = words
    measures = tuple(_measures(one, name, polarity))
    text = figures.shown(one.line, kind)
    statement = Statement(
        id=f"f{name}",
        text=standard_name(figures, one.line),
        measures=tuple(each.id for each in measures),
        links=(figures.lines.lines[one.line].id,),
        note=say("statement.example", text=text.text) if text else "",
    )
    return statement, measures


def _measures(one: Standard, name: str, polarity: str) -> Iterator[Measure]:
    """The figures behind a statement: its answers, and its evidence where there is any."""

    def measure(key: str, value: int, of: str = "") -> Measure:
        return Measure(
            id=f"m{name}.{key}",
            theme=f"f{name.rsplit('.', 2)[0]}",
            label=say(f"measure.{key}"),
            unit="count",
            polarity=polarity,
            qualifier="exact",
            source=say("source.audits"),
            value=value,
            of=of,
        )

    if one.judged:
        stated = counted("measure.of", one.judged) + in_words(one.met, one.judged)
        yield measure("met", one.met, stated)
    if one.good:
        yield measure("strength", one.good)
    if one.less:
        yield measure("development", one.less)


def standard_name(figures: Figures, line: str) -> str:
    """The text of a standard as its line had it; one whose meaning changed since says until when."""
    one = figures.lines.lines[line]
    edition = one.ended.edition if one.ended else ""
    for catalogue in reversed(figures.catalogues):
        item = catalogue.by_id.get(one.id)
        if item is not None and figures.lines.of.get((catalogue.edition.id, one.id)) == line:
            return say("standards.apart", text=item.name, edition=edition) if edition else item.name
    return one.id
