"""The authors' check: everything of one run, as text or JSON, with an exit code; dates, copies and acronyms."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from practice_audit.problems import Severity
from site_build import build_date, check
from tests.unit.sources.repository import EDITION, OTHERS, PLANS, RULES, SETTINGS, TOOL, Repository

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.problems import Problem

IN_TIME = dt.date(2024, 3, 28)


@pytest.fixture
def small(tmp_path: Path) -> Repository:
    """A repository with nothing wrong in it."""
    return Repository(tmp_path)


def beyond(small: Repository, today: dt.date = IN_TIME) -> list[Problem]:
    """What the check finds beyond the YAML."""
    return list(check.beyond_sources(small.root, small.read(), today=today))


def test_nothing_wrong_ends_with_0_and_one_line(small: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """A sound repository is summed up and nothing more."""
    assert check.run(small.root, IN_TIME) == 0
    assert capsys.readouterr().out == "15 YAML files read: 0 errors and 0 warnings.\n"


def test_an_error_ends_with_1_and_says_where(small: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """Each problem is a line that an editor jumps to, with the way out under it; the last line sums up."""
    small.swap(PLANS, "level: core", "level: cor")

    assert check.run(small.root, IN_TIME) == 1
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{PLANS}:17:16 STD023 “level” is the text “cor”, but must be one of: core,")
    assert second == "    Did you mean “core”?"
    assert last == "15 YAML files read: 1 error and 0 warnings."


def test_a_warning_ends_with_0_unless_strict(small: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """Warnings are printed and stop nothing, except where somebody asks for it."""
    late = IN_TIME + dt.timedelta(days=1)

    assert check.run(small.root, late) == 0
    assert "R002 warning:" in capsys.readouterr().out
    assert check.run(small.root, late, strict=True) == 1


def test_json_has_the_same_problems(small: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the list that the browser would get, and nothing beside it."""
    small.swap(PLANS, "level: core", "level: cor")

    assert check.run(small.root, IN_TIME, fmt="json") == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert list(problem) == ["code", "severity", "source", "pointer", "line", "column", "message", "remedy"]
    assert (problem["code"], problem["source"], problem["line"], problem["pointer"]) == (
        "STD023",
        PLANS,
        17,
        "/groups/0/items/0/level",
    )


def test_a_folder_without_standards_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to check is not the same as nothing wrong."""
    assert check.run(tmp_path, IN_TIME) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "There is nothing to check" in captured.err


def test_problems_of_all_sorts_come_in_the_order_of_the_files(
    small: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the YAML shows and what docs/ shows stand in one list."""
    small.write("docs/a.md", "About the QQQ.\n").swap(TOOL, '"Why?"', '"Why, ZZZ?"')
    check.run(small.root, IN_TIME + dt.timedelta(days=1))

    codes = [line.split()[1] for line in capsys.readouterr().out.splitlines() if line.count(":") > 2]
    assert codes == ["R018", "R002", "R018"]


@pytest.mark.parametrize(
    ("approved_on", "months", "due"),
    [
        ("2023-03-28", 12, "2024-03-28"),
        ("2023-12-31", 12, "2024-12-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2023-11-30", 1, "2023-12-30"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2023-01-31", 36, "2026-01-31"),
    ],
)
def test_the_review_is_due_the_same_day_some_months_later(approved_on: str, months: int, due: str) -> None:
    """Where a month has no such day, its last day counts."""
    assert check.review_due(dt.date.fromisoformat(approved_on), months) == dt.date.fromisoformat(due)


def test_a_review_is_overdue_from_the_day_after(small: Repository) -> None:
    """R002: twelve months after approval it is due, a day later overdue, at the line of the approval."""
    assert beyond(small, IN_TIME) == []
    (problem,) = beyond(small, IN_TIME + dt.timedelta(days=1))

    assert (problem.code, problem.severity) == ("R002", Severity.WARNING)
    assert problem.message == "The review of edition 2023 is overdue since 28 March 2024."
    assert small.at(problem.source, problem.line) == 'approved_on: "2023-03-28"'


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/a.md", "We say that the work on plans is good and can be seen there.\n"),
        ("docs/for/b.md", "x\n\n**The work** on plans is\ngood, and _can_ be seen"),
        ("macros/templates/a.html.jinja", "<p>The work on plans</p> <p>is good and can be seen</p>"),
        ("macros/words.yaml", "a: the work on plans is good and can be seen\n"),
        ("macros/theme/main.html", "the work on plans is good and can be seen"),
        ("tools/browser/audit/a.mjs", "const text = 'the work on plans is good and can be seen';"),
    ],
)
def test_words_of_the_framework_stand_in_its_yaml_only(small: Repository, path: str, text: str) -> None:
    """R011: eight words in a row are a copy, however they are marked up, in prose, templates and scripts."""
    small.write(path, text)
    (problem,) = beyond(small)

    assert (problem.code, problem.source) == ("R011", path)
    assert "“ps.plans.one”" in problem.message


def test_a_copy_is_placed_where_it_begins(small: Repository) -> None:
    """R011: once for each entry and file, with line and column."""
    copy = "The work on plans is good and can be seen on the file."
    small.write("docs/a.md", f"one\n\ntwo {copy} {copy}\n")

    assert [(each.line, each.column) for each in beyond(small)] == [(3, 5)]


@pytest.mark.parametrize(
    "text",
    [
        "The work on plans is good and dull.\n",
        "The work on plans was good and could be seen on the file.\n",
        "What the chapter plans asks for, what the chapter plans asks for.\n",
    ],
)
def test_words_that_anybody_would_use_are_no_copy(small: Repository, text: str) -> None:
    """R011: seven words, other words, or words of another kind of entry are free."""
    assert beyond(small.write("docs/a.md", text)) == []


def test_an_acronym_needs_an_entry_in_the_glossary(small: Repository) -> None:
    """R018: told once, where it stands first, in the framework, in a tool or in prose."""
    small.swap(OTHERS, "The small way", "The QQQ way").swap(TOOL, '"Why?"', '"Why, ZZZ?"')
    small.write("docs/a.md", "# About YYYs\n\nThe QQQ and the YYY.\n")
    found = beyond(small)

    assert {each.severity for each in found} == {Severity.WARNING}
    assert [(each.message.split()[0], small.at(each.source, each.line)) for each in found] == [
        ("“QQQ”", 'text: "The QQQ way of looking at work."'),
        ("“ZZZ”", 'ask: "Why, ZZZ?"'),
        ("“YYY”", "# About YYYs"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A CP plan, two CPPs and the UK’s CP’s.",
        "The case CR-0417, the code PR-31, rule R053, source S1.2-AS, section C0.",
        "`QQQ`, https://example.org/QQQ, [a](QQQ.md), <QQQ>, {{ QQQ }}, <!-- QQQ -->, { #QQQ }",
        "```\nQQQ\n```",
        "OfSTED and McDONALD",
    ],
)
def test_known_short_forms_codes_and_markup_are_no_unknown_acronyms(small: Repository, text: str) -> None:
    """R018: letters and aliases of terms, words in settings.yaml, codes, and what is not prose are left alone."""
    assert beyond(small.write("docs/a.md", text + "\n")) == []


def test_sources_of_entries_are_not_read_as_prose(small: Repository) -> None:
    """R018: where an entry comes from is a code, and a file of settings lists words without using them."""
    small.swap(OTHERS, 'source: "S1.2"', 'source: "S1.4-MOD"').swap(SETTINGS, "[UK]", "[UK, QQQ]")

    assert beyond(small) == []


def test_rules_decide_how_severe_a_finding_is(small: Repository) -> None:
    """The quality team may make an acronym without an entry stop the build."""
    text = (small.root / RULES).read_text(encoding="utf-8")
    before, rule, after = text.partition('- id: "R018"')
    small.write(RULES, before + rule + after.replace("severity: warning", "severity: error", 1))
    small.write("docs/a.md", "QQQ\n")

    assert [each.severity for each in beyond(small)] == [Severity.ERROR]


@pytest.mark.parametrize("mark", ["<<<<<<< mine", ">>>>>>> the-other-branch"])
def test_both_versions_of_a_passage_are_no_page(small: Repository, mark: str) -> None:
    """STD080: what git could not join is found before readers see it."""
    (problem,) = beyond(small.write("docs/a.md", f"One way to say it.\n{mark}\n"))

    assert (problem.code, problem.severity, problem.line) == ("STD080", Severity.ERROR, 2)


def test_what_needs_a_sound_framework_waits_for_it(small: Repository) -> None:
    """Copies and the review are looked at once the YAML itself is right."""
    small.write("docs/a.md", "The work on plans is good and can be seen on the file.\n")
    small.swap(EDITION, "grades: 4", "grades: 5")

    assert beyond(small, IN_TIME + dt.timedelta(days=1)) == []


def test_the_real_repository_passes(root: Path) -> None:
    """No error today; the one warning that may stand is a review that is overdue."""
    from practice_audit import sources  # noqa: PLC0415 - the fixture of this name is another thing

    found = check.beyond_sources(root, sources.read(root), today=build_date.today())

    assert [each.to_text() for each in found if each.code != "R002"] == []
