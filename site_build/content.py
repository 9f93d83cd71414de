"""Everything that the pages are made of: the handbook, with what the checks say of the example records.

What the checks say is worked out once for each state of a tool, since a check takes a while and `make serve`
builds again at every edit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from macros import load
from macros.handbook import Example
from practice_audit.documents import digest
from site_build.examples import ExampleRecord, example_records

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from macros import Handbook
    from practice_audit.model import Catalogue

_kept: dict[str, tuple[Example, ...]] = {}
"""What was worked out last, by tool and the digest of all that a check of its records looks at."""


def read(root: Path, built_on: dt.date, *, site_url: str = "") -> Handbook:
    """The handbook of a checkout. Raises Unreadable with every problem when the YAML has errors."""
    handbook = load(root, built_on, site_url=site_url)
    return replace(handbook, examples=refused(handbook.catalogue, built_on))


def refused(catalogue: Catalogue, today: dt.date) -> tuple[Example, ...]:
    """The failing examples of every rule, each with the one problem that it shows."""
    compiled = catalogue.to_json()
    keys = {tool["id"]: f"{tool['id']} {digest([tool, compiled['rules'], str(today)])}" for tool in compiled["tools"]}
    fresh = {key: _kept[key] for key in keys.values() if key in _kept}
    for example in example_records(catalogue):
        key = keys[example.tool]
        if key not in _kept and example.expected:
            fresh[key] = (*fresh.get(key, ()), *_told(catalogue, example, today))
    _kept.clear()
    _kept.update(fresh)
    return tuple(example for key in keys.values() for example in fresh.get(key, ()))


def _told(catalogue: Catalogue, example: ExampleRecord, today: dt.date) -> Iterator[Example]:
    for problem in example.problems(catalogue, today):
        yield Example(
            tool=example.tool, about=example.about, problem=problem, record=example.record, mended=example.mended
        )
