"""The tools of an older edition, in the browser: what was begun with it is finished with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from practice_audit import records
from site_build.examples import example_records, stamped
from tests.e2e.forms import as_draft, drafts, expect_engine, finish, go, view

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue
    from tests.browsing import Watched
    from tests.editions.conftest import Year


def example(catalogue: Catalogue, tool: str = "ila") -> dict[str, Any]:
    """A finished record of an edition."""
    found = next(one for one in example_records(catalogue) if one.tool == tool and one.name.startswith("valid/"))
    return stamped(catalogue, found.record)


def choose(page: Page, path: str, record: dict[str, Any]) -> None:
    """Open a file on a start page."""
    page.goto(path)
    content = json.dumps(record, ensure_ascii=False).encode()
    page.locator("#open-file").set_input_files(
        {"name": "audit.json", "mimeType": "application/json", "buffer": content}
    )


@pytest.mark.parametrize("start", ["tools/ila/", "editions/2023/tools/ila/"])
def test_a_draft_is_opened_finished_and_saved_in_its_own_edition(
    year: Year, page: Page, tmp_path: Path, start: str
) -> None:
    """Wherever its file is opened, a draft of 2023 goes on with the questions and rules of 2023."""
    choose(page, start, as_draft(example(year.editions[0])))
    page.wait_for_url("**/editions/2023/tools/ila/form/#tasks")
    expect(page.locator(".qa-older")).to_contain_text("This is edition 2023, which is no longer in force.")
    expect_engine(page)
    go(page, year.revised.question)
    expect(page.locator(f'[id="{year.revised.question}"]')).not_to_contain_text("(since 2024)")
    finish(page)
    with page.expect_download() as saved:
        view(page).locator("[data-do=save-record]").click()
    name = saved.value.suggested_filename
    assert name.startswith("audit_2023_ila_")
    saved.value.save_as(tmp_path / name)
    assert "1 file checked, 0 with problems." in year.office.practice_audit("validate", str(tmp_path / name))


def test_a_draft_that_was_left_leads_back_to_its_edition(year: Year, page: Page) -> None:
    """Lists of drafts and addresses of drafts lead to the form of the edition that began them."""
    choose(page, "tools/ila/", as_draft(example(year.editions[0])))
    page.wait_for_url("**/editions/2023/tools/ila/form/#tasks")
    (draft,) = drafts(page)
    page.goto("tools/ila/")
    row = page.locator("#drafts a")
    expect(row).to_have_attribute("href", f"../../editions/2023/tools/ila/form/#draft-{draft['record_id'][:8]}")
    page.goto(f"tools/ila/form/#draft-{draft['record_id'][:8]}")
    page.wait_for_url("**/editions/2023/tools/ila/form/#tasks")
    page.goto("")
    page.get_by_role("link", name="Carry on").click()
    page.wait_for_url("**/editions/2023/tools/ila/form/#tasks")


def test_a_finished_record_is_read_with_its_own_edition(year: Year, page: Page) -> None:
    """A record of 2023 that is opened today is judged by 2023: nothing is wrong with it."""
    choose(page, "tools/ila/", example(year.editions[0]))
    page.wait_for_url("**/editions/2023/tools/ila/form/#record")
    expect(page.locator("[data-record-sound]")).to_be_visible()
    expect(page.locator("[data-record-problems]")).to_be_hidden()


def test_new_audits_begin_with_the_edition_in_force(page: Page) -> None:
    """An older edition offers no new audit, and says where they begin."""
    page.goto("editions/2023/tools/ila/")
    expect(page.get_by_role("link", name="Start a new audit")).to_have_count(0)
    page.locator("[data-today]").click()
    page.wait_for_url("**/tools/ila/")
    page.get_by_role("link", name="Start a new audit").click()
    expect(view(page)).to_have_id("tasks")
    assert [draft["edition"] for draft in drafts(page)] == ["2024"]


@pytest.mark.parametrize("start", ["tools/ila/", "editions/2023/tools/ila/"])
def test_a_checklist_of_the_edition_before_starts_an_audit_of_today(year: Year, page: Page, start: str) -> None:
    """What a practitioner finished before the new edition came is loaded into an audit of the edition in force."""
    choose(page, start, example(year.editions[0], "pre-audit"))
    page.get_by_role("button", name="Start an audit with it").click()
    page.wait_for_url("**/tools/ila/form/#tasks")
    expect_engine(page)
    expect(page.locator("#qa-main")).to_contain_text("This checklist is of edition 2023 of the standards")
    assert page.url.removesuffix("/tools/ila/form/#tasks").count("editions") == 0
    (draft,) = drafts(page)
    assert draft["edition"] == "2024"


def test_a_file_of_a_tool_that_is_retired_opens_in_its_edition(year: Year, page: Page, watched: Watched) -> None:
    """A tool that today's edition does not have leads to the edition that has it; one that none has, to nobody."""
    record = {**example(year.editions[0]), "record_type": "retired-tool"}
    record["tool"] = {**record["tool"], "id": "retired-tool"}
    choose(page, "tools/ila/", record)
    page.wait_for_url("**/editions/2023/tools/retired-tool/form/#record")
    choose(page, "tools/ila/", {**record, "edition": "2021"})
    expect(page.locator("[data-outcome]:visible")).to_contain_text("a tool that this handbook does not have")
    watched.expect("404")  # 2023 never had it: only the way there is looked at


def test_an_older_page_leads_to_the_same_id_today(year: Year, page: Page) -> None:
    """Whoever follows an old link to one expectation is one step from what it says today."""
    moved = year.revised.moved
    page.goto(f"editions/2023/standards/{moved.split('.')[1]}/#{moved}")
    page.locator("[data-today]").click()
    page.wait_for_url(f"**/id/{moved}/")
    expect(page.locator("#qa-main .qa-note")).to_contain_text("Retired in edition 2024. It is now:")
    expect(page.locator("#qa-main .qa-note")).to_contain_text(year.revised.moved_to)


def test_what_applied_on_a_day(year: Year, page: Page) -> None:
    """A day and an id give the edition and what it said; what is no day or no id is said in words."""
    page.goto("editions/")

    def ask(day: str, identity: str = "") -> str:
        page.locator("#on-day").fill(day)
        page.locator("#on-id").fill(identity)
        page.get_by_role("button", name="Show what applied").click()
        expect(page.locator("[data-answer]")).not_to_be_empty()
        return page.locator("[data-answer]").inner_text()

    assert "On 2024-03-26, edition 2023 was in force." in ask("2024-03-26")
    assert "On 2024-03-27, edition 2024 was in force." in ask("2024-03-27")
    assert "No edition that this handbook keeps was in force" in ask("2020-01-01")
    assert "Write the day as in" in ask("27/3/2024")
    assert "Write the day as in" in ask("2024-02-30")
    reworded = year.revised.reworded
    page.locator("[data-answer]").evaluate("element => element.replaceChildren()")
    page.locator("#on-day").fill("2024-03-26")
    page.locator("#on-id").fill(reworded)
    page.get_by_role("button", name="Show what applied").click()
    link = page.locator("[data-answer] a").last
    expect(link).to_have_attribute("href", f"../editions/2023/standards/{reworded.split('.')[1]}/#{reworded}")
    page.locator("#on-id").fill("ps.nothing.here")
    page.get_by_role("button", name="Show what applied").click()
    expect(page.locator("[data-answer]")).to_contain_text("Edition 2023 has no ps.nothing.here.")


def test_a_file_of_a_later_edition_says_so(year: Year, page: Page) -> None:
    """A file from a site with a newer edition is named as newer, on the page of any edition."""
    later = {**example(year.editions[1]), "edition": "2031"}
    for start in ("tools/ila/", "editions/2023/tools/ila/"):
        choose(page, start, {**later, "content_sha256": records.seal({**later, "content_sha256": None})})
        expect(page.locator("[data-outcome]:visible")).to_contain_text("newer version of this tool")
