"""`practice-audit list`: what a register holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from practice_audit.cli.common import FORMAT, REGISTER, as_json, count, opened, say
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
    """List the records of a register, oldest first."""
    with opened(place, create=False) as register:
        known = _awaiting(register) if awaiting else register.entries()
        entries = [{name: getattr(entry, name) for name in entry.__dataclass_fields__} for entry in known]
    if form == "json":
        click.echo(as_json(entries))
        return
    for entry in entries:
        columns = [entry["completed"][:10], entry["record_id"][:8], entry["record_type"], entry["edition"]]
        click.echo(visible("  ".join([*columns, entry["case_ref"] or "", entry["author_role"] or ""]).rstrip()))
    say(f"{count(len(entries), 'record')}.")


def _awaiting(register: Register) -> list[Entry]:
    """The moderations whose note is not yet on the case file, less those that a correction replaced."""
    from practice_audit import consistency  # noqa: PLC0415 - with the database it takes longer than a check

    return [
        entry for entry in register.entries() if consistency.awaits_note(entry.record_id, register, known_catalogue)
    ]
