"""Pages for tests of the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page, Route


@pytest.fixture
def early_page(context: BrowserContext) -> Iterator[Page]:
    """A page on which the engine never gets past its first request: what works before Python is there."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    context.route("**/engine/engine.json", hold)
    page = context.new_page()
    yield page
    page.close()
    for route in held:
        route.abort()
