"""Every generated page of the handbook: one pure function from the handbook to a list of pages.

`hooks` hands the pages to MkDocs in memory; `stubs` writes them to disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from macros import addresses, doing_views, feedback_views, findings_views, form_views, gatherings, id_views, views
from macros.prose import example_id
from site_build import (
    check_page,
    desk_pages,
    device_pages,
    edition_pages,
    findings_pages,
    learning_pages,
    reading_pages,
    tool_pages,
)
from site_build.page import NO_MENUS, Maker, Page

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from macros import Handbook

ASKS = frozenset({"question", "section"})
"""Kinds whose pages repeat the words of a standard: the standard itself is to be found first."""

EXPLAINS = 2
"""How much more the page of a word counts: whoever types a word in full looks for what it means."""


def pages(handbook: Handbook, *, shell: Iterable[str] = (), known: Container[str] = ()) -> list[Page]:
    """Every generated page, in the order of the menu, then the forms, the permanent pages and the editions.

    Editions in `known` are left out: their pages are taken from an earlier build.
    """
    return list(made(handbook, shell=shell, known=known))


def made(handbook: Handbook, *, shell: Iterable[str] = (), known: Container[str] = ()) -> Iterator[Page]:
    """The same pages one by one, each made when it is asked for."""
    maker = Maker(handbook=handbook, shell=frozenset(shell))
    today: set[str] = set()
    for page in (*_home_page(maker), *reading_pages.made(maker), *tool_pages.made(maker)):
        today.add(page.path)
        yield page
    yield from _of_no_edition(maker)
    yield from _identities(maker)
    for catalogue in handbook.editions:
        if catalogue.edition.id not in known:
            yield from edition_pages.of_edition(
                Maker(handbook=handbook.of_edition(catalogue), shell=maker.shell, today=frozenset(today))
            )


def _home_page(maker: Maker) -> Iterator[Page]:
    view = _home(maker.handbook)
    yield maker.page("index.md", "Home", "home", view, hide=NO_MENUS, scripts=maker.scripts("home.mjs"))


def _home(handbook: Handbook) -> dict[str, Any]:
    checklist, audit = views.tool_named(handbook, "pre-audit"), views.tool_named(handbook, "ila")
    example, quarter = example_id(handbook), doing_views.newest(handbook)
    return {
        "drafts": form_views.home(handbook),
        "get_ready": [
            *((link.text, link.href) for link in (checklist,) if link),
            ("What happens in an audit", "for/practitioners/"),
        ],
        "carry_out": [
            *((link.text, link.href) for link in (audit,) if link),
            ("All audit tools", "tools/"),
            ("How to grade", "grades/#how-to-grade"),
        ],
        "quarter": quarter and doing_views.link_to(quarter),
        "example_id": example,
        "example": addresses.permanent(example),
        "ways": [
            ("I am a practitioner or manager", "for/practitioners/"),
            ("I am an auditor", "for/auditors/"),
            ("I moderate audits", "for/moderators/"),
            ("I lead or manage services", "for/leaders/"),
            ("I work with data", "for/data-and-performance/"),
            ("I train people", "for/trainers/"),
            ("I work in the quality team", "for/quality-team/"),
        ],
    }


def _of_no_edition(maker: Maker) -> Iterator[Page]:
    """The pages about ids, reports and what people learn from, which belong to no edition."""
    handbook = maker.handbook
    yield from findings_pages.made(maker)
    yield maker.page("calendar.md", handbook.word("calendar", "name"), "calendar", gatherings.year(handbook), boost=2)
    yield from learning_pages.made(maker)
    related = feedback_views.related(handbook)
    yield maker.page("related-documents.md", "Related documents", "related-documents", related)
    yield maker.page("id/index.md", "All ids", "ids", views.everything(handbook), hide=("navigation",))
    yield from edition_pages.made(maker)
    yield check_page.made(maker)
    yield from desk_pages.made(maker)
    yield from device_pages.made(maker)


def _identities(maker: Maker) -> Iterator[Page]:
    for subject in (*maker.handbook.graph.subjects, *maker.handbook.histories.gone):
        view = id_views.identity(maker.handbook, subject)
        path = f"id/{subject}.md"
        title = f"{_called(maker.handbook, subject, view.title)} ({subject})"
        kind = maker.handbook.kind(subject)
        boost = 0.5 if kind in ASKS | findings_views.KINDS else EXPLAINS if kind == "term" else 1
        yield maker.page(path, title, "id", view, source=maker.source(subject), hide=NO_MENUS, boost=boost)


def _called(handbook: Handbook, subject: str, title: str) -> str:
    """The name of a page in lists of results: letters with what they stand for, so that either finds it first."""
    item = handbook.catalogue.by_id.get(subject)
    expansion = str(item.details.get("expansion", "")) if item is not None else ""
    return f"{title}: {expansion}" if expansion and expansion != title else title


def index(handbook: Handbook) -> list[dict[str, str]]:
    """Every id with its kind, name and address, for other systems that link here."""
    return [
        {
            "id": subject,
            "kind": handbook.kind(subject),
            "name": handbook.name(subject),
            "address": addresses.permanent(subject),
        }
        for subject in handbook.graph.subjects
    ]
