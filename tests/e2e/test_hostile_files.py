"""Files made by an adversary: nothing in them is ever more than text, and no page breaks."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.e2e.forms import Record, as_draft, choose_file, example, expect_engine, go, open_draft, view
from tests.e2e.opening import changed, outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

PAYLOADS = (
    "<script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 1'>",
    "<svg><script>window.hit = 1</script></svg>",
    "<svg/onload=window.hit=1>",
    "</textarea><iframe srcdoc='<script>parent.hit = 1</script>'></iframe>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=window.hit=1>'>",
    "javascript:window.hit=1//",
    "{{ constructor.constructor('window.hit = 1')() }} ${window.hit = 1}",
    "\"'><b onmouseover=window.hit=1 autofocus tabindex=1 onfocus=window.hit=1>x",
    "\u202eevil\u202c \u0000\ufeff <a href='javascript:window.hit=1'>x</a>",
)


def poisoned(value: Any, payloads: Iterator[str]) -> Any:
    """The same JSON with a payload in every text that someone may have typed."""
    if isinstance(value, dict):
        return {key: item if key == "id" else poisoned(item, payloads) for key, item in value.items()}
    if isinstance(value, list):
        return [poisoned(item, payloads) for item in value]
    free = isinstance(value, str) and (" " in value or ("-" in value.upper() and value.isupper()))
    return next(payloads) if free else value


def endless() -> Iterator[str]:
    """The payloads, over and over."""
    while True:
        yield from PAYLOADS


def expect_only_text(page: Page) -> None:
    """Nothing of a payload has become an element, an attribute or a script."""
    assert page.evaluate("() => window.hit") is None
    found = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) =>
          ["IFRAME", "MGLYPH"].includes(one.nodeName.toUpperCase())
          || one.getAttribute("src") === "x"
          || (one.getAttribute("href") ?? "").startsWith("javascript:")
          || one.getAttributeNames().some((name) => name.startsWith("on"))
        ).map((one) => one.outerHTML.slice(0, 200))"""
    )
    assert found == []


@pytest.mark.parametrize("tool", ["ila", "selection"])
def test_what_a_draft_holds_is_never_run(tool: str, early_page: Page) -> None:
    """Markup and scripts in every answer of a draft are shown as the text they are, in every view."""
    draft = as_draft(example(tool))
    draft["answers"] = poisoned(draft["answers"], endless())
    draft["author"]["ref"], draft["created"] = PAYLOADS[0], PAYLOADS[1]
    open_draft(early_page, draft)
    sections: list[str] = early_page.locator("[data-section]").evaluate_all("all => all.map((one) => one.id)")
    for section in sections:
        go(early_page, section)
        expect_only_text(early_page)
    go(early_page, "check")
    expect(view(early_page)).to_contain_text(PAYLOADS[1])
    expect_only_text(early_page)
    early_page.goto(f"tools/{tool}/")
    expect(early_page.locator("#drafts li")).to_have_count(1)
    early_page.goto("")
    expect(early_page.locator("[data-drafts]")).to_be_visible()
    expect_only_text(early_page)


def test_what_a_record_holds_is_never_run(page: Page) -> None:
    """Markup and scripts in every answer and in the head of a record are shown as the text they are."""
    record = copy.deepcopy(example("ila"))
    record["answers"] = poisoned(record["answers"], endless())
    record["author"]["ref"] = record["case"]["ref"] = PAYLOADS[1]
    record["engine_version"] = record["completed"] = PAYLOADS[0]
    record["edition"] = "2023"
    choose_file(page, "ila", record)
    page.wait_for_url("**/form/#record")
    expect_engine(page)
    expect(view(page).locator("[data-record-problems]")).to_be_visible()
    expect(view(page)).to_contain_text(PAYLOADS[1])
    expect_only_text(page)


def hostile() -> dict[str, Record]:
    """Drafts whose parts have other shapes than the page expects."""
    draft = as_draft(example("pre-audit"))
    services = "pa.a.services"
    return {
        "rows-text": changed(draft, **{services: {"rows": "many"}}),
        "rows-null": changed(draft, **{services: {"rows": [None]}}),
        "row-text": changed(draft, **{services: {"rows": ["one", {"id": 7, "service": "x"}]}}),
        "value-object": changed(draft, **{"hdr.service": {"value": {"a": [1]}}, "pa.j.proud": {"value": None}}),
        "sitting": {**draft, "sitting": "yes"},
        "done": {**draft, "sitting": {"sections_done": 7, "last_section": ["x"]}},
        "created": {**draft, "created": 5, "completed": [], "status": None},
        "relates": {**draft, "relates_to": [None, "x"]},
        "proto": json.loads(json.dumps(draft).replace('"pa.j.proud"', '"__proto__"')),
        "id": {**draft, "record_id": "../../evil#<b>"},
    }


@pytest.mark.parametrize("name", list(hostile()))
def test_a_hostile_draft_never_breaks_the_page(name: str, early_page: Page) -> None:
    """A draft with impossible parts is refused or opened, and either way the page goes on without a script error."""
    choose_file(early_page, "pre-audit", hostile()[name])
    early_page.wait_for_function(
        "() => location.hash === '#tasks' ||"
        " [...document.querySelectorAll('[data-outcome]')].some((one) => !one.hidden)"
    )
    if outcome(early_page).count() == 0:
        expect(view(early_page)).to_have_id("tasks")
        for place in ("pa.a", "pa.j", "check", "tasks"):
            go(early_page, place)
        expect(view(early_page)).to_contain_text("10 sections done")
    assert early_page.evaluate("() => ({}).value") is None
