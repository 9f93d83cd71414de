"""The page of a report in a browser: nothing in it runs, anybody can read it, each printed page says what it is."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from practice_audit.report import shown
from practice_audit.report.charts import drawings
from practice_audit.report.writers import web_page
from practice_audit.report.writers.arranging import arranged
from practice_audit.report.writers.arranging import charts as charts_of
from tests.a11y import axe
from tests.e2e.payloads import set_traps
from tests.report_sample import SAMPLE, laden, payloads

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

PLACE = "/report.html"
RAN = """
() => [...window.ran, ...("polluted" in {} ? ["polluted"] : []), ...(window.owned === undefined ? [] : ["owned"]),
       ...[...document.querySelectorAll("script, img, iframe, object, embed, form, base, link, input")]
         .map((one) => one.outerHTML)]
"""
"""Signs that something ran, and elements that no report has."""


def _open(context: BrowserContext, content: bytes, kind: str = "text/html; charset=utf-8") -> Page:
    """A page of this content, at an address of the site."""
    context.route(f"**{PLACE}", lambda route: route.fulfill(body=content, content_type=kind))
    page = context.new_page()
    page.goto(PLACE)
    return page


def test_nothing_in_a_report_runs(context: BrowserContext) -> None:
    """With every payload in every place of one page nothing runs, nothing is asked for, and no style is refused."""
    set_traps(context)
    texts = payloads()
    page = _open(context, web_page.page(laden(texts), handbook="https://handbook.example/"))
    expect(page.locator("h2")).to_have_count(len(texts) + 1)
    assert page.evaluate(RAN) == []
    assert page.locator(".skip").evaluate("(one) => getComputedStyle(one).position") == "absolute"


def test_nothing_in_a_drawing_runs(context: BrowserContext) -> None:
    """A chart as a file of its own is read by the browser whole, and runs nothing."""
    set_traps(context)
    texts = payloads()[:40]
    for _, chart in list(charts_of(arranged(laden(texts))))[:4]:
        context.unroute(f"**{PLACE}")
        page = _open(context, drawings.alone(chart).encode(), "image/svg+xml")
        assert page.evaluate("() => document.documentElement.localName") == "svg"
        assert (
            page.evaluate("() => [...window.ran, ...document.querySelectorAll('script, foreignObject, a')].length") == 0
        )
        page.close()


@pytest.mark.parametrize("look", axe.LOOKS, ids=str)
def test_anybody_can_read_a_report(context: BrowserContext, look: axe.Look) -> None:
    """No fault is found by axe on the sample, light and dark, wide and narrow, and the page never scrolls sideways."""
    page = _open(context, web_page.page(SAMPLE, handbook="https://handbook.example/"))
    page.emulate_media(color_scheme=look.scheme)
    page.set_viewport_size({"width": look.width, "height": look.height})
    assert axe.violations(page, preload=False) == []
    assert page.evaluate(axe.SIDEWAYS) == 0


def test_the_page_is_read_by_keyboard(context: BrowserContext) -> None:
    """The first key leads past the contents; a table that is wider than a phone is moved with the arrow keys."""
    page = _open(context, web_page.page(SAMPLE))
    page.set_viewport_size({"width": 320, "height": 640})
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    frame = page.get_by_role("region", name="Table 1: Grades of audits by team")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


def test_each_printed_page_says_what_it_is(context: BrowserContext) -> None:
    """Title, days and the mark of a sample stand on each page of paper, with its number and how many there are."""
    page = _open(context, web_page.page(SAMPLE))
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(paper) > 2
    for number, sheet in enumerate(paper, start=1):
        said = " ".join(sheet.extract_text().split())
        for words in (SAMPLE.title, shown.period(SAMPLE), shown.SAMPLE, f"Page {number} of {len(paper)}"):
            assert words in said
    assert float(paper[0].mediabox.width) == pytest.approx(595, abs=1)
    whole = " ".join(" ".join(sheet.extract_text().split()) for sheet in paper)
    assert "Skip to the report" not in whole
    assert "Stands out: 2025-Q3." in whole
