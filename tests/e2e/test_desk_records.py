"""Records chosen on the quality team's desk: folders inside folders, locked files, and audits drawn from them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from practice_audit import locked_files
from practice_audit.sampling import receipt as receipts
from tests.desk import audits, of_case
from tests.e2e.forms import ENGINE_PATIENCE, press_on
from tests.e2e.test_desk import DAY, KEPT, enter_date, open_desk, press, saved

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from tests.making import Make, Run, Save

WORDS = "kettle granite Sünday"
DROP_BESIDE = "(one) => one.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true }))"
MANY = 230
"""Files in one folder: a browser hands over a hundred at a time."""


def lock(path: Path, passphrase: str = WORDS) -> None:
    """Lock a file where it stands, as the command line locks it."""
    text = path.read_text(encoding="utf-8")
    path.write_text(locked_files.lock(text, passphrase, salt=path.name[-26:-10].encode(), nonce=b"n" * 12), "utf-8")


def drop(page: Page, *paths: Path) -> None:
    """Drop files and folders from the computer on the page, as a hand with a mouse does."""
    box = page.locator("#drop").bounding_box()
    assert box is not None
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    where = {"x": box["x"] + 20, "y": box["y"] + 20, "data": data}
    browser = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        browser.send("Input.dispatchDragEvent", {"type": kind, **where})
    browser.detach()


def unlock(page: Page, passphrase: str) -> None:
    """Enter the passphrase of the chosen files with the keyboard."""
    page.locator("#unlock-with").fill(passphrase)
    page.locator("#unlock-with").press("Enter")


def test_audits_are_drawn_as_the_command_line_draws_them(
    page: Page, run: Run, make: Make, save: Save, tmp_path: Path
) -> None:
    """Two locked files among the records: unlocked at once, same audits, receipt and record, and nothing is kept."""
    records = save(*audits(make))
    for path in sorted(records.glob("*_ila_*"))[:2]:
        lock(path)
    register, out, words = tmp_path / "register.db", tmp_path / "out", tmp_path / "words.txt"
    words.write_text(WORDS, encoding="utf-8")
    assert "0 refused" in run("import", records, "--register", register, "--passphrase-file", words).stderr
    drawn = ("--seed", "july", "--number", "2", "--meeting-on", DAY, "--by", "QA-02", "--role", "role.capacity-tm")
    assert run("moderation-sample", "--register", register, *drawn, "--out", out).exit_code == 0

    later = open_desk(page, "draw-audits/")
    press(page, "Draw")
    expect(page.locator(".qa-errors")).to_be_focused()
    expect(page.locator(".qa-errors li")).to_have_text(
        ["Choose the folder of finished records", "Enter the seed", "Enter how many to draw, as a number"]
    )
    page.locator("#records").set_input_files(records)
    expect(page.locator("#locked-title")).to_have_text("2 of the chosen files are locked with a passphrase")
    unlock(page, "another passphrase")
    expect(page.locator("#unlock-fault")).to_contain_text("2 files could not be unlocked.")
    expect(page.locator("#unlock-with")).to_be_focused()
    expect(page.locator("[data-still] li")).to_have_count(2)
    unlock(page, WORDS)
    expect(page.locator("#desk-chosen")).to_be_focused()
    expect(page.locator("#desk-chosen")).to_have_text("7 files chosen. 2 of them were locked, and are unlocked now.")
    expect(page.locator("#desk-locked")).to_be_hidden()
    for name, text in {"seed": "july", "number": "2", "by": "QA-02"}.items():
        page.locator(f"#{name}").fill(text)
    page.locator("#role").select_option("role.capacity-tm")
    enter_date(page, "meeting_on", DAY)
    press(page, "Draw")
    expect(page.locator("#result")).to_be_focused()
    expect(page.locator("#qa-say")).to_have_text("2 audits drawn of 4 that are completed and not moderated.")

    (path,), (record,) = out.glob("*.receipt.json"), out.glob("audit_*.json")
    files = dict(saved(page, name) for name in page.locator("#desk-files button").all_inner_texts())
    assert len(files) == 2
    theirs, drawn_there = json.loads(path.read_bytes()), json.loads(record.read_text(encoding="utf-8"))
    mine = json.loads(next(data for name, data in files.items() if name.startswith("audit_")))
    ours = next(data for name, data in files.items() if name.endswith(".receipt.json"))
    assert ours == receipts.to_bytes(receipts.sealed({**theirs, "record_id": mine["record_id"]}))
    for each in (mine, drawn_there):
        for key in ("record_id", "created", "completed", "content_sha256"):
            del each[key]
    assert mine == drawn_there
    shown = page.locator("[data-table=drawn-audits] tbody tr").all()
    assert [row.locator("td").nth(2).inner_text() for row in shown] == [each["record_id"] for each in theirs["drawn"]]

    page.locator("#receipt").set_input_files(path)
    press(page, "Draw again and compare")
    expect(page.locator("[data-outcome]")).to_have_text("Drawn again, it is the same: seed july, 6 July 2026.")
    assert page.locator("#unlock-with").input_value() == ""
    assert later == []
    assert page.evaluate(KEPT) == []


def test_a_dropped_folder_is_read_whole(page: Page, make: Make, save: Save, tmp_path: Path) -> None:
    """A folder with folders and more files than a browser hands over at once: every file is looked at.

    One passphrase is tried on all locked files; one that stays locked is named and left out.
    """
    place = tmp_path / "dropped"
    inner = place / "2026" / "summer"
    inner.mkdir(parents=True)
    for each in range(MANY):
        (inner / f"{each:03}.txt").write_text("not a record", encoding="utf-8")
    save(make(), folder=place)
    save(make(number=2, edit=of_case("CR-2002")), make(number=3, edit=of_case("CR-2003")), folder=inner)
    for path, passphrase in zip(sorted(inner.glob("audit_*.json")), (WORDS, "another passphrase"), strict=True):
        lock(path, passphrase)
    alone = tmp_path / "alone.json"
    alone.write_text("{", encoding="utf-8")
    open_desk(page, "make-a-report/")
    page.locator("#period").fill("2023-Q2")
    left_to_the_browser = page.locator("h1").evaluate(DROP_BESIDE)  # which would show the file instead of the page
    assert left_to_the_browser is False
    drop(page, place, alone)
    expect(page.locator("#desk-chosen")).to_have_text(f"{MANY + 4} files chosen.")
    expect(page.locator("#locked-title")).to_have_text("2 of the chosen files are locked with a passphrase")
    unlock(page, "")
    expect(page.locator("#unlock-fault")).to_have_text("Error: Enter the passphrase")
    unlock(page, WORDS)
    expect(page.locator("#unlock-fault")).to_contain_text("1 file could not be unlocked.")
    expect(page.locator("#unlock-with")).to_have_value("")
    expect(page.locator("#locked-title")).to_have_text("1 of the chosen files is locked with a passphrase")
    expect(page.locator("[data-still] li")).to_contain_text("dropped/2026/summer/audit_")
    press(page, "Make the report")
    expect(page.locator("#result")).to_be_focused()
    expect(page.locator("[data-table=refused] tbody th")).to_have_count(2)
    expect(page.locator("[data-table=refused] tbody")).to_contain_text("Enter its passphrase below the files")
    expect(page.locator("#desk-counted li")).to_have_text(
        [
            "2 records were read.",
            "2 files were left out.",
            f"{MANY} other files were not looked at: they are no .json files.",
        ]
    )
    unlock(page, "another passphrase")
    chosen = f"{MANY + 4} files chosen. 2 of them were locked, and are unlocked now."
    expect(page.locator("#desk-chosen")).to_have_text(chosen)
    page.locator("#single").set_input_files(alone)
    expect(page.locator("#desk-chosen")).to_have_text("1 file chosen.")
    expect(page.locator("#desk-locked")).to_be_hidden()


def test_chosen_records_go_when_the_device_is_cleared(
    context: BrowserContext, page: Page, make: Make, save: Save
) -> None:
    """Records that are chosen on a page of the desk are not there any more once another tab clears the device."""
    open_desk(page, "make-a-report/")
    page.locator("#records").set_input_files(save(make("pre-audit")))
    expect(page.locator("#desk-chosen")).to_have_text("1 file chosen.")
    second = context.new_page()
    second.goto("on-this-device/")
    press_on(second.locator("#clear-ask"))
    press_on(second.locator("#clear-do"))
    expect(second.locator("#clear-done")).to_be_visible()
    expect(page.locator("#desk-state")).to_have_text("Ready.", timeout=ENGINE_PATIENCE)  # it was loaded again
    expect(page.locator("#desk-chosen")).to_be_empty()
