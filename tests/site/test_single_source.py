"""The framework's sentences stand in YAML and nowhere else (rule R011), and YAML text is never markup."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from macros import id_views, rendering, views
from site_build import check, pages
from site_build.page import Page, write_stubs

if TYPE_CHECKING:
    from pathlib import Path

    from macros import Handbook

GUARDED = ("principle", "expectation", "indicator", "grade")
HOSTILE = '</p><script>alert(1)</script>{{7*7}}{% raw %}<img src=x onerror="alert(1)"> & "quoted"'


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_no_sentence_of_the_framework_is_written_twice(root: Path, handbook: Handbook) -> None:
    """No page, template or script holds the text of a standard or grade, but for examples to copy."""
    kinds = {".md", ".jinja", ".mjs", ".js", ".html", ".yaml"}
    folders = [root / "docs", root / "macros", root / "tools" / "browser"]
    written = {
        path.relative_to(root).as_posix(): _plain(check.without_examples(path.read_text(encoding="utf-8")))
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in kinds
    }
    assert len(written) > 40
    sentences = {item.id: _plain(item.text) for item in handbook.catalogue.of_kind(*GUARDED)}
    twice = [(one, name) for one, said in sentences.items() for name, text in written.items() if said in text]
    assert twice == []


def test_text_of_yaml_is_never_read_as_markup(handbook: Handbook) -> None:
    """A sentence full of tags and template signs stands on its pages as it was written, and does nothing."""
    subject = "ps.assessment.timely"
    items = tuple(
        replace(item, text=HOSTILE, group=HOSTILE) if item.id == subject else item for item in handbook.catalogue.items
    )
    other = replace(handbook, catalogue=replace(handbook.catalogue, items=items))
    chapter = next(one for one in views.chapters(other) if one.item.id == "ps.assessment")
    made = [
        rendering.render(other, "chapter.html.jinja", "standards/assessment/", {"chapter": chapter, "doing": None}),
        rendering.render(other, "id.html.jinja", f"id/{subject}/", id_views.identity(other, subject)),
    ]
    for html in made:
        assert "alert(1)" in html
        assert "<script" not in html
        assert "<img" not in html
        assert "{{7*7}}" in html


def test_titles_are_escaped_once(handbook: Handbook) -> None:
    """A title with an ampersand stands in the front matter as HTML, for any site generator."""
    page = Page(path="x.md", title='Referral & <b>"Assessment"</b>', html="<p>x</p>")
    assert 'title: "Referral &amp; &lt;b&gt;\\"Assessment\\"&lt;/b&gt;"' in page.markdown()
    assert handbook.name("wgll.referral") == "Referral & Assessment"


def test_pages_are_one_block_of_html(handbook: Handbook) -> None:
    """Each page starts at the first column and has no blank line, so that every Markdown reader takes it whole."""
    for page in pages.pages(handbook):
        assert page.html.startswith("<"), page.path
        assert "\n\n" not in page.html, page.path


def test_same_input_makes_the_same_pages(handbook: Handbook) -> None:
    """Two runs over one handbook give the same bytes."""
    first = [page.markdown() for page in pages.pages(handbook)]
    assert first == [page.markdown() for page in pages.pages(handbook)]


def test_stubs_hold_every_page(handbook: Handbook, tmp_path: Path) -> None:
    """The stub writer puts every page on disk, at its path, for another site generator."""
    made = pages.pages(handbook)
    assert write_stubs(made, tmp_path) == len(made) == len({page.path for page in made})
    for page in made:
        assert (tmp_path / page.path).read_text(encoding="utf-8") == page.markdown()
