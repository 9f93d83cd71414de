"""What people read about feedback, the leaflet for families, outside reviews and related documents."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from macros import feedback_views, id_views, rendering
from macros.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from macros import Handbook
    from tests.site.document import Document

LEAFLET = "how-are-we-doing/"
LONGEST_SENTENCE = 18  # words, in the leaflet


def _said(text: str) -> str:
    return " ".join(text.split())


def _reached(handbook: Handbook, words: str) -> Handbook:
    """The handbook of a council that says how each contact can be reached."""
    contacts = {key: {**contact, "reach": words} for key, contact in handbook.settings["contacts"].items()}
    return replace(handbook, settings={**handbook.settings, "contacts": contacts})


def test_every_way_to_give_feedback_stands_on_the_page(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """Each way stands there once with its words and with who takes part, and none is lost between the groups."""
    page = documents["feedback/"]
    groups = feedback_views.feedback(handbook).groups
    shown = [entry.item for group in groups for entry in group.entries]
    assert [group.title for group in groups] == [
        "Children, young people and families",
        "Staff",
        "Complaints, compliments and awards",
        "Feedback of 2012",
    ]
    assert [len(group.entries) for group in groups] == [14, 3, 3, 3]
    assert sorted(item.id for item in shown) == sorted(
        item.id for item in handbook.catalogue.of_kind("feedback-channel")
    )
    assert len(shown) == handbook.catalogue.edition.counts["feedback_channels"]
    for item in shown:
        assert page.ids.count(item.id) == 1
        assert _said(item.text) in page.text
        assert f"Who: {_said(item.details['who'])}" in page.text


def test_the_team_that_listens_stands_there_with_its_four_jobs(
    handbook: Handbook, documents: Mapping[str, Document]
) -> None:
    """The page on feedback and the page on teams say the same four things about the team of the young."""
    text = _said(handbook.graph.items[feedback_views.VOICE_TEAM].text)
    assert all(word in text for word in ("four jobs", "First", "Second", "Third", "Fourth"))
    assert text in documents["feedback/"].text
    assert text in documents["roles/"].text


@pytest.mark.parametrize(
    ("address", "template"), [("feedback/", "feedback.html.jinja"), (LEAFLET, "leaflet.html.jinja")]
)
def test_whom_to_ask_is_shown_or_a_gap(handbook: Handbook, address: str, template: str) -> None:
    """The three contact points for families stand on the page; what is not set is a gap that people can see."""
    make = feedback_views.feedback if address == "feedback/" else feedback_views.leaflet
    for words, gaps in (("", 3), ("Ask at any library", 0)):
        other = _reached(handbook, words)
        html = rendering.render(other, template, address, make(other))
        assert html.count("How to reach them is not set yet.") == gaps
        assert html.count("Ask at any library") == 3 - gaps
        for key in ("complaints", "children_voice", "lets_talk"):
            assert (
                f"<strong>{rendering.environment().filters['e'](handbook.settings['contacts'][key]['title'])}" in html
            )


def test_the_leaflet_says_all_its_points_in_order(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """R044: each of the nine points is a part of the page, with its own words, in the order of the file."""
    page = documents[LEAFLET]
    points = handbook.catalogue.of_kind("leaflet-point")
    assert len(points) == handbook.catalogue.edition.counts["leaflet_points"]
    assert [one for one in page.ids if one.startswith("leaflet.")] == [point.id for point in points]
    assert [text for tag, text in page.headings if tag == "h2"] == [point.title for point in points]
    for point in points:
        assert _said(point.text) in page.text


def test_only_what_the_council_has_not_agreed_is_marked_as_a_draft(handbook: Handbook) -> None:
    """The point that the source does not hold says so twice: by a mark beside it and in its own words."""
    html = rendering.render(handbook, "leaflet.html.jinja", LEAFLET, feedback_views.leaflet(handbook))
    drafts = [point for point in handbook.catalogue.of_kind("leaflet-point") if point.origin == "derived"]
    assert [point.id for point in drafts] == ["leaflet.missing"]
    assert drafts[0].text.startswith("This part is a draft.")
    section = html[html.index('id="leaflet.missing"') :]
    assert section.count("Draft, not agreed") == html.count("Draft, not agreed") == 1


def test_the_leaflet_is_in_plain_words(handbook: Handbook) -> None:
    """Its sentences are short, and it holds no letters that stand for words."""
    for point in handbook.catalogue.of_kind("leaflet-point"):
        sentences = re.split(r"(?<=[.?!])\s+", f"{point.title}. {_said(point.text)}")
        assert {one: len(one.split()) for one in sentences if len(one.split()) > LONGEST_SENTENCE} == {}
        assert re.findall(r"\b[A-Z]{2,}\b", f"{point.title} {point.text}") == []


def test_families_find_the_leaflet(documents: Mapping[str, Document]) -> None:
    """The door of the home page, the page for families and the page on feedback lead to it."""
    assert "how-are-we-doing/" in {link.removeprefix("./") for link in documents[""].links}
    assert "../how-are-we-doing/" in documents["have-your-say/"].links
    assert "../how-are-we-doing/" in documents["feedback/"].links
    assert "../have-your-say/" in documents[LEAFLET].links


def test_every_outside_review_stands_on_its_page(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """Reviews of today come first, the inspection that the framework lists elsewhere among them, then those of 2012."""
    today, before = feedback_views.outside_reviews(handbook)
    shown = [entry.item for group in (today, before) for entry in group.entries]
    assert len(shown) == handbook.catalogue.edition.counts["external_reviews"]
    assert "ext.jtai" in [entry.item.id for entry in today.entries]
    assert {entry.item.details["period"] for entry in before.entries} == {"2011", "2012"}
    page = documents["outside-reviews/"]
    for item in shown:
        assert page.ids.count(item.id) == 1
        assert _said(item.text) in page.text


def test_an_id_page_says_who_takes_part_and_when_it_was(handbook: Handbook) -> None:
    """The permanent page of a way to give feedback names people; one of an earlier year names the year."""
    rows = {row.label: row.texts for row in id_views.identity(handbook, "feedback.2012.staff").rows}
    assert rows["Who takes part"] == ("Front-line staff",)
    assert rows["Period"] == ("2012",)
    review = {row.label: row.texts for row in id_views.identity(handbook, "ext.ofsted-2011").rows}
    assert review["Period"] == ("2011",)
    assert "Who takes part" not in review


def test_an_id_page_says_so_where_nobody_is_named(handbook: Handbook) -> None:
    """An empty "who" is said to be open."""
    item = handbook.graph.items["feedback.2012.staff"]
    silent = replace(item, details={**item.details, "who": ""})
    items = tuple(silent if one.id == item.id else one for one in handbook.catalogue.items)
    other = replace(handbook, catalogue=replace(handbook.catalogue, items=items))
    rows = {row.label: row.texts for row in id_views.identity(other, item.id).rows}
    assert rows["Who takes part"] == ("The source does not say.",)


def test_every_related_document_is_listed_as_the_macro_shows_it(
    handbook: Handbook, documents: Mapping[str, Document]
) -> None:
    """Title with link or gap, and the words beside a link that may be old: the same on every page that names it."""
    address = "related-documents/"
    html = rendering.render(handbook, "related-documents.html.jinja", address, feedback_views.related(handbook))
    links = handbook.settings["links"]
    for key, link in links.items():
        assert Prose(handbook, address).outside(key) in html
        assert _said(link["title"]) in documents[address].text
        assert not link["address"] or link["address"] in documents[address].links
    assert documents[address].text.count("Check this link") == sum(1 for link in links.values() if link.get("check"))
    assert documents[address].text.count("its address is not set yet") == sum(
        1 for link in links.values() if not link["address"]
    )


def test_documents_that_the_framework_names_are_among_them(documents: Mapping[str, Document]) -> None:
    """Whatever the framework and the report of 2012 name can be linked to; the quality team is led there."""
    text = documents["related-documents/"].text
    for title in (
        "Children and Young People's Plan 2018-2023",
        "Leeds Practice Guidance",
        "Children Act 1989",
        "Supervision Framework",
        "Leeds Corporate Complaints Procedure",
        "Children's Social Care Statutory Complaints Procedure",
        "Ofsted's framework",
        "The Protection of Children in England: A Progress Report",
        "Munro Review",
        "Practice Standards Manual",
        "'Supporting Families, Strengthening Social Work' Action Plan",
    ):
        assert title in text
    assert "../../related-documents/" in documents["for/quality-team/"].links
