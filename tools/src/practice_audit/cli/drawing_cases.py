"""`practice-audit sample`: cases drawn at random from a list, or a draw done again from its receipt."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from practice_audit.cli import drawing
from practice_audit.cli.clock import today
from practice_audit.cli.common import FORMAT, count, say, told, with_progress
from practice_audit.cli.typed import DAY, Place
from practice_audit.problems import visible
from practice_audit.sampling import files
from practice_audit.sampling import receipt as receipts
from practice_audit.sampling.auditors import read_auditors
from practice_audit.sampling.draw import Question, draw_cases
from practice_audit.sampling.frame import read_cases
from practice_audit.sampling.tickets import SHOWN
from practice_audit.sampling.verifying import verify_cases
from practice_audit.sampling.vocabulary import plan_words, vocabulary

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from practice_audit.problems import Problem
    from practice_audit.sampling.auditors import Auditor
    from practice_audit.sampling.draw import Draw, Watched
    from practice_audit.sampling.frame import Frame
    from practice_audit.sampling.history import History

TICKETS_A_MOMENT = 10_000
"""As many tickets of a case and an auditor are worked out in the time that a file takes."""


@click.command()
@click.argument("cases", type=Place(exists=True, folder=False))
@drawing.SEED
@drawing.NUMBER
@click.option("--selected-on", type=DAY, help="The day of the draw, like 2026-07-06.")
@click.option(
    "--auditors",
    "readers",
    type=Place(exists=True, folder=False),
    help="The list of auditors: each case then gets one who has no part in it.",
)
@drawing.NEAR
@drawing.FOLDER
@drawing.BY
@drawing.ROLE
@click.option("--told-on", type=DAY, help="The day on which the area teams are told; without it, a draft.")
@drawing.VERIFY
@FORMAT
def sample(  # noqa: PLR0913, PLR0917 - one for each option
    cases: Path,
    seed: str | None,
    number: int | None,
    selected_on: dt.date | None,
    readers: Path | None,
    place: str | None,
    folder: Path,
    by: str,
    role: str,
    told_on: dt.date | None,
    receipt: Path | None,
    form: str,
) -> None:
    """Draw cases at random from a list (CSV); write the selection record, a receipt and a notice for each area."""
    if receipt:
        drawing.not_given(seed=seed, number=number, selected_on=selected_on, told_on=told_on)
        _verify(receipt, cases, readers, place, form)
    drawing.given(seed=seed, number=number)
    day = drawing.day_of(selected_on, "--selected-on")
    if told_on and told_on < day:
        raise click.UsageError("--told-on is before --selected-on: the area teams are told after the draw. Check both.")
    made = drawing.made(by, role, drawing.day_of(told_on, "--told-on") if told_on else None)
    frame, auditors, problems = _lists(cases, readers, form)
    past = _history(place, frame)
    question = Question(
        seed=seed or "",
        number=number or 0,
        selected_on=day,
        frame=frame,
        auditors=auditors,
        audits=past.of_cases((case.case_ref for case in frame.cases), day) if past else (),
    )
    draw, found = draw_cases(question, _watched(auditors))
    problems += found
    if draw is None:
        drawing.refuse(problems, form)
    made_files = files.of_cases(drawing.newest(), draw, made)
    drawing.write(made_files, problems, folder, form)
    if form == "text":
        _tell(draw, with_register=place is not None)
        drawing.left_to_do(made_files.record, "selection record")


def _verify(receipt: Path, cases: Path, readers: Path | None, place: str | None, form: str) -> None:
    """Draw again what a receipt says, tell what differs, and end the program."""
    with told():
        known = drawing.read_receipt(receipt, receipts.CASES)
        frame, auditors, _ = _lists(cases, readers, form)
        differences = verify_cases(known, frame, auditors, _history(place, frame), _watched(auditors))
    note = "" if place else "Earlier audits were taken from the receipt; name the register to compare them, too."
    drawing.compared(differences, receipt, form, note)


def _lists(cases: Path, readers: Path | None, form: str) -> tuple[Frame, tuple[Auditor, ...] | None, list[Problem]]:
    """Both lists with what is worth a warning. Ends the program where one cannot be used."""
    problems: list[Problem] = []
    known = vocabulary(drawing.newest())
    frame = drawing.read_list(cases, lambda data: read_cases(data, known, today()), problems)
    auditors = drawing.read_list(readers, lambda data: read_auditors(data, known), problems) if readers else None
    if frame is None or (readers and auditors is None):
        drawing.refuse(problems, form)
    return frame, auditors, problems


def _watched(auditors: tuple[Auditor, ...] | None) -> Watched:
    """The cases of a draw with a bar, where so many auditors are asked for each that it takes long."""
    work = len(auditors or ())
    return lambda cases: with_progress(cases, "Drawing", files=work * len(cases) // TICKETS_A_MOMENT)


def _history(place: str | None, frame: Frame) -> History | None:
    """What the register says of the cases of the list."""
    return drawing.earlier_audits(place, frozenset(case.case_ref for case in frame.cases))


def _tell(draw: Draw, *, with_register: bool) -> None:
    """Print the cases that were drawn, and say how many were not and why."""
    plans = plan_words(drawing.newest())
    for each in draw.drawn:
        plan = plans.get(each.case.plan_kind, each.case.plan_kind)
        columns = (each.ticket[:SHOWN], each.case.case_ref, each.case.area, plan, each.auditor_ref or "")
        click.echo(visible("  ".join(columns).rstrip()))
    say(f"{count(len(draw.drawn), 'case')} drawn of {draw.population} that could be.")
    for reason, number in sorted(Counter(each.reason for each in draw.excluded).items()):
        say(f"{count(number, 'case')} left out: {reason}.")
    for passed in draw.replaced:
        say(visible(f"{passed.case_ref} was passed over, {passed.reason}; {passed.replaced_by} took its place."))
    if not with_register:
        say("No register was named: earlier audits are known from the list only.")
