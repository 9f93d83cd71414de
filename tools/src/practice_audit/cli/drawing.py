"""What the commands of a draw share: their options, what the register says of earlier audits, and new files."""

from __future__ import annotations

import datetime as dt
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from practice_audit import record_files
from practice_audit.cli.clock import today
from practice_audit.cli.common import CHECK_WRITING, Stop, count, opened, print_problems, say, write_new_files
from practice_audit.cli.editions import catalogue_of, editions, known_catalogue
from practice_audit.cli.typed import Number, Place
from practice_audit.problems import Unreadable, has_errors, visible
from practice_audit.rules.guard import unrepeated
from practice_audit.sampling import receipt as receipts
from practice_audit.sampling.history import WANTED, history_of
from practice_audit.sampling.table import MOST_BYTES
from practice_audit.sampling.vocabulary import AUDIT, detail_in_code, is_code
from practice_audit.sampling.writing import Made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from practice_audit.model import Catalogue
    from practice_audit.problems import Problem
    from practice_audit.sampling.files import Files
    from practice_audit.sampling.history import History
    from practice_audit.sampling.receipt import Receipt

List = TypeVar("List")

SEED = click.option("--seed", help="The word or number that was agreed before the list was made, for example 2026-Q3.")
NUMBER = click.option("--number", type=Number(1), help="How many are to be drawn.")
FOLDER = click.option(
    "--out",
    "folder",
    type=Place(file=False),
    default=Path(),
    help="The folder for what is written (default: this one). No file is overwritten.",
)
BY = click.option("--by", default="", help="The staff code of whoever draws; without it the record is a draft.")
ROLE = click.option("--role", default="", help="Their role, for example role.capacity-tm.")
VERIFY = click.option(
    "--verify",
    "receipt",
    type=Place(exists=True, folder=False),
    help="Draw again what this receipt says, and tell what differs. Nothing is written.",
)
NEAR = click.option(
    "--register",
    "place",
    metavar="PLACE",
    help="The register: a file of this machine, or postgresql://user@server/database.",
)


def newest() -> Catalogue:
    """The edition with which records of draws are made."""
    return catalogue_of(editions()[-1])


def made(by: str, role: str, told_on: dt.date | None = None) -> Made:
    """By whom and when a record is made: now, with a number of its own. Raises click.UsageError for what is no code."""
    if by.strip() and (not is_code(by.strip()) or detail_in_code(by.strip())):
        raise click.UsageError("--by takes a staff code, with a digit and without a space, for example QA-02.")
    now = dt.datetime.now(tz=dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Made(record_id=str(uuid.uuid4()), now=now, by=by.strip(), role=role.strip(), told_on=told_on)


def day_of(value: dt.date | None, option: str) -> dt.date:
    """The day that was given, which is not to come. Raises click.UsageError."""
    if value is None:
        raise click.UsageError(f"Give {option}, as in {option} 2026-07-06.")
    if value > today():
        raise click.UsageError(f"{option} is in the future. Give the day on which it happened.")
    return value


def given(**options: object) -> None:
    """Raises click.UsageError for the first of these options that was left out."""
    for name, value in options.items():
        if value is None:
            raise click.UsageError(f"Give --{name}, or --verify with the receipt of an earlier draw.")


def not_given(**options: object) -> None:
    """Raises click.UsageError for the first of these options that is given beside --verify, which knows it already."""
    for name, value in options.items():
        if value is not None:
            raise click.UsageError(
                f"Leave out --{name.replace('_', '-')}: --verify draws as the receipt says, and nothing else."
            )


def earlier_audits(place: str | None, case_refs: frozenset[str]) -> History | None:
    """What a register says of audits of these cases; None where none is named."""
    if place is None:
        return None
    wanted = {ref.casefold() for ref in case_refs}
    with opened(place, create=False) as register, register.transaction(reading=True):
        entries = [entry for entry in register.entries() if entry.record_type == AUDIT and entry.case_ref]
        cases = {ref for entry in entries if (ref := (entry.case_ref or "").casefold()) in wanted}
        return history_of((record for ref in sorted(cases) for record in register.of_case(AUDIT, ref)), known_catalogue)


def all_audits(place: str) -> History:
    """What a register says of all its audits, and of their moderations."""
    with opened(place, create=False) as register, register.transaction(reading=True):
        entries = (entry for entry in register.entries() if entry.record_type in WANTED)
        found = (register.record(entry.record_id) for entry in entries)
        return history_of((record for record in found if record), known_catalogue)


def read_list(
    path: Path, reader: Callable[[bytes], tuple[List | None, tuple[Problem, ...]]], problems: list[Problem]
) -> List | None:
    """What a list in a file holds; None where it cannot be used. Its problems are added, with the file's name."""
    try:
        found, told = reader(record_files.content(path, MOST_BYTES))
    except Unreadable as unreadable:
        problems += unreadable.problems
        return None
    problems += [problem.at(str(path), problem.line, problem.column) for problem in told]
    return found


def read_receipt(path: Path, kind: str) -> Receipt:
    """The receipt in a file. Raises Unreadable, with the file's name in every problem."""
    try:
        return receipts.read(record_files.content(path), kind)
    except Unreadable as unreadable:
        raise Unreadable(
            problem.at(str(path), problem.line, problem.column) for problem in unreadable.problems
        ) from None


def compared(problems: Iterable[Problem], path: Path, form: str, note: str) -> None:
    """Tell what a comparison with a receipt found, and end the program."""
    found = [unrepeated(problem).at(str(path)) for problem in problems]
    print_problems(found, form)
    if form == "text":
        say(visible(f"{count(len(found), 'difference')}." if found else f"Drawn again, it is the same. {note}".strip()))
    sys.exit(1 if found else 0)


def refuse(problems: list[Problem], form: str) -> NoReturn:
    """Tell problems, and end the program."""
    print_problems(problems, form)
    sys.exit(1)


def write(files: Files, problems: list[Problem], folder: Path, form: str) -> None:
    """Write the files of a draw and tell its problems; where the record breaks a rule, that only."""
    from practice_audit import validation  # noqa: PLC0415 - other commands start faster without

    problems = [*problems, *files.problems, *validation.validate(newest(), files.record, today=today())]
    if has_errors(problems):
        refuse(problems, form)
    _write_all(folder, {name: text.encode() for name, text in files.texts.items()})
    print_problems(problems, form)


def _write_all(folder: Path, files: dict[str, bytes]) -> None:
    """Write new files into a folder, which is made where it is missing: all of them or none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(visible(f"{folder} cannot be made: {error.strerror}. {CHECK_WRITING}")) from error
    write_new_files({folder / name: data for name, data in files.items()})


def left_to_do(record: dict[str, Any], thing: str) -> None:
    """Say how to go on with a record that is still a draft."""
    if record["status"] == "draft":
        say(f"The {thing} is a draft. Open it on the tool’s page of the handbook, add what is missing, and finish it.")
