"""`practice-audit report`: what a quarter or a year of records says, as files for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from practice_audit import new_files
from practice_audit.cli.common import (
    CHECK_READING,
    REGISTER,
    Stop,
    making_day,
    not_written,
    opened,
    say,
    with_progress,
)
from practice_audit.cli.editions import catalogue_of, editions
from practice_audit.cli.typed import DAY_UNTIL_TODAY, Number, Place
from practice_audit.problems import Unreadable, visible
from practice_audit.rules.days import in_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from practice_audit.report.making import Made
    from practice_audit.report.periods import Period

FORMATS: Final = ("html", "md", "xlsx", "csv", "docx", "json")
_NO_DOCX: Final = (
    "No report.docx was written, since it needs an extra part that is not installed here: python-docx. "
    "Install practice-audit[docx] to have it."
)


def _period(_: click.Context, __: click.Parameter, given: str) -> Period:
    from practice_audit.report.periods import period  # noqa: PLC0415 - --help is there at once

    try:
        return period(given)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@REGISTER
@click.option(
    "--period",
    required=True,
    callback=_period,
    help="A quarter of the calendar year, 2026-Q3, or a year, 2026.",
)
@click.option(
    "--out",
    required=True,
    type=Place(file=False),
    help="The new folder for the report; none is written over.",
)
@click.option("--planned", type=Number(0), help="How many audits were planned for the period.")
@click.option(
    "--staff",
    type=Place(exists=True, folder=False),
    help="A list (CSV) of staff codes, with the columns code and group: tells who has no experience of audit.",
)
@click.option(
    "--without-experience",
    "without",
    type=Place(folder=False),
    help="A new file for the codes of those without experience of audit, away from the report (needs --staff).",
)
@click.option(
    "--format",
    "forms",
    multiple=True,
    type=click.Choice(FORMATS),
    help="What is written (default: everything). Can be given several times.",
)
@click.option("--made-on", type=DAY_UNTIL_TODAY, help="The day of the report (default: today).")
@click.option("--handbook", default="", help="The address of the handbook, so that ids lead to it.")
@click.option(
    "--sample",
    is_flag=True,
    help="The records are made up: every page says so. Records of the demo mark the report by themselves.",
)
def report(place: str, period: Period, out: Path, forms: tuple[str, ...], **asked: Any) -> None:
    """Write the report of a quarter or a year from a register."""
    _refuse_what_is_there(out)
    _refuse_what_is_to_come(period, asked["made_on"])
    without: Path | None = asked.pop("without")
    _refuse_beside_the_report(without, out, staff=asked["staff"] is not None)
    handbook = str(asked.pop("handbook"))
    made = _made(place, period, asked)
    files = _files(made, forms or FORMATS, handbook, wanted=bool(forms))
    _write(out, files)
    say(visible(f"The report is in {out}. It quotes what auditors wrote: keep it inside the council."))
    if made.report.sample and not asked["sample"]:
        say("Made-up records are counted in it, so every page says that it is a sample.")
    if without is not None:
        _write_codes(without, made)
        say(visible(f"{without} lists the codes of staff. It is no part of the report: do not pass it on with it."))


def _refuse_what_is_there(out: Path) -> None:
    """Stop where the folder holds anything: a report is never mixed with another."""
    try:
        there = out.exists() and any(out.iterdir())
    except OSError as error:
        raise Stop(visible(f"{out} cannot be read: {error.strerror}. {CHECK_READING}")) from error
    if there:
        raise Stop(visible(f"{out} is there already, and nothing was written into it. Name a new folder."))


def _refuse_what_is_to_come(period: Period, made_on: dt.date | None) -> None:
    """Stop where the period begins after the day of the report: nothing can have happened in it."""
    day = made_on or making_day()
    if period.first > day:
        raise Stop(
            f"{period.id} begins on {in_words(period.first)}, and the report is of {in_words(day)}. "
            "Give a period that has begun."
        )


def _refuse_beside_the_report(without: Path | None, out: Path, *, staff: bool) -> None:
    """Stop where the codes of staff would lie in the folder of the report, which is passed on (R138)."""
    if without is None:
        return
    if not staff:
        raise click.UsageError("--without-experience needs --staff, the list of those whose experience is asked for.")
    if out.resolve() in without.resolve().parents:
        raise click.UsageError(
            "The codes of staff are no part of the report. Name a file outside its folder after --without-experience."
        )
    if without.exists():
        raise Stop(visible(f"{without} is there already, and nothing was written. Name a new file."))


def _write_codes(without: Path, made: Made) -> None:
    """The codes of those without experience of audit, in a file of their own."""
    rows = "".join(f"{code}\r\n" for code in ("code", *made.without))
    try:
        without.parent.mkdir(parents=True, exist_ok=True)
        new_files.write(without, rows.encode("utf-8"))
    except OSError as error:
        raise Stop(
            visible(
                f"{without} cannot be written: {error.strerror}. The report is there without it. To have the list, "
                "run the command again with another --without-experience and another --out."
            )
        ) from error


def _made(place: str, period: Period, options: Mapping[str, Any]) -> Made:
    """The report of the records in a register; all of them, for open actions may be older than the period."""
    from practice_audit.relations.first_versions import dated, first_versions  # noqa: PLC0415 - --help is there at once
    from practice_audit.report.asking import Asked  # noqa: PLC0415 - as above
    from practice_audit.report.making import make  # noqa: PLC0415 - as above

    asked = Asked(
        period=period,
        made_on=options["made_on"] or making_day(),
        planned=options["planned"],
        staff=_staff(options["staff"]) if options["staff"] else None,
        sample=options["sample"],
    )
    with opened(place, create=False) as register, register.transaction(reading=True):
        total = register.size()
        documents = dated(register.documents(), first_versions(register.corrections(), register.record))
        records = with_progress(documents, "Reading records", files=total, steps=total)
        catalogues = [catalogue_of(edition) for edition in editions()]
        made = make(records, catalogues, asked, replaced=register.replaced(), purged=register.counts())
    if made.beyond:
        raise Stop(f"{made.beyond} Nothing was written.")
    return made


def _staff(path: Path) -> Mapping[str, str]:
    """The group of each staff code in a list."""
    from practice_audit.report.staff import staff_list  # noqa: PLC0415 - --help is there at once

    try:
        return staff_list(path.read_bytes(), catalogue_of(editions()[-1]).own_words)
    except OSError as error:
        raise Stop(visible(f"{path} cannot be read: {error.strerror}. {CHECK_READING}")) from error
    except Unreadable as unreadable:
        lines = [problem.at(str(path), problem.line, problem.column).to_text() for problem in unreadable.problems]
        raise Stop("The list of staff cannot be used.\n" + "\n".join(lines)) from unreadable


def _files(made: Made, forms: tuple[str, ...], handbook: str, *, wanted: bool) -> dict[str, bytes]:
    """Every file of the report by its name in the folder."""
    from practice_audit.report.writers import csv_folder, data, markdown, web_page, word_document, workbook  # noqa: PLC0415 - as above

    one, files = made.report, {}
    try:
        if "html" in forms:
            files["report.html"] = web_page.page(one, handbook=handbook)
        if "md" in forms:
            files["report.md"] = markdown.text(one, handbook=handbook).encode("utf-8")
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if "xlsx" in forms:
        files["report.xlsx"] = workbook.workbook(one)
    if "csv" in forms:
        files.update({f"csv/{name}": content for name, content in csv_folder.files(one)})
    if "json" in forms:
        files["report.json"] = data.text(one, made.findings).encode("utf-8")
    if "docx" in forms:
        try:
            files["report.docx"] = word_document.document(one)
        except ImportError as error:
            if wanted:
                raise Stop(_NO_DOCX) from error
            say(_NO_DOCX)
    return files


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    """All files or none."""
    with not_written(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        with new_files.new_folder(out) as beside:
            for name, content in files.items():
                path = beside / name
                path.parent.mkdir(exist_ok=True)
                new_files.create(path, content)
