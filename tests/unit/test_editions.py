"""Two editions compared: what is a change, what only comes along, and which word can be said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.editions import WORDS, Comparison, LinkChange, compare, fitting, in_time
from practice_audit.fingerprints import FINGERPRINT, subjects
from practice_audit.model import Catalogue, Change, Edition, Item, Question, Rule, Section, Tool

if TYPE_CHECKING:
    from collections.abc import Callable


def item(identity: str, text: str = "It is done.", **more: Any) -> Item:
    """A small expectation."""
    return Item(id=identity, kind=more.pop("kind", "expectation"), text=text, source="S1", **more)


QUESTION = Question(id="t.a.one", type="met", ask="Is it done?", links=("ps.a",), rules=("R050",))
SECTION = Section(id="t.a", title="A", lead="Read.", questions=(QUESTION,))
TOOL = Tool(
    id="t",
    version=1,
    title="Tool",
    lead="It asks.",
    method="method.t",
    record={},
    sections=(SECTION,),
    completion=("R050",),
)
RULE = Rule(
    id="R050", title="A rule", statement="Do it.", source="S1", origin="stated", severity="error", enforced=("check",)
)
FIRST = Catalogue(
    edition=Edition(id="2023", status="current", control={"approved_on": "2023-03-28"}, counts={}),
    items=(
        item("ps.a", level="core", group="One"),
        item("ps.b", links=("ps.a",)),
        item("doc.x", kind="document-field"),
    ),
    tools=(TOOL,),
    rules=(RULE,),
    announced=(),
    digest="",
).with_digest()


def changed(identity: str, **values: Any) -> Catalogue:
    """The next edition, with one item otherwise."""
    items = tuple(replace(one, **values) if one.id == identity else one for one in FIRST.items)
    return following(items=items)


def following(**values: Any) -> Catalogue:
    """The next edition, otherwise in these parts."""
    return replace(FIRST, edition=replace(FIRST.edition, id="2024"), **values).with_digest()


def asked(**values: Any) -> Catalogue:
    """The next edition, with its question otherwise."""
    section = replace(SECTION, questions=(replace(QUESTION, **values),))
    return following(tools=(replace(TOOL, sections=(section,)),))


def facts(comparison: Comparison) -> list[tuple[str, str]]:
    """Each difference as id and plain fact."""
    return [(one.id, one.what) for one in comparison.differences]


def test_nothing_differs_from_itself() -> None:
    """The same content in another edition is no change."""
    assert compare(FIRST, following()) == Comparison(before="2023", after="2024", differences=())


@pytest.mark.parametrize(
    "after",
    [
        changed("ps.a", text="It is done well."),
        changed("ps.a", title="Done"),
        changed("ps.a", level="enhanced"),
        changed("ps.a", applies="when it can be"),
        changed("ps.a", details={"actions": "required"}),
    ],
)
def test_what_is_asked_of_people_makes_a_change(after: Catalogue) -> None:
    """Text, title, level, condition and a grade's demand are in the fingerprint."""
    assert facts(compare(FIRST, after)) == [("ps.a", "reworded")]


@pytest.mark.parametrize(
    "after",
    [
        changed("ps.a", source="S2"),
        changed("ps.a", origin="derived"),
        changed("ps.a", aliases=("other",)),
        changed("ps.a", level_status="agreed"),
        changed("ps.a", details={"note": "How it was read in the source."}),
        following(tools=(replace(TOOL, version=2),)),
        asked(short="other", missing="Say it", part="p"),
    ],
)
def test_what_is_not_asked_of_people_makes_none(after: Catalogue) -> None:
    """Sources, notes, aliases, versions and the words of messages are not."""
    assert compare(FIRST, after).differences == ()


@pytest.mark.parametrize(
    "after",
    [asked(ask="Was it done?"), asked(type="yesno"), asked(required="always"), asked(hint="Look.")],
)
def test_how_a_question_is_asked_makes_a_change(after: Catalogue) -> None:
    """Wording, type, hint and whether it must be answered."""
    assert facts(compare(FIRST, after)) == [("t.a.one", "reworded")]


def test_both_sides_of_a_change_are_told() -> None:
    """A difference holds what differs, before and after, and nothing else."""
    (one,) = compare(FIRST, changed("ps.a", level="enhanced")).differences
    assert (dict(one.before), dict(one.after)) == ({"level": "core"}, {"level": "enhanced"})


def test_another_kind_is_a_change_that_shows() -> None:
    """An id that is of another kind now says the same in words: the change names both kinds."""
    (one,) = compare(FIRST, changed("ps.a", kind="guidance")).differences
    assert (one.what, one.before, one.after) == ("reworded", {"kind": "expectation"}, {"kind": "guidance"})


def test_another_place_is_a_move() -> None:
    """A group of its chapter, or a section of its tool: the id stands elsewhere and says the same."""
    (one,) = compare(FIRST, changed("ps.a", group="")).differences
    assert (one.what, one.has_moved, one.before["place"], one.after["place"]) == ("moved", True, "One", "")


def test_a_heading_with_another_name_moves_nothing() -> None:
    """What stands under a heading stays where it is when the heading is reworded."""
    assert compare(FIRST, changed("ps.a", group="Number one")).differences == ()


def test_document_control_needs_no_word() -> None:
    """Which edition it is differs each time, and is listed apart."""
    comparison = compare(FIRST, changed("doc.x", text="This is the next edition."))
    assert comparison.differences == ()
    assert [one.id for one in comparison.control] == ["doc.x"]


def test_a_change_of_links_is_listed_under_its_cause() -> None:
    """A new entry that others now name is one change; their links came with it."""
    new = item("ps.c")
    pointing = replace(FIRST.items[1], links=("ps.a", "ps.c"))
    after = following(items=(FIRST.items[0], pointing, new, FIRST.items[2]))
    (one,) = compare(FIRST, after).differences
    assert (one.id, one.what) == ("ps.c", "new")
    assert one.links == (LinkChange(source="ps.b", target="ps.c", added=True),)


def test_a_link_alone_is_no_change() -> None:
    """Links that changed with nothing else are listed apart."""
    comparison = compare(FIRST, changed("ps.b", links=()))
    assert comparison.differences == ()
    assert comparison.links == (LinkChange(source="ps.b", target="ps.a", added=False),)


def split(*said: Change) -> Catalogue:
    """The next edition, in which ps.a has become two."""
    return following(items=(item("ps.c"), item("ps.d"), item("ps.b"), FIRST.items[2]), changes=said)


def test_a_split_is_one_change_that_names_its_successors() -> None:
    """The old id is gone; what it is now is no change of its own."""
    after = split(Change(id="ps.a", change="split", reason="It held two.", successors=("ps.c", "ps.d")))
    (one,) = compare(FIRST, after).differences
    assert (one.id, one.what, one.words, one.successors) == ("ps.a", "gone", ("split",), ("ps.c", "ps.d"))
    assert one.links == (LinkChange(source="ps.b", target="ps.a", added=False),)


def test_without_a_word_each_id_stands_alone() -> None:
    """As long as nobody says that it was a split, one id is gone and two are new."""
    assert facts(compare(FIRST, split())) == [("ps.a", "gone"), ("ps.c", "new"), ("ps.d", "new")]


def test_questions_come_and_go_with_their_tool() -> None:
    """A tool that is new or gone is one change, with all that it asks."""
    without = following(tools=())
    assert facts(compare(FIRST, without)) == [("tool.t", "gone")]
    assert facts(compare(replace(without, edition=FIRST.edition).with_digest(), following())) == [("tool.t", "new")]


def test_years_between_are_told_together() -> None:
    """Over several editions, words and reasons add up, and successors lead to what is there at the end."""
    first = Change(id="ps.a", change="split", reason="It held two.", successors=("ps.c", "ps.d"))
    second = Change(id="ps.c", change="moved", reason="It belongs there.", successors=("ps.e",))
    after = following(items=(item("ps.e"), item("ps.d"), item("ps.b"), FIRST.items[2]))
    (one,) = compare(FIRST, after, [(first,), (second,)]).differences
    assert (one.id, one.successors) == ("ps.a", ("ps.e", "ps.d"))
    reworded = [Change(id="ps.b", change=word, reason=word) for word in ("wording", "raised")]
    (one,) = compare(FIRST, changed("ps.b", text="More."), [[each] for each in reworded]).differences
    assert one.words == ("wording", "raised")


def test_successors_that_lead_in_a_circle_end() -> None:
    """What people write may lead nowhere, and never runs for ever."""
    said = (
        Change(id="ps.a", change="merged", reason="One.", successors=("ps.z",)),
        Change(id="ps.z", change="merged", reason="Two.", successors=("ps.a",)),
    )
    (one, *_) = compare(FIRST, split(*said)).differences
    assert (one.id, one.successors) == ("ps.a", ())


def test_every_fact_has_its_words() -> None:
    """Each kind of change can be said in words of the closed list, and each word fits some change."""
    made: list[Callable[[], Catalogue]] = [
        lambda: changed("ps.a", text="Other."),
        lambda: changed("ps.a", group=""),
        split,
    ]
    words = {word for make in made for one in compare(FIRST, make()).differences for word in fitting(one)}
    assert words == set(WORDS)


def test_fingerprints_are_short_and_stable() -> None:
    """A fingerprint has sixteen digits and depends on nothing but kind and content."""
    prints = [subjects(catalogue)["ps.a"].fingerprint for catalogue in (FIRST, following())]
    assert prints[0] == prints[1]
    assert len(prints[0]) == FINGERPRINT


def test_editions_stand_in_time() -> None:
    """The tenth revision of a year comes after the second."""
    ids = ["2024", "2023.10", "2023", "2023.2"]
    assert sorted(ids, key=in_time) == ["2023", "2023.2", "2023.10", "2024"]
