"""Buttons that are pressed twice, and drafts that are opened twice: what was meant once is done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.e2e.forms import (
    as_draft,
    bar,
    drafts,
    example,
    finish,
    go,
    note,
    open_draft,
    question,
    view,
    voice,
    wait_for_case,
)
from tests.e2e.test_also_here import FINISH_IT
from tests.e2e.test_drafts import CASE, FIRST, NO_QUIET, start_typing

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

HOLD_ASKED = """
const own = BroadcastChannel.prototype.addEventListener;
BroadcastChannel.prototype.addEventListener = function (kind, call) {
  own.call(this, kind, (event) => {
    if (event.data.kind === "ask" && window.asked) asked.push(() => call(event));
    else call(event);
  });
};
window.asked = [];
window.letGo = () => {
  const calls = asked;
  window.asked = null;
  for (const call of calls) call();
};
"""
"""A tab that is asked for its draft is busy until `letGo` is called."""
HOLD_PATIENCE = """
const own = window.setTimeout;
window.patience = [];
window.setTimeout = (call, wait, ...rest) => (wait === 3000 ? patience.push(call) : own(call, wait, ...rest));
"""
"""How long a tab waits for the one that has the draft ends when the calls in `patience` are made."""
HOLD_LOCKS = """
const own = LockManager.prototype.request;
LockManager.prototype.request = async function (name, ...rest) {
  if (window.holding && !name.endsWith("unsaved")) await new Promise((done) => (window.goOn = done));
  return own.call(this, name, ...rest);
};
"""
"""While `holding` is set a lock is asked for, but nobody says whether it is had until `goOn` is called."""
PRESS_TWICE = "(button) => { button.click(); button.click(); }"
LOCKS = """
async () => {
  const { held, pending } = await navigator.locks.query();
  return [...held, ...pending].map((one) => one.name).filter((name) => /[.][0-9a-f-]{36}$/.test(name));
}
"""
"""The locks of drafts that tabs of this browser have or wait for."""
COUNT_FILES = """
window.files = 0;
const own = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () {
  window.files += this.download ? 1 : 0;
  own.call(this);
};
const derive = SubtleCrypto.prototype.deriveKey;
window.derived = 0;
SubtleCrypto.prototype.deriveKey = function (...given) {
  window.derived += 1;
  return derive.apply(this, given);
};
"""
"""Counts the files that a page saves, and the keys that it makes of passphrases."""


def test_a_draft_is_taken_over_once(context: BrowserContext, early_page: Page) -> None:
    """Whoever presses again while the other tab is busy takes the draft over once, and loses nothing typed then."""
    early_page.add_init_script(HOLD_ASKED)
    start_typing(early_page)
    second = context.new_page()
    second.add_init_script(HOLD_PATIENCE)
    second.goto(f"tools/pre-audit/form/#draft-{drafts(early_page)[0]['record_id'][:8]}")
    note(second, "This draft is open in another tab.").get_by_role("button").first.evaluate(PRESS_TWICE)
    early_page.wait_for_function("() => asked.length")
    early_page.evaluate("letGo()")
    expect(bar(early_page, "save")).to_have_text("Reading only")
    go(second, FIRST)
    expect(question(second, CASE)).to_be_editable()
    question(second, CASE).fill("CR-0418")
    assert second.evaluate("() => patience.map((call) => call()).length") == 1
    question(second, CASE).press("Tab")
    wait_for_case(second, "CR-0418")
    expect(question(second, CASE)).to_have_value("CR-0418")


def test_a_correction_replaces_the_record_that_was_finished(early_page: Page) -> None:
    """A second press on "Make a new record" while the first one is under way makes none that replaces the first."""
    early_page.add_init_script(HOLD_LOCKS)
    draft = as_draft(example("pre-audit"))
    open_draft(early_page, draft)
    early_page.goto("tools/pre-audit/")
    early_page.evaluate(FINISH_IT, draft["record_id"])
    early_page.goto(f"tools/pre-audit/form/#draft-{draft['record_id'][:8]}")
    button = early_page.locator("[data-do=make-new]:visible")
    expect(button).to_be_visible()
    early_page.evaluate("window.holding = true")
    button.evaluate(PRESS_TWICE)
    early_page.wait_for_function("() => window.goOn")
    button.dispatch_event("click")
    early_page.evaluate("() => { window.holding = false; goOn(); }")
    expect(button).to_be_hidden()
    go(early_page, FIRST)
    question(early_page, CASE).fill("CR-0418")
    question(early_page, CASE).press("Tab")
    wait_for_case(early_page, "CR-0418")
    made = [one["record"] for one in drafts(early_page) if one["record_id"] != draft["record_id"]]
    assert [relation for record in made for relation in record["relates_to"] if relation["relation"] == "replaces"] == [
        {"relation": "replaces", "record_id": draft["record_id"]}
    ]
    assert early_page.evaluate(LOCKS) == [f"practice-audit.{made[0]['record_id']}"]


def test_a_link_to_the_open_draft_changes_nothing(early_page: Page) -> None:
    """A bookmark of the draft that this tab has open leaves it open to be changed, with what was typed last."""
    start_typing(early_page)
    early_page.add_init_script(NO_QUIET)
    early_page.reload()
    question(early_page, CASE).fill("CR-0418")
    early_page.evaluate("start => { location.hash = `draft-${start}`; }", drafts(early_page)[0]["record_id"][:8])
    expect(view(early_page)).to_have_id("tasks")
    expect(voice(early_page)).to_contain_text("Draft")
    expect(note(early_page, "This draft is open in another tab.")).to_have_count(0)
    go(early_page, FIRST)
    expect(question(early_page, CASE)).to_have_value("CR-0418")
    expect(question(early_page, CASE)).to_be_editable()
    question(early_page, CASE).fill("CR-0419")
    question(early_page, CASE).press("Tab")
    wait_for_case(early_page, "CR-0419")


def test_a_double_click_locks_one_file(early_page: Page) -> None:
    """A double click on "Save the locked draft" saves one file."""
    early_page.add_init_script(COUNT_FILES)
    start_typing(early_page)
    go(early_page, "lock")
    for control in ("lock-with", "lock-again"):
        question(early_page, control).fill("kettle granite sunday")
    early_page.locator("[data-do=lock-draft]").dblclick()
    expect(early_page.locator("[data-locked-line]")).to_be_focused()
    assert early_page.evaluate("[files, derived]") == [1, 1]


def test_a_double_click_saves_one_record(page: Page) -> None:
    """A double click on "Save the record file" saves one file."""
    page.add_init_script(COUNT_FILES)
    open_draft(page, as_draft(example("moderation-sample")))
    finish(page)
    page.locator("[data-do=save-record]").dblclick()
    expect(page.locator("[data-saved-line]")).to_be_visible()
    assert page.evaluate("files") == 1
