"""Every state of a moderation with axe, light and dark, wide and narrow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.a11y.axe import in_every_look
from tests.e2e.forms import as_draft, choose_file, example, expect_engine, go, new_draft, open_draft, question, view
from tests.e2e.test_moderation import begin, load, look_and_unfold

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_moderation_before_and_after_the_judgement(page: Page) -> None:
    """Nothing loaded, a draft refused, the evidence, the judgement folded away and shown have no violation."""
    new_draft(page, "moderation-1")
    expect_engine(page)
    go(page, "m1.b")
    view(page).locator("[data-do=unfold]").click()
    expect(view(page).locator("[data-unfold-first]")).to_be_focused()
    page.evaluate("scrollTo(0, 0)")  # else a choice lies half under the header, which counts as too small a target
    faults = in_every_look(page, "nothing loaded", view(page).locator("[data-unfold-first]"))
    go(page, "m1.a")
    load(page, "m1.audit", as_draft(example("ila")))
    faults += in_every_look(page, "a draft is refused", question(page, "m1.audit").locator("[data-outcome]"))
    begin(page, "moderation-1", "m1")
    go(page, "m1.c")
    faults += in_every_look(page, "folded away", question(page, "m1.summary").locator("[data-state=folded]"))
    go(page, "m1.b")
    expect(question(page, "m1.evidence").locator("details").first).to_be_visible()
    faults += in_every_look(page, "the evidence", question(page, "m1.evidence"))
    look_and_unfold(page, "m1", "grade.positive")
    faults += in_every_look(page, "the judgement was shown", view(page).locator("[data-locked-note]"))
    go(page, "m1.c")
    expect(question(page, "m1.summary").locator("details").first).to_be_visible()
    faults += in_every_look(page, "the judgement", question(page, "m1.summary"))
    go(page, "m1.a")
    faults += in_every_look(page, "the audit stays", question(page, "m1.audit").locator("[data-loaded]"))
    assert faults == []


def test_a_moderation_from_a_file(page: Page) -> None:
    """A draft without its audit, and the record with its table of grades and its note, have no violation."""
    open_draft(page, as_draft(example("moderation-2")))
    go(page, "m2.a")
    faults = in_every_look(page, "the audit is not here", question(page, "m2.audit").locator("[data-not-here]"))
    choose_file(page, "moderation-2", {**example("moderation-2"), "practice": True})
    page.wait_for_url("**/form/#record")
    view(page).locator("[data-do=copy-note]").click()
    expect(view(page).locator("[data-note-text]")).to_be_visible()
    faults += in_every_look(page, "the record of a moderation", page.locator("#record [data-grades]"))
    choose_file(page, "moderation-1", example("ila"))
    faults += in_every_look(page, "an audit on the start page", page.locator("[data-outcome=checklist]"))
    assert faults == []


def test_an_audit_beside_its_moderations(page: Page) -> None:
    """The audit that is read, with the grades of a moderation and a file that was refused, has no violation."""
    choose_file(page, "ila", example("ila"))
    page.wait_for_url("**/form/#record")
    expect(view(page)).to_have_id("record")
    files = [
        {"name": f"{tool}.json", "mimeType": "application/json", "buffer": json.dumps(example(tool)).encode()}
        for tool in ("moderation-1", "pre-audit")
    ]
    page.locator("#record-moderations").set_input_files(files)  # type: ignore[arg-type]
    expect(page.locator("#record [data-grades]")).to_be_visible()
    assert in_every_look(page, "audit with grades", page.locator("[data-grades-outcome]")) == []
