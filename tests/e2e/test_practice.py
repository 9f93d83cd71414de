"""Practice without keeping anything: the form works, and nothing of it outlives the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.forms import (
    bar,
    drafts,
    example,
    expect_engine,
    go,
    new_draft,
    note,
    press_on,
    question,
    save_section,
    view,
    voice,
)
from tests.e2e.sheets import paper, squeezed

if TYPE_CHECKING:
    from playwright.sync_api import Page

TYPED = "Words that nobody is to find again."
PROUD = "pa.j.proud"
STORAGE = "() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"
DATABASES = "async () => (await indexedDB.databases()).map((one) => one.name)"
CONTROLS = """
() => [...document.querySelectorAll("input, textarea, select")]
  .filter((one) => ["radio", "checkbox"].includes(one.type) ? one.checked : one.value !== "" && one.type !== "file")
  .filter((one) => one.localName !== "select" || one.selectedIndex > 0)
  .filter((one) => !["radio", "checkbox"].includes(one.type) && one.closest(".qa-view"))
  .map((one) => one.id)
"""


def practise(page: Page) -> None:
    """Begin the practice from the start page."""
    page.goto("tools/pre-audit/")
    page.get_by_role("link", name="Practise without keeping anything").click()
    expect(view(page)).to_have_id("tasks")
    expect(note(page, "Practice: nothing is kept.")).to_be_visible()


def leave(page: Page) -> list[str]:
    """Agree to every question that the browser asks before it leaves the page; which it asked."""
    asked: list[str] = []

    def agree(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    page.on("dialog", agree)
    return asked


def test_practice_stores_nothing(page: Page) -> None:
    """While somebody types, checks, and moves about, no database is made and no storage changes."""
    page.goto("tools/pre-audit/")
    before = page.evaluate(STORAGE)
    practise(page)
    expect_engine(page)
    expect(bar(page, "save")).to_have_text("Practice: nothing is kept")
    go(page, PROUD)
    question(page, f"{PROUD}-value").fill(TYPED)
    question(page, f"{PROUD}-value").blur()
    save_section(page, finished=True)
    expect(page.locator(".qa-errors")).to_contain_text("In practice you can also leave")
    go(page, "tasks")
    expect(page.locator("[data-task='pa.j'] [data-status]")).to_contain_text("to put right")
    assert page.evaluate(STORAGE) == before
    assert page.evaluate(DATABASES) == []


def test_practice_saves_no_file_and_says_why(page: Page) -> None:
    """The key for a copy does nothing but say why; no button offers a file, and no address leads to one."""
    practise(page)
    files: list[str] = []
    page.on("download", lambda download: files.append(download.suggested_filename))
    page.keyboard.press("Control+s")
    expect(voice(page)).to_have_text("This is practice: nothing is kept, so there is no draft to download.")
    expect(page.locator("[data-do=download-draft]").filter(visible=True)).to_have_count(0)
    expect(page.get_by_role("link", name="Delete this draft")).to_have_count(0)
    expect(page.get_by_role("link", name="locked with a passphrase")).to_have_count(0)
    for place in ("finish", "delete", "record", "lock", "move", "compare"):
        page.evaluate("where => { location.hash = where; }", place)
        expect(view(page)).to_have_id("check")
        go(page, "tasks")
    assert files == []


@pytest.mark.parametrize("way", ["reload", "back"])
def test_nothing_is_left_when_the_page_is_loaded_again(page: Page, way: str) -> None:
    """After a reload, or after going away and back, the form is blank; the browser asks before."""
    practise(page)
    go(page, PROUD)
    question(page, f"{PROUD}-value").fill(TYPED)
    question(page, f"{PROUD}-value").blur()
    asked = leave(page)
    if way == "reload":
        page.reload()
    else:
        page.goto("glossary/")
        page.go_back()
    expect(note(page, "This is the blank form.")).to_be_visible()
    expect(question(page, f"{PROUD}-value")).to_have_value("")
    assert page.evaluate(CONTROLS) == []
    assert asked == ["beforeunload"]


def test_practice_without_an_answer_ends_without_a_question(page: Page) -> None:
    """Who has typed nothing is asked nothing."""
    practise(page)
    asked = leave(page)
    page.get_by_role("link", name="End the practice").click()
    page.wait_for_url("**/tools/pre-audit/")
    assert asked == []


def test_paper_shows_nothing_of_the_practice(page: Page) -> None:
    """What is printed is the blank form, the case reference left out; on screen everything is there still."""
    practise(page)
    go(page, "hdr.case_ref")
    question(page, "hdr.case_ref-value").fill("CR-7777")
    go(page, PROUD)
    question(page, f"{PROUD}-value").fill(TYPED)
    text = "".join(paper(page))
    assert squeezed("What are you proud of in this work?") in text
    assert squeezed(TYPED) not in text
    assert "CR-7777" not in text
    expect(question(page, f"{PROUD}-value")).to_have_value(TYPED)
    expect(view(page).locator("h1")).to_contain_text("case CR-7777")


def test_checks_work_in_practice_and_make_no_record(page: Page) -> None:
    """With everything answered the check says so; it leads to no finished record and no file."""
    answers = example("pre-audit")["answers"]
    practise(page)
    expect_engine(page)
    go(page, "check")
    view(page).locator("[data-do=check-continue]").click()
    expect(page.locator(".qa-errors")).to_contain_text("answers to put right")
    page.evaluate(
        """async (answers) => {
          const session = await import(new URL("../../../assets/audit/drafts/session.mjs", location.href).href);
          session.fillIn(answers);
        }""",
        answers,
    )
    press_on(view(page).locator("[data-do=check-continue]"))
    expect(note(page, "All that is needed is answered.")).to_be_visible()
    expect(view(page)).to_have_id("check")


def test_practice_leaves_other_drafts_alone(page: Page) -> None:
    """A draft that is kept stays as it was, is not shown in practice, and is in the list afterwards."""
    new_draft(page, "pre-audit")
    (kept,) = drafts(page)
    practise(page)
    asked = leave(page)
    go(page, PROUD)
    question(page, f"{PROUD}-value").fill(TYPED)
    page.reload()
    expect(note(page, "This is the blank form.")).to_be_visible()
    assert asked == ["beforeunload"]
    assert drafts(page) == [kept]


def test_only_a_tool_that_says_so_offers_practice(page: Page) -> None:
    """The audit offers none: neither on its start page nor by the address."""
    page.goto("tools/ila/")
    expect(page.get_by_role("link", name="Practise without keeping anything")).to_have_count(0)
    page.goto("tools/ila/form/#practice")
    expect(note(page, "This is the blank form.")).to_be_visible()


def test_no_copy_is_offered_at_the_end_of_a_practice(early_page: Page) -> None:
    """Back on the list of sections after typing, nothing offers to save a copy: nothing is kept."""
    practise(early_page)
    go(early_page, PROUD)
    question(early_page, f"{PROUD}-value").fill(TYPED)
    question(early_page, f"{PROUD}-value").blur()
    go(early_page, "tasks")
    expect(early_page.locator("#sitting-end")).to_be_hidden()


def test_paper_shows_nothing_of_the_practice_from_the_check_page(early_page: Page) -> None:
    """The answers that are read back before a check are not printed either."""
    practise(early_page)
    go(early_page, PROUD)
    question(early_page, f"{PROUD}-value").fill(TYPED)
    question(early_page, f"{PROUD}-value").blur()
    go(early_page, "check")
    expect(view(early_page)).to_contain_text(TYPED)
    assert squeezed(TYPED) not in "".join(paper(early_page))
