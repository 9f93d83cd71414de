"""What checks say of the example records is worked out once, and again when anything that they say would change."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from site_build import content
from site_build.examples import JUDGED_ON

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue


def reworded(catalogue: Catalogue, identity: str) -> Catalogue:
    """The catalogue with one entry called otherwise."""
    items = tuple(
        replace(one, title="", text="It says something else now.") if one.id == identity else one
        for one in catalogue.items
    )
    return replace(catalogue, items=items).with_digest()


def test_what_was_said_is_kept_until_it_would_be_said_otherwise(catalogue: Catalogue, tmp_path: Path) -> None:
    """A new word in an entry changes what is kept only where a message names the entry, and then the message has it."""
    judged = tmp_path / "judged.json"
    first = content.refused(catalogue, JUDGED_ON, judged)
    kept = judged.read_bytes()
    named = {one for told in json.loads(kept).values() for one in told["names"]}
    silent = next(one.id for one in catalogue.of_kind("expectation") if one.id not in named)
    again = content.refused(reworded(catalogue, silent), JUDGED_ON, judged)
    assert judged.read_bytes() == kept
    assert [example.problem for example in again] == [example.problem for example in first]
    spoken = next(one.id for one in catalogue.of_kind("expectation") if one.id in named)
    renewed = content.refused(reworded(catalogue, spoken), JUDGED_ON, judged)
    assert any("It says something else now" in example.problem.message for example in renewed)
    assert judged.read_bytes() != kept


def test_a_broken_file_is_worked_out_again(catalogue: Catalogue, tmp_path: Path) -> None:
    """What is kept is never needed: where it cannot be read, the checks are asked."""
    judged = tmp_path / "judged.json"
    judged.write_text('{"half', encoding="utf-8")
    assert content.refused(catalogue, JUDGED_ON, judged)
    assert json.loads(judged.read_text(encoding="utf-8"))
