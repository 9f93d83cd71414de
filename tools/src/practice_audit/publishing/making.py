"""From the records of a register to the findings of a published quarter. Knows no database, file or clock."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from practice_audit.editions import in_time
from practice_audit.publishing.behind import NOBODY, Behind, together
from practice_audit.publishing.hiding import hidden
from practice_audit.publishing.tables import ACTIONS, REST, Counted, cell, grade_figure
from practice_audit.publishing.telling import Quarter, told
from practice_audit.relations.tracking import Ledger, Status
from practice_audit.report.counting.figures import Figures
from practice_audit.report.counting.folding import Around, fold
from practice_audit.report.counting.reach import in_words
from practice_audit.report.counting.trend_lines import lines_of
from practice_audit.shown_counts import EVIDENCE, OTHER, OUTCOMES, PROGRESS, ShownCounts
from practice_audit.suppression import THRESHOLD

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from practice_audit.findings import Findings
    from practice_audit.model import Catalogue
    from practice_audit.publishing.behind import People
    from practice_audit.publishing.telling import Example
    from practice_audit.relations.tracking import TrackedAction
    from practice_audit.report.counting.tallies import Text
    from practice_audit.report.periods import Period
    from practice_audit.suppression import Figure

_WHO: Final = ("members of staff", "children")


class NotToPublishError(ValueError):
    """A quarter of which nothing may be shown. The message says why, and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """A quarter, counted.

    `editions` are those of its records, oldest first. `examples` are those flagged in moderation, in order, each
    text once; there were `flagged` of them.
    `codes` must stand nowhere outside.
    """

    quarter: Quarter
    editions: tuple[str, ...]
    counted: Counted
    threshold: int
    examples: tuple[Text, ...]
    flagged: int
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

    Corrections come with their first versions (`first_versions.dated`), so that they count on their day.

    Raises NotToPublishError where no record is of this quarter, where one of them, or one that speaks of them, is
    made up, and where too few members of staff, or too few children, stand behind the whole.
    """
    editions = sorted(catalogues, key=lambda one: in_time(one.edition.id))
    known = {one.edition.id: one for one in editions}
    ledger, behind = Ledger(known.get), Behind(period.id, known.get, replaced, threshold)
    around = Around(as_at=period.last, replaced=replaced, ledgers=(ledger, behind), quoted=period.quarters)
    folded = fold(records, known.get, around)
    if period.id not in behind.quarters:
        raise NotToPublishError(_nothing(period, behind.quarters))
    if behind.made_up:
        raise NotToPublishError(_made_up(period, behind.made_up))
    if few := next((who for who, codes in zip(_WHO, behind.everybody, strict=True) if len(codes) < threshold), ""):
        message = f"Fewer than {threshold} {few} stand behind the audits of {period.words}"
        raise NotToPublishError(f"{message}, so nothing of it is published. Keep to the report, which stays inside.")
    ids = [one.edition.id for one in editions]
    own = [place for place, edition in enumerate(ids) if edition in behind.editions]
    editions = editions[own[0] : own[-1] + 1]  # without a gap: a line goes on through one of which no record is
    quarter = Quarter(period=period, catalogues=tuple(editions), lines=lines_of(editions))
    figures = Figures(period=period, folded=folded, lines=quarter.lines, catalogues=quarter.catalogues)
    tracked = [one for one in ledger.tracked(period.last) if period.first <= one.agreed_on <= period.last]
    parts = {
        "standards": dict(_rows(quarter, figures, OUTCOMES)),
        "evidence": dict(_rows(quarter, figures, EVIDENCE)),
        ACTIONS: _actions(quarter, tracked),
    }
    theme_of = _themes(quarter, {one for rows in parts.values() for one in rows})
    people: dict[Figure, list[People]] = {}
    for name, some in (*_found(quarter, figures, behind, theme_of), *_agreed(quarter, tracked, behind, theme_of)):
        people.setdefault(name, []).append(some)
    return Counts(
        quarter=quarter,
        editions=tuple(ids[place] for place in own),
        counted=Counted(
            grades=_grades(figures),
            parts=parts,
            people={name: together(several, threshold) for name, several in people.items()},
            theme_of=theme_of,
            alike=tuple(_alike(quarter.catalogues)),
        ),
        threshold=threshold,
        examples=figures.now.of("example", "moderation"),
        flagged=figures.now.total("example", "moderation"),
        codes=frozenset(behind.codes),
    )


def _nothing(period: Period, quarters: Collection[str]) -> str:
    """Why nothing can be said of a quarter of which there is no record, and of which quarters there are any."""
    if not quarters:
        return "There is no finished record, so there is nothing to publish. Name the register that holds the records."
    message = f"There is no record of {period.words}, so there is nothing to publish. There are records of"
    return f"{message} {in_words(sorted(quarters))}: name one of these quarters, or another register."


def _made_up(period: Period, number: int) -> str:
    """Why a quarter is not published that counts made-up records, or of whose records one speaks."""
    which = "1 record is" if number == 1 else f"{number} records are"
    return (
        f"Of the records of {period.words}, and of those that speak of them, {which} made up, for training or to "
        "try things out, so nothing of this quarter is published. "
        "Publish it from a register of real records only."
    )


def publish(counts: Counts, made_on: dt.date, examples: Sequence[Example] = ()) -> Findings:
    """The quarter as everybody may see it."""
    seen = hidden(counts.counted, counts.threshold)
    shown = ShownCounts(
        editions=counts.editions,
        made_on=made_on.isoformat(),
        threshold=counts.threshold,
        grades=seen.grades,
        standards=seen.parts["standards"],
        evidence=seen.parts["evidence"],
        actions=seen.parts[ACTIONS],
        left_out=tuple(sorted(seen.left_out)),
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


def _found(
    quarter: Quarter, figures: Figures, behind: Behind, theme_of: Mapping[str, str]
) -> Iterator[tuple[Figure, People]]:
    """Who stands behind grades, answers and evidence, by the names of their counts; a name can come again."""
    grades = {grade.id for grade in figures.grades}
    part_of = {"standard": "standards", "seen": "evidence"}
    for (kind, edition, identity, *value), people in behind.found.items():
        line = quarter.lines.line(edition, identity)
        if kind == "grade":
            goes_on = line is not None and line.ended is None and line.id in grades
            yield grade_figure(line.id if line and goes_on else OTHER), people
        elif line is not None and line.ended is None and line.id in theme_of:
            yield cell(part_of[kind], theme_of[line.id], line.id, value[0]), people


def _agreed(
    quarter: Quarter, tracked: Iterable[TrackedAction], behind: Behind, theme_of: Mapping[str, str]
) -> Iterator[tuple[Figure, People]]:
    """Who stands behind actions: those behind the record that agreed each."""
    for action in tracked:
        row = _row_of(quarter, action)
        people = behind.agreed.get(action.origin_id, NOBODY)
        yield cell(ACTIONS, theme_of[row], row, _progress(action)), people


def _grades(figures: Figures) -> dict[str, int]:
    """Audits by grade, the best first. Grades that nobody gave are 0; OTHER stands only where it was given.

    OTHER are audits without a grade, and those whose grade means something else now or is no more.
    """
    found = dict.fromkeys((grade.id for grade in figures.grades), 0)
    other = 0
    for (edition, grade), number in figures.now.under("grade").items():
        line = figures.lines.line(edition, grade)
        if line is not None and line.ended is None and line.id in found:
            found[line.id] += number
        else:
            other += number
    return {**found, **({OTHER: other} if other else {})} if other or any(found.values()) else {}


def _actions(quarter: Quarter, tracked: Iterable[TrackedAction]) -> dict[str, dict[str, int]]:
    """The actions that were agreed in the quarter, by the standard that they serve, as they stand at its end."""
    found: dict[str, Counter[str]] = {}
    for action in tracked:
        found.setdefault(_row_of(quarter, action), Counter())[_progress(action)] += 1
    return {name: dict(found[name]) for name in sorted(found)}


def _progress(action: TrackedAction) -> str:
    """Whether an action is done: open, in hand and given up are too few each to be told apart."""
    return PROGRESS[action.status is not Status.DONE]


def _row_of(quarter: Quarter, action: TrackedAction) -> str:
    """The row in which an action is counted: its standard, or the rest of a theme."""
    line = next((one for one in quarter.lines.lines.values() if one.id == action.link and not one.ended), None)
    theme = quarter.theme_of(action.link) if line else ""
    return action.link if theme not in {"", action.link} else f"{theme or OTHER}{REST}"


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
