"""What the command line says of what was typed wrong: which option, and how to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from practice_audit.cli.typed import Commands, said_yes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.making import Run

CHECK = "Check the name, and in which folder you are."
REPORT = ("report", "--register", "records.db", "--out", "report", "--period")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((*REPORT, "Q4 2025"), "--period: A period is a quarter, for example 2026-Q3, or a year, for example 2026."),
        (
            (*REPORT, "2025-Q4", "--made-on", "6/7/2026"),
            "--made-on: “6/7/2026” is not a day. Write year, month and day, for example 2026-07-06.",
        ),
        ((*REPORT, "2025-Q4", "--planned", "-3"), "--planned: “-3” is not a whole number of 0 or more."),
        (
            (*REPORT, "2031-Q1", "--made-on", "2026-07-06"),
            "2031-Q1 begins on 1 January 2031, and the report is of 6 July 2026. Give a period that has begun.",
        ),
        ((*REPORT, "2025-Q4"), "There is no register records.db. Check the name. The first import writes it."),
        (
            ("purge", "--register", "records.db", "--older-than", "many"),
            "--older-than: “many” is not a whole number of 1 to 1200.",
        ),
        *(
            (
                ("purge", "--register", "records.db", "--older-than", typed),
                f"--older-than: “{typed}” is not a whole number of 1 to 1200.",
            )
            for typed in ("1_2", "+12", "१२", "²", "12.0", "0", "1201", "9" * 50)
        ),
        (
            ("purge", "--register", "records.db", "--older-than", "9" * 5000),
            f"--older-than: “{'9' * 59}…” is not a whole number of 1 to 1200.",
        ),
        (("sample", "cases.csv"), f"CASES: There is no file “cases.csv”. {CHECK}"),
        (("validate", "nosuch"), f"PATHS: There is no file or folder “nosuch”. {CHECK}"),
        (("sample",), "CASES is missing. Write it after main sample. main sample --help lists what there is."),
        (("lock", ".", "--out", "x"), "FILE: “.” is a folder. Name a file."),
        ((*REPORT[:3], "--period", "2026", "--out", __file__), f"--out: “{__file__}” is a file. Name a folder."),
        (
            ("backup", "--register", "x"),
            "--out is missing. Write --out FILE after main backup. main backup --help lists what there is.",
        ),
        (
            ("list", "--register", "x", "extra"),
            "“extra” is too much. Leave it out, or put a name with spaces in quotation marks.",
        ),
        (("lsit",), "There is no command “lsit”. Perhaps list is meant."),
        (("tell",), "There is no command “tell”. main --help lists all."),
        (("--frmat",), "There is no option --frmat. main --help lists what there is."),
        (("list", "--frmat"), "There is no option --frmat. Perhaps --format is meant."),
        (
            ("list", "--register"),
            "Nothing stands after --register. Write what it is to be, such as a name, a number or a day.",
        ),
        (
            ("purge", "--yes=3"),
            "Nothing is written after --yes. Leave out the sign = and what follows it.",
        ),
        (("list", "--register", "x", "--format", "pdf"), "--format: “pdf” is none of these: text, json."),
        (
            (*REPORT, "2025-Q4", "--made-on", "9999-07-06"),
            "--made-on: 6 July 9999 is in the future. Give today, or a day before.",
        ),
    ],
)
def test_what_was_typed_wrong_is_said_in_plain_words(
    typed: tuple[str, ...], said: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option is named with how it is written, the exit code is 2, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    done = run(*typed)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == f"Error: {said}"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "agreed", "asked"),
    [
        ("y\n", True, 1),
        (" YES \n", True, 1),
        ("n\n", False, 1),
        ("No\n", False, 1),
        ("\n", False, 1),
        ("maybe\ny\n", True, 2),
        ("1\nj\nn\n", False, 3),
    ],
)
def test_a_question_is_asked_until_it_is_answered(typed: str, agreed: bool, asked: int) -> None:  # noqa: FBT001 - a table
    """Only y and n answer a question, nothing typed is n, and anything else is told so in plain words."""

    @click.command()
    def ask() -> None:
        click.echo(said_yes("Delete it?"))

    done = CliRunner().invoke(ask, input=typed)
    assert (done.exit_code, done.stdout) == (0, f"{agreed}\n")
    assert done.stderr.count("Delete it? [y/N]: ") == asked
    assert done.stderr.count("Answer y or n.") == asked - 1
    assert "nvalid" not in done.output


@pytest.mark.parametrize(("typed", "agreed"), [("\n", True), ("y\n", True), ("No\n", False), ("maybe\nn\n", False)])
def test_a_question_that_only_a_clear_no_denies(typed: str, agreed: bool) -> None:  # noqa: FBT001 - a table
    """Where nothing typed is to be a yes, the question shows it, and only n is a no."""

    @click.command()
    def ask() -> None:
        click.echo(said_yes("Leave it out?", unsaid=True))

    done = CliRunner().invoke(ask, input=typed)
    assert (done.exit_code, done.stdout) == (0, f"{agreed}\n")
    assert "Leave it out? [Y/n]: " in done.stderr


def test_a_command_whose_question_nobody_answers() -> None:
    """It says so, ends with 2, and does not say that it was aborted."""

    @click.command()
    def ask() -> None:
        said_yes("Delete it?")

    class Asking(Commands):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
            assert (ctx.command, cmd_name) == (group, "ask")
            return ask

    group = Asking(places={"ask": ""})
    done = CliRunner().invoke(group, ["ask"], input="")
    assert done.exit_code == 2
    assert done.stderr.endswith(
        "Error: The question was not answered, so the command stopped. Run it again at a terminal.\n"
    )


def test_a_question_that_nobody_answers_stops_the_command() -> None:
    """Where the input ends, nothing is taken for an answer."""

    @click.command()
    def ask() -> None:
        click.echo(said_yes("Delete it?"))

    done = CliRunner().invoke(ask, input="maybe\n")
    assert (done.exit_code, done.stdout) == (1, "")
