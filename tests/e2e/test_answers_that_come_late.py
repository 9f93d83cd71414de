"""What comes late: nobody who has gone on is called back, nothing is done twice, no button moves away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.e2e.forms import (
    as_draft,
    bar,
    choose_file,
    drafts,
    example,
    expect_engine,
    expect_saved,
    go,
    new_draft,
    open_draft,
    question,
    save_section,
    view,
    voice,
    wait_for_case,
)
from tests.e2e.opening import cases
from tests.e2e.test_also_here import FINISH_IT
from tests.e2e.test_back_to_a_form import NO_LAST_SAVE
from tests.e2e.test_drafts import CASE, FIRST, HOLD_SAVES, start_typing
from tests.e2e.test_locked import WORDS, locked_by_python

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

HOLD_CALLS = """
window.held = [];
const own = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  const send = () => own.call(this, message, ...rest);
  const isHeld = typeof message === "string" && /"name":"(check|complete)"/.test(message);
  if (window.holding && isHeld) held.push({ message, send });
  else send();
};
window.isHeld = (name) => held.some((one) => one.message.includes(`"${name}"`));
window.sendOn = () => { for (const one of held.splice(0)) one.send(); };
"""
"""While `holding` is set no check and no finished record comes from the engine until `sendOn` is called."""
HOLD_STORE = """
const wait = window.setTimeout;
window.setTimeout = (call, ms, ...rest) => (ms === 20_000 ? 0 : wait(call, ms, ...rest)); // it is not given up
const { set } = Object.getOwnPropertyDescriptor(IDBRequest.prototype, "onsuccess");
Object.defineProperty(IDBOpenDBRequest.prototype, "onsuccess", {
  set(call) { set.call(this, (event) => { window.goOn = () => call.call(this, event); }); },
});
"""
"""The store of drafts opens as on a slow machine: when `goOn` is called."""
HOLD_UNLOCKING = """
const own = SubtleCrypto.prototype.decrypt;
SubtleCrypto.prototype.decrypt = async function (...given) {
  if (window.holding) await new Promise((done) => { window.goOn = done; });
  return own.apply(this, given);
};
"""
"""While `holding` is set no file is unlocked until `goOn` is called."""
HOLD_DRAWING = """
const own = window.requestIdleCallback.bind(window);
window.held = [];
window.requestIdleCallback = (call, ...rest) => (window.holding ? held.push(call) : own(call, ...rest));
window.drawOn = () => {
  window.holding = false;
  for (const call of held.splice(0)) own(call);
};
"""
"""While `holding` is set the page has no time for long work until `drawOn` is called."""
PROUD = "pa.j.proud-value"


def test_a_late_check_of_a_section_calls_nobody_back(page: Page) -> None:
    """Who has gone on to another section goes on typing there, and hears how much is to put right in the first."""
    page.add_init_script(HOLD_CALLS)
    new_draft(page, "pre-audit")
    expect_engine(page)
    go(page, "pa.b")
    page.evaluate("window.holding = true")
    save_section(page, finished=True)
    page.wait_for_function("() => isHeld('check')")
    go(page, "pa.j")
    question(page, PROUD).focus()
    page.evaluate("() => { window.holding = false; sendOn(); }")
    expect(voice(page)).to_contain_text("to put right")
    page.keyboard.type("The school")
    expect(view(page)).to_have_id("pa.j")
    expect(question(page, PROUD)).to_have_value("The school")
    expect(page.locator("#qa-summary .qa-errors")).to_have_count(0)


def test_a_late_check_of_everything_calls_nobody_back(page: Page) -> None:
    """Who has gone back to a section while everything is checked is not taken to the finished record."""
    page.add_init_script(HOLD_CALLS)
    open_draft(page, as_draft(example("pre-audit")))
    expect_engine(page)
    go(page, "check")
    page.evaluate("window.holding = true")
    view(page).locator("[data-do=check-continue]").click()
    page.wait_for_function("() => isHeld('check')")
    go(page, "pa.a")
    page.evaluate("sendOn()")
    save_section(page, finished=True)
    page.wait_for_function("() => isHeld('check')")
    page.evaluate("sendOn()")
    expect(view(page)).to_have_id("pa.b")
    assert page.evaluate("isHeld('complete')") is False


def test_who_leaves_a_check_hears_what_it_found(page: Page) -> None:
    """Where somebody has gone on when everything is checked, how much is to put right is said there."""
    record = example("pre-audit")
    del record["answers"][PROUD.removesuffix("-value")]
    page.add_init_script(HOLD_CALLS)
    open_draft(page, as_draft(record))
    expect_engine(page)
    go(page, "check")
    page.evaluate("window.holding = true")
    view(page).locator("[data-do=check-continue]").click()
    page.wait_for_function("() => isHeld('check')")
    go(page, "pa.b")
    page.evaluate("() => { window.holding = false; sendOn(); }")
    expect(voice(page)).to_contain_text("1 answer to put right before you can save the finished record.")
    expect(view(page)).to_have_id("pa.b")


def test_no_button_moves_away_from_under_a_finger(page: Page) -> None:
    """“Check and continue” is there once the answers above it are: else the press would go to what takes its place."""
    page.add_init_script(HOLD_DRAWING)
    checklist = example("pre-audit")
    open_draft(page, as_draft(checklist))
    expect_engine(page)
    for _ in range(2):
        page.evaluate("window.holding = true")
        go(page, "check")
        button = page.locator("[data-do=check-continue]")
        expect(button).to_be_hidden()
        page.evaluate("drawOn()")
        expect(button).to_be_visible()
        expect(view(page)).to_contain_text(checklist["author"]["ref"])
        go(page, "tasks")
        assert checklist["author"]["ref"] not in str(page.locator("#check").text_content())
    go(page, "check")
    button.click()
    expect(view(page)).to_have_id("finish")


def test_a_new_record_is_saved_before_that_is_said_and_calls_nobody_back(early_page: Page) -> None:
    """While the disk is slow the bar does not say "Saved" of a draft that is not, and whoever types on goes on."""
    early_page.add_init_script(HOLD_SAVES)
    draft = as_draft(example("pre-audit"))
    open_draft(early_page, draft)
    early_page.goto("tools/pre-audit/")
    early_page.evaluate(FINISH_IT, draft["record_id"])
    early_page.goto(f"tools/pre-audit/form/#draft-{draft['record_id'][:8]}")
    button = early_page.locator("[data-do=make-new]:visible")
    expect(button).to_be_visible()
    early_page.evaluate("window.holding = true")
    button.click()
    expect(button).to_be_hidden()
    expect(bar(early_page, "save")).not_to_contain_text("Saved")
    go(early_page, FIRST)
    question(early_page, CASE).focus()
    early_page.evaluate("window.holding = false")
    expect_saved(early_page)
    expect(question(early_page, CASE)).to_be_focused()


def test_a_late_look_never_hides_what_somebody_types_in(page: Page) -> None:
    """What the engine saw of an older answer takes no question away from under the hands."""
    page.add_init_script(HOLD_CALLS.replace("check|complete", "look"))
    new_draft(page, "ila")
    expect_engine(page)
    go(page, "ila.c2")
    question(page, "ila.c2.reviewed-no").check()
    expect(question(page, "ila.c2.visits")).to_be_hidden()
    question(page, "ila.c2.reviewed-yes").check()
    expect(question(page, "ila.c2.visits")).to_be_visible()
    page.evaluate("window.holding = true")
    question(page, "ila.c2.reviewed-no").check()
    page.wait_for_function("() => isHeld('look')")
    question(page, "ila.c2.visits-met").focus()
    page.evaluate("() => { window.holding = false; sendOn(); }")
    line = "[id='ila.c2.visits']:not([hidden])"
    expect(view(page).locator(f".qa-not-asked:has(+ {line})")).to_contain_text("Not asked here:")
    expect(question(page, "ila.c2.visits-met")).to_be_focused()
    question(page, "ila.c2.reviewed-detail-no").fill("They were audited in January.")
    expect(question(page, "ila.c2.visits")).to_be_hidden()


def test_what_was_left_of_a_draft_is_put_once(context: BrowserContext, early_page: Page) -> None:
    """Of two pages that find what a closed tab left, the slower one does not overtake whoever types in the other."""
    early_page.add_init_script(NO_LAST_SAVE)
    start_typing(early_page)
    question(early_page, CASE).press_sequentially("-AND")
    early_page.goto("standards/")
    start = context.new_page()
    start.add_init_script(HOLD_STORE)
    start.goto("tools/pre-audit/")
    start.wait_for_function("() => window.goOn")
    early_page.goto("tools/pre-audit/form/")
    expect(view(early_page)).to_be_visible()
    go(early_page, FIRST)
    expect(question(early_page, CASE)).to_have_value("CR-0417-AND")
    (before,) = drafts(early_page)
    start.evaluate("goOn()")
    expect(start.locator("#drafts li")).to_contain_text("CR-0417-AND")
    (after,) = drafts(early_page)
    assert after["revision"] == before["revision"]
    question(early_page, CASE).fill("CR-0418")
    question(early_page, CASE).press("Tab")
    wait_for_case(early_page, "CR-0418")


def test_the_file_that_was_chosen_last_counts(early_page: Page) -> None:
    """A locked file that is still being unlocked opens no draft once another file was chosen, and wipes nothing."""
    early_page.add_init_script(HOLD_UNLOCKING)
    first, last = as_draft(example("pre-audit")), as_draft(example("pre-audit"))
    last = json.loads(json.dumps(last).replace(last["record_id"], "11111111-1111-4111-8111-111111111111"))
    last["answers"]["hdr.case_ref"] = {"value": "CR-0999"}
    choose_file(early_page, "pre-audit", locked_by_python(first))
    early_page.evaluate("window.holding = true")
    question(early_page, "unlock-with").fill(WORDS)
    early_page.locator("[data-do=unlock]").click()
    early_page.wait_for_function("() => window.goOn")
    content = locked_by_python(last, b"t" * 16).encode()
    early_page.locator("#open-file").set_input_files(
        {"name": "audit_2.json", "mimeType": "application/json", "buffer": content}
    )
    expect(question(early_page, "unlock-with")).to_have_value("")
    question(early_page, "unlock-with").fill(WORDS)
    early_page.evaluate("() => { window.holding = false; goOn(); }")
    early_page.locator("[data-do=unlock]").click()
    early_page.wait_for_url("**/form/#tasks")
    assert cases(early_page) == ["CR-0999"]
