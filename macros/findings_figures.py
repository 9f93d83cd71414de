"""Figures of reports in words, and when actions fall due: what the pages of a report and of its ids share.

A figure never stands without its qualifier (R150). Addresses are relative to the site's root.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros import addresses

if TYPE_CHECKING:
    from macros.handbook import Handbook
    from practice_audit.findings import Due, Measure


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One figure in words. `of_what` is the amount with what it is a share of; `source` says who found it."""

    id: str
    label: str
    amount: str
    of_what: str
    shows: str
    source: str
    page: str


def figure(handbook: Handbook, measure: Measure) -> Figure:
    """One figure for readers."""
    return Figure(
        id=measure.id,
        label=measure.label,
        amount=amount(handbook, measure),
        of_what=amount(handbook, measure, measure.of),
        shows=handbook.word("polarities", measure.polarity),
        source=", ".join(source_of(handbook, measure.source)),
        page=addresses.permanent(measure.id),
    )


def amount(handbook: Handbook, measure: Measure, of: str = "") -> str:
    """How much it is, always with its qualifier: "about 15%", "a minority of referrals (no number given)"."""
    share = f" of {of}" if of else ""
    if measure.value is None:
        return handbook.word("qualifiers", "words-only").format(figure=measure.words + share)
    numbers = {
        "percent": f"{measure.value}%",
        "months": f"{measure.value} month{'' if measure.value == 1 else 's'}",
    }
    stated = numbers.get(measure.unit, f"{measure.value:,}")
    said = handbook.word("qualifiers", measure.qualifier).format(figure=stated + share)
    return f"{said}, in the source’s words “{measure.words}”" if measure.words else said


def source_of(handbook: Handbook, source: str) -> tuple[str, ...]:
    """A source in words. One that is no code says it itself."""
    codes = [code.strip() for code in source.split(",")]
    known = all(code in handbook.words["sources"] for code in codes)
    return handbook.source(source) if known else (source[:1].upper() + source[1:],)


def due(handbook: Handbook, when: Due) -> str:
    """When something falls due: the source's words, else what it leaves open."""
    return when.words or handbook.word("precisions", when.precision)
