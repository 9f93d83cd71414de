"""What several commands share: options, printing, files that are written whole, the register that is opened."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from practice_audit.passphrases import write_new
from practice_audit.problems import Problem, Unreadable, visible
from practice_audit.rules.guard import unrepeated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practice_audit.register import Register

PROGRESS_FROM = 200  # files: below that the work is done before a bar is worth reading
PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, readable=False, path_type=Path))
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
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file whose first line is the passphrase of locked files; without it, it is asked for.",
)
ONE_FILE = click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
OUT = click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The new file; none is overwritten."
)

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
    """Write a file that is not there yet; stops where it is, or cannot be written."""
    try:
        write_new(path, data)
    except FileExistsError as error:
        raise Stop(visible(f"{path} is there already, and nothing was written over it.")) from error
    except OSError as error:
        raise Stop(visible(f"{path} cannot be written: {error.strerror}.")) from error
    say(visible(f"Written to {path}."))


def write_whole(path: Path, text: str) -> None:
    """The whole text or nothing: written beside, then moved into place."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, prefix=f"{path.name}.", delete=False, encoding="utf-8"
        ) as beside:
            beside.write(text + "\n")
        Path(beside.name).replace(path)
    except OSError as error:
        raise Stop(visible(f"{path} cannot be written: {error.strerror}.")) from error


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


def today() -> dt.date:
    """Today; the day of SOURCE_DATE_EPOCH where it is set, so that equal input gives equal bytes."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return dt.datetime.now(tz=dt.UTC).date()
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
