"""The engine in the page: starting, ready, slow, late or never there; the form goes on in every case."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.forms import (
    ENGINE_PATIENCE,
    bar,
    expect_engine,
    expect_saved,
    go,
    new_draft,
    note,
    question,
    save_section,
    view,
    voice,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page, Route

    from tests.browsing import Watched

FIRST = "pa.a"
CASE = "hdr.case_ref-value"
MISSING = "Checks are not available in this browser."


class Gate:
    """Holds the answers to some requests back until it is opened."""

    def __init__(self, context: BrowserContext, pattern: str) -> None:
        self._held: list[Route] = []
        self._open = False

        def arrive(route: Route) -> None:
            if self._open:
                route.continue_()
            else:
                self._held.append(route)

        context.route(pattern, arrive)

    def open(self) -> None:
        """Let everything through from now on."""
        self._open = True
        for route in self._held:
            route.continue_()


def test_typing_does_not_wait_for_the_engine(context: BrowserContext, page: Page) -> None:
    """While checks start the bar says so and answers are saved; once they are ready it says that."""
    gate = Gate(context, "**/engine/pack-*.zip")
    new_draft(page, "pre-audit")
    expect(bar(page, "engine")).to_have_text("Checks are starting. You can type now.")
    go(page, FIRST)
    question(page, CASE).fill("CR-0417")
    question(page, CASE).press("Tab")
    expect_saved(page)
    expect(bar(page, "count")).to_have_text("1 answered")
    gate.open()
    expect_engine(page)
    expect(bar(page, "count")).to_contain_text("1 of ")


def test_a_check_asked_for_early_is_made_later(context: BrowserContext, page: Page) -> None:
    """A section said to be finished before checks are ready is done at first, and put right when they are."""
    gate = Gate(context, "**/engine/pack-*.zip")
    new_draft(page, "pre-audit")
    go(page, "pa.j")
    save_section(page, finished=True)
    expect(view(page)).to_have_id("check")
    go(page, "tasks")
    status = page.locator('[id="status-pa.j"]')
    expect(status).to_have_text("Done")
    gate.open()
    expect_engine(page)
    expect(status).to_contain_text("to put right")
    expect(voice(page)).to_contain_text("to put right")


def refuse_wasm(route: Route) -> None:
    """The network does not let WebAssembly through."""
    route.abort("blockedbyclient")


def call_wasm_text(route: Route) -> None:
    """A server that does not know WebAssembly calls it text."""
    response = route.fetch()
    route.fulfill(response=response, headers={**response.headers, "content-type": "text/plain"})


def break_pack(route: Route) -> None:
    """The engine's archive stops in the middle."""
    response = route.fetch()
    route.fulfill(response=response, body=response.body()[:100_000])


def lose_catalogue(route: Route) -> None:
    """The edition is not there."""
    route.fulfill(status=404, body="not found")


@pytest.mark.parametrize(
    ("pattern", "trouble"),
    [
        ("**/*.wasm", refuse_wasm),
        ("**/*.wasm", call_wasm_text),
        ("**/engine/pack-*.zip", break_pack),
        ("**/catalogue/*.json", lose_catalogue),
    ],
)
def test_without_the_engine_a_draft_is_kept_and_downloaded(
    pattern: str, trouble: Callable[[Route], None], context: BrowserContext, page: Page, watched: Watched
) -> None:
    """When the engine cannot come the page says what is missing, and the draft is saved and downloaded all the same."""
    context.route(pattern, trouble)
    new_draft(page, "pre-audit")
    expect(bar(page, "engine")).to_have_text("Checks not available", timeout=2 * ENGINE_PATIENCE)  # it is tried twice
    expect(note(page, MISSING)).to_be_visible()
    expect(voice(page)).to_contain_text(MISSING)
    go(page, FIRST)
    question(page, CASE).fill("CR-0417")
    save_section(page, finished=True)
    expect(view(page)).to_have_id("pa.b")
    expect_saved(page)
    go(page, "check")
    expect(view(page)).to_contain_text("These answers have not been checked")
    expect(view(page).get_by_role("button", name="Check and continue")).to_be_hidden()
    with page.expect_download() as saved:
        view(page).get_by_role("button", name="Download the draft").click()
    draft = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert draft["answers"]["hdr.case_ref"] == {"value": "CR-0417"}
    assert draft["engine_version"] is None
    watched.expect("^(console|script error)")


def test_a_host_that_answers_only_whole_requests(context: BrowserContext, page: Page) -> None:
    """Where the server refuses to tell only the head of a file, the engine starts all the same."""
    refused: list[str] = []

    def only_whole(route: Route) -> None:
        if route.request.method == "HEAD":
            refused.append(route.request.url)
            route.fulfill(status=405, body="")
        else:
            route.continue_()

    context.route("**/*.wasm", only_whole)
    new_draft(page, "pre-audit")
    expect_engine(page)
    assert len(refused) == 1


def test_a_slow_engine_is_said_to_be_slow_and_used_when_it_comes(
    context: BrowserContext, page: Page, watched: Watched
) -> None:
    """After 15 seconds without a step checks are slow, after 60 not available, and ready whenever they come."""
    gate = Gate(context, "**/engine/stdlib-*.zip")
    page.clock.install()
    with context.expect_event("request", lambda request: "/engine/stdlib-" in request.url):
        new_draft(page, "pre-audit")  # from here on no step is made until the gate opens
    page.clock.fast_forward(16_000)
    expect(bar(page, "engine")).to_have_text("Checks are taking longer than usual. You can carry on.")
    page.clock.fast_forward(46_000)
    expect(bar(page, "engine")).to_have_text("Checks not available")
    expect(note(page, MISSING)).to_be_visible()
    gate.open()
    expect_engine(page)
    expect(note(page, MISSING)).to_have_count(0)
    assert watched.faults == []


def test_trying_again_starts_the_engine_anew(context: BrowserContext, page: Page, watched: Watched) -> None:
    """Where checks could not start, "Try again" starts them once the trouble is over."""
    context.route("**/*.wasm", refuse_wasm)
    new_draft(page, "pre-audit")
    expect(note(page, MISSING)).to_be_visible(timeout=2 * ENGINE_PATIENCE)
    context.unroute("**/*.wasm")
    note(page, MISSING).get_by_role("button", name="Try again").click()
    expect_engine(page)
    expect(note(page, MISSING)).to_have_count(0)
    watched.expect("^(console|script error)")


def test_checks_go_on_without_a_connection(context: BrowserContext, page: Page) -> None:
    """Where nothing can be kept, an open page whose checks are ready still needs no connection, and says so."""
    context.route("**/favicon.png", lambda route: route.fulfill(body=b""))  # asked for again with each new title
    new_draft(page, "pre-audit")
    expect_engine(page)
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    expect(bar(page, "engine")).to_have_text("Checks ready. Works offline while this page stays open")
    go(page, FIRST)
    save_section(page, finished=True)
    expect(page.locator("#qa-summary")).to_contain_text("Enter the case reference")
    context.set_offline(False)
    expect(bar(page, "engine")).to_have_text("Checks ready")
