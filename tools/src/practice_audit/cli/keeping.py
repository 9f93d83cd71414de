"""`practice-audit export`, `verify` and `backup`: a register stays what was imported, and can be had back."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from practice_audit import records
from practice_audit.cli.common import (
    FORMAT,
    OUT,
    REGISTER,
    Stop,
    count,
    opened,
    print_problems,
    say,
    with_progress,
)
from practice_audit.cli.editions import known_catalogue
from practice_audit.problems import Problem, has_errors, visible

if TYPE_CHECKING:
    from practice_audit.register import Register


@click.command()
@REGISTER
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The new folder; it must not be there yet.")
def export(place: str, out: Path) -> None:
    """Write every record as the file that it came in, with a manifest."""
    from practice_audit.register import exporting  # noqa: PLC0415 - --help is there at once

    with opened(place, create=False) as register:
        total = register.size()
        try:
            files = exporting.export(register, out, _as_it_came)
            number = sum(1 for _ in with_progress(files, "Exporting", files=total, steps=total))
        except FileExistsError as error:
            raise Stop(
                visible(f"{out} is there already, and nothing was written into it. Name a new folder.")
            ) from error
        except OSError as error:
            raise Stop(
                visible(
                    f"{out} is not whole, for it cannot be written: {error.strerror}. Make room, delete it, then run "
                    "the command again."
                )
            ) from error
    say(
        visible(
            f"{count(number, 'record')} written to {out}. They are personal data: keep them as you keep the case file."
        )
    )


def _as_it_came(record: dict[str, Any]) -> str:
    """A record as its tool wrote it into its file; in the order of its keys where the edition is not known here."""
    catalogue = known_catalogue(record["edition"])
    tool = records.tool_of(catalogue, record) if catalogue else None
    return records.text(records.in_file_order(tool, record))


@click.command()
@REGISTER
@FORMAT
def verify(place: str, form: str) -> None:
    """Check that a register is what was imported: every record, every relation, the database."""
    with opened(place, create=False) as register:
        problems = _problems(register)
        total = register.size()
    print_problems(problems, form)
    wrong = has_errors(problems)
    say(
        visible(
            f"{count(total, 'record')} of {register.name} checked: "
            f"{'NOT all' if wrong else 'all'} as they were imported."
        )
    )
    sys.exit(1 if wrong else 0)


def _problems(register: Register) -> list[Problem]:
    """What is wrong with a register, with a bar where it takes long."""
    from practice_audit.register import verifying  # noqa: PLC0415 - --help is there at once
    from practice_audit.register.store import PAGE  # noqa: PLC0415 - as above

    total = register.size()
    pages = with_progress(verifying.verify(register), "Checking", files=total, steps=-(-total // PAGE) + 2)
    return [problem for page in pages for problem in page]


@click.command()
@REGISTER
@OUT
def backup(place: str, out: Path) -> None:
    """Copy a register's file while others go on using it, and check the copy."""
    from practice_audit.register import Register, copying  # noqa: PLC0415 - --help is there at once

    with opened(place, create=False) as register:
        if register.file is None:
            raise Stop(
                f"{register.name} is a database of a server, which makes its own backups: use pg_dump. To have the "
                "records as files, use practice-audit export."
            )
        try:
            copying.copy(register.file, out)
        except FileExistsError as error:
            raise Stop(visible(f"{out} is there already, and nothing was written over it.")) from error
        except OSError as error:
            raise Stop(visible(f"{out} cannot be written: {error.strerror}.")) from error
        except sqlite3.Error as error:
            raise Stop(visible(f"{out} cannot be written: {error}.")) from error
        with closing(Register.copied(out)) as copy:
            problems = _problems(copy)
            total = copy.size()
    print_problems(problems, "text")
    if has_errors(problems):
        raise Stop(visible(f"{out} holds what the register holds, and that is not what was imported."))
    say(
        visible(
            f"{count(total, 'record')} copied to {out} and checked. They are personal data: keep them as the register."
        )
    )
