"""The tools' example records: valid ones as they stand, failing ones as a patch on a valid one.

`tools/definitions/<tool>/examples/invalid/R053.json` says what is wrong (`about`), which valid example
it starts from (`base`) and what it changes (`patch`, a JSON Patch, RFC 6902). `R053.problems.json`
beside it lists the problems that the change causes: code, severity and pointer. An example is judged
by the standards as they are now, so it is stamped again: edition, versions and digests become those
of the catalogue, unless the patch is about one of them.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import jsonpatch

from practice_audit import __version__, records, validation
from site_build.paths import DEFINITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from practice_audit.model import Catalogue
    from practice_audit.problems import Problem

EXPECTED: Final = ".problems.json"
JUDGED_ON: Final = dt.date(2024, 1, 1)
"""The day on which examples are judged, after the last of their dates: the same problems every day."""


@dataclass(frozen=True, kw_only=True)
class ExampleRecord:
    """One example of a tool, ready to be judged.

    `name` is `valid/child-protection` or `invalid/R053`. `mended` is the valid record that a failing
    one was made from, and the record itself for a valid one. `expected` are the problems that it must
    have, each with code, severity and pointer.
    """

    tool: str
    name: str
    about: str
    record: Mapping[str, Any]
    mended: Mapping[str, Any]
    expected: tuple[Mapping[str, str], ...] = ()

    def problems(self, catalogue: Catalogue, today: dt.date = JUDGED_ON) -> tuple[Problem, ...]:
        """What the validator says of it on a day, with message and remedy."""
        return validation.validate(catalogue, self.record, today=today)


def example_records(catalogue: Catalogue, definitions: Path = DEFINITIONS) -> tuple[ExampleRecord, ...]:
    """Every example below `definitions`, valid ones first, by tool and name.

    Raises ValueError, with the file's name, for a patch that does not fit its base, a base that is
    not there, or a failing example without its list of problems.
    """
    return tuple(
        example
        for folder in sorted(definitions.glob("*/examples"))
        for example in (*_valid(catalogue, folder), *_invalid(catalogue, folder))
    )


def stamped(catalogue: Catalogue, record: Mapping[str, Any], touched: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The record with edition, versions and digests of the catalogue, but for the keys in `touched`."""
    tool = records.tool_of(catalogue, record)
    stamp: dict[str, object] = {
        "edition": catalogue.edition.id,
        "catalogue_digest": catalogue.digest,
        "engine_version": __version__,
        **({"tool": {"id": tool.id, "version": tool.version}} if tool else {}),
    }
    whole = {**record, **{key: value for key, value in stamp.items() if key not in touched and key in record}}
    if "content_sha256" in whole and "content_sha256" not in touched:
        whole["content_sha256"] = records.seal(whole)
    return whole


def _valid(catalogue: Catalogue, folder: Path) -> Iterator[ExampleRecord]:
    for path in sorted(folder.glob("valid/*.json")):
        record = stamped(catalogue, json.loads(path.read_text(encoding="utf-8")))
        about = "A record that passes every check."
        name = f"valid/{path.stem}"
        yield ExampleRecord(tool=folder.parent.name, name=name, about=about, record=record, mended=record)


def _invalid(catalogue: Catalogue, folder: Path) -> Iterator[ExampleRecord]:
    for path in sorted(folder.glob("invalid/*.json")):
        if path.name.endswith(EXPECTED):
            continue
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            base = json.loads((folder / "valid" / told["base"]).read_text(encoding="utf-8"))
            expected = json.loads(path.with_name(path.stem + EXPECTED).read_text(encoding="utf-8"))
            patched = jsonpatch.JsonPatch(told["patch"]).apply(base)
        except (OSError, KeyError, jsonpatch.JsonPatchException, jsonpatch.JsonPointerException) as error:
            raise ValueError(f"{path.relative_to(folder.parents[1])}: {error}") from error
        touched = frozenset(operation["path"].split("/")[1] for operation in told["patch"])
        yield ExampleRecord(
            tool=folder.parent.name,
            name=f"invalid/{path.stem}",
            about=told["about"],
            record=stamped(catalogue, patched, touched),
            mended=stamped(catalogue, base),
            expected=tuple(expected),
        )
