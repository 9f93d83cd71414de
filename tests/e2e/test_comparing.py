"""Two versions of one draft, question by question: what is here stays unless somebody chooses otherwise."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.a11y import axe
from tests.e2e.forms import Record, as_draft, choose_file, drafts, example, expect_saved, note, open_draft, view, voice

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

CASE = "hdr.case_ref"
CHECKLIST = "ila.b.preaudit"
EVIDENCE = "ila.c1.evidence"
BASIS = "ila.f.evidence_basis"


def versions() -> tuple[Record, Record]:
    """A draft, and the same one after somebody has worked on its file elsewhere."""
    mine = as_draft(example("ila"))
    theirs = copy.deepcopy(mine)
    theirs["answers"][CASE] = {"value": "CR-0999"}
    theirs["answers"]["ila.f.why"] = {"value": "Another reason <b>altogether</b>."}
    rows = theirs["answers"]["ila.c1.evidence"]["rows"]
    rows[0]["what"] = {"value": "The school saw the child in the morning."}
    rows.append({**copy.deepcopy(rows[0]), "id": "new", "where": {"value": "Assessment, section 9"}})
    del theirs["answers"]["ila.g.actions"]
    return mine, theirs


def compared(page: Page, mine: Record, theirs: Record) -> Locator:
    """The view that compares the two, reached from the start page."""
    open_draft(page, mine)
    expect_saved(page)
    choose_file(page, "ila", theirs)
    page.locator("[data-outcome]:visible").get_by_role("button", name="Compare question by question").click()
    page.wait_for_url("**/form/#compare")
    expect(view(page)).to_have_id("compare")
    return view(page)


def difference(page: Page, question: str) -> Locator:
    """One question of the view."""
    return page.locator(f'[data-differs="{question}"]')


def test_only_what_differs_is_listed_and_what_is_here_stays(early_page: Page) -> None:
    """Each question that differs shows both answers in words, and without a choice nothing changes."""
    mine, theirs = versions()
    shown = compared(early_page, mine, theirs)
    assert shown.locator("[data-differs]").evaluate_all("all => all.map((one) => one.dataset.differs)") == [
        CASE,
        "ila.c1.evidence",
        "ila.f.why",
        "ila.g.actions",
    ]
    expect(shown).to_contain_text("The two differ in 4 answers.")
    expect(difference(early_page, CASE)).to_contain_text("CR-0999")
    expect(difference(early_page, "ila.f.why")).to_contain_text("Another reason <b>altogether</b>.")
    expect(difference(early_page, "ila.g.actions")).to_contain_text("Not answered")
    expect(shown.locator("input[value=mine]:checked")).to_have_count(4)
    assert axe.violations(early_page) == []
    shown.get_by_role("button", name="Save what you chose").click()
    expect(view(early_page)).to_have_id("tasks")
    kept = {draft["record_id"]: draft["record"]["answers"] for draft in drafts(early_page)}
    assert kept.pop(mine["record_id"]) == mine["answers"]
    assert list(kept.values()) == [theirs["answers"]]


def test_a_long_word_is_broken_on_a_small_screen(early_page: Page) -> None:
    """A web address in an answer does not make the page wider than a phone."""
    mine, theirs = versions()
    theirs["answers"]["ila.f.why"] = {"value": "https://handbook.example/" + "a" * 200}
    early_page.set_viewport_size({"width": 320, "height": 640})
    compared(early_page, mine, theirs)
    assert early_page.evaluate(axe.SIDEWAYS) == 0


def test_each_question_is_chosen_by_itself(early_page: Page) -> None:
    """The file's answer, both texts, or the rows of both: what is chosen is saved; the file's version stays whole."""
    mine, theirs = versions()
    shown = compared(early_page, mine, theirs)
    difference(early_page, CASE).get_by_label("Take what is in the file").check()
    for question in ("ila.f.why", "ila.c1.evidence"):
        difference(early_page, question).get_by_label("Keep both, one after the other").check()
    for question in (CASE, "ila.g.actions"):
        expect(difference(early_page, question).locator("[data-side=both]")).to_be_hidden()
    shown.get_by_role("button", name="Save what you chose").click()
    expect(view(early_page)).to_have_id("tasks")
    expect(voice(early_page)).to_have_text("3 answers changed.")
    expect_saved(early_page)
    kept = {draft["record_id"]: draft["record"]["answers"] for draft in drafts(early_page)}
    answers = kept.pop(mine["record_id"])
    assert list(kept.values()) == [theirs["answers"]]
    assert answers[CASE] == {"value": "CR-0999"}
    assert answers["ila.g.actions"] == mine["answers"]["ila.g.actions"]
    both = f"{mine['answers']['ila.f.why']['value']}\n\n{theirs['answers']['ila.f.why']['value']}"
    assert answers["ila.f.why"] == {"value": both}
    rows = answers["ila.c1.evidence"]["rows"]
    before = mine["answers"]["ila.c1.evidence"]["rows"]
    assert rows[: len(before)] == before
    assert [row["what"]["value"] for row in rows[len(before) :]] == ["The school saw the child in the morning."] * 2
    assert len({row["id"] for row in rows}) == len(rows)


def test_what_the_file_leaves_open_is_taken_out(early_page: Page) -> None:
    """Where the file has no answer and its side is chosen, no empty answer stays that would be counted."""
    mine, theirs = versions()
    shown = compared(early_page, mine, theirs)
    difference(early_page, "ila.g.actions").get_by_label("Take what is in the file").check()
    shown.get_by_role("button", name="Save what you chose").click()
    expect(view(early_page)).to_have_id("tasks")
    expect(voice(early_page)).to_have_text("1 answer changed.")
    expect_saved(early_page)
    kept = {draft["record_id"]: draft["record"]["answers"] for draft in drafts(early_page)}
    assert "ila.g.actions" not in kept[mine["record_id"]]


def test_it_is_done_with_the_keyboard(early_page: Page) -> None:
    """Tab and arrows reach every choice; taking the file everywhere is one button."""
    mine, theirs = versions()
    shown = compared(early_page, mine, theirs)
    shown.get_by_role("button", name="Take the file everywhere").focus()
    early_page.keyboard.press("Tab")
    expect(difference(early_page, CASE).get_by_label("Keep what is here")).to_be_focused()
    early_page.keyboard.press("ArrowDown")
    expect(difference(early_page, CASE).get_by_label("Take what is in the file")).to_be_checked()
    shown.get_by_role("button", name="Take the file everywhere").press("Enter")
    expect(shown.locator("input[value=theirs]:checked")).to_have_count(4)
    shown.get_by_role("button", name="Keep what is here everywhere").press("Enter")
    expect(shown.locator("input[value=mine]:checked")).to_have_count(4)
    shown.get_by_role("link", name="Change nothing").press("Enter")
    expect(view(early_page)).to_have_id("tasks")


def test_two_versions_that_are_alike_say_so(early_page: Page) -> None:
    """Where no answer differs that is said, and nothing is to be chosen."""
    mine, _ = versions()
    shown = compared(early_page, mine, mine)
    expect(shown).to_contain_text("All answers are alike.")
    expect(shown.get_by_role("button", name="Save what you chose")).to_be_hidden()


def test_a_reload_while_comparing_loses_nothing(early_page: Page) -> None:
    """Whoever loads the page again finds both versions as drafts, unchanged."""
    mine, theirs = versions()
    compared(early_page, mine, theirs)
    early_page.reload()
    expect(view(early_page)).to_have_id("tasks")
    kept = [json.dumps(draft["record"]["answers"], sort_keys=True) for draft in drafts(early_page)]
    assert sorted(kept) == sorted(json.dumps(one["answers"], sort_keys=True) for one in (mine, theirs))


@pytest.mark.parametrize("width", [320, 1280])
def test_the_comparison_fits_the_screen(early_page: Page, width: int) -> None:
    """Long answers side by side need no sideways scroll."""
    early_page.set_viewport_size({"width": width, "height": 900})
    mine, theirs = versions()
    compared(early_page, mine, theirs)
    assert early_page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_draft_that_another_tab_has_is_only_read(early_page: Page) -> None:
    """Where another tab has the draft the two can be compared, and nothing is saved here."""
    mine, theirs = versions()
    open_draft(early_page, mine)
    expect_saved(early_page)
    second = early_page.context.new_page()
    choose_file(second, "ila", theirs)
    second.locator("[data-outcome]:visible").get_by_role("button", name="Compare question by question").click()
    second.wait_for_url("**/form/#compare")
    expect(note(second, "This draft is open in another tab.")).to_be_visible()
    expect(view(second).get_by_role("button", name="Save what you chose")).to_be_hidden()


def test_a_checklist_that_is_taken_from_the_file_brings_what_it_tells(early_page: Page) -> None:
    """Both views on the conversation page are then of the checklist that the audit names, and of no other one."""
    mine, theirs = versions()
    said = [{"ask": "A wish?", "words": "Mine."}]
    telling: Record = {"edition": "2023", "views": [], "strengths": [], "wishes": said}
    mine["sitting"]["loaded"] = {CHECKLIST: telling}
    telling = {**telling, "wishes": [{"ask": "A wish?", "words": "Theirs."}]}
    theirs["sitting"]["loaded"] = {CHECKLIST: telling}
    theirs["answers"][CHECKLIST] = {**theirs["answers"][CHECKLIST], "value": "91d0b6e3-4a72-4c5f-8e19-d2a7f5c30b86"}
    shown = compared(early_page, mine, theirs)
    difference(early_page, CHECKLIST).get_by_label("Take what is in the file").check()
    shown.get_by_role("button", name="Save what you chose").click()
    expect(view(early_page)).to_have_id("tasks")
    expect_saved(early_page)
    kept = next(draft["record"] for draft in drafts(early_page) if draft["record_id"] == mine["record_id"])
    assert kept["answers"][CHECKLIST] == theirs["answers"][CHECKLIST]
    assert kept["sitting"]["loaded"] == {CHECKLIST: telling}


def test_what_rests_on_the_files_evidence_still_rests_on_it_beside_this_one(early_page: Page) -> None:
    """A row of the file that gets another number here is named by that number in the answers that come with it."""
    mine, theirs = versions()
    theirs["answers"][BASIS]["value"] = [f"{EVIDENCE}/e1", f"{EVIDENCE}/e2"]
    shown = compared(early_page, mine, theirs)
    difference(early_page, EVIDENCE).get_by_label("Keep both, one after the other").check()
    difference(early_page, BASIS).get_by_label("Take what is in the file").check()
    shown.get_by_role("button", name="Save what you chose").click()
    expect(view(early_page)).to_have_id("tasks")
    expect_saved(early_page)
    kept = next(draft["record"] for draft in drafts(early_page) if draft["record_id"] == mine["record_id"])
    rows = {row["id"]: row["what"]["value"] for row in kept["answers"][EVIDENCE]["rows"]}
    first, second = (name.removeprefix(f"{EVIDENCE}/") for name in kept["answers"][BASIS]["value"])
    assert rows[first] == "The school saw the child in the morning."
    assert second == "e2"
    assert rows["e1"] == mine["answers"][EVIDENCE]["rows"][0]["what"]["value"]
