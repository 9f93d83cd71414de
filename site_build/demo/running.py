"""`make demo`: the made-up year as files, in a register, as reports, and on pages at 127.0.0.1.

Everything goes through the commands that the quality team uses, and ends below build/demo/.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import click

from practice_audit import records
from practice_audit.cli.editions import catalogue_of, editions
from practice_audit.rules.days import quarter_of
from site_build.content import Shown
from site_build.demo import pages, spoiling, year
from site_build.demo.people import service
from site_build.paths import BUILD, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from site_build.demo.making import Record

FOLDER: Final = BUILD / "demo"
PLANNED: Final = {True: 260, False: 60}
"""How many audits were planned: for the year, and for a quarter."""


class Unfit(click.ClickException):
    """A step of the demo did not come to its end, or not to the one that it has to have."""

    exit_code = 2


def run(number: int, seed: str, port: int, *, serve: bool) -> int:
    """Make everything anew and, unless not asked for, serve it until Ctrl+C."""
    from site_build import build  # noqa: PLC0415 - MkDocs is slow to import

    shutil.rmtree(FOLDER, ignore_errors=True)
    site = FOLDER / "site"
    if not build.build_site(site, shown=Shown.WORKING):
        return 1
    try:
        made = year.year(catalogue_of(editions()[0]), catalogue_of(editions()[-1]), number=number, seed=seed)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    write(made, FOLDER / "records")
    bring_in(FOLDER)
    report(FOLDER, seed, number)
    pages.finish(site, FOLDER / "reports", editions()[-1])
    for what, place in (("records", "records"), ("register", "sample-register.db"), ("reports", "reports")):
        click.echo(f"The sample {what}: {(FOLDER / place).relative_to(ROOT)}")
    return pages.serve(site, port) if serve else 0


def write(made: Iterable[Record], folder: Path) -> None:
    """Each record in a file of its own, in a folder for its quarter; and the files that will be refused."""
    made = list(made)
    for record in made:
        _write(folder / quarter_of(record["completed"]) / records.file_name(record, ""), records.text(record))
    for name, text in spoiling.spoilt(made, catalogue_of(made[-1]["edition"])).items():
        _write(folder / "to-be-refused" / spoiling.file_name(name), text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def bring_in(folder: Path) -> None:
    """Import the records; what has to be refused is, for its own reason, and nothing else."""
    register = folder / "sample-register.db"
    done = _practice_audit("import", str(folder / "records"), "--register", str(register), "--format", "json", right=1)
    found = spoiling.reasons(json.loads(done))
    if not spoiling.as_it_should_be(found):
        raise Unfit(f"Refused were {found}, and not {spoiling.REFUSED}.")


def report(folder: Path, seed: str, number: int) -> None:
    """The report of each quarter and of the year."""
    staff = folder / "sample-staff.csv"
    people = service(seed, number).staff
    _write(staff, "code,group\n" + "".join(f"{code},{group}\n" for code, group in people.items()))
    for period in (*year.PERIODS, year.YEAR):
        _practice_audit(
            *("report", "--register", str(folder / "sample-register.db"), "--period", period),
            *("--out", str(folder / "reports" / f"sample-{period}"), "--staff", str(staff), "--sample"),
            *("--without-experience", str(folder / f"sample-staff-without-experience-{period}.csv")),
            *("--planned", str(PLANNED[period == year.YEAR]), "--made-on", year.MADE_ON.isoformat()),
            *("--handbook", "http://127.0.0.1/"),
            right=0,
        )


def _practice_audit(*arguments: str, right: int) -> str:
    """What a command prints; it has to end with the right exit code."""
    command = [sys.executable, "-m", "practice_audit", *arguments]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, encoding="utf-8")  # noqa: S603 - our own command
    if done.returncode != right:
        raise Unfit(
            f"practice-audit {arguments[0]} ended with {done.returncode}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        )
    return done.stdout
