"""What the command line says of what was typed wrong: which option, and how to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.making import Run

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
        (("sample", "cases.csv"), "CASES: File 'cases.csv' does not exist."),
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
