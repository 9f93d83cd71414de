"""The command line: files in, problems and register out. The only module that prints or exits.

Exit codes: 0 no problem of severity error; 1 at least one; 2 wrong usage, or the work could not be done.
Everything that is printed may stem from a stranger's file: hidden characters are shown by number.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from practice_audit import locked_files, record_files, records
from practice_audit.documents import MAX_BYTES
from practice_audit.editions import in_time
from practice_audit.model import Catalogue
from practice_audit.passphrases import Passphrase, is_locked, write_new
from practice_audit.problems import Problem, Severity, Unreadable, has_errors, visible
from practice_audit.rules.guard import unrepeated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

    from practice_audit.register import Entry, Register

PROGRESS_FROM = 200  # files: below that the work is done before a bar is worth reading
AT_ONCE = 50  # records that enter the register in one transaction
PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, readable=False, path_type=Path))
FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
REGISTER = click.option(
    "--register", "place", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The register's file."
)
PASSPHRASE = click.option(
    "--passphrase-file",
    "secret",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file whose first line is the passphrase of locked files; without it, it is asked for.",
)
ONE_FILE = click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
OUT = click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The new file; none is overwritten."
)

Work = TypeVar("Work")


class _Stop(click.ClickException):
    """The work could not be done."""

    exit_code = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="practice-audit")
def main() -> None:
    """Check audit records, keep them in a register, and list them."""
    for stream in (sys.stdout, sys.stderr):  # what a terminal cannot write is shown by number, and never a crash
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@PATHS
@FORMAT
@PASSPHRASE
@click.option("--strict", is_flag=True, help="Warnings count as problems too.")
def validate(paths: tuple[Path, ...], form: str, secret: Path | None, *, strict: bool) -> None:
    """Check record files, and every .json file in folders, with all rules of their edition."""
    files, problems = _find(paths)
    passphrase = Passphrase(secret)
    for path in _with_progress(files, "Checking", files=len(files)):
        problems.extend(read(path, passphrase)[1])
    _print(problems, form)
    if form == "text":
        bad = len({problem.source for problem in problems if has_errors([problem], strict=strict)})
        _say(f"{_count(len(files), 'file')} checked, {bad} with problems.")
    sys.exit(1 if has_errors(problems, strict=strict) else 0)


@main.command("import")
@PATHS
@REGISTER
@FORMAT
@PASSPHRASE
@click.option(
    "--reasons",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write why records were refused (default: beside the register, <register>.refused.json).",
)
def import_records(paths: tuple[Path, ...], place: Path, form: str, secret: Path | None, reasons: Path | None) -> None:
    """Import finished records into a register; each file enters whole or not at all."""
    files, problems = _find(paths)
    passphrase = Passphrase(secret)
    outcomes: Counter[str] = Counter()
    with _opened(place, create=True) as register:
        for some in _with_progress(_batches(_oldest_first(files, passphrase)), "Importing", files=len(files)):
            for outcome, found in _import_some(register, some, passphrase):
                outcomes[outcome] += 1
                problems.extend(found)
    _print(problems, form)
    refused = [problem.to_json() for problem in problems if problem.severity is Severity.ERROR]
    reasons = reasons or place.with_name(f"{place.name}{record_files.REFUSED}json")
    if refused or reasons.exists():
        _write_whole(reasons, _json(refused))
    if form == "text":
        _say(", ".join(f"{outcomes[each]} {words}" for each, words in _OUTCOMES.items()) + ".")
        if refused:
            _say(visible(f"Why records were refused stands in {reasons}."))
    sys.exit(1 if refused else 0)


_OUTCOMES = {"imported": "imported", "already there": "already there", "conflict": "in conflict", "refused": "refused"}


@main.command("list")
@REGISTER
@FORMAT
@click.option(
    "--awaiting-file-note", "awaiting", is_flag=True, help="Only moderations that are not yet on the case file (R088)."
)
def list_records(place: Path, form: str, *, awaiting: bool) -> None:
    """List the records of a register, oldest first."""
    with _opened(place, create=False) as register:
        known = _awaiting(register) if awaiting else register.entries()
        entries = [{name: getattr(entry, name) for name in entry.__dataclass_fields__} for entry in known]
    if form == "json":
        click.echo(_json(entries))
        return
    for entry in entries:
        columns = [entry["completed"][:10], entry["record_id"][:8], entry["record_type"], entry["edition"]]
        click.echo(visible("  ".join([*columns, entry["case_ref"] or "", entry["author_role"] or ""]).rstrip()))
    _say(f"{_count(len(entries), 'record')}.")


def _awaiting(register: Register) -> list[Entry]:
    """The moderations whose note is not yet on the case file, less those that a correction replaced."""
    from practice_audit import consistency  # noqa: PLC0415 - with the database it takes longer than a check

    return [
        entry for entry in register.entries() if consistency.awaits_note(entry.record_id, register, _known_catalogue)
    ]


@main.command()
@ONE_FILE
@OUT
@PASSPHRASE
def unlock(path: Path, out: Path, secret: Path | None) -> None:
    """Unlock a file that was locked with a passphrase, and write what is inside to a new file."""
    passphrase = Passphrase(secret)
    with _told():
        if not is_locked(path):
            raise _Stop(visible(f"{path} is not locked."))
        _write_new(out, passphrase.content(path))


@main.command()
@ONE_FILE
@OUT
@PASSPHRASE
def lock(path: Path, out: Path, secret: Path | None) -> None:
    """Lock a record file or a draft with a passphrase. A passphrase that is lost cannot be found out again."""
    with _told():
        data = record_files.content(path)
        records.read(data, str(path))
        passphrase = Passphrase(secret).to_lock_with()
        salt, nonce = os.urandom(locked_files.SALT_BYTES), os.urandom(locked_files.NONCE_BYTES)
        locked = locked_files.lock(data.decode(), passphrase, salt=salt, nonce=nonce).encode()
        if len(locked) > MAX_BYTES:
            raise _Stop(visible(f"{path} is too large to be opened again once it is locked. Nothing was written."))
        _write_new(out, locked)


@contextmanager
def _told() -> Iterator[None]:
    """Ends the program with the problems of a file that cannot be read."""
    try:
        yield
    except Unreadable as unreadable:
        _print([unrepeated(problem) for problem in unreadable.problems], "text")
        sys.exit(1)


def _write_new(path: Path, data: bytes) -> None:
    try:
        write_new(path, data)
    except FileExistsError as error:
        raise _Stop(visible(f"{path} is there already, and nothing was written over it.")) from error
    except OSError as error:
        raise _Stop(visible(f"{path} cannot be written: {error.strerror}.")) from error
    _say(visible(f"Written to {path}."))


def _import_some(register: Register, paths: list[Path], passphrase: Passphrase) -> list[tuple[str, list[Problem]]]:
    """What became of each file, with its problems; a record that is already there has none.

    All are checked before the register is locked, and enter in one transaction: waiting for the disk
    takes longer than everything else. One that is refused keeps no other out.
    """
    from practice_audit import consistency  # noqa: PLC0415 - with the database it takes longer than a check

    done: list[tuple[str, list[Problem]]] = []
    checked = [(path, *read(path, passphrase)) for path in paths]
    with register.transaction():
        for path, record, problems in checked:
            draft = record is not None and record.get("status") == "draft"
            if record is None or (has_errors(problems) and not draft):
                done.append(("refused", problems))
                continue
            outcome, found = consistency.enter(record, register, _known_catalogue)
            told = [] if draft else problems  # that it is a draft is what matters here, not what it still lacks
            done.append((outcome, [*told, *(problem.at(str(path)) for problem in found)]))
    return done


def _batches(files: list[Path]) -> list[list[Path]]:
    return [files[start : start + AT_ONCE] for start in range(0, len(files), AT_ONCE)]


def read(path: Path, passphrase: Passphrase | None = None) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The record that a file holds (None if it cannot be read at all) and every problem found in it.

    A locked file is read with the `passphrase`.
    """
    from practice_audit import validation  # noqa: PLC0415 - --help is there at once

    source = str(path)
    try:
        record = records.read((passphrase or Passphrase(None)).content(path), source)
    except Unreadable as unreadable:
        return None, [unrepeated(problem) for problem in unreadable.problems]
    catalogue = _known_catalogue(record.get("edition")) or _catalogue(editions()[-1])
    return record, list(validation.validate(catalogue, record, today=dt.datetime.now(tz=dt.UTC).date(), source=source))


@cache
def editions() -> tuple[str, ...]:
    """The ids of the editions that this installation carries, oldest first."""
    data = _data()
    found = [entry.name for entry in data.iterdir() if entry.name.endswith(".json")] if data.is_dir() else []
    if not found:
        raise _Stop(
            "This installation carries no edition of the framework. "
            "Install practice-audit again; in a checkout, run make build."
        )
    return tuple(sorted((name.removesuffix(".json") for name in found), key=in_time))


@cache
def _catalogue(edition: str) -> Catalogue:
    return Catalogue.from_json(json.loads((_data() / f"{edition}.json").read_text(encoding="utf-8")))


def _known_catalogue(edition: object) -> Catalogue | None:
    """The catalogue of an edition, or None if this installation does not carry it."""
    return _catalogue(edition) if isinstance(edition, str) and edition in editions() else None


def _data() -> Traversable:
    return resources.files("practice_audit") / "data"


def _find(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """The files that are meant, and what could not be looked into. Nothing at all is wrong usage."""
    files, problems = record_files.find(paths)
    if not files and not problems:
        raise click.UsageError("There is no .json file in what you named.")
    return files, problems


def _oldest_first(files: Iterable[Path], passphrase: Passphrase) -> list[Path]:
    """In order of completion, then id: which of two records enters never depends on the names of their files."""

    def key(path: Path) -> tuple[str, str]:
        try:
            record = records.read(passphrase.content(path))
        except Unreadable:
            return ("", "")
        return (str(record.get("completed")), str(record.get("content_sha256")))

    return sorted(files, key=key)


@contextmanager
def _opened(place: Path, *, create: bool) -> Iterator[Register]:
    """The register in a file, to be read or added to."""
    from practice_audit.register import Register, RegisterUnusable  # noqa: PLC0415 - validate starts faster without

    try:
        register = Register.in_file(place, create=create)
        try:
            yield register
        finally:
            register.close()
    except RegisterUnusable as error:
        raise _Stop(visible(str(error))) from error


def _with_progress(work: list[Work], words: str, *, files: int) -> Iterator[Work]:
    """The same work, with a bar where it takes long and somebody watches."""
    if files < PROGRESS_FROM or not sys.stderr.isatty():
        yield from work
        return
    with click.progressbar(work, label=words, file=sys.stderr) as bar:
        yield from bar


def _print(problems: list[Problem], form: str) -> None:
    if form == "json":
        click.echo(_json([problem.to_json() for problem in problems]))
    else:
        for problem in problems:
            click.echo(problem.to_text())


def _json(value: Any) -> str:
    """JSON of plain ASCII, so that nothing in it can act on a terminal."""
    return json.dumps(value, indent=2)


def _say(words: str) -> None:
    click.echo(words, err=True)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _write_whole(path: Path, text: str) -> None:
    """The whole text or nothing: written beside, then moved into place."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, prefix=f"{path.name}.", delete=False, encoding="utf-8"
        ) as beside:
            beside.write(text + "\n")
        Path(beside.name).replace(path)
    except OSError as error:
        raise _Stop(visible(f"{path} cannot be written: {error.strerror}.")) from error
