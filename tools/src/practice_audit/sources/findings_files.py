"""Reads reports and published quarters of standards/findings/, and says what is wrong with them beyond their schema.

A report may be half empty here (its schema has said so): each check looks at what is there and reports
to the file in which the fault stands. What a report means, `practice_audit.findings` says.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practice_audit.findings import HEADLINE, MEASURED_PARTS, report_of
from practice_audit.problems import pointer_to
from practice_audit.quarter_files import findings_of, is_quarter
from practice_audit.sources import quarter_checks
from practice_audit.sources.codes import Placed
from practice_audit.sources.framework_checks import report_missing
from practice_audit.sources.shapes import group_of, groups_of, number_of, text_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from practice_audit.documents import Json
    from practice_audit.findings import Findings
    from practice_audit.model import Item
    from practice_audit.sources.yaml_text import Document

FOLDER: Final = "standards/findings/"

_LISTS: Final = ("strengths", "areas", "undertaken", "agreed")
_LIST_WORDS: Final = ("strengths", "areas for development", "actions undertaken", "agreed actions")
_LINKS: Final = ("measures", "children", "addresses", "same_as", "standards", "theme", "links")
"""Keys under which an entry names ids: a list of them, or one."""
_WANTED: Final = {
    "measures": "a figure of this report",
    "children": "a statement of the same list",
    "addresses": "an area for development of this report",
    "same_as": "an action",
    "standards": "a chapter of the Practice Standards",
    "theme": "a theme of this report",
    "approach": "a method",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """One entry of a report as it is written: in which list, and in which theme if any."""

    id: str
    part: str
    placed: Placed[dict[str, Json]]
    theme: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """One file: the whole of it, and its entries with an id in reading order."""

    whole: Placed[Json]
    entries: tuple[Written, ...]

    @property
    def id(self) -> str:
        """The report's own id."""
        return text_of(self.whole.value, "id")

    def ids(self, *parts: str, theme: str = "") -> frozenset[str]:
        """The ids of the entries of these lists; of one theme, where one is named."""
        return frozenset(one.id for one in self.entries if one.part in parts and theme in {"", one.theme})


def read_reports(documents: Iterable[Document]) -> tuple[Report, ...]:
    """The readable files of standards/findings/, in the order of their reports' ids."""
    reports = [
        Report(whole=Placed(value=document.value, document=document, pointer=""), entries=tuple(_entries(document)))
        for document in documents
        if document.path.startswith(FOLDER)
    ]
    return tuple(sorted(reports, key=lambda report: report.id))


def findings(reports: Iterable[Report]) -> tuple[Findings, ...]:
    """The same as typed values. They must be sound."""
    return tuple(findings_of(report.whole.value) for report in reports)


def with_ids(reports: Iterable[Report]) -> Iterator[tuple[str, Placed[Json]]]:
    """Everything with a permanent id."""
    return ((one.id, one.placed) for report in reports for one in report.entries)


def _entries(document: Document) -> Iterator[Written]:
    data = document.value
    for part in HEADLINE:
        yield from _written(document, group_of(data, "headline"), part, "/headline")
    for part in ("progress", "opportunities"):
        yield from _written(document, data, part, "")
    for theme in _written(document, data, "themes", ""):
        yield theme
        for part in _LISTS:
            yield from _written(document, theme.placed.value, part, theme.placed.pointer, theme.id)
    yield from _written(document, data, "measures", "")


def _written(document: Document, data: Json, part: str, pointer: str, theme: str = "") -> Iterator[Written]:
    for entry, at in groups_of(data, part, pointer):
        if identity := text_of(entry, "id"):
            placed = Placed(value=entry, document=document, pointer=at)
            yield Written(id=identity, part=part, placed=placed, theme=theme)


def check_reports(reports: tuple[Report, ...]) -> None:
    """Each entry by itself: its id (R010), a theme's four lists (R145), a figure (R150), a due date."""
    seen: dict[str, str] = {}
    for report in reports:
        if report.id and seen.setdefault(report.id, report.whole.place.path) != report.whole.place.path:
            message = f"The report “{report.id}” has a file already: {seen[report.id]}."
            report.whole.report("STD030", message, "Give this one the id of its own period.", "/id")
        if is_quarter(report.whole.value):
            quarter_checks.check_numbers(report.whole)
        for one in report.entries:
            if report.id and report_of(one.id) not in {report.id, ""}:
                message = f"The id “{one.id}” is that of another report than “{report.id}”."
                one.placed.report("R010", message, "Begin it with the letter and the period of this report.", "/id")
            if one.part == "themes":
                _check_lists(one)
            elif one.part == "measures":
                _check_figure(one)
            elif one.part in {"undertaken", "agreed"}:
                _check_due(one)


def _check_lists(theme: Written) -> None:
    for key, words in zip(_LISTS, _LIST_WORDS, strict=True):
        if key not in theme.placed.value:
            message = f"The theme “{theme.id}” has no list of {words}."
            theme.placed.report("R145", message, f"Add “{key}”, and write [] if the report says nothing.")


def _check_figure(figure: Written) -> None:
    """R150. What the schema asks for is not asked again."""
    data = figure.placed.value
    qualifier, value, words = text_of(data, "qualifier"), number_of(data, "value"), text_of(data, "words")
    if not text_of(data, "source"):
        message = f"The figure “{figure.id}” does not say where it comes from."
        figure.placed.report("R150", message, "Add “source”.", "/source")
    if not qualifier:
        message = f"The figure “{figure.id}” does not say how exact it is."
        remedy = "Add “qualifier”, and look at how the source says it: exact, about, over, nearly, almost, words-only."
        figure.placed.report("R150", message, remedy, "/qualifier")
    elif qualifier != "words-only" and value is None:
        message = f"The figure “{figure.id}” has no number."
        figure.placed.report("R150", message, "Write “qualifier: words-only” if the source gives none.", "/value")
    elif qualifier == "words-only" and value is not None:
        message = f"The figure “{figure.id}” has a number, but says that the source has words only."
        figure.placed.report("R150", message, "Take the number out, or write how exact it is.", "/value")
    if qualifier == "words-only" and not words:
        message = f"The figure “{figure.id}” has neither a number nor words."
        figure.placed.report("R150", message, "Add “words” as the source has them.", "/words")


def _check_due(action: Written) -> None:
    """A due date is a day of the calendar, and the one that its precision says."""
    due = group_of(action.placed.value, "due")
    text, precision = text_of(due, "date"), text_of(due, "precision")
    if not text:
        return
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        message, remedy = f"“{text}” is not a real date.", "Write the year first: “2013-01-31”."
        action.placed.report("STD024", message, remedy, "/due/date")
        return
    last = calendar.monthrange(day.year, day.month)[1]
    wanted = {"month": last, "from-month": 1}.get(precision, day.day)
    if day.day != wanted:
        message = f"“{text}” is not the {'last' if precision == 'month' else 'first'} day of its month."
        right = day.replace(day=wanted).isoformat()
        action.placed.report("STD024", message, f"Write “{right}”, or “precision: day”.", "/due/date")


def check_links(
    reports: tuple[Report, ...],
    items: Mapping[str, Placed[Item]],
    known: Collection[str],
    retired: Mapping[str, tuple[str, ...]],
) -> None:
    """Every id that a report names is there, and of the kind that is wanted.

    `known` are all ids there are; `retired` are those of earlier editions, with what each is now. A
    published quarter may name what has been retired since: nobody edits it.
    """
    actions = frozenset(identity for report in reports for identity in report.ids("undertaken", "agreed"))
    chapters = frozenset(key for key, item in items.items() if item.value.kind == "chapter")
    methods = frozenset(key for key, item in items.items() if item.value.kind == "method")
    for report in reports:
        for number, link in enumerate(texts_of(report.whole.value, "approach")):
            _check_link(report.whole, "approach", link, methods, known, retired, pointer_to("approach", number))
        allowed = {
            "measures": report.ids("measures"),
            "addresses": report.ids("areas"),
            "same_as": actions,
            "standards": chapters,
            "theme": report.ids("themes") | frozenset(MEASURED_PARTS),
            "links": frozenset(known) | (retired.keys() if is_quarter(report.whole.value) else frozenset()),
        }
        for one in report.entries:
            of_this = {**allowed, "children": report.ids(one.part, theme=one.theme)}
            for key, link, under in _links(one):
                if link == one.id:
                    one.placed.report("STD037", f"“{link}” links to itself.", "Take the link out.", under)
                else:
                    _check_link(one.placed, key, link, of_this[key], known, retired, under)


def _links(one: Written) -> Iterator[tuple[str, str, str]]:
    """Each id that an entry names, with its key and its pointer below the entry."""
    for key in _LINKS:
        if single := text_of(one.placed.value, key):
            yield key, single, pointer_to(key)
        for number, link in enumerate(texts_of(one.placed.value, key)):
            if link:
                yield key, link, pointer_to(key, number)


def _check_link(  # noqa: PLR0913, PLR0917 - a link, where it stands and what it may lead to
    placed: Placed[Json],
    key: str,
    link: str,
    allowed: Collection[str],
    known: Collection[str],
    retired: Mapping[str, tuple[str, ...]],
    under: str,
) -> None:
    if link in allowed:
        return
    if link in known:
        placed.report("STD036", f"“{link}” is not {_WANTED[key]}.", "Name another id, or move it to “links”.", under)
    else:
        report_missing(placed, link, allowed, retired, under)
