"""Someone who fills in a form with a keyboard alone: Tab, arrows, Space, Enter and letters.

Nothing is looked up on the page but what has the focus; no control is clicked, filled or focused by
script. A file is chosen by pressing Enter on the file control.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page, expect

from tests.e2e.focus import Focus, focused, tab, tab_to
from tests.e2e.forms import ENGINE_PATIENCE
from tests.e2e.plans import answer_for, asked_about, is_ticked, text_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

AT_ONCE = 24
"""Letters of a long text that are typed one by one; the rest comes in one go, as from dictation."""
ENOUGH = 400
"""More stops than any section has."""


class Typist:
    """Answers a form from a plan; files are the record files by the question that they are loaded into."""

    def __init__(self, page: Page, plan: Mapping[str, Any], files: Mapping[str, Path] | None = None) -> None:
        self.page = page
        self.plan = plan
        self.files = dict(files or {})
        self.answered: set[str] = set()
        page.on("filechooser", lambda _: None)  # from now on, or the first one may come before anyone listens

    def fill_section(self, *, finished: bool = True) -> None:
        """From the heading of a section through all its questions to "Save and continue", which is pressed."""
        section = view(self.page)
        self._to_the_end(section, tab(self.page), finished=finished)
        for missed in self._missed(section):
            self._to_the_end(section, self._back_to(missed), finished=finished)
        self.page.keyboard.press("Enter")
        moved_on = self.page.locator(f'.qa-view--on:not([id="{section}"])')
        problems = self.page.locator("#qa-summary .qa-errors")
        expect(moved_on.or_(problems).first).to_be_visible()
        assert problems.count() == 0, f"{section}: {problems.inner_text()}"

    def _to_the_end(self, section: str, now: Focus, *, finished: bool) -> None:
        """Answer from here on until "Save and continue" has the focus."""
        for _ in range(ENOUGH):
            if now.action == "save-continue":
                return
            now = self._answer(now, finished=finished) or tab(self.page)
        raise AssertionError(f"no end of the section {section} in {ENOUGH} stops")

    def _back_to(self, question: str) -> Focus:
        """The first control of a question that lies behind."""
        tab_to(self.page, lambda now: now.question == question, "Shift+Tab")
        tab_to(self.page, lambda now: now.question != question, "Shift+Tab")
        return tab_to(self.page, lambda now: now.question == question)

    def _missed(self, section: str) -> list[str]:
        """Planned questions that came up only after the focus had passed them, since they depend on an answer."""
        there = self.page.locator(f'[id="{section}"] .qa-q[data-question]').evaluate_all(
            "all => all.map((one) => one.id)"
        )
        planned = [question for question in there if question in self.plan]
        for question in planned:
            expect(self.page.locator(f'[id="{question}"]')).to_be_visible()
        return [question for question in planned if question not in self.answered]

    def fill_sections(self, until: str = "check") -> list[str]:
        """Every section from the one that is open; returns their ids once the view `until` is reached."""
        filled = []
        while view(self.page) != until:
            filled.append(view(self.page))
            self.fill_section()
        return filled

    def _answer(self, now: Focus, *, finished: bool) -> Focus | None:  # noqa: C901 - one branch for each kind of control
        """Give the planned answer to what has the focus; returns where the focus went, if it moved."""
        answer = answer_for(self.plan, now)
        if now.field:
            self.answered.add(now.question)
        if now.action == "add-row":
            return self._add_row(now)
        if now.action == "ask-about" and now.question in asked_about(self.plan):
            self.page.keyboard.press("Enter")
            return None
        if now.action == "unfold":
            self._unfold()
            return None
        if now.kind == "radio":
            self._choose(now, ("yes" if finished else "no") if not now.field else str(answer.get("value", "")))
        elif now.kind == "checkbox" and not now.near:
            if is_ticked(answer, now) != now.checked:
                self.page.keyboard.press("Space")
        elif now.tag == "select":
            self._select(now, str(answer.get("value", "")))
        elif now.kind == "file":
            self._load(now, answer)
        elif now.tag == "summary" and now.near:
            self._find_standards(now, answer)
        elif now.field and now.tag in {"input", "textarea"} and not now.near:
            self._type(now, text_for(answer, now.part))
        return None

    def _unfold(self) -> None:
        """Ask to see what is folded away; that it was asked for is the answer."""
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".qa-view--on [data-seen]")).to_be_focused()

    def _add_row(self, now: Focus) -> Focus | None:
        there = self.page.locator(f'[id="{now.question}"] .qa-row').count()
        if there >= len(self.plan.get(now.question, {}).get("rows", [])):
            return None
        self.page.keyboard.press("Enter")
        return focused(self.page)

    def _choose(self, now: Focus, value: str) -> None:
        if not value:
            return
        for _ in range(12):
            if now.value == value:
                if not now.checked:
                    self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
            now = focused(self.page)
        raise AssertionError(f"no choice {value!r} in {now.field}")

    def _select(self, now: Focus, value: str) -> None:
        if now.value == value:
            return
        self.page.keyboard.press("Home")
        for _ in range(200):
            now = focused(self.page)
            if now.value == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no choice {value!r} in {now.id}")

    def _type(self, now: Focus, text: str) -> None:
        if now.value == text:
            return
        if now.value:
            self.page.keyboard.press("Control+A")
        if not text:
            self.page.keyboard.press("Delete")
        self.page.keyboard.type(text[:AT_ONCE])
        if text[AT_ONCE:]:
            self.page.keyboard.insert_text(text[AT_ONCE:])

    def _load(self, now: Focus, answer: Mapping[str, Any]) -> None:
        if "completed_on" not in answer:
            return
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(self.files[now.question])
        expect(self.page.locator(f'[id="{now.question}"] [data-loaded]')).to_be_visible(timeout=ENGINE_PATIENCE)

    def _find_standards(self, now: Focus, answer: Mapping[str, Any]) -> None:
        """Open the finder and tick the planned standards that are not in the near list."""
        near = self.page.locator(f'[id="{now.field}"] [data-near] input').evaluate_all(
            "all => all.map(one => one.value)"
        )
        far = [value for value in answer.get("value", []) if value not in near]
        if not far:
            return
        self.page.keyboard.press("Enter")
        expect(self.page.locator(f'[id="{now.field}-find"]')).to_be_visible()
        tab(self.page)
        for value in far:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(value)
            found = tab(self.page)
            assert found.value == value, f"{value} was not found in {now.field}: {found}"
            self.page.keyboard.press("Space")


def view(page: Page) -> str:
    """The id of the view that is shown."""
    return str(page.locator(".qa-view--on").get_attribute("id"))
