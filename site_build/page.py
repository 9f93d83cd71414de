"""One generated page: made from a template, and written as Markdown that any site generator can take."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from macros import addresses, feedback_views
from macros.handbook import Link
from macros.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from macros import Handbook
    from practice_audit.model import Catalogue

NO_MENUS = ("navigation", "toc")
MANY = 2
"""So many editions make a choice."""

FORM = "form"
"""The kind of page that is filled in: kept out of search."""

EASY_LEAFLET = "how-are-we-doing/easy.md"
"""The easy read leaflet, which only editions with easy words have."""

CHECK = "check"
"""The kind of page that looks whether the engine can run."""

DESK = "desk"
"""The kind of page on which the quality team works with many records."""

RUN_THE_ENGINE = frozenset({FORM, CHECK, DESK})
"""The kinds of page that may compile WebAssembly."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One generated page.

    `path` is its Markdown file below docs/ ("id/R053.md"), `title` plain text, `html` its whole
    content. `source` is the file and line in YAML that it comes from ("" where there are several).
    `hide` names the menus that it does without, `scripts` its modules below the site's root. `found`:
    search finds it.
    """

    path: str
    title: str
    html: str
    source: str = ""
    hide: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    kind: str = ""
    boost: float = 1
    found: bool = True

    def markdown(self) -> str:
        """The page as a Markdown file. Its title is HTML: generators print it as it stands."""
        front: dict[str, Any] = {"title": html.escape(self.title, quote=False), "render_macros": False}
        if self.hide:
            front["hide"] = list(self.hide)
        if self.scripts:
            front["scripts"] = list(self.scripts)
        if self.kind:
            front["kind"] = self.kind
        if self.kind == FORM or not self.found:
            front["search"] = {"exclude": True}
        elif self.boost != 1:
            front["search"] = {"boost": self.boost}
        lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
        return "\n".join(("---", *lines, "---", "", self.html, ""))


def url_of(path: str) -> str:
    """The address of a Markdown file from the site's root: "id/R053.md" is "id/R053/"."""
    stem = path.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    if name == "index":
        return f"{folder}/" if folder else ""
    return f"{stem}/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Maker:
    """Makes pages of one handbook, as one edition shows it.

    `shell` names the files of the browser shell that exist, `today` the pages of the edition at the root.
    """

    handbook: Handbook
    shell: frozenset[str]
    today: frozenset[str] = frozenset()

    def page(self, path: str, title: str, template: str, view: object = None, **more: Any) -> Page:
        """Render one page. Those of an edition stand below its base, out of the menu and of the search."""
        base = self.handbook.base
        html = render(self.handbook, f"{template}.html.jinja", url_of(base + path), view)
        note = self._note(path, is_form=more.get("kind") == FORM)
        if note:
            opening, rest = html.split("\n", maxsplit=1)
            html = f"{opening}\n{note}\n{rest}"
        if base:
            more = {**more, "hide": tuple(dict.fromkeys(("navigation", *more.get("hide", ())))), "found": False}
            title = f"{title}, edition {self.handbook.catalogue.edition.id}"
        return Page(path=base + path, title=title, html=html, **more)

    def _note(self, path: str, *, is_form: bool) -> str:
        """What stands at the head of a page that each edition has of its own; nothing where there is but one."""
        handbook = self.handbook
        others = [
            Link(id=edition.edition.id, text="", href=addresses.edition(edition.edition.id) + url_of(path))
            for edition in reversed(handbook.editions)
            if _has_page(edition, path)
        ]
        is_own = path.partition("/")[0].removesuffix(".md") in addresses.EDITION_PAGES
        if not handbook.base and (not is_own or is_form or len(others) < MANY):
            return ""
        today = url_of(path) if path in self.today else ""
        view = {"today": today, "is_form": is_form, "others": others}
        return render(handbook, "edition-note.html.jinja", url_of(handbook.base + path), view)

    def scripts(self, module: str) -> tuple[str, ...]:
        """The address of a module of the shell, or nothing where there is no such module."""
        return (f"assets/audit/{module}",) if f"audit/{module}" in self.shell else ()

    def source(self, identity: str) -> str:
        """The file and line of an id in YAML, as the end of an edit link."""
        place = self.handbook.places.get(identity)
        return f"{place.path}#L{place.line}" if place else ""


def _has_page(catalogue: Catalogue, path: str) -> bool:
    """Whether an edition has a page: each has all of them, but for chapters, tools and texts that it does not know."""
    folder, _, rest = path.partition("/")
    if folder == "standards" and rest != "index.md":
        return any(path == f"{addresses.chapter(one.id).rstrip('/')}.md" for one in catalogue.of_kind("chapter"))
    if folder == "tools" and rest != "index.md":
        return any(rest.startswith(f"{tool.id}/") for tool in catalogue.tools)
    if folder == "processes" and rest != "index.md":
        themes = {str(one.details["theme"]) for one in catalogue.of_kind("process")}
        return rest.removesuffix(".md") in themes
    if path == EASY_LEAFLET:
        return feedback_views.has_easy_words(catalogue)
    return True


def write_stubs(made: Iterable[Page], folder: Path) -> int:
    """Write pages as Markdown files below `folder`; returns how many."""
    count = 0
    for page in made:
        target = folder / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.markdown(), encoding="utf-8", newline="\n")
        count += 1
    return count
