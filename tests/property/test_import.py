"""Laws of import: the order and the number of imports do not matter, and no change of a file goes unseen."""

from __future__ import annotations

import sqlite3
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice_audit import records
from practice_audit.cli import reading
from practice_audit.problems import has_errors
from practice_audit.register import Register
from tests.making import drawn_again

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue
    from tests.making import Make, Run

POOL = 8
YEAR_AND_AUDIT = 366 + 25  # days from one audit's selection to another's, a year after its completion


@pytest.fixture(scope="module")
def pool(make: Make, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Files that agree with each other, and some that are refused whatever else is there."""

    def correct(record: dict[str, Any]) -> None:
        record["relates_to"].append({"relation": "replaces", "record_id": make()["record_id"]})

    audit = make()
    texts = [
        *map(records.text, (audit, make("pre-audit"), make("moderation-sample"), make("moderation-sample", number=7))),
        records.text(make(number=2, edit=correct)),
        records.text(make(number=3, days=YEAR_AND_AUDIT, edit=drawn_again)),
        records.text(records.draft(catalogue, catalogue.tool("ila"), audit, audit["created"])),
        records.text(audit)[:2000],
    ]
    assert len(texts) == POOL
    folder = tmp_path_factory.mktemp("pool")
    files = [folder / f"{number}.json" for number in range(POOL)]
    for path, text in zip(files, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return files


def dump(register: Path) -> list[str]:
    """All that a register says, in an order that does not depend on how it came to be."""
    connection = sqlite3.connect(register)
    try:
        return sorted(connection.iterdump())
    finally:
        connection.close()


@st.composite
def imports(draw: st.DrawFn) -> list[list[int]]:
    """All files of the pool in any order, cut into one import or several, and one more import of some of them."""
    order = draw(st.permutations(range(POOL)))
    edges = [0, *sorted(draw(st.sets(st.integers(1, POOL - 1), max_size=3))), POOL]
    again = draw(st.lists(st.integers(0, POOL - 1), min_size=1, max_size=4))
    return [*(list(order[start:end]) for start, end in pairwise(edges)), again]


@settings(max_examples=20)
@given(runs=imports())
def test_import_in_any_order_in_any_number_of_runs(
    runs: list[list[int]], pool: list[Path], run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The same files in any order, in one import or several, some of them twice, make the same register."""
    register = tmp_path_factory.mktemp("register") / "register.db"
    for numbers in runs:
        run("import", *(pool[number] for number in numbers), "--register", register)
    reference = tmp_path_factory.getbasetemp() / "reference.db"
    if not reference.exists():
        run("import", *pool, "--register", reference)
    assert dump(register) == dump(reference)
    opened = Register.in_file(register, create=False)
    assert len(opened.entries()) == 6
    opened.close()


@given(data=st.data())
def test_no_change_of_a_file_goes_unseen(data: st.DataObject, pool: list[Path]) -> None:
    """A finished record with any bytes changed, added or taken out is refused, unless it still says the same."""
    source = pool[2]
    original = source.read_bytes()
    start = data.draw(st.integers(0, len(original)))
    gone = data.draw(st.integers(0, 3))
    new = data.draw(
        st.one_of(st.binary(max_size=4), st.sampled_from([b'"', b",", b"{", b"}", b"[", b"0", b"\\", b"null"]))
    )
    mutant = source.with_name("mutant.json")
    mutant.write_bytes(original[:start] + new + original[start + gone :])
    record, problems = reading.read(mutant)
    assert has_errors(problems) or record == records.read(original)
