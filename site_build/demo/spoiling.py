"""Files that the importer has to refuse, or to pass over: what goes wrong in an ordinary year. Knows no register."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from practice_audit import records
from site_build.demo.auditing import typed_again
from site_build.demo.making import Asked, finished, marked, value
from site_build.demo.setting import AUDIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from practice_audit.model import Catalogue
    from site_build.demo.making import Record

REFUSED: Final = {
    "changed-by-hand": "REC022",
    "cut-off": "REC005",
    "draft": "R173",
    "same-number-other-words": "R178",
    "second-audit-of-a-case": "R021",
}
"""The files that are refused, each with the code of the problem that keeps it out."""
PASSED_OVER: Final = "sent-twice"
"""The file that is there already."""


def file_name(name: str) -> str:
    """What one of these files is called."""
    return f"sample_{name}.json"


def reasons(problems: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    """The codes of all errors of an import, by the name of the file."""
    found: dict[str, set[str]] = {}
    for problem in problems:
        if problem["severity"] == "error":
            found.setdefault(Path(problem["source"]).name, set()).add(problem["code"])
    return found


def as_it_should_be(found: Mapping[str, set[str]]) -> bool:
    """Whether exactly the spoilt files were refused, each for its own reason (it may have more)."""
    wanted = {file_name(name): code for name, code in REFUSED.items()}
    return set(found) == set(wanted) and all(code in found[name] for name, code in wanted.items())


def spoilt(made: Sequence[Record], catalogue: Catalogue) -> dict[str, str]:
    """The text of each of these files by its name, made from records of the year."""
    audits = [record for record in made if record["record_type"] == AUDIT]
    last = audits[-1]
    draft = records.draft(catalogue, catalogue.tool(AUDIT), last, last["created"])
    later = last["completed"].replace("T15:", "T17:")
    return {
        "changed-by-hand": records.text({**_other(last, 1), "content_sha256": last["content_sha256"]}),
        "cut-off": records.text(last)[:2000],
        "draft": records.text(marked({**draft, "record_id": _number(last, 2)})),
        "same-number-other-words": records.text(marked({**last, "completed": later})),
        "second-audit-of-a-case": records.text(_audited_again(catalogue, audits)),
        PASSED_OVER: records.text(last),
    }


def _audited_again(catalogue: Catalogue, audits: Sequence[Record]) -> Record:
    """The last audit as if it were one of the case that was audited half a year before."""
    last, case = audits[-1], audits[len(audits) // 2]["case"]["ref"]
    answers = {**typed_again(catalogue, last), "hdr.case_ref": value(case)}
    for question in catalogue.tool(AUDIT).questions.values():
        if question.part in {"checklist", "parent-feedback", "child-feedback"}:
            answers[question.id] = {"reason": "It was lost when the worker left."}
    done = date.fromisoformat(last["completed"][:10])
    return finished(catalogue, Asked(tool=AUDIT, record_id=_number(last, 3), begun=done, done=done, answers=answers))


def _other(record: Record, number: int) -> dict[str, Any]:
    return {**record, "record_id": _number(record, number)}


def _number(record: Record, number: int) -> str:
    """A record number that no record has."""
    return f"{number:08x}{record['record_id'][8:]}"
