"""A page of the quality team's desk that is left holds nothing, also where the browser keeps whole pages for "Back"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_build import toolchain
from tests.browsing import CHROMIUM_FLAGS, NO_WORKERS, profile
from tests.desk import PERIOD
from tests.e2e.forms import ENGINE_PATIENCE
from tests.e2e.test_desk import open_desk, press
from tests.e2e.test_desk_records import lock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Playwright

    from tests.browsing import Watched
    from tests.making import Make, Save

NO_CACHE = "--disable-back-forward-cache"
"""What Playwright starts a browser with, and people do not."""
HOW = "performance.getEntriesByType('navigation')[0].type"
HELD = """
() => [...document.querySelectorAll("#qa-main input, #qa-main select")]
  .filter((one) => one.type === "checkbox" ? one.checked : one.value).map((one) => one.id)
"""


@pytest.fixture(params=[[NO_CACHE], []], ids=["kept", "not-kept"])
def left(request: pytest.FixtureRequest, playwright: Playwright, watched: Watched, address: str) -> Iterator[Page]:
    """A page in a browser that keeps pages whole for whoever comes back to them, or in one that does not."""
    browser = playwright.chromium.launch(
        executable_path=toolchain.find_browser(), args=[*CHROMIUM_FLAGS], ignore_default_args=request.param or None
    )
    with profile(browser, watched, address) as context:
        context.add_init_script(NO_WORKERS)
        yield context.new_page()
    browser.close()


def test_whoever_comes_back_finds_nothing(left: Page, request: pytest.FixtureRequest, make: Make, save: Save) -> None:
    """After a link and Back: no chosen file, no half typed passphrase, nothing typed, no report."""
    records = save(make())
    open_desk(left, "make-a-report/")
    left.locator("#records").set_input_files(records)
    left.locator("#period").fill(PERIOD)
    left.locator("#sample").check()
    press(left, "Make the report")
    expect(left.locator("#result")).to_be_focused()
    (path,) = records.iterdir()
    lock(path)
    left.locator("#single").set_input_files(path)
    left.locator("#unlock-with").fill("half a passphr")
    left.goto("standards/")
    left.go_back()
    expect(left.locator("#desk-state")).to_have_text("Ready.", timeout=ENGINE_PATIENCE)
    assert left.evaluate(HOW) in {"back_forward", *(["reload"] if "[kept]" in request.node.name else [])}
    assert left.evaluate(HELD) == []
    expect(left.locator("#desk-chosen")).to_be_empty()
    expect(left.locator("#desk-locked")).to_be_hidden()
    expect(left.locator("#desk-report")).to_be_hidden()
    left.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(left.locator("h1")).to_be_hidden()
