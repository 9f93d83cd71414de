"""Opening files: each kind leads somewhere and says what it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from practice_audit.made_up import is_made_up
from tests.a11y import axe
from tests.browsing import wait_until
from tests.e2e.forms import (
    READ_DRAFTS,
    as_draft,
    ask_to_clear,
    choose_file,
    drafts,
    example,
    expect_engine,
    expect_saved,
    finish,
    go,
    new_draft,
    note,
    open_draft,
    question,
    save,
    view,
    voice,
)
from tests.e2e.opening import CHECKLIST, NOT_OURS, cases, changed, load, outcome
from tests.making import sample

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

CUT = "This file cannot be read: it stops in the middle. Ask for it again."
EMPTY = "This file is empty, or it cannot be read. Ask for it again."
NEWER = "This file was made by a newer version of this tool. Open it on the current site."
LARGE = "This file is too large to be an audit file: it has more than 5 MB. Choose a file whose name starts with audit"
ALL_JUDGED = f"async () => (await ({READ_DRAFTS.strip()})()).every((draft) => draft.arrived === null)"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("PK\x03\x04 a spreadsheet", NOT_OURS),
        ('{"format": "something else"}', NOT_OURS),
        ("[" * 200_000, NOT_OURS),
        ("[1, 2, 3]", NOT_OURS),
        ('{"format": "practice-audit-record", "format_version": 2, "edition": "2031"}', NEWER),
        ('{"read_me": "This file", "format": "practice-aud', CUT),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, NOT_OURS),
        ("", EMPTY),
        (" " * 6_000_000, LARGE),
        ("%PDF-1.7 " * 600_000, LARGE),
    ],
    ids=["binary", "other", "deep", "list", "newer", "cut", "deep-objects", "empty", "too-large", "large-report"],
)
def test_what_is_no_record_is_refused_in_words(content: str, words: str, early_page: Page) -> None:
    """A file that cannot be opened gets a heading with the focus, and a sentence that says what to do."""
    choose_file(early_page, "ila", content)
    expect(outcome(early_page)).to_contain_text(words)
    expect(outcome(early_page).locator("h3")).to_be_focused()
    assert drafts(early_page) == []


def test_a_draft_opens_at_its_list_of_sections(early_page: Page) -> None:
    """A draft that is not here is kept here and opened, and the voice says when it was last saved."""
    draft = as_draft(example("pre-audit"))
    open_draft(early_page, draft)
    expect(voice(early_page)).to_contain_text("Draft opened. Last saved")
    assert [kept["record_id"] for kept in drafts(early_page)] == [draft["record_id"]]
    go(early_page, "pa.a")
    expect(question(early_page, "hdr.case_ref-value")).to_have_value(draft["answers"]["hdr.case_ref"]["value"])


@pytest.mark.parametrize("tool", ["selection", "ila"])
def test_a_downloaded_draft_opens_again_on_another_computer(tool: str, page: Page) -> None:
    """A draft that the engine wrote to a file opens where there was none, with the same answers."""
    draft = as_draft(example(tool))
    open_draft(page, draft)
    expect_engine(page)
    with page.expect_download() as saved:
        page.keyboard.press("Control+s")
    text = saved.value.path().read_text(encoding="utf-8")
    page.goto(f"tools/{tool}/")
    page.evaluate("() => new Promise((done) => { indexedDB.deleteDatabase('practice-audit').onsuccess = done; })")
    page.goto("about:blank")
    open_draft(page, json.loads(text))
    assert [kept["record"]["answers"] for kept in drafts(page)] == [json.loads(text)["answers"]]


def test_a_finished_record_opens_to_read(page: Page) -> None:
    """A finished record is shown with who finished it when, holds no control to type in, and is in order."""
    record = example("ila")
    choose_file(page, "ila", record)
    page.wait_for_url("**/form/#record")
    shown = view(page)
    expect(shown).to_contain_text("This record cannot be changed.")
    expect(shown).to_contain_text(record["author"]["ref"])
    expect(shown.locator("[data-answers] h2").first).to_have_text("Judgement and grade")
    expect(shown.locator("[data-answers] h2").nth(1)).to_have_text("Action plan")
    expect(shown.locator("input:not([data-moderations]), textarea, select")).to_have_count(0)
    expect(shown.locator("[data-record-sound]")).to_be_visible()
    expect(shown.locator("[data-record-problems]")).to_be_hidden()
    assert drafts(page) == []


def test_a_record_goes_from_the_screen_when_the_device_is_cleared(context: BrowserContext, early_page: Page) -> None:
    """What another tab shows of a record is not there any more once everything of this site is deleted."""
    record = example("ila")
    choose_file(early_page, "ila", record)
    early_page.wait_for_url("**/form/#record")
    expect(view(early_page)).to_contain_text(record["record_id"][:8])
    second = context.new_page()
    second.goto("tools/ila/")
    ask_to_clear(second)
    second.locator("#clear-do").click()
    expect(second.locator("#clear-done")).to_be_visible()
    expect(note(early_page, "No record is open here.")).to_be_visible()
    expect(early_page.locator("#qa-main")).not_to_contain_text(record["record_id"][:8])


def test_a_record_of_another_tool_opens_with_its_own_form(early_page: Page) -> None:
    """A selection record that is opened on the audit's page is shown as what it is."""
    choose_file(early_page, "pre-audit", example("moderation-sample"))
    early_page.wait_for_url("**/tools/moderation-sample/form/#record")
    expect(view(early_page)).to_contain_text("Moderation sample")


def test_a_changed_record_is_shown_and_said_to_be_changed(page: Page) -> None:
    """A record that was edited after it was saved can be read, under a line that says so."""
    choose_file(
        page, "pre-audit", changed(example("pre-audit"), **{"pa.j.proud": {"value": "Somebody wrote this in."}})
    )
    page.wait_for_url("**/form/#record")
    expect(view(page).locator("[data-record-problems]")).to_contain_text("This file was changed after it was saved.")
    expect(view(page).locator("[data-record-sound]")).to_be_hidden()
    expect(view(page)).to_contain_text("Somebody wrote this in.")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('"format": "practice-audit-record"', '"format": "practice-audit-recorb"', NOT_OURS),
        ('"answers": {', '"answers": [', CUT),
        ('"format_version": 1', '"format_version": 3', NEWER),
        ('"record_id"', '"record_ie"', CUT),
    ],
)
def test_a_flipped_byte_in_the_frame_of_a_file_is_refused_in_words(
    before: str, after: str, words: str, early_page: Page
) -> None:
    """One changed letter where the file says what it is: it is not opened, not kept, and words say what to do."""
    text = json.dumps(as_draft(example("pre-audit")), ensure_ascii=False)
    assert before in text
    choose_file(early_page, "pre-audit", text.replace(before, after, 1))
    expect(outcome(early_page)).to_contain_text(words)
    assert drafts(early_page) == []


@pytest.mark.parametrize(
    "number",
    ["", "a b#c%zz", "../../evil#<b>", "constructor", "11111111-1111-1111-8111-111111111111", "A" * 36],
)
def test_a_number_that_no_tool_writes_is_refused_in_words(number: str, early_page: Page) -> None:
    """A draft or record whose number is not a random UUID is not opened and not kept, and words say what to do."""
    for file in (as_draft(example("pre-audit")), example("pre-audit")):
        choose_file(early_page, "pre-audit", {**file, "record_id": number})
        expect(outcome(early_page)).to_contain_text("The number of the record in this file is not one")
        expect(outcome(early_page)).to_contain_text("Ask for it again, or open an earlier copy.")
    assert drafts(early_page) == []


def test_a_large_file_is_refused_beside_a_question(early_page: Page) -> None:
    """A question that takes a file says the same of one that is too large."""
    new_draft(early_page, "ila")
    go(early_page, "ila.b")
    file = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 6_000_000}
    question(early_page, f"{CHECKLIST}-file").set_input_files(file)  # type: ignore[arg-type]
    expect(question(early_page, CHECKLIST).locator("[data-outcome]")).to_contain_text(LARGE)


def test_a_flipped_byte_in_an_answer_of_a_draft_is_said(page: Page) -> None:
    """A draft whose file is not as it was saved opens, since it is somebody's work, under a note that says so."""
    open_draft(page, as_draft(example("pre-audit")))
    expect_engine(page)
    with page.expect_download() as saved:
        page.keyboard.press("Control+s")
    text = saved.value.path().read_text(encoding="utf-8")
    page.goto("tools/pre-audit/")
    page.evaluate("() => new Promise((done) => { indexedDB.deleteDatabase('practice-audit').onsuccess = done; })")
    page.goto("about:blank")
    choose_file(page, "pre-audit", text)
    page.wait_for_url("**/form/#tasks")
    expect_engine(page)
    wait_until(page, ALL_JUDGED)
    expect(note(page, "was changed after it was saved")).to_have_count(0)
    page.goto("tools/pre-audit/")
    choose_file(page, "pre-audit", text.replace('"value": "CR-0417"', '"value": "CR-0416"', 1))
    outcome(page).get_by_role("button", name="Keep both").click()
    page.wait_for_url("**/form/#tasks")
    expect_engine(page)
    expect(note(page, "The file of this draft was changed after it was saved.")).to_be_visible()
    assert cases(page) == ["CR-0416", "CR-0417"]


def test_a_correction_is_a_new_record_that_names_the_old_one(page: Page) -> None:
    """Starting a correction makes a draft with the same answers that replaces the record."""
    record = example("pre-audit")
    choose_file(page, "pre-audit", record)
    page.wait_for_url("**/form/#record")
    page.get_by_role("button", name="start a correction").click()
    expect(view(page)).to_have_id("tasks")
    expect_saved(page)
    (draft,) = drafts(page)
    assert draft["record_id"] != record["record_id"]
    assert {"relation": "replaces", "record_id": record["record_id"]} in draft["record"]["relates_to"]
    assert draft["record"]["answers"] == record["answers"]


def test_a_correction_of_a_made_up_record_is_made_up(page: Page) -> None:
    """What is typed for training never passes for real, neither as a draft that is saved nor finished."""
    record = sample(example("pre-audit"))
    choose_file(page, "pre-audit", record)
    page.wait_for_url("**/form/#record")
    page.get_by_role("button", name="start a correction").click()
    expect(view(page)).to_have_id("tasks")
    finish(page)
    made = save(page)
    assert made["record_id"] != record["record_id"]
    assert is_made_up(made)


def test_what_was_said_of_a_file_is_not_said_of_its_correction(page: Page) -> None:
    """The line that a file was checked stands over that record alone, and is not printed over the next one."""
    choose_file(page, "pre-audit", example("pre-audit"))
    page.wait_for_url("**/form/#record")
    sound = page.locator("[data-record-sound]")
    expect(sound).to_be_visible()
    page.get_by_role("button", name="start a correction").click()
    expect(view(page)).to_have_id("tasks")
    finish(page)
    made = save(page)
    page.evaluate("window.print = () => { window.printed = document.getElementById('record').dataset.record; }")
    view(page).locator("[data-do=print-record]").click()
    page.wait_for_function("number => window.printed === number", arg=made["record_id"])
    assert sound.evaluate("line => line.hidden")


def test_a_row_of_a_correction_never_takes_the_name_of_one_that_was_taken_out(page: Page) -> None:
    """Updates speak of an action by its row: another action that is written into a correction is another row."""
    record = example("ila")
    actions = "ila.g.actions"
    first = [row["id"] for row in record["answers"][actions]["rows"]]
    choose_file(page, "ila", record)
    page.wait_for_url("**/form/#record")
    page.get_by_role("button", name="start a correction").click()
    expect(view(page)).to_have_id("tasks")
    expect_engine(page)
    go(page, "ila.g")
    rows = question(page, actions).locator(".qa-row")
    rows.last.locator("[data-do=remove-row]").click()
    expect(view(page).locator(".qa-undo")).to_be_visible()
    go(page, "tasks")
    go(page, "ila.g")
    question(page, actions).locator("[data-do=add-row]").click()
    rows.last.locator("textarea, input[type=text]").first.fill("Visit the child every week until the review")
    rows.last.locator("textarea, input[type=text]").first.press("Tab")
    expect_saved(page)
    go(page, "tasks")
    (draft,) = drafts(page)
    kept = [row["id"] for row in draft["record"]["answers"][actions]["rows"]]
    assert kept[:-1] == first[:-1]
    assert kept[-1] not in first


def test_a_record_that_is_saved_again_is_the_same_record(page: Page) -> None:
    """Whoever saves the finished record once more gets the same file, not another one of its number."""
    page.clock.install()
    open_draft(page, as_draft(example("moderation-sample")))
    finish(page)
    first = save(page)
    page.clock.fast_forward("02:00:00")
    page.reload()
    finish(page)
    assert save(page) == first


def test_a_finished_record_is_never_older_than_its_answers(page: Page) -> None:
    """A record that was made ready before a file was taken in is made anew when somebody comes back to it."""
    draft = as_draft(example("ila"))
    open_draft(page, draft)
    finish(page)
    load(page, example("pre-audit"))
    expect(voice(page)).to_contain_text("Loaded: record of")
    page.go_back()
    expect(view(page)).to_have_id("finish")
    made = save(page)
    assert made["answers"][CHECKLIST]["value"] == example("pre-audit")["record_id"]


def test_an_opened_record_is_of_the_past_once_a_draft_is_open(page: Page) -> None:
    """A record that was opened to read is not shown, and not printed, in the place of the draft that is opened next."""
    other = example("moderation-sample")
    open_draft(page, as_draft({**other, "record_id": "11111111-1111-4111-8111-111111111111"}))
    choose_file(page, "moderation-sample", other)
    page.wait_for_url("**/form/#record")
    page.goto("tools/moderation-sample/form/#draft-11111111")
    expect(view(page)).to_have_id("tasks")
    page.goto("tools/moderation-sample/form/#record")
    page.reload()
    expect(view(page)).to_have_id("tasks")


def test_a_record_whose_file_is_gone_says_so(early_page: Page) -> None:
    """A bookmark of a record opens the blank form under a note that leads to opening the file again."""
    early_page.goto("tools/ila/form/#record")
    expect(view(early_page)).to_have_id("tasks")
    gone = note(early_page, "No record is open here.")
    expect(gone.get_by_role("link", name="Open a file")).to_have_attribute("href", "../#open-file")
    expect(note(early_page, "This is the blank form.")).to_be_visible()
    assert axe.violations(early_page) == []
    early_page.get_by_role("button", name="Start a new audit").click()
    expect_saved(early_page)
    expect(gone).to_have_count(0)


def test_downloading_where_nothing_is_open_is_answered(early_page: Page) -> None:
    """Ctrl and S says that no draft is open, on the blank form and where a finished record is read."""
    nothing = note(early_page, "No draft is open here, so there is nothing to download.")
    early_page.goto("tools/ila/form/#tasks")
    expect(view(early_page)).to_have_id("tasks")
    early_page.keyboard.press("Control+s")
    expect(nothing).to_be_visible()
    expect(voice(early_page)).to_contain_text("No draft is open here")
    choose_file(early_page, "ila", example("ila"))
    early_page.wait_for_url("**/form/#record")
    expect(view(early_page)).to_have_id("record")
    early_page.keyboard.press("Control+s")
    expect(nothing).to_be_visible()
