"""A real Chromium on the built site, once for all tests; every page is watched for leaks and violations."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from site_build import toolchain
from tests.webserver import serving

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

NOT_THERE = (
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay"),
    *("MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"),
    *("TcpPortRandomizationWin", "ThirdPartyStoragePartitioning"),
    *("WebUIOmniboxAimPopup", "WebUIOmniboxPopup"),
)
"""What Chromium does without: what Playwright takes away, since this list takes the place of its own, and two pages.

Chromium loads these two beneath its address bar, which nobody sees here, in each new window: as much work as a page
of the handbook.
"""
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(NOT_THERE)}",
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
TOLD = """
() => [...document.querySelectorAll("[data-bar], [data-note], #qa-summary, #qa-say, .md-typeset h1")]
  .filter((part) => part.checkVisibility() && part.innerText.trim())
  .map((part) => part.innerText.replaceAll(/\\s+/g, " ")).join("\\n")
"""
"""What a page says to the person in front of it: its heading, the status bar, notes, and what is to put right."""
PATIENCE = 60
"""Seconds that a busy machine may need for a step; nothing waits longer than it must."""
expect.set_options(timeout=PATIENCE * 1000)


def wait_until(page: Page, holds: str, arg: object = None) -> None:
    """Ask a function of the page until it says yes, also one that answers later.

    Playwright's own `wait_for_function` takes the promise of an answer for a yes. A page that goes away before it
    answers, as one that loads itself again, is asked again once it is back.
    """
    end = time.monotonic() + PATIENCE
    while not _says_yes(page, holds, arg):
        assert time.monotonic() < end, f"not so after {PATIENCE} seconds: {holds.strip()} of {arg}"


def _says_yes(page: Page, holds: str, arg: object) -> bool:
    try:
        return bool(page.evaluate(holds, arg))
    except Error as gone:
        if "because of a navigation" in gone.message:
            return False
        raise


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Adds to the report of a failed test what its pages said then: a busy machine may never fail that way again."""
    report = yield
    if report.when == "call" and report.failed and isinstance(item, pytest.Function):
        given = item.funcargs.values()
        pages = {one for one in given if isinstance(one, Page)}
        pages |= {page for one in given if isinstance(one, BrowserContext) for page in one.pages}
        for page in pages:
            report.sections.append((page.url, _told(page)))
    return report


def _told(page: Page) -> str:
    try:
        return str(page.evaluate(TOLD))
    except Error as gone:
        return gone.message


@dataclass
class Watched:
    """What went wrong in the pages of one test: CSP violations, script errors, foreign requests."""

    address: str
    faults: list[str] = field(default_factory=list)
    meant: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Take note of everything in this context, workers included."""
        context.set_default_timeout(PATIENCE * 1000)
        context.add_init_script(WATCH)
        context.on("request", self._see_request)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("console", self._see_message)

    def expect(self, pattern: str) -> None:
        """Take out the faults that a test brought about on purpose, early or late; AssertionError if there was none."""
        meant = [fault for fault in self.faults if re.search(pattern, fault)]
        assert meant, f"nothing like {pattern!r} in {self.faults}"
        self.faults[:] = [fault for fault in self.faults if fault not in meant]
        self.meant.append(pattern)

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
    assert [fault for fault in notes.faults if not any(re.search(meant, fault) for meant in notes.meant)] == []


@contextmanager
def profile(browser: Browser, watched: Watched, address: str) -> Iterator[BrowserContext]:
    """A fresh browser profile as people have it: with service workers, watched."""
    fresh = browser.new_context(base_url=address, **PLACE)
    watched.watch(fresh)
    yield fresh
    fresh.close()


@pytest.fixture
def context(browser: Browser, watched: Watched, address: str) -> Iterator[BrowserContext]:
    """A fresh, empty browser profile at 1280 x 1000, without service workers, watched."""
    with profile(browser, watched, address) as fresh:
        fresh.add_init_script(NO_WORKERS)
        yield fresh


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One page of the fresh profile."""
    return context.new_page()
