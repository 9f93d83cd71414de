"""Every generated page of the handbook: one pure function from the handbook to a list of pages.

A page is Markdown with a front matter and one block of HTML, so that any site generator can take it.
`hooks` hands the pages to MkDocs in memory; `stubs` writes them to disk.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from macros import addresses, findings_views, form_views, id_views, views
from macros.graph import TOOL
from macros.prose import example_id
from macros.rendering import render
from site_build import findings_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from macros import Handbook
    from macros.handbook import Link

NO_MENUS = ("navigation", "toc")
FORM = "form"
"""The kind of page that runs the engine: kept out of search, and allowed to compile WebAssembly."""

ASKS = frozenset({"question", "section"})
"""Kinds whose pages repeat the words of a standard: the standard itself is to be found first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One generated page.

    `path` is its Markdown file below docs/ ("id/R053.md"), `title` plain text, `html` its whole
    content. `source` is the file and line in YAML that it comes from ("" where there are several).
    `hide` names the menus that it does without, `scripts` its modules below the site's root.
    """

    path: str
    title: str
    html: str
    source: str = ""
    hide: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    kind: str = ""
    boost: float = 1

    def markdown(self) -> str:
        """The page as a Markdown file. Its title is HTML: generators print it as it stands."""
        front: dict[str, Any] = {"title": html.escape(self.title, quote=False), "render_macros": False}
        if self.hide:
            front["hide"] = list(self.hide)
        if self.scripts:
            front["scripts"] = list(self.scripts)
        if self.kind:
            front["kind"] = self.kind
        if self.kind == FORM:
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
    """Makes pages of one handbook. `shell` names the files of the browser shell that exist."""

    handbook: Handbook
    shell: frozenset[str]

    def page(self, path: str, title: str, template: str, view: object = None, **more: Any) -> Page:
        """Render one page."""
        made = render(self.handbook, f"{template}.html.jinja", url_of(path), view)
        return Page(path=path, title=title, html=made, **more)

    def scripts(self, module: str) -> tuple[str, ...]:
        """The address of a module of the shell, or nothing where there is no such module."""
        return (f"assets/audit/{module}",) if f"audit/{module}" in self.shell else ()

    def source(self, identity: str) -> str:
        """The file and line of an id in YAML, as the end of an edit link."""
        place = self.handbook.places.get(identity)
        return f"{place.path}#L{place.line}" if place else ""


def pages(handbook: Handbook, *, shell: Iterable[str] = ()) -> list[Page]:
    """Every generated page, in the order of the menu, then the forms and the permanent pages."""
    return list(made(handbook, shell=shell))


def made(handbook: Handbook, *, shell: Iterable[str] = ()) -> Iterator[Page]:
    """The same pages one by one, each made when it is asked for."""
    maker = Maker(handbook=handbook, shell=frozenset(shell))
    yield from _reading(maker)
    yield from _tools(maker)
    yield from _identities(maker)


def _reading(maker: Maker) -> Iterator[Page]:
    handbook = maker.handbook
    yield maker.page("index.md", "Home", "home", _home(handbook), hide=NO_MENUS, scripts=maker.scripts("home.mjs"))
    chapters = views.chapters(handbook)
    standards = {
        "chapters": chapters,
        "introduction": views.introduction(handbook),
        "addresses": {chapter.item.id: addresses.chapter(chapter.item.id) for chapter in chapters},
    }
    yield maker.page("standards/index.md", "Practice Standards", "standards", standards, boost=2)
    for chapter in chapters:
        yield maker.page(
            addresses.chapter(chapter.item.id).rstrip("/") + ".md",
            chapter.item.title,
            "chapter",
            chapter,
            source=maker.source(chapter.item.id),
            boost=2,
        )
    good = views.good(handbook)
    yield maker.page("what-good-looks-like.md", "What Good Looks Like", "good", good, boost=2)
    yield maker.page("practice-model.md", "Practice Model", "practice-model", views.practice_model(handbook), boost=2)
    yield maker.page("purpose.md", "Vision and purpose", "groups", _purpose(handbook), boost=2)
    yield maker.page("methods.md", "Methods", "groups", _methods(handbook), boost=2)
    yield maker.page("grades.md", "Grades", "grades", views.grades(handbook), boost=2)
    yield maker.page("roles.md", "Roles and teams", "groups", _roles(handbook), boost=2)
    yield from findings_pages.made(maker)
    words = views.glossary(handbook)
    yield maker.page("glossary.md", "A to Z of words we use", "glossary", words, hide=("toc",), boost=2)
    kinds = [kind for kind in views.everything(handbook) if kind.kind not in findings_views.KINDS]
    about = {"kinds": kinds, "changes": views.changes(handbook)}
    yield maker.page("about.md", "About this edition", "about", about)
    yield maker.page("id/index.md", "All ids", "ids", views.everything(handbook), hide=("navigation",))


def _home(handbook: Handbook) -> dict[str, Any]:
    checklist, audit = views.tool_named(handbook, "pre-audit"), views.tool_named(handbook, "ila")
    example = example_id(handbook)
    return {
        "drafts": form_views.home(handbook),
        "get_ready": [
            *((link.text, link.href) for link in (checklist,) if link),
            ("What happens in an audit", "for/practitioners/"),
        ],
        "carry_out": [
            *((link.text, link.href) for link in (audit,) if link),
            ("All audit tools", "tools/"),
            ("How to grade", "grades/#how-to-grade"),
        ],
        "example_id": example,
        "example": addresses.permanent(example),
        "ways": [
            ("I am a practitioner or manager", "for/practitioners/"),
            ("I am an auditor", "for/auditors/"),
            ("I moderate audits", "for/moderators/"),
            ("I train people", "for/trainers/"),
            ("I work in the quality team", "for/quality-team/"),
        ],
    }


def _purpose(handbook: Handbook) -> dict[str, Any]:
    lead = "What we want for children and for the people who work with them, and what quality assurance is for."
    return {"title": "Vision and purpose", "lead": lead, "groups": views.purpose(handbook), "tools": {}}


def _methods(handbook: Handbook) -> dict[str, Any]:
    tools: dict[str, list[Link]] = {}
    for tool in handbook.catalogue.tools:
        tools.setdefault(tool.method, []).append(views.tool_link(tool))
    lead = "How we find out how good our practice is: who does what, when, and what comes of it."
    return {"title": "Methods", "lead": lead, "groups": views.methods(handbook), "tools": tools}


def _roles(handbook: Handbook) -> dict[str, Any]:
    lead = "Who does what in quality assurance. Roles and teams only, never a person."
    return {"title": "Roles and teams", "lead": lead, "groups": views.roles(handbook), "tools": {}}


def _tools(maker: Maker) -> Iterator[Page]:
    handbook = maker.handbook
    yield maker.page("tools/index.md", "All audit tools", "tools")
    for tool in handbook.catalogue.tools:
        source = maker.source(TOOL + tool.id)
        yield maker.page(
            f"tools/{tool.id}/index.md",
            tool.title,
            "form/start",
            form_views.start(handbook, tool),
            source=source,
            hide=("toc",),
            scripts=maker.scripts("start.mjs"),
            boost=4,
        )
        yield maker.page(
            f"tools/{tool.id}/form.md",
            f"{tool.title}: form",
            "form/form",
            form_views.form(handbook, tool),
            source=source,
            hide=NO_MENUS,
            scripts=maker.scripts("form.mjs"),
            kind=FORM,
        )


def _identities(maker: Maker) -> Iterator[Page]:
    for subject in maker.handbook.graph.subjects:
        view = id_views.identity(maker.handbook, subject)
        path = f"id/{subject}.md"
        title = f"{view.title} ({subject})"
        boost = 0.5 if maker.handbook.kind(subject) in ASKS | findings_views.KINDS else 1
        yield maker.page(path, title, "id", view, source=maker.source(subject), hide=NO_MENUS, boost=boost)


def index(handbook: Handbook) -> list[dict[str, str]]:
    """Every id with its kind, name and address, for other systems that link here."""
    return [
        {
            "id": subject,
            "kind": handbook.kind(subject),
            "name": handbook.name(subject),
            "address": addresses.permanent(subject),
        }
        for subject in handbook.graph.subjects
    ]


def write_stubs(made: Iterable[Page], folder: Path) -> int:
    """Write pages as Markdown files below `folder`; returns how many."""
    count = 0
    for page in made:
        target = folder / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.markdown(), encoding="utf-8", newline="\n")
        count += 1
    return count
