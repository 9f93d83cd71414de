"""The page /check/ as the tests see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE = 90_000
"""Milliseconds that the page may take on a busy machine: the engine gives up after a minute."""


def expect_done(page: Page) -> None:
    """Wait until everything has been looked at."""
    expect(page.get_by_role("button", name="Copy all as text")).to_be_visible(timeout=PATIENCE)


def line(page: Page, name: str) -> Locator:
    """One thing that is looked at."""
    return page.locator(f"[data-line={name}]")


def found(page: Page, name: str) -> Locator:
    """What was seen of it."""
    return line(page, name).locator("[data-found]")


def status(page: Page) -> Mapping[str, str]:
    """What the page says of each line."""
    read: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-line]")].map(
          (line) => [line.dataset.line, line.querySelector("[data-status]").textContent]))"""
    )
    return read
