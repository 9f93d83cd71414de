"""A tool's form as the tests see it: opening drafts and views, waiting for saving and for the engine."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Locator, Page, expect

from practice_audit.model import Catalogue
from site_build.examples import stamped
from site_build.paths import CATALOGUE, DEFINITIONS
from tests.browsing import wait_until

if TYPE_CHECKING:
    from pathlib import Path

Record = dict[str, Any]
TOOLS = (
    "pre-audit",
    "selection",
    "feedback-child",
    "feedback-parent",
    "feedback-process",
    "ila",
    "moderation-sample",
    "moderation-1",
    "moderation-2",
)
"""The tools that the long rounds type, read aloud, print and look at: between them they have every kind of question."""
FILLED_IN = ("actions", "recheck")
"""Tools whose rows are filled in from a loaded record: typed as a whole, beside `TOOLS`."""
SMALL = ("complaint-learning", "external-review", "meeting-note", "referral-review", "you-said")
"""Small tools of the quality team: typed as a whole, too."""
ENGINE_PATIENCE = 90_000
"""Milliseconds that the engine may take to start on a busy machine."""
READ_DRAFTS = """
async () => {
  if (!(await indexedDB.databases()).some((one) => one.name === "practice-audit")) return [];
  const opened = await new Promise((done, fail) => {
    const request = indexedDB.open("practice-audit");
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const all = await new Promise((done, fail) => {
    const request = opened.transaction("drafts").objectStore("drafts").getAll();
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  opened.close();
  return all;
}
"""


PLACE_KEPT = f"""
async (section) => {{
  const read = {READ_DRAFTS.strip()};
  return (await read()).some((draft) => draft.record.sitting.last_section === section);
}}
"""
CASE_KEPT = f"""
async (text) => {{
  const read = {READ_DRAFTS.strip()};
  return (await read()).some((draft) => draft.record.answers["hdr.case_ref"]?.value === text);
}}
"""
NOTHING_UNSAVED = """
async () => {
  const { held, pending } = await navigator.locks.query();
  return ![...held, ...pending].some((one) => one.name === "practice-audit.unsaved");
}
"""


def example(tool: str) -> Record:
    """The fullest example of a tool that passes every check and that no browser wrote, of the site's edition."""
    paths = (path for path in examples(tool) if path.name != "from-the-browser.json")
    records = (json.loads(path.read_text(encoding="utf-8")) for path in paths)
    return stamped(edition(), max(records, key=lambda record: len(str(record))))


@cache
def edition() -> Catalogue:
    """The edition of the last build."""
    return Catalogue.from_json(json.loads(CATALOGUE.read_text(encoding="utf-8")))


def examples(tool: str) -> list[Path]:
    """The files of a tool's example records that pass every check."""
    return sorted((DEFINITIONS / tool / "examples" / "valid").glob("*.json"))


def as_draft(record: Record) -> Record:
    """The same answers as a draft that has not been finished."""
    sitting = {"sections_done": [], "last_section": ""}
    draft = {**record, "status": "draft", "completed": None, "sitting": sitting, "content_sha256": None}
    return {key: draft[key] for key in (*(key for key in draft if key != "content_sha256"), "content_sha256")}


def new_draft(page: Page, tool: str) -> None:
    """Start a new draft of a tool; done when it is saved for the first time."""
    page.goto(f"tools/{tool}/form/#new")
    expect(view(page)).to_have_id("tasks")
    expect_saved(page)


def begin(page: Page, tool: str) -> None:
    """Start a form that is filled in page by page; done when its first page is shown and saved."""
    page.goto(f"tools/{tool}/form/#new")
    expect(view(page).locator("[data-question]").first).to_be_visible()
    expect_saved(page)


def choose_file(page: Page, tool: str, record: Record | str | bytes, name: str = "audit_file.json") -> None:
    """Choose a file on a tool's start page."""
    page.goto(f"tools/{tool}/")
    text = json.dumps(record, ensure_ascii=False) if isinstance(record, dict) else record
    content = text.encode() if isinstance(text, str) else text
    page.locator("#open-file").set_input_files({"name": name, "mimeType": "application/json", "buffer": content})


def open_draft(page: Page, record: Record) -> None:
    """Open a draft file through the start page of its tool; done when its list of sections is shown."""
    choose_file(page, record["record_type"], record)
    page.wait_for_url("**/form/#tasks")
    expect(view(page)).to_have_id("tasks")


def go(page: Page, where: str) -> None:
    """Follow a link to a view, question or control of the form; done when its view is shown."""
    page.evaluate("where => { location.hash = where; }", where)
    expect(page.locator(f'.qa-view--on[id="{where}"], .qa-view--on [id="{where}"]').first).to_be_attached()


def view(page: Page) -> Locator:
    """The view that is shown."""
    return page.locator(".qa-view--on")


def bar(page: Page, part: str) -> Locator:
    """A part of the status bar: place, count, engine or save."""
    return page.locator(f"[data-bar={part}]")


def note(page: Page, text: str) -> Locator:
    """A visible note at the top that holds this text."""
    return page.locator("#qa-notes [data-note]").filter(has_text=text, visible=True)


def voice(page: Page) -> Locator:
    """What is read out to people who cannot see the page change."""
    return page.locator("#qa-say")


def question(page: Page, identity: str) -> Locator:
    """The question, row or control with this id."""
    return page.locator(f'[id="{identity}"]')


def expect_saved(page: Page) -> None:
    """Wait until everything is kept, and the bar says so: what it said before may be of an earlier change."""
    expect_all_kept(page)
    expect(bar(page, "save")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))


def expect_all_kept(page: Page) -> None:
    """Wait until the store has everything that was typed: the proof in the bar may be of what came before."""
    wait_until(page, NOTHING_UNSAVED)


def expect_place_kept(page: Page) -> None:
    """Wait until the store itself knows which section is shown: it is where the next sitting begins."""
    wait_until(page, PLACE_KEPT, view(page).get_attribute("id"))


def expect_engine(page: Page) -> None:
    """Wait until checks are ready."""
    expect(bar(page, "engine")).to_contain_text("Checks ready", timeout=ENGINE_PATIENCE)


def drafts(page: Page) -> list[dict[str, Any]]:
    """The drafts that are on this computer, read from the browser's store itself."""
    kept: list[dict[str, Any]] = page.evaluate(READ_DRAFTS)
    return kept


def save_section(page: Page, *, finished: bool) -> None:
    """Say whether the open section is finished, and go on: by keyboard, since what is asked may come and go above."""
    section = str(view(page).get_attribute("id"))
    press_on(page.locator(f'input[name="{section}-done"][value={"yes" if finished else "no"}]'), "Space")
    press_on(view(page).locator("[data-do=save-continue]"))


def press_on(control: Locator, key: str = "Enter") -> None:
    """Press a key on a control once it is there: unlike a click, it is not lost where something moves meanwhile."""
    expect(control).to_be_visible()
    control.press(key)


def ask_to_clear(page: Page) -> None:
    """Ask to clear the device on a tool's start page, once what is above the button is there."""
    expect(page.locator("#drafts li, #no-drafts, #drafts-unreadable").filter(visible=True).first).to_be_visible()
    press_on(page.locator("#clear-ask"))


def finish(page: Page) -> None:
    """Check the open draft, and come to the view of its finished record."""
    expect_engine(page)
    go(page, "check")
    view(page).get_by_role("button", name="Check and continue").click()
    expect(view(page)).to_have_id("finish")


def save(page: Page) -> Record:
    """Save the finished record; what its file holds."""
    with page.expect_download() as saved:
        view(page).get_by_role("button", name="Save the record file").click()
    made: Record = json.loads(saved.value.path().read_text(encoding="utf-8"))
    return made


def wait_for_case(page: Page, text: str) -> None:
    """Wait until a draft with this case reference is in the store itself."""
    wait_until(page, CASE_KEPT, text)
