"""From records to a report: one pass over them, the figures, the findings, the whole report.

    made = make(records, catalogues, Asked(period=period("2026-Q3"), made_on=day), replaced=register.replaced())

The register is one source of records, and a folder of files another. Knows no database, file or clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practice_audit.editions import in_time
from practice_audit.report import annual, quarter
from practice_audit.report.figures import THEMES, Figures
from practice_audit.report.folding import Around, Folded, Staff, fold
from practice_audit.report.lines import lines_of
from practice_audit.report.periods import before
from practice_audit.report.standing import stand
from practice_audit.tracking import Ledger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from practice_audit.findings import Findings
    from practice_audit.model import Catalogue
    from practice_audit.report.asking import Asked
    from practice_audit.report.layout import Report


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A report, its findings theme by theme, and the staff codes of those without experience of audit.

    The codes are no part of the report: whoever asked for them looks after them (R024, R138).
    """

    report: Report
    findings: Findings
    without: tuple[str, ...]


def make(
    records: Iterable[Mapping[str, Any]],
    catalogues: Sequence[Catalogue],
    asked: Asked,
    *,
    replaced: Collection[str] = frozenset(),
    purged: Iterable[Any] = (),
) -> Made:
    """The report of a period.

    `records` are those of the period and of whatever came before it, in any order: earlier ones give
    trends, and actions that are still open. `catalogues` are the editions, without a gap between them.
    `replaced` are the records that a correction replaces; `purged` is what was deleted when its time was
    over (`register.Count`).
    """
    editions = tuple(sorted(catalogues, key=lambda one: in_time(one.edition.id)))
    known = {one.edition.id: one for one in editions}
    period, as_at = asked.period, asked.as_at
    staff = None
    if asked.staff is not None:
        staff = Staff(codes=asked.codes, first=period.first.isoformat(), last=as_at.isoformat())
    ledger = Ledger(known.get)
    themes = frozenset(item.id for item in editions[-1].of_kind(*THEMES))
    themes_of = {item.id: item.part_of for one in editions for item in one.items if item.part_of in themes}
    around = Around(as_at=as_at, replaced=replaced, staff=staff, ledgers=(ledger,), themes=themes_of)
    folded = fold(records, known.get, around)
    _add_purged(folded, purged)
    lines = lines_of(editions)
    standing = stand(ledger.tracked(as_at), ledger.rechecked(), lines, themes, period)
    earlier = ledger.tracked(before(period).last)
    standing.tally.counts["overdue-before",] = sum(action.overdue for action in earlier)
    figures = Figures(
        period=period,
        folded=folded,
        lines=lines,
        catalogues=editions,
        earlier_quarters=before(period).quarters,
    )
    report, findings = (annual if period.is_year else quarter).report(figures, standing, asked)
    return Made(report=report, findings=findings, without=asked.without(folded.took_part))


def _add_purged(folded: Folded, purged: Iterable[Any]) -> None:
    """Records that were deleted count with their form, and with their grade where they had one."""
    for one in purged:
        number = one.records - one.replaced
        if number > 0:
            counts = folded.of_quarter(one.quarter).counts
            counts["left-out", "purged"] += number
            counts["record", one.record_type, one.edition] += number
            if one.grade:
                counts["audit", one.edition] += number
                counts["grade", one.edition, one.grade] += number
