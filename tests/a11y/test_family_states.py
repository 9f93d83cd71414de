"""What children and families see of their forms, with axe, light and dark, wide and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.a11y.axe import in_every_look
from tests.e2e.forms import go, new_draft, question, view

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_the_pages_of_a_child(page: Page) -> None:
    """The first page, faces, a line of text, drawings with boxes, the worker's part and the kind end are clean."""
    page.goto("tools/feedback-child/form/#new")
    expect(view(page)).to_have_id("fc.page1")
    faults = in_every_look(page, "first page", view(page))
    for place in ("fc.page2", "fc.page5", "fc.page7", "fc.page16", "fc.worker"):
        go(page, place)
        faults += in_every_look(page, place, view(page))
    go(page, "fc.page1")
    question(page, "fc.consent-no").check()
    faults += in_every_look(page, "said no", view(page).locator(".qa-when p"))
    view(page).locator("[data-do=save-continue]").click()
    expect(view(page)).to_have_id("ended")
    faults += in_every_look(page, "the kind end", view(page))
    assert faults == []


def test_the_pages_of_a_parent_and_the_voices_of_an_audit(page: Page) -> None:
    """A page of scales, one with texts, and the list of voices in the audit are clean."""
    page.goto("tools/feedback-parent/form/#new")
    expect(view(page)).to_have_id("fp.begin")
    faults: list[str] = []
    for place in ("fp.work", "fp.change", "fp.more"):
        go(page, place)
        faults += in_every_look(page, place, view(page))
    new_draft(page, "ila")
    go(page, "ila.e")
    rows = question(page, "ila.e.voices")
    rows.locator("[data-do=add-row]").click()
    expect(rows.locator(".qa-row")).to_have_count(2)
    faults += in_every_look(page, "voices", rows)
    assert faults == []
