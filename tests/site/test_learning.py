"""What readers see of learning material and reading lists: on their own pages, and on the pages of what they teach."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from macros import addresses, edition_views, id_views, rendering, training_views
from macros.handbook import Waiting, Workbench
from practice_audit.fingerprints import subjects
from practice_audit.sources.training import Material, ReadingList, Target, Training
from site_build import learning_pages
from site_build.page import Maker, url_of
from tests.site.document import read
from tests.site.two_editions import ADDED, BEFORE, REWORDED, two_editions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from macros import Handbook
    from macros.rows import Row
    from tests.site.document import Document

SUSPECT = f"written for edition {BEFORE}; this text has changed since"
WORDS_OF_A_SENTENCE = 25


def made(handbook: Handbook) -> dict[str, Document]:
    """The pages of what people learn from, by their address, each as the main part of a page."""
    maker = Maker(handbook=handbook, shell=frozenset())
    return {url_of(page.path): read(f"<article>{page.html}</article>") for page in learning_pages.made(maker)}


def rows(handbook: Handbook, identity: str) -> Mapping[str, Row]:
    """The rows of a permanent page by their labels."""
    return {row.label: row for row in id_views.identity(handbook, identity).rows}


ARTICLE = Material(
    id="training.new",
    title="Something new",
    kind="article",
    audience=(),
    about="It is about plans.",
    teaches=(Target(id=REWORDED, edition=BEFORE), Target(id=ADDED, edition=BEFORE)),
    edition=BEFORE,
    review_on="2024-01-31",
)
LIST = ReadingList(
    id="reading.new",
    title="A new list",
    audience=(),
    lead="Read this.",
    edition=BEFORE,
    entries=(
        Target(id=REWORDED, edition=BEFORE, say="First this."),
        Target(id=ADDED, edition=BEFORE, say="Then that."),
        Target(id="ps.plans.of-tomorrow", edition="2099", say="Not yet."),
        Target(id="training.new", edition=BEFORE, say="And this."),
    ),
)


@pytest.fixture
def revised(handbook: Handbook) -> Handbook:
    """A handbook of two editions, with one piece of material and one list that were chosen for the first."""
    return replace(two_editions(handbook), training=Training(material=(ARTICLE,), lists=(LIST,)))


def test_the_page_holds_everything_there_is_to_learn_from(
    handbook: Handbook, documents: Mapping[str, Document]
) -> None:
    """Each list with its hand-out, each piece of material with audience, place, review date and what it teaches."""
    page = documents["learning/"]
    training = handbook.training
    assert len(training.material) > 20
    assert 6 <= len(training.lists) <= 10
    for listed in training.lists:
        assert listed.title in page.text
        assert listed.lead.strip() in page.text
        assert f"../{addresses.reading_list(listed.id)}" in page.links
    for one in training.material:
        assert one.id in page.ids
        assert ("h3", one.title) in page.headings
        assert one.about.strip() in page.text
        assert (one.address in page.links) if one.address else (one.page or "its address is not set yet" in page.text)
        for target in one.teaches:
            assert f"../{addresses.permanent(target.id)}" in page.links
    headings = [text for tag, text in page.headings if tag == "h2"]
    kinds = {one.kind for one in training.material}
    assert headings[0] == "Reading lists"
    assert headings[1:] == [title for kind, title in handbook.words["material_headings"].items() if kind in kinds]


def test_there_is_a_word_for_every_kind_that_may_be_written(handbook: Handbook, root: Path) -> None:
    """Whatever the schema allows as a kind has its word and its heading, in the same order."""
    schema = json.loads((root / "standards" / "schemas" / "training.schema.json").read_text(encoding="utf-8"))
    kinds = schema["$defs"]["material"]["properties"]["kind"]["enum"]
    assert list(handbook.words["material_kinds"]) == list(handbook.words["material_headings"]) == kinds


def test_each_reading_list_is_a_page(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """A hand-out has its entries in their order, each with its sentence and a link to what is in force."""
    for listed in handbook.training.lists:
        page = documents[addresses.reading_list(listed.id)]
        assert 5 <= len(listed.entries) <= 10
        places = [page.text.index(f"{handbook.name(entry.id)} {entry.say.strip()}") for entry in listed.entries]
        assert places == sorted(places)
        wanted = [f"../../{addresses.permanent(entry.id)}" for entry in listed.entries]
        assert [link for link in page.links if link in wanted] == wanted
        assert page.source.count("data-copy") == 2
        assert {addresses.reading_list(listed.id), addresses.permanent(listed.id)} <= set(_addresses(page))


def _addresses(page: Document) -> list[str]:
    return [part.split('"')[0] for part in page.source.split('data-address="')[1:]]


def test_sentences_are_short(handbook: Handbook) -> None:
    """What a list says of an entry, and what material is about, can be taken in at one reading."""
    training = handbook.training
    said = [entry.say for listed in training.lists for entry in listed.entries]
    texts = [*said, *(one.about for one in training.material), *(one.lead for one in training.lists)]
    sentences = [sentence for text in texts for sentence in text.replace("?", ".").split(". ")]
    assert [one for one in sentences if len(one.split()) > WORDS_OF_A_SENTENCE] == []
    assert len(said) == len(set(said))


def test_what_is_named_knows_who_names_it(handbook: Handbook) -> None:
    """The page of each id that material teaches or a list holds leads to the material or the list."""
    for source, target in handbook.training.chosen():
        label = "In reading lists" if target.id in handbook.training.by_id else "Learning material"
        links = rows(handbook, target.id)[label].links
        assert source in {link.id for link in links}
        assert all(link.href == addresses.permanent(link.id) for link in links)


def test_a_standard_shows_what_teaches_it_and_of_which_kind(documents: Mapping[str, Document]) -> None:
    """Title and kind stand on the permanent page; an id that nothing teaches has no such row."""
    page = documents["id/ps.plans.plain-language/"]
    assert (
        "Learning material Writing for GOV.UK (guidance) Your first week as a practitioner (reading list)" in page.text
    )
    assert "Learning material" not in documents["id/ps.directwork.group-work/"].text


@pytest.mark.parametrize("subject", ["tool.ila", "R053", "ila.f.why", "pa.j.proud", "grade.positive", "term.munro"])
def test_every_kind_of_id_shows_what_teaches_it(handbook: Handbook, subject: str) -> None:
    """Tools, rules, questions, grades and words have the row as well."""
    assert rows(handbook, subject)["Learning material"].links


def test_the_page_of_material_says_what_it_is(handbook: Handbook) -> None:
    """Kind, place, audience, what it teaches, for which edition, and when somebody will look at it again."""
    shown = rows(handbook, "training.working-together")
    assert shown["Kind"].texts == ("Guidance",)
    (outside,) = shown["Where to find it"].links
    assert outside.href.startswith("https://www.gov.uk/")
    assert outside.note == "check this link: it may be out of date"
    assert shown["Who it is for"].texts == ("Everyone",)
    assert "ps.plans.multiagency-meeting" in {link.id for link in shown["What it teaches"].links}
    assert shown["Chosen for the text of"].texts == ("Edition 2023",)
    assert shown["To be looked at again by"].texts == ("31 March 2027",)
    assert rows(handbook, "training.rethink-training")["Where to find it"].texts == ("Its address is not set yet.",)
    assert rows(handbook, "training.mend-an-answer")["Where to find it"].links[0].href == "id/R053/"
    assert rows(handbook, "training.how-to-grade")["Where to find it"].links[0].href == "grades/#how-to-grade"


def test_the_page_of_a_list_says_what_it_is(handbook: Handbook) -> None:
    """It leads to the hand-out and to every entry, and says whom it is for."""
    shown = rows(handbook, "reading.moderating")
    assert shown["Where it stands"].links[0].href == "learning/moderating/"
    assert [link.id for link in shown["What to read"].links][:2] == ["method.moderation-1", "method.moderation-2"]
    assert "role.moderator-1" in {link.id for link in shown["Who it is for"].links}


def test_what_is_of_no_edition_does_not_speak_of_one(documents: Mapping[str, Document]) -> None:
    """The page of a list has no history and no edition to be cited by, and no edition counts it among what it holds."""
    for identity in ("reading.first-week", "training.working-together"):
        page = documents[addresses.permanent(identity)]
        assert "History" not in [text for _, text in page.headings]
        assert f"Cite as: Quality Assurance Framework, {identity}." in page.text
    assert "Reading lists:" not in documents["about/"].text
    assert {"material", "reading-list"} <= set(documents["id/"].ids)


def test_what_was_chosen_for_another_text_says_so(revised: Handbook) -> None:
    """On the page of the id, of the material, of the list and of everything; what did not change says nothing."""
    notes = {link.id: link.note for link in rows(revised, REWORDED)["Learning material"].links}
    assert notes == {"training.new": f"article; {SUSPECT}", "reading.new": f"reading list; {SUSPECT}"}
    assert {link.note for link in rows(revised, ADDED)["Learning material"].links} == {"article", "reading list"}
    assert [link.note for link in rows(revised, "training.new")["What it teaches"].links] == [SUSPECT, ""]
    assert [link.note for link in rows(revised, "reading.new")["What to read"].links] == [SUSPECT, "", ""]
    html = made(revised)
    assert html["learning/new/"].text.count(SUSPECT[1:]) == 1
    everything = html["learning/"].text
    assert "It teaches 2 entries of the framework, of which 1 changed since" in everything
    assert everything.count(SUSPECT) == 1


def test_what_this_edition_does_not_have_yet_is_left_out(revised: Handbook) -> None:
    """A list may be ahead of the edition that people read: its new entries come with the next one."""
    assert "Not yet." not in made(revised)["learning/new/"].text
    (shown,) = training_views.lists(revised)
    assert [entry.link.id for entry in shown.entries] == [REWORDED, ADDED, "training.new"]


@pytest.mark.parametrize(("today", "overdue"), [(dt.date(2024, 1, 31), False), (dt.date(2024, 2, 1), True)])
def test_material_that_nobody_looked_at_says_so(
    revised: Handbook,
    today: dt.date,
    overdue: bool,  # noqa: FBT001 - a row of a table
) -> None:
    """From the day after its review date the page says so, and from which day this is seen."""
    page = made(replace(revised, built_on=today))["learning/"].text
    assert ("It should have been looked at again by 31 January 2024. Seen from 1 February 2024" in page) is overdue
    assert ("To be looked at again by 31 January 2024." in page) is not overdue


def test_a_published_edition_has_nothing_to_learn_from(revised: Handbook) -> None:
    """Its pages stay as they are, whatever people learn from later; the way to today's list is that of today."""
    older = revised.of_edition(revised.editions[0])
    assert older.training.material == ()
    assert set(older.graph.subjects) == set(subjects(older.catalogue)) | set(older.graph.found)
    assert addresses.within(older.base, "learning/") == "learning/"


def test_text_of_training_is_never_read_as_markup(revised: Handbook) -> None:
    """Tags and template signs in a title or a sentence stand on the pages as they were written."""
    hostile = "</p><script>alert(1)</script>{{7*7}}"
    listed = replace(LIST, title=hostile, lead=hostile, entries=(replace(LIST.entries[0], say=hostile),))
    training = Training(material=(replace(ARTICLE, title=hostile, about=hostile),), lists=(listed,))
    for page in made(replace(revised, training=training)).values():
        assert "alert(1)" in page.text
        assert "<script" not in page.source
        assert "{{7*7}}" in page.text


def test_the_page_of_the_revision_lists_what_people_learn_from(revised: Handbook) -> None:
    """Each link to look at again with the edition for which it was chosen, and what nobody looked at in time."""
    waiting = (
        Waiting(source="training.new", target=REWORDED, place="standards/training.yaml:7", edition=BEFORE),
        Waiting(source="method.ila", target=REWORDED, place="standards/methods.yaml:20"),
    )
    bench = Workbench(comparison=None, missing=(), waiting=waiting)
    working = replace(revised, workbench=bench, built_on=dt.date(2024, 2, 1))
    html = rendering.render(working, "revision.html.jinja", "revision/", edition_views.workbench(working))
    text = read(f"<article>{html}</article>").text
    assert f"{REWORDED}, chosen for edition {BEFORE} standards/training.yaml:7" in text
    assert f"{REWORDED} standards/methods.yaml:20" in text
    assert "write the new one under edition" in text
    assert "Something new training.new, by 31 January 2024" in text
    assert "Seen from 1 February 2024" in text
    later = replace(working, built_on=dt.date(2024, 1, 31))
    assert edition_views.workbench(later).overdue == ()
