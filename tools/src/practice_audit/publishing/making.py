"""From the records of a register to the findings of a published quarter. Knows no database, file or clock."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from practice_audit.editions import in_time
from practice_audit.publishing.behind import Behind
from practice_audit.publishing.hiding import hidden
from practice_audit.publishing.tables import REST, Counted
from practice_audit.publishing.telling import Quarter, told
from practice_audit.report.figures import Figures
from practice_audit.report.folding import Around, fold
from practice_audit.report.lines import lines_of
from practice_audit.shown_counts import EVIDENCE, OTHER, OUTCOMES, ShownCounts
from practice_audit.tracking import Ledger

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from practice_audit.findings import Findings
    from practice_audit.model import Catalogue
    from practice_audit.publishing.telling import Example
    from practice_audit.report.periods import Period
    from practice_audit.report.tallies import Text
    from practice_audit.tracking import TrackedAction

THRESHOLD: Final = 5


class NotToPublishError(ValueError):
    """A quarter of which nothing may be shown. The message says why, and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """A quarter, counted. `examples` are those flagged in moderation, in order; `codes` must stand nowhere outside."""

    quarter: Quarter
    counted: Counted
    left_out: tuple[str, ...]
    examples: tuple[Text, ...]
    codes: frozenset[str]


def count(
    records: Iterable[Mapping[str, Any]],
    catalogues: Sequence[Catalogue],
    period: Period,
    *,
    replaced: Collection[str] = frozenset(),
    threshold: int = THRESHOLD,
) -> Counts:
    """Count the records of a quarter, among all there are. `catalogues` are the editions, without a gap.

    Raises NotToPublishError where too few members of staff stand behind the whole.
    """
    editions = sorted(catalogues, key=lambda one: in_time(one.edition.id))
    known = {one.edition.id: one for one in editions}
    ledger, behind = Ledger(known.get), Behind(period.id, known.get, replaced)
    folded = fold(records, known.get, Around(as_at=period.last, replaced=replaced, ledgers=(ledger, behind)))
    if len(behind.staff) < threshold:
        message = f"Fewer than {threshold} members of staff stand behind the audits of {period.words}"
        raise NotToPublishError(f"{message}, so nothing of it is published. Keep to the report, which stays inside.")
    while len(editions) > 1 and editions[-1].edition.id not in behind.editions:
        editions.pop()
    quarter = Quarter(period=period, catalogues=tuple(editions), lines=lines_of(editions))
    figures = Figures(period=period, folded=folded, lines=quarter.lines, catalogues=quarter.catalogues)
    judged = dict(_rows(quarter, figures, OUTCOMES))
    noted = dict(_rows(quarter, figures, EVIDENCE))
    few = {
        name: frozenset(_few(quarter, staff, threshold))
        for name, staff in (("judged", behind.judged), ("noted", behind.noted))
    }
    actions = _actions(quarter, ledger.tracked(period.last))
    parts = {
        "standards": {one: row for one, row in judged.items() if one not in few["judged"]},
        "evidence": {one: row for one, row in noted.items() if one not in few["noted"]},
        "actions": actions,
    }
    return Counts(
        quarter=quarter,
        counted=Counted(
            grades=_grades(figures),
            parts=parts,
            theme_of=_themes(quarter, {one for rows in parts.values() for one in rows}),
            alike=tuple(_alike(quarter.catalogues)),
        ),
        left_out=tuple(one for one in judged if one in few["judged"]),
        examples=figures.now.of("example", "moderation"),
        codes=frozenset(behind.codes),
    )


def publish(counts: Counts, made_on: dt.date, examples: Sequence[Example] = (), threshold: int = THRESHOLD) -> Findings:
    """The quarter as everybody may see it."""
    seen = hidden(counts.counted, threshold)
    shown = ShownCounts(
        editions=tuple(one.edition.id for one in counts.quarter.catalogues),
        made_on=made_on.isoformat(),
        threshold=threshold,
        grades=seen.grades,
        standards=seen.parts["standards"],
        evidence=seen.parts["evidence"],
        actions=seen.parts["actions"],
        left_out=tuple(sorted({*counts.left_out, *seen.left_out})),
    )
    return told(counts.quarter, shown, examples)


def _rows(quarter: Quarter, figures: Figures, values: Sequence[str]) -> Iterator[tuple[str, dict[str, int]]]:
    """Each standard of the newest edition of which something was found; what means something else now is left out."""
    name_of = {"strength": "good", "development": "less"}
    for number, found in figures.standards.items():
        line = quarter.lines.lines[number]
        row = {value: getattr(found, name_of.get(value, value)) for value in values}
        if line.ended is None and any(row.values()):
            yield line.id, row


def _few(quarter: Quarter, staff: Mapping[tuple[str, str], set[str]], threshold: int) -> Iterator[str]:
    """The standards behind which too few members of staff stand."""
    together: dict[str, set[str]] = {}
    for name, codes in staff.items():
        if line := quarter.lines.line(*name):
            together.setdefault(line.id, set()).update(codes)
    return (standard for standard, codes in together.items() if len(codes) < threshold)


def _grades(figures: Figures) -> dict[str, int]:
    """Audits by grade, the best first. Grades that nobody gave are 0; OTHER stands only where it was given."""
    found = figures.grade_counts(figures.now)
    named = {grade.id: found[grade.id] for grade in figures.grades}
    return {**named, **({OTHER: found[""]} if found[""] else {})} if any(found.values()) else {}


def _actions(quarter: Quarter, tracked: Iterable[TrackedAction]) -> dict[str, dict[str, int]]:
    """The actions that were agreed in the quarter, by the standard that they serve, as they stand at its end."""
    found: dict[str, Counter[str]] = {}
    for action in tracked:
        if quarter.period.first <= action.agreed_on <= quarter.period.last:
            line = next((one for one in quarter.lines.lines.values() if one.id == action.link and not one.ended), None)
            theme = quarter.theme_of(action.link) if line else ""
            name = action.link if theme not in {"", action.link} else f"{theme or OTHER}{REST}"
            found.setdefault(name, Counter())[action.status.value] += 1
    return {name: dict(found[name]) for name in sorted(found)}


def _themes(quarter: Quarter, standards: Iterable[str]) -> dict[str, str]:
    return {
        one: one.removesuffix(REST) if one.endswith(REST) else quarter.theme_of(one) or OTHER
        for one in sorted(standards)
    }


def _alike(catalogues: Iterable[Catalogue]) -> Iterator[tuple[str, ...]]:
    """Standards that the same question asks for: where it is met, or not applicable, it is for all of them."""
    for catalogue in catalogues:
        for tool in catalogue.tools:
            for question in tool.questions.values():
                for asked in (question, *question.fields):
                    linked = tuple(item.id for item in catalogue.expectations_of(asked))
                    if asked.type == "met" and len(linked) > 1:
                        yield linked
