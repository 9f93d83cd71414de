"""A draft in a file that is in this browser, too: nothing of either is lost unasked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.forms import Record, as_draft, choose_file, drafts, example, finish, open_draft, save, view
from tests.e2e.opening import cases, changed, outcome

if TYPE_CHECKING:
    from playwright.sync_api import Page

FINISH_IT = """
async (id) => {
  const { get, save } = await import(new URL("../../assets/audit/drafts/drafts.mjs", location.href).href);
  const finished = { at: "2026-01-01T00:00:00Z", completed: "2026-01-01T00:00:00Z", filename: "x" };
  await save({ ...(await get(id)), finished }, true);
}
"""
"""Notes that a finished record was saved from a draft, as another tab does."""


def also_here(page: Page) -> Record:
    """A draft that is on this computer with another case reference than in the file that is then chosen."""
    draft = as_draft(example("pre-audit"))
    open_draft(page, draft)
    choose_file(page, "pre-audit", changed(draft, **{"hdr.case_ref": {"value": "CR-0999"}}))
    expect(outcome(page).locator("h3")).to_have_text("This draft is already on this computer")
    expect(outcome(page).locator("h3")).to_be_focused()
    buttons = outcome(page).get_by_role("button").all_inner_texts()
    assert buttons == ["Keep both", "Compare question by question", "Use the file", "Keep what is here"]
    return draft


@pytest.mark.parametrize(
    ("button", "kept"),
    [
        ("Keep both", ["CR-0417", "CR-0999"]),
        ("Use the file", ["CR-0417", "CR-0999"]),
        ("Keep what is here", ["CR-0417"]),
    ],
)
def test_a_draft_that_is_also_here_is_never_lost_unasked(button: str, kept: list[str], early_page: Page) -> None:
    """The file of a draft that is here gives a choice, and each way keeps what it says."""
    also_here(early_page)
    outcome(early_page).get_by_role("button", name=button).click()
    early_page.wait_for_url("**/form/#tasks")
    assert cases(early_page) == kept


def test_what_a_file_replaces_is_kept_as_a_draft_of_its_own(early_page: Page) -> None:
    """The panel says what becomes of what is here; the file has its number now, and the list says which is which."""
    draft = also_here(early_page)
    expect(outcome(early_page).get_by_text("What is here now stays in the list of drafts")).to_be_visible()
    outcome(early_page).get_by_role("button", name="Use the file").click()
    early_page.wait_for_url("**/form/#tasks")
    kept = {one["record_id"]: one["record"]["answers"]["hdr.case_ref"]["value"] for one in drafts(early_page)}
    assert kept.pop(draft["record_id"]) == "CR-0999"
    assert list(kept.values()) == ["CR-0417"]
    early_page.goto("tools/pre-audit/")
    rows = early_page.locator("#drafts li")
    in_place, before = "From a file, opened today at", "The version before a file took its place today at"
    expect(rows.filter(has_text=in_place).get_by_role("link")).to_have_attribute(
        "href", re.compile(draft["record_id"][:8])
    )
    expect(rows.filter(has_text=before)).to_have_count(1)


@pytest.mark.parametrize("button", ["Keep both", "Compare question by question"])
def test_two_versions_can_be_told_apart_in_the_list(button: str, early_page: Page) -> None:
    """The version that came from a file says so and when, though the case and the times are the same."""
    draft = as_draft(example("pre-audit"))
    open_draft(early_page, draft)
    choose_file(early_page, "pre-audit", draft)
    outcome(early_page).get_by_role("button", name=button).click()
    early_page.wait_for_url("**/form/#*")
    expect(view(early_page)).to_be_visible()
    early_page.goto("tools/pre-audit/")
    expect(early_page.locator("#drafts li")).to_have_count(2)
    expect(early_page.locator("#drafts li", has_text="A second version, from a file opened today at")).to_have_count(1)


@pytest.mark.parametrize("button", ["Keep both", "Compare question by question", "Use the file"])
def test_a_second_press_makes_no_second_draft(button: str, early_page: Page) -> None:
    """A double click on a way to go on with a file does it once."""
    also_here(early_page)
    outcome(early_page).get_by_role("button", name=button).dblclick()
    early_page.wait_for_url("**/form/#*")
    expect(view(early_page)).to_be_visible()
    assert cases(early_page) == ["CR-0417", "CR-0999"]


def test_no_file_takes_the_place_of_a_finished_draft(page: Page) -> None:
    """A finished record has left under this number, so an older file of its draft can only be kept beside it."""
    draft = as_draft(example("moderation-sample"))
    open_draft(page, draft)
    finish(page)
    save(page)
    choose_file(page, "moderation-sample", draft)
    expect(outcome(page).get_by_text("A finished record was saved from the draft that is here")).to_be_visible()
    assert outcome(page).get_by_role("button").all_inner_texts() == ["Keep both", "Keep what is here"]
    outcome(page).get_by_role("button", name="Keep both").click()
    page.wait_for_url("**/form/#tasks")
    kept = {one["record_id"]: one["finished"] for one in drafts(page)}
    assert kept.pop(draft["record_id"]) is not None
    assert list(kept.values()) == [None]


def test_a_draft_that_was_finished_meanwhile_is_not_replaced(early_page: Page) -> None:
    """Where another tab finished the draft while the choice was on the screen, the file is refused in words."""
    draft = also_here(early_page)
    early_page.evaluate(FINISH_IT, draft["record_id"])
    outcome(early_page).get_by_role("button", name="Use the file").click()
    expect(outcome(early_page)).to_contain_text("was changed or finished meanwhile")
    assert cases(early_page) == ["CR-0417"]
