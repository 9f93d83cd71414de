"""What is read aloud: each thing once, in one place, and never over someone who is typing (WCAG 4.1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.forms import (
    TOOLS,
    bar,
    drafts,
    expect_engine,
    expect_saved,
    go,
    new_draft,
    note,
    press_on,
    question,
    voice,
)

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

LISTEN = """
document.addEventListener("DOMContentLoaded", () => {
  window.heard = [];
  window.focused = [];
  for (const region of document.querySelectorAll("[role=status], [role=alert], [role=log], [aria-live]")) {
    new MutationObserver(() => region.textContent && window.heard.push(region.textContent))
      .observe(region, { childList: true, characterData: true, subtree: true });
  }
  document.addEventListener("focusin", ({ target }) => {
    const about = (target.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id));
    const shown = about.filter((one) => one && !one.hidden).map((one) => one.textContent);
    window.focused.push([target.textContent, ...shown].join(" "));
  });
});
"""
REGIONS = """
() => [...document.querySelectorAll("#qa-main :is([role=status], [role=alert], [role=log], [aria-live])")]
  .map((one) => one.id)
"""


@pytest.fixture
def listened(context: BrowserContext) -> Page:
    """A page that notes what is read aloud."""
    context.add_init_script(LISTEN)
    return context.new_page()


def times_said(page: Page, words: str) -> int:
    """How often words reached a person who listens: from a live region, or with what the focus went to."""
    all_said: list[str] = page.evaluate("() => [...window.heard, ...window.focused]")
    return len([said for said in all_said if words in said])


def heard(page: Page) -> list[str]:
    """What was read aloud on this page since it was opened, in order."""
    said: list[str] = page.evaluate("() => window.heard")
    return said


@pytest.mark.parametrize("tool", TOOLS)
def test_a_form_has_one_voice(page: Page, tool: str) -> None:
    """One hidden region speaks; nothing else in the form is read aloud by itself."""
    page.goto(f"tools/{tool}/form/")
    assert page.evaluate(REGIONS) == ["qa-say"]


def test_each_thing_is_said_once(listened: Page) -> None:
    """Saving, rows, a download and a section that is done are each said one time, in their order."""
    new_draft(listened, "ila")
    expect_engine(listened)
    go(listened, "ila.c1")
    rows = question(listened, "ila.c1.evidence")
    wanted = []
    for name, words in (
        ("Add another piece of evidence", "Evidence 2 added."),
        ("Remove evidence 2", "Evidence 2 removed. Undo"),
        ("Undo", "Evidence 2 is back."),
    ):
        rows.get_by_role("button", name=name).press("Enter")
        expect(voice(listened)).to_have_text(words)
        wanted.append(words)
    with listened.expect_download():
        listened.keyboard.press("Control+s")
    expect(voice(listened)).to_have_text("Draft downloaded.")
    expect_saved(listened)
    said = heard(listened)
    assert [words for words in said if words in (*wanted, "Draft downloaded.")] == [*wanted, "Draft downloaded."]
    assert len(set(said)) == len(said)


def test_whoever_types_is_not_talked_over(listened: Page) -> None:
    """While letters come in, saving says nothing after the first time, however often it happens."""
    listened.clock.install()
    new_draft(listened, "pre-audit")
    go(listened, "pa.j")
    box = question(listened, "pa.j.proud-value")
    box.focus()
    before = len(heard(listened))
    for letter in "We saw her alone, and she said what she wants.":
        listened.keyboard.type(letter)
        listened.clock.run_for(500)
    expect(bar(listened, "save")).to_contain_text("Saved")
    assert len(heard(listened)) - before <= 3  # at most one in ten seconds of the twenty-three


def test_a_note_is_read_out_once(context: BrowserContext, listened: Page) -> None:
    """In the tab that loses the draft, the note at the top is said one time."""
    new_draft(listened, "pre-audit")
    second = context.new_page()
    second.goto(f"tools/pre-audit/form/#draft-{drafts(listened)[0]['record_id'][:8]}")
    note(second, "This draft is open in another tab.").get_by_role("button", name="Change it here instead").click()
    expect(note(listened, "You carried on in another tab")).to_be_visible()
    expect(voice(listened)).to_contain_text("You carried on in another tab")
    assert len([words for words in heard(listened) if "another tab" in words]) == 1
    assert len([words for words in heard(second) if "open in another tab" in words]) == 1


def test_clearing_is_told_once(listened: Page) -> None:
    """After "Clear this device" the heading that has the focus says what is left, and nothing repeats it."""
    listened.goto("on-this-device/")
    press_on(listened.locator("#clear-ask"))
    press_on(listened.locator("#clear-do"))
    told = listened.locator("#clear-done h3")
    expect(told).to_be_focused()
    expect(listened.locator("#qa-say")).to_be_empty()
    assert times_said(listened, told.inner_text()) == 1


def test_what_stops_a_name_or_a_passphrase_is_told_once(listened: Page) -> None:
    """It is read with the control that gets the focus; by the voice, where the focus is there already."""
    new_draft(listened, "pre-audit")
    expect_saved(listened)
    listened.locator("[data-names] summary").click()
    listened.get_by_role("button", name="Add the name").click()
    expect(listened.locator("#names-name")).to_be_focused()
    assert times_said(listened, "Type a name of at least two letters.") == 1
    listened.keyboard.press("Enter")
    expect(voice(listened)).to_have_text("Type a name of at least two letters.")
    assert times_said(listened, "Type a name of at least two letters.") == 2
    go(listened, "lock")
    listened.get_by_role("button", name="Save the locked draft").click()
    expect(question(listened, "lock-with")).to_be_focused()
    fault = listened.locator("#lock-fault").inner_text()
    listened.keyboard.press("Control+s")
    expect(voice(listened)).to_have_text("Draft downloaded.")  # whatever was to be said before, has been
    assert times_said(listened, fault.removeprefix("Error: ")) == 1
