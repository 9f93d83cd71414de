"""A newer version of the handbook: it waits, it loses nothing, old pages go on, and everything can be switched off."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_build import offline
from tests.a11y import axe
from tests.browsing import wait_until
from tests.e2e.forms import (
    bar,
    drafts,
    expect_all_kept,
    expect_engine,
    expect_saved,
    go,
    new_draft,
    note,
    question,
    view,
)
from tests.e2e.offline import (
    CONTROLLED,
    READY,
    Site,
    copy_of,
    expect_ready,
    publish,
    replace,
    visiting,
)
from tests.e2e.test_drafts import type_into_a_full_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

FIRST = "pa.a"
CASE = "hdr.case_ref-value"
FORM = "tools/pre-audit/form/index.html"
ENGINE = "assets/audit/engine/engine.worker.mjs"
SERVED = """
async () => {
  const notes = await caches.open((await caches.keys()).find((name) => name.startsWith("practice-audit.notes ")));
  return (await (await notes.match("/-/served")).json()).version;
}
"""
GET = "async (path) => (await fetch(path)).text()"
NOTHING_LEFT = """
async () => (await caches.keys()).length + (await navigator.serviceWorker.getRegistrations()).length === 0
"""
"""Whether there is neither a cache nor a worker."""
LOOK_FOR_A_NEWER_ONE = """
async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const coming = registration.installing;
  const ended = () => coming === null || ["installed", "redundant"].includes(coming.state);
  while (!ended()) await new Promise((change) => coming.addEventListener("statechange", change, { once: true }));
}
"""
"""Ends when a new worker has everything that it needs, or has given up."""


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> Path:
    """A copy of the built site that a test publishes anew."""
    return copy_of(site, tmp_path / "site")


@pytest.fixture
def online(browser: Browser, folder: Path) -> Iterator[Site]:
    """That copy on a server."""
    with visiting(browser, folder) as made:
        yield made


def newer(page: Page) -> Locator:
    """The note that a newer version is ready."""
    return page.locator(".qa-note").filter(has_text="A newer version of this handbook is ready.")


def update(page: Page) -> None:
    """Choose to update."""
    newer(page).get_by_role("button", name="Update now").click()


def test_an_update_waits_for_the_person_and_loses_nothing(online: Site, folder: Path) -> None:
    """The note stands on the open form; the old version is served until "Update now"; then the draft is there."""
    page = online.context.new_page()
    new_draft(page, "pre-audit")
    expect_ready(page)
    before = page.evaluate(SERVED)
    asked: list[str] = []
    online.context.on("request", lambda request: asked.append(request.url.removeprefix(online.address)))
    replace(folder, FORM, ">List of sections</h1>", ">List of all sections</h1>")
    publish(folder)
    other = online.context.new_page()
    other.goto("grades/")  # the browser looks for a newer worker whenever a page is opened
    expect(newer(page)).to_be_visible()
    expect(newer(other)).to_be_visible()
    assert axe.in_every_look(other, "a newer handbook", newer(other)) == []
    assert page.evaluate(SERVED) == before
    assert [url for url in asked if url.startswith("engine/")] == []  # what is alike is not fetched again
    go(page, FIRST)
    question(page, CASE).fill("CR-0417")
    expect_all_kept(page)
    update(page)
    expect(newer(page)).to_have_count(0)
    expect(view(page)).to_have_id(FIRST)
    expect(question(page, CASE)).to_have_value("CR-0417")
    assert page.evaluate(SERVED) != before
    expect_ready(page)
    go(page, "tasks")
    expect(view(page).get_by_role("heading", level=1)).to_contain_text("List of all sections")
    online.stop()
    page.reload()
    expect(view(page).get_by_role("heading", level=1)).to_contain_text("List of all sections")
    assert [draft["case_ref"] for draft in drafts(page)] == ["CR-0417"]


def test_an_update_waits_for_what_is_unsaved_in_another_tab(online: Site, folder: Path) -> None:
    """As long as one tab holds what could not be saved, "Update now" says so and changes nothing."""
    typing = online.context.new_page()
    type_into_a_full_store(typing, "CR-0500")
    expect_engine(typing)
    typing.wait_for_function(CONTROLLED)
    before = typing.evaluate(SERVED)
    replace(folder, "grades/index.html", ">Grades</h1>", ">Grades, put right</h1>")
    publish(folder)
    page = online.context.new_page()
    page.goto("grades/")
    expect(newer(page)).to_be_visible()
    update(page)
    expect(page.get_by_text("Something that you typed on a page of this site is not saved yet.")).to_be_visible()
    assert page.evaluate(SERVED) == before
    expect(question(typing, CASE)).to_have_value("CR-0500")
    typing.evaluate("window.isFull = false")
    question(typing, "pa.a.author_ref-value").fill("PR-31")
    question(typing, "pa.a.author_ref-value").press("Tab")
    expect_saved(typing)
    update(page)
    expect(newer(page)).to_have_count(0)
    assert page.evaluate(SERVED) != before
    expect(question(typing, CASE)).to_have_value("CR-0500")  # that tab goes on as it was
    expect(note(typing, "The last change was not saved.")).to_have_count(0)


def test_an_open_page_keeps_the_files_of_its_version(online: Site, folder: Path) -> None:
    """A form that was open before the update starts its checks with the files that it came with."""
    old = online.context.new_page()
    old.goto("tools/pre-audit/form/")
    expect(bar(old, "engine")).to_have_text(READY, timeout=90_000)
    replace(
        folder, ENGINE, "function post(message) {", 'throw new Error("of another version");\nfunction post(message) {'
    )
    publish(folder)
    page = online.context.new_page()
    page.goto("grades/")
    update(page)
    expect(newer(page)).to_have_count(0)
    assert "of another version" in page.evaluate(GET, "../assets/audit/engine/engine.worker.mjs")
    note(old, "blank form").get_by_role("button").first.click()
    expect_engine(old)
    expect_saved(old)


def test_a_server_between_two_versions_changes_nothing(online: Site, folder: Path) -> None:
    """A new worker whose files are not all there is not taken; once they are, the update is offered."""
    page = online.context.new_page()
    new_draft(page, "pre-audit")
    expect_ready(page)
    before = page.evaluate(SERVED)
    replace(folder, "assets/qa.css", ":root", "/* newer */ :root")
    publish(folder)
    made = (folder / "assets/qa.css").read_text(encoding="utf-8")
    replace(folder, "assets/qa.css", "/* newer */", "/* half way */")
    page.goto("grades/")
    page.evaluate(LOOK_FOR_A_NEWER_ONE)
    expect(newer(page)).to_have_count(0)
    assert page.evaluate(SERVED) == before
    (folder / "assets/qa.css").unlink()
    (folder / "assets/qa.css").write_text(made, encoding="utf-8", newline="\n")
    page.goto("about/")
    expect(newer(page)).to_be_visible()


def test_the_switch_takes_everything_away_but_drafts(online: Site, folder: Path) -> None:
    """With the other worker on the server, the next visit removes worker and caches; drafts stay and go on."""
    page = online.context.new_page()
    new_draft(page, "pre-audit")
    expect_ready(page)
    offline.write_switch(folder / "switch")
    (folder / offline.WORKER).unlink()
    shutil.copyfile(folder / "switch" / offline.OFF_FOLDER / offline.WORKER, folder / offline.WORKER)
    page.goto("grades/")
    wait_until(page, NOTHING_LEFT)
    expect(newer(page)).to_have_count(0)
    page.goto("tools/pre-audit/")
    expect(page.locator("#drafts li")).to_have_count(1)
    page.locator("#drafts a").click()
    expect_engine(page)
    wait_until(page, NOTHING_LEFT)
    expect(bar(page, "engine")).to_have_text("Checks ready")
