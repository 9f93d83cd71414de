"""A checklist that is loaded into an audit: what it tells, what it may not change, and how it goes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.e2e.forms import (
    as_draft,
    choose_file,
    drafts,
    example,
    expect_engine,
    expect_saved,
    go,
    new_draft,
    note,
    question,
    view,
    voice,
)
from tests.e2e.opening import CHECKLIST, NOT_OURS, changed, load, outcome

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_checklist_starts_an_audit(page: Page) -> None:
    """A practitioner's checklist on the audit's page starts an audit for its case, with what it tells filled in."""
    checklist = example("pre-audit")
    case = checklist["case"]["ref"]
    choose_file(page, "ila", checklist)
    expect(outcome(page).locator("h3")).to_have_text("Start an audit with this record?")
    expect(outcome(page)).to_contain_text(case)
    outcome(page).get_by_role("button", name="Start an audit with it").click()
    page.wait_for_url("**/tools/ila/form/#tasks")
    expect_engine(page)
    go(page, "ila.b")
    expect(question(page, CHECKLIST).locator("[data-loaded]", has_text=case)).to_be_visible()
    go(page, "ila.a")
    expect(question(page, "hdr.case_ref-value")).to_have_value(case)
    expect(question(page, "ila.a.practitioner_ref-value")).to_have_value(checklist["author"]["ref"])
    expect_saved(page)
    assert len(drafts(page)) == 1


def test_a_checklist_that_starts_an_audit_outlives_a_reload(early_page: Page) -> None:
    """Loaded again before checks are ready, the page still loads the file, as it said; then it waits no longer."""
    checklist = example("pre-audit")
    choose_file(early_page, "ila", checklist)
    outcome(early_page).get_by_role("button", name="Start an audit with it").click()
    early_page.wait_for_url("**/tools/ila/form/#tasks")
    waits = note(early_page, "The file is loaded as soon as checks are ready.")
    expect(waits).to_be_visible()
    expect_saved(early_page)
    early_page.reload()
    expect(waits).to_be_visible()
    early_page.context.unroute("**/engine/engine.json")
    early_page.reload()
    expect_engine(early_page)
    expect(waits).to_have_count(0)
    go(early_page, "ila.b")
    expect(question(early_page, CHECKLIST).locator("[data-loaded]", has_text=checklist["case"]["ref"])).to_be_visible()
    expect_saved(early_page)
    (draft,) = drafts(early_page)
    assert draft["waiting"] is None
    assert draft["record"]["answers"][CHECKLIST]["value"] == checklist["record_id"]


SLOW_DISK = """
if (location.hash === "#new" && !sessionStorage.getItem("slow")) {
  sessionStorage.setItem("slow", "yes");
  const [open, wait] = [IDBFactory.prototype.open, window.setTimeout];
  window.setTimeout = (call, ms, ...rest) => (ms === 20_000 ? 0 : wait(call, ms, ...rest)); // nor is it given up
  IDBFactory.prototype.open = function (...given) {
    const request = open.apply(this, given);
    request.addEventListener("success", (event) => event.stopImmediatePropagation());
    console.info("slow");
    return request;
  };
}
"""


def test_a_checklist_outlives_a_reload_before_the_first_save(early_page: Page) -> None:
    """Loaded again before anything was saved, the page begins the audit with the same checklist, and one audit only."""
    checklist = example("pre-audit")
    choose_file(early_page, "ila", checklist)
    early_page.add_init_script(SLOW_DISK)
    with early_page.expect_console_message(lambda said: said.text == "slow"):
        outcome(early_page).get_by_role("button", name="Start an audit with it").click()
    early_page.reload()
    early_page.wait_for_url("**/tools/ila/form/#tasks")
    expect_saved(early_page)
    expect(note(early_page, "The file is loaded as soon as checks are ready.")).to_be_visible()
    (draft,) = drafts(early_page)
    assert checklist["record_id"] in draft["waiting"]
    assert early_page.evaluate("sessionStorage.getItem('practice-audit.file')") is None


def test_a_new_form_outlives_a_reload_before_the_first_save(early_page: Page) -> None:
    """While the address says that a new one is to begin, loading the page again begins one."""
    early_page.add_init_script(SLOW_DISK)
    with early_page.expect_console_message(lambda said: said.text == "slow"):
        early_page.goto("tools/ila/form/#new")
    early_page.reload()
    early_page.wait_for_url("**/tools/ila/form/#tasks")
    expect_saved(early_page)
    assert len(drafts(early_page)) == 1


def test_a_loaded_file_names_its_own_case(page: Page) -> None:
    """What was loaded goes on to say whose file it is, whatever stands in the form's own case reference."""
    new_draft(page, "ila")
    expect_engine(page)
    load(page, example("pre-audit"))
    named = question(page, CHECKLIST).locator("[data-loaded]").get_by_text(example("pre-audit")["case"]["ref"])
    expect(named).to_be_visible()
    go(page, "ila.a")
    question(page, "hdr.case_ref-value").fill("")
    go(page, "ila.b")
    expect(named).to_be_visible()


def test_a_question_takes_only_the_file_it_asks_for(page: Page) -> None:
    """A file that does not fit is refused beside the question, with the focus on the reason, and fills in nothing."""
    new_draft(page, "ila")
    go(page, "ila.a")
    question(page, "hdr.case_ref-value").fill("CR-0500")
    expect_engine(page)
    wrong = {
        "This checklist is for case CR-0417. Your audit is for case CR-0500.": example("pre-audit"),
        "This file is a draft. Ask its author for the finished record.": as_draft(example("pre-audit")),
        "This file belongs to another tool.": example("selection"),
        NOT_OURS: {"format": "a letter"},
    }
    for words, file in wrong.items():
        load(page, file)
        refused = question(page, CHECKLIST).locator("[data-outcome]")
        expect(refused).to_contain_text(words)
        expect(refused).to_be_focused()
        expect(question(page, CHECKLIST).locator("[data-loaded]")).to_be_hidden()


def test_a_checklist_that_is_later_than_the_conversation_is_named(page: Page) -> None:
    """A checklist that was finished after the conversation is a problem of the audit, with both dates (R030)."""
    new_draft(page, "ila")
    expect_engine(page)
    load(page, example("pre-audit"))
    expect(question(page, CHECKLIST).locator("[data-loaded]")).to_be_visible()
    go(page, "ila.d")
    for part, text in (("day", "3"), ("month", "4"), ("year", "2023")):
        question(page, f"ila.d.date-{part}").fill(text)
    go(page, "check")
    view(page).get_by_role("button", name="Check and continue").click()
    problems = page.locator("#qa-summary")
    expect(problems).to_contain_text(
        "The checklist was finished on 28 April 2023, after the conversation on 3 April 2023."
    )


def test_what_to_know_about_a_loaded_checklist_is_said_at_once(page: Page) -> None:
    """A checklist that was changed after it was saved, or is later than the conversation, is loaded and says so."""
    new_draft(page, "ila")
    expect_engine(page)
    caution = question(page, CHECKLIST).locator("[data-outcome]")
    load(
        page,
        changed(example("pre-audit"), **{"pa.j.proud": {"value": "Somebody wrote this in, and it is long enough."}}),
    )
    expect(caution).to_contain_text("This file was changed after it was saved.")
    expect(caution).to_be_focused()
    expect(question(page, CHECKLIST).locator("[data-loaded]")).to_be_visible()
    question(page, CHECKLIST).get_by_role("button", name="Take it out").click()
    go(page, "ila.d")
    for part, text in (("day", "3"), ("month", "4"), ("year", "2023")):
        question(page, f"ila.d.date-{part}").fill(text)
    load(page, example("pre-audit"))
    expect(caution).to_contain_text(
        "after the conversation on 3 April 2023. Ask the practitioner when it was finished."
    )


def test_what_is_typed_after_a_file_was_taken_out_is_kept(page: Page) -> None:
    """A number typed in the place of a checklist that was taken out is the answer; the checklist does not come back."""
    new_draft(page, "ila")
    expect_engine(page)
    load(page, example("pre-audit"))
    question(page, CHECKLIST).get_by_role("button", name="Take it out").click()
    typed = "22222222-2222-4222-8222-222222222222"
    question(page, f"{CHECKLIST}-value").fill(typed)
    question(page, f"{CHECKLIST}-value").press("Tab")
    expect_saved(page)
    go(page, "tasks")
    assert drafts(page)[0]["record"]["answers"][CHECKLIST] == {"value": typed}


def test_a_loaded_checklist_can_be_taken_out(page: Page) -> None:
    """What the checklist told stands beside the questions it is about, until it is taken out."""
    new_draft(page, "ila")
    expect_engine(page)
    load(page, example("pre-audit"))
    question(page, CHECKLIST).get_by_role("button", name="Take it out").click()
    expect(question(page, f"{CHECKLIST}-file")).to_be_focused()
    expect(voice(page)).to_have_text("The file is taken out.")
    expect_saved(page)
    go(page, "tasks")
    assert CHECKLIST not in drafts(page)[0]["record"]["answers"]
