"""Where people choose all colours themselves (high contrast), states are seen: chosen, in focus, wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.forms import expect_engine, go, new_draft, question, save_section, view

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

CONTROLS = {
    "radio button": "ila.c1.analysis-met",
    "grade": "ila.f.grade-grade.outstanding",
    "check box": "ila.d.with-role.practitioner",
    "end of a section": "ila.c1-done-yes",
}
SECTION = {"radio button": "ila.c1", "grade": "ila.f", "check box": "ila.d", "end of a section": "ila.c1"}
EDGE = """
(one) => {
  const style = getComputedStyle(one);
  const wide = parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none";
  return wide && style.borderTopColor !== getComputedStyle(document.body).backgroundColor;
}
"""
"""Whether an element has an edge that is seen on the page."""

BARS = """
(all) => all.map((one) => getComputedStyle(one.closest(".qa-q").querySelector(".qa-field"), "::before").borderLeftStyle)
"""
"""The bar on the left of each question that has an error."""


@pytest.fixture
def forced(page: Page) -> Page:
    """A page of someone who has chosen all colours."""
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    return page


def picture(one: Locator) -> bytes:
    """The control with what stands around it, as it is seen."""
    return one.locator("xpath=..").screenshot(animations="disabled", caret="hide")


@pytest.mark.parametrize("kind", CONTROLS)
def test_what_is_chosen_looks_otherwise(forced: Page, kind: str) -> None:
    """A choice, the focus on it, and both together are three different pictures."""
    new_draft(forced, "ila")
    go(forced, SECTION[kind])
    control = question(forced, CONTROLS[kind])
    control.scroll_into_view_if_needed()
    plain = picture(control)
    control.focus()
    forced.keyboard.press("Shift")  # the focus of a keyboard is shown, not that of a mouse
    in_focus = picture(control)
    forced.keyboard.press("Space")
    expect(control).to_be_checked()
    chosen = picture(control)
    control.blur()
    assert len({plain, in_focus, chosen, picture(control)}) == 4


def test_fields_and_buttons_have_edges(forced: Page) -> None:
    """Without their own colours, fields and buttons of a form are still seen as such."""
    new_draft(forced, "ila")
    go(forced, "ila.c1")
    shown = view(forced).locator("textarea:visible, input[type=text]:visible, .qa-button:not(.qa-button--text):visible")
    assert shown.count() > 5
    assert [one.get_attribute("id") for one in shown.all() if not one.evaluate(EDGE)] == []


def test_what_is_wrong_has_a_mark_beside_it(forced: Page) -> None:
    """The list of problems and each question with one have an edge, not only a colour."""
    new_draft(forced, "ila")
    expect_engine(forced)
    go(forced, "ila.a")
    save_section(forced, finished=True)
    summary = forced.locator(".qa-errors")
    summary.wait_for()
    assert summary.evaluate(EDGE)
    bars = view(forced).locator(".qa-error:visible").evaluate_all(BARS)
    assert bars
    assert set(bars) == {"solid"}
