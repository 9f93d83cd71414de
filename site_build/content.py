"""Everything that the pages are made of: the handbook, with what the checks say of the example records.

What the checks say is worked out once for each state of a tool, its examples and the engine, and kept in
`build/`: to check seventy records takes longer than to read the whole framework.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from macros import load
from macros.handbook import Example, Waiting, Workbench
from practice_audit import records, sources
from practice_audit.documents import digest
from practice_audit.problems import Problem, Severity
from site_build import publication
from site_build.examples import example_records
from site_build.paths import BUILD, ENGINE_SOURCE
from site_build.revision import revision
from site_build.whole_files import write_whole

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from macros import Handbook
    from practice_audit.documents import Json, Place
    from practice_audit.model import Catalogue
    from practice_audit.sources import Sources
    from site_build.examples import ExampleRecord
    from site_build.publication import Publication

JUDGED = BUILD / "judged-examples.json"
"""The problems of each tool's failing examples, in their order, by what a check of them looks at."""


class Shown(Enum):
    """Which edition stands at the root of the site."""

    PUBLISHED = "the newest published one: what people read"
    WORKING = "the YAML as it stands, under a banner where it is not published"
    AS_PUBLISHED = "the YAML as it stands, as if it were published: for tests"


def read(
    root: Path,
    built_on: dt.date,
    *,
    site_url: str = "",
    found: Sources | None = None,
    shown: Shown = Shown.AS_PUBLISHED,
) -> Handbook:
    """The handbook of a checkout, of its YAML as found. Raises Unreadable with every problem when that has errors."""
    read = found or sources.read(root)
    handbook = load(root, built_on, site_url=site_url, found=read)
    published = publication.read_all(root)
    handbook = replace(
        _with_workbench(handbook, read, published) if shown is Shown.WORKING else handbook,
        catalogue=shown_catalogue(handbook.catalogue, published, shown),
        editions=tuple(each.catalogue for each in published),
    )
    same = handbook.catalogue.digest == read.catalogue.digest if read.catalogue else False
    in_force = shown is Shown.AS_PUBLISHED or handbook.catalogue.digest in {each.digest for each in handbook.editions}
    return replace(
        handbook,
        in_force=in_force,
        root_edition=handbook.catalogue.edition.id,
        places=handbook.places if same else {},
        examples=refused(handbook.catalogue, built_on),
    )


def shown_catalogue(working: Catalogue, published: tuple[Publication, ...], shown: Shown) -> Catalogue:
    """The edition at the root: the newest published one for readers, else the YAML."""
    return published[-1].catalogue if shown is Shown.PUBLISHED and published else working


def _with_workbench(handbook: Handbook, found: Sources, published: tuple[Publication, ...]) -> Handbook:
    made = revision(found, published)
    waiting = tuple(
        Waiting(source=one.source, target=one.target, place=_written(one.place), edition=one.edition)
        for one in made.suspects
    )
    bench = Workbench(comparison=made.comparison, missing=() if made.is_published else made.missing, waiting=waiting)
    return replace(handbook, workbench=bench)


def _written(place: Place | None) -> str:
    return f"{place.path}:{place.line}" if place else ""


def refused(catalogue: Catalogue, today: dt.date, judged: Path = JUDGED) -> tuple[Example, ...]:
    """The failing examples of every rule, each with the problems that it shows; looked up where they are known."""
    compiled = catalogue.to_json()
    around = [_engine(), str(today), compiled["rules"], catalogue.edition.id, _weighed(catalogue)]
    known = _known(judged)
    found: dict[str, Json] = {}
    shown: list[Example] = []
    failing = [example for example in example_records(catalogue) if example.expected]
    for tool in compiled["tools"]:
        mine = [example for example in failing if example.tool == tool["id"]]
        key = digest([around, tool, [_unstamped(catalogue, example.record) for example in mine]])
        found[key] = known[key] if _still_called(catalogue, known.get(key)) else _judged(catalogue, mine, today)
        for example, problems in zip(mine, found[key]["problems"], strict=True):
            if {each["code"] for each in problems} == {each["code"] for each in example.expected}:
                shown += _examples(example, problems)  # the examples of another edition may show something else
    if found != known:
        write_whole(
            judged, json.dumps(found, ensure_ascii=False)
        )  # builds at once, and stopped ones, leave a whole one
    return tuple(shown)


def _judged(catalogue: Catalogue, examples: Iterable[ExampleRecord], today: dt.date) -> dict[str, Json]:
    """What the checks say of some examples, and the names of entries that they say it with."""
    problems = [[problem.to_json() for problem in example.problems(catalogue, today)] for example in examples]
    said = json.dumps(problems, ensure_ascii=False)
    names = {item.id: item.name for item in catalogue.items if json.dumps(item.name, ensure_ascii=False)[1:-1] in said}
    return {"problems": problems, "names": names}


def _still_called(catalogue: Catalogue, known: Json) -> bool:
    """Whether what was said of examples names entries as they are called now."""
    if known is None:
        return False
    now = catalogue.by_id
    return all(one in now and now[one].name == name for one, name in known["names"].items())


def _weighed(catalogue: Catalogue) -> list[Json]:
    """What checks weigh of the framework's entries: which there are, their levels, what a grade demands."""
    return [[one.id, one.kind, one.level, dict(one.details) if one.kind == "grade" else {}] for one in catalogue.items]


def _unstamped(catalogue: Catalogue, record: Mapping[str, Json]) -> dict[str, Json]:
    """A record with its digests replaced by whether they are right: they change with every word of the framework."""
    sealed = record.get("content_sha256")
    return {
        **record,
        "catalogue_digest": record.get("catalogue_digest") == catalogue.digest,
        "content_sha256": isinstance(sealed, str) and sealed == records.seal(record),
    }


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
