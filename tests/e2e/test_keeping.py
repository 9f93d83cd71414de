"""How drafts are kept: what the page says of a browser that is full, forgets, is barred, or loses its store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.a11y import axe
from tests.e2e.forms import (
    as_draft,
    bar,
    choose_file,
    drafts,
    example,
    expect_saved,
    go,
    new_draft,
    note,
    open_draft,
    question,
    view,
    voice,
    wait_for_case,
)
from tests.e2e.killing import own_browser

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright

CASE = "hdr.case_ref-value"
STORE = "practice-audit"


def cdp(page: Page) -> CDPSession:
    """The browser's own tools for this page."""
    return page.context.new_cdp_session(page)


def type_case(page: Page, text: str) -> None:
    """Type a case reference and leave the control."""
    go(page, "pa.a")
    question(page, CASE).fill(text)
    question(page, CASE).press("Tab")


def test_a_browser_that_is_really_full_is_said_and_got_over(early_page: Page, address: str) -> None:
    """When the browser's own quota is used up the page says so, keeps what was typed, and saves again later."""
    tools = cdp(early_page)
    tools.send("Storage.overrideQuotaForOrigin", {"origin": address.rstrip("/"), "quotaSize": 300_000})
    new_draft(early_page, "pre-audit")
    type_case(early_page, "CR-0417")
    wait_for_case(early_page, "CR-0417")
    go(early_page, "pa.j")
    question(early_page, "pa.j.proud-value").fill("What we are proud of. " * 50_000)
    question(early_page, "pa.j.proud-value").press("Tab")
    expect(bar(early_page, "save")).to_have_text("Not saved")
    full = note(early_page, "The last change was not saved.")
    expect(full).to_contain_text("out of space")
    with early_page.expect_download() as saved:
        full.get_by_role("button", name="Download the draft").click()
    assert "proud of" in json.loads(saved.value.path().read_text(encoding="utf-8"))["answers"]["pa.j.proud"]["value"]
    assert axe.violations(early_page) == []
    tools.send("Storage.overrideQuotaForOrigin", {"origin": address.rstrip("/")})
    type_case(early_page, "CR-0418")
    expect_saved(early_page)
    expect(note(early_page, "The last change was not saved.")).to_have_count(0)
    assert "proud of" in drafts(early_page)[0]["record"]["answers"]["pa.j.proud"]["value"]


def test_a_rule_that_bars_site_data_is_said_and_the_draft_still_leaves(
    playwright: Playwright, address: str, tmp_path: Path
) -> None:
    """Where the browser keeps nothing for sites (as private windows of some browsers do) a draft is typed and exported.

    The preference is the one that an organisation's rule sets: every storage of the site is refused.
    """
    profile = tmp_path / "Default"
    profile.mkdir()
    barred = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (profile / "Preferences").write_text(json.dumps(barred), encoding="utf-8")
    with own_browser(playwright, tmp_path) as (page, _):
        page.goto(f"{address}tools/pre-audit/form/#new")
        expect(view(page)).to_have_id("tasks")
        expect(note(page, "This browser will not keep your answers.")).to_be_visible()
        type_case(page, "CR-0417")
        expect(bar(page, "save")).to_have_text("Not saved")
        go(page, "tasks")
        with page.expect_download() as saved:
            note(page, "This browser will not keep").get_by_role("button", name="Download the draft").click()
        text = saved.value.path().read_text(encoding="utf-8")
        assert json.loads(text)["answers"]["hdr.case_ref"] == {"value": "CR-0417"}


def test_without_a_store_the_start_page_says_so_before_anything_is_begun(early_page: Page) -> None:
    """A browser without a database is named on the start page, and a draft file is opened all the same."""
    early_page.add_init_script("delete Object.getPrototypeOf(globalThis).indexedDB; delete globalThis.indexedDB;")
    early_page.goto("tools/pre-audit/")
    expect(early_page.locator("#no-store").get_by_text("This browser will not keep your answers.")).to_be_visible()
    choose_file(early_page, "pre-audit", as_draft(example("pre-audit")))
    early_page.wait_for_url("**/form/#tasks")
    go(early_page, "pa.a")
    expect(question(early_page, CASE)).to_have_value("CR-0417")


def test_a_draft_that_the_browser_deleted_is_missed(early_page: Page) -> None:
    """When the store has lost a draft that was there at the last visit, the page says so, once, with the way out."""
    new_draft(early_page, "pre-audit")
    early_page.goto("about:blank")
    early_page.goto("tools/pre-audit/")
    expect(early_page.locator("#drafts li")).to_have_count(1)
    early_page.evaluate(f"() => new Promise((done) => {{ indexedDB.deleteDatabase('{STORE}').onsuccess = done; }})")
    early_page.goto("tools/pre-audit/")
    expect(early_page.locator("#draft-gone").get_by_text("A draft that was here is gone.")).to_be_visible()
    early_page.reload()
    expect(early_page.locator("#no-drafts").get_by_text("open the last file that you downloaded")).to_be_visible()
    expect(early_page.locator("#draft-gone")).to_be_hidden()


def test_where_everything_was_wiped_an_open_tab_still_misses_its_draft(early_page: Page, address: str) -> None:
    """When the browser has cleared all it kept, the tab that had a draft says it is not here, and claims no cause."""
    new_draft(early_page, "pre-audit")
    early_page.goto("")
    early_page.evaluate("localStorage.clear()")
    kinds = {"origin": address.rstrip("/"), "storageTypes": "indexeddb"}
    cdp(early_page).send("Storage.clearDataForOrigin", kinds)
    early_page.goto("tools/pre-audit/form/#tasks")
    expect(note(early_page, "This draft is not on this computer.")).to_be_visible()
    expect(note(early_page, "A draft that was here is gone.")).to_have_count(0)


def test_a_connection_that_the_browser_closed_is_opened_again(early_page: Page, address: str) -> None:
    """When the browser drops its store under an open draft, the next save opens it again and keeps everything."""
    new_draft(early_page, "pre-audit")
    type_case(early_page, "CR-0417")
    wait_for_case(early_page, "CR-0417")
    kinds = {"origin": address.rstrip("/"), "storageTypes": "indexeddb"}
    cdp(early_page).send("Storage.clearDataForOrigin", kinds)
    question(early_page, "pa.a.author_ref-value").fill("PR-31")
    question(early_page, "pa.a.author_ref-value").press("Tab")
    wait_for_case(early_page, "CR-0417")
    expect_saved(early_page)
    assert drafts(early_page)[0]["record"]["answers"]["pa.a.author_ref"] == {"value": "PR-31"}


def test_a_connection_that_stays_lost_is_said(early_page: Page) -> None:
    """When the store cannot be opened again the page says that the last change is not saved, and what to do."""
    new_draft(early_page, "pre-audit")
    early_page.evaluate(
        """() => {
          IDBDatabase.prototype.transaction = () => { throw new DOMException("closing", "InvalidStateError"); };
        }"""
    )
    type_case(early_page, "CR-0417")
    lost = note(early_page, "This browser has lost its store of drafts.")
    expect(lost).to_be_visible()
    expect(voice(early_page)).to_contain_text("This browser has lost its store of drafts.")
    expect(bar(early_page, "save")).to_have_text("Not saved")
    with early_page.expect_download() as saved:
        lost.get_by_role("button", name="Download the draft").click()
    text = saved.value.path().read_text(encoding="utf-8")
    assert json.loads(text)["answers"]["hdr.case_ref"] == {"value": "CR-0417"}


def test_the_list_says_what_the_browser_promises(early_page: Page, context: BrowserContext) -> None:
    """The list of sections tells whether the browser has promised to keep the draft, in its own words."""
    new_draft(early_page, "pre-audit")
    line = early_page.locator("[data-keeping]")
    expect(line).to_contain_text("This browser has not promised to keep it")
    early_page.add_init_script("StorageManager.prototype.persisted = () => Promise.resolve(true);")
    early_page.reload()
    expect(line).to_contain_text("This browser has promised not to clear it by itself.")
    early_page.add_init_script("StorageManager.prototype.persisted = undefined;")
    early_page.reload()
    expect(line).to_contain_text("This browser does not say how long it keeps it.")
    assert context.pages == [early_page]


def test_a_browser_that_is_nearly_full_is_said_before_saving_fails(early_page: Page) -> None:
    """A browser with little space left is named on the start page and on the list, while all is saved still."""
    early_page.add_init_script(
        "StorageManager.prototype.estimate = () => Promise.resolve({ usage: 95_000_000, quota: 100_000_000 });"
    )
    new_draft(early_page, "pre-audit")
    expect(note(early_page, "This browser has little space left for this site.")).to_be_visible()
    early_page.goto("tools/pre-audit/")
    expect(early_page.locator("#nearly-full")).to_be_visible()


def test_a_copy_is_offered_once_a_sitting(early_page: Page) -> None:
    """Who comes back to the list after changing something is offered a copy; declined, it is not offered again."""
    new_draft(early_page, "pre-audit")
    offer = early_page.locator("#sitting-end")
    expect(offer).to_be_hidden()
    type_case(early_page, "CR-0417")
    view(early_page).get_by_role("link", name="Save and go to the list of sections").click()
    expect(offer).to_be_visible()
    assert axe.violations(early_page) == []
    offer.get_by_role("button", name="Not now").click()
    expect(offer).to_be_hidden()
    expect(view(early_page).locator("h1")).to_be_focused()
    type_case(early_page, "CR-0418")
    go(early_page, "tasks")
    expect(offer).to_be_hidden()


def test_a_copy_that_was_saved_is_not_offered_again(early_page: Page) -> None:
    """The offer saves the draft as a file; nothing is offered after that, and nothing where Ctrl+S was quicker."""
    new_draft(early_page, "pre-audit")
    type_case(early_page, "CR-0417")
    go(early_page, "tasks")
    offer = early_page.locator("#sitting-end")
    with early_page.expect_download():
        offer.get_by_role("button", name="Save a copy to your files").click()
    expect(offer).to_be_hidden()
    expect(view(early_page)).to_contain_text("It was last downloaded today at")
    early_page.goto("about:blank")
    new_draft(early_page, "pre-audit")
    type_case(early_page, "CR-0500")
    with early_page.expect_download():
        early_page.keyboard.press("Control+s")
    go(early_page, "tasks")
    expect(offer).to_be_hidden()


def test_nothing_offers_to_begin_with_an_earlier_audit(early_page: Page) -> None:
    """A finished record offers a correction and nothing else that makes a new one; no page offers to copy one."""
    choose_file(early_page, "ila", example("ila"))
    early_page.wait_for_url("**/form/#record")
    expect(view(early_page)).to_have_id("record")
    deeds = view(early_page).locator("[data-do]").evaluate_all("all => all.map((one) => one.dataset.do)")
    assert sorted(deeds) == ["close-record", "copy-note", "correct", "print-note", "print-record"]
    open_draft(early_page, as_draft(example("ila")))
    for path in ("tools/ila/", "tools/ila/form/#tasks"):
        early_page.goto(path)
        shown = early_page.locator("#qa-main").inner_text().lower()
        assert "duplicate" not in shown
        assert "earlier audit" not in shown
