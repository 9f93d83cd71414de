"""`practice-audit validate`: record files checked with all rules of their edition."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from practice_audit.cli.checking_many import checking
from practice_audit.cli.common import FORMAT, PASSPHRASE, PATHS, count, print_problems, say, with_progress
from practice_audit.cli.passphrases import Passphrase
from practice_audit.cli.reading import find_files
from practice_audit.problems import has_errors

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@PATHS
@FORMAT
@PASSPHRASE
@click.option("--strict", is_flag=True, help="Warnings count as problems too.")
def validate(paths: tuple[Path, ...], form: str, secret: Path | None, *, strict: bool) -> None:
    """Check record files, and every .json file in folders, with all rules of their edition."""
    files, problems = find_files(paths)
    with checking(files, Passphrase(secret), with_records=False) as checked:
        for _, found in with_progress(checked, "Checking", files=len(files), steps=len(files)):
            problems.extend(found)
    print_problems(problems, form)
    if form == "text":
        bad = len({problem.source for problem in problems if has_errors([problem], strict=strict)})
        say(f"{count(len(files), 'file')} checked, {bad} with problems.")
    sys.exit(1 if has_errors(problems, strict=strict) else 0)
