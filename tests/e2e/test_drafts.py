"""Drafts on this computer: proof of saving, resuming, deleting, and saying so where nothing is kept."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.forms import (
    ask_to_clear,
    bar,
    choose_file,
    drafts,
    expect_saved,
    go,
    new_draft,
    note,
    question,
    view,
    voice,
    wait_for_case,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Dialog, Page


FIRST = "pa.a"
CASE = "hdr.case_ref-value"
NO_STORE = "delete Object.getPrototypeOf(globalThis).indexedDB; delete globalThis.indexedDB;"
HOLD_SAVES = """
window.held = [];
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (value) {
  const store = this;
  if (!window.holding) return put.call(store, value);
  const hold = () => { if (window.holding) store.get(value.record_id).onsuccess = hold; else put.call(store, value); };
  hold();
};
"""
"""While `holding` is set a save goes on without end, as on a slow disk: its transaction stays open."""
CHANGE_DRAFTS = """
async () => {
  const opened = await new Promise((done) => {
    const request = indexedDB.open("practice-audit");
    request.onsuccess = () => done(request.result);
  });
  const transaction = opened.transaction("drafts", "readwrite");
  const store = transaction.objectStore("drafts");
  store.getAll().onsuccess = (event) => {
    for (const draft of event.target.result) {
      const retired = draft.case_ref === "CR-0001";
      draft.record.sitting.sections_done = ["pa.a", "pa.b", "pa.c"];
      const tool = retired ? "retired-tool" : draft.tool;
      store.put({ ...draft, tool, edition: "2023", saved_at: "2023-04-01T10:00:00Z" });
    }
  };
  await new Promise((done) => { transaction.oncomplete = done; });
  opened.close();
}
"""
"""Makes every draft one of 2023, untouched since April of that year, and the first one of a tool that is no more."""
FULL_STORE = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (value) {
  if (!window.isFull) return put.call(this, value);
  const error = new DOMException("no space left", "QuotaExceededError");
  Object.defineProperty(this.transaction, "error", { value: error });
  return this.transaction.abort();
};
"""
"""While `isFull` is set a save ends as in a browser without space: its transaction is aborted for want of quota."""


NO_QUIET = """
const own = window.setTimeout;
window.setTimeout = (call, wait, ...rest) => (wait === 1000 ? 0 : own(call, wait, ...rest));
"""
"""The second of quiet after which a draft is saved never ends."""


def start_typing(page: Page, text: str = "CR-0417") -> None:
    """A new checklist with its case reference typed; done when the store holds it."""
    new_draft(page, "pre-audit")
    go(page, FIRST)
    question(page, CASE).fill(text)
    wait_for_case(page, text)


def type_into_a_full_store(page: Page, text: str) -> None:
    """A checklist that was saved before there was no more space, and an answer since that could not be saved."""
    page.add_init_script(FULL_STORE)
    start_typing(page)
    page.evaluate("window.isFull = true")
    question(page, CASE).fill(text)
    question(page, CASE).press("Tab")
    expect(bar(page, "save")).to_have_text("Not saved")


def answers_on_disk(page: Page) -> list[str]:
    """The case references of the drafts in the store."""
    return [draft["record"]["answers"].get("hdr.case_ref", {}).get("value", "") for draft in drafts(page)]


def test_saved_is_said_after_the_store_has_it(early_page: Page) -> None:
    """While the transaction is open the bar says Saving, and Saved with the time only when it is complete."""
    early_page.add_init_script(HOLD_SAVES)
    new_draft(early_page, "pre-audit")
    go(early_page, FIRST)
    early_page.evaluate("window.holding = true")
    question(early_page, CASE).fill("CR-0417")
    expect(bar(early_page, "save")).to_have_text("Saving…")
    early_page.evaluate("window.holding = false")
    expect(bar(early_page, "save")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    assert answers_on_disk(early_page) == ["CR-0417"]


def test_a_reload_keeps_the_draft_and_the_view(early_page: Page) -> None:
    """After a reload the same section of the same draft is open with what was typed."""
    start_typing(early_page)
    early_page.reload()
    expect(view(early_page)).to_have_id(FIRST)
    expect(question(early_page, CASE)).to_have_value("CR-0417")
    assert len(drafts(early_page)) == 1


LEAVING: dict[str, Callable[[Page], object]] = {
    "by a reload": lambda page: page.reload(),
    "for another address": lambda page: page.goto("standards/"),
    "by a link": lambda page: page.get_by_role("link", name="Standards", exact=True).first.click(),
    "by closing the tab": lambda page: page.close(run_before_unload=True),
}


@pytest.mark.parametrize("way", LEAVING)
def test_what_was_typed_just_before_the_page_was_left_is_kept(
    context: BrowserContext, early_page: Page, way: str
) -> None:
    """Whoever leaves the page in the middle of a word finds all of it again, without being asked anything."""
    early_page.on("dialog", lambda asked: pytest.fail(f"asked: {asked.message}"))
    start_typing(early_page)
    question(early_page, CASE).press_sequentially("-AND-MORE")
    LEAVING[way](early_page)
    other = context.new_page()
    other.goto("tools/pre-audit/")
    expect(other.locator("#drafts li")).to_contain_text("CR-0417-AND-MORE")
    assert answers_on_disk(other) == ["CR-0417-AND-MORE"]


def test_leaving_a_control_saves_at_once(early_page: Page) -> None:
    """Nobody waits for a second of quiet who goes on to the next question."""
    early_page.add_init_script(NO_QUIET)
    new_draft(early_page, "pre-audit")
    go(early_page, FIRST)
    question(early_page, CASE).fill("CR-0417")
    question(early_page, CASE).press("Tab")
    wait_for_case(early_page, "CR-0417")


def test_a_closed_tab_is_resumed_from_home(context: BrowserContext, early_page: Page) -> None:
    """After the tab is closed, home tells of the draft and leads back into it."""
    start_typing(early_page)
    early_page.close()
    again = context.new_page()
    again.goto("")
    expect(again.locator("[data-drafts]")).to_contain_text("You have 1 draft on this computer.")
    expect(again.locator("[data-drafts]")).to_contain_text("CR-0417")
    again.get_by_role("link", name="Carry on").click()
    expect(view(again)).to_have_id("tasks")
    go(again, FIRST)
    expect(question(again, CASE)).to_have_value("CR-0417")


def test_several_drafts_are_listed_last_saved_first(early_page: Page) -> None:
    """Each new audit is a draft of its own, and the start page lists them all."""
    for case in ("CR-0001", "CR-0002"):
        start_typing(early_page, case)
    early_page.goto("tools/pre-audit/")
    rows = early_page.locator("#drafts li")
    expect(rows).to_have_count(2)
    assert rows.locator("a").all_inner_texts() == ["Case CR-0002", "Case CR-0001"]
    expect(rows.first).to_contain_text("0 of 10 done")
    expect(rows.first).to_contain_text("Never downloaded.")


def test_a_draft_of_an_older_edition_or_a_retired_tool_is_listed_too(early_page: Page) -> None:
    """Every draft is found again: one of an older edition on its tool's page, one of a tool that is no more on each."""
    for case in ("CR-0001", "CR-0002"):
        start_typing(early_page, case)
    early_page.evaluate(CHANGE_DRAFTS)
    early_page.goto("tools/pre-audit/")
    rows = early_page.locator("#drafts li")
    expect(rows).to_have_count(2)
    retired, older = rows.filter(has_text="CR-0001"), rows.filter(has_text="CR-0002")
    expect(older).to_contain_text("Edition 2023.")
    expect(older).to_contain_text("3 sections done")
    expect(older).to_contain_text(re.compile(r"Not changed for \d+ days\."))
    expect(older.locator("a")).to_have_attribute("href", re.compile(r"editions/2023/tools/pre-audit/form/#draft-"))
    expect(retired).to_contain_text("retired-tool, a tool that is no longer in use")
    expect(retired.locator("a")).to_have_attribute("href", re.compile(r"editions/2023/tools/retired-tool/form/#draft-"))
    early_page.goto("tools/ila/")
    expect(rows).to_have_count(1)
    early_page.goto("")
    expect(early_page.locator("[data-drafts]")).to_contain_text("You have 2 drafts on this computer.")


def test_deleting_a_draft_asks_first(early_page: Page) -> None:
    """Keep it comes first and keeps it; Delete the draft takes it off this computer and leads to the start page."""
    start_typing(early_page)
    go(early_page, "delete")
    expect(view(early_page)).to_contain_text("CR-0417")
    choices = view(early_page).locator(".qa-actions a, .qa-actions button")
    assert choices.all_inner_texts() == ["Keep it", "Delete the draft"]
    choices.first.click()
    expect(view(early_page)).to_have_id("tasks")
    assert answers_on_disk(early_page) == ["CR-0417"]
    go(early_page, "delete")
    view(early_page).get_by_role("button", name="Delete the draft").click()
    early_page.wait_for_url("**/tools/pre-audit/")
    expect(early_page.locator("#no-drafts")).to_be_visible()
    assert drafts(early_page) == []


def test_clear_this_device_leaves_nothing(early_page: Page) -> None:
    """Clearing the device asks first, then leaves no draft and no note of ours in any storage of the browser."""
    start_typing(early_page)
    early_page.goto("tools/pre-audit/")
    ask_to_clear(early_page)
    early_page.locator("#clear-keep").click()
    assert answers_on_disk(early_page) == ["CR-0417"]
    early_page.locator("#clear-ask").click()
    early_page.locator("#clear-do").click()
    expect(early_page.locator("#no-drafts")).to_be_visible()
    expect(early_page.get_by_role("heading", name="Nothing of this site is left on this computer.")).to_be_focused()
    assert drafts(early_page) == []
    left = early_page.evaluate("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert [key for key in left if "practice" in key or "__" in key] == []


def test_a_full_store_is_said_and_got_over(early_page: Page) -> None:
    """When there is no space the page says Not saved and offers the file, and says so when it saves again."""
    type_into_a_full_store(early_page, "CR-0500")
    expect(note(early_page, "The last change was not saved.")).to_be_visible()
    expect(voice(early_page)).to_contain_text("The last change was not saved.")
    with early_page.expect_download() as saved:
        note(early_page, "The last change was not saved.").get_by_role("button", name="Download the draft").click()
    text = saved.value.path().read_text(encoding="utf-8")
    assert json.loads(text)["answers"]["hdr.case_ref"] == {"value": "CR-0500"}
    early_page.evaluate("window.isFull = false")
    question(early_page, "pa.a.author_ref-value").fill("PR-31")
    question(early_page, "pa.a.author_ref-value").press("Tab")
    expect_saved(early_page)
    expect(note(early_page, "The last change was not saved.")).to_have_count(0)
    expect(voice(early_page)).to_contain_text("Saved again at")


def test_without_a_store_the_draft_can_still_be_typed_and_downloaded(early_page: Page) -> None:
    """In a browser that keeps nothing the page says Not saved, and the downloaded draft holds what was typed."""
    early_page.add_init_script(NO_STORE)
    early_page.goto("tools/pre-audit/form/#new")
    expect(view(early_page)).to_have_id("tasks")
    go(early_page, FIRST)
    question(early_page, CASE).fill("CR-0417")
    expect(bar(early_page, "save")).to_have_text("Not saved")
    unkept = note(early_page, "This browser will not keep your answers.")
    expect(unkept).to_be_visible()
    with early_page.expect_download() as saved:
        unkept.get_by_role("button", name="Download the draft").click()
    assert re.fullmatch(r"audit_[0-9.]+_pre-audit_[0-9a-f]{8}_draft_\d{8}\.json", saved.value.suggested_filename)
    draft = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert draft["answers"]["hdr.case_ref"] == {"value": "CR-0417"}


def test_control_s_downloads_the_draft(page: Page) -> None:
    """Ctrl+S saves the draft as a file, says so, and notes when."""
    new_draft(page, "pre-audit")
    with page.expect_download() as saved:
        page.keyboard.press("Control+s")
    assert json.loads(saved.value.path().read_text(encoding="utf-8"))["status"] == "draft"
    expect(voice(page)).to_have_text("Draft downloaded.")
    expect(view(page)).to_contain_text("It was last downloaded today at")


def test_a_second_tab_reads_and_can_take_over(context: BrowserContext, early_page: Page) -> None:
    """Of two tabs on one draft the second only reads, until it takes over; then the first only reads."""
    start_typing(early_page)
    second = context.new_page()
    second.goto(f"tools/pre-audit/form/#draft-{drafts(early_page)[0]['record_id'][:8]}")
    expect(bar(second, "save")).to_have_text("Reading only")
    other = note(second, "This draft is open in another tab.")
    expect(other).to_be_visible()
    go(second, "delete")
    expect(view(second)).to_contain_text("It is open in another tab: what is typed there goes with it.")
    expect(view(second).locator("[data-elsewhere]")).to_be_visible()
    go(second, FIRST)
    expect(question(second, CASE)).not_to_be_editable()
    question(early_page, CASE).fill("CR-0418")
    question(early_page, CASE).press("Tab")
    expect(question(second, CASE)).to_have_value("CR-0418")

    other.get_by_role("button", name="Change it here instead").click()
    expect(question(second, CASE)).to_be_editable()
    expect(bar(early_page, "save")).to_have_text("Reading only")
    expect(note(early_page, "You carried on in another tab")).to_be_visible()
    expect(question(early_page, CASE)).not_to_be_editable()
    question(second, CASE).fill("CR-0419")
    question(second, CASE).press("Tab")
    wait_for_case(second, "CR-0419")


def test_what_could_not_be_saved_survives_a_take_over(context: BrowserContext, early_page: Page) -> None:
    """What could not be saved when another tab takes the draft stays on the screen, with a way out."""
    type_into_a_full_store(early_page, "CR-0500")
    second = context.new_page()
    second.goto(f"tools/pre-audit/form/#draft-{drafts(early_page)[0]['record_id'][:8]}")
    note(second, "This draft is open in another tab.").get_by_role("button", name="Change it here instead").click()
    expect(bar(second, "save")).to_have_text(re.compile("^Saved"))
    kept = note(early_page, "what you typed here last is not saved")
    expect(kept).to_be_visible()
    expect(bar(early_page, "save")).to_have_text("Not saved")
    go(second, FIRST)
    question(second, CASE).fill("CR-0600")
    question(second, CASE).press("Tab")
    wait_for_case(second, "CR-0600")
    expect(question(early_page, CASE)).to_have_value("CR-0500")
    with early_page.expect_download() as saved:
        kept.get_by_role("button", name="Download the draft").click()
    draft = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert draft["answers"]["hdr.case_ref"] == {"value": "CR-0500"}
    early_page.evaluate("window.isFull = false")
    early_page.on("dialog", lambda asked: asked.accept())
    early_page.reload()
    assert answers_on_disk(second) == ["CR-0600"]


def test_a_file_that_takes_the_place_of_an_open_draft_loses_nothing_typed(
    context: BrowserContext, early_page: Page
) -> None:
    """What is typed where the draft was open stays on the screen, the file is kept, and closing the page asks first."""
    start_typing(early_page)
    second = context.new_page()
    choose_file(second, "pre-audit", drafts(early_page)[0]["record"])
    second.locator("[data-outcome]:visible").get_by_role("button", name="Use the file").click()
    expect(note(second, "This draft is open in another tab.")).to_be_visible()
    question(early_page, CASE).fill("CR-0500")
    question(early_page, CASE).press("Tab")
    expect(note(early_page, "what you typed here last is not saved")).to_be_visible()
    expect(question(early_page, CASE)).to_have_value("CR-0500")
    assert answers_on_disk(second) == ["CR-0417", "CR-0417"]
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    early_page.on("dialog", leave)
    early_page.goto("tools/pre-audit/")
    assert asked == ["beforeunload"]


def test_a_deleted_draft_does_not_come_back(context: BrowserContext, early_page: Page) -> None:
    """A draft that is cleared in one tab is closed in the other, which says so and never saves it again."""
    start_typing(early_page)
    second = context.new_page()
    second.goto("tools/pre-audit/")
    ask_to_clear(second)
    second.locator("#clear-do").click()
    expect(second.locator("#no-drafts")).to_be_visible()
    expect(note(early_page, "This draft was deleted in another tab.")).to_be_visible()
    go(early_page, "pa.b")
    expect(question(early_page, "pa.b.details-yes")).to_be_disabled()
    go(early_page, "tasks")
    assert drafts(early_page) == []


def test_drafts_that_cannot_be_read_are_not_said_to_be_gone(early_page: Page) -> None:
    """Where the store does not open, the pages say that it cannot be read, not that there is nothing in it."""
    start_typing(early_page)
    early_page.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('barred', 'UnknownError'); };"
    )
    early_page.goto("tools/pre-audit/")
    expect(early_page.locator("#drafts-unreadable").get_by_text("They may still be here.")).to_be_visible()
    expect(early_page.locator("#no-drafts")).to_be_hidden()
    early_page.goto("tools/pre-audit/form/#draft-00000000")
    expect(note(early_page, "Drafts on this computer cannot be read just now.")).to_be_visible()
    expect(note(early_page, "This draft is not on this computer.")).to_have_count(0)


READY = {"tools/pre-audit/": "#no-drafts", "tools/pre-audit/form/": "[data-note=blank]"}
"""What a page shows once its script has looked for drafts."""


def test_nothing_is_stored_before_an_audit_is_started(early_page: Page) -> None:
    """Reading pages, the start page and the blank form create no store of drafts."""
    for path in ("", "standards/", "tools/pre-audit/", "tools/pre-audit/form/"):
        early_page.goto(path)
        expect(early_page.locator(READY.get(path, "body")).filter(visible=True).first).to_be_visible()
        assert early_page.evaluate("async () => (await indexedDB.databases()).map((one) => one.name)") == [], path
