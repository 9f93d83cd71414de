"""Audits drawn for moderation, and such a draw compared with its receipt, for the page: records in, files and rows out.

Asks the same questions in the same order as `moderation-sample` and `moderation-sample --verify`, so the same
records, seed and day give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practice_audit.desk import drawing
from practice_audit.desk.session import left_out, told
from practice_audit.desk.taking import take
from practice_audit.problems import Unreadable
from practice_audit.sampling import files
from practice_audit.sampling import receipt as receipts
from practice_audit.sampling.history import WANTED, history_of
from practice_audit.sampling.moderation import draw_audits
from practice_audit.sampling.tickets import SHOWN
from practice_audit.sampling.verifying import verify_audits

if TYPE_CHECKING:
    from practice_audit.desk.session import Asked, Session
    from practice_audit.desk.taking import Taken
    from practice_audit.sampling.history import History
    from practice_audit.sampling.moderation import AuditDraw

    Answer = dict[str, Any]


def draw(session: Session, asked: Asked) -> Answer:
    """A draw. The payload has all that a person chose and typed, and {record_id, now, today}.

    The answer has `fields`, the parts of the page that are to be put right by what they lack; or `problems`
    that stand against a draw, such as a file that is still locked; or the draw: `drawn`, `population`, `files`,
    `draft`. Where records were read, it has `records`.
    """
    fields, on = drawing.days(asked, meeting_on=True)
    fields |= drawing.seed_and_number(asked) | drawing.who(asked)
    fields |= {} if list(asked.records) else {"records": "missing"}
    if fields:
        return {"fields": fields, "problems": []}
    taken, past = _history(session, asked)
    if locked := drawing.still_locked(taken):
        return {"fields": {}, "problems": locked, "records": left_out(taken)}
    meeting_on = on["meeting_on"] or asked.today
    done, found = draw_audits(
        past.unmoderated(meeting_on), seed=asked.text("seed"), number=drawing.number(asked) or 0, meeting_on=meeting_on
    )
    problems = told(drawing.in_the_page(found))
    counted = left_out(taken)
    if done is None:
        return {"fields": {}, "problems": problems, "records": counted}
    written = files.of_audits(session.editions.newest, done, drawing.made(asked))
    shown = {"records": counted, "population": len(done.pool), "drawn": _shown(done, past, taken, asked)}
    return drawing.answered(session, asked, written, problems, shown)


def verify(session: Session, asked: Asked) -> Answer:
    """A draw done again from its receipt; the payload is {files, receipt, records, today}."""
    place = asked.place("receipt")
    if place is None:
        return {"fields": {"receipt": "missing"}, "problems": []}
    taken, past = _history(session, asked) if list(asked.records) else (None, None)
    counted = left_out(taken) if taken else None
    try:
        known = receipts.read(asked.data(place), receipts.AUDITS)
        differences = verify_audits(known, past)
    except Unreadable as unreadable:
        return {**drawing.unusable(asked, place, unreadable), "records": counted}
    return {
        "fields": {},
        "problems": [],
        "differences": told(differences),
        "seed": str(known["seed"]),
        "day": str(known["meeting_on"]),
        "records": counted,
    }


def _history(session: Session, asked: Asked) -> tuple[Taken, History]:
    """What the chosen records say of all audits and of their moderations."""
    taken = take(asked.files, asked.records, session.editions, asked.today, asked.progress)
    lines = [line for line in taken.shelf.lines() if line.record_type in WANTED]
    found = asked.watched(taken.shelf.documents(lines), len(lines))
    return taken, history_of(found, session.editions.known)


def _shown(done: AuditDraw, past: History, taken: Taken, asked: Asked) -> list[Answer]:
    """The draw as rows for the page, each with the file that goes to the moderator."""
    audits = {audit.record_id: audit for audit in past.audits}
    places = {line.record_id: line.place for line in taken.shelf.lines()}
    return [
        {
            "ticket": ticket[:SHOWN],
            "record_id": number,
            "case": audits[number].case_ref,
            "completed_on": audits[number].completed_on.isoformat(),
            "file": asked.files.names[places[number]],
        }
        for number, ticket in done.drawn
    ]
