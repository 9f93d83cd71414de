"""axe-core on a page as it stands in the browser, in the four looks that a page can have."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import expect

from site_build import toolchain

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """
async ([tags, preload]) => {
  const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"], preload });
  return found.violations.flatMap((rule) => rule.nodes.map((node) => {
    const why = [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ");
    return `${rule.id} (${rule.impact}) at ${node.target.join(" ")}: ${why}`;
  }));
}
"""
CHOOSE = "scheme => document.querySelector(`[name=__palette][data-md-color-scheme=${scheme}]`).click()"
TWICE = """
() => {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  return ids.filter((id, place) => ids.indexOf(id) !== place);
}
"""
SEEN_WHOLE = """
() => {
  const before = window.seenWhole ?? false;
  window.seenWhole = true;
  return before;
}
"""
SET_ASIDE = """
() => {
  const aside = new DocumentFragment();
  window.places = [...document.querySelectorAll(".qa-view:not(.qa-view--on)")].map((view) => {
    const place = document.createComment("");
    view.replaceWith(place);
    aside.append(view);
    return { view, place };
  });
  const own = document.getElementById.bind(document);
  document.getElementById = (id) => own(id) ?? aside.getElementById(id); // the page goes on with its work
}
"""
PUT_BACK = """
() => {
  for (const { view, place } of window.places ?? []) place.replaceWith(view);
  window.places = [];
  delete document.getElementById;
}
"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True, slots=True)
class Look:
    """A colour scheme and a width of the window in CSS pixels."""

    scheme: Literal["light", "dark"]
    width: int

    @property
    def height(self) -> int:
        """The height of the window that goes with the width: a desk or a phone."""
        return 1000 if self.width > 600 else 640

    def __str__(self) -> str:
        return f"{self.scheme} {self.width}"


LOOKS = (Look("light", 1280), Look("dark", 320), Look("dark", 1280), Look("light", 320))


@cache
def script() -> str:
    """The source of axe-core, from the locked npm package."""
    return (toolchain.module("axe-core") / "axe.min.js").read_text(encoding="utf-8")


@cache
def name() -> str:
    """The name and version of what is run."""
    package = json.loads((toolchain.module("axe-core") / "package.json").read_text(encoding="utf-8"))
    return f"axe-core {package['version']}"


def violations(page: Page, *, preload: bool = True) -> list[str]:
    """What is wrong with the page as it stands, one line each. `preload` lets axe read the style sheets again."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(script())
    found: list[str] = page.evaluate(RUN, [list(TAGS), preload])
    return found


def put_on(page: Page, look: Look) -> None:
    """Show the page that is open in this look, at once: with motion the theme's search glides to its new width."""
    page.emulate_media(color_scheme=look.scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": look.width, "height": look.height})
    scheme = {"light": "default", "dark": "slate"}[look.scheme]
    page.evaluate(CHOOSE, scheme)  # the theme follows the computer only when a page is opened
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    page.evaluate("() => scrollTo(0, 0)")  # elsewhere a control may lie half under the header: axe takes it for small


def faults(page: Page) -> list[str]:
    """Violations, and whether the page has to be scrolled sideways."""
    beyond = page.evaluate(SIDEWAYS)
    return [*violations(page), *([f"{beyond} pixels wider than the window"] if beyond > 0 else [])]


def in_every_look(page: Page, state: str, shown: Locator) -> list[str]:
    """What is wrong with this state in any look; `shown` is what makes the state, seen in each.

    The views of a form that are not on screen are looked at once after the page was loaded: they have no
    look, and axe needs most of its time for them. Only that no id is there twice concerns them each time.
    """
    found: list[str] = [f"{state}: {id_} is there twice" for id_ in page.evaluate(TWICE)]
    seen_whole = page.evaluate(SEEN_WHOLE)
    for look in LOOKS:
        put_on(page, look)
        expect(shown).to_be_visible()
        if seen_whole or look != LOOKS[0]:
            page.evaluate(SET_ASIDE)
        found += [f"{state} ({look}): {fault}" for fault in faults(page)]
        page.evaluate(PUT_BACK)
    put_on(page, LOOKS[0])
    return found
