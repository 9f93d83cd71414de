"""Pages as they are shown while their scripts are still on the way: on a slow line that can take a while."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.a11y import axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

MODULES = re.compile(r"\.mjs$")
PAGES = (
    "ask/",
    "check/",
    "draw-audits/",
    "draw-cases/",
    "make-a-report/",
    "on-this-device/",
    "tools/feedback-child/form/",
    "tools/ila/",
    "tools/ila/form/",
)
"""One page of each template that a script of its own takes over."""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_whose_script_has_not_come(path: str, page: Page) -> None:
    """Nothing that is seen before the script begins is a violation, such as a link that has no words yet."""
    page.route(MODULES, lambda route: route.fulfill(content_type="text/javascript", body=""))
    page.goto(path)
    assert axe.faults(page) == []
