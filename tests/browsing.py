"""A real Chromium on the built site, once for all tests; every page is watched for leaks and violations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from site_build import toolchain
from tests.webserver import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--liftoff-only",  # the engine compiled once and not a second time, better: each test has it for seconds
)
PLACE: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 1000},
    "locale": "en-GB",
    "timezone_id": "Europe/London",
}
"""Where the person of a test sits: a desk in England."""
WATCH = """
window.addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI}`);
});
"""
NO_WORKERS = "delete Navigator.prototype.serviceWorker;"
"""Makes a browser without service workers of the one that a test has.

What they do has tests of its own (tests/e2e/offline.py). In every other test one would only fetch the whole
engine again for each fresh profile, and its requests would pass no route.
"""
expect.set_options(timeout=20_000)  # milliseconds: as long as a busy machine may need for a step


@dataclass
class Watched:
    """What went wrong in the pages of one test: CSP violations, script errors, foreign requests."""

    address: str
    faults: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Take note of everything in this context, workers included."""
        context.add_init_script(WATCH)
        context.on("request", self._see_request)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("console", self._see_message)

    def expect(self, pattern: str) -> None:
        """Take out the faults that a test brought about on purpose; AssertionError if there was none."""
        meant = [fault for fault in self.faults if re.search(pattern, fault)]
        assert meant, f"nothing like {pattern!r} in {self.faults}"
        self.faults[:] = [fault for fault in self.faults if fault not in meant]

    def _see_request(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme not in {"blob", "data"} and where.netloc != urlsplit(self.address).netloc:
            self.faults.append(f"third-party request: {request.url}")

    def _see_message(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"console {message.type}: {message.text}")


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the built site."""
    with serving(site) as where:
        yield where


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright itself, once."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests that need no profile of their own."""
    launched = playwright.chromium.launch(executable_path=toolchain.find_browser(), args=[*CHROMIUM_FLAGS])
    yield launched
    launched.close()


@pytest.fixture
def watched(address: str) -> Iterator[Watched]:
    """Fails the test at its end if anything went wrong in its pages."""
    notes = Watched(address)
    yield notes
    assert notes.faults == []


@pytest.fixture
def context(browser: Browser, watched: Watched, address: str) -> Iterator[BrowserContext]:
    """A fresh, empty browser profile at 1280 x 1000, without service workers, watched."""
    fresh = browser.new_context(base_url=address, **PLACE)
    fresh.add_init_script(NO_WORKERS)
    watched.watch(fresh)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One page of the fresh profile."""
    return context.new_page()
