"""Everything that the pages are made of: the handbook, with what the checks say of the example records.

What the checks say is worked out once for each state of a tool, its examples and the engine, and kept in
`build/`: to check seventy records takes longer than to read the whole framework.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from macros import load
from macros.handbook import Example
from practice_audit.documents import digest
from practice_audit.problems import Problem, Severity
from site_build.examples import example_records
from site_build.paths import BUILD, ENGINE_SOURCE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from macros import Handbook
    from practice_audit.documents import Json
    from practice_audit.model import Catalogue
    from practice_audit.sources import Sources
    from site_build.examples import ExampleRecord

JUDGED = BUILD / "judged-examples.json"
"""The problems of each tool's failing examples, in their order, by what a check of them looks at."""


def read(root: Path, built_on: dt.date, *, site_url: str = "", found: Sources | None = None) -> Handbook:
    """The handbook of a checkout, of its YAML as found. Raises Unreadable with every problem when that has errors."""
    handbook = load(root, built_on, site_url=site_url, found=found)
    return replace(handbook, examples=refused(handbook.catalogue, built_on))


def refused(catalogue: Catalogue, today: dt.date, judged: Path = JUDGED) -> tuple[Example, ...]:
    """The failing examples of every rule, each with the problems that it shows; looked up where they are known."""
    compiled = catalogue.to_json()
    engine = _engine()
    known = _known(judged)
    found: dict[str, Json] = {}
    shown: list[Example] = []
    failing = [example for example in example_records(catalogue) if example.expected]
    for tool in compiled["tools"]:
        mine = [example for example in failing if example.tool == tool["id"]]
        key = digest([engine, str(today), tool, compiled["rules"], [example.record for example in mine]])
        found[key] = known.get(key) or [
            [problem.to_json() for problem in example.problems(catalogue, today)] for example in mine
        ]
        for example, problems in zip(mine, found[key], strict=True):
            shown += _examples(example, problems)
    if found.keys() != known.keys():
        judged.parent.mkdir(exist_ok=True)
        half = judged.with_suffix(".part")  # a build that is stopped while it writes leaves the last file whole
        half.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8", newline="\n")
        half.replace(judged)
    return tuple(shown)


def _known(judged: Path) -> Mapping[str, Json]:
    """What was worked out before; nothing where the file is not there or is broken."""
    try:
        known: Mapping[str, Json] = json.loads(judged.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return known


def _engine() -> str:
    """The state of the code that checks."""
    code = hashlib.sha256()
    for path in sorted(ENGINE_SOURCE.rglob("*.py")):
        code.update(path.read_bytes())
    return code.hexdigest()


def _examples(example: ExampleRecord, problems: Iterable[Mapping[str, Json]]) -> Iterable[Example]:
    for told in problems:
        problem = Problem(**{**told, "severity": Severity(told["severity"])})
        yield Example(
            tool=example.tool, about=example.about, problem=problem, record=example.record, mended=example.mended
        )
