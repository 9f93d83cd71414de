"""The first section of a report: the main figures, beside those of the period before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.report.counting.comparing import apart, grades_parted_by, judged, parted_by
from practice_audit.report.layout import Cell, Paragraph, Section, Table, Withheld
from practice_audit.report.periods import in_words, period
from practice_audit.report.sections.cells import INTERVAL, changed, column, interval, main_share, share
from practice_audit.report.words import counted, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.report.asking import Asked
    from practice_audit.report.counting.figures import Figures
    from practice_audit.report.counting.standing import Standing
    from practice_audit.report.counting.tallies import Tally
    from practice_audit.report.layout import Block


def main_figures(figures: Figures, standing: Standing, asked: Asked) -> Section:
    """The main figures, beside those of the period before where both were counted alike."""
    planned = asked.planned
    now, before = figures.now, figures.earlier
    audits = now.total("audit")
    heard, heard_before = _heard(now), _heard(before)
    quarters = figures.period.quarters
    rows: list[tuple[Cell, ...]] = [
        _row("audits", audits, None, before.total("audit"), None),
        *([_row("planned", planned, None, None, None)] if planned is not None else []),
        _upper_grades(figures),
        *_standards_met(figures),
        _row("moderations", now.total("moderation"), None, before.total("moderation"), None),
        _compared(_row("children", *heard, *heard_before), why=apart(figures)),
        _row(
            "agreed",
            sum(standing.number("agreed-in", each) for each in quarters),
            None,
            sum(standing.number("agreed-in", each) for each in figures.earlier_quarters),
            None,
        ),
        _overdue(figures, standing),
        _row("done", standing.number("done"), None, standing.number("done-before"), None),
        _row("records", now.total("record"), None, before.total("record"), None),
    ]
    main = {say("headline.children"): heard}
    if not grades_parted_by(figures, now):
        main = {say("headline.upper"): (figures.upper(now), audits), **main}
    table = Table(
        id="headline",
        title=say("section.headline"),
        columns=(
            column("figure"),
            column("now", "count"),
            column("of", "count"),
            column("share", "percent", means="share_now"),
            column("before", "count"),
            column("before_of", "count"),
            column("change"),
            *INTERVAL,
        ),
        rows=tuple((*row, *interval(*main.get(str(row[0]), (0, 0)))) for row in rows),
        note=say("few"),
    )
    blocks: list[Block] = [table, *(said for figure, of in main.items() for said in main_share(figure, *of))]
    why = apart(figures)
    if why == "early":
        blocks.insert(0, Paragraph(text=say("headline.early", day=in_words(figures.day)), warning=True))
    gone = sum(tally.total("left-out", "purged") for tally in (figures.now, figures.earlier))
    if gone:
        blocks.insert(0, Paragraph(text=say("headline.deleted", n=gone), warning=True))
    if (made_up := figures.folded.made_up) and not asked.sample:
        blocks.insert(0, Paragraph(text=counted("headline.made_up", made_up), warning=True))
    if why == "begin":
        blocks.append(Paragraph(text=say("headline.begin", quarter=period(min(figures.folded.quarters)).words)))
    return Section(id="headline", title=say("section.headline"), blocks=tuple(blocks))


def _row(name: str, now: int | None, of: int | None, before: int | None, before_of: int | None) -> tuple[Cell, ...]:
    shares_too = of is not None and now is not None
    said = changed((now or 0, of or 0), (before or 0, before_of or 0)) if of and before_of else ""
    if shares_too and not said:
        said = say("change.too_few" if of and before_of else "change.nothing")
    return (
        say(f"headline.{name}"),
        now,
        of,
        share(now, of) if now is not None and of is not None else None,
        before,
        before_of,
        said or None,
    )


def _compared(row: tuple[Cell, ...], *, why: str) -> tuple[Cell, ...]:
    """The row as it is, or, where there are two shares and a reason to say nothing of a change, without that word."""
    _, _, of, _, _, before_of, _ = row
    return (*row[:-1], say("change.not_compared")) if why and of and before_of else row


def _upper_grades(figures: Figures) -> tuple[Cell, ...]:
    """The upper grades, beside those of the period before where the grades mean the same."""
    now, before = figures.now, figures.earlier
    row = _row("upper", figures.upper(now), now.total("audit"), figures.upper(before), before.total("audit"))
    name, number, of, own, *_ = row
    if mixed := grades_parted_by(figures, now):
        own = Withheld(words=say("withheld.grades", edition=mixed))
    parted = grades_parted_by(figures, now, before)
    if parted and before.total("audit"):
        why = Withheld(words=say("withheld.grades", edition=parted))
        return name, number, of, own, why, why, say("change.not_compared")
    return _compared((name, number, of, own, *row[4:]), why=mixed or apart(figures))


def _overdue(figures: Figures, standing: Standing) -> tuple[Cell, ...]:
    """The actions that are overdue at the end of the period, or on the day of the report where that comes first."""
    row = _row("overdue", standing.number("overdue"), None, standing.number("overdue-before"), None)
    return row if figures.is_over else (say("headline.overdue_on", day=in_words(figures.day)), *row[1:])


def _heard(tally: Tally) -> tuple[int, int]:
    """The audits in which the child was heard or observed, of those that say whether it was."""
    return tally.total("child-in-audit", "heard"), tally.total("child-in-audit")


def _standards_met(figures: Figures) -> Iterator[tuple[Cell, ...]]:
    """The standards that were met, beside those of the period before where all mean the same; else those that do.

    Nothing is said of a change: answers of one audit hang together, and no test fits.
    """
    now, before = judged(figures, figures.now), judged(figures, figures.earlier)
    name, number, of, own, *others = _row("met", *now.met(), *before.met())[:-1]
    if mixed := parted_by(figures, now, now):
        own = _changed_in(mixed)
    parted = parted_by(figures, before, now)
    if not parted:
        yield name, number, of, own, *others, None
        return
    yield name, number, of, own, _changed_in(parted), _changed_in(parted), say("change.not_compared")
    if same := now.standards.keys() & before.standards.keys():
        yield *_row("met_same", *now.met(same), *before.met(same))[:-1], None


def _changed_in(edition: str) -> Withheld:
    return Withheld(words=say("withheld.standards", edition=edition))
