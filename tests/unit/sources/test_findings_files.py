"""Reports on what was found: one spoilt place, one problem, with its line and a way out."""

from __future__ import annotations

import pytest

from practice_audit.findings import Findings
from tests.unit.sources.repository import ANNOUNCED, MODEL, OTHERS, Repository
from tests.unit.sources.small_report import REPORT, TEXT


@pytest.fixture
def reported(small: Repository) -> Repository:
    """The small repository with a small report in it."""
    return small.write(REPORT, TEXT)


def test_a_sound_report_is_read_as_typed_values(reported: Repository) -> None:
    """Without a problem the sources hold the report as it is written, and the catalogue nothing of it."""
    read = reported.read()

    assert read.problems == ()
    (report,) = read.findings
    document = next(each for each in read.documents if each.path == REPORT)
    assert report == Findings.from_json(document.value)
    assert report.to_json() == document.value
    assert read.catalogue is not None
    assert [item for item in read.catalogue.items if item.id.startswith(("f2020", "a2020", "m2020"))] == []


def test_a_report_is_no_part_of_the_digest(small: Repository) -> None:
    """Findings can change without a new edition: the digest of the catalogue stays."""
    before = small.read().catalogue
    after = small.write(REPORT, TEXT).read().catalogue

    assert before is not None
    assert after is not None
    assert after.digest == before.digest


def test_reports_come_in_the_order_of_their_periods(reported: Repository) -> None:
    """Whatever their files are called, the earlier report comes first."""
    reported.write("standards/findings/a.yaml", TEXT.replace("2020-q1", "2020-q2"))

    assert [report.id for report in reported.read().findings] == ["2020-q1", "2020-q2"]


def test_every_entry_has_its_place(reported: Repository) -> None:
    """A theme, a statement, an action and a figure are each found in their file, for the edit links."""
    places = reported.read().places

    for key in ("f2020-q1.talk", "f2020-q1.prog.one", "a2020-q1.talk.g.02", "m2020-q1.heard"):
        assert (places[key].path, reported.at(REPORT, places[key].line)) == (REPORT, f"- id: {key}")


def test_an_entry_of_the_framework_may_name_a_finding(reported: Repository) -> None:
    """A link from the framework to a finding leads somewhere, so it need not be announced."""
    reported.swap(OTHERS, "[meeting.later]", "[meeting.later, f2020-q1.talk]")
    assert reported.found() == []

    reported.swap(ANNOUNCED, "  - meeting.later", "  - f2020-q1.talk\n  - meeting.later")
    assert reported.found() == [("STD032", "- f2020-q1.talk")]


def test_nothing_is_read_from_a_report_with_an_error(reported: Repository) -> None:
    """A report that is wrong stops the build as a standard does."""
    reported.swap(REPORT, "polarity: strength", "polarity: good")
    read = reported.read()

    assert (read.catalogue, read.findings) == (None, ())


@pytest.mark.parametrize("key", ["strengths", "areas", "undertaken", "agreed"])
def test_a_theme_has_four_lists(reported: Repository, key: str) -> None:
    """R145: a list that is left out is missed; an empty one is enough."""
    head, _, _ = TEXT.partition("approach:")
    lists = "".join(f"    {each}: []\n" for each in ("strengths", "areas", "undertaken", "agreed"))
    reported.write(REPORT, f"{head}themes:\n  - id: f2020-q1.talk\n    title: Talk\n{lists}")
    assert reported.found() == []

    reported.swap(REPORT, f"    {key}: []\n", "")
    assert reported.found() == [("R145", "- id: f2020-q1.talk")]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("    qualifier: about\n", "", "- id: m2020-q1.months", "how exact"),
        ("    value: 3\n", "", "- id: m2020-q1.months", "no number"),
        ("    qualifier: words-only", "    value: 60\n    qualifier: words-only", "value: 60", "words only"),
        ('    words: "most"\n', "", "- id: m2020-q1.heard", "neither a number nor words"),
        ('    source: "audits"\n', "", "- id: m2020-q1.heard", "where it comes from"),
    ],
)
def test_a_figure_keeps_its_qualifier_and_its_source(
    reported: Repository, old: str, new: str, line: str, said: str
) -> None:
    """R150: a bare number, a number beside words only, words that are missing, and no source."""
    reported.swap(REPORT, old, new)
    (problem,) = reported.read().problems

    assert (problem.code, reported.at(REPORT, problem.line)) == ("R150", line)
    assert said in problem.message


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("measures: [m2020-q1.heard]", "measures: [m2020-q1.herd]", "STD031"),
        ("addresses: [f2020-q1.talk.a.01]", "addresses: [f2020-q1.talk.a.09]", "STD031"),
        ("addresses: [f2020-q1.talk.a.01]", "addresses: [f2020-q1.talk.s.01]", "STD036"),
        ("children: [f2020-q1.talk.a.01a]", "children: [f2020-q1.talk.a.02]", "STD031"),
        ("children: [f2020-q1.talk.a.01a]", "children: [f2020-q1.talk.s.01]", "STD036"),
        ("children: [f2020-q1.talk.a.01a]", "children: [f2020-q1.talk.a.01]", "STD037"),
        ("same_as: a2020-q1.talk.g.01", "same_as: a2020-q1.talk.g.09", "STD031"),
        ("same_as: a2020-q1.talk.g.01", "same_as: a2020-q1.talk.g.02", "STD037"),
        ("standards: [ps.directwork]", "standards: [ps.talking]", "STD031"),
        ("theme: f2020-q1.talk", "theme: f2020-q1.walk", "STD031"),
        ("theme: progress", "theme: elsewhere", "STD031"),
        ("links: [pm.one]", "links: [pm.eleven]", "STD031"),
        ("approach: [method.small]", "approach: [method.large]", "STD031"),
        ("approach: [method.small]", "approach: [role.auditor]", "STD036"),
    ],
)
def test_a_report_names_only_what_is_there(reported: Repository, old: str, new: str, code: str) -> None:
    """Every id that a report names leads to an entry, and to one of the kind that is wanted."""
    reported.swap(REPORT, old, new)

    assert reported.found() == [(code, new)]


def test_a_figure_may_belong_to_a_part_of_the_report(reported: Repository) -> None:
    """A figure that is no theme's belongs to the summary, the progress or the opportunities."""
    for part in ("summary", "opportunities", "progress"):
        text = TEXT.replace("theme: progress", f"theme: {part}")
        assert reported.write(REPORT, text).found() == []


def test_an_action_may_repeat_one_of_another_report(reported: Repository) -> None:
    """What was agreed in spring and not done is agreed again in summer."""
    summer = TEXT.replace("2020-q1", "2020-q2").replace("same_as: a2020-q2", "same_as: a2020-q1")
    reported.write("standards/findings/2020-q2.yaml", summer)

    assert reported.found() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- id: f2020-q1.sum.one", "- id: f2020-q1.prog.one"),
        ("- id: m2020-q1.months", "- id: m2020-q1.heard"),
        ("- id: a2020-q1.talk.u.01", "- id: a2020-q1.talk.g.01"),
    ],
)
def test_an_id_of_a_report_stands_once(reported: Repository, old: str, new: str) -> None:
    """The second of two entries with one id is named."""
    reported.swap(REPORT, old, new)

    assert "STD030" in [code for code, _ in reported.found()]


def test_an_id_of_a_report_is_no_id_of_the_framework(reported: Repository) -> None:
    """An id that the framework has is not used again."""
    reported.swap("standards/schemas/findings.schema.json", "^f[0-9]{4}", "^[a-z0-9-]+")
    reported.swap(REPORT, "- id: f2020-q1.sum.one", "- id: method.small")

    assert reported.found() == [("STD030", "- id: method.small")]
    assert f"first in {OTHERS}" in reported.read().problems[0].message


def test_an_id_belongs_to_its_report(reported: Repository) -> None:
    """R010: the period in an id is that of its report."""
    reported.swap(REPORT, "- id: f2020-q1.sum.one", "- id: f2020-q2.sum.one")

    assert reported.found() == [("R010", "- id: f2020-q2.sum.one")]


def test_a_period_has_one_report(reported: Repository) -> None:
    """Two files for one period are one too many."""
    reported.write("standards/findings/again.yaml", TEXT)

    assert ("STD030", 'id: "2020-q1"') in reported.found()


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ("2020-04-30", "2020-04-31", "Write the year first: “2013-01-31”."),
        ("2020-04-30", "2020-04-29", "Write “2020-04-30”, or “precision: day”."),
        ("2020-06-01", "2020-06-30", "Write “2020-06-01”, or “precision: day”."),
    ],
)
def test_a_due_date_is_the_day_that_its_precision_says(reported: Repository, old: str, new: str, remedy: str) -> None:
    """The end of a month, the start of one, and always a day of the calendar."""
    reported.swap(REPORT, old, new)
    (problem,) = reported.read().problems

    assert (problem.code, problem.remedy) == ("STD024", remedy)
    assert new in reported.at(REPORT, problem.line)


@pytest.mark.parametrize(
    ("due", "code"),
    [
        ("{precision: month}", "STD021"),
        ('{precision: vague, date: "2020-04-30", words: "soon"}', "STD027"),
        ("{precision: vague}", "STD021"),
        ('{date: "2020-04-30", words: "by April 2020"}', "STD021"),
        ("{precision: soon}", "STD023"),
    ],
)
def test_a_due_date_is_as_exact_as_it_says(reported: Repository, due: str, code: str) -> None:
    """A date needs its words, vague words have no date, and how exact it is always stands there."""
    reported.swap(REPORT, '{date: "2020-04-30", precision: month, words: "by April 2020"}', due)

    assert {found for found, _ in reported.found()} == {code}


def test_an_action_without_date_and_owner_is_no_problem(reported: Repository) -> None:
    """R146: what the source does not say is listed on the page of the report; it stops nothing."""
    reported.swap(REPORT, '        due: {date: "2020-04-30", precision: month, words: "by April 2020"}\n', "")
    reported.swap(REPORT, '        owner_role: "Head of Service"\n', "")

    assert reported.found() == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("progress:\n", "news: []\nprogress:\n", "news: []"),
        ('    sources: ["audits"]\n', "    graph: 1\n", "graph: 1"),
        ("        status: open\n", "        owner: me\n", "owner: me"),
        ("    polarity: strength\n", "    polarity: strength\n    colour: red\n", "colour: red"),
    ],
)
def test_a_key_that_nobody_knows_is_a_problem(reported: Repository, old: str, new: str, line: str) -> None:
    """A key that would be passed over in silence is told, at every level."""
    reported.swap(REPORT, old, new)

    assert reported.found() == [("STD020", line)]


def test_a_report_is_not_judged_where_another_file_cannot_be_read(reported: Repository) -> None:
    """What a broken file may hold is not said to be missing."""
    reported.write(MODEL, "items: [\n").swap(REPORT, "links: [pm.one]", "links: [pm.eleven]")

    assert "STD005" in [code for code, _ in reported.found()]
    assert "STD031" not in [code for code, _ in reported.found()]


def test_a_report_that_names_a_retired_id_is_told_what_it_is_now(reported: Repository) -> None:
    """STD031: a report that links to what an edition took out is told where to point instead."""
    reported.write(
        "standards/changes/2023.yaml",
        "# yaml-language-server: $schema=../schemas/changes.schema.json\nchanges:\n"
        '  - {id: pm.eleven, change: merged, successors: [pm.one], reason: "It was said twice."}\n',
    ).swap(REPORT, "links: [pm.one]", "links: [pm.eleven]")
    (problem,) = reported.read().problems

    assert (problem.code, problem.source) == ("STD031", REPORT)
    assert problem.remedy == "Point at “pm.one” instead."
