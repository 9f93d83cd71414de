"""The desk does nothing by halves: locked files, a comparison beside a draw, a report of nothing, sheets of paper."""

from __future__ import annotations

import io
import os
import re
from typing import TYPE_CHECKING

import pypdf
from playwright.sync_api import expect

from tests.desk import CASES, PERIOD, of_case
from tests.e2e.forms import ENGINE_PATIENCE
from tests.e2e.test_desk import DAY, choose, enter_date, open_desk, press, saved
from tests.e2e.test_desk_records import WORDS, lock, unlock
from tests.making import sample

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.making import Make, Save

NOTED = """
window.Worker = class extends Worker {
  constructor(...how) { super(...how); window.worker = this; }
};
"""
"""Keeps the worker where a test can reach it."""
STOPS = """
() => {
  window.stops = 0;
  const seen = new MutationObserver(([one]) => { window.stops += one.target.hidden ? 0 : 1; });
  seen.observe(document.querySelector("[data-do=stop]"), { attributeFilter: ["hidden"] });
}
"""
LATER = "() => { const now = performance.now(); performance.now = () => now + 20_000; }"
"""Twenty seconds on."""
STEP = """
(done) => {
  const data = JSON.stringify({ kind: "progress", step: "read", done, all: 9 });
  window.worker.dispatchEvent(new MessageEvent("message", { data }));
}
"""


def enter(page: Page, told_on: str, **typed: str) -> None:
    """Type what a draw is asked, and the day on which the area teams are told."""
    for name, text in typed.items():
        page.locator(f"#{name}").fill(text)
    enter_date(page, "selected_on", DAY)
    enter_date(page, "told_on", told_on)


def choose_and_change(page: Page, cases: Path) -> None:
    """Choose a list, let the browser read it once, so that it knows from when it is, and change it then."""
    cases.write_text(CASES, encoding="utf-8")
    os.utime(cases, (1.7e9, 1.7e9))
    page.locator("#cases").set_input_files(cases)
    press(page, "Draw again and compare")
    expect(page.locator(".qa-errors li")).to_have_text("Choose the receipt")
    expect(page.locator("#desk-wrong-verify")).to_be_hidden()
    cases.write_text(CASES[:-60], encoding="utf-8")


def test_a_draw_knows_of_every_record_or_says_so(page: Page, make: Make, save: Save, tmp_path: Path) -> None:
    """What is typed wrong stands at its field, a locked file stops the draw, one that was left out is said first.

    A comparison beside a draw that is not saved yet leaves the draw where it is.
    """
    records = save(make(days=900, edit=of_case("CASE-0007")))
    (lately,) = records.iterdir()
    lock(lately)
    open_desk(page, "draw-cases/")
    choose(page, "cases", CASES)
    page.locator("#records").set_input_files(records)
    enter(page, "2026-07-01", seed="2026-Q3", number="0", by="Jane Smith")
    press(page, "Draw")
    expect(page.locator(".qa-errors li")).to_have_text(
        [re.compile("whole number of 1 or more"), re.compile("never a name"), re.compile("not be before the day of")]
    )
    expect(page).to_have_title(re.compile("^Error: Draw cases"))
    page.get_by_role("link", name="Enter your staff code").press("Enter")
    expect(page.locator("#by")).to_be_focused()
    enter(page, DAY, number="5", by="QA-02")
    press(page, "Draw")
    expect(page.get_by_role("group", name="This cannot be used yet")).to_be_focused()
    expect(page.locator("#desk-wrong li")).to_contain_text(lately.name)
    expect(page.locator("#desk-wrong li")).to_contain_text("Unlock it below the files that you chose")
    expect(page.locator("#desk-result")).to_be_hidden()

    unlock(page, WORDS)
    expect(page.locator("#desk-locked")).to_be_hidden()
    press(page, "Draw")
    expect(page.locator("#qa-say")).to_have_text("5 cases drawn of 18 that could be.")
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    page.locator("#single").set_input_files(broken)
    expect(page.locator("#desk-chosen")).to_contain_text("2 files chosen.")
    unlock(page, WORDS)
    expect(page.locator("#desk-locked")).to_be_hidden()
    press(page, "Draw")
    expect(page.locator("#result")).to_be_focused()
    without = "1 file was left out, so a case that was audited lately may be among these."
    expect(page.locator("#desk-lines li").first).to_have_text(without)
    expect(page.locator("#qa-say")).to_have_text(f"{without} 5 cases drawn of 18 that could be.")
    expect(page).to_have_title(re.compile("^Draw cases"))

    press(page, "Draw again and compare")
    expect(page.locator(".qa-errors li")).to_have_text("Choose the receipt")
    choose(page, "cases", CASES[:-60])
    press(page, "Draw again and compare")
    expect(page.locator("#desk-wrong-verify li").first).to_contain_text("cases.csv, line")
    choose_and_change(page, tmp_path / "cases.csv")
    press(page, "Draw again and compare")
    expect(page.locator("#desk-wrong-verify li")).to_contain_text("changed or taken away since it was chosen")
    expect(page.locator("#result")).to_be_visible()
    name, _ = saved(page, page.locator("#desk-files button").first.inner_text())
    expect(page.locator("#desk-files")).to_contain_text(f"{name} is handed to your browser.")


def test_a_report_is_whole_or_not_there(page: Page, make: Make, save: Save) -> None:
    """No record of the period: said, no report. A report is written without a Stop, and marked on every sheet of paper.

    One made-up record among them is enough for the mark, and is told of.
    Once what made it is gone, it is taken away, and that is said.
    """
    page.add_init_script(NOTED)
    first, *others = (make(number=each, edit=of_case(f"CR-{3000 + each}")) for each in range(1, 4))
    records = save(sample(first), *others)
    open_desk(page, "make-a-report/")
    page.locator("#records").set_input_files(records)
    page.locator("#period").fill("2024-Q4")
    press(page, "Make the report")
    none = (
        "No record counts in October to December 2024, so there is no report to make. "
        "There are records of 2023-Q2. Give a quarter or a year that has records."
    )
    expect(page.locator("#qa-say")).to_have_text(none)
    expect(page.locator("#desk-counted li").first).to_have_text(none)
    expect(page.locator("#desk-counted li").last).to_contain_text("1 of the records is made up")
    expect(page.locator("#desk-report")).to_be_hidden()
    page.locator("#period").fill(PERIOD)
    press(page, "Make the report")
    expect(page.locator("#qa-say")).to_have_text("The report is made from 3 records.")
    page.evaluate(STOPS)
    saved(page, "Save as spreadsheet")
    expect(page.locator("#desk-result")).to_contain_text("report.xlsx is handed to your browser.")
    assert page.evaluate("window.stops") == 0
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(page.pdf())).pages]
    assert len(sheets) > 1
    assert all("Sample: made-up records" in sheet and "Keep it inside the council." in sheet for sheet in sheets)
    assert not any("What to report" in sheet for sheet in sheets)

    page.evaluate("window.worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))")
    expect(page.locator("#desk-state")).to_have_text("Ready.", timeout=ENGINE_PATIENCE)
    press(page, "Save as spreadsheet")
    expect(page.locator("#qa-say")).to_contain_text("Make it again")
    expect(page.locator("#desk-result")).to_be_hidden()
    expect(page.locator("#desk-report")).to_be_hidden()


def test_work_is_heard(early_page: Page) -> None:
    """What has begun is said to those who cannot see it, and now and then how far it is, but not every step."""
    early_page.add_init_script(NOTED)
    early_page.goto("draw-cases/")
    press(early_page, "Draw")
    expect(early_page.locator("#qa-say")).to_have_text("It begins as soon as the page is ready.")
    early_page.evaluate(LATER)
    for done in (3, 4):
        early_page.evaluate(STEP, done)
    expect(early_page.locator("#desk-state")).to_have_text("Reading 4 of 9")
    expect(early_page.locator("#qa-say")).to_have_text("Reading 3 of 9")
    press(early_page, "Stop")
    expect(early_page.locator("#qa-say")).to_have_text("Stopped. Nothing was made.")
