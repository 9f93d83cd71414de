"""Work without a connection: what is there when the server is gone, and what is never hidden while it is there."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browsing import NO_WORKERS
from tests.e2e.checking import expect_done
from tests.e2e.forms import (
    ENGINE_PATIENCE,
    as_draft,
    bar,
    drafts,
    example,
    expect_engine,
    expect_saved,
    finish,
    go,
    new_draft,
    open_draft,
    question,
    save,
    view,
)
from tests.e2e.offline import (
    CACHES,
    CONTROLLED,
    READY,
    WORKERS,
    Site,
    copy_of,
    expect_kept,
    expect_ready,
    publish,
    replace,
    visiting,
)
from tests.e2e.test_moderation import EVIDENCE
from tests.e2e.test_moderation import begin as begin_moderation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.making import Run

FULL_CACHE = """
window.refused = 0;
Cache.prototype.put = () => {
  window.refused += 1;
  return Promise.reject(new DOMException("no space left", "QuotaExceededError"));
};
"""
FETCH = """
async ([path, cache]) => {
  try { return (await (await fetch(path, { cache })).text()).length; } catch { return "nothing came"; }
}
"""


@pytest.fixture
def online(browser: Browser, site: Path) -> Iterator[Site]:
    """The built site with a server of its own, which a test may stop."""
    with visiting(browser, site) as made:
        yield made


@pytest.mark.parametrize(("tool", "asked"), [("pre-audit", "pa.a.author_ref"), ("ila", "ila.a.auditor_ref")])
def test_an_audit_is_finished_with_the_server_gone(
    online: Site, tool: str, asked: str, run: Run, tmp_path: Path
) -> None:
    """The server stops; a reload resumes the draft, it is changed, finished and saved, and the record passes."""
    page = online.context.new_page()
    open_draft(page, as_draft(example(tool)))
    expect_ready(page)
    online.stop()
    page.reload()
    expect(view(page)).to_have_id("tasks")
    expect_engine(page)
    go(page, asked.rpartition(".")[0])
    question(page, f"{asked}-value").fill("AU-0999")
    question(page, f"{asked}-value").press("Tab")
    expect_saved(page)
    finish(page)
    record = save(page)
    assert record["author"]["ref"] == "AU-0999"
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    result = run("validate", path)
    assert result.exit_code == 0, result.output


def test_a_moderation_shows_its_audit_with_the_server_gone(online: Site) -> None:
    """What the bar says of work offline holds for a loaded audit, whose sheet is laid out from its own form."""
    page = online.context.new_page()
    begin_moderation(page, "moderation-1", "m1")
    expect_ready(page)
    expect_saved(page)
    online.stop()
    page.reload()
    go(page, "m1.b")
    expect(question(page, "m1.evidence")).to_contain_text(EVIDENCE)


def test_reading_pages_are_there_as_far_as_they_were_read(online: Site) -> None:
    """Pages read after the visit to a tool open as copies with their day; another says that it is not here."""
    page = online.context.new_page()
    page.goto("methods/")  # before the visit: nothing is kept of people who only read
    new_draft(page, "pre-audit")
    expect_ready(page)
    page.goto("grades/")
    expect_kept(page, ">Grades</h1>")
    page.goto("id/R053/")
    expect_kept(page, "R053")
    online.stop()
    page.goto("grades/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Grades")
    expect(page.get_by_text("You are reading the copy on this device, of")).to_be_visible()
    page.goto("id/R053")  # the server would have sent the browser to the address with the slash
    expect(page.get_by_role("heading", level=1)).to_contain_text("R053")
    page.goto("methods/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not on this device")
    expect(page.get_by_role("link", name="/methods/")).to_have_attribute("href", f"{online.address}methods/")
    expect(page.locator("#here-list a")).to_have_count(2)
    page.locator("#here-list").get_by_role("link", name=re.compile("^Grades")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grades")


def test_below_a_folder_everything_works_alike(browser: Browser, site: Path, tmp_path: Path) -> None:
    """A site that lies at a path of its host is kept and served there, and nothing outside of the path is touched."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "path").symlink_to(site, target_is_directory=True)
    (tmp_path / "index.html").write_text(
        '<!doctype html><link rel="icon" href="data:,"><title>another site</title>', encoding="utf-8"
    )
    with visiting(browser, tmp_path) as place:
        page = place.context.new_page()
        page.goto(f"{place.address}sub/path/tools/pre-audit/form/#new")
        expect_ready(page)
        assert page.evaluate(CACHES) == [f"practice-audit.{name} /sub/path/" for name in ("files", "notes", "pages")]
        page.goto(place.address)
        assert not page.evaluate(CONTROLLED)  # nothing of it is served from here
        place.stop()
        page.goto(f"{place.address}sub/path/tools/pre-audit/")
        expect(page.locator("#drafts li")).to_have_count(1)
        expect(page.locator("#offline-ready")).to_be_visible()


def test_a_correction_is_never_hidden(browser: Browser, site: Path, tmp_path: Path) -> None:
    """With the server there, a page that was kept shows its new text at the next visit and at a reload."""
    folder = copy_of(site, tmp_path / "site")
    with visiting(browser, folder) as place:
        page = place.context.new_page()
        new_draft(page, "pre-audit")
        expect_ready(page)
        page.goto("grades/")
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text("Grades")
        replace(folder, "grades/index.html", ">Grades</h1>", ">Grades, put right</h1>")
        page.reload()
        expect(heading).to_have_text("Grades, put right")
        replace(folder, "grades/index.html", ">Grades, put right</h1>", ">Grades, once more</h1>")
        page.goto("about/")
        page.goto("grades/")
        expect(heading).to_have_text("Grades, once more")
        expect_kept(page, ">Grades, once more</h1>")
        place.stop()
        page.reload()
        expect(heading).to_have_text("Grades, once more")


def test_what_cannot_be_read_here_hides_nothing(browser: Browser, site: Path, tmp_path: Path) -> None:
    """Where the browser fails to give back what it kept, pages come from the server as if nothing were kept."""
    folder = copy_of(site, tmp_path / "site")
    start = "async function copyOf(version, address) {"
    broken = f'{start}\n  if (version) throw new Error("the disk is broken");'
    replace(folder, "assets/audit/device/offline-serving.mjs", start, broken)
    publish(folder)
    with visiting(browser, folder) as online:
        page = online.context.new_page()
        new_draft(page, "pre-audit")
        expect_ready(page)
        page.goto("grades/")
        assert page.evaluate(CONTROLLED)
        expect(page.locator("h1")).to_contain_text("Grades")


def test_requests_that_want_no_cache_pass_through(online: Site) -> None:
    """What the page about this browser asks for comes from the server or not at all, never from what is kept."""
    page = online.context.new_page()
    new_draft(page, "pre-audit")
    expect_ready(page)
    page.reload()
    expect_engine(page)
    assert page.evaluate(CONTROLLED)
    online.stop()
    assert page.evaluate(FETCH, ["../../../engine/engine.json", "default"]) > 0
    assert page.evaluate(FETCH, ["../../../engine/engine.json", "no-store"]) == "nothing came"


def test_no_room_is_harmless(online: Site) -> None:
    """Where the browser has no room for the tool, a draft is saved and checked as ever, and nothing is promised."""
    page = online.context.new_page()
    page.add_init_script(FULL_CACHE)
    new_draft(page, "pre-audit")
    expect_engine(page)
    page.wait_for_function(CONTROLLED)
    go(page, "pa.a")
    question(page, "hdr.case_ref-value").fill("CR-0417")
    question(page, "hdr.case_ref-value").press("Tab")
    expect_saved(page)
    assert drafts(page)[0]["case_ref"] == "CR-0417"
    page.goto("on-this-device/")
    page.get_by_role("button", name="Keep the handbook on this device").click()
    expect(page.locator("#keep-state")).to_have_text(
        "There is not enough room on this device. Nothing else is affected."
    )
    page.goto("tools/pre-audit/")
    expect(page.locator("#drafts li")).to_have_count(1)
    page.wait_for_function("() => window.refused > 0")
    expect(page.locator("#offline-ready")).to_be_hidden()


def test_browsers_without_service_workers_work_as_before(online: Site) -> None:
    """A browser that has no service workers drafts and checks; it is told that it cannot keep the handbook."""
    page = online.context.new_page()
    page.add_init_script(NO_WORKERS)
    new_draft(page, "pre-audit")
    expect(bar(page, "engine")).to_have_text("Checks ready", timeout=90_000)
    page.goto("on-this-device/")
    expect(page.locator("#keep-cannot")).to_be_visible()
    expect(page.locator("#keep")).to_be_hidden()
    assert page.evaluate(CACHES) == []


def test_whoever_only_reads_has_no_worker(online: Site) -> None:
    """Reading pages, the page about what is stored included, bring no service worker and no cache."""
    page = online.context.new_page()
    for path in ("", "grades/", "tools/", "on-this-device/", "check/", "id/R053/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        if path == "check/":
            expect_done(page)  # it fetches the whole engine, in steps
        assert page.evaluate(WORKERS) == 0, path
        assert page.evaluate(CACHES) == [], path


def test_the_handbook_is_kept_and_taken_away_again(online: Site) -> None:
    """The size is said beforehand; then every page is there and found without a server, until it is taken away."""
    page = online.context.new_page()
    page.goto("on-this-device/")
    expect(page.locator("#keep-size")).to_have_text(re.compile(r"^It needs \d+ MB on this device\.$"))
    page.get_by_role("button", name="Keep the handbook on this device").click()
    expect(page.locator("#keep-state")).to_contain_text("The handbook is on this device.", timeout=2 * ENGINE_PATIENCE)
    promised = int(re.findall(r"\d+", page.locator("#keep-size").inner_text())[0])
    said = page.locator("#amounts").inner_text()
    assert promised <= int(re.findall(r"(\d+) MB", said)[0]) <= promised + 20  # with the frame of every page besides
    online.stop()
    for path in ("id/ps.assessment.timely/", "contributing/", "tools/ila/form/", "editions/2023/standards/"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1).first).not_to_have_text("This page is not on this device")
    page.goto("")
    page.get_by_role("textbox", name="Search").fill("supervision")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.goto("on-this-device/")
    page.get_by_role("button", name="Take it away again").click()
    expect(page.locator("#qa-say")).to_have_text("The handbook was taken away.")
    page.goto("contributing/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not on this device")
    assert READY not in page.content()
