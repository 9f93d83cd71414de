"""`practice-audit purge`: records go when their time is over, and their counts stay."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from practice_audit.cli.clock import today
from practice_audit.cli.common import REGISTER, Stop, count, opened, say
from practice_audit.cli.editions import known_catalogue
from practice_audit.cli.typed import Number, said_yes
from practice_audit.problems import visible
from practice_audit.rules.days import in_words

if TYPE_CHECKING:
    from practice_audit.register import Register
    from practice_audit.register.expiry import Due

LONGEST = 1200  # months: a hundred years
APART = 12  # months from one audit of a case to the next draw (R021)


@click.command()
@REGISTER
@click.option(
    "--older-than",
    "months",
    required=True,
    metavar="MONTHS",
    type=Number(1, LONGEST),
    help="Delete records completed more than this many months ago. Use the number agreed as retention.records_months "
    "in standards/settings.yaml.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def purge(place: str, months: int, *, yes: bool) -> None:
    """List records whose time is over, ask, delete them for good, and keep their counts."""
    from practice_audit.register import RegisterUnusable  # noqa: PLC0415 - --help is there at once

    with opened(place, create=False) as register:
        try:
            number = _deleted(register, months, yes=yes)
        except RegisterUnusable as error:
            raise Stop(visible(f"Nothing was deleted. {error}")) from error
        if number is not None:
            say(f"{count(number, 'record')} deleted. Their counts stay.")
            _remains(register)


def _deleted(register: Register, months: int, *, yes: bool) -> int | None:
    """How many records were deleted once they were listed and somebody agreed; None where nobody did."""
    from practice_audit.register import expiry  # noqa: PLC0415 - as above
    from practice_audit.relations import consistency  # noqa: PLC0415 - --help is there at once

    day = today()
    before = expiry.months_before(day, months)
    due = expiry.due(register, before)
    for each in due:
        click.echo(visible(_line(each)))
    if not due:
        say(f"No record was completed before {before.isoformat()}. Nothing was deleted.")
        return None
    if months < APART:
        _warn_of_draws(expiry.months_before(day, APART), before)
    if not yes and not _agreed(len(due), before):
        say("Nothing was deleted.")
        return None
    return expiry.purge(
        register,
        [each.entry.record_id for each in due],
        lambda record: consistency.counted_as(record, known_catalogue),
    )


def _line(due: Due) -> str:
    """One record as it is listed, with the record that it goes with."""
    entry = due.entry
    columns = [entry.completed[:10], entry.record_id[:8], entry.record_type, entry.edition, entry.case_ref or ""]
    because = [f"goes with {due.because_of[:8]}"] if due.because_of else []
    return "  ".join([*columns, *because]).rstrip()


def _warn_of_draws(first: dt.date, before: dt.date) -> None:
    """Say what it costs to delete audits of the last twelve months, whoever answers the question afterwards."""
    last = before - dt.timedelta(days=1)
    say(
        f"Warning: cases that were audited from {in_words(first)} to {in_words(last)} may then be drawn again within "
        "12 months of that audit, because the register no longer knows of it."
    )


def _agreed(number: int, before: dt.date) -> bool:
    """Whether the person at the terminal wants it."""
    try:
        return said_yes(
            f"Delete {count(number, 'record')} for good, completed before {before.isoformat()} or going with one?"
        )
    except click.Abort:  # nobody is there to answer
        return False


def _remains(register: Register) -> None:
    """Take the deleted text out of the database's files, and say where it may stand besides."""
    from practice_audit.register import RegisterUnusable  # noqa: PLC0415 - --help is there at once

    try:
        register.write_anew()
    except RegisterUnusable as error:
        raise Stop(
            visible(f"The records are deleted, but parts of them may stand in the database's files still. {error}")
        ) from error
    file = register.file
    copies = [path for path in file.parent.iterdir() if path.name.startswith(f"{file.name}.format-")] if file else []
    kept = ", ".join(["backups", "exports", *map(str, sorted(copies))])
    say(visible(f"They still stand in what was copied before: {kept}. Delete those copies, too."))
