"""`practice-audit publish-quarter`: a quarter as one small file that everybody may read, for `standards/findings/`."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Any

import click

from practice_audit.cli.common import REGISTER, Stop, making_day, opened, say, with_progress, write_new_file
from practice_audit.cli.editions import catalogue_of, editions
from practice_audit.cli.typed import DAY_UNTIL_TODAY, Number, Place, said_yes
from practice_audit.problems import Unreadable, visible
from practice_audit.rules.days import in_words
from practice_audit.suppression import THRESHOLD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from practice_audit.publishing.making import Counts
    from practice_audit.publishing.telling import Example
    from practice_audit.report.periods import Period


def _quarter(_: click.Context, __: click.Parameter, given: str) -> Period:
    from practice_audit.report.periods import period  # noqa: PLC0415 - --help is there at once

    try:
        found = period(given)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    if found.is_year:
        message = "Publish its quarters. A year less three quarters would give the fourth away."
        raise click.BadParameter(message)
    return found


def _chosen(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[int, tuple[str, ...]]:
    """Which examples are published, by their number in the list, each with the standards that it shows."""
    found = {}
    for one in given:
        number, equals, standards = one.partition("=")
        if not (number.isascii() and number.isdigit() and equals and standards):
            message = f"“{visible(one, 60)}” is not a number and its standards, such as 2=ps.plans.current."
            raise click.BadParameter(message)
        if int(number) in found:
            message = f"Example {int(number)} is there twice. Name all standards that it shows at once, after commas."
            raise click.BadParameter(message)
        found[int(number)] = tuple(each.strip() for each in standards.split(","))
    return found


@click.command("publish-quarter")
@REGISTER
@click.option("--period", required=True, callback=_quarter, help="A quarter of the calendar year: 2026-Q3.")
@click.option(
    "--out",
    type=Place(folder=False),
    help="The new file; none is overwritten. Not needed to list examples.",
)
@click.option(
    "--threshold",
    type=Number(2, 100),
    default=THRESHOLD,
    show_default=True,
    help="Numbers below it are hidden: of children, of answers, of members of staff.",
)
@click.option(
    "--already-published",
    "published",
    multiple=True,
    type=Place(exists=True),
    help="A published quarter, or a folder of them, beside those in the folder of --out. Can be given several times.",
)
@click.option("--list-examples", is_flag=True, help="Print the good examples flagged in moderation, and write nothing.")
@click.option(
    "--example",
    "chosen",
    multiple=True,
    callback=_chosen,
    metavar="NUMBER=ID[,ID]",
    help="Publish an example of the list with the standards that it shows; each is asked for once more.",
)
@click.option("--made-on", type=DAY_UNTIL_TODAY, help="The day on which it is made (default: today).")
def publish_quarter(  # noqa: PLR0913, PLR0917 - one for each option
    place: str,
    period: Period,
    out: Path | None,
    threshold: int,
    published: tuple[Path, ...],
    list_examples: bool,  # noqa: FBT001 - a flag of the command line
    chosen: dict[int, tuple[str, ...]],
    made_on: dt.date | None,
) -> None:
    """Turn a quarter into a file that everybody may read: counts, with small numbers hidden."""
    from practice_audit.publishing.making import publish  # noqa: PLC0415 - --help is there at once
    from practice_audit.quarter_files import text_of  # noqa: PLC0415 - as above

    day = made_on or making_day()
    if min(day, making_day()) <= period.last:
        first_day = period.last + dt.timedelta(days=1)
        raise Stop(f"The quarter is not over. It can be published from {in_words(first_day)} on.")
    if list_examples:
        _list_examples(_counted(place, period, threshold))
        return
    if out is None:
        raise click.UsageError("--out: Name the new file. To read the good examples only, give --list-examples.")
    there = [out.parent] if os.path.lexists(out.parent) else []
    beside = _refuse_what_is_out((*published, *there), period)
    counts = _counted(place, period, threshold)
    findings = publish(counts, day, tuple(_confirmed(counts, chosen)))
    _write(out, text_of(findings).encode())
    say("It holds counts and no words of records, except the examples that you chose. Read it before you commit it.")
    if not beside:
        say(
            f"No published quarter lies beside it, so nothing tells whether {period.id} is published elsewhere. "
            "If it is, delete this file: the difference between the two would give numbers away."
        )


def _list_examples(counts: Counts) -> None:
    from practice_audit.report.counting.tallies import EXAMPLES  # noqa: PLC0415 - --help is there at once

    for number, one in enumerate(counts.examples, start=1):
        click.echo(visible(f"{number}  {one.text}"))
    if counts.flagged > len(counts.examples):
        say(
            f"{counts.flagged} were flagged. Of equal texts one is listed, and of more than {EXAMPLES} the newest "
            f"{EXAMPLES}."
        )
    say("Nothing was written." if counts.examples else "No good example was flagged in moderation.")


def _write(out: Path, data: bytes) -> None:
    """Write the file, and its folder where that is not there yet."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(
            visible(f"{out} cannot be written: {error.strerror}. Nothing was written. Name another file after --out.")
        ) from error
    write_new_file(out, data)


def _counted(place: str, period: Period, threshold: int) -> Counts:
    from practice_audit.publishing.making import NotToPublishError, count  # noqa: PLC0415 - as above
    from practice_audit.relations.first_versions import dated, first_versions  # noqa: PLC0415 - --help is there at once

    with opened(place, create=False) as register, register.transaction(reading=True):
        if any(one.quarter == period.id for one in register.counts()):
            message = f"Records of {period.id} were deleted since their time was over, so its numbers are not whole."
            raise Stop(f"{message} Publish a quarter before its records go.")
        total = register.size()
        documents = dated(register.documents(), first_versions(register.corrections(), register.record))
        records = with_progress(documents, "Reading records", files=total, steps=total)
        catalogues = [catalogue_of(edition) for edition in editions()]
        try:
            return count(records, catalogues, period, replaced=register.replaced(), threshold=threshold)
        except NotToPublishError as error:
            raise Stop(str(error)) from error


def _refuse_what_is_out(places: Iterable[Path], period: Period) -> int:
    """Stop where this quarter, or a time that it is part of, is published: the difference would give numbers away.

    How many published quarters there are.
    """
    published = 0
    for path in _files(places):
        said = _period_of(path)
        if said is None:
            continue
        published += 1
        first, last = said
        if first <= period.last.isoformat() and period.first.isoformat() <= last:
            message = f"{path} is published already, and speaks of the same months as {period.id}."
            raise Stop(visible(f"{message} What is published stays as it is: the difference would give numbers away."))
    return published


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        yield from sorted(place.glob("*.json")) if place.is_dir() else (place,)


def _period_of(path: Path) -> tuple[str, str] | None:
    """The first and the last day of a published quarter; None for a file of another kind."""
    from practice_audit.documents import read_json  # noqa: PLC0415 - --help is there at once
    from practice_audit.quarter_files import findings_of, is_quarter  # noqa: PLC0415 - as above

    try:
        value: Any = read_json(path.read_bytes())
        if not is_quarter(value):
            return None
        period = findings_of(value).period
        return str(period.from_), str(period.to)
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}), so nobody knows what it gives away."
        raise Stop(visible(f"{message} Mend that, then run the command again.")) from error
    except (Unreadable, TypeError, AttributeError) as error:
        message = f"{path} cannot be read as a published quarter, so nobody knows what it gives away."
        raise Stop(visible(f"{message} Run make check, and mend it.")) from error


def _confirmed(counts: Counts, chosen: dict[int, tuple[str, ...]]) -> Iterator[Example]:
    """The chosen examples that may be published; of each somebody said that its words name and tell of nobody."""
    from practice_audit.publishing.examples import example, objections, perhaps_names  # noqa: PLC0415 - as above

    for number, standards in chosen.items():
        if not 1 <= number <= len(counts.examples):
            raise Stop(f"There is no example {number}. --list-examples prints them.")
        text = counts.examples[number - 1].text
        if objection := next(objections(counts, text, standards), ""):
            raise Stop(f"Example {number} is not published: {objection}")
        click.echo(visible(f"{number}  {text}"))
        names = ", ".join(f"“{name}”" for name in perhaps_names(counts, text))
        named = f"These may be names: {names}. Does one of them name a person, a family or a small place?"
        told = "Everybody will read this. Does it tell of one child, one family or one member of staff?"
        if (names and _leaves_out(number, visible(named))) or _leaves_out(number, told):
            say(f"Example {number} was left out.")
        else:
            yield example(text, standards)


def _leaves_out(number: int, question: str) -> bool:
    """Whether the answer leaves the example out: anything but a clear no does. Stops where nobody answers."""
    try:
        return said_yes(f"{question} Yes leaves example {number} out.", unsaid=True)
    except click.Abort as abort:
        message = f"Nobody answered what was asked about example {number}, so nothing was written."
        raise Stop(f"{message} Run the command again at a terminal, or without --example {number}.") from abort
