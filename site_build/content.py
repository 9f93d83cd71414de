"""Everything that the pages are made of: the handbook, with what the checks say of the example records.

What the checks say is worked out once for each catalogue, since a check takes a while and `make serve`
builds again at every edit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from macros import load
from macros.handbook import Example
from site_build.examples import example_records

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from macros import Handbook
    from practice_audit.model import Catalogue

_kept: dict[str, tuple[Example, ...]] = {}


def read(root: Path, built_on: dt.date, *, site_url: str = "") -> Handbook:
    """The handbook of a checkout. Raises Unreadable with every problem when the YAML has errors."""
    handbook = load(root, built_on, site_url=site_url)
    return replace(handbook, examples=refused(handbook.catalogue, built_on))


def refused(catalogue: Catalogue, today: dt.date) -> tuple[Example, ...]:
    """The failing examples of every rule, each with the one problem that it shows."""
    if catalogue.digest not in _kept:
        _kept.clear()
        _kept[catalogue.digest] = tuple(
            Example(
                tool=example.tool, about=example.about, problem=problem, record=example.record, mended=example.mended
            )
            for example in example_records(catalogue)
            for problem in (example.problems(catalogue, today) if example.expected else ())
        )
    return _kept[catalogue.digest]
