"""Made-up records for reports: the examples, made again and again with other days, codes and answers.

    made(catalogue, 60)      the same sixty records each time, over five quarters

They are shaped like real ones and say nothing about anybody. Not every rule is kept: a report counts
what a register holds, and does not judge it.
"""

from __future__ import annotations

import copy
import json
import random
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from practice_audit import records
from practice_audit.relations.corrections import targets
from practice_audit.relations.first_versions import dated, first_versions
from site_build.paths import DEFINITIONS
from tests.making import later

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practice_audit.model import Catalogue

DAYS: Final = 450
"""Over how many days the records are spread: five quarters."""
_OUTCOMES: Final = ("met", "met", "met", "partly", "not_met")
_STATES: Final = ("open", "in_hand", "done", "not_done")
_PER_HUNDRED: Final = {
    "ila": 40,
    "moderation-1": 12,
    "moderation-2": 4,
    "feedback-child": 6,
    "feedback-parent": 6,
    "feedback-process": 4,
    "actions": 8,
    "recheck": 4,
    "pre-audit": 4,
    "meeting-note": 4,
    "complaint-learning": 3,
    "external-review": 1,
    "you-said": 2,
    "referral-review": 2,
}


def made(catalogue: Catalogue, number: int, seed: int = 1) -> list[dict[str, Any]]:
    """Finished records, one in twenty of them a correction of another."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    grades = [grade.id for grade in catalogue.of_kind("grade")]
    examples = _examples()
    tools = list(_PER_HUNDRED)
    found: list[dict[str, Any]] = []
    for place in range(number):
        tool = rng.choices(tools, weights=list(_PER_HUNDRED.values()))[0] if place else "ila"
        audits = [one for one in found if one["answers"].get("ila.g.actions")]
        audit = rng.choice(audits) if audits else None
        record = copy.deepcopy(rng.choice(examples[tool]))
        about = audit if tool in {"actions", "recheck"} else None
        record = later(record, _apart(record, about) + rng.randrange(10, 120) if about else rng.randrange(DAYS))
        record["record_id"] = f"{place:08x}-{seed:04x}-4000-8000-000000000000"
        record["relates_to"] = []
        judged = {question.id for question in catalogue.tool(tool).questions.values() if question.type == "met"}
        for name in sorted(judged & set(record["answers"])):
            answer = record["answers"][name]
            if answer.get("value") in _OUTCOMES and "which" not in answer:
                answer["value"] = rng.choice(_OUTCOMES)
        _vary(record, rng, grades, about)
        same = [one for one in found if one["record_type"] == tool]
        if same and rng.random() < 0.05:
            record["relates_to"] = [{"relation": "replaces", "record_id": rng.choice(same)["record_id"]}]
        found.append(records.complete(catalogue, catalogue.tool(tool), record, record["completed"]))
    return found


def corrections_in(found: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Each correction among these records, with what it replaces, as a register gives them."""
    return [(record["record_id"], target) for record in found for target in targets(record)]


def replaced_by(found: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The records that a correction among these replaces."""
    return frozenset(target for _, target in corrections_in(found))


def as_read(found: list[dict[str, Any]]) -> list[Mapping[str, Any]]:
    """These records as they are read to be counted: corrections with their first versions."""
    first = first_versions(corrections_in(found), {one["record_id"]: one for one in found}.get)
    return list(dated(found, first))


def _examples() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(DEFINITIONS.glob("*/examples/valid/*.json")):
        if path.stem != "from-the-browser":
            found.setdefault(path.parts[-4], []).append(json.loads(path.read_text(encoding="utf-8")))
    return found


def _apart(record: dict[str, Any], audit: dict[str, Any]) -> int:
    """How many days after a record an audit was finished."""
    return (date.fromisoformat(audit["completed"][:10]) - date.fromisoformat(record["completed"][:10])).days


def _vary(record: dict[str, Any], rng: random.Random, grades: list[str], audit: dict[str, Any] | None) -> None:
    """Other answers, and an audit that was made before where the record is about one."""
    answers = record["answers"]
    for answer in answers.values():
        if answer.get("value") in grades:
            answer["value"] = rng.choice(grades)
        if "kept" in answer and "grade" in answer["kept"]:
            answer["kept"]["grade"] = rng.choice(grades)
        for row in answer.get("rows", ()):
            _vary_row(row, rng)
    for name in ("ac.a.record", "rc.a.audit"):
        if name in answers and audit is not None:
            answers[name]["value"] = audit["record_id"]
            _name_actions(answers, audit)


def _vary_row(row: dict[str, Any], rng: random.Random) -> None:
    for name, choices in (("state", ("heard", "observed", "declined", "not_asked")), ("today", _OUTCOMES)):
        if name in row:
            row[name] = {"value": rng.choice(choices)}
    if "changed_on" in row:
        row["status"] = {"value": rng.choice(_STATES)}
    if "kind" in row:
        row["kind"] = {"value": rng.choice(("strength", "development"))}


def _name_actions(answers: dict[str, Any], audit: dict[str, Any]) -> None:
    """Updates and re-checks speak of actions that the audit has."""
    actions = [row["id"] for row in audit["answers"].get("ila.g.actions", {}).get("rows", ())] or ["a1"]
    for name in ("ac.b.actions", "rc.b.expectations"):
        for place, row in enumerate(answers.get(name, {}).get("rows", ())):
            row["ref"] = {"value": f"ila.g.actions/{actions[place % len(actions)]}"}
