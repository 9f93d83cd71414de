"""The sheet for the conversation, what would lift the work, and practice, with axe in all four looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.a11y.axe import in_every_look
from tests.e2e.forms import expect_engine, go, new_draft, note, open_draft, press_on, save_section, view
from tests.e2e.test_conversation import both, load
from tests.e2e.test_practice import practise

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_the_conversation_in_every_state(page: Page) -> None:
    """The sheet with nothing, with both views and every group of them open, and the list that leads to it are clean."""
    new_draft(page, "ila")
    expect_engine(page)
    go(page, "conversation")
    faults = in_every_look(page, "sheet without anything", page.locator("[data-no-strengths]"))
    audit, checklist = both()
    open_draft(page, audit)
    expect_engine(page)
    faults += in_every_look(page, "list of sections", page.get_by_role("link", name="Both views, and a sheet"))
    load(page, checklist)
    go(page, "conversation")
    expect(view(page).locator("[data-views] details").first).to_be_visible()
    for summary in view(page).locator("[data-views] summary").all():
        summary.press("Enter")
    faults += in_every_look(page, "both views", view(page).locator("[data-views] details dl").first)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(WIDE) == 0
    assert faults == []


def test_what_would_lift_it(page: Page) -> None:
    """The panel open, and with a text put into the third part, is clean; nothing scrolls sideways at 320 pixels."""
    open_draft(page, both()[0])
    expect_engine(page)
    go(page, "ila.f.higher")
    panel = page.locator("[data-panel=lift]")
    press_on(panel.locator("summary"))
    faults = in_every_look(page, "what would lift it", panel.locator("[data-do=lift-put]").first)
    panel.locator("[data-do=lift-put]").first.press("Enter")
    faults += in_every_look(page, "put into part 3", panel.locator("[data-do=lift-undo]"))
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(WIDE) == 0
    go(page, "ila.g")
    faults += in_every_look(page, "an action with its five checks", view(page).locator("[data-question=smart]").first)
    assert faults == []


def test_practice(page: Page) -> None:
    """Its start page, its first view, errors, and the end of its check are clean."""
    page.goto("tools/pre-audit/")
    faults = in_every_look(page, "start page", page.get_by_role("link", name="Practise without keeping anything"))
    practise(page)
    expect_engine(page)
    faults += in_every_look(page, "practice", note(page, "Practice: nothing is kept."))
    go(page, "pa.j")
    save_section(page, finished=True)
    faults += in_every_look(page, "practice with errors", page.locator(".qa-errors"))
    assert faults == []
