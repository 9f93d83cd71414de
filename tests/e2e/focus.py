"""What has the focus on a form page, as an assistive device would be told: which control, of which question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

DESCRIBE = """
() => {
  const it = document.activeElement;
  const field = it.closest("[data-question]");
  const row = it.closest(".qa-row");
  const index = row ? [...row.parentNode.querySelectorAll(":scope > .qa-row")].indexOf(row) : -1;
  return {
    id: it.id,
    tag: it.localName,
    kind: it.getAttribute("type") ?? it.localName,
    value: it.value ?? "",
    checked: it.checked ?? false,
    field: field?.id ?? "",
    cell: field?.dataset.question ?? "",
    question: it.closest(".qa-q[data-question]")?.id ?? "",
    row: index,
    action: it.dataset.do ?? "",
    href: it.getAttribute("href") ?? "",
    words: ((it.labels?.[0] ?? it).textContent ?? "").trim().replace(/\\s+/g, " "),
    near: it.closest("[data-finder]") !== null,
  };
}
"""


@dataclass(frozen=True, slots=True)
class Focus:
    """The focused element: its control, the field and question that it belongs to (row -1: not in a row)."""

    id: str
    tag: str
    kind: str
    value: str
    checked: bool
    field: str
    cell: str
    question: str
    row: int
    action: str
    href: str
    words: str
    near: bool

    @property
    def part(self) -> str:
        """What the control is of its field: "value", "met", "detail-na", "day" and so on."""
        return self.id.removeprefix(f"{self.field}-")


def focused(page: Page) -> Focus:
    """What has the focus now."""
    return Focus(**page.evaluate(DESCRIBE))


def tab(page: Page, key: str = "Tab") -> Focus:
    """What has the focus after one press of Tab (or "Shift+Tab")."""
    page.keyboard.press(key)
    return focused(page)


def tab_to(page: Page, wanted: Callable[[Focus], bool], key: str = "Tab", most: int = 400) -> Focus:
    """Tab on until something wanted has the focus; AssertionError where that never happens."""
    seen: list[str] = []
    for _ in range(most):
        now = tab(page, key)
        if wanted(now):
            return now
        seen.append(now.id or now.words[:40] or now.tag)
    raise AssertionError(f"not reached by {most} presses of {key}; the last stops were {seen[-25:]}")


COVERED = """
() => {
  const it = document.activeElement;
  if (it === document.body || it.closest(".md-header, .md-skip, .md-tabs, .md-search, .qa-bar")) return "";
  const label = it.labels?.[0];
  const isIt = (at) => at !== null && (it.contains(at) || at.contains(it) || label?.contains(at));
  const within = (low, part, high) => low + (high - low) * part;
  const seen = [...it.getClientRects(), ...(label?.getClientRects() ?? [])].some((box) => {
    const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
    const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
    const parts = left < right && top < bottom ? [0.1, 0.5, 0.9] : [];
    const at = (x, y) => document.elementFromPoint(within(left, x, right), within(top, y, bottom));
    return parts.some((x) => parts.some((y) => isIt(at(x, y))));
  });
  return seen ? "" : it.outerHTML.slice(0, 200);
}
"""
"""What has the focus, if something lies over it or it is off the screen."""
AT_REST = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"
)
"""Waits for frames in which the theme moves its columns after a page was scrolled."""


def covered(page: Page, key: str, times: int) -> list[str]:
    """What had the focus and was not to be seen, in so many presses of a key."""
    found = []
    for _ in range(times):
        page.keyboard.press(key)
        if page.evaluate(COVERED):
            page.evaluate(AT_REST)
            found.append(page.evaluate(COVERED))
    return [one for one in found if one]
