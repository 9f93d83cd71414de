"""Every number in a report of sixty records is the one that an independent script counts."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from practice_audit.report.asking import Asked
from practice_audit.report.layout import Paragraph, Points, Table, Withheld
from practice_audit.report.making import Made, make
from practice_audit.report.periods import period
from practice_audit.report.writers.arranging import arranged, sections, tables
from practice_audit.statistics.proportions import percentage
from tests.report_records import as_read, made, replaced_by
from tests.report_totals import totals

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue
    from tests.making import Save

QUARTERS = ("2023-Q3", "2024-Q1")
YEAR = "2023"
MADE_ON = dt.date(2025, 1, 15)
STAFF = dict.fromkeys(("AU-12", *(f"ZZ-9{each}" for each in range(4))), "East")


class Told(NamedTuple):
    """A report beside the independent totals of its days and of the period before."""

    made: Made
    tables: dict[str, Table]
    now: dict[str, Any]
    before: dict[str, Any]


@pytest.fixture(scope="module")
def records(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Sixty records over five quarters, with corrections among them."""
    return made(catalogue, 60)


@pytest.fixture(scope="module")
def folder(records: list[dict[str, Any]], save: Save) -> Path:
    """The same records as files."""
    return save(*records)


@pytest.fixture(scope="module", params=[*QUARTERS, YEAR])
def told(request: pytest.FixtureRequest, catalogue: Catalogue, records: list[dict[str, Any]], folder: Path) -> Told:
    """The report of two quarters and of a year, and what the script counts."""
    asked = Asked(period=period(request.param), made_on=MADE_ON, planned=20, staff=STAFF)
    whole = make(as_read(records), [catalogue], asked, replaced=replaced_by(records))
    plain = json.loads(json.dumps(catalogue.to_json()))
    days = _days(request.param)
    return Told(
        made=whole,
        tables={table.id: table for _, table in tables(arranged(whole.report))},
        now=totals(folder, plain, *days),
        before=totals(folder, plain, *_before(request.param)),
    )


def _days(name: str) -> tuple[str, str]:
    last = {"1": "03-31", "2": "06-30", "3": "09-30", "4": "12-31"}
    if "Q" not in name:
        return f"{name}-01-01", f"{name}-12-31"
    year, quarter = name.split("-Q")
    return f"{year}-{int(quarter) * 3 - 2:02d}-01", f"{year}-{last[quarter]}"


def _before(name: str) -> tuple[str, str]:
    if "Q" not in name:
        return _days(str(int(name) - 1))
    year, quarter = name.split("-Q")
    return _days(f"{year}-Q{int(quarter) - 1}" if quarter != "1" else f"{int(year) - 1}-Q4")


def _share(k: int, n: int) -> object:
    stated = percentage(k, n) if n else 0
    return None if not n else Withheld(words="under 10") if stated is None else stated


def _rows(table: Table) -> dict[str, tuple[Any, ...]]:
    """The rows by their names, without the ends of intervals: these follow from the counts."""
    own = [at for at, each in enumerate(table.columns) if each.id not in {"low", "high"}]
    return {str(row[0]): tuple(row[at] for at in own[1:]) for row in table.rows}


def _parts(found: dict[str, Any], labels: dict[str, str]) -> dict[str, tuple[Any, ...]]:
    whole = sum(found.values())
    return {labels[value]: (number, _share(number, whole)) for value, number in found.items()}


def _labels(catalogue: Catalogue, part: str) -> dict[str, str]:
    return {
        option.value: option.label
        for tool in catalogue.tools
        for question in tool.questions.values()
        if question.part == part
        for option in question.options
    }


def test_audits_are_counted_as_they_are(told: Told, catalogue: Catalogue) -> None:
    """Grades, services, areas, kinds of plan, ages and months hold exactly the audits of the period."""
    grades = catalogue.of_kind("grade")
    found = told.now.get("grades", {})
    assert _rows(told.tables["grades"]) == {
        grade.title: (found.get(grade.id, 0), _share(found.get(grade.id, 0), told.now["audits"])) for grade in grades
    }
    for name, part in (("service", "service"), ("area", "area"), ("plan", "plan-kind"), ("age", "age-band")):
        labels = _labels(catalogue, part) or {value: value for value in told.now[name]}
        assert _rows(told.tables[name]) == _parts(told.now[name], labels)
    by_area = {
        area: (*(counts.get(grade.id, 0) for grade in grades), sum(counts.values()))
        for area, counts in told.now["area_grades"].items()
    }
    assert {area: row[:-1] for area, row in _rows(told.tables["grades_by_area"]).items()} == by_area
    months = told.now["months"]
    listed = [int(str(row[1])) for row in told.tables["months"].rows] if "months" in told.tables else None
    assert listed is None or (sum(listed) == told.now["audits"] and set(listed) - {0} <= set(months.values()))


def test_standards_are_counted_as_they_are(told: Told, catalogue: Catalogue) -> None:
    """Met, partly met, not met and not applicable of each standard, now and in the period before."""
    now, before = told.now["standards"], told.before.get("standards", {})
    every = {str(row[-1]): row for row in told.tables["standards"].rows}
    assert set(every) == set(now)
    for identity, row in every.items():
        met, partly, not_met, na = (now[identity].get(each, 0) for each in ("met", "partly", "not_met", "na"))
        judged = met + partly + not_met
        name = catalogue.by_id[identity].name
        assert (*row[:6], *row[8:]) == (name, met, partly, not_met, judged, _share(met, judged), na, identity)
    for identity, row in {str(row[-1]): row for row in told.tables["standards_change"].rows}.items():
        then = before.get(identity, {})
        met, judged = then.get("met", 0), sum(then.get(each, 0) for each in ("met", "partly", "not_met"))
        assert row[1:3] == (every[identity][1], every[identity][4])
        assert row[6:9] == (met, judged, _share(met, judged))
    names = {str(row[0]): row for row in every.values()}
    explains = {item.name for item in catalogue.of_kind("expectation") if item.level == "info"}
    assert explains.isdisjoint(str(row[0]) for table in ("most_met", "least_met") for row in told.tables[table].rows)
    for table in ("most_met", "least_met"):
        assert all(row == names[str(row[0])][:8] and row[4] >= 3 for row in told.tables[table].rows)  # type: ignore[operator]


def test_the_standards_least_met_of_each_theme(told: Told, catalogue: Catalogue) -> None:
    """Each theme has its standards that were met least, three at most, with the figures of the table of all."""
    every = {str(row[0]): row for row in told.tables["standards"].rows}
    titles = {item.id: item.title for item in catalogue.of_kind("chapter", "indicator-section")}
    titles[""] = "Other work"
    listed: dict[str, list[str]] = {}
    for theme, name, *numbers in told.tables["least_met_by_theme"].rows:
        identity = str(every[str(name)][-1])
        assert theme == titles[theme_of(catalogue, identity)]
        assert tuple(numbers) == every[str(name)][1:8]
        listed.setdefault(str(theme), []).append(identity)
    assert list(listed) == [title for title in titles.values() if title in listed]
    fit: dict[str, list[str]] = {}
    for row in every.values():
        item, (met, judged) = catalogue.by_id[str(row[-1])], (row[1], row[4])
        if judged >= 3 and met < judged and item.level != "info":  # type: ignore[operator]
            fit.setdefault(titles[theme_of(catalogue, item.id)], []).append(item.id)
    assert {theme: len(found) for theme, found in listed.items()} == {
        theme: min(3, len(found)) for theme, found in fit.items()
    }
    overall = [str(row[0]) for row in told.tables["least_met"].rows]
    for found in listed.values():
        places = [overall.index(catalogue.by_id[each].name) for each in found if catalogue.by_id[each].name in overall]
        assert places == sorted(places)


def test_themes_hold_what_their_standards_say(told: Told, catalogue: Catalogue) -> None:
    """A theme's strengths and areas are its standards with their figures, and each figure is the counted one."""
    measures = {one.id: one for one in told.made.findings.measures}
    evidence = told.now.get("evidence", {})
    seen = 0
    for theme in told.made.findings.themes:
        for statement in (*theme.strengths, *theme.areas):
            identity = statement.links[0]
            chapter = theme_of(catalogue, identity).replace(".", "-") or "other"
            assert theme.id.endswith(f".{chapter}")
            counted = told.now["standards"].get(identity, {})
            own = {one.split(".")[-1]: measures[one] for one in statement.measures}
            judged = sum(counted.get(each, 0) for each in ("met", "partly", "not_met"))
            expected = {"met": counted.get("met", 0)} if judged else {}
            shown = evidence.get(identity, {})
            expected |= {key: number for key, number in shown.items() if number}
            assert {key: one.value for key, one in own.items()} == expected
            assert not judged or own["met"].of.split(" ")[0] == str(judged)
            seen += 1
    assert seen > 10


def theme_of(catalogue: Catalogue, identity: str) -> str:
    """The chapter or section of a standard; "" where it stands in none."""
    above = catalogue.by_id.get(catalogue.by_id[identity].part_of)
    return above.id if above is not None and above.kind in {"chapter", "indicator-section"} else ""


def test_themes_in_figures_count_everything(told: Told, catalogue: Catalogue) -> None:
    """Judged, noted, agreed, done and overdue of each theme are as the script counts; in all, each note counts once."""
    titles = {item.id: item.title for item in catalogue.of_kind("chapter", "indicator-section")} | {"": "Other work"}
    expected = {title: [0] * 7 for title in titles.values()}
    for identity, counts in told.now["standards"].items():
        row = expected[titles[theme_of(catalogue, identity)]]
        row[0] += counts.get("met", 0)
        row[1] += sum(counts.get(each, 0) for each in ("met", "partly", "not_met"))
    for theme, counts in told.now.get("noted", {}).items():
        expected[titles[theme]][2:4] = [counts.get("strength", 0), counts.get("development", 0)]
    for theme, counts in told.now.get("in_theme", {}).items():
        expected[titles[theme]][4:7] = [counts.get(each, 0) for each in ("agreed", "done", "overdue")]
    rows = {title: [cell or 0 for cell in row] for title, row in _rows(told.tables["themes"]).items()}
    sections = {item.title for item in catalogue.of_kind("indicator-section")}
    assert all((row[1] is None) == (row[0] in sections) for row in told.tables["themes"].rows)
    total = list(told.tables["themes"].total[1:])
    assert rows == expected
    pieces = told.now.get("pieces", {})
    assert total[2:4] == [pieces.get("strength", 0), pieces.get("development", 0)]
    assert total[4:] == [told.now.get(each, 0) for each in ("agreed", "done", "overdue")]
    assert total[:2] == [sum(row[place] for row in rows.values()) for place in range(2)]


def test_what_pages_show_is_a_part_of_the_data(told: Told, catalogue: Catalogue) -> None:
    """Tables that stand on pages only hold the figures and the rows of those in data."""
    together = told.tables["audits_by"].rows
    each = [one for name in ("service", "area", "plan", "age", "months") if (one := told.tables.get(name))]
    assert [row[1:] for row in together] == [row for table in each for row in table.rows]
    every = {(row[0], row[4]) for row in told.tables["actions"].rows}
    shown = [row for name, table in told.tables.items() if name.startswith("actions_f") for row in table.rows]
    assert {(row[0], row[2]) for row in shown} <= every
    if "overdue_oldest" in told.tables:
        oldest, late = told.tables["overdue_oldest"].rows, told.tables["overdue"].rows
        assert oldest == tuple(row[:5] for row in late[: len(oldest)])
    if "rechecks_not_better" in told.tables:
        looked_at = told.tables["rechecks_by_standard"].rows
        assert told.tables["rechecks_not_better"].rows == tuple(row[:-1] for row in looked_at if any(row[2:-1]))
    for name, table in told.tables.items():
        if name.startswith("scale_"):
            form = catalogue.tool(name.removeprefix("scale_").replace("_", "-"))
            labels = {column.id: column.title for column in table.columns[1:-1]}
            rows = {(row[0], row[1]): row[2] for row in told.tables[name.replace("scale_", "answers_")].rows}
            for row in table.rows:
                given = {labels[column]: number for column, number in zip(labels, row[1:], strict=False) if number}
                assert given == {label: number for (ask, label), number in rows.items() if ask == row[0]}
                assert row[-1] == sum(given.values())  # type: ignore[arg-type]
            assert len(table.rows) <= len(form.questions)


def test_every_action_is_listed_as_it_stands(told: Told, catalogue: Catalogue) -> None:
    """Each action that was agreed, done or changed in the period, or is still to be done, has its row."""
    words = {"open": "Open", "in_hand": "In hand", "done": "Done", "not_done": "Not done"}
    titles = {item.id: item.title for item in catalogue.of_kind("chapter", "indicator-section")} | {"": "Other work"}
    listed = Counter(
        (row[0], str(row[1]), str(row[3]), str(row[4]), row[5], str(row[6]), str(row[7] or ""), row[10])
        for row in told.tables["actions"].rows
    )
    expected = Counter(
        (
            *(one["text"], titles[theme_of(catalogue, one["link"]) if one["link"] else ""], one["on"], one["due"]),
            *("yes" if one["overdue"] else None, words[one["state"]], one["changed"], one["link"] or None),
        )
        for one in told.now["listed"]
    )
    assert listed == expected


def test_voices_and_feedback_are_counted_as_they_are(told: Told, catalogue: Catalogue) -> None:
    """Whose voice was heard, what came of asking, and every answer of every form for families."""
    question = next(each for each in catalogue.tool("ila").questions.values() if each.part == "voices")
    who = {option.value: option.label for option in question.fields[0].options}
    states = ("heard", "observed", "declined", "not_asked")
    assert _rows(told.tables["voices"]) == {
        who[name]: tuple(found.get(state, 0) for state in states) for name, found in told.now["voices"].items()
    }
    assert _rows(told.tables["child_by_area"]) == {
        area: (found.get("yes", 0), sum(found.values()), _share(found.get("yes", 0), sum(found.values())))
        for area, found in told.now["area_heard"].items()
    }
    assert _rows(told.tables["parent_asked"]) == _parts(told.now["parent"], _labels(catalogue, "parent-outcome"))
    assert _rows(told.tables["child_asked"]) == _parts(told.now["child"], _labels(catalogue, "child-consent"))
    for tool, answers in told.now.get("answers", {}).items():
        table = told.tables.get(f"answers_{tool.replace('-', '_')}")
        consent = {each.id for each in catalogue.tool(tool).questions.values() if each.part == "own-consent"}
        expected = sorted(n for name, found in answers.items() if name not in consent for n in found.values())
        assert sorted(row[2] for row in table.rows) == expected if table else not expected  # type: ignore[type-var]


def test_moderation_is_counted_as_it_is(told: Told, catalogue: Catalogue) -> None:
    """Each pair of grades stands in its cell, and nothing is left over."""
    best_first = [grade.id for grade in catalogue.of_kind("grade")]
    for which in ("first", "second"):
        table = told.tables.get(f"grades_{which}_moderation")
        found = told.now.get("pairs", {}).get(which, {})
        cells = [[found.get(theirs, {}).get(view, 0) for view in best_first] for theirs in best_first]
        assert [list(row[1:]) for row in table.rows] == cells if table else not found
        blocks = next(one for _, one in sections(told.made.report) if one.id == f"moderation-{which}").blocks
        said = any(isinstance(one, Paragraph) and "to learn from: " in one.text for one in blocks)
        learning = told.now.get("learning", {}).get(which, 0)
        first = blocks[0]
        assert said == bool(learning)
        assert not learning or (isinstance(first, Paragraph) and first.text.endswith(f"to learn from: {learning}."))
    if "justified" in told.now:
        assert _rows(told.tables["justified"]) == _parts(told.now["justified"], _labels(catalogue, "justified"))


def test_actions_stand_as_they_are(told: Told, catalogue: Catalogue) -> None:
    """States, owners and overdue ones on the last day, and what re-checks found in the period."""
    words = {"Open": "open", "In hand": "in_hand", "Done": "done", "Not done": "not_done"}
    states = told.now["states"]
    assert {words[name]: row[0] for name, row in _rows(told.tables["action_states"]).items() if row[0]} == states
    assert _rows(told.tables["owners"]) == {
        catalogue.by_id[role].name: (found["all"], found.get("overdue", 0))
        for role, found in told.now["owners"].items()
    }
    overdue = told.tables["overdue"].rows if "overdue" in told.tables else ()
    assert len(overdue) == told.now.get("overdue", 0)
    assert list(overdue) == sorted(overdue, key=lambda row: row[1])  # type: ignore[arg-type, return-value]
    found = {"Better": "improved", "The same": "same", "Worse": "worse", "Cannot be told": "no_telling"}
    table = told.tables.get("rechecks")
    rows = {found[str(row[0])]: row[1] for row in table.rows if row[1]} if table else {}
    every = told.now.get("rechecks", {})
    assert rows == Counter(change for changes in every.values() for change in Counter(changes).elements())
    by_standard = told.tables["rechecks_by_standard"].rows if table else ()
    changes = ("improved", "same", "worse", "no_telling")
    assert {row[-1]: row[1:-1] for row in by_standard} == {
        identity: tuple(counts.get(each, 0) for each in changes) for identity, counts in every.items()
    }


def test_other_records_are_counted_as_they_are(told: Told, catalogue: Catalogue) -> None:
    """Forms, meetings, complaints, reviews from outside and referrals."""
    forms = _rows(told.tables["records"])
    expected = {catalogue.tool(tool).title: (number,) for tool, number in told.now["records"].items()}
    assert forms == expected
    assert told.tables["records"].total == ("All records", sum(told.now["records"].values()))
    for name, part in (("log_kind", "feedback-kind"), ("log_procedure", "procedure"), ("log_in_time", "in-time")):
        labels = _labels(catalogue, part)
        assert (_rows(told.tables[name]) if name in told.tables else {}) == _parts(told.now.get(part, {}), labels)
    reviews = {catalogue.by_id[name].name: (number,) for name, number in told.now.get("outside-review", {}).items()}
    assert (_rows(told.tables["outside_reviews"]) if "outside_reviews" in told.tables else {}) == reviews
    for section, name, number in (
        ("complaints", "What was learnt", told.now.get("learnt", {}).get("feedback", 0)),
        ("external", "What was learnt", told.now.get("learnt", {}).get("outside", 0)),
        ("workforce", "", told.now.get("said", 0)),
        ("examples", "Flagged in moderation", told.now.get("examples", {}).get("moderation", 0)),
        ("examples", "Flagged by auditors", told.now.get("examples", {}).get("audit", 0)),
    ):
        blocks = next(one for _, one in sections(told.made.report) if one.id == section).blocks
        points = next(one for one in blocks if isinstance(one, Points) and one.title == name)
        assert len(points.items) <= number
        assert bool(points.items) == bool(number)
        said = [one.text for one in blocks if isinstance(one, Paragraph) and "ifferent points" in one.text]
        assert section == "examples" or bool(said) == (number > len(points.items))
        assert all(f": {number}." in text for text in said)
    first = next(one for _, one in sections(told.made.report) if one.id == "complaints").blocks[0]
    assert f"raised a complaint: {told.now.get('complaints', 0)}." in first.text  # type: ignore[union-attr]
    notes = sum(sum(months.values()) for months in told.now.get("meetings", {}).values())
    assert sum(row[1] for row in told.tables["meetings"].rows) == notes  # type: ignore[misc]
    reported = {
        label: (counts.get("leaders", 0), sum(counts.values()))
        for value, label in _labels(catalogue, "reported").items()
        for counts in [told.now.get("reported", {}).get(value, {})]
    }
    assert _rows(told.tables["reported"]) == reported
    for whose in ("feedback", "outside"):
        knowing = told.now.get("told", {}).get(whose, {})
        expected = {label: (knowing.get(value, 0),) for value, label in _labels(catalogue, "shared-with").items()}
        assert _rows(told.tables[f"told_{whose}"]) == expected
    if "referrals" in told.now:
        numbers = [row[1:] for row in told.tables["referrals"].rows]
        found = told.now["referral"]
        assert [sum(row) for row in numbers] == [told.now["referrals"]] * 4  # type: ignore[arg-type]
        assert sorted(filter(None, itertools.chain(*numbers))) == sorted(  # type: ignore[type-var]
            number for answers in found.values() for number in answers.values()
        )


def test_the_main_figures_are_those_of_the_parts(told: Told, catalogue: Catalogue) -> None:
    """What stands first in the report is what the script counts, and shares stand beside both their numbers."""
    upper = {grade.id for grade in catalogue.of_kind("grade") if grade.details["actions"] != "required"}

    def figures(found: dict[str, Any]) -> list[tuple[Any, Any]]:
        audits = found.get("audits", 0)
        judged = Counter[str]()
        for counts in found.get("standards", {}).values():
            judged.update(counts)
        heard = found.get("child_heard", {})
        return [
            (audits, None),
            (sum(number for grade, number in found.get("grades", {}).items() if grade in upper), audits),
            (judged["met"], judged["met"] + judged["partly"] + judged["not_met"]),
            (sum(found.get("moderations", {}).values()), None),
            (heard.get("yes", 0), sum(heard.values())),
            (found.get("agreed", 0), None),
            (sum(found.get("records", {}).values()), None),
        ]

    rows = {str(row[0]): row for row in told.tables["headline"].rows}
    names = ("Audits finished", "Audits with", "Standards that", "Moderations", "Audits in which", "Actions agreed")
    shown = [next(row for name, row in rows.items() if name.startswith(start)) for start in (*names, "Records of")]
    assert [(row[1], row[2]) for row in shown] == figures(told.now)
    assert [(row[4], row[5]) for row in shown] == figures(told.before)
    assert rows["Audits planned"][1] == 20
    assert rows["Actions overdue at the end of the period"][1] == told.now.get("overdue", 0)
    assert rows["Actions done in the period"][1] == told.now.get("done", 0)
    assert rows["Actions overdue at the end of the period"][4] == told.before.get("overdue", 0)
    assert rows["Actions done in the period"][4] == told.before.get("done", 0)
    for row in shown:
        assert row[3] == (_share(row[1], row[2]) if row[2] is not None else None)  # type: ignore[arg-type]


def test_every_table_of_the_report_is_held_against_the_script(told: Told) -> None:
    """No table has numbers that none of these tests looks at."""
    looked_at = {
        *("grades_by_area", "child_by_area"),
        *("headline", "grades", "service", "area", "plan", "age", "months", "most_met", "least_met", "standards"),
        "least_met_by_theme",
        *("standards_change", "themes", "voices", "parent_asked", "child_asked", "justified", "action_states"),
        *(
            "owners",
            "rechecks",
            "rechecks_by_standard",
            "records",
            "log_kind",
            "log_procedure",
            "log_in_time",
            "outside_reviews",
            "meetings",
            "reported",
            "told_feedback",
            "told_outside",
        ),
        *(
            "overdue",
            "referrals",
            "quarters",
            "quarters_work",
            "year",
            "year_work",
            "actions",
            "audits_by",
            "overdue_oldest",
            "rechecks_not_better",
            "audits_by_month",
            "without_experience",
        ),
        *("grades_first_moderation", "grades_second_moderation"),
        *("answers_feedback_child", "answers_feedback_parent", "answers_feedback_process"),
        *("scale_feedback_child", "scale_feedback_parent", "scale_feedback_process"),
        *(name for name in told.tables if name.startswith("actions_f")),
    }
    assert set(told.tables) <= looked_at


def test_a_year_is_the_sum_of_its_quarters(catalogue: Catalogue, records: list[dict[str, Any]]) -> None:
    """Every count of the annual report's table is the sum of four quarterly reports (SYS-23)."""

    def headline(name: str) -> dict[str, Any]:
        asked = Asked(period=period(name), made_on=MADE_ON)
        whole = make(as_read(records), [catalogue], asked, replaced=replaced_by(records)).report
        found = {table.id: table for _, table in tables(arranged(whole))}
        return {**_rows(found["headline"]), **{f"form {name}": row for name, row in _rows(found["records"]).items()}}

    year, quarters = headline("2023"), [headline(f"2023-Q{number}") for number in range(1, 5)]
    for name, row in year.items():
        if "overdue" not in name and not name.startswith("Actions done"):  # some are opened again in these records
            assert row[0] == sum(quarter[name][0] for quarter in quarters if name in quarter), name


def test_no_standard_is_a_strength_and_an_area_at_once(told: Told) -> None:
    """No standard stands in both lists of its theme."""
    for theme in told.made.findings.themes:
        strengths = {link for one in theme.strengths for link in one.links}
        assert strengths.isdisjoint(link for one in theme.areas for link in one.links)


def test_quarter_after_quarter_is_what_the_script_counts(told: Told, folder: Path, catalogue: Catalogue) -> None:
    """Each row of the table of quarters, and each month of the run chart, has the counts of its own days."""
    plain = json.loads(json.dumps(catalogue.to_json()))
    grades = [grade.id for grade in catalogue.of_kind("grade")]
    quarters = {period(f"{year}-Q{place}").words: f"{year}-Q{place}" for year in (2023, 2024) for place in range(1, 5)}
    for name in ("quarters", "year"):
        audits, work = (told.tables.get(one) for one in (name, f"{name}_work"))
        others = {str(row[0]): row for row in (*work.rows, work.total) if row} if work else {}
        for row in filter(None, (*audits.rows, audits.total) if audits else ()):
            found = totals(folder, plain, *_days(YEAR if row[0] == "Whole year" else quarters[str(row[0])]))
            judged = Counter[str]()
            for counts in found.get("standards", {}).values():
                judged.update(counts)
            all_judged = judged["met"] + judged["partly"] + judged["not_met"]
            forms = sum(number for tool, number in found.get("records", {}).items() if tool.startswith("feedback"))
            assert row[1:6] == (found.get("audits", 0), *(found.get("grades", {}).get(one, 0) for one in grades))
            assert others[str(row[0])][1:7] == (
                *(judged["met"], all_judged, _share(judged["met"], all_judged)),
                *(sum(found.get("moderations", {}).values()), forms, found.get("agreed", 0)),
            )
            assert others[str(row[0])][8] == sum(found.get("records", {}).values())
    if "audits_by_month" in told.tables:
        months = totals(folder, plain, "2000-01-01", _days(told.made.findings.id.upper())[1])["months"]
        assert sorted(row[1] for row in told.tables["audits_by_month"].rows if row[1]) == sorted(months.values())  # type: ignore[type-var]
