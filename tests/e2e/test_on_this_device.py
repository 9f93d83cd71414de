"""What this site stores in a browser: the list is complete and true, and clearing the device is proved."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from macros import stored
from tests.a11y import axe
from tests.browsing import wait_until
from tests.e2e.checking import expect_done
from tests.e2e.forms import (
    as_draft,
    choose_file,
    drafts,
    example,
    expect_engine,
    finish,
    go,
    new_draft,
    note,
    open_draft,
    press_on,
    question,
    save,
    voice,
)
from tests.e2e.offline import CACHES, WORKERS, Site, expect_kept, expect_ready, visiting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

NOTHING = "Nothing of this site is left on this computer."
STORES = """
async () => ({
  database: (await indexedDB.databases()).map(({ name }) => name),
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  cache: await caches.keys(),
  worker: (await navigator.serviceWorker.getRegistrations()).map(({ active }) => active?.scriptURL.split("/").at(-1)),
})
"""
NOTHING_STORED = f"async () => Object.values(await ({STORES.strip()})()).every((names) => names.length === 0)"
WATCH = """
watch: {
  const tell = (place, name) => void window.stored?.(place, String(name));
  const wrap = (prototype, method, see) => {
    const real = prototype[method];
    prototype[method] = function (...given) { see(this, ...given); return real.apply(this, given); };
  };
  if (!window.caches) break watch; // the empty page before the first one has none of all this
  wrap(Storage.prototype, "setItem", (storage, key) => tell(storage === localStorage ? "local" : "session", key));
  wrap(IDBFactory.prototype, "open", (_, name) => tell("database", name));
  wrap(CacheStorage.prototype, "open", (_, name) => tell("cache", name));
  wrap(ServiceWorkerContainer.prototype, "register", (_, url) => tell("worker", new URL(url).pathname.slice(1)));
}
"""
"""Tells the test of everything that a page stores, also of what is gone a moment later."""
LEFT_UNSAVED = """
() => {
  const typed = document.getElementById("hdr.case_ref-value");
  typed.value = "CR-0418";
  typed.dispatchEvent(new Event("input", { bubbles: true }));
  dispatchEvent(new Event("pagehide"));
}
"""
"""Types a letter, and leaves the page in the same moment."""
STUCK = """
CacheStorage.prototype.delete = () => Promise.resolve(false);
IDBFactory.prototype.deleteDatabase = () => { throw new DOMException("barred", "UnknownError"); };
"""


@pytest.fixture
def online(browser: Browser, site: Path) -> Iterator[Site]:
    """The built site in a fresh profile."""
    with visiting(browser, site) as made:
        yield made


def names(page: Page) -> set[tuple[str, str]]:
    """Everything that is stored as this page sees it: place and name."""
    found: dict[str, list[str]] = page.evaluate(STORES)
    return {(place, name) for place, kept in found.items() for name in kept}


def clear(page: Page) -> None:
    """Clear the device with the panel that is on the page."""
    press_on(page.locator("#clear-ask"))
    press_on(page.locator("#clear-do"))
    expect(page.locator("#clear-done")).to_be_visible()


def test_everything_that_is_stored_is_in_the_list_and_nothing_else(online: Site) -> None:
    """A whole sitting, reading and the page that looks at the browser store each thing of the list, and no other."""
    seen: set[tuple[str, str]] = set()
    online.context.expose_binding("stored", lambda _, place, name: seen.add((place, name)))
    online.context.add_init_script(WATCH)
    page = online.context.new_page()
    for path in ("", "grades/", "id/R053/", "tools/ila/"):
        page.goto(path)
    page.locator("#print-standards").check()
    new_draft(page, "pre-audit")
    expect_ready(page)
    go(page, "pa.a")
    question(page, "hdr.case_ref-value").fill("CR-0417")
    page.evaluate(LEFT_UNSAVED)
    seen |= names(page)
    choose_file(page, "pre-audit", example("pre-audit"))
    page.wait_for_url("**/form/#record")
    expect_engine(page)
    seen |= names(page)
    open_draft(page, as_draft(example("selection")))
    finish(page)
    save(page)
    expect(page.locator("[data-saved-line]")).to_be_visible()
    seen |= names(page)
    page.goto("check/")
    expect_done(page)
    page.goto("standards/")
    seen |= names(page)
    listed = [(one.place, one.name) for one in stored.listed()]
    unlisted = [
        (place, name) for place, name in seen if not any(place == at and fnmatchcase(name, by) for at, by in listed)
    ]
    assert sorted(unlisted) == []
    assert [one for one in listed if not any(one[0] == at and fnmatchcase(name, one[1]) for at, name in seen)] == []
    assert online.context.cookies() == []


def test_the_page_shows_what_is_here_now(online: Site) -> None:
    """Before a tool was used only light or dark is here; afterwards drafts and kept files are counted."""
    page = online.context.new_page()
    page.goto("on-this-device/")
    here = page.locator("[data-stored]").filter(has_text="It is here now.")
    expect(here).to_have_count(1)
    expect(here).to_contain_text("Light or dark")
    new_draft(page, "pre-audit")
    expect_ready(page)
    page.goto("on-this-device/")
    expect(page.locator("#amounts")).to_contain_text("1 draft is on this device.")
    expect(page.locator("#amounts")).to_contain_text("MB")
    for name in ("Drafts of audits", "Tools and their checks", "Notes of the helper"):
        expect(here.filter(has_text=name)).to_have_count(1)
    assert page.locator("[data-stored]").count() == len(stored.listed())


@pytest.mark.parametrize("place", ["tools/pre-audit/", "on-this-device/"])
def test_clearing_the_device_is_proved(online: Site, place: str) -> None:
    """With a form and an opened record in other tabs, everything goes, and the page says where it looked again."""
    form, record, page = (online.context.new_page() for _ in range(3))
    new_draft(form, "pre-audit")
    expect_ready(form)
    choose_file(record, "pre-audit", example("pre-audit"))
    record.wait_for_url("**/form/#record")
    page.goto(place)
    page.evaluate("new Promise((done) => { indexedDB.open('practice-audit-check').onsuccess = done; })")
    page.reload()
    clear(page)
    expect(page.locator("#clear-done").get_by_role("heading")).to_have_text(NOTHING)
    expect(page.locator("#clear-done").get_by_role("heading")).to_be_focused()
    expect(voice(page)).to_be_empty()  # the heading that has the focus says it
    looked = page.locator("#clear-looked li")
    expect(looked).to_have_count(5)
    assert all(line.endswith(": nothing.") for line in looked.all_inner_texts())
    expect(note(form, "This draft was deleted in another tab.")).to_be_visible()
    for tab in (page, form, record):
        wait_until(tab, NOTHING_STORED)  # each lets go of its own as soon as it hears of it
    go(form, "pa.b")
    assert (drafts(form), form.evaluate(CACHES), form.evaluate(WORKERS)) == ([], [], 0)


def test_what_could_not_be_deleted_is_said(online: Site) -> None:
    """Where the browser does not let go, the page names what is still there and what to do; drafts are gone."""
    page = online.context.new_page()
    new_draft(page, "pre-audit")
    expect_ready(page)
    page.add_init_script(STUCK)
    page.goto("tools/pre-audit/")
    clear(page)
    done = page.locator("#clear-done")
    expect(done.get_by_role("heading")).to_have_text("Not everything could be deleted.")
    expect(done).to_contain_text("Close every other tab and window of this site")
    expect(done).to_contain_text("still there is practice-audit.files /")
    assert drafts(page) == []


def test_the_pages_and_notes_are_clean_in_every_look(online: Site) -> None:
    """The page with its counts, the question, the proof, and the page for what is not here have no violation."""
    page = online.context.new_page()
    new_draft(page, "pre-audit")
    expect_ready(page)
    page.goto("on-this-device/")
    expect(page.locator("#amounts")).to_be_visible()
    page.locator("#clear-ask").click()
    faults = axe.in_every_look(page, "before clearing", page.locator("#clear-confirm"))
    page.evaluate("document.querySelector('#keep-progress').hidden = false")
    faults += axe.in_every_look(page, "while keeping", page.locator("#keep-progress"))
    page.goto("grades/")
    expect_kept(page, ">Grades</h1>")
    online.stop()
    page.reload()
    expect(page.get_by_text("You are reading the copy on this device")).to_be_visible()
    faults += axe.in_every_look(page, "a copy", page.get_by_text("You are reading the copy on this device"))
    page.goto("methods/")
    expect(page.locator("#here-list a")).to_have_count(2)
    faults += axe.in_every_look(page, "not here", page.locator("#here-list a").first)
    page.goto("tools/pre-audit/")
    clear(page)
    faults += axe.in_every_look(page, "cleared", page.locator("#clear-done"))
    assert faults == []
