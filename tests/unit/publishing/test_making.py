"""A published quarter: what is in it, what never is, and that the same records give the same bytes."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.findings import Findings
from practice_audit.publishing.making import NotToPublishError, count, publish
from practice_audit.quarter_files import findings_of as read_back
from practice_audit.quarter_files import text_of
from practice_audit.records import complete
from practice_audit.report.periods import period
from practice_audit.shown_counts import ALL, HIDDEN, OUTCOMES
from site_build.paths import DEFINITIONS
from tests.making import later, sample
from tests.quarters import EXAMPLE, MADE_ON, PERIOD, counted, findings_of, records
from tests.report_records import replaced_by

if TYPE_CHECKING:
    from practice_audit.model import Catalogue

WORD = re.compile(r"[\w-]+")
WORKER = "ila.a.practitioner_ref"
CASE = "hdr.case_ref"


@pytest.fixture(scope="module")
def found(catalogue: Catalogue) -> list[dict[str, Any]]:
    """The records behind the quarter."""
    return records(catalogue)


def _texts(value: object) -> set[str]:
    """Every text in a record, at any depth."""
    if isinstance(value, dict):
        return {one for each in value.values() for one in _texts(each)}
    if isinstance(value, list):
        return {one for each in value for one in _texts(each)}
    return {value} if isinstance(value, str) else set()


def test_no_code_and_no_words_of_a_record_stand_in_the_file(catalogue: Catalogue, found: list[dict[str, Any]]) -> None:
    """R138: no code of a case, a person or a record, and no sentence that anybody wrote, gets into the file."""
    text = text_of(publish(counted(catalogue, found), MADE_ON))
    words = {word.casefold() for word in WORD.findall(text)}
    codes = {record["record_id"] for record in found}
    codes |= {str(record["author"]["ref"]).casefold() for record in found if record["author"].get("ref")}
    for record in found:
        for question in catalogue.tool(record["record_type"]).questions.values():
            if question.type == "ref" and question.id in record["answers"]:
                codes.add(str(record["answers"][question.id].get("value", "")).casefold())
    assert len(codes) > 300
    assert not codes & words
    own = {item.name for item in catalogue.items} | {item.text for item in catalogue.items}
    sentences = {one for record in found for one in _texts(record["answers"]) if " " in one} - own
    assert len(sentences) > 50
    assert not [one for one in sentences if one in text]


def test_the_same_records_give_the_same_bytes(catalogue: Catalogue, found: list[dict[str, Any]]) -> None:
    """Whatever the order of the records, the file is the same, and it is read back as it was."""
    quarter = publish(counted(catalogue, found), MADE_ON)
    mixed = random.Random(2).sample(found, len(found))  # noqa: S311 - no secret
    assert text_of(publish(counted(catalogue, mixed), MADE_ON)) == text_of(quarter)
    assert read_back(json.loads(text_of(quarter))) == quarter
    assert Findings.from_json(quarter.to_json()) == quarter


def test_some_is_shown_and_some_is_hidden(catalogue: Catalogue) -> None:
    """Small numbers are hidden and large ones shown; no number under the threshold stands anywhere."""
    counts = findings_of(catalogue).counts
    assert counts is not None
    rows = [counts.grades, *counts.standards.values(), *counts.evidence.values(), *counts.actions.values()]
    cells = [number for row in rows for number in row.values()]
    assert HIDDEN in cells
    assert any(isinstance(number, int) and number >= 5 for number in cells)
    assert not [number for number in cells if isinstance(number, int) and 0 < number < 5]


def test_themes_are_told_from_what_is_shown_alone(catalogue: Catalogue) -> None:
    """A figure stands only where its standard is shown whole, and says the same number; actions have no words."""
    quarter = findings_of(catalogue)
    assert quarter.counts is not None
    assert quarter.measures
    for one in quarter.measures:
        if one.id.endswith(".met"):
            standard = next(
                link
                for found in quarter.by_id.values()
                if one.id in found.targets
                for link in found.entry.links  # type: ignore[union-attr]
            )
            row = quarter.counts.standards[standard]
            assert HIDDEN not in row.values()
            assert one.value == row["met"]
            judged = sum(int(row[name]) for name in OUTCOMES[:3])
            assert one.of.startswith(f"{judged} audit")
            assert ("%" in one.of) == (judged >= 10)
    assert not [action for theme in quarter.themes for action in (*theme.undertaken, *theme.agreed)]


def test_an_example_stands_with_the_standards_that_it_shows(catalogue: Catalogue) -> None:
    """A good example is a strength of the theme of its standard, and is named as an example."""
    quarter = findings_of(catalogue)
    assert quarter.counts is not None
    found = [quarter.by_id[one] for one in quarter.counts.examples]
    assert [one.entry.text for one in found] == [EXAMPLE.text]  # type: ignore[union-attr]
    assert found[0].theme is not None
    assert found[0].theme.standards == ("ps.plans",)


@pytest.mark.parametrize(
    ("workers", "cases", "who"), [(1, 5000, "members of staff"), (4, 5000, "members of staff"), (9, 4, "children")]
)
def test_few_people_are_no_quarter(catalogue: Catalogue, workers: int, cases: int, who: str) -> None:
    """Where fewer than five members of staff, or children, stand behind all audits, nothing is published."""
    audits = [record for record in records(catalogue, 400, workers, cases) if record["record_type"] == "ila"]
    with pytest.raises(NotToPublishError, match=f"Fewer than 5 {who}"):
        counted(catalogue, audits)


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (("2022-Q4", "2023-Q1", "2023-Q3", "2024-Q2"), "There are records of 2022-Q4, 2023-Q1, 2023-Q3, 2024-Q2:"),
        (("2024-Q2",), "There are records of 2024-Q2:"),
        ((), "There is no finished record"),
    ],
)
def test_a_quarter_without_a_record_is_said_to_have_none(
    catalogue: Catalogue, kept: tuple[str, ...], said: str
) -> None:
    """Where no record is of the quarter, that is the reason, with the quarters of which there are any."""
    audit = _named(_audit(catalogue, "outstanding-early-help"), 1, "PR-1", "CR-901")
    own = []
    for number, name in enumerate(kept):
        record = later(audit, (period(name).last - dt.date(2023, 5, 2)).days)
        own.append({**record, "record_id": f"{number:08x}-0000-4000-8000-000000000000"})
    with pytest.raises(NotToPublishError) as raised:
        counted(catalogue, own)
    assert said in str(raised.value)
    assert "April to June 2023" in str(raised.value) or not kept


@pytest.mark.parametrize(("places", "said"), [((3,), "April to June 2023.* 1 record is"), ((0, 7), "2 records are")])
def test_a_quarter_with_made_up_records_is_not_published(
    catalogue: Catalogue, places: tuple[int, ...], said: str
) -> None:
    """One record of the demo among the real ones is enough: nothing of its quarter is published."""
    audits = [
        _named(_audit(catalogue, "outstanding-early-help"), number, f"PR-{number}", f"CR-9{number:02d}")
        for number in range(10)
    ]
    elsewhere = sample(later(_named(audits[0], 20, "PR-20", "CR-920"), 200))
    assert counted(catalogue, [*audits, elsewhere]).counted.grades["grade.outstanding"] == 10
    for place in places:
        audits[place] = sample(audits[place])
    with pytest.raises(NotToPublishError, match=f"{said} made up"):
        counted(catalogue, audits)


def test_a_made_up_record_of_another_quarter_that_speaks_of_one_counts(catalogue: Catalogue) -> None:
    """What is made up of a real action, before or after its quarter ends, is not published as what became of it."""
    audits = [
        _named(_audit(catalogue, "outstanding-early-help"), number, f"PR-{number}", f"CR-9{number:02d}")
        for number in range(10)
    ]
    elsewhere = sample(later(_named(audits[0], 20, "PR-20", "CR-920"), 200))
    first = "99999999-0000-4000-8000-000000000000"
    audits[5]["relates_to"] = [{"relation": "replaces", "record_id": first}]
    for place, target in ((0, audits[4]["record_id"]), (len(audits), audits[4]["record_id"]), (3, first)):
        about = [{"relation": "updates", "record_id": target}]
        with pytest.raises(NotToPublishError, match="those that speak of them, 1 record is made up"):
            counted(catalogue, [*audits[:place], {**elsewhere, "relates_to": about}, *audits[place:]])


def test_a_code_in_another_spelling_is_nobody_else(catalogue: Catalogue) -> None:
    """“PR-31”, “pr 31” and “PR31” are one member of staff: no more stand behind a quarter than there are."""
    audits = [record for record in records(catalogue, 400) if record["record_type"] == "ila"]
    spelt = ("PR-31", "pr-31", "PR31", "PR.31", "PR/31", "PR_31")
    for place, record in enumerate(audits):
        record["answers"][WORKER]["value"] = spelt[place % len(spelt)]
    with pytest.raises(NotToPublishError, match="members of staff"):
        counted(catalogue, audits)


def _named(record: dict[str, Any], number: int, worker: str, case: str) -> dict[str, Any]:
    """A copy of an audit, about the work of another member of staff with another child."""
    copy: dict[str, Any] = json.loads(json.dumps(record))
    copy |= {"record_id": f"{number:08x}-0000-4000-8000-000000000000", "relates_to": [], "case": {"ref": case}}
    copy["answers"] |= {WORKER: {"value": worker}, CASE: {"value": case}}
    return copy


def _audit(catalogue: Catalogue, name: str) -> dict[str, Any]:
    """An example of an audit, made in the quarter."""
    text = (DEFINITIONS / "ila" / "examples" / "valid" / f"{name}.json").read_text(encoding="utf-8")
    record: dict[str, Any] = json.loads(text)
    record = later(record, (dt.date(2023, 5, 2) - dt.date.fromisoformat(record["completed"][:10])).days)
    return complete(catalogue, catalogue.tool("ila"), record, record["completed"])


@pytest.mark.parametrize("used", [(1,), (0, 2)])
def test_the_editions_named_are_those_of_the_records(catalogue: Catalogue, used: tuple[int, ...]) -> None:
    """A quarter names the editions that its records were made with, and none that is older, newer or between them."""
    names = (catalogue.edition.id, "2028", "2029")
    catalogues = [replace(catalogue, edition=replace(catalogue.edition, id=name), changes=()) for name in names]
    audit = _audit(catalogue, "outstanding-early-help")
    audits = [_named(audit, number, f"PR-{number}", f"CR-9{number:02d}") for number in range(10)]
    own = [{**record, "edition": names[used[place % len(used)]]} for place, record in enumerate(audits)]
    made = publish(count(own, catalogues, period(PERIOD)), MADE_ON).counts
    assert made is not None
    assert made.editions == tuple(names[place] for place in used)
    assert made.grades[ALL] == len(audits)


@pytest.mark.parametrize("few", ["staff", "children"])
def test_a_large_number_about_few_people_is_hidden_everywhere(catalogue: Catalogue, few: str) -> None:
    """R138: six audits of one member of staff, or of one child, beside five others show in no part what was found."""
    worse, better = _audit(catalogue, "some-development"), _audit(catalogue, "outstanding-early-help")
    worse["answers"]["ila.g.actions"]["rows"] += [
        {**worse["answers"]["ila.g.actions"]["rows"][0], "id": f"b{number}", "link": {"value": "ps.plans.current"}}
        for number in range(6)
    ]
    one = [
        _named(worse, number, *(("PR-31", f"CR-90{number}") if few == "staff" else (f"PR-3{number}", "CR-901")))
        for number in range(6)
    ]
    others = [_named(better, 20 + number, f"PR-5{number}", f"CR-95{number}") for number in range(5)]
    shown = publish(counted(catalogue, [*one, *others]), MADE_ON).counts
    assert shown is not None
    assert shown.grades[ALL] == 11
    assert shown.grades["grade.some-development"] == HIDDEN
    assert shown.standards["ps.assessment.adults"]["not_met"] == HIDDEN
    assert shown.evidence["ps.plans.smart-measurable"]["development"] == HIDDEN
    for row in shown.actions.values():
        assert set(row.values()) <= {HIDDEN, 0}
    assert shown.actions["ps.plans"]["unfinished"] == HIDDEN
    assert shown.actions[ALL][ALL] == HIDDEN
    assert "ps.plans.current" not in shown.actions


def test_actions_of_one_audit_are_hidden(catalogue: Catalogue) -> None:
    """Six actions of one audit of one child are no number to show, in no row: not even in that of all actions."""
    audits = [
        _named(_audit(catalogue, "outstanding-early-help"), number, f"PR-{number}", f"CR-9{number:02d}")
        for number in range(20)
    ]
    action = _audit(catalogue, "some-development")["answers"]["ila.g.actions"]["rows"][0]
    audits[0]["answers"]["ila.g.actions"] = {
        "rows": [{**action, "id": f"b{number}", "link": {"value": "ps.plans.current"}} for number in range(6)]
    }
    shown = publish(counted(catalogue, audits), MADE_ON).counts
    assert shown is not None
    assert shown.grades["grade.outstanding"] == 20
    assert "ps.plans.current" not in shown.actions
    for name in ("ps.plans", ALL):
        assert shown.actions[name] == {"done": 0, "unfinished": HIDDEN, ALL: HIDDEN}


@pytest.mark.parametrize("named", [WORKER, CASE])
def test_every_number_has_five_people_behind_it(catalogue: Catalogue, named: str) -> None:
    """Counted for each member of staff, or child, apart, each number that is shown has five of them at least."""
    found = [one for one in records(catalogue, 300, 14, 14) if one["record_type"] in {"ila", "actions"}]
    counts = publish(counted(catalogue, found), MADE_ON).counts
    assert counts is not None
    audits = [one for one in found if one["record_type"] == "ila"]
    behind: Counter[tuple[str, str, str]] = Counter()
    for code in {one["answers"][named]["value"] for one in audits}:
        own = [one for one in found if one["record_type"] == "actions" or one["answers"][named]["value"] == code]
        replaced = replaced_by(found)
        try:
            alone = count(own, [catalogue], period(PERIOD), replaced=replaced, threshold=1).counted
        except NotToPublishError:
            continue  # nothing of this quarter
        behind.update(("grades", "", name) for name, number in (*alone.grades.items(), (ALL, 1)) if number)
        cells = {
            (part, row, value)
            for part, rows in alone.parts.items()
            for standard, line in rows.items()
            for value, number in (*line.items(), (ALL, 1))
            for row in (standard, alone.theme_of[standard], ALL)
            if number
        }
        behind.update(cells)
    parts = {
        "grades": {"": counts.grades},
        "standards": counts.standards,
        "evidence": counts.evidence,
        "actions": counts.actions,
    }
    shown = [
        (part, row, value)
        for part, rows in parts.items()
        for row, line in rows.items()
        for value, number in line.items()
        if number not in {0, HIDDEN}
    ]
    assert len(shown) > 50
    assert not [name for name in shown if behind[name] < 5]


def test_a_record_that_names_nobody_adds_nobody(catalogue: Catalogue) -> None:
    """Whose work a record without a code looks at may be counted already, so it makes no number larger in people."""
    audits = [
        _named(_audit(catalogue, "outstanding-early-help"), number, f"PR-{number}", f"CR-9{number:02d}")
        for number in range(20)
    ]
    for record in audits[4:]:
        record["answers"].pop(WORKER)
    with pytest.raises(NotToPublishError, match="members of staff"):
        counted(catalogue, audits)


def test_a_standard_with_few_members_of_staff_behind_it_is_left_out(catalogue: Catalogue) -> None:
    """Many answers about few people say how those few work: such a standard is in no row and in no total."""
    audits = [record for record in records(catalogue, 400, workers=8) if record["record_type"] == "ila"]
    whole = counted(catalogue, audits)
    standard = next(iter(whole.counted.parts["standards"]))
    asked = [
        question.id
        for question in catalogue.tool("ila").questions.values()
        if standard in {item.id for item in catalogue.expectations_of(question)}
    ]
    few = {f"SW-{number:03d}" for number in range(4)}
    for record in audits:
        if record["answers"][WORKER]["value"] not in few:
            for question in asked:
                record["answers"].pop(question, None)
    left = counted(catalogue, audits)
    assert sum(left.counted.parts["standards"][standard].values()) >= 5
    shown = publish(left, MADE_ON).counts
    assert shown is not None
    assert standard in shown.left_out
    assert standard not in shown.standards


def test_a_total_is_the_number_of_audits(catalogue: Catalogue, found: list[dict[str, Any]]) -> None:
    """Audits are counted once each, a corrected one as it was corrected, and those of other quarters not at all."""
    counts = counted(catalogue, found).counted
    replaced = replaced_by(found)
    audits = [
        record
        for record in found
        if record["record_type"] == "ila"
        and record["record_id"] not in replaced
        and "2023-04-01" <= _first(record, found)["answers"]["ila.h.completed_on"]["value"] <= "2023-06-30"
    ]
    assert sum(counts.grades.values()) == len(audits)
    shown = findings_of(catalogue).counts
    assert shown is not None
    assert shown.grades[ALL] in {len(audits), HIDDEN}


def _first(record: dict[str, Any], found: list[dict[str, Any]]) -> dict[str, Any]:
    names = {row["record_id"] for row in record["relates_to"] if row["relation"] == "replaces"}
    return next((_first(one, found) for one in found if one["record_id"] in names), record)


def test_a_correction_stays_in_its_quarter(catalogue: Catalogue, found: list[dict[str, Any]]) -> None:
    """An audit that is corrected in the next quarter is in none of its numbers, and still in those of its own."""
    audits = [one for one in found if one["record_type"] == "ila" and one["record_id"] not in replaced_by(found)]
    audit = next(
        one
        for one in audits
        if _first(one, found) is one
        and one["answers"]["ila.h.completed_on"]["value"][:7] in {"2023-04", "2023-05", "2023-06"}
    )
    correction = json.loads(json.dumps(audit))
    correction["record_id"] = "ffffffff-0000-4000-8000-000000000000"
    correction["answers"]["ila.h.completed_on"]["value"] = "2023-07-03"
    correction["completed"] = "2023-07-03T10:00:00Z"
    correction["relates_to"] = [{"relation": "replaces", "record_id": audit["record_id"]}]
    for name in ("2023-Q2", "2023-Q3"):
        before, after = counted(catalogue, found, name).counted, counted(catalogue, [correction, *found], name).counted
        assert after == before
