"""What the tests of the site share: the handbook as it was read, and every built page taken apart once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_build import build_date, content
from tests.site.document import Document, documents_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from macros import Handbook
    from tests.browsing import Watched


@pytest.fixture(scope="session")
def handbook(root: Path) -> Handbook:
    """What the pages of the site are made of."""
    return content.read(root, build_date.today())


@pytest.fixture(scope="session")
def documents(site: Path) -> Mapping[str, Document]:
    """Every page of the site by its address from the root ("id/R053/", "404.html")."""
    return documents_of(site)


@pytest.fixture
def browser_without_script(browser: Browser, watched: Watched, address: str) -> Iterator[Page]:
    """A page in a browser whose owner has turned JavaScript off."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    watched.watch(context)
    yield context.new_page()
    context.close()
