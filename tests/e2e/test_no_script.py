"""Without JavaScript: the whole form can be read and printed, and nothing promises what needs a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from macros.dates import in_words
from site_build import build_date
from tests.browsing import PLACE
from tests.e2e.forms import TOOLS
from tests.e2e.sheets import edition, paper, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from practice_audit.model import Catalogue

PROMISES = ("saved", "save and", "draft", "checks ready", "download", "put right")
HIDDEN = (
    "selector => [...document.querySelectorAll(selector)].filter((one) => !one.checkVisibility()).map((one) => one.id)"
)


@pytest.fixture
def plain_page(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    context = browser.new_context(base_url=address, java_script_enabled=False, **PLACE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("tool", TOOLS)
def test_every_question_is_there_to_read(tool: str, plain_page: Page) -> None:
    """Every section, question, hint and place for a reason of a form is visible without a script."""
    plain_page.goto(f"tools/{tool}/form/")
    questions = plain_page.locator(".qa-q[data-question]")
    assert questions.count() > 5
    for part in (
        ".qa-view[data-section]",
        ".qa-q[data-question]",
        "[data-question] .qa-hint",
        "[data-section] .qa-when input",
    ):
        assert plain_page.evaluate(HIDDEN, part) == [], part


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_promises_to_save(tool: str, plain_page: Page) -> None:
    """Neither the form nor its start page speaks of saving, drafts or checks where no script can do them."""
    for path in (f"tools/{tool}/form/", f"tools/{tool}/"):
        plain_page.goto(path)
        text = plain_page.locator("#qa-main").inner_text().lower()
        assert [promise for promise in PROMISES if promise in text] == [], path
        assert plain_page.locator("#qa-main").get_by_role("button").count() == 0, path


def test_the_start_page_says_what_can_be_done(plain_page: Page) -> None:
    """The start page says that a script is needed to type, and leads to the blank form."""
    plain_page.goto("tools/ila/")
    expect(plain_page.get_by_text("To fill in the form on screen, JavaScript must be on.")).to_be_visible()
    plain_page.get_by_role("link", name="Open the blank form").click()
    expect(plain_page.locator(".qa-view[data-section] h1").first).to_contain_text("Selection and independence")


@pytest.mark.parametrize("path", ["", "standards/assessment/", "id/ps.assessment.reasoning/", "glossary/", "tools/"])
def test_reading_needs_no_script(path: str, plain_page: Page) -> None:
    """A reading page shows its heading, and each of its links leads somewhere, without a script."""
    plain_page.goto(path)
    expect(plain_page.locator("#qa-main h1")).to_be_visible()
    links = plain_page.locator("#qa-main a[href]").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    assert links
    assert "#" not in links
    assert plain_page.locator("[data-drafts]:visible").count() == 0


@pytest.mark.parametrize("path", ["standards/assessment/", "tools/selection/form/"])
def test_paper_says_when_the_page_was_made(path: str, plain_page: Page, catalogue: Catalogue) -> None:
    """Where no script can tell the day of printing, each sheet says the day of the build, and that it is that day."""
    plain_page.goto(path)
    foot = edition(catalogue) + squeezed(f". Made on {in_words(build_date.today())}.")
    assert [sheet for sheet in paper(plain_page) if foot not in sheet or "Printedon" in sheet] == []
