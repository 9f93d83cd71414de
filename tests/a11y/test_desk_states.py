"""Every state of the quality team's desk with axe, light and dark, wide and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.a11y.axe import LOOKS, faults, in_every_look, put_on
from tests.desk import AUDITORS, CASES, PERIOD, audits
from tests.e2e.test_desk import choose, open_desk, press
from tests.e2e.test_desk_records import WORDS, lock, unlock

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.making import Make, Save


def test_a_draw(page: Page) -> None:
    """The page at its start, with errors, with a list that cannot be used, and with a draw has no violation."""
    open_desk(page, "draw-cases/")
    press(page, "Draw")
    found = in_every_look(page, "errors", page.locator(".qa-errors"))
    choose(page, "cases", "a,b\n1,2\n")
    page.locator("#seed").fill("s")
    page.locator("#number").fill("3")
    press(page, "Draw")
    found += in_every_look(page, "a list that cannot be used", page.locator("#desk-wrong li").first)
    choose(page, "cases", CASES)
    choose(page, "auditors", AUDITORS)
    press(page, "Draw")
    found += in_every_look(page, "a draw", page.locator("#desk-files button").first)
    assert found == []


def test_a_draw_of_audits(page: Page, make: Make, save: Save) -> None:
    """The page that asks for a passphrase, and says that it opens nothing, and with a draw has no violation."""
    records = save(*audits(make))
    lock(next(records.glob("*_ila_*")))
    open_desk(page, "draw-audits/")
    page.locator("#records").set_input_files(records)
    unlock(page, "another passphrase")
    found = in_every_look(page, "a passphrase", page.locator("#unlock-fault"))
    unlock(page, WORDS)
    expect(page.locator("#desk-locked")).to_be_hidden()
    page.locator("#seed").fill("july")
    page.locator("#number").fill("2")
    press(page, "Draw")
    found += in_every_look(page, "a draw of audits", page.locator("#desk-files button").first)
    page.locator("#number").fill("9")
    press(page, "Draw")
    found += in_every_look(page, "too few audits", page.locator("#desk-wrong li").first)
    assert found == []


def test_a_report(page: Page, make: Make, save: Save) -> None:
    """The page with a report and a file that was left out has no violation."""
    records = save(make())
    (records / "broken.json").write_text("{", encoding="utf-8")
    open_desk(page, "make-a-report/")
    page.locator("#records").set_input_files(records)
    page.locator("#period").fill(PERIOD)
    press(page, "Make the report")
    expect(page.locator("#result")).to_be_focused()
    found = []
    for look in LOOKS[:2]:  # light and wide, dark and narrow: a report is long, and its parts are of few kinds
        put_on(page, look)
        expect(page.locator("[data-table=refused]")).to_be_visible()
        found += [f"{look}: {fault}" for fault in faults(page)]
    assert found == []
