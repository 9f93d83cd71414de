"""The page on drawing says what the program does: its columns, its example, its ticket, its options."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import click
import pytest

from macros.prose import choices
from practice_audit import cli
from practice_audit.sampling import auditors, frame
from practice_audit.sampling.tickets import ticket
from practice_audit.sampling.vocabulary import AUDIT, key, vocabulary
from site_build.paths import DOCS

if TYPE_CHECKING:
    from practice_audit.model import Catalogue

PAGE = (DOCS / "for" / "draw-cases.md").read_text(encoding="utf-8")


def test_every_column_is_documented() -> None:
    """The page names each column of both lists, in order, and whether it is needed."""
    parts = re.findall(r"^(In every list|If you .*):\n\n((?:- .*\n)+)", PAGE, re.MULTILINE)
    told = [
        (name, head == "In every list")
        for head, rows in parts
        for name in re.findall(r"^- `(\w+)`: ", rows, re.MULTILINE)
    ]
    assert told == [*frame.COLUMNS.items(), *auditors.COLUMNS.items()]


def test_the_example_is_a_sound_list(catalogue: Catalogue) -> None:
    """The list on the page can be read, with two cases."""
    (example,) = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    cases, problems = frame.read_cases(example, vocabulary(catalogue), date(2026, 7, 6))
    assert problems == ()
    assert cases is not None
    assert [case.case_ref for case in cases.cases] == ["CR-0388", "CR-0417"]


def test_kinds_of_plan_come_from_the_audit_tool(catalogue: Catalogue) -> None:
    """The page lists the kinds of plan as the audit tool words them, and a list may hold each of those."""
    (row,) = re.findall(r"^- `plan_kind`: .*$", PAGE, re.MULTILINE)
    assert 'choices("ila", "plan-kind")' in row
    labels = choices(catalogue.tool(AUDIT), "plan-kind")
    assert len(labels) > 1
    assert all(key(label) in vocabulary(catalogue).plan_kinds for label in labels)


def test_the_ticket_on_the_page() -> None:
    """The ticket that the page works out is the one that the program gives."""
    assert "printf '2026-Q3,CASE-0007' | sha256sum" in PAGE
    (begins,) = re.findall(r"begins with `([0-9a-f]{12})`", PAGE)
    assert ticket("2026-Q3", "CASE-0007").startswith(begins)


@pytest.mark.parametrize("command", ["sample", "moderation-sample"])
def test_every_option_is_documented(command: str) -> None:
    """The page shows every option of a command but the form of its messages."""
    found = cli.main.get_command(click.Context(cli.main), command)
    assert found is not None
    options = {option for each in found.params for option in each.opts if option.startswith("--")}
    assert [option for option in sorted(options - {"--format"}) if option not in PAGE] == []
