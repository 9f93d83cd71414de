"""The example records of what the quality team keeps, to be changed by tests."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from practice_audit import records
from site_build.examples import stamped
from site_build.paths import DEFINITIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from practice_audit.model import Catalogue

Record = dict[str, Any]
EXAMPLES = {
    "ila": "from-the-browser",
    "actions": "three-of-four",
    "recheck": "after-four-months",
    "meeting-note": "june",
    "you-said": "promise-in-hand",
    "referral-review": "week-23",
}


def record(catalogue: Catalogue, tool: str, edit: Callable[[Record], object] = id, **head: Any) -> Record:
    """The example of a tool, of this catalogue, changed by `edit`, with these entries of the envelope."""
    path = DEFINITIONS / tool / "examples" / "valid" / f"{EXAMPLES[tool]}.json"
    made = stamped(catalogue, copy.deepcopy(json.loads(path.read_text(encoding="utf-8"))))
    _of_the_audit(made)
    edit(made)
    made |= head
    made["content_sha256"] = records.seal(made)
    return made


def _of_the_audit(made: Record) -> None:
    """Lets a record speak of the example of the audit, whose id is another one each time it is typed anew."""
    path = DEFINITIONS / "ila" / "examples" / "valid" / f"{EXAMPLES['ila']}.json"
    audit = json.loads(path.read_text(encoding="utf-8"))["record_id"]
    for row in made["relates_to"]:
        if row["relation"] == "updates":
            for answer in made["answers"].values():
                if answer.get("value") == row["record_id"]:
                    answer["value"] = audit
            row["record_id"] = audit


def number(of: int) -> str:
    """A record id."""
    return f"{of:08x}-0000-4000-8000-000000000000"


def rows(made: Record, question: str) -> list[dict[str, Any]]:
    """The rows of an answer."""
    found: list[dict[str, Any]] = made["answers"][question]["rows"]
    return found


def replacing(made: Record) -> list[dict[str, str]]:
    """The relations of a correction of this record."""
    return [*made["relates_to"], {"relation": "replaces", "record_id": made["record_id"]}]
