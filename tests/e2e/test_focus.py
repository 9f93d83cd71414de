"""What has the focus is seen, whichever way one goes through a page: nothing lies over it (WCAG 2.4.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.a11y.test_pages import TEMPLATES
from tests.e2e.checking import expect_done
from tests.e2e.focus import covered
from tests.e2e.forms import TOOLS, begin, go, new_draft, view

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

    from practice_audit.model import Catalogue

SIZES: dict[str, ViewportSize] = {"wide": {"width": 1280, "height": 720}, "narrow": {"width": 320, "height": 640}}
STOPS = 40
"""Presses of a key each way through a page that is read; long lists have the same links over and over."""
MOST = 300
"""More stops than any view of a form has."""
LEFT = "() => document.activeElement.closest('.qa-view--on') === null"


@pytest.fixture
def still(page: Page) -> Page:
    """A page that jumps to what has the focus instead of gliding there: it is looked at where it comes to rest."""
    page.emulate_media(reduced_motion="reduce")
    return page


def past_the_header(page: Page) -> None:
    """From the top over the skip link into the content: on the way past, the theme's search opens over the page."""
    page.locator(".md-skip").first.focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("path", TEMPLATES)
def test_on_a_page_of_each_template(still: Page, path: str) -> None:
    """Forwards from the content and backwards from the foot, on a desk and on a phone in turn."""
    names = list(SIZES)
    still.set_viewport_size(SIZES[names[TEMPLATES.index(path) % len(names)]])
    still.goto(path)
    if path == "check/":
        expect_done(still)  # its lines grow as they are filled in
    past_the_header(still)
    assert covered(still, "Tab", STOPS) == []
    still.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    still.locator(".md-footer a").last.focus()
    assert covered(still, "Shift+Tab", STOPS) == []


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_through_a_long_chapter(still: Page, size: ViewportSize) -> None:
    """Every stop of a chapter, there and back."""
    still.set_viewport_size(size)
    still.goto("standards/assessment/")
    past_the_header(still)
    assert covered(still, "Tab", 120) == []
    still.locator(".md-footer a").last.focus()
    assert covered(still, "Shift+Tab", 120) == []


@pytest.mark.parametrize("tool", TOOLS)
def test_in_every_view_of_a_form(still: Page, catalogue: Catalogue, tool: str) -> None:
    """Through each section, the list and the check by Tab and back: header and status bar never lie over it."""
    sections = [section.id for section in catalogue.tool(tool).sections]
    (begin if catalogue.tool(tool).readers else new_draft)(still, tool)
    names = list(SIZES)
    for place, name in enumerate(["tasks", *sections, "check", "delete"]):
        still.set_viewport_size(SIZES[names[place % len(names)]])
        go(still, name)
        expect(view(still)).to_have_id(name)
        if name == "check":
            expect(view(still).locator("[data-answers] h2")).to_have_count(len(sections))
        stops = 0
        while stops < MOST:
            assert covered(still, "Tab", 1) == [], name
            stops += 1
            if still.evaluate(LEFT):
                break
        assert stops < MOST, name
        assert covered(still, "Shift+Tab", stops) == [], name
