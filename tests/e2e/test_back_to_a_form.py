"""A form to which somebody comes back where the browser keeps whole pages for "Back", as people have it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_build import toolchain
from tests.browsing import CHROMIUM_FLAGS, NO_WORKERS, profile, wait_until
from tests.e2e.forms import bar, question, view, wait_for_case
from tests.e2e.test_desk_left import NO_CACHE
from tests.e2e.test_drafts import CASE, FIRST, FULL_STORE, start_typing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Playwright, Route

    from tests.browsing import Watched

NO_LAST_SAVE = """
for (const kind of ["beforeunload", "visibilitychange"]) {
  addEventListener(kind, (event) => event.stopImmediatePropagation(), true);
}
addEventListener("pageshow", (event) => { window.cameBack = event.persisted; });
addEventListener("pagehide", () => { delete window.cameBack; });
"""
"""Whoever leaves is faster than the store, as on a slow machine: what was typed last is only left behind."""


AWAY_AND_BACK = """
() => {
  for (const kind of ["pagehide", "pageshow"]) dispatchEvent(new PageTransitionEvent(kind, { persisted: true }));
}
"""
NO_NOTES = """
const own = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  if (key.startsWith("practice-audit.left.")) throw new DOMException("no space left", "QuotaExceededError");
  own.call(this, key, value);
};
"""
"""There is no room to leave a draft behind."""


@pytest.fixture
def kept_page(playwright: Playwright, watched: Watched, address: str) -> Iterator[Page]:
    """A page without checks in a browser that keeps pages whole for whoever comes back to them."""
    browser = playwright.chromium.launch(
        executable_path=toolchain.find_browser(), args=[*CHROMIUM_FLAGS], ignore_default_args=[NO_CACHE]
    )
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with profile(browser, watched, address) as context:
        context.add_init_script(NO_WORKERS)
        context.route("**/engine/engine.json", hold)
        page = context.new_page()
        page.add_init_script(NO_LAST_SAVE)
        yield page
    browser.close()


def leave_and_come_back(page: Page) -> None:
    """Go to the home page, which looks at the drafts, and press Back; done when the form is there as it was."""
    page.goto("")
    expect(page.locator("[data-drafts]")).to_be_visible()
    page.evaluate("history.back()")
    expect(question(page, CASE)).to_have_value("CR-0417-AND")


def test_whoever_goes_home_and_back_goes_on_typing(kept_page: Page) -> None:
    """What home put into the store meanwhile counts, and what is typed after Back is saved: no other tab has it."""
    start_typing(kept_page)
    question(kept_page, CASE).press_sequentially("-AND")
    leave_and_come_back(kept_page)
    wait_until(kept_page, "() => window.cameBack === false")  # loaded anew, by itself or since it was not kept whole
    expect(kept_page.locator("#qa-main")).to_have_attribute("data-ready", "")
    expect(view(kept_page)).to_have_id(FIRST)
    expect(question(kept_page, CASE)).to_have_value("CR-0417-AND")
    expect(question(kept_page, CASE)).to_be_editable()
    question(kept_page, CASE).press("End")
    kept_page.keyboard.type("-MORE")
    question(kept_page, CASE).press("Tab")
    wait_for_case(kept_page, "CR-0417-AND-MORE")
    expect(bar(kept_page, "save")).to_have_text(re.compile("^Saved"))


def test_what_could_be_left_nowhere_is_still_there_after_back(kept_page: Page) -> None:
    """Where there was no room for it the page itself comes back with what was typed, and saves it when it can.

    The browser says so as it does for a page that it keeps whole; which pages it does keep is its own affair.
    """
    kept_page.add_init_script(FULL_STORE)
    kept_page.add_init_script(NO_NOTES)
    start_typing(kept_page)
    kept_page.evaluate("window.isFull = true")
    question(kept_page, CASE).press_sequentially("-AND")
    kept_page.evaluate(AWAY_AND_BACK)
    assert kept_page.evaluate("window.cameBack") is True
    kept_page.evaluate("window.isFull = false")
    question(kept_page, CASE).press("Tab")
    wait_for_case(kept_page, "CR-0417-AND")
