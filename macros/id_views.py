"""What the permanent page of an id shows: one view for every kind, made of labelled rows.

Rows come in the same order on every page, and a row without content is left out. Addresses are
relative to the site's root.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros import addresses, doing_views, findings_ids, id_items, id_tools, training_views
from macros.handbook import Link
from macros.id_history import eras
from macros.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from macros.doing_views import Doing
    from macros.handbook import Handbook
    from macros.id_history import Era
    from macros.id_tools import Failing
    from practice_audit.documents import Json

_OF_TOOLS = {
    "tool": id_tools.tool_rows,
    "section": id_tools.section_rows,
    "question": id_tools.question_rows,
    "rule": id_tools.rule_rows,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Everything on the permanent page of one id.

    `gone` stands where it is retired; `pinned` is its place for good; `report` is the report that it comes from.
    `doing` says how we are doing with it.
    """

    id: str
    kind: str
    title: str
    lead: str
    tags: tuple[str, ...]
    rows: tuple[Row, ...]
    page: str
    examples: tuple[Failing, ...] = ()
    history: tuple[Era, ...] = ()
    gone: Row | None = None
    pinned: Link | None = None
    report: str = ""
    doing: Doing | None = None


def identity(handbook: Handbook, subject: str) -> Identity:
    """The page of any id: of the framework, of a tool, of what stands beside them, or of one that is gone."""
    if subject in handbook.graph.found:
        rows, above = findings_ids.identity(handbook, subject)
    elif subject in handbook.histories.gone:
        return _gone(handbook, subject)
    elif subject in handbook.training.by_id:
        rows, above = training_views.identity(handbook, subject)
    else:
        rows, above = _OF_TOOLS.get(handbook.kind(subject), id_items.item_rows)(handbook, subject)
    return _made(handbook, subject, rows, **above)


def _gone(handbook: Handbook, subject: str) -> Identity:
    """The page that an id leaves behind: what it is now, why, and what it said."""
    gone = handbook.histories.gone[subject]
    now = "It is now:" if gone.successors else "Nothing replaced it."
    row = Row(label=f"Retired in edition {gone.edition}. {now}", links=handbook.links(gone.successors), ids=True)
    return _made(handbook, subject, (), gone=row)


def _made(handbook: Handbook, subject: str, rows: Iterable[Row], **more: Json) -> Identity:
    where = "on_its_page" if subject in handbook.training.by_id else "on_a_page"
    taught = Row(label=handbook.word("learning", where), links=training_views.naming(handbook, subject))
    before = Row(label="Takes the place of", links=handbook.links(handbook.histories.before(subject)), ids=True)
    filled = tuple(row for row in (*rows, before, taught) if row.links or any(row.texts))
    kind = handbook.word("kinds", handbook.kind(subject))
    made = {"title": handbook.name(subject), "lead": "", "tags": (), **more}
    history = eras(handbook, subject)
    newest = next((era for era in reversed(history) if era.place), None)
    place = Link(id=newest.edition, text=newest.edition, href=newest.place) if newest else None
    return Identity(
        id=subject,
        kind=kind,
        rows=filled,
        page=addresses.permanent(subject),
        history=history,
        pinned=place,
        doing=doing_views.doing(handbook, subject),
        **made,
    )
