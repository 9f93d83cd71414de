"""The pages of guidance and of forms, and how they and the pages of methods and of people lead to each other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from macros import addresses, id_views, rendering, views
from macros.graph import TOOL
from macros.prose import Prose
from site_build import reading_pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from macros import Handbook
    from practice_audit.model import Item
    from tests.site.document import Document


def _said(text: str) -> str:
    return " ".join(text.split())


def _with_a_tool_for(handbook: Handbook, form: Item) -> Handbook:
    """The same handbook with one tool more, which has the name of a form."""
    catalogue = handbook.catalogue
    tool = replace(catalogue.tools[0], id=form.id.removeprefix("form."), title="The tool that was missing")
    return replace(handbook, catalogue=replace(catalogue, tools=(*catalogue.tools, tool)))


def test_every_statement_of_guidance_is_a_heading_under_what_it_is_about(
    handbook: Handbook, documents: Mapping[str, Document]
) -> None:
    """The page has a heading a subject, in their order, and below it each statement as a heading of its own."""
    page = documents["guidance/"]
    groups = views.guidance(handbook)
    wanted = [
        heading
        for group in groups
        for heading in (("h2", group.title), *(("h3", _said(entry.item.text)) for entry in group.entries))
    ]
    assert [(tag, _said(text)) for tag, text in page.headings[1 : len(wanted) + 1]] == wanted
    assert [group.anchor for group in groups] == list(handbook.words["guidance"])
    assert sum(len(group.entries) for group in groups) == handbook.catalogue.edition.counts["guidance_statements"]
    assert all(f"../{entry.page}" in page.links for group in groups for entry in group.entries)
    assert all(f"#{group.anchor}" in page.links for group in groups)


def test_statements_are_short(handbook: Handbook) -> None:
    """A statement is one fact in one or two sentences, none longer than 25 words, since it is a heading."""
    for item in handbook.catalogue.of_kind("guidance"):
        sentences = re.split(r"(?<=[.?!]) ", item.text)
        assert len(sentences) <= 2, item.id
        assert max(len(sentence.split()) for sentence in sentences) <= 25, item.id
        assert item.title == "", item.id


def test_methods_and_guidance_lead_to_each_other(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """A method leads to each subject of guidance that names it, and the subject leads back to the method."""
    named = {
        (views.about(statement), link)
        for statement in handbook.catalogue.of_kind("guidance")
        for link in statement.links
        if link.startswith("method.")
    }
    assert len(named) > 20
    groups = {group.anchor: group for group in views.guidance(handbook)}
    assert named == {(anchor, link.id) for anchor, group in groups.items() for link in group.links}
    guided = views.guided(handbook)
    assert named == {(link.href.partition("#")[2], method) for method, links in guided.items() for link in links}
    for subject, method in named:
        assert f"../{addresses.reading(method)}" in documents["guidance/"].links
        assert f"../guidance/#{subject}" in documents["methods/"].links


def test_the_page_of_a_statement_says_what_it_is_about(handbook: Handbook) -> None:
    """A permanent page leads to the statement's place among the others, by the name of its subject."""
    rows = {row.label: row for row in id_views.identity(handbook, "guide.cro.start").rows}
    place = rows["Where it stands"].links[0]
    assert place.href == "guidance/#guide.cro.start"
    assert handbook.words["guidance"]["cro"] in place.text


@pytest.mark.parametrize(
    ("address", "subjects"),
    [
        ("for/auditors/", ("ila", "tool", "cro", "conversation", "voice", "grade", "action")),
        ("for/moderators/", ("moderation", "grade")),
        ("for/practitioners/", ("ila", "conversation", "voice")),
    ],
)
def test_people_find_the_guidance_for_what_they_do(
    documents: Mapping[str, Document], address: str, subjects: tuple[str, ...]
) -> None:
    """The pages for auditors, moderators and practitioners lead to the guidance on each of their tasks."""
    assert {f"../../guidance/#{subject}" for subject in subjects} <= set(documents[address].links)


def test_a_hand_written_page_cannot_name_guidance_that_is_not_there(handbook: Handbook) -> None:
    """A subject that has no statement stops the build."""
    with pytest.raises(KeyError, match="unheard-of"):
        Prose(handbook, "for/auditors/").guidance("unheard-of")


def test_every_form_stands_on_the_page_of_forms(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """Forms with a tool come first, each with its tool; then the others; those of earlier years last."""
    page = documents["forms/"]
    groups = views.forms(handbook)
    entries = [entry for group in groups for entry in group.entries]
    assert len(entries) == handbook.catalogue.edition.counts["forms"]
    assert [_said(text) for tag, text in page.headings if tag == "h3"] == [entry.item.title for entry in entries]
    having = [entry for entry in entries if views.tool_of(handbook, entry.item)]
    assert having == list(groups[0].entries)
    assert all(f"../{addresses.tool(entry.item.id.removeprefix('form.'))}" in page.links for entry in having)
    missing = handbook.word("forms", "no_tool")
    assert page.text.count(missing) == len(entries) - len(having)
    old = [entry for entry in entries if "period" in entry.item.details]
    assert all("(2012)" in entry.item.title and entry.item.text.startswith("From 2012.") for entry in old)
    years = [entry for group in groups if group.anchor.startswith("forms-") for entry in group.entries]
    assert years == [entry for entry in old if entry not in having]
    assert entries[len(entries) - len(years) :] == years


def test_a_form_says_that_it_has_no_tool_until_there_is_one(handbook: Handbook) -> None:
    """The sentence stands on the form's pages, and a tool of the same name takes its place by itself."""
    form = handbook.graph.items["form.ila"]
    missing = handbook.word("forms", "no_tool")
    assert missing not in form.text
    without = replace(handbook, catalogue=replace(handbook.catalogue, tools=()))
    before = {row.label: row for row in id_views.identity(without, form.id).rows}
    assert before["Tool"].texts == (missing,)
    assert [group.title for group in views.forms(without)] == ["Forms without a tool", "Forms of 2012"]

    after = {row.label: row for row in id_views.identity(handbook, form.id).rows}
    assert after["Tool"].texts == ()
    assert [link.href for link in after["Tool"].links] == [addresses.tool("ila")]
    assert form in [entry.item for entry in views.forms(handbook)[0].entries]


def test_a_group_of_forms_that_is_empty_is_left_out(handbook: Handbook) -> None:
    """When every form has its tool, the page has one group and says of none that a tool is missing."""
    other = handbook
    for form in handbook.catalogue.of_kind("form"):
        other = other if views.tool_of(other, form) else _with_a_tool_for(other, form)
    assert [group.title for group in views.forms(other)] == ["Forms with a tool"]
    html = rendering.render(other, "groups.html.jinja", "forms/", reading_pages.forms(other))
    assert "The tool that was missing" in html
    assert handbook.word("forms", "no_tool") not in html


def test_a_form_and_its_tool_name_each_other(handbook: Handbook) -> None:
    """The form of a tool leads to it, and the page of the tool names the form."""
    named = {
        form.id: link for form in handbook.catalogue.of_kind("form") for link in form.links if link.startswith(TOOL)
    }
    assert named["form.ila"] == "tool.ila"
    assert named["form.pre-audit"] == "tool.pre-audit"
    assert "form.ila" in handbook.graph.named_by("tool.ila")
