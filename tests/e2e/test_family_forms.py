"""Forms that children and families fill in: one page at a time, skip, a kind end, and their way into an audit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from site_build.examples import stamped
from tests.e2e.forms import (
    Record,
    begin,
    drafts,
    example,
    examples,
    expect_all_kept,
    expect_engine,
    expect_saved,
    go,
    new_draft,
    question,
    view,
)
from tests.e2e.sheets import paper, squeezed

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from practice_audit.model import Catalogue

CHILD = "feedback-child"
PARENT = "feedback-parent"
SIDES = 2


def press(page: Page, deed: str) -> None:
    """Press a button of the page on screen."""
    view(page).locator(f"[data-do={deed}]").first.click()


def worker(page: Page, prefix: str, day: str = "5 5 2023") -> None:
    """Fill in the worker's part."""
    if question(page, f"{prefix}.case_ref").count():
        question(page, f"{prefix}.case_ref-value").fill("CR-0417")
    question(page, f"{prefix}.author_ref-value").fill("AU-12")
    question(page, f"{prefix}.author_role-value").select_option("role.auditor")
    for part, text in zip(("day", "month", "year"), day.split(), strict=True):
        question(page, f"{prefix}.completed_on-{part}").fill(text)


def saved(page: Page) -> Record:
    """Check all answers, finish, and give the saved record."""
    expect_engine(page)
    press(page, "check-continue")
    expect(view(page)).to_have_id("finish")
    with page.expect_download() as download:
        press(page, "save-record")
    record: Record = json.loads(download.value.path().read_text(encoding="utf-8"))
    return record


def load(page: Page, place: str, record: dict[str, Any]) -> None:
    """Choose a record's file in a question of the audit."""
    content = json.dumps(record, ensure_ascii=False).encode()
    file = {"name": "audit_file.json", "mimeType": "application/json", "buffer": content}
    question(page, f"{place}-file").set_input_files(file)  # type: ignore[arg-type]


def other_case(tool: str, catalogue: Catalogue) -> Record:
    """A sound record of a tool, of another case than the fullest example."""
    records = (json.loads(path.read_text(encoding="utf-8")) for path in examples(tool))
    found = next(record for record in records if record["case"]["ref"] == "CR-0422")
    return stamped(catalogue, found)


def test_a_child_who_skips_everything_took_part(page: Page, catalogue: Catalogue) -> None:
    """Every question after the first two can be skipped, one page each, and the record says: took part, no answers."""
    begin(page, CHILD)
    expect(view(page).locator("[data-do=skip]")).to_have_count(0)
    question(page, "fc.consent-yes").check()
    press(page, "save-continue")
    question(page, "fc.way-talk").check()
    press(page, "save-continue")
    pages = [section for section in catalogue.tool(CHILD).sections if section.readers != "staff"]
    for section in pages[2:]:
        expect(view(page)).to_have_id(section.id)
        expect(view(page).locator(".qa-q[data-question]")).to_have_count(1)
        press(page, "skip")
    expect(view(page)).to_have_id("fc.worker")
    expect(view(page).get_by_role("link", name="What did you think of the audit?")).to_be_visible()
    worker(page, "fc")
    press(page, "save-continue")
    expect(view(page)).to_have_id("check")
    record = saved(page)
    assert {name for name in record["answers"] if not name.endswith(("_ref", "_role", "_on"))} == {
        "fc.consent",
        "fc.way",
    }
    assert record["case"] == {"ref": "CR-0417"}


def test_skip_takes_a_choice_away_and_no_words(page: Page) -> None:
    """A face that was chosen can be un-chosen by skipping; what somebody wrote stays until they delete it."""
    begin(page, CHILD)
    for place, deed in (("fc.page4", "fc.listen"), ("fc.page7", "fc.things")):
        go(page, place)
        if deed == "fc.listen":
            question(page, f"{deed}-yes").check()
        else:
            question(page, f"{deed}-value").fill("We went to the park.")
        press(page, "skip")
        expect(view(page)).not_to_have_id(place)
    expect_saved(page)
    go(page, "fc.page4")
    expect(question(page, "fc.listen-yes")).not_to_be_checked()
    (draft,) = drafts(page)
    assert draft["record"]["answers"] == {"fc.things": {"value": "We went to the park."}}


def test_a_no_ends_kindly_and_makes_no_record(page: Page) -> None:
    """A child who says no is thanked and asked nothing else, and nobody can make a record of it (R042)."""
    begin(page, CHILD)
    expect_engine(page)
    question(page, "fc.consent-no").check()
    expect(view(page)).to_contain_text("We will not ask you anything else.")
    press(page, "save-continue")
    expect(view(page)).to_have_id("ended")
    expect(view(page).locator("h1")).to_be_focused()
    expect(view(page)).to_contain_text("Thank you for telling us.")
    expect(page.locator("#qa-summary .qa-errors")).to_have_count(0)
    go(page, "fc.page4")
    expect(view(page).locator(".qa-not-asked")).to_be_visible()
    go(page, "check")
    press(page, "check-continue")
    expect(page.locator("#qa-summary")).to_contain_text("They do not want to take part, so there is no record to save")
    go(page, "ended")
    view(page).get_by_role("link", name="Delete this draft").click()
    press(page, "delete-draft")
    page.wait_for_url(f"**/tools/{CHILD}/")
    assert drafts(page) == []


def test_the_words_of_a_choice_stand_beside_its_drawing(page: Page) -> None:
    """A face says nothing by itself: each choice has its words, its drawing is hidden from screen readers."""
    begin(page, CHILD)
    go(page, "fc.page4")
    choices = view(page).locator(".qa-choice")
    expect(choices).to_have_count(3)
    for number, name in enumerate(("Yes", "A bit", "No")):
        expect(choices.nth(number).locator("svg[aria-hidden=true]")).to_be_visible()
        expect(view(page).get_by_role("radio", name=name, exact=True)).to_have_count(1)


def test_a_familys_words_join_the_audit_of_their_case(page: Page, catalogue: Catalogue) -> None:
    """A parent's and a child's record are loaded into the audit of their case; that of another case is refused."""
    said = {"ila.e.parent_feedback": PARENT, "ila.e.child_feedback": CHILD}
    new_draft(page, "ila")
    expect_engine(page)
    go(page, "ila.a")
    question(page, "hdr.case_ref-value").fill("CR-0417")
    go(page, "ila.e")
    question(page, "ila.e.parent_outcome-took_part").check()
    expect(question(page, "ila.e.parent_feedback")).to_be_visible()
    question(page, "ila.e.child_consent-given").check()
    for place, tool in said.items():
        load(page, place, other_case(tool, catalogue))
        expect(question(page, place).locator("[data-outcome]")).to_contain_text("is for case CR-0422")
        load(page, place, example(tool))
        expect(question(page, place).locator("[data-loaded]", has_text="CR-0417")).to_be_visible()
    expect_all_kept(page)
    ids = [example(tool)["record_id"] for tool in said.values()]
    (draft,) = drafts(page)
    assert [draft["record"]["answers"][place]["value"] for place in said] == ids
    with page.expect_download() as download:
        page.keyboard.press("Control+s")
    file = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert file["relates_to"] == [{"relation": "feeds", "record_id": one} for one in ids]


def test_easy_read_is_printed_on_two_sides(page: Page, catalogue: Catalogue) -> None:
    """Two sides of A4 hold every easy line of every point, and nothing that only works on a screen."""
    page.goto("how-are-we-doing/easy/")
    sheets = paper(page)
    assert len(sheets) <= SIDES
    text = "".join(sheets)
    points = catalogue.of_kind("leaflet-point")
    lines = [str(line) for point in points for line in (point.title, *point.details["easy"])]
    assert [line for line in lines if squeezed(line) not in text] == []
    assert squeezed("Have your say now") not in text
