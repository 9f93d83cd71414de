"""The bridge to the pages of the quality team's desk: JSON text in and out, and files read one by one.

    call(name, payload, content, progress) -> answer

    start     {catalogues}     -> {edition}
    draw-cases, draw-audits       a draw (`drawing_cases`, `drawing_audits`)
    verify-cases, verify-audits   a draw done again from its receipt
    report    the report of a period (`reporting`)
    write     {format, handbook} -> {file: {name, base64}}

`content(place, most)` gives so many bytes of a chosen file, None where it cannot be read; `progress(step, done, all)`
hears how far the work is. A fault of the engine itself comes back as `{"fault": {"code", "message"}}`; a file
that changed while it was read as `{"changed": name}`. Never raises. Knows nothing of HTML, and keeps nothing
on a disk.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from practice_audit.browser import fault_of
from practice_audit.desk import drawing_audits, drawing_cases, reporting
from practice_audit.desk.editions import Editions
from practice_audit.desk.files import ChangedError
from practice_audit.desk.session import Asked, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from practice_audit.desk.files import Content, Progress

_CALLS: Final[Mapping[str, Callable[[Session, Asked], dict[str, Any]]]] = {
    "draw-cases": drawing_cases.draw,
    "verify-cases": drawing_cases.verify,
    "draw-audits": drawing_audits.draw,
    "verify-audits": drawing_audits.verify,
    "report": reporting.report,
    "write": reporting.write,
}

_open: list[Session] = []


def call(name: str, payload: str, content: Content, progress: Progress) -> str:
    """Answer one question of the page; see the module for names and shapes."""
    try:
        read = json.loads(payload)
        if name == "start":
            return json.dumps(_start(read))
        return json.dumps(_CALLS[name](_open[0], Asked.of(read, content, progress)))
    except ChangedError as changed:
        return json.dumps({"changed": str(changed)})
    except Exception as fault:  # noqa: BLE001 - whatever it is, the page has to go on
        return json.dumps({"fault": fault_of(fault)})


def _start(payload: Mapping[str, Any]) -> dict[str, Any]:
    editions = Editions.of(payload["catalogues"])
    _open[:] = [Session(editions=editions)]
    return {"edition": editions.newest.edition.id}
