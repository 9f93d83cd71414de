"""Sites that change and servers that go away, for the tests of work without a connection."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from site_build import offline
from site_build.paths import CATALOGUE
from tests.e2e.forms import ENGINE_PATIENCE, bar

if TYPE_CHECKING:
    from pathlib import Path

READY = "Ready to work offline"
GONE = "console error: Failed to load resource: net::ERR_"
"""What the browser complains of where a server is gone."""
CACHES = "async () => (await caches.keys()).sort()"
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
CONTROLLED = "() => navigator.serviceWorker.controller !== null"


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
    import json  # noqa: PLC0415

    return str(json.loads(CATALOGUE.read_text(encoding="utf-8"))["edition"]["id"])


def expect_ready(page: Page) -> None:
    """Wait until the bar of a form says that everything is here."""
    expect(bar(page, "engine")).to_contain_text(READY, timeout=ENGINE_PATIENCE)
