"""`practice-audit import`: finished records into a register."""

from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from practice_audit import record_files, records
from practice_audit.cli import reasons as why
from practice_audit.cli.checking_many import checking
from practice_audit.cli.common import (
    FORMAT,
    PASSPHRASE,
    PATHS,
    REGISTER,
    Stop,
    opened,
    print_problems,
    say,
    told,
    with_progress,
)
from practice_audit.cli.editions import known_catalogue
from practice_audit.cli.passphrases import Passphrase
from practice_audit.cli.reading import find_files
from practice_audit.cli.typed import Place
from practice_audit.made_up import is_made_up
from practice_audit.problems import Problem, Severity, Unreadable, has_errors, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practice_audit.cli.checking_many import Found
    from practice_audit.register import Register

AT_ONCE = 50  # records that enter the register in one transaction


@click.command("import")
@PATHS
@REGISTER
@FORMAT
@PASSPHRASE
@click.option(
    "--reasons",
    type=Place(folder=False),
    help="Where to write why records were refused (default: beside the register, <register>.refused.json; "
    "for a database on a server, register.refused.json in this folder).",
)
@click.option(
    "--with-counts",
    "manifest",
    type=Place(exists=True, folder=False),
    help="The manifest.json of an export: takes over what was deleted when its time was over.",
)
def import_records(  # noqa: PLR0913 - one argument for each option
    paths: tuple[Path, ...], *, place: str, form: str, secret: Path | None, reasons: Path | None, manifest: Path | None
) -> None:
    """Import finished records into a register; each file enters whole or not at all."""
    files, problems = find_files(paths)
    passphrase = Passphrase(secret)
    outcomes: Counter[str] = Counter()
    samples = 0
    if reasons is not None:
        why.earlier(reasons)
    was_empty = Path(place).is_file() and Path(place).stat().st_size == 0
    with opened(place, create=True) as register:
        _tell_of_an_empty_file(register, was_empty=was_empty)
        if manifest is not None:
            _take_counts(register, manifest)
        beside = register.file or Path("register")
        reasons = reasons or beside.with_name(f"{beside.name}{record_files.REFUSED}json")
        why.earlier(reasons)
        in_order = _oldest_first(files, passphrase)
        with checking(in_order, passphrase, with_records=True) as checked:
            for some in with_progress(_batches(in_order), "Importing", files=len(files)):
                of_some = list(islice(checked, len(some)))
                done = _import_some(register, some, of_some)
                for (outcome, found), (record, _) in zip(done, of_some, strict=True):
                    outcomes[outcome] += 1
                    samples += outcome == "imported" and record is not None and is_made_up(record)
                    problems.extend(found)
    print_problems(problems, form)
    refused = [problem for problem in problems if problem.severity is Severity.ERROR]
    before = why.keep(reasons, refused, in_order)
    if form == "text":
        say(", ".join(f"{outcomes[each]} {words}" for each, words in _OUTCOMES.items()) + ".")
        if refused:
            say(visible(f"Why records were refused stands in {reasons}."))
        if before:
            say(visible(f"Reasons of earlier imports that stand in {reasons} still: {before}."))
    if samples:
        say(f"Warning: {_made_up(samples)}")
    sys.exit(1 if refused else 0)


def _made_up(number: int) -> str:
    which = "1 of the imported records is" if number == 1 else f"{number} of the imported records are"
    return (
        f"{which} made up, for training or to try things out. Reports from this register say on every page that they "
        "are samples. Keep real records in another register."
    )


def _tell_of_an_empty_file(register: Register, *, was_empty: bool) -> None:
    """Say that a register was begun where a file had lost all that it held, be it that nobody had written any."""
    if was_empty:
        say(
            visible(
                f"The file {register.name} was empty, and a new register was begun in it. If a register stood there "
                "before, what it held is lost: restore the last backup into another file, and import into that one."
            )
        )


_OUTCOMES = {"imported": "imported", "already there": "already there", "conflict": "in conflict", "refused": "refused"}


def _take_counts(register: Register, manifest: Path) -> None:
    """Take over what an export says was deleted, into a register that has deleted nothing itself."""
    from practice_audit.register import exporting  # noqa: PLC0415 - with the database it takes longer than a check

    with told():
        counts, gone = exporting.read_manifest(record_files.content(manifest), str(manifest))
    if not exporting.restore_counts(register, counts, gone):
        raise Stop(
            visible(
                f"The counts of {manifest} cannot be taken over: the register has deleted records of its own, or holds "
                "some that were deleted, or the counts do not add up. Nothing was imported. Use a new register."
            )
        )


def _oldest_first(files: Iterable[Path], passphrase: Passphrase) -> list[Path]:
    """In order of completion, then id: which of two records enters never depends on the names of their files."""

    def key(path: Path) -> tuple[str, str]:
        try:
            return _when_and_what(passphrase.content(path))
        except Unreadable:
            return ("", "")

    return sorted(files, key=key)


def _when_and_what(data: bytes) -> tuple[str, str]:
    """When a record was completed, and its digest: found without reading the rest, where a tool wrote the file."""
    when, what = _WHEN.search(data), _WHAT.search(data)
    if when and what:
        return (when[1].decode(), what[1].decode())
    record = records.read(data)
    return (str(record.get("completed")), str(record.get("content_sha256")))


_WHEN: Final = re.compile(rb'\n  "completed": "([0-9TZ:-]+)"')
_WHAT: Final = re.compile(rb'\n  "content_sha256": "([0-9a-f]+)"')


def _import_some(register: Register, paths: list[Path], checked: list[Found]) -> list[tuple[str, list[Problem]]]:
    """What became of each file, with its problems; a record that is already there has none.

    All are checked before the register is locked, and enter in one transaction: waiting for the disk
    takes longer than everything else. One that is refused keeps no other out.
    """
    from practice_audit.relations import consistency  # noqa: PLC0415 - with the database it takes longer than a check

    done: list[tuple[str, list[Problem]]] = []
    with register.transaction():
        for path, (record, problems) in zip(paths, checked, strict=True):
            draft = record is not None and record.get("status") == "draft"
            if record is None or (has_errors(problems) and not draft):
                done.append(("refused", problems))
                continue
            outcome, found = consistency.enter(record, register, known_catalogue)
            told = [] if draft else problems  # that it is a draft is what matters here, not what it still lacks
            done.append((outcome, [*told, *(problem.at(str(path)) for problem in found)]))
    return done


def _batches(files: list[Path]) -> list[list[Path]]:
    return [files[start : start + AT_ONCE] for start in range(0, len(files), AT_ONCE)]
