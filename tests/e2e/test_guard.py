"""The privacy guard while someone types: the panel, role words and the way back, marks, and the list of names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.e2e.forms import (
    as_draft,
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
    view,
    voice,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

ILA = "ila"
WORDS = "ila.f.why"
OTHER = "ila.f.evidence_words"
NUMBER = "0113 496 0000"
NAME = "Zebedee"
EVERYTHING_KEPT = """
async () => {
  const kept = [document.cookie, location.href];
  for (const store of [localStorage, sessionStorage]) kept.push(JSON.stringify({ ...store }));
  for (const { name } of await indexedDB.databases()) {
    const request = indexedDB.open(name);
    const opened = await new Promise((done) => { request.onsuccess = () => done(request.result); });
    for (const store of opened.objectStoreNames) {
      const all = opened.transaction(store).objectStore(store).getAll();
      kept.push(JSON.stringify(await new Promise((done) => { all.onsuccess = () => done(all.result); })));
    }
    opened.close();
  }
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) kept.push(request.url);
  }
  return kept.join("\\n");
}
"""
"""Whatever this site keeps in this browser, as one text."""


def begin(page: Page) -> Locator:
    """A new draft with the engine there, at the reasons for the grade; gives the first control."""
    new_draft(page, ILA)
    expect_engine(page)
    go(page, WORDS)
    return control(page, WORDS)


def control(page: Page, identity: str) -> Locator:
    """The text control of a question."""
    return question(page, f"{identity}-value")


def panel(page: Page, identity: str) -> Locator:
    """The panel below an answer."""
    return question(page, identity).locator("[data-guard]")


def kept_record(page: Page) -> dict[str, Any]:
    """The record of the only draft on this computer, once it is saved."""
    expect_saved(page)
    (draft,) = drafts(page)
    record: dict[str, Any] = draft["record"]
    return record


def test_a_number_is_pointed_out_replaced_and_put_back(page: Page) -> None:
    """After a pause the panel shows what it looks like; a role word replaces it, and Undo brings it back."""
    text = begin(page)
    text.press_sequentially(f"Ring {NUMBER} at school.")
    found = panel(page, WORDS)
    expect(found).to_contain_text(f"“{NUMBER}” looks like a telephone number.")
    expect(voice(page)).to_contain_text("it may hold a personal detail")
    expect(found.get_by_role("button", name="not a person’s detail")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == f"{WORDS}-value"
    assert question(page, WORDS).locator(".qa-error").count() == 0
    found.get_by_label("Words to put there instead").select_option("the mother")
    found.get_by_role("button", name="Replace").click()
    expect(text).to_have_value("Ring the mother at school.")
    expect(found.get_by_role("button", name="Undo")).to_be_focused()
    assert kept_record(page)["answers"][WORDS]["value"] == "Ring the mother at school."
    found.get_by_role("button", name="Undo").click()
    expect(text).to_have_value(f"Ring {NUMBER} at school.")
    expect(text).to_be_focused()
    expect(found).to_contain_text("looks like a telephone number")


def test_it_is_replaced_in_the_whole_draft_when_asked(page: Page) -> None:
    """The other answers with the same words are counted, changed in one go, and put back in one go."""
    text = begin(page)
    control(page, OTHER).fill(f"See the letter: {NUMBER}.")
    text.fill(f"Ring {NUMBER}.")
    found = panel(page, WORDS)
    found.get_by_role("button", name="Replace").click()
    expect(text).to_have_value("Ring a telephone number.")
    found.get_by_role("button", name="Replace it in 1 more answer").click()
    expect(control(page, OTHER)).to_have_value("See the letter: a telephone number.")
    expect(found).to_contain_text("Replaced in 2 answers")
    expect(panel(page, OTHER)).to_have_count(0)
    found.get_by_role("button", name="Undo").click()
    expect(control(page, OTHER)).to_have_value(f"See the letter: {NUMBER}.")
    expect(text).to_have_value(f"Ring {NUMBER}.")


def test_what_was_typed_meanwhile_is_never_undone(page: Page) -> None:
    """An answer that was changed after a replacement keeps its words when the replacement is undone."""
    text = begin(page)
    text.fill(f"Ring {NUMBER}.")
    panel(page, WORDS).get_by_role("button", name="Replace").click()
    expect(text).to_have_value("Ring a telephone number.")
    text.press_sequentially(" More.")
    panel(page, WORDS).get_by_role("button", name="Undo").click()
    expect(text).to_have_value("Ring a telephone number. More.")
    expect(voice(page)).to_contain_text("1 answer was changed since")


def test_a_doubt_is_marked_kept_as_field_and_kind_and_listed(page: Page) -> None:
    """A doubtful detail can be marked: the record holds where and what kind, and the check page lists it."""
    text = begin(page)
    text.fill("They met at 14 Acacia Avenue twice.")
    found = panel(page, WORDS)
    expect(found).to_contain_text("“14 Acacia Avenue” may be an address.")
    found.get_by_role("button", name="This is not a person’s detail").click()
    expect(found).to_contain_text("Marked as not a person’s detail: an address.")
    assert kept_record(page)["not_personal"] == [{"field": WORDS, "kind": "address"}]
    text.press_sequentially(" And again.")
    text.blur()
    expect(found.locator(".qa-guard__hit")).to_have_count(0)
    go(page, "check")
    marks = view(page).locator("[data-marks]")
    expect(marks).to_contain_text("an address")
    marks.get_by_role("button", name="Take the mark back").click()
    expect(marks).to_be_hidden()
    assert "not_personal" not in kept_record(page)


def test_a_row_has_its_panel_inside_it(page: Page) -> None:
    """In a row the panel stands in the row, and what is replaced there stays in its own field."""
    begin(page)
    go(page, "ila.c1.evidence")
    field = question(page, "ila.c1.evidence-1.what").locator("textarea, input").first
    field.fill("The mother of Mrs Barraclough rang.")
    row = question(page, "ila.c1.evidence-1")
    expect(row.locator("[data-guard]")).to_contain_text("“Mrs Barraclough” may be a name.")
    row.get_by_label("Words to put there instead").select_option("the child")
    row.get_by_role("button", name="Replace").click()
    expect(field).to_have_value("The mother of the child rang.")


def test_names_are_kept_nowhere_and_are_forgotten_with_the_page(page: Page, tmp_path: Path) -> None:
    """A listed name is found and counted; no store, draft file or address holds it; a reload forgets it."""
    text = begin(page)
    go(page, "tasks")
    page.locator("[data-names] summary").click()
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_label("Role word").select_option("the father")
    page.get_by_label("Name", exact=True).press("Enter")
    names = page.locator("[data-names-list] li")
    expect(names).to_contain_text(f"{NAME}: the father. In no answer.")
    go(page, WORDS)
    text.press_sequentially("He saw zebedee’s plan.")
    expect(panel(page, WORDS)).to_contain_text("“zebedee” is on your list of names.")
    text.fill("He saw the plan.")
    expect(panel(page, WORDS)).to_have_count(0)
    expect_saved(page)
    page.evaluate("document.activeElement.blur()")
    go(page, "tasks")
    kept = page.evaluate(EVERYTHING_KEPT)
    assert NAME.casefold() not in kept.casefold()
    with page.expect_download() as download:
        page.keyboard.press("Control+s")
    download.value.save_as(tmp_path / "draft.json")
    assert NAME.casefold() not in (tmp_path / "draft.json").read_text(encoding="utf-8").casefold()
    page.reload()
    expect_engine(page)
    page.locator("[data-names] summary").click()
    expect(names).to_have_count(0)
    expect(page.get_by_label("Name", exact=True)).to_have_value("")
    expect(page.get_by_text("There are no names in the list.")).to_be_visible()


def test_a_name_is_replaced_in_the_whole_draft_from_the_list(page: Page) -> None:
    """The list counts the answers, replaces everywhere with the role word, and can be undone."""
    text = begin(page)
    text.fill("Zebedee was seen. ZEBEDEE’s view is there.")
    go(page, "ila.c1.evidence")
    question(page, "ila.c1.evidence-1.what").locator("textarea, input").first.fill("Letter to zebedee")
    go(page, "tasks")
    page.locator("[data-names] summary").click()
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_label("Role word").select_option("the father")
    page.get_by_role("button", name="Add the name").click()
    page.get_by_role("button", name="Replace it in 2 answers").click()
    expect(page.locator("[data-names]")).to_contain_text("In no answer.")
    assert kept_record(page)["answers"][WORDS]["value"] == "The father was seen. The father’s view is there."
    page.locator("[data-names]").get_by_role("button", name="Undo").click()
    expect(page.locator("[data-names]")).to_contain_text("In 2 answers.")
    go(page, WORDS)
    expect(text).to_have_value("Zebedee was seen. ZEBEDEE’s view is there.")


def test_names_that_are_left_are_counted_at_check_and_at_export(page: Page) -> None:
    """A check warns with a count per question, a downloaded draft too, and a finished record before it is saved."""
    record = as_draft(example(ILA))
    record["answers"][WORDS]["value"] += " Zebedee and zebedee were there."
    open_draft(page, record)
    expect_engine(page)
    page.locator("[data-names] summary").click()
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_role("button", name="Add the name").click()
    expect(page.locator("[data-names-list]")).to_contain_text("In 1 answer.")
    with page.expect_download():
        page.keyboard.press("Control+s")
    expect(note(page, "downloaded with names from your list in it")).to_contain_text("(2)")
    finish(page)
    left = view(page).locator("[data-left]")
    expect(left).to_contain_text("Take 2 names from your list out of")
    assert NAME not in left.inner_text()


def test_nothing_appears_before_the_engine_and_typing_goes_on(early_page: Page) -> None:
    """Without the engine there is no panel, and the answer is kept as it was typed."""
    new_draft(early_page, ILA)
    go(early_page, WORDS)
    control(early_page, WORDS).press_sequentially(f"Ring {NUMBER}.")
    control(early_page, WORDS).blur()
    assert kept_record(early_page)["answers"][WORDS]["value"] == f"Ring {NUMBER}."
    expect(panel(early_page, WORDS)).to_have_count(0)


def test_what_was_typed_comes_into_the_panel_as_text(page: Page) -> None:
    """Markup in what was typed is shown as it was typed and does nothing."""
    text = begin(page)
    text.fill("Mrs <img src=x onerror=alert(1)> 14 <b>Acacia</b> Avenue 0113 496 0000<script>")
    expect(panel(page, WORDS)).to_contain_text("looks like a telephone number")
    assert panel(page, WORDS).locator("img, b, script").count() == 0


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    """Tab leads from the answer to the words, the button and the way back."""
    text = begin(page)
    text.press_sequentially(f"Ring {NUMBER}.")
    expect(panel(page, WORDS)).to_contain_text(NUMBER)
    page.keyboard.press("Tab")
    words = panel(page, WORDS).get_by_label("Words to put there instead")
    expect(words).to_be_focused()
    page.keyboard.press("Home")
    offered = words.locator("option").evaluate_all("(all) => all.map((one) => one.value)")
    for _ in range(offered.index("the teacher")):
        page.keyboard.press("ArrowDown")
    expect(words).to_have_value("the teacher")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(text).to_have_value("Ring the teacher.")
    page.keyboard.press("Enter")
    expect(text).to_have_value(f"Ring {NUMBER}.")


def test_a_sure_detail_cannot_be_marked_away(page: Page) -> None:
    """A mark in the draft for a sure detail does not quiet the check."""
    record = as_draft(example(ILA))
    record["answers"][WORDS]["value"] += f" Ring {NUMBER}."
    record["not_personal"] = [{"field": WORDS, "kind": "telephone"}]
    open_draft(page, json.loads(json.dumps(record)))
    expect_engine(page)
    go(page, "check")
    view(page).locator("[data-do=check-continue]").click()
    expect(page.locator("#qa-summary .qa-errors")).to_contain_text("Take what looks like a telephone number out of")


def test_a_locked_draft_warns_as_a_plain_one_does(page: Page) -> None:
    """A draft that is saved locked tells of names from the list and of other details, above the page and aloud."""
    record = as_draft(example(ILA))
    record["answers"][WORDS]["value"] += f" Zebedee was there. Ring {NUMBER}."
    open_draft(page, record)
    expect_engine(page)
    page.locator("[data-names] summary").click()
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_role("button", name="Add the name").click()
    expect(page.locator("[data-names-list]")).to_contain_text("In 1 answer.")
    go(page, "lock")
    for control_of in ("lock-with", "lock-again"):
        question(page, control_of).fill("kettle granite sunday")
    with page.expect_download():
        view(page).get_by_role("button", name="Save the locked draft").click()
    expect(note(page, "downloaded with names from your list in it")).to_be_visible()
    expect(note(page, "Draft downloaded. Details of a person may be in it")).to_contain_text("a telephone number")
    expect(voice(page)).to_have_text(
        "Draft downloaded. Names from your list are in it, and other details of a person may be."
    )


DETAILS = f"NHS 943 476 5919. Ring {NUMBER} or write to mum@example.com. She was born 3/4/2012."
"""What must not stand in a record: four kinds, each as good as sure."""
KINDS_OF_THEM = ("an e-mail address", "an NHS number", "a telephone number", "a date of birth")


def test_a_download_tells_of_details_and_a_reload_brings_the_panel_back(page: Page) -> None:
    """The draft is downloaded all the same; above the page stand question and kinds, and none of the words."""
    text = begin(page)
    text.fill(f"{DETAILS} Ring {NUMBER}.")
    expect(panel(page, WORDS).locator(".qa-guard__hit")).to_have_count(4)
    with page.expect_download():
        page.keyboard.press("Control+s")
    told = note(page, "Draft downloaded. Details of a person may be in it")
    for kind in KINDS_OF_THEM:
        expect(told).to_contain_text(kind)
    expect(told).to_contain_text("a telephone number, 2 times")
    expect(voice(page)).to_have_text("Draft downloaded. Details of a person may be in it.")
    assert not any(words in told.inner_text() for words in ("943", "mum@", "3/4", NUMBER))
    expect(told.get_by_role("link")).to_have_attribute("href", f"#{WORDS}")
    expect_saved(page)
    page.reload()
    expect_engine(page)
    expect(panel(page, WORDS).locator(".qa-guard__hit")).to_have_count(4)
    expect(voice(page)).not_to_contain_text("personal detail")


def test_a_draft_from_a_file_tells_of_details(page: Page) -> None:
    """Whoever opens a draft file learns at once which questions may hold what, and finds the panels there."""
    record = as_draft(example(ILA))
    record["answers"][WORDS]["value"] += f" {DETAILS}"
    open_draft(page, record)
    expect_engine(page)
    told = note(page, "Details of a person may be in the draft that you opened")
    expect(told).to_contain_text("an NHS number")
    expect(voice(page)).to_have_text(
        "Details of a person may be in the draft that you opened. The top of the page says where."
    )
    told.locator(f'[href="#{WORDS}"]').click()
    expect(panel(page, WORDS)).to_contain_text("looks like an NHS number")


def test_without_checks_a_download_claims_nothing(early_page: Page) -> None:
    """Where nobody has looked, the page says that the draft was downloaded, and no more."""
    new_draft(early_page, ILA)
    go(early_page, WORDS)
    control(early_page, WORDS).fill(DETAILS)
    with early_page.expect_download():
        early_page.keyboard.press("Control+s")
    expect(voice(early_page)).to_have_text("Draft downloaded.")
    expect(note(early_page, "Details of a person")).to_have_count(0)
