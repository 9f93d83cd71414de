"""Reading pages in a real browser: keys, narrow screens, paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

MAIN_PAGES = (
    "",
    "standards/assessment/",
    "practice-model/",
    "what-good-looks-like/",
    "glossary/",
    "about/",
    "data-protection/",
    "id/ps.assessment.reasoning/",
    "id/R053/",
    "id/",
    "404.html",
)
STORED = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


@pytest.mark.parametrize("path", MAIN_PAGES)
def test_no_page_scrolls_sideways_on_a_narrow_screen(page: Page, path: str) -> None:
    """At 320 pixels every page fits, and so it does with twice the spacing of letters and lines."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/{path}")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_a_word_is_explained_by_keys_alone(page: Page) -> None:
    """Enter opens the note, Tab reaches its link, Escape closes it and gives focus back."""
    page.goto("/practice-model/")
    word = page.locator(".qa-term").first
    word.focus()
    page.keyboard.press("Enter")
    note = page.locator(".qa-tip:popover-open")
    expect(note).to_be_visible()
    page.keyboard.press("Tab")
    expect(note.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(word).to_be_focused()


def test_a_note_never_leaves_the_screen(page: Page) -> None:
    """On a narrow screen the note stands at the lower edge, whole."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/practice-model/")
    page.locator(".qa-term").first.click()
    box = page.locator(".qa-tip:popover-open").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 641


def test_the_menu_of_a_narrow_screen_opens_and_closes_with_keys(page: Page) -> None:
    """The menu button is a button; closed, nothing in the menu takes focus; Escape closes it."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/standards/assessment/")
    button = page.get_by_role("button", name="Menu")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".md-sidebar--primary")).not_to_be_visible()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".md-sidebar--primary :focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_the_skip_link_is_the_first_stop(page: Page) -> None:
    """The first Tab reaches the way past the menu, and it leads into the content."""
    page.goto("/id/R053/")
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("() => location.hash") == "#qa-main"


def test_the_address_of_a_page_can_be_copied(page: Page, context: BrowserContext) -> None:
    """The address shown is the page's own, and the button copies it and says so."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/id/ps.assessment.reasoning/")
    shown = page.locator("[data-address]").first.inner_text()
    assert shown == page.url
    page.get_by_role("button", name="Copy the address", exact=True).click()
    expect(page.locator("#qa-say")).to_have_text("Address copied")
    assert page.evaluate("() => navigator.clipboard.readText()") == shown


def test_reading_stores_only_light_or_dark(page: Page) -> None:
    """Visiting pages leaves the colour scheme behind and nothing else: no other storage, no database, no cookie."""
    for path in MAIN_PAGES[:6]:
        page.goto(f"/{path}")
    assert {key.rpartition(".")[2] for key in page.evaluate(STORED)} <= {"__palette"}
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    assert page.evaluate("() => document.cookie") == ""


def test_pages_are_whole_without_a_script(browser_without_script: Page) -> None:
    """Standards, permanent pages and notes of the glossary read the same without JavaScript."""
    page = browser_without_script
    page.goto("/id/ps.assessment.reasoning/")
    expect(page.locator("[data-address]").first).to_contain_text("id/ps.assessment.reasoning/")
    expect(page.get_by_role("button", name="Copy the address")).not_to_be_visible()
    page.goto("/practice-model/")
    page.locator(".qa-term").first.click()
    expect(page.locator(".qa-tip:popover-open")).to_be_visible()


def test_paper_shows_the_ids_and_drops_the_menus(page: Page) -> None:
    """In print the ids stand after their expectations, and header, menus and foot are gone."""
    page.goto("/standards/assessment/")
    page.emulate_media(media="print")
    expect(page.locator(".qa-print-id").first).to_be_visible()
    for gone in (".md-header", ".md-sidebar--primary", ".md-footer", ".md-path"):
        expect(page.locator(gone).first).not_to_be_visible()
