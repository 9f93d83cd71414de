"""Getting about the handbook: what the search finds first, words explained, addresses, and ways for the keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.focus import focused, tab, tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PATHS = "all => all.map((one) => one.pathname)"
PLACES = ("", "standards/assessment/", "id/R053/", "tools/ila/", "tools/ila/form/", "404.html")


def search(page: Page, text: str) -> Locator:
    """Type into the search; the results, best first, once they are there."""
    field = page.locator(".md-search__input")
    told = page.locator(".md-search-result__meta")
    field.fill("")
    field.press("End")  # the theme listens to keys, not to what they change
    expect(told).to_contain_text("Type to start searching")
    field.fill(text)
    field.press("End")
    expect(told).to_contain_text(re.compile("matching|No matching"))
    return page.locator(".md-search-result__item > a")


def test_what_is_named_is_found_first(page: Page) -> None:
    """The search puts a page among the first three by its id and by its title."""
    page.goto("")
    wanted = {
        "ps.assessment.reasoning": "/id/ps.assessment.reasoning/",
        "wgll.chronology.02": "/id/wgll.chronology.02/",
        "R053": "/id/R053/",
        "ila.c1.analysis": "/id/ila.c1.analysis/",
        "Practice Model": "/practice-model/",
        "Grades": "/grades/",
        "Pre-Audit Checklist": "/tools/pre-audit/",
        "Interactive Learning Audit": "/tools/ila/",
    }
    found = {text: search(page, text).evaluate_all(PATHS)[:3] for text in wanted}
    assert {text: paths for text, paths in found.items() if wanted[text] not in paths} == {}


def test_the_index_is_fetched_for_those_who_search(page: Page) -> None:
    """A page is read without the index of the search; turning to the search brings it."""
    index = re.compile(r"/search/search_index\.json$")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("standards/assessment/", wait_until="networkidle")
    assert [url for url in asked if index.search(url)] == []
    with page.expect_response(index):
        page.locator(".md-search__input").focus()


def test_what_was_searched_for_is_marked_on_its_page(page: Page) -> None:
    """Whoever follows a result sees the words that were looked for marked in the text."""
    page.goto("")
    first = search(page, "genogram").first
    first.click()
    page.wait_for_url("**/*genogram*")
    expect(page.locator("article mark").first).to_have_text(re.compile("genogram", re.IGNORECASE))


def test_letters_and_words_find_the_same(page: Page) -> None:
    """Letters and the words that they stand for both find the entry that explains them."""
    page.goto("")
    for letters, words in (("CIN", "Child in Need"), ("IRO", "Independent Reviewing Officer")):
        entry = f"/id/term.{letters.lower()}/"
        assert entry in search(page, letters).evaluate_all(PATHS), letters
        assert entry in search(page, words).evaluate_all(PATHS), words


def test_standards_come_before_the_questions_about_them(page: Page) -> None:
    """No result leads into a form, and the first one is never a question that repeats the words of a standard."""
    page.goto("")
    for text in ("chronology", "supervision", "genogram"):
        paths = search(page, text).evaluate_all(PATHS)
        assert [path for path in paths if "/form/" in path] == []
        assert not re.match(r"^/id/(ila|pa|hdr)\.", paths[0]), (text, paths[:3])


def test_a_word_is_explained_by_keyboard(page: Page) -> None:
    """Enter on an explained word opens its note, Escape closes it, and the focus is still on the word."""
    page.goto("standards/assessment/")
    term = tab_to(page, lambda _: page.evaluate("document.activeElement.hasAttribute('popovertarget')"))
    note = page.locator(f"[id='{page.evaluate('document.activeElement.getAttribute(`popovertarget`)')}']")
    expect(note).to_be_hidden()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    expect(note.get_by_role("link", name="In the glossary")).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    assert focused(page).words == term.words


def test_the_address_of_a_page_can_be_copied(page: Page, address: str) -> None:
    """Copy the address puts the page's permanent address on the clipboard and says so."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("id/ps.assessment.reasoning/")
    page.get_by_role("button", name="Copy the address", exact=True).press("Enter")
    expect(page.locator("#qa-say")).to_have_text("Address copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}id/ps.assessment.reasoning/"


@pytest.mark.parametrize("path", PLACES)
def test_the_first_stop_skips_to_the_content(path: str, page: Page) -> None:
    """The first press of Tab offers a link that takes the next one past the header and the menus."""
    page.goto(path)
    assert tab(page).words == "Skip to content"
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    tab(page)
    assert page.evaluate("() => document.activeElement.closest('.md-content, .md-footer') !== null")


def test_the_menu_opens_by_keyboard_on_a_phone(page: Page) -> None:
    """At 320 pixels Enter opens the menu and the focus is in it; Escape closes it, and Tab no longer goes there."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("standards/assessment/")
    opener = page.get_by_role("button", name="Menu", exact=True)
    tab_to(page, lambda now: now.tag == "button")
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    menu = page.locator(".md-sidebar--primary")
    expect(menu.locator("a:focus")).to_be_in_viewport()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    for _ in range(12):
        tab(page)
        assert page.evaluate("() => document.activeElement.closest('.md-sidebar--primary')") is None


def test_tab_goes_past_the_search_for_good(page: Page) -> None:
    """The focus that has left the search in the header is never pulled back into it."""
    page.clock.install()  # before the page's own clock starts: a timer of one clock cannot be stopped by the other
    page.goto("standards/assessment/")
    tab_to(page, lambda _: page.evaluate("document.activeElement.matches('.md-search__input')"))
    tab_to(page, lambda now: now.words == "Home")
    page.clock.fast_forward(2_000)
    stops = [tab(page) for _ in range(30)]
    assert [stop.words for stop in stops if stop.kind == "text" or "searching" in stop.words] == []


def test_no_single_letter_does_anything(page: Page) -> None:
    """Letters without Ctrl do nothing outside a text field: people who speak to their computer type by accident."""
    page.goto("standards/assessment/")
    where = page.url
    for key in ("s", "f", "/", "n", "p", ".", ","):
        page.keyboard.press(key)
    assert page.evaluate("() => document.activeElement === document.body")
    assert page.evaluate("() => document.querySelector('#__search').checked") is False
    assert page.url == where


def test_help_stands_in_the_same_place_on_every_page(page: Page) -> None:
    """The first link of the footer asks the quality team, on reading pages, forms and where nothing was found."""
    for path in PLACES:
        page.goto(path)
        expect(page.locator("footer .qa-foot a").first).to_have_text("Ask the quality team")
