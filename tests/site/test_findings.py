"""What readers see of the findings of reports."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest

from macros import addresses, findings_figures, findings_views, id_views, rendering
from practice_audit import findings
from practice_audit.findings import Action, Measure
from tests.site.document import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from macros import Handbook
    from macros.findings_views import Line, ReportView
    from practice_audit.findings import Findings
    from tests.site.document import Document

PAGE = "findings/2012-11/"
HOSTILE = '</p><script>alert(1)</script>{{7*7}}<img src=x onerror="alert(1)"> & "quoted"'


@pytest.fixture(scope="module")
def view(handbook: Handbook) -> ReportView:
    """The report of 2012 as its page shows it."""
    return next(one for one in findings_views.reports(handbook) if one.report.id == "2012-11")


def _said(text: str) -> str:
    return text


def _shown(handbook: Handbook, report: Findings) -> str:
    """The page of a changed report."""
    other = replace(handbook, findings=(report,))
    made = findings_views.report_view(other, report)
    return rendering.render(other, "findings-report.html.jinja", PAGE, {"view": made, "numbers": None})


def _changed(report: Findings, action: str, **values: str) -> Findings:
    def change(one: Action) -> Action:
        return replace(one, **values) if one.id == action else one  # type: ignore[arg-type]

    themes = tuple(replace(theme, agreed=tuple(map(change, theme.agreed))) for theme in report.themes)
    return replace(report, themes=themes)


def test_every_id_of_a_report_has_its_page_and_its_place(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """Each theme, finding, action and figure has a permanent page, which leads to its place on the report's page."""
    found = handbook.graph.found
    assert len(found) == 154
    for identity in found:
        page = documents[addresses.permanent(identity)]
        assert f"../../{PAGE}#{identity}" in page.links, identity
        assert identity in documents[PAGE].ids, identity


def test_the_page_of_a_report_shows_every_entry(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """Every sentence, title and note of the report stands on its page, with a link to its permanent page."""
    page = documents[PAGE]
    for identity, found in handbook.graph.found.items():
        texts = [found.name, getattr(found.entry, "text", ""), getattr(found.entry, "note", "")]
        assert all(_said(text) in page.text for text in texts), identity
        assert f"../../id/{identity}/" in page.links, identity


def test_a_report_can_be_taken_along(site: Path, documents: Mapping[str, Document], handbook: Handbook) -> None:
    """Its page leads to a Word document and a workbook, which hold every sentence of it."""
    assert {"report.docx", "report.xlsx"} <= set(documents[PAGE].links)
    word = docx.Document(str(site / PAGE / "report.docx"))
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    told = {*(paragraph.text for paragraph in word.paragraphs), *cells}
    entries = [found.entry for found in handbook.graph.found.values()]
    statements = [one.text for one in entries if isinstance(one, findings.Statement)]
    assert len(statements) > 50
    assert [text for text in statements if not any(text in each for each in told)] == []
    book = openpyxl.load_workbook(site / PAGE / "report.xlsx")
    assert "Themes" in book.sheetnames


def test_each_figure_shows_its_qualifier(
    handbook: Handbook, documents: Mapping[str, Document], view: ReportView
) -> None:
    """R150: in the table, beside its statement and on its own page, a figure never stands without its qualifier."""
    figures = {one.id: one for _, group in view.figures for one in group}
    assert set(figures) == {one.id for one in view.report.measures}
    for measure in view.report.measures:
        figure = figures[measure.id]
        mark = {"exact": "(exact figure)", "words-only": "(no number given)"}.get(measure.qualifier, measure.qualifier)
        assert mark in figure.amount, measure.id
        assert measure.words in figure.amount
        for address in (PAGE, addresses.permanent(measure.id)):
            text = documents[address].text.replace(" ,", ",")  # where letters were spelt out
            assert figure.of_what[1:] in text, (address, measure.id)
        assert figure.source in documents[PAGE].text
        for naming in handbook.graph.named_by(measure.id):
            assert _said(f"{figure.label}: {figure.amount}") in documents[addresses.permanent(naming)].text


@pytest.mark.parametrize(
    ("identity", "amount"),
    [
        ("m2012.caf-notable", "about 15%"),
        ("m2012.caf-weak", "15% (exact figure)"),
        ("m2012.audits", "over 1,000"),
        ("m2012.weak-referrals", "a minority (no number given)"),
        ("m2012.pep-audit-months", "2 months (exact figure)"),
        ("m2012.coregroups", "almost 50%, in the source’s words “almost half”"),
    ],
)
def test_figures_are_written_as_people_say_them(handbook: Handbook, identity: str, amount: str) -> None:
    """A share, a count, a time, and a share in words only."""
    measure = handbook.graph.found[identity].entry
    assert isinstance(measure, Measure)
    assert findings_figures.amount(handbook, measure) == amount


def test_a_single_month_is_one_month(handbook: Handbook) -> None:
    """Grammar holds for one."""
    measure = handbook.graph.found["m2012.pep-audit-months"].entry
    assert isinstance(measure, Measure)
    assert findings_figures.amount(handbook, replace(measure, value=1)) == "1 month (exact figure)"


def test_no_share_is_worked_out(documents: Mapping[str, Document], handbook: Handbook) -> None:
    """Every percentage on the page is one that the report gives."""
    given = {str(one.value) for one in handbook.findings[0].measures if one.unit == "percent" and one.value is not None}
    stated = set(re.findall(r"(\d+)%", documents[PAGE].text))
    assert stated <= given | {"90"}  # “nearly 90%” are words of the source
    assert given <= stated


def test_numbers_of_each_theme_stand_in_the_table(view: ReportView) -> None:
    """The table counts what the themes hold, and says how many agreed actions have a date."""
    assert [row.counts.agreed for row in view.tallies] == [3, 1, 3, 3, 2, 4, 6]
    assert [row.dated for row in view.tallies] == [
        "2; 1 vague",
        "0; 1 without a date",
        "2; 1 ongoing",
        "0; 3 without a date",
        "2",
        "4 (1 of them a start date)",
        "6 (1 of them a start date)",
    ]
    assert view.total.dated == "16 (2 of them start dates); 1 vague; 1 ongoing; 4 without a date"
    assert view.once == 21


def test_agreed_actions_say_when_and_that_owner_and_status_are_not_given(
    view: ReportView, documents: Mapping[str, Document]
) -> None:
    """What the source leaves out is said to be missing, action by action."""
    agreed = [deed for theme in view.themes for deed in theme.agreed]
    assert {(deed.owner, deed.status) for deed in agreed} == {("not given", "not given")}
    text = documents[PAGE].text
    assert text.count("Owner role: not given") == text.count("Status: not given") == len(agreed)
    assert all(f"Due: {deed.due} " in text for deed in agreed)
    assert {deed.due for deed in view.undated} == {"early 2013", "ongoing, no end date", "no date given"}


def test_the_table_of_dates_holds_every_agreed_action_once(view: ReportView) -> None:
    """With a date first, then without; beside them what was undertaken and not finished."""
    listed = [deed.id for deed in (*view.dated, *view.undated)]
    assert listed == [one.action.id for one in findings.by_date(view.report)]
    assert [deed.id for deed in view.dated if not deed.agreed] == ["a2012.care.u.01"]
    assert len(view.undated) == 6


def test_what_can_be_said_of_late_actions_is_said(documents: Mapping[str, Document]) -> None:
    """R147: seen from the report's own day nothing is late; what came after, the source does not tell."""
    text = documents[PAGE].text
    assert "Seen from 30 November 2012, the last day of the report, no action is overdue (rule R147)." in text
    assert "1 action falls due in the report’s own month." in text
    assert "It does not say what became of any of them." in text


def test_a_report_with_owners_and_statuses_shows_them(handbook: Handbook, view: ReportView) -> None:
    """A later report says who sees to what, and an open action after its date is called overdue."""
    late = _changed(view.report, "a2012.mgt.g.01a", owner_role="Chief Officer", status="in-hand")
    late = replace(late, period=replace(late.period, to="2012-12-31"))
    text = read(f"<article>{_shown(handbook, late)}</article>").text
    assert "Owner role: Chief Officer Status: in hand" in text
    assert "21 of 22 agreed actions name no owner role" in text
    assert "1 action is overdue, and marked so" in text
    assert text.count("Develop the audits of management further. Overdue") == 1
    assert "It does not say what became" not in text


def test_a_theme_without_entries_says_none(handbook: Handbook, view: ReportView) -> None:
    """R145: a list with nothing in it is shown as empty."""
    first = replace(view.report.themes[1], strengths=(), agreed=())
    made = _shown(handbook, replace(view.report, themes=(view.report.themes[0], first, *view.report.themes[2:])))
    assert made.count("<p>None.</p>") == 2


def test_parts_of_an_area_stand_inside_it(view: ReportView) -> None:
    """The third area of care planning has three parts, which actions name as 3a, 3b and 3c."""
    theme = next(one for one in view.themes if one.id == "f2012.care")
    assert [line.number for line in theme.areas] == ["1", "2", "3"]
    assert [part.number for part in theme.areas[2].parts] == ["3a", "3b", "3c"]
    assert [link.text for link in theme.agreed[1].areas] == ["area\xa03a", "area\xa03b", "area\xa03c"]


def test_a_strength_among_the_areas_says_so(view: ReportView, handbook: Handbook) -> None:
    """The figure on Children's Centres is a strength, wherever the report places it."""
    lines: dict[str, Line] = {line.id: line for theme in view.themes for line in theme.areas}
    line = lines["f2012.ei.a.04"]
    assert line.figures[0].shows == "Strength"
    assert line.note
    assert id_views.identity(handbook, "m2012.childrens-centres").tags == ("Strength",)


def test_a_repeated_action_leads_to_the_first_one(view: ReportView, handbook: Handbook) -> None:
    """The action that stands in two themes says so in both places."""
    theme = next(one for one in view.themes if one.id == "f2012.care")
    same = theme.agreed[0].same
    assert same is not None
    assert same.id == "a2012.ass.g.01"
    rows = {row.label: [link.id for link in row.links] for row in id_views.identity(handbook, same.id).rows}
    assert rows["Linked from"] == ["a2012.care.g.01"]


def test_a_chapter_lists_the_themes_that_speak_to_it(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """A chapter's permanent page leads to the findings about it, and so does what else names a finding."""
    for chapter, themes in {
        "ps.assessment": {"f2012.ei", "f2012.ref", "f2012.ass"},
        "ps.oversight": {"f2012.cp", "f2012.mgt"},
    }.items():
        rows = {row.label: {link.id for link in row.links} for row in id_views.identity(handbook, chapter).rows}
        assert themes == {one for one in rows["Linked from"] if one.startswith("f2012.")}
        assert {f"../../id/{theme}/" for theme in themes} <= set(documents[addresses.permanent(chapter)].links)
    assert "../../id/f2012.ei/" in documents["id/pm.early/"].links


def test_an_area_says_which_actions_address_it(handbook: Handbook) -> None:
    """Done and agreed actions stand on the page of what they are to mend."""
    rows = {row.label: [link.id for link in row.links] for row in id_views.identity(handbook, "f2012.cp.a.04").rows}
    assert rows["Addressed by"] == ["a2012.cp.u.04", "a2012.cp.u.05", "a2012.cp.g.01"]


def test_a_finding_is_cited_by_its_report(documents: Mapping[str, Document]) -> None:
    """A finding belongs to a report and not to an edition."""
    text = documents["id/f2012.ei/"].text
    assert "Cite as: Report of November 2012, f2012.ei." in text
    assert "Edition 2023" not in text


def test_findings_are_in_the_lists_of_ids_and_no_part_of_the_edition(
    site: Path, documents: Mapping[str, Document]
) -> None:
    """People and machines find every id; what the edition holds does not count them."""
    listed = json.loads((site / "id" / "index.json").read_text(encoding="utf-8"))
    kinds = {entry["id"]: entry["kind"] for entry in listed}
    assert [kinds[one] for one in ("f2012.ei", "f2012.opp.01", "a2012.cp.g.01", "m2012.audits")] == (
        ["theme", "finding", "action", "measure"]
    )
    assert "Findings of reports" in documents["id/"].text
    assert "Findings of reports" not in documents["about/"].text


def test_the_way_to_the_findings_is_short(documents: Mapping[str, Document]) -> None:
    """From the home page to the list of reports, to a report, to a theme."""
    assert "findings/" in documents[""].links
    assert "../findings/2012-11/" in documents["findings/"].links
    assert "../findings/2012-11/#f2012.qaqa" in documents["findings/"].links


def test_reports_come_with_the_newest_first(handbook: Handbook, view: ReportView) -> None:
    """The list and the menu begin with what is new."""
    later = replace(view.report, id="2026-q1", period=replace(view.report.period, to="2026-03-31"))
    both = replace(handbook, findings=(view.report, later))
    assert [findings_views.name(one) for one in findings_views.newest_first(both)] == [
        "Report of March 2026",
        "Report of November 2012",
    ]


def test_text_of_a_report_is_never_read_as_markup(handbook: Handbook, view: ReportView) -> None:
    """An action full of tags and template signs stands on the page as it was written, and does nothing."""
    made = _shown(handbook, _changed(view.report, "a2012.ei.g.01", text=HOSTILE, note=HOSTILE, owner_role=HOSTILE))
    assert "alert(1)" in made
    assert "<script" not in made
    assert "<img" not in made
    assert "{{7*7}}" in made
