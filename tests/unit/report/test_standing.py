"""Actions in a report: under the theme of their standard, with owner role and date, and with what they changed."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import records
from practice_audit.report.asking import Asked
from practice_audit.report.counting.tallies import KEPT
from practice_audit.report.layout import Points, Table
from practice_audit.report.making import make as make_report
from practice_audit.report.periods import period
from practice_audit.report.writers.arranging import arranged, sections, tables
from tests.report_totals import totals

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue
    from practice_audit.report.making import Made
    from tests.making import Make, Save

REASONING = "Write down how the facts of the assessment lead to the view on risk"


@pytest.fixture(scope="module")
def update(catalogue: Catalogue, root: Path) -> Any:
    """An update of the audit's first action on a day."""
    path = root / "tools/definitions/actions/examples/valid/three-of-four.json"
    example = json.loads(path.read_text(encoding="utf-8"))

    def made(audit: dict[str, Any], state: str, day: str, effect: str = "") -> dict[str, Any]:
        record = json.loads(json.dumps(example))
        answers = record["answers"]
        answers["ac.a.record"]["value"] = audit["record_id"]
        row = answers["ac.b.actions"]["rows"][0]
        row["ref"] = {"value": f"ila.g.actions/{audit['answers']['ila.g.actions']['rows'][0]['id']}"}
        row |= {"status": {"value": state}, "changed_on": {"value": day}, "effect": {"value": effect}}
        answers["ac.b.actions"]["rows"] = [row]
        answers["ac.b.completed_on"]["value"] = day
        record["completed"] = f"{day}T10:00:00Z"
        return records.complete(catalogue, catalogue.tool("actions"), record, record["completed"])

    return made


def report_of(catalogue: Catalogue, given: list[dict[str, Any]], name: str, made_on: str = "2024-02-01") -> Made:
    """The report of a period."""
    return make_report(given, [catalogue], Asked(period=period(name), made_on=dt.date.fromisoformat(made_on)))


def deeds(made: Made, chapter: str) -> Points | Table:
    """What was done and agreed in a theme: a table, or an empty list."""
    theme = next(one for _, one in sections(made.report) if one.id.endswith(chapter.replace(".", "-")))
    assert [block.title for block in theme.blocks if isinstance(block, Points)][:2] == [
        "Strengths",
        "Areas for development",
    ]
    found = (block for block in theme.blocks if isinstance(block, Points | Table))
    return next(block for block in found if block.title == "Actions undertaken and agreed")


def test_an_agreed_action_stands_with_its_standard(catalogue: Catalogue, make: Make) -> None:
    """Each agreed action is in the theme of its standard, with owner role and due date, soonest first (R145, R146)."""
    audit = make()
    made = report_of(catalogue, [audit], "2023-Q2")
    listed = deeds(made, "ps.assessment")
    assert isinstance(listed, Table)
    assert listed.rows[0] == (REASONING, "Social Worker", dt.date(2023, 6, 9), "Agreed, open", None)
    rows = audit["answers"]["ila.g.actions"]["rows"]
    assert sum(len(theme.agreed) for theme in made.findings.themes) == len(rows)
    assert all(one.due.date and one.owner_role for theme in made.findings.themes for one in theme.agreed)


def test_an_action_that_was_done_says_what_it_changed(catalogue: Catalogue, make: Make, update: Any) -> None:
    """In the quarter in which it was done it stands under actions undertaken, with its effect (R078)."""
    audit = make()
    done = update(audit, "done", "2023-08-02", "The core group agrees what the risk is.")
    made = report_of(catalogue, [done, audit], "2023-Q3")
    listed = deeds(made, "ps.assessment")
    assert isinstance(listed, Table)
    assert listed.columns[-1].title == "What it changed, or why it was not done"
    effect = "The core group agrees what the risk is."
    assert listed.rows == ((REASONING, "Social Worker", dt.date(2023, 6, 9), "Done", effect),)
    impact = next(section for section in made.report.sections if section.id == "impact").blocks[0]
    assert impact.text == "Actions done in this period: 1. For 1 of them it was told what they changed."  # type: ignore[union-attr]


def test_what_was_agreed_and_done_in_one_period_stands_once(catalogue: Catalogue, make: Make, update: Any) -> None:
    """An action of both lists has one row, which says both; one that was given up says why (R077, R145)."""
    audit = make()
    both = report_of(catalogue, [audit, update(audit, "done", "2023-06-20", "It helped.")], "2023-Q2")
    rows = [row for row in deeds(both, "ps.assessment").rows if row[0] == REASONING]  # type: ignore[union-attr]
    assert [row[3:] for row in rows] == [("Agreed and done", "It helped.")]
    given_up = update(audit, "not_done", "2023-06-20")
    given_up["answers"]["ac.b.actions"]["rows"][0]["reason"] = {"value": "The family has moved."}
    other = report_of(catalogue, [audit, given_up], "2023-Q2")
    rows = [row for row in deeds(other, "ps.assessment").rows if row[0] == REASONING]  # type: ignore[union-attr]
    assert [row[3:] for row in rows] == [("Agreed, not done", "The family has moved.")]


def test_sections_whose_actions_stand_elsewhere_say_so(catalogue: Catalogue, make: Make) -> None:
    """A section of What Good Looks Like has no action of its own, and says where they are (R145)."""
    told = deeds(report_of(catalogue, [make()], "2023-Q2"), "wgll.plans")
    assert isinstance(told, Points)
    assert told.none == "They stand with the chapters of the Practice Standards."


def test_a_report_of_the_past_does_not_know_the_future(catalogue: Catalogue, make: Make, update: Any) -> None:
    """What was done after the last day of the period is open in its report, whenever the report is made."""
    audit = make()
    given = [audit, update(audit, "done", "2023-08-02", "It helped.")]
    earlier, later = (report_of(catalogue, given, name) for name in ("2023-Q2", "2023-Q3"))
    states = [{str(row[0]): row[1] for row in _table(made, "action_states")} for made in (earlier, later)]
    assert [one["Done"] for one in states] == [0, 1]
    assert sum(states[0].values()) == sum(states[1].values())


def _done(made: Made) -> tuple[Any, ...]:
    """Actions done in the period, and in the one before."""
    row = next(row for row in _table(made, "headline") if row[0] == "Actions done in the period")
    return row[1], row[4]


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ([("done", "2023-06-20")], [1, 0, 0]),
        ([("done", "2023-06-20"), ("done", "2023-07-20")], [1, 0, 0]),
        ([("done", "2023-06-20"), ("open", "2023-07-20")], [1, 0, 0]),
        ([("done", "2023-06-20"), ("open", "2023-07-20"), ("done", "2023-11-01")], [1, 0, 0]),
        ([("done", "2023-06-20"), ("in_hand", "2023-06-25"), ("done", "2023-08-01")], [0, 1, 0]),
        ([("done", "2023-06-20"), ("in_hand", "2023-06-25")], [0, 0, 0]),
    ],
)
def test_what_was_done_is_told_alike_by_every_report(
    catalogue: Catalogue, make: Make, update: Any, told: list[tuple[str, str]], counts: list[int]
) -> None:
    """An action is done once, in the first quarter at whose end it was; later reports and the year say the same."""
    audit = make()
    given = [audit, *(update(audit, state, day) for state, day in told)]
    for place, one in enumerate(given):
        one["record_id"] = f"{place + 1:08x}-0000-4000-8000-000000000000"
    for one in given[1:]:
        one["answers"]["ac.a.record"]["value"] = given[0]["record_id"]
    names = [f"2023-Q{place}" for place in (2, 3, 4)]
    own, before = zip(*(_done(report_of(catalogue, given, name)) for name in names), strict=True)
    assert list(own) == counts
    assert list(before) == [0, *counts[:2]]
    year = report_of(catalogue, given, "2023")
    assert _column(report_of(catalogue, given, "2023-Q4"), "quarters_work", "done")[-3:] == counts
    assert _column(year, "year_work", "done") == [0, *counts]
    work = next(one for _, one in tables(arranged(year.report)) if one.id == "year_work")
    assert work.total[[column.id for column in work.columns].index("done")] == _done(year)[0]
    assert _done(year)[0] == int(told[-1][0] == "done")
    note = next(one.note for _, one in tables(arranged(year.report)) if one.id == "year_work")
    assert note.startswith("1 action that was done was opened again") == (sum(counts) > _done(year)[0])
    assert _done(report_of(catalogue, given, "2024", made_on="2025-01-02")) == (0, _done(year)[0])


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ([("done", "2023-03-28")], [0, 1, 0]),
        ([("in_hand", "2023-03-27"), ("done", "2023-03-28")], [0, 1, 0]),
        ([("done", "2023-03-28"), ("open", "2023-03-29")], [0, 0, 0]),
        ([("done", "2022-12-20"), ("open", "2023-06-20"), ("done", "2023-08-01")], [0, 0, 1]),
    ],
)
def test_what_was_done_before_it_was_agreed_counts_when_it_was_agreed(
    catalogue: Catalogue, make: Make, update: Any, told: list[tuple[str, str]], counts: list[int]
) -> None:
    """An action done before its record was finished is done in the quarter of the later day: in one, and in its year.

    The record is of May, so its quarter is the second whatever is told of March, or of the year before.
    """
    audit = make()
    given = [audit, *(update(audit, state, day) for state, day in told)]
    for place, one in enumerate(given[1:], start=2):
        one["record_id"] = f"{place:08x}-0000-4000-8000-000000000000"
    quarters = [_done(report_of(catalogue, given, f"2023-Q{place}")) for place in (1, 2, 3)]
    assert [one[0] for one in quarters] == counts
    year = report_of(catalogue, given, "2023")
    assert _column(year, "year_work", "done") == [*counts, 0]
    assert _done(year)[0] == sum(counts)
    assert _done(report_of(catalogue, given, "2022")) == (0, 0)


def test_plain_loops_count_what_was_done_early_alike(catalogue: Catalogue, make: Make, update: Any, save: Save) -> None:
    """The independent script finds an action done before it was agreed in the same quarter."""
    audit = make()
    folder, plain = save(audit, update(audit, "done", "2023-03-28")), json.loads(json.dumps(catalogue.to_json()))
    days = (("2023-01-01", "2023-03-31"), ("2023-04-01", "2023-06-30"), ("2023-07-01", "2023-09-30"))
    assert [totals(folder, plain, *each).get("done", 0) for each in days] == [0, 1, 0]


@pytest.mark.parametrize(("day", "late"), [("2023-06-09", 0), ("2023-06-10", 1)])
def test_what_is_due_today_is_not_overdue(catalogue: Catalogue, make: Make, day: str, late: int) -> None:
    """An action is overdue from the day after it was due, on the report's day (R147)."""
    made = report_of(catalogue, [make()], "2023-Q2", made_on=day)
    assert len(_table(made, "overdue")) == late


def test_an_action_of_no_standard_stands_under_other_work(catalogue: Catalogue, root: Path) -> None:
    """An action that names no standard is not lost: it has a theme of its own."""
    path = root / "tools/definitions/complaint-learning/examples/valid/statutory.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    whole = records.complete(catalogue, catalogue.tool("complaint-learning"), record, record["completed"])
    made = report_of(catalogue, [whole], "2023-Q2")
    assert [one.text for one in made.findings.themes[-1].agreed] == ["Send one letter for both services"]
    assert made.findings.themes[-1].title == "Other work"
    learnt = next(section for section in made.report.sections if section.id == "complaints").blocks[-2]
    assert isinstance(learnt, Points)
    assert len(learnt.items) == 1


def _table(made: Made, name: str) -> tuple[tuple[Any, ...], ...]:
    return next((one.rows for _, one in tables(arranged(made.report)) if one.id == name), ())


def _column(made: Made, table: str, name: str) -> list[Any]:
    found = next(one for _, one in tables(arranged(made.report)) if one.id == table)
    place = [column.id for column in found.columns].index(name)
    return [row[place] for row in found.rows]


def test_a_list_of_actions_that_is_cut_says_so(
    catalogue: Catalogue, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are more actions than are kept, the tables hold the soonest, and the report gives both numbers."""
    monkeypatch.setattr("practice_audit.report.counting.tallies.KEPT", {**KEPT, "overdue": 12, "every": 13})
    audits = [make(number=number) for number in range(1, 8)]
    made = report_of(catalogue, audits, "2023-Q3", made_on="2023-10-02")
    found = {one.id: one for _, one in tables(arranged(made.report))}
    assert found["themes"].total[-1] == 28
    assert len(found["overdue"].rows) == 12
    assert found["overdue"].note == "28 actions are overdue. The oldest 12 are in the table."
    said = "28 actions are agreed, done or still to be done. The 13 that fall due first are in the table."
    blocks = next(one for one in made.report.sections if one.id == "actions").blocks
    assert said in [getattr(block, "text", "") for block in blocks]
