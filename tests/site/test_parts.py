"""Small parts of the build on their own: tables, the menu, headings, files of the shell."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from site_build import hooks, menu
from site_build.assets import shell_files
from site_build.page import url_of
from site_build.tables import framed

if TYPE_CHECKING:
    from pathlib import Path

    from macros import Handbook


def test_a_table_scrolls_in_a_frame_named_after_its_columns() -> None:
    """The frame takes focus and has a name; a caption wins over the headings of the columns."""
    table = "<table><thead><tr><th>What</th><th>When &amp; why</th></tr></thead><tbody></tbody></table>"
    made = framed(f"<p>x</p>{table}")
    assert made.startswith(
        '<p>x</p><div class="qa-table" role="region" tabindex="0" aria-label="Table: What, When &amp; why">'
    )
    named = framed(table.replace("<thead>", '<caption>Who "keeps" what</caption><thead>'))
    assert 'aria-label="Who &quot;keeps&quot; what"' in named


def test_a_table_with_attributes_is_left_alone() -> None:
    """Only plain tables, as Markdown makes them, are framed; framing twice changes nothing more."""
    assert framed('<table class="x"></table>') == '<table class="x"></table>'
    once = framed("<table><tr></tr></table>")
    assert framed(once) == once


def test_the_menu_is_filled_in(root: Path, handbook: Handbook) -> None:
    """Chapters, tools and contributing pages take the place of their words; other entries stay."""
    nav = [
        {"Home": "index.md"},
        {"Standards": ["standards/index.md", "CHAPTERS"]},
        {"Tools": ["TOOLS"]},
        {"C": "CONTRIBUTING"},
    ]
    made = menu.expanded(nav, handbook, root / "docs")
    assert made[0] == {"Home": "index.md"}
    assert made[1]["Standards"][2] == {"Assessments": "standards/assessment.md"}
    assert {"Interactive Learning Audit": "tools/ila/index.md"} in made[2]["Tools"]
    assert made[3]["C"][0] == "contributing/index.md"
    assert made[3]["C"][-1]["Decisions"][0] == "contributing/decisions/index.md"


def test_titles_in_the_menu_are_texts(root: Path, handbook: Handbook) -> None:
    """The theme prints what the menu says as it stands: signs of markup in a title of the framework are written out."""
    chapter, *others = handbook.catalogue.of_kind("chapter")
    named = replace(chapter, title="Talks & </a><script>plans")
    items = tuple(named if item is chapter else item for item in handbook.catalogue.items)
    made = replace(handbook, catalogue=replace(handbook.catalogue, items=items))
    (first, *_) = menu.expanded(["CHAPTERS"], made, root / "docs")
    assert others
    assert list(first) == ["Talks &amp; &lt;/a&gt;&lt;script&gt;plans"]


@pytest.mark.parametrize(
    ("path", "url"),
    [("index.md", ""), ("id/index.md", "id/"), ("id/R053.md", "id/R053/"), ("id/a.b-index.md", "id/a.b-index/")],
)
def test_files_have_their_addresses(path: str, url: str) -> None:
    """The address of a Markdown file is its folder, or a folder of its own name."""
    assert url_of(path) == url


def test_edit_links_lead_to_the_file_and_line_that_a_page_comes_from(root: Path, handbook: Handbook) -> None:
    """With an address to edit at, a page of YAML leads to its line, a hand-written one to its file, others nowhere."""
    config = load_config(str(root / "mkdocs.yml"), edit_uri="https://example.org/edit/main/")
    config.extra["handbook"] = handbook
    written = File("ask.md", str(root / "docs"), config.site_dir, use_directory_urls=True)
    files = config.plugins.on_files(Files([written]), config=config)
    place = handbook.places["ps.assessment.timely"]
    wanted = {
        "ask.md": "docs/ask.md",
        "id/ps.assessment.timely.md": f"{place.path}#L{place.line}",
        "standards/assessment.md": "standards/practice-standards/assessment.yaml#L",
        "about.md": "",
    }
    for path, source in wanted.items():
        file = files.get_file_from_path(path)
        assert file is not None, path
        found = Page(None, file, config).edit_url or ""
        assert found.startswith(f"https://example.org/edit/main/{source}" if source else ""), path
        assert bool(found) == bool(source), path


def test_headings_are_found_in_order() -> None:
    """Second-level headings with an id make the table of contents; markup inside them does not."""
    html = '<h2 id="a">One <em>two</em></h2><h2>none</h2><h3 id="c">x</h3><h2 id="b">&amp;</h2>'
    assert hooks.headings_of(html) == [("a", "One two"), ("b", "&")]


def test_the_pack_and_tests_of_the_shell_are_not_served(tmp_path: Path) -> None:
    """Styles, scripts and modules are served with their folders; sources of the engine's pack are not."""
    for name in (
        "qa.css",
        "theme.js",
        "audit/form.mjs",
        "pack/rpds/__init__.py",
        "pack/x.js",
        "audit/tests/t.mjs",
        "tsconfig.json",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    assert sorted(shell_files(tmp_path)) == ["audit/form.mjs", "qa.css", "theme.js"]


def test_no_file_of_the_site_holds_the_time_of_day(site: Path, handbook: Handbook) -> None:
    """Dates in the sitemap are the build's own, and its packed copy, which holds the clock's time, is not kept."""
    assert list(site.rglob("*.gz")) == []
    dates = re.findall(r"<lastmod>(.*?)</lastmod>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert set(dates) <= {handbook.built_on.isoformat()}
