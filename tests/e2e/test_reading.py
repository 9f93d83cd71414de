"""Reading as people do it: doors, search, keys alone, narrow screens, more space between letters."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from macros import id_views, rendering, training_views
from site_build import build_date, content
from tests.browsing import wait_until
from tests.site.two_editions import BEFORE, REWORDED, two_editions

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from macros import Handbook

READING = (
    "",
    "standards/assessment/",
    "practice-model/",
    "what-good-looks-like/",
    "glossary/",
    "id/ps.assessment.reasoning/",
    "id/R053/",
    "learning/",
    "learning/first-week/",
    "tools/ila/",
)
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
"""WCAG 1.4.12: what a reader may set, and nothing gets lost."""
SPACE_OUT = """
(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
"""
CLIPPED = """
() => [...document.querySelectorAll("main *, .qa-foot *")].filter((it) => {
  const style = getComputedStyle(it);
  const hides = [style.overflowX, style.overflowY].some((way) => way === "hidden" || way === "clip");
  const meant = style.clipPath !== "none" || it.closest(".qa-hidden, .md-sidebar, .md-nav");
  const over = it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1;
  return hides && !meant && it.clientWidth > 0 && over;
}).map((it) => it.outerHTML.slice(0, 120))
"""


def test_home_has_five_doors_and_each_leads_on(page: Page) -> None:
    """Home asks what someone came to do, and under each heading are links to pages that exist."""
    page.goto("")
    doors = page.locator(".qa-doors > li")
    assert doors.locator("h2").all_inner_texts()[:5] == [
        "Read the standards",
        "Get ready for an audit",
        "Carry out an audit",
        "Have your say",
        "Learn from what we found",
    ]
    for door in doors.all():
        links = door.get_by_role("link").all()
        assert links
        for link in links:
            href = link.evaluate("one => one.href")
            assert page.request.get(href).ok, href


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ps.assessment.reasoning", "id/ps.assessment.reasoning/"),
        ("genogram", "genogram"),
        ("CIN", "id/ps.plans.type/"),
        ("child in need", "id/"),
    ],
)
def test_typing_finds_pages_by_id_word_and_letters(page: Page, typed: str, wanted: str) -> None:
    """An id, a word, letters and the words they stand for bring up pages, and none of them is a form."""
    page.goto("")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(typed)
    results = page.locator(".md-search-result__item > a")
    last = typed.rsplit(maxsplit=1)[-1]  # each letter brings results of its own
    expect(page.locator(f'.md-search-result__item a[href*="{wanted}"][href*="{last}" i]').first).to_be_attached()
    assert results.evaluate_all("(all) => all.map((one) => one.href).filter((href) => href.includes('/form/'))") == []


def test_search_by_keys_on_a_narrow_screen(page: Page) -> None:
    """At 320 pixels a button opens the search, the word is typed, and Tab and Enter lead to a result."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("")
    button = page.get_by_role("button", name="Search", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    box = page.locator(".md-search__input")
    expect(box).to_be_focused()
    page.keyboard.type("R053")
    first = page.locator(".md-search-result__item > a").first
    expect(first).to_have_attribute("href", re.compile(r"/id/R053/\?h=r053$"))  # each letter brings results of its own
    expect(page.get_by_role("status").filter(has_text="matching")).to_be_visible()  # and it is read out how many
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/R053/**")
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", READING)
def test_more_space_between_letters_cuts_nothing_off(page: Page, path: str, width: int) -> None:
    """With the spacing of WCAG 1.4.12 no text is cut off and no page has to be scrolled sideways."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    page.evaluate(SPACE_OUT, SPACING)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


def instead(page: Page, handbook: Handbook, path: str, template: str, view: object) -> None:
    """Serve a page as another handbook shows it, in the frame that was built."""
    made = rendering.render(handbook, f"{template}.html.jinja", path, view)

    def serve(route: Route) -> None:
        answer = route.fetch()
        before, opening, rest = answer.text().partition('<div class="qa ')
        assert opening
        route.fulfill(response=answer, body=before + made + rest[rest.index("</article>") :])

    page.route(f"**/{path}", serve)


@pytest.fixture
def two(root: Path) -> Handbook:
    """The handbook when two editions are published, with reading lists that were chosen for the first of them."""
    handbook = two_editions(content.read(root, build_date.today()))
    lists = tuple(
        replace(one, entries=tuple(replace(entry, edition=BEFORE) for entry in one.entries))
        for one in handbook.training.lists
    )
    return replace(handbook, training=replace(handbook.training, lists=lists))


def test_each_address_of_an_id_is_copied_by_its_own_button(page: Page, address: str, two: Handbook) -> None:
    """One button copies the link that follows the latest edition, the other the one that pins it; each says so."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    here = two.catalogue.edition.id
    instead(page, two, f"id/{REWORDED}/", "id", id_views.identity(two, REWORDED))
    page.goto(f"id/{REWORDED}/")
    for name, wanted in (
        ("Copy the address", f"id/{REWORDED}/"),
        (f"Copy the address in edition {here}", f"editions/{here}/standards/plans/#{REWORDED}"),
    ):
        expect(page.get_by_text(f"{address}{wanted}", exact=True)).to_be_visible()
        page.evaluate("() => navigator.clipboard.writeText('')")
        button = page.get_by_role("button", name=name, exact=True)
        handle = button.element_handle()
        button.press("Enter")
        page.wait_for_function("(it) => it.textContent === 'Address copied' && !it.ariaLabel", arg=handle)
        expect(page.locator("#qa-say")).to_have_text("Address copied")
        assert page.evaluate("navigator.clipboard.readText()") == f"{address}{wanted}"


def test_a_reading_list_says_on_a_narrow_screen_which_text_changed(page: Page, two: Handbook) -> None:
    """At 320 pixels the words stand below the entry, and nothing has to be scrolled sideways."""
    page.set_viewport_size({"width": 320, "height": 640})
    listed = next(one for one in training_views.lists(two) if one.id == "reading.first-week")
    instead(page, two, listed.handout, "reading-list", listed)
    page.goto(listed.handout)
    expect(page.get_by_text(f"Written for edition {BEFORE}; this text has changed since.")).to_have_count(1)
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


def test_both_addresses_of_a_reading_list_are_copied(page: Page, address: str) -> None:
    """A hand-out can be linked to by its page, and by its id."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("learning/first-week/")
    for name, wanted in (
        ("Copy the address", "learning/first-week/"),
        ("Copy the address of the permanent page", "id/reading.first-week/"),
    ):
        page.get_by_role("button", name=name, exact=True).click()
        wait_until(page, "async (wanted) => (await navigator.clipboard.readText()) === wanted", f"{address}{wanted}")
        expect(page.locator("#qa-say")).to_have_text("Address copied")
