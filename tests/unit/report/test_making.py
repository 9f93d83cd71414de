"""Reports of no records, of one, of corrected ones; the same bytes whatever the order; nobody's code in them."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.records import complete
from practice_audit.register.store import Count
from practice_audit.report.asking import Asked
from practice_audit.report.counting.folding import Around, fold
from practice_audit.report.counting.tallies import KEPT, Tally, Text
from practice_audit.report.layout import Paragraph, Points, Report, Section, Table
from practice_audit.report.making import Made, make
from practice_audit.report.periods import period
from practice_audit.report.writers import csv_folder, data, markdown, web_page, workbook
from practice_audit.report.writers.arranging import arranged, sections, tables
from tests.report_records import as_read, made, replaced_by

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue
    from tests.making import Make

DAY = dt.date(2024, 1, 10)
PARTS = (
    *("headline", "about", "audits", "standards", "themes", "voice", "feedback", "moderation", "examples", "actions"),
    *("impact", "taking-part", "complaints", "external", "referrals", "meetings", "workforce", "trend"),
    *("editions", "every-standard", "other", "left-out"),
)
"""Every part that R124 and its neighbours ask for, in order."""


def report_of(catalogue: Catalogue, records: list[dict[str, Any]], name: str = "2023-Q2", **asked: Any) -> Made:
    """The report of these records."""
    wanted = Asked(period=period(name), made_on=DAY, **asked)
    return make(as_read(records), [catalogue], wanted, replaced=replaced_by(records))


def table(report: Report, name: str) -> Table:
    """A table of a report."""
    return next(one for _, one in tables(arranged(report)) if one.id == name)


def first_figures(report: Report) -> dict[str, Any]:
    """The main figures by their first word."""
    return {str(row[0]): row[1] for row in table(report, "headline").rows}


def part(report: Report, name: str) -> Section:
    """A part of a report."""
    return next(one for _, one in sections(report) if one.id == name)


@pytest.mark.parametrize("name", ["2023-Q2", "2023"])
def test_without_records_every_part_is_there(catalogue: Catalogue, name: str) -> None:
    """A report of nothing has every part, says so in words, and can be written in every format (R124)."""
    report = report_of(catalogue, [], name).report
    found = [section.id for section in report.sections if section.id != "quarters"]
    assert found == list(PARTS)
    assert first_figures(report)["Audits finished"] == 0
    for _, section in sections(report):
        assert section.blocks or section.sections
    assert b"No audit was finished in this period." in web_page.page(report)
    assert workbook.workbook(report).startswith(b"PK")
    assert csv_folder.files(report)
    assert markdown.text(report)


def test_one_record_is_told_without_a_share(catalogue: Catalogue, make_record: Make) -> None:
    """One audit gives counts and no percentage of anything that is fewer than ten."""
    report = report_of(catalogue, [make_record()]).report
    assert first_figures(report)["Audits finished"] == 1
    shares = [cell for row in table(report, "grades").rows for cell in row[2:]]
    assert {getattr(cell, "words", cell) for cell in shares} == {"under 10", None}, "neither a share nor its interval"
    for one in (one for _, one in tables(arranged(report))):
        kinds = [column.kind for column in one.columns]
        for row in one.rows:
            numbers = [cell for cell, kind in zip(row, kinds, strict=True) if kind == "percent" and cell is not None]
            assert all(hasattr(cell, "words") for cell in numbers) or one.id in {"headline", "quarters_work"}


@pytest.fixture
def make_record(make: Make) -> Make:
    """Sound finished records."""
    return make


def test_a_corrected_record_counts_once(catalogue: Catalogue, make_record: Make) -> None:
    """What a correction replaced counts no longer, whichever comes first and whenever the correction was made."""
    first = make_record(number=1)

    def correct(record: dict[str, Any]) -> None:
        record["relates_to"].append({"relation": "replaces", "record_id": first["record_id"]})
        record["answers"]["ila.f.grade"]["value"] = "grade.positive"
        record["completed"] = "2023-11-02T10:00:00Z"

    second = make_record(number=2, edit=correct)
    for order in ([first, second], [second, first]):
        report = report_of(catalogue, order).report
        assert first_figures(report)["Audits finished"] == 1
        assert [row[1] for row in table(report, "grades").rows] == [0, 1, 0, 0]
        assert "Records that were corrected since: 1." in part(report, "left-out").blocks[0].items[0].text  # type: ignore[union-attr]


def test_a_correction_counts_in_the_quarter_of_the_first_version(catalogue: Catalogue, make_record: Make) -> None:
    """What was corrected twice in October counts in September, once, and so do its actions."""

    def after(number: int, replaced: int | None, grade: str) -> dict[str, Any]:
        def edit(record: dict[str, Any]) -> None:
            record["answers"]["ila.f.grade"]["value"] = grade
            if replaced:
                named = make_record(number=replaced)["record_id"]
                record["relates_to"].append({"relation": "replaces", "record_id": named})

        return make_record(number=number, days=130 if number == 1 else 145 + number * 5, edit=edit)

    chain = [after(1, None, "grade.some"), after(2, 1, "grade.some"), after(3, 2, "grade.positive")]
    assert [record["completed"][:7] for record in chain] == ["2023-09", "2023-10", "2023-10"]
    agreed = len(chain[0]["answers"]["ila.g.actions"]["rows"])
    for order in itertools.permutations(chain):
        third, fourth = (report_of(catalogue, list(order), f"2023-{name}").report for name in ("Q3", "Q4"))
        assert [row[1] for row in table(third, "grades").rows] == [0, 1, 0, 0]
        assert [first_figures(one)["Audits finished"] for one in (third, fourth)] == [1, 0]
        assert [first_figures(one)["Actions agreed"] for one in (third, fourth)] == [agreed, 0]
        told = [part(one, "left-out").blocks[0].items for one in (third, fourth)]  # type: ignore[union-attr]
        assert [[point.text for point in items] for items in told] == [
            ["Records that were corrected since: 2. Their corrections count."],
            [],
        ]


def test_the_same_records_give_the_same_bytes(catalogue: Catalogue) -> None:
    """Every format is the same byte for byte when it is made again, and when records come in another order."""
    records = made(catalogue, 60)
    first = report_of(catalogue, records, "2023-Q3", planned=20)
    shuffled = records[:]
    random.Random(7).shuffle(shuffled)  # noqa: S311 - no secret
    for again in (
        report_of(catalogue, records, "2023-Q3", planned=20),
        report_of(catalogue, shuffled, "2023-Q3", planned=20),
    ):
        assert again.report == first.report
        assert again.findings == first.findings
    assert web_page.page(first.report) == web_page.page(again.report)
    assert workbook.workbook(first.report) == workbook.workbook(again.report)
    assert csv_folder.files(first.report) == csv_folder.files(again.report)
    assert data.text(first.report, first.findings) == data.text(again.report, again.findings)


def test_no_code_of_a_person_or_a_case_stands_in_a_report(catalogue: Catalogue) -> None:
    """Neither staff codes nor case references come into any part of the report (R138)."""
    records = made(catalogue, 60)
    codes = {
        str(value)
        for record in records
        for entry in ("author", "case")
        for value in [(record.get(entry) or {}).get("ref")]
        if value
    }
    staff = dict.fromkeys(sorted(codes), "East")
    whole = report_of(catalogue, records, "2023", staff=staff)
    said = data.text(whole.report, whole.findings)
    assert len(codes) > 5
    assert [code for code in codes if f'"{code}"' in said or f" {code} " in said] == []
    people = table(whole.report, "without_experience").rows
    assert people[0][1:] == (len(staff), len(whole.without))
    assert 0 < len(whole.without) < len(staff)


def test_who_took_part_is_asked_of_the_list_only(catalogue: Catalogue, make_record: Make) -> None:
    """People on the list count as having taken part when their code stands in an audit, however it is typed (R024)."""
    others = {f"SS-{each}": "South" for each in range(5)}
    whole = report_of(catalogue, [make_record()], staff={"au-12": "East", "PR-31": "East", "QQ-1": "East", **others})
    assert whole.without == ("QQ-1", *others)
    assert table(whole.report, "without_experience").rows == (("All groups together", 8, 6),)
    services = make_record()
    rows = services["answers"]["ila.c6.services"]["rows"]
    rows[0]["ref"] = {"value": "qq-1"}
    other = report_of(catalogue, [services], staff={"QQ-1": "West", "RR-2": "West"})
    assert other.without == ("RR-2",), "a worker of another service whose work was looked at took part"
    unknown, empty = part(report_of(catalogue, [make_record()]).report, "taking-part").blocks
    assert isinstance(empty, Table)
    assert (empty.rows, empty.where) == ((), "told")
    assert unknown == (
        Paragraph(text="Who has not taken part cannot be said: no list of staff was given when this report was made.")
    )


@pytest.mark.parametrize(("form", "took"), [("recheck", True), ("referral-review", True), ("meeting-note", False)])
def test_who_looks_again_or_at_referrals_took_part(catalogue: Catalogue, root: Path, form: str, *, took: bool) -> None:
    """A re-check and a review of referrals are quality assurance, too; a note of a meeting is desk work (R024)."""
    path = next(
        each
        for each in sorted(root.glob(f"tools/definitions/{form}/examples/valid/*.json"))
        if each.stem != "from-the-browser"
    )
    example = json.loads(path.read_text(encoding="utf-8"))
    record = complete(catalogue, catalogue.tool(form), example, example["completed"])
    year, code = record["completed"][:4], record["author"]["ref"]
    whole = report_of(catalogue, [record], year, staff={code: "East", "ZZ-99": "East"})
    assert whole.records == 1
    assert whole.without == (("ZZ-99",) if took else tuple(sorted((code, "ZZ-99"))))


def test_audits_are_held_against_the_plan(catalogue: Catalogue, make_record: Make) -> None:
    """The number that was planned stands beside the number that was finished, and is never made up."""
    words = [
        block.text
        for block in part(report_of(catalogue, [make_record()], planned=3).report, "audits").blocks
        if isinstance(block, Paragraph)
    ]
    assert "Audits planned: 3. Audits finished: 1, 2 fewer than planned." in words
    without = part(report_of(catalogue, [make_record()]).report, "audits").blocks[0]
    assert isinstance(without, Paragraph)
    assert without.text.startswith("How many audits were planned was not given")


def test_drafts_and_strangers_are_left_out_and_told(catalogue: Catalogue, make_record: Make) -> None:
    """Drafts, practice records and records of an unknown edition are counted as left out, and nowhere else."""
    draft = {**make_record(number=1), "status": "draft", "completed": None}
    practice = {**make_record(number=2), "practice": True}
    stranger = {**make_record(number=3), "edition": "1999"}
    report = report_of(catalogue, [draft, practice, stranger, make_record()]).report
    assert first_figures(report)["Records of every kind"] == 1
    told = part(report, "left-out").blocks[0]
    assert isinstance(told, Points)
    assert [point.text for point in told.items] == [
        "Drafts and practice records: 2.",
        "Records of an edition or a form that this installation does not know: 1.",
    ]


def test_deleted_records_count_with_their_grades(catalogue: Catalogue) -> None:
    """What was deleted when its time was over counts as audits with their grades, and the report says so."""
    edition = catalogue.edition.id
    gone = [Count(quarter="2023-Q2", record_type="ila", edition=edition, grade="grade.positive", records=4, replaced=1)]
    asked = Asked(period=period("2023-Q2"), made_on=DAY)
    report = make([], [catalogue], asked, purged=gone).report
    assert first_figures(report)["Audits finished"] == 3
    assert [row[1] for row in table(report, "grades").rows] == [0, 3, 0, 0]


def test_texts_are_kept_up_to_a_number() -> None:
    """However many texts come, a few are kept, and the same ones in any order."""
    texts = [Text(rank=f"{number:03d}", record="r", place="", text=f"text {number % 40}") for number in range(200)]
    kept = []
    for seed in range(5):
        random.Random(seed).shuffle(texts)  # noqa: S311 - no secret
        tally = Tally()
        for text in texts:
            tally.keep(("reason", "child"), text)
            tally.keep(("meeting",), text)
        kept.append((tally.of("reason", "child"), tally.of("meeting")))
    assert len({*kept}) == 1
    reasons, others = kept[0]
    assert len(reasons) == KEPT["reason"]
    assert len({text.text for text in reasons}) == len(reasons)
    assert [text.rank for text in others] == [f"{number:03d}" for number in range(10)]


def test_the_data_file_says_what_the_report_says(catalogue: Catalogue, make_record: Make) -> None:
    """It is JSON with every section, and its findings can be read as findings."""
    whole = report_of(catalogue, [make_record()])
    told = json.loads(data.text(whole.report, whole.findings))
    assert told["format"] == "practice-report"
    assert [section["id"] for section in told["report"]["sections"]] == [one.id for one in whole.report.sections]
    assert told["findings"] == whole.findings.to_json()
    blocks = [block for section in told["report"]["sections"] for block in section["blocks"]]
    assert {block["kind"] for block in blocks} == {"paragraph", "points", "table", "chart"}


def test_a_period_that_is_not_over_says_so(catalogue: Catalogue, make_record: Make) -> None:
    """A report that is made within its period begins with the day on which things stood so."""
    for made_on, warned in ((dt.date(2023, 6, 29), True), (dt.date(2023, 6, 30), False)):
        asked = Asked(period=period("2023-Q2"), made_on=made_on)
        first = part(make([make_record()], [catalogue], asked).report, "headline").blocks[0]
        assert isinstance(first, Paragraph) == warned
        assert not warned or first.text.endswith("stood on 29 June 2023.")  # type: ignore[union-attr]


def test_a_run_chart_needs_ten_whole_months(catalogue: Catalogue, make_record: Make) -> None:
    """From the tenth whole month on there is a line with its middle; it begins with the first audit."""
    records = [make_record(number=number, days=30 * number) for number in range(1, 14)]
    short = report_of(catalogue, records, "2023-Q4").report
    assert table(short, "audits_by_month").where == "told"
    asked = Asked(period=period("2024-Q1"), made_on=dt.date(2024, 4, 2))
    rows = table(make(records, [catalogue], asked).report, "audits_by_month").rows
    assert rows[0] == ("June 2023", 1)
    assert len(rows) == 10


@pytest.mark.parametrize(("made_on", "there"), [(dt.date(2024, 1, 5), 1), (dt.date(2024, 1, 1), 0)])
def test_a_meeting_counts_when_it_was_held(
    catalogue: Catalogue, make_record: Make, made_on: dt.date, there: int
) -> None:
    """A meeting of 30 December whose note is of 2 January is one of December, once the note is there (R120)."""

    def held(record: dict[str, Any]) -> None:
        record["answers"]["mn.a.held_on"]["value"] = "2023-12-30"
        record["answers"]["mn.b.completed_on"]["value"] = "2024-01-02"
        record["completed"] = "2024-01-02T10:00:00Z"

    note = make_record("meeting-note", edit=held)
    options = catalogue.tool("meeting-note").questions["mn.a.meeting"].options
    meeting = next(each.label for each in options if each.value == note["answers"]["mn.a.meeting"]["value"])
    counts = []
    for name in ("2023-Q4", "2024-Q1"):
        report = make([note], [catalogue], Asked(period=period(name), made_on=made_on)).report
        row = next(row for row in table(report, "meetings").rows if row[0] == meeting)
        counts.append((row[1], "December 2023" in str(row[3]), first_figures(report)["Records of every kind"]))
    assert counts == [(there, not there, there), (0, False, 0)]


def test_only_notes_that_count_tell_of_meetings(catalogue: Catalogue, make_record: Make) -> None:
    """Each meeting is missing in its own months, or in its quarter; a note that was corrected says nothing."""

    def note(number: int, meeting: str, day: str, **head: Any) -> dict[str, Any]:
        def held(record: dict[str, Any]) -> None:
            record["answers"]["mn.a.meeting"]["value"] = meeting
            record["answers"]["mn.a.held_on"]["value"] = day
            record |= head

        return make_record("meeting-note", number=number, edit=held)

    wrong = note(1, "meeting.slt-performance", "2023-05-02")
    mended = [{"relation": "replaces", "record_id": wrong["record_id"]}]
    records = [
        note(2, "meeting.slt-qa", "2023-04-30"),
        note(3, "meeting.slt-qa", "2023-05-01"),
        wrong,
        note(4, "meeting.slt-performance", "2023-06-02", relates_to=mended),
        note(5, "meeting.qa-staff-quarterly", "2023-06-30"),
    ]
    report = report_of(catalogue, records, "2023-Q2").report
    options = catalogue.tool("meeting-note").questions["mn.a.meeting"].options
    labels = {each.label: each.value for each in options}
    assert {labels.get(str(row[0]), row[0]): row[1:] for row in table(report, "meetings").rows} == {
        "meeting.slt-qa": (2, 1, "June 2023"),
        "meeting.slt-performance": (1, 2, "April 2023, May 2023"),
        "meeting.audit-qa": (0, 3, "April 2023, May 2023, June 2023"),
        "meeting.qa-staff-quarterly": (1, 0, "none"),
    }


def test_a_report_says_when_actions_of_a_meeting_are_agreed(catalogue: Catalogue, make_record: Make) -> None:
    """A meeting of September whose note is of October counts in Q3, its actions in Q4, and both reports say so."""

    def held(record: dict[str, Any]) -> None:
        record["answers"]["mn.a.held_on"]["value"] = "2023-09-29"
        record["answers"]["mn.b.completed_on"]["value"] = "2023-10-03"

    note = make_record("meeting-note", edit=held)
    agreed = len(note["answers"]["mn.b.recommendations"]["rows"])
    third, fourth = (report_of(catalogue, [note], f"2023-{name}").report for name in ("Q3", "Q4"))
    for name, numbers in (("Records of every kind", (1, 0)), ("Actions agreed", (0, agreed))):
        assert tuple(first_figures(one)[name] for one in (third, fourth)) == numbers
    said = "its actions are agreed on the day on which the note was finished, which may be in the next quarter"
    for report in (third, fourth):
        assert any(said in getattr(block, "text", "") for block in part(report, "about").blocks)


def test_a_tally_does_not_grow_with_its_records(catalogue: Catalogue) -> None:
    """Ten times the records give other numbers under the same names, and no more texts."""
    records = made(catalogue, 40)
    sizes = []
    for times in (1, 10):
        copies = [{**one, "record_id": f"{one['record_id']}-{copy}"} for one in records for copy in range(times)]
        known = {catalogue.edition.id: catalogue}
        quoted = [f"{year}-Q{place}" for year in (2023, 2024) for place in range(1, 5)]
        tallies = fold(copies, known.get, Around(as_at=DAY, quoted=quoted)).quarters.values()
        names = sum(len(tally.counts) for tally in tallies)
        sizes.append((names, sum(len(tally.texts) for tally in tallies)))
        assert all(len(texts) <= 12 for tally in tallies for texts in tally.texts.values())
    assert sizes[0] == sizes[1]


def test_words_are_kept_of_what_is_quoted(catalogue: Catalogue) -> None:
    """Of quarters that a report does not quote there are the same numbers, and no words."""
    records, known = made(catalogue, 40), {catalogue.edition.id: catalogue}
    whole = fold(records, known.get, Around(as_at=DAY, quoted={"2023-Q3", "2023-Q4"})).quarters
    some = fold(records, known.get, Around(as_at=DAY, quoted={"2023-Q4"})).quarters
    assert {name: tally.counts for name, tally in some.items()} == {name: tally.counts for name, tally in whole.items()}
    assert whole["2023-Q3"].texts
    assert not some["2023-Q3"].texts
    assert some["2023-Q4"].texts == whole["2023-Q4"].texts != {}
