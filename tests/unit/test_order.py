"""The order of the tests: what it names is there, and what is shared is made in one process."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests import order

if TYPE_CHECKING:
    from pathlib import Path

ASKS = re.compile(r"^def \w+\([^)]*\byear: Year\b", re.MULTILINE)


def test_every_file_that_is_named_is_there(root: Path) -> None:
    """A file that was moved or renamed would come last and make its own copy of what it shares."""
    together = set(order.TOGETHER.values())
    named = {*order.TOGETHER, *order.SECONDS} - together
    assert [name for name in sorted(named) if not (root / name).is_file()] == []
    assert together <= set(order.SECONDS)


def test_whoever_asks_for_the_rehearsed_year_shares_it(root: Path) -> None:
    """The fixture `year` is made once in a whole run: each file that asks for it belongs to those that share it."""
    files = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in root.glob("tests/**/test_*.py")
    }
    assert {name for name, text in files.items() if ASKS.search(text)} == set(order.TOGETHER)


def test_a_parameter_is_no_part_of_the_file(root: Path) -> None:
    """A test belongs to its file, whatever its parameters are called."""
    assert order.unit("tests/unit/test_order.py::test_a[x::y.py]") == "tests/unit/test_order.py"
    assert (root / order.unit("tests/unit/test_order.py::test_a")).is_file()
