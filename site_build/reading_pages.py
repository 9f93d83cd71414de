"""The reading pages, of which each edition has its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from macros import (
    addresses,
    doing_views,
    edition_views,
    feedback_views,
    findings_views,
    gatherings,
    process_views,
    views,
)
from practice_audit.sources.training import MATERIAL, READING_LIST
from site_build.page import EASY_LEAFLET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros import Handbook
    from macros.handbook import Link
    from site_build.page import Maker, Page

GUIDANCE = "Guidance, statement by statement"

OF_NO_EDITION = frozenset({*findings_views.KINDS, MATERIAL, READING_LIST})
"""Kinds of id that no edition holds."""


def made(maker: Maker) -> Iterator[Page]:
    """Every reading page, in the order of the menu."""
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
            {"chapter": chapter, "doing": doing_views.doing(handbook, chapter.item.id)},
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
    leaflet = feedback_views.leaflet(handbook)
    yield maker.page("how-are-we-doing.md", "How are we doing?", "leaflet", leaflet, boost=2)
    if leaflet.easy:
        yield maker.page(EASY_LEAFLET, "How are we doing? Easy read", "leaflet-easy", leaflet, boost=2)


def _outside_reviews(handbook: Handbook) -> dict[str, Any]:
    lead = "What others have looked at and said about our work. The framework names most of them and says no more."
    return {"title": "Outside reviews", "lead": lead, "groups": feedback_views.outside_reviews(handbook), "tools": {}}
