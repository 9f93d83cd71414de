"""Actions in a report: under the theme of their standard, with owner role and date, and with what they changed."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import records
from practice_audit.report.arranging import arranged, sections, tables
from practice_audit.report.asking import Asked
from practice_audit.report.layout import Points
from practice_audit.report.making import make as make_report
from practice_audit.report.periods import period

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue
    from practice_audit.report.making import Made
    from tests.making import Make

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


def theme_lists(made: Made, chapter: str) -> dict[str, Points]:
    """The four lists of a theme by their titles."""
    theme = next(one for _, one in sections(made.report) if one.id.endswith(chapter.replace(".", "-")))
    return {block.title: block for block in theme.blocks if isinstance(block, Points)}


def test_an_agreed_action_stands_with_its_standard(catalogue: Catalogue, make: Make) -> None:
    """Each agreed action is in the theme of its standard, with owner role and due date, soonest first (R145, R146)."""
    audit = make()
    made = report_of(catalogue, [audit], "2023-Q2")
    listed = theme_lists(made, "ps.assessment")["Agreed actions"].items
    assert listed[0].text == REASONING
    assert listed[0].details[:3] == ("Owner: Social Worker", "Due: 9 June 2023", "Status: Open")
    rows = audit["answers"]["ila.g.actions"]["rows"]
    assert sum(len(theme.agreed) for theme in made.findings.themes) == len(rows)
    assert all(one.due.date and one.owner_role for theme in made.findings.themes for one in theme.agreed)


def test_an_action_that_was_done_says_what_it_changed(catalogue: Catalogue, make: Make, update: Any) -> None:
    """In the quarter in which it was done it stands under actions undertaken, with its effect (R078)."""
    audit = make()
    done = update(audit, "done", "2023-08-02", "The core group agrees what the risk is.")
    made = report_of(catalogue, [done, audit], "2023-Q3")
    listed = theme_lists(made, "ps.assessment")
    assert listed["Agreed actions"].items == ()
    point = listed["Actions undertaken"].items[0]
    assert point.text == REASONING
    assert any("What it changed: The core group agrees what the risk is." in detail for detail in point.details)
    impact = next(section for section in made.report.sections if section.id == "impact").blocks[0]
    assert impact.text == "Actions done in this period: 1. For 1 of them it was told what they changed."  # type: ignore[union-attr]


def test_a_report_of_the_past_does_not_know_the_future(catalogue: Catalogue, make: Make, update: Any) -> None:
    """What was done after the last day of the period is open in its report, whenever the report is made."""
    audit = make()
    given = [audit, update(audit, "done", "2023-08-02", "It helped.")]
    earlier, later = (report_of(catalogue, given, name) for name in ("2023-Q2", "2023-Q3"))
    states = [{str(row[0]): row[1] for row in _table(made, "action_states")} for made in (earlier, later)]
    assert [one["Done"] for one in states] == [0, 1]
    assert sum(states[0].values()) == sum(states[1].values())


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
    learnt = next(section for section in made.report.sections if section.id == "complaints").blocks[-1]
    assert isinstance(learnt, Points)
    assert len(learnt.items) == 1


def _table(made: Made, name: str) -> tuple[tuple[Any, ...], ...]:
    return next((one.rows for _, one in tables(arranged(made.report)) if one.id == name), ())
