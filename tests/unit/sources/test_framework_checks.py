"""The framework as a whole: document control, numbers, ids, links, mirrors. One spoilt place, one problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.sources.repository import (
    ANNOUNCED,
    EDITION,
    GRADES,
    LEAFLET,
    MODEL,
    OTHERS,
    PLANS,
    RULES,
    VOICE,
    Repository,
)

if TYPE_CHECKING:
    from practice_audit.problems import Problem


def only(small: Repository) -> Problem:
    """The one problem of a repository."""
    (problem,) = small.read().problems
    return problem


@pytest.mark.parametrize(
    "line",
    [
        'title: "The small framework"',
        'purpose: "To be tested."',
        'author_role: "Author"',
        'owner_role: "Owner"',
        'approved_by: "Leadership Team"',
        'approved_on: "2023-03-28"',
        "review_months: 12",
        'distribution: "Everyone"',
        'stored: "Library"',
    ],
)
def test_document_control_is_whole(small: Repository, line: str) -> None:
    """R001: each fact of an edition has to be there."""
    small.swap(EDITION, f"\n  {line}", "")

    assert small.found() == [("R001", "control:")]


def test_an_edition_names_what_it_replaces(small: Repository) -> None:
    """R003: an empty list is none."""
    small.swap(EDITION, '["The smaller framework (2020)"]', "[]")

    assert small.found() == [("R003", "replaces: []")]


def test_the_date_of_approval_is_a_day_of_the_calendar(small: Repository) -> None:
    """R001: the thirtieth of February has the right form and is no date."""
    small.swap(EDITION, "2023-03-28", "2023-02-30")

    assert small.found() == [("R001", 'approved_on: "2023-02-30"')]


@pytest.mark.parametrize(
    ("edition", "revised_on"),
    [("2023.1", "2023-02-30"), ("2023.1", "2023-03-28"), ("2023", "2023-09-28")],
)
def test_a_revision_has_a_day_after_the_approval_and_a_number(small: Repository, edition: str, revised_on: str) -> None:
    """R001: tools are revised on a real day after the approval, and the edition's id tells so."""
    small.swap(EDITION, 'id: "2023"', f'id: "{edition}"')
    small.swap(EDITION, '  approved_on: "2023-03-28"', f'  approved_on: "2023-03-28"\n  revised_on: "{revised_on}"')
    assert small.found() == [("R001", f'revised_on: "{revised_on}"')]


def test_tools_are_revised_between_approvals(small: Repository) -> None:
    """An edition with a number and a day of revision stands."""
    small.swap(EDITION, 'id: "2023"', 'id: "2023.1"')
    small.swap(EDITION, '  approved_on: "2023-03-28"', '  approved_on: "2023-03-28"\n  revised_on: "2023-09-28"')
    assert small.found() == []


def test_only_an_approved_edition_is_current(small: Repository) -> None:
    """R004: approved by the leadership team that settings.yaml names; a draft needs nobody."""
    small.swap(EDITION, 'approved_by: "Leadership Team"', 'approved_by: "Someone else"')
    assert small.found() == [("R004", "status: current")]

    small.swap(EDITION, "status: current", "status: draft")
    assert small.found() == []


def test_an_edition_is_named_after_the_year_of_approval(small: Repository) -> None:
    """R004: edition 2022 cannot have been approved in 2023; 2023.1 can."""
    small.swap(EDITION, 'id: "2023"', 'id: "2022"')
    assert small.found() == [("R004", 'id: "2022"')]

    small.swap(EDITION, 'id: "2022"', 'id: "2023.1"')
    assert small.found() == []


def test_the_reading_order_names_files_that_are_there(small: Repository) -> None:
    """A file that was renamed is named anew."""
    small.swap(EDITION, "standards/practice-model.yaml", "standards/practice-modell.yaml")

    assert only(small).code == "STD031"
    assert only(small).remedy == "Did you mean “standards/practice-model.yaml”?"


@pytest.mark.parametrize(
    ("line", "wrong", "code"),
    [
        ("principles: 10", "principles: 9", "R005"),
        ("chapters: 4", "chapters: 5", "R006"),
        ("grades: 4", "grades: 3", "R009"),
        ("obsessions: 3", "obsessions: 4", "R015"),
        ("expectations: 4", "expectations: 5", "STD035"),
        ("expectation_indicator_links: 4", "expectation_indicator_links: 3", "STD035"),
        ("terms: 1", "terms: 61", "STD035"),
    ],
)
def test_numbers_are_those_of_the_entries(small: Repository, line: str, wrong: str, code: str) -> None:
    """An entry that went missing unnoticed makes a number wrong."""
    small.swap(EDITION, f"  {line}", f"  {wrong}")

    assert small.found() == [(code, wrong)]


def test_there_are_ten_principles_whatever_the_number_says(small: Repository) -> None:
    """R005: nine principles are wrong even if edition.yaml agrees with them."""
    text = (small.root / MODEL).read_text(encoding="utf-8")
    small.write(MODEL, text[: text.index("  - id: pm.ten")])
    small.swap(EDITION, "principles: 10", "principles: 9")

    assert only(small).code == "R005"
    assert only(small).message == "There are 9 principles, but rule R005 says 10."


def test_there_are_three_obsessions_whatever_the_number_says(small: Repository) -> None:
    """R015: two obsessions are wrong even if edition.yaml agrees with them."""
    small.swap(OTHERS, "id: data.obsession.3", "id: data.figures")
    small.swap(EDITION, "  obsessions: 3", "  obsessions: 2")

    assert only(small).code == "R015"
    assert only(small).message == "There are 2 obsessions, but rule R015 says 3."


def test_an_expectation_stands_in_its_own_chapter(small: Repository) -> None:
    """R007: the id says which chapter it is in."""
    small.swap(PLANS, "id: ps.plans.one", "id: ps.oversight.two").swap(VOICE, "[ps.plans.one]", "[ps.oversight.two]")
    small.swap("tools/definitions/small/tool.yaml", "ps.plans.one", "ps.oversight.two")

    assert small.found() == [("R007", "- id: ps.oversight.two")]


def test_an_indicator_serves_an_expectation_or_a_principle(small: Repository) -> None:
    """R008: one that shows nothing is out of place; one that shows a principle is not."""
    small.swap(VOICE, "expectations: [ps.plans.one]", "expectations: []").swap(PLANS, "[wgll.voice.03]", "[]")
    small.swap(EDITION, "indicator_links: 4", "indicator_links: 3")
    assert small.found() == [("R008", "- id: wgll.voice.03")]

    small.swap(VOICE, "expectations: []", "expectations: []\n    links: [pm.one]")
    assert small.found() == []


@pytest.mark.parametrize(("old", "new"), [("rank: 3", "rank: 2"), ("rank: 4", "rank: 5"), ("rank: 1", "rank: 9")])
def test_grades_are_in_order(small: Repository, old: str, new: str) -> None:
    """R009: ranks count from the top grade down without a gap."""
    small.swap(GRADES, old, new)

    assert {code for code, _ in small.found()} == {"R009"}


def test_grades_speak_of_the_practice_standards(small: Repository) -> None:
    """R009: a grade says what the work does of what the standards require."""
    small.swap(GRADES, "The work is fair by the Practice Standards.", "The work is quite fair.")

    assert small.found() == [
        (
            "R009",
            'text: "The work is fair by the Practice Standards."'.replace(
                "The work is fair by the Practice Standards.", "The work is quite fair."
            ),
        )
    ]


def test_an_id_belongs_to_its_kind(small: Repository) -> None:
    """R010: the first part of an id says what sort of entry it is."""
    small.swap(OTHERS, "id: role.auditor", "id: team.auditor")
    small.swap("tools/definitions/small/tool.yaml", "roles: [role.auditor]", "roles: [team.auditor]")

    assert ("R010", "- id: team.auditor") in small.found()


@pytest.mark.parametrize("key", ["pm.Ten", "pm.ten_ten", "pm..ten", "pmten"])
def test_an_id_is_written_as_ids_are(small: Repository, key: str) -> None:
    """R010: lower case, dots and hyphens; the schema says so first, and it is said once."""
    small.swap(MODEL, "id: pm.ten", f"id: {key}")
    assert small.found() == [("STD024", f"- id: {key}")]

    small.swap("standards/schemas/items.schema.json", '"$ref": "#/$defs/id"', '"type": "string"')
    assert ("R010", f"- id: {key}") in small.found()


@pytest.mark.parametrize(
    ("path", "old"), [(MODEL, "- id: pm.ten\n    "), (PLANS, "  id: ps.plans\n"), (RULES, '- id: "R018"\n    ')]
)
def test_an_entry_without_an_id_is_left_out(small: Repository, path: str, old: str) -> None:
    """It is told that the id is missing; the rest goes on."""
    small.swap(path, old, "- " if old.startswith("-") else "")

    assert "STD021" in [code for code, _ in small.found()]
    assert {code for code, _ in small.found()} <= {"STD021", "STD035", "R005", "R006", "STD031", "R007"}


def test_a_number_that_nobody_counts_is_told_by_the_schema(small: Repository) -> None:
    """A new sort of number needs somebody who counts it."""
    small.swap(EDITION, "  principles: 10", "  principles: 10\n  stars: 5")

    assert small.found() == [("STD020", "stars: 5")]


def test_an_id_stands_for_one_thing(small: Repository) -> None:
    """The second use is named, and where the first one is."""
    small.swap(OTHERS, "id: method.small", "id: pm.three")
    problem = next(each for each in small.read().problems if each.code == "STD030")

    assert small.at(problem.source, problem.line) == "- id: pm.three"
    assert f"first in {MODEL}:" in problem.message


def test_an_id_stands_for_one_thing_across_files_of_all_sorts(small: Repository) -> None:
    """A question cannot have the id of a section, nor a rule that of another."""
    small.swap("tools/definitions/small/tool.yaml", "- id: small.b\n", "- id: small.a.on\n")
    small.swap("tools/definitions/small/tool.yaml", "sections: [small.b]", "sections: [small.a.on]")
    small.swap(RULES, '"R018"', '"R011"')

    assert [code for code, _ in small.found() if code == "STD030"] == ["STD030", "STD030"]


@pytest.mark.parametrize(
    ("path", "old", "new", "remedy"),
    [
        (PLANS, "principles: [pm.one]", "principles: [pm.onee]", "Did you mean “pm.one”?"),
        (PLANS, "links: [wgll.voice]", "links: [wgll.voise]", "Did you mean “wgll.voice”?"),
        (OTHERS, "links: [meeting.later]", "links: [meeting.latter]", "Did you mean “meeting.later”?"),
        (RULES, "links: [pm.one]", "links: [qqq.qqq]", "Mend it; if a later release brings it, announce it."),
    ],
)
def test_links_lead_somewhere(small: Repository, path: str, old: str, new: str, remedy: str) -> None:
    """A link to nothing names the id that was probably meant."""
    small.swap(path, old, new)
    problem = next(each for each in small.read().problems if each.code == "STD031")

    assert small.at(problem.source, problem.line) == new
    assert problem.remedy == remedy


@pytest.mark.parametrize("target", ["R005", "small.a.ref", "small.b", "tool.small", "grade.top"])
def test_an_entry_may_link_to_anything_with_an_id(small: Repository, target: str) -> None:
    """Rules, questions, sections and tools are there as much as items are."""
    small.swap(PLANS, "links: [wgll.voice]", f"links: [{target}]")

    assert small.found() == []


def test_announced_ids_may_be_linked_and_not_depended_on(small: Repository) -> None:
    """A later release brings the entry; a principle has to be here now."""
    small.swap(ANNOUNCED, "meeting.later", "pm.later\n  - meeting.later").swap(PLANS, "[pm.one]", "[pm.later, pm.one]")

    assert small.found() == [("STD033", "- pm.later"), ("STD031", "principles: [pm.later, pm.one]")]


def test_an_announced_id_that_is_there_is_announced_no_longer(small: Repository) -> None:
    """The list says what is still to come."""
    small.swap(ANNOUNCED, "meeting.later", "meeting.later\n  - pm.one")

    assert small.found() == [("STD032", "- pm.one")]


def test_an_announced_id_that_nothing_links_is_a_warning(small: Repository) -> None:
    """It stops no build; perhaps the link comes next."""
    small.swap(OTHERS, "links: [meeting.later]", "links: [pm.one]")

    assert (only(small).code, only(small).severity.value) == ("STD033", "warning")


def test_fields_for_one_kind_name_that_kind(small: Repository) -> None:
    """Under “principles” stand principles, under “expectations” expectations."""
    small.swap(PLANS, "principles: [pm.one]", "principles: [pm.one, pm.intro]")
    small.swap(MODEL, "id: pm.ten\n    kind: principle", "id: pm.intro\n    kind: framing")
    found = [each for each in small.read().problems if each.code == "STD036"]

    assert [each.message for each in found] == ["“pm.intro” is not one of the principles: it is of the kind framing."]


def test_an_entry_does_not_link_to_itself(small: Repository) -> None:
    """Such a link leads a reader nowhere."""
    small.swap(PLANS, "links: [wgll.voice]", "links: [ps.plans]")

    assert small.found() == [("STD037", "links: [ps.plans]")]


POINTS = (
    *("welcome", "who-asked", "what-qa-is", "limits", "how", "not-complaint", "children-more", "parents-more"),
    "missing",
)


def with_leaflet(small: Repository, *points: str) -> Repository:
    """The repository with a leaflet of these points."""
    entries = "".join(
        f"""  - id: leaflet.{point}
    kind: leaflet-point
    title: "Title of {point}"
    text: "We tell you about {point}."
    source: "S1.4-LEAF"
    details: {{symbol: ear, easy: ["We tell you."]}}
"""
        for point in points
    )
    small.write(LEAFLET, f"# yaml-language-server: $schema=schemas/items.schema.json\nitems:\n{entries}")
    return small.swap(EDITION, "leaflet_points: 0", f"leaflet_points: {len(points)}")


def test_a_leaflet_with_all_its_points_is_whole(small: Repository) -> None:
    """R044: nine points and nothing is missing; an edition without a leaflet is not asked for one."""
    assert small.found() == []
    assert with_leaflet(small, *POINTS).found() == []


@pytest.mark.parametrize("gone", POINTS)
def test_a_leaflet_keeps_every_point(small: Repository, gone: str) -> None:
    """R044: a point that is taken out is named at the one before it, whatever the number in edition.yaml says."""
    with_leaflet(small, *(point for point in POINTS if point != gone))
    before = POINTS[POINTS.index(gone) - 1] if gone != POINTS[0] else ""
    problem = only(small)

    assert (problem.code, problem.severity.value, problem.source) == ("R044", "error", LEAFLET)
    assert small.at(problem.source, problem.line) == f"- id: leaflet.{before or POINTS[1]}"
    assert problem.message.endswith(f": “leaflet.{gone}” is missing.")
    where = f"after “leaflet.{before}”" if before else "at the head of standards/leaflet.yaml"
    assert problem.remedy == f"Write it again {where}, with the kind leaflet-point."


def test_the_rule_asks_for_a_leaflet_where_there_is_none(small: Repository) -> None:
    """R044: an edition that holds the rule and no leaflet lacks every point, told at the rule."""
    small.swap(RULES, '"R011"', '"R044"')
    problems = small.read().problems

    assert [each.code for each in problems] == ["R044"] * len(POINTS)
    assert {small.at(each.source, each.line) for each in problems} == {'- id: "R044"'}


def test_an_entry_of_another_kind_is_no_point_of_the_leaflet(small: Repository) -> None:
    """R044: a point that is turned into something else is no longer on the page."""
    with_leaflet(small, *POINTS)
    small.swap(LEAFLET, "id: leaflet.limits\n    kind: leaflet-point", "id: leaflet.limits\n    kind: framing")
    small.swap(
        LEAFLET,
        """limits."
    source: "S1.4-LEAF"
    details: {symbol: ear, easy: ["We tell you."]}
""",
        """limits."
    source: "S1.4-LEAF"
""",
    )
    small.swap(EDITION, "leaflet_points: 9", "leaflet_points: 8")

    assert small.found() == [("R044", "- id: leaflet.what-qa-is")]


def test_expectation_and_indicator_name_each_other(small: Repository) -> None:
    """Either side alone is a problem, told at the side that names, with the place of the other."""
    small.swap(PLANS, "[wgll.voice.03]", "[wgll.voice.03, wgll.voice.01]")
    small.swap(EDITION, "indicator_links: 4", "indicator_links: 5")
    problem = only(small)
    assert (problem.code, small.at(problem.source, problem.line)) == (
        "STD034",
        "indicators: [wgll.voice.03, wgll.voice.01]",
    )
    assert f"({VOICE}:11)" in problem.message

    small.swap(VOICE, "[ps.directwork.one]", "[ps.directwork.one, ps.plans.one]")
    assert small.found() == []

    small.swap(PLANS, "[wgll.voice.03, wgll.voice.01]", "[wgll.voice.01]")
    small.swap(EDITION, "indicator_links: 5", "indicator_links: 4")
    assert small.found() == [("STD034", "expectations: [ps.plans.one]")]
