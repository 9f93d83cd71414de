"""`practice-audit moderation-sample`: completed audits drawn for moderation, or a draw done again from its receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from practice_audit.cli import drawing
from practice_audit.cli.common import FORMAT, count, say, told
from practice_audit.cli.typed import DAY
from practice_audit.sampling import files
from practice_audit.sampling import receipt as receipts
from practice_audit.sampling.moderation import draw_audits
from practice_audit.sampling.tickets import SHOWN
from practice_audit.sampling.verifying import verify_audits

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


@click.command("moderation-sample")
@drawing.NEAR
@drawing.SEED
@drawing.NUMBER
@click.option("--meeting-on", type=DAY, help="The day of the meeting that fixed the number, like 2026-07-06.")
@drawing.FOLDER
@drawing.BY
@drawing.ROLE
@drawing.VERIFY
@FORMAT
def moderation_sample(  # noqa: PLR0913, PLR0917 - one for each option
    place: str | None,
    seed: str | None,
    number: int | None,
    meeting_on: dt.date | None,
    folder: Path,
    by: str,
    role: str,
    receipt: Path | None,
    form: str,
) -> None:
    """Draw audits for moderation from those of a register; write the moderation sample and a receipt."""
    if receipt:
        drawing.not_given(seed=seed, number=number, meeting_on=meeting_on)
        _verify(receipt, place, form)
    drawing.given(register=place, seed=seed, number=number)
    day = drawing.day_of(meeting_on, "--meeting-on")
    made = drawing.made(by, role)
    pool = drawing.all_audits(place).unmoderated(day) if place else ()
    draw, found = draw_audits(pool, seed=seed or "", number=number or 0, meeting_on=day)
    problems = list(found)
    if draw is None:
        drawing.refuse(problems, form)
    made_files = files.of_audits(drawing.newest(), draw, made)
    drawing.write(made_files, problems, folder, form)
    if form == "text":
        for record_id, ticket in draw.drawn:
            click.echo(f"{ticket[:SHOWN]}  {record_id}")
        say(f"{count(len(draw.drawn), 'audit')} drawn of {len(draw.pool)} that are completed and not moderated.")
        drawing.left_to_do(made_files.record, "moderation sample")


def _verify(receipt: Path, place: str | None, form: str) -> None:
    """Draw again what a receipt says, tell what differs, and end the program."""
    with told():
        known = drawing.read_receipt(receipt, receipts.AUDITS)
        differences = verify_audits(known, drawing.all_audits(place) if place else None)
    note = "" if place else "The audits were taken from the receipt; name the register to compare them, too."
    drawing.compared(differences, receipt, form, note)
