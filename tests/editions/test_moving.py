"""A draft of an older edition is moved to the newest one, when somebody asks for it: nothing is dropped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.a11y import axe
from tests.e2e.forms import (
    ENGINE_PATIENCE,
    as_draft,
    drafts,
    expect_engine,
    expect_saved,
    go,
    note,
    press_on,
    question,
    view,
)
from tests.editions.test_old_tools import choose, example

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.editions.conftest import Year


def begun(year: Year, page: Page) -> dict[str, object]:
    """A draft of the older edition, open in its own form; what it answers about standards that are gone since."""
    draft = as_draft(example(year.editions[0]))
    evidence = next(
        answer for answer in draft["answers"].values() if any("links" in row for row in answer.get("rows", ()))
    )
    evidence["rows"][0]["links"] = {"value": [year.revised.reworded, year.revised.retired]}
    draft["sitting"]["sections_done"] = [section.id for section in year.editions[0].tool("ila").sections]
    choose(page, "tools/ila/", draft)
    page.wait_for_url("**/editions/2023/tools/ila/form/#tasks")
    expect_engine(page)
    expect(note(page, "The standards changed on")).to_be_visible(timeout=ENGINE_PATIENCE)
    return draft


def plan(page: Page) -> Locator:
    """The view that says what moving changes, once it is worked out."""
    press_on(page.get_by_role("link", name="Move this draft to edition 2024"))
    expect(page.locator("[data-move-plan]")).to_be_visible(timeout=ENGINE_PATIENCE)
    return view(page)


def test_what_changes_is_listed_before_anything_moves(year: Year, page: Page) -> None:
    """The view names each question and standard that changed with its word, and what has no place there."""
    begun(year, page)
    shown = plan(page)
    expect(shown.locator("h1")).to_contain_text("Move this draft to edition 2024")
    questions = shown.locator("[data-move-questions]")
    expect(questions).to_contain_text("(since 2024)")
    expect(questions).to_contain_text("Clarified.")
    expect(questions).to_contain_text("Why: The rehearsal wants it so.")
    standards = shown.locator("[data-move-standards]")
    for word in ("Asks more.", "Retired.", "Split.", "In other words, the same meaning."):
        expect(standards).to_contain_text(word)
    expect(shown.locator("[data-move-aside]")).to_be_visible()
    assert axe.violations(page) == []
    assert len(drafts(page)) == 1
    shown.get_by_role("link", name="Stay with edition 2023").click()
    expect(view(page)).to_have_id("tasks")
    assert [draft["edition"] for draft in drafts(page)] == ["2023"]


def test_a_moved_draft_holds_everything_and_the_old_one_stays(year: Year, page: Page) -> None:
    """The new draft has every answer or keeps it aside in full; the old one is as it was, to read."""
    old = begun(year, page)
    plan(page).get_by_role("button", name="Move the draft").click()
    page.wait_for_url("**/tools/ila/form/#tasks")
    expect(view(page)).to_have_id("tasks")
    assert "/editions/" not in page.url
    kept = {draft["edition"]: draft for draft in drafts(page)}
    assert set(kept) == {"2023", "2024"}
    assert kept["2023"]["record"]["answers"] == old["answers"]
    made = kept["2024"]["record"]
    assert made["record_id"] != old["record_id"]
    assert made["sitting"]["moved_from"] == {"record_id": old["record_id"], "edition": "2023"}
    aside = {entry["question"]: entry["answer"] for entry in made["sitting"]["set_aside"]}
    assert aside
    for question_id, answer in kept["2023"]["record"]["answers"].items():
        assert made["answers"].get(question_id) == answer or aside[question_id] == answer
    changed = year.editions[0].tool("ila")
    section = next(one for one in changed.sections if any(q.id == year.revised.question for q in one.questions))
    assert section.id not in made["sitting"]["sections_done"]

    summary = page.locator("#set-aside")
    expect(summary).to_contain_text(f"{len(aside)} answer")
    summary.locator("summary").click()
    expect(summary).to_contain_text(year.editions[0].by_id[year.revised.retired].name)
    assert axe.violations(page) == []

    page.goto(f"editions/2023/tools/ila/form/#draft-{str(old['record_id'])[:8]}")
    told = note(page, "This draft was moved to edition 2024")
    expect(told).to_be_visible()
    expect(told.get_by_role("link", name="Carry on with it")).to_have_attribute(
        "href", f"../../../../../tools/ila/form/#draft-{made['record_id'][:8]}"
    )
    go(page, "ila.a")
    expect(question(page, "hdr.case_ref-value")).not_to_be_editable()
    expect_engine(page)
    go(page, "check")
    view(page).get_by_role("button", name="Check and continue").click()
    expect(page.locator("#finish")).to_be_hidden()


def test_a_double_click_moves_the_draft_once(year: Year, page: Page) -> None:
    """A second press while the new draft is made does nothing: there is one draft in each edition."""
    begun(year, page)
    plan(page).get_by_role("button", name="Move the draft").dblclick()
    page.wait_for_url("**/tools/ila/form/#tasks")
    expect(view(page)).to_have_id("tasks")
    assert sorted(draft["edition"] for draft in drafts(page)) == ["2023", "2024"]


def test_the_old_draft_is_taken_up_again_once_the_moved_one_is_deleted(year: Year, page: Page) -> None:
    """Nobody is left without a draft to go on with, and whoever wants the old one back can have it."""
    old = begun(year, page)
    plan(page).get_by_role("button", name="Move the draft").click()
    page.wait_for_url("**/tools/ila/form/#tasks")
    expect(view(page)).to_have_id("tasks")
    go(page, "delete")
    view(page).get_by_role("button", name="Delete the draft").click()
    page.wait_for_url("**/tools/ila/")
    page.goto(f"editions/2023/tools/ila/form/#draft-{str(old['record_id'])[:8]}")
    expect_saved(page)
    expect(note(page, "This draft was moved")).to_have_count(0)
    go(page, "ila.a")
    expect(question(page, "hdr.case_ref-value")).to_be_editable()


def test_the_old_draft_can_be_reclaimed_by_hand(year: Year, page: Page) -> None:
    """Going on with the old draft all the same is one button, and it says what to mind."""
    old = begun(year, page)
    plan(page).get_by_role("button", name="Move the draft").click()
    page.wait_for_url("**/tools/ila/form/#tasks")
    page.goto(f"editions/2023/tools/ila/form/#draft-{str(old['record_id'])[:8]}")
    told = note(page, "Finish only one of the two.")
    told.get_by_role("button", name="Go on with this one all the same").click()
    expect(told).to_be_hidden()
    go(page, "ila.a")
    question(page, "hdr.case_ref-value").fill("CR-0999")
    question(page, "hdr.case_ref-value").press("Tab")
    expect_saved(page)


def test_a_moved_draft_survives_its_own_file(year: Year, page: Page) -> None:
    """What was set aside is in the downloaded draft, too, and the command line takes the file."""
    begun(year, page)
    plan(page).get_by_role("button", name="Move the draft").click()
    page.wait_for_url("**/tools/ila/form/#tasks")
    expect_engine(page)
    with page.expect_download() as saved:
        page.keyboard.press("Control+s")
    record = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert record["edition"] == "2024"
    assert record["sitting"]["set_aside"][0]["lines"]
    path = year.office.root / "moved.json"
    saved.value.save_as(path)
    assert "0 with problems" in year.office.practice_audit("validate", str(path))


def test_an_edition_that_comes_while_a_draft_is_open_takes_nothing_away(year: Year, page: Page) -> None:
    """A tab that is loaded again after a new edition came says where its draft goes on, and leads there."""
    begun(year, page)
    page.goto("tools/ila/form/#tasks")
    told = note(page, "The draft that you had open here is of edition 2023, and this is the form of edition 2024.")
    expect(told).to_be_visible()
    told.get_by_role("link", name="Carry on with it").click()
    page.wait_for_url("**/editions/2023/tools/ila/form/#tasks")
    expect_saved(page)


def test_a_draft_of_an_edition_that_is_not_kept_can_be_moved_here(year: Year, page: Page) -> None:
    """A draft of an edition that this handbook does not have is opened to read, and moved to the one it has."""
    draft = as_draft(example(year.editions[1]))
    draft["answers"]["ila.z.gone"] = {"value": "An answer of long ago."}
    choose(page, "tools/ila/", {**draft, "edition": "2019", "content_sha256": None})
    page.wait_for_url("**/tools/ila/form/#tasks")
    told = note(page, "This draft was begun with another version of this form.")
    expect_engine(page)
    press_on(told.get_by_role("link", name="See what changes"))
    expect(page.locator("[data-move-plan]")).to_be_visible(timeout=ENGINE_PATIENCE)
    expect(page.locator("[data-move-aside]")).to_contain_text("An answer of long ago.")
    view(page).get_by_role("button", name="Move the draft").click()
    page.wait_for_url("**/tools/ila/form/#tasks")
    expect(page.locator("#set-aside")).to_contain_text("An answer of long ago.")
    assert sorted(kept["edition"] for kept in drafts(page)) == ["2019", "2024"]
