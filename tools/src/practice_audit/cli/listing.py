"""`practice-audit list`: what a register holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from practice_audit.cli.common import FORMAT, REGISTER, as_json, count, opened, say, with_progress
from practice_audit.cli.editions import known_catalogue
from practice_audit.problems import visible

if TYPE_CHECKING:
    from practice_audit.register import Entry, Register


@click.command("list")
@REGISTER
@FORMAT
@click.option(
    "--awaiting-file-note", "awaiting", is_flag=True, help="Only moderations that are not yet on the case file (R088)."
)
def list_records(place: str, form: str, *, awaiting: bool) -> None:
    """List the records of a register, oldest first, by the day on which each counts in a report."""
    with opened(place, create=False) as register, register.transaction(reading=True):
        days = _days(register)
        known = _awaiting(register) if awaiting else register.entries()
    entries = [
        {**{name: getattr(entry, name) for name in entry.__dataclass_fields__}, "counted_on": days[entry.record_id]}
        for entry in sorted(known, key=lambda entry: days[entry.record_id])
    ]
    if form == "json":
        click.echo(as_json(entries))
        return
    for entry in entries:
        columns = [entry["counted_on"], entry["record_id"][:8], entry["record_type"], entry["edition"]]
        click.echo(visible("  ".join([*columns, entry["case_ref"] or "", entry["author_role"] or ""]).rstrip()))
    say(f"{count(len(entries), 'record')}.")


def _days(register: Register) -> dict[str, str]:
    """The day on which each record counts, as its author says: the time of saving may be of the day before or after."""
    from practice_audit.relations import consistency  # noqa: PLC0415 - with the database it takes longer than a check

    total = register.size()
    return {
        record["record_id"]: consistency.counted_as(record, known_catalogue)[0].isoformat()
        for record in with_progress(register.documents(), "Reading records", files=total, steps=total)
    }


def _awaiting(register: Register) -> list[Entry]:
    """The moderations whose note is not yet on the case file, less those that a correction replaced."""
    from practice_audit.relations import consistency  # noqa: PLC0415 - with the database it takes longer than a check

    return [
        entry for entry in register.entries() if consistency.awaits_note(entry.record_id, register, known_catalogue)
    ]
