"""The compiled catalogue: written without defaults, read back equal, asked by id."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest

from practice_audit import model
from practice_audit.documents import canonical_bytes, digest, read_json
from practice_audit.model import (
    Catalogue,
    Change,
    Condition,
    Detail,
    Edition,
    Item,
    Option,
    Question,
    Rule,
    Section,
    Tool,
)
from practice_audit.problems import Unreadable

if TYPE_CHECKING:
    from typing import Any

MET = Question(
    id="t.a.met",
    type="met",
    ask="Is it met?",
    short="it",
    missing="Select whether it is met",
    required="always",
    when=Condition(all_of=(Condition(question="t.a.rows", at_least=2), Condition(none_of=(Condition(question="x"),)))),
    required_when=Condition(any_of=(Condition(question="t.a.why", answered=False),)),
    options=(Option(value="met", label="Met"), Option(value="na", label="Not applicable", hint="Say why")),
    details={"na": Detail(ask="Why?", missing="Say why", required=False, long=True)},
    links=("ps.a.one", "pm.early", "wgll.a.01"),
    rules=("R050",),
    minimum=0,
)
ROWS = Question(
    id="t.a.rows",
    type="repeat",
    ask="Which?",
    fields=(Question(id="what", type="text", ask="What?", links=("ps.a.one",)),),
    or_reason=Detail(ask="Why none?", missing="Say why there are none"),
    stops={"no": "Stop."},
    screen={"layout": "row"},
    rules=("R050", "R053"),
)
TOOL = Tool(
    id="t",
    version=2,
    title="T",
    lead="Lead.",
    method="method.t",
    record={"author.ref": "t.a.met"},
    sections=(
        Section(id="t.a", title="A", lead="L", questions=(MET, ROWS), headings={"t.a.met": "First"}),
        Section(id="t.b", title="B", lead="L", questions=(), when_words="there is a plan"),
    ),
    completion=("R050",),
)
CATALOGUE = Catalogue(
    edition=Edition(id="2023", status="current", control={"replaces": ["one"]}, counts={"grades": 1}),
    items=(
        Item(id="ps.a.one", kind="expectation", text="One.", source="S1", level="core", principles=("pm.early",)),
        Item(id="pm.early", kind="principle", title="Early", text="Be early.", source="S1", links=("pm.early", "t")),
        Item(id="grade.top", kind="grade", title="Top", text="Top.", source="S1", details={"rank": 1, "x": [1]}),
    ),
    tools=(TOOL,),
    rules=(
        Rule(
            id="R050",
            title="A rule",
            statement="It holds.",
            source="S1",
            origin="stated",
            severity="error",
            enforced=("check",),
        ),
    ),
    announced=("meeting.a",),
    digest="",
).with_digest()


def test_a_catalogue_reads_back_equal() -> None:
    """Through JSON text and back, nothing is lost and nothing changes type."""
    text = canonical_bytes(CATALOGUE.to_json())

    assert Catalogue.from_json(read_json(text)) == CATALOGUE


def test_a_list_read_back_is_a_tuple() -> None:
    """What is read is as unchangeable as what was compiled."""
    again = Catalogue.from_json(CATALOGUE.to_json())

    assert again.tools[0].questions["t.a.met"].links == ("ps.a.one", "pm.early", "wgll.a.01")
    assert isinstance(again.tools[0].questions["t.a.rows"].fields[0], Question)


def test_defaults_are_left_out() -> None:
    """The browser fetches no key that says nothing."""
    written = CATALOGUE.to_json()

    assert written["items"][0].keys() == {"id", "kind", "text", "source", "level", "principles"}
    assert written["tools"][0]["sections"][0]["questions"][1]["fields"] == [
        {"id": "what", "type": "text", "ask": "What?", "links": ["ps.a.one"]}
    ]


def test_a_zero_that_is_not_the_default_is_kept() -> None:
    """A smallest number of 0 is something else than none."""
    question = CATALOGUE.to_json()["tools"][0]["sections"][0]["questions"][0]

    assert question["minimum"] == 0
    assert question["required_when"] == {"any_of": [{"question": "t.a.why", "answered": False}]}


def test_json_says_its_format() -> None:
    """A program can see what the file is before it reads on."""
    assert list(CATALOGUE.to_json())[:3] == ["format", "format_version", "edition"]


@pytest.mark.parametrize("change", [{"format": "other"}, {"format_version": 2}, {"format": None}])
def test_another_format_is_refused(change: dict[str, Any]) -> None:
    """A catalogue of a later release is not half understood."""
    with pytest.raises(Unreadable) as caught:
        Catalogue.from_json({**CATALOGUE.to_json(), **change})

    assert [problem.code for problem in caught.value.problems] == ["REC012"]


def test_the_digest_covers_everything_else() -> None:
    """Two catalogues with one digest say the same."""
    content = CATALOGUE.to_json()
    stated = content.pop("digest")
    changed = dataclasses.replace(CATALOGUE, announced=()).with_digest()

    assert stated == digest(content)
    assert changed.digest != stated
    assert CATALOGUE.with_digest() == CATALOGUE


def test_every_record_inside_a_record_is_read_as_one() -> None:
    """A new field that holds records cannot be forgotten in the table of the reader."""
    names = {"Condition", "Option", "Detail", "Question", "Section", "Tool", "Item", "Rule", "Edition", "Change"}
    holders = {
        (each.__name__, field.name)
        for each in (Catalogue, Tool, Section, Question, Condition, Item, Rule, Edition, Option, Detail, Change)
        for field in dataclasses.fields(each)
        if any(name in str(field.type) for name in names)
    }

    assert holders == model._PARTS.keys()


def test_things_are_found_by_id() -> None:
    """Items, tools, rules and questions are asked for by their permanent ids."""
    assert CATALOGUE.by_id["pm.early"].title == "Early"
    assert CATALOGUE.tool("t") is TOOL
    assert CATALOGUE.rule("R050").title == "A rule"
    assert list(TOOL.questions) == ["t.a.met", "t.a.rows"]


@pytest.mark.parametrize("find", [CATALOGUE.tool, CATALOGUE.rule])
def test_an_unknown_id_is_a_key_error(find: Any) -> None:
    """Nobody gets a stand-in for what is not there."""
    with pytest.raises(KeyError):
        find("nothing")


def test_items_of_a_kind_keep_their_order() -> None:
    """Kinds come in the catalogue's order, not in that of the question."""
    assert [item.id for item in CATALOGUE.of_kind("grade", "expectation")] == ["ps.a.one", "grade.top"]


def test_questions_are_found_by_what_they_link() -> None:
    """The page of an expectation or rule lists the questions that look at it."""
    assert CATALOGUE.linking["ps.a.one"] == ((TOOL, MET),)
    assert CATALOGUE.linking["R050"] == ((TOOL, MET), (TOOL, ROWS))
    assert "grade.top" not in CATALOGUE.linking


def test_expectations_of_a_question_leave_out_other_links() -> None:
    """Principles and indicators beside a question are not judged by its answer."""
    assert [item.id for item in CATALOGUE.expectations_of(MET)] == ["ps.a.one"]
    assert CATALOGUE.expectations_of(ROWS) == ()


def test_an_item_is_called_by_its_title_or_its_sentence() -> None:
    """Expectations have no title; their sentence stands for them."""
    assert [item.name for item in CATALOGUE.items] == ["One.", "Early", "Top"]


def test_links_of_an_item_come_once() -> None:
    """All that an item names, in order and without repeats."""
    item = dataclasses.replace(CATALOGUE.items[0], links=("pm.early", "b"), indicators=("wgll.a.01",))

    assert item.all_links == ("pm.early", "wgll.a.01", "b")


def test_the_real_catalogue_reads_back_equal(catalogue: Catalogue) -> None:
    """What the handbook publishes is what its tools read."""
    text = json.dumps(catalogue.to_json())

    assert Catalogue.from_json(read_json(text)) == catalogue
    assert {question.type for tool in catalogue.tools for question in tool.questions.values()} <= set(
        model.QUESTION_TYPES
    )
