"""Every generated page of the handbook: one pure function from the handbook to a list of pages.

A page is Markdown with a front matter and one block of HTML, so that any site generator can take it.
`hooks` hands the pages to MkDocs in memory; `stubs` writes them to disk.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from macros import (
    addresses,
    browser_check,
    edition_views,
    feedback_views,
    findings_views,
    form_views,
    gatherings,
    id_views,
    process_views,
    views,
)
from macros.graph import TOOL
from macros.handbook import Link
from macros.prose import example_id
from macros.rendering import render
from practice_audit.sources.training import MATERIAL, READING_LIST
from site_build import findings_pages, learning_pages, servers

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from macros import Handbook
    from practice_audit.model import Catalogue

NO_MENUS = ("navigation", "toc")
MANY = 2
"""So many editions make a choice."""

FORM = "form"
"""The kind of page that is filled in: kept out of search."""

CHECK = "check"
"""The kind of page that looks whether the engine can run."""

RUN_THE_ENGINE = frozenset({FORM, CHECK})
"""The kinds of page that may compile WebAssembly."""

GUIDANCE = "Guidance, statement by statement"

ASKS = frozenset({"question", "section"})
"""Kinds whose pages repeat the words of a standard: the standard itself is to be found first."""

OF_NO_EDITION = frozenset({*findings_views.KINDS, MATERIAL, READING_LIST})
"""Kinds of id that no edition holds."""


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
    """Whether an edition has a page: each has all of them, but for chapters and tools that it does not know."""
    folder, _, rest = path.partition("/")
    if folder == "standards" and rest != "index.md":
        return any(path == f"{addresses.chapter(one.id).rstrip('/')}.md" for one in catalogue.of_kind("chapter"))
    if folder == "tools" and rest != "index.md":
        return any(rest.startswith(f"{tool.id}/") for tool in catalogue.tools)
    if folder == "processes" and rest != "index.md":
        themes = {str(one.details["theme"]) for one in catalogue.of_kind("process")}
        return rest.removesuffix(".md") in themes
    return True


def pages(handbook: Handbook, *, shell: Iterable[str] = (), known: Container[str] = ()) -> list[Page]:
    """Every generated page, in the order of the menu, then the forms, the permanent pages and the editions.

    Editions in `known` are left out: their pages are taken from an earlier build.
    """
    return list(made(handbook, shell=shell, known=known))


def made(handbook: Handbook, *, shell: Iterable[str] = (), known: Container[str] = ()) -> Iterator[Page]:
    """The same pages one by one, each made when it is asked for."""
    maker = Maker(handbook=handbook, shell=frozenset(shell))
    today: set[str] = set()
    for page in (*_home_page(maker), *_reading(maker), *_tools(maker)):
        today.add(page.path)
        yield page
    yield from _about(maker)
    yield from _identities(maker)
    for catalogue in handbook.editions:
        if catalogue.edition.id not in known:
            yield from _edition(
                Maker(handbook=handbook.of_edition(catalogue), shell=maker.shell, today=frozenset(today))
            )


def _home_page(maker: Maker) -> Iterator[Page]:
    view = _home(maker.handbook)
    yield maker.page("index.md", "Home", "home", view, hide=NO_MENUS, scripts=maker.scripts("home.mjs"))


def _reading(maker: Maker) -> Iterator[Page]:
    """The pages that each edition has of its own."""
    handbook = maker.handbook
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
    yield from _processes(maker)
    yield maker.page("guidance.md", GUIDANCE, "groups", _guidance(handbook), boost=2)
    yield maker.page("meetings.md", "Meetings and panels", "gatherings", _meetings(handbook), boost=2)
    yield maker.page("reports-and-data.md", "Reports and data", "gatherings", _reports(handbook), boost=2)
    yield maker.page("grades.md", "Grades", "grades", views.grades(handbook), boost=2)
    yield maker.page("roles.md", "Roles and teams", "groups", _roles(handbook), boost=2)
    yield from _voices(maker)
    yield maker.page("forms.md", "Forms", "groups", forms(handbook), boost=2)
    words = views.glossary(handbook)
    yield maker.page("glossary.md", "A to Z of words we use", "glossary", words, hide=("toc",), boost=2)
    yield maker.page("rules.md", "Rules", "rules", handbook.catalogue.rules)
    kinds = [kind for kind in views.everything(handbook) if kind.kind not in OF_NO_EDITION]
    about = {"kinds": kinds, "changes": edition_views.changes_before(handbook)}
    yield maker.page("about.md", "About this edition", "about", about)


def _about(maker: Maker) -> Iterator[Page]:
    """The pages about ids, reports and editions, of which there is one each."""
    handbook = maker.handbook
    yield from findings_pages.made(maker)
    yield maker.page("calendar.md", handbook.word("calendar", "name"), "calendar", gatherings.year(handbook), boost=2)
    yield from learning_pages.made(maker)
    related = feedback_views.related(handbook)
    yield maker.page("related-documents.md", "Related documents", "related-documents", related)
    yield maker.page("id/index.md", "All ids", "ids", views.everything(handbook), hide=("navigation",))
    yield maker.page(
        "editions.md",
        "Editions",
        "editions",
        edition_views.editions(handbook),
        scripts=maker.scripts("editions.mjs"),
    )
    for comparison in edition_views.comparisons(handbook):
        path = f"editions/changes/{comparison.before}-{comparison.after}.md"
        title = f"From edition {comparison.before} to edition {comparison.after}"
        yield maker.page(path, title, "changes", comparison, hide=("navigation",))
    yield _check(maker)
    if handbook.workbench is not None:
        yield maker.page("revision.md", "The revision under way", "revision", edition_views.workbench(handbook))


def _check(maker: Maker) -> Page:
    headers = [name for name in (*servers.HEADERS, "Cache-Control") if name != "Content-Security-Policy"]
    view = browser_check.browser_check(maker.handbook, types=servers.TYPES, headers=headers)
    return maker.page(
        "check.md",
        view.words["title"],
        "browser-check",
        view,
        kind=CHECK,
        hide=("toc",),
        scripts=maker.scripts("check-this-browser.js"),
        boost=2,
    )


def _edition(maker: Maker) -> Iterator[Page]:
    """The pages of one published edition, where they stay."""
    reading = tuple(_reading(maker))
    contents = [(page.title.rpartition(", edition")[0], url_of(page.path)) for page in reading]
    title = f"Edition {maker.handbook.catalogue.edition.id}"
    yield maker.page("index.md", title, "edition", contents)
    yield from reading
    yield from _tools(maker)


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
            ("I lead or manage services", "for/leaders/"),
            ("I work with data", "for/data-and-performance/"),
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
    groups, guidance = views.methods(handbook), views.guided(handbook)
    return {"title": "Methods", "lead": lead, "groups": groups, "tools": tools, "guidance": guidance}


def _guidance(handbook: Handbook) -> dict[str, Any]:
    lead = "What the framework says about how to do it: each fact by itself, with a page of its own to link to."
    return {"title": GUIDANCE, "lead": lead, "groups": views.guidance(handbook), "tools": {}}


def forms(handbook: Handbook) -> dict[str, Any]:
    """The page of all forms, each with its tool where there is one."""
    forms = handbook.catalogue.of_kind("form")
    tools = {form.id: [tool] for form in forms if (tool := views.tool_of(handbook, form))}
    lead = "What each form is for, who fills it in, and what comes of it. The framework names some and prints none."
    return {"title": "Forms", "lead": lead, "groups": views.forms(handbook), "tools": tools}


def _meetings(handbook: Handbook) -> dict[str, Any]:
    lead = "Where people look at the quality of the work together: who takes part, what goes in and what comes out."
    return {"title": "Meetings and panels", "lead": lead, "parts": gatherings.meetings(handbook)}


def _reports(handbook: Handbook) -> dict[str, Any]:
    lead = "What is written about the quality of the work, the data behind it, and three aims of the whole city."
    return {"title": "Reports and data", "lead": lead, "parts": gatherings.reports_and_data(handbook)}


def _processes(maker: Maker) -> Iterator[Page]:
    themes = process_views.processes(maker.handbook)
    yield maker.page("processes/index.md", "Who does what: every process", "processes", themes, boost=2)
    for theme in themes:
        yield maker.page(theme.page.rstrip("/") + ".md", theme.title, "processes-of-theme", theme, boost=2)


def _roles(handbook: Handbook) -> dict[str, Any]:
    lead = "Who does what in quality assurance. Roles and teams only, never a person."
    return {"title": "Roles and teams", "lead": lead, "groups": views.roles(handbook), "tools": {}}


def _voices(maker: Maker) -> Iterator[Page]:
    """What families, staff and people from outside say."""
    handbook = maker.handbook
    yield maker.page("feedback.md", "Feedback", "feedback", feedback_views.feedback(handbook), boost=2)
    yield maker.page("outside-reviews.md", "Outside reviews", "groups", _outside_reviews(handbook), boost=2)
    yield maker.page("how-are-we-doing.md", "How are we doing?", "leaflet", feedback_views.leaflet(handbook), boost=2)


def _outside_reviews(handbook: Handbook) -> dict[str, Any]:
    lead = "What others have looked at and said about our work. The framework names most of them and says no more."
    return {"title": "Outside reviews", "lead": lead, "groups": feedback_views.outside_reviews(handbook), "tools": {}}


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
    for subject in (*maker.handbook.graph.subjects, *maker.handbook.histories.gone):
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
