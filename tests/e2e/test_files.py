"""Opening files: each kind leads somewhere, says what it is, and nothing in a file is ever more than text."""

from __future__ import annotations

import copy
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.a11y import axe
from tests.e2e.forms import (
    Record,
    as_draft,
    choose_file,
    drafts,
    example,
    expect_engine,
    expect_saved,
    go,
    new_draft,
    note,
    open_draft,
    question,
    view,
    voice,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

NOT_OURS = "This file is not an audit file. Choose a file whose name starts with audit and ends with .json."
CUT = "This file cannot be read: it stops in the middle. Ask for it again."
NEWER = "This file was made by a newer version of this tool. Open it on the current site."
LARGE = "This file is too large to be an audit file: it has more than 5 MB. Choose a file whose name starts with audit"
CHECKLIST = "ila.b.preaudit"
WAIT_UNTIL_JUDGED = """
async () => {
  const opened = await new Promise((done) => {
    const request = indexedDB.open("practice-audit");
    request.onsuccess = () => done(request.result);
  });
  const all = await new Promise((done) => {
    const request = opened.transaction("drafts").objectStore("drafts").getAll();
    request.onsuccess = () => done(request.result);
  });
  opened.close();
  return all.every((draft) => draft.arrived === null);
}
"""
FINISH_IT = """
async (id) => {
  const { get, save } = await import(new URL("../../assets/audit/drafts/drafts.mjs", location.href).href);
  const finished = { at: "2026-01-01T00:00:00Z", completed: "2026-01-01T00:00:00Z", filename: "x" };
  await save({ ...(await get(id)), finished }, true);
}
"""
"""Notes that a finished record was saved from a draft, as another tab does."""
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


def outcome(page: Page) -> Locator:
    """What the start page says about the file that was chosen."""
    return page.locator("[data-outcome]:visible")


def changed(record: Record, **answers: Any) -> Record:
    """A record with other answers and the old check sum."""
    return {**record, "answers": {**record["answers"], **answers}}


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
        ("", CUT),
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
    page.evaluate("() => new Promise((done) => { indexedDB.deleteDatabase('practice-audit').onsuccess = done; })")
    page.goto("about:blank")
    open_draft(page, json.loads(text))
    assert [kept["record"]["answers"] for kept in drafts(page)] == [json.loads(text)["answers"]]


def also_here(page: Page) -> Record:
    """A draft that is on this computer with another case reference than in the file that is then chosen."""
    draft = as_draft(example("pre-audit"))
    open_draft(page, draft)
    choose_file(page, "pre-audit", changed(draft, **{"hdr.case_ref": {"value": "CR-0999"}}))
    expect(outcome(page).locator("h3")).to_have_text("This draft is already on this computer")
    expect(outcome(page).locator("h3")).to_be_focused()
    buttons = outcome(page).get_by_role("button").all_inner_texts()
    assert buttons == ["Keep both", "Compare question by question", "Use the file", "Keep what is here"]
    return draft


def cases(page: Page) -> list[str]:
    """The case references of the drafts on this computer."""
    return sorted(kept["record"]["answers"]["hdr.case_ref"]["value"] for kept in drafts(page))


@pytest.mark.parametrize(
    ("button", "kept"),
    [
        ("Keep both", ["CR-0417", "CR-0999"]),
        ("Use the file", ["CR-0417", "CR-0999"]),
        ("Keep what is here", ["CR-0417"]),
    ],
)
def test_a_draft_that_is_also_here_is_never_lost_unasked(button: str, kept: list[str], early_page: Page) -> None:
    """The file of a draft that is here gives a choice, and each way keeps what it says."""
    also_here(early_page)
    outcome(early_page).get_by_role("button", name=button).click()
    early_page.wait_for_url("**/form/#tasks")
    assert cases(early_page) == kept


def test_what_a_file_replaces_is_kept_as_a_draft_of_its_own(early_page: Page) -> None:
    """The panel says what becomes of what is here; the file has its number now, and the list says which is which."""
    draft = also_here(early_page)
    expect(outcome(early_page)).to_contain_text("What is here now stays in the list of drafts")
    outcome(early_page).get_by_role("button", name="Use the file").click()
    early_page.wait_for_url("**/form/#tasks")
    kept = {one["record_id"]: one["record"]["answers"]["hdr.case_ref"]["value"] for one in drafts(early_page)}
    assert kept.pop(draft["record_id"]) == "CR-0999"
    assert list(kept.values()) == ["CR-0417"]
    early_page.goto("tools/pre-audit/")
    rows = early_page.locator("#drafts li")
    in_place, before = "From a file, opened today at", "The version before a file took its place today at"
    expect(rows.filter(has_text=in_place).get_by_role("link")).to_have_attribute(
        "href", re.compile(draft["record_id"][:8])
    )
    expect(rows.filter(has_text=before)).to_have_count(1)


@pytest.mark.parametrize("button", ["Keep both", "Compare question by question"])
def test_two_versions_can_be_told_apart_in_the_list(button: str, early_page: Page) -> None:
    """The version that came from a file says so and when, though the case and the times are the same."""
    draft = as_draft(example("pre-audit"))
    open_draft(early_page, draft)
    choose_file(early_page, "pre-audit", draft)
    outcome(early_page).get_by_role("button", name=button).click()
    early_page.wait_for_url("**/form/#*")
    expect(view(early_page)).to_be_visible()
    early_page.goto("tools/pre-audit/")
    expect(early_page.locator("#drafts li")).to_have_count(2)
    expect(early_page.locator("#drafts li", has_text="A second version, from a file opened today at")).to_have_count(1)


@pytest.mark.parametrize("button", ["Keep both", "Compare question by question", "Use the file"])
def test_a_second_press_makes_no_second_draft(button: str, early_page: Page) -> None:
    """A double click on a way to go on with a file does it once."""
    also_here(early_page)
    outcome(early_page).get_by_role("button", name=button).dblclick()
    early_page.wait_for_url("**/form/#*")
    expect(view(early_page)).to_be_visible()
    assert cases(early_page) == ["CR-0417", "CR-0999"]


def test_no_file_takes_the_place_of_a_finished_draft(page: Page) -> None:
    """A finished record has left under this number, so an older file of its draft can only be kept beside it."""
    draft = as_draft(example("moderation-sample"))
    open_draft(page, draft)
    finish(page)
    save(page)
    choose_file(page, "moderation-sample", draft)
    expect(outcome(page)).to_contain_text("A finished record was saved from the draft that is here")
    assert outcome(page).get_by_role("button").all_inner_texts() == ["Keep both", "Keep what is here"]
    outcome(page).get_by_role("button", name="Keep both").click()
    page.wait_for_url("**/form/#tasks")
    kept = {one["record_id"]: one["finished"] for one in drafts(page)}
    assert kept.pop(draft["record_id"]) is not None
    assert list(kept.values()) == [None]


def test_a_draft_that_was_finished_meanwhile_is_not_replaced(early_page: Page) -> None:
    """Where another tab finished the draft while the choice was on the screen, the file is refused in words."""
    draft = also_here(early_page)
    early_page.evaluate(FINISH_IT, draft["record_id"])
    outcome(early_page).get_by_role("button", name="Use the file").click()
    expect(outcome(early_page)).to_contain_text("was changed or finished meanwhile")
    assert cases(early_page) == ["CR-0417"]


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
    expect_engine(page)
    expect(shown.locator("[data-record-problems]")).to_be_hidden()
    expect(shown.locator("[data-record-unchecked]")).to_be_hidden()
    assert drafts(page) == []


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
    expect_engine(page)
    expect(view(page).locator("[data-record-problems]")).to_contain_text("This file was changed after it was saved.")
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
    page.wait_for_function(WAIT_UNTIL_JUDGED)
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


def test_a_checklist_starts_an_audit(page: Page) -> None:
    """A practitioner's checklist on the audit's page starts an audit for its case, with what it tells filled in."""
    checklist = example("pre-audit")
    case = checklist["case"]["ref"]
    choose_file(page, "ila", checklist)
    expect(outcome(page).locator("h3")).to_have_text("Start an audit with this record?")
    expect(outcome(page)).to_contain_text(case)
    outcome(page).get_by_role("button", name="Start an audit with it").click()
    page.wait_for_url("**/tools/ila/form/#tasks")
    expect_engine(page)
    go(page, "ila.b")
    expect(question(page, CHECKLIST).locator("[data-loaded]", has_text=case)).to_be_visible()
    go(page, "ila.a")
    expect(question(page, "hdr.case_ref-value")).to_have_value(case)
    expect(question(page, "ila.a.practitioner_ref-value")).to_have_value(checklist["author"]["ref"])
    expect_saved(page)
    assert len(drafts(page)) == 1


def test_a_checklist_that_starts_an_audit_outlives_a_reload(early_page: Page) -> None:
    """Loaded again before checks are ready, the page still loads the file, as it said; then it waits no longer."""
    checklist = example("pre-audit")
    choose_file(early_page, "ila", checklist)
    outcome(early_page).get_by_role("button", name="Start an audit with it").click()
    early_page.wait_for_url("**/tools/ila/form/#tasks")
    waits = note(early_page, "The file is loaded as soon as checks are ready.")
    expect(waits).to_be_visible()
    expect_saved(early_page)
    early_page.reload()
    expect(waits).to_be_visible()
    early_page.context.unroute("**/engine/engine.json")
    early_page.reload()
    expect_engine(early_page)
    expect(waits).to_have_count(0)
    go(early_page, "ila.b")
    expect(question(early_page, CHECKLIST).locator("[data-loaded]", has_text=checklist["case"]["ref"])).to_be_visible()
    expect_saved(early_page)
    (draft,) = drafts(early_page)
    assert draft["waiting"] is None
    assert draft["record"]["answers"][CHECKLIST]["value"] == checklist["record_id"]


def test_a_loaded_file_names_its_own_case(page: Page) -> None:
    """What was loaded goes on to say whose file it is, whatever stands in the form's own case reference."""
    new_draft(page, "ila")
    expect_engine(page)
    load(page, example("pre-audit"))
    named = question(page, CHECKLIST).locator("[data-loaded]").get_by_text(example("pre-audit")["case"]["ref"])
    expect(named).to_be_visible()
    go(page, "ila.a")
    question(page, "hdr.case_ref-value").fill("")
    go(page, "ila.b")
    expect(named).to_be_visible()


def test_a_question_takes_only_the_file_it_asks_for(page: Page) -> None:
    """A file that does not fit is refused beside the question, with the focus on the reason, and fills in nothing."""
    new_draft(page, "ila")
    go(page, "ila.a")
    question(page, "hdr.case_ref-value").fill("CR-0500")
    expect_engine(page)
    wrong = {
        "This checklist is for case CR-0417. Your audit is for case CR-0500.": example("pre-audit"),
        "This file is a draft. Ask its author for the finished record.": as_draft(example("pre-audit")),
        "This file belongs to another tool.": example("selection"),
        NOT_OURS: {"format": "a letter"},
    }
    for words, file in wrong.items():
        load(page, file)
        refused = question(page, CHECKLIST).locator("[data-outcome]")
        expect(refused).to_contain_text(words)
        expect(refused).to_be_focused()
        expect(question(page, CHECKLIST).locator("[data-loaded]")).to_be_hidden()


def test_a_checklist_that_is_later_than_the_conversation_is_named(page: Page) -> None:
    """A checklist that was finished after the conversation is a problem of the audit, with both dates (R030)."""
    new_draft(page, "ila")
    expect_engine(page)
    load(page, example("pre-audit"))
    expect(question(page, CHECKLIST).locator("[data-loaded]")).to_be_visible()
    go(page, "ila.d")
    for part, text in (("day", "3"), ("month", "4"), ("year", "2023")):
        question(page, f"ila.d.date-{part}").fill(text)
    go(page, "check")
    view(page).get_by_role("button", name="Check and continue").click()
    problems = page.locator("#qa-summary")
    expect(problems).to_contain_text(
        "The checklist was finished on 28 April 2023, after the conversation on 3 April 2023."
    )


def test_what_to_know_about_a_loaded_checklist_is_said_at_once(page: Page) -> None:
    """A checklist that was changed after it was saved, or is later than the conversation, is loaded and says so."""
    new_draft(page, "ila")
    expect_engine(page)
    caution = question(page, CHECKLIST).locator("[data-outcome]")
    load(
        page,
        changed(example("pre-audit"), **{"pa.j.proud": {"value": "Somebody wrote this in, and it is long enough."}}),
    )
    expect(caution).to_contain_text("This file was changed after it was saved.")
    expect(caution).to_be_focused()
    expect(question(page, CHECKLIST).locator("[data-loaded]")).to_be_visible()
    question(page, CHECKLIST).get_by_role("button", name="Take it out").click()
    go(page, "ila.d")
    for part, text in (("day", "3"), ("month", "4"), ("year", "2023")):
        question(page, f"ila.d.date-{part}").fill(text)
    load(page, example("pre-audit"))
    expect(caution).to_contain_text(
        "after the conversation on 3 April 2023. Ask the practitioner when it was finished."
    )


def finish(page: Page) -> None:
    """Check the open draft, and come to the view of its finished record."""
    expect_engine(page)
    go(page, "check")
    view(page).get_by_role("button", name="Check and continue").click()
    expect(view(page)).to_have_id("finish")


def save(page: Page) -> Record:
    """Save the finished record; what its file holds."""
    with page.expect_download() as saved:
        view(page).get_by_role("button", name="Save the record file").click()
    made: Record = json.loads(saved.value.path().read_text(encoding="utf-8"))
    return made


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


def test_what_is_typed_after_a_file_was_taken_out_is_kept(page: Page) -> None:
    """A number typed in the place of a checklist that was taken out is the answer; the checklist does not come back."""
    new_draft(page, "ila")
    expect_engine(page)
    load(page, example("pre-audit"))
    question(page, CHECKLIST).get_by_role("button", name="Take it out").click()
    typed = "22222222-2222-4222-8222-222222222222"
    question(page, f"{CHECKLIST}-value").fill(typed)
    question(page, f"{CHECKLIST}-value").press("Tab")
    expect_saved(page)
    go(page, "tasks")
    assert drafts(page)[0]["record"]["answers"][CHECKLIST] == {"value": typed}


def load(page: Page, record: Record) -> None:
    """Choose a file in the audit's question about the checklist."""
    go(page, "ila.b")
    content = json.dumps(record, ensure_ascii=False).encode()
    file = {"name": "audit_2023_pre-audit.json", "mimeType": "application/json", "buffer": content}
    question(page, f"{CHECKLIST}-file").set_input_files(file)  # type: ignore[arg-type]


def test_a_loaded_checklist_can_be_taken_out(page: Page) -> None:
    """What the checklist told stands beside the questions it is about, until it is taken out."""
    new_draft(page, "ila")
    expect_engine(page)
    load(page, example("pre-audit"))
    question(page, CHECKLIST).get_by_role("button", name="Take it out").click()
    expect(question(page, f"{CHECKLIST}-file")).to_be_focused()
    expect(voice(page)).to_have_text("The file is taken out.")
    expect_saved(page)
    go(page, "tasks")
    assert CHECKLIST not in drafts(page)[0]["record"]["answers"]


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
