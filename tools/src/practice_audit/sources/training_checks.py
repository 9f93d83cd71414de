"""Checks learning material and reading lists: whatever they name is there.

Which editions there are is not known here: they are published files, and whoever reads those looks at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practice_audit.problems import pointer_to
from practice_audit.sources.codes import Placed
from practice_audit.sources.framework_checks import date_of, report_missing, report_unknown
from practice_audit.sources.shapes import group_of, groups_of, text_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.documents import Json
    from practice_audit.sources.tool_checks import Known
    from practice_audit.sources.yaml_text import Document

_LISTS: Final = ("material", "reading_lists")
_AUDIENCE: Final = frozenset({"role", "team"})
_LOOK: Final = "Mend it; the page “All ids” of the handbook lists them."


def with_ids(document: Document | None) -> Iterator[tuple[str, Placed[Json]]]:
    """Everything in the file with a permanent id; nothing where there is no such file."""
    if document is None:
        return
    for key in _LISTS:
        for one in _entries(document, key):
            if text_of(one.value, "id"):
                yield text_of(one.value, "id"), one


def check_training(document: Document, known: Known, settings: Mapping[str, Json]) -> None:
    """Report everything that the schema cannot see; `ids` looks for an id that stands twice."""
    material, lists = ([*_entries(document, key)] for key in _LISTS)
    for one in (*material, *lists):
        _check_audience(one, known)
    for one in material:
        _check_material(one, known, settings)
    learnt = frozenset(text_of(one.value, "id") for one in material)
    for one in lists:
        _check_list(one, known, learnt)


def _entries(document: Document, key: str) -> Iterator[Placed[Json]]:
    for entry, pointer in groups_of(document.value, key):
        yield Placed(value=entry, document=document, pointer=pointer)


def _check_audience(one: Placed[Json], known: Known) -> None:
    for number, identity in enumerate(texts_of(one.value, "audience")):
        under = pointer_to("audience", number)
        if identity in known.items and known.items[identity].value.kind not in _AUDIENCE:
            message = f"“{identity}” is neither a role nor a team."
            one.report("STD036", message, "Name roles and teams; leave the list empty for everyone.", under)
        elif identity and identity not in known.items:
            people = {key for key, item in known.items.items() if item.value.kind in _AUDIENCE}
            report_missing(one, identity, people, known.framework.retired, under, otherwise=_LOOK)


def _check_material(one: Placed[Json], known: Known, settings: Mapping[str, Json]) -> None:
    retired = known.framework.retired
    for number, identity in enumerate(texts_of(one.value, "teaches")):
        if identity and identity not in known.ids:
            report_missing(one, identity, known.ids, retired, pointer_to("teaches", number), otherwise=_LOOK)
    page = text_of(one.value, "page")
    if page and "/" not in page and page not in known.ids:
        report_missing(one, page, known.ids, retired, "/page", otherwise=_LOOK)
    documents = group_of(settings, "links")
    document = text_of(one.value, "document")
    if document and document not in documents:
        otherwise = "Add it to standards/settings.yaml, under “links”; or give an address here."
        report_unknown(one, document, documents, "/document", otherwise=otherwise)
    review_on = text_of(one.value, "review_on")
    if review_on and date_of(review_on) is None:
        message = f"“{review_on}” is not a real date."
        one.report("STD024", message, "Write the year first: “2027-03-31”.", "/review_on")


def _check_list(one: Placed[Json], known: Known, learnt: frozenset[str]) -> None:
    seen: set[str] = set()
    for entry, at in groups_of(one.value, "entries"):
        identity = text_of(entry, "id")
        if identity in seen:
            message = f"“{identity}” stands twice in “{text_of(one.value, 'id')}”."
            one.report("STD026", message, "Keep the one that says most.", at + "/id")
        elif identity and identity not in known.ids | learnt:
            report_missing(one, identity, known.ids | learnt, known.framework.retired, at + "/id", otherwise=_LOOK)
        seen.add(identity)
