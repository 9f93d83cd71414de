"""Sites that change and servers that go away, for the tests of work without a connection."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from site_build import offline
from site_build.paths import CATALOGUE
from tests.browsing import PLACE, Watched, wait_until
from tests.e2e.forms import ENGINE_PATIENCE, bar
from tests.webserver import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

READY = "Ready to work offline"
GONE = "console error: Failed to load resource: net::ERR_"
"""What the browser complains of where a server is gone."""
CACHES = "async () => (await caches.keys()).sort()"
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
CONTROLLED = "() => navigator.serviceWorker.controller !== null"
PAGE_KEPT = """
async ([address, text]) => {
  const name = (await caches.keys()).find((one) => one.startsWith("practice-audit.pages "));
  const kept = name && (await (await caches.open(name)).match(new URL(address, document.baseURI)));
  return Boolean(kept) && (await kept.text()).includes(text);
}
"""


class Site:
    """A server of a folder, and a fresh profile whose browser may keep what it brings."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._server = serving(folder)
        self.address = self._server.__enter__()
        self.watched = Watched(self.address)
        self.context: BrowserContext = browser.new_context(base_url=self.address, **PLACE)
        self.watched.watch(self.context)
        self._is_up = True

    def stop(self) -> None:
        """The server is gone: nobody listens there any more."""
        if self._is_up:
            self._server.__exit__(None, None, None)
        self._is_up = False

    def close(self) -> None:
        """At the end of a test: nothing went wrong but for requests to a server that is gone."""
        self.context.close()
        self.stop()
        assert [fault for fault in self.watched.faults if not fault.startswith(GONE)] == []


@contextmanager
def visiting(browser: Browser, folder: Path) -> Iterator[Site]:
    """A site, closed at the end."""
    made = Site(browser, folder)
    yield made
    made.close()


def copy_of(site: Path, folder: Path) -> Path:
    """A copy of the built site in which a test may replace files."""
    shutil.copytree(site, folder, copy_function=os.link)
    return folder


def replace(folder: Path, name: str, old: str, new: str) -> None:
    """Another text in one file of a copied site."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    changed = path.stat().st_mtime + 10  # servers tell changes by the second
    path.unlink()  # it is the built site's own file, under a second name
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    os.utime(path, (changed, changed))


def publish(folder: Path) -> None:
    """Write the manifest and the worker anew, as a build does at its end."""
    for name in (offline.MANIFEST, offline.WORKER):
        (folder / name).unlink()
    offline.write(folder, edition())


def edition() -> str:
    """The edition at the root of the site."""
    return str(json.loads(CATALOGUE.read_text(encoding="utf-8"))["edition"]["id"])


def expect_kept(page: Page, text: str) -> None:
    """Wait until the page that is open is kept with this text: it is shown first, and kept while it is read."""
    wait_until(page, PAGE_KEPT, [page.url, text])


def expect_ready(page: Page) -> None:
    """Wait until the bar of a form says that everything is here."""
    expect(bar(page, "engine")).to_contain_text(READY, timeout=ENGINE_PATIENCE)
