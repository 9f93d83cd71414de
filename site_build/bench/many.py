"""Any number of sound records: the made-up year again and again, under other numbers and of other cases.

Made once for each size and kept in build/bench/; knows nothing of what is measured.
"""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any, Final

from practice_audit import records
from practice_audit.cli.editions import catalogue_of, editions
from practice_audit.record_schema import record_schema
from site_build.demo import year
from site_build.paths import BUILD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FOLDER: Final = BUILD / "bench" / "records"
ONE_YEAR: Final = 1250
"""The records of one year; so that 5,000 and 50,000 are whole years."""
_NUMBER: Final = re.compile(r"\b([0-9a-f]{8})(?=-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b)")
_CASE: Final = re.compile(r"\bSAMPLE-(?=[0-9]{5}\b)")
_STEP: Final = 0x9E3779B1  # odd: a different number for each year


def files(size: int) -> Path:
    """The folder with so many record files, a thousand to a folder; made where it is not there whole."""
    folder, whole = FOLDER / str(size), FOLDER / f"{size}.made"
    digest = catalogue_of(editions()[-1]).digest
    if whole.is_file() and whole.read_text(encoding="ascii") == digest:
        return folder
    whole.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    made = year.year(catalogue_of(editions()[0]), catalogue_of(editions()[-1]), number=ONE_YEAR)
    for place, record in enumerate(_again(made, size)):
        path = folder / f"{place // 1000:03}" / records.file_name(record, "")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(records.text(record), encoding="utf-8", newline="\n")
    whole.write_text(digest, encoding="ascii")
    return folder


def _again(made: Sequence[dict[str, Any]], size: int) -> Iterator[dict[str, Any]]:
    """So many records, year by year: what one names is of the same year."""
    texts = [json.dumps(record) for record in made]
    for place in range(size):
        turn = place // len(texts)
        yield _of_turn(texts[place % len(texts)], turn)


def _of_turn(text: str, turn: int) -> dict[str, Any]:
    other = _NUMBER.sub(lambda found: f"{(int(found[1], 16) + turn * _STEP) % 2**32:08x}", text)
    record: dict[str, Any] = json.loads(_CASE.sub(f"SAMPLE-{turn}-", other))
    record["content_sha256"] = records.seal(record)
    return record


def schemas() -> Path:
    """A folder with the schema of each tool of both editions, for programs that know nothing of our rules."""
    folder = FOLDER / "schemas"
    folder.mkdir(parents=True, exist_ok=True)
    for edition in (editions()[0], editions()[-1]):
        catalogue = catalogue_of(edition)
        for tool in catalogue.tools:
            written = json.dumps(record_schema(tool, catalogue))
            (folder / f"{edition}_{tool.id}.json").write_text(written, encoding="utf-8")
    return folder
