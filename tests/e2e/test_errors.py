"""Checking a section and the whole: the summary, the same words beside each question, and rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.focus import focused
from tests.e2e.forms import (
    as_draft,
    bar,
    drafts,
    example,
    expect_engine,
    expect_saved,
    go,
    new_draft,
    open_draft,
    question,
    save_section,
    view,
    voice,
)

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

TASKS = "tasks"


def summary(page: Page) -> Locator:
    """The box that lists what is to put right."""
    return page.locator("#qa-summary .qa-errors")


@pytest.fixture
def checked_page(page: Page) -> Page:
    """A new audit whose empty fourth section, on the assessment, was said to be finished and has been checked."""
    new_draft(page, "ila")
    expect_engine(page)
    go(page, "ila.c1")
    question(page, "ila.c1.reviewed-yes").check()
    save_section(page, finished=True)
    expect(summary(page)).to_be_visible()
    return page


def test_the_summary_comes_first_and_has_the_focus(checked_page: Page) -> None:
    """After a check that finds something the box stands above the heading, has the focus, and the title says Error."""
    expect(summary(checked_page)).to_be_focused()
    expect(summary(checked_page).locator("h2")).to_have_text("There is a problem")
    expect(summary(checked_page)).to_contain_text("Your answers are saved. Put these right, or choose")
    expect(checked_page).to_have_title(re.compile("^Error: Assessment: Interactive Learning Audit"))
    before = checked_page.evaluate(
        """() => document.querySelector(".qa-errors").compareDocumentPosition(document.querySelector(".qa-view--on h1"))
          & Node.DOCUMENT_POSITION_FOLLOWING"""
    )
    assert before
    expect(view(checked_page)).to_have_id("ila.c1")


def test_each_line_says_what_stands_beside_its_question_and_leads_there(checked_page: Page) -> None:
    """Every link of the summary focuses a control, and the words beside that control are the same."""
    links = summary(checked_page).locator("li a")
    for index in range(links.count()):
        link = links.nth(index)
        words, target = link.inner_text(), str(link.get_attribute("href"))[1:]
        link.press("Enter")
        expect(question(checked_page, target)).to_be_focused()
        now = focused(checked_page)
        assert now.tag in {"input", "textarea", "select"}, f"{words} leads to {now}"
        errors = question(checked_page, now.question).locator(".qa-error").all_text_contents()
        assert any(error.startswith(f"Error: {words}") for error in errors), (words, errors)
        described = str(question(checked_page, target).get_attribute("aria-describedby")).split()
        told = [question(checked_page, one).inner_text() for one in described]
        group = checked_page.evaluate(
            "(id) => document.getElementById(id).closest('fieldset')?.getAttribute('aria-describedby') ?? ''", target
        )
        told += [question(checked_page, one).inner_text() for one in group.split()]
        assert any(words in one for one in told), f"nobody who cannot see hears {words!r} at {target}"


def test_more_than_ten_are_counted(checked_page: Page) -> None:
    """Of more than ten problems in a section the summary lists ten and says how many more there are."""
    lines = summary(checked_page).locator("li").all_inner_texts()
    beside = view(checked_page).locator(".qa-error").count()
    assert len(lines) == 11
    assert lines[-1] == f"and {beside - 10} more in this section"


def test_errors_stay_until_the_next_check(checked_page: Page) -> None:
    """A corrected answer keeps its error until the section is checked again; then it is gone and the others stay."""
    error = question(checked_page, "ila.c1.referral").locator(".qa-error")
    expect(error).to_contain_text("Select whether the referral was clear and fitting")
    question(checked_page, "ila.c1.referral-met").check()
    expect_saved(checked_page)
    expect(error).to_have_count(1)
    save_section(checked_page, finished=True)
    expect(error).to_have_count(0)
    expect(question(checked_page, "ila.c1.purpose").locator(".qa-error")).to_have_count(1)


def test_a_rule_explains_itself(checked_page: Page) -> None:
    """The link “Why? Rule ...” beside an error leads to the page of that rule."""
    why = question(checked_page, "ila.c1.evidence").locator(".qa-error a").first
    rule = str(re.search(r"R\d{3}", why.inner_text())[0])  # type: ignore[index]
    why.click()
    checked_page.wait_for_url(f"**/id/{rule}/")
    expect(checked_page.locator("h1")).to_contain_text(rule)


def test_a_section_with_problems_is_not_done(checked_page: Page) -> None:
    """The list says how many answers are to put right, and No with Save goes on all the same."""
    save_section(checked_page, finished=False)
    expect(view(checked_page)).to_have_id("ila.c2")
    expect(checked_page).not_to_have_title(re.compile("^Error"))
    go(checked_page, TASKS)
    expect(checked_page.locator('[id="status-ila.c1"]')).to_have_text("In progress")
    expect(view(checked_page)).to_contain_text("0 of 14 sections done")


def test_part_of_a_standard_asks_which_part(page: Page) -> None:
    """“Partly met” of a question about several expectations asks which; without one the check names it."""
    new_draft(page, "ila")
    expect_engine(page)
    go(page, "ila.c1")
    which = question(page, "ila.c1.consent").locator("[data-when=which]")
    expect(which).to_be_hidden()
    question(page, "ila.c1.consent-partly").check()
    expect(which).to_be_visible()
    save_section(page, finished=True)
    expect(question(page, "ila.c1.consent").locator(".qa-error")).to_contain_text("Select which of these is not met")
    which.locator("input").first.check()
    save_section(page, finished=True)
    expect(question(page, "ila.c1.consent").locator(".qa-error")).to_have_count(0)
    question(page, "ila.c1.consent-met").check()
    expect(which).to_be_hidden()


def test_a_question_that_does_not_apply_becomes_a_line(page: Page) -> None:
    """What is not asked becomes one line that says when it is, and its answer is kept in the draft."""
    new_draft(page, "ila")
    expect_engine(page)
    go(page, "ila.c2")
    question(page, "ila.c2.reviewed-yes").check()
    expect(question(page, "ila.c2.visits")).to_be_visible()
    question(page, "ila.c2.visits-met").check()
    question(page, "ila.c2.reviewed-no").check()
    line = view(page).locator(".qa-not-asked").first
    expect(line).to_contain_text("Not asked here:")
    expect(question(page, "ila.c2.visits")).to_be_hidden()
    expect(
        view(page).locator(".qa-not-asked").filter(has_text="Your earlier answer is kept in the draft")
    ).to_have_count(1)
    question(page, "ila.c2.reviewed-yes").check()
    expect(question(page, "ila.c2.visits-met")).to_be_checked()
    expect(question(page, "ila.c2.visits")).to_be_visible()


def test_a_skipped_part_of_the_file_needs_only_its_reason(page: Page) -> None:
    """A part that was not reviewed is finished with the reason alone."""
    new_draft(page, "ila")
    expect_engine(page)
    go(page, "ila.c2")
    question(page, "ila.c2.reviewed-no").check()
    expect(question(page, "ila.c2.visits")).to_be_hidden()
    save_section(page, finished=True)
    expect(summary(page)).to_contain_text("Say why you did not review the visits")
    assert summary(page).locator("li").count() == 1
    question(page, "ila.c2.reviewed-detail-no").fill("The visits were audited by themes in January, all of them.")
    save_section(page, finished=True)
    expect(view(page)).to_have_id("ila.c3")
    expect(voice(page)).to_have_text("Visits done. Section 6 of 14, Meetings.")


def test_rows_come_and_go_by_keyboard(early_page: Page) -> None:
    """A row is added with the focus in it, removed with the focus on Undo, and put back with the focus on its name."""
    new_draft(early_page, "ila")
    go(early_page, "ila.c1")
    rows = question(early_page, "ila.c1.evidence").locator(".qa-row")
    question(early_page, "ila.c1.evidence-1.what-value").fill("The worker saw the child alone at school.")
    question(early_page, "ila.c1.evidence").get_by_role("button", name="Add another piece of evidence").press("Enter")
    expect(rows).to_have_count(2)
    expect(question(early_page, "ila.c1.evidence-2.what-value")).to_be_focused()
    expect(voice(early_page)).to_have_text("Evidence 2 added.")

    rows.first.get_by_role("button", name="Remove evidence 1").press("Enter")
    expect(rows).to_have_count(1)
    expect(rows.locator("legend").first).to_have_text("Evidence 1")
    undo = question(early_page, "ila.c1.evidence").get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(voice(early_page)).to_contain_text("Evidence 1 removed.")

    undo.press("Enter")
    expect(rows).to_have_count(2)
    expect(rows.first.locator("legend").first).to_be_focused()
    expect(question(early_page, "ila.c1.evidence-1.what-value")).to_have_value(
        "The worker saw the child alone at school."
    )
    go(early_page, TASKS)
    expect_saved(early_page)
    kept = drafts(early_page)[0]["record"]["answers"]["ila.c1.evidence"]["rows"]
    assert kept == [{"id": "1", "what": {"value": "The worker saw the child alone at school."}}]


def test_a_removed_row_that_was_used_says_so(early_page: Page) -> None:
    """Evidence that the reasons for the grade rest on says so when it is removed, and is no choice any more."""
    draft = as_draft(example("ila"))
    basis = next(
        value for key, value in draft["answers"].items() if key == "ila.f.evidence" or "/" in str(value.get("value"))
    )
    used = str(basis["value"][0])
    section, row = used.split("/")
    open_draft(early_page, draft)
    go(early_page, section)
    place = question(early_page, f"{section}-{row}")
    place.get_by_role("button", name=re.compile("^Remove")).click()
    expect(question(early_page, section)).to_contain_text("It was used in your reasons for the grade.")


def test_leaving_with_no_marks_the_section_in_progress(early_page: Page) -> None:
    """“No, I’ll come back to it” goes on, and the list says In progress; so does choosing nothing."""
    new_draft(early_page, "pre-audit")
    go(early_page, "pa.a")
    question(early_page, "hdr.case_ref-value").fill("CR-0417")
    save_section(early_page, finished=False)
    expect(view(early_page)).to_have_id("pa.b")
    question(early_page, "pa.b.details-yes").check()
    view(early_page).locator("[data-do=save-continue]").click()
    expect(view(early_page)).to_have_id("pa.c")
    go(early_page, TASKS)
    for section, words in (("pa.a", "In progress"), ("pa.b", "In progress"), ("pa.c", "Not started")):
        expect(early_page.locator(f'[id="status-{section}"]')).to_have_text(words)


def test_who_only_looks_through_can_go_on(early_page: Page) -> None:
    """In the blank form nothing can be answered, and “Save and continue” leads to the next section."""
    early_page.goto("tools/pre-audit/form/#pa.b")
    expect(view(early_page)).to_have_id("pa.b")
    expect(question(early_page, "pa.b.details-yes")).to_be_disabled()
    view(early_page).locator("[data-do=save-continue]").click()
    expect(view(early_page)).to_have_id("pa.c")
    assert drafts(early_page) == []


def test_a_question_for_the_conversation_can_be_taken_back(early_page: Page) -> None:
    """A question that is asked about says so; once its row is removed it can be asked about again."""
    new_draft(early_page, "ila")
    go(early_page, "ila.c1.analysis")
    ask = question(early_page, "ila.c1.analysis").locator("[data-do=ask-about]")
    ask.click()
    expect(ask).to_be_hidden()
    go(early_page, TASKS)
    expect(view(early_page)).to_contain_text("1 question noted while reading")
    go(early_page, "ila.d")
    view(early_page).locator("[data-part=conversation-questions] [data-do=remove-row]").first.click()
    go(early_page, "ila.c1.analysis")
    expect(ask).to_be_visible()


def test_the_whole_is_checked_before_it_is_saved(page: Page) -> None:
    """Check and continue lists what is wrong anywhere with its section in front; a link leads to the control."""
    draft = as_draft(example("pre-audit"))
    del draft["answers"]["pa.j.proud"]
    del draft["answers"]["hdr.service"]
    open_draft(page, draft)
    expect_engine(page)
    go(page, "check")
    view(page).get_by_role("button", name="Check and continue").click()
    expect(summary(page)).to_be_focused()
    lines = summary(page).locator("li a")
    expect(lines).to_have_count(2)
    expect(lines.first).to_contain_text("Select which service leads the work")
    assert re.match(r"^[A-Z][^:]+: ", lines.first.inner_text())
    expect(bar(page, "count")).to_have_text("2 to put right")
    lines.first.click()
    expect(question(page, "hdr.service-early_help")).to_be_focused()
    question(page, "hdr.service-early_help").check()
    view(page).get_by_role("button", name="Save and go back to check your answers").click()
    expect(view(page)).to_have_id("check")


def test_back_and_forward_walk_through_the_views(early_page: Page) -> None:
    """The browser's Back and Forward lead through the views, each with its title and the focus on its heading."""
    new_draft(early_page, "pre-audit")
    for place in ("pa.b", "pa.c"):
        go(early_page, place)
    early_page.go_back()
    expect(view(early_page)).to_have_id("pa.b")
    expect(early_page).to_have_title(re.compile("^Case details and family: Pre-Audit Checklist"))
    expect(view(early_page).locator("h1")).to_be_focused()
    early_page.go_forward()
    expect(view(early_page)).to_have_id("pa.c")


def test_an_unknown_link_says_where_to_look(early_page: Page) -> None:
    """A link to a question that is not in this edition shows the list and leads to the id's own page."""
    early_page.goto("tools/pre-audit/form/#pa.z.nothing")
    expect(view(early_page)).to_have_id(TASKS)
    told = early_page.locator("[data-note=unknown]")
    expect(told).to_contain_text("This link leads to a question that is not in this edition.")
    expect(told.get_by_role("link")).to_have_attribute("href", re.compile(r"id/pa\.z\.nothing/$"))


def test_a_link_to_a_question_opens_its_section_there(early_page: Page) -> None:
    """The address of a question shows its section with the question in view and in focus."""
    new_draft(early_page, "ila")
    go(early_page, "ila.c1.analysis")
    expect(view(early_page)).to_have_id("ila.c1")
    expect(question(early_page, "ila.c1.analysis")).to_be_focused()
    expect(question(early_page, "ila.c1.analysis")).to_be_in_viewport()
