"""Whether what two spans of time judged means the same, so that their shares may stand side by side.

Standards are compared by their lines (`lines`): where one was raised, lowered, begun or ended between the
editions that two spans were judged by, a share over all standards says nothing about a change of practice.
Grades are a scale: where an edition changed one of them, added one or took one out, all of them part.
Knows no sentences and no layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from practice_audit.report.counting.figures import Figures, Standard
    from practice_audit.report.counting.tallies import Tally


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """The standards that were judged in a span of time, by line, and by which editions: places in their order."""

    standards: Mapping[str, Standard]
    editions: frozenset[int]

    def met(self, lines: Collection[str] | None = None) -> tuple[int, int]:
        """How often standards were met, and how often judged: all of them, or those of these lines."""
        found = [one for line, one in self.standards.items() if lines is None or line in lines]
        return sum(one.met for one in found), sum(one.judged for one in found)


def apart(figures: Figures) -> str:
    """Why the period cannot be held against the one before; "" where it can.

    "early": it is not over, and a part of it would stand beside a whole. "begin": the one before is a part itself,
    for the records begin within it.
    """
    if not figures.is_over:
        return "early"
    first = min(figures.folded.quarters, default="")
    return "begin" if figures.earlier_quarters[0] < first <= figures.earlier_quarters[-1] else ""


def judged(figures: Figures, tally: Tally) -> Judged:
    """What a tally judges."""
    order = {catalogue.edition.id: place for place, catalogue in enumerate(figures.catalogues)}
    editions = {key[0] for key in tally.under("standard")}
    return Judged(
        standards={line: one for line, one in figures.standards_of(tally).items() if one.judged},
        editions=frozenset(order[edition] for edition in editions if edition in order),
    )


def parted_by(figures: Figures, one: Judged, other: Judged) -> str:
    """The newest edition that parts what was judged; "" where all means the same, or where one of both is nothing.

    What was judged in one span by two meanings is parted, too, even from itself.
    """
    if not one.standards or not other.standards:
        return ""
    names = [catalogue.edition.id for catalogue in figures.catalogues]
    lines, both, found = figures.lines.lines, {*one.standards, *other.standards}, set[int]()
    for own, others in ((one, other), (other, one)):
        for each in own.standards:
            began, ended = lines[each].began, lines[each].ended
            missing = each not in others.standards
            if began is not None:
                place = names.index(began.edition)
                if lines[each].before in both or (missing and min(others.editions) < place):
                    found.add(place)
            if ended is not None and missing and max(others.editions) >= names.index(ended.edition):
                found.add(names.index(ended.edition))
    return names[max(found)] if found else ""


def grades_parted_by(figures: Figures, *tallies: Tally) -> str:
    """The newest edition that changed what the grades mean, among those by which these audits were graded; or ""."""
    order = {catalogue.edition.id: place for place, catalogue in enumerate(figures.catalogues)}
    places = {order[key[0]] for tally in tallies for key in tally.under("grade") if key[0] in order}
    between = range(max(places, default=0), min(places, default=0), -1)
    changed = (place for place in between if not same_grades(figures, place - 1, place))
    return next((figures.catalogues[place].edition.id for place in changed), "")


def same_grades(figures: Figures, one: int, other: int) -> bool:
    """Whether the grades mean the same in two editions, by their places in the order of editions."""
    return one == other or _scale(figures, one) == _scale(figures, other)


def _scale(figures: Figures, place: int) -> frozenset[str]:
    """The lines of the grades of an edition, by its place in their order."""
    catalogue = figures.catalogues[place]
    return frozenset(figures.lines.of[catalogue.edition.id, grade.id] for grade in catalogue.of_kind("grade"))
