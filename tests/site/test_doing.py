"""How we are doing, on the pages of a handbook with a made-up quarter; and nothing of it where none is published."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from macros import addresses, agreed_views, doing_views, findings_views, id_views, quarter_views, rendering
from practice_audit import sources
from practice_audit.quarter_files import text_of
from practice_audit.shown_counts import ALL, HIDDEN, OUTCOMES, PROGRESS, is_whole
from site_build import findings_pages, pages
from site_build.page import Maker
from tests.quarters import EXAMPLE, findings_of
from tests.site.document import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from macros import Handbook
    from practice_audit.findings import Findings
    from practice_audit.shown_counts import Counts, ShownCounts
    from site_build.page import Page
    from tests.site.document import Document

PAGE = "findings/2023-q2/"
H = HIDDEN
NAMES = (ALL, *PROGRESS)
WHOLE: Counts = {"done": 16, "unfinished": 69, "all": 85}
IN_ALL = "All together: 85, of which 16 were done by the end of the quarter."
HOSTILE = '</p><script>alert(1)</script>{{7*7}}<img src=x onerror="alert(1)"> & "quoted"'


@pytest.fixture(scope="module")
def quarter(handbook: Handbook) -> Findings:
    """The made-up quarter."""
    return findings_of(handbook.catalogue)


@pytest.fixture(scope="module")
def counts(quarter: Findings) -> ShownCounts:
    """Its numbers."""
    assert quarter.counts is not None
    return quarter.counts


@pytest.fixture(scope="module")
def answering(handbook: Handbook, quarter: Findings) -> Handbook:
    """The handbook in which the quarter is published, beside the report of 2012."""
    return replace(handbook, findings=(*handbook.findings, quarter))


@pytest.fixture(scope="module")
def report(answering: Handbook) -> Document:
    """The quarter's own page."""
    made = findings_pages.made(Maker(handbook=answering, shell=frozenset()))
    return _read(next(page for page in made if page.path == "findings/2023-q2.md"))


def _read(page: Page) -> Document:
    return read(f"<!doctype html><html lang='en'><body><article>{page.html}</article></body></html>")


def _said(answering: Handbook, subject: str) -> dict[str, str]:
    """The labelled lines about one entry."""
    shown = doing_views.doing(answering, subject)
    assert shown is not None
    return {row.label: " ".join(row.texts) for row in shown.rows}


def test_nothing_of_it_stands_where_no_quarter_is_published(
    handbook: Handbook, documents: Mapping[str, Document]
) -> None:
    """Today only the report of 2012 is there: no page says how we are doing, and no heading is empty."""
    assert not [one for one in handbook.findings if one.counts is not None]
    assert not [address for address, page in documents.items() if "doing" in page.ids]
    assert doing_views.doing(handbook, "ps.plans") is None


def test_a_published_quarter_fits_the_framework(tmp_path: Path, root: Path, quarter: Findings) -> None:
    """Committed under standards/findings/, the file has no problem, and comes out as it went in."""
    for name in ("standards", "tools"):
        ignored = shutil.ignore_patterns("__pycache__", "browser", "src")
        shutil.copytree(root / name, tmp_path / name, ignore=ignored)
    (tmp_path / "standards" / "findings" / "2023-q2.json").write_text(text_of(quarter), encoding="utf-8")
    found = sources.read(tmp_path)
    assert not found.problems
    assert quarter in found.findings


def test_what_audits_found_is_said_in_words(answering: Handbook, counts: ShownCounts) -> None:
    """Numbers with what they are out of, a percentage from ten answers on, and what is hidden is too few to show."""
    kinds = set()
    for expectation in answering.catalogue.of_kind("expectation"):
        said = _said(answering, expectation.id)["What audits found"]
        row = counts.standards.get(expectation.id)
        if row is None:
            assert said.startswith("Too few answers" if expectation.id in counts.left_out else "No audit")
        elif is_whole(row):
            judged = sum(int(row[name]) for name in OUTCOMES[:3])
            assert f"Met in {row['met']} of {judged} answers" in said or not judged
            assert ("%" in said) == (judged >= 10)
        else:
            assert "Too few to show:" in said
            shown = {int(number) for number in row.values() if number != HIDDEN}
            assert {int(number) for number in re.findall(r"\d+", said)} <= shown
        kinds.add("none" if row is None else "whole" if is_whole(row) else "hidden")
    assert kinds == {"none", "whole", "hidden"}


@pytest.mark.parametrize(
    ("met", "judged", "share"), [(5, 40, " (13%)"), (25, 40, " (63%)"), (13, 40, " (33%)"), (1, 3, "")]
)
def test_a_half_is_rounded_as_in_reports(
    handbook: Handbook, quarter: Findings, met: int, judged: int, share: str
) -> None:
    """The same share reads the same on every page and in every report: half upwards, none under ten answers."""
    row = {"met": met, "partly": 0, "not_met": judged - met, "na": 0, ALL: judged}
    assert quarter.counts is not None
    of_few = replace(quarter, counts=replace(quarter.counts, standards={"ps.plans.current": row}))
    answering = replace(handbook, findings=(*handbook.findings, of_few))
    said = _said(answering, "ps.plans.current")["What audits found"]
    assert said.startswith(f"Met in {met} of {judged} answers{share}")
    assert said.count("%") == bool(share)


def test_a_chapter_has_its_panel(answering: Handbook, counts: ShownCounts) -> None:
    """What audits found, actions, the good example, learning, and a table whose cells are the published ones."""
    made = pages.made(answering)
    page = next(one for one in made if one.path == "standards/plans.md")
    document = _read(page)
    assert "doing" in document.ids
    assert EXAMPLE.text in document.text
    assert f"../../{PAGE}" in document.links
    shown = doing_views.doing(answering, "ps.plans")
    assert shown is not None
    labels = [row.label for row in shown.rows]
    assert labels[:1] == ["What audits found"]
    assert {"Actions agreed in the quarter", "Good example", "Learning material"} <= set(labels)
    for row in shown.numbers:
        published = counts.standards["ps.plans" if row.is_total else row.link.id]
        words = {HIDDEN: "too few"}
        cells = tuple(words.get(str(published[name]), str(published[name])) for name in (*OUTCOMES, ALL))
        assert row.cells == cells
    assert shown.numbers[-1].is_total


def test_the_page_of_a_standard_shows_its_own(answering: Handbook) -> None:
    """The permanent page of an expectation says how we are doing with it; that of a rule does not."""
    subject = EXAMPLE.standards[0]
    html = rendering.render(answering, "id.html.jinja", f"id/{subject}/", id_views.identity(answering, subject))
    assert 'id="doing"' in html
    assert EXAMPLE.text in html
    assert id_views.identity(answering, "R053").doing is None


def _with_actions(answering: Handbook, quarter: Findings, actions: dict[str, Counts]) -> Handbook:
    """The handbook with these actions in its newest quarter."""
    assert quarter.counts is not None
    changed = replace(quarter, counts=replace(quarter.counts, actions=actions))
    return replace(answering, findings=(*(one for one in answering.findings if one.id != quarter.id), changed))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            {"done": 6, "unfinished": 20, "all": 26},
            "26, of which 6 were done by the end of the quarter.",
        ),
        (
            {"done": 0, "unfinished": 26, "all": 26},
            "26, of which 0 were done by the end of the quarter.",
        ),
        (
            {"done": H, "unfinished": H, "all": 26},
            "26. Too few to show: how many of them were done.",
        ),
        (
            {"done": H, "unfinished": 12, "all": H},
            "12 that were not done by the end of the quarter. Too few to show: those that were.",
        ),
        (
            {"done": 6, "unfinished": H, "all": H},
            "6 that were done by the end of the quarter. Too few to show: those that were not.",
        ),
        ({"done": H, "unfinished": H, "all": H}, "too few to show."),
        ({"done": 0, "unfinished": H, "all": H}, "too few to show."),
        (None, "none."),
    ],
)
def test_actions_are_told_of_the_chapter_and_of_all(
    answering: Handbook, quarter: Findings, row: Counts | None, said: str
) -> None:
    """Each standard, and its chapter, says how many actions the quarter agreed about the chapter and in all."""
    other = _with_actions(answering, quarter, {ALL: WHOLE, **({"ps.plans": row} if row else {})})
    for subject in ("ps.plans", "ps.plans.current"):
        told = _said(other, subject)["Actions agreed in the quarter"]
        assert told == f"About “Meetings and Plans”: {said} {IN_ALL}"


def test_actions_about_one_standard_are_told_where_they_can_be(answering: Handbook, quarter: Findings) -> None:
    """The page of a standard says its own number, if it is shown, and the quarter's page lists it."""
    actions: dict[str, Counts] = {
        ALL: WHOLE,
        "ps.plans": {"done": H, "unfinished": H, "all": 26},
        "ps.plans.current": {"all": 7},
        "ps.plans.purpose": {"done": H, "unfinished": H, "all": H},  # as a file of version 1 has it
    }
    other = _with_actions(answering, quarter, actions)
    assert _said(other, "ps.plans.current")["Actions agreed in the quarter"].startswith("About this standard: 7. About")
    assert _said(other, "ps.plans.purpose")["Actions agreed in the quarter"].startswith("About “Meetings and Plans”")
    made = findings_pages.made(Maker(handbook=other, shell=frozenset()))
    html = next(page.html for page in made if page.path == "findings/2023-q2.md")
    table = html.split("Actions agreed about single standards")[1].split("</table>")[0]
    assert re.findall("<td>(.*?)</td>", table) == ["7"]
    assert "ps.plans.current" in table


def test_without_an_action_it_is_said(answering: Handbook, quarter: Findings) -> None:
    """Where the quarter agreed none at all, the pages say so."""
    other = _with_actions(answering, quarter, {})
    assert _said(other, "ps.plans")["Actions agreed in the quarter"] == "None."


def test_the_quarters_page_shows_the_actions_of_each_theme_and_of_all(
    answering: Handbook, quarter: Findings, counts: ShownCounts
) -> None:
    """A row for each theme, each cell as it is published, and the row of all at the end."""
    shown = quarter_views.numbers(answering, quarter)
    assert shown is not None
    themes = [one.id for one in answering.catalogue.of_kind(*agreed_views.THEMES) if one.id in counts.actions]
    assert len(themes) > 1
    assert [row.link.id for row in shown.actions] == [*themes, ""]
    assert shown.actions[-1].link.text == "All actions"
    for name, row in zip((*themes, ALL), shown.actions, strict=True):
        published = counts.actions[name]
        assert row.cells == tuple("too few" if published[one] == H else str(published[one]) for one in NAMES)


def test_an_older_edition_says_nothing_of_today(answering: Handbook) -> None:
    """How we are doing stands at the address of today only, and not in the pages of a published edition."""
    older = answering.of_edition(answering.editions[0])
    assert doing_views.doing(older, "ps.plans") is None


def test_the_quarter_is_shown_by_the_code_of_2012(answering: Handbook, quarter: Findings, report: Document) -> None:
    """Every theme, finding and figure stands on the quarter's page, and has a permanent page that leads there."""
    assert len(quarter.by_id) > 20
    for identity, found in quarter.by_id.items():
        assert identity in report.ids, identity
        assert found.name in report.text
        assert f"../../id/{identity}/" in report.links
        view = id_views.identity(answering, identity)
        assert any(link.href == f"{PAGE}#{identity}" for row in view.rows for link in row.links)
        assert view.report == "Report of April to June 2023"
    assert addresses.findings(quarter.id) == PAGE


def test_the_quarters_page_shows_every_number(
    answering: Handbook, quarter: Findings, counts: ShownCounts, report: Document
) -> None:
    """Grades, every standard and the actions, each cell as it is published, and when and from what it was made."""
    shown = quarter_views.numbers(answering, quarter)
    assert shown is not None
    assert len(shown.grades) == len(counts.grades)
    rows = [row for table in shown.tables for row in table.rows if not row.is_total]
    of_chapters = [one for one in counts.standards if answering.graph.items.get(one) and _part(answering, one)]
    assert {row.link.id for row in rows} == set(of_chapters)
    assert "20 July 2023" in report.text
    assert "Numbers under 5 are not shown." in report.text
    assert "Not given" not in report.text
    assert "Agreed actions by date" not in report.text


def _part(handbook: Handbook, subject: str) -> bool:
    return handbook.graph.items[subject].part_of in {one.id for one in handbook.catalogue.of_kind("chapter")}


def test_lists_name_the_quarter_first(answering: Handbook) -> None:
    """The menu, the list of reports and the home page lead to the newest quarter."""
    assert findings_pages.menu(answering)[0] == {"Report of April to June 2023": "findings/2023-q2.md"}
    made = pages.made(answering)
    assert PAGE in _read(next(one for one in made if one.path == "index.md")).links
    listed = next(findings_pages.made(Maker(handbook=answering, shell=frozenset())))
    assert "2023-q2/#standards" in " ".join(_read(listed).links)


def test_the_newest_quarter_counts(answering: Handbook, quarter: Findings) -> None:
    """Of two published quarters the pages of standards show the later one."""
    period = replace(quarter.period, from_="2023-07-01", to="2023-09-30", note="July to September 2023")
    later = replace(quarter, id="2023-q3", period=period)
    both = replace(answering, findings=(*answering.findings, later))
    assert doing_views.newest(both) == later
    assert findings_views.newest_first(both)[0] == later


def test_an_example_is_never_read_as_markup(answering: Handbook, quarter: Findings, counts: ShownCounts) -> None:
    """A sentence full of tags and template signs stands there as it was written, and does nothing."""
    themes = tuple(
        replace(
            theme,
            strengths=tuple(
                replace(one, text=HOSTILE) if one.id in counts.examples else one for one in theme.strengths
            ),
        )
        for theme in quarter.themes
    )
    other = replace(answering, findings=(replace(quarter, themes=themes),))
    subject = EXAMPLE.standards[0]
    html = rendering.render(other, "id.html.jinja", f"id/{subject}/", id_views.identity(other, subject))
    made = findings_pages.made(Maker(handbook=other, shell=frozenset()))
    for shown in (html, *(page.html for page in made if page.path == "findings/2023-q2.md")):
        assert "alert(1)" in shown
        assert "<script" not in shown
        assert "<img" not in shown


def test_no_figure_stands_without_what_it_is_out_of(quarter: Findings, report: Document) -> None:
    """Beside each strength and each area stands how many answers there were, and in the table of figures too."""
    shares = [one for one in quarter.measures if one.of]
    assert shares
    assert all(report.text.count(f"{one.value} of {one.of}") >= 2 for one in shares)
