"""What several commands share: options, printing, files that are written whole, the register that is opened."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from practice_audit import new_files
from practice_audit.cli.clock import today
from practice_audit.cli.typed import Place
from practice_audit.problems import Problem, Unreadable, visible
from practice_audit.rules.guard import unrepeated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from practice_audit.register import Register

CHECK_READING: Final = "Check that you may read it, and run the command again."
CHECK_WRITING: Final = "Check that its folder is there, has room and lets you write, and run the command again."
PROGRESS_FROM = 200  # files: below that the work is done before a bar is worth reading
PATHS = click.argument("paths", nargs=-1, required=True, type=Place(exists=True))
FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
REGISTER = click.option(
    "--register",
    "place",
    metavar="PLACE",
    required=True,
    help="The register: a file of this machine, or postgresql://user@server/database.",
)
PASSPHRASE = click.option(
    "--passphrase-file",
    "secret",
    type=Place(exists=True, folder=False),
    help="A file whose first line is the passphrase of locked files; without it, it is asked for.",
)
ONE_FILE = click.argument("path", metavar="FILE", type=Place(exists=True, folder=False))
OUT = click.option("--out", required=True, type=Place(folder=False), help="The new file; none is overwritten.")

Work = TypeVar("Work")


class Stop(click.ClickException):
    """The work could not be done."""

    exit_code = 2


@contextmanager
def told() -> Iterator[None]:
    """Ends the program with the problems of a file that cannot be read."""
    try:
        yield
    except Unreadable as unreadable:
        print_problems([unrepeated(problem) for problem in unreadable.problems], "text")
        sys.exit(1)


def write_new_file(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all; stops where it is, or cannot be written."""
    write_new_files({path: data})


def write_new_files(files: Mapping[Path, bytes]) -> None:
    """The same of several files: all of them or none."""
    with not_written(next(iter(files))):
        new_files.write_all(files)
    for path in files:
        say(visible(f"Written to {path}."))


def write_over(path: Path, text: str) -> None:
    """The whole text in the place of what a file held before, or nothing."""
    with not_written(path):
        new_files.write_over(path, text.encode("utf-8"))


@contextmanager
def not_written(path: Path) -> Iterator[None]:
    """Stops where what is to be written is there already, or cannot be; `path` is named where the error names none."""
    try:
        yield
    except FileExistsError as error:
        there = error.filename or path
        raise Stop(
            visible(f"{there} is there already, and nothing was written. Name another, or move it away first.")
        ) from error
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}. Nothing was written. {CHECK_WRITING}"
        raise Stop(visible(message)) from error


@contextmanager
def opened(place: str, *, create: bool) -> Iterator[Register]:
    """The register in a file or at an address, to be read or added to."""
    from practice_audit.register import Register, RegisterUnusable  # noqa: PLC0415 - validate starts faster without

    try:
        register = Register.at(place, create=create)
        try:
            yield register
        finally:
            register.close()
    except RegisterUnusable as error:
        raise Stop(visible(str(error))) from error


def making_day() -> dt.date:
    """Today; the day of SOURCE_DATE_EPOCH where it is set, so that equal input gives equal bytes."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return today()
    try:
        return dt.datetime.fromtimestamp(int(given), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise Stop("SOURCE_DATE_EPOCH is not a time in whole seconds. Give --made-on, or unset it.") from error


def with_progress(work: Iterable[Work], words: str, *, files: int, steps: int | None = None) -> Iterator[Work]:
    """The same work, with a bar where it takes long and somebody watches; `steps` where its length cannot be asked."""
    if files < PROGRESS_FROM or not sys.stderr.isatty():
        yield from work
        return
    with click.progressbar(work, label=words, length=steps, file=sys.stderr) as bar:
        yield from bar


def print_problems(problems: list[Problem], form: str) -> None:
    """Print problems as text, a block each, or as one JSON list."""
    if form == "json":
        click.echo(as_json([problem.to_json() for problem in problems]))
    else:
        for problem in problems:
            click.echo(problem.to_text())


def as_json(value: Any) -> str:
    """JSON of plain ASCII, so that nothing in it can act on a terminal."""
    return json.dumps(value, indent=2)


def say(words: str) -> None:
    """Tell the person at the terminal: never part of what a program reads."""
    click.echo(words, err=True)


def count(number: int, thing: str) -> str:
    """A number with its thing: "1 file", "2 files"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
