"""The bridge to the handbook's pages: one function, JSON text in and JSON text out, that never raises.

    call(name, payload) -> answer

    start     {catalogue, tool, wording}             -> {engine_version, tool, edition, digest}
    look      {record, today}                        -> what is asked, counts, panels (`looking`)
    check     {record, scope, today, names}          -> {problems, places}
    complete  {record, now, today, names}            -> {problems, places} and {text, filename, record, left}
    draft     {record, now}                          -> {text, filename, record}
    open      {text, now, case_ref}                  -> {outcome, message, record, problems, places, tool}
    attach    {record, checklist, question}          -> {record, message, problems, places}
    talk      {record, today}                        -> both views of what is on file (`talking`)
    since     {record, editions, used}               -> {before, after, later}: which editions to compare
    changes   {comparison}                           -> what changed in the standards (`changes`)
    guard     {record, question, names}              -> {found} (`guarding`)
    held      {record}                               -> {questions}: what a draft holds, by kind and count
    named     {record, names}                        -> {names, questions}
    replace   {record, question, text, word}         -> {changes, answers, elsewhere}
    move      {record, later, now}                   -> what changes for a draft in a later edition (`moving`)

`places` runs beside `problems`: section, question, control and, where the code is a rule, its id. A
fault of the engine itself comes back as `{"fault": {"code", "message"}}` and repeats no answer. One
page, one tool: `start` is called once. The clock is the page's. Knows nothing of HTML or storage.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from practice_audit import __version__
from practice_audit.browser import changes, checks, files, guarding, looking, moving, talking
from practice_audit.browser.session import Session
from practice_audit.browser.words import Words
from practice_audit.model import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from practice_audit.documents import Json

_CALLS: Final[Mapping[str, Callable[[Session, Mapping[str, Any]], dict[str, Any]]]] = {
    "look": looking.look,
    "check": checks.check,
    "complete": checks.complete,
    "draft": checks.draft,
    "open": files.open_file,
    "attach": files.attach,
    "talk": talking.conversation,
    "since": changes.since,
    "changes": changes.changes,
    "guard": guarding.guard,
    "held": guarding.held,
    "named": guarding.counted,
    "replace": guarding.replace,
    "move": moving.move,
}

PROBLEM_CODES: Final[Mapping[str, str]] = {
    **files.PROBLEM_CODES,
    "INT001": "The checks stopped without a result",
}

_open: list[Session] = []


def call(name: str, payload: str) -> str:
    """Answer one question of the page; see the module for names and shapes."""
    try:
        return json.dumps(_answer(name, _read(payload)))
    except Exception as fault:  # noqa: BLE001 - whatever it is, the page has to go on
        return json.dumps({"fault": fault_of(fault)})


def _read(payload: str) -> Mapping[str, Any]:
    """The payload; half a character, which someone may paste and no file can hold, becomes a question mark."""
    read: Mapping[str, Any] = json.loads(payload)
    if "\\ud" in payload:
        read = json.loads(json.dumps(read, ensure_ascii=False).encode("utf-8", "replace"))
    return read


def _answer(name: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    if name == "start":
        return _start(payload)
    return _CALLS[name](_open[0], payload)


def _start(payload: Mapping[str, Json]) -> dict[str, Any]:
    catalogue = Catalogue.from_json(payload["catalogue"])
    tool = catalogue.tool(payload["tool"])
    _open[:] = [Session(catalogue=catalogue, tool=tool, words=Words(payload.get("wording") or {}))]
    return {
        "engine_version": __version__,
        "tool": tool.id,
        "edition": catalogue.edition.id,
        "digest": catalogue.digest,
    }


def fault_of(fault: Exception) -> dict[str, str]:
    """What a page is told of a fault of the engine itself."""
    return {"code": "INT001", "message": _where(fault)}


def _where(fault: Exception) -> str:
    """Where the engine failed; what it was given may be personal and is not repeated."""
    last = fault.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = f"{last.tb_frame.f_globals.get('__name__')}, line {last.tb_lineno}" if last else "an unknown place"
    return f"The checks stopped without a result: {type(fault).__name__} in {place}."
