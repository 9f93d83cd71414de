"""What would lift the work: what falls short, and what good looks like."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from practice_audit.rules.audit import Audit
from practice_audit.rules.lifting import lifts
from tests.unit.rules.small import CATALOGUE, SECTIONS, TODAY, TOOL, record, value

if TYPE_CHECKING:
    from practice_audit.model import Catalogue, Tool


def told(answers: dict[str, Any], catalogue: Catalogue = CATALOGUE, tool: Tool = TOOL) -> list[tuple[str, str]]:
    """The standards that fall short with the worst that was said of each."""
    found = lifts(Audit(catalogue=catalogue, tool=tool, record=record(answers), today=TODAY))
    return [(lift.standard.id, lift.outcome) for lift in found]


def linking(question: str, *links: str) -> tuple[Catalogue, Tool]:
    """The small tool with other links at one question."""
    sections = tuple(
        replace(
            section,
            questions=tuple(replace(one, links=links) if one.id == question else one for one in section.questions),
        )
        for section in SECTIONS
    )
    tool = replace(TOOL, sections=sections)
    return replace(CATALOGUE, tools=(tool,)), tool


def test_core_comes_before_what_is_beyond_core() -> None:
    """Expectations that are partly met or not met, core ones first; those that are met are left out."""
    answers = {
        "q.plan": value("partly"),
        "q.two": value("not_met", which=["ps.chapter.praise", "ps.chapter.reason"]),
    }
    turned, tool = linking("q.plan", "ps.chapter.praise")

    assert told(answers) == [
        ("ps.chapter.plan", "partly"),
        ("ps.chapter.reason", "not_met"),
        ("ps.chapter.praise", "not_met"),
    ]
    assert told({"q.plan": value("partly"), "q.two": value("not_met", which=["ps.chapter.reason"])}, turned, tool) == [
        ("ps.chapter.reason", "not_met"),
        ("ps.chapter.praise", "partly"),
    ]
    assert told({"q.plan": value("met"), "q.two": value("na")}) == []


def test_what_good_looks_like_comes_from_the_expectation() -> None:
    """Each expectation brings its indicators; one that the edition does not have is left out."""
    items = tuple(
        replace(item, indicators=("wgll.good.01", "wgll.gone")) if item.id == "ps.chapter.plan" else item
        for item in CATALOGUE.items
    )
    audit = Audit(
        catalogue=replace(CATALOGUE, items=items), tool=TOOL, record=record({"q.plan": value("not_met")}), today=TODAY
    )

    (lift,) = lifts(audit)

    assert [item.id for item in lift.good] == ["wgll.good.01"]


def test_indicators_that_stand_alone_come_last() -> None:
    """A question that looks at no expectation is told by its indicators, the worst answer of several."""
    catalogue, tool = linking("q.plan", "wgll.good.02", "cro.visits")

    answers = {"q.plan": value("partly"), "q.two": value("partly", which=["ps.chapter.reason"])}

    assert told(answers, catalogue, tool) == [("ps.chapter.reason", "partly"), ("wgll.good.02", "partly")]


def test_nothing_lies_above_the_top_grade() -> None:
    """With the top grade nothing is offered; with every other, and with none, the same is."""
    short = {"q.plan": value("partly")}

    assert told({**short, "q.grade": value("grade.outstanding")}) == []
    assert told({**short, "q.grade": value("grade.positive")}) == told(short) == [("ps.chapter.plan", "partly")]
