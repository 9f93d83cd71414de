"""What changed in the standards since an auditor last used them: shown beside the question, and noted in the record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page, expect

from tests.a11y import axe
from tests.e2e.forms import as_draft, expect_engine, finish, go, note, question, save, save_section, view, voice
from tests.editions.test_old_tools import choose, example

if TYPE_CHECKING:
    from tests.browsing import Watched
    from tests.editions.conftest import Year

READ = "ila.b.standards_read"
TODAY_FORM = "**/tools/ila/form/#tasks"


def panel(page: Page) -> Any:
    """The list of changes beside the question."""
    return page.locator("[data-panel=changed]")


def todays(year: Year, read_from: str) -> dict[str, Any]:
    """A draft of today's edition whose reading began on a day."""
    draft = as_draft(example(year.editions[1]))
    draft["answers"]["ila.b.read_from"] = {"value": read_from}
    del draft["answers"][READ]
    return draft


def test_changes_since_reading_began_are_listed_and_noted(year: Year, page: Page) -> None:
    """Only changes of meaning, each with its page and its word, counted; read ones are noted with their ids."""
    revised = year.revised
    choose(page, "tools/ila/", todays(year, "2024-03-20"))
    page.wait_for_url(TODAY_FORM)
    expect_engine(page)
    go(page, READ)
    expect(panel(page).locator("[data-count]")).to_contain_text("from edition 2023 to edition 2024")
    words = {one["id"]: one["change"] for one in revised.words}
    wanted = {one for one, word in words.items() if word not in {"wording", "moved"} and one != revised.question}
    listed = panel(page).locator("ul a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert {link.rstrip("/").rsplit("/", maxsplit=1)[-1] for link in listed} == wanted
    assert revised.raised in wanted
    touching = panel(page).locator("ul .qa-muted").count()
    assert 0 < touching <= len(wanted)
    expect(panel(page).locator("[data-count]")).to_contain_text(
        "of the changes touch" if touching > 1 else "of the changes touches"
    )
    panel(page).get_by_role("button", name="Note that I have read these changes").click()
    expect(question(page, f"{READ}-yes")).to_be_checked()
    expect(voice(page)).to_contain_text("Noted: you have read the changes.")
    noted = question(page, f"{READ}-detail-yes").input_value()
    assert noted.startswith("Read what changed from edition 2023 to edition 2024: ")
    assert all(one in noted for one in wanted)
    assert axe.in_every_look(page, "changes", panel(page)) == []


def test_the_rule_wants_to_know_which_changes_were_read(year: Year, page: Page) -> None:
    """When the edition came while the file was read, "yes" alone is not enough (R017)."""
    draft = todays(year, "2024-03-20")
    preparation = {key: answer for key, answer in draft["answers"].items() if key.startswith("ila.b.")}
    days = {"ila.b.read_to": {"value": "2024-04-02"}, "ila.h.completed_on": {"value": "2024-04-30"}}
    draft["answers"] = {**preparation, **days, READ: {"value": "yes"}}
    choose(page, "tools/ila/", draft)
    page.wait_for_url(TODAY_FORM)
    expect_engine(page)
    go(page, "ila.b")
    expect(panel(page)).to_be_visible()
    save_section(page, finished=True)
    expect(question(page, READ)).to_contain_text("Say which changes of the standards you read")
    panel(page).get_by_role("button", name="Note that I have read these changes").click()
    view(page).locator("[data-do=save-continue]").click()
    expect(page.locator(f"[id='{READ}'] .qa-error")).to_have_count(0)


def test_who_began_after_the_change_sees_none_and_an_earlier_day_brings_them(year: Year, page: Page) -> None:
    """The list follows the day on which reading began, while it is typed."""
    choose(page, "tools/ila/", todays(year, "2024-04-02"))
    page.wait_for_url(TODAY_FORM)
    expect_engine(page)
    go(page, "ila.b")
    question(page, "ila.b.read_from-month").fill("3")
    expect(panel(page)).to_be_visible()
    question(page, "ila.b.read_from-month").fill("4")
    expect(panel(page)).to_be_hidden()


def test_an_audit_that_began_before_is_told_at_the_top(year: Year, page: Page) -> None:
    """A draft stays with its edition; a note says since when there is another and how many changes touch it."""
    choose(page, "tools/ila/", as_draft(example(year.editions[0])))
    page.wait_for_url("**/editions/2023/tools/ila/form/#tasks")
    told = note(page, "The standards changed on 27 March 2024, after you started.")
    expect(told).to_contain_text("Your audit stays with edition 2023.", timeout=90_000)
    expect(told).to_contain_text("touch")
    told.get_by_role("link", name="See what changed").click()
    expect(question(page, READ)).to_be_focused()
    expect(panel(page).locator("ul li").first).to_be_visible()


def test_the_edition_last_used_here_is_remembered(year: Year, page: Page) -> None:
    """Who finished an audit in 2023 on this computer is shown what changed when a new one begins in 2024."""
    choose(page, "tools/ila/", as_draft(example(year.editions[0])))
    page.wait_for_url("**/editions/2023/tools/ila/form/#tasks")
    finish(page)
    save(page)
    page.goto("tools/ila/form/#new")
    expect_engine(page)
    go(page, "ila.b")
    expect(panel(page).locator("[data-count]")).to_contain_text("from edition 2023 to edition 2024")
    kept = page.evaluate("() => localStorage.getItem('practice-audit.used.ila')")
    assert kept == "2023"


def test_changes_that_cannot_be_read_are_said_to_be(year: Year, page: Page, watched: Watched) -> None:
    """Where the list cannot be fetched, the panel says so and leads to the page of changes."""
    page.route("**/editions/changes/*.json", lambda route: route.abort())
    choose(page, "tools/ila/", todays(year, "2024-03-20"))
    page.wait_for_url(TODAY_FORM)
    expect_engine(page)
    go(page, "ila.b")
    expect(panel(page).locator("[data-missing]")).to_be_visible()
    expect(panel(page).get_by_role("button")).to_be_hidden()
    panel(page).get_by_role("link", name="See everything that changed").click()
    page.wait_for_url("**/editions/changes/2023-2024/")
    watched.expect("console error")


def test_the_published_list_is_what_the_page_reads(year: Year) -> None:
    """The comparison that the page fetches stands at its address, with words for each change."""
    path = year.site / "editions" / "changes" / "2023-2024.json"
    changes = json.loads(path.read_text(encoding="utf-8"))["changes"]
    assert {one["id"]: one["words"] for one in changes}[year.revised.raised] == ["raised"]
