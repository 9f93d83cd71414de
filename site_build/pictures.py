"""`make pictures`: what the handbook looks like, taken in a real browser from the site as it is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from playwright.sync_api import expect, sync_playwright

from site_build import build, toolchain
from site_build.paths import BUILD, SITE
from tests.webserver import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

FOLDER = BUILD / "pictures"
PATIENCE = 90_000
"""Milliseconds that the engine may take to start."""


def run() -> int:
    """Build the site and write its pictures into build/pictures/; 1 where the site has problems."""
    if not build.build_site(SITE):
        return 1
    with serving(SITE) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=toolchain.find_browser(), args=["--no-sandbox"])
        page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 800}, locale="en-GB")
        for picture in take(page, FOLDER):
            click.echo(picture)
        browser.close()
    return 0


def take(page: Page, folder: Path) -> Iterator[Path]:
    """Write home.png, standard.png and audit.png into `folder`, one after the other."""
    page.emulate_media(reduced_motion="reduce")  # nothing is caught half-way
    page.goto("")
    yield _picture(page, folder / "home.png")
    page.goto("standards/assessment/#ps.assessment.reasoning")
    yield _picture(page, folder / "standard.png")
    page.goto("tools/ila/form/#new")
    expect(page.locator("[data-bar=engine]")).to_contain_text("Checks ready", timeout=PATIENCE)
    page.evaluate("location.hash = 'ila.c1.analysis'")
    page.locator("[id='ila.c1.analysis'] .qa-standard summary").click()
    yield _picture(page, folder / "audit.png")


def _picture(page: Page, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    return path
