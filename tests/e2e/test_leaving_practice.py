"""An address that opens something real while somebody practises: the practice ends, and nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.forms import (
    bar,
    drafts,
    expect_all_kept,
    expect_saved,
    go,
    new_draft,
    note,
    question,
    save_section,
    view,
    voice,
)
from tests.e2e.test_practice import PROUD, TYPED, leave, practise

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

NOTE = "Practice: nothing is kept."


def follow(page: Page, address: str) -> None:
    """Put something after the # of the address, as somebody does by hand."""
    page.evaluate("where => { location.hash = where; }", address)


def type_in_practice(page: Page) -> None:
    """Practise, and answer one question."""
    practise(page)
    go(page, PROUD)
    question(page, f"{PROUD}-value").fill(TYPED)


def test_a_real_one_begins_in_place_of_the_practice(early_page: Page) -> None:
    """The browser asks; then a draft is begun and kept, with the words of a real one and nothing of the practice."""
    type_in_practice(early_page)
    asked = leave(early_page)
    with early_page.expect_event("domcontentloaded"):
        follow(early_page, "new")
    expect_saved(early_page)
    assert asked == ["beforeunload"]
    expect(view(early_page)).to_have_id("tasks")
    expect(note(early_page, NOTE)).to_have_count(0)
    (draft,) = drafts(early_page)
    assert (draft["record"]["answers"], draft["record"]["sitting"]["last_section"]) == ({}, "")
    go(early_page, PROUD)
    expect(question(early_page, f"{PROUD}-value")).to_have_value("")
    question(early_page, f"{PROUD}-value").fill("Kept words.")
    expect(view(early_page).get_by_role("button", name="Save and continue")).to_be_visible()
    save_section(early_page, finished=False)
    expect_all_kept(early_page)
    assert "Kept words." in str(drafts(early_page))


def test_who_stays_goes_on_practising(early_page: Page) -> None:
    """Nothing is lost where somebody would rather stay: what was typed is there, and nothing is kept."""
    type_in_practice(early_page)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    early_page.on("dialog", stay)
    with early_page.expect_event("dialog"):
        follow(early_page, "new")
    expect(question(early_page, f"{PROUD}-value")).to_have_value(TYPED)
    expect(note(early_page, NOTE)).to_be_visible()
    go(early_page, "tasks")
    expect(note(early_page, NOTE)).to_be_visible()
    early_page.keyboard.press("Control+s")
    expect(voice(early_page)).to_have_text("This is practice: nothing is kept, so there is no draft to download.")
    assert (asked, drafts(early_page)) == (["beforeunload"], [])


@pytest.mark.parametrize("what", ["new", "draft", "practice"])
def test_without_an_answer_nothing_is_asked(early_page: Page, what: str) -> None:
    """A draft, or another practice, opens by its address at once where nothing was typed."""
    new_draft(early_page, "pre-audit")
    (kept,) = drafts(early_page)
    practise(early_page)
    asked = leave(early_page)
    with early_page.expect_event("domcontentloaded"):
        follow(early_page, f"draft-{kept['record_id'][:8]}" if what == "draft" else what)
    if what == "practice":
        expect(bar(early_page, "save")).to_have_text("Practice: nothing is kept")
    else:
        expect_saved(early_page)
    assert asked == []
    assert len(drafts(early_page)) == (2 if what == "new" else 1)
