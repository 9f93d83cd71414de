"""From records to a report: one pass over them, the figures, the findings, the whole report.

    records = dated(register.documents(), first_versions(register.corrections(), register.record))
    made = make(records, catalogues, Asked(period=period("2026-Q3"), made_on=day), replaced=register.replaced())

The register is one source of records, and a folder of files another. Knows no database, file or clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practice_audit.editions import in_time
from practice_audit.relations.tracking import Ledger
from practice_audit.report.counting.figures import THEMES, Figures
from practice_audit.report.counting.folding import Around, Folded, Staff, fold, plan_for
from practice_audit.report.counting.reach import beyond
from practice_audit.report.counting.standing import add_before, stand
from practice_audit.report.counting.trend_lines import lines_of
from practice_audit.report.periods import before
from practice_audit.report.sections import annual, quarter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from practice_audit.findings import Findings
    from practice_audit.model import Catalogue
    from practice_audit.report.asking import Asked
    from practice_audit.report.counting.folding import CatalogueOf
    from practice_audit.report.counting.plans import Key
    from practice_audit.report.layout import Report


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A report, its findings theme by theme, and the staff codes of those without experience of audit.

    `records` is how many records count in its period. `beyond` says in a sentence why the report must not be given
    to anybody: the records do not reach into its period; "" where they do. The codes are no part of the report:
    whoever asked for them looks after them (R024, R138).
    """

    report: Report
    findings: Findings
    records: int
    beyond: str
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
    trends, and actions that are still open. Corrections come with their first versions (`first_versions.dated`),
    so that they count on their day. `catalogues` are the editions, without a gap between them.
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
    around = Around(
        as_at=as_at,
        replaced=replaced,
        staff=staff,
        ledgers=(ledger,),
        themes=themes_of,
        quoted=period.quarters,
        made_on=asked.made_on,
    )
    folded = fold(records, known.get, around)
    _add_purged(folded, purged, known.get)
    lines = lines_of(editions)
    standing = stand(ledger.tracked(as_at), ledger.rechecked(), lines, themes, period)
    add_before(standing, ledger.tracked(before(period).last), period)
    figures = Figures(
        period=period,
        folded=folded,
        lines=lines,
        catalogues=editions,
        earlier_quarters=before(period).quarters,
    )
    report, findings = (annual if period.is_year else quarter).report(figures, standing, asked)
    counted = figures.now.total("record")
    return Made(
        report=report,
        findings=findings,
        records=counted,
        beyond="" if counted else beyond(folded, period),
        without=asked.without(folded.took_part),
    )


def _add_purged(folded: Folded, purged: Iterable[Any], catalogue_of: CatalogueOf) -> None:
    """Records that were deleted count as they would if they were here: with their form, an audit with its grade.

    What kind each is, its form says and not its grade: an older version counted moderations with one, too.
    """
    for one in purged:
        counts, number = folded.of_quarter(one.quarter).counts, one.records - one.replaced
        plan = plan_for(catalogue_of, {}, one.edition, one.record_type)
        found: dict[Key, int] = {("left-out", "replaced"): one.replaced}
        if plan is None:
            found["left-out", "unknown"] = number
        else:
            found |= {("left-out", "purged"): number, plan.record_key: number}
            if plan.is_audit:
                found |= {("audit", plan.edition): number, ("grade", plan.edition, one.grade): number}
            if plan.moderates:
                found["moderation", plan.moderates] = number
        counts.update({key: times for key, times in found.items() if times > 0})
