"""A register as a folder of files: every record as the file that it came in, and what the files are.

    records/<year>/<name>.json   one record each, as its tool saved it
    manifest.json                how many, of which register format, the digest of every file, what was deleted
                                 when its time was over

Importing the folder `records` into a new register, with the manifest, makes an equal one. Knows nothing of
tools: how a record reads in its file is an argument.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import sqlalchemy as sa

from practice_audit.documents import read_json
from practice_audit.new_files import create, new_folder
from practice_audit.problems import Problem, Unreadable
from practice_audit.records import file_name
from practice_audit.register.schema import COUNTS, FORMAT, PURGED
from practice_audit.register.store import Count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from practice_audit.register.store import Register

    TextOf: TypeAlias = Callable[[dict[str, Any]], str]

PROBLEM_CODES: Final[Mapping[str, str]] = {"REG009": "The file is not the manifest of an export"}

MANIFEST: Final = "manifest.json"
RECORDS_FOLDER: Final = "records"
KIND: Final = "practice-audit-export"


_READ_ME: Final = (
    "The records of a register, and the SHA-256 of each file.",
    "The codes in them stand for people, so it is personal data: keep this folder as you keep the case file.",
    "To make a register of it again: practice-audit import records --register NEW --with-counts manifest.json",
)


def export(register: Register, folder: Path, text_of: TextOf) -> Iterator[str]:
    """Write a register into a new folder, the manifest last; yields the name of each record's file.

    The folder takes its name once it is whole. Raises FileExistsError where it is there and holds anything.
    """
    with new_folder(folder) as beside:
        yield from _fill(register, beside, text_of)


def _fill(register: Register, folder: Path, text_of: TextOf) -> Iterator[str]:
    digests: dict[str, str] = {}
    with register.transaction(reading=True):
        for record in register.documents():
            name = _name(record, digests)
            data = text_of(record).encode("utf-8")
            target = folder / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            create(target, data)
            digests[name] = hashlib.sha256(data).hexdigest()
            yield name
        manifest = {
            "format": KIND,
            "format_version": 1,
            "read_me": list(_READ_ME),
            "register_format": FORMAT,
            "records": len(digests),
            "counts": [asdict(count) for count in register.counts()],
            "purged": sorted(purged(register)),
            "files": digests,
        }
    if hasattr(os, "sync"):
        os.sync()  # every file is on the disk before there is a manifest
    create(folder / MANIFEST, (json.dumps(manifest, indent=1) + "\n").encode())


def purged(register: Register) -> frozenset[str]:
    """The ids of the records that were deleted when their time was over."""
    with register.transaction(reading=True) as connection:
        return frozenset(connection.execute(sa.select(PURGED.c.record_id)).scalars())


def read_manifest(data: bytes, source: str) -> tuple[list[Count], frozenset[str]]:
    """The counts of an export and the ids of what was deleted. Raises Unreadable where it is no manifest."""
    value = read_json(data, source)
    try:
        if (value["format"], value["format_version"]) == (KIND, 1):
            return [_as_count(each) for each in value["counts"]], frozenset(str(each) for each in value["purged"])
    except (KeyError, TypeError, ValueError):
        pass
    message, remedy = "This is not the manifest of an export.", "Name the file manifest.json of the export."
    raise Unreadable([Problem(code="REG009", source=source, message=message, remedy=remedy)])


def _as_count(value: Mapping[str, Any]) -> Count:
    """One count of a manifest. Raises KeyError, TypeError or ValueError where it is none."""
    return Count(
        quarter=str(value["quarter"]),
        record_type=str(value["record_type"]),
        edition=str(value["edition"]),
        grade=str(value["grade"]),
        records=int(value["records"]),
        replaced=int(value["replaced"]),
    )


def restore_counts(register: Register, counts: list[Count], gone: frozenset[str]) -> bool:
    """Take over what an export says was deleted; False, and nothing done, where this register has counts of its own."""
    with register.transaction() as connection:
        here = frozenset(register.counts()), purged(register)
        if here == (frozenset(counts), gone):
            return True
        if any(here) or register.holds(gone) or sum(count.records for count in counts) != len(gone):
            return False
        if counts:
            connection.execute(sa.insert(COUNTS), [asdict(count) for count in counts])
            connection.execute(sa.insert(PURGED), [{"record_id": each} for each in sorted(gone)])
    return True


def _name(record: dict[str, Any], taken: dict[str, str]) -> str:
    """The file of a record: its usual name, or with its whole id where another has that name."""
    usual = file_name(record, record["completed"])
    year = f"{RECORDS_FOLDER}/{record['completed'][:4]}"
    name = f"{year}/{usual}"
    return name if name not in taken else f"{year}/{usual.removesuffix('.json')}_{record['record_id']}.json"
