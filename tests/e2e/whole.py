"""One whole record by keyboard: started, left in the middle with the browser closed, resumed, checked, saved."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from site_build import toolchain
from site_build.paths import BUILD
from tests.browsing import CHROMIUM_FLAGS, PLACE, Watched
from tests.e2e.focus import tab_to
from tests.e2e.forms import Record, edition, example, expect_engine, expect_place_kept, expect_saved, view
from tests.e2e.plans import Answers, as_typed
from tests.e2e.typist import Typist

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, Playwright

EXPORTED = BUILD / "exported"
TAKEN_OVER = ("completed_on", "author", "case", "gaps", "kept")
"""What a loaded record brings into the answer besides its number."""


@dataclass(kw_only=True)
class Whole:
    """The making of one record of a tool. `files` are finished records by the type that a question accepts."""

    playwright: Playwright
    address: str
    profile: Path
    tool: str
    files: dict[str, Path]
    faults: list[str] = field(default_factory=list)

    @cached_property
    def plan(self) -> Answers:
        """The answers that are typed: those of an example record, with the files at hand in place of its own."""
        answers = as_typed(example(self.tool)["answers"])
        for question, path in self.loaded.items():
            record = json.loads(path.read_text(encoding="utf-8"))
            answers[question]["value"] = record["record_id"]
        if self.tool == "moderation-sample":  # its numbers are typed, and one of them is moderated
            audit = json.loads(self.files["ila"].read_text(encoding="utf-8"))
            answers["ms.b.audits"]["rows"][0]["audit_ref"]["value"] = audit["record_id"]
        return answers

    @cached_property
    def loaded(self) -> dict[str, Path]:
        """The files by the question that each is loaded into."""
        answers = example(self.tool)["answers"]
        questions = edition().tool(self.tool).questions
        return {
            question: next(self.files[kind] for kind in edition().accepted(questions[question]) if kind in self.files)
            for question, answer in answers.items()
            if "completed_on" in answer
        }

    @property
    def day(self) -> str:
        """The day on which it is typed: the one on which the example was completed."""
        return str(example(self.tool)["completed"])[:10]

    def make(self) -> Path:
        """Type the record, save it, and return its file in build/exported/."""
        half = self._first_sitting()
        return self._second_sitting(half)

    def _open(self, moment: str) -> BrowserContext:
        """A browser of this profile on a computer whose clock stands at a moment (UTC)."""
        context = self.playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=toolchain.find_browser(),
            args=[*CHROMIUM_FLAGS],
            base_url=self.address,
            **PLACE,
        )
        watched = Watched(self.address, self.faults)
        watched.watch(context)
        context.clock.set_fixed_time(moment)
        return context

    def _typist(self, page: Page) -> Typist:
        return Typist(page, self.plan, self.loaded)

    def _first_sitting(self) -> str:
        """Start from the start page and fill in the first half of the sections; returns the title of the next."""
        context = self._open(f"{self.day}T08:00:00Z")
        page = context.pages[0]
        page.goto(f"tools/{self.tool}/")
        tab_to(page, lambda now: now.href.endswith("form/#new"))
        page.keyboard.press("Enter")
        expect(view(page)).to_be_visible()
        sections = page.locator("[data-section]").evaluate_all("all => all.map((one) => one.id)")
        if page.locator("[data-readers]").count() > 0:  # a form for families begins on its first page
            tab_to(page, lambda now: now.href == "#tasks")
        else:
            expect(view(page)).to_have_id("tasks")
            tab_to(page, lambda now: now.href == f"#{sections[0]}")
            page.keyboard.press("Enter")
        expect(view(page)).to_have_id(sections[0])
        typist = self._typist(page)
        for _ in sections[: (len(sections) + 1) // 2]:
            typist.fill_section()
        expect_saved(page)
        if view(page).get_attribute("data-section") is not None:
            expect_place_kept(page)
        title = str(view(page).get_attribute("data-title"))
        context.close()
        return title

    def _second_sitting(self, title: str) -> Path:
        """Find the draft again, carry on where it was left, check, finish and save the record."""
        context = self._open(f"{self.day}T16:00:00Z")
        page = context.pages[0]
        page.goto(f"tools/{self.tool}/")
        expect(page.locator("#drafts li")).to_have_count(1)
        tab_to(page, lambda now: "#draft-" in now.href)
        page.keyboard.press("Enter")
        expect(view(page)).to_have_id("tasks")
        if title != "Check your answers":
            carry_on = tab_to(page, lambda now: now.words.startswith("Carry on"))
            assert carry_on.words == f"Carry on with {title}"
            page.keyboard.press("Enter")
            expect(view(page)).to_have_attribute("data-title", title)
            self._typist(page).fill_sections()
        else:
            tab_to(page, lambda now: now.href == "#check")
            page.keyboard.press("Enter")
        expect_engine(page)
        tab_to(page, lambda now: now.action == "check-continue", most=1000)
        page.keyboard.press("Enter")
        expect(view(page)).to_have_id("finish")
        path = self._save(page)
        context.close()
        return path

    def _save(self, page: Page) -> Path:
        tab_to(page, lambda now: now.action == "save-record")
        with page.expect_download() as saved:
            page.keyboard.press("Enter")
        expect(view(page).locator("[data-saved-line]")).to_contain_text(saved.value.suggested_filename)
        EXPORTED.mkdir(parents=True, exist_ok=True)
        path = EXPORTED / f"{self.tool}.json"
        saved.value.save_as(path)
        return path

    def expected(self, made: Record) -> dict[str, Any]:
        """The answers that the made record should hold: the plan, and what the loaded files bring with them."""
        answers = as_typed(self.plan)
        for question, path in self.loaded.items():
            source = json.loads(path.read_text(encoding="utf-8"))
            brought = {
                key: made["answers"][question].get(key) for key in TAKEN_OVER if key in made["answers"][question]
            }
            assert brought.get("case") == source.get("case")
            assert brought["author"] == source["author"]
            answers[question] = {"value": source["record_id"], **brought}
        return answers
