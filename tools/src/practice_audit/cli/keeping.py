"""`practice-audit export`, `verify` and `backup`: a register stays what was imported, and can be had back."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from practice_audit import records
from practice_audit.cli.common import (
    CHECK_WRITING,
    FORMAT,
    OUT,
    REGISTER,
    Stop,
    count,
    not_written,
    opened,
    print_problems,
    say,
    with_progress,
)
from practice_audit.cli.editions import known_catalogue
from practice_audit.cli.typed import Place
from practice_audit.problems import Problem, has_errors, visible

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.register import Register


@click.command()
@REGISTER
@click.option("--out", required=True, type=Place(file=False), help="The new folder; none is written over.")
def export(place: str, out: Path) -> None:
    """Write every record as the file that it came in, with a manifest."""
    from practice_audit.register import exporting  # noqa: PLC0415 - --help is there at once

    with opened(place, create=False) as register:
        total = register.size()
        with not_written(out):
            files = exporting.export(register, out, _as_it_came)
            number = sum(1 for _ in with_progress(files, "Exporting", files=total, steps=total))
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
    """Check that a register is what was imported, and that its corrections can stand."""
    try:
        with opened(place, create=False) as register:
            problems, clashing = _problems(register), _corrections(register)
            total, name = _size(register), register.name
    except Stop as stop:
        print_problems([_cannot_be_opened(stop)], form)
        say(visible(f"No record of {place} could be read."))
        sys.exit(1)
    print_problems([*problems, *clashing], form)
    said = "NOT all as they were imported" if has_errors(problems) else "all as they were imported"
    more = ". Not every correction among them can stand" if has_errors(clashing) else ""
    what = "The records" if total is None else count(total, "record")
    say(visible(f"{what} of {name} checked: {said}{more}."))
    sys.exit(1 if has_errors([*problems, *clashing]) else 0)


def _cannot_be_opened(stop: Stop) -> Problem:
    """The fault that was found where a file is damaged from its beginning on; else the check could not be done."""
    from practice_audit.register import RegisterDamaged, verifying  # noqa: PLC0415 - --help is there at once

    if not isinstance(stop.__cause__, RegisterDamaged):
        raise stop
    return verifying.damaged("its file is empty, or can no longer be opened as a register")


def _size(register: Register) -> int | None:
    """How many records a register holds; None where that can no longer be told."""
    from practice_audit.register import RegisterDamaged  # noqa: PLC0415 - --help is there at once

    try:
        return register.size()
    except RegisterDamaged:
        return None


def _corrections(register: Register) -> list[Problem]:
    """What is wrong with corrections that entered before they were asked what is asked today."""
    from practice_audit.register import RegisterDamaged, exporting, verifying  # noqa: PLC0415 - as above
    from practice_audit.relations import kept_corrections  # noqa: PLC0415 - --help is there at once

    try:
        with register.transaction(reading=True):
            envelopes, gone = verifying.envelopes_of_corrections(register), exporting.purged(register)
            return list(kept_corrections.faults(register.corrections(), envelopes, gone))
    except RegisterDamaged:
        return [verifying.damaged("what its corrections say of each other cannot be told")]


def _problems(register: Register) -> list[Problem]:
    """What is wrong with a register, with a bar where it takes long."""
    from practice_audit.register import verifying  # noqa: PLC0415 - --help is there at once
    from practice_audit.register.store import PAGE  # noqa: PLC0415 - as above

    total = _size(register) or 0
    pages = with_progress(verifying.verify(register), "Checking", files=total, steps=-(-total // PAGE) + 6)
    return list(dict.fromkeys(problem for page in pages for problem in page))  # one part may be in the way twice


@click.command()
@REGISTER
@OUT
def backup(place: str, out: Path) -> None:
    """Copy a register's file while others go on using it, and check the copy."""
    from practice_audit.register import Register, copying  # noqa: PLC0415 - --help is there at once
    from practice_audit.register.failing import in_words, is_damage  # noqa: PLC0415 - as above
    from practice_audit.register.opening import damaged  # noqa: PLC0415 - as above

    with opened(place, create=False) as register:
        if register.file is None:
            raise Stop(
                f"{register.name} is a database of a server, which makes its own backups: use pg_dump. To have the "
                "records as files, use practice-audit export."
            )
        try:
            with not_written(out):
                copying.copy(register.file, out)
        except sqlite3.Error as error:
            if is_damage(error):
                raise Stop(visible(f"{damaged(register.name)} No copy was kept.")) from error
            message = f"{out} cannot be written: {in_words(error)}. Nothing was written. {CHECK_WRITING}"
            raise Stop(visible(message)) from error
        with closing(Register.copied(out)) as copy:
            problems = _problems(copy)
            total = _size(copy) or 0
    print_problems(problems, "text")
    if has_errors(problems):
        raise Stop(visible(f"{out} holds what the register holds, and that is not what was imported."))
    say(
        visible(
            f"{count(total, 'record')} copied to {out} and checked. They are personal data: keep them as the register."
        )
    )
