"""Standards through editions: which figures go on, where they stand apart, and what cannot be compared."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.model import Change
from practice_audit.report.asking import Asked
from practice_audit.report.counting.trend_lines import lines_of
from practice_audit.report.layout import Points, Withheld
from practice_audit.report.making import make
from practice_audit.report.periods import period
from practice_audit.report.writers.arranging import arranged, tables

if TYPE_CHECKING:
    from practice_audit.model import Catalogue, Item
    from practice_audit.report.layout import Report
    from tests.making import Make

CURRENT = "ps.plans.current"
PLAIN = "ps.plans.plain-language"
PURPOSE = "ps.plans.purpose"
REVIEWED = "ps.plans.reviewed"


def next_edition(
    catalogue: Catalogue, changes: tuple[Change, ...], items: tuple[Item, ...], name: str = "2029"
) -> Catalogue:
    """An edition after this one with these items, and what people said of the changes."""
    edition = replace(catalogue.edition, id=name)
    return replace(catalogue, edition=edition, items=items, changes=changes).with_digest()


def reworded(catalogue: Catalogue, identity: str, word: str, reason: str = "Agreed in the year.") -> Catalogue:
    """The next edition, in which one standard has another text."""
    items = tuple(replace(one, text=f"{one.text} Anew.") if one.id == identity else one for one in catalogue.items)
    changes = (Change(id=identity, change=word, reason=reason),) if word else ()
    return next_edition(catalogue, changes, items)


@pytest.mark.parametrize("word", ["wording", "clarified"])
def test_what_was_said_otherwise_goes_on(catalogue: Catalogue, word: str) -> None:
    """A standard that was reworded or made clearer is one line through both editions."""
    lines = lines_of([catalogue, reworded(catalogue, CURRENT, word)])
    assert lines.of[catalogue.edition.id, CURRENT] == lines.of["2029", CURRENT]
    assert lines.line("2029", CURRENT).began is None  # type: ignore[union-attr]


@pytest.mark.parametrize("word", ["raised", "lowered", ""])
def test_what_means_something_else_stands_apart(catalogue: Catalogue, word: str) -> None:
    """A standard that was raised or lowered, or of whose change nobody spoke, has a line before and one after."""
    lines = lines_of([catalogue, reworded(catalogue, CURRENT, word)])
    before, after = lines.line(catalogue.edition.id, CURRENT), lines.line("2029", CURRENT)
    assert before is not None
    assert after is not None
    assert before.ended == after.began
    assert after.began is not None
    assert (after.began.word, after.began.edition) == (word or "unsaid", "2029")
    assert after.before == lines.of[catalogue.edition.id, CURRENT]


def test_a_new_name_of_the_same_goes_on(catalogue: Catalogue) -> None:
    """A standard that stands under another id now is one line, called by its new id."""
    items = tuple(replace(one, id="ps.plans.moved") if one.id == CURRENT else one for one in catalogue.items)
    change = Change(id=CURRENT, change="moved", reason="A better place.", successors=("ps.plans.moved",))
    lines = lines_of([catalogue, next_edition(catalogue, (change,), items)])
    assert lines.of[catalogue.edition.id, CURRENT] == lines.of["2029", "ps.plans.moved"]
    assert lines.line(catalogue.edition.id, CURRENT).id == "ps.plans.moved"  # type: ignore[union-attr]


@pytest.mark.parametrize("word", ["retired", "split", "merged"])
def test_what_is_gone_ends(catalogue: Catalogue, word: str) -> None:
    """A standard that was retired, split or merged ends, and what took its place begins anew."""
    successors = () if word == "retired" else ("ps.plans.part",)
    heir = replace(catalogue.by_id[CURRENT], id="ps.plans.part", text="A part of it.")
    items = tuple(one for one in catalogue.items if one.id != CURRENT) + ((heir,) if successors else ())
    change = Change(id=CURRENT, change=word, reason="So agreed.", successors=successors)
    lines = lines_of([catalogue, next_edition(catalogue, (change,), items)])
    old = lines.line(catalogue.edition.id, CURRENT)
    assert old is not None
    assert old.ended is not None
    assert (old.ended.word, old.ended.reason, old.ended.successors) == (word, "So agreed.", successors)
    if successors:
        new = lines.line("2029", "ps.plans.part")
        assert new is not None
        assert new.began is not None
        assert new.began.word == word
        assert new.before == ""


def test_lines_run_through_several_editions(catalogue: Catalogue) -> None:
    """What was raised two editions ago and only reworded since is one line from the edition that raised it."""
    second = reworded(catalogue, CURRENT, "raised")
    items = tuple(replace(one, text="Other words.") if one.id == CURRENT else one for one in second.items)
    third = next_edition(second, (Change(id=CURRENT, change="wording", reason="Plain words."),), items, "2030")
    lines = lines_of([catalogue, second, third])
    line = lines.line("2030", CURRENT)
    assert line is not None
    assert (line.since, lines.of["2029", CURRENT]) == ("2029", lines.of["2030", CURRENT])


def two_editions(catalogue: Catalogue, make_record: Make) -> tuple[list[Catalogue], list[dict[str, Any]]]:
    """An edition that raises one standard, rewords another, retires a third and adds one; audits of both."""
    texts = {CURRENT: "It is higher now.", PLAIN: "The plan is written in everyday words."}
    items = tuple(
        replace(one, text=texts[one.id]) if one.id in texts else one for one in catalogue.items if one.id != REVIEWED
    )
    changes = (
        Change(id=CURRENT, change="raised", reason="The council asks for more."),
        Change(id=PLAIN, change="wording", reason="Plainer."),
        Change(id=REVIEWED, change="retired", reason="Asked elsewhere."),
    )
    later = next_edition(catalogue, changes, items)
    records = [make_record(number=number, days=days) for number, days in enumerate((60, 80, 150, 170), start=1)]
    for record in records[2:]:
        record["edition"] = "2029"
    return [catalogue, later], records


def report_of(catalogues: list[Catalogue], records: list[dict[str, Any]], name: str) -> Report:
    """The report of a period over both editions."""
    return make(records, catalogues, Asked(period=period(name), made_on=dt.date(2024, 1, 5))).report


def test_a_report_shows_where_comparison_ends(catalogue: Catalogue, make: Make) -> None:
    """The quarter after the change compares what was only reworded, and says why it compares nothing of the others."""
    catalogues, records = two_editions(catalogue, make)
    report = report_of(catalogues, records, "2023-Q4")
    found = {table.id: table for _, table in tables(arranged(report))}
    rows = {str(row[-1]): row for row in found["standards_change"].rows}
    assert rows[PLAIN][6:8] == (2, 2)
    assert rows[PLAIN][0] == "The plan is written in everyday words."
    raised = Withheld(words="raised in edition 2029")
    assert rows[CURRENT][6:10] == (raised, raised, raised, "not compared")
    told = next(section for section in report.sections if section.id == "editions").blocks[1]
    assert isinstance(told, Points)
    details = {point.links[0]: point.details for point in told.items}
    assert details[CURRENT] == (
        "Raised in edition 2029: figures before and after stand apart.",
        "Reason given: The council asks for more.",
    )
    assert details[REVIEWED][0] == "Retired in edition 2029: it is judged no longer."
    assert PLAIN not in details
    assert PURPOSE not in details


def test_one_period_over_two_editions_keeps_them_apart(catalogue: Catalogue, make: Make) -> None:
    """In a year with both editions a raised standard stands twice, once with its earlier text and until when."""
    catalogues, records = two_editions(catalogue, make)
    report = report_of(catalogues, records, "2023")
    found = {table.id: table for _, table in tables(arranged(report))}
    current = [row for row in found["standards"].rows if row[-1] == CURRENT]
    assert [row[4] for row in current] == [2, 2]
    assert current[0][0] == "It is higher now."
    assert str(current[1][0]).endswith("(as it was until edition 2029)")
    assert [row[4] for row in found["standards"].rows if row[-1] == PURPOSE] == [4]
