"""Every id has its page, and everything that a page points at is there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from macros import addresses
from tests.site.document import broken_links

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from macros import Handbook
    from tests.site.document import Document


def test_every_id_has_a_permanent_page_that_names_it(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """Items, tools, sections, questions and rules: each id has one page, with its id and its name on it."""
    missing = [one for one in handbook.graph.subjects if addresses.permanent(one) not in documents]
    assert missing == []
    for subject in handbook.graph.subjects:
        page = documents[addresses.permanent(subject)]
        assert subject in page.text
        name = handbook.graph.sections[subject][1].title if subject in handbook.graph.sections else ""
        assert " ".join((name or handbook.name(subject)).split()) in page.text


@pytest.mark.parametrize(
    "address",
    [
        *("", "practice-model/", "standards/", "what-good-looks-like/", "grades/", "methods/", "roles/", "glossary/"),
        *("meetings/", "reports-and-data/", "calendar/"),
        *("purpose/", "about/", "tools/", "accessibility/", "data-protection/", "problem-codes/", "ask/", "404.html"),
        *("for/practitioners/", "for/auditors/", "for/moderators/", "for/trainers/", "for/quality-team/"),
        *("for/leaders/", "for/data-and-performance/", "processes/"),
        *("have-your-say/", "contributing/", "id/", "data/", "check/"),
        *("feedback/", "outside-reviews/", "how-are-we-doing/", "related-documents/"),
    ],
)
def test_promised_addresses_exist(address: str, documents: Mapping[str, Document]) -> None:
    """The addresses that the handbook promises lead to pages."""
    assert address in documents


def test_chapters_and_tools_have_their_pages(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """Each chapter has a reading page; each tool has a start page and a form."""
    for chapter in handbook.catalogue.of_kind("chapter"):
        assert addresses.chapter(chapter.id) in documents
    for tool in handbook.catalogue.tools:
        assert addresses.tool(tool.id) in documents
        assert addresses.form(tool.id) in documents


def test_every_link_and_every_anchor_leads_somewhere(site: Path, documents: Mapping[str, Document]) -> None:
    """Each link, script, style and image of each page is there, and each anchor is an id on the page it names."""
    assert broken_links(site, documents) == []


def test_ids_are_unique_on_each_page(documents: Mapping[str, Document]) -> None:
    """No two elements of a page share an id."""
    doubled = {
        address: sorted({one for one in page.ids if page.ids.count(one) > 1})
        for address, page in documents.items()
        if len(page.ids) != len(set(page.ids))
    }
    assert doubled == {}


def test_everything_with_a_reading_page_stands_on_it(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """The place on a reading page that an id's address names is there."""
    for item in handbook.catalogue.items:
        page, _, anchor = addresses.reading(item.id).partition("#")
        assert page in documents, item.id
        assert not anchor or anchor in documents[page].ids, item.id


def test_list_of_ids_for_machines_is_complete(site: Path, handbook: Handbook) -> None:
    """id/index.json holds every id once, with an address that exists."""
    listed = json.loads((site / "id" / "index.json").read_text(encoding="utf-8"))
    assert [entry["id"] for entry in listed] == list(handbook.graph.subjects)
    assert all((site / entry["address"] / "index.html").is_file() for entry in listed)


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("id/R053/", "", "id/R053/"),
        ("id/R053/", "standards/assessment/", "../../id/R053/"),
        ("", "about/", "../"),
        ("", "", "./"),
        ("https://example.org/", "about/", "https://example.org/"),
        ("#here", "about/", "#here"),
    ],
)
def test_addresses_become_relative_links(target: str, page: str, link: str) -> None:
    """An address from the root becomes a link that works from any depth; other sites and anchors stay."""
    assert addresses.relative(target, page) == link
