"""What reports found: the report of 2012 entry by entry, and what is worked out from any report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest

from practice_audit import findings
from practice_audit.findings import Findings, report_of

if TYPE_CHECKING:
    from practice_audit.findings import Action, Theme
    from practice_audit.sources import Sources

# Theme: strengths, areas, actions undertaken, agreed actions; the agreed ones by how exact their date is.
COUNTS: Final = {
    "f2012.ei": (4, 4, 2, 3, {"month": 2, "vague": 1}),
    "f2012.ref": (2, 1, 1, 1, {"none": 1}),
    "f2012.ass": (2, 2, 4, 3, {"month": 2, "ongoing": 1}),
    "f2012.cp": (3, 4, 8, 3, {"none": 3}),
    "f2012.care": (4, 3, 4, 2, {"month": 2}),
    "f2012.mgt": (2, 1, 4, 4, {"month": 3, "from-month": 1}),
    "f2012.qaqa": (3, 6, 4, 6, {"month": 5, "from-month": 1}),
}
TOTAL: Final = (20, 21, 27, 22, {"month": 14, "from-month": 2, "vague": 1, "ongoing": 1, "none": 4})

# Date, or what stands for it: the actions that fall due then. Within a month, start dates come last.
BY_DATE: Final = (
    ("2012-11", "a2012.mgt.g.01a"),
    ("2012-12", "a2012.care.u.01 a2012.care.g.02 a2012.mgt.g.01b a2012.qaqa.g.05"),
    ("2013-01", "a2012.ei.g.01 a2012.mgt.g.02 a2012.qaqa.g.01 a2012.qaqa.g.03"),
    ("2013-02", "a2012.ei.g.02"),
    ("2013-03", "a2012.qaqa.g.02 a2012.qaqa.g.04"),
    ("2013-04", "a2012.ass.g.01 a2012.care.g.01 a2012.qaqa.g.06 a2012.mgt.g.03"),
    ("2013-07", "a2012.ass.g.02"),
    ("vague", "a2012.ei.g.03"),
    ("ongoing", "a2012.ass.g.03"),
    ("none", "a2012.ref.g.01 a2012.cp.g.01 a2012.cp.g.02 a2012.cp.g.03"),
)

# Figure: its number (None where the source has words only), qualifier, words, and what it shows.
FIGURES: Final = {
    "m2012.audits": (1000, "over", "", "strength"),
    "m2012.actions": (None, "words-only", "hundreds", "strength"),
    "m2012.supervision-trial-months": (6, "exact", "", "strength"),
    "m2012.pep-audit-months": (2, "exact", "", "strength"),
    "m2012.caf-closed": (None, "words-only", "majority", "strength"),
    "m2012.caf-notable": (15, "about", "", "strength"),
    "m2012.caf-weak": (15, "exact", "", "concern"),
    "m2012.childrens-centres": (82, "exact", "", "strength"),
    "m2012.weak-referrals": (None, "words-only", "a minority", "concern"),
    "m2012.ass-met": (80, "over", "about eight out of ten", "strength"),
    "m2012.ass-notmet": (15, "about", "", "concern"),
    "m2012.cp-actions-late": (None, "words-only", "significant minority", "concern"),
    "m2012.visits-variable": (None, "words-only", "significant minority", "concern"),
    "m2012.coregroups": (50, "almost", "almost half", "concern"),
    "m2012.plan-reflects": (90, "exact", "", "strength"),
    "m2012.plan-effective": (88, "exact", "nearly 90%", "strength"),
    "m2012.care-met": (80, "over", "over four fifths", "strength"),
    "m2012.care-notmet": (15, "about", "", "concern"),
    "m2012.pep-missing": (None, "words-only", "significant minority", "concern"),
    "m2012.pathway-missing": (None, "words-only", "significant minority", "concern"),
    "m2012.health-missing": (13, "exact", "one in eight", "concern"),
    "m2012.mgt-met": (83, "about", "over four fifths", "strength"),
    "m2012.mgt-notmet": (None, "words-only", "a minority", "concern"),
}

LATE: Final = (
    "a2012.ei.g.01 a2012.care.g.02 a2012.mgt.g.01a a2012.mgt.g.01b a2012.mgt.g.02 a2012.qaqa.g.01 a2012.qaqa.g.05"
)
"""What was overdue on the first of February 2013, if nothing was done."""


@pytest.fixture(scope="module")
def report(sources: Sources) -> Findings:
    """The report of 2012."""
    return next(one for one in sources.findings if one.id == "2012-11")


def _numbered(*starts: str, count: int) -> list[str]:
    return [f"{start}.{number:02}" for start in starts for number in range(1, count + 1)]


def _numbers(*themes: Theme) -> tuple[int, int, int, int, Any]:
    found = findings.counts(*themes)
    return found.strengths, found.areas, found.undertaken, found.agreed, found.due


@pytest.mark.parametrize("theme", COUNTS)
def test_each_theme_of_2012_is_whole(report: Findings, theme: str) -> None:
    """As many strengths, areas, actions undertaken and agreed, and dates, as the source has."""
    found = next(one for one in report.themes if one.id == theme)

    assert _numbers(found) == COUNTS[theme]


def test_the_report_of_2012_is_whole(report: Findings) -> None:
    """The themes in the order of the source, and their numbers together; a part of an area is not counted."""
    assert [theme.id for theme in report.themes] == list(COUNTS)
    assert _numbers(*report.themes) == TOTAL
    assert findings.counts(*report.themes).dated == 16
    assert [len(area.children) for theme in report.themes for area in theme.areas if area.children] == [3]


def test_the_ids_of_2012_are_those_that_were_given(report: Findings) -> None:
    """Every id of the report is there, and no other: ids are permanent."""
    wanted = {
        *_numbered("f2012.sum.dev", "f2012.sum.qa", count=5),
        *_numbered("f2012.sum.imp", "f2012.sum.ch", count=4),
        *_numbered("f2012.prog", count=10),
        *_numbered("f2012.opp", count=3),
        *("f2012.care.a.03a", "f2012.care.a.03b", "f2012.care.a.03c"),
        *("a2012.mgt.g.01a", "a2012.mgt.g.01b", "a2012.mgt.g.02", "a2012.mgt.g.03"),
        *FIGURES,
    }
    for theme, (strengths, areas, undertaken, agreed, _) in COUNTS.items():
        action = theme.replace("f", "a", 1)
        wanted |= {theme, *_numbered(f"{theme}.s", count=strengths), *_numbered(f"{theme}.a", count=areas)}
        wanted |= {*_numbered(f"{action}.u", count=undertaken)}
        wanted |= set() if theme == "f2012.mgt" else {*_numbered(f"{action}.g", count=agreed)}

    assert set(report.by_id) == wanted


def test_the_figures_of_2012_keep_their_qualifiers(report: Findings) -> None:
    """R150: number, qualifier and words of each figure are those of the source, and each has a source."""
    found = {one.id: (one.value, one.qualifier, one.words, one.polarity) for one in report.measures}

    assert found == FIGURES
    assert all(one.source for one in report.measures)


def test_every_figure_but_one_stands_beside_a_statement(report: Findings) -> None:
    """The number of audits belongs to the progress as a whole."""
    named = {target for found in report.by_id.values() for target in found.targets}

    assert set(FIGURES) - named == {"m2012.audits"}


def test_what_is_read_can_be_written_and_read_again(report: Findings, sources: Sources) -> None:
    """The YAML, the typed values and the JSON of a report say the same; an empty list is as good as none."""
    value = next(each.value for each in sources.documents if each.path == "standards/findings/2012.yaml")

    assert Findings.from_json(report.to_json()) == report
    assert report.to_json() == _without_defaults(value)


def _without_defaults(value: Any) -> Any:
    """The value without what may as well be left out: an empty list of standards, a due date that is none."""
    if isinstance(value, list):
        return [_without_defaults(each) for each in value]
    if not isinstance(value, dict):
        return value
    defaults: tuple[tuple[str, Any], ...] = (("standards", []), ("due", {"precision": "none"}))
    return {key: _without_defaults(each) for key, each in value.items() if (key, each) not in defaults}


def test_actions_come_in_the_order_of_their_dates(report: Findings) -> None:
    """First what has a date, start dates after the others of a month, then vague, ongoing, and without any date."""
    found: dict[str, list[str]] = {}
    for one in findings.by_date(report):
        due = one.action.due
        found.setdefault(due.date[:7] or due.precision, []).append(one.action.id)

    assert [(when, " ".join(ids)) for when, ids in found.items()] == list(BY_DATE)


def test_an_undertaken_action_that_is_not_finished_stands_among_the_dates(report: Findings) -> None:
    """It is told from the agreed ones."""
    assert [one.action.id for one in findings.by_date(report) if not one.agreed] == ["a2012.care.u.01"]


def test_an_action_that_stands_in_two_themes_is_counted_once_on_request(report: Findings) -> None:
    """The programme with the university is one action."""
    once = findings.agreed_once(report.themes)

    assert len(once) == 21
    assert "a2012.care.g.01" not in [action.id for action in once]
    assert len(findings.agreed_once(theme for theme in report.themes if theme.id == "f2012.care")) == 2


def test_actions_without_a_date_or_an_owner_are_listed(report: Findings) -> None:
    """R146: six agreed actions of 2012 have no date, and none has an owner or a status."""
    undated = "a2012.ei.g.03 a2012.ref.g.01 a2012.ass.g.03 a2012.cp.g.01 a2012.cp.g.02 a2012.cp.g.03"

    assert [action.id for action in findings.without_date(report)] == undated.split()
    assert len(findings.without_owner(report)) == 22
    assert {found.entry.status for found in report.by_id.values() if found.part == "agreed"} == {""}  # type: ignore[union-attr]


def _with(report: Findings, action: str, **values: Any) -> Findings:
    """The report with one agreed action changed."""

    def changed(one: Action) -> Action:
        return replace(one, **values) if one.id == action else one

    themes = tuple(replace(theme, agreed=tuple(map(changed, theme.agreed))) for theme in report.themes)
    return replace(report, themes=themes)


@pytest.mark.parametrize(
    ("day", "overdue"),
    [
        ("2012-11-30", ""),
        ("2012-12-01", "a2012.mgt.g.01a"),
        ("2013-02-01", LATE),
    ],
)
def test_an_action_is_overdue_after_its_date(report: Findings, day: str, overdue: str) -> None:
    """R147: on its date it is not, a start date is none, and what has no date never is."""
    assert [action.id for action in findings.overdue(report, day)] == overdue.split()


@pytest.mark.parametrize(("status", "count"), [("open", 1), ("in-hand", 1), ("done", 0), ("not-done", 0)])
def test_an_action_that_is_closed_is_not_overdue(report: Findings, status: str, count: int) -> None:
    """R147: only what is still open can be late."""
    changed = _with(report, "a2012.mgt.g.01a", status=status)

    assert len(findings.overdue(changed, "2012-12-01")) == count


def test_an_owner_takes_an_action_off_the_list(report: Findings) -> None:
    """R146: an action with an owner role is not listed."""
    changed = _with(report, "a2012.mgt.g.01a", owner_role="Chief Officer")

    assert len(findings.without_owner(changed)) == 21


def test_an_entry_knows_what_it_is_and_where_it_stands(report: Findings) -> None:
    """Kind, name, source and theme of a theme, a statement, an action and a figure."""
    theme, area, action = (report.by_id[one] for one in ("f2012.ei", "f2012.ei.a.01", "a2012.ei.u.02"))
    titled, figure = report.by_id["f2012.prog.02"], report.by_id["m2012.plan-effective"]

    assert [one.kind for one in (theme, area, action, titled, figure)] == (
        ["theme", "finding", "action", "finding", "measure"]
    )
    assert (theme.name, titled.name) == ("Early intervention", "Practice Observation")
    assert area.name == area.entry.text  # type: ignore[union-attr]
    assert [one.source for one in (theme, area, action, titled, figure)] == (
        ["S2.EI", "S2.EI", "S2.EI", "S2.PROG", "IRO judgement"]
    )
    assert (area.theme, titled.theme) == (theme.entry, None)
    assert action.targets == ("f2012.ei.a.01",)
    assert theme.targets == ("ps.assessment", "ps.directwork")


@pytest.mark.parametrize(
    ("identity", "report_id"),
    [
        ("f2012.ei.s.01", "2012-11"),
        ("m2012.audits", "2012-11"),
        ("a2026-q1.plans.g.01", "2026-q1"),
        ("form.ila", ""),
        ("method.ila", ""),
        ("f2012", ""),
        ("ps.f2012.ei", ""),
    ],
)
def test_an_id_says_which_report_it_belongs_to(identity: str, report_id: str) -> None:
    """By its letter and its period; other ids belong to none."""
    assert report_of(identity) == report_id
