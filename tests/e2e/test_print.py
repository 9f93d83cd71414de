"""Pages, forms and records on paper: the PDF that a browser prints, read back, and what print leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.forms import TOOLS, as_draft, choose_file, example, go, open_draft, view
from tests.e2e.sheets import edition, paper, squeezed

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from practice_audit.model import Catalogue
    from practice_audit.sources import Sources

ONLY_ON_SCREEN = (".md-header", ".md-footer", ".md-sidebar", ".qa-bar", ".qa-actions", ".qa-back", ".qa-end", "#tasks")
FRAME = (".md-header", ".md-tabs", ".md-footer", ".md-sidebar", ".md-search", ".md-path", ".md-content__button")
CONTROLS = "button:not(.qa-term), input, select, textarea, .qa-button"
EACH_KIND = {
    "home": "",
    "chapter": "standards/assessment/",
    "cards": "what-good-looks-like/",
    "list": "glossary/",
    "id of an expectation": "id/ps.assessment.reasoning/",
    "id of a rule": "id/R053/",
    "tools": "tools/",
    "start of a tool": "tools/ila/",
    "prose": "for/trainers/",
    "table": "problem-codes/",
    "meetings": "meetings/",
    "calendar": "calendar/",
    "processes": "processes/",
    "leaflet": "how-are-we-doing/",
    "editions": "editions/",
    "findings": "findings/",
}
"""One page of each kind that is read."""

LOW = """
(least) => [...document.querySelectorAll("[data-section] .qa-text")]
  .filter((box) => !box.closest("[data-row]") && box.getBoundingClientRect().height < least)
  .map((box) => box.id)
"""
SIDES = 2
DRAFT = "Draft,notagreed"
LONG_CONTACT = (
    "By telephone on weekdays from nine to five, by letter to the town hall, or by word to any worker of ours."
)
LONG_CONTACTS = """
(words) => document.querySelectorAll(".qa-contact p").forEach((contact) => {
  const reach = contact.querySelector(".qa-gap") ?? contact.lastChild;
  reach.textContent = words;
})
"""
"""Fills in how to reach each team, as a council would that has much to say."""
SPLIT = """
() => [...document.querySelectorAll(".qa-view[data-section] > :is(.qa-only-print, h1)")]
  .filter((it) => getComputedStyle(it).display !== "none")
  .filter((it) => getComputedStyle(it).breakInside !== "avoid" || getComputedStyle(it).breakAfter !== "avoid")
  .map((it) => it.outerHTML.slice(0, 100))
"""


@pytest.mark.parametrize("tool", TOOLS)
def test_the_blank_form_prints_whole(page: Page, catalogue: Catalogue, tool: str) -> None:
    """The paper form holds the title of each section and each question; each sheet says its page and its edition."""
    page.goto(f"tools/{tool}/form/")
    expect(page.locator("[data-note=blank]")).to_be_visible()
    sheets = paper(page)
    text = "".join(sheets)
    sections = catalogue.tool(tool).sections
    wanted = [section.title for section in sections]
    wanted += [question.ask for section in sections for question in section.questions if question.type != "show"]
    assert [one for one in wanted if squeezed(one) not in text] == []
    assert [n for n, sheet in enumerate(sheets, 1) if f"Page{n}of{len(sheets)}" not in sheet] == []
    assert [n for n, sheet in enumerate(sheets, 1) if edition(catalogue) not in sheet] == []


@pytest.mark.parametrize("path", EACH_KIND.values(), ids=EACH_KIND)
def test_each_sheet_says_what_it_is_from(page: Page, catalogue: Catalogue, path: str) -> None:
    """Every sheet of a page that is read names the edition, the day of printing and its number."""
    page.clock.set_fixed_time("2031-05-03T12:00:00Z")
    page.goto(path)
    sheets = paper(page)
    foot = edition(catalogue) + squeezed(". Printed on 3 May 2031.")
    assert [n for n, sheet in enumerate(sheets, 1) if foot not in sheet] == []
    assert [n for n, sheet in enumerate(sheets, 1) if f"Page{n}of{len(sheets)}" not in sheet] == []


@pytest.mark.parametrize("path", EACH_KIND.values(), ids=EACH_KIND)
def test_a_page_that_is_read_prints_itself_alone(page: Page, path: str) -> None:
    """Paper holds the page's title, and no menu, search, button or field."""
    page.goto(path)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    for part in (*FRAME, CONTROLS):
        assert [one for one in page.locator(part).all() if one.is_visible()] == [], part


def test_a_blank_form_has_room_for_a_pen(page: Page) -> None:
    """Boxes for sentences are at least 32 mm high, and no row of evidence is cut in two by the end of a sheet."""
    page.goto("tools/ila/form/")
    expect(page.locator("[data-note=blank]")).to_be_visible()
    sheets = paper(page)
    first, last = squeezed("What did you see?"), squeezed("Which standards does it show?")
    assert sum(sheet.count(first) for sheet in sheets) > 10
    assert [n for n, sheet in enumerate(sheets, 1) if sheet.count(first) != sheet.count(last)] == []
    page.emulate_media(media="print")
    assert page.locator("[data-section] .qa-text").count() > 10
    assert page.evaluate(LOW, 31.9 / 25.4 * 96) == []  # pixels of CSS


def test_a_filled_draft_prints_whole_from_any_view(page: Page, catalogue: Catalogue) -> None:
    """From the middle of a draft, paper holds all sections, the case, the word DRAFT and the answers."""
    record = example("ila")
    open_draft(page, as_draft(record))
    go(page, "ila.c1")
    text = "".join(paper(page))
    assert [one.title for one in catalogue.tool("ila").sections if squeezed(one.title) not in text] == []
    assert "DRAFT" in text
    page.emulate_media(media="print")
    assert page.locator(".qa-paper:visible").count() == 0
    assert squeezed(record["case"]["ref"]) in text


def test_a_record_prints_by_itself(page: Page) -> None:
    """A finished record that is printed holds itself, with its number, and not the form."""
    record = example("ila")
    choose_file(page, "ila", record)
    page.wait_for_url("**/form/#record")
    expect(view(page)).to_have_id("record")
    text = "".join(paper(page))
    assert squeezed(f"Case {record['case']['ref']}. Record {record['record_id'][:8]}.") in text
    assert squeezed("DRAFT,") not in text


def test_a_record_that_is_about_no_case_speaks_of_none(page: Page) -> None:
    """The paper of a tool that is about no single case has no empty place for it, and no note for a case file."""
    record = example("selection")
    choose_file(page, "selection", record)
    page.wait_for_url("**/form/#record")
    expect(view(page)).to_have_id("record")
    assert squeezed(f"edition {record['edition']}. Record") in "".join(paper(page))
    assert page.locator("[data-do=copy-note]").count() == 0


def test_the_leaflet_fits_on_one_sheet_of_paper(page: Page, catalogue: Catalogue) -> None:
    """Two sides of A4 hold every point of the leaflet, even with long contact points, and nothing for staff."""
    page.goto("how-are-we-doing/")
    page.evaluate(LONG_CONTACTS, LONG_CONTACT)
    sheets = paper(page)
    assert len(sheets) <= SIDES
    text = "".join(sheets)
    points = catalogue.of_kind("leaflet-point")
    assert [point.id for point in points if squeezed(point.title + point.text) not in text.replace(DRAFT, "")] == []
    assert text.count(squeezed(LONG_CONTACT)) == page.locator(".qa-contact").count() > 0
    assert squeezed("For staff") not in text


def test_a_reading_list_is_a_hand_out_of_one_page(page: Page, address: str, sources: Sources) -> None:
    """One side of A4 holds each entry with its sentence and whole address, and that of the list; nothing to click."""
    for listed in sources.training.lists:
        handout = f"learning/{listed.id.removeprefix('reading.')}/"
        page.goto(handout)
        expect(page.get_by_text(f"{address}{handout}", exact=True).first).to_be_attached()
        sheets = paper(page)
        assert len(sheets) == 1, listed.id
        (sheet,) = sheets
        wanted = [listed.title, listed.lead, f"{address}{handout}"]
        wanted += [one for entry in listed.entries for one in (entry.say, f"{address}id/{entry.id}/")]
        assert [one for one in wanted if squeezed(one) not in sheet] == [], listed.id
        assert squeezed("Copy the address") not in sheet


def test_paper_leaves_out_what_only_works_on_a_screen(page: Page) -> None:
    """Header, menus, status bar, buttons and the list of sections are not on paper; every section is."""
    page.goto("tools/ila/form/")
    expect(page.locator("[data-note=blank]")).to_be_visible()
    page.emulate_media(media="print")
    for part in ONLY_ON_SCREEN:
        assert [one for one in page.locator(part).all() if one.is_visible()] == [], part
    assert [one for one in page.locator("button").all() if one.is_visible()] == []
    assert [one for one in page.locator("[data-section]").all() if not one.is_visible()] == []


def test_a_heading_stays_with_what_follows(page: Page) -> None:
    """On paper neither the first line of a section nor its heading breaks, or is parted from what comes next."""
    page.goto("tools/ila/form/")
    expect(page.locator("[data-note=blank]")).to_be_visible()
    page.emulate_media(media="print")
    assert page.evaluate(SPLIT) == []
