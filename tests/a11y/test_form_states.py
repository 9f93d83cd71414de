"""Every state of a form with axe, light and dark, wide and narrow: what people see after they have done something."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.a11y.axe import in_every_look
from tests.e2e.forms import (
    as_draft,
    choose_file,
    example,
    expect_engine,
    go,
    new_draft,
    note,
    open_draft,
    press_on,
    question,
    save_section,
    view,
)

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.browsing import Watched

ILA = "ila"
FIRST = "ila.a"
DETAILS = "ila.c0"
ASSESSMENT = "ila.c1"
GRADE = "ila.f"
PLAN = "ila.g"
VISITS = "ila.c2"
TO_READ = "tools/ila/form/#record"


def unfinished() -> dict[str, Any]:
    """The full example as a draft with nothing wrong in it."""
    return as_draft(example(ILA))


def test_the_blank_form(page: Page) -> None:
    """The form without a draft, to look through and to print, has no violation."""
    page.goto("tools/ila/form/")
    assert in_every_look(page, "blank", note(page, "blank form")) == []


def test_a_new_draft_before_any_check(page: Page) -> None:
    """The list of sections, sections of each kind, rows and the question before deleting have no violation."""
    new_draft(page, ILA)
    faults = in_every_look(page, "list of sections", page.locator("#tasks"))
    for section in (FIRST, DETAILS, ASSESSMENT, GRADE, PLAN):
        go(page, section)
        faults += in_every_look(page, f"section {section}", view(page))
    go(page, ASSESSMENT)
    rows = question(page, f"{ASSESSMENT}.evidence")
    rows.locator("[data-do=add-row]").click()
    expect(rows.locator(".qa-row")).to_have_count(2)
    faults += in_every_look(page, "a row added", rows.locator(".qa-row").nth(1))
    rows.locator(".qa-row [data-do=remove-row]").first.click()
    faults += in_every_look(page, "a row removed", rows.locator(".qa-undo"))
    go(page, "delete")
    faults += in_every_look(page, "before deleting", page.get_by_role("button", name="Delete the draft"))
    assert faults == []


def test_what_a_check_shows(page: Page) -> None:
    """A section with errors, a question that is not asked, and the check of all answers have no violation."""
    new_draft(page, ILA)
    expect_engine(page)
    go(page, FIRST)
    save_section(page, finished=True)
    faults = in_every_look(page, "section with errors", page.locator(".qa-errors"))
    go(page, "tasks")
    faults += in_every_look(page, "list with errors", page.locator(".qa-status--bad").first)
    go(page, FIRST)
    question(page, "hdr.child_age_band-5-10").check()
    go(page, VISITS)
    faults += in_every_look(page, "not asked", view(page).locator(".qa-not-asked").first)
    go(page, "check")
    view(page).locator("[data-do=check-continue]").click()
    faults += in_every_look(page, "check with problems", page.locator(".qa-errors"))
    assert faults == []


def test_a_filled_draft_to_its_end(page: Page) -> None:
    """A full draft, its grade, plan and answers, the finished record's view and the saved file's line are clean."""
    open_draft(page, unfinished())
    faults = in_every_look(page, "list of a full draft", page.locator("#tasks"))
    expect_engine(page)
    for section in (DETAILS, GRADE, PLAN):
        go(page, section)
        faults += in_every_look(page, f"filled section {section}", view(page))
    go(page, "check")
    faults += in_every_look(page, "check your answers", view(page))
    view(page).locator("[data-do=check-continue]").click()
    expect(view(page)).to_have_id("finish")
    with page.expect_download():
        view(page).locator("[data-do=save-record]").click()
    view(page).locator("[data-do=copy-note]").click()
    faults += in_every_look(page, "finish", view(page).locator("[data-saved-line]"))
    go(page, "tasks")
    faults += in_every_look(page, "finished before", page.locator("#tasks"))
    assert faults == []


def test_a_record_to_read(page: Page) -> None:
    """A finished record, and one with what is wrong with its file, have no violation."""
    record = example(ILA)
    choose_file(page, ILA, record)
    page.wait_for_url(f"**/{TO_READ}")
    faults = in_every_look(page, "record", page.locator("[data-record-sound]"))
    changed = json.loads(json.dumps(record))
    changed["answers"]["ila.a.auditor_ref"]["value"] = "AU-99"
    choose_file(page, ILA, changed)
    page.wait_for_url(f"**/{TO_READ}")
    faults += in_every_look(page, "record that was changed", page.locator("[data-record-problems]"))
    assert faults == []


def test_the_engine_is_missing(context: BrowserContext, page: Page, watched: Watched) -> None:
    """Where the engine does not come, the note that says so and the check without it have no violation."""
    context.route("**/engine/engine.json", lambda route: route.abort())
    new_draft(page, ILA)
    faults = in_every_look(page, "engine missing", note(page, "Checks are not available"))
    go(page, "check")
    faults += in_every_look(page, "check without engine", view(page))
    assert faults == []
    watched.expect("console (error|warning)")


def test_the_start_page_with_drafts_and_files(page: Page) -> None:
    """The start page with a draft, before clearing, and after each kind of file has no violation."""
    draft = unfinished()
    open_draft(page, draft)
    page.goto("tools/ila/")
    faults = in_every_look(page, "start page with a draft", page.locator("#drafts li"))
    page.locator("#clear-ask").click()
    faults += in_every_look(page, "before clearing", page.locator("#clear-confirm"))
    files: dict[str, dict[str, Any] | str] = {
        "here": draft,
        "checklist": example("pre-audit"),
        "refused": "no audit file at all",
    }
    for outcome, file in files.items():
        choose_file(page, ILA, file)
        faults += in_every_look(page, f"file: {outcome}", page.locator(f"[data-outcome={outcome}]"))
    page.goto("")
    faults += in_every_look(page, "home with a draft", page.locator("[data-drafts]"))
    assert faults == []


def test_the_privacy_guard(page: Page) -> None:
    """The panel below an answer, what was done in it, the list of names and the list of marks have no violation."""
    new_draft(page, ILA)
    expect_engine(page)
    go(page, "ila.f.why")
    text = question(page, "ila.f.why-value")
    text.fill("Ring 0113 496 0000 about 14 Acacia Avenue, and Mrs Barraclough.")
    panel = question(page, "ila.f.why").locator("[data-guard]")
    expect(panel.locator(".qa-guard__hit")).to_have_count(3)
    faults = in_every_look(page, "three details pointed out", panel)
    panel.get_by_role("button", name="Replace “0113 496 0000”").click()
    expect(panel.locator(".qa-undo")).to_have_count(1)
    press_on(panel.get_by_role("button", name="This is not a person’s detail “14 Acacia Avenue”"))
    expect(panel.locator(".qa-undo")).to_have_count(2)
    faults += in_every_look(page, "one replaced, one marked", panel)
    go(page, "tasks")
    page.locator("[data-names] summary").click()
    page.get_by_role("button", name="Add the name").click()
    faults += in_every_look(page, "no name typed", page.locator("[data-names-error]"))
    page.get_by_label("Name", exact=True).fill("Barraclough")
    page.get_by_label("Name", exact=True).press("Enter")
    expect(page.locator("[data-names-list]")).to_contain_text("In 1 answer.")
    faults += in_every_look(page, "a list of names", page.locator("[data-names-list]"))
    page.get_by_role("button", name="Replace it in 1 answer").click()
    faults += in_every_look(page, "a name replaced", page.locator("[data-names] .qa-undo"))
    go(page, "check")
    faults += in_every_look(page, "a list of marks", view(page).locator("[data-marks]"))
    assert faults == []
