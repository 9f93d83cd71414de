"""Every system and process that the framework needs is described, at a glance and in full."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml

from macros import addresses, id_items, id_views, process_views, views
from site_build import menu
from tests.site.document import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from macros import Handbook
    from tests.site.document import Document

NUMBERS = [f"SYS-{number:02}" for number in range(1, 52)]


@pytest.fixture(scope="module")
def wanted(root: Path) -> Mapping[str, str]:
    """The process that describes each system, by the system's number."""
    listed = yaml.safe_load((root / "tests" / "data" / "systems.yaml").read_text(encoding="utf-8"))
    return {row["system"]: row["process"] for row in listed["systems"]}


def _part(page: Document, tag: str, identity: str) -> Document:
    """The part of a page that is about one process, without its neighbours."""
    found = re.search(rf'<{tag}[^>]* id="{re.escape(identity)}">.*?</{tag}>', page.source, re.DOTALL)
    assert found, identity
    return read(f"<article>{found[0]}</article>")


def _said(text: str) -> str:
    return " ".join(text.split())


def test_every_system_has_its_process_and_every_process_its_system(
    wanted: Mapping[str, str], handbook: Handbook
) -> None:
    """Each of the 51 rows names one process, which names the row; there is no other process."""
    assert list(wanted) == NUMBERS
    described = {item.details["system"]: item.id for item in handbook.catalogue.of_kind("process")}
    assert described == wanted
    assert handbook.catalogue.edition.counts["processes"] == len(wanted)


def test_every_process_stands_in_its_theme_with_its_facts(
    wanted: Mapping[str, str], handbook: Handbook, documents: Mapping[str, Document]
) -> None:
    """The section of a process says who, when, what goes in and comes out, with what, and what is done here."""
    for identity in wanted.values():
        details = handbook.graph.items[identity].details
        section = _part(documents[addresses.theme(details["theme"])], "section", identity).text
        facts = (details["who"], details["when"], *details["takes"], *details["gives"], details["here"])
        assert all(_said(fact) in section for fact in facts), identity
        for label in ("Who", "When", "What goes in", "What comes of it", "With what", "In this handbook"):
            assert label in section, (identity, label)
        assert details["takes"], identity
        assert details["gives"], identity


def test_every_process_stands_at_a_glance_and_leads_on(
    wanted: Mapping[str, str], handbook: Handbook, documents: Mapping[str, Document]
) -> None:
    """The page of all processes shows each with who and when, and leads to its section."""
    page = documents["processes/"]
    for identity in wanted.values():
        item = handbook.graph.items[identity]
        part = _part(page, "div", identity)
        assert part.links == [f"../{addresses.theme(item.details['theme'])}#{identity}"]
        assert part.text == _said(f"{item.title}{item.details['who']}{item.details['when']}")


def test_the_permanent_page_shows_the_same_rows(
    wanted: Mapping[str, str], handbook: Handbook, documents: Mapping[str, Document]
) -> None:
    """What stands on the page of a theme stands on the permanent page too, and no link stands there twice."""
    for identity in wanted.values():
        rows = id_items.details(handbook, handbook.graph.items[identity])
        shown = id_views.identity(handbook, identity).rows
        assert set(rows) <= set(shown)
        links = [link.id for row in shown if row.label != "Where it stands" for link in row.links]
        assert len(links) == len(set(links)), identity
        assert all(_said(text) in documents[addresses.permanent(identity)].text for row in rows for text in row.texts)


def test_a_process_links_to_all_that_it_names(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """Roles, methods, meetings and the rest are links under the word for their kind; guidance is left to its page."""
    for theme in process_views.processes(handbook):
        for one in theme.processes:
            item = one.entry.item
            part = _part(documents[theme.page], "section", item.id)
            known = [link for link in item.links if handbook.known(link)]
            shown = [link for link in known if handbook.kind(link) not in process_views.ON_ITS_OWN_PAGE]
            for link in shown:
                at = views.tool_link(handbook.graph.tools[link]).href if link in handbook.graph.tools else f"id/{link}/"
                assert f"../../{at}" in part.links, (item.id, link)
            assert all(f"{kind.title}: {kind.links[0].text}" in part.text for kind in one.more), item.id


def test_a_process_without_tool_or_form_says_so(handbook: Handbook) -> None:
    """What a process is done with is named, or the page says that there is nothing here."""
    for item in handbook.catalogue.of_kind("process"):
        row = next(row for row in id_items.details(handbook, item) if row.label == "With what")
        named = [one for one in item.links if one.startswith(("tool.", "form.")) or one in handbook.graph.sections]
        assert [link.id for link in row.links] == named
        assert bool(row.texts) != bool(named)


def test_themes_have_words_pages_and_a_place_in_the_menu(handbook: Handbook, root: Path) -> None:
    """Each theme that a process names has its heading; the menu lists the themes in the order of the page."""
    themes = process_views.processes(handbook)
    named = {item.details["theme"] for item in handbook.catalogue.of_kind("process")}
    assert named == set(handbook.words["themes"])
    assert sum(len(theme.processes) for theme in themes) == handbook.catalogue.edition.counts["processes"]
    listed = menu.expanded(["PROCESSES"], handbook, root / "docs")
    assert listed == [{theme.title: f"{theme.page.rstrip('/')}.md"} for theme in themes]


def test_a_theme_without_a_process_has_no_page(handbook: Handbook) -> None:
    """An empty heading is left out."""
    kept = tuple(item for item in handbook.catalogue.items if item.details.get("theme") != "moderation")
    other = replace(handbook, catalogue=replace(handbook.catalogue, items=kept))
    assert handbook.words["themes"]["moderation"] not in [theme.title for theme in process_views.processes(other)]
