"""Many pages through axe: two browsers at once, each in a thread of its own."""

from __future__ import annotations

import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from site_build import toolchain
from tests.a11y import axe
from tests.browsing import CHROMIUM_FLAGS, NO_WORKERS, PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.a11y.axe import Look

BROWSERS = 2
PUT = """
async (address) => {
  const given = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const styles = (page) => [...page.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href"));
  if (styles(given).join() !== styles(document).join()) return false;
  history.replaceState(null, "", address);
  document.title = given.title;
  for (const part of [".md-skip", ".md-container"]) {
    document.querySelector(part).replaceWith(document.adoptNode(given.querySelector(part)));
  }
  scrollTo(0, 0);
  return true;
}
"""
"""Shows a page in the place of another of its kind: a third of the time that opening it takes."""
PLACED = """
() => innerWidth < 1000 || [...document.querySelectorAll(".md-sidebar__scrollwrap")].every((one) => one.style.height)
"""
"""Whether the theme has given its columns their height: before that they lie over the foot of a short page."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found on one page in one look; `sideways` is how many pixels it is wider than the window."""

    path: str
    look: Look
    violations: tuple[str, ...]
    sideways: int

    def faults(self) -> list[str]:
        """One line for each thing that is wrong."""
        wide = [f"{self.sideways} pixels wider than the window"] if self.sideways > 0 else []
        return [f"/{self.path} ({self.look}): {fault}" for fault in (*self.violations, *wide)]


def paths(site: Path) -> list[str]:
    """Every page of the site by its address from the root, in order."""
    found = (page.relative_to(site).as_posix().removesuffix("index.html") for page in site.rglob("*.html"))
    return sorted(found)


def sweep(
    address: str,
    jobs: Sequence[tuple[str, Look]],
    done: Callable[[Seen], None],
    *,
    alike: Collection[str] = (),
    preload: bool = False,
) -> None:
    """Look at each page in its look and hand over what was found, one at a time but in no fixed order.

    Pages that are `alike`, of one kind and with nothing in them that a script makes, are put one after the
    other into the first of them: what the theme has around them stays.
    """
    waiting: queue.SimpleQueue[tuple[str, Look]] = queue.SimpleQueue()
    for job in sorted(jobs, key=lambda job: (LOOK_ORDER[job[1]], job[0] in alike)):
        waiting.put(job)
    one_at_a_time = threading.Lock()

    def work() -> None:
        with sync_playwright() as started:
            browser = started.chromium.launch(executable_path=toolchain.find_browser(), args=[*CHROMIUM_FLAGS])
            pages: dict[Look, Page] = {}
            while True:
                try:
                    path, look = waiting.get_nowait()
                except queue.Empty:
                    break
                page = pages.get(look) or pages.setdefault(look, _page(browser, look))
                _show(page, address, path, alike)
                seen = Seen(path, look, tuple(axe.violations(page, preload=preload)), page.evaluate(axe.SIDEWAYS))
                with one_at_a_time:
                    done(seen)
            browser.close()

    with ThreadPoolExecutor(BROWSERS) as threads:
        for finished in [threads.submit(work) for _ in range(BROWSERS)]:
            finished.result()


LOOK_ORDER = {look: place for place, look in enumerate(axe.LOOKS)}


def _page(browser: Browser, look: Look) -> Page:
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height}, color_scheme=look.scheme, locale="en-GB"
    )
    context.set_default_timeout(PATIENCE * 1000)
    context.add_init_script(NO_WORKERS)
    context.add_init_script(axe.script())  # once, and not again with each page
    return context.new_page()


def _show(page: Page, address: str, path: str, alike: Collection[str]) -> None:
    if path in alike and page.url.removeprefix(address) in alike and page.evaluate(PUT, address + path):
        return
    page.goto(address + path, wait_until="domcontentloaded")
    page.wait_for_function(PLACED)
