"""A folder as a quality team would drop it: sound records among broken, locked, half-done and hostile ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from practice_audit import records
from tests.e2e.payloads import CORPUS
from tests.unit.sampling.lists import HEADER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.making import Make, Save

PERIOD: Final = "2023-Q2"
SOUND: Final = 12
"""So many audits of the folder are sound, each of a case of its own."""
LEFT_OUT: Final = frozenset({"broken.json", "changed.json", "draft.json", "locked.json", "twin.json"})
"""The files that are not counted, each for another reason."""
CASES: Final = HEADER + "".join(
    f"CASE-{each:04},Early Help,{'East' if each % 2 else 'West'},Child in Need,PR-{each},MG-1,HV-{each},"
    f"{'2026-01-31' if each == 3 else ''}\n"
    for each in range(1, 21)
)
AUDITORS: Final = "auditor_ref,max_cases\nAU-1,2\nPR-7,3\n"
FORMS: Final = ("--format", "html", "--format", "xlsx", "--format", "csv")
"""What the page offers; the command line writes more."""
STAFF: Final = "code,group\nAU-12,Auditors\nPR-901,Early Help\nPR-902,Early Help\n"


def of_case(ref: str) -> Callable[[dict[str, Any]], None]:
    """Makes a record one of another case."""

    def edit(record: dict[str, Any]) -> None:
        record["answers"]["hdr.case_ref"]["value"] = ref
        record["answers"]["ila.b.preaudit"]["case"]["ref"] = ref

    return edit


def audits(make: Make) -> list[dict[str, Any]]:
    """Six audits of different cases, of which the first was moderated and one replaced another."""
    sound = [make(), *(make(number=each, days=each, edit=of_case(f"CR-{2000 + each}")) for each in range(2, 6))]

    def corrects(record: dict[str, Any]) -> None:
        of_case("CR-2005")(record)
        record["relates_to"] = [*record["relates_to"], {"relation": "replaces", "record_id": sound[-1]["record_id"]}]

    return [*sound, make(number=6, days=5, edit=corrects), make("moderation-1")]


def folder(make: Make, save: Save, place: Path) -> Path:
    """Fill a folder: sound audits with texts that want to be code, a second copy, other files, and `LEFT_OUT`."""
    place.mkdir()
    made = [make(number=each, days=each, edit=_hostile(each)) for each in range(1, SOUND + 1)]
    save(*made, make("pre-audit", number=90), folder=place)
    inner = place / "2023" / "spring"
    inner.mkdir(parents=True)
    (inner / "again.json").write_text(records.text(made[0]), encoding="utf-8")
    (place / "broken.json").write_text(records.text(made[1])[:900], encoding="utf-8")
    twin = make(number=2, days=3, edit=of_case("CR-7777"))
    (place / "twin.json").write_text(records.text(twin), encoding="utf-8")
    changed = {**made[2], "record_id": "00000063-0000-4000-8000-000000000000"}
    (place / "changed.json").write_text(records.text(changed), encoding="utf-8")
    draft = {**made[3], "status": "draft", "record_id": "00000064-0000-4000-8000-000000000000"}
    (place / "draft.json").write_text(records.text(draft), encoding="utf-8")
    (place / "locked.json").write_text(json.dumps({"format": "practice-audit-locked"}), encoding="utf-8")
    (place / "notes.txt").write_text("not a record", encoding="utf-8")
    (place / "draw_3f9a2c1e.receipt.json").write_text("{}", encoding="utf-8")
    return place


def _hostile(number: int) -> Callable[[dict[str, Any]], None]:
    texts = [text for text in CORPUS if text.strip() and "@" not in text][number * 3 : number * 3 + 3]

    def edit(record: dict[str, Any]) -> None:
        of_case(f"CR-{1000 + number}")(record)
        for name, text in zip(("ila.f.why", "ila.c1.strengths", "ila.c1.development"), texts, strict=True):
            record["answers"][name]["value"] = f"{text} is what the file says, word by word.".strip()

    return edit
