"""The quality team's desk in a real browser: the same cases, receipt and report as the command line; nothing leaves."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from practice_audit.sampling import receipt as receipts
from tests.desk import AUDITORS, CASES, FORMS, LEFT_OUT, PERIOD, SOUND, folder, of_case
from tests.e2e.forms import ENGINE_PATIENCE
from tests.e2e.payloads import intruders, set_traps

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

    from tests.browsing import Watched
    from tests.making import Make, Run, Save

DAY = "2026-07-06"
KEPT = "async () => [...(await indexedDB.databases()), ...(await caches.keys()), ...Object.keys(sessionStorage)]"
BUSY = """
() => {
  const own = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message) {
    if (!String(message).includes('"kind":"start"')) return;
    Worker.prototype.postMessage = own;
    this.postMessage(message);
  };
}
"""
"""The worker hears nothing from now on, so what it is asked takes for ever; one that is started anew does."""
DROP = """
([names, texts]) => {
  const carried = new DataTransfer();
  names.forEach((name, place) => carried.items.add(new File([texts[place]], name)));
  const dropped = new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true });
  document.getElementById("drop").dispatchEvent(dropped);
}
"""


def open_desk(page: Page, path: str) -> list[str]:
    """Open a page of the desk and wait until it is ready; what it asks for from then on comes into the list."""
    page.goto(path)
    expect(page.locator("#desk-state")).to_have_text("Ready.", timeout=ENGINE_PATIENCE)
    later: list[str] = []

    def see(request: Request) -> None:
        if not request.url.startswith("blob:"):
            later.append(request.url)

    page.on("request", see)
    return later


def press(page: Page, name: str) -> None:
    """Press a button with the keyboard."""
    page.get_by_role("button", name=name, exact=True).press("Enter")


def saved(page: Page, name: str) -> tuple[str, bytes]:
    """What the button saves: the file's name and its bytes."""
    with page.expect_download() as download:
        press(page, name)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def choose(page: Page, name: str, text: str) -> None:
    """Choose a list with this text."""
    page.locator(f"#{name}").set_input_files({"name": f"{name}.csv", "mimeType": "text/csv", "buffer": text.encode()})


def enter_date(page: Page, name: str, day: str) -> None:
    """Type a date into its three boxes."""
    for part, value in zip(("year", "month", "day"), day.split("-"), strict=True):
        page.locator(f"#{name}-{part}").fill(value)


def fill_in(page: Page, files: dict[str, Path]) -> None:
    """Say what is drawn from, how many, and who draws."""
    for name, path in files.items():
        page.locator(f"#{name}").set_input_files(path)
    for name, text in {"seed": "2026-Q3", "number": "5", "by": "QA-02"}.items():
        page.locator(f"#{name}").fill(text)
    page.locator("#role").select_option("role.capacity-tm")
    enter_date(page, "selected_on", DAY)
    enter_date(page, "told_on", DAY)


def test_the_page_draws_what_the_command_line_draws(
    page: Page, run: Run, make: Make, save: Save, tmp_path: Path
) -> None:
    """Same lists, records and seed: same cases, auditors, receipt and record; the receipt verifies; nothing leaves."""
    records = save(make(days=900, edit=of_case("CASE-0007")))
    lists = {"cases": tmp_path / "cases.csv", "auditors": tmp_path / "auditors.csv"}
    lists["cases"].write_text(CASES, encoding="utf-8")
    lists["auditors"].write_text(AUDITORS, encoding="utf-8")
    register, out = tmp_path / "register.db", tmp_path / "out"
    assert run("import", records, "--register", register).exit_code == 0
    options = ("--seed", "2026-Q3", "--number", "5", "--selected-on", DAY, "--auditors", lists["auditors"])
    who = ("--by", "QA-02", "--role", "role.capacity-tm", "--told-on", DAY)
    assert run("sample", lists["cases"], *options, *who, "--register", register, "--out", out).exit_code == 0

    later = open_desk(page, "draw-cases/")
    press(page, "Draw")
    expect(page.locator(".qa-errors")).to_be_focused()
    page.get_by_role("link", name="Enter the seed").press("Enter")
    expect(page.locator("#seed")).to_be_focused()
    fill_in(page, {**lists, "records": records})
    press(page, "Draw")
    expect(page.locator("#result")).to_be_focused()
    expect(page.locator(".qa-errors")).to_have_count(0)
    expect(page.locator("#qa-say")).to_have_text("5 cases drawn of 18 that could be.")
    expect(page.locator("[data-table=excluded] tbody th")).to_have_text(["CASE-0003", "CASE-0007"])

    files = dict(saved(page, name) for name in page.locator("#desk-files button").all_inner_texts())
    (name,) = (each for each in files if each.endswith(".receipt.json"))
    ours, (path,) = json.loads(files[name]), out.glob("*.receipt.json")
    theirs = json.loads(path.read_bytes())
    assert files[name] == receipts.to_bytes(receipts.sealed({**theirs, "record_id": ours["record_id"]}))
    shown = page.locator("[data-table=drawn] tbody tr").all()
    assert [row.locator("th, td").all_inner_texts()[:2] for row in shown] == [
        [each["case_ref"], each["auditor_ref"]] for each in theirs["drawn"]
    ]
    (record,) = out.glob("audit_*.json")
    drawn = json.loads(record.read_text(encoding="utf-8"))
    mine = json.loads(next(data for each, data in files.items() if each.startswith("audit_")))
    for each in (mine, drawn):
        for key in ("record_id", "created", "completed", "content_sha256"):
            del each[key]
    assert mine == drawn
    numbers = (theirs["record_id"], ours["record_id"])
    notices = {each.read_text(encoding="utf-8").replace(*numbers) for each in out.glob("*.md")}
    assert {data.decode() for each, data in files.items() if each.endswith(".md")} == notices

    page.locator("#receipt").set_input_files(path)
    press(page, "Draw again and compare")
    expect(page.locator("[data-outcome]")).to_have_text("Drawn again, it is the same: seed 2026-Q3, 6 July 2026.")
    choose(page, "cases", CASES[:-60])
    press(page, "Draw again and compare")
    expect(page.locator("#desk-wrong-verify li").first).to_contain_text("cases.csv, line")
    assert later == []
    assert page.evaluate(KEPT) == []


def test_the_page_makes_the_report_of_the_command_line(
    page: Page, run: Run, make: Make, save: Save, tmp_path: Path
) -> None:
    """Sound, broken and hostile records: same page, workbook and tables; what is left out is told; nothing leaves."""
    records = folder(make, save, tmp_path / "records")
    set_traps(page.context)
    later = open_desk(page, "make-a-report/")
    press(page, "Make the report")
    expect(page.locator(".qa-errors li")).to_have_count(2)
    page.locator("#records").set_input_files(records)
    expect(page.locator("#desk-chosen")).to_have_text(f"{SOUND + 9} files chosen.")
    page.locator("#period").fill(PERIOD)
    page.locator("#planned").fill("20")
    page.locator("#sample").check()
    page.evaluate(BUSY)
    page.get_by_role("button", name="Make the report").click()
    press(page, "Stop")
    expect(page.locator("#qa-say")).to_have_text("Stopped. Nothing was made.")
    expect(page.locator("#desk-state")).to_have_text("Ready.", timeout=ENGINE_PATIENCE)
    later.clear()  # the engine came again
    press(page, "Make the report")
    expect(page.locator("#result")).to_be_focused()
    expect(page.locator("#qa-say")).to_have_text(f"The report is made from {SOUND + 1} records.")
    left_out = page.locator("[data-table=refused] tbody th").all_inner_texts()
    assert {name.rpartition("/")[2] for name in left_out} == LEFT_OUT
    expect(page.locator("#desk-tree svg").first).to_be_visible()
    expect(page.locator("#desk-title")).to_contain_text("Sample: made-up records")
    assert [one for one in intruders(page) if not one.startswith("<svg")] == []

    today = page.evaluate("() => new Date().toLocaleDateString('sv')")
    register, out = tmp_path / "register.db", tmp_path / "out"
    run("import", records, "--register", register)
    options = (
        "--planned",
        "20",
        "--sample",
        "--made-on",
        today,
        "--handbook",
        page.url.removesuffix("make-a-report/"),
    )
    assert run("report", "--register", register, "--period", PERIOD, "--out", out, *options, *FORMS).exit_code == 0
    assert saved(page, "Save as web page") == ("report.html", (out / "report.html").read_bytes())
    assert saved(page, "Save as spreadsheet") == ("report.xlsx", (out / "report.xlsx").read_bytes())
    with zipfile.ZipFile(io.BytesIO(saved(page, "Save as CSV files")[1])) as archive:
        assert {each: archive.read(each) for each in archive.namelist()} == {
            each.name: each.read_bytes() for each in (out / "csv").iterdir()
        }

    one = next(each for each in records.glob("audit_*_ila_*.json"))
    page.evaluate(DROP, [[one.name], [one.read_text(encoding="utf-8")]])
    expect(page.locator("#desk-chosen")).to_have_text("1 file chosen.")
    page.locator("#period").fill("spring")
    press(page, "Make the report")
    expect(page.locator(".qa-errors li")).to_have_count(1)  # of the period: there are records
    assert later == []
    assert page.evaluate(KEPT) == []


def test_where_it_cannot_be_done_that_is_said(browser: Browser, page: Page, watched: Watched, address: str) -> None:
    """Without the engine and without JavaScript, the pages say so and name the command line."""
    page.route("**/engine/engine.json", lambda route: route.abort())
    page.goto("draw-cases/")
    expect(page.locator("[data-note=engine-missing]")).to_contain_text("practice-audit sample")
    expect(page.locator("#qa-say")).to_contain_text("This cannot be done in this browser.")
    press(page, "Draw")
    expect(page.locator(".qa-errors")).to_have_count(0)
    choose(page, "cases", CASES)
    press(page, "Draw")
    expect(page.locator("#desk-state")).to_contain_text("The top of this page says why")
    watched.expect("ERR_FAILED|Failed to fetch")
    plain = browser.new_context(base_url=address, java_script_enabled=False)
    still = plain.new_page()
    for path, command in (
        ("draw-cases/", "practice-audit sample"),
        ("draw-audits/", "practice-audit moderation-sample"),
        ("make-a-report/", "practice-audit report"),
    ):
        still.goto(path)
        expect(still.locator(".qa-without-script")).to_contain_text(command)
        expect(still.locator("input[type=file]").first).to_be_hidden()
    plain.close()
