"""Words are explained where they first stand (rule R018), and nothing else in a page changes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from site_build.terms import Glossary, pattern, ways_to_write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from macros import Handbook
    from tests.site.document import Document

NOTES = re.compile(r"\n<aside class=\"qa-tips\".*", re.DOTALL)


@pytest.fixture(scope="module")
def glossary(handbook: Handbook) -> Glossary:
    """The words of this edition."""
    return Glossary(handbook=handbook)


def _explained(glossary: Glossary, html: str) -> str:
    return NOTES.sub("", glossary.explain(html, "about/"))


def test_letters_are_followed_by_their_words(glossary: Glossary) -> None:
    """The first use of letters is spelt out in the text; a second use is left alone."""
    made = _explained(glossary, "<p>The IRO came. The IRO left.</p>")
    assert made == (
        '<p>The <button type="button" class="qa-term" popovertarget="term-1">IRO</button>'
        ' <span class="qa-expansion">(Independent Reviewing Officer)</span> came. The IRO left.</p>'
    )


def test_words_spelt_out_already_are_not_spelt_out_again(glossary: Glossary) -> None:
    """Where the words stand beside the letters, only the note is added."""
    made = _explained(glossary, "<p>The Independent Reviewing Officer (IRO) came.</p>")
    assert 'popovertarget="term-1">IRO</button>) came' in made
    assert "qa-expansion" not in made


def test_other_words_get_a_note_and_no_brackets(glossary: Glossary) -> None:
    """A word that is not letters is not followed by anything; it may begin a sentence and stand in the plural."""
    made = _explained(glossary, "<p>Genograms help.</p>")
    assert made.endswith(">Genograms</button> help.</p>")


def test_the_brackets_follow_the_whole_word(glossary: Glossary) -> None:
    """A plural or a possessive keeps its ending before the words in brackets, however the apostrophe is written."""
    for ending in ("s", "'s", "’s", "&#39;s"):
        made = _explained(glossary, f"<p>IRO{ending} work</p>")
        assert f'>IRO{ending}</button> <span class="qa-expansion">(Independent Reviewing Officer)</span> work' in made


def test_the_note_links_to_the_glossary(glossary: Glossary) -> None:
    """Each button opens a note of its own, with the meaning and a link to the word's place in the glossary."""
    made = glossary.explain("<p>A genogram and the LADO.</p>", "standards/assessment/")
    assert made.count("popover>") == 2
    assert 'id="term-2" popover' in made
    assert 'href="../../glossary/#term.genogram"' in made
    assert 'href="../../glossary/#term.lado"' in made


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="x">the IRO</a></p>',
        "<p><button>IRO</button></p>",
        "<h2>IRO</h2>",
        "<li><label>IRO</label></li>",
        "<p><code>IRO</code></p>",
        '<div data-terms="off"><p>IRO</p></div>',
        "<template><p>IRO</p></template>",
        "<div>IRO</div>",
        "<p>PIROUETTE, IRO-like, a/IRO</p>",
    ],
)
def test_text_that_must_not_change_stays(glossary: Glossary, html: str) -> None:
    """Links, controls, headings, code, templates and parts of words are left as they are."""
    assert glossary.explain(html, "about/") == html


def test_everything_else_is_copied_to_the_letter(glossary: Glossary) -> None:
    """Entities, comments, attributes, void and self-closing elements come out as they went in."""
    html = '<!-- IRO --><p data-x=\'a "b"\'>&amp; &#39;x&#x27; <br/><img alt="IRO" src=x> &nbsp;IRO</p>'
    made = _explained(glossary, html)
    assert made.startswith(
        '<!-- IRO --><p data-x=\'a "b"\'>&amp; &#39;x&#x27; <br/><img alt="IRO" src=x> &nbsp;<button'
    )


def test_each_view_of_a_form_is_read_on_its_own(glossary: Glossary) -> None:
    """A section of a form explains its words even if an earlier section did."""
    made = _explained(
        glossary, '<section class="qa-view"><p>IRO</p></section><section class="qa-view"><p>IRO</p></section>'
    )
    assert made.count("qa-expansion") == 2


def test_longer_words_win() -> None:
    """The letters inside a longer entry are not taken for an entry of their own."""
    found = pattern(["CP", "CP Plan"]).search("a CP Plan here")
    assert found is not None
    assert found[1] == "CP Plan"


class _Letters(HTMLParser):
    """Finds the letters of a glossary in running text, and whether their words follow or went before."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        super().__init__()
        self.letters = letters
        self.text: list[str] = []
        self._alone = 0
        self._skipped = {"a", "button", "code", "h1", "h2", "h3", "h4", "label", "legend", "nav", "pre", "script"}
        self._skipped |= {"summary", "svg", "template", "th", "dt", "option", "style", "title", "aside"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        explained = dict(attrs).get("class") == "qa-term"
        self._alone += tag in self._skipped and not explained
        if explained:
            self._skipped.discard("button")

    def handle_endtag(self, tag: str) -> None:
        if tag == "button" and "button" not in self._skipped:
            self._skipped.add("button")
        else:
            self._alone -= tag in self._skipped

    def handle_data(self, data: str) -> None:
        if not self._alone:
            self.text.append(data)


def test_every_reading_page_spells_out_its_letters(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """Wherever letters of the glossary stand in the text of a page, their words stand on that page too."""
    letters = {
        term.written: term.expansion
        for term in ways_to_write(handbook.catalogue.of_kind("term")).values()
        if term.expansion
    }
    silent = []
    for address, page in documents.items():
        if address.startswith("contributing/") or address.endswith("glossary/"):
            continue
        reader = _Letters(letters)
        reader.feed(page.source[page.source.index("<article") : page.source.index("</article>")])
        text = "".join(reader.text)
        plain = " ".join(re.findall(r"\w+", page.text.casefold()))
        for short, words in letters.items():
            if re.search(rf"(?<![\w@/.-]){re.escape(short)}(?![\w@/-])", text) and not all(
                word in plain for word in re.findall(r"\w+", words.casefold())
            ):
                silent.append((address, short))
    assert silent == []


def test_letters_on_pages_have_an_entry(handbook: Handbook, root: Path) -> None:
    """Capital letters in hand-written pages for readers are in the glossary, or are names of things for machines."""
    known = {term.written for term in ways_to_write(handbook.catalogue.of_kind("term")).values()}
    machines = {
        "JSON",
        "HTML",
        "UTF",
        "BI",
        "CSS",
        "URL",
        "YAML",
        "UK",
        "NHS",
        "GDPR",
        "WCAG",
        "AA",
        "EHRC",
        "EASS",
        "A",
        "Z",
        "R",
        "CR",
        "CASE",
        "CSV",
        "IT",
        "SHA",
        "II",
    }
    pages = [*(root / "docs").glob("*.md"), *(root / "docs" / "for").glob("*.md")]
    found = {
        (page.name, letters)
        for page in pages
        for letters in re.findall(
            r"\b[A-Z]{2,}\b", re.sub(r"`[^`]*`|\{\{.*?\}\}", "", page.read_text(encoding="utf-8"))
        )
    }
    assert len(pages) >= 10
    assert {(name, letters) for name, letters in found if letters not in known | machines} == set()
