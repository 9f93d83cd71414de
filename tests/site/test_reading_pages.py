"""What readers see on the pages made from YAML."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from macros import addresses, gatherings, id_history, id_views, rendering, views
from macros.dates import in_words, review_due
from macros.histories import day_before
from practice_audit.model import Change, Item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from macros import Handbook
    from macros.handbook import Link
    from tests.site.document import Document


def _said(text: str) -> str:
    return " ".join(text.split())


def test_home_has_five_doors_and_a_sixth_cell(documents: Mapping[str, Document]) -> None:
    """The doors stand in their order, and each way in is one link away."""
    home = documents[""]
    doors = [text for tag, text in home.headings if tag == "h2"]
    assert doors[:6] == [
        "Read the standards",
        "Get ready for an audit",
        "Carry out an audit",
        "Have your say",
        "Learn from what we found",
        "Looking for one thing?",
    ]
    for way in ("practitioners", "auditors", "moderators", "trainers", "quality-team"):
        assert f"for/{way}/" in home.links


def test_chapter_pages_show_every_expectation_with_what_belongs_to_it(
    handbook: Handbook, documents: Mapping[str, Document]
) -> None:
    """Each expectation stands in its chapter with level, principles, indicators and a link to its page."""
    for chapter in views.chapters(handbook):
        page = documents[addresses.chapter(chapter.item.id)]
        assert chapter.count == sum(len(group.entries) for group in chapter.groups)
        for entry in (one for group in chapter.groups for one in group.entries):
            assert _said(entry.item.text) in page.text
            assert handbook.word("levels", entry.item.level) in page.text
            assert all(_said(link.text) in page.text for link in (*entry.principles, *entry.indicators))
            assert f"../../{entry.page}" in page.links


def test_counts_of_the_framework_are_all_there(handbook: Handbook) -> None:
    """The pages arrange as many things as the edition says that there are."""
    counts = handbook.catalogue.edition.counts
    assert sum(chapter.count for chapter in views.chapters(handbook)) == counts["expectations"]
    assert [len(group.entries) for group in views.good(handbook)] == [13, 10, 5, 17, 9, 11]
    assert len(views.grades(handbook)[0]) == counts["grades"]
    assert sum(len(letter.items) for letter in views.glossary(handbook)) == counts["terms"]
    methods = [len(group.entries) for group in views.methods(handbook)]
    assert sum(methods) == counts["methods"] + counts["starting_points"]
    assert sum(len(part.gatherings) for part in gatherings.meetings(handbook)) == counts["meetings"]
    both = sum(len(part.gatherings) for part in gatherings.reports_and_data(handbook))
    assert both == counts["reports"] + counts["data_products"]


def test_every_principle_is_served_by_an_expectation(handbook: Handbook) -> None:
    """The page of the Practice Model shows for each principle at least one expectation."""
    principles = views.practice_model(handbook)[1].entries
    assert len(principles) == handbook.catalogue.edition.counts["principles"]
    assert all(entry.expectations for entry in principles)


def test_grades_stand_from_the_top_down(handbook: Handbook) -> None:
    """The first grade is the top one, whatever the order of the file."""
    ranks = [entry.item.details["rank"] for entry in views.grades(handbook)[0]]
    assert ranks == [1, 2, 3, 4]


def test_links_between_expectations_and_indicators_are_shown_from_both_sides(handbook: Handbook) -> None:
    """If an expectation's page names an indicator, the indicator's page names the expectation."""
    for item in handbook.catalogue.of_kind("expectation"):
        for indicator in item.indicators:
            rows = id_views.identity(handbook, indicator).rows
            assert item.id in {link.id for row in rows for link in row.links}


def test_an_id_page_shows_who_names_it(handbook: Handbook) -> None:
    """Whatever names an id is linked from that id's page."""
    for subject in handbook.graph.subjects:
        named = {link.id for row in id_views.identity(handbook, subject).rows for link in row.links}
        naming = {one for one in handbook.graph.named_by(subject) if not one.startswith("tool.") or subject[0] != "R"}
        assert naming - {subject} <= named | {link.id for link in _checked(handbook, subject)}, subject


def _checked(handbook: Handbook, subject: str) -> tuple[Link, ...]:
    return tuple(views.tool_link(tool) for tool in handbook.graph.checked_by(subject))


def test_an_expectation_says_which_questions_examine_it_or_that_none_does(handbook: Handbook) -> None:
    """Each expectation and indicator is examined by a question, or its page says that it is not yet."""
    for item in handbook.catalogue.of_kind("expectation", "indicator"):
        labels = {row.label for row in id_views.identity(handbook, item.id).rows}
        asked = handbook.graph.asked_in(item.id)
        assert ("Examined by" in labels) == bool(asked)
        assert bool(labels & {"Examined by", "Examined through what good looks like"}) != ("Not yet examined" in labels)


def test_a_rule_page_says_why_where_and_what_will_be_read(handbook: Handbook) -> None:
    """A rule that a question serves shows its source, the question, the sentence and an example, mended."""
    view = id_views.identity(handbook, "R053")
    rows = {row.label: row for row in view.rows}
    assert view.lead == handbook.graph.rules["R053"].statement
    assert rows["Why"].texts[0] == handbook.source("S1.4-CRO")[0]
    assert rows["Which questions it looks at"].links
    assert rows["What you will read when it is not met"].texts
    example = view.examples[0]
    assert example.message in rows["What you will read when it is not met"].texts
    assert example.failing != example.mended
    assert '"where"' in example.mended
    assert '"where"' not in example.failing


def test_every_example_of_a_rule_stands_on_the_page_of_that_rule(handbook: Handbook) -> None:
    """No failing example is lost, and none stands on another rule's page."""
    rules = {rule.id for rule in handbook.catalogue.rules}
    told = {example.problem.code for example in handbook.examples} & rules
    assert len(told) > 30
    for rule in rules:
        assert bool(id_views.identity(handbook, rule).examples) == (rule in told)


def test_words_for_every_kind_source_and_type_are_there(handbook: Handbook) -> None:
    """Whatever a page has to call something, words.yaml has the word."""
    for subject in handbook.graph.subjects:
        assert handbook.word("kinds", handbook.kind(subject))
        assert handbook.word("kinds_plural", handbook.kind(subject))
    with pytest.raises(KeyError, match=r"words.yaml has no kinds\.unheard-of"):
        handbook.word("kinds", "unheard-of")


def test_an_announced_id_is_named_and_not_linked(handbook: Handbook) -> None:
    """What a later release brings is said to come, and no link leads nowhere."""
    announced = "form.of-a-later-release"
    assert handbook.link(announced).href == ""
    assert handbook.announced(announced) == "A form"


@pytest.mark.parametrize(
    ("built_on", "overdue"), [(dt.date(2024, 3, 28), False), (dt.date(2024, 3, 29), True), (dt.date(2023, 4, 1), False)]
)
def test_review_is_flagged_from_the_day_after_it_was_due(
    handbook: Handbook,
    built_on: dt.date,
    overdue: bool,  # noqa: FBT001 - a row of a table
) -> None:
    """R002: the pages say that the review is overdue when the build's date is later than approval plus 12 months."""
    other = replace(handbook, built_on=built_on)
    assert other.review_overdue is overdue
    html = rendering.render(other, "about.html.jinja", "about/", {"kinds": (), "changes": ""})
    assert ("Review is overdue since 28 March 2024." in html) is overdue
    assert in_words(built_on) in html


def test_review_months_end_with_the_month() -> None:
    """A month without such a day ends earlier; years roll over."""
    assert review_due("2023-03-28", 12) == dt.date(2024, 3, 28)
    assert review_due("2024-02-29", 12) == dt.date(2025, 2, 28)
    assert review_due("2023-08-31", 6) == dt.date(2024, 2, 29)


def test_a_draft_edition_says_so(handbook: Handbook) -> None:
    """R004: an edition that is not in force is shown as a draft."""
    other = replace(handbook, in_force=False)
    html = rendering.render(other, "about.html.jinja", "about/", {"kinds": (), "changes": ""})
    assert "This edition is a draft and not in force." in html


def test_history_tells_since_when_and_what_changed(handbook: Handbook) -> None:
    """An id tells its first edition, what it said in each that changed it, and what became of it."""
    today = handbook.catalogue
    reworded = [
        replace(item, text="It is done in time.") if item.id == "ps.assessment.timely" else item for item in today.items
    ]
    gone = Item(id="ps.assessment.gone", kind="expectation", text="It went.", source="S1.2", level="core")
    items = [item for item in reworded if item.id != "ps.assessment.reasoning"]
    control = {**today.edition.control, "approved_on": "2020-03-01", "revised_on": ""}
    first = replace(
        today, edition=replace(today.edition, id="2020", control=control), items=(*items, gone)
    ).with_digest()
    said = (
        Change(id="ps.assessment.timely", change="raised", reason="It has to be earlier."),
        Change(
            id="ps.assessment.gone", change="retired", reason="Nobody needs it.", successors=("ps.assessment.timely",)
        ),
    )
    now = replace(today, changes=said).with_digest()
    other = replace(handbook, catalogue=now, editions=(first, now))
    timely = id_history.eras(other, "ps.assessment.timely")
    assert [(era.edition, era.since, era.until) for era in timely] == [
        ("2020", "2020-03-01", day_before(today.edition.in_force_from)),
        (today.edition.id, today.edition.in_force_from, ""),
    ]
    assert "It is done in time." in timely[0].text
    assert (timely[1].what, timely[1].reason) == ("Asks for more than before.", "It has to be earlier.")
    assert [era.what for era in id_history.eras(other, "ps.assessment.picture")][1] == "Unchanged."
    assert [era.edition for era in id_history.eras(other, "ps.assessment.reasoning")] == [today.edition.id]
    page = id_views.identity(other, "ps.assessment.gone")
    assert page.title == "It went."
    assert page.gone is not None
    assert [link.id for link in page.gone.links] == ["ps.assessment.timely"]
    assert (
        id_history.pinned(other, "2020", "ps.assessment.gone")
        == "editions/2020/standards/assessment/#ps.assessment.gone"
    )
