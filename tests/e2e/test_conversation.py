"""Both views of what is on file, the sheet for the conversation, and what would lift the work."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from site_build.examples import stamped
from tests.e2e import forms
from tests.e2e.forms import (
    as_draft,
    bar,
    drafts,
    example,
    expect_engine,
    expect_saved,
    finish,
    go,
    new_draft,
    open_draft,
    question,
    save,
    view,
    voice,
)
from tests.e2e.sheets import paper, squeezed

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from practice_audit.model import Catalogue
    from tests.browsing import Watched

CHECKLIST = "ila.b.preaudit"
HIGHER = "ila.f.higher"
HIGHER_TEXT = "[id='ila.f.higher-value']"


def both() -> tuple[dict[str, Any], dict[str, Any]]:
    """An audit without a checklist, and the checklist of the same case."""
    audit = as_draft(example("ila"))
    del audit["answers"][CHECKLIST]
    checklist = example("pre-audit")
    checklist["answers"]["hdr.case_ref"] = audit["answers"]["hdr.case_ref"]
    return audit, stamped(forms.edition(), checklist)


def load(page: Page, checklist: dict[str, Any]) -> None:
    """Load a checklist into the open audit."""
    expect_engine(page)
    go(page, CHECKLIST)
    content = json.dumps(checklist, ensure_ascii=False).encode()
    question(page, f"{CHECKLIST}-file").set_input_files(
        {"name": "audit_checklist.json", "mimeType": "application/json", "buffer": content}
    )
    expect(question(page, CHECKLIST).locator("[data-loaded]")).to_be_visible()


def test_audit_and_checklist_opened_together_show_both_views(page: Page) -> None:
    """Each pair says in words who sees more in place, with the practitioner's words; a reload keeps it."""
    audit, checklist = both()
    reason = checklist["answers"]["pa.d.analysis"]
    assert reason["value"] == "partly"
    assert audit["answers"]["ila.c1.analysis"]["value"] == "not_met"
    open_draft(page, audit)
    expect_engine(page)
    load(page, checklist)
    go(page, "tasks")
    view(page).get_by_role("link", name="Both views, and a sheet for the conversation").click()
    expect(view(page)).to_have_id("conversation")
    theirs_higher = view(page).locator("[data-views] .qa-sheet").filter(has_text="The checklist sees more in place")
    pair = theirs_higher.locator("dl > div").filter(has_text=f"The checklist: Partly – “{reason['where']}”")
    expect(pair).to_contain_text("You: Not met")
    expect(view(page).locator("[data-proud]")).to_contain_text(checklist["answers"]["pa.j.proud"]["value"])
    expect(view(page).locator("[data-wishes]")).to_contain_text(checklist["answers"]["pa.j.ask"]["value"])
    expect(view(page).get_by_text("You both see it the same way")).to_be_visible()
    page.reload()
    expect(theirs_higher.locator("dl > div").first).to_be_visible(timeout=forms.ENGINE_PATIENCE)
    pair.get_by_role("link", name="Go to your answer").click()
    expect(view(page)).to_have_id("ila.c1")


def test_a_changed_answer_changes_the_pair(page: Page) -> None:
    """When the auditor sees it as the practitioner does, the pair is no longer a difference."""
    audit, checklist = both()
    open_draft(page, audit)
    expect_engine(page)
    load(page, checklist)
    words = checklist["answers"]["pa.d.analysis"]["where"]
    go(page, "conversation")
    difference = view(page).locator("[data-views] .qa-sheet dl > div").filter(has_text=words)
    expect(difference).to_have_count(1)
    go(page, "ila.c1.analysis")
    question(page, "ila.c1.analysis-partly").check()
    go(page, "conversation")
    expect(view(page).get_by_text("You both see it the same way")).to_be_visible()
    expect(difference).to_have_count(0)


def test_taking_the_checklist_out_takes_its_view_away(page: Page) -> None:
    """Without a checklist there is one view, and the page says where to load the other."""
    audit, checklist = both()
    open_draft(page, audit)
    expect_engine(page)
    load(page, checklist)
    question(page, CHECKLIST).locator("[data-do=take-out]").click()
    go(page, "conversation")
    expect(view(page).locator("[data-views-one]")).to_be_visible()
    expect(view(page).locator("[data-views] > *")).to_have_count(0)
    view(page).locator("[data-views-one] a").click()
    expect(question(page, CHECKLIST)).to_be_focused()


def test_the_sheet_is_printed_strengths_first(page: Page, catalogue: Catalogue) -> None:
    """On paper: strengths, then questions, then differences, with room to write; no control, no agreement, no form."""
    audit, checklist = both()
    open_draft(page, audit)
    expect_engine(page)
    load(page, checklist)
    go(page, "conversation")
    expect(view(page).locator("[data-views] h3").first).to_be_visible()
    text = "".join(paper(page))
    order = [
        "Strengths first",
        audit["answers"]["ila.c1.evidence"]["rows"][0]["what"]["value"],
        checklist["answers"]["pa.j.proud"]["value"],
        "Questions to ask",
        audit["answers"]["ila.d.questions"]["rows"][0]["question"]["value"],
        "Both views of what is on file",
        "The checklist sees more in place than you do",
        "You see more in place than the checklist does",
        "Before you part",
        "What was of use to me",
    ]
    places = [text.find(squeezed(one)) for one in order]
    assert -1 not in places
    assert places == sorted(places)
    assert squeezed("You both see it the same way") not in text
    assert squeezed(catalogue.tool("ila").questions["ila.f.grade"].ask) not in text
    page.emulate_media(media="print")
    shown = page.locator("#conversation :is(button, input, select, textarea)").filter(visible=True)
    assert shown.count() == 0
    rooms = page.locator("#conversation .qa-room").filter(visible=True)
    assert rooms.count() > len(audit["answers"]["ila.d.questions"]["rows"])
    heights = rooms.evaluate_all("rooms => rooms.map((room) => room.getBoundingClientRect().height)")
    assert min(heights) > 60


def test_another_view_prints_the_form_and_not_the_sheet(page: Page) -> None:
    """The sheet is printed from its own view only."""
    audit, checklist = both()
    open_draft(page, audit)
    expect_engine(page)
    load(page, checklist)
    go(page, "conversation")
    go(page, "ila.d")
    text = "".join(paper(page))
    assert squeezed("What was of use to the worker?") in text
    assert squeezed("Before you part") not in text


def test_a_sheet_without_a_checklist_has_no_differences(page: Page) -> None:
    """Strengths and tagged questions make a sheet, too; what is missing is said."""
    new_draft(page, "ila")
    expect_engine(page)
    go(page, "ila.c1")
    view(page).locator("[data-do=ask-about]").first.click()
    go(page, "conversation")
    expect(view(page).locator("[data-no-strengths]")).to_be_visible()
    expect(view(page).locator("[data-questions] li")).to_have_count(1)
    expect(view(page).locator("[data-views-one]")).to_be_visible()
    text = "".join(paper(page))
    assert squeezed("Questions to ask") in text
    assert squeezed("Both views of what is on file") not in text


def test_the_sheet_works_without_the_engine(context: BrowserContext, page: Page, watched: Watched) -> None:
    """Strengths and questions are the page's own; the two views say why they are not there."""
    context.route("**/engine/engine.json", lambda route: route.abort())
    open_draft(page, both()[0])
    expect(bar(page, "engine")).to_have_text("Checks not available")
    go(page, "conversation")
    expect(view(page).locator("[data-strengths] li").first).to_be_visible()
    expect(view(page).locator("[data-views-missing]")).to_be_visible()
    expect(view(page).locator("[data-views-waiting]")).to_be_hidden()
    watched.expect("console (error|warning)")


def test_the_sheet_needs_a_draft(page: Page) -> None:
    """Without a draft its address leads to the list of sections."""
    page.goto("tools/ila/form/#conversation")
    expect(view(page)).to_have_id("tasks")


def test_what_would_lift_it_is_put_into_the_third_part_and_taken_out_again(page: Page) -> None:
    """The offered text is added behind what stands there, by keyboard, and undone; nothing is replaced or graded."""
    audit = both()[0]
    written = audit["answers"][HIGHER]["value"]
    open_draft(page, audit)
    expect_engine(page)
    go(page, HIGHER)
    panel = page.locator("[data-panel=lift]")
    expect(panel).to_contain_text("What would lift it:")
    panel.locator("summary").press("Enter")
    expect(panel).to_contain_text("It proposes no grade")
    groups = panel.locator("[data-body] > .qa-strong")
    assert groups.all_inner_texts() == ["Core", "Beyond core"]
    before = question(page, "ila.f.grade").locator("input:checked").get_attribute("value")
    button = panel.locator("[data-do=lift-put]").first
    identity = button.get_attribute("data-for")
    button.press("Enter")
    undo = panel.locator(f"[data-do=lift-undo][data-for='{identity}']")
    expect(undo).to_be_focused()
    expect(voice(page)).to_contain_text("Added to part 3.")
    now = page.locator(HIGHER_TEXT).input_value()
    assert now.startswith(f"{written}\nWe would have liked to see this: “")
    undo.press("Enter")
    expect(panel.locator(f"[data-do=lift-put][data-for='{identity}']")).to_be_focused()
    assert page.locator(HIGHER_TEXT).input_value() == written
    assert question(page, "ila.f.grade").locator("input:checked").get_attribute("value") == before


def test_nothing_is_offered_above_the_top_grade(page: Page) -> None:
    """With Outstanding Practice the third part is not asked and no panel stands there."""
    open_draft(page, both()[0])
    expect_engine(page)
    go(page, "ila.f")
    panel = page.locator("[data-panel=lift]")
    expect(panel).to_be_visible()
    question(page, "ila.f.grade-grade.outstanding").check()
    expect(panel).to_be_hidden()


def test_what_was_loaded_goes_into_no_record(page: Page) -> None:
    """The draft keeps the checklist's words; the finished record names it by its number only."""
    audit, checklist = both()
    open_draft(page, audit)
    expect_engine(page)
    load(page, checklist)
    expect_saved(page)
    (draft,) = drafts(page)
    assert list(draft["record"]["sitting"]["loaded"]) == [CHECKLIST]
    finish(page)
    record = save(page)
    assert record["answers"][CHECKLIST]["value"] == checklist["record_id"]
    assert "sitting" not in record
    assert checklist["answers"]["pa.j.proud"]["value"] not in json.dumps(record, ensure_ascii=False)


def test_a_moved_draft_and_a_correction_keep_what_the_checklist_told(page: Page) -> None:
    """The practitioner's view is still there after a move to this edition, and in a correction that is made of it."""
    audit, checklist = both()
    open_draft(page, audit)
    expect_engine(page)
    load(page, checklist)
    expect_saved(page)
    told = drafts(page)[0]["record"]["sitting"]["loaded"]
    moved, corrected = page.evaluate(
        """async ([edition, digest]) => {
          const from = async (name) => import(new URL(`../../../assets/audit/${name}.mjs`, location.href).href);
          const { current } = await from("drafts/session");
          const { inEdition } = await from("drafts/records");
          const { record } = current();
          const none = { set_aside: [], not_personal: [], changed: [], sections: [] };
          const all = { edition, digest, tool: record.tool, answers: record.answers, ...none };
          const moved = inEdition(record, all, false).sitting.loaded;
          await (await from("files/finish")).correct(record);
          return [moved, current().record.sitting.loaded];
        }""",
        ["2024", "x"],
    )
    assert told
    assert moved == corrected == told
