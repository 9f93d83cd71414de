"""Files that the importer has to refuse, or to pass over: what goes wrong in an ordinary year. Knows no register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from practice_audit import records
from site_build.demo.auditing import AUDIT
from site_build.demo.making import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practice_audit.model import Catalogue
    from site_build.demo.making import Record

REFUSED: Final = {
    "changed-by-hand": "REC022",
    "cut-off": "REC001",
    "draft": "R173",
    "same-number-other-words": "R178",
    "second-audit-of-a-case": "R021",
}
"""The files that are refused, each with the code of the problem that keeps it out."""
PASSED_OVER: Final = "sent-twice"
"""The file that is there already."""


def spoilt(made: Sequence[Record], catalogue: Catalogue) -> dict[str, str]:
    """The text of each of these files by its name, made from records of the year."""
    audits = [record for record in made if record["record_type"] == AUDIT]
    last = audits[-1]
    again = _again(audits)
    draft = records.draft(catalogue, catalogue.tool(AUDIT), last, last["created"])
    return {
        "changed-by-hand": records.text({**_other(last, 1), "content_sha256": last["content_sha256"]}),
        "cut-off": records.text(last)[:2000],
        "draft": records.text(marked({**draft, "record_id": _number(last, 2)})),
        "same-number-other-words": records.text(marked({**last, "read_me": [*last["read_me"], "Once more."]})),
        "second-audit-of-a-case": records.text(marked(_other(again, 3))),
        PASSED_OVER: records.text(last),
    }


def _again(audits: Sequence[Record]) -> Record:
    """An audit that no other one replaces, nor is replaced."""
    named = {row["record_id"] for record in audits for row in record["relates_to"] if row["relation"] == "replaces"}
    return next(
        record
        for record in reversed(audits)
        if record["record_id"] not in named and all(row["relation"] != "replaces" for row in record["relates_to"])
    )


def _other(record: Record, number: int) -> dict[str, Any]:
    return {**record, "record_id": _number(record, number)}


def _number(record: Record, number: int) -> str:
    """A record number that no record has."""
    return f"{number:08x}{record['record_id'][8:]}"
