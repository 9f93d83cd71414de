"""What stands around every page: language, title, one heading, a way past the menu, help at the foot."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.site.document import Document

ROOT = "http://site.invalid/"


def test_every_page_says_its_language_and_title(documents: Mapping[str, Document]) -> None:
    """British English on every page, and a title that no other page has."""
    titles: dict[str, str] = {}
    for address, page in documents.items():
        assert page.language == "en-GB", address
        assert page.title.strip(), address
        assert titles.setdefault(page.title, address) == address, page.title


def test_every_page_has_one_main_heading(documents: Mapping[str, Document]) -> None:
    """One first-level heading on every page, and no level is left out below it. Forms have one a view."""
    for address, page in documents.items():
        levels = [int(tag[1]) for tag, _ in page.headings]
        assert levels[0] == 1, address
        assert levels.count(1) == 1 or address.endswith("/form/"), address
        steps = pairwise(levels)
        assert all(after - before <= 1 for before, after in steps), address


def test_every_page_has_a_way_past_the_menu(documents: Mapping[str, Document]) -> None:
    """The skip link leads to an element of the page's own."""
    for address, page in documents.items():
        assert page.skip.startswith("#"), address
        assert page.skip[1:] in page.ids, address


def test_help_stands_first_at_the_foot_of_every_page(documents: Mapping[str, Document]) -> None:
    """Ask the quality team comes first, then accessibility and data protection, on every page alike."""
    wanted = ["ask/", "accessibility/", "data-protection/", "on-this-device/", "glossary/", "about/", "editions/"]
    for address, page in documents.items():
        led = [urljoin(ROOT + address, link).removeprefix(ROOT) for link in page.foot]
        assert led == wanted, address
