"""The page /check/: what works here, in words, where everything works and where one thing does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from macros.browser_check import words
from tests.a11y import axe
from tests.browsing import NO_WORKERS, PLACE, profile
from tests.e2e.checking import expect_done, found, line, status
from tests.e2e.forms import drafts, expect_saved, go, new_draft, note, question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Route

    from tests.browsing import Watched

STORES = "async () => (await indexedDB.databases()).map((one) => one.name)"
NO_STORE = "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });"
NO_WORKER = "globalThis.Worker = function () { throw new Error('workers are turned off'); };"
NO_LOCK = "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });"
NO_WASM = "delete globalThis.WebAssembly;"


@pytest.fixture
def context(browser: Browser, watched: Watched, address: str) -> Iterator[BrowserContext]:
    """A profile with service workers, which this page looks for and starts none of."""
    with profile(browser, watched, address) as fresh:
        yield fresh


def _broken(page: Page) -> set[str]:
    return {name for name, said in status(page).items() if said == "does not work"}


def test_what_works_is_said_to_work(page: Page) -> None:
    """Every line says what was found; the time that checks took stands there; a new visitor has no promise yet."""
    page.goto("check/")
    expect_done(page)
    assert _broken(page) == set()
    expect(found(page, "engine")).to_contain_text("Checks were ready after ")
    expect(found(page, "policy")).to_have_text(
        "Found: The page has its policy, and the header arrives with the page and with the worker’s script."
    )
    expect(line(page, "engine").get_by_text("What to change:")).to_be_hidden()
    expect(page.locator("[data-outcome]")).to_have_text(
        "Audits can be done here, with checks. One thing is not certain."
    )


def test_the_text_holds_every_line_and_is_copied(page: Page, context: BrowserContext) -> None:
    """One button copies address, edition, browser, the outcome and each line with what was found."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("check/")
    expect_done(page)
    page.get_by_role("button", name="Copy all as text").click()
    expect(page.locator("#qa-say")).to_have_text("Copied.")
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert text == page.locator("[data-text]").text_content()
    assert page.url in text
    assert page.locator("[data-outcome]").inner_text() in text
    for one in words()["lines"]:
        assert f"{one['title']}: " in text
    assert "WebAssembly: WORKS" in text
    (unsure,) = (one for one in words()["lines"] if status(page)[one["id"]] == "not certain")
    assert f"What to change: {unsure['change'].strip()}" in text


def test_where_copying_is_not_allowed_the_text_is_selected(page: Page) -> None:
    """A browser that refuses the clipboard gets the text selected, and a word how to go on."""
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'));")
    page.goto("check/")
    expect_done(page)
    page.get_by_role("button", name="Copy all as text").click()
    expect(page.locator("#qa-say")).to_have_text("The text is selected. Copy it with the keys.")
    assert "WebAssembly: WORKS" in page.evaluate("() => getSelection().toString()")


def test_drafts_are_not_touched(page: Page) -> None:
    """A draft is the same before and after the look, and the store of the look is gone."""
    new_draft(page, "pre-audit")
    go(page, "pa.a")
    question(page, "hdr.case_ref-value").fill("CR-0417")
    question(page, "hdr.case_ref-value").press("Tab")
    expect_saved(page)
    before = drafts(page)
    page.goto("check/")
    expect_done(page)
    assert drafts(page) == before
    assert page.evaluate(STORES) == ["practice-audit"]


def test_nothing_is_sent_anywhere(context: BrowserContext, page: Page) -> None:
    """The page only fetches files of the site: no request carries anything."""
    sent: list[str] = []
    context.on("request", lambda one: sent.append(one.method + (one.post_data or "") + ("?" in one.url) * one.url))
    page.goto("check/")
    expect_done(page)
    assert set(sent) == {"GET", "HEAD"}


@pytest.mark.parametrize(
    ("script", "broken", "words", "outcome"),
    [
        (NO_STORE, {"keep"}, {"keep": "The browser has no IndexedDB"}, "Drafts are not kept here."),
        (NO_WORKERS, {"offline"}, {"offline": "The browser has no service workers"}, "One thing does not work"),
        (NO_LOCK, {"lock"}, {"lock": "The browser does not offer it on this address."}, "One thing does not work"),
        (
            NO_WORKER,
            {"worker", "engine"},
            {"worker": "did not start. The browser says: workers are turned off", "engine": "Checks did not start"},
            "People can type and save here. Checks do not work",
        ),
    ],
)
def test_what_the_browser_lacks_is_named(  # noqa: PLR0913, PLR0917 - a browser, and what is expected of it
    script: str, broken: set[str], words: dict[str, str], outcome: str, page: Page, watched: Watched
) -> None:
    """Where the browser lacks one of them, its line says so, and what people can still do."""
    page.add_init_script(script)
    page.goto("check/")
    expect_done(page)
    assert _broken(page) == broken
    for name, text in words.items():
        expect(found(page, name)).to_contain_text(text)
        expect(line(page, name).get_by_text("What to change:")).to_be_visible()
    expect(page.locator("[data-outcome]")).to_contain_text(outcome)
    if "worker" in broken:
        watched.expect("workers are turned off")


def test_wasm_that_is_filtered_is_named(context: BrowserContext, page: Page, watched: Watched) -> None:
    """Where the network lets no .wasm file through, that line says so and WebAssembly itself is said to work."""
    context.route("**/*.wasm", lambda route: route.abort("blockedbyclient"))
    page.goto("check/")
    expect_done(page)
    assert _broken(page) == {"wasm_file", "engine"}
    expect(found(page, "wasm_file")).to_contain_text("No answer came for ")
    assert status(page)["wasm"] == "works"
    watched.expect("^(console|script error)")


def test_wasm_that_is_turned_off_is_named(page: Page, context: BrowserContext, watched: Watched) -> None:
    """Where the browser has no WebAssembly in its workers, the line says so and names the rules to look at."""

    def without(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=f"{NO_WASM}\n{response.text()}")

    context.route("**/*.worker.mjs", without)
    page.goto("check/")
    expect_done(page)
    assert _broken(page) == {"wasm", "engine"}
    expect(line(page, "wasm")).to_contain_text("DefaultJavaScriptJitSetting")
    watched.expect("WebAssembly")


def test_the_page_says_what_is_needed_without_script(browser: Browser, address: str) -> None:
    """Without JavaScript every line stands there with what to change, and no word pretends that it was looked at."""
    context = browser.new_context(base_url=address, java_script_enabled=False, **PLACE)
    page = context.new_page()
    page.goto("check/")
    expect(page.get_by_text("To look, this page needs JavaScript.")).to_be_visible()
    for one in words()["lines"]:
        expect(line(page, one["id"]).get_by_text("What to change:")).to_be_visible()
    expect(page.get_by_text("not looked at yet").first).to_be_hidden()
    expect(page.get_by_role("button", name="Copy all as text")).to_be_hidden()
    context.close()


def test_forms_lead_here_when_checks_are_missing(context: BrowserContext, page: Page, watched: Watched) -> None:
    """The note that checks are not available has a link to this page."""
    context.route("**/engine/engine.json", lambda route: route.abort())
    new_draft(page, "pre-audit")
    missing = note(page, "Checks are not available in this browser.")
    expect(missing).to_be_visible()
    missing.get_by_role("link", name="See what works in this browser").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What works in this browser")
    expect_done(page)
    watched.expect("^(console|script error)")


def test_the_finished_page_is_clean_in_every_look(page: Page) -> None:
    """With its lines filled in, the page has no violation and no sideways scroll, and prints its lines."""
    page.goto("check/")
    expect_done(page)
    assert axe.in_every_look(page, "finished", found(page, "engine")) == []
    page.emulate_media(media="print")
    expect(found(page, "engine")).to_be_visible()
    expect(page.get_by_role("button", name="Copy all as text")).to_be_hidden()
