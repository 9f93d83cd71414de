"""What the permanent page of a theme, finding, action or figure of a report shows, as labelled rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import addresses, findings_views
from macros.findings_figures import amount, due, source_of
from macros.handbook import Link
from macros.rows import Row
from practice_audit import findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from macros.handbook import Handbook
    from practice_audit.documents import Json
    from practice_audit.findings import Action, Found, Measure, Statement, Theme


def identity(handbook: Handbook, subject: str) -> tuple[tuple[Row, ...], dict[str, Json]]:
    """What the permanent page of a theme, finding, action or figure shows: its rows, and what stands above them."""
    found = handbook.graph.found[subject]
    entry = found.entry
    above: dict[str, Json] = {"report": findings_views.name(found.report)}
    own: Iterable[Row]
    if isinstance(entry, findings.Theme):
        own = _theme_rows(handbook, entry)
    elif isinstance(entry, findings.Action):
        own = _action_rows(handbook, entry)
        above["tags"] = (handbook.word("finding_lists", f"{found.part}-one"),)
    elif isinstance(entry, findings.Measure):
        own = _measure_rows(handbook, entry)
        above["tags"] = (handbook.word("polarities", entry.polarity),)
    else:
        own = _statement_rows(handbook, entry)
        above["lead"] = entry.text if entry.title else ""
    rows = (Row(label="Where it stands", links=(_standing(handbook, found),)), *own)
    shown = {link.id for row in rows for link in row.links}
    naming = (one for one in handbook.graph.named_by(subject) if one not in shown)
    last = (
        Row(label="Linked from", links=handbook.links(naming), ids=True),
        Row(label="Source", texts=source_of(handbook, found.source)),
    )
    return (*rows, *last), above


def _standing(handbook: Handbook, found: Found) -> Link:
    words = [findings_views.name(found.report)]
    if found.part != "themes":
        words += [found.theme.title] if found.theme else []
        words += [handbook.word("finding_lists", found.part)]
    return Link(id=found.entry.id, text=", ".join(words), href=addresses.reading(found.entry.id))


def _theme_rows(handbook: Handbook, theme: Theme) -> Iterator[Row]:
    report = handbook.graph.found[theme.id].report
    yield Row(label="What it rests on", texts=tuple(one[:1].upper() + one[1:] for one in theme.sources))
    yield Row(label="Note", texts=(theme.note,))
    yield Row(label="Standards it speaks to", links=handbook.links(theme.standards), ids=True)
    for part in ("strengths", "areas", "undertaken", "agreed"):
        entries = handbook.links(one.id for one in getattr(theme, part))
        yield Row(label=handbook.word("finding_lists", part), links=entries, ids=True)
    figures = (one for one in report.measures if one.theme == theme.id)
    yield Row(label="Figures", links=_with_amounts(handbook, figures))


def _statement_rows(handbook: Handbook, statement: Statement) -> Iterator[Row]:
    naming = [handbook.graph.found[one] for one in handbook.graph.named_by(statement.id) if one in handbook.graph.found]
    figures = (handbook.graph.found[one].entry for one in statement.measures)
    yield Row(label="Figures", links=_with_amounts(handbook, figures))
    yield Row(label="Part of", links=handbook.links(one.entry.id for one in naming if one.kind == "finding"), ids=True)
    yield Row(label="Its parts", links=handbook.links(statement.children), ids=True)
    yield Row(label="Note", texts=(statement.note,))
    addressed = (one.entry.id for one in naming if one.kind == "action")
    yield Row(label="Addressed by", links=handbook.links(addressed), ids=True)
    yield Row(label="Linked to", links=handbook.links(statement.links), ids=True)


def _action_rows(handbook: Handbook, action: Action) -> Iterator[Row]:
    agreed = handbook.graph.found[action.id].part == "agreed"
    if agreed or action.due.precision != "none":
        when = due(handbook, action.due)
        yield Row(label="Due", texts=(when[:1].upper() + when[1:],))
    if agreed:
        yield Row(label="Owner role", texts=(action.owner_role or handbook.word("statuses", ""),))
        yield Row(label="Status", texts=(handbook.word("statuses", action.status),))
    yield Row(label="What it addresses", links=handbook.links(action.addresses), ids=True)
    yield Row(label="The same action as", links=handbook.links(filter(None, (action.same_as,))), ids=True)
    yield Row(label="Note", texts=(action.note,))


def _measure_rows(handbook: Handbook, measure: Measure) -> Iterator[Row]:
    said = amount(handbook, measure, measure.of)
    yield Row(label="How much", texts=(said[:1].upper() + said[1:],))
    yield Row(label="Stands beside", links=handbook.links(handbook.graph.named_by(measure.id)), ids=True)


def _with_amounts(handbook: Handbook, entries: Iterable[object]) -> tuple[Link, ...]:
    """Figures as links to their pages, each with how much it is."""
    return tuple(
        Link(id=one.id, text=f"{one.label}: {amount(handbook, one)}", href=addresses.permanent(one.id))
        for one in entries
        if isinstance(one, findings.Measure)
    )
